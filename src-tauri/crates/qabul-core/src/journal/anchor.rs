//! Anchors: the head of a chain as a short code on paper, which the owner of the file cannot follow.
//!
//! `1-482-7F3K-9Q2M-0ABC-DEFG-X`: workstation, number of the act, the first eighty bits of its digest
//! in the letters of Crockford's base 32, and a check character after ISO 7064, MOD 37,36. Eighty bits
//! cannot be met by trying, as a chain that was written anew would have to.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::chain::{Broken, Head};

const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of the digest; each holds five bits.
const DIGEST_LETTERS: usize = 16;

/// An anchor that was read from paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The workstation by its number in the registry.
    pub station: i64,
    /// The number of the act in its chain.
    pub number: i64,
    letters: String,
}

/// Why a text is no anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, TS)]
#[serde(tag = "anchor", rename_all = "snake_case")]
pub enum AnchorFault {
    /// It has another shape.
    #[error("an anchor looks like 1-482-7F3K-9Q2M-0ABC-DEFG-X")]
    Shape,
    /// A character was mistyped.
    #[error("the check character does not belong to the anchor")]
    Check,
}

impl Anchor {
    /// The anchor of a head.
    #[must_use]
    pub fn of(head: &Head) -> Self {
        let mut bits = 0u128;
        for byte in &head.digest[..10] {
            bits = (bits << 8) | u128::from(*byte);
        }
        let letter = |at: usize| {
            let five = (bits >> (5 * (DIGEST_LETTERS - 1 - at))) & 31;
            char::from(LETTERS[usize::try_from(five).unwrap_or(0)])
        };
        let letters = (0..DIGEST_LETTERS).map(letter).collect();
        Self { station: head.station, number: head.number, letters }
    }

    /// Reads what is printed on a cover: small letters, spaces around hyphens, and O, I, L for 0, 1, 1
    /// are taken as they are meant.
    ///
    /// # Errors
    /// [`AnchorFault`].
    pub fn parse(typed: &str) -> Result<Self, AnchorFault> {
        let upper: String =
            typed.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
        let parts: Vec<&str> = upper.split('-').collect();
        let [station, number, groups @ .., check] = parts.as_slice() else {
            return Err(AnchorFault::Shape);
        };
        let whole = |digits: &str| digits.parse::<i64>().map_err(|_| AnchorFault::Shape);
        let meant = |c: char| match c {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let letters: String = groups.concat().chars().map(meant).collect();
        if letters.len() != DIGEST_LETTERS || !letters.bytes().all(|byte| LETTERS.contains(&byte)) {
            return Err(AnchorFault::Shape);
        }
        let read = Self { station: whole(station)?, number: whole(number)?, letters };
        let typed: String = check.chars().map(meant).collect();
        if meant(read.check()).to_string() == typed { Ok(read) } else { Err(AnchorFault::Check) }
    }

    /// As it is printed.
    #[must_use]
    pub fn code(&self) -> String {
        let groups: Vec<&str> = (0..4).map(|at| &self.letters[at * 4..at * 4 + 4]).collect();
        format!("{}-{}-{}-{}", self.station, self.number, groups.join("-"), self.check())
    }

    /// ISO 7064, MOD 37,36, over digits and letters.
    fn check(&self) -> char {
        let text = format!("{}-{}-{}", self.station, self.number, self.letters);
        let values = text.chars().filter_map(|c| c.to_digit(36));
        let product = values.fold(36, |product, value| {
            let sum = (product + value) % 36;
            (if sum == 0 { 36 } else { sum }) * 2 % 37
        });
        char::from_digit((37 - product) % 36, 36).unwrap_or('0').to_ascii_uppercase()
    }

    /// What the chain, whose act of that number is `there` and whose last number is `last`, says of it.
    #[must_use]
    pub fn held_against(&self, there: Option<&Head>, last: i64) -> Option<Broken> {
        match there {
            Some(head) if Self::of(head) == *self => None,
            Some(_) => Some(Broken::Rewritten),
            None if self.number > last => Some(Broken::Cut),
            None => Some(Broken::Missing),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(number: i64, first: u8) -> Head {
        let mut digest = [0xa5; 32];
        digest[0] = first;
        Head { station: 2, number, digest }
    }

    #[test]
    fn a_code_is_read_back_as_people_type_it() {
        let anchor = Anchor::of(&head(482, 0));
        let code = anchor.code();
        assert_eq!(code, "2-482-02JT-B9D5-MPJT-B9D5-3");
        for typed in
            [code.clone(), code.to_ascii_lowercase(), code.replace('0', "O"), format!(" {code} ")]
        {
            assert_eq!(Anchor::parse(&typed), Ok(anchor.clone()), "{typed}");
        }
        assert_eq!(Anchor::parse("482"), Err(AnchorFault::Shape));
        assert_eq!(Anchor::parse(""), Err(AnchorFault::Shape));
    }

    #[test]
    fn every_character_mistyped_is_noticed() {
        let code = Anchor::of(&head(482, 7)).code();
        for (at, was) in code.char_indices().filter(|(_, c)| *c != '-') {
            for wrong in LETTERS.iter().map(|byte| char::from(*byte)).filter(|c| *c != was) {
                let mut typed: Vec<char> = code.chars().collect();
                typed[at] = wrong;
                let typed: String = typed.into_iter().collect();
                assert!(Anchor::parse(&typed).is_err(), "{typed}");
            }
        }
    }

    #[test]
    fn a_chain_is_held_against_it() {
        let anchor = Anchor::of(&head(5, 1));
        assert_eq!(anchor.held_against(Some(&head(5, 1)), 9), None);
        assert_eq!(anchor.held_against(Some(&head(5, 2)), 9), Some(Broken::Rewritten));
        assert_eq!(anchor.held_against(None, 4), Some(Broken::Cut));
        assert_eq!(anchor.held_against(None, 9), Some(Broken::Missing));
    }
}
