//! International language certificates: how their scores read, and what an equivalence table makes of them.

mod catalogue;
mod equivalence;
mod form;
mod kind;
mod life;
mod mark;
mod name;
mod profile;
mod reading;
mod reason;
mod suspicion;
mod verdict;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use catalogue::Catalogue;
pub use equivalence::{Equivalence, Row, Span, Succession, TableState, TableStep};
pub use kind::{Accepted, Diploma, ForPerson, Kind, NumberForm, Scheme, Shape, Validity};
pub use life::{CertificateState, CertificateStep, CheckFound, CheckedHow};
pub use mark::{Marks, Number};
pub use name::{Likeness, NameMatch, NameWord, compare as compare_names};
pub use reason::{CertificateReason, CertificateWeight};
pub use suspicion::{Evidence, Suspicion, SuspicionOutcome, Twin, look_alikes, suspicions};
pub use verdict::{AsOf, CertificateVerdict, Decision};

/// A level of the Common European Framework of Reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub enum Cefr {
    /// Breakthrough.
    A1,
    /// Waystage.
    A2,
    /// Threshold.
    B1,
    /// Vantage.
    B2,
    /// Effective operational proficiency.
    C1,
    /// Mastery.
    C2,
}

impl Cefr {
    /// Every one, the lowest first.
    pub const ALL: [Self; 6] = [Self::A1, Self::A2, Self::B1, Self::B2, Self::C1, Self::C2];

    /// The key it is stored under, which is also how it is printed.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::A1 => "A1",
            Self::A2 => "A2",
            Self::B1 => "B1",
            Self::B2 => "B2",
            Self::C1 => "C1",
            Self::C2 => "C2",
        }
    }

    /// Reads a level: `B2`, `b2`, `DELF B2`; a Cyrillic `В` is the look-alike that it is.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let last = typed.split_whitespace().next_back()?;
        let mut letters = last.chars();
        let letter = match letters.next()? {
            'A' | 'a' | 'А' | 'а' => 'A',
            'B' | 'b' | 'В' | 'в' => 'B',
            'C' | 'c' | 'С' | 'с' => 'C',
            _ => return None,
        };
        let (digit, end) = (letters.next()?, letters.next());
        if end.is_some() {
            return None;
        }
        let is = |it: &Self| it.key().chars().eq([letter, digit]);
        Self::ALL.into_iter().find(is)
    }
}

/// A part of a certificate that has a score of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "CertificatePart")]
pub enum Part {
    /// Listening comprehension.
    Listening,
    /// Reading comprehension.
    Reading,
    /// Writing; in DALF C2 the written part (reading and writing).
    Writing,
    /// Speaking; in DALF C2 the oral part (listening and speaking).
    Speaking,
    /// The overall result.
    Overall,
}

impl Part {
    /// The four skills, in the order of forms and lists.
    pub const SKILLS: [Self; 4] = [Self::Listening, Self::Reading, Self::Writing, Self::Speaking];

    /// The key it is stored under.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Listening => "listening",
            Self::Reading => "reading",
            Self::Writing => "writing",
            Self::Speaking => "speaking",
            Self::Overall => "overall",
        }
    }
}

/// A day as it was written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Day<'a> {
    /// Nothing was written.
    #[default]
    Missing,
    /// What was written is no day.
    Impossible(&'a str),
    /// A day.
    On(NaiveDate),
}

/// What stands on a certificate, as it was typed. An empty text is a field in which nothing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stated<'a> {
    /// Key of its kind: `ielts`.
    pub kind: &'a str,
    /// The language it certifies, by its code or its name; empty where the kind has one language only.
    pub language: &'a str,
    /// Its number.
    pub number: &'a str,
    /// The day of the test.
    pub tested_on: Day<'a>,
    /// Scores of listening, reading, writing and speaking.
    pub skills: [&'a str; 4],
    /// The overall result.
    pub overall: &'a str,
    /// The level of a diploma.
    pub level: &'a str,
    /// A language profile: `SLP 3321`.
    pub profile: &'a str,
    /// The day on which it ends, where that is printed on it.
    pub expires_on: Day<'a>,
    /// Whether its scores are of more than one test day.
    pub mixed_days: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_read_and_ordered() {
        for (typed, level) in [
            ("B2", Some(Cefr::B2)),
            (" c1 ", Some(Cefr::C1)),
            ("DELF A2", Some(Cefr::A2)),
            ("В2", Some(Cefr::B2)),
            ("B3", None),
            ("B22", None),
            ("", None),
            ("D1", None),
        ] {
            assert_eq!(Cefr::parse(typed), level, "{typed}");
        }
        assert!(Cefr::ALL.is_sorted() && Cefr::B1 < Cefr::B2);
    }
}
