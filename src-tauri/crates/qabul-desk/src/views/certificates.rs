//! What screens ask and learn of language certificates.

use std::collections::BTreeMap;

use qabul_core::certificate::{
    Cefr, CertificateState, CertificateStep, CertificateVerdict, CheckFound, CheckedHow, NameMatch,
    Part, Span,
};
use qabul_core::fault::FieldFault;
use qabul_core::money::Qepik;
use qabul_core::refusal::Refusal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::equivalence::KindLine;
use super::files::{ChosenFile, FileHandle};
use super::preferences::Language;
use super::scan::NotDrawn;
use super::suspicion::SuspicionView;

/// What is typed of a certificate, by the keys of its fields.
pub type TypedCertificate = BTreeMap<String, String>;

/// Judges what is typed of a certificate, without keeping it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct JudgeCertificate {
    /// An entry of the application it is brought to.
    #[ts(type = "number")]
    pub entry: i64,
    /// What is typed.
    #[ts(as = "BTreeMap<String, String>")]
    pub typed: TypedCertificate,
}

/// What the rules make of a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct JudgedCertificate {
    /// The verdict.
    pub verdict: CertificateVerdict,
    /// The day as of which it was judged, ISO.
    pub judged_on: String,
    /// The printed name beside the candidate's.
    pub name: NameMatch,
    /// What is wrong with fields.
    pub faults: Vec<FieldFault>,
}

/// Receives a certificate, or sets right what stands on one.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SaveCertificate {
    /// The certificate that was looked at and its version; a new one where none is named.
    #[ts(type = "[number, number] | null")]
    pub of: Option<(i64, i64)>,
    /// An entry of the application it is brought to.
    #[ts(type = "number")]
    pub entry: i64,
    /// What is typed.
    #[ts(as = "BTreeMap<String, String>")]
    pub typed: TypedCertificate,
    /// Scans that are added.
    #[serde(default)]
    pub scans: Vec<FileHandle>,
    /// Scans that are kept of those that are there, by their places from 1.
    #[serde(default)]
    pub kept: Vec<u32>,
}

/// Asks for a certificate.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CertificateRequest {
    /// Which.
    #[ts(type = "number")]
    pub id: i64,
}

/// A scan of a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ScanLine {
    /// Its place, from 1.
    pub place: u32,
    /// The name of the file it came from.
    pub name: String,
}

/// How a certificate was checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CheckView {
    /// How.
    pub how: CheckedHow,
    /// What was found.
    pub found: CheckFound,
    /// When the issuer was asked.
    pub looked_at: String,
    /// What shows it.
    pub evidence: String,
    /// By whom.
    pub by: String,
    /// When.
    pub at: String,
}

/// A decision on a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DecisionView {
    /// By whom.
    pub by: String,
    /// When.
    pub at: String,
    /// The day as of which it was judged, ISO.
    pub judged_on: String,
    /// The verdict on which it rests.
    pub verdict: CertificateVerdict,
}

/// A step of a certificate: open, or closed and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CertificateStepView {
    /// The step.
    pub step: CertificateStep,
    /// Why it is closed; nothing where it is open.
    pub closed: Option<Refusal>,
}

/// What a decision would change at the application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CertificateEffect {
    /// What was charged and would come back.
    pub charged: Qepik,
    /// What the exam costs, and would be due.
    pub fee: Qepik,
    /// The last day to pay it, ISO; nothing where the entry is not registered.
    pub due: Option<String>,
    /// Whether the candidate has a seat.
    pub seated: bool,
}

/// A certificate whole, with the candidate and what can be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CertificateView {
    /// Row id.
    #[ts(type = "number")]
    pub id: i64,
    /// Version of the record.
    #[ts(type = "number")]
    pub version: i64,
    /// Where it stands.
    pub state: CertificateState,
    /// The entry under which its application is opened.
    #[ts(type = "number")]
    pub entry: i64,
    /// Work number with its check digit.
    pub work_number: String,
    /// `Surname Given Patronymic`.
    pub person: String,
    /// The birth date, ISO.
    pub birth: String,
    /// The language of the application.
    pub language: String,
    /// What stands on it, by the keys of its fields.
    #[ts(as = "BTreeMap<String, String>")]
    pub typed: TypedCertificate,
    /// Its scans.
    pub scans: Vec<ScanLine>,
    /// What the rules make of it now.
    pub judged: JudgedCertificate,
    /// Who received it, and when.
    pub received: (String, String),
    /// The check.
    pub check: Option<CheckView>,
    /// The decision.
    pub decision: Option<DecisionView>,
    /// Why it was given back, refused or revoked.
    pub reason: Option<String>,
    /// Everything that speaks against it, the heaviest first.
    pub suspicions: Vec<SuspicionView>,
    /// Every step.
    pub steps: Vec<CertificateStepView>,
    /// What a decision would change.
    pub effect: CertificateEffect,
    /// Notices that were printed, the last one first: number, when, by whom.
    pub notices: Vec<(String, String, String)>,
}

