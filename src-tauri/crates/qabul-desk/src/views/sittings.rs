//! Sittings: the exam days, their counts, their halls.

use qabul_core::application::Sector;
use qabul_core::campaign::{Bilingual, Programme, SittingId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// All sittings, those with candidates first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Sittings {
    /// The sittings.
    pub sittings: Vec<SittingLine>,
}

/// One sitting in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SittingLine {
    /// Its name for good.
    pub id: SittingId,
    /// Exam, stage and attempt in Azerbaijani, as the papers have it.
    pub name: String,
    /// Exam day, `2026-06-21`; nothing while it is to be announced.
    pub date: Option<String>,
    /// Candidates.
    pub candidates: u32,
    /// Candidates with a seat.
    pub seated: u32,
    /// Candidates whose slip was printed.
    pub printed: u32,
}

/// Names a sitting.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SittingRequest {
    /// The sitting.
    pub sitting: SittingId,
}

/// All about one sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SittingDetail {
    /// Its name for good.
    pub id: SittingId,
    /// Programme.
    pub programme: Programme,
    /// Year.
    pub year: u16,
    /// Stage.
    pub stage: u8,
    /// Attempt.
    pub attempt: u8,
    /// Exam name in Azerbaijani and Russian.
    pub exam: Bilingual,
    /// First day of registration, ISO.
    pub registration_from: String,
    /// Last day of registration, ISO.
    pub registration_to: String,
    /// Exam day, ISO.
    pub date: Option<String>,
    /// Start, `10:00`.
    pub start: String,
    /// Minutes.
    pub minutes: u16,
    /// Gate closes, `09:45`.
    pub gate_closes: String,
    /// Fee in qəpik.
    #[ts(type = "number")]
    pub fee: i64,
    /// Cities.
    pub cities: Vec<String>,
    /// Candidates.
    pub candidates: u32,
    /// Candidates with a seat.
    pub seated: u32,
    /// Candidates whose slip was printed.
    pub printed: u32,
    /// Candidates with a photo.
    pub with_photo: u32,
    /// Confirmed and paid, so that they may be seated.
    pub ready: u32,
    /// Candidates by sector.
    pub sectors: Vec<SectorCount>,
    /// Candidates by city.
    pub by_city: Vec<CityCount>,
    /// Halls in which somebody of this sitting sits.
    pub halls: Vec<HallUse>,
}

/// Candidates of a sector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SectorCount {
    /// Sector.
    pub sector: Sector,
    /// How many.
    pub candidates: u32,
}

/// Candidates of a city.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CityCount {
    /// City.
    pub city: String,
    /// How many.
    pub candidates: u32,
}

/// A hall in use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HallUse {
    /// The hall's id.
    #[ts(type = "number")]
    pub hall: i64,
    /// Code on its door.
    pub code: String,
    /// Building.
    pub building: String,
    /// City.
    pub city: String,
    /// Sector that sits in it.
    pub sector: Sector,
    /// How many sit in it.
    pub seated: u32,
    /// How many it holds.
    pub capacity: u32,
}

/// Draws seats.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DrawRequest {
    /// The sitting.
    pub sitting: SittingId,
    /// The seed, which anyone can repeat the draw with.
    #[ts(type = "number")]
    pub seed: u64,
}

/// A drawn seating.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Drawn {
    /// Candidates seated.
    pub seated: u32,
    /// Halls used.
    pub halls: u32,
    /// Not seated because the application is not confirmed.
    pub unconfirmed: u32,
    /// Not seated because the fee is not covered.
    pub unpaid: u32,
}
