//! What screens ask and learn of equivalence tables as files: read, written, printed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::equivalence::TypedRow;
use super::files::FileHandle;
use super::preferences::Language;

/// Reads the rows of a file, to be looked at and saved.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReadTable {
    /// Key of the kind that is written.
    pub kind: String,
    /// The file: CSV or XLSX.
    pub file: FileHandle,
}

/// What a file says; nothing of it is saved yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TableRead {
    /// The first day of tests, as it was written; empty where the file names none.
    pub from: String,
    /// The last such day.
    pub to: String,
    /// Its rows.
    pub rows: Vec<TypedRow>,
}

/// Writes the rows of a table into a file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ExportTable {
    /// Which.
    #[ts(type = "number")]
    pub id: i64,
    /// Where to: CSV or XLSX.
    pub file: FileHandle,
}

/// Prints a table.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PrintTable {
    /// Which.
    #[ts(type = "number")]
    pub id: i64,
    /// In which language.
    pub language: Language,
    /// Where to: a PDF.
    pub file: FileHandle,
}
