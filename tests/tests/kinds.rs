//! Kinds of certificates written by staff: an act makes one count, a new one is data, and none is written so that a
//! table which judges loses its sense.

mod world;

use std::collections::BTreeMap;

use qabul_core::campaign::Body;
use qabul_core::certificate::{CertificateVerdict, Decision, TableStep};
use qabul_desk::Failure;
use qabul_desk::views::certificates::{JudgeCertificate, JudgedCertificate, TypedCertificate};
use qabul_desk::views::equivalence::*;
use qabul_desk::views::files::ChosenFile;
use qabul_desk::views::kinds::*;
use world::applicant::master;
use world::certificate::{OTHER, ielts};
use world::{World, refusal};

const DOCTORAL: &str = "doctoral-2026-1-1";

fn world() -> (World, i64) {
    let world = World::at("2026-06-11T10:00:00");
    world.has_another();
    let entry = world.applies(DOCTORAL, master(&[]));
    (world, entry)
}

fn detail(world: &World, kind: &str) -> KindDetail {
    world.desk.ask("kinds.detail", &KindRequest { kind: kind.to_owned() }).unwrap()
}

type Fields = BTreeMap<String, String>;

fn with(mut fields: Fields, pairs: &[(&str, &str)]) -> Fields {
    fields.extend(pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())));
    fields
}

/// Saves a kind as it is but for some fields.
fn save(world: &World, seen: &KindDetail, pairs: &[(&str, &str)]) -> Result<KindDetail, Failure> {
    let of = Some((seen.line.key.clone(), seen.edition));
    let fields = with(seen.fields.clone(), pairs);
    world.desk.ask("kinds.save", &SaveKind { of, fields, scans: BTreeMap::new() })
}

fn judge(world: &World, entry: i64, typed: TypedCertificate) -> JudgedCertificate {
    world.desk.ask("certificates.judge", &JudgeCertificate { entry, typed }).unwrap()
}

fn cambridge() -> TypedCertificate {
    let skills =
        [("listening", "170"), ("reading", "172"), ("writing", "165"), ("speaking", "173")];
    let own = [("kind", "cambridge"), ("number", "B1234567"), ("overall", "170")];
    ielts(&[&own[..], &skills[..]].concat())
}

/// The first reason of a verdict.
fn code(verdict: &CertificateVerdict) -> String {
    let reason = serde_json::to_value(&verdict.reasons[0]).unwrap();
    reason["code"].as_str().unwrap_or_default().to_owned()
}

