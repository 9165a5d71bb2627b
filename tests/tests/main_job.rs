//! The main job as a story: a list of candidates becomes printed slips, through the table of
//! commands alone.

mod world;

use std::collections::HashSet;
use std::path::Path;

use qabul_desk::views::Nothing;
use qabul_desk::views::applications::*;
use qabul_desk::views::files::*;
use qabul_desk::views::jobs::{JobAnswer, JobStarted};
use qabul_desk::views::registry::*;
use qabul_desk::views::sittings::*;
use qabul_desk::views::slips::*;
use qabul_desk::{Desk, Failure};
use qabul_sample::Round;
use world::papers::{output, scanned};
use world::{SITTING, World, refusal};

fn print(world: &World, order: PrintOrder, folder: &Path) -> Result<PrintDone, Failure> {
    let folder = world.desk.admit(folder.to_owned()).handle;
    let job: JobStarted = world.desk.ask("slips.print", &PrintRequest { order, folder })?;
    match world.desk.wait(job, |_| ())? {
        JobAnswer::Print(done) => Ok(done),
        other => panic!("{other:?}"),
    }
}

fn everybody(parting: Parting) -> PrintOrder {
    PrintOrder { sitting: world::sitting(), selection: None, order: SheetOrder::Hall, parting }
}

fn list(desk: &Desk, filter: ListFilter) -> ListAnswer {
    let request = ListRequest {
        sitting: world::sitting(),
        filter,
        order: ListOrder::Name,
        descending: false,
    };
    desk.ask("applications.list", &request).unwrap()
}

#[test]
fn a_list_becomes_slips_that_say_what_the_list_said() {
    let world = World::seated(40);
    let folder = world.folder.path().join("slips");
    let done = print(&world, everybody(Parting::OneFile), &folder).unwrap();
    assert_eq!((done.sheets, done.files.len()), (40, 1));
    let path = folder.join(&done.files[0].file.name);
    let path = path.to_str().unwrap();
    output("qpdf", &["--check", path]);
    let text = output("pdftotext", &["-layout", path, "-"]);
    let pages: Vec<&str> = text.split('\x0c').filter(|page| !page.trim().is_empty()).collect();
    assert_eq!(pages.len(), 40);
    for person in Round::new(7, 40).people() {
        let number = qabul_core::application::WorkNumber::parse(&person.work_number).unwrap();
        let page = pages.iter().find(|page| page.contains(&number.checked())).expect("a page each");
        let given = format!("{} {}", person.given, person.patronymic);
        for field in [person.surname.as_str(), given.trim()] {
            let printed = qabul_core::text::upper(field);
            assert!(page.contains(&printed), "{printed} in {page}");
        }
        assert!(page.contains(&person.fin), "{}", person.fin);
        for field in ["21 iyun 2026-cı il", "İMTAHANA BURAXILIŞ VƏRƏQƏSİ", "10:00", "09:45"]
        {
            assert_eq!(page.matches(field).count().min(1), 1, "{field}");
        }
        let russian = page.contains("ЛИСТ ДОПУСКА К ЭКЗАМЕНУ");
        assert_eq!(russian, person.sector == qabul_core::application::Sector::Russian);
        assert!(!page.contains("NÜMUNƏ"), "a real registry prints no sample");
    }
}

#[test]
fn a_page_taken_out_alone_carries_one_photo() {
    let world = World::seated(12);
    let folder = world.folder.path().join("slips");
    let done = print(&world, everybody(Parting::OneFile), &folder).unwrap();
    let path = folder.join(&done.files[0].file.name);
    let alone = world.folder.path().join("alone.pdf");
    let (path, alone) = (path.to_str().unwrap(), alone.to_str().unwrap());
    output("qpdf", &[path, "--pages", ".", "5", "--", alone]);
    let images = output("pdfimages", &["-list", alone]);
    assert_eq!(images.lines().filter(|line| line.contains("jpeg")).count(), 1, "{images}");
}

