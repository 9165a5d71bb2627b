//! Long work: started, asked after, stopped, its answer fetched once.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::backup::{BackupMade, Rehearsal, Restored};
use super::import::{ImportDone, ImportPreview};
use super::letters::LettersDone;
use super::life::StepsTaken;
use super::registry::Status;
use super::slips::PrintDone;
use crate::failure::Failure;

/// The number of a piece of long work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct JobStarted {
    /// Its number.
    pub job: u32,
}

/// Where a piece of long work stands.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct JobState {
    /// What is being done.
    pub step: JobStep,
    /// Units done.
    #[ts(type = "number")]
    pub done: u64,
    /// Units in all; 0 while it is not known.
    #[ts(type = "number")]
    pub total: u64,
    /// Units a second, over the last seconds.
    pub rate: f64,
    /// Seconds left at that rate, once it can be said.
    pub seconds_left: Option<f64>,
    /// How it ended, when it has.
    pub end: Option<JobEnd>,
}

/// What a piece of long work is doing; its words stand in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum JobStep {
    /// About to begin.
    Starting,
    /// Making the synthetic people and their photos.
    MakingSample,
    /// Reading rows of a list.
    ReadingRows,
    /// Reading photos.
    ReadingPhotos,
    /// Writing to the registry.
    Writing,
    /// Seating.
    Seating,
    /// Printing sheets.
    Printing,
    /// Taking a snapshot of the registry and checking it.
    Snapshot,
    /// Sealing papers and the snapshot.
    Sealing,
    /// Opening a backup.
    Unsealing,
    /// Printing slips from two registries and comparing them.
    Comparing,
}

/// How a piece of long work ended.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "end", rename_all = "snake_case")]
#[ts(export)]
pub enum JobEnd {
    /// It is done.
    Done {
        /// Its answer.
        answer: JobAnswer,
    },
    /// It failed, was refused or was stopped; nothing of it is left half done.
    Failed {
        /// Why.
        failure: Failure,
    },
}

/// The answers that long work can have.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "of", rename_all = "snake_case")]
#[ts(export)]
pub enum JobAnswer {
    /// The sample round was made or was there.
    Sample(Status),
    /// A list was read and judged.
    Preview(ImportPreview),
    /// A list was imported.
    Import(ImportDone),
    /// A step was taken.
    Steps(StepsTaken),
    /// Slips were printed.
    Print(PrintDone),
    /// Letters were printed.
    Letters(LettersDone),
    /// A backup was made.
    Backup(BackupMade),
    /// A backup was rehearsed.
    Rehearsed(Rehearsal),
    /// The registry was brought back.
    Restored(Box<Restored>),
}

/// Names a piece of long work.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct JobRequest {
    /// Its number.
    pub job: u32,
}
