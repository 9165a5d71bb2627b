//! Machines that fail: each fault is told in words that name the way out, and the file is left alone.

mod world;

use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::TimeDelta;
use qabul_desk::views::applications::{ListAnswer, ListFilter, ListOrder, ListRequest};
use qabul_desk::views::preferences::Language;
use qabul_desk::views::registry::{OpenRequest, Status, Which};
use qabul_desk::views::sittings::{DrawRequest, Drawn, SittingRequest};
use qabul_desk::views::slips::{PrintOrder, Runs, SheetOrder, Verdict, VerifyRequest};
use qabul_desk::views::staff::{Secret, SignIn};
use qabul_desk::words::Words;
use qabul_desk::{Desk, Failure};
use qabul_store::Store;
use qabul_tests::desk_in;
use qabul_tests::kill::state::{State, sound};
use qabul_tests::kill::work::{self, Work};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use world::disk::{SmallDisk, names, permit, shell};
use world::{World, refusal, sitting};

const CHILD: &str = env!("CARGO_BIN_EXE_kill");
/// Pages of a registry's file.
const PAGE: usize = 16_384;

/// The tag of a breakage; its words, in every language, must be whole and name a way out.
fn breakage(failure: &Failure) -> String {
    let data = serde_json::to_value(failure).unwrap();
    let tag = data["breakage"].as_str().unwrap_or_else(|| panic!("{failure:?}")).to_owned();
    let restores = ["registry_damaged", "registry_gone", "papers_missing", "papers_damaged"];
    for (language, backup) in
        [(Language::Az, "ehtiyat nüsxə"), (Language::En, "backup"), (Language::Ru, "резервн")]
    {
        let said = Words::of(language).failure(failure);
        assert!(said.contains(". ") && !said.contains(['{', '}', '_', '!']), "{said}");
        assert!(!restores.contains(&tag.as_str()) || said.contains(backup), "{said}");
    }
    tag
}

fn digest(file: &Path) -> Vec<u8> {
    Sha256::digest(std::fs::read(file).unwrap()).to_vec()
}

/// A center whose registry is closed, and the folder of its registry.
fn closed(world: World) -> (tempfile::TempDir, PathBuf) {
    let World { folder, desk, .. } = world;
    drop(desk);
    let own = folder.path().join("own");
    (folder, own)
}

fn open(folder: &Path) -> Result<Status, Failure> {
    desk_in(folder).0.ask("registry.open", &OpenRequest { which: Which::Own })
}

fn order() -> Value {
    json!(PrintOrder {
        sitting: sitting(),
        selection: None,
        order: SheetOrder::Hall,
        parting: qabul_desk::views::slips::Parting::OneFile,
    })
}

