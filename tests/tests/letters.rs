//! Letters to candidates: each kind to whom it is for, with its reasons and sums, in three languages.

mod world;

use std::path::Path;

use qabul_core::application::{ConfirmedBy, Step};
use qabul_core::certificate::CertificateStep;
use qabul_core::letter::LetterKind;
use qabul_desk::views::applications::{ListAnswer, Selection};
use qabul_desk::views::jobs::{JobAnswer, JobStarted};
use qabul_desk::views::letters::{LettersDone, PrintLetters};
use qabul_desk::views::life::TakeStep;
use qabul_desk::views::preferences::Language;
use serde_json::json;
use world::applicant::master;
use world::certificate::ielts;
use world::{World, csv, sitting};

/// Four graduates within the window of attempt 2; the last was confirmed by the list without the fee.
fn world() -> (World, Vec<i64>) {
    let world = World::empty();
    world.machine.pass(chrono::TimeDelta::days(-13));
    let row = |at: usize, paid: &str, confirmed: &str| {
        format!(
            "5KQ2M8{},AZE0941772{at},Hacıməmmədbəyli-Şahmuradova,Gülnarə,Əbdülrəhman qızı,14.08.2001,qadın,\
             Bakı,Azərbaycan,məzun,\"{paid}\",{confirmed},20481{at}",
            ["A", "B", "C", "D"][at]
        )
    };
    let rows =
        [row(0, "60,00", ""), row(1, "0", ""), row(2, "60,00", ""), row(3, "0", "01.06.2026")];
    world.import(&world.file("list.csv", &csv(&[&rows.join("\n")])), None, false).unwrap();
    let list = json!({ "sitting": sitting(), "order": "work_number" });
    let list: ListAnswer = world.desk.ask("applications.list", &list).unwrap();
    let ids = list.rows.iter().map(|row| row.id).collect();
    (world, ids)
}

fn take(world: &World, id: i64, step: Step, reason: Option<&str>) {
    let request = TakeStep {
        selection: Selection::Ids { ids: vec![id] },
        step,
        reason: reason.map(str::to_owned),
        by: Some(ConfirmedBy::Candidate),
        commission: None,
    };
    let job: JobStarted = world.desk.ask("applications.take_step", &request).unwrap();
    let JobAnswer::Steps(taken) = world.desk.wait(job, |_| ()).unwrap() else { panic!("steps") };
    assert_eq!(taken.done, 1, "{taken:?}");
}

fn print(world: &World, ids: &[i64], kind: LetterKind, language: Language) -> LettersDone {
    let name = format!("{}-{language:?}.pdf", kind.key());
    let request = PrintLetters {
        selection: Selection::Ids { ids: ids.to_vec() },
        kind,
        language,
        file: world.desk.admit(world.folder.path().join(name)).handle,
    };
    let job: JobStarted = world.desk.ask("letters.print", &request).unwrap();
    match world.desk.wait(job, |_| ()).unwrap() {
        JobAnswer::Letters(done) => done,
        other => panic!("{other:?}"),
    }
}

/// What stands on the pages of a file of the world.
fn said(world: &World, name: &str) -> String {
    let file = world.folder.path().join(name);
    let checked = std::process::Command::new("qpdf").arg("--check").arg(&file).output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    text(&file).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn text(file: &Path) -> String {
    let done = std::process::Command::new("pdftotext").arg(file).arg("-").output().unwrap();
    String::from_utf8(done.stdout).unwrap()
}

#[test]
fn each_kind_goes_to_whom_it_is_for_and_the_others_are_named() {
    let (world, ids) = world();
    take(&world, ids[0], Step::Confirm, None);
    take(&world, ids[1], Step::Reject, Some("Təhsil sənədi təqdim olunmayıb"));
    take(&world, ids[2], Step::Confirm, None);
    take(&world, ids[2], Step::Withdraw, Some("Öz xahişi ilə"));

    let done = print(&world, &ids, LetterKind::Confirmation, Language::Az);
    assert_eq!((done.letters, done.pages, done.skipped), (1, 1, 3));
    let letter = said(&world, "confirmation-Az.pdf");
    for part in [
        "Hörmətli Hacıməmmədbəyli-Şahmuradova Gülnarə Əbdülrəhman qızı,",
        "I mərhələ, 2-ci cəhd üzrə ərizəniz 02.06.2026 tarixində təsdiqlənib",
        "204810",
    ] {
        assert!(letter.contains(part), "{part}: {letter}");
    }

    let done = print(&world, &ids, LetterKind::Rejection, Language::Az);
    assert_eq!((done.letters, done.skipped), (1, 3));
    let letter = said(&world, "rejection-Az.pdf");
    assert!(letter.contains("Səbəb: Təhsil sənədi təqdim olunmayıb"), "{letter}");
    assert!(
        letter.contains("– Ödəniş: Hesabda 0,00 AZN var; ödəniş 60,00 AZN, çatmır: 60,00 AZN."),
        "{letter}"
    );

    let done = print(&world, &ids, LetterKind::Refund, Language::En);
    assert_eq!(done.letters, 1);
    let letter = said(&world, "refund-En.pdf");
    assert!(letter.contains("60,00 AZN that were charged"), "{letter}");
    assert!(letter.contains("Your account holds 60,00 AZN today."), "{letter}");

    let done = print(&world, &ids, LetterKind::Suspension, Language::Ru);
    assert_eq!(done.letters, 1);
    let letter = said(&world, "suspension-Ru.pdf");
    assert!(letter.contains("приостановлена: 60,00 AZN не поступили"), "{letter}");
    assert_eq!(done.left.len(), 3);
    let kept = world.sql("SELECT count(*) FROM journal_member WHERE after LIKE '%letter%'");
    assert_eq!(kept, "4", "the history of each says which letter went out");
}

#[test]
fn where_nobody_gets_a_letter_there_is_no_file_and_no_act() {
    let (world, ids) = world();
    let acts = || world.sql("SELECT count(*) FROM journal WHERE deed = 'print_letters'");
    let done = print(&world, &ids[..1], LetterKind::Refund, Language::Az);
    assert!(done.file.is_none() && done.letters == 0 && done.skipped == 1);
    assert!(!world.folder.path().join("refund-Az.pdf").exists());
    assert_eq!(acts(), "0");
}

#[test]
fn who_owes_a_fee_is_told_how_much_and_until_when() {
    let world = World::at("2026-06-11T10:00:00");
    let id = world.applies("doctoral-2026-1-1", master(&[]));
    world.opens_cabinet(id);
    world.pays(id, "9,50");
    let certificate = world.brings(id, ielts(&[])).unwrap().id;
    world.confirms(id, ConfirmedBy::Candidate).unwrap();
    let nothing_due = print(&world, &[id], LetterKind::Due, Language::Az);
    assert_eq!((nothing_due.letters, nothing_due.skipped), (0, 1));
    let reason = "Sertifikatın müddəti keçib";
    world.steps_with(certificate, CertificateStep::Return, reason).unwrap();
    for (language, part) in [
        (Language::Az, "imtahan üçün 110,00 AZN ödənilməlidir; son gün: 15.06.2026."),
        (Language::En, "the exam fee of 110,00 AZN is due. The last day to pay is 15.06.2026."),
        (Language::Ru, "110,00 AZN; последний день: 15.06.2026."),
    ] {
        assert_eq!(print(&world, &[id], LetterKind::Due, language).letters, 1);
        let letter = said(&world, &format!("due-{language:?}.pdf"));
        assert!(letter.contains(part) && letter.contains("9,50 AZN"), "{letter}");
    }
}
