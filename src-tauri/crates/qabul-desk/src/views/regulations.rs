//! What screens ask and learn of regulations.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::files::FileHandle;

/// Saves a regulation as its next version.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SaveRegulation {
    /// The version that it is made of: `residency/1`.
    pub base: String,
    /// The last version that was seen.
    pub last: u32,
    /// The fields as typed, by their keys.
    pub fields: BTreeMap<String, String>,
    /// Scans by the acts that they are of: `center.0`.
    #[serde(default)]
    pub scans: BTreeMap<String, FileHandle>,
}

/// A version that was saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RegulationSaved {
    /// As campaigns name it: `residency/2`.
    pub key: String,
}

/// Asks for a copy of the scan of an act.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CopyScan {
    /// The version of the regulation.
    pub key: String,
    /// The act: `center.0`.
    pub act: String,
    /// Where to.
    pub file: FileHandle,
}

/// A version of a regulation that a campaign may name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RegulationLine {
    /// As campaigns name it.
    pub key: String,
    /// Its version.
    pub version: u32,
    /// The first day of exams it rules, ISO.
    pub from: String,
}
