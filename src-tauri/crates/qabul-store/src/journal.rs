//! Tables `journal` and `journal_member`: what was done, by whom, chained by digests.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use qabul_core::journal::{Deed, Link, MemberDigest, link, stamp};
use qabul_core::staff::MayDo;
use rusqlite::{CachedStatement, OptionalExtension, Row, params};

use crate::connection::{Reader, Tx};
use crate::error::StoreError;

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

impl Reader<'_> {
    /// The number of the last act: it grows with every change of the registry.
    ///
    /// # Errors
    /// The engine.
    pub fn last_act(&self) -> Result<i64, StoreError> {
        let sql = "SELECT coalesce(max(number), 0) FROM journal";
        Ok(self.0.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
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
        let sql = "SELECT j.at, j.by FROM journal_member m JOIN journal j ON j.number = m.journal \
                   WHERE m.record = ? AND m.kind = ? ORDER BY m.journal DESC LIMIT 1";
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        Ok(self.0.prepare_cached(sql)?.query_row(params![record, kind], read).optional()?)
    }

    /// Recomputes every digest of the chain and of each act's members.
    ///
    /// # Errors
    /// The engine; [`StoreError::Value`] that names the first act whose digest does not hold.
    pub fn verify_journal(&self) -> Result<u32, StoreError> {
        let mut sums = self.member_sums()?;
        let mut acts = self.0.prepare(
            "SELECT number, at, by, deed, facts, members, digest FROM journal ORDER BY number",
        )?;
        let mut rows = acts.query([])?;
        let (mut before, mut count): (Link, u32) = ([0; 32], 0);
        while let Some(row) = rows.next()? {
            let number: i64 = row.get(0)?;
            let broken = |what: &str| StoreError::Value {
                table: "journal",
                what: format!("act {number}: {what}"),
            };
            let deed = deed_of(&row.get::<_, String>(3)?).ok_or_else(|| broken("unknown deed"))?;
            let (at, by, facts): (String, String, String) = (row.get(1)?, row.get(2)?, row.get(4)?);
            let members: Link = row.get(5)?;
            let sum = sums.remove(&number).unwrap_or_default().sum();
            if sum != members {
                return Err(broken("its members were changed"));
            }
            let digest: Link = row.get(6)?;
            if link(&before, number, &at, &by, deed, &facts, &members) != digest {
                return Err(broken("its digest does not hold"));
            }
            before = digest;
            count += 1;
        }
        match sums.keys().min() {
            Some(act) => Err(StoreError::Value {
                table: "journal_member",
                what: format!("act {act} is not in the journal"),
            }),
            None => Ok(count),
        }
    }

    /// The running digest of every act's members, in one pass: they stand in the order in which they
    /// were added up.
    fn member_sums(&self) -> Result<HashMap<i64, MemberDigest>, StoreError> {
        let mut statement = self.0.prepare(
            "SELECT journal, kind, record, before, after FROM journal_member ORDER BY id",
        )?;
        let mut rows = statement.query([])?;
        let mut sums: HashMap<i64, MemberDigest> = HashMap::new();
        while let Some(row) = rows.next()? {
            let (kind, before, after): (String, Option<String>, Option<String>) =
                (row.get(1)?, row.get(3)?, row.get(4)?);
            let sum = sums.entry(row.get(0)?).or_default();
            sum.add(&kind, row.get(2)?, before.as_deref(), after.as_deref());
        }
        Ok(sums)
    }
}

/// An act on its way into the journal: its members are written as they come, its own row, which
/// holds their digest, at the end.
pub struct OpenAct<'a> {
    tx: &'a Tx<'a>,
    may: MayDo,
    number: i64,
    before: Link,
    insert: CachedStatement<'a>,
    digest: MemberDigest,
}

