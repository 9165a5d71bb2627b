//! Why a certificate is accepted, refused or left to a person: every reason with its numbers.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Cefr, ForPerson, Part};

/// What a reason does to the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CertificateWeight {
    /// It is said and changes nothing.
    Note,
    /// A person decides.
    Person,
    /// It refuses.
    Refuses,
}

/// A reason, with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "code", rename_all = "snake_case")]
#[allow(missing_docs, reason = "every field is named by its variant; kinds go by their names")]
pub enum CertificateReason {
    /// The row has more cells than its head, so that nothing in it can be trusted to its column.
    RowMisfit { expected: u32, found: u32 },
    /// Nothing stands in the row.
    RowEmpty,
    /// No such kind is known.
    KindUnknown { kind: String },
    /// The kind does not take the place of the exam; no act says that it does.
    KindNotAccepted { kind: String },
    /// It does so for confirmations from another day on.
    KindNotAcceptedYet { kind: String, day: NaiveDate },
    /// It did so until a day.
    KindNoLongerAccepted { kind: String, day: NaiveDate },
    /// No language is named, and the kind certifies several.
    LanguageMissing,
    /// No such language is known.
    LanguageUnknown { typed: String },
    /// The kind does not certify this language.
    LanguageNotOfKind { language: String, kind: String },
    /// The exam is not in this language.
    LanguageNotOfExam { language: String, offered: Vec<String> },
    /// The application asks for another language.
    LanguageNotOfApplication { language: String, application: String },
    /// No day of the test is named.
    TestDayMissing,
    /// The day of the test is no day.
    TestDayImpossible { typed: String },
    /// The day of the test is still to come.
    TestDayToCome { day: NaiveDate },
    /// A score is missing.
    ScoreMissing { part: Part },
    /// A score is no score.
    ScoreUnreadable { part: Part, typed: String },
    /// The scale has no such score.
    ScoreOffScale { part: Part, typed: String, scale: String },
    /// The diploma has no such part.
    PartNotOfLevel { part: Part, level: Cefr },
    /// The overall result does not follow from the parts.
    OverallDoesNotFollow { typed: String, computed: String },
    /// No overall result is named and none can be worked out.
    OverallMissing,
    /// No overall result was named; this is what follows from the parts.
    OverallComputed { overall: String },
    /// The kind has no overall result; what was named was not read.
    OverallNotOfKind,
    /// No level is named.
    LevelMissing,
    /// It is no level.
    LevelUnknown { typed: String },
    /// There is no diploma of this kind at this level.
    LevelNotOfKind { level: Cefr, kind: String },
    /// No profile is named.
    ProfileMissing,
    /// It is no profile.
    ProfileUnreadable { typed: String },
    /// A part has fewer points than the diploma asks.
    PartBelowLeast { part: Part, score: String, least: String },
    /// All parts have fewer points than the diploma asks.
    SumBelowPass { sum: String, pass: String },
    /// No published table reads this kind at this day of the test.
    NoTable { kind: String, day: NaiveDate },
    /// The result is below every row of the table.
    BelowTable { result: String },
    /// The table asks more of a skill than was reached.
    SkillBelowLeast { part: Part, score: String, least: String, level: Cefr },
    /// The level is lower than the one that exempts, which is reached from a result on.
    LevelTooLow { level: Cefr, least: Cefr, at_least: String },
    /// It is no longer good.
    Expired { day: NaiveDate },
    /// The day on which it ends is no day.
    ExpiryImpossible { typed: String },
    /// The day on which it ends is before the day of the test.
    ExpiryBeforeTest { day: NaiveDate },
    /// The issuer decides how long it is good, and no day is named.
    ExpiryMissing,
    /// A person decides on every certificate of this kind.
    KindForPerson { kind: String, why: ForPerson },
    /// Its scores are of more than one test day.
    MixedDays,
    /// No number is named.
    NumberMissing,
    /// The number does not have the issuer's form: letters and digits.
    NumberForm { from: u8, to: u8 },
    /// The number does not have the issuer's form: digits alone.
    NumberDigits { from: u8, to: u8 },
}

impl CertificateReason {
    /// What it does to the verdict.
    #[must_use]
    pub fn weight(&self) -> CertificateWeight {
        match self {
            Self::OverallComputed { .. }
            | Self::OverallNotOfKind
            | Self::NumberMissing
            | Self::NumberForm { .. }
            | Self::NumberDigits { .. } => CertificateWeight::Note,
            Self::NoTable { .. }
            | Self::ExpiryMissing
            | Self::KindForPerson { .. }
            | Self::MixedDays => CertificateWeight::Person,
            _ => CertificateWeight::Refuses,
        }
    }
}
