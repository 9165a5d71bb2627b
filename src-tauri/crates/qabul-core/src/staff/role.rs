//! Roles: what each may do, read, and be beside.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::journal::Deed;

/// What somebody was appointed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Takes applications, enters and imports them.
    Registrar,
    /// Checks certificates; the first pair of eyes.
    Verifier,
    /// Decides on what was checked; the second pair of eyes.
    Approver,
    /// Keeps buildings and halls, seats candidates.
    SeatingOfficer,
    /// Prints.
    Printer,
    /// Checks candidates in.
    Door,
    /// Records results.
    ResultsOfficer,
    /// Keeps accounts, keys and backups.
    Administrator,
    /// Reads everything, changes nothing.
    Auditor,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 9] = [
        Self::Registrar,
        Self::Verifier,
        Self::Approver,
        Self::SeatingOfficer,
        Self::Printer,
        Self::Door,
        Self::ResultsOfficer,
        Self::Administrator,
        Self::Auditor,
    ];

    /// The key it is stored under.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Registrar => "registrar",
            Self::Verifier => "verifier",
            Self::Approver => "approver",
            Self::SeatingOfficer => "seating_officer",
            Self::Printer => "printer",
            Self::Door => "door",
            Self::ResultsOfficer => "results_officer",
            Self::Administrator => "administrator",
            Self::Auditor => "auditor",
        }
    }

    /// The role of a stored key.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }

    /// Whether who has this role may do a deed.
    #[must_use]
    pub fn may(self, deed: Deed) -> bool {
        match deed {
            Deed::SignIn | Deed::RefuseSignIn | Deed::SignOut | Deed::ChangePassword => true,
            // A backup shows nobody anything, and work must not wait for an administrator; what falls due is
            // decided by the day and the account, not by whoever is there.
            Deed::Backup | Deed::SettleClaims => true,
            Deed::Rehearse => matches!(self, Self::Administrator | Self::Auditor),
            Deed::ImportApplications
            | Deed::SubmitApplications
            | Deed::ConfirmApplications
            | Deed::RejectApplications
            | Deed::WithdrawApplications
            | Deed::ReopenApplications
            | Deed::OpenAccount
            | Deed::PostMovement
            | Deed::SaveApplication
            | Deed::SavePhoto
            | Deed::MergePeople
            | Deed::DecideExemption
            | Deed::ImportPayments
            | Deed::DecidePayment => self == Self::Registrar,
            Deed::ImportResults | Deed::SaveResult => {
                matches!(self, Self::Registrar | Self::ResultsOfficer)
            }
            Deed::TagApplications | Deed::AddNote => {
                self.reads_people() && !matches!(self, Self::Printer | Self::Auditor)
            }
            Deed::SaveCampaign | Deed::SaveOrganisations => {
                matches!(self, Self::Registrar | Self::Administrator)
            }
            Deed::WriteEquivalence
            | Deed::PublishEquivalence
            | Deed::SaveCertificateKind
            | Deed::ConfirmCertificateKind
            | Deed::ReceiveCertificate
            | Deed::CheckCertificate
            | Deed::ReturnCertificate
            | Deed::DecideCertificate
            | Deed::RevokeCertificate
            | Deed::LookIntoCertificate => self.may_with_certificates(deed),
            Deed::ImportHalls | Deed::SaveHall | Deed::DrawSeats => self == Self::SeatingOfficer,
            Deed::PrintSlips => self == Self::Printer,
            Deed::PrintLetters | Deed::PrintNotice => {
                matches!(self, Self::Registrar | Self::Printer)
            }
            Deed::PrintCover => matches!(self, Self::Printer | Self::Auditor),
            Deed::ExportApplications => {
                self.reads_people()
                    && !matches!(self, Self::Verifier | Self::Approver | Self::Printer)
            }
            Deed::OpenRecord | Deed::ReadList | Deed::Search => self.reads_people(),
            Deed::Undo => self != Self::Auditor,
            Deed::ExportJournal => self.reads_journal(),
            // What keeps the machinery: accounts, keys, backups, settings, and what is done by two.
            _ => self == Self::Administrator,
        }
    }

    /// The two pairs of eyes: a verifier checks, an approver decides; both write tables, the approver publishes.
    fn may_with_certificates(self, deed: Deed) -> bool {
        match deed {
            Deed::ReceiveCertificate => matches!(self, Self::Registrar | Self::Verifier),
            Deed::CheckCertificate => self == Self::Verifier,
            Deed::PublishEquivalence | Deed::DecideCertificate | Deed::RevokeCertificate => {
                self == Self::Approver
            }
            _ => matches!(self, Self::Verifier | Self::Approver),
        }
    }

    /// Whether who has this role may read what the registry holds of candidates. Who keeps the
    /// machinery, and who stands at a door with a list of its own, has no need to.
    #[must_use]
    pub fn reads_people(self) -> bool {
        !matches!(self, Self::Administrator | Self::Door)
    }

    /// Whether who has this role may read the journal. What acts did to candidates it shows to those
    /// alone who read candidates' data.
    #[must_use]
    pub fn reads_journal(self) -> bool {
        matches!(self, Self::Administrator | Self::Auditor)
    }

    /// Roles that nobody has beside this one: who keeps the accounts could otherwise give himself
    /// both pairs of eyes.
    #[must_use]
    pub fn excludes(self) -> &'static [Self] {
        match self {
            Self::Administrator => &[Self::Verifier, Self::Approver, Self::ResultsOfficer],
            _ => &[],
        }
    }
}
