//! Table `result`: what somebody achieved in a sitting.

use qabul_core::result::{Outcome, PastResult};
use rusqlite::{Row, params};

use crate::connection::{People, Tx};
use crate::error::StoreError;

impl People<'_> {
    /// The results of somebody, in time.
    ///
    /// # Errors
    /// The engine, or a value that is not what its column says.
    pub fn results(&self, candidate: i64) -> Result<Vec<(i64, PastResult)>, StoreError> {
        let sql = "SELECT id, sitting, date, score, outcome, source FROM result \
                   WHERE candidate = ? ORDER BY date, id";
        let mut statement = self.0.prepare_cached(sql)?;
        let rows = statement.query_map([candidate], |row| Ok(read(row)))?;
        rows.map(|row| row?).collect()
    }
}

impl Tx<'_> {
    /// Adds a result.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] for a sitting whose result is there already.
    pub fn add_result(&self, candidate: i64, result: &PastResult) -> Result<i64, StoreError> {
        let PastResult { sitting, date, score, outcome, source } = result;
        let sql = "INSERT INTO result (candidate, sitting, date, score, outcome, source) \
                   VALUES (?, ?, ?, ?, ?, ?)";
        let values =
            params![candidate, sitting.to_string(), date.to_string(), score, outcome.key(), source];
        Ok(self.0.prepare_cached(sql)?.insert(values)?)
    }

    /// Takes a result out again.
    ///
    /// # Errors
    /// The engine.
    pub fn take_back_result(&self, id: i64) -> Result<(), StoreError> {
        self.0.execute("DELETE FROM result WHERE id = ?", [id])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<(i64, PastResult), StoreError> {
    let wrong = |what: &str| StoreError::Value { table: "result", what: what.to_owned() };
    let text = |at: usize| row.get::<_, String>(at);
    let outcome = text(4)?;
    let outcome = Outcome::ALL.into_iter().find(|it| it.key() == outcome);
    let result = PastResult {
        sitting: text(1)?.parse().map_err(|_| wrong("sitting"))?,
        date: text(2)?.parse().map_err(|_| wrong("date"))?,
        score: row.get(3)?,
        outcome: outcome.ok_or_else(|| wrong("outcome"))?,
        source: text(5)?,
    };
    Ok((row.get(0)?, result))
}
