//! What screens ask and learn of letters to candidates.

use qabul_core::letter::LetterKind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::applications::Selection;
use super::files::{ChosenFile, FileHandle};
use super::life::LeftOut;
use super::preferences::Language;

/// Prints a letter to everybody of a choice, into one file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PrintLetters {
    /// To whom.
    pub selection: Selection,
    /// What about.
    pub kind: LetterKind,
    /// In which language.
    pub language: Language,
    /// The file.
    pub file: FileHandle,
}

/// Letters that were printed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LettersDone {
    /// How many.
    pub letters: u32,
    /// Their pages.
    pub pages: u32,
    /// How many got none.
    pub skipped: u32,
    /// Up to two hundred of them, each with why.
    pub left: Vec<LeftOut>,
    /// The file; nothing where nobody got a letter.
    pub file: Option<ChosenFile>,
}
