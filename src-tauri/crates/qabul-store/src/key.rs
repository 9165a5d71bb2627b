//! Table `station_key`: the public halves of the keys that papers are signed with.

use chrono::NaiveDateTime;
use qabul_core::journal::{Station, stamp};
use rusqlite::{OptionalExtension, Row, params};

use crate::connection::{Reader, Tx};
use crate::error::StoreError;

/// Where the private half of a key lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// In the file itself: a sample's, which is worth nothing.
    Sample {
        /// The private half.
        secret: [u8; 32],
    },
    /// In the key store of the workstation's system.
    KeyStore,
    /// In a file beside the registry, under a passphrase.
    File,
    /// It is gone: what it signed still verifies.
    Nowhere,
}

impl Kept {
    fn key(self) -> &'static str {
        match self {
            Self::Sample { .. } => "sample",
            Self::KeyStore => "key_store",
            Self::File => "file",
            Self::Nowhere => "nowhere",
        }
    }
}

/// A key that a workstation is given.
pub struct NewKey<'a> {
    /// The workstation.
    pub station: &'a Station,
    /// The public half.
    pub public: [u8; 32],
    /// Where the private half lies.
    pub kept: Kept,
    /// The account of whoever admits it.
    pub admitted_by: &'a str,
    /// From when on.
    pub at: NaiveDateTime,
}

/// A key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRow {
    /// Row id.
    pub id: i64,
    /// The workstation's number, token and name.
    pub station: (i64, [u8; 16], String),
    /// The public half.
    pub public: [u8; 32],
    /// Where the private half lies.
    pub kept: Kept,
    /// Who admitted it; nobody a sample's.
    pub admitted_by: String,
    /// From when on it signs.
    pub valid_from: String,
    /// Until when it signed, where it was taken out of use.
    pub valid_to: Option<String>,
    /// From when on nothing it signed counts, where it was revoked.
    pub revoked_from: Option<String>,
}

impl KeyRow {
    /// Whether it signs now.
    #[must_use]
    pub fn in_use(&self) -> bool {
        self.valid_to.is_none() && self.revoked_from.is_none()
    }
}

impl Reader<'_> {
    /// Every key, the newest first.
    ///
    /// # Errors
    /// The engine, or a place that is none.
    pub fn keys(&self) -> Result<Vec<KeyRow>, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT k.id, k.station, s.token, s.name, k.public, k.kept, k.secret, k.admitted_by, \
             k.valid_from, k.valid_to, k.revoked_from FROM station_key k \
             JOIN station s ON s.id = k.station ORDER BY k.id DESC",
        )?;
        let mut rows = statement.query([])?;
        let mut keys = Vec::new();
        while let Some(row) = rows.next()? {
            keys.push(read(row)?);
        }
        Ok(keys)
    }

    /// The key that a workstation signs with now. A sample's signs wherever the sample is.
    ///
    /// # Errors
    /// As [`Reader::keys`].
    pub fn key_of(&self, station: &Station) -> Result<Option<KeyRow>, StoreError> {
        let of_here = |key: &KeyRow| {
            key.station.1 == station.token || matches!(key.kept, Kept::Sample { .. })
        };
        Ok(self.keys()?.into_iter().find(|key| key.in_use() && of_here(key)))
    }

    /// When the run of a slip was printed.
    ///
    /// # Errors
    /// The engine.
    pub fn printed_at(&self, serial: u64) -> Result<Option<String>, StoreError> {
        let sql = "SELECT r.at FROM slip s JOIN run r ON r.number = s.run WHERE s.serial = ?";
        Ok(self.0.prepare_cached(sql)?.query_row([serial], |row| row.get(0)).optional()?)
    }
}

impl Tx<'_> {
    /// Admits a key; its id.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] for a key that is there, or a real one's private half.
    pub fn add_key(&self, new: &NewKey<'_>) -> Result<i64, StoreError> {
        let (station, _) = self.station(new.station, new.at)?;
        let secret = match new.kept {
            Kept::Sample { secret } => Some(secret),
            _ => None,
        };
        self.0.execute(
            "INSERT INTO station_key (station, public, kept, secret, admitted_by, valid_from) \
             VALUES (?, ?, ?, ?, ?, ?)",
            params![station, new.public, new.kept.key(), secret, new.admitted_by, stamp(new.at)],
        )?;
        Ok(self.0.last_insert_rowid())
    }

    /// Takes a key out of use: it signs no more, and what it signed still verifies.
    ///
    /// # Errors
    /// The engine.
    pub fn retire_key(&self, id: i64, at: NaiveDateTime) -> Result<(), StoreError> {
        let sql = "UPDATE station_key SET valid_to = coalesce(valid_to, ?) WHERE id = ?";
        self.0.execute(sql, params![stamp(at), id])?;
        Ok(())
    }

    /// Revokes a key: nothing counts that it signed from a moment (as [`stamp`] writes it) on.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] for one that was revoked already.
    pub fn revoke_key(&self, id: i64, from: &str) -> Result<(), StoreError> {
        let sql = "UPDATE station_key SET revoked_from = ? WHERE id = ?";
        self.0.execute(sql, params![from, id])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<KeyRow, StoreError> {
    let kept: String = row.get(5)?;
    let secret: Option<[u8; 32]> = row.get(6)?;
    let kept = match (kept.as_str(), secret) {
        ("sample", Some(secret)) => Kept::Sample { secret },
        ("key_store", _) => Kept::KeyStore,
        ("file", _) => Kept::File,
        ("nowhere", _) => Kept::Nowhere,
        _ => return Err(StoreError::Value { table: "station_key", what: kept }),
    };
    Ok(KeyRow {
        id: row.get(0)?,
        station: (row.get(1)?, row.get(2)?, row.get(3)?),
        public: row.get(4)?,
        kept,
        admitted_by: row.get(7)?,
        valid_from: row.get(8)?,
        valid_to: row.get(9)?,
        revoked_from: row.get(10)?,
    })
}