#[test]
fn qr_and_bars_read_back_from_a_rendered_page() {
    let world = World::seated(6);
    let folder = world.folder.path().join("slips");
    let done = print(&world, everybody(Parting::OneFile), &folder).unwrap();
    let path = folder.join(&done.files[0].file.name);
    let read = scanned(&path);
    let code = read.lines().find(|line| line.len() == 193).expect("the QR is read");
    let verdict: Verdict =
        world.desk.ask("slips.verify", &VerifyRequest { digits: code.to_owned() }).unwrap();
    let Verdict::Valid { work_number, sample: false, superseded: false, name, .. } = verdict else {
        panic!("{verdict:?}");
    };
    assert!(name.is_some());
    let bars = work_number.replace('-', "");
    assert!(read.lines().any(|line| line == bars), "Code 128 of {bars} in {read}");

    print(&world, everybody(Parting::OneFile), &folder).unwrap();
    let again: Verdict =
        world.desk.ask("slips.verify", &VerifyRequest { digits: code.to_owned() }).unwrap();
    assert!(matches!(again, Verdict::Valid { superseded: true, .. }), "a newer slip replaces it");
    world.sql("UPDATE entry SET state = 'withdrawn'");
    let left: Verdict =
        world.desk.ask("slips.verify", &VerifyRequest { digits: code.to_owned() }).unwrap();
    assert!(matches!(left, Verdict::Valid { registered: false, .. }), "who left does not sit");
    assert!(matches!(again, Verdict::Valid { registered: true, .. }));
    let mut broken = code.to_owned();
    broken.replace_range(100..101, if &code[100..101] == "0" { "1" } else { "0" });
    let verdict: Verdict =
        world.desk.ask("slips.verify", &VerifyRequest { digits: broken }).unwrap();
    assert!(matches!(verdict, Verdict::Invalid { .. }));

    // For whoever holds it, but not whose it is.
    world.desk.ask::<Status>("session.sign_out", &Nothing {}).unwrap();
    let held: Verdict =
        world.desk.ask("slips.verify", &VerifyRequest { digits: code.to_owned() }).unwrap();
    assert!(matches!(held, Verdict::Valid { superseded: true, name: None, .. }), "{held:?}");
}

#[test]
fn files_by_hall_hold_everyone_once() {
    let world = World::seated(40);
    let plan: PrintPlan = world.desk.ask("slips.plan", &everybody(Parting::Halls)).unwrap();
    let folder = world.folder.path().join("slips");
    let done = print(&world, everybody(Parting::Halls), &folder).unwrap();
    let planned: Vec<(String, u32)> =
        plan.files.iter().map(|file| (file.name.clone(), file.sheets)).collect();
    let printed: Vec<(String, u32)> =
        done.files.iter().map(|file| (file.file.name.clone(), file.sheets)).collect();
    assert_eq!(planned, printed, "the plan kept its word");
    assert!(done.files.len() > 1);
    assert_eq!(done.files.iter().map(|file| file.sheets).sum::<u32>(), 40);
    let left: Vec<_> = std::fs::read_dir(&folder).unwrap().collect();
    assert_eq!(left.len(), done.files.len(), "nothing half done is left");
    let sittings: Sittings = world.desk.ask("sittings.list", &Nothing {}).unwrap();
    assert_eq!((sittings.sittings[0].seated, sittings.sittings[0].printed), (40, 40));
    let runs: Runs =
        world.desk.ask("slips.runs", &SittingRequest { sitting: world::sitting() }).unwrap();
    assert_eq!((runs.runs[0].run, runs.runs[0].sheets), (1, 40));
    let first = done.files[0].file.handle.clone();
    world.desk.ask::<Nothing>("files.show", &FileRequest { file: first }).unwrap();
    assert_eq!(world.machine.shown(), [folder.join(&done.files[0].file.name)]);
}

