//! Every kind accepted, refused and left to a person, with why.

use super::*;

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
