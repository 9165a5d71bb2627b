//! The journal as it is read: acts newest first, what each did to records, a record's past.

use qabul_core::journal::Deed;
use rusqlite::{Row, params_from_iter, types::Value};

use super::deed_of;
use crate::connection::{People, Reader, Tx};
use crate::error::StoreError;

/// Which acts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActFilter {
    /// Of this account.
    pub by: Option<String>,
    /// These deeds; all where there are none.
    pub deeds: Vec<Deed>,
    /// From this day on, `2026-06-21`.
    pub from: Option<String>,
    /// Up to this day, it included.
    pub to: Option<String>,
    /// That touched this record: its kind and id.
    pub record: Option<(String, i64)>,
}

/// An act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActRow {
    /// Its id in this registry.
    pub id: i64,
    /// The workstation's number and name.
    pub station: (i64, String),
    /// Its number in the workstation's chain.
    pub number: i64,
    /// When.
    pub at: String,
    /// By which account.
    pub by: String,
    /// What was done.
    pub deed: Deed,
    /// Its numbers, JSON.
    pub facts: String,
}

/// What an act did to one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberRow {
    /// The act.
    pub act: ActRow,
    /// Kind of record.
    pub kind: String,
    /// Its id.
    pub record: i64,
    /// The changed fields as they were, JSON.
    pub before: Option<String>,
    /// As they became, JSON.
    pub after: Option<String>,
}

const COLUMNS: &str = "j.id, j.station, s.name, j.number, j.at, j.by, j.deed, j.facts";

/// The conditions of a filter, and what fills them.
fn conditions(filter: &ActFilter) -> (String, Vec<Value>) {
    let mut sql = "FROM journal j JOIN station s ON s.id = j.station WHERE 1".to_owned();
    let mut values: Vec<Value> = Vec::new();
    let mut and = |condition: &str, filled: Vec<Value>| {
        sql += " AND ";
        sql += condition;
        values.extend(filled);
    };
    if let Some(by) = &filter.by {
        and("j.by = ?", vec![by.clone().into()]);
    }
    if !filter.deeds.is_empty() {
        let places = vec!["?"; filter.deeds.len()].join(", ");
        let keys = filter.deeds.iter().map(|deed| deed.key().to_owned().into());
        and(&format!("j.deed IN ({places})"), keys.collect());
    }
    if let Some(from) = &filter.from {
        and("j.at >= ?", vec![from.clone().into()]);
    }
    if let Some(to) = &filter.to {
        // Every moment of the day sorts before the day with a letter behind it.
        and("j.at < ?", vec![format!("{to}U").into()]);
    }
    if let Some((kind, record)) = &filter.record {
        let acts = "j.id IN (SELECT journal FROM journal_member WHERE record = ? AND kind = ?)";
        and(acts, vec![(*record).into(), kind.clone().into()]);
    }
    (sql, values)
}

