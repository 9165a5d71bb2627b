//! The journal as a story: what stands in it, what it finds, what is taken back.

mod world;

use std::process::Command;

use chrono::TimeDelta;
use qabul_core::journal::{Broken, Deed};
use qabul_desk::views::Nothing;
use qabul_desk::views::applications::{
    ApplicationDetail, ApplicationRequest, ExportRequest, Exported, Found, ListAnswer,
    SearchRequest, Selection,
};
use qabul_desk::views::halls::{HallLine, Halls, SaveHallRequest};
use qabul_desk::views::journal::*;
use qabul_desk::views::registry::Status;
use qabul_desk::views::sittings::{DrawRequest, Drawn, SittingRequest};
use qabul_desk::views::slips::{
    CoverRequest, Covered, Parting, PrintDone, PrintOrder, PrintRequest, Runs, SheetOrder,
};
use qabul_desk::{Desk, Failure};
use qabul_sample::Round;
use serde_json::json;
use world::{SITTING, World, refusal, sitting};

fn page(desk: &Desk, filter: JournalFilter) -> JournalPage {
    desk.ask("journal.list", &JournalRequest { filter, skip: 0, count: 100 }).unwrap()
}

fn deeds(desk: &Desk) -> Vec<Deed> {
    page(desk, JournalFilter::default()).acts.into_iter().map(|act| act.deed).collect()
}

fn first(desk: &Desk) -> ListAnswer {
    let list = json!({ "sitting": SITTING, "filter": {}, "order": "name", "descending": false });
    desk.ask("applications.list", &list).unwrap()
}

fn verdict(desk: &Desk, anchor: Option<String>) -> JournalVerdict {
    desk.ask("journal.verify", &VerifyJournal { anchor }).unwrap()
}

