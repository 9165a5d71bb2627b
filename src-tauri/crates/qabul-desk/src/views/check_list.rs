//! What is asked and learned of a list of certificates that is checked row by row.

use qabul_core::certificate::{CertificateVerdict, Decision};
use qabul_core::refusal::Refusal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::files::FileHandle;

/// Checks a list of certificates, each row by itself.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CheckCertificates {
    /// The list.
    pub file: FileHandle,
    /// The day as of which they are judged, as typed; today where none is named.
    pub on: Option<String>,
    /// By the tables that are shipped with the program, as if they were published.
    pub shipped: bool,
    /// A file that takes every row with its verdict.
    pub report: Option<FileHandle>,
    /// Every row in the answer, or the first five hundred.
    pub whole: bool,
}

/// A row that was checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CheckedCertificate {
    /// Its number: 1 is the first below the heads.
    pub row: u32,
    /// Its kind, as it stands there.
    pub kind: String,
    /// Its number, as it stands there.
    pub number: String,
    /// The verdict.
    pub verdict: CertificateVerdict,
}

/// How many rows came to one decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CheckedCount {
    /// The decision.
    pub decision: Decision,
    /// How many.
    pub rows: u32,
}

/// A list that was checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CertificatesChecked {
    /// The day as of which they were judged, ISO.
    pub on: String,
    /// All rows.
    pub total: u32,
    /// How many came to each decision.
    pub counts: Vec<CheckedCount>,
    /// The rows.
    pub rows: Vec<CheckedCertificate>,
    /// Where the file breaks off, if it does: rows from there on were not read.
    pub broken: Option<Refusal>,
}
