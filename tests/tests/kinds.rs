//! Kinds of certificates written by one and put in force by another: an act makes one count, a new one is data, and
//! none is written so that a table which judges loses its sense.

mod world;

use std::collections::BTreeMap;

use qabul_core::campaign::Body;
use qabul_core::certificate::{CertificateVerdict, Decision, TableStep};
use qabul_core::refusal::{EquivalenceRefusal, Refusal};
use qabul_desk::Failure;
use qabul_desk::views::Nothing;
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

/// Writes a kind as it was looked at but for some fields, over the version that was seen.
fn save(world: &World, seen: &KindDetail, pairs: &[(&str, &str)]) -> Result<KindDetail, Failure> {
    let of = Some((seen.line.key.clone(), seen.version));
    let shown = seen.pending.as_ref().map_or(&seen.fields, |draft| &draft.fields);
    let fields = with(shown.clone(), pairs);
    world.desk.ask("kinds.save", &SaveKind { of, fields, scans: BTreeMap::new() })
}

/// Puts what waits in force as whoever is in.
fn confirm(world: &World, seen: &KindDetail) -> Result<KindDetail, Failure> {
    let (kind, version) = (seen.line.key.clone(), seen.version);
    world.desk.ask("kinds.confirm", &DecideKind { kind, version })
}

/// Has another put what waits in force; the clerk is in afterwards.
fn confirmed(world: &World, seen: &KindDetail) -> KindDetail {
    world.enter(OTHER).unwrap();
    let kind = confirm(world, seen).unwrap();
    world.enter("sinaqci").unwrap();
    kind
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
fn cambridge_counts_once_another_confirms_its_act() {
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
        of: Some(("cambridge".to_owned(), seen.version)),
        fields: with(seen.fields.clone(), &act),
        scans: BTreeMap::from([("cabinet.0".to_owned(), scan.handle)]),
    };
    let saved: KindDetail = world.desk.ask("kinds.save", &request).unwrap();
    // One person alone changes nothing.
    assert_eq!((saved.line.accepted, saved.line.pending, saved.edition), (false, true, 1));
    assert_eq!(code(&judge(&world, entry, cambridge()).verdict), "kind_not_accepted");
    let draft = saved.pending.clone().unwrap();
    let own: Refusal = EquivalenceRefusal::AnotherConfirmsKind.into();
    assert_eq!((draft.by.as_str(), draft.closed), ("sinaqci", Some(own)));
    let changed: Vec<&str> = draft.changes.iter().map(|(field, ..)| field.as_str()).collect();
    let act = ["acts.cabinet.0.date", "acts.cabinet.0.number", "acts.cabinet.0.scan"];
    assert_eq!(changed, [&["accepted"][..], &act].concat());
    assert_eq!(refusal(&confirm(&world, &saved).unwrap_err()), "another_confirms_kind");
    assert_eq!(detail(&world, "cambridge"), saved);
    // Whoever puts it in force looks at the scan first.
    world.enter(OTHER).unwrap();
    assert_eq!(detail(&world, "cambridge").pending.unwrap().closed, None);
    looks_at_scan(&world, true);
    world.enter("sinaqci").unwrap();
    let kind = confirmed(&world, &saved);
    assert_eq!((kind.line.accepted, kind.edition, &kind.pending), (true, 2, &None));
    assert_eq!(
        (kind.scanned.as_slice(), kind.changed.1.as_str()),
        (&["cabinet.0".to_owned()][..], OTHER)
    );
    let after = judge(&world, entry, cambridge()).verdict;
    assert_eq!((after.decision, after.table.as_deref()), (Decision::Accepted, Some("cambridge/1")));
    looks_at_scan(&world, false);
    // Not before the day that the act names.
    let later =
        confirmed(&world, &save(&world, &kind, &[("accepted.from", "01.07.2026")]).unwrap());
    let judged = judge(&world, entry, cambridge()).verdict;
    assert_eq!(code(&judged), "kind_not_accepted_yet");
    assert_eq!(later.scanned, ["cabinet.0"], "its scan stays");
    // Where it is not accepted any more, days and acts that nobody sees are not judged.
    let gone = [("accepted", "no"), ("accepted.to", "yanlış"), ("acts.cabinet.0.date", "x")];
    let gone = confirmed(&world, &save(&world, &later, &gone).unwrap());
    assert!(!gone.line.accepted && gone.scanned.is_empty());
}

