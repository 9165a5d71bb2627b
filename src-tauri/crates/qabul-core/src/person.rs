//! A person as the identity document has it, and how the person is reached.

mod contact;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::fault::ValueFault;
use crate::text::{self, Short};

pub use contact::{Email, Phone};

/// A name in its three parts, each in NFC and otherwise exactly as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Name {
    /// Surname; a double one keeps its hyphen or space.
    #[ts(type = "string")]
    pub surname: Short,
    /// Given name.
    #[ts(type = "string")]
    pub given: Short,
    /// Patronymic with its `oğlu` or `qızı`; empty where the person's papers have none.
    #[ts(type = "string")]
    pub patronymic: Short,
}

/// The longest a part of a name may be, in letters.
pub const LONGEST_NAME_PART: usize = 60;

impl Name {
    /// `Surname Given Patronymic` with single spaces, as lists show it.
    #[must_use]
    pub fn full(&self) -> String {
        let Self { surname, given, patronymic } = self;
        let mut full = String::with_capacity(surname.len() + given.len() + patronymic.len() + 2);
        for part in [surname, given, patronymic].into_iter().filter(|part| !part.is_empty()) {
            if !full.is_empty() {
                full.push(' ');
            }
            full.push_str(part);
        }
        full
    }

    /// Checks one part and brings it into NFC; outer white space is not part of a name.
    ///
    /// # Errors
    /// [`ValueFault::NameEmpty`], [`ValueFault::LettersLost`], [`ValueFault::NameLetter`] with the
    /// first character that no name has, [`ValueFault::NameTooLong`].
    pub fn part(typed: &str) -> Result<Short, ValueFault> {
        let part = text::nfc(typed.trim());
        if part.is_empty() {
            return Err(ValueFault::NameEmpty);
        }
        let (mut count, mut stranger) = (0, None);
        for letter in part.chars() {
            count += 1;
            if text::is_lost_letter(letter) {
                return Err(ValueFault::LettersLost);
            }
            let known = matches!(letter, 'A'..='Z' | 'a'..='z' | 'ə' | 'ı' | 'ş' | 'ğ')
                || letter.is_alphabetic()
                || matches!(letter, ' ' | '-' | '\'' | '’' | 'ʼ' | '`' | '.' | '\u{2011}');
            if !known {
                stranger = stranger.or(Some(letter));
            }
        }
        match stranger {
            Some(letter) => Err(ValueFault::NameLetter { letter }),
            None if count > LONGEST_NAME_PART => {
                Err(ValueFault::NameTooLong { longest: LONGEST_NAME_PART })
            }
            None => Ok(part),
        }
    }
}

/// The citizenship written in the document, an ICAO 9303 three-letter code (`AZE`; `XXA` for
/// stateless persons).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct Citizenship([u8; 3]);

impl Citizenship {
    /// A citizen of Azerbaijan.
    pub const AZERBAIJAN: Self = Self(*b"AZE");

    /// Whether the person holds an identity card of Azerbaijan and so a FİN of seven characters.
    #[must_use]
    pub fn is_azerbaijan(self) -> bool {
        self == Self::AZERBAIJAN
    }

    /// The three letters.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }
}

impl TryFrom<String> for Citizenship {
    type Error = ValueFault;

    fn try_from(typed: String) -> Result<Self, ValueFault> {
        let code = text::ascii_upper(typed.trim());
        match code.as_bytes() {
            b"AZ" => Ok(Self::AZERBAIJAN),
            &[a, b, c] if code.bytes().all(|l| l.is_ascii_uppercase()) => Ok(Self([a, b, c])),
            _ => Err(ValueFault::Citizenship),
        }
    }
}

impl From<Citizenship> for String {
    fn from(citizenship: Citizenship) -> String {
        citizenship.code().to_owned()
    }
}

/// The personal identification number: seven characters without I and O for citizens, five or six
/// for the holders of a foreigner's permit card.
///
/// Source: `fin-decision-92`, `fin-alphabet`, `migration-unique-code`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[ts(type = "string")]
pub struct Fin(Short);

impl Fin {
    /// Reads a FİN; lower case becomes upper case by ASCII rules, never by Azerbaijani ones.
    ///
    /// # Errors
    /// [`ValueFault::FinCitizen`] or [`ValueFault::FinForeigner`], by who holds it.
    pub fn parse(typed: &str, citizenship: Citizenship) -> Result<Self, ValueFault> {
        let mut fin = Short::from(typed.trim());
        fin.make_ascii_uppercase();
        let plain = fin.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
        if citizenship.is_azerbaijan() {
            if fin.len() == 7 && plain && !fin.contains(['I', 'O']) {
                return Ok(Self(fin));
            }
            return Err(ValueFault::FinCitizen);
        }
        if plain && matches!(fin.len(), 5 | 6) {
            Ok(Self(fin))
        } else {
            Err(ValueFault::FinForeigner)
        }
    }

    /// A FİN that this program wrote itself, read back from its own file.
    #[must_use]
    pub fn kept(text: &str) -> Self {
        Self(text.into())
    }

