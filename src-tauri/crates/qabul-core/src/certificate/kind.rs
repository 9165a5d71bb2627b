//! Kinds of certificates as data: languages, validity, number, and how their scores come to one reading.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::mark::{Marks, Number};
use super::{Cefr, Part, Span};
use crate::campaign::Act;

/// A kind of certificate.
///
/// Source of the six that exempt: `doctoral-education`; each names what its scheme rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kind {
    /// Its key, also in lists: `toefl-ibt`.
    pub key: String,
    /// Its name, which is the same in every language: `TOEFL iBT`.
    pub name: String,
    /// Codes of the languages it can certify; of one alone nothing need be typed.
    pub languages: Vec<String>,
    /// How long it is good.
    pub validity: Validity,
    /// The form of its number, where the issuer's is known. Another form is a warning, never proof.
    #[serde(default)]
    pub number: Option<NumberForm>,
    /// Why a person decides on every one of this kind.
    #[serde(default)]
    pub person: Option<ForPerson>,
    /// Whether it takes the place of the exam at all, by which acts, and from when.
    #[serde(default)]
    pub accepted: Option<Accepted>,
    /// How its scores read, by the day of the test.
    pub schemes: Vec<Scheme>,
    /// Keys of the publications that it rests on.
    pub sources: Vec<String>,
}

/// For how long a certificate is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "CertificateValidity")]
pub enum Validity {
    /// So many years from the day of the test, the anniversary included.
    Years(u8),
    /// For good.
    Unlimited,
    /// Until the day that is printed on it.
    Typed,
}

/// The form of an issuer's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NumberForm {
    /// Whether letters belong to it, or digits alone.
    pub letters: bool,
    /// The fewest characters.
    pub from: u8,
    /// The most characters.
    pub to: u8,
}

impl NumberForm {
    /// Whether a number has the form; spaces and hyphens that group it do not count.
    #[must_use]
    pub fn fits(self, number: &str) -> bool {
        let mut count = 0_usize;
        for c in number.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            let known = c.is_ascii_digit() || self.letters && c.is_ascii_alphabetic();
            if !known {
                return false;
            }
            count += 1;
        }
        (usize::from(self.from)..=usize::from(self.to)).contains(&count)
    }
}

/// Why no table decides on a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ForPerson {
    /// It is no test for academic use.
    NotAcademic,
    /// It does not test every skill.
    NotEverySkill,
    /// No equivalence is known.
    NoEquivalence,
}

/// That a kind takes the place of the exam.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// The acts that say so.
    pub acts: Vec<Act>,
    /// The first day of confirmations for which it counts; always where none is named.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// The last such day.
    #[serde(default)]
    pub to: Option<NaiveDate>,
}

/// How scores read of tests in a range of days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scheme {
    /// The days of the test.
    #[serde(flatten)]
    pub tested: Span,
    /// How its scores come to one reading.
    #[serde(flatten)]
    pub shape: Shape,
}

/// The shapes that a kind's scores can have. A kind of one of these is data; another shape is code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "shape", rename_all = "snake_case")]
pub enum Shape {
    /// An overall result on a scale, beside which each skill may have one.
    Overall {
        /// The scale of the overall result.
        overall: Marks,
        /// The scale of the skills; none where they are not asked for.
        #[serde(default)]
        skills: Option<Marks>,
        /// Whether the overall result is the mean of the four, rounded to the nearest step, half a step up.
        #[serde(default)]
        mean: bool,
    },
    /// The sum of the four skills.
    Sum {
        /// The scale of each.
        skills: Marks,
    },
    /// The lowest of the four skills; there is no overall result.
    Lowest {
        /// The scale of each.
        skills: Marks,
        /// Whether the four are written together as a profile, in the order listening, speaking, reading,
        /// writing.
        #[serde(default)]
        profile: bool,
        /// Whether a sum of the four is printed, which decides nothing.
        #[serde(default)]
        sum_printed: bool,
    },
    /// A diploma that states its level and is passed or not.
    Diploma {
        /// The diplomas by level.
        diplomas: Vec<Diploma>,
    },
}

