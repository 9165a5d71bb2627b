//! Admission to the doctorate as the sources tell it (`doctoral-education`, `doctoral-2026`), sentence by sentence, as a
//! clerk lives it. What follows a certificate stands in `exemption.rs`.

mod world;

use qabul_core::application::{ConfirmedBy, Stand};
use qabul_core::campaign::{Condition, Holder};
use qabul_core::eligibility::{Answer, Reason, Rule, conclusion};
use qabul_core::refusal::Refusal;
use qabul_desk::views::campaigns::{CampaignDetail, CampaignRequest};
use qabul_desk::views::jobs::{JobAnswer, JobStarted};
use qabul_desk::views::results::{ResultSaved, SaveResult};
use qabul_desk::views::sittings::{DrawRequest, Drawn};
use qabul_desk::views::slips::{Parting, PrintOrder, PrintRequest, SheetOrder};
use qabul_sample::Round;
use world::World;
use world::applicant::{master, said};

const LANGUAGE_EXAM: &str = "doctoral-2026-1-1";

fn asks(condition: Condition) -> Rule {
    Rule::Condition { condition }
}

/// Somebody who applied on the second day of registration, with these fields over a master's.
fn applicant(fields: &[(&str, &str)]) -> (World, i64) {
    let world = World::at("2026-06-12T10:00:00");
    let id = world.applies(LANGUAGE_EXAM, master(fields));
    world.opens_cabinet(id);
    world.pays(id, "110,00");
    (world, id)
}

#[test]
fn registration_is_conducted_from_11_to_14_june() {
    for (moment, open) in [
        ("2026-06-10T23:59:00", false),
        ("2026-06-11T00:00:00", true),
        ("2026-06-14T23:59:00", true),
        ("2026-06-15T00:00:00", false),
    ] {
        let world = World::at(moment);
        let id = world.applies(LANGUAGE_EXAM, master(&[]));
        world.opens_cabinet(id);
        world.pays(id, "110,00");
        let confirmed = world.confirms(id, ConfirmedBy::Candidate);
        assert_eq!(confirmed.is_ok(), open, "{moment}: {confirmed:?}");
    }
}

#[test]
fn the_foreign_language_is_one_of_english_german_and_french() {
    for (language, answer) in [
        ("en", Answer::Yes),
        ("de", Answer::Yes),
        ("fr", Answer::Yes),
        ("it", Answer::Person),
        ("ru", Answer::No),
    ] {
        let (world, id) = applicant(&[("language", language)]);
        let judged = world.judges(id);
        assert_eq!(said(&judged, asks(Condition::Language)).answer, answer, "{language}");
    }
}

#[test]
fn foreigners_and_stateless_persons_may_take_azerbaijani() {
    for (citizenship, document, answer) in [
        ("TUR", "U12345678", Answer::Yes),
        ("XXA", "P12345678", Answer::Yes),
        ("AZE", "AZE10482213", Answer::No),
    ] {
        let fin = if citizenship == "AZE" { "7HN4PKD" } else { "7HN4P" };
        let fields = [
            ("citizenship", citizenship),
            ("document", document),
            ("fin", fin),
            ("language", "az"),
        ];
        let (world, id) = applicant(&fields);
        let judged = world.judges(id);
        assert_eq!(said(&judged, asks(Condition::Language)).answer, answer, "{citizenship}");
    }
}

#[test]
fn who_completed_a_masters_or_its_equivalent_is_admitted() {
    for (level, answer) in
        [("master", Answer::Yes), ("master_equivalent", Answer::Yes), ("bachelor", Answer::No)]
    {
        let (world, id) = applicant(&[("level", level)]);
        let judged = world.judges(id);
        assert_eq!(said(&judged, asks(Condition::Masters)).answer, answer, "{level}");
    }
}

#[test]
fn only_the_language_exam_is_conducted_by_the_center_and_the_others_follow_each_other() {
    let world = World::empty();
    let request = CampaignRequest { name: "doctoral-2026".to_owned(), edition: None };
    let detail: CampaignDetail = world.desk.ask("campaigns.detail", &request).unwrap();
    let exams: Vec<(Holder, &[Condition])> =
        detail.campaign.exams.iter().map(|exam| (exam.holder, &exam.conditions[..])).collect();
    assert_eq!(exams.len(), 3);
    assert_eq!(exams[0].0, Holder::Center);
    assert_eq!(exams[1], (Holder::Institution, &[Condition::LanguagePassed][..]));
    assert_eq!(exams[2], (Holder::Institution, &[Condition::PhilosophyPassed][..]));
}

