//! Tables `account`, `movement` and `claim`: what a Personal Cabinet holds, how it came to it, what is due.

use chrono::{NaiveDate, NaiveDateTime};
use qabul_core::account::MovementKind;
use qabul_core::journal::stamp;
use rusqlite::{CachedStatement, OptionalExtension, Row, params};

use crate::connection::{People, Reader, Tx};
use crate::error::StoreError;

/// A Personal Cabinet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// Its number in the portal.
    pub portal: Option<String>,
    /// When it was opened.
    pub opened_at: String,
    /// By whom.
    pub opened_by: String,
    /// What it holds, in qəpik.
    pub balance: i64,
}

/// A movement with the act that posted it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovementRow {
    /// The act.
    pub act: i64,
    /// What moved the money.
    pub kind: MovementKind,
    /// In qəpik, below zero where it takes away.
    pub amount: i64,
    /// The entry it is for.
    pub entry: Option<i64>,
    /// The day it counts from.
    pub day: String,
    /// The bank's reference.
    pub reference: Option<String>,
    /// Why, of a correction.
    pub reason: Option<String>,
    /// When it was posted.
    pub at: String,
    /// By whom.
    pub by: String,
}

/// A movement that is to be posted.
#[derive(Debug, Clone)]
pub struct NewMovement<'m> {
    /// Whose account.
    pub candidate: i64,
    /// The act that posts it.
    pub act: i64,
    /// What moves the money.
    pub kind: MovementKind,
    /// In qəpik, not zero.
    pub amount: i64,
    /// The entry it is for.
    pub entry: Option<i64>,
    /// The day it counts from.
    pub day: NaiveDate,
    /// The bank's reference.
    pub reference: Option<&'m str>,
    /// Why, of a correction.
    pub reason: Option<&'m str>,
}

/// A fee that fell due after confirmation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// In qəpik.
    pub amount: i64,
    /// The last day.
    pub due: NaiveDate,
}

/// Opens accounts.
pub(crate) const OPEN: &str =
    "INSERT INTO account (candidate, portal, opened_at, opened_by, balance) VALUES (?, ?, ?, ?, ?)";
/// Posts movements, whose sum the account holds.
pub(crate) const POST: &str = "INSERT INTO movement (candidate, act, kind, amount, entry, day, \
    reference, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

pub(crate) fn post(
    statement: &mut CachedStatement<'_>,
    movement: &NewMovement<'_>,
) -> Result<(), StoreError> {
    let NewMovement { candidate, act, kind, amount, entry, day, reference, reason } = movement;
    let day = qabul_core::text::date_iso(*day);
    let key = kind.key();
    statement.execute(params![candidate, act, key, amount, entry, &*day, reference, reason])?;
    Ok(())
}

impl People<'_> {
    /// The Personal Cabinet of somebody.
    ///
    /// # Errors
    /// The engine.
    pub fn account(&self, candidate: i64) -> Result<Option<AccountRow>, StoreError> {
        let sql = "SELECT portal, opened_at, opened_by, balance FROM account WHERE candidate = ?";
        let read = |row: &Row<'_>| {
            Ok(AccountRow {
                portal: row.get(0)?,
                opened_at: row.get(1)?,
                opened_by: row.get(2)?,
                balance: row.get(3)?,
            })
        };
        Ok(self.0.prepare_cached(sql)?.query_row([candidate], read).optional()?)
    }

    /// The movements of an account, in the order in which they were posted.
    ///
    /// # Errors
    /// The engine, or a kind that is none.
    pub fn movements(&self, candidate: i64) -> Result<Vec<MovementRow>, StoreError> {
        let sql = "SELECT m.act, m.kind, m.amount, m.entry, m.day, m.reference, m.reason, j.at, j.by \
                   FROM movement m JOIN journal j ON j.id = m.act WHERE m.candidate = ? ORDER BY m.id";
        let mut statement = self.0.prepare_cached(sql)?;
        let rows = statement.query_map([candidate], |row| Ok(movement(row)))?;
        rows.map(|row| row?).collect()
    }

    /// Whether a payment with this reference was posted, and not taken back since.
    ///
    /// # Errors
    /// The engine.
    pub fn has_reference(&self, reference: &str) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM movement m WHERE reference = ? \
                   AND NOT EXISTS (SELECT 1 FROM undone u WHERE u.act = m.act)";
        Ok(self.0.prepare_cached(sql)?.exists([reference])?)
    }

    /// Whether a Personal Cabinet has this number in the portal.
    ///
    /// # Errors
    /// The engine.
    pub fn has_portal(&self, portal: &str) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM account WHERE portal = ?";
        Ok(self.0.prepare_cached(sql)?.exists([portal])?)
    }
}

impl Reader<'_> {
    /// Registered entries whose claim the account covers, or whose last day to pay is past; the oldest
    /// claim first.
    ///
    /// # Errors
    /// The engine.
    pub fn claims_to_settle(&self, today: NaiveDate) -> Result<Vec<i64>, StoreError> {
        let sql = "SELECT q.entry FROM claim q JOIN entry e ON e.id = q.entry \
                   JOIN application a ON a.id = e.application \
                   LEFT JOIN account k ON k.candidate = a.candidate \
                   WHERE e.state = 'registered' AND (k.balance >= q.amount OR q.due < ?) \
                   ORDER BY q.due, q.entry";
        let mut statement = self.0.prepare_cached(sql)?;
        let rows = statement.query_map([&*qabul_core::text::date_iso(today)], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Opens a Personal Cabinet, which holds nothing yet.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] where the person has one, or another person that number.
    pub fn open_account(
        &self,
        candidate: i64,
        portal: Option<&str>,
        at: NaiveDateTime,
        by: &str,
    ) -> Result<(), StoreError> {
        self.0.prepare_cached(OPEN)?.execute(params![candidate, portal, stamp(at), by, 0])?;
        Ok(())
    }

    /// Posts a movement: the account holds it at once.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] where the account would fall below zero, and for a reference
    /// that was posted.
    pub fn post(&self, movement: &NewMovement<'_>) -> Result<(), StoreError> {
        post(&mut self.0.prepare_cached(POST)?, movement)?;
        self.0
            .prepare_cached("UPDATE account SET balance = balance + ? WHERE candidate = ?")?
            .execute([movement.amount, movement.candidate])?;
        Ok(())
    }
}

fn movement(row: &Row<'_>) -> Result<MovementRow, StoreError> {
    let key: String = row.get(1)?;
    let kind = MovementKind::ALL.into_iter().find(|kind| kind.key() == key);
    let wrong = || StoreError::Value { table: "movement", what: "kind".to_owned() };
    Ok(MovementRow {
        act: row.get(0)?,
        kind: kind.ok_or_else(wrong)?,
        amount: row.get(2)?,
        entry: row.get(3)?,
        day: row.get(4)?,
        reference: row.get(5)?,
        reason: row.get(6)?,
        at: row.get(7)?,
        by: row.get(8)?,
    })
}
