//! What the rules say of an entry, and the account of its person.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use qabul_core::account::MovementKind;
use qabul_core::application::{ConfirmedBy, Stand, Step};
use qabul_core::campaign::Trilingual;
use qabul_core::eligibility::{Answer, Exemption, Judged};
use qabul_core::money::Qepik;
use qabul_core::result::PastResult;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::campaigns::SourceLine;

/// Asks what the rules say of an entry.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct JudgeRequest {
    /// The application's id.
    #[ts(type = "number")]
    pub id: i64,
    /// As of which moment, local wall time; now, where none is named.
    #[serde(default)]
    pub at: Option<NaiveDateTime>,
}

/// What the rules say of an entry as of a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Judgement {
    /// The moment.
    pub at: NaiveDateTime,
    /// Where it stands.
    pub stand: Stand,
    /// The campaign, `residency-2026`.
    pub campaign: String,
    /// The edition of it that was judged by.
    pub edition: u32,
    /// What all rules come to.
    pub conclusion: Answer,
    /// The steps that are open to what stands so; whether rules let them be taken is another matter.
    pub steps: Vec<Step>,
    /// Whether a confirmation now is of the application alone: the exam is registered for later.
    pub application_alone: bool,
    /// What each says, in their order.
    pub judged: Vec<Judged>,
    /// What the exams ask that institutions hold after this one, the next first.
    pub afterwards: Vec<LaterExam>,
    /// The publications that they rest on, by key.
    pub sources: BTreeMap<String, SourceLine>,
    /// What the entry costs.
    pub fee: Qepik,
    /// What was charged for it, in qəpik.
    #[ts(type = "number")]
    pub charged: i64,
    /// Whether a certificate takes the exam's place.
    pub exemption: Exemption,
    /// When it was filed, where that is known.
    pub submitted: Option<NaiveDateTime>,
    /// When it was first confirmed.
    pub confirmed: Option<NaiveDateTime>,
    /// Who confirmed it.
    pub confirmed_by: Option<ConfirmedBy>,
    /// Which commission.
    pub commission: Option<String>,
    /// Why it was refused or taken back.
    pub reason: Option<String>,
    /// The Personal Cabinet of its person, where there is one.
    pub account: Option<AccountView>,
    /// What fell due after confirmation.
    pub claim: Option<ClaimLine>,
    /// Whether a certificate can take the place of the exam.
    pub exempts: bool,
    /// What its person achieved before, in time.
    pub results: Vec<PastResult>,
}

/// An exam that an institution holds after that of the Center.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LaterExam {
    /// Its name.
    pub name: Trilingual,
    /// What each rule says of who would sit it.
    pub judged: Vec<Judged>,
}

/// A Personal Cabinet and what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AccountView {
    /// Its number in the portal.
    pub portal: Option<String>,
    /// When it was opened.
    pub opened_at: String,
    /// By whom.
    pub opened_by: String,
    /// What it holds, in qəpik.
    #[ts(type = "number")]
    pub balance: i64,
    /// How it came to that, newest first.
    pub movements: Vec<MovementLine>,
}

/// One movement of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MovementLine {
    /// What moved the money.
    pub kind: MovementKind,
    /// In qəpik, below zero where it takes away.
    #[ts(type = "number")]
    pub amount: i64,
    /// What the account held after it, in qəpik.
    #[ts(type = "number")]
    pub balance: i64,
    /// The day it counts from, ISO.
    pub day: String,
    /// The bank's reference.
    pub reference: Option<String>,
    /// Why, of a correction.
    pub reason: Option<String>,
    /// Who posted it.
    pub by: String,
    /// When.
    pub at: String,
    /// Whether it is for this entry, or for none.
    pub here: bool,
}

/// A fee that fell due after confirmation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ClaimLine {
    /// In qəpik.
    #[ts(type = "number")]
    pub amount: i64,
    /// The last day, ISO.
    pub due: String,
}