/// Prints the exemption notice of a certificate.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PrintNotice {
    /// The certificate.
    #[ts(type = "number")]
    pub id: i64,
    /// The language of the paper.
    pub language: Language,
    /// The PDF to write.
    pub file: FileHandle,
}

/// A notice that was printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NoticePrinted {
    /// The file.
    pub file: ChosenFile,
    /// Its number.
    pub number: String,
}

/// Takes a step with a certificate.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StepCertificate {
    /// The certificate.
    #[ts(type = "number")]
    pub id: i64,
    /// The version that was looked at.
    #[ts(type = "number")]
    pub version: i64,
    /// The step.
    pub step: CertificateStep,
    /// Why: of giving back, refusing, revoking, and of what a person decided.
    #[serde(default)]
    pub reason: String,
    /// How it was checked; nothing for other steps.
    #[serde(default)]
    pub how: Option<CheckedHow>,
    /// What the check found.
    #[serde(default)]
    pub found: Option<CheckFound>,
    /// When the issuer was asked, as typed.
    #[serde(default)]
    pub looked_at: String,
    /// What shows it.
    #[serde(default)]
    pub evidence: String,
}

/// Which certificates a queue holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CertificateQueue {
    /// To be checked.
    Check,
    /// To be decided on.
    Decide,
    /// Given back.
    Returned,
    /// Decided on, and revoked.
    Done,
}

/// Asks for a queue.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct QueueRequest {
    /// Which.
    pub queue: CertificateQueue,
}

/// A certificate in a queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CertificateLine {
    /// Row id.
    #[ts(type = "number")]
    pub id: i64,
    /// The entry under which its application is opened.
    #[ts(type = "number")]
    pub entry: i64,
    /// Work number with its check digit.
    pub work_number: String,
    /// `Surname Given Patronymic`.
    pub person: String,
    /// The name of its kind.
    pub kind: String,
    /// Where it stands.
    pub state: CertificateState,
    /// When it was received.
    pub received_at: String,
    /// Whether whoever asks checked it, so that another decides.
    pub own: bool,
}

/// A queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CertificateQueueView {
    /// Its certificates, the oldest first; at most a thousand.
    pub lines: Vec<CertificateLine>,
    /// How many stand in each queue: to check, to decide, given back, done.
    pub counts: [u32; 4],
    /// The kinds of certificates that may be entered.
    pub kinds: Vec<KindView>,
}

/// A kind as its entry form needs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct KindView {
    /// Its line.
    pub kind: KindLine,
    /// Its forms by the days of tests.
    pub forms: Vec<ScoreForm>,
}

/// How scores of tests in a range of days are entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ScoreForm {
    /// The days.
    pub tested: Span,
    /// The level of the diploma that it is of; nothing where the kind has none.
    pub level: Option<Cefr>,
    /// The skills that are entered, and the scale of each.
    pub skills: Vec<(Part, String)>,
    /// The scale of the overall result; nothing where none is entered.
    pub overall: Option<String>,
    /// Whether the four are entered as a profile.
    pub profile: bool,
}

/// Asks for a scan as a picture.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LookAtScan {
    /// The certificate.
    #[ts(type = "number")]
    pub id: i64,
    /// The place of the scan, from 1.
    pub place: u32,
    /// The page of it, from 1.
    pub page: u32,
    /// Where a copy goes that the system's viewer opens; nothing to look at it here.
    #[serde(default)]
    pub copy: Option<FileHandle>,
}

/// A scan, as a picture or as a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ScanView {
    /// The page as a data address; nothing where it is not drawn here.
    pub image: Option<String>,
    /// Its pages; 0 where it is not drawn here.
    pub pages: u32,
    /// Why it is not drawn here.
    pub fault: Option<NotDrawn>,
    /// The copy.
    pub copy: Option<ChosenFile>,
}

/// Asks for the certificates of an application.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CertificatesOf {
    /// An entry of the application.
    #[ts(type = "number")]
    pub entry: i64,
}

/// The certificates of an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ApplicationCertificates {
    /// The certificates, in the order in which they came.
    pub lines: Vec<CertificateLine>,
    /// The kinds of certificates that may be entered.
    pub kinds: Vec<KindView>,
    /// The language of the application.
    pub language: String,
    /// Why none can be received; nothing where one can.
    pub closed: Option<Refusal>,
}
