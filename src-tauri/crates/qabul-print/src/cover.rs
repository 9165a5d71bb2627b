//! The cover of a print run on A4: what was printed together, the journal's code, who handed it over.
//!
//! The first page has everything that is read aloud or typed; the files follow in a table, over as
//! many pages as they need.

use qabul_core::refusal::UnfitReason;
use qabul_core::slip::{CoverFile, CoverTexts, RunCover};
use qabul_core::text::{self, filled};

use crate::canvas::{Align, Canvas, Place, Style, place};
use crate::emblem;
use crate::error::PrintError;
use crate::faces::Faces;
use crate::fit;
use crate::sheet::{Ink, Mm, Points, Sheet};
use crate::slip::{HEIGHT, WIDTH};

/// Left edge and width of everything.
const LEFT: Mm = 14.0;
const FULL: Mm = 182.0;
/// Where the facts begin, and how high one is.
const FACTS: Mm = 58.0;
const FACT: Mm = 7.4;
/// Where the labels end and the facts begin.
const FACT_LEFT: Mm = 62.0;
/// The box of the journal's code.
const ANCHOR: Place = place(LEFT, 106.0, FULL, 31.0);
/// The three lines to sign on, below the code.
const SIGNATURES: Mm = 143.0;
/// Where the table of files begins on the first page and on the others, and where it ends.
const FIRST: Mm = 165.0;
const NEXT: Mm = 27.0;
const END: Mm = 280.0;
/// A row of the table.
const ROW: Mm = 6.0;
/// Left edge and width of its columns: name, sheets, digest.
const COLUMNS: [(Mm, Mm); 3] = [(LEFT, 122.0), (138.0, 14.0), (156.0, 40.0)];
/// How much of a digest is shown: as much as anybody compares.
const DIGITS: usize = 16;
/// The page's own line, at the foot.
const FOOT: Place = place(LEFT, 283.0, FULL, 4.0);

/// Lays the cover out, its pages in order.
///
/// # Errors
/// [`PrintError::Template`] if a text does not fit its place at its smallest size or has a letter
/// that the faces lack.
pub fn layout(
    cover: &RunCover,
    texts: &CoverTexts,
    faces: &Faces,
) -> Result<Vec<Sheet>, PrintError> {
    let room = |top: Mm| ((END - top) / ROW) as usize - 1;
    let (on_first, rest) = cover.files.split_at(cover.files.len().min(room(FIRST)));
    let tables: Vec<(Mm, &[CoverFile])> = std::iter::once((FIRST, on_first))
        .chain(rest.chunks(room(NEXT)).map(|files| (NEXT, files)))
        .collect();
    let of = tables.len();
    let pages = (1usize..).zip(tables).map(|(page, (top, files))| {
        let mut pen = Pen { canvas: Canvas::new(faces), texts, cover };
        pen.sample()?;
        if page == 1 {
            pen.head()?;
            pen.facts()?;
            pen.anchor()?;
            pen.signatures()?;
        }
        pen.table(top, files)?;
        pen.foot(page, of)?;
        Ok(Sheet {
            title: format!("{}, {page} / {of}", pen.run_line()),
            width: WIDTH,
            height: HEIGHT,
            marks: pen.canvas.marks,
        })
    });
    pages.collect()
}

struct Pen<'a> {
    canvas: Canvas<'a>,
    texts: &'a CoverTexts,
    cover: &'a RunCover,
}

