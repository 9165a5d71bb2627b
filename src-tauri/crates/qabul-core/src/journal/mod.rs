//! The journal's vocabulary: what was done. Its chain of digests stands beside it.

mod anchor;
mod chain;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use anchor::{Anchor, AnchorFault};
pub use chain::{Break, Broken, Head, Link, MemberDigest, Station, link, moment, stamp};

/// Every deed with its doc and the key it is stored under, once.
macro_rules! deeds {
    ($($(#[$doc:meta])* $name:ident = $key:literal,)*) => {
        /// What was done. Every change of the registry is one of these, and there is no other way to write.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        pub enum Deed {
            $($(#[$doc])* $name,)*
        }

        impl Deed {
            /// Every deed.
            pub const ALL: [Self; [$($key),*].len()] = [$(Self::$name),*];

            /// The key it is stored under.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)*
                }
            }
        }
    };
}

deeds! {
    /// The registry was made.
    CreateRegistry = "create_registry",
    /// A list of candidates was imported.
    ImportApplications = "import_applications",
    /// A list of halls was imported.
    ImportHalls = "import_halls",
    /// A hall was entered or changed by hand.
    SaveHall = "save_hall",
    /// Candidates were seated by draw.
    DrawSeats = "draw_seats",
    /// Slips were printed to files.
    PrintSlips = "print_slips",
    /// The cover of a run was printed to a file.
    PrintCover = "print_cover",
    /// A list was exported.
    ExportApplications = "export_applications",
    /// Somebody signed in.
    SignIn = "sign_in",
    /// Somebody was not let in: the password was wrong.
    RefuseSignIn = "refuse_sign_in",
    /// Somebody signed out.
    SignOut = "sign_out",
    /// Somebody changed his own password.
    ChangePassword = "change_password",
    /// An account was made, changed or closed.
    SaveStaff = "save_staff",
    /// Somebody was given a password by an administrator.
    ResetPassword = "reset_password",
    /// The settings of the registry were changed.
    ChangeSettings = "change_settings",
    /// A candidate's record was opened, or shown for more than a second.
    OpenRecord = "open_record",
    /// A list of candidates was read.
    ReadList = "read_list",
    /// Candidates were searched for.
    Search = "search",
    /// A part of the journal was exported.
    ExportJournal = "export_journal",
    /// An act was taken back.
    Undo = "undo",
    /// A workstation was given a key to sign with.
    AddKey = "add_key",
    /// A key was taken out of use; what it signed still verifies.
    RetireKey = "retire_key",
    /// Something that wants two people was proposed.
    Propose = "propose",
    /// What somebody proposed was declined.
    Decline = "decline",
    /// A key was revoked from a moment on, by two people.
    RevokeKey = "revoke_key",
    /// What the journal holds of records was erased, by two people.
    Erase = "erase",
    /// Where backups go and who can open them was chosen.
    SetUpBackup = "set_up_backup",
    /// A checked backup was sealed.
    Backup = "backup",
    /// A backup was opened beside the registry and compared with it.
    Rehearse = "rehearse",
    /// The registry was brought back from a backup.
    Restore = "restore",
    /// A campaign was made or changed.
    SaveCampaign = "save_campaign",
    /// Applications were filed.
    SubmitApplications = "submit_applications",
    /// Applications were confirmed, which registers their entries.
    ConfirmApplications = "confirm_applications",
    /// Applications were refused, with a reason.
    RejectApplications = "reject_applications",
    /// Entries were taken back.
    WithdrawApplications = "withdraw_applications",
    /// What was refused or taken back was filed again.
    ReopenApplications = "reopen_applications",
    /// A Personal Cabinet was opened.
    OpenAccount = "open_account",
    /// Money was paid into an account, or an account was set right.
    PostMovement = "post_movement",
    /// An application was typed in, or changed by hand.
    SaveApplication = "save_application",
    /// It was decided whether a certificate takes the exam's place.
    DecideExemption = "decide_exemption",
    /// What was due was charged where it was covered, and suspended where it was late.
    SettleClaims = "settle_claims",
    /// A bank's list of payments was taken.
    ImportPayments = "import_payments",
    /// A payment that waited was posted to an account, or given back.
    DecidePayment = "decide_payment",
    /// A tag was put on applications, or taken off.
    TagApplications = "tag_applications",
    /// A note was written on an application.
    AddNote = "add_note",
    /// Results of exams were taken from a list.
    ImportResults = "import_results",
    /// A result of an exam was typed in or set right.
    SaveResult = "save_result",
    /// Letters to candidates were printed.
    PrintLetters = "print_letters",
    /// The photo of a candidate was chosen and cut.
    SavePhoto = "save_photo",
    /// Two records of one person were made one.
    MergePeople = "merge_people",
    /// The list of organisations was changed.
    SaveOrganisations = "save_organisations",
    /// A kind of certificates was written, or taken back before it was in force.
    SaveCertificateKind = "save_certificate_kind",
    /// A kind of certificates was put in force by another than who wrote it.
    ConfirmCertificateKind = "confirm_certificate_kind",
    /// An equivalence table was written, or an act of it recorded.
    WriteEquivalence = "write_equivalence",
    /// An equivalence table was published, or taken out of use.
    PublishEquivalence = "publish_equivalence",
    /// A certificate was received, or what stands on it was set right.
    ReceiveCertificate = "receive_certificate",
    /// A certificate was checked with its issuer.
    CheckCertificate = "check_certificate",
    /// A certificate was given back to be set right.
    ReturnCertificate = "return_certificate",
    /// It was decided whether a certificate takes the exam's place.
    DecideCertificate = "decide_certificate",
    /// A decision on a certificate was revoked.
    RevokeCertificate = "revoke_certificate",
    /// It was written down what was found out about a suspicion against a certificate.
    LookIntoCertificate = "look_into_certificate",
    /// An exemption notice was printed.
    PrintNotice = "print_notice",
}

impl Deed {
    /// Whether it wants two people: one proposes, another agrees.
    #[must_use]
    pub fn wants_two(self) -> bool {
        matches!(self, Self::RevokeKey | Self::Erase)
    }

    /// Whether it only reads, or concerns whoever sits there: nothing that was worked out before it
    /// is out of date after it.
    #[must_use]
    pub fn changes_nothing(self) -> bool {
        matches!(
            self,
            Self::PrintCover
                | Self::ExportApplications
                | Self::ExportJournal
                | Self::SignIn
                | Self::RefuseSignIn
                | Self::SignOut
                | Self::ChangePassword
                | Self::OpenRecord
                | Self::ReadList
                | Self::Search
                | Self::Backup
                | Self::Rehearse
        )
    }
}
