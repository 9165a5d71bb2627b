//! The journal's vocabulary: deeds, and the chain of digests that holds them together.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;

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
    /// Where backups go and who can open them was chosen.
    SetUpBackup,
    /// A checked backup was sealed.
    Backup,
    /// A backup was opened beside the registry and compared with it.
    Rehearse,
    /// The registry was brought back from a backup.
    Restore,
}

impl Deed {
    /// Every deed.
    pub const ALL: [Self; 18] = [
        Self::CreateRegistry,
        Self::ImportApplications,
        Self::ImportHalls,
        Self::SaveHall,
        Self::DrawSeats,
        Self::PrintSlips,
        Self::ExportApplications,
        Self::SignIn,
        Self::RefuseSignIn,
        Self::SignOut,
        Self::ChangePassword,
        Self::SaveStaff,
        Self::ResetPassword,
        Self::ChangeSettings,
        Self::SetUpBackup,
        Self::Backup,
        Self::Rehearse,
        Self::Restore,
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
            Self::ExportApplications => "export_applications",
            Self::SignIn => "sign_in",
            Self::RefuseSignIn => "refuse_sign_in",
            Self::SignOut => "sign_out",
            Self::ChangePassword => "change_password",
            Self::SaveStaff => "save_staff",
            Self::ResetPassword => "reset_password",
            Self::ChangeSettings => "change_settings",
            Self::SetUpBackup => "set_up_backup",
            Self::Backup => "backup",
            Self::Rehearse => "rehearse",
            Self::Restore => "restore",
        }
    }
}

/// A moment as it is stored: local wall time with the offset of Azerbaijan, which has had no
/// summer time since 2016 (`2026-06-15T10:12:03+04:00`).
#[must_use]
pub fn stamp(at: chrono::NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M:%S+04:00").to_string()
}

/// A SHA-256 digest.
pub type Link = [u8; 32];

/// Adds up the member rows of one act in their order; the act's row holds the sum, so that no
/// member can be changed, added or taken away unseen.
#[derive(Default)]
pub struct MemberDigest(Sha256);

impl MemberDigest {
    /// Takes one member: the kind and id of the record and what it was before (JSON or nothing).
    pub fn add(&mut self, kind: &str, record: i64, before: Option<&str>, after: Option<&str>) {
        for part in [kind.as_bytes(), &record.to_be_bytes()] {
            self.0.update((part.len() as u64).to_be_bytes());
            self.0.update(part);
        }
        for part in [before, after] {
            match part {
                None => self.0.update(u64::MAX.to_be_bytes()),
                Some(text) => {
                    self.0.update((text.len() as u64).to_be_bytes());
                    self.0.update(text);
                }
            }
        }
    }

    /// The sum.
    #[must_use]
    pub fn sum(self) -> Link {
        self.0.finalize().into()
    }
}

/// The digest of one journal row, which chains it to the row before.
#[must_use]
pub fn link(
    before: &Link,
    number: i64,
    at: &str,
    by: &str,
    deed: Deed,
    facts: &str,
    members: &Link,
) -> Link {
    let mut hasher = Sha256::new();
    hasher.update(before);
    hasher.update(number.to_be_bytes());
    for part in [at, by, deed.key(), facts] {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    hasher.update(members);
    hasher.finalize().into()
}
