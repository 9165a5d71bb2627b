//! The regulation of an exam: parts, blocks, minutes, scoring, pass mark, and the acts that set it.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::certificate::Cefr;

/// Who sets an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// The State Examination Center.
    Center,
    /// The National Academy of Sciences.
    Anas,
    /// The Ministry of Science and Education.
    Ministry,
    /// The Cabinet of Ministers.
    Cabinet,
}

/// An act that sets or agrees to a regulation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Act {
    /// Whose.
    pub body: Body,
    /// Its number.
    pub number: String,
    /// Its day.
    pub date: NaiveDate,
    /// Its scan, by content hash in the papers' file.
    #[serde(default)]
    pub scan: Option<String>,
}

/// A block of an exam with its own least score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Block {
    /// Its key: `listening`.
    pub key: String,
    /// The most points.
    pub points: u16,
    /// The least that passes.
    pub least: u16,
}

/// How one exam is scored and passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Scoring {
    /// The exam, by its stage.
    pub stage: u8,
    /// Minutes it takes.
    pub minutes: u16,
    /// The most points.
    pub points: u16,
    /// The points that pass.
    pub pass: u16,
    /// Blocks, where the exam has any with a least of their own.
    #[serde(default)]
    pub blocks: Vec<Block>,
    /// For how many years a pass is good, the anniversary of the exam day included; `None` for the
    /// campaign alone.
    #[serde(default)]
    pub valid_years: Option<u8>,
    /// The least sum with the exam before it, where that rule is on.
    #[serde(default)]
    pub sum: Option<u16>,
    /// Keys of the publications it rests on.
    pub sources: Vec<String>,
}

/// Which language certificates take the place of the language exam.
///
/// Source: `doctoral-education`: a valid one of level B2 or higher, in English, German or French.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CertificateRule {
    /// The lowest level that exempts.
    pub least: Cefr,
    /// Codes of the languages that the exam may be sat in.
    pub languages: Vec<String>,
    /// Keys of the publications it rests on.
    pub sources: Vec<String>,
}

/// A regulation in one version. Campaigns name the version that rules them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Regulation {
    /// Its name: `residency`.
    pub name: String,
    /// Its version, from 1.
    pub version: u32,
    /// The first day of exams it rules.
    pub from: NaiveDate,
    /// The acts that set it.
    pub acts: Vec<Act>,
    /// The programme document that says what is asked, where one is named.
    #[serde(default)]
    pub programme: Option<String>,
    /// Which certificates take the place of its language exam. A version that says nothing of them was kept
    /// before there was such a rule: see [`Regulation::certificates`].
    #[serde(default)]
    pub certificates: Option<CertificateRule>,
    /// Its exams.
    pub exams: Vec<Scoring>,
}

impl Regulation {
    /// As a campaign names it: `residency/1`.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}/{}", self.name, self.version)
    }

    /// Which certificates take the place of its language exam; where it says nothing, those that the rules of
    /// 2019 name.
    #[must_use]
    pub fn certificates(&self) -> CertificateRule {
        self.certificates.clone().unwrap_or_else(|| CertificateRule {
            least: Cefr::B2,
            languages: ["en", "de", "fr"].map(str::to_owned).to_vec(),
            sources: vec!["doctoral-education".to_owned()],
        })
    }

    /// With what it says of certificates written out, where it has an exam in a language at all: one whose
    /// blocks have a least of their own.
    #[must_use]
    pub fn written_out(mut self) -> Self {
        if self.exams.iter().any(|exam| !exam.blocks.is_empty()) {
            self.certificates = Some(self.certificates());
        }
        self
    }

    /// How an exam is scored.
    #[must_use]
    pub fn exam(&self, stage: u8) -> Option<&Scoring> {
        self.exams.iter().find(|exam| exam.stage == stage)
    }
}

/// The last day of so many years from a day: the anniversary itself; 29 February ends on 28.
#[must_use]
pub fn last_day(from: NaiveDate, years: u8) -> NaiveDate {
    let year = from.year() + i32::from(years);
    let anniversary = from.with_year(year);
    anniversary.or_else(|| from.pred_opt()?.with_year(year)).unwrap_or(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_of_years_ends_with_its_anniversary() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (from, years, last) in [
            ("2021-06-20", 5, "2026-06-20"),
            ("2024-02-29", 2, "2026-02-28"),
            ("2024-02-29", 4, "2028-02-29"),
        ] {
            assert_eq!(last_day(day(from), years), day(last), "{from} + {years}");
        }
    }
}
