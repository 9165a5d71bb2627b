//! What refusals tell beside their numbers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Refusal;
use crate::fault::FieldFault;
use crate::staff::Role;

/// Where candidates lack seats, and how many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Shortage {
    /// City of the exam.
    pub city: String,
    /// Sector whose candidates sit apart.
    pub sector: crate::application::Sector,
    /// Candidates to seat.
    pub candidates: u32,
    /// Seats that the halls could give them.
    pub seats: u32,
}

/// A slip that cannot be printed as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UnfitSlip {
    /// Work number with its check digit.
    pub work_number: String,
    /// The name.
    pub name: String,
    /// The field that does not fit (`name`, `building`, `address`, `hall`, …).
    pub field: String,
    /// Why.
    pub reason: UnfitReason,
}

/// Why a field cannot be printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum UnfitReason {
    /// At the smallest size and with every line allowed it is still too long.
    TooLong,
    /// The face has no such letter.
    LetterMissing {
        /// The letter.
        letter: char,
    },
}

/// Which way a file failed to be a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, TS)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum TableProblem {
    /// Neither CSV nor XLSX by its first bytes.
    #[error("neither CSV nor XLSX")]
    UnknownFormat,
    /// No line of heads.
    #[error("empty")]
    Empty,
    /// The workbook is broken or locked.
    #[error("the workbook cannot be opened")]
    BrokenWorkbook,
    /// A quotation mark is never closed.
    #[error("broken at line {line}")]
    BrokenLine {
        /// The line.
        line: u32,
    },
    /// Larger than any list of candidates.
    #[error("larger than {most_megabytes} MB")]
    TooLarge {
        /// The most that is read.
        most_megabytes: u32,
    },
}

impl From<FieldFault> for Refusal {
    fn from(fault: FieldFault) -> Self {
        Self::Invalid { faults: vec![fault] }
    }
}

pub(super) fn fields(faults: &[FieldFault]) -> String {
    faults.iter().map(|it| format!("{}: {}", it.field, it.fault)).collect::<Vec<_>>().join("; ")
}

pub(super) fn keys(roles: &[Role]) -> String {
    roles.iter().map(|role| role.key()).collect::<Vec<_>>().join(", ")
}