impl Pen<'_> {
    /// One line, smaller where it must be.
    fn line(
        &mut self,
        field: &str,
        text: &str,
        style: Style,
        least: Points,
        (at, align): (Place, Align),
    ) -> Result<(), PrintError> {
        let set = self.canvas.fitted(text, style, least, at, align);
        set.map_err(|reason| PrintError::misfit(field, &reason))
    }

    fn run_line(&self) -> String {
        filled(&self.texts.run, &[("run", &self.cover.run.to_string())])
    }

    /// The band and the word of a sample, as on its slips.
    fn sample(&mut self) -> Result<(), PrintError> {
        if !self.cover.sample {
            return Ok(());
        }
        let texts = self.texts;
        emblem::sample(&mut self.canvas, &texts.sample, &texts.sample_band)
    }

    fn head(&mut self) -> Result<(), PrintError> {
        let texts = self.texts;
        let left = Align::Left;
        emblem::star(&mut self.canvas, place(LEFT, 12.0, 12.0, 12.0));
        let at = place(29.0, 11.6, 160.0, 4.0);
        self.line("republic", &texts.republic, Style::regular(8.5), 7.5, (at, left))?;
        let at = place(29.0, 15.4, 167.0, 5.2);
        self.line("center", &texts.center, Style::bold(12.0), 9.0, (at, left))?;
        self.canvas.filled(place(LEFT, 27.0, FULL, 0.8), Ink::Accent);
        let at = place(LEFT, 30.6, FULL, 8.0);
        self.line("title", &texts.title, Style::bold(19.0), 14.0, (at, left))?;
        let run = self.run_line();
        let at = place(LEFT, 40.0, FULL, 12.0);
        self.line("run", &run, Style::bold(28.0), 20.0, (at, left))
    }

    fn facts(&mut self) -> Result<(), PrintError> {
        let (texts, cover) = (self.texts, self.cover);
        let (from, to) = &cover.serials;
        let serials = filled(&texts.serial_range, &[("from", from), ("to", to)]);
        let at = cover.printed_at;
        let printed = format!("{}, {}", text::date_numeric(at.date()), text::time(at.time()));
        let date = cover.date.map_or_else(|| "–".to_owned(), text::date_long_az);
        let facts = [
            ("exam", &texts.exam, cover.exam.clone()),
            ("date", &texts.date, date),
            ("printed", &texts.printed, printed),
            ("by", &texts.by, cover.by.clone()),
            ("sheets", &texts.sheets, cover.sheets.to_string()),
            ("serials", &texts.serials, serials),
        ];
        let mut y = FACTS;
        for (field, label, fact) in facts {
            self.canvas.level(LEFT, y, FULL, 0.2);
            let at = place(LEFT, y, FACT_LEFT - LEFT - 2.0, FACT);
            self.line(field, label, Style::regular(8.5), 7.0, (at, Align::Left))?;
            let at = place(FACT_LEFT, y, LEFT + FULL - FACT_LEFT, FACT);
            self.line(field, &fact, Style::bold(11.0), 7.0, (at, Align::Left))?;
            y += FACT;
        }
        self.canvas.level(LEFT, y, FULL, 0.2);
        Ok(())
    }

    /// The code in a frame, large enough to be typed from a sheet that lies on the desk.
    fn anchor(&mut self) -> Result<(), PrintError> {
        let (texts, cover) = (self.texts, self.cover);
        self.canvas.framed(ANCHOR, 0.4);
        let inner = FULL - 8.0;
        let head = Style::bold(8.0).tracked(0.25).in_ink(Ink::Accent);
        let at = place(LEFT + 4.0, ANCHOR.y + 2.4, inner, 4.0);
        self.line("anchor", &texts.anchor, head, 7.0, (at, Align::Left))?;
        let code = Style::bold(20.0).tracked(0.3);
        let at = place(LEFT + 4.0, ANCHOR.y + 7.6, inner, 10.0);
        self.line("anchor", &cover.anchor, code, 12.0, (at, Align::Left))?;
        let plain = Style::regular(8.5);
        let (style, lines) =
            fit::some_lines(&texts.anchor_line, plain, 7.0, inner, 2, self.canvas.faces)
                .map_err(|reason| PrintError::misfit("anchor_line", &reason))?;
        let at = place(LEFT + 4.0, ANCHOR.y + 20.0, inner, 4.0);
        self.canvas.lines(&lines, style, at, Align::Left);
        Ok(())
    }

    fn signatures(&mut self) -> Result<(), PrintError> {
        let texts = self.texts;
        let places = [(LEFT, 70.0), (LEFT + 76.0, 70.0), (LEFT + 152.0, 30.0)];
        for (label, (x, width)) in texts.signatures.iter().zip(places) {
            let at = place(x, SIGNATURES, width, 3.4);
            self.line("signatures", label, Style::regular(7.5), 7.0, (at, Align::Left))?;
            let y = SIGNATURES + 13.0;
            self.canvas.stroke((x, y), (x + width, y), 0.2, Some(0.8));
        }
        Ok(())
    }

    fn table(&mut self, top: Mm, files: &[CoverFile]) -> Result<(), PrintError> {
        let texts = self.texts;
        self.canvas.filled(place(LEFT, top, FULL, 0.8), Ink::Accent);
        let head = Style::bold(7.5).in_ink(Ink::Accent);
        let heads = [&texts.file, &texts.file_sheets, &texts.file_digest];
        let aligns = [Align::Left, Align::Right, Align::Left];
        let cells = COLUMNS.map(|(x, width)| place(x, top + 0.8, width, ROW - 0.8));
        for ((text, at), align) in heads.into_iter().zip(cells).zip(aligns) {
            self.line("file", text, head, 7.0, (at, align))?;
        }
        for (number, file) in (1u16..).zip(files) {
            let y = top + ROW * f32::from(number);
            self.canvas.level(LEFT, y, FULL, 0.15);
            let [name, sheets, digest] = COLUMNS.map(|(x, width)| place(x, y, width, ROW));
            self.name(&file.name, name)?;
            let count = file.sheets.to_string();
            self.line("sheets", &count, Style::bold(9.0), 7.0, (sheets, Align::Right))?;
            let shown = file.digest.get(..DIGITS).unwrap_or(&file.digest);
            self.line("digest", shown, Style::regular(8.5), 7.0, (digest, Align::Left))?;
        }
        Ok(())
    }

    /// A file's name, in two lines where it is long.
    fn name(&mut self, name: &str, at: Place) -> Result<(), PrintError> {
        let plain = Style::regular(9.0);
        match self.canvas.fitted(name, plain, 7.0, at, Align::Left) {
            Ok(()) => {}
            Err(UnfitReason::TooLong) => {
                let (style, lines) =
                    fit::some_lines(name, plain.sized(7.0), 5.0, at.width, 2, self.canvas.faces)
                        .map_err(|reason| PrintError::misfit("name", &reason))?;
                self.canvas.lines(&lines, style, at.high(ROW / 2.0), Align::Left);
            }
            Err(missing) => return Err(PrintError::misfit("name", &missing)),
        }
        Ok(())
    }

    fn foot(&mut self, page: usize, of: usize) -> Result<(), PrintError> {
        let [run, from, to] = [self.cover.run.to_string(), page.to_string(), of.to_string()];
        let line = filled(&self.texts.page, &[("run", &run), ("from", &from), ("to", &to)]);
        self.line("page", &line, Style::regular(7.5), 7.0, (FOOT, Align::Right))
    }
}
