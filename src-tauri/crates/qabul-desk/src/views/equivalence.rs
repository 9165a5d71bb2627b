//! What screens ask and learn of kinds of certificates and their equivalence tables.

use std::collections::BTreeMap;

use qabul_core::campaign::Body;
use qabul_core::certificate::{
    Cefr, CertificateState, Decision, ForPerson, Part, Span, TableState, TableStep, Validity,
};
use qabul_core::money::Qepik;
use qabul_core::refusal::Refusal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::files::FileHandle;

/// A kind of certificates, as screens name and offer it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct KindLine {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Codes of the languages it certifies.
    pub languages: Vec<String>,
    /// How long it is good.
    pub validity: Validity,
    /// Why a person decides on every one of it.
    pub person: Option<ForPerson>,
    /// Whether any act says that it takes the exam's place.
    pub accepted: bool,
    /// Whether somebody wrote it otherwise, which another person has yet to put in force.
    pub pending: bool,
}

/// A table in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TableLine {
    /// Row id.
    #[ts(type = "number")]
    pub id: i64,
    /// Key of its kind.
    pub kind: String,
    /// Its version.
    pub number: u32,
    /// Where it stands.
    pub state: TableState,
    /// The days of the tests that it reads.
    pub tested: Span,
    /// How many of the acts that it needs are recorded.
    pub acts: u32,
}

/// All kinds and tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Equivalences {
    /// Kinds in the order of their names.
    pub kinds: Vec<KindLine>,
    /// Tables by kind, the last version first.
    pub tables: Vec<TableLine>,
    /// How many acts a table needs.
    pub acts_needed: u32,
}

/// What a row of a table is beside the version before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RowChange {
    /// The same.
    Same,
    /// Another level, or something else asked of skills.
    Changed,
    /// Not there before.
    New,
    /// There before, not any more.
    Gone,
}

/// A row beside the version before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TableRowView {
    /// The lowest score of the row.
    pub score: String,
    /// The score as it is printed: `TDN 3`.
    pub word: String,
    /// The level; of a row that is gone the former one.
    pub level: Cefr,
    /// The level in the version before.
    pub former: Option<Cefr>,
    /// What it is beside the version before.
    pub change: RowChange,
    /// Whether its level exempts.
    pub exempts: bool,
    /// What it asks of single skills.
    pub least: BTreeMap<Part, String>,
    /// What it rests on: a key of the sources, or a text.
    pub source: String,
    /// The title of the publication, where the source is a key.
    pub title: Option<String>,
}

/// An act that a table needs, recorded or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TableActView {
    /// Whose.
    pub body: Body,
    /// Its number; empty where it is not recorded.
    pub number: String,
    /// Its day, ISO; empty where it is not recorded.
    pub date: String,
    /// Whether its scan is kept.
    pub scanned: bool,
}

/// A step of a table: open, or closed and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TableStepView {
    /// The step.
    pub step: TableStep,
    /// Why it is closed; nothing where it is open.
    pub closed: Option<Refusal>,
}

/// A table whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TableDetail {
    /// Its line.
    pub line: TableLine,
    /// The name of its kind.
    pub name: String,
    /// The scale of its scores: `0–120`.
    pub scale: String,
    /// How the result comes about: `overall`, `mean`, `sum`, `lowest`, `diploma`.
    pub reading: String,
    /// Whether skills have scores of their own of which a row may ask something.
    pub skills: bool,
    /// The version whose place it takes.
    pub replaces: Option<u32>,
    /// The version that its rows are laid beside.
    pub beside: Option<u32>,
    /// Rows, the highest first; those that are gone last.
    pub rows: Vec<TableRowView>,
    /// The acts that it needs, in their order.
    pub acts: Vec<TableActView>,
    /// Who wrote it.
    pub hands: Vec<String>,
    /// Who published it, and when.
    pub published: Option<(String, String)>,
    /// Why it was withdrawn.
    pub reason: Option<String>,
    /// Whether its rows can be written.
    pub written: bool,
    /// Every step.
    pub steps: Vec<TableStepView>,
    /// Version of the record.
    #[ts(type = "number")]
    pub version: i64,
}

