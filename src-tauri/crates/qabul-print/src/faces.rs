//! The two shipped faces: which letters they have, how wide each is, how pairs are kerned.
//!
//! Noto Sans 2.004, SIL Open Font License 1.1 (`fonts/OFL.txt`). Both are cut down once to the
//! repertoire below, in its order, so a letter has the same glyph number in every file.

use std::fmt;

use ttf_parser::GlyphId;

use crate::error::PrintError;
use crate::kerning::Kerning;
use crate::sheet::Mm;

/// Millimetres of one typographic point.
pub(crate) const POINT: Mm = 25.4 / 72.0;
/// From this size on, in points, pairs of letters are kerned: below it no gap is seen.
const KERNED_FROM: f32 = 11.0;
/// The letters that papers may use, as inclusive ranges in rising order: Latin with every
/// European addition, Cyrillic, and the signs of dates, sums and quotations.
const REPERTOIRE: [(char, char); 17] = [
    (' ', '~'),
    ('\u{a0}', '\u{17f}'),
    ('Ə', 'Ə'),
    ('\u{1cd}', '\u{1dc}'),
    ('\u{1e6}', '\u{1e7}'),
    ('\u{218}', '\u{21b}'),
    ('ə', 'ə'),
    ('\u{2bc}', '\u{2bc}'),
    ('\u{400}', '\u{45f}'),
    ('\u{490}', '\u{4ff}'),
    ('\u{1e80}', '\u{1e85}'),
    ('\u{1ea0}', '\u{1ef9}'),
    ('\u{2010}', '\u{201e}'),
    ('\u{2026}', '\u{2026}'),
    ('\u{20ac}', '\u{20ac}'),
    ('₼', '₽'),
    ('№', '№'),
];
/// One more than the last letter of the repertoire.
const LETTERS: usize = 0x2117;

/// Which of the two faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Face {
    /// Noto Sans Regular.
    Regular,
    /// Noto Sans Bold.
    Bold,
}

/// Measures of a whole face, in font units.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measures {
    pub(crate) units_per_em: u16,
    pub(crate) ascent: i16,
    pub(crate) descent: i16,
    pub(crate) cap_height: i16,
    pub(crate) bounds: [i16; 4],
}

/// One letter of the repertoire as the face draws it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Glyph {
    /// The letter it draws.
    pub(crate) letter: char,
    /// Its number in the whole face.
    pub(crate) whole: u16,
    /// Its number in the cut-down font program.
    pub(crate) cut: u16,
    /// Its advance in font units.
    pub(crate) advance: u16,
}

/// One face, whole and cut down.
pub(crate) struct FaceData {
    /// PostScript name.
    pub(crate) name: &'static str,
    /// The cut-down font program.
    pub(crate) program: Vec<u8>,
    pub(crate) measures: Measures,
    /// Letters by the code that papers show them with; code 0 is the missing one.
    pub(crate) glyphs: Vec<Glyph>,
    /// Code by letter; 0 where the face has none.
    codes: Vec<u16>,
    parsed: ttf_parser::Face<'static>,
    kerning: Kerning,
}

/// The faces of every paper. Costly to make once, cheap to share.
pub struct Faces {
    regular: FaceData,
    bold: FaceData,
}

impl fmt::Debug for Faces {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Faces({}, {})", self.regular.name, self.bold.name)
    }
}

impl Faces {
    /// The two faces that are part of the program.
    ///
    /// # Errors
    /// [`PrintError::Font`] if one cannot be read or cut down.
    pub fn shipped() -> Result<Self, PrintError> {
        Ok(Self {
            regular: FaceData::read(
                "NotoSans-Regular",
                include_bytes!("../fonts/NotoSans-Regular.ttf"),
            )?,
            bold: FaceData::read("NotoSans-Bold", include_bytes!("../fonts/NotoSans-Bold.ttf"))?,
        })
    }

    pub(crate) fn of(&self, face: Face) -> &FaceData {
        match face {
            Face::Regular => &self.regular,
            Face::Bold => &self.bold,
        }
    }

    /// The first letter of a text that the faces do not have.
    #[must_use]
    pub fn missing(&self, text: &str) -> Option<char> {
        text.chars().find(|&letter| self.regular.code(letter) == 0 || self.bold.code(letter) == 0)
    }

    /// How wide a text runs, in millimetres, kerned as it will be painted.
    #[must_use]
    pub fn width(&self, text: &str, face: Face, size: f32) -> Mm {
        let data = self.of(face);
        let mut units = 0i32;
        let mut left = 0;
        for letter in text.chars() {
            let code = data.code(letter);
            units += i32::from(data.glyphs[usize::from(code)].advance);
            if size >= KERNED_FROM {
                units += i32::from(data.kern(left, code));
                left = code;
            }
        }
        units as f32 * data.em(size)
    }

