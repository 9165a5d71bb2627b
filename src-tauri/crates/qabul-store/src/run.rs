//! Tables `run` and `run_file`: what was printed together, and into which files.

use chrono::NaiveDateTime;
use qabul_core::journal::{Head, stamp};
use rusqlite::{OptionalExtension, params};

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
    /// The head of the journal that the run left, where it was anchored.
    pub head: Option<Head>,
}

/// One run with all that its cover says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunFacts {
    /// The run.
    pub run: RunRow,
    /// Its sitting.
    pub sitting: SittingKey,
    /// First and last serial number.
    pub serials: (u64, u64),
    /// Its files, in order.
    pub files: Vec<RunFileRow>,
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

/// A run with the act that wrote it: the one that was anchored for it.
const RUN: &str = "SELECT r.number, r.at, r.by, r.sheets, \
    (SELECT count(*) FROM run_file f WHERE f.run = r.number), j.station, j.number, j.digest, r.sitting \
    FROM run r LEFT JOIN (SELECT j.station, j.number, j.digest, json_extract(j.facts, '$.run') AS run \
    FROM anchor a JOIN journal j ON j.station = a.station AND j.number = a.number \
    WHERE a.why = 'run') j ON j.run = r.number";

fn run(row: &rusqlite::Row<'_>) -> rusqlite::Result<RunRow> {
    let head = match row.get::<_, Option<i64>>(5)? {
        None => None,
        Some(station) => Some(Head { station, number: row.get(6)?, digest: row.get(7)? }),
    };
    Ok(RunRow {
        number: row.get(0)?,
        at: row.get(1)?,
        by: row.get(2)?,
        sheets: row.get(3)?,
        files: row.get(4)?,
        head,
    })
}

impl Reader<'_> {
    /// The runs of a sitting, newest first.
    ///
    /// # Errors
    /// The engine.
    pub fn runs(&self, sitting: SittingKey) -> Result<Vec<RunRow>, StoreError> {
        let mut statement =
            self.0.prepare_cached(&format!("{RUN} WHERE r.sitting = ? ORDER BY r.number DESC"))?;
        let rows = statement.query_map([sitting.0], run)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// One run with its files; `None` for a number that is no run's.
    ///
    /// # Errors
    /// The engine.
    pub fn run(&self, number: u32) -> Result<Option<RunFacts>, StoreError> {
        let found = self
            .0
            .prepare_cached(&format!("{RUN} WHERE r.number = ?"))?
            .query_row([number], |row| Ok((run(row)?, SittingKey(row.get(8)?))))
            .optional()?;
        let Some((run, sitting)) = found else { return Ok(None) };
        let serials = self
            .0
            .prepare_cached("SELECT min(serial), max(serial) FROM slip WHERE run = ?")?
            .query_row([number], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut statement = self.0.prepare_cached(
            "SELECT name, sheets, bytes, digest FROM run_file WHERE run = ? ORDER BY position",
        )?;
        let files = statement.query_map([number], |row| {
            Ok(RunFileRow {
                name: row.get(0)?,
                sheets: row.get(1)?,
                bytes: row.get(2)?,
                digest: row.get(3)?,
            })
        })?;
        let files = files.collect::<Result<_, _>>()?;
        Ok(Some(RunFacts { run, sitting, serials, files }))
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
