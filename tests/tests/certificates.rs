//! A valid international certificate of level B2 or higher in the place of the language exam: tables as acts,
//! every certificate in two pairs of eyes, and what comes of it at the application.

mod world;

use qabul_core::application::ConfirmedBy;
use qabul_core::certificate::{
    CertificateState, CertificateStep, Decision, Suspicion, SuspicionOutcome,
};
use qabul_core::eligibility::Exemption;
use qabul_desk::Failure;
use qabul_desk::views::Nothing;
use qabul_desk::views::certificates::*;
use qabul_desk::views::check_list::{CertificatesChecked, CheckCertificates};
use qabul_desk::views::eligibility::{JudgeRequest, Judgement};
use qabul_desk::views::form::{FormSaved, FormView, OpenForm, SaveForm};
use qabul_desk::views::preferences::Language;
use qabul_desk::views::sittings::SittingRequest;
use qabul_desk::views::slips::{Verdict, VerifyRequest};
use qabul_desk::views::suspicion::{LookInto, Suspects};
use qabul_desk::views::today::Today;
use world::applicant::master;
use world::certificate::{OTHER, ielts};
use world::{World, papers, refusal};

const DOCTORAL: &str = "doctoral-2026-1-1";

/// A center on the first days of doctoral registration, with two people and one applicant.
fn world() -> (World, i64) {
    let world = World::at("2026-06-11T10:00:00");
    world.has_another();
    let entry = world.applies(DOCTORAL, master(&[]));
    world.opens_cabinet(entry);
    (world, entry)
}

fn exemption(world: &World, id: i64) -> Exemption {
    let judged: Judgement =
        world.desk.ask("applications.judge", &JudgeRequest { id, at: None }).unwrap();
    judged.exemption
}

/// How many certificates the first screen has to be checked and to be decided on.
fn waiting(world: &World) -> (u32, u32) {
    let sitting = DOCTORAL.parse().unwrap();
    let today: Today = world.desk.ask("today.read", &SittingRequest { sitting }).unwrap();
    (today.certificates_to_check, today.certificates_to_decide)
}

#[test]
fn checked_by_one_decided_by_another_it_exempts_and_nothing_is_paid() {
    let (world, entry) = world();
    world.publishes("ielts", 1);
    let received = world.brings(entry, ielts(&[])).unwrap();
    assert_eq!(
        (received.state, exemption(&world, entry)),
        (CertificateState::Received, Exemption::Pending)
    );
    assert_eq!(waiting(&world), (1, 0));
    assert_eq!(received.judged.name.likeness, qabul_core::certificate::Likeness::Transliterated);
    let early = world.steps_with(received.id, CertificateStep::Exempt, "").unwrap_err();
    assert_eq!(refusal(&early), "certificate_step_closed");
    let checked = world.steps_with(received.id, CertificateStep::Check, "").unwrap();
    assert_eq!(waiting(&world), (0, 1));
    let own = world.steps_with(received.id, CertificateStep::Exempt, "").unwrap_err();
    assert_eq!((refusal(&own).as_str(), checked.steps.len()), ("another_decides_it", 6));
    world.enter(OTHER).unwrap();
    let decided = world.steps_with(received.id, CertificateStep::Exempt, "").unwrap();
    let decision = decided.decision.unwrap();
    assert_eq!(decision.verdict.table.as_deref(), Some("ielts/1"));
    assert_eq!(
        (decided.state, exemption(&world, entry)),
        (CertificateState::Exempt, Exemption::Exempt)
    );
    let queue: CertificateQueueView = world
        .desk
        .ask("certificates.queue", &QueueRequest { queue: CertificateQueue::Done })
        .unwrap();
    assert_eq!((queue.counts, queue.lines.len()), ([0, 0, 0, 1], 1));
    let silent = world.steps_with(received.id, CertificateStep::Revoke, "").unwrap_err();
    assert_eq!(refusal(&silent), "invalid");
    let revoked = world.steps_with(received.id, CertificateStep::Revoke, "saxtadır").unwrap();
    assert_eq!(
        (revoked.state, exemption(&world, entry)),
        (CertificateState::Revoked, Exemption::None)
    );
}

