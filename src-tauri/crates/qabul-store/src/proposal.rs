//! Table `proposal`: what wants two people, proposed by one and decided by another.

use chrono::NaiveDateTime;
use qabul_core::journal::{Deed, stamp};
use rusqlite::{Row, params};

use crate::connection::{Reader, Tx};
use crate::error::StoreError;
use crate::journal::deed_of;

/// What is proposed.
pub struct NewProposal<'a> {
    /// The deed that shall be done.
    pub deed: Deed,
    /// The record it concerns: its kind and id.
    pub record: (&'static str, i64),
    /// What the deed needs, JSON.
    pub details: &'a str,
    /// Why, in the proposer's words.
    pub reason: &'a str,
    /// The account of whoever proposes.
    pub by: i64,
    /// When.
    pub at: NaiveDateTime,
}

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalRow {
    /// Row id.
    pub id: i64,
    /// The deed that shall be done.
    pub deed: Deed,
    /// The id of the record it concerns.
    pub record: i64,
    /// What the deed needs, JSON.
    pub details: String,
    /// Why.
    pub reason: String,
    /// The account of whoever proposed it: id and name.
    pub by: (i64, String),
    /// When.
    pub at: String,
    /// Whether the proposer's password had been given by somebody else shortly before.
    pub marked: bool,
}

impl Reader<'_> {
    /// The proposals that wait for a second person, the oldest first.
    ///
    /// # Errors
    /// The engine, or a deed of an unknown name.
    pub fn proposals(&self) -> Result<Vec<ProposalRow>, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT p.id, p.deed, p.record, p.details, p.reason, p.proposed_by, s.name, \
             p.proposed_at, coalesce(s.marked_until >= substr(p.proposed_at, 1, 19), 0) \
             FROM proposal p JOIN staff s ON s.id = p.proposed_by \
             WHERE p.outcome IS NULL ORDER BY p.id",
        )?;
        let mut rows = statement.query([])?;
        let mut proposals = Vec::new();
        while let Some(row) = rows.next()? {
            proposals.push(read(row)?);
        }
        Ok(proposals)
    }
}

impl Tx<'_> {
    /// Adds a proposal; its id.
    ///
    /// # Errors
    /// The engine.
    pub fn propose(&self, new: &NewProposal<'_>) -> Result<i64, StoreError> {
        let (kind, record) = new.record;
        self.0.execute(
            "INSERT INTO proposal (deed, kind, record, details, reason, proposed_by, proposed_at) \
             VALUES (?, ?, ?, ?, ?, ?, ?)",
            params![new.deed.key(), kind, record, new.details, new.reason, new.by, stamp(new.at)],
        )?;
        Ok(self.0.last_insert_rowid())
    }

    /// Decides a proposal.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] where whoever agrees proposed it, or it was decided.
    pub fn decide(
        &self,
        proposal: i64,
        agreed: bool,
        by: i64,
        at: NaiveDateTime,
    ) -> Result<(), StoreError> {
        self.0.execute(
            "UPDATE proposal SET outcome = ?, decided_by = ?, decided_at = ? WHERE id = ?",
            params![if agreed { "agreed" } else { "declined" }, by, stamp(at), proposal],
        )?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<ProposalRow, StoreError> {
    let deed: String = row.get(1)?;
    let deed = deed_of(&deed)
        .ok_or(StoreError::Value { table: "proposal", what: format!("deed {deed}") })?;
    Ok(ProposalRow {
        id: row.get(0)?,
        deed,
        record: row.get(2)?,
        details: row.get(3)?,
        reason: row.get(4)?,
        by: (row.get(5)?, row.get(6)?),
        at: row.get(7)?,
        marked: row.get(8)?,
    })
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    #[test]
    fn nobody_agrees_to_what_he_proposed_even_past_the_rule() {
        let mut db = Connection::open_in_memory().unwrap();
        crate::migration::bring_up(&mut db, crate::migration::REGISTRY, None).unwrap();
        for (name, fin) in [("a", "1AAAAAA"), ("b", "1BBBBBB")] {
            let sql = "INSERT INTO staff (name, person, fin, password, must_change_password) \
                       VALUES (?1, ?1, ?2, '', 0)";
            db.execute(sql, [name, fin]).unwrap();
        }
        let transaction = db.transaction().unwrap();
        let tx = Tx::of(&transaction);
        let at = NaiveDateTime::default();
        let new = NewProposal {
            deed: Deed::RevokeKey,
            record: ("key", 1),
            details: "{}",
            reason: "itib",
            by: 1,
            at,
        };
        let id = tx.propose(&new).unwrap();
        assert!(matches!(tx.decide(id, true, 1, at), Err(StoreError::Constraint(_))));
        tx.decide(id, true, 2, at).unwrap();
        assert!(tx.proposals().unwrap().is_empty());
        assert!(matches!(tx.decide(id, false, 2, at), Err(StoreError::Constraint(_))));
        assert!(transaction.execute("DELETE FROM proposal", []).is_err());
        let other = tx.propose(&new).unwrap();
        assert!(tx.decide(other, false, 1, at).is_ok(), "one may take one's own back");
    }
}
