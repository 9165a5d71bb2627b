//! A certificate in the place of the language exam: pending nothing is paid; refused, the fee falls due by a day,
//! is charged when it is covered, and suspends the entry when it is late; accepted, nothing is paid.

mod world;

use std::collections::BTreeMap;

use chrono::TimeDelta;
use qabul_core::account::MovementKind;
use qabul_core::application::{ConfirmedBy, Stand, Step};
use qabul_core::campaign::SittingId;
use qabul_core::certificate::CertificateStep;
use qabul_core::eligibility::{Answer, Exemption, Reason};
use qabul_core::journal::Deed;
use qabul_desk::Failure;
use qabul_desk::views::Nothing;
use qabul_desk::views::applications::Selection;
use qabul_desk::views::eligibility::{JudgeRequest, Judgement};
use qabul_desk::views::form::{FormSaved, SaveForm};
use qabul_desk::views::jobs::{JobAnswer, JobStarted};
use qabul_desk::views::life::{OpenAccount, PostMovement, StepsTaken, TakeStep};
use world::certificate::ielts;
use world::{World, refusal};

fn doctoral() -> SittingId {
    "doctoral-2026-1-1".parse().unwrap()
}

/// A registry on the first day of doctoral registration, with one applicant whose Personal Cabinet is empty.
fn world() -> (World, i64) {
    let world = World::empty();
    world.machine.pass(TimeDelta::days(-4));
    let fields = [
        ("fin", "7HN4PKD"),
        ("document", "AZE10482213"),
        ("surname", "Quliyev"),
        ("given", "Cavid"),
        ("birth", "02.11.1998"),
        ("sex", "male"),
        ("citizenship", "AZE"),
        ("standing", "graduate_earlier"),
        ("institution", "Bakı Dövlət Universiteti"),
        ("level", "master"),
        ("graduated", "2022"),
        ("city", "Bakı"),
        ("sector", "azerbaijani"),
        ("language", "en"),
        ("specialty", "Riyazi analiz"),
        ("organisation", "Bakı Dövlət Universiteti"),
        ("path", "doctorate"),
    ];
    let typed: BTreeMap<String, String> =
        fields.into_iter().map(|(key, text)| (key.to_owned(), text.to_owned())).collect();
    let request =
        SaveForm { sitting: doctoral(), id: None, version: 0, draft: None, apart: vec![], typed };
    let saved: FormSaved = world.desk.ask("form.save", &request).unwrap();
    let request = OpenAccount { id: saved.id, portal: None };
    world.desk.ask::<Nothing>("accounts.open", &request).unwrap();
    (world, saved.id)
}

fn judge(world: &World, id: i64) -> Judgement {
    world.desk.ask("applications.judge", &JudgeRequest { id, at: None }).unwrap()
}

/// Brings the certificate of the application so far: received, exempting, or given back and revoked.
fn decide(world: &World, id: i64, exemption: Exemption) -> Result<(), Failure> {
    let there = world.sql("SELECT coalesce(max(id), 0) FROM certificate");
    let certificate = match there.parse::<i64>().unwrap() {
        0 => world.brings(id, ielts(&[]))?.id,
        there => there,
    };
    match (exemption, judge(world, id).exemption) {
        (Exemption::Exempt, _) => {
            world.was_checked(certificate);
            world.steps_with(certificate, CertificateStep::Exempt, "cədvəl yoxdur")?;
        }
        (Exemption::None, Exemption::Exempt) => {
            world.steps_with(certificate, CertificateStep::Revoke, "saxtadır")?;
        }
        (Exemption::None, _) => {
            world.was_checked(certificate);
            world.steps_with(certificate, CertificateStep::Refuse, "B1 göstərilib")?;
        }
        (Exemption::Pending, _) => {}
    }
    Ok(())
}

fn confirm(world: &World, id: i64) -> StepsTaken {
    let request = TakeStep {
        selection: Selection::Ids { ids: vec![id] },
        step: Step::Confirm,
        reason: None,
        by: Some(ConfirmedBy::Candidate),
        commission: None,
    };
    let job: JobStarted = world.desk.ask("applications.take_step", &request).unwrap();
    match world.desk.wait(job, |_| ()).unwrap() {
        JobAnswer::Steps(taken) => taken,
        other => panic!("{other:?}"),
    }
}

fn pay(world: &World, id: i64, amount: &str) {
    let request = PostMovement {
        id,
        kind: MovementKind::Deposit,
        amount: amount.to_owned(),
        reference: None,
        reason: None,
    };
    world.desk.ask::<Nothing>("accounts.post", &request).unwrap();
}

/// Confirmed with a certificate that is still being verified, without a qəpik.
fn pending() -> (World, i64) {
    let (world, id) = world();
    let missing = judge(&world, id);
    assert!(missing.exempts && missing.conclusion == Answer::No);
    decide(&world, id, Exemption::Pending).unwrap();
    let taken = confirm(&world, id);
    assert_eq!((taken.done, &taken.left), (1, &vec![]));
    (world, id)
}

