//! A file that is not there until it is whole: written beside its name, synced, then renamed.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::error::PrintError;

/// The largest offset that ten digits hold, as the table of a PDF has them.
const LARGEST: u64 = 9_999_999_999;

/// `NAME.part` while it is written; removed when dropped unfinished.
pub(crate) struct PartFile {
    /// The name it will have.
    path: PathBuf,
    part: PathBuf,
    out: BufWriter<File>,
    digest: Sha256,
    written: u64,
    whole: bool,
}

impl PartFile {
    /// Begins a file.
    ///
    /// # Errors
    /// [`PrintError::Exists`] if a file with content has the name; [`PrintError::Io`] if none can
    /// be made there or another run is writing it.
    pub(crate) fn begin(path: &Path) -> Result<Self, PrintError> {
        vacant(path)?;
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".part");
        let part = path.with_file_name(name);
        let failed = |source| PrintError::io(&part, source);
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&part)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(failed(io::ErrorKind::ResourceBusy.into()));
            }
            // Some network file systems have no locks; then the name alone must do.
            Err(TryLockError::Error(_)) => {}
        }
        // What a run that was killed left behind.
        file.set_len(0).map_err(failed)?;
        let out = BufWriter::with_capacity(256 * 1024, file);
        let (path, digest) = (path.to_owned(), Sha256::new());
        Ok(Self { path, part, out, digest, written: 0, whole: false })
    }

    /// Where the next byte goes.
    pub(crate) fn offset(&self) -> u64 {
        self.written
    }

    /// Writes.
    ///
    /// # Errors
    /// [`PrintError::DiskFull`], [`PrintError::TooLarge`], [`PrintError::Io`].
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), PrintError> {
        self.out.write_all(bytes).map_err(|source| PrintError::io(&self.path, source))?;
        self.digest.update(bytes);
        self.written += bytes.len() as u64;
        if self.written > LARGEST {
            return Err(PrintError::TooLarge { path: self.path.clone() });
        }
        Ok(())
    }

    /// Syncs it and gives it its name. Answers its size and SHA-256.
    ///
    /// # Errors
    /// As [`Self::write`]; [`PrintError::Exists`] if the name was taken meanwhile.
    pub(crate) fn finish(mut self) -> Result<(u64, [u8; 32]), PrintError> {
        let failed = |source| PrintError::io(&self.path, source);
        self.out.flush().map_err(failed)?;
        self.out.get_ref().sync_all().map_err(failed)?;
        vacant(&self.path)?;
        fs::rename(&self.part, &self.path).map_err(failed)?;
        self.whole = true;
        // The name itself reaches the disk with its folder; where folders cannot be synced, the
        // file is there all the same.
        if let Some(folder) = self.path.parent() {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            let _ = File::open(folder).and_then(|folder| folder.sync_all());
        }
        Ok((self.written, std::mem::take(&mut self.digest).finalize().into()))
    }
}

impl Drop for PartFile {
    fn drop(&mut self) {
        if !self.whole {
            let _ = fs::remove_file(&self.part);
        }
    }
}

/// A name is free if nothing has it, or an empty file by which a caller keeps it.
fn vacant(path: &Path) -> Result<(), PrintError> {
    match fs::symlink_metadata(path) {
        Ok(found) if !found.is_file() || found.len() > 0 => {
            Err(PrintError::Exists { path: path.to_owned() })
        }
        _ => Ok(()),
    }
}