impl Tx<'_> {
    /// Begins the next act: the deed of whoever was found to have the right.
    ///
    /// # Errors
    /// The engine.
    pub fn begin_act(&self, may: &MayDo) -> Result<OpenAct<'_>, StoreError> {
        let sql = "SELECT number, digest FROM journal ORDER BY number DESC LIMIT 1";
        let read = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get(1)?));
        let last: Option<(i64, Link)> = self.0.query_row(sql, [], read).optional()?;
        let (number, before) = last.map_or((1, [0; 32]), |(number, digest)| (number + 1, digest));
        let insert = self.0.prepare_cached(
            "INSERT INTO journal_member (kind, record, journal, before, after) \
             VALUES (?, ?, ?, ?, ?)",
        )?;
        let (may, digest) = (may.clone(), MemberDigest::default());
        Ok(OpenAct { tx: self, may, number, before, insert, digest })
    }
}

impl OpenAct<'_> {
    /// Writes what the act did to one record.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] for a record that the act has named already.
    pub fn member(&mut self, member: &Member) -> Result<(), StoreError> {
        let Member { kind, record, before, after } = member;
        self.digest.add(kind, *record, before.as_deref(), after.as_deref());
        self.insert.execute(params![kind, record, self.number, before, after])?;
        Ok(())
    }

    /// Writes the act itself, done at a local wall time, with its numbers as JSON without personal
    /// data; its own number.
    ///
    /// # Errors
    /// The engine.
    pub fn end(self, at: NaiveDateTime, facts: &str) -> Result<i64, StoreError> {
        let (number, at) = (self.number, stamp(at));
        let (by, deed, sum) = (self.may.by(), self.may.deed(), self.digest.sum());
        let digest = link(&self.before, number, &at, by, deed, facts, &sum);
        self.tx.0.execute(
            "INSERT INTO journal (number, at, by, deed, facts, members, digest) \
             VALUES (?, ?, ?, ?, ?, ?, ?)",
            params![number, at, by, deed.key(), facts, sum, digest],
        )?;
        Ok(number)
    }
}

/// The deed of a stored key.
pub(crate) fn deed_of(key: &str) -> Option<Deed> {
    Deed::ALL.into_iter().find(|deed| deed.key() == key)
}

#[cfg(test)]
mod tests {
    use qabul_core::staff::AtTheDoor;
    use rusqlite::Connection;

    use super::*;

    fn may() -> MayDo {
        MayDo::at_the_door(AtTheDoor::Found, "Sınaqçı")
    }

    fn member(record: i64) -> Member {
        Member { kind: "hall", record, before: None, after: Some("{}".to_owned()) }
    }

    /// Two acts with two members each, and then what somebody does past the program.
    fn verified_after(tampering: &str) -> Result<u32, StoreError> {
        let mut db = Connection::open_in_memory().unwrap();
        crate::migration::bring_up(&mut db, crate::migration::REGISTRY, None).unwrap();
        let transaction = db.transaction().unwrap();
        let tx = Tx::of(&transaction);
        for _ in 0..2 {
            let mut open = tx.begin_act(&may()).unwrap();
            // In no order of their own.
            open.member(&member(8)).unwrap();
            open.member(&member(7)).unwrap();
            open.end(NaiveDateTime::default(), "{}").unwrap();
        }
        transaction.execute_batch(tampering).unwrap();
        tx.verify_journal()
    }

    #[test]
    fn the_chain_holds_until_somebody_touches_a_member() {
        assert_eq!(verified_after("").unwrap(), 2);
        for tampering in [
            "UPDATE journal_member SET after = '{\"a\":1}' WHERE id = 3",
            "DELETE FROM journal_member WHERE id = 2",
            "INSERT INTO journal_member (journal, kind, record) VALUES (1, 'hall', 9)",
            "INSERT INTO journal_member (journal, kind, record) VALUES (3, 'hall', 9)",
        ] {
            let broken = verified_after(tampering);
            assert!(matches!(broken, Err(StoreError::Value { .. })), "{tampering}");
        }
    }

    #[test]
    fn an_act_names_a_record_once() {
        let mut db = Connection::open_in_memory().unwrap();
        crate::migration::bring_up(&mut db, crate::migration::REGISTRY, None).unwrap();
        let transaction = db.transaction().unwrap();
        let tx = Tx::of(&transaction);
        let mut open = tx.begin_act(&may()).unwrap();
        open.member(&member(7)).unwrap();
        assert!(matches!(open.member(&member(7)), Err(StoreError::Constraint(_))));
    }
}