    /// The kerns of a text: byte offset of the letter that is moved, and by how much in
    /// thousandths of an em (less than zero is nearer).
    pub(crate) fn kerns(&self, text: &str, face: Face, size: f32) -> Vec<(usize, f32)> {
        if size < KERNED_FROM {
            return Vec::new();
        }
        let data = self.of(face);
        let thousandth = 1000.0 / f32::from(data.measures.units_per_em);
        let mut left = 0;
        let mut kerns = Vec::new();
        for (at, letter) in text.char_indices() {
            let right = data.code(letter);
            let kern = data.kern(std::mem::replace(&mut left, right), right);
            if kern != 0 {
                kerns.push((at, f32::from(kern) * thousandth));
            }
        }
        kerns
    }
}

impl FaceData {
    fn read(name: &'static str, whole: &'static [u8]) -> Result<Self, PrintError> {
        let broken = |problem: String| PrintError::Font { face: name, problem };
        let parsed =
            ttf_parser::Face::parse(whole, 0).map_err(|fault| broken(fault.to_string()))?;
        let mut glyphs = vec![Glyph { letter: '\u{fffd}', whole: 0, cut: 0, advance: 0 }];
        let mut codes = vec![0u16; LETTERS];
        let mut remapper = subsetter::GlyphRemapper::new();
        for letter in REPERTOIRE.iter().flat_map(|&(first, last)| first..=last) {
            let Some(id) = parsed.glyph_index(letter) else {
                continue;
            };
            let advance = parsed.glyph_hor_advance(id).unwrap_or(0);
            // Letters may share a glyph (the hyphens do); each has a code of its own, so that the
            // text is read back as it was written.
            codes[letter as usize] = glyphs.len() as u16;
            glyphs.push(Glyph { letter, whole: id.0, cut: remapper.remap(id.0), advance });
        }
        let program = subsetter::subset(whole, 0, &remapper)
            .map_err(|fault| broken(format!("cannot be cut down ({fault:?})")))?;
        let bounds = parsed.global_bounding_box();
        Ok(Self {
            name,
            program,
            measures: Measures {
                units_per_em: parsed.units_per_em(),
                ascent: parsed.ascender(),
                descent: parsed.descender(),
                cap_height: parsed.capital_height().unwrap_or(parsed.ascender()),
                bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max],
            },
            kerning: Kerning::read(&parsed, &glyphs, &codes),
            glyphs,
            codes,
            parsed,
        })
    }

    /// The letter's code, 0 where the face has no such letter.
    pub(crate) fn code(&self, letter: char) -> u16 {
        self.codes.get(letter as usize).copied().unwrap_or(0)
    }

    pub(crate) fn glyph(&self, letter: char) -> Glyph {
        self.glyphs[usize::from(self.code(letter))]
    }

    /// Millimetres of one font unit at a size in points.
    pub(crate) fn em(&self, size: f32) -> Mm {
        size * POINT / f32::from(self.measures.units_per_em)
    }

    /// Draws a glyph of the whole face.
    pub(crate) fn outline(&self, whole: u16, pen: &mut dyn ttf_parser::OutlineBuilder) {
        self.parsed.outline_glyph(GlyphId(whole), pen);
    }

    /// How a letter is moved after another, in font units; both by code, 0 for none.
    fn kern(&self, left: u16, right: u16) -> i16 {
        if left == 0 || right == 0 {
            return 0;
        }
        let whole = |code: u16| self.glyphs[usize::from(code)].whole;
        self.kerning
            .near(left, right)
            .unwrap_or_else(|| self.kerning.asked(GlyphId(whole(left)), GlyphId(whole(right))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_of_the_papers_is_there() {
        let faces = Faces::shipped().unwrap();
        for text in [
            "AaBbCcÇçDdEeƏəFfGgĞğHhXxIıİiJjKkQqLlMmNnOoÖöPpRrSsŞşTtUuÜüVvYyZz",
            "АаБбВвГгДдЕеЁёЖжЗзИиЙйКкЛлМмНнОоПпРрСсТтУуФфХхЦцЧчШшЩщЪъЫыЬьЭэЮюЯя",
            "0123456789 № ₼ · – — ’ “ ” « » / : , . \u{2011} \u{a0}",
        ] {
            assert_eq!(faces.missing(text), None, "{text}");
        }
        assert_eq!(faces.missing("Əli 李"), Some('李'));
        assert_eq!(faces.missing("a\u{308}"), Some('\u{308}'));
    }

    #[test]
    fn digits_are_of_one_width() {
        let faces = Faces::shipped().unwrap();
        let widths: Vec<f32> =
            ('0'..='9').map(|d| faces.width(&d.to_string(), Face::Bold, 40.0)).collect();
        assert!(widths.iter().all(|w| *w == widths[0]));
    }

    #[test]
    fn pairs_move_nearer_in_large_sizes_only() {
        let faces = Faces::shipped().unwrap();
        let apart = faces.width("A", Face::Bold, 18.0) + faces.width("Y", Face::Bold, 18.0);
        assert!(faces.width("AY", Face::Bold, 18.0) < apart - 0.1);
        assert_eq!(faces.kerns("AY", Face::Bold, 8.0), []);
        assert_eq!(faces.kerns("AY", Face::Bold, 18.0).len(), 1);
    }
}
