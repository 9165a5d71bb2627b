//! Tables out: the same rows as CSV or as XLSX, so that reading them gives back what was written.

mod workbook;

use std::borrow::Cow;
use std::io::Write;

use chrono::NaiveDate;
use qabul_core::money::Qepik;
use qabul_core::text;

use crate::formula::guarded;

pub use workbook::xlsx;

/// The mark by which spreadsheets know UTF-8.
pub(crate) const MARK: &[u8] = b"\xEF\xBB\xBF";

/// One cell of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text, written exactly as it is; digits in it stay digits, leading zeros too.
    Text(String),
    /// A whole number to reckon with; never an identifier.
    Number(i64),
    /// Money: a number with two decimals in XLSX, `60,50` in CSV.
    Amount(Qepik),
    /// A part of a whole: a percentage in XLSX, `12,5%` in CSV; nothing of a whole of none.
    Share {
        /// How many of it.
        part: u32,
        /// How many it is.
        whole: u32,
    },
    /// A day, as the text `14.05.2000`: no spreadsheet can then turn day and month.
    Date(NaiveDate),
}

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The place that takes the bytes refused them.
    #[error("the table could not be written: {0}")]
    Io(#[from] std::io::Error),
    /// More rows than a sheet has, or a cell longer than it holds.
    #[error("the workbook could not be made: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The table whose rows were to be written breaks off.
    #[error("the table breaks off: {0}")]
    Table(#[from] qabul_core::refusal::TableProblem),
}

/// Writes UTF-8 with a mark, commas, lines ended as Windows does, quotation marks where needed.
/// Every text is written exactly as it is, but for an apostrophe before what a spreadsheet would run;
/// [`crate::table::read`] gives back what was written.
///
/// # Errors
/// [`WriteError::Io`] when `out` fails.
pub fn csv(
    heads: &[&str],
    rows: impl Iterator<Item = Vec<Cell>>,
    mut out: impl Write,
) -> Result<(), WriteError> {
    out.write_all(MARK)?;
    let mut writer = delimited(b',', out);
    writer.write_record(heads).map_err(io)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| cell.plain().into_owned())).map_err(io)?;
    }
    writer.flush()?;
    Ok(())
}

/// A writer of records in the way spreadsheets expect them.
pub(crate) fn delimited<W: Write>(delimiter: u8, out: W) -> csv::Writer<W> {
    csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(out)
}

/// The writing side of the csv crate fails only where the bytes go.
pub(crate) fn io(error: csv::Error) -> WriteError {
    WriteError::Io(error.into())
}

impl Cell {
    /// The cell as CSV has it.
    fn plain(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => guarded(text),
            other => other.text(),
        }
    }

    /// The cell as text.
    fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => "".into(),
            Self::Text(text) => text.as_str().into(),
            Self::Number(number) => number.to_string().into(),
            Self::Amount(amount) => {
                let qepik = i64::from(*amount);
                format!("{},{:02}", qepik / 100, qepik % 100).into()
            }
            Self::Share { whole: 0, .. } => "".into(),
            Self::Share { part, whole } => {
                let whole = u64::from(*whole);
                let tenths = (u64::from(*part) * 1000 + whole / 2) / whole;
                format!("{},{}%", tenths / 10, tenths % 10).into()
            }
            Self::Date(day) => text::date_numeric(*day).into(),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<Qepik> for Cell {
    fn from(amount: Qepik) -> Self {
        Self::Amount(amount)
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Self::Date(day)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_said_with_one_decimal_and_of_nothing_not_at_all() {
        for (part, whole, said) in [
            (0, 3, "0,0%"),
            (1, 3, "33,3%"),
            (2, 3, "66,7%"),
            (3, 3, "100,0%"),
            (1, 100_000, "0,0%"),
            (u32::MAX, u32::MAX, "100,0%"),
            (0, 0, ""),
        ] {
            assert_eq!(Cell::Share { part, whole }.text(), said, "{part} of {whole}");
        }
    }
}
