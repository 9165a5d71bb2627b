//! A table as it came: heads, rows of text cells, and where they were found.

mod delimited;
mod encoding;
mod grid;
mod workbook;

use qabul_core::refusal::{Refusal, TableProblem};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use encoding::Encoding;
use grid::Grid;
pub use grid::MOST_MEGABYTES;

/// The two kinds of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Delimited text.
    Csv,
    /// A workbook of Excel 2007 and later.
    Xlsx,
}

/// How the file was read; the preview names it so that staff see a wrong guess.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Source {
    /// The kind of file.
    pub format: Format,
    /// Of text: its encoding.
    pub encoding: Option<Encoding>,
    /// Of text: what parts the cells.
    pub delimiter: Option<char>,
    /// Of a workbook: the sheet that was read.
    pub sheet: Option<String>,
}

/// A table in memory: about the size of its text, whatever the number of rows.
pub struct Table {
    /// The heads, trimmed; a column without a head has an empty one.
    pub heads: Vec<String>,
    /// How the file was read.
    pub source: Source,
    grid: Grid,
    broken: Option<TableProblem>,
}

/// One row of a table, by reference.
#[derive(Clone, Copy)]
pub struct Row<'t> {
    /// The row as a spreadsheet counts them. In text records are counted, not lines: a line break
    /// inside quotation marks begins no new row.
    pub number: u32,
    table: &'t Table,
    first: usize,
    length: usize,
}

/// Reads a whole file. `file_name` is only repeated in the refusal.
///
/// # Errors
/// [`Refusal::NotATable`] when there is not even a row of heads. A file that breaks off further
/// down is read as far as it is whole; [`Table::rows`] then ends with the problem.
pub fn read(bytes: Vec<u8>, file_name: &str) -> Result<Table, Refusal> {
    let refused = |problem| Refusal::NotATable { file: file_name.to_owned(), problem };
    grid::fits(&bytes).map_err(refused)?;
    match format(&bytes).map_err(refused)? {
        Format::Xlsx => from_workbook(bytes),
        Format::Csv => from_text(bytes),
    }
    .map_err(refused)
}

/// The kind of file, by its first bytes; the name says nothing reliable.
fn format(bytes: &[u8]) -> Result<Format, TableProblem> {
    const OLD_OFFICE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    let start = &bytes[..bytes.len().min(4096)];
    if start.starts_with(b"PK\x03\x04") {
        return Ok(Format::Xlsx);
    }
    if start.starts_with(OLD_OFFICE) {
        // A workbook locked with a password is wrapped in the container of the old format.
        let locked: Vec<u8> =
            "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let is_locked = bytes.windows(locked.len()).any(|part| part == locked);
        return Err(if is_locked {
            TableProblem::BrokenWorkbook
        } else {
            TableProblem::UnknownFormat
        });
    }
    if start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF") {
        return Ok(Format::Csv);
    }
    let is_no_text = |&b: &u8| matches!(b, 0..=8 | 0x0E..=0x19 | 0x1B..=0x1F);
    // Some portals call a page of HTML with a table in it `.xls`.
    let markup = start.trim_ascii_start().starts_with(b"<") || start.starts_with(b"%PDF");
    if markup || start.iter().any(is_no_text) {
        Err(TableProblem::UnknownFormat)
    } else {
        Ok(Format::Csv)
    }
}

fn from_text(bytes: Vec<u8>) -> Result<Table, TableProblem> {
    let (text, encoding) = encoding::decoded(bytes);
    let (delimiter, start) = delimited::delimiter(&text);
    let mut grid = Grid::with_capacity(text.len());
    let broken = delimited::records(&text, delimiter, start, &mut grid).err();
    let source = Source {
        format: Format::Csv,
        encoding: Some(encoding),
        delimiter: Some(delimiter.into()),
        sheet: None,
    };
    Table::new(grid, source, broken)
}

