//! A letter to a candidate on A4: head, addressee, subject, paragraphs over as many pages as they need, a line to
//! sign on.

use qabul_core::letter::{Letter, LetterTexts};
use qabul_core::refusal::UnfitReason;
use qabul_core::text::{self, filled};

use crate::canvas::{Align, Canvas, Place, Style, place};
use crate::emblem;
use crate::error::PrintError;
use crate::faces::Faces;
use crate::fit;
use crate::sheet::{Ink, Mark, Mm, Points, Sheet};
use crate::slip::{HEIGHT, WIDTH};

/// Left edge and width of everything: wide margins, as letters have.
const LEFT: Mm = 25.0;
const FULL: Mm = 160.0;
/// Where the text begins on the first page and on the others, and where it ends.
const FIRST: Mm = 84.0;
const NEXT: Mm = 30.0;
const END: Mm = 262.0;
/// The page's own line, at the foot.
const FOOT: Place = place(LEFT, 283.0, FULL, 4.0);
/// Size and line of the text, the space after a paragraph, how far reasons are moved in.
const TEXT: Style = Style::regular(11.0);
const LINE: Mm = 5.6;
const GAP: Mm = 3.2;
const INDENT: Mm = 6.0;
/// What the line to sign on needs.
const SIGN: Mm = 24.0;

/// Lays a letter out, its pages in order.
///
/// # Errors
/// [`PrintError::Template`] if a text of the head does not fit its place at its smallest size, if a word is
/// wider than the page, or if a letter is missing in the faces.
pub fn layout(
    letter: &Letter,
    texts: &LetterTexts,
    faces: &Faces,
) -> Result<Vec<Sheet>, PrintError> {
    let mut pen = Pen { letter, texts, faces, pages: vec![Canvas::new(faces)], y: FIRST };
    pen.head()?;
    for paragraph in &letter.paragraphs {
        pen.paragraph(paragraph, "")?;
    }
    if let Some((heading, reasons)) = letter.reasons.as_ref().filter(|(_, all)| !all.is_empty()) {
        pen.paragraph(heading, "")?;
        for reason in reasons {
            pen.paragraph(reason, "–")?;
        }
    }
    for paragraph in &letter.close {
        pen.paragraph(paragraph, "")?;
    }
    pen.sign()?;
    pen.finished()
}

struct Pen<'a> {
    letter: &'a Letter,
    texts: &'a LetterTexts,
    faces: &'a Faces,
    pages: Vec<Canvas<'a>>,
    y: Mm,
}

impl<'a> Pen<'a> {
    fn page(&mut self) -> &mut Canvas<'a> {
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    fn line(
        &mut self,
        field: &str,
        text: &str,
        (style, least): (Style, Points),
        at: Place,
    ) -> Result<(), PrintError> {
        let set = self.page().fitted(text, style, least, at, Align::Left);
        set.map_err(|reason| PrintError::misfit(field, &reason))
    }

    fn head(&mut self) -> Result<(), PrintError> {
        let (texts, letter) = (self.texts, self.letter);
        emblem::star(self.page(), place(LEFT, 14.0, 12.0, 12.0));
        let at = place(LEFT + 15.0, 13.6, FULL - 15.0, 4.0);
        self.line("republic", &texts.republic, (Style::regular(8.5), 7.5), at)?;
        let at = place(LEFT + 15.0, 17.4, FULL - 15.0, 5.2);
        self.line("center", &texts.center, (Style::bold(12.0), 9.0), at)?;
        self.page().filled(place(LEFT, 29.0, FULL, 0.8), Ink::Accent);
        let facts = [
            ("to", &texts.to, letter.name.clone()),
            ("number", &texts.number, letter.number.clone()),
            ("date", &texts.date, text::date_numeric(letter.date).to_string()),
        ];
        let mut y = 34.0;
        for (field, label, fact) in facts {
            self.line(field, label, (Style::regular(8.5), 7.0), place(LEFT, y, 22.0, 6.0))?;
            let at = place(LEFT + 24.0, y, FULL - 24.0, 6.0);
            self.line(field, &fact, (Style::bold(11.0), 7.0), at)?;
            y += 6.4;
        }
        let at = place(LEFT, 64.0, FULL, 8.0);
        self.line("subject", &letter.subject, (Style::bold(16.0), 11.0), at)
    }

    /// A paragraph, a bullet before it where there is one; it goes over to the next page line by line.
    fn paragraph(&mut self, text: &str, bullet: &str) -> Result<(), PrintError> {
        let misfit = |reason: &UnfitReason| PrintError::misfit("text", reason);
        let indent = if bullet.is_empty() { 0.0 } else { INDENT };
        let width = FULL - indent;
        let (style, lines) = fit::some_lines(text, TEXT, TEXT.size, width, usize::MAX, self.faces)
            .map_err(|reason| misfit(&reason))?;
        for (at, line) in lines.iter().enumerate() {
            if self.y + LINE > END {
                self.pages.push(Canvas::new(self.faces));
                self.y = NEXT;
            }
            let y = self.y;
            if at == 0 && !bullet.is_empty() {
                self.page().text(bullet, style, place(LEFT, y, indent, LINE), Align::Left);
            }
            self.page().text(line, style, place(LEFT + indent, y, width, LINE), Align::Left);
            self.y += LINE;
        }
        self.y += if bullet.is_empty() { GAP } else { GAP / 2.0 };
        Ok(())
    }

    fn sign(&mut self) -> Result<(), PrintError> {
        if self.y + SIGN > END {
            self.pages.push(Canvas::new(self.faces));
            self.y = NEXT;
        }
        let y = self.y + SIGN - 6.0;
        self.page().stroke((LEFT, y), (LEFT + 80.0, y), 0.2, Some(0.8));
        let texts = self.texts;
        self.line("sign", &texts.sign, (Style::regular(7.5), 7.0), place(LEFT, y + 0.8, 80.0, 4.0))
    }

    fn finished(self) -> Result<Vec<Sheet>, PrintError> {
        let of = self.pages.len().to_string();
        let (letter, texts, faces) = (self.letter, self.texts, self.faces);
        let pages = (1usize..).zip(self.pages).map(|(number, mut canvas)| {
            let from = number.to_string();
            let values = [("number", &*letter.number), ("from", &from), ("to", &of)];
            let foot = filled(&texts.page, &values);
            let set = canvas.fitted(&foot, Style::regular(7.5), 7.0, FOOT, Align::Right);
            set.map_err(|reason| PrintError::misfit("page", &reason))?;
            let mut marks: Vec<Mark> = Vec::new();
            if letter.sample {
                // Below everything else, so that the letter is read over it.
                let mut under = Canvas::new(faces);
                emblem::sample(&mut under, &texts.sample, &texts.sample_band)?;
                marks.append(&mut under.marks);
            }
            marks.append(&mut canvas.marks);
            let title = format!("{}, {number} / {of}", letter.subject);
            Ok(Sheet { title, width: WIDTH, height: HEIGHT, marks })
        });
        pages.collect()
    }
}
