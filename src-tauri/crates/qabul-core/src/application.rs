//! An application to one sitting: work number, sector, education, choices, fee, confirmation.

mod choices;
mod life;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::damm::check_digit;
use crate::education::Education;
use crate::fault::ValueFault;
use crate::money::Qepik;
use crate::text::{self, Short};

pub use choices::{Choices, Path, exam_language};
pub use life::{ConfirmedBy, EntryState, Place, Stand, State, Step};

/// The work number (iş nömrəsi): six digits, unique within a campaign, never given twice in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WorkNumber(u32);

impl WorkNumber {
    /// The first number that the program gives by itself; the portal's begin lower or higher.
    pub const FIRST: Self = Self(100_000);
    /// The last number of six digits.
    pub const LAST: Self = Self(999_999);

    /// Reads six digits, with or without the check digit after a hyphen (`204817-6`); a space
    /// inside (`204 817`) is no part of it.
    ///
    /// # Errors
    /// [`ValueFault::WorkNumber`], or [`ValueFault::CheckDigit`] with the digit that belongs there.
    pub fn parse(typed: &str) -> Result<Self, ValueFault> {
        let (number, check) = match typed.split_once(['-', '\u{2011}']) {
            Some((number, check)) => (number, Some(check)),
            None => (typed, None),
        };
        let (mut digits, mut count) = ([0; 6], 0);
        for letter in number.chars().filter(|c| !c.is_whitespace()) {
            let digit = u8::try_from(letter).ok().filter(u8::is_ascii_digit);
            let place = digits.get_mut(count).ok_or(ValueFault::WorkNumber)?;
            *place = digit.ok_or(ValueFault::WorkNumber)?;
            count += 1;
        }
        if count != digits.len() {
            return Err(ValueFault::WorkNumber);
        }
        let expected = check_digit(digits);
        if check.is_some_and(|check| check.trim() != expected.to_string()) {
            return Err(ValueFault::CheckDigit { expected });
        }
        Ok(Self(digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'))))
    }

    /// The check digit by Damm.
    #[must_use]
    pub fn check(self) -> u8 {
        check_digit(self.digits())
    }

    /// Six digits with leading zeros: `004817`.
    #[must_use]
    pub fn digits(self) -> Short {
        let places = [100_000, 10_000, 1_000, 100, 10, 1];
        places.iter().filter_map(|place| char::from_digit(self.0 / place % 10, 10)).collect()
    }

    /// As it is printed and typed: `204817-6`.
    #[must_use]
    pub fn checked(self) -> String {
        format!("{}-{}", self.digits(), self.check())
    }

    /// The number after this one, if six digits hold it.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        (self < Self::LAST).then_some(Self(self.0 + 1))
    }
}

impl TryFrom<u32> for WorkNumber {
    type Error = ValueFault;

    fn try_from(number: u32) -> Result<Self, ValueFault> {
        if number <= Self::LAST.0 { Ok(Self(number)) } else { Err(ValueFault::WorkNumber) }
    }
}

impl From<WorkNumber> for u32 {
    fn from(number: WorkNumber) -> u32 {
        number.0
    }
}

/// The sector (bölmə), which is the language of the booklets and of the slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Sector {
    /// Azərbaycan bölməsi
    Azerbaijani,
    /// rus bölməsi
    Russian,
}

impl Sector {
    /// The key it is stored under.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Azerbaijani => "azerbaijani",
            Self::Russian => "russian",
        }
    }

    /// Reads the words that lists use in Azerbaijani, English and Russian.
    ///
    /// # Errors
    /// [`ValueFault::Sector`] for any other word.
    pub fn parse(typed: &str) -> Result<Self, ValueFault> {
        match text::fold(typed).as_str() {
            "az"
            | "aze"
            | "azerbaycan"
            | "azerbaycan bolmesi"
            | "azerbaijani"
            | "azerbaijan"
            | "азербайджанский"
            | "азербайджанский сектор"
            | "азерб" => Ok(Self::Azerbaijani),
            "ru" | "rus" | "rus bolmesi" | "russian" | "русский" | "русский сектор" | "рус" => {
                Ok(Self::Russian)
            }
            _ => Err(ValueFault::Sector),
        }
    }
}

