//! The cover of a print run: what was printed together, and the code that the journal is held against.

use chrono::{NaiveDate, NaiveDateTime};
use serde::Deserialize;

/// What a run's cover says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunCover {
    /// Number of the run.
    pub run: u32,
    /// Exam, stage and attempt.
    pub exam: String,
    /// The day of the exam, where it is set.
    pub date: Option<NaiveDate>,
    /// When it was printed, local wall time.
    pub printed_at: NaiveDateTime,
    /// Who printed it: the account.
    pub by: String,
    /// Slips in all files.
    pub sheets: u32,
    /// First and last serial number, as on the slips.
    pub serials: (String, String),
    /// The head of the journal after the run, as its short code.
    pub anchor: String,
    /// The files, in order.
    pub files: Vec<CoverFile>,
    /// Whether it is of a sample registry.
    pub sample: bool,
}

/// A file of a run on its cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverFile {
    /// Name.
    pub name: String,
    /// Sheets.
    pub sheets: u32,
    /// SHA-256, hexadecimal.
    pub digest: String,
}

/// The cover's own words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoverTexts {
    /// The country.
    pub republic: String,
    /// The center, in capitals as text.
    pub center: String,
    /// The title, in capitals as text.
    pub title: String,
    /// `Partiya № {run}`.
    pub run: String,
    /// Label of the exam.
    pub exam: String,
    /// Label of its day.
    pub date: String,
    /// Label of the moment of printing.
    pub printed: String,
    /// Label of who printed.
    pub by: String,
    /// Label of the number of slips.
    pub sheets: String,
    /// Label of the serial numbers.
    pub serials: String,
    /// `{from} – {to}`.
    pub serial_range: String,
    /// Heading over the code.
    pub anchor: String,
    /// What the code is for.
    pub anchor_line: String,
    /// Heads of the columns of files.
    pub file: String,
    /// The same of their sheets.
    pub file_sheets: String,
    /// The same of their digests.
    pub file_digest: String,
    /// Labels of the three lines to sign on.
    pub signatures: [String; 3],
    /// `{from} / {to}`, the page of the cover.
    pub page: String,
    /// The band over a sample.
    pub sample_band: String,
    /// The word across a sample.
    pub sample: String,
}
