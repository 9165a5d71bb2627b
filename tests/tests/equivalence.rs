//! Equivalence tables as acts: nothing is judged by one until three bodies have agreed and another than who wrote it
//! has published it; a new version takes over the days it names; who would change is said before.

mod world;

use qabul_core::campaign::Body;
use qabul_core::certificate::{Decision, TableState, TableStep};
use qabul_desk::views::Nothing;
use qabul_desk::views::certificates::{JudgeCertificate, JudgedCertificate};
use qabul_desk::views::equivalence::*;
use world::applicant::master;
use world::certificate::{OTHER, ielts};
use world::{World, refusal};

const DOCTORAL: &str = "doctoral-2026-1-1";

/// A center on the first days of doctoral registration, with two people and one applicant.
fn world() -> (World, i64) {
    let world = World::at("2026-06-11T10:00:00");
    world.has_another();
    let entry = world.applies(DOCTORAL, master(&[]));
    world.opens_cabinet(entry);
    (world, entry)
}

fn save(of: Option<&TableDetail>, kind: &str, rows: &[(&str, &str)]) -> SaveTable {
    let row = |&(score, level): &(&str, &str)| TypedRow {
        score: score.to_owned(),
        level: level.to_owned(),
        ..TypedRow::default()
    };
    SaveTable {
        of: of.map(|table| (table.line.id, table.version)),
        kind: kind.to_owned(),
        from: String::new(),
        to: String::new(),
        replaces: String::new(),
        rows: rows.iter().map(row).collect(),
    }
}

#[test]
fn a_table_judges_nothing_until_three_acts_are_recorded_and_a_second_person_publishes_it() {
    let (world, entry) = world();
    let judge = || -> JudgedCertificate {
        let request = JudgeCertificate { entry, typed: ielts(&[]) };
        world.desk.ask("certificates.judge", &request).unwrap()
    };
    assert_eq!(judge().verdict.decision, Decision::Person, "no table is published");
    let draft = world.table("ielts", 1);
    assert_eq!((draft.line.state, draft.written), (TableState::Draft, true));
    let early = world.table_step(&draft, TableStep::Publish).unwrap_err();
    assert_eq!(refusal(&early), "table_step_closed");
    let mut table = world.table_step(&draft, TableStep::Agree).unwrap();
    let unwritten = world
        .desk
        .ask::<TableDetail>("equivalence.save", &save(Some(&table), "ielts", &[("5", "B2")]));
    assert_eq!(refusal(&unwritten.unwrap_err()), "table_closed");
    for body in [Body::Center, Body::Anas] {
        table = world.records(&table, body).unwrap();
    }
    let missing = world.table_step(&table, TableStep::Publish).unwrap_err();
    assert_eq!(refusal(&missing), "acts_missing");
    table = world.records(&table, Body::Ministry).unwrap();
    assert_eq!(table.hands, ["sinaqci"]);
    let own = world.table_step(&table, TableStep::Publish).unwrap_err();
    assert_eq!(refusal(&own), "another_publishes");
    world.enter(OTHER).unwrap();
    let published = world.table_step(&table, TableStep::Publish).unwrap();
    assert_eq!(published.line.state, TableState::Published);
    let verdict = judge().verdict;
    assert_eq!((verdict.decision, verdict.table.as_deref()), (Decision::Accepted, Some("ielts/1")));
    let closed = world.records(&published, Body::Center).unwrap_err();
    assert_eq!(refusal(&closed), "acts_closed");
    let gone = world.table_step(&published, TableStep::Withdraw).unwrap();
    assert_eq!((gone.line.state, gone.reason.as_deref()), (TableState::Withdrawn, Some("səhvdir")));
    assert_eq!(judge().verdict.decision, Decision::Person);
}

