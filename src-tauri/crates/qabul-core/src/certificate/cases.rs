//! Every row of every shipped table, both sides of every boundary, and every kind accepted, refused and left
//! to a person.

use std::path::Path;

use proptest::prelude::*;

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

#[test]
fn ielts_by_every_row_and_boundary() {
    for (band, level) in [
        ("9", Some(Cefr::C2)),
        ("8.5", Some(Cefr::C2)),
        ("8", Some(Cefr::C1)),
        ("7", Some(Cefr::C1)),
        ("6.5", Some(Cefr::B2)),
        ("5.5", Some(Cefr::B2)),
        ("5", Some(Cefr::B1)),
        ("4", Some(Cefr::B1)),
        ("3.5", Some(Cefr::A2)),
        ("3", Some(Cefr::A2)),
        ("2.5", None),
        ("0", None),
    ] {
        let case = Case("ielts", "2025-11-03", [band; 4], band, "", "");
        let verdict = case.on(TODAY);
        assert_eq!(verdict.level, level, "{band}");
        let accepted = level.is_some_and(|level| level >= Cefr::B2);
        assert_eq!(verdict.decision == Decision::Accepted, accepted, "{band}");
        assert_eq!(verdict.table.as_deref(), Some("ielts/1"));
    }
}

#[test]
fn toefl_by_every_row_on_both_scales() {
    for (total, level) in [
        (120, Cefr::C2),
        (114, Cefr::C2),
        (113, Cefr::C1),
        (95, Cefr::C1),
        (94, Cefr::B2),
        (72, Cefr::B2),
        (71, Cefr::B1),
        (44, Cefr::B1),
        (43, Cefr::A2),
        (24, Cefr::A2),
        (23, Cefr::A1),
        (0, Cefr::A1),
    ] {
        let part = |at: i32| ((total + at) / 4).to_string();
        let parts = [part(0), part(1), part(2), part(3)];
        let skills = [0, 1, 2, 3].map(|at: usize| parts[at].as_str());
        let total = total.to_string();
        let verdict = Case("toefl-ibt", "2026-01-20", skills, &total, "", "").on(TODAY);
        assert_eq!((verdict.level, verdict.table.as_deref()), (Some(level), Some("toefl-ibt/1")));
    }
    for (band, level) in [
        ("6", Cefr::C2),
        ("5.5", Cefr::C1),
        ("5", Cefr::C1),
        ("4.5", Cefr::B2),
        ("4", Cefr::B2),
        ("3.5", Cefr::B1),
        ("3", Cefr::B1),
        ("2.5", Cefr::A2),
        ("2", Cefr::A2),
        ("1.5", Cefr::A1),
        ("1", Cefr::A1),
    ] {
        let verdict = Case("toefl-ibt", "2026-01-21", [band; 4], band, "", "").on(TODAY);
        assert_eq!((verdict.level, verdict.table.as_deref()), (Some(level), Some("toefl-ibt/2")));
    }
}

#[test]
fn the_two_days_of_toefl_have_two_scales() {
    let old = ["18", "18", "18", "18"];
    let new = ["4", "4", "4", "4"];
    assert_eq!(
        Case("toefl-ibt", "2026-01-20", old, "72", "", "").on(TODAY).decision,
        Decision::Accepted
    );
    assert_eq!(
        Case("toefl-ibt", "2026-01-21", new, "4", "", "").on(TODAY).decision,
        Decision::Accepted
    );
    let late = Case("toefl-ibt", "2026-01-21", old, "72", "", "").on(TODAY);
    assert_eq!((late.decision, late.level), (Decision::Refused, None));
    assert!(codes(&late).contains(&"score_off_scale".to_owned()));
    let comparable = Case("toefl-ibt", "2026-01-21", new, "90", "", "").on(TODAY);
    assert_eq!(comparable.decision, Decision::Refused, "the comparable total decides nothing");
    let bands_before = Case("toefl-ibt", "2026-01-20", ["4"; 4], "16", "", "").on(TODAY);
    assert_eq!(bands_before.level, Some(Cefr::A1), "four points of thirty each");
}

