//! The upper half of the form: heading, labels, hairlines and the cells of the two strips.

use crate::canvas::{Align, Place, Style, place};
use crate::error::PrintError;
use crate::fit;
use crate::sheet::{Ink, Mm, Points};

use super::form::{Measures, Stencil};
use super::strips::{ARRIVE, GATE, HALL, ROW, SEAT, START, label_line};
use crate::emblem;

/// Thickness of the rules in the accent, drawn as boxes.
pub(super) const RULE: Mm = 0.8;
/// Section heads: bold, tracked, in the accent.
pub(super) const SECTION: Style = Style::bold(8.0).tracked(0.25).in_ink(Ink::Accent);
/// Labels inside the cells of the strips.
const CELL_LABEL: Style = Style::regular(8.0);

/// Lays out everything above the fold that is the same on every slip.
pub(super) fn lay(stencil: &mut Stencil<'_>) -> Result<(), PrintError> {
    if stencil.sample {
        let template = stencil.template;
        let texts = if stencil.is_russian() { &template.ru } else { &template.az };
        emblem::sample(&mut stencil.canvas, &texts.sample, &texts.sample_band)?;
    }
    emblem::star(&mut stencil.canvas, place(14.0, 12.0, 12.0, 12.0));
    if stencil.is_russian() {
        heading_ru(stencil)?
    } else {
        heading_az(stencil)?
    }
    person(stencil)?;
    sections(stencil)?;
    cells(stencil)?;
    for x in [10.0, 196.0] {
        stencil.canvas.level(x, 148.5, 4.0, 0.15);
    }
    Ok(())
}

fn heading_az(stencil: &mut Stencil<'_>) -> Result<(), PrintError> {
    let az = &stencil.template.az;
    let left = Align::Left;
    let at = place(29.0, 11.6, 110.0, 4.0);
    stencil.line("az.republic", &az.republic, Style::regular(8.5), 7.5, at, left)?;
    let at = place(29.0, 15.4, 120.0, 5.2);
    stencil.line("az.center", &az.center, Style::bold(12.0), 9.0, at, left)?;
    stencil.canvas.filled(place(14.0, 27.0, 182.0, RULE), Ink::Accent);
    let at = place(14.0, 30.6, 182.0, 8.0);
    stencil.line("az.title", &az.title, Style::bold(19.0), 15.0, at, left)
}

/// Both languages: the Azerbaijani heading and title first, the Russian ones under them.
fn heading_ru(stencil: &mut Stencil<'_>) -> Result<(), PrintError> {
    let (az, ru) = (&stencil.template.az, &stencil.template.ru);
    let left = Align::Left;
    let republic = format!("{} / {}", az.republic, ru.republic);
    let at = place(29.0, 11.2, 118.0, 3.4);
    stencil.line("ru.republic", &republic, Style::regular(7.5), 7.0, at, left)?;
    let at = place(29.0, 14.4, 118.0, 4.4);
    stencil.line("az.center", &az.center, Style::bold(11.0), 9.0, at, left)?;
    let at = place(29.0, 18.6, 118.0, 3.4);
    stencil.line("ru.center", &ru.center, Style::bold(7.5), 7.0, at, left)?;
    stencil.canvas.filled(place(14.0, 27.0, 182.0, RULE), Ink::Accent);
    let at = place(14.0, 29.8, 182.0, 6.6);
    stencil.line("az.title", &az.title, Style::bold(16.0), 14.0, at, left)?;
    let at = place(14.0, 36.4, 182.0, 4.8);
    stencil.line("ru.title", &ru.title, Style::bold(11.0), 9.0, at, left)
}

/// Labels and hairlines between photo and QR.
fn person(stencil: &mut Stencil<'_>) -> Result<(), PrintError> {
    let (az, ru) = (&stencil.template.az, &stencil.template.ru);
    let (right, width) = Measures::of(stencil.sector).right;
    let left = right - 49.0 - 2.0;
    stencil.label("name", &az.name, &ru.name, place(49.0, 48.0, 108.0, 3.2))?;
    stencil.canvas.level(49.0, 69.7, 111.0, 0.2);
    let both = stencil.is_russian();
    let document = if both { &az.document_short } else { &az.document };
    stencil.label("document", document, &ru.document_short, place(49.0, 70.5, left, 3.2))?;
    stencil.label("fin", &az.fin, &ru.fin, place(right, 70.5, width, 3.2))?;
    stencil.canvas.level(49.0, 79.5, 111.0, 0.2);
    stencil.label("sector", &az.sector, &ru.sector, place(49.0, 80.3, left, 3.2))?;
    let at = place(right, 80.3, width, 3.2);
    stencil.label("work_number", &az.work_number, &ru.work_number, at)
}

