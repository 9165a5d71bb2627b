//! Certificates as a dry judgement reads them: many, each with what it is judged against.

use chrono::NaiveDate;
use qabul_core::certificate::{CertificateState, Day, Stated};
use qabul_core::journal::moment;
use rusqlite::Row;

use super::wrong;
use crate::connection::People;
use crate::error::StoreError;

/// A certificate that is open or decided on, with what it is judged against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DryCertificate {
    /// Row id.
    pub id: i64,
    /// The entry under which its application is opened.
    pub entry: i64,
    /// The sitting of that entry, by its name.
    pub sitting: String,
    /// Where it stands.
    pub state: CertificateState,
    /// The language of the application.
    pub application: String,
    /// The day of the first confirmation.
    pub confirmed: Option<NaiveDate>,
    /// The day as of which it was decided on.
    pub judged_on: Option<NaiveDate>,
    kind: String,
    language: String,
    number: String,
    tested_on: NaiveDate,
    skills: [String; 4],
    overall: String,
    level: String,
    profile: String,
    expires_on: Option<NaiveDate>,
    mixed_days: bool,
}

impl DryCertificate {
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
}

impl People<'_> {
    /// Visits every certificate of a kind that is open or decided on.
    ///
    /// # Errors
    /// The engine, a value that no certificate has, what the visit says.
    pub fn dry_certificates<E: From<StoreError>>(
        &self,
        kind: &str,
        mut visit: impl FnMut(&DryCertificate) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = "SELECT q.id, e.id, t.name, q.state, a.language, a.confirmed_at, q.judged_on, q.kind, \
             q.language, q.number, q.tested_on, q.listening, q.reading, q.writing, q.speaking, q.overall, \
             q.level, q.profile, q.expires_on, q.mixed_days FROM certificate q \
             JOIN application a ON a.id = q.application \
             JOIN entry e ON e.id = (SELECT min(o.id) FROM entry o WHERE o.application = a.id) \
             JOIN sitting t ON t.id = e.sitting WHERE q.kind = ? \
             AND q.state IN ('received', 'checked', 'exempt', 'not_exempt') ORDER BY q.id";
        let mut statement = self.0.prepare_cached(sql).map_err(StoreError::from)?;
        let mut rows = statement.query([kind]).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            visit(&read(row)?)?;
        }
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<DryCertificate, StoreError> {
    let day = |at: usize| -> Result<Option<NaiveDate>, StoreError> {
        let text: Option<String> = row.get(at)?;
        text.map(|text| text.parse().map_err(|_| wrong("day", &text))).transpose()
    };
    let state: String = row.get(3)?;
    let confirmed: Option<String> = row.get(5)?;
    Ok(DryCertificate {
        id: row.get(0)?,
        entry: row.get(1)?,
        sitting: row.get(2)?,
        state: CertificateState::of_key(&state).ok_or_else(|| wrong("state", &state))?,
        application: row.get(4)?,
        confirmed: confirmed.and_then(|at| moment(&at)).map(|at| at.date()),
        judged_on: day(6)?,
        kind: row.get(7)?,
        language: row.get(8)?,
        number: row.get(9)?,
        tested_on: day(10)?.ok_or_else(|| wrong("tested_on", ""))?,
        skills: [row.get(11)?, row.get(12)?, row.get(13)?, row.get(14)?],
        overall: row.get(15)?,
        level: row.get(16)?,
        profile: row.get(17)?,
        expires_on: day(18)?,
        mixed_days: row.get(19)?,
    })
}
