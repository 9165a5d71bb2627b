//! Table `counter`: serial and run numbers, given once and never again.

use qabul_core::staff::MayDo;
use rusqlite::{OptionalExtension, params};

use crate::connection::{Reader, Store};
use crate::error::StoreError;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counter {
    /// Serial numbers of slips.
    Serial,
    /// Numbers of runs.
    Run,
    /// Serial numbers of exemption notices.
    Notice,
}

impl Counter {
    fn name(self) -> &'static str {
        match self {
            Self::Serial => "serial",
            Self::Run => "run",
            Self::Notice => "notice",
        }
    }
}

impl Reader<'_> {
    /// The number that would be given next.
    ///
    /// # Errors
    /// The engine.
    pub fn next_number(&self, counter: Counter) -> Result<u64, StoreError> {
        let sql = "SELECT value FROM counter WHERE name = ?";
        let given: Option<u64> =
            self.0.prepare_cached(sql)?.query_row([counter.name()], |row| row.get(0)).optional()?;
        Ok(given.unwrap_or(0) + 1)
    }
}

impl Store {
    /// Takes `count` numbers and answers the first. Taken numbers are gone even if nothing comes of
    /// them: a stopped run leaves a gap, never a paper whose number is given twice. It changes no
    /// record, so it stands outside the envelope of change and has no journal row.
    ///
    /// # Errors
    /// The engine.
    pub fn take_numbers(
        &mut self,
        _: &MayDo,
        counter: Counter,
        count: u64,
    ) -> Result<u64, StoreError> {
        let last: u64 = self.db.query_row(
            "INSERT INTO counter (name, value) VALUES (?1, ?2) \
             ON CONFLICT (name) DO UPDATE SET value = value + excluded.value RETURNING value",
            params![counter.name(), count],
            |row| row.get(0),
        )?;
        Ok(last + 1 - count)
    }
}
