//! What one verdict on a certificate costs: `verdict ROUNDS`, in CPU time of this thread. Linux only.

use std::error::Error;
use std::hint::black_box;
use std::path::Path;

use qabul_core::certificate::{AsOf, Catalogue, Cefr, Day, Equivalence, Stated};

fn shipped<T: serde::de::DeserializeOwned>(folder: &str) -> Result<Vec<T>, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../reference").join(folder);
    let mut all = Vec::new();
    for file in std::fs::read_dir(folder)? {
        all.push(toml::from_str(&std::fs::read_to_string(file?.path())?)?);
    }
    Ok(all)
}

/// Nanoseconds this thread has run.
fn cpu() -> u64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Kind, language, skills, overall, level, profile.
type Paper =
    (&'static str, &'static str, [&'static str; 4], &'static str, &'static str, &'static str);

/// What clerks see most, accepted and refused.
const PAPERS: [Paper; 8] = [
    ("ielts", "en", ["6", "5.5", "5.5", "5.5"], "5.5", "", ""),
    ("ielts", "en", ["5", "5", "5", "5"], "", "", ""),
    ("toefl-ibt", "en", ["18", "18", "18", "18"], "72", "", ""),
    ("testdaf", "de", ["TDN 4", "4", "3", "5"], "", "", ""),
    ("delf", "fr", ["12", "12", "13", "13"], "50", "B2", ""),
    ("dalf", "fr", ["", "", "25", "25"], "", "C2", ""),
    ("stanag", "en", ["", "", "", ""], "", "", "SLP 3+333"),
    ("klingon", "en", ["1", "1", "1", "1"], "1", "", ""),
];

#[expect(clippy::cast_precision_loss, reason = "a figure for people")]
fn main() -> Result<(), Box<dyn Error>> {
    let rounds: u32 = std::env::args().nth(1).ok_or("how many rounds?")?.parse()?;
    let tables: Vec<Equivalence> = shipped("equivalence")?;
    let catalogue = Catalogue::new(shipped("certificates")?, &tables);
    let offered = ["en", "de", "fr"].map(str::to_owned);
    let (tested, today) = ("2025-11-10".parse()?, "2026-06-12".parse()?);
    let expires_on = Day::On("2027-01-01".parse()?);
    for (kind, language, skills, overall, level, profile) in PAPERS {
        let tested_on = Day::On(tested);
        let number = "24AZ001234KAMA123A";
        let mixed_days = false;
        let stated = Stated {
            kind,
            number,
            language,
            tested_on,
            skills,
            overall,
            level,
            profile,
            expires_on,
            mixed_days,
        };
        let as_of = AsOf { day: today, least: Cefr::B2, offered: &offered, application: language };
        let before = cpu();
        for _ in 0..rounds {
            black_box(catalogue.judge(black_box(&stated), &as_of));
        }
        let each = (cpu() - before) as f64 / 1e3 / f64::from(rounds);
        let verdict = catalogue.judge(&stated, &as_of);
        println!("{kind} {:?} {:?}: {each:.2} µs", verdict.decision, verdict.level);
    }
    Ok(())
}
