//! The file of papers: photos and scans by the SHA-256 of their bytes, each stored once.

use std::collections::HashSet;
use std::path::Path;

use chrono::{NaiveDateTime, TimeDelta};
use qabul_core::journal::stamp;
use qabul_core::staff::{MayDo, MayRead};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use sha2::{Digest, Sha256};

use crate::connection::{Reader, Store, prepare};
use crate::error::StoreError;
use crate::{migration, private};

/// Opens the file of papers beside a registry. One that is not there is made only where `named` says
/// that the registry names no paper: slips would be printed without photos, and nobody told.
pub(crate) fn open(
    file: &Path,
    named: impl FnOnce() -> Result<bool, StoreError>,
) -> Result<Connection, StoreError> {
    let there = file.exists();
    if there && std::fs::metadata(file)?.permissions().readonly() {
        return Err(StoreError::ReadOnly);
    }
    let ritual = |missing: StoreError| {
        let mut papers =
            if there { Connection::open(file)? } else { Connection::open_in_memory()? };
        let schema = migration::schema(&papers)?;
        if schema == 0 && named()? {
            return Err(missing);
        }
        migration::refuse_newer(schema, migration::PAPERS)?;
        private::settle(file)?;
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

/// The rows that name papers, each with the schema that has them first.
const NAMED: [(u32, &str); 7] = [
    (1, "SELECT photo AS hash FROM candidate WHERE photo IS NOT NULL"),
    (15, "SELECT photo FROM draft WHERE photo IS NOT NULL"),
    (
        15,
        "SELECT unhex(json_extract(act.value, '$.scan')) FROM edition e, json_each(e.body, '$.acts') act \
         WHERE e.kind = 'regulation' AND json_extract(act.value, '$.scan') IS NOT NULL",
    ),
    (
        16,
        "SELECT unhex(json_extract(act.value, '$.scan')) FROM edition e, \
         json_each(e.body, '$.accepted.acts') act \
         WHERE e.kind = 'certificate_kind' AND json_extract(act.value, '$.scan') IS NOT NULL",
    ),
    (
        16,
        "SELECT unhex(json_extract(act.value, '$.scan')) FROM equivalence q, json_each(q.acts) act \
         WHERE json_extract(act.value, '$.scan') IS NOT NULL",
    ),
    (16, "SELECT hash FROM certificate_scan"),
    (
        17,
        "SELECT unhex(json_extract(act.value, '$.scan')) FROM kind_draft d, \
         json_each(d.body, '$.accepted.acts') act WHERE json_extract(act.value, '$.scan') IS NOT NULL",
    ),
];

/// What asks a registry of a schema for the hashes of every paper that a row names.
pub(crate) fn named(schema: u32) -> String {
    let there = NAMED.iter().filter(|(since, _)| *since <= schema);
    there.map(|(_, rows)| *rows).collect::<Vec<_>>().join(" UNION ") + " ORDER BY 1"
}

impl Reader<'_> {
    /// The hashes of every paper that a row names.
    ///
    /// # Errors
    /// The engine.
    pub fn named_papers(&self) -> Result<Vec<[u8; 32]>, StoreError> {
        let mut named = self.0.prepare(&named(migration::schema(self.0)?))?;
        let hashes = named.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(hashes)
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
            let mut wanted = tx.prepare_cached(
                "DELETE FROM orphan WHERE paper = (SELECT id FROM paper WHERE hash = ?)",
            )?;
            for bytes in papers {
                let hash: [u8; 32] = Sha256::digest(bytes).into();
                // One that was there already is about to be named again: its time begins anew.
                if insert.execute(params![hash, bytes]).map_err(of_papers)? == 0 {
                    wanted.execute([hash]).map_err(of_papers)?;
                }
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
        self.kept(hash)
    }

    /// The bytes of a paper as a backup carries them, sealed and unseen.
    ///
    /// # Errors
    /// As [`Store::paper`].
    pub fn paper_to_seal(&self, hash: &[u8; 32], _: &MayDo) -> Result<Option<Vec<u8>>, StoreError> {
        self.kept(hash)
    }

    fn kept(&self, hash: &[u8; 32]) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT bytes FROM paper WHERE hash = ?";
        let mut ask = self.papers.prepare_cached(sql).map_err(of_papers)?;
        let bytes: Option<Vec<u8>> =
            ask.query_row([hash], |row| row.get(0)).optional().map_err(of_papers)?;
        match bytes {
            Some(bytes) if Sha256::digest(&bytes)[..] != hash[..] => Err(StoreError::PapersDamaged),
            bytes => Ok(bytes),
        }
    }

    /// Takes away the papers that no row names and that none named a day ago: an import that broke
    /// off leaves some, and one that is under way has some for a moment. How many.
    ///
    /// # Errors
    /// The engine.
    pub fn sweep(&mut self, _: &MayDo, now: NaiveDateTime) -> Result<u32, StoreError> {
        let named: HashSet<[u8; 32]> = self.reader().named_papers()?.into_iter().collect();
        let tx = self.papers.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut orphans: Vec<i64> = Vec::new();
        {
            let mut papers = tx.prepare("SELECT id, hash FROM paper")?;
            let mut rows = papers.query([])?;
            while let Some(row) = rows.next()? {
                if !named.contains(&row.get::<_, [u8; 32]>(1)?) {
                    orphans.push(row.get(0)?);
                }
            }
        }
        let known: HashSet<i64> = orphans.iter().copied().collect();
        let marked: Vec<i64> = {
            let mut marked = tx.prepare("SELECT paper FROM orphan")?;
            marked.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?
        };
        for paper in marked.iter().filter(|paper| !known.contains(paper)) {
            tx.execute("DELETE FROM orphan WHERE paper = ?", [paper])?;
        }
        for paper in &orphans {
            let sql = "INSERT INTO orphan (paper, seen_at) VALUES (?, ?) ON CONFLICT DO NOTHING";
            tx.execute(sql, params![paper, stamp(now)])?;
        }
        let old = stamp(now - TimeDelta::days(1));
        let sql = "DELETE FROM paper WHERE id IN (SELECT paper FROM orphan WHERE seen_at <= ?)";
        let swept = tx.execute(sql, [old])?;
        tx.commit()?;
        Ok(u32::try_from(swept).unwrap_or(u32::MAX))
    }
}
