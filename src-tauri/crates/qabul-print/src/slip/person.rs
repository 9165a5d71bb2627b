//! The row of the person: photo, name, document, FİN, sector, work number, QR and serial.

use qabul_core::person::Name;
use qabul_core::refusal::UnfitReason;
use qabul_core::slip::Slip;
use qabul_core::text;

use crate::canvas::{Align, Place, Style, place};
use crate::codes;
use crate::faces::{Faces, POINT};
use crate::fit;
use crate::sheet::{Mark, Mm, PhotoBox};

use super::words::Words;
use super::{Pen, Unfit, unfit};

pub(super) const PHOTO: Place = place(14.0, 48.5, 30.0, 40.0);
const NAME: Place = place(49.0, 51.5, 110.0, 17.5);
const CODE: Place = place(164.67, 48.5, 31.33, 31.33);
/// Five dots at 150 to the inch, twenty at 600.
const MODULE: Mm = 31.33 / 37.0;
const SERIAL: Place = place(160.0, 83.6, 36.0, 5.0);
/// Line boxes of surname, and of given name and patronymic, in parts of their size.
const SURNAME_LINE: f32 = 1.2;
const GIVEN_LINE: f32 = 1.25;

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

/// One line or two, and the size of them.
#[derive(Clone)]
struct Block<'t> {
    style: Style,
    lines: Vec<&'t str>,
}

impl Block<'_> {
    fn height(&self, line: f32) -> Mm {
        self.lines.len() as f32 * line * self.style.size * POINT
    }
}

/// The name in capitals: the first pair of surname and given names, from the largest down, that
/// is no higher than the block.
fn name(pen: &mut Pen<'_>, name: &Name) -> Result<(), Unfit> {
    let faces = pen.canvas.faces;
    let surname = text::upper(&name.surname);
    let given = text::upper(format!("{} {}", name.given, name.patronymic).trim_end());
    fit::known(&surname, faces).map_err(unfit("name"))?;
    fit::known(&given, faces).map_err(unfit("name"))?;
    let (above, below) = surname_blocks(&surname, faces)
        .find_map(|above| {
            let room = NAME.height - above.height(SURNAME_LINE);
            let below = given_blocks(&given, above.style, faces)
                .find(|below| below.height(GIVEN_LINE) <= room)?;
            Some((above, below))
        })
        .ok_or_else(|| unfit("name")(UnfitReason::TooLong))?;
    let first = NAME.high(SURNAME_LINE * above.style.size * POINT);
    pen.canvas.lines(&above.lines, above.style, first, Align::Left);
    let second = NAME.lower(above.height(SURNAME_LINE)).high(GIVEN_LINE * below.style.size * POINT);
    pen.canvas.lines(&below.lines, below.style, second, Align::Left);
    Ok(())
}

/// The surname in one line of 18 down to 13, then in two of 16 down to 13.
fn surname_blocks<'t>(
    surname: &'t str,
    faces: &'t Faces,
) -> impl Iterator<Item = Block<'t>> + use<'t> {
    let one = fit::sizes(Style::bold(18.0), 13.0)
        .filter(|style| style.width(surname, faces) <= NAME.width)
        .map(|style| Block { style, lines: vec![surname] });
    let two = fit::sizes(Style::bold(16.0), 13.0).filter_map(|style| {
        let (above, below) = fit::halved(surname, fit::NAME_BREAKS, style, NAME.width, faces)?;
        Some(Block { style, lines: vec![above, below] })
    });
    one.chain(two)
}

/// Given name and patronymic, never larger than the surname: one line of 14 down to 11, then two
/// of 11.
fn given_blocks<'t>(
    given: &'t str,
    surname: Style,
    faces: &'t Faces,
) -> impl Iterator<Item = Block<'t>> + use<'t> {
    let largest = Style::bold(surname.size.min(14.0));
    let one = fit::sizes(largest, 11.0)
        .filter(|style| style.width(given, faces) <= NAME.width)
        .map(|style| Block { style, lines: vec![given] });
    let two = fit::halved(given, fit::NAME_BREAKS, Style::bold(11.0), NAME.width, faces)
        .map(|(above, below)| Block { style: Style::bold(11.0), lines: vec![above, below] });
    one.chain(two)
}
