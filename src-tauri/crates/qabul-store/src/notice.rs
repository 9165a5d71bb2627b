//! Table `notice`: exemption notices that were printed.

use qabul_core::certificate::CertificateState;
use rusqlite::{OptionalExtension, params};

use crate::connection::{People, Reader, Tx};
use crate::error::StoreError;

/// A printed notice, as its code is checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRow {
    /// The entry under which its application is opened.
    pub entry: i64,
    /// The sitting of that entry, by its name.
    pub sitting: String,
    /// Work number.
    pub work_number: u32,
    /// When it was printed.
    pub at: String,
    /// Whether a newer one of the same certificate was printed.
    pub superseded: bool,
    /// Where the certificate stands.
    pub state: CertificateState,
}

impl Reader<'_> {
    /// The notice of a serial number.
    ///
    /// # Errors
    /// The engine, or a value that no certificate has.
    pub fn notice(&self, serial: u64) -> Result<Option<NoticeRow>, StoreError> {
        let sql = "SELECT e.id, t.name, a.work_number, n.at, EXISTS (SELECT 1 FROM notice o \
             WHERE o.certificate = n.certificate AND o.serial > n.serial), q.state FROM notice n \
             JOIN certificate q ON q.id = n.certificate JOIN application a ON a.id = q.application \
             JOIN entry e ON e.id = (SELECT min(o.id) FROM entry o WHERE o.application = a.id) \
             JOIN sitting t ON t.id = e.sitting WHERE n.serial = ?";
        let mut statement = self.0.prepare_cached(sql)?;
        let row = statement
            .query_row([serial], |row| {
                let state: String = row.get(5)?;
                let found = NoticeRow {
                    entry: row.get(0)?,
                    sitting: row.get(1)?,
                    work_number: row.get(2)?,
                    at: row.get(3)?,
                    superseded: row.get(4)?,
                    state: CertificateState::Revoked,
                };
                Ok((found, state))
            })
            .optional()?;
        let Some((found, state)) = row else { return Ok(None) };
        let known = CertificateState::of_key(&state);
        let wrong = || StoreError::Value { table: "certificate", what: format!("state {state}") };
        Ok(Some(NoticeRow { state: known.ok_or_else(wrong)?, ..found }))
    }
}

impl People<'_> {
    /// The notices of a certificate, the last one first: serial number, when, by whom.
    ///
    /// # Errors
    /// The engine.
    pub fn notices(&self, certificate: i64) -> Result<Vec<(u64, String, String)>, StoreError> {
        let sql = "SELECT serial, at, by FROM notice WHERE certificate = ? ORDER BY serial DESC";
        let mut statement = self.0.prepare_cached(sql)?;
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        Ok(statement.query_map([certificate], read)?.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Keeps a notice that was printed.
    ///
    /// # Errors
    /// The engine.
    pub fn add_notice(
        &self,
        serial: u64,
        certificate: i64,
        (at, by): (&str, &str),
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO notice (serial, certificate, at, by) VALUES (?, ?, ?, ?)";
        self.0.execute(sql, params![serial, certificate, at, by])?;
        Ok(())
    }
}
