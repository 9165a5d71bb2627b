//! What screens ask and learn of certificates counted.

use qabul_core::certificate::CertificateState;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::files::FileHandle;

/// Counts certificates, and writes the counts into a file where one is named.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CountCertificates {
    /// The campaign that they were brought to, by its name; every one where none is named.
    #[serde(default)]
    pub campaign: Option<String>,
    /// The first day of receipt, as typed; empty for no first one.
    #[serde(default)]
    pub from: String,
    /// The last day of receipt, as typed; empty for no last one.
    #[serde(default)]
    pub to: String,
    /// The table to write, XLSX or CSV by its name.
    #[serde(default)]
    pub report: Option<FileHandle>,
}

/// By what certificates are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CountedBy {
    /// Where they stand.
    State,
    /// Their kind, by its name.
    Kind,
    /// The language that they certify, by its code; `no_language` where none is stated.
    Language,
    /// The level that the decision rests on: `A1` to `C2`, `no_level`, `undecided`.
    Level,
    /// How the rules decided when a person did: `accepted`, `refused`, `person`, `undecided`.
    Verdict,
    /// The month of receipt: `2026-06`; months without any between two are there, too.
    Month,
    /// Nights between receipt and decision: `same_day`, `days_1_2`, `days_3_5`, `days_6_10`, `days_more`.
    Wait,
}

/// Certificates that have something in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CountedPart {
    /// What they have in common: a key, or the name of a kind.
    pub value: String,
    /// How many.
    pub count: u32,
    /// Where they stand, of a verdict alone; adds up to the count.
    pub states: Vec<(CertificateState, u32)>,
}

/// Certificates by one of their marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CountedGroup {
    /// By what.
    pub by: CountedBy,
    /// How many were counted: all that were received, and of waits those that were decided on.
    pub total: u32,
    /// The parts in their order, which add up to the total; kinds and languages the most frequent first.
    pub parts: Vec<CountedPart>,
}

/// Whole minutes from receipt to decision, by the wall; a percentile is the time that so many did not exceed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DecisionTimes {
    /// Half of them did not exceed it.
    pub median: u32,
    /// Nine of ten did not exceed it.
    pub ninety: u32,
    /// The longest.
    pub longest: u32,
}

/// Certificates counted; nobody is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CertificateStatistics {
    /// How many were received.
    pub received: u32,
    /// From how many people, whoever had two records before they were merged once.
    pub people: u32,
    /// How many were decided on, also where the decision was revoked.
    pub decided: u32,
    /// By each of their marks.
    pub groups: Vec<CountedGroup>,
    /// How long decisions took; nothing where none was taken.
    pub times: Option<DecisionTimes>,
}
