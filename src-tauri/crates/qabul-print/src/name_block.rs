//! A name in capitals in a block: the first pair of surname and given names, from the largest down, that is no
//! higher than the block.

use qabul_core::person::Name;
use qabul_core::refusal::UnfitReason;
use qabul_core::text;

use crate::canvas::{Align, Canvas, Place, Style};
use crate::faces::{Faces, POINT};
use crate::fit;
use crate::sheet::Mm;

/// Line boxes of surname, and of given name and patronymic, in parts of their size.
const SURNAME_LINE: f32 = 1.2;
const GIVEN_LINE: f32 = 1.25;

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

/// Sets a name in a block.
///
/// # Errors
/// [`UnfitReason`] of a letter that the faces lack, or of a name that is too long at every size.
pub(crate) fn lay(canvas: &mut Canvas<'_>, name: &Name, at: Place) -> Result<(), UnfitReason> {
    let faces = canvas.faces;
    let surname = text::upper(&name.surname);
    let given = text::upper(format!("{} {}", name.given, name.patronymic).trim_end());
    fit::known(&surname, faces)?;
    fit::known(&given, faces)?;
    let (above, below) = surname_blocks(&surname, at.width, faces)
        .find_map(|above| {
            let room = at.height - above.height(SURNAME_LINE);
            let below = given_blocks(&given, above.style, at.width, faces)
                .find(|below| below.height(GIVEN_LINE) <= room)?;
            Some((above, below))
        })
        .ok_or(UnfitReason::TooLong)?;
    let first = at.high(SURNAME_LINE * above.style.size * POINT);
    canvas.lines(&above.lines, above.style, first, Align::Left);
    let second = at.lower(above.height(SURNAME_LINE)).high(GIVEN_LINE * below.style.size * POINT);
    canvas.lines(&below.lines, below.style, second, Align::Left);
    Ok(())
}

/// The surname in one line of 18 down to 13, then in two of 16 down to 13.
fn surname_blocks<'t>(
    surname: &'t str,
    width: Mm,
    faces: &'t Faces,
) -> impl Iterator<Item = Block<'t>> + use<'t> {
    let one = fit::sizes(Style::bold(18.0), 13.0)
        .filter(move |style| style.width(surname, faces) <= width)
        .map(move |style| Block { style, lines: vec![surname] });
    let two = fit::sizes(Style::bold(16.0), 13.0).filter_map(move |style| {
        let (above, below) = fit::halved(surname, fit::NAME_BREAKS, style, width, faces)?;
        Some(Block { style, lines: vec![above, below] })
    });
    one.chain(two)
}

/// Given name and patronymic, never larger than the surname: one line of 14 down to 11, then two
/// of 11.
fn given_blocks<'t>(
    given: &'t str,
    surname: Style,
    width: Mm,
    faces: &'t Faces,
) -> impl Iterator<Item = Block<'t>> + use<'t> {
    let largest = Style::bold(surname.size.min(14.0));
    let one = fit::sizes(largest, 11.0)
        .filter(move |style| style.width(given, faces) <= width)
        .map(move |style| Block { style, lines: vec![given] });
    let two = fit::halved(given, fit::NAME_BREAKS, Style::bold(11.0), width, faces)
        .map(|(above, below)| Block { style: Style::bold(11.0), lines: vec![above, below] });
    one.chain(two)
}
