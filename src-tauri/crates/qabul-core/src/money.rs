//! Money in whole qəpik; one manat is a hundred of them. No fraction is ever stored or computed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An amount in qəpik (1/100 AZN), at least zero and below 2^53 so that JSON carries it exactly.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS,
)]
#[serde(try_from = "i64", into = "i64")]
#[ts(type = "number")]
pub struct Qepik(i64);

/// Why a number is not an amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an amount is between 0 and 9007199254740991 qəpik")]
pub struct AmountFault;

impl TryFrom<i64> for Qepik {
    type Error = AmountFault;

    fn try_from(qepik: i64) -> Result<Self, AmountFault> {
        if (0..1 << 53).contains(&qepik) { Ok(Self(qepik)) } else { Err(AmountFault) }
    }
}

impl From<Qepik> for i64 {
    fn from(amount: Qepik) -> i64 {
        amount.0
    }
}

impl Qepik {
    /// Nothing at all.
    pub const ZERO: Self = Self(0);

    /// Reads what a person or another program writes: `60`, `60,00`, `60.5`, `1 234,45`.
    ///
    /// # Errors
    /// [`AmountFault`] for anything else, for a third decimal, and for an amount out of range.
    pub fn parse(typed: &str) -> Result<Self, AmountFault> {
        let (whole, part) = typed.split_once([',', '.']).unwrap_or((typed, ""));
        let spaced = |letter: &char| !matches!(letter, ' ' | '\u{a0}' | '\u{202f}');
        let part = part.chars().filter(spaced);
        let decimals = part.clone().count();
        if decimals > 2 || !whole.chars().any(|letter| spaced(&letter)) {
            return Err(AmountFault);
        }
        // A missing decimal is a zero.
        let digits = whole.chars().filter(spaced).chain(part).chain("00".chars().skip(decimals));
        let digit = |letter: char| letter.to_digit(10).ok_or(AmountFault);
        let mut qepik = 0i64;
        for letter in digits {
            let more = qepik.checked_mul(10).ok_or(AmountFault)?;
            qepik = more.checked_add(digit(letter)?.into()).ok_or(AmountFault)?;
        }
        qepik.try_into()
    }

    /// What is missing to an amount where `there` is less; nothing where it covers it.
    #[must_use]
    pub fn beyond(self, there: Self) -> Option<Self> {
        (there < self).then(|| Self(self.0 - there.0))
    }

    /// `1 234,45`: groups of three parted by U+00A0, a comma, two digits; no unit.
    #[must_use]
    pub fn text(self) -> String {
        format!("{},{:02}", crate::text::grouped(self.0 / 100), self.0 % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_and_written() {
        for (typed, qepik) in
            [("60", 6000), ("60,00", 6000), ("60.5", 6050), ("1 234,45", 123_445), ("0", 0)]
        {
            assert_eq!(Qepik::parse(typed), Ok(Qepik(qepik)), "{typed}");
        }
        for typed in ["", "-1", "1,234", "a", "1,2,3", "99999999999999999999", ",5"] {
            assert_eq!(Qepik::parse(typed), Err(AmountFault), "{typed}");
        }
        assert_eq!(Qepik(123_445).text(), "1\u{a0}234,45");
    }

    #[test]
    fn reading_gives_back_what_was_written() {
        proptest::proptest!(|(qepik in 0i64..1 << 53)| {
            proptest::prop_assert_eq!(Qepik::parse(&Qepik(qepik).text()), Ok(Qepik(qepik)));
        });
    }
}
