//! Lawful erasure: what acts did to records goes, that they did it stays, and the chain still holds.
//!
//! The sum of an act's members is part of the chain and does not change. The erasing act says, within
//! the chain too, what the members that are left add up to; so an act that lost something must add up
//! to one of the two, and nothing of what is gone can be reckoned back from either.

use qabul_core::digest::{hex, of_hex};
use qabul_core::journal::{Link, MemberDigest};
use rusqlite::params;
use serde_json::{Value, json};

use super::{Member, OpenAct};
use crate::connection::Tx;
use crate::error::StoreError;

/// The sum that an erasing act says is left of another.
pub(super) fn left(after: &str) -> Option<Link> {
    let value: Value = serde_json::from_str(after).ok()?;
    of_hex(value.get("left")?.as_str()?)
}

impl Tx<'_> {
    /// Erases what acts before a moment (as [`qabul_core::journal::stamp`] writes it) did to records of
    /// a kind, as a part of the act that is open; how many records' pasts are gone.
    ///
    /// # Errors
    /// The engine.
    pub fn erase_members(
        &self,
        act: &mut OpenAct<'_>,
        kind: &str,
        before: &str,
    ) -> Result<u32, StoreError> {
        let mut acts = self.0.prepare(
            "SELECT DISTINCT m.journal FROM journal_member m JOIN journal j ON j.id = m.journal \
             WHERE m.kind = ? AND j.at < ? AND (m.before IS NOT NULL OR m.after IS NOT NULL) \
             ORDER BY m.journal",
        )?;
        let acts: Vec<i64> =
            acts.query_map(params![kind, before], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut erased = 0;
        for id in acts {
            let gone = self.0.execute(
                "UPDATE journal_member SET before = NULL, after = NULL \
                 WHERE journal = ? AND kind = ? AND (before IS NOT NULL OR after IS NOT NULL)",
                params![id, kind],
            )?;
            erased += u32::try_from(gone).unwrap_or(u32::MAX);
            let after = json!({ "left": hex(&self.sum_of(id)?), "gone": gone.to_string() });
            let after = Some(after.to_string());
            act.member(&Member { kind: "act", record: id, before: None, after })?;
        }
        Ok(erased)
    }

    fn sum_of(&self, act: i64) -> Result<Link, StoreError> {
        let (from, to) = self.members_of(act)?;
        let mut statement = self.0.prepare_cached(
            "SELECT kind, record, before, after FROM journal_member WHERE id >= ? AND id < ? \
             ORDER BY id",
        )?;
        let mut rows = statement.query([from, to])?;
        let mut sum = MemberDigest::default();
        while let Some(row) = rows.next()? {
            let (kind, before, after): (String, Option<String>, Option<String>) =
                (row.get(0)?, row.get(2)?, row.get(3)?);
            sum.add(&kind, row.get(1)?, before.as_deref(), after.as_deref());
        }
        Ok(sum.sum())
    }
}
