//! The file of papers: photos and scans by the SHA-256 of their bytes, each stored once.

use qabul_core::staff::{MayDo, MayRead};
use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};

use crate::connection::Store;
use crate::error::StoreError;

impl Store {
    /// Keeps papers in one transaction, synced before it returns, so that a row may name them.
    ///
    /// # Errors
    /// The engine; nothing of the batch is kept then.
    pub fn keep_papers(
        &mut self,
        _: &MayDo,
        papers: &[Vec<u8>],
    ) -> Result<Vec<[u8; 32]>, StoreError> {
        let tx = self.papers.transaction()?;
        let mut hashes = Vec::with_capacity(papers.len());
        {
            let mut insert = tx.prepare_cached(
                "INSERT INTO paper (hash, bytes) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING",
            )?;
            for bytes in papers {
                let hash: [u8; 32] = Sha256::digest(bytes).into();
                insert.execute(params![hash, bytes])?;
                hashes.push(hash);
            }
        }
        tx.commit()?;
        Ok(hashes)
    }

    /// The bytes of a paper, which shows a candidate.
    ///
    /// # Errors
    /// The engine.
    pub fn paper(&self, hash: &[u8; 32], _: MayRead) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT bytes FROM paper WHERE hash = ?";
        Ok(self.papers.prepare_cached(sql)?.query_row([hash], |row| row.get(0)).optional()?)
    }
}
