//! Problems: an error of the page, and a report that tells of nobody.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::files::FileHandle;

/// An error of the page.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NoteProblem {
    /// The kind of error, as the language names it; its message can hold what was typed and stays.
    pub kind: String,
    /// Where: script, line and column.
    pub place: String,
}

/// An incident that was noted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Noted {
    /// Its number, six digits.
    pub number: u32,
}

/// A report to be read before it is saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProblemReport {
    /// What it says.
    pub text: String,
    /// The name its file could have.
    pub suggested: String,
}

/// Saves a report as it was read and changed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SaveReport {
    /// Where.
    pub file: FileHandle,
    /// What.
    pub text: String,
}
