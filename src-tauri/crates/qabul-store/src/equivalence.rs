//! Table `equivalence`: what certificates are equivalent to, from draft to publication.

use chrono::{NaiveDate, NaiveDateTime};
use qabul_core::campaign::Act;
use qabul_core::certificate::{Equivalence, Row as TableRow, Span, TableState};
use qabul_core::journal::stamp;
use rusqlite::{Row, params};

use crate::connection::{Reader, Tx};
use crate::error::StoreError;

/// A table as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EquivalenceRow {
    /// Row id.
    pub id: i64,
    /// The table itself.
    pub table: Equivalence,
    /// Where it stands.
    pub state: TableState,
    /// The version whose place it takes when it is published.
    pub replaces: Option<u32>,
    /// Who published it, by the name of the account, and when.
    pub published: Option<(String, String)>,
    /// Why it was withdrawn.
    pub reason: Option<String>,
    /// Version of the record.
    pub version: i64,
    /// Names of the accounts that wrote it.
    pub hands: Vec<String>,
}

const COLUMNS: &str = "e.id, e.kind, e.number, e.state, e.tested_from, e.tested_to, e.replaces, e.rows, \
    e.acts, p.name, e.published_at, e.reason, e.version, \
    (SELECT group_concat(s.name, char(10)) FROM equivalence_hand h JOIN staff s ON s.id = h.staff \
     WHERE h.equivalence = e.id) FROM equivalence e LEFT JOIN staff p ON p.id = e.published_by";

impl Reader<'_> {
    /// Every table, by kind, the last version first.
    ///
    /// # Errors
    /// The engine, or a value that no table has.
    pub fn equivalences(&self) -> Result<Vec<EquivalenceRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} ORDER BY e.kind, e.number DESC");
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut tables = Vec::new();
        while let Some(row) = rows.next()? {
            tables.push(read(row)?);
        }
        Ok(tables)
    }

    /// One table.
    ///
    /// # Errors
    /// As [`Reader::equivalences`].
    pub fn equivalence(&self, id: i64) -> Result<Option<EquivalenceRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} WHERE e.id = ?");
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query([id])?;
        rows.next()?.map(read).transpose()
    }

    /// Whether somebody wrote a table.
    ///
    /// # Errors
    /// The engine.
    pub fn wrote_equivalence(&self, id: i64, staff: i64) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM equivalence_hand WHERE equivalence = ? AND staff = ?";
        Ok(self.0.prepare_cached(sql)?.exists([id, staff])?)
    }
}

impl Tx<'_> {
    /// Adds a draft; its id. It takes the number after the last of its kind.
    ///
    /// # Errors
    /// The engine.
    pub fn add_equivalence(
        &self,
        table: &Equivalence,
        replaces: Option<u32>,
    ) -> Result<i64, StoreError> {
        let (rows, acts) = texts(table)?;
        self.0.execute(
            "INSERT INTO equivalence (kind, number, state, tested_from, tested_to, replaces, rows, acts) \
             VALUES (?, ?, 'draft', ?, ?, ?, ?, ?)",
            params![
                table.kind,
                table.version,
                table.tested.from.map(|day| day.to_string()),
                table.tested.to.map(|day| day.to_string()),
                replaces,
                rows,
                acts
            ],
        )?;
        Ok(self.0.last_insert_rowid())
    }

    /// The number that the next table of a kind takes.
    ///
    /// # Errors
    /// The engine.
    pub fn next_equivalence(&self, kind: &str) -> Result<u32, StoreError> {
        let sql = "SELECT coalesce(max(number), 0) + 1 FROM equivalence WHERE kind = ?";
        Ok(self.0.prepare_cached(sql)?.query_row([kind], |row| row.get(0))?)
    }

    /// Writes a table that is not published anew.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] where it is published.
    pub fn put_equivalence(
        &self,
        id: i64,
        table: &Equivalence,
        replaces: Option<u32>,
    ) -> Result<(), StoreError> {
        let (rows, acts) = texts(table)?;
        self.0.execute(
            "UPDATE equivalence SET tested_from = ?, tested_to = ?, replaces = ?, rows = ?, acts = ?, \
             version = version + 1 WHERE id = ?",
            params![
                table.tested.from.map(|day| day.to_string()),
                table.tested.to.map(|day| day.to_string()),
                replaces,
                rows,
                acts,
                id
            ],
        )?;
        Ok(())
    }

    /// Writes down who wrote a table.
    ///
    /// # Errors
    /// The engine.
    pub fn add_hand(&self, id: i64, staff: i64) -> Result<(), StoreError> {
        let sql = "INSERT INTO equivalence_hand (equivalence, staff) VALUES (?, ?) ON CONFLICT DO NOTHING";
        self.0.execute(sql, [id, staff])?;
        Ok(())
    }

    /// Moves a table to another state, with why.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] where the state is not open to it.
    pub fn move_equivalence(
        &self,
        id: i64,
        state: TableState,
        reason: Option<&str>,
    ) -> Result<(), StoreError> {
        self.0.execute(
            "UPDATE equivalence SET state = ?, reason = ?, version = version + 1 WHERE id = ?",
            params![state.key(), reason, id],
        )?;
        Ok(())
    }

    /// Narrows the days of the tests that a published table reads.
    ///
    /// # Errors
    /// The engine.
    pub fn narrow_equivalence(&self, id: i64, tested: Span) -> Result<(), StoreError> {
        let [from, to] = [tested.from, tested.to].map(|day| day.map(|day| day.to_string()));
        let sql = "UPDATE equivalence SET tested_from = ?, tested_to = ?, version = version + 1 WHERE id = ?";
        self.0.execute(sql, params![from, to, id])?;
        Ok(())
    }

    /// Publishes a table.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] where whoever publishes wrote it, or another published table
    /// reads tests of one of its days.
    pub fn publish_equivalence(
        &self,
        id: i64,
        by: i64,
        at: NaiveDateTime,
    ) -> Result<(), StoreError> {
        self.0.execute(
            "UPDATE equivalence SET state = 'published', published_by = ?, published_at = ?, \
             version = version + 1 WHERE id = ?",
            params![by, stamp(at), id],
        )?;
        Ok(())
    }
}

