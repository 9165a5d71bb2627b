//! What an applicant chooses beside city and sector.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::fault::ValueFault;
use crate::text::{self, Short};

/// The way to the degree of a doctor of philosophy.
///
/// Source: `doctoral-2026` (doktorantura, dissertantura).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "DegreePath")]
pub enum Path {
    /// doktorantura
    Doctorate,
    /// dissertantura
    Dissertation,
}

impl Path {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::Doctorate, Self::Dissertation];

    /// The key it is stored under.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Doctorate => "doctorate",
            Self::Dissertation => "dissertation",
        }
    }

    /// Reads the words that lists use in Azerbaijani, English and Russian.
    ///
    /// # Errors
    /// [`ValueFault::Path`] for any other word.
    pub fn parse(typed: &str) -> Result<Self, ValueFault> {
        match text::fold(typed).as_str() {
            "doktorantura" | "doctorate" | "докторантура" => Ok(Self::Doctorate),
            "dissertantura" | "dissertation" | "диссертантура" => {
                Ok(Self::Dissertation)
            }
            _ => Err(ValueFault::Path),
        }
    }
}

/// What is chosen, and what is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// ISO 639-1 code of the exam language; empty where none is chosen.
    pub language: Short,
    /// Specialty; may be empty.
    pub specialty: Short,
    /// Institution or scientific organisation of the doctorate; may be empty.
    pub organisation: Short,
    /// The way to the degree.
    pub path: Option<Path>,
    /// Accommodations asked for; may be empty.
    pub accommodations: Short,
}

/// Reads an exam language by its name or its ISO 639-1 code.
///
/// # Errors
/// [`ValueFault::ExamLanguage`] for any other word.
pub fn exam_language(typed: &str) -> Result<Short, ValueFault> {
    let code = match text::fold(typed).as_str() {
        "ingilis" | "ingilis dili" | "english" | "английский" | "английский язык" | "en" => {
            "en"
        }
        "alman" | "alman dili" | "german" | "немецкий" | "немецкий язык" | "de" => {
            "de"
        }
        "fransiz" | "fransiz dili" | "french" | "французский" | "французский язык" | "fr" => {
            "fr"
        }
        "azerbaycan" | "azerbaycan dili" | "azerbaijani" | "азербайджанский" | "az" => {
            "az"
        }
        "rus" | "rus dili" | "russian" | "русский" | "русский язык" | "ru" => {
            "ru"
        }
        "ispan" | "ispan dili" | "spanish" | "испанский" | "es" => "es",
        "italyan" | "italyan dili" | "italian" | "итальянский" | "it" => "it",
        "ereb" | "ereb dili" | "arabic" | "арабский" | "ar" => "ar",
        "fars" | "fars dili" | "persian" | "персидский" | "fa" => "fa",
        "turk" | "turk dili" | "turkish" | "турецкий" | "tr" => "tr",
        "cin" | "cin dili" | "chinese" | "китайский" | "zh" => "zh",
        "yapon" | "yapon dili" | "japanese" | "японский" | "ja" => "ja",
        "koreya" | "koreya dili" | "korean" | "корейский" | "ko" => "ko",
        _ => return Err(ValueFault::ExamLanguage),
    };
    Ok(code.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_lists() {
        for path in Path::ALL {
            assert_eq!(Path::parse(path.key()), Ok(path));
        }
        assert_eq!(Path::parse("Dissertantura"), Ok(Path::Dissertation));
        assert_eq!(Path::parse("magistratura"), Err(ValueFault::Path));
        for (word, code) in [("İngilis dili", "en"), ("НЕМЕЦКИЙ", "de"), ("fr", "fr")] {
            assert_eq!(exam_language(word).unwrap(), code);
        }
        assert_eq!(exam_language("esperanto"), Err(ValueFault::ExamLanguage));
    }
}
