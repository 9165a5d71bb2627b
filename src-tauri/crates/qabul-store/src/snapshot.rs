//! The whole registry as one file that stands still, checked before anybody relies on it.

use std::collections::BTreeMap;
use std::path::Path;

use qabul_core::staff::MayDo;
use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior};

use crate::connection::{Reader, Store};
use crate::error::StoreError;
use crate::{migration, private};

/// What a snapshot holds, counted in the snapshot itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// Its schema.
    pub schema: u32,
    /// Rows by table; the tables of the search index left out.
    pub counts: BTreeMap<String, u64>,
    /// Number of the last act.
    pub act: i64,
    /// Digest of the last act.
    pub head: [u8; 32],
    /// The papers that its rows name.
    pub papers: Vec<[u8; 32]>,
}

/// Steps of the engine, some milliseconds, after which it asks whether it was stopped.
const STEPS_BETWEEN_QUESTIONS: i32 = 10_000;

impl Store {
    /// Writes the registry as it is into a new file that only its owner may read, and checks it:
    /// whole by the engine's own account, nothing refers to what is not there, as many rows as the
    /// registry has, and the chain of the journal holds. `stopped` is asked all the while.
    ///
    /// # Errors
    /// [`StoreError::Damaged`]; [`StoreError::Stopped`]; the file system, the engine. The
    /// file is not left behind then.
    pub fn snapshot_into(
        &mut self,
        file: &Path,
        _: &MayDo,
        stopped: impl Fn() -> bool + Clone + Send + 'static,
    ) -> Result<Snapshot, StoreError> {
        self.db.progress_handler(STEPS_BETWEEN_QUESTIONS, Some(stopped.clone()))?;
        let written = self.vacuum_into(file);
        self.db.progress_handler(0, None::<fn() -> bool>)?;
        let taken = written.and_then(|counts| {
            let found = check(file, stopped)?;
            if found.counts == counts { Ok(found) } else { Err(StoreError::Damaged) }
        });
        if taken.is_err() {
            // What failed already says more than that it could not be removed.
            let _ = std::fs::remove_file(file);
        }
        taken
    }

    /// Rows of the registry in the state that was written. A snapshot cannot be taken inside a
    /// transaction, so it is taken anew where somebody wrote meanwhile, at last with writers kept
    /// out.
    fn vacuum_into(&self, file: &Path) -> Result<BTreeMap<String, u64>, StoreError> {
        for _ in 0..2 {
            let before = self.seen()?;
            let counts = write(&self.db, file)?;
            if self.seen()? == before {
                return Ok(counts);
            }
            std::fs::remove_file(file)?;
        }
        let mut writer = self.another()?;
        let still = writer.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let counts = write(&self.db, file)?;
        still.finish()?;
        Ok(counts)
    }

    /// Changes whenever another connection has written.
    fn seen(&self) -> Result<i64, StoreError> {
        Ok(self.db.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }
}

/// Writes one snapshot and counts what it was taken from.
fn write(db: &Connection, file: &Path) -> Result<BTreeMap<String, u64>, StoreError> {
    private::settle(file)?;
    let name = file.to_str().ok_or(std::io::ErrorKind::InvalidFilename);
    db.execute("VACUUM INTO ?", [name.map_err(std::io::Error::from)?])?;
    std::fs::File::options().write(true).open(file)?.sync_all()?;
    Reader(db).counts()
}

/// Looks a snapshot of the present schema through, from its first page to the last act of its
/// journal.
///
/// # Errors
/// [`StoreError::Damaged`], also where a digest of the journal does not hold.
fn check(file: &Path, stopped: impl Fn() -> bool + Send + 'static) -> Result<Snapshot, StoreError> {
    let (db, found) = look_through(file, stopped)?;
    let reader = Reader(&db);
    reader.whole_journal()?;
    Ok(Snapshot { papers: reader.named_papers()?, ..found })
}

/// Looks a registry file of any schema through: whole by the engine's own account, and nothing refers
/// to what is not there. Its journal is verified, and its papers are known, once it is opened.
///
/// # Errors
/// [`StoreError::Damaged`].
pub fn check_file(file: &Path) -> Result<Snapshot, StoreError> {
    match look_through(file, || false) {
        Ok((_, found)) => Ok(found),
        // What the engine can make no sense of was not written by it.
        Err(StoreError::Engine(_)) => Err(StoreError::Damaged),
        Err(other) => Err(other),
    }
}

///
/// What it is made of is what the steps of its schema make: nothing is missing, and no trigger lies in
/// wait that somebody else put there.
fn look_through(
    file: &Path,
    stopped: impl Fn() -> bool + Send + 'static,
) -> Result<(Connection, Snapshot), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut db = Connection::open_with_flags(file, flags)?;
    db.progress_handler(STEPS_BETWEEN_QUESTIONS, Some(stopped))?;
    db.pragma_update(None, "trusted_schema", false)?;
    let verdict: String = db.pragma_query_value(None, "integrity_check", |row| row.get(0))?;
    if verdict != "ok"
        || db.prepare("PRAGMA foreign_key_check")?.exists([])?
        || shape(&db)? != shape_of_schema(migration::schema(&db)?)?
    {
        return Err(StoreError::Damaged);
    }
    // An act's row has been called differently; its place in the table has not.
    let sql = "SELECT rowid, digest FROM journal ORDER BY rowid DESC LIMIT 1";
    let last = db.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let (act, head) = last.unwrap_or((0, [0; 32]));
    let schema = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let counts = Reader(&db).counts()?;
    Ok((db, Snapshot { schema, counts, act, head, papers: Vec::new() }))
}