#[test]
fn what_the_rules_refuse_nobody_exempts_and_what_they_leave_open_wants_a_reason() {
    let (world, entry) = world();
    world.publishes("ielts", 1);
    let low = [
        ("listening", "5"),
        ("reading", "5"),
        ("writing", "5"),
        ("speaking", "5"),
        ("overall", "5"),
    ];
    let low = world.brings(entry, ielts(&low)).unwrap().id;
    let general = ielts(&[("kind", "ielts-general"), ("number", "25AZ654321QULC123G")]);
    let general = world.brings(entry, general).unwrap().id;
    for id in [low, general] {
        world.steps_with(id, CertificateStep::Check, "").unwrap();
    }
    world.enter(OTHER).unwrap();
    let refused = world.steps_with(low, CertificateStep::Exempt, "hər halda").unwrap_err();
    assert_eq!(refusal(&refused), "refused_by_rules");
    world.steps_with(low, CertificateStep::Refuse, "").unwrap();
    assert_eq!(exemption(&world, entry), Exemption::Pending, "the other one is still open");
    let silent = world.steps_with(general, CertificateStep::Exempt, "").unwrap_err();
    assert_eq!(refusal(&silent), "invalid");
    world.steps_with(general, CertificateStep::Refuse, "akademik deyil").unwrap();
    assert_eq!(exemption(&world, entry), Exemption::None);
}

#[test]
fn a_certificate_is_given_back_set_right_and_never_saved_over_anothers_change() {
    let (world, entry) = world();
    let missing = world.brings(entry, ielts(&[("number", ""), ("tested_on", "31.02.2026")]));
    let text = serde_json::to_string(&missing.unwrap_err()).unwrap();
    assert!(text.contains("\"number\"") && text.contains("\"tested_on\""), "{text}");
    let scan = world.file("skan.jpg", &world::small_jpeg());
    let request = SaveCertificate {
        of: None,
        entry,
        typed: ielts(&[]),
        scans: vec![world.desk.admit(scan).handle],
        kept: vec![],
    };
    let received: CertificateView = world.desk.ask("certificates.save", &request).unwrap();
    assert_eq!(received.scans.len(), 1);
    let looked: ScanView = world
        .desk
        .ask("certificates.look", &LookAtScan { id: received.id, place: 1, page: 1, copy: None })
        .unwrap();
    assert!(looked.image.unwrap().starts_with("data:image/jpeg;base64,"));
    world.steps_with(received.id, CertificateStep::Return, "nömrə oxunmur").unwrap();
    assert_eq!(exemption(&world, entry), Exemption::None);
    let returned = world.certificate(received.id);
    let right = |version| SaveCertificate {
        of: Some((received.id, version)),
        entry,
        typed: ielts(&[("number", "25AZ123456QULC124A")]),
        scans: vec![],
        kept: vec![1],
    };
    let stale: Result<CertificateView, _> =
        world.desk.ask("certificates.save", &right(received.version));
    assert_eq!(refusal(&stale.unwrap_err()), "stale");
    let again: CertificateView =
        world.desk.ask("certificates.save", &right(returned.version)).unwrap();
    assert_eq!((again.state, again.scans.len()), (CertificateState::Received, 1));
    assert_eq!(exemption(&world, entry), Exemption::Pending);
    let of: ApplicationCertificates =
        world.desk.ask("certificates.of", &CertificatesOf { entry }).unwrap();
    assert_eq!((of.lines.len(), of.kinds.len(), of.closed), (1, 11, None));
    let named: u32 = world.sql("SELECT count(*) FROM certificate_scan").parse().unwrap();
    assert_eq!(named, 1);
}

#[test]
fn a_list_is_checked_row_by_row_by_the_published_tables_or_those_that_are_shipped() {
    let (world, _) = world();
    world.publishes("toefl-ibt", 1);
    let list = "kind,language,number,tested_on,listening,reading,writing,speaking,overall,level,profile,\
                expires_on\n\
                toefl-ibt,en,0000000043182207,20.01.2026,18,18,18,18,72,,,\n\
                toefl-ibt,en,0000000043182207,2026-01-21,4,4,4,4,4,,,\n\
                ,,,,,,,,,,,\n\
                goethe,de,,2026-01-21,,,,,,,,\n\
                ielts,en,1,2026-01-21,\"6,5\",6,5,5,5,5,5,5,5,5\n";
    let path = world.file("siyahı.csv", list.as_bytes());
    let check = |shipped| -> CertificatesChecked {
        let report = world.desk.admit(world.folder.path().join("nəticə.csv")).handle;
        let request = CheckCertificates {
            file: world.desk.admit(path.clone()).handle,
            on: None,
            shipped,
            report: Some(report),
            whole: false,
        };
        world.desk.ask("certificates.check", &request).unwrap()
    };
    let decisions = |checked: &CertificatesChecked| -> Vec<(u32, Decision)> {
        checked.rows.iter().map(|row| (row.row, row.verdict.decision)).collect()
    };
    let published = check(false);
    let refused = [3, 4, 5].map(|row| (row, Decision::Refused));
    assert_eq!(decisions(&published)[..2], [(1, Decision::Accepted), (2, Decision::Person)]);
    assert_eq!(decisions(&published)[2..], refused);
    let shipped = check(true);
    assert_eq!(decisions(&shipped)[..2], [(1, Decision::Accepted), (2, Decision::Accepted)]);
    assert_eq!(shipped.counts.iter().map(|it| it.rows).collect::<Vec<_>>(), [2, 3, 0]);
    let report = std::fs::read_to_string(world.folder.path().join("nəticə.csv")).unwrap();
    assert_eq!(report.lines().count(), 6);
    assert!(report.contains("toefl-ibt/2"), "{report}");
}

