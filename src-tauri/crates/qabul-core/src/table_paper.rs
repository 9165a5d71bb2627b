//! An equivalence table on paper as data: what it reads, the acts that set it, its rows.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use serde::Deserialize;

/// The words of the paper in one language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TablePaperTexts {
    /// The country.
    pub republic: String,
    /// The center, in capitals as text.
    pub center: String,
    /// The form and its edition.
    pub form: String,
    /// Its title.
    pub title: String,
    /// `{name}`, `{number}`: the kind and the version.
    pub named: String,
    /// Label of where it stands.
    pub state: String,
    /// Label of the days of tests.
    pub tested: String,
    /// Said where it reads tests of every day.
    pub all_days: String,
    /// `{from}`
    pub from: String,
    /// `{to}`
    pub to: String,
    /// `{from}`, `{to}`
    pub from_to: String,
    /// Label of how the result comes about.
    pub how: String,
    /// How it does, by its key.
    pub readings: BTreeMap<String, String>,
    /// Label of the scale.
    pub scale: String,
    /// Label of who wrote it.
    pub written: String,
    /// Label of who published it.
    pub published: String,
    /// `{by}`, `{at}`
    pub published_by: String,
    /// Label of why it was withdrawn.
    pub reason: String,
    /// Head of the acts.
    pub acts: String,
    /// Head of their numbers.
    pub act_number: String,
    /// Head of their days.
    pub act_date: String,
    /// Said of an act that is not recorded.
    pub no_act: String,
    /// Head of the rows.
    pub rows: String,
    /// Head of the scores.
    pub score: String,
    /// Head of the levels.
    pub level: String,
    /// Head of whether a row exempts.
    pub exempts: String,
    /// Said of a row that exempts.
    pub yes: String,
    /// Said of a row that does not.
    pub no: String,
    /// `{least}`: what a row asks of single skills.
    pub least: String,
    /// Head of the sources.
    pub source: String,
    /// Labels of the lines to sign on: who, and the signature.
    pub sign: [String; 2],
    /// The place of the seal.
    pub seal: String,
    /// `{name}`, `{form}`, `{at}`, `{page}`, `{pages}`: the line at the foot.
    pub trace: String,
    /// The word across a table that is not in force yet.
    pub draft: String,
    /// The band over one.
    pub draft_band: String,
    /// The word across a table that is not in force any more.
    pub former: String,
    /// The band over one.
    pub former_band: String,
    /// The word across a sample.
    pub sample: String,
    /// The band over a sample.
    pub sample_band: String,
}

/// The words in every language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllTablePaperTexts {
    /// Azerbaijani.
    pub az: TablePaperTexts,
    /// English.
    pub en: TablePaperTexts,
    /// Russian.
    pub ru: TablePaperTexts,
}

/// An act as it stands on the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperAct {
    /// What it is and whose: the order of the Center.
    pub what: String,
    /// Its number; nothing where it is not recorded.
    pub number: Option<String>,
    /// Its day, as it is written.
    pub date: String,
}

/// A row as it stands on the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperRow {
    /// The lowest score as it is printed.
    pub score: String,
    /// The level.
    pub level: String,
    /// Whether the level exempts.
    pub exempts: bool,
    /// What it asks of single skills; empty where it asks nothing.
    pub least: String,
    /// What it rests on.
    pub source: String,
}

/// Whether certificates are read by a table that is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperStanding {
    /// They are.
    InForce,
    /// Not yet.
    Draft,
    /// Not any more, or never.
    Former,
}

/// A table as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TablePaper {
    /// Whether it is of a sample registry.
    pub sample: bool,
    /// Whether certificates are read by it.
    pub standing: PaperStanding,
    /// The kind and the version, as the paper names them.
    pub named: String,
    /// Labels and values above the table.
    pub facts: Vec<(String, String)>,
    /// The acts that it needs.
    pub acts: Vec<PaperAct>,
    /// Its rows, the highest first.
    pub rows: Vec<PaperRow>,
    /// When it is printed.
    pub printed_at: NaiveDateTime,
}
