//! Tables `tag`, `note` and `saved_filter`: what staff put on entries, and the filters they keep.

use qabul_core::staff::MayDo;
use rusqlite::params;

use crate::connection::{People, Store, Tx};
use crate::error::StoreError;
use crate::sitting::SittingKey;

/// A note with the act that wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteRow {
    /// When.
    pub at: String,
    /// By whom.
    pub by: String,
    /// What.
    pub text: String,
}

impl People<'_> {
    /// The tags of an entry, in the order of their letters.
    ///
    /// # Errors
    /// The engine.
    pub fn tags_of(&self, entry: i64) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT word FROM tag WHERE entry = ? ORDER BY word";
        let mut statement = self.0.prepare_cached(sql)?;
        Ok(statement.query_map([entry], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// The tags of a sitting, with how many have each.
    ///
    /// # Errors
    /// The engine.
    pub fn tags(&self, sitting: SittingKey) -> Result<Vec<(String, u32)>, StoreError> {
        let sql = "SELECT g.word, count(*) FROM tag g JOIN entry e ON e.id = g.entry \
                   WHERE e.sitting = ? GROUP BY g.word ORDER BY g.word";
        let mut statement = self.0.prepare_cached(sql)?;
        let rows = statement.query_map([sitting.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The notes on an entry, newest first.
    ///
    /// # Errors
    /// The engine.
    pub fn notes_of(&self, entry: i64) -> Result<Vec<NoteRow>, StoreError> {
        let sql = "SELECT j.at, j.by, n.text FROM note n JOIN journal j ON j.id = n.act \
                   WHERE n.entry = ? ORDER BY n.act DESC";
        let mut statement = self.0.prepare_cached(sql)?;
        let read = |row: &rusqlite::Row<'_>| {
            Ok(NoteRow { at: row.get(0)?, by: row.get(1)?, text: row.get(2)? })
        };
        Ok(statement.query_map([entry], read)?.collect::<Result<_, _>>()?)
    }

    /// The filters that somebody kept: name, and the filter as JSON.
    ///
    /// # Errors
    /// The engine.
    pub fn saved_filters(&self, by: &str) -> Result<Vec<(String, String)>, StoreError> {
        let sql = "SELECT name, filter FROM saved_filter WHERE by = ? ORDER BY name";
        let mut statement = self.0.prepare_cached(sql)?;
        let rows = statement.query_map([by], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Puts a tag on an entry, or takes it off; whether that changed something.
    ///
    /// # Errors
    /// The engine.
    pub fn tag(&self, entry: i64, word: &str, on: bool) -> Result<bool, StoreError> {
        let sql = if on {
            "INSERT OR IGNORE INTO tag (entry, word) VALUES (?, ?)"
        } else {
            "DELETE FROM tag WHERE entry = ? AND word = ?"
        };
        Ok(self.0.prepare_cached(sql)?.execute(params![entry, word])? > 0)
    }

    /// Writes a note.
    ///
    /// # Errors
    /// The engine.
    pub fn note(&self, act: i64, entry: i64, text: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO note (act, entry, text) VALUES (?, ?, ?)";
        self.0.prepare_cached(sql)?.execute(params![act, entry, text])?;
        Ok(())
    }

    /// Takes a note out again.
    ///
    /// # Errors
    /// The engine.
    pub fn take_back_note(&self, act: i64, entry: i64) -> Result<(), StoreError> {
        let sql = "DELETE FROM note WHERE act = ? AND entry = ?";
        self.0.prepare_cached(sql)?.execute([act, entry])?;
        Ok(())
    }
}

impl Store {
    /// Keeps a filter under a name, for whoever asks alone. It is no record, so it stands outside the
    /// envelope of change; without a filter the name goes.
    ///
    /// # Errors
    /// The engine.
    pub fn keep_filter(
        &mut self,
        may: &MayDo,
        name: &str,
        filter: Option<&str>,
    ) -> Result<(), StoreError> {
        match filter {
            Some(filter) => self.db.execute(
                "INSERT OR REPLACE INTO saved_filter (by, name, filter) VALUES (?, ?, ?)",
                params![may.by(), name, filter],
            )?,
            None => self.db.execute(
                "DELETE FROM saved_filter WHERE by = ? AND name = ?",
                params![may.by(), name],
            )?,
        };
        Ok(())
    }
}
