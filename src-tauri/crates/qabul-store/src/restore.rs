//! Putting a registry in the place of another: the former is set aside, and whenever it breaks off,
//! either the former or the new one opens.
//!
//! The new files are made whole in `restoring.part`. Renaming that folder to `restoring` is the one
//! moment that decides: before it nothing has happened, after it every opening of the registry first
//! does what is left to do. Each step of it can be done again.

use std::fs::File;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::connection::{PAPERS, REGISTRY, Store};
use crate::error::StoreError;
use crate::folder::sync_folder;
use crate::private;

/// Where the new files are made.
const DRAFT: &str = "restoring.part";
/// Where they lie once it is decided.
const DECIDED: &str = "restoring";
/// Names, inside, the folder that the former files go to.
const ASIDE: &str = "aside";
/// Held while files change places.
const LOCK: &str = "restoring.lock";

/// Whether a registry waits to take its place in a folder.
pub(crate) fn waits(folder: &Path) -> bool {
    folder.join(DECIDED).exists()
}

/// Makes an empty folder for the files of a registry that is brought back, beside the one it shall
/// replace; what an earlier attempt left there is gone.
///
/// # Errors
/// The file system.
pub fn draft(folder: &Path) -> Result<PathBuf, StoreError> {
    let draft = folder.join(DRAFT);
    if draft.exists() {
        std::fs::remove_dir_all(&draft)?;
    }
    std::fs::create_dir_all(&draft)?;
    Ok(draft)
}

/// Makes the file of a registry in a draft, for its owner alone, to be filled.
///
/// # Errors
/// The file system.
pub fn registry_file(draft: &Path) -> Result<File, StoreError> {
    let file = draft.join(REGISTRY);
    private::settle(&file)?;
    Ok(File::options().write(true).truncate(true).open(file)?)
}

impl Store {
    /// Opens the registry of a draft, whose papers are yet to come.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn of_draft(draft: &Path) -> Result<Self, StoreError> {
        Self::opened(draft, |_| Ok(false))
    }

    /// Puts this registry, opened from the [`draft`] of a folder, in the place of the one there,
    /// which is set aside under `aside` in that folder with its papers and logs.
    ///
    /// # Errors
    /// [`StoreError::Busy`] where another program has the former one open, and nothing is changed;
    /// the file system, the engine.
    pub fn take_place(
        self,
        folder: &Path,
        former: Option<Store>,
        aside: &str,
    ) -> Result<(), StoreError> {
        let draft = folder.join(DRAFT);
        self.close_whole()?;
        former.map_or(Ok(()), Store::close_whole)?;
        std::fs::write(draft.join(ASIDE), aside)?;
        for name in [REGISTRY, PAPERS, ASIDE] {
            File::options().write(true).open(draft.join(name))?.sync_all()?;
        }
        sync_folder(&draft)?;
        std::fs::rename(&draft, folder.join(DECIDED))?;
        sync_folder(folder)?;
        finish(folder)
    }

    /// Closes both files with everything in them and no log beside them, which works only where
    /// nobody else has them open.
    fn close_whole(self) -> Result<(), StoreError> {
        for db in [self.db, self.papers] {
            db.busy_timeout(std::time::Duration::from_secs(2))?;
            let mode: String =
                db.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get(0))?;
            if mode != "delete" {
                return Err(StoreError::Busy);
            }
            db.close().map_err(|(_, error)| StoreError::from(error))?;
        }
        Ok(())
    }
}

/// Does what is left to do of a decided change of places; nothing where there is none.
pub(crate) fn finish(folder: &Path) -> Result<(), StoreError> {
    if !waits(folder) {
        return Ok(());
    }
    let _alone = private::hold(&folder.join(LOCK))?;
    // Another program may have done it while this one waited.
    if waits(folder) {
        change_places(folder)?;
    }
    Ok(())
}

fn change_places(folder: &Path) -> Result<(), StoreError> {
    let decided = folder.join(DECIDED);
    let aside = std::fs::read_to_string(decided.join(ASIDE))?;
    let aside = folder.join(Path::new(&aside).file_name().unwrap_or("former".as_ref()));
    for name in [PAPERS, REGISTRY] {
        let (new, place) = (decided.join(name), folder.join(name));
        if !new.exists() {
            continue;
        }
        // The logs too: left beside the new file they would be replayed into it.
        for ending in ["-wal", "-shm", ""] {
            let former = with_ending(&place, ending);
            if former.exists() {
                std::fs::create_dir_all(&aside)?;
                std::fs::rename(&former, with_ending(&aside.join(name), ending))?;
            }
        }
        std::fs::rename(new, place)?;
    }
    if aside.exists() {
        sync_folder(&aside)?;
    }
    sync_folder(folder)?;
    std::fs::remove_dir_all(decided)?;
    Ok(sync_folder(folder)?)
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// The copies that were put aside before a migration and are not sealed yet.
///
/// # Errors
/// The file system.
pub fn plain_copies(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let mut copies = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let copy = |of: &str| {
            name.strip_prefix(of)
                .and_then(|rest| rest.strip_prefix(".schema-"))
                .is_some_and(|schema| schema.parse::<u32>().is_ok())
        };
        if copy(REGISTRY) || copy(PAPERS) {
            copies.push(entry.path());
        }
    }
    copies.sort();
    Ok(copies)
}

