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
    /// The last act that changed an entry of either: what is merged is what was seen.
    #[ts(type = "number")]
    pub seen: i64,
    /// Whether they were told apart before.
    pub apart: bool,
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
    /// Slips that were printed for it.
    pub slips: u32,
    /// What becomes of it where its person is kept.
    pub if_kept: Fate,
    /// What becomes of it where the other is kept.
    pub if_not: Fate,
}

/// What becomes of an application when two people become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Fate {
    /// It is that of the one who is kept, and stays so.
    Stays,
    /// It becomes that of the one who is kept.
    Moves,
    /// It is withdrawn, for the one who is kept has another to the campaign.
    Closes,
    /// It was withdrawn or rejected before, and stays where it is for the record.
    Rests,
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
    /// Whether the name, the FİN and the document of the other are the right ones.
    #[serde(default)]
    pub identity_of_other: bool,
    /// The last act that was seen.
    #[ts(type = "number")]
    pub seen: i64,
    /// How it is known that they are one.
    pub reason: String,
}

/// What a merge did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Merged {
    /// The newest entry of the one who is kept.
    #[ts(type = "number")]
    pub id: i64,
    /// Its work number with check digit.
    pub work_number: String,
    /// Entries that were withdrawn.
    pub withdrawn: u32,
    /// Applications that came to the one who is kept.
    pub moved: u32,
}
