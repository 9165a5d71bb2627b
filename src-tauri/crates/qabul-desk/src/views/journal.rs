//! The journal as screens read it.

use std::collections::BTreeMap;

use qabul_core::journal::{Break, Deed};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::applications::FieldChange;
use super::files::FileHandle;

/// A record by its kind and id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RecordKey {
    /// `entry`, `hall`, `staff`, `settings`, `key`.
    pub kind: String,
    /// Its id.
    #[ts(type = "number")]
    pub record: i64,
}

/// Which acts.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct JournalFilter {
    /// Of this account.
    pub by: Option<String>,
    /// Of this deed.
    pub deed: Option<Deed>,
    /// From this day on.
    pub from: Option<String>,
    /// Up to this day, it included.
    pub to: Option<String>,
    /// That touched this record.
    pub record: Option<RecordKey>,
}

/// Some acts of the journal, the newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct JournalRequest {
    /// Which.
    pub filter: JournalFilter,
    /// How many to leave out.
    pub skip: u32,
    /// How many at most.
    pub count: u32,
}

/// Acts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct JournalPage {
    /// How many the filter leaves in all.
    pub total: u32,
    /// The acts.
    pub acts: Vec<ActLine>,
    /// Everybody who did anything, for the filter.
    pub people: Vec<String>,
}

/// An act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ActLine {
    /// Its id.
    #[ts(type = "number")]
    pub id: i64,
    /// The workstation's number.
    #[ts(type = "number")]
    pub station: i64,
    /// The workstation's name.
    pub station_name: String,
    /// Its number in the workstation's chain.
    #[ts(type = "number")]
    pub number: i64,
    /// When.
    pub at: String,
    /// By which account.
    pub by: String,
    /// What was done.
    pub deed: Deed,
    /// How many records it touched.
    pub records: u32,
    /// Its numbers by their keys.
    pub facts: BTreeMap<String, String>,
}

/// One act.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ActRequest {
    /// Its id.
    #[ts(type = "number")]
    pub id: i64,
}

/// An act to look at.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LookAtAct {
    /// Its id.
    #[ts(type = "number")]
    pub id: i64,
    /// What it did to this record alone; nothing for what it did to all, from the first.
    pub record: Option<RecordKey>,
}

/// An act with what it did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ActDetail {
    /// The act.
    pub line: ActLine,
    /// The first records it touched.
    pub touched: Vec<Touched>,
    /// Why what it did to candidates is not shown, where whoever asks does not read their data.
    pub hidden: bool,
    /// Whether it can be taken back now.
    pub undo: bool,
}

/// What an act did to one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Touched {
    /// The record.
    pub key: RecordKey,
    /// Its name for people.
    pub name: String,
    /// The changed fields.
    pub changes: Vec<FieldChange>,
    /// Whether what was done to it was erased since.
    pub erased: bool,
}

/// What a record looked like at a moment.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ThenRequest {
    /// The record.
    pub key: RecordKey,
    /// The moment, `2026-06-15T16:40:00`.
    pub at: String,
}

/// A record as it was at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Then {
    /// Whether it was there at all.
    pub there: bool,
    /// Its fields' texts by their keys.
    pub fields: BTreeMap<String, String>,
    /// The last change before the moment: when, and by whom.
    pub changed: Option<(String, String)>,
}

/// Saves acts as a file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ExportJournal {
    /// Which.
    pub filter: JournalFilter,
    /// Where, CSV or XLSX by its ending.
    pub file: FileHandle,
}

/// Checks the journal, against what is printed on a cover where that is given.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct VerifyJournal {
    /// The short code of a cover.
    pub anchor: Option<String>,
}

/// What the check of the journal found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct JournalVerdict {
    /// Acts that hold.
    pub acts: u32,
    /// Acts of which something was erased lawfully.
    pub erased: u32,
    /// Anchors in the file that were held against it.
    pub anchors: u32,
    /// The heads of the chains as short codes.
    pub heads: Vec<String>,
    /// Where it does not hold first.
    pub broken: Option<Break>,
}

/// The last act that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Undoable {
    /// Its id.
    #[ts(type = "number")]
    pub id: i64,
    /// What was done.
    pub deed: Deed,
    /// When.
    pub at: String,
    /// How many records it touched.
    pub records: u32,
}

/// An act that was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Undone {
    /// What had been done.
    pub deed: Deed,
    /// How many records are as they were before.
    pub records: u32,
}