/// Where the applicant stands in medical education.
///
/// Source: `residency-rules-41` (Cabinet of Ministers No. 41 of 08.02.2017).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Finished basic higher medical education this year.
    GraduateThisYear,
    /// Finished it in an earlier year.
    GraduateEarlier,
    /// Studies, third year done: Stage I only.
    Student,
    /// Is a resident: Stage I only until residency ends.
    Resident,
}

impl Standing {
    /// Every one.
    pub const ALL: [Self; 4] =
        [Self::GraduateThisYear, Self::GraduateEarlier, Self::Student, Self::Resident];

    /// The key it is stored under.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::GraduateThisYear => "graduate_this_year",
            Self::GraduateEarlier => "graduate_earlier",
            Self::Student => "student",
            Self::Resident => "resident",
        }
    }

    /// Reads the words that lists use in Azerbaijani, English and Russian.
    ///
    /// # Errors
    /// [`ValueFault::Standing`] for any other word.
    pub fn parse(typed: &str) -> Result<Self, ValueFault> {
        match text::fold(typed).as_str() {
            "graduate this year" | "bu ilin mezunu" | "выпускник этого года" => {
                Ok(Self::GraduateThisYear)
            }
            "graduate earlier"
            | "evvelki illerin mezunu"
            | "graduate"
            | "mezun"
            | "выпускник прошлых лет"
            | "выпускник" => Ok(Self::GraduateEarlier),
            "student" | "telebe" | "студент" | "студентка" => Ok(Self::Student),
            "resident" | "rezident" | "резидент" => Ok(Self::Resident),
            _ => Err(ValueFault::Standing),
        }
    }
}

/// What a portal's row says about one person's application to one sitting, every value checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// The portal's work number; `None` asks the program to give one.
    pub work_number: Option<WorkNumber>,
    /// City of the exam.
    pub city: Short,
    /// Sector.
    pub sector: Sector,
    /// The education that it rests on.
    pub education: Education,
    /// What is chosen beside city and sector.
    pub choices: Choices,
    /// What was paid towards the fee.
    pub paid: Qepik,
    /// The day it was confirmed; confirmed means registered.
    pub confirmed: Option<NaiveDate>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_numbers_with_their_check_digit() {
        let number = WorkNumber::parse("204817").unwrap();
        assert_eq!(number.checked(), format!("204817-{}", check_digit("204817")));
        assert_eq!(WorkNumber::parse("204 817"), Ok(number));
        assert_eq!(WorkNumber::parse(&number.checked()), Ok(number));
        assert_eq!(WorkNumber::parse("004817").unwrap().digits(), "004817");
        let expected = number.check();
        let wrong = format!("204817-{}", (expected + 1) % 10);
        assert_eq!(WorkNumber::parse(&wrong), Err(ValueFault::CheckDigit { expected }));
        for bad in ["", "20481", "2048170", "20481a", "204817-", "-204817"] {
            assert!(WorkNumber::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn every_number_reads_back() {
        proptest::proptest!(|(n in 0u32..=999_999)| {
            let number = WorkNumber::try_from(n).unwrap();
            proptest::prop_assert_eq!(WorkNumber::parse(&number.checked()), Ok(number));
            proptest::prop_assert_eq!(WorkNumber::parse(&number.digits()), Ok(number));
        });
    }

    #[test]
    fn words_of_lists() {
        assert_eq!(Sector::parse("Azərbaycan bölməsi"), Ok(Sector::Azerbaijani));
        assert_eq!(Sector::parse("РУССКИЙ СЕКТОР"), Ok(Sector::Russian));
        assert_eq!(Sector::parse("rus"), Ok(Sector::Russian));
        assert_eq!(Sector::parse("ingilis"), Err(ValueFault::Sector));
        assert_eq!(Standing::parse("Tələbə"), Ok(Standing::Student));
        assert_eq!(Standing::parse("bu ilin məzunu"), Ok(Standing::GraduateThisYear));
        assert_eq!(Standing::parse("graduate_earlier"), Ok(Standing::GraduateEarlier));
    }
}
