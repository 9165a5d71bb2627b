//! The numbered rules: ragged right, no hyphenation, split where the two columns differ least.

use qabul_core::slip::Rule;

use crate::canvas::{Align, Place, Style, place};
use crate::error::PrintError;
use crate::faces::Faces;
use crate::fit;
use crate::sheet::{Ink, Mm, Points};

use super::form::Stencil;

const COLUMNS: [Place; 2] = [place(14.0, 160.0, 89.0, 80.0), place(107.0, 160.0, 89.0, 80.0)];
/// The number hangs in this much at the left.
const HANG: Mm = 6.0;
/// Line height in parts of a millimetre a point: 3.95 at 8.5.
const LINE: f32 = 3.95 / 8.5;
/// Sizes that are tried, from the first down; at the last the gap between rules is the least.
const SIZES: [(Points, Mm); 4] = [(8.5, 2.5), (8.5, 1.8), (8.0, 1.8), (8.0, 1.4)];

/// Words of one line, each bold or not.
type RuleLine<'t> = Vec<(&'t str, bool)>;

/// Sets the rules, or says that they do not fit.
pub(super) fn lay(stencil: &mut Stencil<'_>) -> Result<(), PrintError> {
    let template = stencil.template;
    let (texts, field) =
        if stencil.is_russian() { (&template.ru, "ru.rules") } else { (&template.az, "az.rules") };
    let faces = stencil.canvas.faces;
    for rule in &texts.rules {
        for text in [&rule.lead, &rule.text] {
            fit::known(text, faces).map_err(|reason| PrintError::misfit(field, &reason))?;
        }
    }
    let (set, gap, split) = SIZES
        .into_iter()
        .find_map(|(size, gap)| {
            let set: Vec<_> =
                texts.rules.iter().map(|rule| broken(rule, size, faces)).collect::<Option<_>>()?;
            let set = Set { size, rules: set };
            let split = set.split(gap);
            let end = set.height(0..split, gap).max(set.height(split..set.rules.len(), gap));
            (end <= COLUMNS[0].height).then_some((set, gap, split))
        })
        .ok_or_else(|| PrintError::misfit(field, &qabul_core::refusal::UnfitReason::TooLong))?;
    for (at, range) in [0..split, split..set.rules.len()].into_iter().enumerate() {
        column(stencil, &set, range, COLUMNS[at], gap);
    }
    Ok(())
}

/// All rules broken into lines at one size.
struct Set<'t> {
    size: Points,
    rules: Vec<Vec<RuleLine<'t>>>,
}

impl Set<'_> {
    fn line(&self) -> Mm {
        LINE * self.size
    }

    fn height(&self, range: std::ops::Range<usize>, gap: Mm) -> Mm {
        let gaps = range.len().saturating_sub(1) as f32 * gap;
        let lines: usize = self.rules[range].iter().map(Vec::len).sum();
        lines as f32 * self.line() + gaps
    }

    /// How many rules the left column takes for the columns to differ least.
    fn split(&self, gap: Mm) -> usize {
        let all = self.rules.len();
        let unlike =
            |split: &usize| (self.height(0..*split, gap) - self.height(*split..all, gap)).abs();
        (0..=all).min_by(|one, other| unlike(one).total_cmp(&unlike(other))).unwrap_or(all)
    }
}

fn style(size: Points, bold: bool) -> Style {
    if bold { Style::bold(size) } else { Style::regular(size) }
}

/// Fills lines word by word; `None` if a word is wider than the column.
fn broken<'t>(rule: &'t Rule, size: Points, faces: &Faces) -> Option<Vec<RuleLine<'t>>> {
    let width = COLUMNS[0].width - HANG;
    let space = Style::regular(size).width(" ", faces);
    let words = rule.lead.split(' ').map(|word| (word, true));
    let words = words.chain(rule.text.split(' ').map(|word| (word, false)));
    let mut lines: Vec<RuleLine<'t>> = vec![Vec::new()];
    let mut used = 0.0;
    for (word, bold) in words {
        let wide = style(size, bold).width(word, faces);
        if wide > width {
            return None;
        }
        if used > 0.0 && used + space + wide > width {
            lines.push(Vec::new());
            used = 0.0;
        }
        used += if used > 0.0 { space + wide } else { wide };
        lines.last_mut()?.push((word, bold));
    }
    Some(lines)
}

fn column(
    stencil: &mut Stencil<'_>,
    set: &Set<'_>,
    range: std::ops::Range<usize>,
    at: Place,
    gap: Mm,
) {
    let mut line_at = at.high(set.line());
    for number in range {
        let digits = (number + 1).to_string();
        let style = Style::bold(set.size).in_ink(Ink::Accent);
        stencil.canvas.text(&digits, style, line_at, Align::Left);
        for line in &set.rules[number] {
            rule_line(stencil, line, set.size, Place { x: at.x + HANG, ..line_at });
            line_at = line_at.lower(set.line());
        }
        line_at = line_at.lower(gap);
    }
}

/// The bold words of a line as one run, the rest as another.
fn rule_line(stencil: &mut Stencil<'_>, line: &RuleLine<'_>, size: Points, at: Place) {
    let joined = |bold: bool| {
        let words: Vec<&str> =
            line.iter().filter(|word| word.1 == bold).map(|word| word.0).collect();
        words.join(" ")
    };
    let (lead, rest) = (joined(true), joined(false));
    let mut x = at.x;
    if !lead.is_empty() {
        stencil.canvas.text(&lead, style(size, true), at, Align::Left);
        x += style(size, true).width(&lead, stencil.canvas.faces);
        x += style(size, false).width(" ", stencil.canvas.faces);
    }
    if !rest.is_empty() {
        stencil.canvas.text(&rest, style(size, false), Place { x, ..at }, Align::Left);
    }
}
