//! What screens ask and learn of suspicions against certificates.

use qabul_core::certificate::{CertificateState, Suspicion, SuspicionOutcome};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Another certificate that a suspicion is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SuspicionAbout {
    /// Its row id.
    #[ts(type = "number")]
    pub id: i64,
    /// `Surname Given Patronymic` of whose it is.
    pub person: String,
    /// Work number with check digit.
    pub work_number: String,
    /// Where it stands.
    pub state: CertificateState,
}

/// What somebody found out about a suspicion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SuspicionFound {
    /// What.
    pub outcome: SuspicionOutcome,
    /// In words.
    pub note: String,
    /// By whom.
    pub by: String,
    /// When.
    pub at: String,
}

/// Something that speaks against a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SuspicionView {
    /// What.
    pub suspicion: Suspicion,
    /// How heavy it is, from 1 to 10.
    pub weight: u8,
    /// Whether it must be looked into before anybody is exempt.
    pub holds_up: bool,
    /// The other certificate that it is about.
    pub about: Option<SuspicionAbout>,
    /// What was found out.
    pub found: Option<SuspicionFound>,
}

/// A certificate with something against it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SuspectLine {
    /// Row id of the certificate.
    #[ts(type = "number")]
    pub id: i64,
    /// `Surname Given Patronymic`.
    pub person: String,
    /// What nobody looked into, the heaviest first.
    pub suspicions: Vec<Suspicion>,
    /// The sum of their weights.
    pub weight: u32,
}

/// The queue of the forgery desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Suspects {
    /// The heaviest first.
    pub lines: Vec<SuspectLine>,
}

/// Writes down what was found out about a suspicion.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LookInto {
    /// The certificate.
    #[ts(type = "number")]
    pub id: i64,
    /// The version that was looked at.
    #[ts(type = "number")]
    pub version: i64,
    /// The suspicion.
    pub suspicion: Suspicion,
    /// The other certificate that it is about.
    #[ts(type = "number | null")]
    pub about: Option<i64>,
    /// What was found.
    pub outcome: SuspicionOutcome,
    /// In words.
    pub note: String,
}
