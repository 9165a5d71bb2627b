//! The exemption notice on A4: whom it is of, what is decided, on what that rests, what to heed, a signed QR.

use qabul_core::notice::{Notice, NoticeFact, NoticeTexts};
use qabul_core::text::{self, filled};

use crate::canvas::{Align, Canvas, Place, Style, place};
use crate::codes;
use crate::emblem;
use crate::error::PrintError;
use crate::faces::Faces;
use crate::fit;
use crate::name_block;
use crate::sheet::{Ink, Mark, Mm, Points, Sheet};
use crate::slip::{HEIGHT, WIDTH};

/// Left edge and width of everything.
const LEFT: Mm = 14.0;
const FULL: Mm = 182.0;
/// Left edges of the three facts of the head.
const HEAD: [Mm; 3] = [LEFT, 76.0, 138.0];
/// Where the facts begin, how high a row is, where their values begin.
const FACTS: Mm = 110.0;
const ROW: Mm = 7.6;
const VALUE: Mm = 66.0;
/// Heads of parts: bold, tracked, in the accent.
const PART: Style = Style::bold(8.0).tracked(0.25).in_ink(Ink::Accent);
/// The QR: as on slips, five dots of 150 to the inch a module.
const CODE: (Mm, Mm) = (LEFT, 236.0);
const MODULE: Mm = 31.33 / 37.0;

/// Lays a notice out.
///
/// # Errors
/// [`PrintError::Template`] if a text does not fit its place at its smallest size, if a name is too long at
/// every size, or if a letter is missing in the faces.
pub fn layout(notice: &Notice, texts: &NoticeTexts, faces: &Faces) -> Result<Sheet, PrintError> {
    let mut pen = Pen { notice, texts, canvas: Canvas::new(faces) };
    if notice.sample {
        emblem::sample(&mut pen.canvas, &texts.sample, &texts.sample_band)?;
    }
    pen.head()?;
    pen.person()?;
    pen.verdict()?;
    let below = pen.facts()?;
    pen.heed(below)?;
    pen.foot()?;
    let title = format!("{} · {}", texts.title, notice.serial.text());
    Ok(Sheet { title, width: WIDTH, height: HEIGHT, marks: pen.canvas.marks })
}

struct Pen<'a> {
    notice: &'a Notice,
    texts: &'a NoticeTexts,
    canvas: Canvas<'a>,
}

