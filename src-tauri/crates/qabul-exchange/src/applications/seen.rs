//! What stands in a list twice: one person or one work number in two rows.

use std::collections::HashMap;

use qabul_core::application::WorkNumber;
use qabul_core::fault::{Finding, RowFault};

use super::lifting::{Lifting, misfit};
use crate::columns::{Field, Mapping};
use crate::table::Row;

/// Remembers the FİN and work number of every row shown to it, also of rows refused for another
/// reason, so that a list is mended in one round.
#[derive(Debug, Default)]
pub struct Seen {
    fins: HashMap<[u8; LONGEST_FIN], u32>,
    work_numbers: HashMap<WorkNumber, u32>,
}

/// Characters of a citizen's FİN; a foreigner's is shorter.
const LONGEST_FIN: usize = 7;

impl Seen {
    /// Room for a list of so many rows.
    #[must_use]
    pub fn of(rows: usize) -> Self {
        Self { fins: HashMap::with_capacity(rows), work_numbers: HashMap::with_capacity(rows) }
    }

    /// Findings that refuse this row because an earlier one has its FİN or work number; each names
    /// the first row that has it.
    #[must_use]
    pub fn findings(&mut self, row: &Row<'_>, mapping: &Mapping) -> Vec<Finding> {
        if misfit(row).is_some() {
            return Vec::new();
        }
        let cell = |field| mapping.column(field).map_or("", |column| row.cell(column));
        let mut lifting = Lifting::new(row, mapping);
        if let Some(fin) = fin_key(cell(Field::Fin)) {
            let first = *self.fins.entry(fin).or_insert(row.number);
            if first != row.number {
                lifting.refuse_cell(Field::Fin, RowFault::FinTwice { other: first });
            }
        }
        if let Ok(number) = WorkNumber::parse(cell(Field::WorkNumber)) {
            let first = *self.work_numbers.entry(number).or_insert(row.number);
            if first != row.number {
                let fault = RowFault::WorkNumberTwice { other: first };
                lifting.refuse_cell(Field::WorkNumber, fault);
            }
        }
        lifting.into_findings()
    }
}

/// The FİN as it is compared. What cannot be one is a fault of its own and none here.
fn fin_key(typed: &str) -> Option<[u8; LONGEST_FIN]> {
    let fin = typed.trim().as_bytes();
    let mut key = [0; LONGEST_FIN];
    key.get_mut(..fin.len()).filter(|_| fin.len() >= 5)?.copy_from_slice(fin);
    key.make_ascii_uppercase();
    Some(key)
}
