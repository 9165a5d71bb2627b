//! A table is published, people change, their fees fall due again, and a notice is not valid any more at a scan.

mod world;

use qabul_core::application::ConfirmedBy;
use qabul_core::campaign::Body;
use qabul_core::certificate::{CertificateState, CertificateStep, TableStep};
use qabul_core::eligibility::Exemption;
use qabul_desk::views::certificates::{NoticePrinted, PrintNotice};
use qabul_desk::views::eligibility::{JudgeRequest, Judgement};
use qabul_desk::views::equivalence::*;
use qabul_desk::views::preferences::Language;
use qabul_desk::views::slips::{Verdict, VerifyRequest};
use world::applicant::master;
use world::certificate::{OTHER, ielts};
use world::{World, papers, refusal};

const DOCTORAL: &str = "doctoral-2026-1-1";

/// Publishes IELTS 2, in which 6.5 is B1; who would change was looked at before.
fn publishes_stricter(world: &World) -> TableDetail {
    let row = |(score, level): (&str, &str)| TypedRow {
        score: score.to_owned(),
        level: level.to_owned(),
        source: "əmr".to_owned(),
        ..TypedRow::default()
    };
    let draft = SaveTable {
        of: None,
        kind: "ielts".to_owned(),
        from: String::new(),
        to: String::new(),
        replaces: "1".to_owned(),
        rows: [("8", "C1"), ("7", "B2"), ("4", "B1")].map(row).into(),
    };
    let mut table: TableDetail = world.desk.ask("equivalence.save", &draft).unwrap();
    let before = impact(world, &table);
    assert_eq!((before.judged, before.decided, before.revocable), (2, 1, 0));
    assert_eq!(i64::from(before.due), 11_000);
    table = world.table_step(&table, TableStep::Agree).unwrap();
    for body in [Body::Center, Body::Anas, Body::Ministry] {
        table = world.records(&table, body).unwrap();
    }
    world.enter(OTHER).unwrap();
    let table = world.table_step(&table, TableStep::Publish).unwrap();
    world.enter("sinaqci").unwrap();
    table
}

fn impact(world: &World, table: &TableDetail) -> Impact {
    let request = AskImpact { id: table.line.id, report: None };
    world.desk.ask("equivalence.impact", &request).unwrap()
}

/// Receives a certificate and has it exempt.
fn exempts(world: &World, entry: i64, fields: &[(&str, &str)]) -> i64 {
    let id = world.brings(entry, ielts(fields)).unwrap().id;
    world.was_checked(id);
    world.steps_with(id, CertificateStep::Exempt, "").unwrap();
    id
}

fn judged(world: &World, id: i64) -> Judgement {
    world.desk.ask("applications.judge", &JudgeRequest { id, at: None }).unwrap()
}

/// Two who are exempt, one by 6.5 and confirmed, one by 8: entry and certificate of the first, certificate of the
/// second.
fn two_exempt() -> (World, (i64, i64), i64) {
    let world = World::at("2026-06-11T10:00:00");
    world.has_another();
    world.publishes("ielts", 1);
    let low = world.applies(DOCTORAL, master(&[]));
    let high = world.applies(
        DOCTORAL,
        master(&[
            ("fin", "5KQ2M8A"),
            ("document", "AZE09417725"),
            ("surname", "Məmmədova"),
            ("given", "Fidan"),
            ("birth", "05.04.1997"),
        ]),
    );
    world.opens_cabinet(low);
    let first = exempts(&world, low, &[]);
    let best = [
        ("listening", "8"),
        ("reading", "8"),
        ("writing", "8"),
        ("speaking", "8"),
        ("overall", "8"),
        ("number", "25AZ999999MAMF123A"),
        ("name", "MAMMADOVA FIDAN"),
    ];
    let second = exempts(&world, high, &best);
    world.confirms(low, ConfirmedBy::Candidate).unwrap();
    (world, (low, first), second)
}

#[test]
fn people_change_fees_reopen_and_a_notice_is_revoked_at_a_scan() {
    let (world, (low, first), second) = two_exempt();
    let file = world.desk.admit(world.folder.path().join("bildiriş.pdf")).handle;
    let request = PrintNotice { id: first, language: Language::Az, file };
    world.desk.ask::<NoticePrinted>("certificates.notice", &request).unwrap();
    let digits = papers::scanned(&world.folder.path().join("bildiriş.pdf")).trim().to_owned();
    let exempt_at_scan =
        || match world.desk.ask("slips.verify", &VerifyRequest { digits: digits.clone() }) {
            Ok(Verdict::Notice { exempt, .. }) => exempt,
            other => panic!("{other:?}"),
        };
    assert!(exempt_at_scan());

    let table = publishes_stricter(&world);
    assert_eq!(
        world.certificate(first).state,
        CertificateState::Exempt,
        "a decision keeps its version"
    );
    assert!(exempt_at_scan());
    let found = impact(&world, &table);
    assert_eq!((found.revocable, found.decided, found.lines[0].id), (1, 1, first));
    assert_eq!(i64::from(found.due), 11_000);
    let revoke = |certificates: &[i64], reason: &str| {
        let (id, certificates) = (table.line.id, certificates.to_vec());
        let request = RevokeDecisions { id, certificates, reason: reason.to_owned() };
        world.desk.ask::<DecisionsRevoked>("equivalence.revoke", &request)
    };
    assert_eq!(refusal(&revoke(&[first, second], "yeni cədvəl").unwrap_err()), "impact_changed");
    assert_eq!(refusal(&revoke(&[first], " ").unwrap_err()), "invalid");
    world.enter("inzibatci").unwrap();
    assert_eq!(refusal(&revoke(&[first], "yeni cədvəl").unwrap_err()), "not_allowed");
    world.enter("sinaqci").unwrap();
    assert_eq!(revoke(&[first], "IELTS 2 dərc olunub").unwrap().count, 1);
    let after = impact(&world, &table);
    assert_eq!((after.revocable, after.lines.len()), (0, 0));

    let revoked = world.certificate(first);
    assert_eq!(
        (revoked.state, revoked.reason.as_deref()),
        (CertificateState::Revoked, Some("IELTS 2 dərc olunub"))
    );
    assert_eq!(world.certificate(second).state, CertificateState::Exempt, "8 is C1 still");
    assert!(!exempt_at_scan());
    assert_eq!(judged(&world, low).exemption, Exemption::None);
    let claim = world.sql("SELECT sum(amount) FROM claim");
    assert_eq!(claim, "11000", "the fee falls due again");
}

#[test]
fn what_the_table_does_not_say_revokes_nobody() {
    let (world, (low, first), _) = two_exempt();
    let table = publishes_stricter(&world);
    assert_eq!(impact(&world, &table).revocable, 1);
    // A withdrawn application, and one whose last day to pay is over, have nothing left that could follow.
    world.steps(low, qabul_core::application::Step::Withdraw).unwrap();
    assert_eq!(impact(&world, &table).lines, []);
    // Another language is no matter of the table.
    let (world, (low, _), _) = two_exempt();
    let table = publishes_stricter(&world);
    world.sql(&format!(
        "UPDATE application SET language = 'de' WHERE id = (SELECT application FROM entry WHERE id = {low})"
    ));
    assert_eq!(impact(&world, &table).revocable, 0);
    let certificates = vec![first];
    let request =
        RevokeDecisions { id: table.line.id, certificates, reason: "cədvəl".to_owned() };
    let failure = world.desk.ask::<DecisionsRevoked>("equivalence.revoke", &request).unwrap_err();
    assert_eq!(refusal(&failure), "impact_changed");
}
