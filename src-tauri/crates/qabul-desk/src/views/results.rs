//! What screens ask and learn of results of exams.

use qabul_core::campaign::SittingId;
use qabul_core::fault::Finding;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::files::FileHandle;

/// Takes a list of results.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ImportResults {
    /// The list.
    pub file: FileHandle,
    /// Only say what it would do.
    pub dry_run: bool,
}

/// What a list of results does, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ResultsRead {
    /// Rows.
    pub rows: u32,
    /// New.
    pub new: u32,
    /// Another result than the registry has of the sitting.
    pub changed: u32,
    /// There already.
    pub unchanged: u32,
    /// Of nobody here: left out.
    pub nobody: u32,
    /// Whether it was written; never where a row is refused.
    pub written: bool,
    /// What is wrong with rows, and what to look at.
    pub findings: Vec<Finding>,
}

/// Types in a result, or sets right the one of the same sitting.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SaveResult {
    /// An entry of whose it is.
    #[ts(type = "number")]
    pub id: i64,
    /// The sitting, by its name or in words.
    pub sitting: String,
    /// The day of the exam.
    pub date: String,
    /// Points; may be empty.
    pub score: String,
    /// How it ended.
    pub outcome: String,
    /// From where it is known.
    pub source: String,
}

/// A result that was saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ResultSaved {
    /// The sitting as it was read.
    pub sitting: SittingId,
}
