//! The journal's vocabulary: what was done. Its chain of digests stands beside it.

mod anchor;
mod chain;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use anchor::{Anchor, AnchorFault};
pub use chain::{Break, Broken, Head, Link, MemberDigest, Station, link, moment, stamp};

/// What was done. Every change of the registry is one of these, and there is no other way to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// The registry was made.
    CreateRegistry,
    /// A list of candidates was imported.
    ImportApplications,
    /// A list of halls was imported.
    ImportHalls,
    /// A hall was entered or changed by hand.
    SaveHall,
    /// Candidates were seated by draw.
    DrawSeats,
    /// Slips were printed to files.
    PrintSlips,
    /// The cover of a run was printed to a file.
    PrintCover,
    /// A list was exported.
    ExportApplications,
    /// Somebody signed in.
    SignIn,
    /// Somebody was not let in: the password was wrong.
    RefuseSignIn,
    /// Somebody signed out.
    SignOut,
    /// Somebody changed his own password.
    ChangePassword,
    /// An account was made, changed or closed.
    SaveStaff,
    /// Somebody was given a password by an administrator.
    ResetPassword,
    /// The settings of the registry were changed.
    ChangeSettings,
    /// A candidate's record was opened, or shown for more than a second.
    OpenRecord,
    /// A list of candidates was read.
    ReadList,
    /// Candidates were searched for.
    Search,
    /// A part of the journal was exported.
    ExportJournal,
    /// An act was taken back.
    Undo,
    /// A workstation was given a key to sign with.
    AddKey,
    /// A key was taken out of use; what it signed still verifies.
    RetireKey,
    /// Something that wants two people was proposed.
    Propose,
    /// What somebody proposed was declined.
    Decline,
    /// A key was revoked from a moment on, by two people.
    RevokeKey,
    /// What the journal holds of records was erased, by two people.
    Erase,
    /// Where backups go and who can open them was chosen.
    SetUpBackup,
    /// A checked backup was sealed.
    Backup,
    /// A backup was opened beside the registry and compared with it.
    Rehearse,
    /// The registry was brought back from a backup.
    Restore,
    /// A campaign was made or changed.
    SaveCampaign,
    /// Applications were filed.
    SubmitApplications,
    /// Applications were confirmed, which registers their entries.
    ConfirmApplications,
    /// Applications were refused, with a reason.
    RejectApplications,
    /// Entries were taken back.
    WithdrawApplications,
    /// What was refused or taken back was filed again.
    ReopenApplications,
    /// A Personal Cabinet was opened.
    OpenAccount,
    /// Money was paid into an account, or an account was set right.
    PostMovement,
    /// An application was typed in, or changed by hand.
    SaveApplication,
    /// It was decided whether a certificate takes the exam's place.
    DecideExemption,
    /// What was due was charged where it was covered, and suspended where it was late.
    SettleClaims,
    /// A bank's list of payments was taken.
    ImportPayments,
    /// A payment that waited was posted to an account, or given back.
    DecidePayment,
    /// A tag was put on applications, or taken off.
    TagApplications,
    /// A note was written on an application.
    AddNote,
    /// Results of exams were taken from a list.
    ImportResults,
    /// A result of an exam was typed in or set right.
    SaveResult,
    /// Letters to candidates were printed.
    PrintLetters,
    /// The photo of a candidate was chosen and cut.
    SavePhoto,
    /// Two records of one person were made one.
    MergePeople,
    /// The list of organisations was changed.
    SaveOrganisations,
}

impl Deed {
    /// Every deed.
    pub const ALL: [Self; 51] = [
        Self::CreateRegistry,
        Self::ImportApplications,
        Self::ImportHalls,
        Self::SaveHall,
        Self::DrawSeats,
        Self::PrintSlips,
        Self::PrintCover,
        Self::ExportApplications,
        Self::SignIn,
        Self::RefuseSignIn,
        Self::SignOut,
        Self::ChangePassword,
        Self::SaveStaff,
        Self::ResetPassword,
        Self::ChangeSettings,
        Self::OpenRecord,
        Self::ReadList,
        Self::Search,
        Self::ExportJournal,
        Self::Undo,
        Self::AddKey,
        Self::RetireKey,
        Self::Propose,
        Self::Decline,
        Self::RevokeKey,
        Self::Erase,
        Self::SetUpBackup,
        Self::Backup,
        Self::Rehearse,
        Self::Restore,
        Self::SaveCampaign,
        Self::SubmitApplications,
        Self::ConfirmApplications,
        Self::RejectApplications,
        Self::WithdrawApplications,
        Self::ReopenApplications,
        Self::OpenAccount,
        Self::PostMovement,
        Self::SaveApplication,
        Self::DecideExemption,
        Self::SettleClaims,
        Self::ImportPayments,
        Self::DecidePayment,
        Self::TagApplications,
        Self::AddNote,
        Self::ImportResults,
        Self::SaveResult,
        Self::PrintLetters,
        Self::SavePhoto,
        Self::MergePeople,
        Self::SaveOrganisations,
    ];

    /// The key it is stored under.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::CreateRegistry => "create_registry",
            Self::ImportApplications => "import_applications",
            Self::ImportHalls => "import_halls",
            Self::SaveHall => "save_hall",
            Self::DrawSeats => "draw_seats",
            Self::PrintSlips => "print_slips",
            Self::PrintCover => "print_cover",
            Self::ExportApplications => "export_applications",
            Self::SignIn => "sign_in",
            Self::RefuseSignIn => "refuse_sign_in",
            Self::SignOut => "sign_out",
            Self::ChangePassword => "change_password",
            Self::SaveStaff => "save_staff",
            Self::ResetPassword => "reset_password",
            Self::ChangeSettings => "change_settings",
            Self::OpenRecord => "open_record",
            Self::ReadList => "read_list",
            Self::Search => "search",
            Self::ExportJournal => "export_journal",
            Self::Undo => "undo",
            Self::AddKey => "add_key",
            Self::RetireKey => "retire_key",
            Self::Propose => "propose",
            Self::Decline => "decline",
            Self::RevokeKey => "revoke_key",
            Self::Erase => "erase",
            Self::SetUpBackup => "set_up_backup",
            Self::Backup => "backup",
            Self::Rehearse => "rehearse",
            Self::Restore => "restore",
            Self::SaveCampaign => "save_campaign",
            Self::SubmitApplications => "submit_applications",
            Self::ConfirmApplications => "confirm_applications",
            Self::RejectApplications => "reject_applications",
            Self::WithdrawApplications => "withdraw_applications",
            Self::ReopenApplications => "reopen_applications",
            Self::OpenAccount => "open_account",
            Self::PostMovement => "post_movement",
            Self::SaveApplication => "save_application",
            Self::DecideExemption => "decide_exemption",
            Self::SettleClaims => "settle_claims",
            Self::ImportPayments => "import_payments",
            Self::DecidePayment => "decide_payment",
            Self::TagApplications => "tag_applications",
            Self::AddNote => "add_note",
            Self::ImportResults => "import_results",
            Self::SaveResult => "save_result",
            Self::PrintLetters => "print_letters",
            Self::SavePhoto => "save_photo",
            Self::MergePeople => "merge_people",
            Self::SaveOrganisations => "save_organisations",
        }
    }

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