impl Pen<'_> {
    /// One line, smaller where it must be.
    fn line(
        &mut self,
        field: &str,
        text: &str,
        (style, least): (Style, Points),
        (at, align): (Place, Align),
    ) -> Result<(), PrintError> {
        let set = self.canvas.fitted(text, style, least, at, align);
        set.map_err(|reason| PrintError::misfit(field, &reason))
    }

    fn left(&mut self, field: &str, text: &str, style: Style, at: Place) -> Result<(), PrintError> {
        let least = (style.size * 0.7).max(6.5);
        self.line(field, text, (style, least), (at, Align::Left))
    }

    fn head(&mut self) -> Result<(), PrintError> {
        let (texts, notice) = (self.texts, self.notice);
        emblem::star(&mut self.canvas, place(LEFT, 12.0, 12.0, 12.0));
        let small = Style::regular(8.5);
        self.left("republic", &texts.republic, small, place(29.0, 11.6, 110.0, 4.0))?;
        self.left("center", &texts.center, Style::bold(12.0), place(29.0, 15.4, 120.0, 5.2))?;
        let code = filled(&texts.code, &[("year", &notice.year.to_string())]);
        self.left("code", &code, small, place(29.0, 20.6, 110.0, 4.0))?;
        let at = (place(140.0, 11.6, 56.0, 4.0), Align::Right);
        self.line("form", &texts.form, (Style::regular(8.0), 6.5), at)?;
        self.canvas.filled(place(LEFT, 27.0, FULL, 0.8), Ink::Accent);
        self.left("title", &texts.title, Style::bold(17.0), place(LEFT, 30.6, FULL, 8.0))?;
        self.left("exam", &notice.exam, Style::regular(11.0), place(LEFT, 38.4, FULL, 5.0))?;
        let facts = [
            (&texts.number, notice.serial.text()),
            (&texts.date, text::date_numeric(notice.date).to_string()),
            (&texts.work_number, notice.work_number.clone()),
        ];
        for ((label, fact), x) in facts.into_iter().zip(HEAD) {
            self.left("head", label, Style::regular(7.5), place(x, 47.0, 58.0, 3.4))?;
            self.left("head", &fact, Style::bold(11.5), place(x, 50.6, 58.0, 5.2))?;
        }
        self.canvas.level(LEFT, 58.2, FULL, 0.2);
        Ok(())
    }

    fn person(&mut self) -> Result<(), PrintError> {
        let (texts, notice) = (self.texts, self.notice);
        self.left("name", &texts.name, Style::regular(7.5), place(LEFT, 60.0, 120.0, 3.4))?;
        let at = place(LEFT, 63.6, 120.0, 17.5);
        name_block::lay(&mut self.canvas, &notice.name, at)
            .map_err(|reason| PrintError::misfit("name", &reason))?;
        self.left("fin", &texts.fin, Style::regular(7.5), place(HEAD[2], 60.0, 58.0, 3.4))?;
        self.left("fin", &notice.fin, Style::bold(11.5), place(HEAD[2], 63.6, 58.0, 5.2))
    }

    fn verdict(&mut self) -> Result<(), PrintError> {
        let texts = self.texts;
        let verdict = filled(&texts.verdict, &[("language", &self.notice.language)]);
        self.left("verdict", &verdict, Style::bold(16.0), place(LEFT, 83.0, FULL, 7.0))?;
        self.left("because", &texts.because, Style::regular(11.0), place(LEFT, 91.4, FULL, 5.0))?;
        self.canvas.filled(place(LEFT, 102.0, FULL, 0.8), Ink::Accent);
        self.left("basis", &texts.basis, PART, place(LEFT, 103.6, FULL, 4.0))
    }

    /// The facts one below the other, each value in one line or two; where they end.
    fn facts(&mut self) -> Result<Mm, PrintError> {
        let mut y = FACTS;
        for NoticeFact { label, value, decides } in &self.notice.facts {
            self.left("facts", label, Style::regular(9.0), place(LEFT, y, 50.0, ROW))?;
            let style = if *decides { Style::bold(10.0) } else { Style::regular(10.0) };
            let width = LEFT + FULL - VALUE;
            let (style, lines) = fit::some_lines(value, style, 8.0, width, 2, self.canvas.faces)
                .map_err(|reason| PrintError::misfit("facts", &reason))?;
            let high = if lines.len() > 1 { 4.6 } else { ROW };
            let top = if lines.len() > 1 { y + 1.0 } else { y };
            self.canvas.lines(&lines, style, place(VALUE, top, width, high), Align::Left);
            y += if lines.len() > 1 { ROW + 3.6 } else { ROW };
            self.canvas.level(LEFT, y, FULL, 0.2);
        }
        Ok(y)
    }

    fn heed(&mut self, below: Mm) -> Result<(), PrintError> {
        let texts = self.texts;
        let mut y = below + 6.0;
        self.left("attention", &texts.attention, PART, place(LEFT, y, FULL, 4.0))?;
        y += 6.0;
        for (number, line) in (1..).zip(&texts.heed) {
            let bold = Style::bold(9.5).in_ink(Ink::Accent);
            let number = i32::to_string(&number);
            self.canvas.text(&number, bold, place(LEFT, y, 6.0, 4.6), Align::Left);
            let style = Style::regular(9.5);
            let (style, lines) =
                fit::some_lines(line, style, 8.0, FULL - 6.0, 2, self.canvas.faces)
                    .map_err(|reason| PrintError::misfit("heed", &reason))?;
            self.canvas.lines(&lines, style, place(LEFT + 6.0, y, FULL - 6.0, 4.6), Align::Left);
            y += 4.6 * lines.len() as f32 + 1.4;
        }
        Ok(())
    }

    fn foot(&mut self) -> Result<(), PrintError> {
        let (texts, notice) = (self.texts, self.notice);
        let code = codes::matrix(&notice.code, CODE, MODULE);
        let unfit = qabul_core::refusal::UnfitReason::TooLong;
        let code = code.ok_or_else(|| PrintError::misfit("code", &unfit))?;
        self.canvas.marks.push(Mark::Matrix(code));
        let serial = notice.serial.text();
        self.left("serial", &serial, Style::bold(8.0), place(LEFT, 269.4, 50.0, 4.0))?;
        for (label, (x, width)) in texts.sign.iter().zip([(66.0, 64.0), (134.0, 36.0)]) {
            self.canvas.stroke((x, 256.0), (x + width, 256.0), 0.2, None);
            self.left("sign", label, Style::regular(7.5), place(x, 256.8, width, 4.0))?;
        }
        self.left("seal", &texts.seal, Style::bold(8.5), place(180.0, 252.0, 16.0, 4.6))?;
        let at = notice.printed_at;
        let at = format!("{}, {}", text::date_numeric(at.date()), text::time(at.time()));
        let values = [("serial", &*serial), ("form", &*texts.form), ("at", &*at)];
        let trace = filled(&texts.trace, &values);
        self.left("trace", &trace, Style::regular(6.5), place(LEFT, 279.4, FULL, 3.4))
    }
}
