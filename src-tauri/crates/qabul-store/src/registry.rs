//! Tables `registry` and `signing_key`: what this file is, and the key it signs papers with.

use chrono::NaiveDateTime;
use qabul_core::journal::stamp;
use rusqlite::{OptionalExtension, params};

use crate::connection::{Reader, Tx};
use crate::error::StoreError;

/// What a new registry is founded with.
pub struct Founding {
    /// Marked as sample for good.
    pub sample: bool,
    /// Name of the center.
    pub center: String,
    /// Version of the collation data that makes its sort keys.
    pub collation: &'static str,
    /// When, local wall time.
    pub at: NaiveDateTime,
    /// Secret half of its signing key.
    pub secret: [u8; 32],
    /// Public half.
    pub public: [u8; 32],
}

/// The registry's own row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistryRow {
    /// Marked as sample for good.
    pub sample: bool,
    /// Name of the center.
    pub center: String,
    /// Version of the collation data that made its sort keys.
    pub collation: String,
}

impl Reader<'_> {
    /// What this registry is.
    ///
    /// # Errors
    /// The engine.
    pub fn registry(&self) -> Result<RegistryRow, StoreError> {
        let row = self.0.query_row("SELECT sample, center, collation FROM registry", [], |row| {
            Ok(RegistryRow { sample: row.get(0)?, center: row.get(1)?, collation: row.get(2)? })
        });
        Ok(row?)
    }

    /// The secret half of the newest signing key.
    ///
    /// # Errors
    /// The engine, or a registry without a key.
    pub fn signing_secret(&self) -> Result<[u8; 32], StoreError> {
        let newest = "SELECT secret FROM signing_key ORDER BY id DESC LIMIT 1";
        let secret: Option<[u8; 32]> = self.0.query_row(newest, [], |row| row.get(0)).optional()?;
        secret.ok_or(StoreError::Value { table: "signing_key", what: "no key".to_owned() })
    }

    /// The public halves of every key this registry trusts.
    ///
    /// # Errors
    /// The engine.
    pub fn trusted_keys(&self) -> Result<Vec<[u8; 32]>, StoreError> {
        let mut statement = self.0.prepare_cached("SELECT public FROM signing_key ORDER BY id")?;
        let keys = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(keys)
    }
}

impl Tx<'_> {
    pub(crate) fn found(&self, founding: &Founding) -> Result<(), StoreError> {
        let at = stamp(founding.at);
        self.0.execute(
            "INSERT INTO registry (id, sample, center, collation, created_at) VALUES (1, ?, ?, ?, ?)",
            params![founding.sample, founding.center, founding.collation, at],
        )?;
        self.0.execute(
            "INSERT INTO signing_key (public, secret, created_at) VALUES (?, ?, ?)",
            params![founding.public, founding.secret, at],
        )?;
        Ok(())
    }
}
