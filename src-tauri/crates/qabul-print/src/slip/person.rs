//! The row of the person: photo, name, document, FİN, sector, work number, QR and serial.

use qabul_core::person::Name;
use qabul_core::refusal::UnfitReason;
use qabul_core::slip::Slip;

use crate::canvas::{Align, Place, Style, place};
use crate::codes;
use crate::name_block;
use crate::sheet::{Mark, Mm, PhotoBox};

use super::words::Words;
use super::{Pen, Unfit, unfit};

pub(super) const PHOTO: Place = place(14.0, 48.5, 30.0, 40.0);
const NAME: Place = place(49.0, 51.5, 110.0, 17.5);
const CODE: Place = place(164.67, 48.5, 31.33, 31.33);
/// Five dots at 150 to the inch, twenty at 600.
const MODULE: Mm = 31.33 / 37.0;
const SERIAL: Place = place(160.0, 83.6, 36.0, 5.0);
/// Sets everything between the two rules.
pub(super) fn lay(pen: &mut Pen<'_>, slip: &Slip, words: &Words<'_>) -> Result<(), Unfit> {
    photo(pen, slip, words)?;
    name(pen, &slip.name)?;
    let value = Style::bold(11.0);
    let (right, width) = words.layout.right;
    let left = place(49.0, 73.8, right - 49.0 - 4.0, 5.0);
    let right = place(right, 73.8, width, 5.0);
    pen.line("document", &slip.document.spaced(), value, 8.5, left, Align::Left)?;
    pen.line("fin", slip.fin.as_str(), value, 8.5, right, Align::Left)?;
    let lower = 83.6 - 73.8;
    pen.line("sector", words.sector, Style::regular(10.0), 8.0, left.lower(lower), Align::Left)?;
    let number = &words.work_number;
    pen.line("work_number", number, value, 8.5, right.lower(lower), Align::Left)?;
    code(pen, slip)
}

fn photo(pen: &mut Pen<'_>, slip: &Slip, words: &Words<'_>) -> Result<(), Unfit> {
    let Place { x, y, width, height } = PHOTO;
    match slip.photo {
        Some(photo) => {
            pen.canvas.marks.push(Mark::Photo(PhotoBox { x, y, width, height, photo }));
            pen.canvas.framed(PHOTO, 0.2);
        }
        None => {
            pen.canvas.framed(PHOTO, 0.2);
            pen.line("photo", &words.texts.photo, Style::regular(8.0), 7.0, PHOTO, Align::Centre)?;
        }
    }
    Ok(())
}

fn code(pen: &mut Pen<'_>, slip: &Slip) -> Result<(), Unfit> {
    let reason = || match slip.code.chars().find(|sign| !sign.is_ascii_digit()) {
        Some(letter) => UnfitReason::LetterMissing { letter },
        None => UnfitReason::TooLong,
    };
    let code = codes::matrix(&slip.code, (CODE.x, CODE.y), MODULE)
        .ok_or_else(|| unfit("code")(reason()))?;
    pen.canvas.marks.push(Mark::Matrix(code));
    pen.line("serial", &slip.serial.text(), Style::bold(10.5), 8.5, SERIAL, Align::Right)
}

fn name(pen: &mut Pen<'_>, name: &Name) -> Result<(), Unfit> {
    name_block::lay(&mut pen.canvas, name, NAME).map_err(unfit("name"))
}
