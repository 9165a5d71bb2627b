//! What somebody achieved in a sitting: score, outcome, and from where it is known.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::campaign::{Programme, SittingId};
use crate::fault::ValueFault;
use crate::text;

/// How a sitting ended for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// məqbul
    Passing,
    /// qeyri-məqbul
    NotPassing,
    /// gəlmədi
    Absent,
    /// Annulled by an act.
    Annulled,
}

impl Outcome {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Passing, Self::NotPassing, Self::Absent, Self::Annulled];

    /// The key it is stored under.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Passing => "passing",
            Self::NotPassing => "not_passing",
            Self::Absent => "absent",
            Self::Annulled => "annulled",
        }
    }

    /// Reads the words that lists use in Azerbaijani, English and Russian.
    ///
    /// # Errors
    /// [`ValueFault::Outcome`] for any other word.
    pub fn parse(typed: &str) -> Result<Self, ValueFault> {
        match text::fold(typed).as_str() {
            "meqbul" | "passing" | "passed" | "зачтено" => Ok(Self::Passing),
            "qeyri-meqbul" | "qeyri meqbul" | "not passing" | "failed" | "не зачтено" => {
                Ok(Self::NotPassing)
            }
            "gelmedi" | "istirak etmeyib" | "absent" | "не явился" | "не явилась" => {
                Ok(Self::Absent)
            }
            "legv edilib" | "annulled" | "аннулировано" => Ok(Self::Annulled),
            _ => Err(ValueFault::Outcome),
        }
    }
}

/// Reads which sitting a list speaks of: `residency-2025-1-2`, `Rezidentura 2025, I mərhələ, 2-ci cəhd`.
/// Without an attempt it is the first.
///
/// # Errors
/// [`ValueFault::NoSuchSitting`] where programme, year or stage is not said.
pub fn sitting_of(typed: &str) -> Result<SittingId, ValueFault> {
    if let Ok(id) = typed.trim().parse() {
        return Ok(id);
    }
    let programme = programme_in(typed).ok_or(ValueFault::NoSuchSitting)?;
    let folded = text::fold(typed);
    let words: Vec<&str> = words(&folded).collect();
    // A number belongs to the word beside it: `I mərhələ`, `stage 1`, `2-ci cəhd`.
    let beside = |names: &[&str]| {
        let named = |word: &str| names.iter().any(|name| begins(word, name));
        let at = words.iter().position(|word| named(word))?;
        let before = words[..at].iter().rev().take(2).find_map(|word| ordinal(word));
        let after = words.get(at + 1).and_then(|word| ordinal(word));
        // In Azerbaijani the number stands before its word, in the other languages most often after it.
        if begins(words[at], names[0]) { before.or(after) } else { after.or(before) }
    };
    let stage = beside(&["merhele", "stage", "этап"]).or_else(|| {
        // The doctoral exam of the language is its first stage.
        (programme == Programme::Doctoral).then_some(1)
    });
    let attempt = beside(&["cehd", "attempt", "попытк"]).unwrap_or(1);
    let (Some(year), Some(stage)) = (year_in(typed), stage) else {
        return Err(ValueFault::NoSuchSitting);
    };
    Ok(SittingId { programme, year, stage, attempt })
}

/// The programme that a text names.
#[must_use]
pub fn programme_in(typed: &str) -> Option<Programme> {
    let folded = text::fold(typed);
    let named =
        |names: &[&str]| words(&folded).any(|word| names.iter().any(|name| begins(word, name)));
    [
        (Programme::Residency, &["rezident", "residen", "резидент"][..]),
        (Programme::Doctoral, &["doktor", "doctor", "доктор"]),
    ]
    .into_iter()
    .find_map(|(programme, names)| named(names).then_some(programme))
}

/// The year that a text names, of this century.
#[must_use]
pub fn year_in(typed: &str) -> Option<u16> {
    let folded = text::fold(typed);
    let year = |word: &str| word.parse().ok().filter(|year| (2000..=2100).contains(year));
    words(&folded).filter(|word| word.len() == 4).find_map(year)
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a folded word begins with a name. Beside Latin letters a Cyrillic word is folded to those that it
/// looks like, so it is compared both ways.
fn begins(word: &str, name: &str) -> bool {
    let beside_latin = text::fold(&format!("{name} i"));
    word.starts_with(name) || word.starts_with(beside_latin.trim_end_matches(" i"))
}

/// `1`, `i`, `birinci`.
fn ordinal(word: &str) -> Option<u8> {
    Some(match word {
        "1" | "i" | "birinci" | "first" => 1,
        "2" | "ii" | "ikinci" | "second" => 2,
        "3" | "iii" | "ucuncu" | "third" => 3,
        _ => return None,
    })
}

/// A result of a person, of this registry or from before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PastResult {
    /// The sitting.
    pub sitting: SittingId,
    /// The day of the exam.
    pub date: NaiveDate,
    /// Points; nothing for who was absent.
    pub score: Option<u16>,
    /// How it ended.
    pub outcome: Outcome,
    /// From where it is known: a list, a letter, this registry.
    pub source: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sittings_in_the_words_of_lists() {
        for (words, id) in [
            ("residency-2025-1-2", "residency-2025-1-2"),
            ("Rezidentura 2025, I mərhələ, 2-ci cəhd", "residency-2025-1-2"),
            ("2024 rezidentura II mərhələ", "residency-2024-2-1"),
            ("Residency 2023 stage 1", "residency-2023-1-1"),
            ("Резидентура 2022, этап I, попытка 2", "residency-2022-1-2"),
            ("Doktorantura 2025 xarici dil", "doctoral-2025-1-1"),
        ] {
            assert_eq!(sitting_of(words).map(|it| it.to_string()), Ok(id.to_owned()), "{words}");
        }
        for words in ["", "rezidentura", "rezidentura 2025", "I mərhələ 2025"] {
            assert_eq!(sitting_of(words), Err(ValueFault::NoSuchSitting), "{words}");
        }
    }
}
