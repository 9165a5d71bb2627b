//! Tables `station`, `journal` and `journal_member`: what was done, by whom, where; chained by digests.

mod anchor;
mod erase;
mod read;
mod verify;

use chrono::NaiveDateTime;
use qabul_core::journal::{Deed, Head, Link, MemberDigest, Station, link, stamp};
use qabul_core::staff::MayDo;
use rusqlite::{CachedStatement, OptionalExtension, Row, params};

use crate::connection::{Reader, Tx};
use crate::error::StoreError;

pub use anchor::{AnchorRow, AnchorWhy, NewAnchor};
pub use read::{ActFilter, ActRow, MemberRow};
pub use verify::Verified;

/// What an act did to one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Kind of record: `entry`, `hall`, `run`.
    pub kind: &'static str,
    /// Its id.
    pub record: i64,
    /// The changed fields as they were, a JSON object; nothing for a new record.
    pub before: Option<String>,
    /// The changed fields as they are, a JSON object; or, of a new record of a list, all its values
    /// as a JSON array in the order of `fields` in the facts of the act.
    pub after: Option<String>,
}

/// The deeds that change nothing, as a list of SQL.
pub(crate) fn quiet() -> String {
    let quiet = Deed::ALL.into_iter().filter(|deed| deed.changes_nothing());
    quiet.map(|deed| format!("'{}'", deed.key())).collect::<Vec<_>>().join(", ")
}

impl Reader<'_> {
    /// The id of the last act that changed anything: it grows with every change of the registry.
    ///
    /// # Errors
    /// The engine.
    pub fn last_act(&self) -> Result<i64, StoreError> {
        let quiet = quiet();
        let sql =
            format!("SELECT id FROM journal WHERE deed NOT IN ({quiet}) ORDER BY id DESC LIMIT 1");
        let last = self.0.prepare_cached(&sql)?.query_row([], |row| row.get(0)).optional()?;
        Ok(last.unwrap_or(0))
    }

    /// When a record was last changed, and by whom.
    ///
    /// # Errors
    /// The engine.
    pub fn last_change(
        &self,
        kind: &str,
        record: i64,
    ) -> Result<Option<(String, String)>, StoreError> {
        let sql = "SELECT j.at, j.by FROM journal_member m JOIN journal j ON j.id = m.journal \
                   WHERE m.record = ? AND m.kind = ? AND m.after IS NOT NULL \
                   ORDER BY m.journal DESC LIMIT 1";
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        Ok(self.0.prepare_cached(sql)?.query_row(params![record, kind], read).optional()?)
    }
}

/// An act on its way into the journal: its members are written as they come, its own row, which
/// holds their digest, at the end.
pub struct OpenAct<'a> {
    tx: &'a Tx<'a>,
    may: MayDo,
    id: i64,
    station: i64,
    number: i64,
    before: Link,
    insert: CachedStatement<'a>,
    digest: MemberDigest,
}

impl Tx<'_> {
    /// Begins the next act of a workstation: the deed of whoever was found to have the right.
    ///
    /// # Errors
    /// The engine.
    pub fn begin_act(
        &self,
        may: &MayDo,
        station: &Station,
        at: NaiveDateTime,
    ) -> Result<OpenAct<'_>, StoreError> {
        let (station, genesis) = self.station(station, at)?;
        let sql =
            "SELECT number, digest FROM journal WHERE station = ? ORDER BY number DESC LIMIT 1";
        let read = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get(1)?));
        let last: Option<(i64, Link)> =
            self.0.prepare_cached(sql)?.query_row([station], read).optional()?;
        let (number, before) = last.map_or((1, genesis), |(number, digest)| (number + 1, digest));
        let next = "SELECT coalesce(max(id), 0) + 1 FROM journal";
        let id = self.0.prepare_cached(next)?.query_row([], |row| row.get(0))?;
        let insert = self.0.prepare_cached(
            "INSERT INTO journal_member (kind, record, journal, before, after) \
             VALUES (?, ?, ?, ?, ?)",
        )?;
        let (may, digest) = (may.clone(), MemberDigest::default());
        Ok(OpenAct { tx: self, may, id, station, number, before, insert, digest })
    }

    /// The number of a workstation in the registry, which notes a new one, and where its chain begins.
    pub(crate) fn station(
        &self,
        station: &Station,
        at: NaiveDateTime,
    ) -> Result<(i64, Link), StoreError> {
        let sql = "SELECT id, genesis FROM station WHERE token = ?";
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let known = self.0.prepare_cached(sql)?.query_row([station.token], read).optional()?;
        if let Some(known) = known {
            return Ok(known);
        }
        let genesis = station.genesis();
        self.0.execute(
            "INSERT INTO station (token, name, genesis, since) VALUES (?, ?, ?, ?)",
            params![station.token, station.name, genesis, stamp(at)],
        )?;
        Ok((self.0.last_insert_rowid(), genesis))
    }
}

impl OpenAct<'_> {
    /// The id of the act.
    #[must_use]
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Writes what the act did to one record.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] for a record that the act has named already.
    pub fn member(&mut self, member: &Member) -> Result<(), StoreError> {
        let Member { kind, record, before, after } = member;
        self.digest.add(kind, *record, before.as_deref(), after.as_deref());
        self.insert.execute(params![kind, record, self.id, before, after])?;
        Ok(())
    }

    /// Writes the act itself, done at a local wall time, with its numbers as JSON without personal
    /// data; the head of the chain, which it now is.
    ///
    /// # Errors
    /// The engine.
    pub fn end(self, at: NaiveDateTime, facts: &str) -> Result<Head, StoreError> {
        let (station, number, at) = (self.station, self.number, stamp(at));
        let (by, deed, sum) = (self.may.by(), self.may.deed().key(), self.digest.sum());
        let digest = link(&self.before, number, &at, by, deed, facts, &sum);
        self.tx.0.execute(
            "INSERT INTO journal (id, station, number, at, by, deed, facts, members, digest) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            params![self.id, station, number, at, by, deed, facts, sum, digest],
        )?;
        Ok(Head { station, number, digest })
    }
}

/// The deed of a stored key.
pub(crate) fn deed_of(key: &str) -> Option<Deed> {
    Deed::ALL.into_iter().find(|deed| deed.key() == key)
}
