//! How pairs of letters move nearer or apart, from a face's own tables.

use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::{GlyphId, Tag};

use crate::faces::Glyph;

/// The letters whose pairs are looked up beforehand: nearly all that papers are made of.
const EVERYDAY: &str = " !\"'(),-./0123456789:;ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz\
    ÇÖÜçöüĞğİıŞşƏə·№’АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁабвгдежзийклмнопрстуфхцчшщъыьэюяё";

/// The pair tables of a face's `kern` feature.
pub(crate) struct Kerning {
    /// In the order in which they are asked.
    tables: Vec<PairAdjustment<'static>>,
    /// Place among the everyday letters by code, 0 for the others.
    places: Vec<u16>,
    /// Kerns of everyday pairs, row by row.
    pairs: Vec<i16>,
    /// Everyday letters and one, for place 0.
    side: usize,
}

impl Kerning {
    pub(crate) fn read(face: &ttf_parser::Face<'static>, glyphs: &[Glyph], codes: &[u16]) -> Self {
        let tables = tables(face);
        let everyday: Vec<u16> = EVERYDAY
            .chars()
            .map(|letter| codes[letter as usize])
            .filter(|code| *code != 0)
            .collect();
        let side = everyday.len() + 1;
        let mut kerning =
            Self { tables, places: vec![0; glyphs.len()], pairs: vec![0; side * side], side };
        let whole = |code: u16| GlyphId(glyphs[usize::from(code)].whole);
        for (row, &left) in everyday.iter().enumerate() {
            kerning.places[usize::from(left)] = row as u16 + 1;
            for (column, &right) in everyday.iter().enumerate() {
                let kern = kerning.asked(whole(left), whole(right));
                kerning.pairs[(row + 1) * side + column + 1] = kern;
            }
        }
        kerning
    }

    /// The kern of an everyday pair, by code.
    pub(crate) fn near(&self, left: u16, right: u16) -> Option<i16> {
        let (row, column) = (self.places[usize::from(left)], self.places[usize::from(right)]);
        (row != 0 && column != 0)
            .then(|| self.pairs[usize::from(row) * self.side + usize::from(column)])
    }

    /// The kern of any pair, from the face's own tables.
    pub(crate) fn asked(&self, left: GlyphId, right: GlyphId) -> i16 {
        self.tables.iter().find_map(|pairs| pair(pairs, left, right)).unwrap_or(0)
    }
}

fn tables(face: &ttf_parser::Face<'static>) -> Vec<PairAdjustment<'static>> {
    let Some(table) = face.tables().gpos else {
        return Vec::new();
    };
    let mut lookups: Vec<u16> = (0..table.features.len())
        .filter_map(|at| table.features.get(at))
        .filter(|feature| feature.tag == Tag::from_bytes(b"kern"))
        .flat_map(|feature| feature.lookup_indices.into_iter())
        .collect();
    lookups.sort_unstable();
    lookups.dedup();
    lookups
        .into_iter()
        .filter_map(|at| table.lookups.get(at))
        .flat_map(|lookup| lookup.subtables.into_iter::<PositioningSubtable<'static>>())
        .filter_map(|subtable| match subtable {
            PositioningSubtable::Pair(pairs) => Some(pairs),
            _ => None,
        })
        .collect()
}

/// What one table says of a pair; `None` sends the question to the next table.
fn pair(pairs: &PairAdjustment<'_>, left: GlyphId, right: GlyphId) -> Option<i16> {
    let covered = pairs.coverage().get(left)?;
    let (first, _) = match pairs {
        PairAdjustment::Format1 { sets, .. } => sets.get(covered)?.get(right)?,
        PairAdjustment::Format2 { classes, matrix, .. } => {
            matrix.get((classes.0.get(left), classes.1.get(right)))?
        }
    };
    Some(first.x_advance)
}