/// Asks for a table.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TableRequest {
    /// Which.
    #[ts(type = "number")]
    pub id: i64,
}

/// A row as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TypedRow {
    /// The lowest score.
    pub score: String,
    /// The level.
    pub level: String,
    /// What is asked of single skills.
    #[serde(default)]
    pub least: BTreeMap<Part, String>,
    /// What it rests on.
    #[serde(default)]
    pub source: String,
}

/// Writes a draft, new or there.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SaveTable {
    /// The table that was looked at and its version; a new one where none is named.
    #[ts(type = "[number, number] | null")]
    pub of: Option<(i64, i64)>,
    /// Key of the kind.
    pub kind: String,
    /// The first day of tests it reads, as typed; may be empty.
    pub from: String,
    /// The last day, as typed; may be empty.
    pub to: String,
    /// The version whose place it takes, as typed; may be empty.
    pub replaces: String,
    /// The rows.
    pub rows: Vec<TypedRow>,
}

/// Records an act of a table that is being agreed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RecordAct {
    /// The table.
    #[ts(type = "number")]
    pub id: i64,
    /// The version of the record that was looked at.
    #[ts(type = "number")]
    pub version: i64,
    /// Whose act.
    pub body: Body,
    /// Its number; empty takes the act out.
    pub number: String,
    /// Its day, as typed.
    pub date: String,
    /// Its scan.
    pub scan: Option<FileHandle>,
}

/// Asks for a copy of the scan of an act.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CopyTableScan {
    /// The table.
    #[ts(type = "number")]
    pub id: i64,
    /// Whose act.
    pub body: Body,
    /// Where to.
    pub file: FileHandle,
}

/// Takes a step with a table.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StepTable {
    /// The table.
    #[ts(type = "number")]
    pub id: i64,
    /// The version of the record that was looked at.
    #[ts(type = "number")]
    pub version: i64,
    /// The step.
    pub step: TableStep,
    /// Why, where it is taken out of use.
    pub reason: String,
}

/// Asks who would change if a table were published.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AskImpact {
    /// The table.
    #[ts(type = "number")]
    pub id: i64,
    /// A file that takes everybody who would change.
    #[serde(default)]
    pub report: Option<FileHandle>,
}

/// Somebody whose verdict would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ImpactLine {
    /// The certificate.
    #[ts(type = "number")]
    pub id: i64,
    /// The entry under which its application is opened.
    #[ts(type = "number")]
    pub entry: i64,
    /// `Surname Given Patronymic`.
    pub person: String,
    /// Work number with its check digit.
    pub work_number: String,
    /// The result that the table reads.
    pub result: String,
    /// Where it stands.
    pub state: CertificateState,
    /// The level now, and after.
    pub levels: (Option<Cefr>, Option<Cefr>),
    /// The verdict now, and after.
    pub decisions: (Decision, Decision),
    /// Whether it exempts and is not carried by the table that judges.
    pub revocable: bool,
    /// What falls due at its application.
    pub due: Qepik,
}

/// Who would change if a table were published; of one that is, whose decision says otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Impact {
    /// Certificates that were judged anew.
    pub judged: u32,
    /// Decisions that would be otherwise.
    pub decided: u32,
    /// Certificates that are open and would be otherwise.
    pub open: u32,
    /// What was charged and would come back, were the decisions taken so.
    pub back: Qepik,
    /// What would be due.
    pub due: Qepik,
    /// Seats that would be left.
    pub seats: u32,
    /// Certificates that exempt and are not carried by a table that judges.
    pub revocable: u32,
    /// Those who would change; at most five hundred, the revocable ones first.
    pub lines: Vec<ImpactLine>,
}

/// Revokes the decisions that a published table does not carry any more.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RevokeDecisions {
    /// The table.
    #[ts(type = "number")]
    pub id: i64,
    /// The certificates that were looked at.
    #[ts(type = "number[]")]
    pub certificates: Vec<i64>,
    /// Why.
    pub reason: String,
}

/// Decisions that were revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DecisionsRevoked {
    /// How many.
    pub count: u32,
}
