//! Slips: plan, preview, print, verify.

use qabul_core::campaign::SittingId;
use qabul_core::code::CodeFault;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::applications::Selection;
use super::files::{ChosenFile, FileHandle};

/// The order of sheets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SheetOrder {
    /// City, building, hall, row, seat.
    #[default]
    Hall,
    /// Azerbaijani order of names.
    Name,
    /// The order of the list on the screen.
    List,
}

/// How sheets are parted into files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Parting {
    /// One file a hall.
    #[default]
    Halls,
    /// One file a building, at most 200 sheets each.
    Buildings,
    /// One file.
    OneFile,
}

/// What to print.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PrintOrder {
    /// The sitting.
    pub sitting: SittingId,
    /// Which applications; all seated ones when not said.
    pub selection: Option<Selection>,
    /// Order of sheets.
    pub order: SheetOrder,
    /// Files.
    pub parting: Parting,
}

/// What a print order would make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PrintPlan {
    /// Sheets.
    pub sheets: u32,
    /// Files, in order.
    pub files: Vec<PlannedFile>,
    /// Chosen candidates without a seat, who get no slip.
    pub unseated: u32,
    /// Chosen candidates who have a seat and are not registered, who get no slip.
    pub unregistered: u32,
    /// Chosen candidates without a photo.
    pub without_photo: u32,
    /// Chosen candidates whose slip was printed before.
    pub printed_before: u32,
}

/// One file of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PlannedFile {
    /// Name.
    pub name: String,
    /// Sheets.
    pub sheets: u32,
}

/// Shows one slip as it would be printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SlipPreviewRequest {
    /// What to print.
    pub order: PrintOrder,
    /// Which sheet, from 1.
    pub sheet: u32,
}

/// A slip as a picture, painted from the same sheet as the PDF.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SlipPreview {
    /// The picture.
    pub svg: String,
    /// The application's id.
    #[ts(type = "number")]
    pub id: i64,
    /// The name on it.
    pub name: String,
    /// Sheet shown.
    pub sheet: u32,
    /// Sheets of the order.
    pub of: u32,
}

/// Prints slips to files in a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PrintRequest {
    /// What to print.
    pub order: PrintOrder,
    /// Into which folder.
    pub folder: FileHandle,
}

/// A finished run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PrintDone {
    /// Number of the run.
    pub run: u32,
    /// The head of the journal after the run, as a short code for its cover.
    pub anchor: String,
    /// Sheets.
    pub sheets: u32,
    /// Candidates of the sitting who have no seat and so got no slip.
    pub unseated: u32,
    /// Candidates who have a seat, are not registered, and so got no slip.
    pub unregistered: u32,
    /// Files, each of which the program can open in the system's viewer.
    pub files: Vec<PrintedFile>,
}

/// A file of a finished run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PrintedFile {
    /// Handle and name.
    pub file: ChosenFile,
    /// Sheets.
    pub sheets: u32,
    /// Size in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}

/// The runs of a sitting, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Runs {
    /// The runs.
    pub runs: Vec<RunLine>,
}

/// A run in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RunLine {
    /// Number of the run.
    pub run: u32,
    /// When, local wall time.
    pub at: String,
    /// By whom.
    pub by: String,
    /// Sheets.
    pub sheets: u32,
    /// Files.
    pub files: u32,
    /// The head of the journal after it, as the code on its cover; runs of before there were any
    /// have none.
    pub anchor: Option<String>,
}

/// Writes the cover of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CoverRequest {
    /// The sitting.
    pub sitting: SittingId,
    /// Number of the run.
    pub run: u32,
    /// Into which file.
    pub file: FileHandle,
}

/// A cover that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Covered {
    /// The file, which the program can open in the system's viewer.
    pub file: ChosenFile,
    /// The code on it.
    pub anchor: String,
}

/// Checks the digits of a slip's QR.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct VerifyRequest {
    /// What the scanner typed.
    pub digits: String,
}

/// What the digits say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "verdict", rename_all = "snake_case")]
#[ts(export)]
pub enum Verdict {
    /// A valid slip of this registry.
    Valid {
        /// The sitting.
        sitting: SittingId,
        /// Work number with check digit.
        work_number: String,
        /// Serial number.
        #[ts(type = "number")]
        serial: u64,
        /// Whether it is a sample.
        sample: bool,
        /// Whose it is, where the registry knows.
        name: Option<String>,
        /// Whether a newer slip of the same application was printed.
        superseded: bool,
        /// Whether its owner is registered still: not taken back, refused or suspended since.
        registered: bool,
    },
    /// An exemption notice of this registry.
    Notice {
        /// Work number with check digit.
        work_number: String,
        /// Serial number.
        #[ts(type = "number")]
        serial: u64,
        /// Whether it is a sample.
        sample: bool,
        /// Whose it is, for who may know.
        name: Option<String>,
        /// Whether a newer notice of the same certificate was printed.
        superseded: bool,
        /// Whether the certificate exempts still.
        exempt: bool,
    },
    /// Not one.
    Invalid {
        /// Why.
        #[serde(flatten)]
        fault: CodeFault,
    },
}
