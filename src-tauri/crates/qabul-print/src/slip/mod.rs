//! The admission slip on A4: what is the same on every sheet, and what each candidate's says.
//!
//! The sheet folds once at 148.5: the upper half is the whole pass (gate, hall, desk), the lower
//! half rules and receipt. All ink lies within 14 mm left and right, so it prints unscaled.

mod foot;
mod form;
mod head;
mod person;
mod place;
mod rules;
mod strips;
mod words;

pub use form::SlipForm;

use qabul_core::refusal::{UnfitReason, UnfitSlip};
use qabul_core::slip::Slip;

use crate::canvas::{Align, Canvas, Place, Style, place};
use crate::codes;
use crate::faces::Faces;
use crate::fit;
use crate::sheet::{Mark, Mm, Points, Sheet};
use words::Words;

/// Width of the paper.
pub const WIDTH: Mm = 210.0;
/// Height of the paper.
pub const HEIGHT: Mm = 297.0;

/// A field that does not fit, before the slip's own name is put to it.
struct Unfit {
    field: &'static str,
    reason: UnfitReason,
}

/// Puts the field's name to the reason.
fn unfit(field: &'static str) -> impl Fn(UnfitReason) -> Unfit {
    move |reason| Unfit { field, reason }
}

/// Lays one slip out on its form.
///
/// # Errors
/// [`UnfitSlip`] with the field that does not fit at its smallest size, or the letter that the
/// faces lack. A slip is never printed with something cut off.
pub fn layout(slip: &Slip, form: &SlipForm, faces: &Faces) -> Result<Sheet, UnfitSlip> {
    sheet(slip, form, faces).map_err(|Unfit { field, reason }| UnfitSlip {
        work_number: slip.work_number.checked(),
        name: slip.name.full(),
        field: field.to_owned(),
        reason,
    })
}

fn sheet(slip: &Slip, form: &SlipForm, faces: &Faces) -> Result<Sheet, Unfit> {
    let words = Words::of(slip, form.template());
    let mut pen = Pen { canvas: Canvas::new(faces) };
    pen.canvas.marks.push(Mark::Form(form.head(slip.sector, slip.sample)));
    head(&mut pen, slip, &words)?;
    person::lay(&mut pen, slip, &words)?;
    place::date(&mut pen, &words)?;
    place::building(&mut pen, slip)?;
    strips::time(&mut pen, slip)?;
    strips::seat(&mut pen, slip, &words)?;
    pen.line("times_line", &words.times, Style::regular(8.0), 7.0, TIMES, Align::Left)?;
    pen.canvas.marks.push(Mark::Form(form.foot(slip.sector)));
    pen.line("trace", &words.trace, Style::regular(6.0), 5.0, TRACE, Align::Left)?;
    pen.line("run", &words.run_and_sheet, Style::bold(10.0), 8.0, RUN, Align::Right)?;
    Ok(Sheet { title: words.title(), width: WIDTH, height: HEIGHT, marks: pen.canvas.marks })
}

const TIMES: Place = place(14.0, 144.3, 182.0, 3.6);
const TRACE: Place = place(14.0, 280.6, 134.0, 3.0);
const RUN: Place = place(150.0, 279.4, 46.0, 4.4);
const BARS: Place = place(150.28, 12.0, 45.72, 9.0);
/// Three dots at 150 to the inch, twelve at 600.
const BAR: Mm = 0.508;

/// The code line, the bars with their number, and the line of the exam.
fn head(pen: &mut Pen<'_>, slip: &Slip, words: &Words) -> Result<(), Unfit> {
    let digits = format!("{}{}", slip.work_number.digits(), slip.work_number.check());
    let bars = codes::bars(&digits, (BARS.x, BARS.y), BARS.height, BAR)
        .ok_or_else(|| unfit("work_number")(UnfitReason::TooLong))?;
    pen.canvas.marks.push(Mark::Bars(bars));
    let number = Style::bold(8.0).tracked(0.4);
    let below = place(BARS.x, 21.3, BARS.width, 3.4);
    pen.line("work_number", &words.work_number, number, 8.0, below, Align::Centre)?;
    let layout = words.layout;
    let code = Style::regular(layout.code_line.1);
    pen.line("code_line", &words.code_line, code, 7.0, layout.code_line.0, Align::Left)?;
    let (at, size, least) = layout.exam_line;
    pen.lines(
        "exam",
        &words.exam_line,
        Field { style: Style::regular(size), least, most: 2, low: at.high(at.height * 0.78) },
        at,
    )
}

/// Sets text that must fit or refuse the slip.
struct Pen<'a> {
    canvas: Canvas<'a>,
}

/// How a text that may take several lines is set.
struct Field {
    /// At its largest.
    style: Style,
    /// The smallest size.
    least: Points,
    /// The most lines.
    most: usize,
    /// The box of the first of several lines; the others follow below it.
    low: Place,
}

impl Pen<'_> {
    /// One line, smaller where it must be.
    fn line(
        &mut self,
        field: &'static str,
        text: &str,
        style: Style,
        least: Points,
        at: Place,
        align: Align,
    ) -> Result<(), Unfit> {
        self.canvas.fitted(text, style, least, at, align).map_err(unfit(field))
    }

    /// One line in its own box, or several of the smallest size.
    fn lines(
        &mut self,
        field: &'static str,
        text: &str,
        how: Field,
        at: Place,
    ) -> Result<(), Unfit> {
        let faces = self.canvas.faces;
        let Field { style, least, most, low } = how;
        match self.canvas.fitted(text, style, least, at, Align::Left) {
            Ok(()) => {}
            Err(UnfitReason::TooLong) => {
                let (style, lines) =
                    fit::some_lines(text, style.sized(least), least, at.width, most, faces)
                        .map_err(unfit(field))?;
                self.canvas.lines(&lines, style, low, Align::Left);
            }
            Err(missing) => return Err(unfit(field)(missing)),
        }
        Ok(())
    }
}
