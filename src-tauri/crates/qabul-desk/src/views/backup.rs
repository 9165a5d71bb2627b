//! Backups: how things stand, the set-up, and what making, rehearsing and restoring one answer.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::files::{ChosenFile, FileHandle};
use super::registry::Status;
use super::staff::Secret;

/// How it stands with the backups of the open registry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BackupState {
    /// Where they go and who opens them; nothing before it was set up.
    pub set_up: Option<BackupSetUp>,
    /// When the last snapshot was taken that was checked and sealed.
    pub checked_at: Option<String>,
    /// When one was last rehearsed.
    pub rehearsed_at: Option<String>,
    /// Whether the last checked one is too old, by the days of the settings.
    pub checked_late: bool,
    /// Whether the last rehearsal is too old, by the same days.
    pub rehearsed_late: bool,
    /// Whether the registry was changed since the last one.
    pub changed: bool,
    /// Whether one is to be made now: there are changes, and the minutes of the settings are over.
    pub due: bool,
    /// Those that are there, the newest first.
    pub backups: Vec<BackupLine>,
}

/// Where backups go and who opens them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BackupSetUp {
    /// The folder's name, without its path.
    pub folder: String,
    /// Whether the folder is there: a drive may be unplugged.
    pub reachable: bool,
    /// The center's public key.
    pub center: String,
    /// The public half of the recovery key.
    pub recovery: String,
    /// Whether it is the sample's own, whose keys lie in the program and open without being asked.
    pub ready_made: bool,
}

/// A backup that is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BackupLine {
    /// Its file, by which it is asked for.
    pub name: String,
    /// When the snapshot was taken.
    pub at: String,
    /// Its size, without the papers.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Whether it is the copy before a migration.
    pub before_migration: bool,
}

/// Sets backups up, or sets them up anew.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SetUpBackup {
    /// The folder they go to.
    pub folder: FileHandle,
    /// The center's public key, `age1…`.
    pub center: String,
    /// The file that the recovery sheet is written to; nothing there is written over.
    pub sheet: FileHandle,
}

/// The recovery key, said once and kept nowhere.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RecoveryKey {
    /// The private key, `AGE-SECRET-KEY-1…`.
    pub key: Secret,
    /// Its public half.
    pub recipient: String,
    /// The sheet to print and lock away.
    pub sheet: ChosenFile,
}

/// Which backup, and what opens it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OpenBackup {
    /// One of the list; the newest where neither this nor a file is named.
    pub name: Option<String>,
    /// Or a file that was chosen, from wherever it lies.
    pub file: Option<FileHandle>,
    /// A file with the private key; the sample needs none.
    pub key: Option<FileHandle>,
}

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BackupMade {
    /// Its file.
    pub name: String,
    /// When the snapshot was taken.
    pub at: String,
    /// Its size, without the papers.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Papers that its rows name.
    pub papers: u32,
    /// Papers that were not kept there yet.
    pub papers_added: u32,
    /// Older backups that the plan let go.
    pub removed: u32,
    /// Papers that nothing named and that were swept from the registry.
    pub swept: u32,
}

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BackupContents {
    /// Its file.
    pub name: String,
    /// When the snapshot was taken.
    pub at: String,
    /// The center.
    pub center: String,
    /// Whether it is of the sample.
    pub sample: bool,
    /// Its schema.
    pub schema: u32,
    /// Number of its last act.
    #[ts(type = "number")]
    pub act: i64,
    /// Rows by table.
    #[ts(type = "Record<string, number>")]
    pub counts: BTreeMap<String, u64>,
    /// Acts that the open registry has and this one lacks; what would be lost.
    #[ts(type = "number")]
    pub acts_lost: i64,
}

/// A rehearsal that came to its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Rehearsal {
    /// What the backup holds.
    pub contents: BackupContents,
    /// Acts whose digests were computed again.
    pub acts: u32,
    /// Papers that were opened and whose hash holds.
    pub papers: u32,
    /// Slips printed from both registries with the same bytes.
    pub slips: u32,
    /// Slips left out because the registry has changed them since.
    pub slips_changed: u32,
}

/// A registry that was brought back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Restored {
    /// What the backup held.
    pub contents: BackupContents,
    /// Papers that came back with it.
    pub papers: u32,
    /// The folder, beside the registry, that the former one lies in.
    pub aside: String,
    /// What is open now; nobody is signed in.
    pub status: Status,
}
