//! What keeps a backup from being made, opened or trusted.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Rules about backups.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, TS)]
#[serde(tag = "refusal", rename_all = "snake_case")]
pub enum BackupRefusal {
    /// Nobody has chosen yet where backups go and who opens them.
    #[error("backups are not set up")]
    BackupNotSetUp,
    /// One is being made, rehearsed or restored at this moment.
    #[error("another backup is under way")]
    BackupRunning,
    /// There is no such backup.
    #[error("there is no such backup")]
    NoBackup,
    /// The backup is sealed to other keys.
    #[error("another key is needed for {file}")]
    WrongKey {
        /// The backup.
        file: String,
    },
    /// A file that should hold a private key holds none.
    #[error("{file} holds no private key")]
    NoKeyInFile {
        /// Its name.
        file: String,
    },
    /// A slip printed from a backup is not the one that the registry prints.
    #[error("the slip {slip} of the backup differs")]
    RehearsalDiffers {
        /// Its work number.
        slip: String,
    },
}
