//! Files as handles: a screen names no path, it holds what the person chose.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A file or folder that the surroundings gave out in this run: a dialog's pick, an argument of
/// the command line, an upload of the test host. A path does not parse as one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(export, type = "string")]
pub struct FileHandle(pub(crate) u32);

impl TryFrom<String> for FileHandle {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.strip_prefix("file:")
            .and_then(|number| number.parse().ok())
            .map(Self)
            .ok_or_else(|| "a file is named by its handle, never by a path".to_owned())
    }
}

impl From<FileHandle> for String {
    fn from(handle: FileHandle) -> String {
        format!("file:{}", handle.0)
    }
}

/// What a dialog is for; it decides title, kinds of file and suggested name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum FilePurpose {
    /// Open a list of candidates (CSV or XLSX).
    CandidateList,
    /// Open a folder of photos named by FİN.
    PhotoFolder,
    /// Open a list of halls (CSV or XLSX).
    HallList,
    /// Open a bank's list of payments (CSV or XLSX).
    PaymentList,
    /// Open a list of results (CSV or XLSX).
    ResultList,
    /// Save findings as CSV.
    Findings,
    /// Save refused rows as CSV.
    RefusedRows,
    /// Save an export as CSV or XLSX.
    Export,
    /// Choose the folder that slips are printed into.
    SlipFolder,
    /// Save the cover of a run as PDF.
    RunCover,
    /// Open a picture to cut a photo from (JPEG or PNG).
    Picture,
    /// Open a scan of a paper (PDF, JPEG or PNG).
    Scan,
    /// Save a copy of a scan.
    ScanCopy,
    /// Save letters as PDF.
    Letters,
    /// Choose the folder that backups go to.
    BackupFolder,
    /// Open a sealed backup.
    BackupFile,
    /// Open a file with a private key.
    KeyFile,
    /// Save the recovery sheet.
    RecoverySheet,
    /// Save the report of a problem.
    ProblemReport,
}

/// Asks for a dialog.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PickFile {
    /// What for.
    pub purpose: FilePurpose,
    /// Suggested file name for a save dialog.
    pub suggested: Option<String>,
}

/// What the person chose; nothing when the dialog was closed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Picked {
    /// The choice.
    pub file: Option<ChosenFile>,
}

/// A handle with the name to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ChosenFile {
    /// The handle.
    pub handle: FileHandle,
    /// File or folder name without its path.
    pub name: String,
}

/// Names a file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FileRequest {
    /// The handle.
    pub file: FileHandle,
}
