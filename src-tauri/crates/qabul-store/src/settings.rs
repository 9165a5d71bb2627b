//! Table `settings`: what the administrators choose for everybody, in one row.

use qabul_core::settings::Settings;
use rusqlite::params;

use crate::connection::{Reader, Tx};
use crate::error::StoreError;

impl Reader<'_> {
    /// The settings.
    ///
    /// # Errors
    /// The engine.
    pub fn settings(&self) -> Result<Settings, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT version, idle_minutes, backup_minutes, warn_days, keep_hours, keep_days, \
             keep_months FROM settings",
        )?;
        let read = statement.query_row([], |row| {
            Ok(Settings {
                version: row.get(0)?,
                idle_minutes: row.get(1)?,
                backup_minutes: row.get(2)?,
                warn_days: row.get(3)?,
                keep_hours: row.get(4)?,
                keep_days: row.get(5)?,
                keep_months: row.get(6)?,
            })
        });
        Ok(read?)
    }
}

impl Tx<'_> {
    /// Writes the settings under the version after theirs.
    ///
    /// # Errors
    /// The engine.
    pub fn change_settings(&self, new: &Settings) -> Result<(), StoreError> {
        self.0.execute(
            "UPDATE settings SET version = version + 1, idle_minutes = ?, backup_minutes = ?, \
             warn_days = ?, keep_hours = ?, keep_days = ?, keep_months = ?",
            params![
                new.idle_minutes,
                new.backup_minutes,
                new.warn_days,
                new.keep_hours,
                new.keep_days,
                new.keep_months
            ],
        )?;
        Ok(())
    }
}
