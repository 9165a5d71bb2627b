//! Table `payment`: payments of a bank's list that wait for a person.

use rusqlite::{OptionalExtension, Row, params};

use crate::connection::{People, Tx};
use crate::error::StoreError;

/// A payment that waits, or waited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentRow {
    /// Row id.
    pub id: i64,
    /// What tells it from every other.
    pub identity: String,
    /// The day it counts from, ISO.
    pub day: String,
    /// In qəpik.
    pub amount: i64,
    /// What the payer wrote.
    pub reference: String,
    /// Who paid.
    pub payer: String,
    /// Why it waits.
    pub why: String,
    /// Whether it still waits.
    pub state: String,
}

const COLUMNS: &str = "id, identity, day, amount, reference, payer, why, state FROM payment";

impl People<'_> {
    /// Payments that wait, the oldest first, at most five hundred.
    ///
    /// # Errors
    /// The engine.
    pub fn payments_waiting(&self) -> Result<Vec<PaymentRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} WHERE state = 'waiting' ORDER BY day, id LIMIT 500");
        let mut statement = self.0.prepare_cached(&sql)?;
        Ok(statement.query_map([], read)?.collect::<Result<_, _>>()?)
    }

    /// How many payments wait.
    ///
    /// # Errors
    /// The engine.
    pub fn count_payments_waiting(&self) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM payment WHERE state = 'waiting'";
        Ok(self.0.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// One payment.
    ///
    /// # Errors
    /// The engine.
    pub fn payment(&self, id: i64) -> Result<Option<PaymentRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} WHERE id = ?");
        Ok(self.0.prepare_cached(&sql)?.query_row([id], read).optional()?)
    }

    /// Whether a payment came in before: posted to an account, or waiting, or given back.
    ///
    /// # Errors
    /// The engine.
    pub fn has_payment(&self, identity: &str) -> Result<bool, StoreError> {
        let waits = "SELECT 1 FROM payment WHERE identity = ?";
        Ok(self.has_reference(identity)? || self.0.prepare_cached(waits)?.exists([identity])?)
    }
}

impl Tx<'_> {
    /// Puts a payment into the queue; its id.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] for one that is there.
    pub fn add_payment(&self, row: &PaymentRow) -> Result<i64, StoreError> {
        let PaymentRow { id: _, identity, day, amount, reference, payer, why, state } = row;
        Ok(self
            .0
            .prepare_cached(
                "INSERT INTO payment (identity, day, amount, reference, payer, why, state) \
                 VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
            )?
            .query_row(params![identity, day, amount, reference, payer, why, state], |row| {
                row.get(0)
            })?)
    }

    /// Says what became of a payment.
    ///
    /// # Errors
    /// The engine.
    pub fn put_payment(&self, id: i64, state: &str) -> Result<(), StoreError> {
        let sql = "UPDATE payment SET state = ? WHERE id = ?";
        self.0.prepare_cached(sql)?.execute(params![state, id])?;
        Ok(())
    }

    /// Takes a payment out again that came with a list.
    ///
    /// # Errors
    /// The engine.
    pub fn take_back_payment(&self, id: i64) -> Result<(), StoreError> {
        self.0.prepare_cached("DELETE FROM payment WHERE id = ?")?.execute([id])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<PaymentRow, rusqlite::Error> {
    Ok(PaymentRow {
        id: row.get(0)?,
        identity: row.get(1)?,
        day: row.get(2)?,
        amount: row.get(3)?,
        reference: row.get(4)?,
        payer: row.get(5)?,
        why: row.get(6)?,
        state: row.get(7)?,
    })
}
