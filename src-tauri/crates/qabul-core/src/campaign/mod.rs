//! Campaigns and their sittings: programme, year, stage, attempt, date, times, fee, cities.

mod acts;
pub(crate) mod form;
mod next;
mod plan;
mod regulation;
mod regulation_form;

use std::fmt;
use std::str::FromStr;

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::money::Qepik;

pub use acts::{act_fields, next_acts, numbered};
pub use form::Fields;
pub use plan::{
    Campaign, Condition, Exam, Fee, Holder, Part, PartKind, PlaceKind, PlannedSitting, Trilingual,
    Window,
};
pub use regulation::{Act, Block, Body, CertificateRule, Regulation, Scoring, last_day};

/// What people are admitted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Programme {
    /// rezidentura
    Residency,
    /// doktorantura
    Doctoral,
}

impl Programme {
    /// The word in ids.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Residency => "residency",
            Self::Doctoral => "doctoral",
        }
    }

    /// The two digits in signed codes; never given to another programme.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Residency => 1,
            Self::Doctoral => 2,
        }
    }
}

/// The name of a sitting: `residency-2026-1-2` is programme, year, stage, attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct SittingId {
    /// Programme.
    pub programme: Programme,
    /// Year of the campaign.
    pub year: u16,
    /// Stage, from 1.
    pub stage: u8,
    /// Attempt within the stage, from 1.
    pub attempt: u8,
}

/// The text names no sitting.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a sitting is written programme-year-stage-attempt, for example residency-2026-1-2")]
pub struct SittingIdFault;

impl fmt::Display for SittingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}-{}", self.programme.key(), self.year, self.stage, self.attempt)
    }
}

impl FromStr for SittingId {
    type Err = SittingIdFault;

    fn from_str(text: &str) -> Result<Self, SittingIdFault> {
        let mut parts = text.split('-');
        let mut part = || parts.next().ok_or(SittingIdFault);
        let programme = match part()? {
            "residency" => Programme::Residency,
            "doctoral" => Programme::Doctoral,
            _ => return Err(SittingIdFault),
        };
        let year = part()?.parse().map_err(|_| SittingIdFault)?;
        let stage = part()?.parse().map_err(|_| SittingIdFault)?;
        let attempt = part()?.parse().map_err(|_| SittingIdFault)?;
        let id = Self { programme, year, stage, attempt };
        // Comparing the text keeps `+1`, leading zeros and a fifth part out.
        let whole =
            (1..=9).contains(&stage) && (1..=9).contains(&attempt) && id.to_string() == text;
        if whole && (2000..=9999).contains(&year) { Ok(id) } else { Err(SittingIdFault) }
    }
}

impl TryFrom<String> for SittingId {
    type Error = SittingIdFault;

    fn try_from(text: String) -> Result<Self, SittingIdFault> {
        text.parse()
    }
}

impl From<SittingId> for String {
    fn from(id: SittingId) -> String {
        id.to_string()
    }
}

impl SittingId {
    /// The campaign the sitting belongs to: `residency-2026`. Work numbers are unique within it.
    #[must_use]
    pub fn campaign(&self) -> String {
        format!("{}-{}", self.programme.key(), self.year)
    }
}

/// A text in the two languages of the papers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Bilingual {
    /// Azerbaijani.
    pub az: String,
    /// Russian.
    pub ru: String,
}

/// One exam day of a campaign, as the campaign's data has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sitting {
    /// Its name for good.
    pub id: SittingId,
    /// First day of registration.
    pub registration_from: NaiveDate,
    /// Last day of registration, inclusive.
    pub registration_to: NaiveDate,
    /// Exam day; `None` while it is to be announced, and then no slip is printed.
    pub date: Option<NaiveDate>,
    /// Start, local wall time.
    pub start: NaiveTime,
    /// Duration in minutes.
    pub minutes: u16,
    /// The gate closes this many minutes before the start.
    pub gate_minutes: u16,
    /// The last arrival wave is this many minutes before the start.
    pub last_wave_minutes: u16,
    /// Minutes between two arrival waves.
    pub wave_minutes: u16,
    /// How many arrival waves there are.
    pub waves: u16,
    /// Fee in qəpik.
    pub fee: Qepik,
    /// Cities where it is held.
    pub cities: Vec<String>,
    /// Two digits that the Center prints for the exam.
    pub exam_code: String,
    /// Name of the exam without stage and attempt.
    pub exam: Bilingual,
    /// Letters before the slip's serial number: `RZ26`.
    pub series: String,
}

impl Sitting {
    /// When the gate closes.
    #[must_use]
    pub fn gate_closes(&self) -> NaiveTime {
        self.start - TimeDelta::minutes(self.gate_minutes.into())
    }

    /// Latest arrival of a wave, the first wave being 0: the waves end at the last one.
    #[must_use]
    pub fn arrival(&self, wave: u16) -> NaiveTime {
        let before_last = self.waves.saturating_sub(1).saturating_sub(wave);
        let minutes = self.last_wave_minutes + before_last * self.wave_minutes;
        self.start - TimeDelta::minutes(minutes.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sitting_ids() {
        let id: SittingId = "residency-2026-1-2".parse().unwrap();
        assert_eq!(id.to_string(), "residency-2026-1-2");
        assert_eq!(id.campaign(), "residency-2026");
        for bad in [
            "",
            "residency-2026-1",
            "residency-2026-1-2-3",
            "x-2026-1-2",
            "residency-2026-0-1",
            "residency-2026-01-2",
            "residency-26-1-2",
            "residency-2026-1-10",
        ] {
            assert!(bad.parse::<SittingId>().is_err(), "{bad}");
        }
    }
}