/// Prints everybody's slips; where they lie.
fn print(desk: &Desk, folder: &Path) -> Result<PathBuf, Failure> {
    let handle = desk.admit(folder.to_owned()).handle;
    let job = desk.ask("slips.print", &json!({ "order": order(), "folder": handle }))?;
    match desk.wait(job, |_| ())? {
        qabul_desk::views::jobs::JobAnswer::Print(done) => {
            Ok(folder.join(&done.files[0].file.name))
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_no_registry_is_named_and_not_touched() {
    let (folder, own) = closed(World::seated(12));
    let file = own.join("registry.db");
    let whole = std::fs::read(&file).unwrap();
    let mut header = whole.clone();
    header[..16].copy_from_slice(b"SQLite format 9\0");
    for (what, bytes) in [
        ("empty", Vec::new()),
        ("a list", b"FIN;Soyad;Ad\n".repeat(200)),
        ("another header", header),
        ("half a page", whole[..PAGE / 2].to_vec()),
        ("half the file", whole[..whole.len() / 2].to_vec()),
        ("all but a byte", whole[..whole.len() - 1].to_vec()),
    ] {
        std::fs::write(&file, &bytes).unwrap();
        let Err(failure) = open(folder.path()) else { panic!("{what} was opened") };
        assert_eq!(breakage(&failure), "registry_damaged", "{what}");
        assert!(std::fs::read(&file).unwrap() == bytes, "{what} was touched");
    }
    std::fs::write(&file, &whole).unwrap();
    open(folder.path()).unwrap();
}

#[test]
fn a_newer_registry_is_refused_and_not_touched() {
    let (folder, own) = closed(World::seated(12));
    let paths = ["registry.db", "papers.db"].map(|name| own.join(name));
    for file in &paths {
        let kept = std::fs::read(file).unwrap();
        // As a newer edition might keep it: another journal mode is not for this one to change.
        let newer = "PRAGMA journal_mode = DELETE; PRAGMA user_version = 99;";
        assert!(shell("sqlite3", &[file.to_str().unwrap(), newer]));
        let before = digest(file);
        let failure = open(folder.path()).unwrap_err();
        assert_eq!(breakage(&failure), "registry_newer");
        assert_eq!(serde_json::to_value(&failure).unwrap()["found"], 99);
        assert_eq!(digest(file), before);
        std::fs::write(file, kept).unwrap();
    }
    open(folder.path()).unwrap();
}

/// Everything a clerk may ask for in a while; the breakages met.
fn a_while_at(desk: &Desk, slips: &Path) -> Vec<String> {
    let mut met = Vec::new();
    let filter = ListFilter::default();
    let list =
        ListRequest { sitting: sitting(), filter, order: ListOrder::Name, descending: false };
    for (name, request) in [
        ("sittings.list", json!({})),
        ("halls.list", json!({})),
        ("sittings.detail", json!({ "sitting": sitting() })),
        ("search.find", json!({ "text": "əli" })),
        ("applications.list", json!(list)),
        ("slips.plan", order()),
    ] {
        match desk.dispatch(name, request) {
            Err(failure @ Failure::Broken { .. }) => met.push(breakage(&failure)),
            Err(failure) => panic!("{name}: {failure:?}"),
            Ok(_) => {}
        }
    }
    met.extend(print(desk, slips).err().map(|failure| breakage(&failure)));
    met
}

#[test]
fn a_damaged_page_is_told_before_anybody_works_in_the_file() {
    let (folder, own) = closed(World::seated(40));
    let file = own.join("registry.db");
    let whole = std::fs::read(&file).unwrap();
    let pages = whole.len() / PAGE;
    assert!(pages > 20, "{pages} pages");
    for page in 1..pages {
        let mut bytes = whole.clone();
        bytes[page * PAGE..(page + 1) * PAGE].fill(0xa5);
        std::fs::write(&file, &bytes).unwrap();
        let failure = open(folder.path()).unwrap_err();
        assert_eq!(breakage(&failure), "registry_damaged", "page {page}");
        assert!(std::fs::read(&file).unwrap() == bytes, "page {page}: the file was touched");
    }
}

#[test]
fn damage_that_comes_while_somebody_works_is_named_and_left() {
    let (folder, own) = closed(World::seated(40));
    let file = own.join("registry.db");
    let desk = work::enter(folder.path()).unwrap();
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[PAGE..].fill(0xa5);
    std::fs::write(&file, &bytes).unwrap();
    let met = a_while_at(&desk, &folder.path().join("slips"));
    assert!(!met.is_empty() && met.iter().all(|tag| tag == "registry_damaged"), "{met:?}");
    assert!(std::fs::read(&file).unwrap() == bytes, "the file was touched");
}

#[test]
fn photos_that_are_missing_or_damaged_are_not_left_out_in_silence() {
    let (folder, own) = closed(World::seated(12));
    let (registry, papers) = (own.join("registry.db"), own.join("papers.db"));
    let (whole, before) = (std::fs::read(&papers).unwrap(), digest(&registry));
    std::fs::remove_file(&papers).unwrap();
    assert_eq!(breakage(&open(folder.path()).unwrap_err()), "papers_missing");
    assert!(!papers.exists(), "no empty one is put in its place");
    for bytes in [Vec::new(), b"no such file".repeat(500), whole[..whole.len() / 2].to_vec()] {
        std::fs::write(&papers, &bytes).unwrap();
        assert_eq!(breakage(&open(folder.path()).unwrap_err()), "papers_damaged");
        assert!(std::fs::read(&papers).unwrap() == bytes);
    }
    assert_eq!(digest(&registry), before);
    // One byte within a photo, which the engine does not see.
    let mut bytes = whole.clone();
    let photo = world::small_jpeg();
    let at =
        bytes.windows(64).rposition(|part| part == &photo[200..264]).expect("a photo's middle");
    bytes[at] ^= 1;
    std::fs::write(&papers, &bytes).unwrap();
    let desk = work::enter(folder.path()).unwrap();
    let slips = folder.path().join("slips");
    assert_eq!(breakage(&print(&desk, &slips).unwrap_err()), "papers_damaged");
    assert_eq!(std::fs::read_dir(&slips).unwrap().count(), 0, "no slip of the run is left");
}

/// Runs a work as somebody who owns nothing here: modes do not hold root back.
fn as_nobody(child: &Path, name: &str, folder: &Path) -> Failure {
    let root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    let mut command = Command::new(if root { "setpriv".as_ref() } else { child });
    if root {
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(child);
    }
    let run = command.args(["work", name]).arg(folder).output().unwrap();
    let said = String::from_utf8_lossy(&run.stdout);
    serde_json::from_str(&said).unwrap_or_else(|_| panic!("{said}{run:?}"))
}

#[test]
fn what_may_not_be_written_is_named_and_not_touched() {
    let (folder, own) = closed(World::seated(12));
    std::fs::create_dir_all(folder.path().join(work::SLIPS)).unwrap();
    let child = folder.path().join("child");
    std::fs::copy(CHILD, &child).unwrap();
    permit(folder.path(), "0755");
    let file = own.join("registry.db");
    let before = digest(&file);
    // The file alone, then its folder with it.
    for (registry, room) in [("0444", "0777"), ("0444", "0555"), ("0666", "0555")] {
        permit(&file, registry);
        permit(&own, room);
        let failure = as_nobody(&child, "seat", folder.path());
        assert_eq!(breakage(&failure), "registry_read_only", "{registry} in {room}");
        permit(&own, "0755");
        assert_eq!(digest(&file), before);
        assert_eq!(names(&own), ["keys", "papers.db", "registry.db"], "{registry} in {room}");
    }
    for name in ["registry.db", "papers.db"] {
        permit(&own.join(name), "0666");
    }
    permit(&own, "0777");
    // The key is its owner's alone; here another one reads it, too.
    permit(&own.join("keys"), "0755");
    for key in names(&own.join("keys")) {
        permit(&own.join("keys").join(key), "0644");
    }
    permit(&folder.path().join(work::SLIPS), "0555");
    let failure = as_nobody(&child, "slips", folder.path());
    assert_eq!(breakage(&failure), "read_only");
}

#[test]
fn a_full_disk_stops_an_import_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("small");
    let Some(_disk) = SmallDisk::of(6_000, place.clone()) else { return };
    work::found(&place, 60).unwrap();
    let import = Work::of("import").unwrap();
    let filler = place.join("filler");
    let all = |left: usize| {
        let free = Command::new("df").args(["--output=avail", "-k"]).arg(&place).output().unwrap();
        let free = String::from_utf8(free.stdout).unwrap();
        let free: usize = free.lines().nth(1).unwrap().trim().parse().unwrap();
        std::fs::write(&filler, vec![0; free.saturating_sub(left) * 1024]).unwrap();
    };
    for left in [400, 120] {
        all(left);
        let failure = import.perform(&place).unwrap_err();
        assert_eq!(breakage(&failure), "disk_full", "{left} KB left");
        std::fs::remove_file(&filler).unwrap();
        sound(&place).unwrap();
        assert_eq!(State::of(&place).unwrap().rows("candidate"), 0);
    }
    import.perform(&place).unwrap();
    assert_eq!(State::of(&place).unwrap().rows("candidate"), 60);
}

#[test]
fn a_full_disk_stops_a_run_and_leaves_no_slips_that_count() {
    let world = World::seated(60);
    let full = world.folder.path().join("full");
    let Some(_disk) = SmallDisk::of(64, full.clone()) else { return };
    let failure = print(&world.desk, &full).unwrap_err();
    assert_eq!(breakage(&failure), "disk_full");
    assert_eq!(std::fs::read_dir(&full).unwrap().count(), 0, "neither a slip nor a part of one");
    let request = SittingRequest { sitting: sitting() };
    let runs: Runs = world.desk.ask("slips.runs", &request).unwrap();
    assert!(runs.runs.is_empty());
    print(&world.desk, &world.folder.path().join("roomy")).unwrap();
}

#[test]
fn a_registry_that_was_taken_away_is_not_written_to() {
    let world = World::filled(12);
    let (own, away) = (world.folder.path().join("own"), world.folder.path().join("away"));
    let draw =
        || world.desk.ask::<Drawn>("seating.draw", &DrawRequest { sitting: sitting(), seed: 3 });
    std::fs::rename(&own, &away).unwrap();
    assert_eq!(breakage(&draw().unwrap_err()), "registry_gone");
    let list = world.folder.path().join("list.csv");
    let preview = world.preview(&list, None).and_then(|it| world.commit(it.preview, true));
    assert_eq!(breakage(&preview.unwrap_err()), "registry_gone");
    // A copy in its place is another file: what is open here would be written past it.
    std::fs::create_dir(&own).unwrap();
    std::fs::copy(away.join("registry.db"), own.join("registry.db")).unwrap();
    assert_eq!(breakage(&draw().unwrap_err()), "registry_gone");
    std::fs::remove_dir_all(&own).unwrap();
    assert_eq!(refusal(&open(world.folder.path()).unwrap_err()), "no_registry");
    std::fs::rename(&away, &own).unwrap();
    assert_eq!(draw().unwrap().seated, 12);
}

#[test]
fn a_clock_that_was_set_back_orders_nothing_anew() {
    let world = World::filled(12);
    for _ in 0..4 {
        let password = Secret("səhv parol".to_owned());
        let wrong = SignIn { name: "sinaqci".to_owned(), password };
        world.desk.ask::<Status>("session.sign_in", &wrong).unwrap_err();
    }
    world.machine.pass(TimeDelta::days(-400));
    let waits = world.enter("sinaqci").unwrap_err();
    let seconds = serde_json::to_value(&waits).unwrap()["seconds"].as_u64().unwrap();
    assert!((1..=4).contains(&seconds), "the wait is no longer than it was: {seconds}");
    world.machine.pass(TimeDelta::days(400) + TimeDelta::seconds(5));
    world.enter("sinaqci").unwrap();
    let slips = world.folder.path().join("slips");
    let draw = DrawRequest { sitting: sitting(), seed: 3 };
    world.desk.ask::<Drawn>("seating.draw", &draw).unwrap();
    print(&world.desk, &slips).unwrap();
    world.machine.pass(TimeDelta::days(-400));
    let path = print(&world.desk, &slips).unwrap();
    // The newest is who came last, whatever the clock said.
    let runs: Runs = world.desk.ask("slips.runs", &SittingRequest { sitting: sitting() }).unwrap();
    assert_eq!(runs.runs.iter().map(|run| run.run).collect::<Vec<_>>(), [2, 1]);
    assert!(runs.runs[0].at < runs.runs[1].at);
    let read = world::papers::scanned(&path);
    let digits = read.lines().find(|line| line.len() == 193).unwrap().to_owned();
    let verdict: Verdict = world.desk.ask("slips.verify", &VerifyRequest { digits }).unwrap();
    assert!(matches!(verdict, Verdict::Valid { superseded: false, .. }), "{verdict:?}");
    let request = ListRequest {
        sitting: sitting(),
        filter: ListFilter::default(),
        order: ListOrder::Name,
        descending: false,
    };
    let list: ListAnswer = world.desk.ask("applications.list", &request).unwrap();
    assert_eq!(list.total, 12);
    let store = Store::open(&world.folder.path().join("own")).unwrap();
    assert!(store.reader().verify_journal().unwrap().broken.is_none());
}

#[test]
fn two_programs_at_one_registry_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    work::found(folder.path(), 60).unwrap();
    for (name, table, rows) in [("import", "candidate", 60), ("seat", "seat", 60)] {
        let mut codes = at_once(name, folder.path());
        codes.sort_unstable();
        // Who comes second finds nothing to do, or is told that the registry changed meanwhile.
        assert!([[0, 0], [0, work::REFUSED]].contains(&codes), "{name}: {codes:?}");
        sound(folder.path()).unwrap();
        assert_eq!(State::of(folder.path()).unwrap().rows(table), rows, "{name}");
    }
    // Two runs at once are two runs, each with its own numbers and files.
    assert_eq!(at_once("slips", folder.path()), [0, 0]);
    assert_eq!(sound(folder.path()).unwrap(), 0);
    let state = State::of(folder.path()).unwrap();
    assert_eq!((state.rows("run"), state.rows("slip")), (2, 120));
}

/// Two processes that do the same work at once; their exit codes.
fn at_once(name: &str, folder: &Path) -> [i32; 2] {
    let start = || Command::new(CHILD).args(["work", name]).arg(folder).spawn().unwrap();
    [start(), start()].map(|mut child| child.wait().unwrap().code().expect("no signal"))
}