#[test]
fn a_notice_verifies_until_the_decision_is_revoked() {
    let (world, entry) = world();
    world.publishes("ielts", 1);
    let id = world.brings(entry, ielts(&[])).unwrap().id;
    let print = |name: &str| -> Result<NoticePrinted, qabul_desk::Failure> {
        let file = world.desk.admit(world.folder.path().join(name)).handle;
        world.desk.ask("certificates.notice", &PrintNotice { id, language: Language::Az, file })
    };
    assert_eq!(refusal(&print("tez.pdf").unwrap_err()), "notice_closed");
    world.was_checked(id);
    world.steps_with(id, CertificateStep::Exempt, "").unwrap();
    print("bildiriş.pdf").unwrap();
    let again = print("ikinci.pdf").unwrap();
    assert_eq!(again.number.split(' ').next(), Some("AB26"));
    let digits = |name: &str| papers::scanned(&world.folder.path().join(name)).trim().to_owned();
    let verify = |digits: &str| -> Verdict {
        let request = VerifyRequest { digits: digits.to_owned() };
        world.desk.ask("slips.verify", &request).unwrap()
    };
    let (first, second) = (digits("bildiriş.pdf"), digits("ikinci.pdf"));
    let seen = |verdict: Verdict| match verdict {
        Verdict::Notice { superseded, exempt, name, .. } => (superseded, exempt, name.is_some()),
        other => panic!("{other:?}"),
    };
    assert_eq!(seen(verify(&first)), (true, true, true));
    assert_eq!(seen(verify(&second)), (false, true, true));
    world.steps_with(id, CertificateStep::Revoke, "saxtadır").unwrap();
    assert_eq!(seen(verify(&second)), (false, false, true));
    let mut forged = second.into_bytes();
    forged[37] = if forged[37] == b'0' { b'1' } else { b'0' };
    let forged = verify(&String::from_utf8(forged).unwrap());
    assert!(matches!(forged, Verdict::Invalid { .. }));
    let pdf = world.folder.path().join("bildiriş.pdf");
    let said = papers::output("pdftotext", &[pdf.to_str().unwrap(), "-"]);
    for part in ["QULİYEV", "IELTS Academic", "B2; tələb olunan: B2", "center-142", "ingilis dili"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
}

fn looks_into(
    world: &World,
    id: i64,
    (suspicion, outcome): (Suspicion, SuspicionOutcome),
    note: &str,
) -> Result<CertificateView, Failure> {
    let view = world.certificate(id);
    let found = view.suspicions.iter().find(|it| it.suspicion == suspicion).unwrap();
    let about = found.about.as_ref().map(|it| it.id);
    let (version, note) = (view.version, note.to_owned());
    let request = LookInto { id, version, suspicion, about, outcome, note };
    world.desk.ask("certificates.look_into", &request)
}

#[test]
fn the_same_number_and_the_same_scan_on_two_people_are_found_and_hold_up_the_decision() {
    let (world, entry) = world();
    world.publishes("ielts", 1);
    let other = world.applies(
        DOCTORAL,
        master(&[
            ("fin", "5KQ2M8A"),
            ("document", "AZE09417725"),
            ("surname", "Məmmədova"),
            ("given", "Fidan"),
            ("birth", "05.04.1997"),
        ]),
    );
    let scan = world.file("skan.jpg", &world::small_jpeg());
    let bring = |entry, typed| -> CertificateView {
        let scans = vec![world.desk.admit(scan.clone()).handle];
        let request = SaveCertificate { of: None, entry, typed, scans, kept: vec![] };
        world.desk.ask("certificates.save", &request).unwrap()
    };
    let first = bring(entry, ielts(&[])).id;
    bring(other, ielts(&[("name", "MAMMADOVA FIDAN"), ("number", "25az123456qulc-123a")]));
    let found: Vec<Suspicion> =
        world.certificate(first).suspicions.iter().map(|it| it.suspicion).collect();
    assert_eq!(found, [Suspicion::NumberOfAnother, Suspicion::ScanOfAnother]);
    let suspects: Suspects = world.desk.ask("certificates.suspicious", &Nothing {}).unwrap();
    assert_eq!(suspects.lines.iter().map(|it| it.weight).collect::<Vec<_>>(), [20, 20]);
    world.was_checked(first);
    let held = world.steps_with(first, CertificateStep::Exempt, "").unwrap_err();
    assert_eq!(refusal(&held), "suspicions_open");
    let look_into =
        |suspicion, outcome, note| looks_into(&world, first, (suspicion, outcome), note);
    let silent = look_into(Suspicion::NumberOfAnother, SuspicionOutcome::Cleared, " ");
    assert_eq!(refusal(&silent.unwrap_err()), "invalid");
    let before = world.certificate(first).version;
    look_into(Suspicion::NumberOfAnother, SuspicionOutcome::Cleared, "reyestrdə onundur").unwrap();
    assert!(
        world.certificate(first).version > before,
        "nobody writes over what they have not seen"
    );
    // What is set right is looked into anew.
    let (of, typed) =
        (Some((first, world.certificate(first).version)), ielts(&[("issued_on", "11.11.2025")]));
    let right = SaveCertificate { of, entry, typed, scans: vec![], kept: vec![1] };
    let right: CertificateView = world.desk.ask("certificates.save", &right).unwrap();
    assert!(right.suspicions.iter().all(|it| it.found.is_none()));
    world.was_checked(first);
    let cleared = look_into(Suspicion::NumberOfAnother, SuspicionOutcome::Cleared, "reyestrdədir");
    cleared.unwrap();
    look_into(Suspicion::ScanOfAnother, SuspicionOutcome::Confirmed, "eyni fayldır").unwrap();
    let held = world.steps_with(first, CertificateStep::Exempt, "").unwrap_err();
    assert_eq!(refusal(&held), "suspicions_open", "a confirmed one lets nobody be exempt");
    look_into(Suspicion::ScanOfAnother, SuspicionOutcome::Cleared, "səhvən əlavə olunub").unwrap();
    world.steps_with(first, CertificateStep::Exempt, "").unwrap();
    let suspects: Suspects = world.desk.ask("certificates.suspicious", &Nothing {}).unwrap();
    assert_eq!(suspects.lines.len(), 1, "the other one is still open");
}

#[test]
fn the_same_photo_on_two_people_holds_up_the_decision() {
    let (world, entry) = world();
    world.publishes("ielts", 1);
    let other = world.applies(
        DOCTORAL,
        master(&[("fin", "5KQ2M8A"), ("document", "AZE09417725"), ("birth", "05.04.1997")]),
    );
    let first = world.brings(entry, ielts(&[])).unwrap().id;
    let second = ielts(&[("number", "25AZ654321QULC123A")]);
    let second = world.brings(other, second).unwrap().id;
    assert_eq!(world.certificate(first).suspicions, []);
    world.sql("UPDATE candidate SET photo = zeroblob(32)");
    let found = &world.certificate(first).suspicions;
    let about = found[0].about.as_ref().map(|it| it.id);
    assert_eq!(
        (found.len(), found[0].suspicion, about),
        (1, Suspicion::PhotoOfAnother, Some(second))
    );
    world.was_checked(first);
    let held = world.steps_with(first, CertificateStep::Exempt, "").unwrap_err();
    assert_eq!(refusal(&held), "suspicions_open");
}

#[test]
fn an_exemption_does_not_carry_a_confirmation_to_another_language() {
    let (world, entry) = world();
    world.publishes("ielts", 1);
    let certificate = world.brings(entry, ielts(&[])).unwrap().id;
    world.was_checked(certificate);
    world.steps_with(certificate, CertificateStep::Exempt, "").unwrap();
    world.confirms(entry, ConfirmedBy::Candidate).unwrap();
    let sitting = DOCTORAL.parse().unwrap();
    let open = OpenForm { sitting, id: Some(entry), draft: None, fin: None };
    let view: FormView = world.desk.ask("form.open", &open).unwrap();
    let mut typed = view.typed;
    typed.insert("language".to_owned(), "de".to_owned());
    let (id, version, draft, apart) = (Some(entry), view.version, None, vec![]);
    let save = SaveForm { sitting, id, version, draft, apart, typed };
    world.desk.ask::<FormSaved>("form.save", &save).unwrap();
    let left = world.confirms(entry, ConfirmedBy::Candidate).unwrap_err();
    let text = serde_json::to_string(&left).unwrap();
    assert!(text.contains("language_not_of_application"), "{text}");
    let file = world.desk.admit(world.folder.path().join("bildiris.pdf")).handle;
    let request = PrintNotice { id: certificate, language: Language::Az, file };
    let notice = world.desk.ask::<NoticePrinted>("certificates.notice", &request);
    assert_eq!(refusal(&notice.unwrap_err()), "refused_by_rules");
}