/// How a diploma of one level is passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diploma {
    /// The level it states.
    pub level: Cefr,
    /// The parts it has.
    pub parts: Vec<Part>,
    /// The points of each part.
    pub marks: Marks,
    /// The least points of each part.
    pub least: Number,
    /// The points of all parts that pass.
    pub pass: Number,
}

impl ForPerson {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::NotAcademic, Self::NotEverySkill, Self::NoEquivalence];

    /// The key it is stored under.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NotAcademic => "not_academic",
            Self::NotEverySkill => "not_every_skill",
            Self::NoEquivalence => "no_equivalence",
        }
    }
}

impl Kind {
    /// How scores of a test on a day read.
    #[must_use]
    pub fn scheme(&self, tested_on: NaiveDate) -> Option<&Scheme> {
        self.schemes.iter().find(|scheme| scheme.tested.holds(tested_on))
    }
}

impl Shape {
    /// The key it is stored under.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Overall { .. } => "overall",
            Self::Sum { .. } => "sum",
            Self::Lowest { .. } => "lowest",
            Self::Diploma { .. } => "diploma",
        }
    }

    /// The score that decides, by its text; of a diploma its level.
    #[must_use]
    pub fn deciding(&self, typed: &str) -> Option<Number> {
        match self {
            Self::Overall { overall, .. } => overall.read(typed).ok(),
            Self::Sum { skills } => sums(skills).read(typed).ok(),
            Self::Lowest { skills, .. } => skills.read(typed).ok(),
            Self::Diploma { .. } => Cefr::parse(typed).map(rank),
        }
    }

    /// The deciding score as it is printed.
    #[must_use]
    pub fn word(&self, number: Number) -> String {
        match self {
            Self::Overall { overall, .. } => overall.word(number),
            Self::Sum { .. } => number.to_string(),
            Self::Lowest { skills, .. } => skills.word(number),
            Self::Diploma { .. } => {
                let level = Cefr::ALL.into_iter().find(|level| rank(*level) == number);
                level.map_or_else(String::new, |level| level.key().to_owned())
            }
        }
    }

    /// The scale of a skill, where skills have one.
    #[must_use]
    pub fn skills(&self) -> Option<&Marks> {
        match self {
            Self::Overall { skills, .. } => skills.as_ref(),
            Self::Sum { skills } | Self::Lowest { skills, .. } => Some(skills),
            Self::Diploma { .. } => None,
        }
    }

    /// The scale on which the result is read, as it is said: `0–120`.
    #[must_use]
    pub fn span(&self) -> String {
        match self {
            Self::Overall { overall, .. } => overall.span(),
            Self::Sum { skills } => sums(skills).span(),
            Self::Lowest { skills, .. } => skills.span(),
            Self::Diploma { .. } => String::new(),
        }
    }
}

impl Shape {
    /// The scale of a sum of the four skills, as it is said; empty where marks have no sum.
    #[must_use]
    pub fn sum_span(&self) -> String {
        match self.skills() {
            Some(skills @ Marks::Points { .. }) => sums(skills).span(),
            _ => String::new(),
        }
    }
}

impl Diploma {
    /// The scale of all parts together.
    #[must_use]
    pub fn total(&self) -> Marks {
        let parts = i32::try_from(self.parts.len()).unwrap_or(1);
        match &self.marks {
            Marks::Points { to, step, .. } => Marks::Points {
                from: Number::ZERO,
                to: Number::of_hundredths(to.hundredths() * parts),
                step: *step,
            },
            ladder @ Marks::Ladder { .. } => ladder.clone(),
        }
    }

    /// The scale of all parts together, as it is said.
    #[must_use]
    pub fn total_span(&self) -> String {
        self.total().span()
    }
}

/// The scale of the sum of four scores.
pub(super) fn sums(skills: &Marks) -> Marks {
    let four = |number: Number| Number::of_hundredths(number.hundredths() * 4);
    match skills {
        Marks::Points { from, to, step } => {
            Marks::Points { from: four(*from), to: four(*to), step: *step }
        }
        Marks::Ladder { .. } => skills.clone(),
    }
}

/// A level as a score, so that a table of diplomas is one like any other.
pub(super) fn rank(level: Cefr) -> Number {
    Number::of_hundredths(level as i32)
}
