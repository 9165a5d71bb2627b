//! Money in whole qəpik; one manat is a hundred of them. No fraction is ever stored or computed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An amount in qəpik (1/100 AZN), at least zero and below 2^53 so that JSON carries it exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
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
        let plain: String =
            typed.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}')).collect();
        let (whole, part) = plain.split_once([',', '.']).unwrap_or((&plain, ""));
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(part) || part.len() > 2 {
            return Err(AmountFault);
        }
        let manat: i64 = whole.parse().map_err(|_| AmountFault)?;
        let qepik: i64 = format!("{part:0<2}").parse().map_err(|_| AmountFault)?;
        manat.checked_mul(100).and_then(|all| all.checked_add(qepik)).ok_or(AmountFault)?.try_into()
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
