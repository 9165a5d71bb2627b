//! Table `result`: what somebody achieved in a sitting.

use std::collections::HashSet;

use qabul_core::result::{Outcome, PastResult};
use rusqlite::{Row, params};

use crate::connection::{People, Tx};
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

impl Tx<'_> {
    /// Puts all results of somebody in the place of those that are there.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] for two of one sitting.
    pub fn put_results(&self, candidate: i64, results: &[PastResult]) -> Result<(), StoreError> {
        let mut out = self.0.prepare_cached("DELETE FROM result WHERE candidate = ?")?;
        out.execute([candidate])?;
        let mut put = self.0.prepare_cached(
            "INSERT INTO result (candidate, sitting, date, score, outcome, source) \
             VALUES (?, ?, ?, ?, ?, ?)",
        )?;
        for PastResult { sitting, date, score, outcome, source } in results {
            let date = date.to_string();
            put.execute(params![
                candidate,
                sitting.to_string(),
                date,
                score,
                outcome.key(),
                source
            ])?;
        }
        Ok(())
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
