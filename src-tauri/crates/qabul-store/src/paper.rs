//! The file of papers: photos and scans by the SHA-256 of their bytes, each stored once.

use std::path::Path;

use qabul_core::staff::{MayDo, MayRead};
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use crate::connection::{Store, prepare};
use crate::error::StoreError;
use crate::migration;

/// Opens the file of papers beside a registry. One that is not there is made only where `named` says
/// that the registry names no paper: slips would be printed without photos, and nobody told.
pub(crate) fn open(
    file: &Path,
    named: impl FnOnce() -> Result<bool, StoreError>,
) -> Result<Connection, StoreError> {
    let there = file.exists();
    let ritual = |missing: StoreError| {
        let mut papers =
            if there { Connection::open(file)? } else { Connection::open_in_memory()? };
        let schema = migration::schema(&papers)?;
        if schema == 0 && named()? {
            return Err(missing);
        }
        migration::refuse_newer(schema, migration::PAPERS)?;
        if !there {
            papers = Connection::open(file)?;
        }
        prepare(&papers)?;
        // A photo is read once a run; keeping it would only keep memory.
        papers.pragma_update(None, "cache_size", -512)?;
        migration::bring_up(&mut papers, migration::PAPERS, Some(file))?;
        Ok(papers)
    };
    let missing = if there { StoreError::PapersDamaged } else { StoreError::PapersMissing };
    ritual(missing).map_err(of_papers)
}

/// Damage met in the file of papers is not the registry's.
fn of_papers(error: impl Into<StoreError>) -> StoreError {
    match error.into() {
        StoreError::Damaged => StoreError::PapersDamaged,
        other => other,
    }
}

impl Store {
    /// Keeps papers in one transaction, synced before it returns, so that a row may name them.
    ///
    /// # Errors
    /// The engine; nothing of the batch is kept then. [`StoreError::Gone`] as for any change.
    pub fn keep_papers(
        &mut self,
        _: &MayDo,
        papers: &[Vec<u8>],
    ) -> Result<Vec<[u8; 32]>, StoreError> {
        self.still_there()?;
        let tx = self.papers.transaction().map_err(of_papers)?;
        let mut hashes = Vec::with_capacity(papers.len());
        {
            let mut insert = tx.prepare_cached(
                "INSERT INTO paper (hash, bytes) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING",
            )?;
            for bytes in papers {
                let hash: [u8; 32] = Sha256::digest(bytes).into();
                insert.execute(params![hash, bytes]).map_err(of_papers)?;
                hashes.push(hash);
            }
        }
        tx.commit().map_err(of_papers)?;
        Ok(hashes)
    }

    /// The bytes of a paper, which shows a candidate.
    ///
    /// # Errors
    /// The engine; [`StoreError::PapersDamaged`] where the bytes are not those that were kept, which
    /// the engine cannot see.
    pub fn paper(&self, hash: &[u8; 32], _: MayRead) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT bytes FROM paper WHERE hash = ?";
        let mut ask = self.papers.prepare_cached(sql).map_err(of_papers)?;
        let bytes: Option<Vec<u8>> =
            ask.query_row([hash], |row| row.get(0)).optional().map_err(of_papers)?;
        match bytes {
            Some(bytes) if Sha256::digest(&bytes)[..] != hash[..] => Err(StoreError::PapersDamaged),
            bytes => Ok(bytes),
        }
    }
}
