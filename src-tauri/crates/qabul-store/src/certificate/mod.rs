//! Tables `certificate` and `certificate_scan`: what candidates bring in the place of the language exam.

mod dry;
mod statistics;
mod write;

use chrono::NaiveDate;
use qabul_core::certificate::{
    CertificateState, CertificateVerdict, CheckFound, CheckedHow, Day, Stated,
};
use qabul_core::text::ascii_upper;
use rusqlite::Row;

pub use dry::DryCertificate;
pub use statistics::{
    CertificateCell, CertificateTally, CountedCertificates, CountedVerdict, DecisionWait,
};

use crate::connection::People;
use crate::error::StoreError;

/// What stands on a certificate, every value checked but for the scores, which are as they were typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CertificateFacts {
    /// Key of its kind.
    pub kind: String,
    /// Code of its language.
    pub language: String,
    /// Its number.
    pub number: String,
    /// The day of the test.
    pub tested_on: NaiveDate,
    /// The day of issue.
    pub issued_on: Option<NaiveDate>,
    /// Scores of listening, reading, writing and speaking.
    pub skills: [String; 4],
    /// The overall result.
    pub overall: String,
    /// The level of a diploma.
    pub level: String,
    /// A language profile.
    pub profile: String,
    /// The day on which it ends.
    pub expires_on: Option<NaiveDate>,
    /// Whether its scores are of more than one test day.
    pub mixed_days: bool,
    /// The name that is printed on it.
    pub name: String,
}

impl CertificateFacts {
    /// As it is judged.
    #[must_use]
    pub fn stated(&self) -> Stated<'_> {
        Stated {
            kind: &self.kind,
            language: &self.language,
            number: &self.number,
            tested_on: Day::On(self.tested_on),
            skills: self.skills.each_ref().map(String::as_str),
            overall: &self.overall,
            level: &self.level,
            profile: &self.profile,
            expires_on: self.expires_on.map_or(Day::Missing, Day::On),
            mixed_days: self.mixed_days,
        }
    }

    /// Its number without what groups it, by which the same one is found again.
    #[must_use]
    pub fn number_key(&self) -> String {
        let number: String = self.number.chars().filter(|c| c.is_alphanumeric()).collect();
        ascii_upper(&number).to_string()
    }
}

/// How, and with what outcome, a certificate was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckRow {
    /// How.
    pub how: CheckedHow,
    /// What was found.
    pub found: CheckFound,
    /// When the issuer was asked, as it was typed.
    pub looked_at: String,
    /// What shows it: the number of a letter, the address of a page.
    pub evidence: String,
    /// By whom: account and person.
    pub by: (i64, String),
    /// When.
    pub at: String,
}

/// A decision on a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionRow {
    /// By whom: account and person.
    pub by: (i64, String),
    /// When.
    pub at: String,
    /// The day as of which it was judged.
    pub judged_on: NaiveDate,
    /// The verdict on which the decision rests; it names the version of the table.
    pub verdict: CertificateVerdict,
}

/// A scan of a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanRow {
    /// Where its bytes lie, by their SHA-256.
    pub hash: [u8; 32],
    /// The name of the file it came from.
    pub name: String,
    /// What it looks like, in 256 bits; nothing of what cannot be drawn.
    pub look: Option<[u8; 32]>,
}

/// A certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateRow {
    /// Row id.
    pub id: i64,
    /// The application it was brought to.
    pub application: i64,
    /// Where it stands.
    pub state: CertificateState,
    /// What stands on it.
    pub facts: CertificateFacts,
    /// Who received it: account and person; and when.
    pub received: ((i64, String), String),
    /// The check.
    pub check: Option<CheckRow>,
    /// The decision.
    pub decision: Option<DecisionRow>,
    /// Why it was given back, refused or revoked.
    pub reason: Option<String>,
    /// Version of the record.
    pub version: i64,
    /// Its scans in their order.
    pub scans: Vec<ScanRow>,
}

/// A certificate in a queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueuedCertificate {
    /// Row id.
    pub id: i64,
    /// The entry under which its application is opened.
    pub entry: i64,
    /// Work number.
    pub work_number: u32,
    /// Surname, given name, patronymic.
    pub name: [String; 3],
    /// Key of its kind.
    pub kind: String,
    /// Where it stands.
    pub state: CertificateState,
    /// When it was received.
    pub received_at: String,
    /// Who checked it.
    pub checked_by: Option<i64>,
}

const COLUMNS: &str = "q.id, q.application, q.state, q.kind, q.language, q.number, q.tested_on, q.issued_on, \
    q.listening, q.reading, q.writing, q.speaking, q.overall, q.level, q.profile, q.expires_on, q.mixed_days, \
    q.name, q.received_by, r.person, q.received_at, q.how, q.found, q.looked_at, q.evidence, q.checked_by, \
    c.person, q.checked_at, q.decided_by, d.person, q.decided_at, q.judged_on, q.verdict, q.reason, q.version \
    FROM certificate q JOIN staff r ON r.id = q.received_by LEFT JOIN staff c ON c.id = q.checked_by \
    LEFT JOIN staff d ON d.id = q.decided_by";

