//! What an applicant studied: institution, country, level, year, and what became of a foreign diploma.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::application::Standing;
use crate::fault::ValueFault;
use crate::person::Citizenship;
use crate::text::{self, Short};

/// The level of the education that an application rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Basic higher medical education.
    BasicMedical,
    /// Bachelor.
    Bachelor,
    /// Master.
    Master,
    /// Anything that a person found to be equivalent to master.
    MasterEquivalent,
}

/// What became of a foreign diploma.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Nostrification {
    /// Applied for, not decided.
    Pending,
    /// Recognised.
    Recognised,
    /// Not recognised.
    Refused,
}

impl Level {
    /// Every one.
    pub const ALL: [Self; 4] =
        [Self::BasicMedical, Self::Bachelor, Self::Master, Self::MasterEquivalent];

    /// The key it is stored under.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::BasicMedical => "basic_medical",
            Self::Bachelor => "bachelor",
            Self::Master => "master",
            Self::MasterEquivalent => "master_equivalent",
        }
    }

    /// Reads the words that lists use in Azerbaijani, English and Russian.
    ///
    /// # Errors
    /// [`ValueFault::Level`] for any other word.
    pub fn parse(typed: &str) -> Result<Self, ValueFault> {
        match text::fold(typed).as_str() {
            "esas tibb tehsili" | "basic medical" | "базовое медицинское" => {
                Ok(Self::BasicMedical)
            }
            "bakalavr" | "bachelor" | "бакалавр" | "бакалавриат" => {
                Ok(Self::Bachelor)
            }
            "magistr" | "magistratura" | "master" | "магистр" | "магистратура" => {
                Ok(Self::Master)
            }
            "magistre beraber" | "master equivalent" | "приравнено к магистру" => {
                Ok(Self::MasterEquivalent)
            }
            _ => Err(ValueFault::Level),
        }
    }
}

impl Nostrification {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Pending, Self::Recognised, Self::Refused];

    /// The key it is stored under.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Recognised => "recognised",
            Self::Refused => "refused",
        }
    }

    /// Reads the words that lists use in Azerbaijani, English and Russian.
    ///
    /// # Errors
    /// [`ValueFault::Nostrification`] for any other word.
    pub fn parse(typed: &str) -> Result<Self, ValueFault> {
        match text::fold(typed).as_str() {
            "baxilir" | "gozlenilir" | "pending" | "рассматривается" => {
                Ok(Self::Pending)
            }
            "taninib" | "beli" | "recognised" | "recognized" | "yes" | "признан" | "да" => {
                Ok(Self::Recognised)
            }
            "taninmayib" | "xeyr" | "refused" | "no" | "не признан" | "нет" => {
                Ok(Self::Refused)
            }
            _ => Err(ValueFault::Nostrification),
        }
    }
}

/// The education that an application rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Education {
    /// Where the applicant stands in it.
    pub standing: Standing,
    /// Institution, as written; may be empty.
    pub institution: Short,
    /// Country of the institution.
    pub country: Citizenship,
    /// Level, where it is recorded.
    pub level: Option<Level>,
    /// Direction: general medicine, stomatology; may be empty.
    pub direction: Short,
    /// The year of study that a student completed last, from 1.
    pub completed_year: Option<u8>,
    /// Whether a student is in the final year.
    pub final_year: bool,
    /// The year of the diploma.
    pub graduated: Option<u16>,
    /// What became of a foreign diploma, where anything is recorded.
    pub nostrification: Option<Nostrification>,
}

impl Education {
    /// An education in Azerbaijan of which nothing more is known.
    #[must_use]
    pub fn of(standing: Standing, institution: Short) -> Self {
        Self {
            standing,
            institution,
            country: Citizenship::AZERBAIJAN,
            level: None,
            direction: Short::default(),
            completed_year: None,
            final_year: false,
            graduated: None,
            nostrification: None,
        }
    }

    /// Whether the diploma is of another country, and so has to be recognised.
    #[must_use]
    pub fn is_foreign(&self) -> bool {
        !self.country.is_azerbaijan()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_lists() {
        assert_eq!(Level::parse("Magistratura"), Ok(Level::Master));
        assert_eq!(Level::parse("Əsas tibb təhsili"), Ok(Level::BasicMedical));
        assert_eq!(Level::parse("бакалавр"), Ok(Level::Bachelor));
        assert_eq!(Level::parse("lisey"), Err(ValueFault::Level));
        assert_eq!(Nostrification::parse("Tanınıb"), Ok(Nostrification::Recognised));
        assert_eq!(Nostrification::parse("не признан"), Ok(Nostrification::Refused));
        assert_eq!(Nostrification::parse("?"), Err(ValueFault::Nostrification));
        for level in Level::ALL {
            assert_eq!(Level::parse(level.key()), Ok(level));
        }
        for state in Nostrification::ALL {
            assert_eq!(Nostrification::parse(state.key()), Ok(state));
        }
    }
}
