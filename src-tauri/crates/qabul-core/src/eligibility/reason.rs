//! Why a rule of eligibility says what it says: tagged data, whose words stand by the tag.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::money::Qepik;

/// Why a rule says what it says, with its numbers.
///
/// Fields mean the same in every reason: `first` and `last` are the ends of a window, `day` the day of
/// what is spoken of (an exam, a confirmation), `until` the last day of a pass; `fee`, `balance` and
/// `missing` are qəpik; `score`, `best` and `pass` points; `year` and `least` years of study; `language`
/// an ISO 639-1 code, `country` an ICAO code of three letters; `numbers` work numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "why", rename_all = "snake_case")]
#[ts(rename = "EligibilityReason")]
#[expect(missing_docs, reason = "fields mean the same in every reason and are told above")]
pub enum Reason {
    /// Entered, or asked for, while the window is open.
    WindowOpen { first: NaiveDateTime, last: NaiveDateTime },
    /// The window opens later.
    WindowNotYet { first: NaiveDateTime, last: NaiveDateTime },
    /// The window is past.
    WindowPast { first: NaiveDateTime, last: NaiveDateTime },
    /// No window was announced.
    WindowUnknown,
    /// A Personal Cabinet is there.
    CabinetThere,
    /// There is none.
    CabinetMissing,
    /// The exam costs nothing.
    FeeNone,
    /// It was charged.
    FeeCharged { fee: Qepik },
    /// The account covers it.
    FeeCovered { fee: Qepik, balance: Qepik },
    /// The account does not cover it.
    FeeShort { fee: Qepik, balance: Qepik, missing: Qepik },
    /// A certificate exempts: nothing is charged.
    FeeExempt,
    /// A certificate is being verified: nothing is charged now, and the fee is due if it is refused.
    FeePending { fee: Qepik },
    /// There is no other application.
    OnlyApplication,
    /// There are others of the same person.
    OtherApplications { numbers: Vec<String> },
    /// A graduate.
    Graduate { institution: String },
    /// A graduate abroad whose diploma is recognised.
    GraduateRecognised { institution: String, country: String },
    /// A diploma from abroad that nobody asked to recognise.
    DiplomaNotRecognised { institution: String, country: String },
    /// A diploma from abroad whose recognition is under way.
    DiplomaPending { institution: String, country: String },
    /// A diploma from abroad that was not recognised.
    DiplomaRefused { institution: String, country: String },
    /// A student in the final year.
    StudentFinal,
    /// A student who completed enough years.
    StudentFar { year: u8, least: u8 },
    /// A student who did not.
    StudentEarly { year: u8, least: u8 },
    /// A student whose year is not recorded.
    StudentYearUnknown { least: u8 },
    /// A student abroad, of whom no source speaks.
    StudentAbroad { country: String },
    /// A resident may sit Stage I.
    ResidentMaySit,
    /// A student has no right to residency yet.
    StudentNoRight,
    /// A resident has none until residency ends.
    ResidentNoRight,
    /// No valid pass stands in the way.
    NotPassed,
    /// Passed already, and the pass is good.
    AlreadyPassed { day: NaiveDate, score: Option<u16>, until: NaiveDate },
    /// A pass that is good on the day.
    PassGood { day: NaiveDate, score: Option<u16>, until: NaiveDate },
    /// A pass that was good for long enough only until then.
    PassOld { day: NaiveDate, until: NaiveDate },
    /// No pass at all; the best score where there is one.
    PassNone { best: Option<u16>, pass: u16 },
    /// The application was confirmed in a window.
    ConfirmedIn { day: NaiveDate, first: NaiveDateTime, last: NaiveDateTime },
    /// It was confirmed outside of every window.
    ConfirmedOutside { day: NaiveDate },
    /// It is not confirmed.
    NotConfirmed,
    /// Master, or found to be equivalent.
    MastersThere,
    /// Bachelor only.
    BachelorOnly,
    /// Whether it is equivalent a person must say.
    EquivalenceUnknown,
    /// The level is not recorded.
    LevelUnknown,
    /// A language of the exam.
    LanguageOffered { language: String },
    /// None was chosen.
    LanguageMissing,
    /// Another language than those of the exam.
    LanguageOther { language: String, offered: Vec<String> },
    /// Russian is never a foreign language here.
    LanguageNever { language: String },
    /// Azerbaijani is for foreigners and stateless persons.
    LanguageForForeigners { language: String },
    /// The language exam is passed.
    LanguagePassed { day: NaiveDate, score: Option<u16>, pass: u16 },
    /// A certificate took its place.
    LanguageExempt,
    /// Not passed yet.
    LanguageNotPassed { pass: u16 },
    /// Absent from the exam before this one.
    AbsentBefore { day: NaiveDate },
    /// Philosophy is passed.
    PhilosophyPassed { day: NaiveDate },
    /// Not yet.
    PhilosophyNotPassed,
}
