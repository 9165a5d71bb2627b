//! Handles for files: a request names no path, only what the surroundings gave out in this run.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use qabul_core::refusal::{Refusal, TableProblem};
use qabul_exchange::table::{self, MOST_MEGABYTES, Table};
use qabul_exchange::write::{self as columns, Cell};

use crate::desk::Desk;
use crate::failure::{Breakage, Failure};
use crate::views::Nothing;
use crate::views::files::{ChosenFile, FileHandle, FileRequest, PickFile, Picked};

/// The files given out so far.
#[derive(Default)]
pub(crate) struct Files(Mutex<HashMap<u32, Given>>);

/// A file behind a handle.
#[derive(Clone)]
enum Given {
    /// Chosen by a person: to be read, or written.
    Chosen(PathBuf),
    /// Made here: to be shown alone, for slips that were printed are not written over.
    Made(PathBuf),
}

impl Files {
    /// Gives a path that a person chose out as a handle.
    pub(crate) fn admit(&self, path: PathBuf) -> ChosenFile {
        self.give(name_of(&path), Given::Chosen(path))
    }

    /// Gives a file that was made here out as a handle, to be shown.
    pub(crate) fn made(&self, path: PathBuf) -> ChosenFile {
        self.give(name_of(&path), Given::Made(path))
    }

    fn give(&self, name: String, file: Given) -> ChosenFile {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let number = u32::try_from(files.len()).unwrap_or(u32::MAX) + 1;
        files.insert(number, file);
        ChosenFile { handle: FileHandle(number), name }
    }

    fn given(&self, handle: &FileHandle) -> Result<Given, Refusal> {
        let files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.get(&handle.0).cloned().ok_or(Refusal::UnknownHandle)
    }

    /// The path behind a handle, of a file that a person chose.
    pub(crate) fn path(&self, handle: &FileHandle) -> Result<PathBuf, Refusal> {
        match self.given(handle)? {
            Given::Chosen(path) => Ok(path),
            Given::Made(_) => Err(Refusal::UnknownHandle),
        }
    }

    /// The path behind a handle, to be shown.
    fn shown(&self, handle: &FileHandle) -> Result<PathBuf, Refusal> {
        match self.given(handle)? {
            Given::Chosen(path) | Given::Made(path) => Ok(path),
        }
    }
}

/// The last part of a path, for people.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// `files.open_dialog`
pub(crate) fn open_dialog(desk: &Desk, request: &PickFile) -> Result<Picked, Failure> {
    let path = desk.host().open_dialog(request.purpose);
    Ok(Picked { file: path.map(|path| desk.admit(path)) })
}

/// `files.save_dialog`
pub(crate) fn save_dialog(desk: &Desk, request: &PickFile) -> Result<Picked, Failure> {
    let path = desk.host().save_dialog(request.purpose, request.suggested.as_deref());
    Ok(Picked { file: path.map(|path| desk.admit(path)) })
}

/// `files.show`
pub(crate) fn show(desk: &Desk, request: &FileRequest) -> Result<Nothing, Failure> {
    let path = desk.files().shown(&request.file)?;
    desk.host().show(&path).map_err(|_| Breakage::Unreadable { file: name_of(&path) })?;
    Ok(Nothing {})
}

/// Reads a file of at most so many bytes, or nothing of one that has more.
pub(crate) fn read_up_to(path: &Path, most: u64) -> Result<Option<Vec<u8>>, Failure> {
    use std::io::Read;
    let unreadable = |_| Failure::from(Breakage::Unreadable { file: name_of(path) });
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

/// Reads a file with a key in it; nothing of one that is too large to be one.
pub(crate) fn key(path: &Path) -> Result<Vec<u8>, Failure> {
    const MOST_BYTES: u64 = 64 * 1024;
    Ok(read_up_to(path, MOST_BYTES)?.unwrap_or_default())
}

/// Reads a table, or refuses what is larger than any list before it fills the memory.
pub(crate) fn table(path: &Path) -> Result<Table, Failure> {
    let file = name_of(path);
    match read_up_to(path, u64::from(MOST_MEGABYTES) * 1024 * 1024)? {
        Some(bytes) => Ok(table::read(bytes, &file)?),
        None => {
            let problem = TableProblem::TooLarge { most_megabytes: MOST_MEGABYTES };
            Err(Refusal::NotATable { file, problem }.into())
        }
    }
}

/// Writes a whole file: under another name first, synced, then renamed, so that under its final
/// name there is a whole file or the one that was there before.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    use std::io::Write;
    let broken = |error: std::io::Error| Failure::from(Breakage::of_io(&error, path));
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file =
        readable_by_others(&mut tempfile::Builder::new()).tempfile_in(folder).map_err(broken)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(broken)?;
    file.persist(path).map_err(|error| broken(error.error))?;
    qabul_store::keep_name(path).map_err(broken)
}

/// Writes a table, as a workbook or as CSV by the ending of its name.
pub(crate) fn write_table(
    path: &Path,
    heads: &[&str],
    rows: impl Iterator<Item = Vec<Cell>>,
    sheet: &str,
) -> Result<(), Failure> {
    let broken = |error| Failure::from(Breakage::program("export", &error));
    let is_workbook = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
    let bytes = if is_workbook {
        columns::xlsx(heads, rows, sheet).map_err(broken)?
    } else {
        let mut bytes = Vec::new();
        columns::csv(heads, rows, &mut bytes).map_err(broken)?;
        bytes
    };
    write(path, &bytes)
}

/// A file that is handed on is made as any program makes its files, not for its maker's eyes alone.
#[cfg(unix)]
fn readable_by_others<'a, 'n>(
    builder: &'a mut tempfile::Builder<'n, 'n>,
) -> &'a mut tempfile::Builder<'n, 'n> {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(std::fs::Permissions::from_mode(0o666))
}

/// Elsewhere the folder decides.
#[cfg(not(unix))]
fn readable_by_others<'a, 'n>(
    builder: &'a mut tempfile::Builder<'n, 'n>,
) -> &'a mut tempfile::Builder<'n, 'n> {
    builder
}
