//! What screens ask and learn of kinds of certificates.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::equivalence::KindLine;
use super::files::FileHandle;

/// Asks for a kind.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct KindRequest {
    /// Its key.
    pub kind: String,
}

/// A kind whole, in its last edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct KindDetail {
    /// Its line.
    pub line: KindLine,
    /// The number of the edition.
    pub edition: u32,
    /// When it was saved, and by whom.
    pub changed: (String, String),
    /// Every field as text by its key, with one act more for every body.
    pub fields: BTreeMap<String, String>,
    /// Keys of the acts whose scans are kept: `cabinet.0`.
    pub scanned: Vec<String>,
    /// What it rests on: the key of a publication with its title, or a text with none.
    pub sources: Vec<(String, Option<String>)>,
}

/// Writes a kind, new or there.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SaveKind {
    /// The key of the kind that was looked at and its edition; a new one where none is named.
    pub of: Option<(String, u32)>,
    /// The fields as typed, by their keys.
    pub fields: BTreeMap<String, String>,
    /// Scans by the acts that they are of: `center.0`.
    #[serde(default)]
    pub scans: BTreeMap<String, FileHandle>,
}

/// Asks for a copy of the scan of an act.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CopyKindScan {
    /// Key of the kind.
    pub kind: String,
    /// The act: `cabinet.0`.
    pub act: String,
    /// Where to.
    pub file: FileHandle,
}
