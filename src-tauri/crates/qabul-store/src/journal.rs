//! Tables `journal` and `journal_member`: what was done, by whom, chained by digests.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use qabul_core::journal::{Deed, Link, MemberDigest, link, stamp};
use rusqlite::{OptionalExtension, params};

use crate::connection::{Reader, Tx};
use crate::error::StoreError;

/// One act, without its members.
#[derive(Debug, Clone)]
pub struct Act<'a> {
    /// When, local wall time.
    pub at: NaiveDateTime,
    /// Who.
    pub by: &'a str,
    /// What.
    pub deed: Deed,
    /// Its numbers, as JSON without personal data.
    pub facts: String,
}

/// What an act did to one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Kind of record: `entry`, `hall`, `run`.
    pub kind: &'static str,
    /// Its id.
    pub record: i64,
    /// The changed fields as they were, JSON; nothing for a new record.
    pub before: Option<String>,
    /// The changed fields as they are, JSON.
    pub after: Option<String>,
}

impl Member {
    /// Where it stands among the members of its act.
    #[must_use]
    pub fn place(&self) -> (&'static str, i64) {
        (self.kind, self.record)
    }
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
        Ok(count)
    }

    /// The running digest of every act's members, in one pass: the table's own order is, within
    /// each act, the order in which its members were added up.
    fn member_sums(&self) -> Result<HashMap<i64, MemberDigest>, StoreError> {
        let mut statement = self.0.prepare(
            "SELECT journal, kind, record, before, after FROM journal_member \
             ORDER BY kind, record, journal",
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

impl Tx<'_> {
    /// Writes one act with all its members, which come in the order of [`Member::place`], each
    /// record once; their digest stands in the act's row.
    ///
    /// # Errors
    /// The engine; [`StoreError::Value`] for members that come in another order.
    pub fn record(
        &self,
        act: &Act<'_>,
        members: impl IntoIterator<Item = Member>,
    ) -> Result<i64, StoreError> {
        let last: Option<(i64, Link)> = self
            .0
            .query_row(
                "SELECT number, digest FROM journal ORDER BY number DESC LIMIT 1",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        let (number, before) = last.map_or((1, [0; 32]), |(number, digest)| (number + 1, digest));
        let mut digest = MemberDigest::default();
        let mut insert = self.0.prepare_cached(
            "INSERT INTO journal_member (kind, record, journal, before, after) VALUES (?, ?, ?, ?, ?)",
        )?;
        let mut last = None;
        for member in members {
            if last >= Some(member.place()) {
                let what = "members out of order".to_owned();
                return Err(StoreError::Value { table: "journal_member", what });
            }
            last = Some(member.place());
            let Member { kind, record, before, after } = member;
            digest.add(kind, record, before.as_deref(), after.as_deref());
            insert.execute(params![kind, record, number, before, after])?;
        }
        let sum = digest.sum();
        let at = stamp(act.at);
        let digest = link(&before, number, &at, act.by, act.deed, &act.facts, &sum);
        self.0.execute(
            "INSERT INTO journal (number, at, by, deed, facts, members, digest) \
             VALUES (?, ?, ?, ?, ?, ?, ?)",
            params![number, at, act.by, act.deed.key(), act.facts, sum, digest],
        )?;
        Ok(number)
    }
}

/// The deed of a stored key.
pub(crate) fn deed_of(key: &str) -> Option<Deed> {
    use Deed::{
        CreateRegistry, DrawSeats, ExportApplications, ImportApplications, ImportHalls, PrintSlips,
        SaveHall,
    };
    [
        CreateRegistry,
        ImportApplications,
        ImportHalls,
        SaveHall,
        DrawSeats,
        PrintSlips,
        ExportApplications,
    ]
    .into_iter()
    .find(|deed| deed.key() == key)
}
