//! Who is the same as whom: people merged into others, and people told apart.

use std::collections::HashSet;

use rusqlite::{OptionalExtension, params};

use crate::candidate::CandidateRow;
use crate::connection::{People, Tx};
use crate::error::StoreError;

/// An application of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldRow {
    /// Row id.
    pub id: i64,
    /// The campaign by its name.
    pub campaign: String,
    /// Its entries, in the order in which they were made.
    pub entries: Vec<i64>,
}

impl People<'_> {
    /// Whom somebody turned out to be.
    ///
    /// # Errors
    /// The engine.
    pub fn same_as(&self, candidate: i64) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT same_as FROM candidate WHERE id = ?";
        Ok(self
            .0
            .prepare_cached(sql)?
            .query_row([candidate], |row| row.get(0))
            .optional()?
            .flatten())
    }

    /// Whoever turned out to be somebody.
    ///
    /// # Errors
    /// The engine.
    pub fn merged_into(&self, candidate: i64) -> Result<Vec<i64>, StoreError> {
        let sql = "SELECT id FROM candidate WHERE same_as = ? ORDER BY id";
        let mut statement = self.0.prepare_cached(sql)?;
        Ok(statement.query_map([candidate], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// Everybody from whom somebody was told apart.
    ///
    /// # Errors
    /// The engine.
    pub fn apart_from(&self, candidate: i64) -> Result<HashSet<i64>, StoreError> {
        let sql =
            "SELECT other FROM apart WHERE one = ?1 UNION SELECT one FROM apart WHERE other = ?1";
        let mut statement = self.0.prepare_cached(sql)?;
        Ok(statement.query_map([candidate], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// Everybody who has a photo, at most twenty.
    ///
    /// # Errors
    /// The engine, or a value that is not what its column says.
    pub fn with_photo(&self, photo: &[u8; 32]) -> Result<Vec<CandidateRow>, StoreError> {
        let sql = "SELECT id FROM candidate WHERE photo = ? ORDER BY id LIMIT 20";
        let mut statement = self.0.prepare_cached(sql)?;
        let ids: Vec<i64> =
            statement.query_map([photo], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut people = Vec::with_capacity(ids.len());
        for id in ids {
            people.extend(self.person(id)?);
        }
        Ok(people)
    }

    /// The applications of somebody, the oldest first.
    ///
    /// # Errors
    /// The engine.
    pub fn applications_of(&self, candidate: i64) -> Result<Vec<HeldRow>, StoreError> {
        let sql = "SELECT a.id, p.name FROM application a JOIN campaign p ON p.id = a.campaign \
                   WHERE a.candidate = ? ORDER BY a.id";
        let mut statement = self.0.prepare_cached(sql)?;
        let read = |row: &rusqlite::Row<'_>| {
            Ok(HeldRow { id: row.get(0)?, campaign: row.get(1)?, entries: Vec::new() })
        };
        let mut rows: Vec<HeldRow> =
            statement.query_map([candidate], read)?.collect::<Result<_, _>>()?;
        for row in &mut rows {
            row.entries = self.entries_of(row.id)?;
        }
        Ok(rows)
    }
}

impl Tx<'_> {
    /// Tells two people apart; whether they were not yet.
    ///
    /// # Errors
    /// The engine.
    pub fn tell_apart(&self, one: i64, other: i64) -> Result<bool, StoreError> {
        let sql = "INSERT OR IGNORE INTO apart (one, other) VALUES (?, ?)";
        let pair = params![one.min(other), one.max(other)];
        Ok(self.0.prepare_cached(sql)?.execute(pair)? > 0)
    }

    /// Takes back that two people were told apart.
    ///
    /// # Errors
    /// The engine.
    pub fn take_back_apart(&self, one: i64, other: i64) -> Result<(), StoreError> {
        let sql = "DELETE FROM apart WHERE one = ? AND other = ?";
        self.0.prepare_cached(sql)?.execute(params![one.min(other), one.max(other)])?;
        Ok(())
    }

    /// Says whom somebody turned out to be, or that it is nobody.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] for somebody who would be the same as himself.
    pub fn put_same(&self, candidate: i64, same: Option<i64>) -> Result<(), StoreError> {
        let sql = "UPDATE candidate SET same_as = ?, version = version + 1 WHERE id = ?";
        self.0.prepare_cached(sql)?.execute(params![same, candidate])?;
        Ok(())
    }

    /// Gives applications to other people, each to its own; two of one campaign may change places.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] where a person would have two in one campaign.
    pub fn give_applications(&self, given: &[(i64, i64)]) -> Result<(), StoreError> {
        // Nobody has them while they are on their way.
        self.0.pragma_update(None, "defer_foreign_keys", true)?;
        let mut put = self.0.prepare_cached("UPDATE application SET candidate = ? WHERE id = ?")?;
        for (application, _) in given {
            put.execute([-application, *application])?;
        }
        for (application, to) in given {
            put.execute([to, application])?;
        }
        let sql = "UPDATE entry SET sort_key = (SELECT sort_key FROM candidate WHERE id = ?2) \
                   WHERE application = ?1";
        let mut order = self.0.prepare_cached(sql)?;
        for (application, to) in given {
            order.execute([application, to])?;
        }
        Ok(())
    }

    /// Gives a Personal Cabinet with all that moved in it to somebody who has none.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] for somebody who has one.
    pub fn give_account(&self, from: i64, to: i64) -> Result<(), StoreError> {
        self.0.pragma_update(None, "defer_foreign_keys", true)?;
        for sql in [
            "UPDATE account SET candidate = ?2 WHERE candidate = ?1",
            "UPDATE movement SET candidate = ?2 WHERE candidate = ?1",
        ] {
            self.0.prepare_cached(sql)?.execute([from, to])?;
        }
        Ok(())
    }
}
