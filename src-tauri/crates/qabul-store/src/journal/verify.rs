//! The journal's own check: every digest recomputed, every chain from its beginning to its end.

use std::collections::HashMap;

use qabul_core::journal::{Break, Broken, Head, Link, MemberDigest, link};
use rusqlite::OptionalExtension;

use crate::connection::Reader;
use crate::error::StoreError;

/// What the check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Acts that hold.
    pub acts: u32,
    /// The last act of each chain.
    pub heads: Vec<Head>,
    /// Acts of whose members some were erased by a later act.
    pub erased: u32,
    /// Where a chain does not hold first.
    pub broken: Option<Break>,
}

impl Reader<'_> {
    /// How many acts there are, where every chain holds.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where one does not; the engine.
    pub fn whole_journal(&self) -> Result<u32, StoreError> {
        let found = self.verify_journal()?;
        if found.broken.is_some() { Err(StoreError::Damaged) } else { Ok(found.acts) }
    }

    /// Recomputes every digest of every chain and of each act's members.
    ///
    /// # Errors
    /// The engine.
    pub fn verify_journal(&self) -> Result<Verified, StoreError> {
        let mut sums = self.member_sums()?;
        let left = self.left_after_erasure()?;
        let mut found = Verified { acts: 0, heads: Vec::new(), erased: 0, broken: None };
        let mut acts = self.0.prepare(
            "SELECT j.id, j.station, j.number, j.at, j.by, j.deed, j.facts, j.members, j.digest, \
             s.genesis FROM journal j JOIN station s ON s.id = j.station \
             ORDER BY j.station, j.number",
        )?;
        let mut rows = acts.query([])?;
        let mut chain: Option<Head> = None;
        while let Some(row) = rows.next()? {
            let (id, station, number): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let before = match chain.filter(|head| head.station == station) {
                Some(head) => head,
                None => {
                    found.heads.extend(chain);
                    Head { station, number: 0, digest: row.get(9)? }
                }
            };
            let [at, by, deed, facts]: [String; 4] =
                [row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?];
            let (members, digest): (Link, Link) = (row.get(7)?, row.get(8)?);
            let sum = sums.remove(&id).unwrap_or_default().sum();
            let whole = sum == members;
            let expected = link(&before.digest, number, &at, &by, &deed, &facts, &members);
            let broken = if number != before.number + 1 {
                Some((before.number + 1, Broken::Missing))
            } else if !whole && left.get(&id) != Some(&sum) {
                Some((number, Broken::Members))
            } else if expected != digest {
                Some((number, Broken::Digest))
            } else {
                None
            };
            if let Some((act, broken)) = broken {
                found.broken = Some(Break { station, act, broken });
                return Ok(found);
            }
            chain = Some(Head { station, number, digest });
            found.acts += 1;
            found.erased += u32::from(!whole);
        }
        found.heads.extend(chain);
        found.broken =
            sums.keys().min().map(|_| Break { station: 0, act: 0, broken: Broken::Orphan });
        Ok(found)
    }

    /// One act of a chain.
    ///
    /// # Errors
    /// The engine.
    pub fn head_at(&self, station: i64, number: i64) -> Result<Option<Head>, StoreError> {
        let sql = "SELECT digest FROM journal WHERE station = ? AND number = ?";
        let read = |row: &rusqlite::Row<'_>| Ok(Head { station, number, digest: row.get(0)? });
        Ok(self.0.prepare_cached(sql)?.query_row([station, number], read).optional()?)
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

    /// What the members of an act add up to after the last erasure that touched it, by the act's id:
    /// the erasure itself says so, within the chain.
    fn left_after_erasure(&self) -> Result<HashMap<i64, Link>, StoreError> {
        let mut statement = self.0.prepare(
            "SELECT m.record, m.after FROM journal_member m JOIN journal j ON j.id = m.journal \
             WHERE j.deed = 'erase' AND m.kind = 'act' ORDER BY m.id",
        )?;
        let mut rows = statement.query([])?;
        let mut left = HashMap::new();
        while let Some(row) = rows.next()? {
            let text: Option<String> = row.get(1)?;
            let sum = text.and_then(|text| super::erase::left(&text));
            left.extend(sum.map(|sum| Ok::<_, StoreError>((row.get(0)?, sum))).transpose()?);
        }
        Ok(left)
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDateTime;
    use qabul_core::journal::Station;
    use qabul_core::staff::{AtTheDoor, MayDo};
    use rusqlite::Connection;

    use super::*;
    use crate::connection::Tx;
    use crate::journal::Member;

    fn station(name: &str) -> Station {
        Station { token: [name.len() as u8; 16], name: name.to_owned() }
    }

    fn member(record: i64) -> Member {
        let after = Some(format!("{{\"code\":\"{record}\"}}"));
        Member { kind: "hall", record, before: None, after }
    }

    /// One act with two members, in no order of their own.
    fn act(tx: &Tx<'_>, name: &str, day: u32) -> Head {
        let may = MayDo::at_the_door(AtTheDoor::Found, "Sınaqçı");
        let at = NaiveDateTime::default() + chrono::TimeDelta::days(day.into());
        let mut open = tx.begin_act(&may, &station(name), at).unwrap();
        open.member(&member(8)).unwrap();
        open.member(&member(7)).unwrap();
        open.end(at, "{}").unwrap()
    }

    /// Three acts of two workstations, and then what somebody does past the program.
    fn verified_after(tampering: &str) -> Verified {
        let mut db = Connection::open_in_memory().unwrap();
        crate::migration::bring_up(&mut db, crate::migration::REGISTRY, None).unwrap();
        let transaction = db.transaction().unwrap();
        let tx = Tx::of(&transaction);
        for (name, day) in [("a", 1), ("bb", 2), ("a", 3)] {
            act(&tx, name, day);
        }
        for trigger in [
            "journal_is_not_rewritten",
            "journal_is_not_shortened",
            "members_are_not_rewritten",
            "members_are_not_taken_away",
        ] {
            transaction.execute_batch(&format!("DROP TRIGGER {trigger}")).unwrap();
        }
        transaction.execute_batch(tampering).unwrap();
        tx.verify_journal().unwrap()
    }

    #[test]
    fn the_chains_hold_until_somebody_touches_them() {
        let whole = verified_after("");
        assert_eq!((whole.acts, whole.heads.len(), whole.broken), (3, 2, None));
        for (tampering, station, act, broken) in [
            ("UPDATE journal_member SET after = '{\"a\":1}' WHERE id = 3", 2, 1, Broken::Members),
            ("UPDATE journal_member SET after = NULL WHERE id = 1", 1, 1, Broken::Members),
            ("DELETE FROM journal_member WHERE id = 6", 1, 2, Broken::Members),
            (
                "INSERT INTO journal_member (journal, kind, record) VALUES (1, 'hall', 9)",
                1,
                1,
                Broken::Members,
            ),
            (
                "INSERT INTO journal_member (journal, kind, record) VALUES (4, 'hall', 9)",
                0,
                0,
                Broken::Orphan,
            ),
            ("UPDATE journal SET by = 'leyla' WHERE id = 2", 2, 1, Broken::Digest),
            ("UPDATE journal SET at = '2026' WHERE id = 1", 1, 1, Broken::Digest),
            (
                "DELETE FROM journal_member WHERE journal = 1; DELETE FROM journal WHERE id = 1",
                1,
                1,
                Broken::Missing,
            ),
        ] {
            let found = verified_after(tampering).broken;
            assert_eq!(found, Some(Break { station, act, broken }), "{tampering}");
        }
    }

    #[test]
    fn what_an_act_of_erasure_took_away_is_known_and_the_chain_still_holds() {
        let mut db = Connection::open_in_memory().unwrap();
        crate::migration::bring_up(&mut db, crate::migration::REGISTRY, None).unwrap();
        let transaction = db.transaction().unwrap();
        let tx = Tx::of(&transaction);
        act(&tx, "a", 1);
        act(&tx, "a", 9);
        let staff = qabul_core::staff::Session {
            staff: 1,
            name: "sevil".to_owned(),
            person: String::new(),
            roles: [qabul_core::staff::Role::Administrator].into(),
            must_change_password: false,
        };
        let may = staff.may(qabul_core::journal::Deed::Erase).unwrap();
        let at = NaiveDateTime::default() + chrono::TimeDelta::days(10);
        let mut erasure = tx.begin_act(&may, &station("a"), at).unwrap();
        assert_eq!(tx.erase_members(&mut erasure, "hall", "1970-01-05").unwrap(), 2);
        erasure.end(at, "{}").unwrap();
        let found = tx.verify_journal().unwrap();
        assert_eq!((found.acts, found.erased, found.broken), (3, 1, None));
        let left = "SELECT count(*) FROM journal_member WHERE after IS NOT NULL AND kind = 'hall'";
        assert_eq!(transaction.query_row(left, [], |row| row.get::<_, u32>(0)).unwrap(), 2);
        // Whoever erases more, past the program, is found.
        transaction.execute_batch("UPDATE journal_member SET after = NULL WHERE id = 3").unwrap();
        let broken = tx.verify_journal().unwrap().broken;
        assert_eq!(broken, Some(Break { station: 1, act: 2, broken: Broken::Members }));
    }

    #[test]
    fn the_file_itself_refuses_to_rewrite_and_to_shorten() {
        let mut db = Connection::open_in_memory().unwrap();
        crate::migration::bring_up(&mut db, crate::migration::REGISTRY, None).unwrap();
        let transaction = db.transaction().unwrap();
        act(&Tx::of(&transaction), "a", 1);
        for sql in [
            "UPDATE journal SET by = 'leyla'",
            "DELETE FROM journal",
            "UPDATE journal_member SET after = '{}'",
            "UPDATE journal_member SET record = 9",
            "DELETE FROM journal_member",
        ] {
            assert!(transaction.execute(sql, []).is_err(), "{sql}");
        }
    }

    #[test]
    fn an_act_names_a_record_once() {
        let mut db = Connection::open_in_memory().unwrap();
        crate::migration::bring_up(&mut db, crate::migration::REGISTRY, None).unwrap();
        let transaction = db.transaction().unwrap();
        let tx = Tx::of(&transaction);
        let may = MayDo::at_the_door(AtTheDoor::Found, "Sınaqçı");
        let mut open = tx.begin_act(&may, &station("a"), NaiveDateTime::default()).unwrap();
        open.member(&member(7)).unwrap();
        assert!(matches!(open.member(&member(7)), Err(StoreError::Constraint(_))));
    }
}
