//! What keeps two people from becoming one, or one of them from being worked with.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Rules about people who are one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, TS)]
#[serde(tag = "refusal", rename_all = "snake_case")]
pub enum Merging {
    /// Somebody turned out to be another, with whom it is to be done.
    #[error("merged into {fin}")]
    Merged {
        /// The FİN of whoever is kept.
        fin: String,
    },
    /// Two records of one person are not merged.
    #[error("one person already")]
    SamePerson,
    /// One of the two was changed since both were looked at.
    #[error("changed since both were looked at")]
    PeopleChanged,
    /// The two have different results of one sitting, and nobody said which is right.
    #[error("different results in {sitting}")]
    ResultsDiffer {
        /// The sitting by its name.
        sitting: String,
    },
}