#[test]
fn every_other_table_by_row_and_boundary() {
    let one = |kind, skills: [&'static str; 4]| Case(kind, "2015-05-04", skills, "", "", "");
    for (case, level) in [
        (one("testdaf", ["5"; 4]), Some(Cefr::C1)),
        (one("testdaf", ["5", "5", "5", "4"]), Some(Cefr::B2)),
        (one("testdaf", ["TDN 4", "TDN 4", "TDN 4", "TDN 3"]), Some(Cefr::B2)),
        (one("testdaf", ["5", "5", "5", "unter TDN 3"]), None),
        (one("testdaf-digital", ["16"; 4]), Some(Cefr::C1)),
        (one("testdaf-digital", ["15", "20", "20", "20"]), Some(Cefr::B2)),
        (one("testdaf-digital", ["10"; 4]), Some(Cefr::B2)),
        (one("testdaf-digital", ["9", "20", "20", "20"]), Some(Cefr::B2)),
        (one("testdaf-digital", ["5"; 4]), Some(Cefr::B2)),
        (one("testdaf-digital", ["4", "20", "20", "20"]), None),
    ] {
        assert_eq!(level_at(case), level, "{} {:?}", case.0, case.2);
    }
    let diploma = |kind, level| Case(kind, "2015-05-04", ["12.5"; 4], "50", level, "");
    for level in [Cefr::A1, Cefr::A2, Cefr::B1, Cefr::B2] {
        assert_eq!(level_at(diploma("delf", level.key())), Some(level));
    }
    assert_eq!(level_at(diploma("dalf", "C1")), Some(Cefr::C1));
    for (profile, level) in [
        ("SLP 5555", Some(Cefr::C2)),
        ("4444", Some(Cefr::C1)),
        ("4+444", Some(Cefr::C1)),
        ("3333", Some(Cefr::B2)),
        ("3+333", Some(Cefr::B2)),
        ("5553", Some(Cefr::B2)),
        ("3332+", Some(Cefr::B1)),
        ("2222", Some(Cefr::B1)),
        ("1+1+1+1+", Some(Cefr::A1)),
        ("1111", Some(Cefr::A1)),
        ("0+333", None),
    ] {
        let case = Case("stanag", "2025-05-04", NOTHING, "", "", profile);
        assert_eq!(level_at(case), level, "{profile}");
    }
}

#[test]
fn the_tables_of_cambridge_and_of_toefl_itp() {
    for (total, level) in [
        ("230", Some(Cefr::C2)),
        ("200", Some(Cefr::C2)),
        ("199", Some(Cefr::C1)),
        ("180", Some(Cefr::C1)),
        ("179", Some(Cefr::B2)),
        ("160", Some(Cefr::B2)),
        ("159", Some(Cefr::B1)),
        ("140", Some(Cefr::B1)),
        ("139", None),
    ] {
        assert_eq!(level_at(Case("cambridge", "2015-05-04", NOTHING, total, "", "")), level);
    }
    for (total, level) in [
        ("627", Some(Cefr::C1)),
        ("626", Some(Cefr::B2)),
        ("543", Some(Cefr::B2)),
        ("542", Some(Cefr::B1)),
        ("460", Some(Cefr::B1)),
        ("459", Some(Cefr::A2)),
        ("337", Some(Cefr::A2)),
        ("336", None),
    ] {
        assert_eq!(level_at(Case("toefl-itp", "2025-05-04", NOTHING, total, "", "")), level);
    }
}

#[test]
fn diplomas_pass_by_their_own_rule() {
    let four = |skills| Case("delf", "2015-05-04", skills, "", "B2", "");
    let two = |listening, writing, speaking| {
        Case("dalf", "2015-05-04", [listening, "", writing, speaking], "", "C2", "")
    };
    for (case, decision, code) in [
        (four(["5", "25", "15", "5"]), Decision::Accepted, ""),
        (four(["4.5", "25", "25", "25"]), Decision::Refused, "part_below_least"),
        (four(["12", "12", "12", "13.5"]), Decision::Refused, "sum_below_pass"),
        (four(["12", "12", "", "13"]), Decision::Refused, "score_missing"),
        (four(["12", "12", "26", "13"]), Decision::Refused, "score_off_scale"),
        (two("", "10", "40"), Decision::Accepted, ""),
        (two("", "9.5", "50"), Decision::Refused, "part_below_least"),
        (two("", "24", "25"), Decision::Refused, "sum_below_pass"),
        (two("20", "25", "25"), Decision::Refused, "part_not_of_level"),
        (
            Case("dalf", "2015-05-04", ["12"; 4], "", "B2", ""),
            Decision::Refused,
            "level_not_of_kind",
        ),
        (Case("delf", "2015-05-04", ["13"; 4], "", "", ""), Decision::Refused, "level_missing"),
        (Case("delf", "2015-05-04", ["13"; 4], "", "B1", ""), Decision::Refused, "level_too_low"),
        (
            Case("delf", "2015-05-04", ["13"; 4], "53", "B2", ""),
            Decision::Refused,
            "overall_does_not_follow",
        ),
    ] {
        let verdict = case.on(TODAY);
        assert_eq!(verdict.decision, decision, "{:?} {:?}", case.2, verdict.reasons);
        assert!(code.is_empty() || codes(&verdict).contains(&code.to_owned()), "{code}");
    }
    assert_eq!(two("", "10", "40").on(TODAY).level, Some(Cefr::C2));
    assert_eq!(four(["4.5", "25", "25", "25"]).on(TODAY).level, None, "no diploma, no level");
}

#[test]
fn what_only_a_person_decides() {
    let mut mixed = Case("ielts", "2025-11-03", ["7"; 4], "7", "", "").stated();
    mixed.mixed_days = true;
    let mut endless = Case("stanag", "2025-11-03", NOTHING, "", "", "3333").stated();
    endless.expires_on = Day::Missing;
    let old = Case("stanag", "2025-11-03", NOTHING, "", "", "3333").stated();
    for (stated, code) in [
        (mixed, "mixed_days"),
        (endless, "expiry_missing"),
        (Case("ielts-general", "2025-11-03", ["7"; 4], "7", "", "").stated(), "kind_for_person"),
        (Case("toefl-itp", "2025-11-03", NOTHING, "560", "", "").stated(), "kind_for_person"),
        (Case("toefl-itp", "2025-11-03", NOTHING, "500", "", "").stated(), "kind_for_person"),
        (Case("toefl-essentials", "2025-11-03", NOTHING, "", "", "").stated(), "kind_for_person"),
    ] {
        let verdict = judged(&stated, TODAY);
        assert_eq!(verdict.decision, Decision::Person, "{} {:?}", stated.kind, verdict.reasons);
        assert!(codes(&verdict).contains(&code.to_owned()), "{code}");
    }
    assert_eq!(judged(&old, "2027-01-01").decision, Decision::Accepted, "the day itself is in it");
    assert_eq!(judged(&old, "2027-01-02").decision, Decision::Refused);
    let unpublished = Catalogue::new(kinds(), &[]);
    let offered = offered();
    let as_of =
        AsOf { day: TODAY.parse().unwrap(), least: Cefr::B2, offered: &offered, application: "" };
    let case = Case("ielts", "2025-11-03", ["7"; 4], "7", "", "").stated();
    let verdict = unpublished.judge(&case, &as_of);
    assert_eq!(
        (verdict.decision, codes(&verdict)),
        (Decision::Person, vec!["no_table".to_owned()])
    );
}

#[test]
fn days_languages_numbers_and_what_does_not_follow() {
    let good = Case("ielts", "2024-06-12", ["6.5", "6.5", "5", "7"], "6.5", "", "").stated();
    let with = |change: &dyn Fn(&mut Stated<'static>)| {
        let mut stated = good;
        change(&mut stated);
        let verdict = judged(&stated, TODAY);
        let refusing = |it: &&Reason| it.weight() != CertificateWeight::Note;
        let kept = CertificateVerdict {
            reasons: verdict.reasons.iter().filter(refusing).cloned().collect(),
            ..verdict.clone()
        };
        (verdict.decision, codes(&kept), verdict.level)
    };
    let refused = |code: &str, level| (Decision::Refused, vec![code.to_owned()], level);
    let b2 = Some(Cefr::B2);
    assert_eq!(with(&|_| ()), (Decision::Accepted, vec![], b2), "the anniversary is in it");
    let day = |text: &str| Day::On(text.parse().unwrap());
    assert_eq!(with(&|it| it.tested_on = day("2024-06-11")), refused("expired", b2));
    assert_eq!(with(&|it| it.tested_on = day("2026-06-13")), refused("test_day_to_come", b2));
    assert_eq!(with(&|it| it.tested_on = Day::Missing), refused("test_day_missing", None));
    assert_eq!(
        with(&|it| it.tested_on = Day::Impossible("31.02.2026")),
        refused("test_day_impossible", None)
    );
    assert_eq!(with(&|it| it.kind = "goethe"), refused("kind_unknown", None));
    for name in ["IELTS", "ielts academic", " IELTS Academic "] {
        assert_eq!(with(&|it| it.kind = name), (Decision::Accepted, vec![], b2), "{name}");
    }
    assert_eq!(with(&|it| it.language = "de"), refused("language_not_of_kind", b2));
    assert_eq!(with(&|it| it.language = "klingon"), refused("language_unknown", b2));
    assert_eq!(with(&|it| it.language = "ingilis"), (Decision::Accepted, vec![], b2));
    assert_eq!(with(&|it| it.overall = "7"), refused("overall_does_not_follow", None));
    assert_eq!(with(&|it| it.overall = ""), (Decision::Accepted, vec![], b2));
    assert_eq!(with(&|it| it.skills[2] = ""), refused("score_missing", b2));
    assert_eq!(with(&|it| it.skills[2] = "5.2"), refused("score_off_scale", None));
    assert_eq!(with(&|it| it.skills[2] = "x"), refused("score_unreadable", None));
    let cambridge = Case("cambridge", "2020-01-01", NOTHING, "180", "", "").on(TODAY);
    assert_eq!((cambridge.decision, cambridge.level), (Decision::Refused, Some(Cefr::C1)));
    assert_eq!(codes(&cambridge), ["kind_not_accepted"]);
    let mut german = Case("stanag", "2025-11-03", NOTHING, "", "", "3333").stated();
    german.language = "ru";
    assert!(codes(&judged(&german, TODAY)).contains(&"language_not_of_kind".to_owned()));
    german.language = "";
    assert!(codes(&judged(&german, TODAY)).contains(&"language_missing".to_owned()));
}

#[test]
fn a_number_never_changes_the_verdict() {
    for (kind, number, code) in [
        ("ielts", "24AZ123456NAME123A", None),
        ("ielts", "24AZ-1234", Some("number_form")),
        ("ielts", "", Some("number_missing")),
        ("toefl-ibt", "0000 0000 4318 2207", None),
        ("toefl-ibt", "0000 0000 4318 220X", Some("number_digits")),
        ("testdaf", "anything", None),
    ] {
        let mut stated = match kind {
            "testdaf" => Case(kind, "2025-11-03", ["4"; 4], "", "", ""),
            "ielts" => Case(kind, "2025-11-03", ["7"; 4], "7", "", ""),
            _ => Case(kind, "2025-11-03", ["20"; 4], "80", "", ""),
        }
        .stated();
        stated.number = number;
        let verdict = judged(&stated, TODAY);
        assert_eq!(verdict.decision, Decision::Accepted, "{number}");
        assert_eq!(codes(&verdict), Vec::from_iter(code.map(str::to_owned)), "{number}");
    }
}

#[test]
fn the_language_of_the_application_and_the_days_of_acceptance() {
    let stated = Case("ielts", "2025-11-03", ["7"; 4], "7", "", "").stated();
    let offered = offered();
    let as_of = |day: &str, application| {
        let day = day.parse().unwrap();
        AsOf { day, least: Cefr::B2, offered: &offered, application }
    };
    let french = catalogue().judge(&stated, &as_of(TODAY, "fr"));
    assert_eq!(codes(&french), ["language_not_of_application"]);
    assert_eq!(catalogue().judge(&stated, &as_of(TODAY, "en")).decision, Decision::Accepted);
    let mut cambridge: Kind = kinds().into_iter().find(|kind| kind.key == "cambridge").unwrap();
    let from = "2023-04-19".parse().ok();
    cambridge.accepted = Some(crate::certificate::Accepted { acts: vec![], from, to: None });
    let catalogue = Catalogue::new([cambridge], &tables());
    let stated = Case("cambridge", "2020-01-01", NOTHING, "180", "", "").stated();
    let on = |day| catalogue.judge(&stated, &as_of(day, "")).decision;
    assert_eq!((on("2023-04-18"), on("2023-04-19")), (Decision::Refused, Decision::Accepted));
}

#[test]
fn a_table_may_ask_something_of_skills() {
    let mut table: Equivalence = tables().into_iter().find(|table| table.kind == "ielts").unwrap();
    let b2 = table.rows.iter_mut().find(|row| row.level == Cefr::B2).unwrap();
    b2.least.insert(Part::Writing, "6".to_owned());
    let kind = kinds().into_iter().find(|kind| kind.key == "ielts").unwrap();
    assert_eq!(table.faults(&kind), []);
    let catalogue = Catalogue::new([kind.clone()], &[table.clone()]);
    let offered = offered();
    let as_of =
        AsOf { day: TODAY.parse().unwrap(), least: Cefr::B2, offered: &offered, application: "" };
    let judge = |skills, overall| {
        catalogue.judge(&Case("ielts", "2025-11-03", skills, overall, "", "").stated(), &as_of)
    };
    let short = judge(["7", "7", "5.5", "6"], "6.5");
    assert_eq!((short.decision, short.level), (Decision::Refused, Some(Cefr::B1)));
    assert_eq!(codes(&short), ["skill_below_least", "level_too_low"]);
    assert_eq!(judge(["7", "7", "6", "6"], "6.5").decision, Decision::Accepted);
    assert_eq!(judge(["8", "8", "5.5", "7"], "7").decision, Decision::Accepted, "C1 asks nothing");
    table.rows[0].score = "8.6".to_owned();
    table.rows[2].score = "7.5".to_owned();
    table.tested.from = "2027-01-01".parse().ok();
    table.tested.to = "2026-01-01".parse().ok();
    let fields = |table: &Equivalence| -> Vec<String> {
        table.faults(&kind).into_iter().map(|fault| fault.field).collect()
    };
    assert_eq!(fields(&table), ["tested.to"]);
    table.tested.to = None;
    assert_eq!(fields(&table), ["table_rows.0.score", "table_rows.2.score"]);
}

#[test]
fn every_shipped_table_fits_its_kind() {
    let kinds = kinds();
    for table in tables() {
        let kind = kinds.iter().find(|kind| kind.key == table.kind).unwrap();
        assert_eq!(table.faults(kind), [], "{}", table.key());
        let two_scales = Equivalence { tested: super::super::Span::default(), ..table.clone() };
        assert_eq!(two_scales.scheme(kind).is_none(), table.kind == "toefl-ibt");
    }
}

/// The overall band by the published words: the mean, .25 up to the half, .75 up to the whole, else to the
/// nearest half; in eighths of a band, by a table of every remainder.
fn overall_by_words(skills: [u32; 4]) -> u32 {
    let halves: u32 = skills.iter().sum();
    let whole = halves / 8 * 2;
    whole + [0, 0, 1, 1, 1, 1, 2, 2][halves as usize % 8]
}

#[test]
fn every_combination_of_ielts_skills_has_its_overall() {
    let words: Vec<String> =
        (0..=18).map(|half| Number::of_hundredths(half * 50).to_string()).collect();
    let (catalogue, offered) = (catalogue(), offered());
    let as_of =
        AsOf { day: TODAY.parse().unwrap(), least: Cefr::B2, offered: &offered, application: "" };
    for at in 0..19_u32.pow(4) {
        let skills = [at % 19, at / 19 % 19, at / 361 % 19, at / 6859];
        let overall = overall_by_words(skills) as usize;
        let typed = skills.map(|half| words[half as usize].as_str());
        let mut stated = Case("ielts", "2025-11-03", typed, &words[overall], "", "").stated();
        let verdict = catalogue.judge(&stated, &as_of);
        assert_eq!(verdict.result.as_deref(), Some(words[overall].as_str()), "{typed:?}");
        if at % 97 == 0 {
            stated.overall = &words[if overall == 18 { 17 } else { overall + 1 }];
            assert_eq!(catalogue.judge(&stated, &as_of).level, None, "{typed:?}");
        }
    }
}

/// How good a verdict is for the candidate.
fn worth(decision: Decision) -> u8 {
    match decision {
        Decision::Refused => 0,
        Decision::Person => 1,
        Decision::Accepted => 2,
    }
}

proptest! {
    #[test]
    fn a_higher_skill_never_makes_a_verdict_worse(
        kind in 0usize..7,
        ranks in proptest::array::uniform4(0usize..101),
        raised in 0usize..4,
        by in 1usize..40,
    ) {
        let (kind, day, level, steps): (&str, &str, &str, Vec<String>) = match kind {
            0 => ("ielts", "2025-11-03", "", numbers(0, 900, 50)),
            1 => ("toefl-ibt", "2025-11-03", "", numbers(0, 3000, 100)),
            2 => ("toefl-ibt", "2026-02-03", "", numbers(100, 600, 50)),
            3 => ("testdaf", "2015-11-03", "", ["U3", "3", "4", "5"].map(str::to_owned).to_vec()),
            4 => ("testdaf-digital", "2025-11-03", "", numbers(0, 2000, 100)),
            5 => ("delf", "2015-11-03", "B2", numbers(0, 2500, 25)),
            _ => ("stanag", "2025-11-03", "", ["0", "0+", "1", "1+", "2", "2+", "3", "3+", "4", "4+", "5"]
                .map(str::to_owned).to_vec()),
        };
        let last = steps.len() - 1;
        let before = ranks.map(|rank| rank.min(last));
        let mut after = before;
        after[raised] = (after[raised] + by).min(last);
        let judge = |at: [usize; 4]| {
            Case(kind, day, at.map(|at| steps[at].as_str()), "", level, "").on(TODAY)
        };
        let (before, after) = (judge(before), judge(after));
        prop_assert!(worth(before.decision) <= worth(after.decision));
        prop_assert!(before.level <= after.level);
    }
}

fn numbers(from: i32, to: i32, step: usize) -> Vec<String> {
    (from..=to).step_by(step).map(|it| Number::of_hundredths(it).to_string()).collect()
}