/// What a claim comes to, and by when.
fn due(judgement: &Judgement) -> Option<(i64, &str)> {
    judgement.claim.as_ref().map(|claim| (claim.amount, &*claim.due))
}

#[test]
fn pending_nothing_is_charged_and_the_rule_says_what_would_be_due() {
    let (world, id) = pending();
    let judged = judge(&world, id);
    assert_eq!((judged.stand, judged.charged, due(&judged)), (Stand::Registered, 0, None));
    let pending =
        |it: &Reason| matches!(it, Reason::FeePending { fee } if i64::from(*fee) == 11_000);
    assert!(judged.judged.iter().any(|it| pending(&it.reason)));
}

#[test]
fn refused_after_confirmation_without_money_it_is_due_and_then_suspended() {
    let (world, id) = pending();
    decide(&world, id, Exemption::None).unwrap();
    let judged = judge(&world, id);
    // The day before the seating, for the campaign sets no other.
    assert_eq!(due(&judged), Some((11_000, "2026-06-15")));
    assert_eq!((judged.stand, judged.charged), (Stand::Registered, 0), "still in time");
    pay(&world, id, "109,99");
    assert_eq!(judge(&world, id).charged, 0, "one qəpik short");
    world.machine.pass(TimeDelta::days(6));
    world.enter("sinaqci").unwrap();
    let judged = judge(&world, id);
    assert_eq!((judged.stand, judged.charged), (Stand::Suspended, 0));
    assert_eq!(judged.account.as_ref().map(|it| it.balance), Some(10_999), "never below zero");
    // What was missing is paid, and a person lets the entry stand again.
    pay(&world, id, "0,01");
    assert_eq!(judge(&world, id).stand, Stand::Suspended);
    assert_eq!(confirm(&world, id).done, 1);
    let judged = judge(&world, id);
    assert_eq!((judged.stand, judged.charged, due(&judged)), (Stand::Registered, 11_000, None));
    world.undoes(Deed::ConfirmApplications);
    let judged = judge(&world, id);
    assert_eq!((judged.stand, due(&judged)), (Stand::Suspended, Some((11_000, "2026-06-15"))));
}

#[test]
fn refused_with_money_it_is_charged_at_once_and_the_charge_is_taken_back() {
    let (world, id) = pending();
    pay(&world, id, "110,00");
    assert_eq!(judge(&world, id).charged, 0, "pending, the money stays");
    decide(&world, id, Exemption::None).unwrap();
    let judged = judge(&world, id);
    assert_eq!((judged.stand, judged.charged, due(&judged)), (Stand::Registered, 11_000, None));
    assert_eq!(judged.account.as_ref().map(|it| it.balance), Some(0));
    world.undoes(Deed::SettleClaims);
    let judged = judge(&world, id);
    assert_eq!(due(&judged), Some((11_000, "2026-06-15")));
    assert_eq!(judged.account.as_ref().map(|it| it.balance), Some(11_000));
}

#[test]
fn paid_in_time_it_is_charged_with_the_payment() {
    let (world, id) = pending();
    decide(&world, id, Exemption::None).unwrap();
    pay(&world, id, "200,00");
    let judged = judge(&world, id);
    assert_eq!((judged.stand, judged.charged), (Stand::Registered, 11_000));
    assert_eq!(judged.account.as_ref().map(|it| it.balance), Some(9_000));
}

#[test]
fn accepted_nothing_is_paid_and_what_was_charged_comes_back() {
    let (world, id) = world();
    pay(&world, id, "110,00");
    assert_eq!(confirm(&world, id).done, 1);
    assert_eq!(judge(&world, id).charged, 11_000);
    decide(&world, id, Exemption::Exempt).unwrap();
    let judged = judge(&world, id);
    assert_eq!((judged.stand, judged.charged), (Stand::Registered, 0));
    assert_eq!(judged.account.as_ref().map(|it| it.balance), Some(11_000));
    // Revoked, it is charged again, for the money is there.
    decide(&world, id, Exemption::None).unwrap();
    assert_eq!(judge(&world, id).charged, 11_000);
}

#[test]
fn a_refusal_has_its_reason_and_no_certificate_takes_the_place_of_the_residency_exam() {
    let (world, _) = pending();
    let certificate: i64 = world.sql("SELECT max(id) FROM certificate").parse().unwrap();
    let silent = world.steps_with(certificate, CertificateStep::Return, " ").unwrap_err();
    assert_eq!(refusal(&silent), "invalid");
    let row = "5KQ2M8A,AZE09417725,İsmayılova,Şəhla,Ağarəhim qızı,14.08.2001,qadın,Bakı,Azərbaycan,\
               məzun,\"60,00\",,204817";
    world.import(&world.file("list.csv", &world::csv(&[row])), None, false).unwrap();
    let entry: i64 = world.sql("SELECT max(id) FROM entry").parse().unwrap();
    let failure = world.brings(entry, ielts(&[])).unwrap_err();
    assert_eq!(refusal(&failure), "no_exemption");
}
