//! A letter of the center to a candidate, as data: everything one says, before any millimetre of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a letter is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LetterKind {
    /// The application is confirmed.
    Confirmation,
    /// The application is refused, with the reasons.
    Rejection,
    /// A fee was returned.
    Refund,
    /// A fee fell due, with its last day.
    Due,
    /// The registration is suspended, for the fee was not paid in time.
    Suspension,
}

impl LetterKind {
    /// Every one.
    pub const ALL: [Self; 5] =
        [Self::Confirmation, Self::Rejection, Self::Refund, Self::Due, Self::Suspension];

    /// The key it is known by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Confirmation => "confirmation",
            Self::Rejection => "rejection",
            Self::Refund => "refund",
            Self::Due => "due",
            Self::Suspension => "suspension",
        }
    }
}

/// The words of one kind of letter.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindTexts {
    /// What it is about, its title.
    pub subject: String,
    /// Its paragraphs.
    pub text: Vec<String>,
    /// The line over the reasons, where it has some.
    #[serde(default)]
    pub reasons: Option<String>,
    /// What follows the reasons.
    #[serde(default)]
    pub close: Vec<String>,
}

/// The words of letters in one language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterTexts {
    /// The country.
    pub republic: String,
    /// The center, in capitals as text.
    pub center: String,
    /// Label of the candidate.
    pub to: String,
    /// Label of the work number.
    pub number: String,
    /// Label of the day.
    pub date: String,
    /// Names a sitting: `{exam}`, `{stage}`, `{attempt}`; `{ordinal}` is the attempt in Azerbaijani.
    pub exam: String,
    /// Label of the line to sign on.
    pub sign: String,
    /// `{number}`, `{from} / {to}`: the page of a letter.
    pub page: String,
    /// The word across a sample.
    pub sample: String,
    /// The band over a sample.
    pub sample_band: String,
    /// Of a confirmation.
    pub confirmation: KindTexts,
    /// Of a refusal.
    pub rejection: KindTexts,
    /// Of a fee that was returned.
    pub refund: KindTexts,
    /// Of a fee that fell due.
    pub due: KindTexts,
    /// Of a suspension.
    pub suspension: KindTexts,
}

impl LetterTexts {
    /// The words of a kind.
    #[must_use]
    pub fn of(&self, kind: LetterKind) -> &KindTexts {
        match kind {
            LetterKind::Confirmation => &self.confirmation,
            LetterKind::Rejection => &self.rejection,
            LetterKind::Refund => &self.refund,
            LetterKind::Due => &self.due,
            LetterKind::Suspension => &self.suspension,
        }
    }
}

/// The words of letters in every language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllLetterTexts {
    /// Azerbaijani.
    pub az: LetterTexts,
    /// English.
    pub en: LetterTexts,
    /// Russian.
    pub ru: LetterTexts,
}

/// One letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// What it is about, its title.
    pub subject: String,
    /// Surname, given name, patronymic.
    pub name: String,
    /// Work number with check digit.
    pub number: String,
    /// The day it is written.
    pub date: NaiveDate,
    /// Its paragraphs, all filled in.
    pub paragraphs: Vec<String>,
    /// The line over the reasons, and the reasons.
    pub reasons: Option<(String, Vec<String>)>,
    /// What follows the reasons.
    pub close: Vec<String>,
    /// Whether it is of the sample.
    pub sample: bool,
}
