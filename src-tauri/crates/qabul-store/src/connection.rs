//! Opening the registry as a careful ritual, reading from it, and the one way to write.

use std::ops::Deref;
use std::path::{Path, PathBuf};

use qabul_core::staff::{MayDo, MayRead};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use crate::error::StoreError;
use crate::folder::{Identity, keep_name};
use crate::registry::{self, Founding};
use crate::{migration, paper, private, restore};

/// File of the registry within its folder.
pub(crate) const REGISTRY: &str = "registry.db";
/// File of photos and scans beside it.
pub(crate) const PAPERS: &str = "papers.db";

/// An open registry: the file of records and the file of papers.
pub struct Store {
    pub(crate) db: Connection,
    pub(crate) papers: Connection,
    folder: PathBuf,
    /// Which file was opened: what is written to one that was taken away is lost.
    identity: Identity,
}

/// Reads of the registry that tell nothing of candidates. Every table file adds its questions here.
#[derive(Clone, Copy)]
pub struct Reader<'a>(pub(crate) &'a Connection);

/// Reads of what the registry holds of candidates: for who may.
pub struct People<'a>(Reader<'a>);

impl<'a> Reader<'a> {
    /// The questions about candidates.
    #[must_use]
    pub fn people(&self, _: MayRead) -> People<'a> {
        People(*self)
    }
}

impl<'a> Deref for People<'a> {
    type Target = Reader<'a>;

    fn deref(&self) -> &Reader<'a> {
        &self.0
    }
}

/// An open transaction. Every table file adds its changes here; dropped without
/// [`Store::change`] returning `Ok`, nothing of it remains. Who may change may read what he changes.
pub struct Tx<'a>(People<'a>);

impl<'a> Deref for Tx<'a> {
    type Target = People<'a>;

    fn deref(&self) -> &People<'a> {
        &self.0
    }
}

#[cfg(test)]
impl<'a> Tx<'a> {
    pub(crate) fn of(db: &'a Connection) -> Self {
        Self(People(Reader(db)))
    }
}

impl Store {
    /// Whether a folder holds a registry.
    #[must_use]
    pub fn exists(folder: &Path) -> bool {
        folder.join(REGISTRY).exists() || restore::waits(folder)
    }

    /// Makes a new registry with what `fill` puts in. It appears in the folder whole or not at all:
    /// it is founded under another name, which no other program uses, and named when complete.
    ///
    /// # Errors
    /// [`StoreError::Exists`] where one is; what `fill`, the file system and the engine say.
    pub fn create<E: From<StoreError>>(
        folder: &Path,
        founding: &Founding,
        fill: impl FnOnce(&Tx<'_>) -> Result<(), E>,
    ) -> Result<Self, E> {
        if Self::exists(folder) {
            return Err(StoreError::Exists.into());
        }
        let draft = folder.join(format!("{REGISTRY}.part-{}", std::process::id()));
        clear_the_way(folder, &draft).map_err(StoreError::from)?;
        let mut db = open_draft(&draft)?;
        let tx = db
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        let founder = Tx(People(Reader(&tx)));
        founder.found(founding)?;
        fill(&founder)?;
        tx.commit().map_err(StoreError::from)?;
        // The write-ahead log is emptied into the file, so that the name carries everything.
        db.pragma_update(None, "journal_mode", "DELETE").map_err(StoreError::from)?;
        db.close().map_err(|(_, error)| StoreError::from(error))?;
        name_new(&draft, &folder.join(REGISTRY))?;
        Ok(Self::open(folder)?)
    }

    /// Opens a registry and brings its schema up to date, after a checked copy aside.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::Newer`], [`StoreError::Damaged`] (the file is left
    /// as it is), and what the file system and the engine say.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        restore::finish(folder)?;
        Self::opened(folder, registry::names_papers)
    }

    /// Opens a registry whose papers must be there where `named` says so.
    pub(crate) fn opened(
        folder: &Path,
        named: impl FnOnce(&Connection) -> Result<bool, StoreError>,
    ) -> Result<Self, StoreError> {
        let file = folder.join(REGISTRY);
        if !file.exists() {
            return Err(StoreError::Missing);
        }
        // Asked before the engine is: it would leave logs beside the file that nobody may write.
        if std::fs::metadata(&file)?.permissions().readonly() {
            return Err(StoreError::ReadOnly);
        }
        private::settle(&file)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut db = Connection::open_with_flags(&file, flags)?;
        // A registry is never without a schema: an empty or strange file is left as it is.
        let schema = migration::schema(&db)?;
        if schema == 0 {
            return Err(StoreError::Damaged);
        }
        // Before anything is written: what a newer edition keeps there is not known here.
        migration::refuse_newer(schema, migration::REGISTRY)?;
        if db.is_readonly(rusqlite::MAIN_DB)? {
            return Err(StoreError::ReadOnly);
        }
        prepare(&db)?;
        migration::bring_up(&mut db, migration::REGISTRY, Some(&file))?;
        registry::keep_order(&mut db)?;
        let paper_file = folder.join(PAPERS);
        let papers = paper::open(&paper_file, || named(&db))?;
        Ok(Self { db, papers, folder: folder.to_owned(), identity: Identity::of(&file)? })
    }