#[test]
fn a_selection_prints_in_the_order_of_the_list() {
    let world = World::seated(30);
    let all = list(&world.desk, ListFilter::default());
    let ids: Vec<i64> = all.rows.iter().rev().take(5).map(|row| row.id).collect();
    let order = PrintOrder {
        sitting: world::sitting(),
        selection: Some(Selection::Ids { ids: ids.clone() }),
        order: SheetOrder::List,
        parting: Parting::OneFile,
    };
    let preview: SlipPreview = world
        .desk
        .ask("slips.preview", &SlipPreviewRequest { order: order.clone(), sheet: 2 })
        .unwrap();
    assert_eq!((preview.id, preview.of), (ids[1], 5));
    assert!(preview.svg.starts_with("<svg"));
    let folder = world.folder.path().join("slips");
    let done = print(&world, order, &folder).unwrap();
    let path = folder.join(&done.files[0].file.name);
    let text = output("pdftotext", &["-layout", path.to_str().unwrap(), "-"]);
    for (page, id) in text.split('\x0c').zip(&ids) {
        let row = all.rows.iter().find(|row| row.id == *id).unwrap();
        assert!(page.contains(&row.work_number), "{} in its place", row.name);
    }
    assert_eq!(
        list(&world.desk, ListFilter { printed: Some(true), ..Default::default() }).total,
        5
    );
}

