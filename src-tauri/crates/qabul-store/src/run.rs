//! Tables `run` and `run_file`: what was printed together, and into which files.

use chrono::NaiveDateTime;
use qabul_core::journal::stamp;
use rusqlite::params;

use crate::connection::{Reader, Tx};
use crate::error::StoreError;
use crate::sitting::SittingKey;

/// A run in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunRow {
    /// Number.
    pub number: u32,
    /// When.
    pub at: String,
    /// By whom.
    pub by: String,
    /// Sheets.
    pub sheets: u32,
    /// Files.
    pub files: u32,
}

/// A file of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunFileRow {
    /// Name.
    pub name: String,
    /// Sheets.
    pub sheets: u32,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256.
    pub digest: [u8; 32],
}

impl Reader<'_> {
    /// The runs of a sitting, newest first.
    ///
    /// # Errors
    /// The engine.
    pub fn runs(&self, sitting: SittingKey) -> Result<Vec<RunRow>, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT number, at, by, sheets, (SELECT count(*) FROM run_file f WHERE f.run = r.number) \
             FROM run r WHERE sitting = ? ORDER BY number DESC",
        )?;
        let rows = statement.query_map([sitting.0], |row| {
            Ok(RunRow {
                number: row.get(0)?,
                at: row.get(1)?,
                by: row.get(2)?,
                sheets: row.get(3)?,
                files: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Adds a run with its files.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] for a number that was given.
    pub fn add_run(
        &self,
        number: u32,
        sitting: SittingKey,
        asked: &str,
        at: NaiveDateTime,
        by: &str,
        files: &[RunFileRow],
    ) -> Result<(), StoreError> {
        let sheets: u32 = files.iter().map(|file| file.sheets).sum();
        let at = stamp(at);
        self.0
            .prepare_cached("INSERT INTO run (number, sitting, asked, sheets, at, by) VALUES (?, ?, ?, ?, ?, ?)")?
            .execute(params![number, sitting.0, asked, sheets, at, by])?;
        let mut insert = self.0.prepare_cached(
            "INSERT INTO run_file (run, position, name, sheets, bytes, digest) VALUES (?, ?, ?, ?, ?, ?)",
        )?;
        for (position, file) in (1..).zip(files) {
            insert.execute(params![
                number,
                position,
                file.name,
                file.sheets,
                file.bytes,
                file.digest
            ])?;
        }
        Ok(())
    }
}
