//! One row on its way to checked values: cells by field, findings gathered as they appear.

use qabul_core::fault::{Finding, RowFault, ValueFault, Weight};
use qabul_core::text::{self, Short};

use super::LONGEST_LINE;
use crate::columns::{Field, Mapping};
use crate::table::Row;

/// A row, the columns of its table, and what was found so far.
pub(crate) struct Lifting<'r> {
    row: &'r Row<'r>,
    pub(crate) mapping: &'r Mapping,
    findings: Vec<Finding>,
}

impl<'r> Lifting<'r> {
    pub(crate) fn new(row: &'r Row<'r>, mapping: &'r Mapping) -> Self {
        Self { row, mapping, findings: Vec::new() }
    }

    /// What stands in a field's cell; empty where the table has no such column.
    pub(crate) fn cell(&self, field: Field) -> &'r str {
        self.mapping.column(field).map_or("", |column| self.row.cell(column))
    }

    /// A value read from the cell, or `None` and a finding.
    pub(crate) fn value<T>(
        &mut self,
        field: Field,
        read: impl FnOnce(&str) -> Result<T, ValueFault>,
    ) -> Option<T> {
        let cell = self.cell(field);
        match read(cell) {
            Ok(value) => Some(value),
            Err(fault) => {
                self.refuse_cell(field, fault.into());
                None
            }
        }
    }

    /// As [`Self::value`], for a cell that must be filled.
    pub(crate) fn required<T>(
        &mut self,
        field: Field,
        read: impl FnOnce(&str) -> Result<T, ValueFault>,
    ) -> Option<T> {
        self.value(field, |cell| match cell.trim() {
            "" => Err(ValueFault::Missing),
            _ => read(cell),
        })
    }

    /// As [`Self::value`], for a cell that may be empty: then the value is `Some(None)`.
    pub(crate) fn optional<T>(
        &mut self,
        field: Field,
        read: impl FnOnce(&str) -> Result<T, ValueFault>,
    ) -> Option<Option<T>> {
        self.value(field, |cell| match cell.trim() {
            "" => Ok(None),
            _ => read(cell).map(Some),
        })
    }

    /// Notes what in this cell keeps the row out.
    pub(crate) fn refuse_cell(&mut self, field: Field, fault: RowFault) {
        self.refuse(field.key(), self.head(field), self.cell(field).to_owned(), fault);
    }

    /// Notes what keeps the row out.
    pub(crate) fn refuse(
        &mut self,
        column: &'static str,
        head: String,
        value: String,
        fault: RowFault,
    ) {
        self.findings.push(Finding {
            row: self.row.number,
            column: column.to_owned(),
            head,
            value,
            fault,
            weight: Weight::Refuses,
        });
    }

    /// Notes what a person should look at.
    pub(crate) fn look(&mut self, field: Field, fault: RowFault) {
        self.findings.push(Finding {
            row: self.row.number,
            column: field.key().to_owned(),
            head: self.head(field),
            value: self.cell(field).to_owned(),
            fault,
            weight: Weight::Look,
        });
    }

    /// Whether a finding keeps the row out.
    pub(crate) fn is_refused(&self) -> bool {
        self.findings.iter().any(|finding| finding.weight == Weight::Refuses)
    }

    pub(crate) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    fn head(&self, field: Field) -> String {
        self.mapping.head_of(field).to_owned()
    }
}

/// The finding of a row whose cells do not fit the heads.
pub(crate) fn misfit(row: &Row<'_>) -> Option<Finding> {
    let (expected, found) = row.misfit()?;
    Some(Finding {
        row: row.number,
        column: String::new(),
        head: String::new(),
        value: String::new(),
        fault: RowFault::CellCount { expected, found },
        weight: Weight::Refuses,
    })
}

/// A line of text, which may be empty.
pub(crate) fn line(typed: &str) -> Result<Short, ValueFault> {
    let name = text::nfc(typed.trim());
    if lost_letters(&name) {
        return Err(ValueFault::LettersLost);
    }
    if name.len() > LONGEST_LINE && name.chars().count() > LONGEST_LINE {
        return Err(ValueFault::TooLong { longest: LONGEST_LINE });
    }
    // A cell may have several lines.
    name.split_whitespace().try_for_each(text::visible)?;
    Ok(name)
}

/// Unlike a name, a line of text may hold a question mark, but not before a letter (`Az?rbaycan`).
pub(crate) fn lost_letters(line: &str) -> bool {
    let lost_before = |rest: &str| rest.chars().next().is_some_and(char::is_alphabetic);
    line.contains('\u{FFFD}') || line.split('?').skip(1).any(lost_before)
}
