//! Table `result`: what somebody achieved in a sitting.

use std::collections::HashSet;

use qabul_core::result::{Outcome, PastResult};
use rusqlite::Row;

use crate::connection::People;
use crate::error::StoreError;

impl People<'_> {
    /// The results of somebody, in time.
    ///
    /// # Errors
    /// The engine, or a value that is not what its column says.
    pub fn results(&self, candidate: i64) -> Result<Vec<PastResult>, StoreError> {
        let sql = "SELECT sitting, date, score, outcome, source FROM result \
                   WHERE candidate = ? ORDER BY date, id";
        let mut statement = self.0.prepare_cached(sql)?;
        let rows = statement.query_map([candidate], |row| Ok(read(row)))?;
        rows.map(|row| row?).collect()
    }

    /// Everybody who has a result.
    ///
    /// # Errors
    /// The engine.
    pub fn with_results(&self) -> Result<HashSet<i64>, StoreError> {
        let mut statement = self.0.prepare_cached("SELECT DISTINCT candidate FROM result")?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }
}

fn read(row: &Row<'_>) -> Result<PastResult, StoreError> {
    let wrong = |what: &str| StoreError::Value { table: "result", what: what.to_owned() };
    let text = |at: usize| row.get::<_, String>(at);
    let outcome = text(3)?;
    let outcome = Outcome::ALL.into_iter().find(|it| it.key() == outcome);
    Ok(PastResult {
        sitting: text(0)?.parse().map_err(|_| wrong("sitting"))?,
        date: text(1)?.parse().map_err(|_| wrong("date"))?,
        score: row.get(2)?,
        outcome: outcome.ok_or_else(|| wrong("outcome"))?,
        source: text(4)?,
    })
}
