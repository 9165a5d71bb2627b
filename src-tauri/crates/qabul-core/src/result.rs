//! What somebody achieved in a sitting: score, outcome, and from where it is known.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::campaign::SittingId;
use crate::fault::ValueFault;
use crate::text;

/// How a sitting ended for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// məqbul
    Passing,
    /// qeyri-məqbul
    NotPassing,
    /// gəlmədi
    Absent,
    /// Annulled by an act.
    Annulled,
}

impl Outcome {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Passing, Self::NotPassing, Self::Absent, Self::Annulled];

    /// The key it is stored under.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Passing => "passing",
            Self::NotPassing => "not_passing",
            Self::Absent => "absent",
            Self::Annulled => "annulled",
        }
    }

    /// Reads the words that lists use in Azerbaijani, English and Russian.
    ///
    /// # Errors
    /// [`ValueFault::Outcome`] for any other word.
    pub fn parse(typed: &str) -> Result<Self, ValueFault> {
        match text::fold(typed).as_str() {
            "meqbul" | "passing" | "passed" | "зачтено" => Ok(Self::Passing),
            "qeyri-meqbul" | "qeyri meqbul" | "not passing" | "failed" | "не зачтено" => {
                Ok(Self::NotPassing)
            }
            "gelmedi" | "istirak etmeyib" | "absent" | "не явился" | "не явилась" => {
                Ok(Self::Absent)
            }
            "legv edilib" | "annulled" | "аннулировано" => Ok(Self::Annulled),
            _ => Err(ValueFault::Outcome),
        }
    }
}

/// A result of a person, of this registry or from before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PastResult {
    /// The sitting.
    pub sitting: SittingId,
    /// The day of the exam.
    pub date: NaiveDate,
    /// Points; nothing for who was absent.
    pub score: Option<u16>,
    /// How it ended.
    pub outcome: Outcome,
    /// From where it is known: a list, a letter, this registry.
    pub source: String,
}
