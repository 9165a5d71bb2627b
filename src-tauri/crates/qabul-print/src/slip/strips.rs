//! The two strips of large figures: three times on the left, hall, row and seat on the right.

use qabul_core::slip::Slip;
use qabul_core::text;

use crate::canvas::{Align, Place, Style, place};
use crate::fit;
use crate::sheet::{Ink, Mm, Points};

use super::words::Words;
use super::{Pen, Unfit, unfit};

/// All figures of both strips stand on one line across the page.
const BASELINE: Mm = 139.9;
pub(super) const TOP: Mm = 119.0;
pub(super) const HEIGHT: Mm = 24.5;
pub(super) const ARRIVE: Place = place(14.0, TOP, 44.0, HEIGHT);
pub(super) const GATE: Place = place(58.0, TOP, 22.5, HEIGHT);
pub(super) const START: Place = place(80.5, TOP, 22.5, HEIGHT);
pub(super) const HALL: Place = place(107.0, TOP, 39.0, HEIGHT);
pub(super) const ROW: Place = place(146.0, TOP, 25.0, HEIGHT);
pub(super) const SEAT: Place = place(171.0, TOP, 25.0, HEIGHT);
/// Room between a cell's side and what stands in it.
pub(super) const INSET: Mm = 1.2;

/// The first line of a label inside a cell; two languages stand higher and closer than one.
pub(super) fn label_line(both: bool, cell: Place) -> Place {
    let (down, height) = if both { (1.5, 3.4) } else { (2.0, 3.6) };
    Place { y: cell.y + down, height, ..inner(cell) }
}

/// The part of a cell that text may fill.
fn inner(cell: Place) -> Place {
    Place { x: cell.x + INSET, width: cell.width - 2.0 * INSET, ..cell }
}

/// Arrival in white on black, closing of the gate and start beside it.
pub(super) fn time(pen: &mut Pen<'_>, slip: &Slip) -> Result<(), Unfit> {
    let large = Style::bold(40.0).in_ink(Ink::White);
    figure(pen, "arrive_by", &text::time(slip.arrive_by), large, 36.0, ARRIVE)?;
    figure(pen, "gate_closes", &text::time(slip.gate_closes), Style::bold(20.0), 16.0, GATE)?;
    figure(pen, "start", &text::time(slip.start), Style::bold(20.0), 16.0, START)
}

/// Hall with its floor, row and seat.
pub(super) fn seat(pen: &mut Pen<'_>, slip: &Slip, words: &Words<'_>) -> Result<(), Unfit> {
    let mut at = label_line(words.hall.len() > 1, HALL);
    for line in &words.hall {
        pen.line("hall", line, Style::regular(8.0), 6.5, at, Align::Centre)?;
        at = at.lower(at.height);
    }
    let large = Style::bold(40.0);
    figure(pen, "hall", &slip.hall, large, 24.0, HALL)?;
    figure(pen, "row", &slip.row.to_string(), large, 24.0, ROW)?;
    figure(pen, "seat", &slip.seat.to_string(), large, 24.0, SEAT)
}

fn figure(
    pen: &mut Pen<'_>,
    field: &'static str,
    value: &str,
    style: Style,
    least: Points,
    cell: Place,
) -> Result<(), Unfit> {
    let at = inner(cell);
    let style =
        fit::one_line(value, style, least, at.width, pen.canvas.faces).map_err(unfit(field))?;
    pen.canvas.text_on(value, style, at, BASELINE, Align::Centre);
    Ok(())
}