    /// A second connection to the same registry, for work on another thread.
    ///
    /// # Errors
    /// As [`Store::open`]; [`StoreError::Gone`] where the file is not there any more.
    pub fn another(&self) -> Result<Self, StoreError> {
        self.still_there()?;
        Self::open(&self.folder)
    }

    /// Refuses to go on with a file that was taken away while it was open: the system would let one
    /// write to it, and nobody would see it again.
    pub(crate) fn still_there(&self) -> Result<(), StoreError> {
        match Identity::of(&self.folder.join(REGISTRY)) {
            Ok(found) if found == self.identity => Ok(()),
            _ => Err(StoreError::Gone),
        }
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

    /// The one way to write, for who may: begins at once as the only writer, commits when `work` is
    /// `Ok`, and otherwise leaves nothing.
    ///
    /// # Errors
    /// What `work` returns, or the engine; [`StoreError::Gone`] where the file was taken away.
    pub fn change<T, E: From<StoreError>>(
        &mut self,
        _: &MayDo,
        work: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.still_there()?;
        let tx: Transaction<'_> = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        let answer = work(&Tx(People(Reader(&tx))))?;
        tx.commit().map_err(StoreError::from)?;
        Ok(answer)
    }
}

impl Store {
    /// As [`Store::change`], but gives way at once where another program writes.
    ///
    /// # Errors
    /// [`StoreError::Busy`]; otherwise as [`Store::change`].
    pub fn change_if_free<T, E: From<StoreError>>(
        &mut self,
        may: &MayDo,
        work: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.db.busy_timeout(std::time::Duration::ZERO).map_err(StoreError::from)?;
        let answer = self.change(may, work);
        self.db.busy_timeout(PATIENCE).map_err(StoreError::from)?;
        answer
    }
}

/// How long one waits for another writer: a window or a night batch writes for a moment, and waiting
/// is kinder than failing.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(10);

/// Makes the folder and removes what a founding that broke off left of this draft.
fn clear_the_way(folder: &Path, draft: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    // The log of a registry that is gone would be replayed into the new one.
    for log in ["-wal", "-shm"] {
        let file = folder.join(format!("{REGISTRY}{log}"));
        if file.exists() {
            std::fs::rename(&file, file.with_added_extension("orphan"))?;
        }
    }
    for leftover in ["", "-wal", "-shm"] {
        let mut file = draft.as_os_str().to_owned();
        file.push(leftover);
        if Path::new(&file).exists() {
            std::fs::remove_file(file)?;
        }
    }
    Ok(())
}

fn open_draft(draft: &Path) -> Result<Connection, StoreError> {
    private::settle(draft)?;
    let mut db = Connection::open(draft)?;
    // Four times the engine's own: rows and keys are wide, and every page costs two writes.
    db.pragma_update(None, "page_size", 16_384)?;
    prepare(&db)?;
    migration::bring_up(&mut db, migration::REGISTRY, None)?;
    Ok(db)
}

/// Gives a finished draft its name, which nobody else may have taken meanwhile.
fn name_new(draft: &Path, name: &Path) -> Result<(), StoreError> {
    match std::fs::hard_link(draft, name) {
        Ok(()) => std::fs::remove_file(draft)?,
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            std::fs::remove_file(draft)?;
            return Err(StoreError::Exists);
        }
        // A file system without links, such as a memory stick's.
        Err(_) => std::fs::rename(draft, name)?,
    }
    Ok(keep_name(name)?)
}

/// The pragmas of every connection, and why.
pub(crate) fn prepare(db: &Connection) -> Result<(), StoreError> {
    db.busy_timeout(PATIENCE)?;
    // Readers go on while one writes, and a crash loses nothing that was committed.
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "foreign_keys", true)?;
    // A file from a stranger must not run functions through its own schema.
    db.pragma_update(None, "trusted_schema", false)?;
    // 2 MB of pages: a run of any number of slips holds no more than that.
    db.pragma_update(None, "cache_size", -2048)?;
    db.pragma_update(None, "temp_store", "MEMORY")?;
    // Otherwise every binding of a value that could sway the planner prepares the statement anew,
    // which was two fifths of an import.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    db.set_prepared_statement_cache_capacity(64);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn founding(center: &str) -> Founding {
        Founding {
            sample: false,
            center: center.to_owned(),
            at: chrono::NaiveDateTime::default(),
            key: None,
            station: qabul_core::journal::Station { token: [1; 16], name: "a".to_owned() },
        }
    }

    #[test]
    fn of_two_founders_the_second_is_refused_and_nothing_is_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let create = |center: &str, meanwhile: &dyn Fn()| {
            Store::create(folder.path(), &founding(center), |_| -> Result<(), StoreError> {
                meanwhile();
                Ok(())
            })
        };
        // Another program founds one while this one is at it.
        let there = folder.path().join(REGISTRY);
        let second = create("Second", &|| std::fs::write(&there, "the first").unwrap());
        assert!(matches!(second, Err(StoreError::Exists)));
        assert_eq!(std::fs::read(&there).unwrap(), b"the first");
        let left = std::fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(left, 1, "no draft is left behind");
    }

    #[test]
    fn a_founding_that_fails_leaves_no_registry() {
        let folder = tempfile::tempdir().unwrap();
        let failed = Store::create(folder.path(), &founding("A"), |_| Err(StoreError::Missing));
        assert!(matches!(failed, Err(StoreError::Missing)));
        assert!(!Store::exists(folder.path()));
    }
}
