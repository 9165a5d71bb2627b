//! Table `anchor`: heads of chains that were signed, or printed, at a moment.

use chrono::NaiveDateTime;
use qabul_core::journal::{Head, stamp};
use rusqlite::params;

use crate::connection::{Reader, Tx};
use crate::error::StoreError;

/// On what occasion a head was anchored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnchorWhy {
    /// Somebody signed out.
    SignOut,
    /// A backup was made.
    Backup,
    /// A run was printed, whose cover bears its code.
    Run,
}

impl AnchorWhy {
    fn key(self) -> &'static str {
        match self {
            Self::SignOut => "sign_out",
            Self::Backup => "backup",
            Self::Run => "run",
        }
    }
}

/// A head to be anchored.
pub struct NewAnchor {
    /// The head.
    pub head: Head,
    /// Why now.
    pub why: AnchorWhy,
    /// The public key and the signature, where the workstation's key was at hand.
    pub signed: Option<([u8; 32], [u8; 64])>,
    /// When.
    pub at: NaiveDateTime,
}

/// An anchor that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnchorRow {
    /// The head as it was.
    pub head: Head,
    /// The public key and the signature.
    pub signed: Option<([u8; 32], [u8; 64])>,
    /// When.
    pub at: String,
}

impl Reader<'_> {
    /// Every anchor, oldest first.
    ///
    /// # Errors
    /// The engine.
    pub fn anchors(&self) -> Result<Vec<AnchorRow>, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT station, number, digest, key, signature, at FROM anchor ORDER BY id",
        )?;
        let rows = statement.query_map([], |row| {
            let head = Head { station: row.get(0)?, number: row.get(1)?, digest: row.get(2)? };
            let signed = row.get::<_, Option<[u8; 32]>>(3)?.zip(row.get(4)?);
            Ok(AnchorRow { head, signed, at: row.get(5)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Keeps an anchor.
    ///
    /// # Errors
    /// The engine.
    pub fn add_anchor(&self, new: &NewAnchor) -> Result<(), StoreError> {
        let Head { station, number, digest } = new.head;
        let (key, signature) = new.signed.unzip();
        self.0
            .prepare_cached(
                "INSERT INTO anchor (station, number, digest, why, key, signature, at) \
                 VALUES (?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                station,
                number,
                digest,
                new.why.key(),
                key,
                signature,
                stamp(new.at)
            ])?;
        Ok(())
    }
}