    /// The characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Series and number of the identity document in one line without spaces: `AZE12345678`,
/// `AA1234567`, or a permit card's or passport's own number for foreigners.
///
/// Source: `id-card-decree-2014` (the new card); the published slips show the old one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(type = "string")]
pub struct DocumentNumber(Short);

impl DocumentNumber {
    /// Reads a number typed with or without a space, hyphen or № between series and digits.
    ///
    /// # Errors
    /// [`ValueFault::DocumentCitizen`] or [`ValueFault::DocumentForeigner`], by who holds it.
    pub fn parse(typed: &str, citizenship: Citizenship) -> Result<Self, ValueFault> {
        let mut plain = Short::default();
        plain.extend(typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '№')));
        plain.make_ascii_uppercase();
        let digits =
            |tail: &str, count| tail.len() == count && tail.bytes().all(|b| b.is_ascii_digit());
        if citizenship.is_azerbaijan() {
            let old = plain.strip_prefix("AZE").is_some_and(|tail| digits(tail, 8));
            let new = plain.strip_prefix("AA").is_some_and(|tail| digits(tail, 7));
            return if old || new { Ok(Self(plain)) } else { Err(ValueFault::DocumentCitizen) };
        }
        let known = plain.bytes().all(|b| b.is_ascii_alphanumeric());
        if known && (5..=14).contains(&plain.len()) {
            Ok(Self(plain))
        } else {
            Err(ValueFault::DocumentForeigner)
        }
    }

    /// A number that this program wrote itself, read back from its own file.
    #[must_use]
    pub fn kept(text: &str) -> Self {
        Self(text.into())
    }

    /// Without any space, as it is compared.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is printed: the series, a space, the digits (`AZE 12345678`).
    #[must_use]
    pub fn spaced(&self) -> String {
        let at = self.0.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        let tail_is_digits = self.0[at..].bytes().all(|b| b.is_ascii_digit());
        if at == 0 || !tail_is_digits {
            return self.0.to_string();
        }
        format!("{} {}", &self.0[..at], &self.0[at..])
    }
}

/// Sex as the identity document states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// kişi
    Male,
    /// qadın
    Female,
}

/// A person of the registry, every value checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Personal identification number; one person, one FİN.
    pub fin: Fin,
    /// Name exactly as the document has it.
    pub name: Name,
    /// Identity document.
    pub document: DocumentNumber,
    /// Citizenship.
    pub citizenship: Citizenship,
    /// Sex.
    pub sex: Sex,
    /// Birth date.
    pub birth: NaiveDate,
    /// Telephone, where one was given.
    pub phone: Option<Phone>,
    /// E-mail, where one was given.
    pub email: Option<Email>,
    /// Where the person lives; may be empty.
    pub residence: Short,
}

#[cfg(test)]
mod tests {
    use super::*;

    const TURKIYE: Citizenship = Citizenship(*b"TUR");

    #[test]
    fn a_fin_depends_on_who_holds_it() {
        let citizen = |typed| Fin::parse(typed, Citizenship::AZERBAIJAN);
        assert_eq!(citizen("5kq2m8t").unwrap().as_str(), "5KQ2M8T");
        assert_eq!(citizen("0000001").unwrap().as_str(), "0000001");
        for bad in ["5KQ2M8", "5KQ2M8TT", "5KQ2M8I", "5KQ2M8O", "5KQ2M8Ə", "5KQ 2M8", ""] {
            assert_eq!(citizen(bad), Err(ValueFault::FinCitizen), "{bad}");
        }
        for good in ["AB123", "AB1234", "O1I23"] {
            assert!(Fin::parse(good, TURKIYE).is_ok(), "{good}");
        }
        assert_eq!(Fin::parse("5KQ2M8T", TURKIYE), Err(ValueFault::FinForeigner));
    }

    #[test]
    fn every_citizens_fin_reads_back_as_itself() {
        proptest::proptest!(|(fin in "[0-9A-HJ-NP-Z]{7}")| {
            proptest::prop_assert_eq!(
                Fin::parse(&fin.to_ascii_lowercase(), Citizenship::AZERBAIJAN).unwrap().0, fin);
        });
        proptest::proptest!(|(fin in "[0-9A-Z]{0,6}[IOio][0-9A-Z]{0,6}")| {
            proptest::prop_assert!(Fin::parse(&fin, Citizenship::AZERBAIJAN).is_err());
        });
    }

    #[test]
    fn documents() {
        let citizen = |typed| DocumentNumber::parse(typed, Citizenship::AZERBAIJAN);
        assert_eq!(citizen("aze 09417725").unwrap().spaced(), "AZE 09417725");
        assert_eq!(citizen("AA№4017352").unwrap().as_str(), "AA4017352");
        for bad in ["AZE1234567", "AA12345678", "C12345678", "12345678", ""] {
            assert_eq!(citizen(bad), Err(ValueFault::DocumentCitizen), "{bad}");
        }
        assert_eq!(DocumentNumber::parse("MYI 12345", TURKIYE).unwrap().spaced(), "MYI 12345");
        assert_eq!(DocumentNumber::parse("1", TURKIYE), Err(ValueFault::DocumentForeigner));
    }

    #[test]
    fn names_are_kept_as_typed() {
        assert_eq!(Name::part(" Ağayeva-Quliyeva ").unwrap(), "Ağayeva-Quliyeva");
        assert_eq!(Name::part("I\u{307}lham").unwrap(), "İlham");
        assert_eq!(Name::part("Əli?"), Err(ValueFault::LettersLost));
        assert_eq!(Name::part("Əli2"), Err(ValueFault::NameLetter { letter: '2' }));
        assert_eq!(Name::part("  "), Err(ValueFault::NameEmpty));
        assert_eq!(Name::part(&"Ə".repeat(61)), Err(ValueFault::NameTooLong { longest: 60 }));
    }
}
