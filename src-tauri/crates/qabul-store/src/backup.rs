//! Table `backup`: where backups go, who opens them, and when the last one was made and rehearsed.

use chrono::NaiveDateTime;
use qabul_core::journal::stamp;
use rusqlite::params;

use crate::connection::{Reader, Tx};
use crate::error::StoreError;
use crate::journal::quiet;

/// Where backups go and who opens them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupSetUp {
    /// The folder.
    pub folder: String,
    /// The center's public key.
    pub center: String,
    /// The public half of the key that was printed.
    pub recovery: String,
    /// What the names of papers are hidden with.
    pub naming: [u8; 32],
}

/// What the registry knows of its backups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupRow {
    /// Grows with every change of the set-up.
    pub version: i64,
    /// Nothing before it was set up.
    pub set_up: Option<BackupSetUp>,
    /// When the last snapshot was taken that was checked and sealed, as the journal writes moments.
    pub checked_at: Option<String>,
    /// The last act in that snapshot.
    pub checked_act: i64,
    /// When one was last rehearsed.
    pub rehearsed_at: Option<String>,
}

impl Reader<'_> {
    /// What the registry knows of its backups.
    ///
    /// # Errors
    /// The engine.
    pub fn backup(&self) -> Result<BackupRow, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT folder, center, recovery, naming, checked_at, checked_act, rehearsed_at, version \
             FROM backup",
        )?;
        let read = statement.query_row([], |row| {
            let folder: Option<String> = row.get(0)?;
            let set_up = match folder {
                None => None,
                Some(folder) => Some(BackupSetUp {
                    folder,
                    center: row.get(1)?,
                    recovery: row.get(2)?,
                    naming: row.get(3)?,
                }),
            };
            Ok(BackupRow {
                set_up,
                checked_at: row.get(4)?,
                checked_act: row.get(5)?,
                rehearsed_at: row.get(6)?,
                version: row.get(7)?,
            })
        });
        Ok(read?)
    }

    /// How many acts after this one changed anything; that somebody came, looked, went or made a
    /// backup is no change.
    ///
    /// # Errors
    /// The engine.
    pub fn changes_since(&self, act: i64) -> Result<i64, StoreError> {
        let quiet = quiet();
        let sql = format!("SELECT count(*) FROM journal WHERE id > ? AND deed NOT IN ({quiet})");
        Ok(self.0.prepare_cached(&sql)?.query_row([act], |row| row.get(0))?)
    }
}

impl Tx<'_> {
    /// Writes where backups go and who opens them.
    ///
    /// # Errors
    /// The engine.
    pub fn set_up_backup(&self, set_up: &BackupSetUp) -> Result<(), StoreError> {
        let BackupSetUp { folder, center, recovery, naming } = set_up;
        self.0.execute(
            "UPDATE backup SET folder = ?, center = ?, recovery = ?, naming = ?, \
             version = version + 1",
            params![folder, center, recovery, naming],
        )?;
        Ok(())
    }

    /// Notes a backup: when its snapshot was taken, and the last act in it.
    ///
    /// # Errors
    /// The engine.
    pub fn note_backup(&self, at: NaiveDateTime, act: i64) -> Result<(), StoreError> {
        let sql = "UPDATE backup SET checked_at = ?, checked_act = ?";
        self.0.execute(sql, params![stamp(at), act])?;
        Ok(())
    }

    /// Notes a rehearsal.
    ///
    /// # Errors
    /// The engine.
    pub fn note_rehearsal(&self, at: NaiveDateTime) -> Result<(), StoreError> {
        self.0.execute("UPDATE backup SET rehearsed_at = ?", [stamp(at)])?;
        Ok(())
    }
}
