//! How somebody is reached: telephone and e-mail.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::fault::ValueFault;
use crate::text::Short;

/// A telephone number in E.164 (`+994501234567`).
///
/// Trunk prefix 0, two digits of area or operator, seven digits.
///
/// Source: `phone-plan`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(type = "string")]
pub struct Phone(Short);

impl Phone {
    /// Reads what people write: `050 123 45 67`, `(012) 493-00-77`, `+994 50 1234567`,
    /// `994501234567`, `501234567`, `0090 532 1234567`, `+7 …`.
    ///
    /// # Errors
    /// [`ValueFault::Phone`] when no number of the plan or of E.164 (8–15 digits) can be meant.
    pub fn parse(typed: &str) -> Result<Self, ValueFault> {
        let trimmed = typed.trim();
        let known = |c: char| c.is_ascii_digit() || c.is_whitespace() || "()-.+/".contains(c);
        if !trimmed.chars().all(known) || trimmed.rfind('+').is_some_and(|at| at > 0) {
            return Err(ValueFault::Phone);
        }
        // What is typed stands behind `+994`, so that every form is a tail of the number or less.
        let mut number = Short::from("+994");
        number.extend(trimmed.chars().filter(char::is_ascii_digit));
        let digits = &number[4..];
        let abroad = trimmed.starts_with('+').then_some(digits);
        let before = match (abroad.or(digits.strip_prefix("00")), digits.strip_prefix('0')) {
            (Some(international), _) => 1..number.len() - international.len(),
            (None, Some(national)) if national.len() == 9 => 4..5,
            (None, None) if digits.len() == 9 => 4..4,
            (None, None) if digits.starts_with("994") => 1..4,
            _ => return Err(ValueFault::Phone),
        };
        number.replace_range(before, "");
        let digits = &number[1..];
        let here =
            digits.strip_prefix("994").is_none_or(|rest| rest.len() == 9 && !rest.starts_with('0'));
        if here && (8..=15).contains(&digits.len()) && !digits.starts_with('0') {
            Ok(Self(number))
        } else {
            Err(ValueFault::Phone)
        }
    }

    /// A number that this program wrote itself, read back from its own file.
    #[must_use]
    pub fn kept(text: &str) -> Self {
        Self(text.into())
    }

    /// E.164.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `+994 50 123 45 67`; numbers of other countries as they are.
    #[must_use]
    pub fn spaced(&self) -> String {
        match self.0.strip_prefix("+994") {
            Some(n) if n.len() == 9 => {
                format!("+994 {} {} {} {}", &n[..2], &n[2..5], &n[5..7], &n[7..])
            }
            _ => self.0.to_string(),
        }
    }
}

/// An e-mail address as it was typed: one `@`, no space, a dot in what follows.
///
/// Source: RFC 5321 4.1.2 allows more; what no portal of the country sends is taken for a slip of the pen.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(type = "string")]
pub struct Email(Short);

impl Email {
    /// The longest an address may be, in bytes.
    const LONGEST: usize = 254;

    /// Reads an address.
    ///
    /// # Errors
    /// [`ValueFault::Email`]
    pub fn parse(typed: &str) -> Result<Self, ValueFault> {
        let typed = typed.trim();
        let (name, host) = typed.split_once('@').ok_or(ValueFault::Email)?;
        let named = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.ends_with('.');
        let plain = typed.bytes().all(|b| b.is_ascii_graphic() && !b"()<>[],;:\\\"".contains(&b));
        let good = named(name) && named(host) && host.contains('.') && !host.contains('@');
        let short = typed.len() <= Self::LONGEST && !typed.contains("..");
        if plain && good && short { Ok(Self(typed.into())) } else { Err(ValueFault::Email) }
    }

    /// An address that this program wrote itself, read back from its own file.
    #[must_use]
    pub fn kept(text: &str) -> Self {
        Self(text.into())
    }

    /// As it was typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_become_e164() {
        for (typed, kept) in [
            ("050 123 45 67", "+994501234567"),
            ("(012) 493-00-77", "+994124930077"),
            ("+994 50 1234567", "+994501234567"),
            ("994501234567", "+994501234567"),
            ("501234567", "+994501234567"),
            ("0090 532 123 45 67", "+905321234567"),
            ("+7 916 123-45-67", "+79161234567"),
        ] {
            assert_eq!(Phone::parse(typed).unwrap().as_str(), kept, "{typed}");
        }
        for bad in ["", "12345", "+994 50 12345", "05012345678", "050 123 45 6a", "50+1234567"] {
            assert_eq!(Phone::parse(bad), Err(ValueFault::Phone), "{bad}");
        }
        assert_eq!(Phone::kept("+994501234567").spaced(), "+994 50 123 45 67");
    }

    #[test]
    fn addresses_of_e_mail() {
        for good in ["s@example.az", " shehla.ismayilova@mail.example.az ", "a+b@x.io"] {
            assert_eq!(Email::parse(good).unwrap().as_str(), good.trim(), "{good}");
        }
        for bad in [
            "", "a", "a@b", "@b.az", "a@.az", "a@b..az", "a b@c.az", "a@b@c.az", "ə@c.az",
            "a@c.az.",
        ] {
            assert_eq!(Email::parse(bad), Err(ValueFault::Email), "{bad}");
        }
    }
}
