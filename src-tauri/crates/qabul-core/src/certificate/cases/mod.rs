//! A small world for the cases of certificates: the shipped kinds and tables, and what they make of a paper.

mod decisions;
mod properties;
mod tables;

use std::path::Path;

use super::*;
use crate::certificate::{Equivalence, Number};

fn shipped<T: serde::de::DeserializeOwned>(folder: &str) -> Vec<T> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../reference").join(folder);
    let files = std::fs::read_dir(folder).unwrap();
    let text = |file: std::fs::DirEntry| std::fs::read_to_string(file.path()).unwrap();
    files.map(|file| toml::from_str(&text(file.unwrap())).unwrap()).collect()
}

fn kinds() -> Vec<Kind> {
    shipped("certificates")
}

fn tables() -> Vec<Equivalence> {
    shipped("equivalence")
}

fn catalogue() -> Catalogue {
    Catalogue::new(kinds(), &tables())
}

fn offered() -> Vec<String> {
    ["en", "de", "fr"].map(str::to_owned).to_vec()
}

/// One row of cases: kind, day of the test, the four skills, overall, level, profile.
#[derive(Clone, Copy)]
struct Case<'a>(&'a str, &'a str, [&'a str; 4], &'a str, &'a str, &'a str);

const NOTHING: [&str; 4] = [""; 4];

impl<'a> Case<'a> {
    fn stated(self) -> Stated<'a> {
        Stated {
            kind: self.0,
            number: "0000000000000000",
            language: if self.0 == "stanag" { "en" } else { "" },
            tested_on: Day::On(self.1.parse().unwrap()),
            skills: self.2,
            overall: self.3,
            level: self.4,
            profile: self.5,
            expires_on: Day::On("2027-01-01".parse().unwrap()),
            mixed_days: false,
        }
    }

    fn on(self, day: &str) -> CertificateVerdict {
        judged(&self.stated(), day)
    }
}

fn judged(stated: &Stated<'_>, day: &str) -> CertificateVerdict {
    let (day, offered) = (day.parse().unwrap(), offered());
    let as_of = AsOf { day, least: Cefr::B2, offered: &offered, application: "" };
    catalogue().judge(stated, &as_of)
}

fn codes(verdict: &CertificateVerdict) -> Vec<String> {
    let code = |reason: &Reason| serde_json::to_value(reason).unwrap()["code"].clone();
    verdict.reasons.iter().map(|it| code(it).as_str().unwrap().to_owned()).collect()
}

const TODAY: &str = "2026-06-12";

/// What a score comes to by the table of its kind.
fn level_at(case: Case<'_>) -> Option<Cefr> {
    case.on(TODAY).level
}
