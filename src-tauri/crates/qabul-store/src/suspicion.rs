//! Table `suspicion`, and what certificates have in common: numbers, scans, looks.

use qabul_core::certificate::{SuspicionOutcome, Twin};
use rusqlite::params;

use crate::certificate::{CertificateFacts, CertificateRow};
use crate::connection::{People, Tx};
use crate::error::StoreError;

/// What somebody found out about a suspicion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuspicionRow {
    /// Key of the suspicion.
    pub code: String,
    /// The other certificate it is about; 0 where it is about none.
    pub about: i64,
    /// What was found.
    pub outcome: SuspicionOutcome,
    /// In words.
    pub note: String,
    /// By whom, and when.
    pub by: (String, String),
}

impl People<'_> {
    /// Other certificates with the same number, given back ones aside, and whether their scores are the same.
    ///
    /// # Errors
    /// The engine.
    pub fn same_number(&self, row: &CertificateRow) -> Result<Vec<(Twin, bool)>, StoreError> {
        let key = row.facts.number_key();
        if key.is_empty() {
            return Ok(Vec::new());
        }
        // The index leaves empty numbers out; only a condition that says so may use it.
        let sql = "SELECT q.id, a.candidate = (SELECT candidate FROM application WHERE id = ?), \
             q.kind || '|' || q.tested_on || '|' || q.listening || '|' || q.reading || '|' || q.writing \
             || '|' || q.speaking || '|' || q.overall || '|' || q.level || '|' || q.profile \
             FROM certificate q JOIN application a ON a.id = q.application \
             WHERE q.number_key = ? AND q.number_key <> '' AND q.id <> ? AND q.state <> 'returned' \
             ORDER BY q.id";
        let mut statement = self.0.prepare_cached(sql)?;
        let own = scores(&row.facts);
        let read = |found: &rusqlite::Row<'_>| {
            let twin = Twin { certificate: found.get(0)?, same_person: found.get(1)? };
            Ok((twin, found.get::<_, String>(2)? == own))
        };
        let values = params![row.application, key, row.id];
        Ok(statement.query_map(values, read)?.collect::<Result<_, _>>()?)
    }

    /// Other certificates with a scan of this one, byte by byte.
    ///
    /// # Errors
    /// The engine.
    pub fn same_scan(&self, row: &CertificateRow) -> Result<Vec<Twin>, StoreError> {
        let sql = "SELECT DISTINCT q.id, a.candidate = (SELECT candidate FROM application WHERE id = ?1) \
             FROM certificate_scan own JOIN certificate_scan o ON o.hash = own.hash \
             JOIN certificate q ON q.id = o.certificate JOIN application a ON a.id = q.application \
             WHERE own.certificate = ?2 AND q.id <> ?2 ORDER BY q.id";
        let mut statement = self.0.prepare_cached(sql)?;
        let read = |found: &rusqlite::Row<'_>| {
            Ok(Twin { certificate: found.get(0)?, same_person: found.get(1)? })
        };
        let found = statement.query_map([row.application, row.id], read)?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// Certificates of other people whose photo is this person's, byte by byte; given back ones aside.
    ///
    /// # Errors
    /// The engine.
    pub fn same_photo(&self, row: &CertificateRow) -> Result<Vec<i64>, StoreError> {
        // The index leaves out who has no photo; only a condition that says so may use it.
        let sql = "SELECT q.id FROM application own JOIN candidate c ON c.id = own.candidate \
             JOIN candidate o ON o.photo = c.photo AND o.photo IS NOT NULL \
             AND coalesce(o.same_as, o.id) <> coalesce(c.same_as, c.id) \
             JOIN application a ON a.candidate = o.id JOIN certificate q ON q.application = a.id \
             WHERE own.id = ? AND q.state <> 'returned' ORDER BY q.id";
        let mut statement = self.0.prepare_cached(sql)?;
        let found = statement.query_map([row.application], |found| found.get(0))?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// What every scan looks like that can be drawn: its certificate, its 256 bits.
    ///
    /// # Errors
    /// The engine.
    pub fn looks(&self) -> Result<Vec<(i64, [u8; 32])>, StoreError> {
        let sql = "SELECT certificate, look FROM certificate_scan WHERE look IS NOT NULL";
        let mut statement = self.0.prepare_cached(sql)?;
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        Ok(statement.query_map([], read)?.collect::<Result<_, _>>()?)
    }

    /// Another certificate beside one: whether one person brought both.
    ///
    /// # Errors
    /// The engine.
    pub fn twin(&self, row: &CertificateRow, certificate: i64) -> Result<Twin, StoreError> {
        let sql = "SELECT a.candidate = (SELECT candidate FROM application WHERE id = ?) \
             FROM certificate q JOIN application a ON a.id = q.application WHERE q.id = ?";
        let mut statement = self.0.prepare_cached(sql)?;
        let same_person =
            statement.query_row([row.application, certificate], |found| found.get(0))?;
        Ok(Twin { certificate, same_person })
    }

    /// What was found out about the suspicions of a certificate.
    ///
    /// # Errors
    /// The engine, or an outcome that no suspicion has.
    pub fn looked_into(&self, certificate: i64) -> Result<Vec<SuspicionRow>, StoreError> {
        let sql = "SELECT code, about, outcome, note, by, at FROM suspicion WHERE certificate = ?";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query([certificate])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let outcome: String = row.get(2)?;
            let wrong = || StoreError::Value { table: "suspicion", what: outcome.clone() };
            found.push(SuspicionRow {
                code: row.get(0)?,
                about: row.get(1)?,
                outcome: SuspicionOutcome::of_key(&outcome).ok_or_else(wrong)?,
                note: row.get(3)?,
                by: (row.get(4)?, row.get(5)?),
            });
        }
        Ok(found)
    }
}

/// All scores as one text, by which the same ones are found again.
fn scores(facts: &CertificateFacts) -> String {
    let [listening, reading, writing, speaking] = &facts.skills;
    let tested_on = facts.tested_on.to_string();
    let all = [
        facts.kind.as_str(),
        &tested_on,
        listening,
        reading,
        writing,
        speaking,
        &facts.overall,
        &facts.level,
        &facts.profile,
    ];
    all.join("|")
}

impl Tx<'_> {
    /// Writes down what was found out about a suspicion; what was written before is replaced. The certificate is
    /// another version then, so that nobody writes over what they have not seen.
    ///
    /// # Errors
    /// The engine.
    pub fn look_into(&self, certificate: i64, row: &SuspicionRow) -> Result<(), StoreError> {
        self.0.execute(
            "INSERT INTO suspicion (certificate, code, about, outcome, note, by, at) \
             VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (certificate, code, about) DO UPDATE SET \
             outcome = excluded.outcome, note = excluded.note, by = excluded.by, at = excluded.at",
            params![
                certificate,
                row.code,
                row.about,
                row.outcome.key(),
                row.note,
                row.by.0,
                row.by.1
            ],
        )?;
        let sql = "UPDATE certificate SET version = version + 1 WHERE id = ?";
        self.0.execute(sql, [certificate])?;
        Ok(())
    }
}
