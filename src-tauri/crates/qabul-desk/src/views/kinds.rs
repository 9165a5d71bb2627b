//! What screens ask and learn of kinds of certificates.

use std::collections::BTreeMap;

use qabul_core::refusal::Refusal;
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

/// What somebody wrote of a kind, until another person puts it in force or it is taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PendingKind {
    /// Version of the record.
    #[ts(type = "number")]
    pub version: i64,
    /// When it was written last.
    pub at: String,
    /// By whom, who does not put it in force.
    pub by: String,
    /// The number of the edition that it was made of; 0 for a new kind.
    pub base: u32,
    /// Every field as text by its key.
    pub fields: BTreeMap<String, String>,
    /// The fields that change: key, text in force, text as written; of a scan its hash.
    pub changes: Vec<(String, String, String)>,
    /// Why whoever is signed in does not put it in force; nothing where it is open.
    pub closed: Option<Refusal>,
}

/// A kind whole, in its last edition; one that is not in force yet as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct KindDetail {
    /// Its line.
    pub line: KindLine,
    /// The number of the edition in force; 0 where none is yet.
    pub edition: u32,
    /// When it was saved, and by whom.
    pub changed: (String, String),
    /// Every field as text by its key, with one act more for every body.
    pub fields: BTreeMap<String, String>,
    /// Keys of the acts whose scans are kept: `cabinet.0`.
    pub scanned: Vec<String>,
    /// What it rests on: the key of a publication with its title, or a text with none.
    pub sources: Vec<(String, Option<String>)>,
    /// What waits for another person.
    pub pending: Option<PendingKind>,
    /// What a save is over: the version of what waits, else the number of the edition below nought.
    #[ts(type = "number")]
    pub version: i64,
}

/// Writes a kind, new or there.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SaveKind {
    /// The key of the kind that was looked at and its version; a new one where none is named.
    #[ts(type = "[string, number] | null")]
    pub of: Option<(String, i64)>,
    /// The fields as typed, by their keys.
    pub fields: BTreeMap<String, String>,
    /// Scans by the acts that they are of: `center.0`.
    #[serde(default)]
    pub scans: BTreeMap<String, FileHandle>,
}

/// Puts what waits in force, or takes it back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DecideKind {
    /// Key of the kind.
    pub kind: String,
    /// The version of what waits, as it was looked at.
    #[ts(type = "number")]
    pub version: i64,
}

/// Asks for a copy of the scan of an act.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CopyKindScan {
    /// Key of the kind.
    pub kind: String,
    /// Whether of what waits, and not of the kind in force.
    #[serde(default)]
    pub pending: bool,
    /// The act: `cabinet.0`.
    pub act: String,
    /// Where to.
    pub file: FileHandle,
}