/// Whether a copy that was put aside is one of records, not of papers.
#[must_use]
pub fn holds_records(copy: &Path) -> bool {
    copy.file_name().is_some_and(|name| name.to_string_lossy().starts_with(REGISTRY))
}

/// The schema, the center and whether it is the sample, of a registry of any schema that had them.
///
/// # Errors
/// The engine.
pub fn nameplate(file: &Path) -> Result<(u32, String, bool), StoreError> {
    let db = Connection::open_with_flags(file, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let schema = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let sql = "SELECT center, sample FROM registry";
    let (center, sample) = db.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok((schema, center, sample))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::Founding;

    fn founded(folder: &Path, center: &str) -> Store {
        let founding = Founding {
            sample: false,
            center: center.to_owned(),
            at: chrono::NaiveDateTime::default(),
            key: None,
            station: qabul_core::journal::Station { token: [1; 16], name: "a".to_owned() },
        };
        Store::create(folder, &founding, |_| Ok::<(), StoreError>(())).unwrap()
    }

    fn center(folder: &Path) -> String {
        Store::open(folder).unwrap().reader().registry().unwrap().center
    }

    /// A folder with a former registry and a new one in its draft, which is open.
    fn both() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        founded(folder.path(), "the former");
        let made = tempfile::tempdir().unwrap();
        founded(made.path(), "the new").close_whole().unwrap();
        let draft = draft(folder.path()).unwrap();
        for name in [REGISTRY, PAPERS] {
            std::fs::copy(made.path().join(name), draft.join(name)).unwrap();
        }
        let new = Store::open(&draft).unwrap();
        (folder, new)
    }

    #[test]
    fn the_former_is_set_aside_and_no_stale_log_is_replayed() {
        let (folder, new) = both();
        let place = folder.path();
        // The former was not closed whole: its log holds what its file does not.
        std::fs::write(place.join("registry.db-wal"), "a stale log").unwrap();
        std::fs::write(place.join("registry.db-shm"), "and its index").unwrap();
        new.take_place(place, None, "former").unwrap();
        assert_eq!(center(place), "the new");
        let log = std::fs::read(place.join("former/registry.db-wal")).unwrap();
        assert_eq!(log, b"a stale log");
        assert!(place.join("former/registry.db").exists() && !waits(place));
    }

    #[test]
    fn one_that_is_open_elsewhere_stays() {
        let (folder, new) = both();
        let (former, elsewhere) =
            (Store::open(folder.path()).unwrap(), Store::open(folder.path()).unwrap());
        let busy = new.take_place(folder.path(), Some(former), "former");
        assert!(matches!(busy, Err(StoreError::Busy)), "{busy:?}");
        drop(elsewhere);
        assert_eq!(center(folder.path()), "the former");
    }

    #[test]
    fn wherever_it_breaks_off_one_of_the_two_opens() {
        // Before it is decided: the former.
        let (folder, new) = both();
        drop(new);
        assert_eq!(center(folder.path()), "the former");
        // After it: the new one, whichever files have changed places already.
        for done in 0..=4 {
            let (folder, new) = both();
            let (place, decided) = (folder.path(), folder.path().join(DECIDED));
            new.close_whole().unwrap();
            std::fs::write(place.join(DRAFT).join(ASIDE), "former").unwrap();
            std::fs::rename(place.join(DRAFT), &decided).unwrap();
            let former = place.join("former");
            std::fs::create_dir(&former).unwrap();
            let steps = [
                (place.join(PAPERS), former.join(PAPERS)),
                (decided.join(PAPERS), place.join(PAPERS)),
                (place.join(REGISTRY), former.join(REGISTRY)),
                (decided.join(REGISTRY), place.join(REGISTRY)),
            ];
            for (from, to) in &steps[..done] {
                std::fs::rename(from, to).unwrap();
            }
            assert!(Store::exists(place), "{done}");
            assert_eq!(center(place), "the new", "{done}");
            assert_eq!(center(&former), "the former", "{done}");
        }
    }
}