impl People<'_> {
    /// One certificate.
    ///
    /// # Errors
    /// The engine, or a value that no certificate has.
    pub fn certificate(&self, id: i64) -> Result<Option<CertificateRow>, StoreError> {
        Ok(self.certificates("q.id = ?", id)?.pop())
    }

    /// The certificates of an application, in the order in which they came.
    ///
    /// # Errors
    /// As [`People::certificate`].
    pub fn certificates_of(&self, application: i64) -> Result<Vec<CertificateRow>, StoreError> {
        self.certificates("q.application = ?", application)
    }

    fn certificates(&self, which: &str, value: i64) -> Result<Vec<CertificateRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} WHERE {which} ORDER BY q.id");
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query([value])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read(row)?);
        }
        let sql =
            "SELECT hash, name, look FROM certificate_scan WHERE certificate = ? ORDER BY position";
        let mut scans = self.0.prepare_cached(sql)?;
        for row in &mut found {
            let read = |row: &Row<'_>| {
                Ok(ScanRow { hash: row.get(0)?, name: row.get(1)?, look: row.get(2)? })
            };
            row.scans = scans.query_map([row.id], read)?.collect::<Result<_, _>>()?;
        }
        Ok(found)
    }

    /// The certificates that stand so, in the order in which they came; at most so many.
    ///
    /// # Errors
    /// The engine, or a value that no certificate has.
    pub fn queued_certificates(
        &self,
        states: &[CertificateState],
        most: u32,
    ) -> Result<Vec<QueuedCertificate>, StoreError> {
        let named: Vec<String> = states.iter().map(|state| format!("'{}'", state.key())).collect();
        let sql = format!(
            "SELECT q.id, (SELECT min(e.id) FROM entry e WHERE e.application = q.application), \
             a.work_number, c.surname, c.given, c.patronymic, q.kind, q.state, q.received_at, q.checked_by \
             FROM certificate q JOIN application a ON a.id = q.application \
             JOIN candidate c ON c.id = a.candidate WHERE q.state IN ({}) \
             ORDER BY q.received_at, q.id LIMIT ?",
            named.join(", ")
        );
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query([most])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let state: String = row.get(7)?;
            found.push(QueuedCertificate {
                id: row.get(0)?,
                entry: row.get(1)?,
                work_number: row.get(2)?,
                name: [row.get(3)?, row.get(4)?, row.get(5)?],
                kind: row.get(6)?,
                state: CertificateState::of_key(&state).ok_or_else(|| wrong("state", &state))?,
                received_at: row.get(8)?,
                checked_by: row.get(9)?,
            });
        }
        Ok(found)
    }

    /// How many certificates stand in each state.
    ///
    /// # Errors
    /// The engine, or a value that no certificate has.
    pub fn certificate_counts(&self) -> Result<Vec<(CertificateState, u32)>, StoreError> {
        let sql = "SELECT state, count(*) FROM certificate GROUP BY state";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut counts = Vec::new();
        while let Some(row) = rows.next()? {
            let state: String = row.get(0)?;
            let state = CertificateState::of_key(&state).ok_or_else(|| wrong("state", &state))?;
            counts.push((state, row.get(1)?));
        }
        Ok(counts)
    }
}

fn wrong(column: &str, value: &str) -> StoreError {
    StoreError::Value { table: "certificate", what: format!("{column} {value}") }
}

fn read(row: &Row<'_>) -> Result<CertificateRow, StoreError> {
    let day = |at: usize| -> Result<Option<NaiveDate>, StoreError> {
        let text: Option<String> = row.get(at)?;
        text.map(|text| text.parse().map_err(|_| wrong("day", &text))).transpose()
    };
    let state: String = row.get(2)?;
    let facts = CertificateFacts {
        kind: row.get(3)?,
        language: row.get(4)?,
        number: row.get(5)?,
        tested_on: day(6)?.ok_or_else(|| wrong("tested_on", ""))?,
        issued_on: day(7)?,
        skills: [row.get(8)?, row.get(9)?, row.get(10)?, row.get(11)?],
        overall: row.get(12)?,
        level: row.get(13)?,
        profile: row.get(14)?,
        expires_on: day(15)?,
        mixed_days: row.get(16)?,
        name: row.get(17)?,
    };
    Ok(CertificateRow {
        id: row.get(0)?,
        application: row.get(1)?,
        state: CertificateState::of_key(&state).ok_or_else(|| wrong("state", &state))?,
        facts,
        received: ((row.get(18)?, row.get(19)?), row.get(20)?),
        check: check(row)?,
        decision: decision(row, day(31)?)?,
        reason: row.get(33)?,
        version: row.get(34)?,
        scans: Vec::new(),
    })
}

fn check(row: &Row<'_>) -> Result<Option<CheckRow>, StoreError> {
    let Some(by) = row.get::<_, Option<i64>>(25)? else { return Ok(None) };
    let [how, found]: [String; 2] = [row.get(21)?, row.get(22)?];
    Ok(Some(CheckRow {
        how: CheckedHow::of_key(&how).ok_or_else(|| wrong("how", &how))?,
        found: CheckFound::of_key(&found).ok_or_else(|| wrong("found", &found))?,
        looked_at: row.get::<_, Option<String>>(23)?.unwrap_or_default(),
        evidence: row.get(24)?,
        by: (by, row.get(26)?),
        at: row.get(27)?,
    }))
}

fn decision(
    row: &Row<'_>,
    judged_on: Option<NaiveDate>,
) -> Result<Option<DecisionRow>, StoreError> {
    let Some(by) = row.get::<_, Option<i64>>(28)? else { return Ok(None) };
    let verdict: String = row.get(32)?;
    Ok(Some(DecisionRow {
        by: (by, row.get(29)?),
        at: row.get(30)?,
        judged_on: judged_on.ok_or_else(|| wrong("judged_on", ""))?,
        verdict: serde_json::from_str(&verdict)
            .map_err(|error| wrong("verdict", &error.to_string()))?,
    }))
}
