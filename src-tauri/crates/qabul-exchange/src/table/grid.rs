//! All cells of a table in one string, so that a hundred thousand rows cost three allocations.

use qabul_core::refusal::TableProblem;

use crate::formula::is_guarded;

/// The most bytes of a file, and of the text in it, that are read.
pub const MOST_MEGABYTES: u32 = 200;
const MOST_BYTES: usize = MOST_MEGABYTES as usize * 1024 * 1024;

/// Cells row by row. Blank rows are dropped; the others keep the number they have in the file.
#[derive(Default)]
pub(super) struct Grid {
    text: String,
    /// Where each cell ends in `text`; it begins where the cell before it ends.
    ends: Vec<u32>,
    rows: Vec<Line>,
    /// The numbers of blank rows that have cells all the same: `,,,`.
    hollow: Vec<u32>,
    /// The first cell of the row that is being filled.
    first: usize,
}

/// Which cells are a row.
#[derive(Clone, Copy)]
struct Line {
    number: u32,
    first: u32,
}

impl Grid {
    /// Room for the text of a file of so many bytes.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), ..Self::default() }
    }

    /// Adds text to the cell that is being filled.
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Takes the guard of a formula from the cell that is being filled.
    pub(super) fn unguard(&mut self) {
        let start = self.begin_of(self.ends.len());
        if is_guarded(&self.text[start..]) {
            self.text.remove(start);
        }
    }

    /// Closes the cell.
    pub(super) fn end_cell(&mut self) {
        // `end_row` refuses before the text outgrows 32 bits.
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// How many cells the row that is being filled has so far.
    pub(super) fn width(&self) -> usize {
        self.ends.len() - self.first
    }

    /// Closes the row, or forgets it when nothing but white space stands in it.
    ///
    /// # Errors
    /// [`TableProblem::TooLarge`] when the cells hold more than any list of candidates.
    pub(super) fn end_row(&mut self, number: u32) -> Result<(), TableProblem> {
        let start = self.begin_of(self.first);
        if self.text[start..].trim().is_empty() {
            if self.width() > 1 {
                self.hollow.push(number);
            }
            self.text.truncate(start);
            self.ends.truncate(self.first);
            return Ok(());
        }
        if self.text.len() > MOST_BYTES || self.ends.len() > MOST_BYTES / 4 {
            return Err(TableProblem::TooLarge { most_megabytes: MOST_MEGABYTES });
        }
        self.rows.push(Line { number, first: u32::try_from(self.first).unwrap_or(u32::MAX) });
        self.first = self.ends.len();
        Ok(())
    }

    /// Forgets the row that is being filled: the file broke off inside it.
    pub(super) fn drop_row(&mut self) {
        self.text.truncate(self.begin_of(self.first));
        self.ends.truncate(self.first);
    }

    /// How many rows are kept.
    pub(super) fn height(&self) -> usize {
        self.rows.len()
    }

    /// The numbers of blank rows that have cells all the same.
    pub(super) fn hollow(&self) -> &[u32] {
        &self.hollow
    }

    /// The number that a row has in the file.
    pub(super) fn number(&self, row: usize) -> u32 {
        self.rows[row].number
    }

    /// The range of a row's cells.
    pub(super) fn cells(&self, row: usize) -> std::ops::Range<usize> {
        let end = self.rows.get(row + 1).map_or(self.first, |next| next.first as usize);
        self.rows[row].first as usize..end
    }

    /// The text of a cell.
    pub(super) fn cell(&self, cell: usize) -> &str {
        &self.text[self.begin_of(cell)..self.ends[cell] as usize]
    }

    fn begin_of(&self, cell: usize) -> usize {
        if cell == 0 { 0 } else { self.ends[cell - 1] as usize }
    }
}

/// Refuses a file that is larger than any list of candidates before anything is made of it.
pub(super) fn fits(bytes: &[u8]) -> Result<(), TableProblem> {
    if bytes.len() > MOST_BYTES {
        return Err(TableProblem::TooLarge { most_megabytes: MOST_MEGABYTES });
    }
    Ok(())
}