/// The two rules over time and place with their heads.
fn sections(stencil: &mut Stencil<'_>) -> Result<(), PrintError> {
    let (az, ru) = (&stencil.template.az, &stencil.template.ru);
    section(stencil, "when", [&az.when, &ru.when], 14.0)?;
    section(stencil, "place", [&az.place, &ru.place], 107.0)
}

fn section(
    stencil: &mut Stencil<'_>,
    field: &str,
    [az, ru]: [&str; 2],
    x: Mm,
) -> Result<(), PrintError> {
    stencil.canvas.filled(place(x, 93.0, 89.0, RULE), Ink::Accent);
    let head = if stencil.is_russian() { format!("{az} / {ru}") } else { az.to_owned() };
    stencil.line(field, &head, SECTION, 7.0, place(x, 94.8, 89.0, 4.0), Align::Left)
}

/// Frames and labels of the strips; the hall's label has the floor in it and is no part of them.
fn cells(stencil: &mut Stencil<'_>) -> Result<(), PrintError> {
    let (az, ru) = (&stencil.template.az, &stencil.template.ru);
    stencil.canvas.filled(ARRIVE, Ink::Black);
    arrival(stencil, [&az.arrive_by, &ru.arrive_by])?;
    cell_label(stencil, "gate_closes", [&az.gate_closes, &ru.gate_closes], GATE)?;
    stencil.canvas.upright(START.x, START.y, START.height, 0.25);
    cell_label(stencil, "starts", [&az.starts, &ru.starts], START)?;
    stencil.canvas.framed(Place { width: 89.0, ..ARRIVE }, 0.4);
    cell_label(stencil, "row", [&az.row, &ru.row], ROW)?;
    cell_label(stencil, "seat", [&az.seat, &ru.seat], SEAT)?;
    stencil.canvas.upright(ROW.x, ROW.y, ROW.height, 0.25);
    stencil.canvas.upright(SEAT.x, SEAT.y, SEAT.height, 0.25);
    stencil.canvas.framed(Place { width: 89.0, ..HALL }, 0.4);
    Ok(())
}

fn arrival(stencil: &mut Stencil<'_>, [az, ru]: [&str; 2]) -> Result<(), PrintError> {
    let at = label_line(stencil.is_russian(), ARRIVE);
    let bold = Style::bold(9.0).in_ink(Ink::White);
    stencil.line("arrive_by", az, bold, 7.5, at, Align::Centre)?;
    if stencil.is_russian() {
        let plain = CELL_LABEL.in_ink(Ink::White);
        stencil.line("arrive_by", ru, plain, 7.5, at.lower(at.height), Align::Centre)?;
    }
    Ok(())
}

/// A label in one line where the cell is wide, else broken in two; on a Russian slip the Russian
/// one follows under it.
fn cell_label(
    stencil: &mut Stencil<'_>,
    field: &str,
    [az, ru]: [&str; 2],
    cell: Place,
) -> Result<(), PrintError> {
    let mut at = label_line(stencil.is_russian(), cell);
    if !stencil.is_russian() {
        return broken(stencil, field, az, CELL_LABEL, &mut at);
    }
    let crowded = az.contains(' ') && ru.contains(' ');
    if crowded {
        at = at.lower(-0.5).high(2.9);
    }
    let size: Points = if crowded { 7.5 } else { 8.0 };
    broken(stencil, field, az, CELL_LABEL.sized(size), &mut at)?;
    if crowded {
        at = at.lower(0.7);
    }
    broken(stencil, field, ru, CELL_LABEL.sized(size), &mut at)
}

/// One word a line, or two lines of the least unlike width; moves the box below what it set.
fn broken(
    stencil: &mut Stencil<'_>,
    field: &str,
    text: &str,
    style: Style,
    at: &mut Place,
) -> Result<(), PrintError> {
    let faces = stencil.canvas.faces;
    let lines = match fit::halved(text, &[" "], style, at.width, faces) {
        Some((above, below)) => vec![above, below],
        None => vec![text],
    };
    for line in lines {
        stencil.line(field, line, style, 6.5, *at, Align::Centre)?;
        *at = at.lower(at.height);
    }
    Ok(())
}
