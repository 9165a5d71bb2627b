//! Buildings and halls.

use qabul_core::fault::Finding;
use qabul_core::venue::Hall;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::files::FileHandle;

/// All halls, by city, building and code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Halls {
    /// The halls.
    pub halls: Vec<HallLine>,
}

/// One hall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HallLine {
    /// Its id.
    #[ts(type = "number")]
    pub id: i64,
    /// Grows with every change; sent back when it is saved.
    #[ts(type = "number")]
    pub version: i64,
    /// What staff entered.
    pub hall: Hall,
    /// How many it holds.
    pub capacity: u32,
}

/// Enters a hall, or changes one.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SaveHallRequest {
    /// The hall to change; nothing enters a new one.
    #[ts(type = "number | null")]
    pub id: Option<i64>,
    /// The version of it that was looked at; of a new one nothing.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub version: Option<i64>,
    /// What it shall be.
    pub hall: Hall,
}

/// Imports a list of halls.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ImportHallsRequest {
    /// The list, CSV or XLSX.
    pub file: FileHandle,
    /// Only say what would happen.
    pub dry_run: bool,
}

/// What an import of halls did or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HallsImported {
    /// Rows of the file.
    pub rows: u32,
    /// New halls.
    pub new: u32,
    /// Changed halls.
    pub changed: u32,
    /// Rows that change nothing.
    pub unchanged: u32,
    /// Whether it was written; never with a finding that refuses.
    pub written: bool,
    /// Every finding.
    pub findings: Vec<Finding>,
}
