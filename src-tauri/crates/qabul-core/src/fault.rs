//! What did not parse: a value's fault, and the finding that says where it stands and what helps.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::refusal::Refusal;
use crate::staff::Role;

use crate::text::LookAlike;

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

    /// What was noted.
    #[must_use]
    pub fn noted(self) -> Refusal {
        Refusal::Invalid { faults: self.0 }
    }
}

/// What is wrong between rows, or between a row and the registry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, TS)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum RowFault {
    /// The same FİN stands in two rows of the file.
    #[error("the same FİN stands in row {other}")]
    FinTwice {
        /// The other row that has it.
        other: u32,
    },
    /// The same work number stands in two rows of the file.
    #[error("the same work number stands in row {other}")]
    WorkNumberTwice {
        /// The first row that has it.
        other: u32,
    },
    /// The registry gave this work number to somebody else in this campaign.
    #[error("the work number belongs to another candidate of this campaign")]
    WorkNumberTaken,
    /// The registry keeps another work number for this application.
    #[error("the registry keeps work number {kept}")]
    WorkNumberDiffers {
        /// The number the registry keeps.
        kept: String,
    },
    /// Nobody of this registry has the FİN.
    #[error("nobody here has this FİN")]
    NotHere,
    /// The identity document belongs to a person with another FİN.
    #[error("the identity document belongs to another FİN")]
    DocumentTaken,
    /// The same identity document stands in two rows of the file, under two FİN.
    #[error("the same identity document stands in row {other}")]
    DocumentTwice {
        /// The other row.
        other: u32,
    },
    /// The candidate is seated among another city or sector; the seat must be freed first.
    #[error("is seated in {hall} by the former city and sector")]
    Seated {
        /// Hall code.
        hall: String,
    },
    /// The row has another number of cells than the head.
    #[error("{found} cells where the head has {expected}")]
    CellCount {
        /// Cells of the head.
        expected: u32,
        /// Cells of the row.
        found: u32,
    },
    /// Cyrillic letters stand in a Latin name. Kept as typed; for a person to look at.
    #[error("{} letters of another alphabet", letters.len())]
    LookAlikes {
        /// Which letters, and what they imitate.
        letters: Vec<LookAlike>,
    },
    /// Two or more spaces follow each other inside a name. Kept as typed.
    #[error("a double space")]
    DoubleSpace,
    /// The photo of this FİN is no JPEG.
    #[error("the photo is no JPEG")]
    PhotoNotJpeg,
    /// The photo is smaller than the slip needs.
    #[error("the photo has {width}×{height} pixels; 212×280 are needed")]
    PhotoSmall {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// The photo file is larger than a slip should carry.
    #[error("the photo has {kilobytes} kB; at most {most}")]
    PhotoLarge {
        /// Size in kB.
        kilobytes: u32,
        /// The most allowed, in kB.
        most: u32,
    },
    /// The photo has more pixels than anything of its size on paper needs.
    #[error("the photo has {width}×{height} pixels; at most {most_width}×{most_height}")]
    PhotoVast {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
        /// The most across.
        most_width: u32,
        /// The most down.
        most_height: u32,
    },
    /// The photo's file ends before its end.
    #[error("the photo breaks off")]
    PhotoCut,
    /// A kind of JPEG that nothing draws: lossless, arithmetic, hierarchical.
    #[error("a kind of JPEG that is not drawn")]
    PhotoKind,
    /// A photo of more than eight bits a colour.
    #[error("the photo has more than 8 bits a colour")]
    PhotoDeep,
    /// A photo in the four inks of a printing press.
    #[error("the photo is in the colours of a printing press")]
    PhotoPress,
    /// A photo that lies on its side but for a note that turns it.
    #[error("the photo is turned by a note in it")]
    PhotoTurned,
    /// A photo in the folder has a name that is no FİN of the file or the registry.
    #[error("nobody has this FİN")]
    PhotoOfNobody,
    /// There is no photo of this FİN in the folder.
    #[error("no photo in the folder")]
    PhotoMissing,
    /// A building's address is written in two ways.
    #[error("the building has another address in row {other}")]
    AddressDiffers {
        /// The first row of that building.
        other: u32,
    },
    /// The registry keeps another address for this building.
    #[error("the registry keeps another address: {kept}")]
    AddressKept {
        /// The address the registry keeps.
        kept: String,
    },
    /// The list empties a field that the registry has filled.
    #[error("the registry has {kept} here and the list nothing")]
    Emptied {
        /// What would be taken away.
        kept: String,
    },
    /// The hall stands in the file twice.
    #[error("the hall stands in row {other} already")]
    HallTwice {
        /// The first row that has it.
        other: u32,
    },
    /// The hall would lose seats that are taken.
    #[error("{taken} candidates sit where seats would be removed")]
    HallTaken {
        /// How many.
        taken: u32,
    },
    /// The value alone is wrong.
    #[error(transparent)]
    #[serde(untagged)]
    Value(#[from] ValueFault),
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
