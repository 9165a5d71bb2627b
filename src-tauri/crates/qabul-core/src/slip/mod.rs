//! The admission slip as data: everything one sheet says, before any millimetre of it.

mod cover;
mod template;

pub use cover::{CoverFile, CoverTexts, RunCover};
pub use template::{Rule, SlipTemplate, SlipTexts};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::application::{Sector, WorkNumber};
use crate::campaign::Bilingual;
use crate::damm::check_digit;
use crate::person::{DocumentNumber, Fin, Name};

/// A part of the exam beside the one that the slip is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipPart {
    /// Whether it is spoken; else it is written.
    pub speaking: bool,
    /// Its day, the first of several.
    pub from: NaiveDate,
    /// Its last day, where it takes several.
    pub to: Option<NaiveDate>,
    /// Start.
    pub start: NaiveTime,
}

/// The number of one printed slip: the sitting's series and a number never given twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Serial {
    /// Letters and year: `RZ26`.
    pub series: String,
    /// Number within the registry, below 10^10.
    pub number: u64,
}

impl Serial {
    /// `RZ26 № 000817-4`: at least six digits, then the check digit.
    #[must_use]
    pub fn text(&self) -> String {
        let digits = format!("{:06}", self.number);
        format!("{} № {digits}-{}", self.series, check_digit(&digits))
    }
}

/// SHA-256 of a photo's bytes, by which it is stored and drawn once.
pub type PhotoHash = [u8; 32];

/// One admission slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Whether it belongs to a sample round and bears NÜMUNƏ.
    pub sample: bool,
    /// Decides the language of labels and rules: bilingual with Russian rules in that sector.
    pub sector: Sector,
    /// Year of the campaign.
    pub year: u16,
    /// The Center's code of the exam.
    pub exam_code: String,
    /// Name of the exam.
    pub exam: Bilingual,
    /// Stage, from 1.
    pub stage: u8,
    /// Attempt, from 1.
    pub attempt: u8,
    /// Work number.
    pub work_number: WorkNumber,
    /// The candidate's name, as kept; the slip prints it in capitals.
    pub name: Name,
    /// Identity document.
    pub document: DocumentNumber,
    /// FİN.
    pub fin: Fin,
    /// Photo, if there is one.
    pub photo: Option<PhotoHash>,
    /// Exam day.
    pub date: NaiveDate,
    /// Start.
    pub start: NaiveTime,
    /// Duration in minutes.
    pub minutes: u16,
    /// The other parts of the exam.
    pub parts: Vec<SlipPart>,
    /// Latest arrival of this candidate.
    pub arrive_by: NaiveTime,
    /// When the gate closes.
    pub gate_closes: NaiveTime,
    /// Building.
    pub building: String,
    /// Street address.
    pub address: String,
    /// Hall code.
    pub hall: String,
    /// Floor.
    pub floor: i16,
    /// Row, from 1.
    pub row: u16,
    /// Seat in the row, from 1.
    pub seat: u16,
    /// The 193 digits of the QR.
    pub code: String,
    /// Serial number.
    pub serial: Serial,
    /// Run of the print shop.
    pub run: u32,
    /// Sheet within the run, from 1.
    pub sheet: u32,
    /// Sheets of the run.
    pub of: u32,
    /// When the run was made, local wall time.
    pub printed_at: NaiveDateTime,
}
