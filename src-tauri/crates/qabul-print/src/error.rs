//! What can break while a paper is prepared, painted or written.

use std::io;
use std::path::{Path, PathBuf};

use qabul_core::refusal::UnfitReason;

/// A broken machine: a disk, a font, a picture, a template that does not fit the paper.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The file system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file that was written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// No room is left where the file is written.
    #[error("{}: the disk is full", path.display())]
    DiskFull {
        /// The file that was written.
        path: PathBuf,
    },
    /// A file with content stands where the new one should go; it is left as it is.
    #[error("{} exists", path.display())]
    Exists {
        /// That file.
        path: PathBuf,
    },
    /// The file would pass the largest size a reader can find its way in (10^10 bytes).
    #[error("{}: larger than a PDF can be", path.display())]
    TooLarge {
        /// The file that was written.
        path: PathBuf,
    },
    /// A shipped font cannot be read or cut down.
    #[error("font {face}: {problem}")]
    Font {
        /// The face's name.
        face: &'static str,
        /// What is wrong with it.
        problem: String,
    },
    /// A text of the template does not fit its place or has a letter the font lacks.
    #[error("template, {field}: {problem}")]
    Template {
        /// The text by its key (`az.title`, `ru.rules`).
        field: String,
        /// Why.
        problem: String,
    },
    /// A text that people typed does not fit its place or has a letter the font lacks.
    #[error("a typed text does not fit: {text}")]
    Unfit {
        /// The text.
        text: String,
    },
    /// The bytes of a photo are no JPEG that can be passed through.
    #[error("a photo is no JPEG: {problem}")]
    NotJpeg {
        /// Why.
        problem: &'static str,
    },
    /// A sheet shows a photo and no bytes came with it.
    #[error("a sheet names a photo that was not given")]
    PhotoMissing,
    /// The painting library refused an operation.
    #[error("painting: {problem}")]
    Paint {
        /// What it said.
        problem: String,
    },
    /// The person stopped it; nothing was left behind.
    #[error("stopped")]
    Stopped,
}

impl PrintError {
    /// A failure of the file system, with the full disk told apart.
    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { path },
            _ => Self::Io { path, source },
        }
    }
}

impl PrintError {
    /// The error of a text that is the paper's own: its key, and why it cannot be set.
    pub(crate) fn misfit(field: &str, reason: &UnfitReason) -> Self {
        let problem = match reason {
            UnfitReason::TooLong => "it does not fit its place".to_owned(),
            UnfitReason::LetterMissing { letter } => format!("the faces have no {letter:?}"),
        };
        Self::Template { field: field.to_owned(), problem }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_apart() {
        let path = Path::new("slips.pdf");
        for kind in [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded] {
            assert!(matches!(PrintError::io(path, kind.into()), PrintError::DiskFull { .. }));
        }
        let denied = PrintError::io(path, io::ErrorKind::PermissionDenied.into());
        assert!(matches!(denied, PrintError::Io { .. }));
        assert!(denied.to_string().starts_with("slips.pdf: "));
    }
}
