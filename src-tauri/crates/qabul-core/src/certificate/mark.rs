//! Scores: numbers in hundredths on a scale with a step, or marks on a ladder.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A number with at most two decimals, in hundredths. In files and requests it is text: `6.5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Number(i32);

impl Number {
    /// Nought.
    pub const ZERO: Self = Self(0);
    /// More than any scale holds, in whole numbers.
    const MOST: i32 = 100_000;

    /// Reads `6`, `6.5`, `6,5`, `17.25`; nothing else, and no sign.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let (whole, part) = typed.split_once(['.', ',']).unwrap_or((typed, "0"));
        let digits = |text: &str, most: usize| {
            (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
        };
        if !digits(whole, 6) || !digits(part, 2) {
            return None;
        }
        let whole: i32 = whole.parse().ok().filter(|it| *it <= Self::MOST)?;
        let tens: i32 = part.parse().ok()?;
        Some(Self(whole * 100 + if part.len() == 1 { tens * 10 } else { tens }))
    }

    /// A number of hundredths.
    #[must_use]
    pub fn of_hundredths(hundredths: i32) -> Self {
        Self(hundredths)
    }

    /// In hundredths.
    #[must_use]
    pub fn hundredths(self) -> i32 {
        self.0
    }
}

/// `6.5`, `72`, `17.25`
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 100, self.0 % 100);
        match (part, part % 10) {
            (0, _) => write!(f, "{whole}"),
            (_, 0) => write!(f, "{whole}.{}", part / 10),
            _ => write!(f, "{whole}.{part:02}"),
        }
    }
}

impl TryFrom<String> for Number {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("no number with at most two decimals: {text}"))
    }
}

impl From<Number> for String {
    fn from(number: Number) -> Self {
        number.to_string()
    }
}

impl Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::try_from(text).map_err(serde::de::Error::custom)
    }
}

/// The scores that a scale has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Marks {
    /// Every number from one to another in steps: bands 0–9 by halves.
    Points {
        /// The lowest.
        from: Number,
        /// The highest.
        to: Number,
        /// The step.
        step: Number,
    },
    /// Marks by name, the lowest first: `U3`, `3`, `4`, `5`.
    Ladder {
        /// Their names.
        ladder: Vec<String>,
        /// How a mark is called in full, before its name: `TDN`.
        #[serde(default)]
        prefix: String,
    },
}

/// Why a text is no score of a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoMark {
    /// Nothing stands there.
    Missing,
    /// It is no score at all.
    Unreadable,
    /// It is a number that the scale does not have.
    OffScale,
}

/// Words by which TestDaF says that the lowest level was not reached.
const BELOW: [&str; 4] = ["unter", "below", "<", "u"];

impl Marks {
    /// A scale without scores, which stands in for one that could not be read.
    pub(super) fn none() -> Self {
        Self::Ladder { ladder: Vec::new(), prefix: String::new() }
    }

    /// Whether another scale of points goes from the same lowest to the same highest.
    pub(super) fn reaches(&self, other: &Self) -> bool {
        let ends = |marks: &Self| match marks {
            Self::Points { from, to, .. } => Some((*from, *to)),
            Self::Ladder { .. } => None,
        };
        ends(self).is_some() && ends(self) == ends(other)
    }

    /// The place of a score on the scale. Of a ladder it is the number of the rung.
    pub(super) fn read(&self, typed: &str) -> Result<Number, NoMark> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(NoMark::Missing);
        }
        match self {
            Self::Points { .. } => {
                let number = Number::parse(typed).ok_or(NoMark::Unreadable)?;
                if self.holds(number) { Ok(number) } else { Err(NoMark::OffScale) }
            }
            Self::Ladder { ladder, prefix } => rung(ladder, prefix, typed),
        }
    }

    /// Whether a number is a score of the scale.
    pub(super) fn holds(&self, number: Number) -> bool {
        match self {
            Self::Points { from, to, step } => {
                let above = number.0 - from.0;
                (*from..=*to).contains(&number) && step.0 > 0 && above % step.0 == 0
            }
            Self::Ladder { ladder, .. } => {
                usize::try_from(number.0).is_ok_and(|at| at < ladder.len())
            }
        }
    }

    /// The score as it is printed: `6.5`, `TDN 3`.
    #[must_use]
    pub fn word(&self, number: Number) -> String {
        match self {
            Self::Points { .. } => number.to_string(),
            Self::Ladder { ladder, prefix } => {
                let at = usize::try_from(number.0).unwrap_or_default();
                let name = ladder.get(at).map_or("", String::as_str);
                if prefix.is_empty() { name.to_owned() } else { format!("{prefix} {name}") }
            }
        }
    }

    /// The scale as it is said: `0–9`, `U3–5`.
    #[must_use]
    pub fn span(&self) -> String {
        match self {
            Self::Points { from, to, .. } => format!("{from}–{to}"),
            Self::Ladder { ladder, .. } => {
                let end = |it: Option<&String>| it.cloned().unwrap_or_default();
                format!("{}–{}", end(ladder.first()), end(ladder.last()))
            }
        }
    }
}

