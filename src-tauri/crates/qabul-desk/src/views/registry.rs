//! Which registry is open, and the first start.

use qabul_core::staff::Role;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::staff::{SampleAccount, Signed, WhoMay};

/// The two registries a workstation can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Which {
    /// The center's own.
    Own,
    /// The sample round.
    Sample,
}

/// What is open and what could be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Status {
    /// The open registry.
    pub open: Option<OpenRegistry>,
    /// Whether the center's own registry exists on this workstation.
    pub own_exists: bool,
    /// Whether the sample round exists on this workstation.
    pub sample_exists: bool,
    /// Version of the program.
    pub version: String,
    /// The roles of every deed.
    pub who_may: Vec<WhoMay>,
    /// The roles that read candidates' data.
    pub readers: Vec<Role>,
}

/// The open registry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OpenRegistry {
    /// Which of the two.
    pub which: Which,
    /// Marked as sample for good: window and papers bear NÜMUNƏ.
    pub sample: bool,
    /// Name of the center.
    pub center: String,
    /// Whether it has accounts; one without any wants its first administrator.
    pub has_staff: bool,
    /// Whoever is signed in.
    pub signed: Option<Signed>,
    /// After how many minutes without a key or a movement the screen locks.
    pub idle_minutes: u16,
    /// Of a sample: its accounts, whose password is no secret.
    pub accounts: Vec<SampleAccount>,
}

/// Opens a registry that exists.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OpenRequest {
    /// Which of the two.
    pub which: Which,
}

/// Makes the center's own registry.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CreateRequest {
    /// Name of the center.
    pub center: String,
}

/// Makes the sample round, or opens it where it exists.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SampleRequest {
    /// How many candidates; 1,448 as published for 2025 when not said.
    pub candidates: Option<u32>,
    /// Seed of names, photos and draw; 1 when not said.
    #[ts(type = "number | null")]
    pub seed: Option<u64>,
}
