//! What keeps a certificate from being received, checked or decided on.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::application::Stand;
use crate::certificate::{
    CertificateReason, CertificateState, CertificateStep, CheckFound, Suspicion,
};

/// Rules about certificates.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, TS)]
#[serde(tag = "refusal", rename_all = "snake_case")]
pub enum CertificateRefusal {
    /// There is no such certificate.
    #[error("no such certificate")]
    NoCertificate,
    /// The certificate does not stand where the step begins.
    #[error("{certificate_step:?} is closed to a certificate that is {certificate_state:?}")]
    CertificateStepClosed {
        /// What was asked for.
        certificate_step: CertificateStep,
        /// Where it stands.
        certificate_state: CertificateState,
    },
    /// The rules refuse it, so that nobody decides that it exempts.
    #[error("refused by the rules")]
    RefusedByRules {
        /// All reasons.
        why: Vec<CertificateReason>,
    },
    /// The issuer does not confirm it, so that nobody decides that it exempts.
    #[error("the issuer does not confirm it: {check_found:?}")]
    NotConfirmed {
        /// What the check found.
        check_found: CheckFound,
    },
    /// Who checks a certificate does not decide on it.
    #[error("another than who checked it decides")]
    AnotherDecidesIt,
    /// A notice is printed of a certificate that exempts.
    #[error("no notice of a certificate that is {certificate_state:?}")]
    NoticeClosed {
        /// Where it stands.
        certificate_state: CertificateState,
    },
    /// What speaks against it must be looked into first.
    #[error("suspicions are to be looked into: {suspicions:?}")]
    SuspicionsOpen {
        /// Which.
        suspicions: Vec<Suspicion>,
    },
    /// The exam has no certificate in its place.
    #[error("no certificate takes the place of this exam")]
    NoExemption,
    /// The application was taken back or refused.
    #[error("the application is {stand:?}")]
    ExemptionClosed {
        /// Where it stands.
        stand: Stand,
    },
}
