//! The lower half of the form: rules in two columns, the proctor's receipt, where to turn for help.

use crate::canvas::{Align, Style, place};
use crate::error::PrintError;
use crate::sheet::{Ink, Mm};

use super::form::Stencil;
use super::head::{RULE, SECTION};
use super::rules;

/// Left edge and width of the receipt's cells.
const CELLS: [(Mm, Mm); 4] = [(14.0, 56.0), (70.0, 50.0), (120.0, 50.0), (170.0, 26.0)];

/// Lays out everything below the fold but the trace line.
pub(super) fn lay(stencil: &mut Stencil<'_>) -> Result<(), PrintError> {
    let (az, ru) = (&stencil.template.az, &stencil.template.ru);
    stencil.canvas.filled(place(14.0, 152.6, 182.0, RULE), Ink::Accent);
    let head = if stencil.is_russian() {
        format!("{} / {}", az.rules_head, ru.rules_head)
    } else {
        az.rules_head.clone()
    };
    let at = place(14.0, 154.4, 182.0, 4.0);
    stencil.line("rules_head", &head, SECTION, 7.0, at, Align::Left)?;
    rules::lay(stencil)?;
    receipt(stencil)?;
    help(stencil)
}

fn receipt(stencil: &mut Stencil<'_>) -> Result<(), PrintError> {
    let (az, ru) = (&stencil.template.az, &stencil.template.ru);
    let texts = if stencil.is_russian() { ru } else { az };
    stencil.canvas.framed(place(14.0, 243.0, 182.0, 26.5), 0.35);
    let at = place(17.0, 244.6, 176.0, 4.0);
    stencil.line("receipt_head", &texts.receipt_head, SECTION, 7.0, at, Align::Left)?;
    let used = SECTION.width(&texts.receipt_head, stencil.canvas.faces) + 1.8;
    let at = place(at.x + used, at.y, at.width - used, at.height);
    stencil.line("receipt_line", &texts.receipt_line, Style::regular(8.0), 7.0, at, Align::Left)?;
    stencil.canvas.level(14.0, 250.2, 182.0, 0.2);
    for (at, (x, width)) in CELLS.into_iter().enumerate() {
        if at > 0 {
            stencil.canvas.upright(x, 250.2, 269.5 - 250.2, 0.2);
        }
        let mut label = place(x + 3.0, 251.4, width - 4.0, 3.2);
        let (first, second) = (&az.receipt_cells[at], &ru.receipt_cells[at]);
        let small = Style::regular(7.5);
        stencil.line("receipt_cells", first, small, 7.0, label, Align::Left)?;
        if stencil.is_russian() {
            label = label.lower(2.9);
            stencil.line("receipt_cells", second, small, 7.0, label, Align::Left)?;
        }
        stencil.canvas.stroke((x + 3.0, 265.5), (x + width - 3.0, 265.5), 0.2, Some(0.8));
    }
    Ok(())
}

/// One line; what follows its last colon and space is bold.
fn help(stencil: &mut Stencil<'_>) -> Result<(), PrintError> {
    let texts = if stencil.is_russian() { &stencil.template.ru } else { &stencil.template.az };
    let at = place(14.0, 272.0, 182.0, 4.0);
    let (plain, bold) = (Style::regular(8.5), Style::bold(8.5));
    let Some(split) = texts.help.rfind(": ").map(|at| at + 2) else {
        return stencil.line("help", &texts.help, plain, 7.5, at, Align::Left);
    };
    let (sentence, address) = texts.help.split_at(split);
    let wide = plain.width(sentence, stencil.canvas.faces);
    stencil.line("help", sentence, plain, 8.5, at, Align::Left)?;
    let rest = place(at.x + wide, at.y, at.width - wide, at.height);
    stencil.line("help", address, bold, 8.5, rest, Align::Left)
}
