//! Import: a preview that judges every row, then one transaction or none.

use qabul_core::campaign::SittingId;
use qabul_core::fault::Finding;
use qabul_exchange::table::Source;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::files::FileHandle;

/// Reads a list of candidates and says what would happen.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PreviewRequest {
    /// The sitting the candidates apply to.
    pub sitting: SittingId,
    /// The list, CSV or XLSX.
    pub file: FileHandle,
    /// A folder of photos named by FİN.
    pub photos: Option<FileHandle>,
}

/// What an import would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ImportPreview {
    /// The preview's number.
    pub preview: u32,
    /// Name of the file.
    pub file: String,
    /// How it was read: format, encoding, delimiter.
    pub source: Source,
    /// Heads that mean nothing to the program and are left out.
    pub ignored: Vec<String>,
    /// Rows of the file.
    pub rows: u32,
    /// Rows that would become new applications.
    pub new: u32,
    /// Rows that would change an application.
    pub changed: u32,
    /// Rows that change nothing.
    pub unchanged: u32,
    /// Rows that cannot be taken.
    pub refused: u32,
    /// Photos that would be taken.
    pub photos: u32,
    /// Findings in all.
    pub findings_total: u32,
    /// Findings, refusals first, at most five hundred; all of them go into the saved file.
    pub findings: Vec<Finding>,
    /// Findings counted by their tag, refusals first.
    pub kinds: Vec<FindingCount>,
}

/// How often one kind of finding occurs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FindingCount {
    /// The tag of the fault.
    pub fault: String,
    /// Whether it refuses its row.
    pub refuses: bool,
    /// How often.
    pub count: u32,
}

/// Names a preview.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CommitRequest {
    /// The preview.
    pub preview: u32,
    /// Take the good rows although others are refused.
    pub good_only: bool,
}

/// Saves something of a preview.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SavePreviewPart {
    /// The preview.
    pub preview: u32,
    /// Where to.
    pub file: FileHandle,
}

/// An import that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ImportDone {
    /// Rows of the file.
    pub rows: u32,
    /// New applications.
    pub new: u32,
    /// Changed applications.
    pub changed: u32,
    /// Rows that changed nothing.
    pub unchanged: u32,
    /// Rows left out because they were refused.
    pub refused: u32,
    /// Photos taken.
    pub photos: u32,
}
