//! What an import found, as files for the person who mends the list.

use std::borrow::Cow;
use std::collections::BTreeSet;

use qabul_core::fault::Finding;

use crate::formula::guarded;
use crate::table::Table;
use crate::write::{Cell, MARK, WriteError, delimited, io};

/// Findings as CSV, one a line: row, key of the field, head, value, reason, remedy. `reasons` gives
/// the last two in the language of the reader, `heads` the six heads.
#[must_use]
pub fn csv(
    findings: &[Finding],
    reasons: impl Fn(&Finding) -> (String, String),
    heads: [&str; 6],
) -> Vec<u8> {
    let mut out = Vec::new();
    let rows = findings.iter().map(|finding| {
        let (reason, remedy) = reasons(finding);
        vec![
            Cell::from(finding.row),
            finding.column.as_str().into(),
            finding.head.as_str().into(),
            finding.value.as_str().into(),
            reason.into(),
            remedy.into(),
        ]
    });
    crate::write::csv(&heads, rows, &mut out).expect("a vector takes every byte");
    out
}

/// The refused rows under the heads of their own file, to be mended and sent again: UTF-8 with a
/// mark, parted as the file was.
///
/// # Errors
/// [`WriteError::Table`] when the table breaks off.
pub fn refused_rows_csv(table: &Table, refused: &BTreeSet<u32>) -> Result<Vec<u8>, WriteError> {
    let delimiter = table.source.delimiter.and_then(|mark| u8::try_from(mark).ok()).unwrap_or(b',');
    let mut writer = delimited(delimiter, MARK.to_vec());
    writer.write_record(&table.heads).map_err(io)?;
    for row in table.rows() {
        let row = row?;
        if refused.contains(&row.number) {
            // A workbook leaves out the empty cells at the end of a row; text must have them.
            let left_out = if row.misfit().is_none() { table.heads.len() - row.len() } else { 0 };
            let padding = std::iter::repeat_n("", left_out);
            let cells = row.cells().chain(padding).map(guarded);
            writer.write_record(cells.map(Cow::into_owned)).map_err(io)?;
        }
    }
    writer.into_inner().map_err(|error| WriteError::Io(error.into_error()))
}
