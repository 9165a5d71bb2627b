//! CSV as spreadsheets write it: which delimiter, and the records.
//!
//! The reader is our own because row numbers must be those a spreadsheet shows (a blank line
//! counts, a quoted line break does not) and a quotation mark that is never closed must be named
//! by its line; the csv crate skips the one and swallows the other.

use std::ops::ControlFlow;

use qabul_core::refusal::TableProblem;

use super::grid::Grid;

/// How many records are looked at to find the delimiter.
const LOOKED_AT: usize = 20;

/// The delimiter, and where the records begin: a first line `sep=;` names the delimiter and is no
/// record of the table.
pub(super) fn delimiter(text: &str) -> (u8, usize) {
    if let Some(named) = text.strip_prefix("sep=") {
        let line = named.split(['\r', '\n']).next().unwrap_or_default();
        if let &[delimiter @ (b',' | b';' | b'\t' | b'|')] = line.as_bytes() {
            let rest = &named[1..];
            let rest =
                rest.strip_prefix("\r\n").or(rest.strip_prefix(['\r', '\n'])).unwrap_or(rest);
            return (delimiter, text.len() - rest.len());
        }
    }
    let candidates = [b';', b',', b'\t'];
    let counts = counted(text.as_bytes(), candidates);
    let head = counts.first().copied().unwrap_or_default();
    // A delimiter cuts the head into many cells and the records below into as many.
    let weight = |at: &usize| head[*at] * counts.iter().filter(|c| c[*at] == head[*at]).count();
    let best = (0..candidates.len()).max_by_key(|at| (weight(at), candidates.len() - at));
    (best.map_or(b',', |at| candidates[at]), 0)
}

/// How often each candidate stands outside quotation marks in each of the first filled records.
fn counted(bytes: &[u8], candidates: [u8; 3]) -> Vec<[usize; 3]> {
    let mut counts = Vec::with_capacity(LOOKED_AT);
    let (mut record, mut quoted, mut filled) = ([0; 3], false, false);
    for &byte in bytes.iter().chain(b"\n") {
        if byte == b'"' {
            quoted = !quoted;
        } else if !quoted && matches!(byte, b'\r' | b'\n') {
            if filled {
                counts.push(record);
            }
            (record, filled) = ([0; 3], false);
            if counts.len() == LOOKED_AT {
                break;
            }
        } else if !quoted && let Some(at) = candidates.iter().position(|&c| c == byte) {
            record[at] += 1;
        }
        filled |= byte > b' ';
    }
    counts
}

/// Reads every record into the grid. What stands before a break is kept.
///
/// # Errors
/// [`TableProblem::BrokenLine`] with the line on which a quotation mark opens that is never closed;
/// [`TableProblem::TooLarge`].
pub(super) fn records(
    text: &str,
    delimiter: u8,
    start: usize,
    grid: &mut Grid,
) -> Result<(), TableProblem> {
    let mut reader = Reader { text, bytes: text.as_bytes(), at: start, delimiter };
    let mut number = 0;
    while reader.at < text.len() {
        number += 1;
        if let Err(problem) = reader.record(grid) {
            grid.drop_row();
            return Err(problem);
        }
        grid.end_row(number)?;
    }
    Ok(())
}

struct Reader<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    delimiter: u8,
}

impl Reader<'_> {
    fn record(&mut self, grid: &mut Grid) -> Result<(), TableProblem> {
        loop {
            if self.bytes.get(self.at) == Some(&b'"') {
                self.quoted(grid)?;
            }
            if self.plain(grid).is_break() {
                return Ok(());
            }
        }
    }

    /// A quoted part of a cell: `""` is one quotation mark, everything else is as it stands.
    fn quoted(&mut self, grid: &mut Grid) -> Result<(), TableProblem> {
        let opened = self.at;
        self.at += 1;
        loop {
            let Some(length) = self.bytes[self.at..].iter().position(|&b| b == b'"') else {
                return Err(TableProblem::BrokenLine { line: self.line(opened) });
            };
            grid.push(&self.text[self.at..self.at + length]);
            self.at += length + 1;
            if self.bytes.get(self.at) != Some(&b'"') {
                return Ok(());
            }
            grid.push("\"");
            self.at += 1;
        }
    }

    /// The rest of a cell up to its delimiter; breaks at the end of the record.
    fn plain(&mut self, grid: &mut Grid) -> ControlFlow<()> {
        let rest = &self.bytes[self.at..];
        let ends = |&b: &u8| b == self.delimiter || b == b'\n' || b == b'\r';
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        grid.push(&self.text[self.at..self.at + length]);
        grid.unguard();
        grid.end_cell();
        let end = rest.get(length).copied();
        let pair = end == Some(b'\r') && rest.get(length + 1) == Some(&b'\n');
        self.at = (self.at + length + 1 + usize::from(pair)).min(self.bytes.len());
        if end == Some(self.delimiter) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    /// The line of a place in the file, counted from one as editors do.
    fn line(&self, place: usize) -> u32 {
        let before = &self.bytes[..place];
        let breaks = |kind| before.iter().filter(|&&b| b == kind).count();
        let lines = match breaks(b'\n') {
            0 => breaks(b'\r'),
            lines => lines,
        };
        u32::try_from(lines + 1).unwrap_or(u32::MAX)
    }
}