/// What the slips of the sitting say, from a run of all of them.
fn slips(world: &World) -> String {
    let sitting = LANGUAGE_EXAM.parse().unwrap();
    let order =
        PrintOrder { sitting, selection: None, order: SheetOrder::Name, parting: Parting::OneFile };
    let folder = world.desk.admit(world.folder.path().to_owned()).handle;
    let job: JobStarted = world.desk.ask("slips.print", &PrintRequest { order, folder }).unwrap();
    let JobAnswer::Print(done) = world.desk.wait(job, |_| ()).unwrap() else { panic!("print") };
    let file = world.folder.path().join(&done.files[0].file.name);
    let text = std::process::Command::new("pdftotext").arg(file).arg("-").output().unwrap();
    String::from_utf8(text.stdout).unwrap()
}

#[test]
fn one_slip_lists_the_parts_that_the_language_takes() {
    for (fields, day, parts) in [
        (&[][..], "25 iyun 2026", Some("Danışıq hissəsi: 17.06–19.06.2026")),
        (
            &[
                ("citizenship", "TUR"),
                ("document", "U12345678"),
                ("fin", "7HN4P"),
                ("language", "az"),
            ],
            "16 iyun 2026",
            None,
        ),
    ] {
        let (world, id) = applicant(fields);
        world.confirms(id, ConfirmedBy::Candidate).unwrap();
        let halls = world.file("halls.csv", &Round::new(7, 10).halls_csv());
        assert!(world.halls(&halls).unwrap().written);
        let request = DrawRequest { sitting: LANGUAGE_EXAM.parse().unwrap(), seed: 3 };
        world.desk.ask::<Drawn>("seating.draw", &request).unwrap();
        let said = slips(&world);
        assert!(said.contains(day), "{said}");
        assert_eq!(said.contains("hissəsi"), parts.is_some(), "{said}");
        assert!(parts.is_none_or(|part| said.contains(part)), "{said}");
    }
}

#[test]
fn a_personal_account_is_created_and_the_fee_is_charged_with_the_confirmation() {
    let world = World::at("2026-06-12T10:00:00");
    let id = world.applies(LANGUAGE_EXAM, master(&[]));
    let Err(Refusal::NotEligible { judged }) = world.confirms(id, ConfirmedBy::Candidate) else {
        panic!("confirmed without a cabinet")
    };
    let rules: Vec<Rule> = judged.iter().map(|it| it.rule).collect();
    assert_eq!(rules, [Rule::Cabinet, Rule::Fee]);
    world.opens_cabinet(id);
    world.pays(id, "109,99");
    let Err(Refusal::NotEligible { judged }) = world.confirms(id, ConfirmedBy::Candidate) else {
        panic!("confirmed one qəpik short")
    };
    let short =
        |it: &Reason| matches!(it, Reason::FeeShort { missing, .. } if i64::from(*missing) == 1);
    assert!(short(&judged[0].reason), "{judged:?}");
    world.pays(id, "0,01");
    world.confirms(id, ConfirmedBy::Candidate).unwrap();
    let judged = world.judges(id);
    assert_eq!((judged.stand, judged.charged), (Stand::Registered, 11_000));
}

#[test]
fn philosophy_follows_25_points_and_the_specialty_follows_philosophy() {
    let (world, id) = applicant(&[]);
    let opens = |world: &World| -> Vec<Answer> {
        world.judges(id).afterwards.iter().map(|exam| conclusion(&exam.judged)).collect()
    };
    let achieves = |sitting: &str, date: &str, score: &str, outcome: &str| {
        let request = SaveResult {
            id,
            sitting: sitting.to_owned(),
            date: date.to_owned(),
            score: score.to_owned(),
            outcome: outcome.to_owned(),
            source: "Protokol № 3".to_owned(),
        };
        world.desk.ask::<ResultSaved>("results.save", &request).unwrap();
    };
    let names: Vec<String> =
        world.judges(id).afterwards.into_iter().map(|exam| exam.name.az).collect();
    assert_eq!(names, ["Fəlsəfə imtahanı", "İxtisas imtahanı"]);
    assert_eq!(opens(&world), [Answer::No, Answer::No]);
    world.moves_to("2026-09-20T10:00:00");
    achieves("doctoral-2026-1-1", "25.06.2026", "25", "passing");
    assert_eq!(opens(&world), [Answer::Yes, Answer::No]);
    achieves("doctoral-2026-2-1", "12.09.2026", "", "passing");
    assert_eq!(opens(&world), [Answer::Yes, Answer::Yes]);
    let source = world.judges(id).sources.contains_key("doctoral-education");
    assert!(source, "each says by which paper");
}