fn print(world: &World, name: &str) -> Result<PrintDone, Failure> {
    let order = PrintOrder {
        sitting: sitting(),
        selection: None,
        order: SheetOrder::Hall,
        parting: Parting::OneFile,
    };
    let folder = world.desk.admit(world.folder.path().join(name)).handle;
    let job = world.desk.ask("slips.print", &PrintRequest { order, folder })?;
    match world.desk.wait(job, |_| ())? {
        qabul_desk::views::jobs::JobAnswer::Print(done) => Ok(done),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_run_has_a_cover_with_the_code_that_the_journal_is_held_against() {
    let world = World::seated(30);
    let done = print(&world, "slips").unwrap();
    let runs: Runs = world.desk.ask("slips.runs", &SittingRequest { sitting: sitting() }).unwrap();
    assert_eq!(runs.runs[0].anchor.as_ref(), Some(&done.anchor), "the list has it, too");
    let path = world.folder.path().join("cover.pdf");
    let cover = |run: u32, path: &std::path::Path| {
        let file = world.desk.admit(path.to_owned()).handle;
        world.desk.ask::<Covered>("slips.cover", &CoverRequest { sitting: sitting(), run, file })
    };
    assert_eq!(cover(done.run, &path).unwrap().anchor, done.anchor);
    let text = Command::new("pdftotext").args(["-layout"]).arg(&path).arg("-").output().unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    let file = &done.files[0];
    for said in [&done.anchor, &file.file.name, "21 iyun 2026", &file.sha256[..16], "sinaqci"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(verdict(&world.desk, Some(done.anchor.clone())).broken.is_none());
    assert_eq!(deeds(&world.desk)[0], Deed::PrintCover);
    assert_eq!(refusal(&cover(done.run, &path).unwrap_err()), "file_exists");
    let other = world.folder.path().join("other.pdf");
    assert_eq!(refusal(&cover(99, &other).unwrap_err()), "no_run");
    assert!(!other.exists());
}

#[test]
fn a_hall_that_people_sit_in_is_not_taken_back() {
    let world = World::seated(10);
    let filter = JournalFilter { deed: Some(Deed::ImportHalls), ..JournalFilter::default() };
    let halls = page(&world.desk, filter).acts.remove(0);
    let failure = world.desk.ask::<Undone>("undo.act", &ActRequest { id: halls.id }).unwrap_err();
    assert_eq!(refusal(&failure), "hall_in_use");
    assert_eq!(world.detail().seated, 10);
}

#[test]
fn what_is_looked_at_stands_in_it_and_what_flies_by_does_not() {
    let world = World::filled(6);
    let desk = &world.desk;
    let rows = first(desk).rows;
    let open = |at: usize| {
        let id = rows[at].id;
        desk.ask::<ApplicationDetail>("applications.detail", &ApplicationRequest { id }).unwrap()
    };
    world.machine.pass(TimeDelta::seconds(2));
    open(0);
    open(1);
    open(2);
    for text in ["ə", "əl", "əli"] {
        desk.ask::<Found>("search.find", &SearchRequest { text: text.to_owned() }).unwrap();
    }
    world.machine.pass(TimeDelta::seconds(2));
    desk.ask::<Nothing>("journal.settle", &Nothing {}).unwrap();
    let seen: Vec<Deed> = deeds(desk)[..3].to_vec();
    assert_eq!(seen, [Deed::Search, Deed::OpenRecord, Deed::ReadList]);
    let filter = JournalFilter { deed: Some(Deed::OpenRecord), ..Default::default() };
    let opened = page(desk, filter).acts;
    assert_eq!(opened.len(), 1, "of three records two were not looked at");
    let detail: ActDetail =
        desk.ask("journal.detail", &LookAtAct { id: opened[0].id, record: None }).unwrap();
    assert_eq!(detail.touched[0].key.record, rows[2].id);
    assert!(detail.touched[0].name.contains(&rows[2].work_number));
    // Of an act on many, what it did to the one whose history is read.
    let record = Some(detail.touched[0].key.clone());
    let filter = JournalFilter { deed: Some(Deed::ImportApplications), ..Default::default() };
    let id = page(desk, filter).acts[0].id;
    let detail: ActDetail = desk.ask("journal.detail", &LookAtAct { id, record }).unwrap();
    assert_eq!(detail.touched.len(), 1);
    assert!(detail.touched[0].name.contains(&rows[2].work_number) && detail.line.records > 1);
    // The question stands with the bodies; its number of answers is no secret.
    let filter = JournalFilter { deed: Some(Deed::Search), ..Default::default() };
    let search = page(desk, filter).acts.remove(0);
    let detail: ActDetail =
        desk.ask("journal.detail", &LookAtAct { id: search.id, record: None }).unwrap();
    assert_eq!(detail.touched[0].changes[0].after.as_deref(), Some("əli"));
    assert!(search.facts.contains_key("count"));
    assert!(verdict(desk, None).broken.is_none());
    // Who keeps the accounts reads that it was done, not to whom.
    world.enter("inzibatci").unwrap();
    let detail: ActDetail =
        desk.ask("journal.detail", &LookAtAct { id: search.id, record: None }).unwrap();
    assert!(detail.hidden && detail.touched.is_empty());
}

#[test]
fn a_record_is_seen_as_it_was_and_its_history_is_exported() {
    let world = World::empty();
    let desk = &world.desk;
    let list = Round::new(7, 3).applications_csv();
    world.import(&world.file("list.csv", &list), None, false).unwrap();
    let entry = first(desk).rows[0].clone();
    let key = RecordKey { kind: "entry".to_owned(), record: entry.id };
    let before =
        desk.ask::<ApplicationDetail>("applications.detail", &ApplicationRequest { id: entry.id });
    let before = before.unwrap().institution;
    world.machine.pass(TimeDelta::hours(3));
    let text = String::from_utf8(list).unwrap();
    let changed: Vec<String> = text
        .lines()
        .map(|line| {
            if line.contains(&entry.fin) {
                line.replace(&before, "Başqa Universitet")
            } else {
                line.to_owned()
            }
        })
        .collect();
    world.import(&world.file("again.csv", changed.join("\n").as_bytes()), None, false).unwrap();
    let then = |at: &str| {
        let request = ThenRequest { key: key.clone(), at: at.to_owned() };
        desk.ask::<Then>("journal.then", &request).unwrap()
    };
    assert!(!then("2026-06-15T09:00:00").there);
    assert_eq!(then("2026-06-15T12:00:00").fields["institution"], before);
    assert_eq!(then("2026-06-15T16:40:00").fields["institution"], "Başqa Universitet");
    let filter = JournalFilter { record: Some(key), ..Default::default() };
    assert_eq!(page(desk, filter.clone()).total, 3, "two lists, and a look between them");
    let path = world.folder.path().join("jurnal.csv");
    let file = desk.admit(path.clone()).handle;
    world.enter("inzibatci").unwrap();
    let saved: Exported = desk.ask("journal.export", &ExportJournal { filter, file }).unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    assert_eq!((saved.rows, text.lines().count()), (3, 4));
    assert!(!text.contains(&entry.fin), "what was done to candidates is not in it");
}

/// Runs plain SQL past the program, as the owner of the file can.
fn sql(world: &World, statements: &str) {
    let file = world.folder.path().join("own/registry.db");
    let drop: String = [
        "journal_is_not_rewritten",
        "journal_is_not_shortened",
        "members_are_not_rewritten",
        "members_are_not_taken_away",
    ]
    .map(|name| format!("DROP TRIGGER IF EXISTS {name};"))
    .concat();
    let done = Command::new("sqlite3").arg(file).arg(drop + statements).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn a_touched_row_a_cut_tail_and_a_chain_written_anew_are_found() {
    let world = World::seated(5);
    let desk = &world.desk;
    let done = print(&world, "slips").unwrap();
    let anchor = Some(done.anchor.clone());
    assert!(verdict(desk, anchor.clone()).broken.is_none());
    let mistyped = done.anchor.replace('1', "2");
    let refused =
        desk.ask::<JournalVerdict>("journal.verify", &VerifyJournal { anchor: Some(mistyped) });
    assert_eq!(refusal(&refused.unwrap_err()), "no_anchor");
    // The tail is cut, and the anchors with it: the rest is a whole chain, and only paper knows.
    sql(
        &world,
        "DROP TRIGGER anchors_are_not_weighed; DELETE FROM anchor; \
         DELETE FROM journal_member WHERE journal >= (SELECT max(id) FROM journal WHERE deed = 'print_slips'); \
         DELETE FROM journal WHERE id >= (SELECT max(id) FROM journal WHERE deed = 'print_slips');",
    );
    assert!(verdict(desk, None).broken.is_none());
    assert_eq!(verdict(desk, anchor.clone()).broken.unwrap().broken, Broken::Cut);
    // Others acts come in its place: the chain is whole again, and is another one.
    for _ in 0..3 {
        desk.ask::<Status>("session.lock", &Nothing {}).unwrap();
        world.enter("sinaqci").unwrap();
    }
    assert!(verdict(desk, None).broken.is_none());
    assert_eq!(verdict(desk, anchor).broken.unwrap().broken, Broken::Rewritten);
    // A row that was touched is named.
    sql(&world, "UPDATE journal SET by = 'leyla' WHERE number = 4;");
    let broken = verdict(desk, None).broken.unwrap();
    assert_eq!((broken.act, broken.broken), (4, Broken::Digest));
}

#[test]
fn an_act_is_taken_back_as_one_step_unless_something_stands_on_it() {
    let world = World::filled(6);
    let desk = &world.desk;
    let last = || desk.ask::<Undoable>("undo.last", &Nothing {});
    let undo = |id: i64| desk.ask::<Undone>("undo.act", &ActRequest { id });
    desk.ask::<Drawn>("seating.draw", &DrawRequest { sitting: sitting(), seed: 3 }).unwrap();
    let seats: Vec<_> = first(desk).rows.iter().map(|row| row.seat).collect();
    // The draw, as one step; and again, and it is the same draw.
    let drawn = last().unwrap();
    assert_eq!((drawn.deed, drawn.records), (Deed::DrawSeats, 6));
    assert_eq!(undo(drawn.id).unwrap().records, 6);
    assert!(first(desk).rows.iter().all(|row| row.hall.is_none()));
    assert_eq!(refusal(&undo(drawn.id).unwrap_err()), "nothing_to_undo");
    desk.ask::<Drawn>("seating.draw", &DrawRequest { sitting: sitting(), seed: 3 }).unwrap();
    assert_eq!(first(desk).rows.iter().map(|row| row.seat).collect::<Vec<_>>(), seats);
    // What was printed stays.
    print(&world, "slips").unwrap();
    let refused = serde_json::to_value(last().unwrap_err()).unwrap();
    assert_eq!(
        (&refused["refusal"], &refused["deed"]),
        (&json!("undo_touched"), &json!("print_slips"))
    );
    assert!(verdict(desk, None).broken.is_none());
    let failure = desk.ask::<Undone>("undo.act", &ActRequest { id: 1 }).unwrap_err();
    assert_eq!(refusal(&failure), "not_undone");
}

#[test]
fn a_list_is_taken_back_whole_and_a_change_field_by_field() {
    let world = World::empty();
    let desk = &world.desk;
    let last = || desk.ask::<Undoable>("undo.last", &Nothing {});
    let undo = |id: i64| desk.ask::<Undone>("undo.act", &ActRequest { id });
    let list = String::from_utf8(Round::new(7, 4).applications_csv()).unwrap();
    world.import(&world.file("list.csv", list.as_bytes()), None, false).unwrap();
    let kept = first(desk);
    let detail = |id: i64| {
        let mut detail: ApplicationDetail =
            desk.ask("applications.detail", &ApplicationRequest { id }).unwrap();
        detail.history.clear();
        detail
    };
    let before: Vec<ApplicationDetail> = kept.rows.iter().map(|row| detail(row.id)).collect();
    // Names, institutions and phones of everybody change; then nothing has.
    let new: Vec<String> = list
        .lines()
        .enumerate()
        .map(|(at, line)| if at == 0 { line.to_owned() } else { line.replace("ov", "yev") })
        .collect();
    world.import(&world.file("new.csv", new.join("\n").as_bytes()), None, false).unwrap();
    let changed = last().unwrap();
    assert_eq!(changed.deed, Deed::ImportApplications);
    assert_ne!(kept.rows.iter().map(|row| detail(row.id)).collect::<Vec<_>>(), before);
    undo(changed.id).unwrap();
    assert_eq!(kept.rows.iter().map(|row| detail(row.id)).collect::<Vec<_>>(), before);
    // The list itself: nobody is left, and the same list is new again. An export stands in the way.
    let path = desk.admit(world.folder.path().join("export.csv")).handle;
    let selection = Selection::List { list: first(desk).list, except: vec![] };
    let imported = last().unwrap();
    desk.ask::<Exported>("applications.export", &ExportRequest { selection, file: path }).unwrap();
    assert_eq!(refusal(&undo(imported.id).unwrap_err()), "undo_touched");
    let again = World::empty();
    again.import(&again.file("list.csv", list.as_bytes()), None, false).unwrap();
    let imported: Undoable = again.desk.ask("undo.last", &Nothing {}).unwrap();
    again.desk.ask::<Undone>("undo.act", &ActRequest { id: imported.id }).unwrap();
    assert_eq!(first(&again.desk).of, 0);
    let found: Found =
        again.desk.ask("search.find", &SearchRequest { text: kept.rows[0].fin.clone() }).unwrap();
    assert!(found.hits.is_empty());
    let done = again.import(&again.file("list.csv", list.as_bytes()), None, false).unwrap();
    assert_eq!(done.new, 4);
    assert!(verdict(&again.desk, None).broken.is_none());
}

#[test]
fn a_hall_changed_by_hand_is_as_it_was() {
    let world = World::filled(4);
    let desk = &world.desk;
    let hall = |halls: Halls| halls.halls[0].clone();
    let before = hall(desk.ask("halls.list", &Nothing {}).unwrap());
    let after = qabul_core::venue::Hall { floor: before.hall.floor + 1, ..before.hall.clone() };
    let request =
        SaveHallRequest { id: Some(before.id), version: Some(before.version), hall: after };
    desk.ask::<HallLine>("halls.save", &request).unwrap();
    // Who may not change halls takes no change of one back.
    let id = desk.ask::<Undoable>("undo.last", &Nothing {}).unwrap().id;
    world.enter("inzibatci").unwrap();
    let refused = desk.ask::<Undone>("undo.act", &ActRequest { id }).unwrap_err();
    assert_eq!(refusal(&refused), "not_allowed");
    world.enter("sinaqci").unwrap();
    desk.ask::<Undone>("undo.act", &ActRequest { id }).unwrap();
    assert_eq!(hall(desk.ask("halls.list", &Nothing {}).unwrap()).hall, before.hall);
}
