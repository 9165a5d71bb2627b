//! Opening the registry as a careful ritual, reading from it, and the one way to write.

use std::ops::Deref;
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use crate::error::StoreError;
use crate::migration;
use crate::registry::Founding;

/// File of the registry within its folder.
const REGISTRY: &str = "registry.db";
/// File of photos and scans beside it.
const PAPERS: &str = "papers.db";

/// An open registry: the file of records and the file of papers.
pub struct Store {
    pub(crate) db: Connection,
    pub(crate) papers: Connection,
    folder: PathBuf,
}

/// Reads of the registry. Every table file adds its questions here.
pub struct Reader<'a>(pub(crate) &'a Connection);

/// An open transaction. Every table file adds its changes here; dropped without
/// [`Store::change`] returning `Ok`, nothing of it remains.
pub struct Tx<'a>(Reader<'a>);

impl<'a> Deref for Tx<'a> {
    type Target = Reader<'a>;

    fn deref(&self) -> &Reader<'a> {
        &self.0
    }
}

#[cfg(test)]
impl<'a> Tx<'a> {
    pub(crate) fn of(db: &'a Connection) -> Self {
        Self(Reader(db))
    }
}

impl Store {
    /// Whether a folder holds a registry.
    #[must_use]
    pub fn exists(folder: &Path) -> bool {
        folder.join(REGISTRY).exists()
    }

    /// Makes a new registry. It appears in the folder whole or not at all: it is founded under
    /// another name and renamed when complete.
    ///
    /// # Errors
    /// [`StoreError::Exists`] where one is; what the file system and the engine say.
    pub fn create(folder: &Path, founding: &Founding) -> Result<Self, StoreError> {
        if Self::exists(folder) {
            return Err(StoreError::Exists);
        }
        std::fs::create_dir_all(folder)?;
        // The log of a registry that is gone would be replayed into the new one.
        for log in ["-wal", "-shm"] {
            let file = folder.join(format!("{REGISTRY}{log}"));
            if file.exists() {
                std::fs::rename(&file, file.with_added_extension("orphan"))?;
            }
        }
        let draft = folder.join(format!("{REGISTRY}.part"));
        for leftover in ["", "-wal", "-shm"] {
            let file = folder.join(format!("{REGISTRY}.part{leftover}"));
            if file.exists() {
                std::fs::remove_file(file)?;
            }
        }
        let mut db = Connection::open(&draft)?;
        // Twice the engine's own: wide rows and keys, so fewer pages are split and searched.
        db.pragma_update(None, "page_size", 8192)?;
        prepare(&db)?;
        migration::bring_up(&mut db, migration::REGISTRY, None)?;
        let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        Tx(Reader(&tx)).found(founding)?;
        tx.commit()?;
        // The write-ahead log is emptied into the file, so that the rename carries everything.
        db.pragma_update(None, "journal_mode", "DELETE")?;
        db.close().map_err(|(_, error)| error)?;
        std::fs::rename(&draft, folder.join(REGISTRY))?;
        Self::open(folder)
    }

    /// Opens a registry and brings its schema up to date, after a checked copy aside.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::Newer`], [`StoreError::Damaged`] (the file is left
    /// as it is), and what the file system and the engine say.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let file = folder.join(REGISTRY);
        if !file.exists() {
            return Err(StoreError::Missing);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut db = Connection::open_with_flags(&file, flags)?;
        // A registry is never without a schema: an empty or strange file is left as it is.
        let schema: u32 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if schema == 0 {
            return Err(StoreError::Damaged);
        }
        prepare(&db)?;
        migration::bring_up(&mut db, migration::REGISTRY, Some(&file))?;
        let paper_file = folder.join(PAPERS);
        let mut papers = Connection::open(&paper_file)?;
        prepare(&papers)?;
        migration::bring_up(&mut papers, migration::PAPERS, Some(&paper_file))?;
        Ok(Self { db, papers, folder: folder.to_owned() })
    }

    /// A second connection to the same registry, for work on another thread.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn another(&self) -> Result<Self, StoreError> {
        Self::open(&self.folder)
    }

    /// The folder it lies in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Questions, each seeing the newest state.
    #[must_use]
    pub fn reader(&self) -> Reader<'_> {
        Reader(&self.db)
    }

    /// Questions that all see one and the same state of the registry, however long they take.
    ///
    /// # Errors
    /// What `ask` returns, or the engine.
    pub fn snapshot<T, E: From<StoreError>>(
        &self,
        ask: impl FnOnce(&Reader<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let tx = self.db.unchecked_transaction().map_err(StoreError::from)?;
        let answer = ask(&Reader(&tx));
        tx.finish().map_err(StoreError::from)?;
        answer
    }

    /// The one way to write: begins at once as the only writer, commits when `work` is `Ok`, and
    /// otherwise leaves nothing.
    ///
    /// # Errors
    /// What `work` returns, or the engine.
    pub fn change<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let tx: Transaction<'_> = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        let answer = work(&Tx(Reader(&tx)))?;
        tx.commit().map_err(StoreError::from)?;
        Ok(answer)
    }
}

/// The pragmas of every connection, and why.
fn prepare(db: &Connection) -> Result<(), StoreError> {
    // Another window or a night batch may write for a moment; waiting is kinder than failing.
    db.busy_timeout(std::time::Duration::from_secs(10))?;
    // Readers go on while one writes, and a crash loses nothing that was committed.
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "foreign_keys", true)?;
    // A file from a stranger must not run functions through its own schema.
    db.pragma_update(None, "trusted_schema", false)?;
    // 128 MB of pages: an import of 100,000 rows fits, and so is written to disk once.
    db.pragma_update(None, "cache_size", -131_072)?;
    db.pragma_update(None, "temp_store", "MEMORY")?;
    // Otherwise every binding of a value that could sway the planner prepares the statement anew,
    // which was two fifths of an import.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    db.set_prepared_statement_cache_capacity(64);
    Ok(())
}