/// The rung of a ladder that a text names, with or without what it is called in full.
fn rung(ladder: &[String], prefix: &str, typed: &str) -> Result<Number, NoMark> {
    let bare: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = bare.to_ascii_uppercase();
    let prefix = prefix.to_ascii_uppercase();
    let below = BELOW.iter().find_map(|word| bare.strip_prefix(&word.to_ascii_uppercase()));
    let named = |text: &str| {
        let name = text.strip_prefix(&prefix).unwrap_or(text);
        ladder.iter().position(|it| it.eq_ignore_ascii_case(name))
    };
    // `U3` and `unter TDN 3` are the rung below the one they name, which is the second.
    let at = match below {
        Some(rest) => named(rest).filter(|at| *at == 1).map(|_| 0).or_else(|| named(&bare)),
        None => named(&bare),
    };
    match at.and_then(|at| i32::try_from(at).ok()) {
        Some(at) => Ok(Number(at)),
        None if bare.strip_prefix(&prefix).unwrap_or(&bare).parse::<f64>().is_ok() => {
            Err(NoMark::OffScale)
        }
        None => Err(NoMark::Unreadable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bands() -> Marks {
        toml::from_str("from = \"0\"\nto = \"9\"\nstep = \"0.5\"").unwrap()
    }

    fn tdn() -> Marks {
        toml::from_str("ladder = [\"U3\", \"3\", \"4\", \"5\"]\nprefix = \"TDN\"").unwrap()
    }

    #[test]
    fn numbers_read_and_print() {
        for (typed, hundredths, printed) in [
            ("6", 600, "6"),
            ("6.5", 650, "6.5"),
            ("6,5", 650, "6.5"),
            ("17.25", 1725, "17.25"),
            ("17.05", 1705, "17.05"),
            ("0", 0, "0"),
            ("120.0", 12_000, "120"),
        ] {
            let number = Number::parse(typed).unwrap();
            assert_eq!((number.hundredths(), number.to_string().as_str()), (hundredths, printed));
        }
        for bad in ["", ".", "6.", ".5", "-1", "+1", "6.505", "1e3", "٦", "6 5", "1234567"] {
            assert_eq!(Number::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn every_number_reads_back() {
        proptest::proptest!(|(hundredths in 0i32..=9_999_999)| {
            let number = Number::of_hundredths(hundredths);
            proptest::prop_assert_eq!(Number::parse(&number.to_string()), Some(number));
        });
    }

    #[test]
    fn scores_of_a_scale() {
        for (typed, read) in [
            ("6.5", Ok(Number(650))),
            (" 6,5 ", Ok(Number(650))),
            ("0", Ok(Number(0))),
            ("9", Ok(Number(900))),
            ("9.5", Err(NoMark::OffScale)),
            ("6.25", Err(NoMark::OffScale)),
            ("", Err(NoMark::Missing)),
            ("six", Err(NoMark::Unreadable)),
        ] {
            assert_eq!(bands().read(typed), read, "{typed}");
        }
        assert_eq!(bands().span(), "0–9");
    }

    #[test]
    fn rungs_of_a_ladder() {
        for (typed, at) in [
            ("3", Ok(1)),
            ("TDN 3", Ok(1)),
            ("tdn3", Ok(1)),
            ("5", Ok(3)),
            ("U3", Ok(0)),
            ("TDN U3", Ok(0)),
            ("unter TDN 3", Ok(0)),
            ("Unter 3", Ok(0)),
            ("<3", Ok(0)),
            ("below TDN 3", Ok(0)),
            ("unter TDN 4", Err(NoMark::Unreadable)),
            ("U4", Err(NoMark::Unreadable)),
            ("6", Err(NoMark::OffScale)),
            ("3.5", Err(NoMark::OffScale)),
            ("B2", Err(NoMark::Unreadable)),
            ("", Err(NoMark::Missing)),
        ] {
            assert_eq!(tdn().read(typed), at.map(Number), "{typed}");
        }
        assert_eq!(tdn().word(Number(1)), "TDN 3");
        assert_eq!(tdn().span(), "U3–5");
    }
}