/// What stands at fault.
fn faults(failure: &Failure) -> Vec<String> {
    let text = serde_json::to_value(failure).unwrap();
    let all = text["faults"].as_array().cloned().unwrap_or_default();
    all.iter().map(|it| it["field"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn cambridge_counts_once_its_act_is_written_down() {
    let (world, entry) = world();
    world.publishes("cambridge", 1);
    let before = judge(&world, entry, cambridge()).verdict;
    assert_eq!(before.decision, Decision::Refused);
    assert_eq!(code(&before), "kind_not_accepted");
    let seen = detail(&world, "cambridge");
    assert_eq!(faults(&save(&world, &seen, &[("accepted", "yes")]).unwrap_err()), ["acts"]);
    let act = [
        ("accepted", "yes"),
        ("acts.cabinet.0.number", "118"),
        ("acts.cabinet.0.date", "14.04.2023"),
    ];
    let scan = world.desk.admit(world.file("qərar.pdf", b"%PDF-1.4 q"));
    let request = SaveKind {
        of: Some(("cambridge".to_owned(), seen.edition)),
        fields: with(seen.fields.clone(), &act),
        scans: BTreeMap::from([("cabinet.0".to_owned(), scan.handle)]),
    };
    let saved: KindDetail = world.desk.ask("kinds.save", &request).unwrap();
    assert_eq!((saved.line.accepted, saved.edition), (true, seen.edition + 1));
    assert_eq!(saved.scanned, ["cabinet.0"]);
    let after = judge(&world, entry, cambridge()).verdict;
    assert_eq!((after.decision, after.table.as_deref()), (Decision::Accepted, Some("cambridge/1")));
    let copy = world.desk.admit(world.folder.path().join("surət.pdf"));
    let request = CopyKindScan {
        kind: "cambridge".to_owned(),
        act: "cabinet.0".to_owned(),
        file: copy.handle,
    };
    let _: ChosenFile = world.desk.ask("kinds.scan", &request).unwrap();
    assert_eq!(std::fs::read(world.folder.path().join("surət.pdf")).unwrap(), b"%PDF-1.4 q");
    // Not before the day that the act names.
    let later = save(&world, &saved, &[("accepted.from", "01.07.2026")]).unwrap();
    let judged = judge(&world, entry, cambridge()).verdict;
    assert_eq!(code(&judged), "kind_not_accepted_yet");
    assert_eq!(later.scanned, ["cabinet.0"], "its scan stays");
}

#[test]
fn a_new_kind_is_data_and_judged_by_its_own_table() {
    let (world, entry) = world();
    let typed = [
        ("key", "pte"),
        ("name", "PTE Academic"),
        ("languages", "en"),
        ("validity", "years"),
        ("years", "2"),
        ("accepted", "yes"),
        ("acts.ministry.0.number", "N-77"),
        ("acts.ministry.0.date", "01.03.2026"),
        ("schemes.0.shape", "overall"),
        ("schemes.0.overall.from", "10"),
        ("schemes.0.overall.to", "90"),
        ("schemes.0.overall.step", "1"),
    ];
    let request = |pairs: &[(&str, &str)]| {
        let fields = with(with(Fields::new(), &typed), pairs);
        world
            .desk
            .ask::<KindDetail>("kinds.save", &SaveKind { of: None, fields, scans: BTreeMap::new() })
    };
    let taken = request(&[("key", "ielts"), ("name", "ielts academic"), ("years", "x")]);
    assert_eq!(faults(&taken.unwrap_err()), ["key", "name", "years"]);
    let kind = request(&[]).unwrap();
    assert_eq!((kind.edition, kind.line.languages.as_slice()), (1, &["en".to_owned()][..]));
    let pte = |overall: &str| {
        let own = [("kind", "pte"), ("number", "478123999"), ("overall", overall)];
        let none = ["listening", "reading", "writing", "speaking"].map(|part| (part, ""));
        judge(&world, entry, ielts(&[&own[..], &none[..]].concat())).verdict
    };
    assert_eq!(pte("62").decision, Decision::Person, "no table is published");
    let row = |(score, level): (&str, &str)| TypedRow {
        score: score.to_owned(),
        level: level.to_owned(),
        ..TypedRow::default()
    };
    let table = SaveTable {
        of: None,
        kind: "pte".to_owned(),
        from: String::new(),
        to: String::new(),
        replaces: String::new(),
        rows: [("76", "C1"), ("59", "B2"), ("43", "B1")].map(row).into(),
    };
    let mut table: TableDetail = world.desk.ask("equivalence.save", &table).unwrap();
    table = world.table_step(&table, TableStep::Agree).unwrap();
    for body in [Body::Center, Body::Anas, Body::Ministry] {
        table = world.records(&table, body).unwrap();
    }
    world.enter(OTHER).unwrap();
    world.table_step(&table, TableStep::Publish).unwrap();
    for (overall, decision) in [("59", Decision::Accepted), ("58", Decision::Refused)] {
        let verdict = pte(overall);
        assert_eq!((verdict.decision, verdict.table.as_deref()), (decision, Some("pte/1")));
    }
    // Another scale would leave the table that judges without sense.
    let seen = detail(&world, "pte");
    let other = [("schemes.0.overall.from", "1"), ("schemes.0.overall.to", "9")];
    let unfit = save(&world, &seen, &other).unwrap_err();
    assert_eq!(refusal(&unfit), "tables_unfit");
    assert_eq!(detail(&world, "pte"), seen, "nothing was saved");
}

#[test]
fn two_who_write_one_kind_are_told_and_its_history_names_both_values() {
    let (world, entry) = world();
    let seen = detail(&world, "ielts");
    let first = save(&world, &seen, &[("years", "3")]).unwrap();
    let second = save(&world, &seen, &[("name", "IELTS")]).unwrap_err();
    assert_eq!(refusal(&second), "stale");
    assert_eq!(first.changed.1, "sinaqci");
    world.publishes("ielts", 1);
    let old = [("tested_on", "12.07.2023"), ("issued_on", "20.07.2023")];
    let verdict = judge(&world, entry, ielts(&old)).verdict;
    assert_eq!(verdict.decision, Decision::Accepted, "good for three years now");
    let members = world.sql(
        "SELECT before || ' → ' || after FROM journal_member WHERE kind = 'certificate_kind' \
         ORDER BY journal DESC LIMIT 1",
    );
    assert!(members.contains(r#""years":"2""#) && members.contains(r#""years":"3""#), "{members}");
    world.enter("inzibatci").unwrap();
    let closed = save(&world, &first, &[("years", "2")]).unwrap_err();
    assert_eq!(refusal(&closed), "not_allowed");
}