#[test]
fn a_stopped_run_leaves_nothing() {
    let world = World::seated(40);
    let folder = world.folder.path().join("slips");
    let request = PrintRequest {
        order: everybody(Parting::Halls),
        folder: world.desk.admit(folder.clone()).handle,
    };
    let job: JobStarted = world.desk.ask("slips.print", &request).unwrap();
    world.desk.ask::<Nothing>("jobs.cancel", &job).unwrap();
    let ended = world.desk.wait(job, |_| ());
    let files = std::fs::read_dir(&folder).map(Iterator::count).unwrap_or(0);
    match ended {
        Err(failure) => {
            assert_eq!(refusal(&failure), "stopped");
            assert_eq!(files, 0);
            let sittings: Sittings = world.desk.ask("sittings.list", &Nothing {}).unwrap();
            assert_eq!(sittings.sittings[0].printed, 0);
        }
        // On a fast machine forty sheets may be through before the word reaches them.
        Ok(_) => assert!(files > 0),
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let world = World::seated(6);
    let file = world.folder.path().join("occupied");
    std::fs::write(&file, "not a folder").unwrap();
    let failed = print(&world, everybody(Parting::OneFile), &file.join("slips")).unwrap_err();
    assert!(matches!(failed, Failure::Broken { .. }), "{failed:?}");
}

#[test]
fn people_are_found_by_number_and_by_folded_name() {
    let world = World::seated(60);
    let all = list(&world.desk, ListFilter::default());
    let find = |text: &str| -> Found {
        world.desk.ask("search.find", &SearchRequest { text: text.to_owned() }).unwrap()
    };
    for row in &all.rows {
        assert_eq!(find(&row.fin).hits[0].id, row.id);
        assert!(find(&row.fin).hits[0].exact);
        assert_eq!(find(&row.work_number).hits[0].id, row.id);
        let folded = qabul_core::text::fold(&row.name);
        let hit = find(&folded).hits.into_iter().find(|hit| hit.id == row.id).expect("by name");
        assert!(!hit.matched.is_empty());
        let surname = folded.split(' ').next().unwrap();
        assert!(find(&surname[..surname.len().min(2)]).hits.len() <= 50);
    }
    assert!(find("zzzzqqq").hits.is_empty());
    assert!(find("  ").hits.is_empty());
}

#[test]
fn lists_filter_sort_and_page() {
    let world = World::seated(150);
    let all = list(&world.desk, ListFilter::default());
    assert_eq!((all.total, all.of, all.rows.len()), (150, 150, 100));
    let order = qabul_core::text::Order::new();
    let keys: Vec<Vec<u8>> = all
        .rows
        .iter()
        .map(|row| {
            let detail: ApplicationDetail =
                world.desk.ask("applications.detail", &ApplicationRequest { id: row.id }).unwrap();
            order.key([&detail.surname, &detail.given, &detail.patronymic])
        })
        .collect();
    assert!(keys.is_sorted(), "Azerbaijani order");
    let rest: Rows = world
        .desk
        .ask("applications.rows", &RowsRequest { list: all.list, from: 100, count: 100 })
        .unwrap();
    assert_eq!(rest.rows.len(), 50);
    let ids: Ids = world
        .desk
        .ask("applications.ids", &RowsRequest { list: all.list, from: 0, count: 1000 })
        .unwrap();
    assert_eq!(ids.ids.iter().collect::<HashSet<_>>().len(), 150);
    let russian =
        ListFilter { sector: Some(qabul_core::application::Sector::Russian), ..Default::default() };
    let russian = list(&world.desk, russian);
    assert!(russian.total > 0 && russian.total < 150);
    let hall = ListFilter { hall: world.a_hall(), ..Default::default() };
    assert!(list(&world.desk, hall).rows.iter().all(|row| row.hall.is_some()));
    assert_eq!(list(&world.desk, ListFilter { photo: Some(false), ..Default::default() }).total, 0);
    let gone = RowsRequest { list: 9999, from: 0, count: 1 };
    let failure = world.desk.ask::<Rows>("applications.rows", &gone).unwrap_err();
    assert_eq!(refusal(&failure), "list_gone");
}

#[test]
fn the_record_keeps_its_history_and_the_chain_holds() {
    let world = World::seated(10);
    print(&world, everybody(Parting::OneFile), &world.folder.path().join("slips")).unwrap();
    let all = list(&world.desk, ListFilter::default());
    let detail: ApplicationDetail =
        world.desk.ask("applications.detail", &ApplicationRequest { id: all.rows[0].id }).unwrap();
    let deeds: Vec<&str> = detail.history.iter().map(|line| line.deed.key()).collect();
    assert_eq!(deeds, ["print_slips", "draw_seats", "import_applications"]);
    // A list's act names the fields once; every record has its own values under them.
    let became = |field: &str| {
        let change = detail.history[2].changes.iter().find(|change| change.field == field);
        change.and_then(|change| change.after.clone())
    };
    assert_eq!(became("surname"), Some(detail.surname.clone()));
    assert_eq!(became("birth"), Some(detail.birth.clone()));
    assert_eq!(became("fin").as_ref(), Some(&detail.line.fin));
    assert_eq!(detail.slips.len(), 1);
    assert!(
        detail.photo.as_deref().is_some_and(|photo| photo.starts_with("data:image/jpeg;base64,"))
    );
    let store = qabul_store::Store::open(&world.folder.path().join("own")).unwrap();
    let verified = store.reader().verify_journal().unwrap();
    assert!(verified.acts >= 5 && verified.broken.is_none());
}

#[test]
fn preferences_are_remembered_and_registries_open() {
    let world = World::seated(6);
    let mut kept: qabul_desk::views::preferences::Preferences =
        world.desk.ask("preferences.read", &Nothing {}).unwrap();
    kept.theme = qabul_desk::views::preferences::Theme::Dark;
    let answer: qabul_desk::views::preferences::Preferences =
        world.desk.ask("preferences.write", &kept).unwrap();
    assert_eq!(answer, world.desk.ask("preferences.read", &Nothing {}).unwrap());
    let status: Status =
        world.desk.ask("registry.open", &OpenRequest { which: Which::Own }).unwrap();
    assert!(status.own_exists && !status.sample_exists && !status.open.unwrap().sample);
    let sample = world.desk.ask::<Status>("registry.open", &OpenRequest { which: Which::Sample });
    assert_eq!(refusal(&sample.unwrap_err()), "no_registry");
    // Opened anew, it wants to know who is there.
    let request = SittingRequest { sitting: world::sitting() };
    let nobody = world.desk.ask::<SittingDetail>("sittings.detail", &request).unwrap_err();
    assert_eq!(refusal(&nobody), "not_signed_in");
    world.enter("sinaqci").unwrap();
    let detail: SittingDetail =
        world.desk.ask("sittings.detail", &SittingRequest { sitting: world::sitting() }).unwrap();
    assert_eq!((detail.ready, detail.with_photo, detail.seated), (6, 6, 6));
    assert_eq!(detail.id.to_string(), SITTING);
}