fn looks_at_scan(world: &World, pending: bool) {
    let name = format!("surət-{pending}.pdf");
    let copy = world.desk.admit(world.folder.path().join(&name)).handle;
    let (kind, act) = ("cambridge".to_owned(), "cabinet.0".to_owned());
    let request = CopyKindScan { kind, pending, act, file: copy };
    let _: ChosenFile = world.desk.ask("kinds.scan", &request).unwrap();
    assert_eq!(std::fs::read(world.folder.path().join(&name)).unwrap(), b"%PDF-1.4 q");
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
    assert_eq!((kind.edition, kind.line.languages.as_slice()), (0, &["en".to_owned()][..]));
    assert_eq!(faults(&request(&[]).unwrap_err()), ["key", "name"], "it waits under this key");
    listed_and_not_used(&world, entry);
    let kind = confirmed(&world, &kind);
    assert_eq!((kind.edition, kind.pending), (1, None));
    let pte = |overall: &str| {
        let own = [("kind", "pte"), ("number", "478123999"), ("overall", overall)];
        let none = ["listening", "reading", "writing", "speaking"].map(|part| (part, ""));
        judge(&world, entry, ielts(&[&own[..], &none[..]].concat())).verdict
    };
    assert_eq!(pte("62").decision, Decision::Person, "no table is published");
    let table = table_of("pte", &[("76", "C1"), ("59", "B2"), ("43", "B1")]);
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

fn table_of(kind: &str, rows: &[(&str, &str)]) -> SaveTable {
    let row = |(score, level): &(&str, &str)| TypedRow {
        score: (*score).to_owned(),
        level: (*level).to_owned(),
        ..TypedRow::default()
    };
    SaveTable {
        of: None,
        kind: kind.to_owned(),
        from: String::new(),
        to: String::new(),
        replaces: String::new(),
        rows: rows.iter().map(row).collect(),
    }
}

/// A kind that nobody put in force yet is listed, and nothing is judged or written by it.
fn listed_and_not_used(world: &World, entry: i64) {
    let all: Equivalences = world.desk.ask("equivalence.list", &Nothing {}).unwrap();
    let pte = all.kinds.iter().find(|kind| kind.key == "pte").unwrap();
    assert!(pte.pending && all.kinds.iter().filter(|kind| kind.pending).count() == 1);
    let typed = ielts(&[("kind", "pte"), ("number", "478123999"), ("overall", "62")]);
    assert_eq!(code(&judge(world, entry, typed).verdict), "kind_unknown");
    let table: Result<TableDetail, Failure> =
        world.desk.ask("equivalence.save", &table_of("pte", &[]));
    assert_eq!(refusal(&table.unwrap_err()), "no_certificate_kind");
}

#[test]
fn two_who_write_one_kind_are_told_and_its_history_names_both_values() {
    let (world, entry) = world();
    let seen = detail(&world, "ielts");
    let first = save(&world, &seen, &[("years", "3")]).unwrap();
    let second = save(&world, &seen, &[("name", "IELTS")]).unwrap_err();
    let Failure::Refused { refusal: Refusal::Stale { by, at, version, theirs } } = second else {
        panic!("{second:?}")
    };
    let draft = first.pending.as_ref().unwrap();
    assert_eq!((by, at, version), (draft.by.clone(), draft.at.clone(), first.version));
    assert_eq!(theirs["years"], "3");
    // Whoever writes it anew is the one who wrote it: the first may put it in force now.
    world.enter(OTHER).unwrap();
    let second = save(&world, &first, &[("name", "IELTS")]).unwrap();
    assert_eq!(second.pending.as_ref().map(|draft| draft.by.as_str()), Some(OTHER));
    assert_eq!(refusal(&confirm(&world, &second).unwrap_err()), "another_confirms_kind");
    world.enter("sinaqci").unwrap();
    assert_eq!(refusal(&confirm(&world, &first).unwrap_err()), "stale", "it was not looked at so");
    let kind = confirm(&world, &second).unwrap();
    assert_eq!((kind.edition, kind.line.name.as_str()), (2, "IELTS"));
    assert_eq!(refusal(&confirm(&world, &second).unwrap_err()), "stale", "it is in force");
    world.publishes("ielts", 1);
    let old = [("tested_on", "12.07.2023"), ("issued_on", "20.07.2023")];
    let verdict = judge(&world, entry, ielts(&old)).verdict;
    assert_eq!(verdict.decision, Decision::Accepted, "good for three years now");
    let deeds = world.sql(
        "SELECT group_concat(j.deed || ':' || m.before || '→' || m.after, '; ') FROM journal_member m \
         JOIN journal j ON j.id = m.journal WHERE m.kind = 'certificate_kind'",
    );
    for part in
        ["save_certificate_kind", "confirm_certificate_kind", r#""years":"2""#, r#""years":"3""#]
    {
        assert!(deeds.contains(part), "{part}: {deeds}");
    }
    world.enter("inzibatci").unwrap();
    for closed in [save(&world, &kind, &[("years", "2")]), confirm(&world, &kind)] {
        assert_eq!(refusal(&closed.unwrap_err()), "not_allowed");
    }
}

#[test]
fn what_waits_is_taken_back_and_a_version_of_it_never_comes_again() {
    let (world, _) = world();
    let seen = detail(&world, "ielts");
    let drop = |seen: &KindDetail| {
        let (kind, version) = (seen.line.key.clone(), seen.version);
        world.desk.ask::<Nothing>("kinds.drop", &DecideKind { kind, version })
    };
    let first = save(&world, &seen, &[("years", "3")]).unwrap();
    drop(&first).unwrap();
    assert_eq!(detail(&world, "ielts"), seen);
    assert_eq!(refusal(&drop(&first).unwrap_err()), "stale");
    save(&world, &seen, &[("years", "9")]).unwrap();
    world.enter(OTHER).unwrap();
    assert_eq!(refusal(&confirm(&world, &first).unwrap_err()), "stale", "another text waits now");
    let second = detail(&world, "ielts");
    drop(&second).unwrap();
    assert_eq!(detail(&world, "ielts"), seen);
}

#[test]
fn a_kind_that_does_not_fit_a_table_by_now_is_not_put_in_force() {
    let (world, _) = world();
    let seen = detail(&world, "cambridge");
    let other = [("schemes.0.overall.from", "1"), ("schemes.0.overall.to", "9")];
    let saved = save(&world, &seen, &other).unwrap();
    world.publishes("cambridge", 1);
    world.enter(OTHER).unwrap();
    assert_eq!(refusal(&confirm(&world, &saved).unwrap_err()), "tables_unfit");
    assert_eq!(detail(&world, "cambridge").edition, seen.edition);
}