fn texts(table: &Equivalence) -> Result<(String, String), StoreError> {
    let value = |what| StoreError::Value { table: "equivalence", what };
    let rows = serde_json::to_string(&table.rows).map_err(|error| value(error.to_string()))?;
    let acts = serde_json::to_string(&table.acts).map_err(|error| value(error.to_string()))?;
    Ok((rows, acts))
}

fn read(row: &Row<'_>) -> Result<EquivalenceRow, StoreError> {
    let value = |what: String| StoreError::Value { table: "equivalence", what };
    let day = |at: usize| -> Result<Option<NaiveDate>, StoreError> {
        let text: Option<String> = row.get(at)?;
        let parsed = text.map(|text| text.parse().map_err(|_| value(format!("day {text}"))));
        parsed.transpose()
    };
    let state: String = row.get(3)?;
    let state = TableState::of_key(&state).ok_or_else(|| value(format!("state {state}")))?;
    let [rows, acts]: [String; 2] = [row.get(7)?, row.get(8)?];
    let rows: Vec<TableRow> =
        serde_json::from_str(&rows).map_err(|error| value(error.to_string()))?;
    let acts: Vec<Act> = serde_json::from_str(&acts).map_err(|error| value(error.to_string()))?;
    let tested = Span { from: day(4)?, to: day(5)? };
    let (by, at): (Option<String>, Option<String>) = (row.get(9)?, row.get(10)?);
    let hands: Option<String> = row.get(13)?;
    Ok(EquivalenceRow {
        id: row.get(0)?,
        table: Equivalence { kind: row.get(1)?, version: row.get(2)?, tested, rows, acts },
        state,
        replaces: row.get(6)?,
        published: by.zip(at),
        reason: row.get(11)?,
        version: row.get(12)?,
        hands: hands.map(|names| names.lines().map(str::to_owned).collect()).unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use qabul_core::certificate::Cefr;
    use rusqlite::Connection;

    use super::*;

    fn table(version: u32, from: Option<&str>, to: Option<&str>) -> Equivalence {
        let day = |text: &str| text.parse().unwrap();
        let row = TableRow {
            score: "72".to_owned(),
            level: Cefr::B2,
            least: std::collections::BTreeMap::new(),
            source: String::new(),
        };
        let tested = Span { from: from.map(day), to: to.map(day) };
        Equivalence { kind: "toefl-ibt".to_owned(), version, tested, rows: vec![row], acts: vec![] }
    }

    #[test]
    fn two_pairs_of_eyes_and_one_table_a_day_hold_in_the_database() {
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
        let refused = |outcome| matches!(outcome, Err(StoreError::Constraint(_)));
        let first = tx.add_equivalence(&table(1, None, Some("2026-01-20")), None).unwrap();
        tx.add_hand(first, 1).unwrap();
        assert!(refused(tx.publish_equivalence(first, 1, at)), "who wrote it");
        tx.publish_equivalence(first, 2, at).unwrap();
        assert!(refused(tx.put_equivalence(first, &table(1, None, None), None).and_then(|()| {
            let mut other = table(1, None, None);
            other.rows.clear();
            tx.put_equivalence(first, &other, None)
        })));
        assert!(refused(tx.move_equivalence(first, TableState::Draft, None)));
        tx.narrow_equivalence(first, table(1, None, Some("2026-01-20")).tested).unwrap();
        let second = tx.add_equivalence(&table(2, Some("2026-01-20"), None), Some(1)).unwrap();
        assert!(refused(tx.publish_equivalence(second, 2, at)), "one day is read twice");
        tx.narrow_equivalence(first, table(1, None, Some("2026-01-19")).tested).unwrap();
        tx.publish_equivalence(second, 2, at).unwrap();
        assert!(transaction.execute("DELETE FROM equivalence", []).is_err());
        assert!(transaction.execute("DELETE FROM equivalence_hand", []).is_err());
        let all = tx.equivalences().unwrap();
        assert_eq!(all.iter().map(|row| row.table.version).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(all[1].hands, ["a"]);
        assert_eq!(tx.next_equivalence("toefl-ibt").unwrap(), 3);
        assert!(tx.wrote_equivalence(first, 1).unwrap());
    }
}
