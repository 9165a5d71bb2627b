//! What did not parse: a value's fault, and the finding that says where it stands and what helps.

mod row;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::refusal::Refusal;
use crate::staff::Role;

pub use row::RowFault;

/// Why one typed value is none. Its words (reason and remedy) are in the catalogue under its tag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, TS)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum ValueFault {
    /// A part of the name that must be there is not.
    #[error("the name is empty")]
    NameEmpty,
    /// A question mark or U+FFFD stands in a name: letters were lost when the file was saved.
    #[error("letters were lost when this file was saved")]
    LettersLost,
    /// A character that no name has.
    #[error("{letter:?} is no letter of a name")]
    NameLetter {
        /// The character.
        letter: char,
    },
    /// Longer than any name the papers hold.
    #[error("longer than {longest} letters")]
    NameTooLong {
        /// The longest allowed, in letters.
        #[ts(type = "number")]
        longest: usize,
    },
    /// Not a three-letter citizenship code.
    #[error("not a citizenship code")]
    Citizenship,
    /// Not the FİN of a citizen.
    #[error("a citizen's FİN has 7 characters without I and O")]
    FinCitizen,
    /// Not the FİN of a foreigner.
    #[error("a foreigner's FİN has 5 or 6 characters")]
    FinForeigner,
    /// Not the number of an identity card.
    #[error("an identity card is AZE and 8 digits or AA and 7")]
    DocumentCitizen,
    /// Not the number of a permit card or passport.
    #[error("a permit card or passport number has 5 to 14 letters and digits")]
    DocumentForeigner,
    /// Not a telephone number.
    #[error("not a telephone number")]
    Phone,
    /// Not an e-mail address.
    #[error("not an e-mail address")]
    Email,
    /// Not a date, in neither way of writing.
    #[error("not a date (DD.MM.YYYY or YYYY-MM-DD)")]
    Date,
    /// Not a time of day, or a day and a time.
    #[error("not a time (HH:MM, or DD.MM.YYYY HH:MM)")]
    Time,
    /// A birth date that no candidate has.
    #[error("a birth date between {from} and {to} is expected")]
    BirthDate {
        /// The earliest year.
        from: i32,
        /// The latest year.
        to: i32,
    },
    /// Neither of the two words for sex.
    #[error("not a sex")]
    Sex,
    /// Neither Azerbaijani nor Russian.
    #[error("not a sector")]
    Sector,
    /// None of the exam languages of this sitting.
    #[error("not an exam language")]
    ExamLanguage,
    /// A city where this sitting is not held.
    #[error("not a city of this sitting")]
    City {
        /// The cities of the sitting.
        cities: Vec<String>,
    },
    /// None of the kinds of applicant.
    #[error("not a standing")]
    Standing,
    /// None of the levels of education.
    #[error("not a level of education")]
    Level,
    /// None of the states of a diploma from abroad.
    #[error("not a state of recognition")]
    Nostrification,
    /// Neither yes nor no.
    #[error("not yes or no")]
    YesNo,
    /// Neither doctorate nor dissertation.
    #[error("not a way to the degree")]
    Path,
    /// None of the ways a sitting ends.
    #[error("not an outcome")]
    Outcome,
    /// Not the number of a published version.
    #[error("the number of a published version is expected")]
    NoVersion,
    /// None of the levels from A1 to C2.
    #[error("a level from A1 to C2 is expected")]
    Cefr,
    /// Not a score of a scale.
    #[error("not a score of the scale {scale}")]
    Score {
        /// The scale.
        scale: String,
    },
    /// A row of a table that is not below the one before it, in score or in level.
    #[error("a lower score with no higher level is expected")]
    RowOrder,
    /// Days of tests that are scored in more than one way.
    #[error("these days are of more than one scale")]
    TwoScales,
    /// A scale whose step does not lead from the lowest to the highest, or a ladder of fewer than two rungs.
    #[error("the steps do not lead from the lowest to the highest")]
    ScaleSteps,
    /// Scales that do not go together: a mean is of points from the same lowest to the same highest, a sum is of
    /// points, a profile is of levels 0–5.
    #[error("the scales do not go together")]
    ScalesApart,
    /// Not a key of a kind of certificates.
    #[error("a key has 2 to 40 small Latin letters, digits and hyphens")]
    KindKey,
    /// Not a two-letter language code.
    #[error("a language has a code of two letters")]
    LanguageCode,
    /// None of the choices of a field.
    #[error("none of the choices")]
    NoChoice,
    /// Days that another range has already.
    #[error("another range has these days")]
    DaysTwice,
    /// A row with more cells than there are heads.
    #[error("{found} cells where {expected} are expected")]
    CellCount {
        /// Heads.
        expected: u32,
        /// Cells of the row.
        found: u32,
    },
    /// A row of another table than those above it.
    #[error("a row of another table")]
    TwoTables,
    /// A letter that the faces of the papers lack.
    #[error("{letter:?} is not printed")]
    NotPrinted {
        /// The letter.
        letter: char,
    },
    /// Not a number with at most two decimals.
    #[error("not a number with at most two decimals")]
    Decimal,
    /// Not an amount of money.
    #[error("not an amount")]
    Amount,
    /// Not six digits.
    #[error("a work number has six digits")]
    WorkNumber,
    /// The digit after the hyphen is not the one that belongs to the number.
    #[error("the check digit is not {expected}")]
    CheckDigit {
        /// The digit that belongs to the six typed.
        expected: u8,
    },
    /// A cell that must be filled is empty.
    #[error("empty")]
    Missing,
    /// Another record has this value already, and only one may.
    #[error("another record has it already")]
    Taken,
    /// Not a whole number in the range.
    #[error("a whole number from {from} to {to} is expected")]
    Number {
        /// The least.
        from: u32,
        /// The greatest.
        to: u32,
    },
    /// Longer than the paper holds.
    #[error("longer than {longest} characters")]
    TooLong {
        /// The longest allowed, in characters.
        #[ts(type = "number")]
        longest: usize,
    },
    /// A character that nobody sees, such as one that turns the direction of what follows.
    #[error("an invisible character: {letter}")]
    HiddenLetter {
        /// Its code, as in U+202E.
        letter: String,
    },
    /// Not a name to sign in with.
    #[error("a name to sign in with has small Latin letters, digits, dots and hyphens")]
    AccountName,
    /// A password that is found by trying.
    #[error("a password has at least {shortest} characters")]
    PasswordShort {
        /// The fewest, in characters.
        #[ts(type = "number")]
        shortest: usize,
    },
    /// A password that everybody knows who knows the name.
    #[error("the password holds the name")]
    PasswordIsName,
    /// Two roles that one person does not have together.
    #[error("{} is never {} too", role.key(), other.key())]
    RolesExclude {
        /// One.
        role: Role,
        /// The other.
        other: Role,
    },
    /// Not a public key to seal backups to.
    #[error("a public key has the form age1…")]
    Recipient,
    /// The password is the one that was to be changed.
    #[error("the password is the old one")]
    PasswordSame,
    /// An end that lies before its beginning.
    #[error("it ends before it begins")]
    BeforeItBegins,
    /// A day that belongs to another year's campaign.
    #[error("not near the year {year}")]
    OtherYear {
        /// The campaign's year.
        year: u16,
    },
    /// Not a scan of a paper: of another kind, or too large.
    #[error("not a PDF, JPEG or PNG of at most {most_megabytes} MB")]
    Scan {
        /// The most.
        most_megabytes: u32,
    },
    /// No such version of a regulation.
    #[error("no such regulation")]
    NoSuchRegulation,
    /// A regulation that rules exams of later days only.
    #[error("it rules exams from {day} on")]
    RulesLater {
        /// From which day, `01.01.2027`.
        day: String,
    },
    /// A window names a sitting that the campaign does not have.
    #[error("the campaign has no such sitting")]
    NoSuchSitting,
    /// The gate would close before the last arrival.
    #[error("the gate closes before the last arrival")]
    GateAfterArrival,
}