/// Everything a registry file is made of, by kind and name, tables and views with their columns. Not by
/// its text, which an engine of another edition may have written differently.
fn shape(db: &Connection) -> Result<Vec<[Option<String>; 3]>, StoreError> {
    let mut parts = db.prepare(
        "SELECT m.type, m.name, c.name FROM sqlite_schema m LEFT JOIN pragma_table_info(m.name) c \
         WHERE m.name NOT GLOB 'sqlite_*' ORDER BY 1, 2, 3",
    )?;
    let parts = parts.query_map([], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))?;
    Ok(parts.collect::<Result<_, _>>()?)
}

/// What a registry of a schema is made of.
fn shape_of_schema(schema: u32) -> Result<Vec<[Option<String>; 3]>, StoreError> {
    migration::refuse_newer(schema, migration::REGISTRY)?;
    let steps = usize::try_from(schema).unwrap_or(usize::MAX);
    let mut db = Connection::open_in_memory()?;
    migration::bring_up(&mut db, migration::REGISTRY.get(..steps).unwrap_or_default(), None)?;
    shape(&db)
}

impl Reader<'_> {
    /// Rows by table; the tables of the search index left out.
    ///
    /// # Errors
    /// The engine.
    pub fn counts(&self) -> Result<BTreeMap<String, u64>, StoreError> {
        let mut tables = self.0.prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' \
             AND name NOT GLOB 'candidate_search*' ORDER BY name",
        )?;
        let names = tables.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
        let count = |name: String| {
            let sql = format!("SELECT count(*) FROM \"{name}\"");
            let rows = self.0.query_row(&sql, [], |row| row.get(0))?;
            Ok((name, rows))
        };
        names.into_iter().map(count).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::Founding;
    use qabul_core::staff::AtTheDoor;

    fn founded(folder: &Path) -> Store {
        let founding = Founding {
            sample: false,
            center: "A".to_owned(),
            at: chrono::NaiveDateTime::default(),
            key: None,
            station: qabul_core::journal::Station { token: [1; 16], name: "a".to_owned() },
        };
        Store::create(folder, &founding, |_| Ok::<(), StoreError>(())).unwrap()
    }

    #[test]
    fn a_snapshot_counts_what_the_registry_counts_and_is_nobody_elses() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = founded(folder.path());
        let may = MayDo::at_the_door(AtTheDoor::Leave, "Sınaqçı");
        let file = folder.path().join("snapshot");
        let taken = store.snapshot_into(&file, &may, || false).unwrap();
        assert_eq!(taken.counts, store.reader().counts().unwrap());
        assert_eq!(taken.counts["registry"], 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            for file in ["snapshot", "registry.db", "papers.db", "registry.db-wal"] {
                let there = std::fs::metadata(folder.path().join(file)).unwrap();
                assert_eq!(there.permissions().mode() & 0o777, 0o600, "{file}");
            }
        }
    }

    #[test]
    fn a_damaged_page_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = founded(folder.path());
        let may = MayDo::at_the_door(AtTheDoor::Leave, "Sınaqçı");
        let file = folder.path().join("snapshot");
        store.snapshot_into(&file, &may, || false).unwrap();
        let mut bytes = std::fs::read(&file).unwrap();
        let page = bytes.len() / 16_384 / 2 * 16_384;
        bytes[page..page + 64].fill(0xff);
        std::fs::write(&file, bytes).unwrap();
        assert!(matches!(check(&file, || false), Err(StoreError::Damaged)));
    }

    /// Stopped at its first question, at its second and so on, until it comes to its end.
    #[test]
    fn a_snapshot_stopped_at_any_question_leaves_no_file_and_a_registry_that_goes_on() {
        use std::sync::Arc;
        use std::sync::atomic::{AtomicU32, Ordering};
        let folder = tempfile::tempdir().unwrap();
        let mut store = founded(folder.path());
        let filled = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) \
                      INSERT INTO building (city, name, address) SELECT 'Bakı', i, '' FROM n";
        store.db.execute(filled, []).unwrap();
        let may = MayDo::at_the_door(AtTheDoor::Leave, "Sınaqçı");
        let file = folder.path().join("snapshot");
        let mut stops = 0;
        loop {
            let left = Arc::new(AtomicU32::new(stops));
            let asked = move || left.fetch_sub(1, Ordering::Relaxed) == 0;
            match store.snapshot_into(&file, &may, asked) {
                Ok(taken) => break assert_eq!(taken.counts["building"], 5000),
                Err(StoreError::Stopped) => assert!(!file.exists()),
                Err(other) => panic!("{other}"),
            }
            stops += 1;
        }
        assert!(stops > 2, "asked only {stops} times");
    }
}
