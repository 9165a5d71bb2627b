//! Table `draft`: what somebody typed into a form and did not save yet.

use chrono::NaiveDateTime;
use qabul_core::journal::stamp;
use qabul_core::staff::MayDo;
use rusqlite::{OptionalExtension, Row, params};

use crate::connection::{People, Store, Tx};
use crate::error::StoreError;
use crate::sitting::SittingKey;

/// A form that was not saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRow {
    /// Row id.
    pub id: i64,
    /// The sitting, by its name.
    pub sitting: String,
    /// The entry that is being changed; nothing for a new application.
    pub entry: Option<i64>,
    /// The version of the entry that it was typed over.
    pub version: i64,
    /// When it was kept last.
    pub at: String,
    /// The fields as JSON.
    pub typed: String,
    /// The photo that was cut for it, by its hash.
    pub photo: Option<[u8; 32]>,
    /// Entries of people from whom its person was told apart, as JSON.
    pub apart: String,
}

const COLUMNS: &str = "d.id, t.name, d.entry, d.version, d.at, d.typed, d.photo, d.apart FROM draft d \
    JOIN sitting t ON t.id = d.sitting";

impl People<'_> {
    /// What somebody typed and did not save, newest first.
    ///
    /// # Errors
    /// The engine.
    pub fn drafts(&self, by: &str) -> Result<Vec<DraftRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} WHERE d.by = ? ORDER BY d.at DESC, d.id DESC");
        let mut statement = self.0.prepare_cached(&sql)?;
        Ok(statement.query_map([by], read)?.collect::<Result<_, _>>()?)
    }

    /// One draft of somebody.
    ///
    /// # Errors
    /// The engine.
    pub fn draft(&self, by: &str, id: i64) -> Result<Option<DraftRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} WHERE d.by = ? AND d.id = ?");
        Ok(self.0.prepare_cached(&sql)?.query_row(params![by, id], read).optional()?)
    }

    /// What somebody typed over an entry and did not save.
    ///
    /// # Errors
    /// The engine.
    pub fn draft_of(&self, by: &str, entry: i64) -> Result<Option<DraftRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} WHERE d.by = ? AND d.entry = ?");
        Ok(self.0.prepare_cached(&sql)?.query_row(params![by, entry], read).optional()?)
    }
}

impl Store {
    /// Keeps what was typed; the number of the draft. It changes no record, so it stands outside the
    /// envelope of change and has no journal row.
    ///
    /// # Errors
    /// The engine.
    pub fn keep_draft(
        &mut self,
        may: &MayDo,
        id: Option<i64>,
        (sitting, entry, version): (SittingKey, Option<i64>, i64),
        (at, typed, apart): (NaiveDateTime, &str, &str),
    ) -> Result<i64, StoreError> {
        let by = may.by();
        let kept =
            "UPDATE draft SET version = ?, at = ?, typed = ?, apart = ? WHERE by = ? AND id = ?";
        let at = stamp(at);
        if let Some(id) = id
            && self.db.execute(kept, params![version, at, typed, apart, by, id])? > 0
        {
            return Ok(id);
        }
        Ok(self.db.query_row(
            "INSERT INTO draft (sitting, entry, version, by, at, typed, apart) \
             VALUES (?, ?, ?, ?, ?, ?, ?) \
             ON CONFLICT (by, entry) DO UPDATE SET version = excluded.version, at = excluded.at, \
             typed = excluded.typed, apart = excluded.apart RETURNING id",
            params![sitting.0, entry, version, by, at, typed, apart],
            |row| row.get(0),
        )?)
    }

    /// Keeps the photo that was cut for a draft; whether there is such a draft.
    ///
    /// # Errors
    /// The engine.
    pub fn keep_draft_photo(
        &mut self,
        may: &MayDo,
        id: i64,
        photo: &[u8; 32],
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE draft SET photo = ? WHERE by = ? AND id = ?";
        Ok(self.db.execute(sql, params![photo, may.by(), id])? > 0)
    }

    /// Throws away what was typed.
    ///
    /// # Errors
    /// The engine.
    pub fn drop_draft(&mut self, may: &MayDo, id: i64) -> Result<(), StoreError> {
        self.db.execute("DELETE FROM draft WHERE by = ? AND id = ?", params![may.by(), id])?;
        Ok(())
    }
}

impl Tx<'_> {
    /// Takes away the draft of what was saved.
    ///
    /// # Errors
    /// The engine.
    pub fn settle_draft(&self, may: &MayDo, id: i64) -> Result<(), StoreError> {
        let sql = "DELETE FROM draft WHERE by = ? AND id = ?";
        self.0.prepare_cached(sql)?.execute(params![may.by(), id])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<DraftRow, rusqlite::Error> {
    Ok(DraftRow {
        id: row.get(0)?,
        sitting: row.get(1)?,
        entry: row.get(2)?,
        version: row.get(3)?,
        at: row.get(4)?,
        typed: row.get(5)?,
        photo: row.get(6)?,
        apart: row.get(7)?,
    })
}