/// What is wrong with one field of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FieldFault {
    /// The field by its key.
    pub field: String,
    /// Why.
    pub fault: ValueFault,
}

impl FieldFault {
    /// A fault of a field.
    #[must_use]
    pub fn of(field: &str, fault: ValueFault) -> Self {
        Self { field: field.to_owned(), fault }
    }
}

/// The faults of a form while it is lifted, so that all are said at once.
#[derive(Debug, Default)]
pub struct Faults(Vec<FieldFault>);

impl Faults {
    /// Takes a value, or notes why there is none.
    pub fn take<T>(&mut self, value: Result<T, FieldFault>) -> Option<T> {
        value.map_err(|fault| self.0.push(fault)).ok()
    }

    /// Whether nothing was noted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What was noted.
    #[must_use]
    pub fn noted(self) -> Refusal {
        Refusal::Invalid { faults: self.0 }
    }
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// The row cannot be taken.
    Refuses,
    /// The row is taken as it stands; a person should look.
    Look,
}

/// One finding of an import: where, what was typed, why, how heavy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Finding {
    /// The row as a spreadsheet counts them, the head being row 1; 0 for the file as a whole.
    pub row: u32,
    /// The field, by its key (`fin`, `surname`, …).
    pub column: String,
    /// The head of the column as the file has it.
    pub head: String,
    /// What stands in the cell.
    pub value: String,
    /// Why it is a finding.
    #[serde(flatten)]
    pub fault: RowFault,
    /// What it does to the row.
    pub weight: Weight,
}