#[test]
fn a_new_version_takes_the_place_of_the_former_for_the_days_it_names() {
    let (world, _) = world();
    world.publishes("stanag", 1);
    let rows = [("4", "C1"), ("3+", "B2"), ("2", "B1")];
    let mut draft = save(None, "stanag", &rows);
    draft.from = "01.09.2026".to_owned();
    let overlapping: TableDetail = world.desk.ask("equivalence.save", &draft).unwrap();
    assert_eq!((overlapping.line.number, overlapping.beside), (2, Some(1)));
    let change = |score: &str| {
        let row = overlapping.rows.iter().find(|row| row.score == score).unwrap();
        (row.former.map(|level| level.key()), row.change)
    };
    assert_eq!(change("4"), (Some("C1"), RowChange::Same));
    assert_eq!(change("3+"), (None, RowChange::New));
    assert_eq!(change("3"), (Some("B2"), RowChange::Gone));
    let agreed = |mut table: TableDetail| {
        table = world.table_step(&table, TableStep::Agree).unwrap();
        for body in [Body::Center, Body::Anas, Body::Ministry] {
            table = world.records(&table, body).unwrap();
        }
        world.enter(OTHER).unwrap();
        table
    };
    let table = agreed(overlapping);
    let refused = world.table_step(&table, TableStep::Publish).unwrap_err();
    assert_eq!(refusal(&refused), "tables_overlap");
    world.enter("sinaqci").unwrap();
    let back = world.table_step(&table, TableStep::Return).unwrap();
    let replacing = SaveTable { replaces: "1".to_owned(), ..save(Some(&back), "stanag", &rows) };
    let replacing = SaveTable { from: "01.09.2026".to_owned(), ..replacing };
    let saved: TableDetail = world.desk.ask("equivalence.save", &replacing).unwrap();
    let table = agreed(saved);
    world.table_step(&table, TableStep::Publish).unwrap();
    let former = world.table("stanag", 1);
    let last = former.line.tested.to.map(|day| day.to_string());
    assert_eq!((former.line.state, last.as_deref()), (TableState::Published, Some("2026-08-31")));
    world.enter("sinaqci").unwrap();
    let faults = world
        .desk
        .ask::<TableDetail>("equivalence.save", &save(None, "stanag", &[("3", "B2"), ("6", "D1")]));
    let text = serde_json::to_string(&faults.unwrap_err()).unwrap();
    assert!(text.contains("table_rows.1.level"), "{text}");
}

#[test]
fn who_would_change_is_said_before_a_table_is_published() {
    let (world, entry) = world();
    world.publishes("ielts", 1);
    let skills = ["listening", "reading", "writing", "speaking", "overall"].map(|key| (key, "5.5"));
    let id = world.brings(entry, ielts(&skills)).unwrap().id;
    let stricter = SaveTable {
        replaces: "1".to_owned(),
        ..save(None, "ielts", &[("7", "C1"), ("6", "B2"), ("4", "B1")])
    };
    let draft: TableDetail = world.desk.ask("equivalence.save", &stricter).unwrap();
    let report = world.desk.admit(world.folder.path().join("kim.csv")).handle;
    let ask = AskImpact { id: draft.line.id, report: Some(report) };
    let found: Impact = world.desk.ask("equivalence.impact", &ask).unwrap();
    assert_eq!((found.judged, found.open, found.decided, found.lines.len()), (1, 1, 0, 1));
    let line = &found.lines[0];
    assert_eq!(line.decisions, (Decision::Accepted, Decision::Refused));
    assert_eq!(i64::from(found.due), 11_000);
    let report = std::fs::read_to_string(world.folder.path().join("kim.csv")).unwrap();
    assert!(report.contains("Quliyev Cavid Xəyyam oğlu"), "{report}");
    let now = world.certificate(id).judged.verdict;
    assert_eq!(now.decision, Decision::Accepted, "asking changes nothing");
}

#[test]
fn the_scan_of_an_act_is_kept_with_its_table_and_the_sample_has_tables_of_its_own() {
    let (world, _) = world();
    let table = world.table_step(&world.table("delf", 1), TableStep::Agree).unwrap();
    let scan = world.file("əmr.jpg", &world::small_jpeg());
    let request = RecordAct {
        id: table.line.id,
        version: table.version,
        body: Body::Center,
        number: "142".to_owned(),
        date: "28.05.2026".to_owned(),
        scan: Some(world.desk.admit(scan).handle),
    };
    let recorded: TableDetail = world.desk.ask("equivalence.act", &request).unwrap();
    assert!(recorded.acts[0].scanned);
    let copy = world.desk.admit(world.folder.path().join("surət")).handle;
    let asked = CopyTableScan { id: table.line.id, body: Body::Center, file: copy };
    world.desk.ask::<qabul_desk::views::files::ChosenFile>("equivalence.scan", &asked).unwrap();
    assert!(world.folder.path().join("surət.jpg").exists());
    let all: Equivalences = world.desk.ask("equivalence.list", &Nothing {}).unwrap();
    assert!(all.tables.iter().all(|it| it.state != TableState::Published));
}
