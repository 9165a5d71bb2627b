//! Table `edition`: campaigns, regulations, organisations and kinds of certificates as they were saved, each
//! whole.

use rusqlite::{OptionalExtension, Row, params};

use crate::connection::{Reader, Tx};
use crate::error::StoreError;

/// What is kept in editions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditionKind {
    /// A campaign.
    Campaign,
    /// A regulation; its number is its version.
    Regulation,
    /// The list of organisations.
    Organisations,
    /// A kind of certificates.
    CertificateKind,
}

impl EditionKind {
    fn key(self) -> &'static str {
        match self {
            Self::Campaign => "campaign",
            Self::Regulation => "regulation",
            Self::Organisations => "organisations",
            Self::CertificateKind => "certificate_kind",
        }
    }
}

/// One edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionRow {
    /// Name: `residency-2026`.
    pub name: String,
    /// Number, from 1.
    pub number: u32,
    /// The document as JSON.
    pub body: String,
    /// When it was saved.
    pub at: String,
    /// By whom.
    pub by: String,
}

const COLUMNS: &str = "name, number, body, at, by";

impl Reader<'_> {
    /// One edition of a document; the last one where no number is given.
    ///
    /// # Errors
    /// The engine.
    pub fn edition(
        &self,
        kind: EditionKind,
        name: &str,
        number: Option<u32>,
    ) -> Result<Option<EditionRow>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM edition WHERE kind = ? AND name = ? AND number = ifnull(?, number) \
             ORDER BY number DESC LIMIT 1"
        );
        let mut statement = self.0.prepare_cached(&sql)?;
        Ok(statement.query_row(params![kind.key(), name, number], read).optional()?)
    }

    /// Every edition of every document of a kind, by name, the last edition of a name first.
    ///
    /// # Errors
    /// The engine.
    pub fn editions(&self, kind: EditionKind) -> Result<Vec<EditionRow>, StoreError> {
        let sql =
            format!("SELECT {COLUMNS} FROM edition WHERE kind = ? ORDER BY name, number DESC");
        let mut statement = self.0.prepare_cached(&sql)?;
        Ok(statement.query_map([kind.key()], read)?.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Keeps an edition.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] where the number is there already.
    pub fn add_edition(&self, kind: EditionKind, row: &EditionRow) -> Result<(), StoreError> {
        let EditionRow { name, number, body, at, by } = row;
        self.0.execute(
            "INSERT INTO edition (kind, name, number, body, at, by) VALUES (?, ?, ?, ?, ?, ?)",
            params![kind.key(), name, number, body, at, by],
        )?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<EditionRow, rusqlite::Error> {
    Ok(EditionRow {
        name: row.get(0)?,
        number: row.get(1)?,
        body: row.get(2)?,
        at: row.get(3)?,
        by: row.get(4)?,
    })
}
