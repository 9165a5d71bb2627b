//! What is written of certificates: received, set right, checked, decided on, given back.

use chrono::{NaiveDate, NaiveDateTime};
use qabul_core::certificate::{CertificateState, CertificateVerdict, CheckFound, CheckedHow};
use qabul_core::journal::stamp;
use rusqlite::params;

use super::{CertificateFacts, ScanRow, wrong};
use crate::connection::Tx;
use crate::error::StoreError;

impl Tx<'_> {
    /// Receives a certificate; its id.
    ///
    /// # Errors
    /// The engine.
    pub fn add_certificate(
        &self,
        application: i64,
        facts: &CertificateFacts,
        (by, at): (i64, NaiveDateTime),
    ) -> Result<i64, StoreError> {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        let [listening, reading, writing, speaking] = &facts.skills;
        self.0.execute(
            "INSERT INTO certificate (application, state, kind, language, number, number_key, tested_on, \
             issued_on, listening, reading, writing, speaking, overall, level, profile, expires_on, \
             mixed_days, name, received_at, received_by) \
             VALUES (?, 'received', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            params![
                application,
                facts.kind,
                facts.language,
                facts.number,
                facts.number_key(),
                facts.tested_on.to_string(),
                day(facts.issued_on),
                listening,
                reading,
                writing,
                speaking,
                facts.overall,
                facts.level,
                facts.profile,
                day(facts.expires_on),
                facts.mixed_days,
                facts.name,
                stamp(at),
                by
            ],
        )?;
        Ok(self.0.last_insert_rowid())
    }

    /// Sets right what stands on a certificate, which begins its way anew: a check, a decision and what was found
    /// out about suspicions are gone.
    ///
    /// # Errors
    /// The engine.
    pub fn put_certificate(&self, id: i64, facts: &CertificateFacts) -> Result<(), StoreError> {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        let [listening, reading, writing, speaking] = &facts.skills;
        self.0.execute("DELETE FROM suspicion WHERE certificate = ?", [id])?;
        self.0.execute(
            "UPDATE certificate SET state = 'received', kind = ?, language = ?, number = ?, number_key = ?, \
             tested_on = ?, issued_on = ?, listening = ?, reading = ?, writing = ?, speaking = ?, \
             overall = ?, level = ?, profile = ?, expires_on = ?, mixed_days = ?, name = ?, how = NULL, \
             found = NULL, looked_at = NULL, evidence = '', checked_by = NULL, checked_at = NULL, \
             reason = NULL, version = version + 1 WHERE id = ?",
            params![
                facts.kind,
                facts.language,
                facts.number,
                facts.number_key(),
                facts.tested_on.to_string(),
                day(facts.issued_on),
                listening,
                reading,
                writing,
                speaking,
                facts.overall,
                facts.level,
                facts.profile,
                day(facts.expires_on),
                facts.mixed_days,
                facts.name,
                id
            ],
        )?;
        Ok(())
    }

    /// Writes down how a certificate was checked.
    ///
    /// # Errors
    /// The engine.
    pub fn check_certificate(
        &self,
        id: i64,
        (how, found): (CheckedHow, CheckFound),
        (looked_at, evidence): (&str, &str),
        (by, at): (i64, NaiveDateTime),
    ) -> Result<(), StoreError> {
        self.0.execute(
            "UPDATE certificate SET state = 'checked', how = ?, found = ?, looked_at = ?, evidence = ?, \
             checked_by = ?, checked_at = ?, version = version + 1 WHERE id = ?",
            params![how.key(), found.key(), looked_at, evidence, by, stamp(at), id],
        )?;
        Ok(())
    }

    /// Decides on a certificate.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] where whoever decides checked it.
    pub fn decide_certificate(
        &self,
        id: i64,
        (state, reason): (CertificateState, Option<&str>),
        (verdict, judged_on): (&CertificateVerdict, NaiveDate),
        (by, at): (i64, NaiveDateTime),
    ) -> Result<(), StoreError> {
        let verdict =
            serde_json::to_string(verdict).map_err(|error| wrong("verdict", &error.to_string()))?;
        self.0.execute(
            "UPDATE certificate SET state = ?, reason = ?, verdict = ?, judged_on = ?, decided_by = ?, \
             decided_at = ?, version = version + 1 WHERE id = ?",
            params![state.key(), reason, verdict, judged_on.to_string(), by, stamp(at), id],
        )?;
        Ok(())
    }

    /// Gives a certificate back, or revokes the decision on it.
    ///
    /// # Errors
    /// The engine.
    pub fn move_certificate(
        &self,
        id: i64,
        state: CertificateState,
        reason: &str,
    ) -> Result<(), StoreError> {
        let sql =
            "UPDATE certificate SET state = ?, reason = ?, version = version + 1 WHERE id = ?";
        self.0.execute(sql, params![state.key(), reason, id])?;
        Ok(())
    }

    /// Keeps the scans of a certificate, all of them anew.
    ///
    /// # Errors
    /// The engine.
    pub fn put_scans(&self, id: i64, scans: &[ScanRow]) -> Result<(), StoreError> {
        self.0.execute("DELETE FROM certificate_scan WHERE certificate = ?", [id])?;
        let sql = "INSERT INTO certificate_scan (certificate, position, hash, name, look) \
             VALUES (?, ?, ?, ?, ?)";
        let mut insert = self.0.prepare_cached(sql)?;
        for (position, ScanRow { hash, name, look }) in (1_i64..).zip(scans) {
            insert.execute(params![id, position, hash, name, look])?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use qabul_core::certificate::Decision;
    use rusqlite::Connection;

    use super::*;

    fn verdict() -> CertificateVerdict {
        let decision = Decision::Accepted;
        let (level, table, result, scale, good_until) = (None, None, None, None, None);
        CertificateVerdict { decision, level, reasons: vec![], table, result, scale, good_until }
    }

    #[test]
    fn who_checked_does_not_decide_even_past_the_rule() {
        let mut db = Connection::open_in_memory().unwrap();
        crate::migration::bring_up(&mut db, crate::migration::REGISTRY, None).unwrap();
        db.pragma_update(None, "foreign_keys", false).unwrap();
        let transaction = db.transaction().unwrap();
        let tx = Tx::of(&transaction);
        let at = NaiveDateTime::default();
        let facts =
            CertificateFacts { number: "24 AZ-1".to_owned(), ..CertificateFacts::default() };
        let id = tx.add_certificate(1, &facts, (1, at)).unwrap();
        let refused = |outcome| matches!(outcome, Err(StoreError::Constraint(_)));
        let verdict = verdict();
        let decide = |by| {
            let how = (CertificateState::Exempt, None);
            tx.decide_certificate(id, how, (&verdict, at.date()), (by, at))
        };
        assert!(refused(decide(2)), "nobody checked it");
        let found = (CheckedHow::Register, CheckFound::Agrees);
        tx.check_certificate(id, found, ("", ""), (1, at)).unwrap();
        assert!(refused(decide(1)), "who checked it");
        assert!(refused(tx.move_certificate(id, CertificateState::Exempt, "")), "nobody decided");
        decide(2).unwrap();
        assert!(
            refused(tx.check_certificate(id, found, ("", ""), (3, at))),
            "a decision stands on another's check"
        );
        let key: String = transaction
            .query_row("SELECT number_key FROM certificate", [], |row| row.get(0))
            .unwrap();
        assert_eq!(key, "24AZ1");
    }
}
