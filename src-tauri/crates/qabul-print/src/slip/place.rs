//! When and where: the date in words, the building and its address.

use qabul_core::refusal::UnfitReason;
use qabul_core::slip::Slip;

use crate::canvas::{Align, Place, Style, place};
use crate::faces::Faces;
use crate::fit;
use crate::sheet::Points;

use super::words::Words;
use super::{Pen, Unfit, unfit};

const DATE: Place = place(14.0, 99.2, 89.0, 8.4);
const DAY: Place = place(14.0, 108.2, 89.0, 5.2);
const BUILDING: Place = place(107.0, 99.7, 89.0, 7.6);
const BUILDING_HIGH: Place = place(107.0, 99.0, 89.0, 5.2);
const ADDRESS: Place = place(107.0, 108.2, 89.0, 5.2);
const ADDRESS_LOW: Place = place(107.0, 109.6, 89.0, 4.0);

/// The address falls to this before it breaks.
const SMALLEST: Points = 9.5;

/// The date, large, and under it weekday and duration.
pub(super) fn date(pen: &mut Pen<'_>, words: &Words<'_>) -> Result<(), Unfit> {
    pen.line("date", &words.date, Style::bold(20.0), 14.0, DATE, Align::Left)?;
    let mut at = DAY;
    let (style, least) = match words.day_lines.len() {
        0 | 1 => (Style::regular(11.5), 9.0),
        2 => {
            at = DAY.high(4.6).lower(-0.6);
            (Style::regular(10.5), 9.0)
        }
        // More lines than that stand closer together above the strip, and none is left out.
        lines => {
            at = DAY.high((11.4 / lines as f32).min(3.8)).lower(-1.2);
            (Style::regular(9.0), 7.0)
        }
    };
    for line in &words.day_lines {
        pen.line("day_line", line, style, least, at, Align::Left)?;
        at = at.lower(at.height);
    }
    Ok(())
}

/// The building on one line or two, and its address under it.
pub(super) fn building(pen: &mut Pen<'_>, slip: &Slip) -> Result<(), Unfit> {
    let faces = pen.canvas.faces;
    match fit::one_line(&slip.building, Style::bold(16.0), 13.0, BUILDING.width, faces) {
        Ok(style) => {
            pen.canvas.text(&slip.building, style, BUILDING, Align::Left);
            address(pen, &slip.address, Style::regular(11.5), (ADDRESS, ADDRESS.high(4.4)))
        }
        Err(UnfitReason::TooLong) => {
            let (style, lines) = halves(&slip.building, faces).map_err(unfit("building"))?;
            pen.canvas.lines(&lines, style, BUILDING_HIGH, Align::Left);
            let places = (ADDRESS_LOW.high(5.2), ADDRESS_LOW);
            address(pen, &slip.address, Style::regular(10.5), places)
        }
        Err(missing) => Err(unfit("building")(missing)),
    }
}

fn halves<'t>(building: &'t str, faces: &Faces) -> Result<(Style, Vec<&'t str>), UnfitReason> {
    fit::some_lines(building, Style::bold(13.0), 11.0, BUILDING.width, 2, faces)
}

/// The address on one line, smaller where it must be, or on two.
fn address(
    pen: &mut Pen<'_>,
    address: &str,
    style: Style,
    (alone, first): (Place, Place),
) -> Result<(), Unfit> {
    let faces = pen.canvas.faces;
    match fit::one_line(address, style, SMALLEST, alone.width, faces) {
        Ok(style) => {
            pen.canvas.text(address, style, alone, Align::Left);
            return Ok(());
        }
        Err(UnfitReason::TooLong) => {}
        Err(missing) => return Err(unfit("address")(missing)),
    }
    let small = Style::regular(SMALLEST);
    let lines = match fit::halved(address, &[", "], small, first.width, faces) {
        // A line that ends with a comma reads better than a fuller one that does not.
        Some((above, below)) => vec![above, below],
        None => {
            fit::some_lines(address, small, SMALLEST, first.width, 2, faces)
                .map_err(unfit("address"))?
                .1
        }
    };
    pen.canvas.lines(&lines, small, first, Align::Left);
    Ok(())
}