fn from_workbook(bytes: Vec<u8>) -> Result<Table, TableProblem> {
    let sheet = workbook::first_sheet(bytes)?;
    let source =
        Source { format: Format::Xlsx, encoding: None, delimiter: None, sheet: Some(sheet.name) };
    Table::new(sheet.grid, source, sheet.broken)
}

impl Table {
    fn new(grid: Grid, source: Source, broken: Option<TableProblem>) -> Result<Self, TableProblem> {
        if grid.height() == 0 {
            return Err(broken.unwrap_or(TableProblem::Empty));
        }
        let heads = grid.cells(0).map(|cell| grid.cell(cell).trim().to_owned()).collect();
        Ok(Self { heads, source, grid, broken })
    }

    /// A table of one row, as a form is: heads and what stands below them.
    pub(crate) fn of_one<'c>(row: impl Iterator<Item = (&'c str, &'c str)>) -> Self {
        let (mut heads, mut grid) = (Vec::new(), Grid::default());
        for (head, cell) in row {
            heads.push(head.to_owned());
            grid.push(cell);
            grid.end_cell();
        }
        let source = Source { format: Format::Xlsx, encoding: None, delimiter: None, sheet: None };
        // A form in which nothing stands has no row.
        let broken = grid.end_row(1).err();
        Self { heads, source, grid, broken }
    }

    /// The only row of [`Self::of_one`]; nothing where all its cells are empty.
    pub(crate) fn only(&self) -> Option<Row<'_>> {
        (self.grid.height() == 1).then(|| self.row(0))
    }

    /// How many rows stand below the heads, blank ones not counted.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.grid.height() - 1
    }

    /// The rows below the heads. Blank rows are passed over.
    ///
    /// # Errors
    /// The last item is the problem, if the file broke off: [`TableProblem::BrokenLine`],
    /// [`TableProblem::BrokenWorkbook`] or [`TableProblem::TooLarge`].
    pub fn rows(&self) -> impl Iterator<Item = Result<Row<'_>, TableProblem>> {
        let whole = (1..self.grid.height()).map(|row| Ok(self.row(row)));
        whole.chain(self.broken.clone().map(Err))
    }

    /// The number of the row of heads.
    #[must_use]
    pub fn head_number(&self) -> u32 {
        if self.grid.height() == 0 { 0 } else { self.grid.number(0) }
    }

    /// The numbers of rows that are passed over as blank though they have cells: `,,,`.
    #[must_use]
    pub fn hollow(&self) -> &[u32] {
        self.grid.hollow()
    }

    fn row(&self, row: usize) -> Row<'_> {
        let cells = self.grid.cells(row);
        Row { number: self.grid.number(row), table: self, first: cells.start, length: cells.len() }
    }
}

impl<'t> Row<'t> {
    /// The text of a cell as it stands; empty where the row has no such cell.
    #[must_use]
    pub fn cell(&self, column: usize) -> &'t str {
        if column < self.length { self.table.grid.cell(self.first + column) } else { "" }
    }

    /// How many cells the row has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.length
    }

    /// Never: rows without a filled cell are passed over.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The cells in their order.
    pub fn cells(&self) -> impl Iterator<Item = &'t str> + use<'t> {
        let (grid, first) = (&self.table.grid, self.first);
        (first..first + self.length).map(|cell| grid.cell(cell))
    }

    /// Cells of the head and of this row, if they do not fit each other. A workbook does not store
    /// the empty cells at the end of a row, so there fewer are as good as all.
    #[must_use]
    pub fn misfit(&self) -> Option<(u32, u32)> {
        let expected = self.table.heads.len();
        let fits = match self.table.source.format {
            Format::Csv => self.length == expected,
            Format::Xlsx => self.length <= expected,
        };
        let count = |cells: usize| u32::try_from(cells).unwrap_or(u32::MAX);
        (!fits).then(|| (count(expected), count(self.length)))
    }
}