impl Reader<'_> {
    /// How many acts a filter leaves.
    ///
    /// # Errors
    /// The engine.
    pub fn count_acts(&self, filter: &ActFilter) -> Result<u32, StoreError> {
        let (sql, values) = conditions(filter);
        let mut statement = self.0.prepare_cached(&format!("SELECT count(*) {sql}"))?;
        Ok(statement.query_row(params_from_iter(values), |row| row.get(0))?)
    }

    /// Acts, the newest first: of all workstations laid together by their time.
    ///
    /// # Errors
    /// The engine, or a deed of an unknown name.
    pub fn acts(
        &self,
        filter: &ActFilter,
        skip: u32,
        count: u32,
    ) -> Result<Vec<ActRow>, StoreError> {
        let (sql, mut values) = conditions(filter);
        values.extend([i64::from(count).into(), i64::from(skip).into()]);
        let sql = format!("SELECT {COLUMNS} {sql} ORDER BY j.at DESC, j.id DESC LIMIT ? OFFSET ?");
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut acts = Vec::new();
        while let Some(row) = rows.next()? {
            acts.push(read(row)?);
        }
        Ok(acts)
    }

    /// One act.
    ///
    /// # Errors
    /// As [`Reader::acts`].
    pub fn act(&self, id: i64) -> Result<Option<ActRow>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM journal j JOIN station s ON s.id = j.station WHERE j.id = ?"
        );
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query([id])?;
        rows.next()?.map(read).transpose()
    }

    /// The first act after another that touched one of the records it touched and is more than a look;
    /// with every record of a list asked in one go.
    ///
    /// # Errors
    /// As [`Reader::acts`].
    pub fn touched_since(&self, act: i64) -> Result<Option<ActRow>, StoreError> {
        let (from, to) = self.members_of(act)?;
        let sql = format!(
            "SELECT {COLUMNS} FROM journal_member m \
             JOIN journal_member n ON n.record = m.record AND n.kind = m.kind AND n.journal > ?1 \
             JOIN journal j ON j.id = n.journal JOIN station s ON s.id = j.station \
             WHERE m.id >= ?2 AND m.id < ?3 AND j.deed <> 'open_record' \
             AND NOT EXISTS (SELECT 1 FROM undone u WHERE u.act = n.journal OR u.by_act = n.journal) \
             LIMIT 1"
        );
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query([act, from, to])?;
        rows.next()?.map(read).transpose()
    }

    /// The act that made an entry of one of two people which an act does not know of.
    ///
    /// # Errors
    /// The engine.
    pub fn beyond(&self, act: i64, people: (i64, i64)) -> Result<Option<ActRow>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM application a JOIN entry e ON e.application = a.id \
             JOIN journal_member m ON m.kind = 'entry' AND m.record = e.id AND m.journal > ?1 \
             JOIN journal j ON j.id = m.journal JOIN station s ON s.id = j.station \
             WHERE a.candidate IN (?2, ?3) AND NOT EXISTS (SELECT 1 FROM journal_member n \
             WHERE n.kind = 'entry' AND n.record = e.id AND n.journal = ?1) \
             ORDER BY j.id LIMIT 1"
        );
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query([act, people.0, people.1])?;
        rows.next()?.map(read).transpose()
    }

    /// What stood in a field before an act changed it, of every record that has such.
    ///
    /// # Errors
    /// The engine.
    pub fn former(&self, act: i64, field: &str) -> Result<Vec<String>, StoreError> {
        let (from, to) = self.members_of(act)?;
        let sql = "SELECT json_extract(before, '$.' || ?3) FROM journal_member \
                   WHERE id >= ?1 AND id < ?2 AND json_type(before, '$.' || ?3) = 'text'";
        let mut statement = self.0.prepare_cached(sql)?;
        let rows = statement.query_map(rusqlite::params![from, to, field], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether what an act did to some record was erased from the journal.
    ///
    /// # Errors
    /// The engine.
    pub fn is_erased(&self, act: i64) -> Result<bool, StoreError> {
        let (from, to) = self.members_of(act)?;
        let sql = "SELECT 1 FROM journal_member WHERE id >= ? AND id < ? \
                   AND before IS NULL AND after IS NULL";
        Ok(self.0.prepare_cached(sql)?.exists([from, to])?)
    }

    /// The last act but one of looking that one of these entries was changed by; 0 where there is none.
    ///
    /// # Errors
    /// The engine.
    pub fn last_touch(&self, entries: &[i64]) -> Result<i64, StoreError> {
        let sql = "SELECT coalesce(max(journal), 0) FROM journal_member WHERE kind = 'entry' \
                   AND record = ? AND NOT (before IS NULL AND after IS NULL)";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut last = 0;
        for entry in entries {
            last = last.max(statement.query_row([entry], |row| row.get(0))?);
        }
        Ok(last)
    }

    /// Whether an act was taken back, or took another one back.
    ///
    /// # Errors
    /// The engine.
    pub fn is_undone(&self, act: i64) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM undone WHERE act = ?1 OR by_act = ?1";
        Ok(self.0.prepare_cached(sql)?.exists([act])?)
    }

    /// Everybody who did anything, by name.
    ///
    /// # Errors
    /// The engine.
    pub fn actors(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.0.prepare_cached("SELECT DISTINCT by FROM journal ORDER BY by")?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// How many records an act touched.
    ///
    /// # Errors
    /// The engine.
    pub fn count_members(&self, act: i64) -> Result<u32, StoreError> {
        let (from, to) = self.members_of(act)?;
        Ok(u32::try_from(to - from).unwrap_or(u32::MAX))
    }

    /// The ids between which an act's members lie, the last one not included. There is one writer at
    /// a time, so they stand together and in the order of the acts: the index, which leads with the
    /// record, is not asked, and a history of any length is not looked through.
    pub(super) fn members_of(&self, act: i64) -> Result<(i64, i64), StoreError> {
        Ok((self.first_member(act)?, self.first_member(act + 1)?))
    }

    /// The id of the first member of an act or of one after it.
    fn first_member(&self, act: i64) -> Result<i64, StoreError> {
        let last = "SELECT coalesce(max(id), 0) FROM journal_member";
        let mut beyond =
            self.0.prepare_cached(last)?.query_row([], |row| row.get::<_, i64>(0))? + 1;
        let mut first = 1;
        let mut of = self.0.prepare_cached("SELECT journal FROM journal_member WHERE id = ?")?;
        while first < beyond {
            let middle = first + (beyond - first) / 2;
            if of.query_row([middle], |row| row.get::<_, i64>(0))? < act {
                first = middle + 1;
            } else {
                beyond = middle;
            }
        }
        Ok(first)
    }
}

impl People<'_> {
    /// What an act did, the first `count` records of it.
    ///
    /// # Errors
    /// As [`Reader::acts`].
    pub fn members(&self, act: i64, count: u32) -> Result<Vec<MemberRow>, StoreError> {
        let (from, to) = self.members_of(act)?;
        let condition = "m.id >= ? AND m.id < ? ORDER BY m.id LIMIT ?";
        self.members_where(condition, [from, to, count.into()])
    }

    /// What was done to a record, oldest first.
    ///
    /// # Errors
    /// As [`Reader::acts`].
    pub fn past(&self, kind: &str, record: i64) -> Result<Vec<MemberRow>, StoreError> {
        let condition = "m.record = ? AND m.kind = ? ORDER BY j.at, m.id";
        self.members_where(condition, [Value::from(record), kind.to_owned().into()])
    }

    fn members_where<V: rusqlite::ToSql>(
        &self,
        condition: &str,
        values: impl IntoIterator<Item = V>,
    ) -> Result<Vec<MemberRow>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS}, m.kind, m.record, m.before, m.after FROM journal_member m \
             JOIN journal j ON j.id = m.journal JOIN station s ON s.id = j.station \
             WHERE {condition}"
        );
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut members = Vec::new();
        while let Some(row) = rows.next()? {
            members.push(MemberRow {
                act: read(row)?,
                kind: row.get(8)?,
                record: row.get(9)?,
                before: row.get(10)?,
                after: row.get(11)?,
            });
        }
        Ok(members)
    }
}

impl Tx<'_> {
    /// Notes that an act was taken back by another.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] for one that was taken back already.
    pub fn note_undone(&self, act: i64, by: i64) -> Result<(), StoreError> {
        self.0.execute("INSERT INTO undone (act, by_act) VALUES (?, ?)", [act, by])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<ActRow, StoreError> {
    let deed: String = row.get(6)?;
    let deed = deed_of(&deed)
        .ok_or(StoreError::Value { table: "journal", what: format!("deed {deed}") })?;
    Ok(ActRow {
        id: row.get(0)?,
        station: (row.get(1)?, row.get(2)?),
        number: row.get(3)?,
        at: row.get(4)?,
        by: row.get(5)?,
        deed,
        facts: row.get(7)?,
    })
}
