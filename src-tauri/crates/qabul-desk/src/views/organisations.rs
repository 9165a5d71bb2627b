//! What screens ask and learn of the list of organisations.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The list of organisations at which a doctorate is prepared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Organisations {
    /// Their names, in order.
    pub names: Vec<String>,
    /// Which edition it is; 0 where there is none yet.
    pub edition: u32,
    /// When and by whom it was changed last.
    pub changed: Option<(String, String)>,
    /// Names that applications have and the list has not, the most frequent first.
    pub unlisted: Vec<Unlisted>,
}

/// A name that is not in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Unlisted {
    /// The name.
    pub name: String,
    /// How many of the newest applications have it.
    pub count: u32,
}

/// Saves the list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SaveOrganisations {
    /// The edition that was looked at.
    pub edition: u32,
    /// Their names; the order is made.
    pub names: Vec<String>,
}
