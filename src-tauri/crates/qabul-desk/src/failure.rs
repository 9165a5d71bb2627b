//! Where faults, refusals and errors meet: the one thing that crosses to a screen when an act fails.

use std::io::ErrorKind;
use std::path::Path;

use qabul_core::refusal::{BackupRefusal, Merging, Refusal};
use qabul_print::PrintError;
use qabul_store::StoreError;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::files::name_of;

/// The files of a registry, by the names that people find in its folder.
const REGISTRY: &str = "registry.db";
const PAPERS: &str = "papers.db";

/// Why an act was not done. Tagged data, never text: words in three languages stand by the tags.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "circle", rename_all = "snake_case")]
#[ts(export)]
pub enum Failure {
    /// A rule said no.
    Refused {
        /// Which, with its numbers.
        #[serde(flatten)]
        refusal: Refusal,
    },
    /// The machine failed; nothing is half done.
    Broken {
        /// What broke.
        #[serde(flatten)]
        breakage: Breakage,
    },
    /// The request itself made no sense: a screen or script of another version.
    Misasked {
        /// What did not parse. For the log and for whoever wrote the request.
        problem: String,
    },
}

/// What can break in a machine.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, TS)]
#[serde(tag = "breakage", rename_all = "snake_case")]
#[ts(export)]
pub enum Breakage {
    /// No space is left.
    #[error("the disk is full: {file}")]
    DiskFull {
        /// File or folder name.
        file: String,
    },
    /// It may not be written.
    #[error("no permission to write: {file}")]
    ReadOnly {
        /// File or folder name.
        file: String,
    },
    /// It may not be read, or is not there.
    #[error("cannot be read: {file}")]
    Unreadable {
        /// File or folder name.
        file: String,
    },
    /// The disk itself failed.
    #[error("the disk failed to read or write: {file}")]
    DiskFailed {
        /// File or folder name.
        file: String,
    },
    /// The registry file or its folder may not be written.
    #[error("the registry may not be written")]
    RegistryReadOnly,
    /// The registry's file was taken away while it was open.
    #[error("the registry file is not where it was opened")]
    RegistryGone,
    /// The file of photos is not there although candidates have photos.
    #[error("the file of photos is missing: {file}")]
    PapersMissing {
        /// File name.
        file: String,
    },
    /// The file of photos is damaged. It was not touched.
    #[error("the file of photos is damaged: {file}")]
    PapersDamaged {
        /// File name.
        file: String,
    },
    /// The registry file is damaged. It was not touched.
    #[error("the registry file is damaged")]
    RegistryDamaged,
    /// The registry was written by a newer edition of this program.
    #[error("the registry was written by a newer edition (schema {found}, known {known})")]
    RegistryNewer {
        /// Its schema.
        found: u32,
        /// The newest schema known here.
        known: u32,
    },
    /// Another program holds the registry.
    #[error("another program holds the registry")]
    RegistryBusy,
    /// The registry lies on a network drive, where it would be damaged sooner or later.
    #[error("the registry lies on a network drive")]
    RegistryOnNetwork,
    /// The program met something it was not made for; the log says where, under this number.
    #[error("incident {number}")]
    Incident {
        /// Six digits.
        number: u32,
    },
    /// A backup is not what was sealed: cut short or changed.
    #[error("the backup is damaged: {file}")]
    BackupDamaged {
        /// File name.
        file: String,
    },
    /// A backup was made by a newer edition of this program.
    #[error("the backup is of a newer edition: {file}")]
    BackupNewer {
        /// File name.
        file: String,
    },
    /// Papers that a backup names are not beside it, or are not what was sealed.
    #[error("{papers} papers are lost beside the backup: {file}")]
    BackupIncomplete {
        /// File name.
        file: String,
        /// How many.
        papers: u32,
    },
    /// A part of the program itself is wrong; the log says more.
    #[error("a part of the program failed: {part}")]
    Program {
        /// Which part.
        part: String,
    },
}

impl Breakage {
    /// What a failed write to `path` means for a person.
    pub(crate) fn of_io(error: &std::io::Error, path: &Path) -> Self {
        let file = crate::files::name_of(path);
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                Self::DiskFull { file }
            }
            ErrorKind::NotFound => Self::Unreadable { file },
            ErrorKind::PermissionDenied
            | ErrorKind::ReadOnlyFilesystem
            | ErrorKind::AlreadyExists
            | ErrorKind::IsADirectory
            | ErrorKind::NotADirectory
            | ErrorKind::InvalidFilename
            | ErrorKind::ResourceBusy => Self::ReadOnly { file },
            _ => Self::DiskFailed { file },
        }
    }

    /// A defect of the program: the log gets the error's own words, the screen the part's name.
    pub(crate) fn program(part: &str, error: &dyn std::fmt::Display) -> Self {
        tracing::error!(part, %error, "a part of the program failed");
        Self::Program { part: part.to_owned() }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let file = REGISTRY.to_owned();
        Self::Broken {
            breakage: match error {
                StoreError::Missing => return Refusal::NoRegistry.into(),
                StoreError::Exists => return Refusal::RegistryThere.into(),
                StoreError::Stopped => return Refusal::Stopped.into(),
                StoreError::Damaged => Breakage::RegistryDamaged,
                // What a record holds is not what this program writes: the file was changed past it.
                error @ StoreError::Value { .. } => {
                    tracing::error!(%error, "a value of the registry cannot be read");
                    Breakage::RegistryDamaged
                }
                StoreError::Gone => Breakage::RegistryGone,
                StoreError::PapersMissing => Breakage::PapersMissing { file: PAPERS.to_owned() },
                StoreError::PapersDamaged => Breakage::PapersDamaged { file: PAPERS.to_owned() },
                StoreError::DiskFailed(error) => {
                    tracing::error!(error, "the disk failed under the registry");
                    Breakage::DiskFailed { file }
                }
                StoreError::Newer { found, known } => Breakage::RegistryNewer { found, known },
                StoreError::Busy => Breakage::RegistryBusy,
                StoreError::DiskFull => Breakage::DiskFull { file },
                StoreError::ReadOnly => Breakage::RegistryReadOnly,
                StoreError::Io(error) => Breakage::of_io(&error, Path::new(REGISTRY)),
                other => Breakage::program("registry", &other),
            },
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused { refusal }
    }
}

impl From<PrintError> for Failure {
    fn from(error: PrintError) -> Self {
        match error {
            PrintError::Stopped => Refusal::Stopped.into(),
            PrintError::Exists { path } => Refusal::FileExists { file: name_of(&path) }.into(),
            PrintError::DiskFull { path } => Breakage::DiskFull { file: name_of(&path) }.into(),
            PrintError::Io { path, source } => Breakage::of_io(&source, &path).into(),
            other => Breakage::program("print", &other).into(),
        }
    }
}

impl From<BackupRefusal> for Failure {
    fn from(refusal: BackupRefusal) -> Self {
        Refusal::from(refusal).into()
    }
}

impl From<Merging> for Failure {
    fn from(refusal: Merging) -> Self {
        Refusal::from(refusal).into()
    }
}

impl From<Breakage> for Failure {
    fn from(breakage: Breakage) -> Self {
        Self::Broken { breakage }
    }
}
