//! Certificates counted: how many stand which way, and how long their decisions took.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use qabul_core::certificate::{Cefr, CertificateState, Decision};
use qabul_core::journal::moment;
use rusqlite::{Row, params};
use serde::Deserialize;

use super::wrong;
use crate::connection::Reader;
use crate::error::StoreError;

/// Which certificates are counted.
#[derive(Debug, Clone, Copy, Default)]
pub struct CountedCertificates<'a> {
    /// Those that were brought to this campaign, by its name.
    pub campaign: Option<&'a str>,
    /// Those that were received on this day or later.
    pub from: Option<NaiveDate>,
    /// Those that were received on this day or earlier.
    pub to: Option<NaiveDate>,
}

/// One way in which certificates stand: everything by which they are counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CertificateCell {
    /// Key of the kind.
    pub kind: String,
    /// Code of the language that is stated; empty where none is.
    pub language: String,
    /// The month of receipt: `2026-06`.
    pub month: String,
    /// Where they stand.
    pub state: CertificateState,
    /// The verdict on which the decision rests, and the level that it reached.
    pub verdict: Option<CountedVerdict>,
}

/// What of a verdict is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
pub struct CountedVerdict {
    /// How the rules decided.
    pub decision: Decision,
    /// The level that was reached.
    pub level: Option<Cefr>,
}

/// How long a decision took from the receipt, by the wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecisionWait {
    /// Midnights between the two.
    pub nights: u32,
    /// Whole minutes between the two.
    pub minutes: u32,
}

/// Certificates, counted in one pass, so that every sum of a part of it is that of the whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CertificateTally {
    /// How many stand each way.
    pub cells: HashMap<CertificateCell, u32>,
    /// How long each decision took, in no order.
    pub waits: Vec<DecisionWait>,
    /// Whose they are, everybody once, whatever number of records they had before these were merged.
    pub people: u32,
}

impl Reader<'_> {
    /// Counts certificates; nobody is named.
    ///
    /// # Errors
    /// The engine, or a value that no certificate has.
    pub fn certificate_tally(
        &self,
        counted: &CountedCertificates<'_>,
    ) -> Result<CertificateTally, StoreError> {
        // A stamp begins with its day by the wall, as it is compared here.
        let sql = "SELECT q.kind, q.language, q.state, q.received_at, q.decided_at, q.verdict, \
             coalesce(c.same_as, c.id) FROM certificate q JOIN application a ON a.id = q.application \
             JOIN candidate c ON c.id = a.candidate \
             WHERE (?1 IS NULL OR a.campaign = (SELECT id FROM campaign WHERE name = ?1)) \
             AND (?2 IS NULL OR substr(q.received_at, 1, 10) >= ?2) \
             AND (?3 IS NULL OR substr(q.received_at, 1, 10) <= ?3)";
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows =
            statement.query(params![counted.campaign, day(counted.from), day(counted.to)])?;
        let mut tally = CertificateTally::default();
        let mut people = HashSet::new();
        while let Some(row) = rows.next()? {
            *tally.cells.entry(cell(row)?).or_default() += 1;
            tally.waits.extend(wait(row)?);
            people.insert(row.get::<_, i64>(6)?);
        }
        tally.people = u32::try_from(people.len()).unwrap_or(u32::MAX);
        Ok(tally)
    }
}

fn cell(row: &Row<'_>) -> Result<CertificateCell, StoreError> {
    let [state, received]: [String; 2] = [row.get(2)?, row.get(3)?];
    let verdict: Option<String> = row.get(5)?;
    let verdict = verdict.map(|json| {
        serde_json::from_str(&json).map_err(|error| wrong("verdict", &error.to_string()))
    });
    Ok(CertificateCell {
        kind: row.get(0)?,
        language: row.get(1)?,
        month: received.get(..7).ok_or_else(|| wrong("received_at", &received))?.to_owned(),
        state: CertificateState::of_key(&state).ok_or_else(|| wrong("state", &state))?,
        verdict: verdict.transpose()?,
    })
}

