//! What screens ask and learn of two people who may be one.

use std::collections::BTreeMap;

use qabul_core::application::Stand;
use qabul_core::campaign::SittingId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Lays two people side by side.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ComparePeople {
    /// An entry of one.
    #[ts(type = "number")]
    pub id: i64,
    /// FİN or work number of the other.
    pub other: String,
}

/// Two people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Compared {
    /// The one whose entry was named.
    pub one: OneOfTwo,
    /// The other.
    pub other: OneOfTwo,
}

/// One of two people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OneOfTwo {
    /// The entry by which the person is named.
    #[ts(type = "number")]
    pub id: i64,
    /// `Surname Given Patronymic`.
    pub name: String,
    /// The text of every field of the form by its key.
    pub typed: BTreeMap<String, String>,
    /// The photo, as a data address.
    pub photo: Option<String>,
    /// What the Personal Cabinet holds, in qəpik; nothing where there is none.
    #[ts(type = "number | null")]
    pub balance: Option<i64>,
    /// How many earlier results there are.
    pub results: u32,
    /// Every entry of every application, the oldest application first.
    pub applications: Vec<HeldApplication>,
}

/// An entry of one of two people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HeldApplication {
    /// Its sitting.
    pub sitting: SittingId,
    /// Work number with check digit.
    pub work_number: String,
    /// Where it stands.
    pub stand: Stand,
    /// Whether it has a seat.
    pub seated: bool,
    /// Slips that were printed for it.
    pub slips: u32,
    /// Whether it is withdrawn where the other of the two is kept: both apply to one campaign.
    pub closes: bool,
}

/// Makes one of two people.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MergePeople {
    /// An entry of the one who is kept.
    #[ts(type = "number")]
    pub kept: i64,
    /// An entry of the other.
    #[ts(type = "number")]
    pub other: i64,
    /// How it is known that they are one.
    pub reason: String,
}

/// What a merge did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Merged {
    /// The entry of the one who is kept.
    #[ts(type = "number")]
    pub id: i64,
    /// Its work number with check digit.
    pub work_number: String,
    /// Entries that were withdrawn.
    pub closed: u32,
    /// Applications that changed hands.
    pub moved: u32,
}
