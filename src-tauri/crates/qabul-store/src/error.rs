//! What can break below the registry, in words the desk can tell apart.

use rusqlite::ErrorCode;

/// A broken machine under the registry. Never a rule: rules are refusals of the core.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no registry in the folder.
    #[error("no registry in this folder")]
    Missing,
    /// There is one already.
    #[error("the folder holds a registry already")]
    Exists,
    /// The file is damaged; it was not touched.
    #[error("the registry file is damaged")]
    Damaged,
    /// Written by a newer edition.
    #[error("schema {found} is newer than {known}")]
    Newer {
        /// Schema of the file.
        found: u32,
        /// Newest schema known here.
        known: u32,
    },
    /// Another program writes to it and did not stop in time.
    #[error("another program holds the registry")]
    Busy,
    /// No space is left.
    #[error("the disk is full")]
    DiskFull,
    /// It may not be written.
    #[error("the registry may not be written")]
    ReadOnly,
    /// The file was taken away, or another put in its place, while it was open.
    #[error("the registry file is not where it was opened")]
    Gone,
    /// The disk itself failed to read or write.
    #[error("the disk failed: {0}")]
    DiskFailed(String),
    /// The file of papers is not there although the registry names papers.
    #[error("the file of papers is missing")]
    PapersMissing,
    /// The file of papers is damaged; it was not touched.
    #[error("the file of papers is damaged")]
    PapersDamaged,
    /// Whoever asked for the work stopped it.
    #[error("stopped")]
    Stopped,
    /// A value in the file is not what its column says.
    #[error("{table}: {what}")]
    Value {
        /// Table or concern.
        table: &'static str,
        /// What is wrong.
        what: String,
    },
    /// A constraint of the database said no where a rule should have said it first.
    #[error("constraint: {0}")]
    Constraint(String),
    /// Anything else of the engine.
    #[error("database: {0}")]
    Engine(String),
    /// The file system.
    #[error("file: {0}")]
    Io(#[from] std::io::Error),
}

/// The engine could not make room for its shared index: `SQLITE_IOERR_SHMSIZE`.
const NO_ROOM_FOR_INDEX: i32 = 4874;

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error;
        let extended = error.sqlite_error().map(|error| error.extended_code);
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::OperationInterrupted) => Self::Stopped,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::SystemIoFailure) if extended == Some(NO_ROOM_FOR_INDEX) => {
                Self::DiskFull
            }
            Some(ErrorCode::SystemIoFailure) => Self::DiskFailed(error.to_string()),
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::ReadOnly
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            Some(ErrorCode::ConstraintViolation) => Self::Constraint(error.to_string()),
            // Columns are strict: what is no value of its column was not written by this program.
            None if matches!(
                error,
                Error::InvalidColumnType(..)
                    | Error::FromSqlConversionFailure(..)
                    | Error::IntegralValueOutOfRange(..)
                    | Error::Utf8Error(..)
            ) =>
            {
                Self::Damaged
            }
            _ => Self::Engine(error.to_string()),
        }
    }
}
