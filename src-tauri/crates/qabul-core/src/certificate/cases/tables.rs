//! Every row of every shipped table, and both sides of every boundary.

use super::*;

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
