//! What screens ask and learn of the queues, tags, notes and kept filters.

use chrono::NaiveDateTime;
use qabul_core::campaign::SittingId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::applications::{ListFilter, Selection};

/// How much waits in each queue of a sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Today {
    /// The sitting.
    pub sitting: SittingId,
    /// As of when.
    pub at: NaiveDateTime,
    /// To be confirmed.
    pub to_confirm: u32,
    /// Of these, to be confirmed again.
    pub again: u32,
    /// Of these, confirmed as soon as somebody does it.
    pub ready: u32,
    /// Of these, something is missing.
    pub missing: u32,
    /// Of these, a person has to look.
    pub for_a_person: u32,
    /// With a certificate that is being verified.
    pub pending: u32,
    /// Certificates of all campaigns to be checked.
    pub certificates_to_check: u32,
    /// Certificates of all campaigns to be decided on.
    pub certificates_to_decide: u32,
    /// Suspended: the fee was not paid in time.
    pub suspended: u32,
    /// With a fee that is due.
    pub claims: u32,
    /// Payments of all campaigns that wait.
    pub payments: u32,
    /// Applications that whoever is signed in began and did not save.
    pub drafts: u32,
}

/// Puts a tag on applications, or takes it off.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TagApplications {
    /// Which.
    pub selection: Selection,
    /// The tag.
    pub tag: String,
    /// On, or off.
    pub on: bool,
}

/// What became of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Tagged {
    /// Changed.
    pub done: u32,
    /// Had it already, or had it not.
    pub skipped: u32,
}

/// Writes a note on an application.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AddNote {
    /// The entry.
    #[ts(type = "number")]
    pub id: i64,
    /// What.
    pub text: String,
}

/// A tag of a sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TagLine {
    /// The word.
    pub tag: String,
    /// How many have it.
    pub count: u32,
}

/// A filter under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SavedFilter {
    /// The name.
    pub name: String,
    /// The filter.
    pub filter: ListFilter,
}

/// Filters and tags to pick from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Filters {
    /// Filters that whoever is signed in kept, by name.
    pub saved: Vec<SavedFilter>,
    /// Whether a certificate can take the place of the sitting's exam.
    pub exempts: bool,
    /// Tags of the sitting.
    pub tags: Vec<TagLine>,
}

/// Keeps a filter, or lets one go.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct KeepFilter {
    /// The name.
    pub name: String,
    /// The filter; nothing where the name goes.
    pub filter: Option<ListFilter>,
}