/// From the first receipt, also of what was given back and set right meanwhile; nothing of what is not decided.
fn wait(row: &Row<'_>) -> Result<Option<DecisionWait>, StoreError> {
    let Some(decided) = row.get::<_, Option<String>>(4)? else { return Ok(None) };
    let received: String = row.get(3)?;
    let [from, to] = [("received_at", received), ("decided_at", decided)]
        .map(|(column, stamp)| moment(&stamp).ok_or_else(|| wrong(column, &stamp)));
    let (from, to) = (from?, to?);
    // A clock that was set back between the two counts for nothing.
    let some = |number: i64| u32::try_from(number).unwrap_or(0);
    let nights = some((to.date() - from.date()).num_days());
    Ok(Some(DecisionWait { nights, minutes: some((to - from).num_minutes()) }))
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    const VERDICT: &str = r#"{"decision":"person","level":"C1","reasons":[],"table":null,"result":null,"scale":null,"good_until":null}"#;

    /// Certificates of three people, two of whom are one; each with its application, its receipt, its decision.
    fn registry(rows: &[(i64, &str, Option<&str>)]) -> Connection {
        let mut db = Connection::open_in_memory().unwrap();
        crate::migration::bring_up(&mut db, crate::migration::REGISTRY, None).unwrap();
        db.pragma_update(None, "foreign_keys", false).unwrap();
        db.execute_batch(
            "INSERT INTO campaign (id, name) VALUES (1, 'doctoral-2026'), (2, 'doctoral-2027')",
        )
        .unwrap();
        for (id, campaign) in [(1_i64, 1), (2, 1), (3, 2)] {
            db.execute(
                "INSERT INTO candidate (id, fin, surname, given, patronymic, sort_key, folded, document, \
                 citizenship, sex, birth) VALUES (?1, ?1, '', '', '', x'', '', ?1, 'AZE', 'male', '1998-11-02')",
                [id],
            )
            .unwrap();
            db.execute(
                "INSERT INTO application (id, candidate, campaign, work_number, standing, institution) \
                 VALUES (?1, ?1, ?2, ?1, 'student', '')",
                [id, campaign],
            )
            .unwrap();
        }
        db.execute("UPDATE candidate SET same_as = 1 WHERE id = 2", []).unwrap();
        for (application, received, decided) in rows {
            db.execute(
                "INSERT INTO certificate (application, state, kind, language, number, number_key, tested_on, \
                 listening, reading, writing, speaking, overall, level, profile, name, received_at, received_by, \
                 how, found, checked_by, checked_at, decided_by, decided_at, verdict) \
                 VALUES (?1, iif(?3 IS NULL, 'checked', 'exempt'), 'ielts', 'en', '1', '1', '2025-11-03', '', '', \
                 '', '', '', '', '', '', ?2, 1, 'register', 'agrees', 1, ?2, iif(?3 IS NULL, NULL, 2), ?3, \
                 iif(?3 IS NULL, NULL, ?4))",
                params![application, received, decided, VERDICT],
            )
            .unwrap();
        }
        db
    }

    fn tally(db: &Connection, counted: &CountedCertificates<'_>) -> CertificateTally {
        let tally = Reader(db).certificate_tally(counted).unwrap();
        let decided = tally.cells.iter().filter(|(cell, _)| cell.verdict.is_some());
        assert_eq!(decided.map(|(_, count)| *count as usize).sum::<usize>(), tally.waits.len());
        tally
    }

    fn total(tally: &CertificateTally) -> u32 {
        tally.cells.values().sum()
    }

    #[test]
    fn the_days_of_the_wall_are_counted_and_one_person_once() {
        let db = registry(&[
            (1, "2026-06-11T23:30:00+04:00", Some("2026-06-12T00:10:30+04:00")),
            (2, "2026-06-11T09:00:00+04:00", None),
            (3, "2026-07-01T00:00:00+04:00", Some("2026-06-30T23:00:00+04:00")),
        ]);
        let all = tally(&db, &CountedCertificates::default());
        assert_eq!((total(&all), all.people, all.cells.len()), (3, 2, 3));
        assert_eq!(
            all.waits,
            [DecisionWait { nights: 1, minutes: 40 }, DecisionWait { nights: 0, minutes: 0 }]
        );
        let verdict = Some(CountedVerdict { decision: Decision::Person, level: Some(Cefr::C1) });
        let july = all.cells.keys().find(|cell| cell.month == "2026-07").unwrap();
        assert_eq!((july.verdict, july.state), (verdict, CertificateState::Exempt));
    }

    #[test]
    fn a_campaign_and_a_span_of_days_narrow_it_with_both_ends() {
        let at = |day: &str| format!("2026-06-{day}T23:59:59+04:00");
        let days = ["10", "11", "12"].map(at);
        let rows: Vec<_> =
            days.iter().zip([1, 2, 3]).map(|(at, id)| (id, at.as_str(), None)).collect();
        let db = registry(&rows);
        let day = |day: u32| NaiveDate::from_ymd_opt(2026, 6, day);
        let counted =
            |campaign, from, to| total(&tally(&db, &CountedCertificates { campaign, from, to }));
        assert_eq!(counted(Some("doctoral-2026"), None, None), 2);
        assert_eq!(counted(Some("doctoral-2028"), None, None), 0);
        assert_eq!(counted(None, day(11), None), 2);
        assert_eq!(counted(None, None, day(11)), 2);
        assert_eq!(counted(None, day(11), day(11)), 1);
        assert_eq!(counted(Some("doctoral-2026"), day(12), None), 0);
    }
}
