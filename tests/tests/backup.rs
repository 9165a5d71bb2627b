//! Backups: made, rehearsed, restored, and what is found when something is wrong with one.

mod world;

use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use qabul_core::staff::{AtTheDoor, MayDo};
use qabul_desk::Failure;
use qabul_desk::views::Nothing;
use qabul_desk::views::applications::ListAnswer;
use qabul_desk::views::backup::*;
use qabul_desk::views::files::FileHandle;
use qabul_desk::views::jobs::{JobAnswer, JobStarted};
use qabul_desk::views::registry::Status;
use qabul_exchange::sealed::Identity;
use qabul_store::Store;
use qabul_tests::keyholder as center;
use serde_json::{Value, json};
use world::{SITTING, World, refusal};

trait Backups {
    fn set_up(&self) -> (PathBuf, RecoveryKey);
    fn backup(&self) -> BackupMade;
    fn key(&self, identity: &Identity) -> Option<FileHandle>;
    fn job(&self, name: &str, request: &OpenBackup) -> Result<JobAnswer, Failure>;
    fn state(&self) -> BackupState;
    fn one_more_hall(&self);
}

impl Backups for World {
    /// An administrator chooses a folder; the clerk goes on working.
    fn set_up(&self) -> (PathBuf, RecoveryKey) {
        self.enter("inzibatci").unwrap();
        let folder = self.folder.path().join("disk");
        std::fs::create_dir(&folder).unwrap();
        let request = SetUpBackup {
            folder: self.desk.admit(folder.clone()).handle,
            center: center().recipient().to_string(),
            sheet: self.desk.admit(self.folder.path().join("sheet.txt")).handle,
        };
        let key = self.desk.ask("backup.set_up", &request).unwrap();
        self.enter("sinaqci").unwrap();
        (folder, key)
    }

    fn backup(&self) -> BackupMade {
        let job: JobStarted = self.desk.ask("backup.make", &Nothing {}).unwrap();
        match self.desk.wait(job, |_| ()).unwrap() {
            JobAnswer::Backup(made) => made,
            other => panic!("{other:?}"),
        }
    }

    fn key(&self, identity: &Identity) -> Option<FileHandle> {
        let file = self.file("key.txt", format!("# key\n{}\n", identity.spelled()).as_bytes());
        Some(self.desk.admit(file).handle)
    }

    fn job(&self, name: &str, request: &OpenBackup) -> Result<JobAnswer, Failure> {
        let job: JobStarted = self.desk.ask(name, request)?;
        self.desk.wait(job, |_| ())
    }

    fn state(&self) -> BackupState {
        self.desk.ask("backup.state", &Nothing {}).unwrap()
    }

    /// Something to be saved: the clerk enters a hall.
    fn one_more_hall(&self) {
        let hall = json!({ "city": "Bakı", "building": "B", "address": "A", "code": "1", "floor": 1,
            "rows": 2, "seats": 2 });
        let save = json!({ "id": null, "version": null, "hall": hall });
        self.desk.dispatch("halls.save", save).unwrap();
    }
}

fn newest(key: Option<FileHandle>) -> OpenBackup {
    OpenBackup { name: None, file: None, key }
}

/// Everything the clerk sees of the candidates.
fn seen(world: &World) -> Vec<Value> {
    let list = json!({ "sitting": SITTING, "filter": {}, "order": "name", "descending": false });
    let answer: ListAnswer = world.desk.ask("applications.list", &list).unwrap();
    let rows = json!({ "list": answer.list, "from": 0, "count": 100 });
    let rows = world.desk.dispatch("applications.rows", rows).unwrap();
    rows["rows"].as_array().unwrap().clone()
}

fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn tag(failure: &Failure) -> String {
    let value = serde_json::to_value(failure).unwrap();
    let tag = ["refusal", "breakage"].iter().find_map(|field| value[*field].as_str());
    tag.unwrap_or_default().to_owned()
}

#[test]
fn a_backup_of_forty_people_brings_them_back_and_nothing_else() {
    let world = World::seated(40);
    let (disk, recovery) = world.set_up();
    let before = seen(&world);
    let made = world.backup();
    assert_eq!((made.papers, made.papers_added), (40, 40));
    assert_eq!(mode(&disk.join(&made.name)), 0o600);
    let own = world.folder.path().join("own");
    let plain = std::fs::read_dir(&own).unwrap().flatten();
    let plain: Vec<_> = plain.filter(|entry| entry.file_name() == ".snapshot").collect();
    assert!(plain.is_empty(), "nothing plain is left behind");
    // Afterwards the clerk does what is to be undone.
    world.one_more_hall();
    assert!(world.state().changed);
    // The printed key opens it as well as the center's.
    let sheet = world.desk.admit(world.folder.path().join("sheet.txt")).handle;
    assert_eq!(mode(&world.folder.path().join("sheet.txt")), 0o600);
    assert!(recovery.key.0.starts_with("AGE-SECRET-KEY-1"));
    world.enter("inzibatci").unwrap();
    let holds: BackupContents =
        world.desk.ask("backup.look", &newest(Some(sheet.clone()))).unwrap();
    assert_eq!((holds.counts["candidate"], holds.center.as_str()), (40, "İmtahan Mərkəzi"));
    assert!(holds.acts_lost > 0);
    let JobAnswer::Restored(done) = world.job("backup.restore", &newest(Some(sheet))).unwrap()
    else {
        panic!("not restored")
    };
    assert!(done.status.open.unwrap().signed.is_none(), "everybody is signed out");
    assert!(own.join(&done.aside).join("registry.db").exists());
    assert!(!own.join("restoring").exists() && !own.join("restoring.part").exists());
    world.enter("sinaqci").unwrap();
    assert_eq!(seen(&world), before);
    assert_eq!(done.papers, 40);
    let slips =
        json!({ "sitting": SITTING, "selection": null, "order": "hall", "parting": "halls" });
    let plan = world.desk.dispatch("slips.plan", slips).unwrap();
    assert_eq!(plan["without_photo"], 0);
    // The next one finds the papers there already.
    assert_eq!(world.backup().papers_added, 0);
}

#[test]
fn a_rehearsal_prints_slips_from_both_and_says_what_changed_since() {
    let world = World::seated(40);
    world.set_up();
    world.backup();
    world.enter("inzibatci").unwrap();
    let rehearse = || match world.job("backup.rehearse", &newest(world.key(&center()))).unwrap() {
        JobAnswer::Rehearsed(rehearsal) => rehearsal,
        other => panic!("{other:?}"),
    };
    let first = rehearse();
    assert_eq!((first.slips, first.slips_changed, first.papers), (20, 0, 40));
    let state = world.state();
    assert!(state.rehearsed_at.is_some() && !state.rehearsed_late && !state.checked_late);
    // A hall that moves after the backup changes slips, and that is no fault of the backup.
    world.enter("sinaqci").unwrap();
    let halls = world.desk.dispatch("halls.list", json!({})).unwrap();
    for line in halls["halls"].as_array().unwrap() {
        let mut hall = line["hall"].clone();
        hall["address"] = json!("Yeni küçə 1");
        let save = json!({ "id": line["id"], "version": line["version"], "hall": hall });
        world.desk.dispatch("halls.save", save).unwrap();
    }
    world.enter("inzibatci").unwrap();
    let second = rehearse();
    assert_eq!((second.slips, second.slips_changed), (0, 20));
    assert!(!world.folder.path().join("own/.rehearsal").exists());
    world.machine.pass(TimeDelta::days(7));
    let state = world.state();
    assert!(state.rehearsed_late && state.checked_late, "after a week both are overdue");
}

#[test]
fn what_is_wrong_with_a_backup_is_named() {
    let world = World::seated(4);
    let (disk, _) = world.set_up();
    let made = world.backup();
    world.enter("inzibatci").unwrap();
    let look = |key| world.desk.ask::<BackupContents>("backup.look", &newest(key));
    let wrong = world.key(&Identity::of_chance(&[1; 32]));
    assert_eq!(tag(&look(wrong).unwrap_err()), "wrong_key");
    let none = world.desk.admit(world.file("none.txt", b"no key at all")).handle;
    assert_eq!(tag(&look(Some(none)).unwrap_err()), "no_key_in_file");
    // A paper that is gone, or another one in its place.
    let paper = std::fs::read_dir(disk.join("papers")).unwrap().next().unwrap().unwrap().path();
    let sealed = std::fs::read(&paper).unwrap();
    for bad in [None, Some(b"changed".as_slice())] {
        match bad {
            None => std::fs::remove_file(&paper).unwrap(),
            Some(bytes) => std::fs::write(&paper, bytes).unwrap(),
        }
        let failure = world.job("backup.rehearse", &newest(world.key(&center()))).unwrap_err();
        assert_eq!(tag(&failure), "backup_incomplete");
    }
    std::fs::write(&paper, sealed).unwrap();
    // One byte, wherever it stands; the registry that is there stays as it is.
    let file = disk.join(&made.name);
    let whole = std::fs::read(&file).unwrap();
    for at in [3, 120, whole.len() / 2, whole.len() - 1] {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        std::fs::write(&file, &changed).unwrap();
        assert_eq!(tag(&look(world.key(&center())).unwrap_err()), "backup_damaged", "{at}");
        // Under another name its own seal still tells.
        let moved = world.file("moved.qabul", &changed);
        let request = OpenBackup {
            name: None,
            file: Some(world.desk.admit(moved).handle),
            key: world.key(&center()),
        };
        let failure = world.job("backup.restore", &request).unwrap_err();
        assert!(["backup_damaged", "wrong_key"].contains(&tag(&failure).as_str()), "{at}");
    }
    std::fs::write(&file, whole).unwrap();
    world.enter("sinaqci").unwrap();
    assert_eq!(seen(&world).len(), 4);
}

#[test]
fn a_new_computer_needs_the_key_alone_and_no_stale_log_comes_along() {
    let world = World::seated(4);
    let (disk, _) = world.set_up();
    let made = world.backup();
    let before = seen(&world);
    // Another computer, on which a log was left of some registry that is gone.
    let other = tempfile::tempdir().unwrap();
    let own = other.path().join("own");
    std::fs::create_dir(&own).unwrap();
    std::fs::write(own.join("registry.db-wal"), "a stale log").unwrap();
    let (desk, machine) = qabul_tests::desk_in(other.path());
    let there = World { folder: other, desk, machine };
    let request = OpenBackup {
        name: None,
        file: Some(there.desk.admit(disk.join(&made.name)).handle),
        key: there.key(&center()),
    };
    let JobAnswer::Restored(done) = there.job("backup.restore", &request).unwrap() else {
        panic!("not restored")
    };
    assert!(own.join(&done.aside).join("registry.db-wal").exists());
    there.enter("sinaqci").unwrap();
    assert_eq!(seen(&there), before);
    // Now that somebody can sign in there, a key is not enough, whoever starts the program.
    let (fresh, _) = qabul_tests::desk_in(there.folder.path());
    let file = Some(fresh.admit(disk.join(&made.name)).handle);
    let key = Some(fresh.admit(there.folder.path().join("key.txt")).handle);
    let refused = fresh.ask::<JobStarted>("backup.restore", &OpenBackup { name: None, file, key });
    assert_eq!(refusal(&refused.unwrap_err()), "registry_there");
    assert_eq!(refusal(&there.job("backup.restore", &request).unwrap_err()), "not_allowed");
}

#[test]
fn only_administrators_set_up_and_restore_and_auditors_rehearse_too() {
    let world = World::seated(4);
    assert_eq!(world.state().set_up, None);
    let job: JobStarted = world.desk.ask("backup.make", &Nothing {}).unwrap();
    assert_eq!(refusal(&world.desk.wait(job, |_| ()).unwrap_err()), "backup_not_set_up");
    let folder = world.desk.admit(world.folder.path().to_owned()).handle;
    let sheet = world.desk.admit(world.folder.path().join("new.txt")).handle;
    let mut request = SetUpBackup { folder, center: "age1".to_owned(), sheet };
    let set_up = |request: &SetUpBackup| world.desk.ask::<RecoveryKey>("backup.set_up", request);
    assert_eq!(refusal(&set_up(&request).unwrap_err()), "not_allowed");
    world.enter("inzibatci").unwrap();
    let faults = serde_json::to_value(set_up(&request).unwrap_err()).unwrap();
    assert_eq!(faults["faults"][0]["fault"]["fault"], "recipient");
    assert!(!world.folder.path().join("new.txt").exists());
    request.center = center().recipient().to_string();
    set_up(&request).unwrap();
    assert_eq!(refusal(&set_up(&request).unwrap_err()), "file_exists", "no sheet is lost");
    world.backup();
    world.enter("sinaqci").unwrap();
    let restore = world.job("backup.restore", &newest(world.key(&center()))).unwrap_err();
    assert_eq!(refusal(&restore), "not_allowed");
    // The clerk of the stories is an auditor, too.
    world.job("backup.rehearse", &newest(world.key(&center()))).unwrap();
    world.desk.ask::<Status>("session.sign_out", &Nothing {}).unwrap();
    let look = world.desk.ask::<BackupContents>("backup.look", &newest(None)).unwrap_err();
    assert_eq!(refusal(&look), "not_signed_in");
    // Whoever closes the window leaves a backup behind all the same.
    world.backup();
}

#[test]
fn backups_are_due_after_work_and_kept_by_the_plan() {
    let world = World::filled(4);
    let (disk, _) = world.set_up();
    assert!(world.state().due, "there never was one");
    let first = world.backup();
    assert!(!world.state().due);
    world.machine.pass(TimeDelta::minutes(61));
    assert!(!world.state().due, "nothing has changed: coming and going is no change");
    world.one_more_hall();
    assert!(world.state().due);
    // Of one hour the newest stays.
    let second = world.backup();
    world.machine.pass(TimeDelta::minutes(10));
    let third = world.backup();
    assert_eq!(third.removed, 1);
    let names: Vec<String> = world.state().backups.into_iter().map(|line| line.name).collect();
    assert_eq!(names, [third.name, first.name]);
    assert!(!disk.join(second.name).exists());
    // A clock that was set back takes none away.
    world.machine.pass(TimeDelta::days(-40));
    assert_eq!(world.backup().removed, 0);
    assert_eq!(world.state().backups.len(), 3);
    // A drive that is unplugged is not made anew on the disk it saves from.
    std::fs::rename(&disk, disk.with_extension("unplugged")).unwrap();
    let job: JobStarted = world.desk.ask("backup.make", &Nothing {}).unwrap();
    assert_eq!(tag(&world.desk.wait(job, |_| ()).unwrap_err()), "unreadable");
    assert!(!disk.exists());
}

#[test]
fn the_copy_before_a_migration_is_sealed_and_its_plain_files_go() {
    let world = World::seated(4);
    world.set_up();
    let own = world.folder.path().join("own");
    let (records, papers) = (own.join("registry.db.schema-5"), own.join("papers.db.schema-1"));
    let may = MayDo::at_the_door(AtTheDoor::Leave, "Sınaqçı");
    Store::open(&own).unwrap().snapshot_into(&records, &may, || false).unwrap();
    std::fs::write(&papers, "photos").unwrap();
    world.backup();
    assert!(!records.exists() && !papers.exists());
    let there = world.state().backups;
    assert_eq!(there.iter().filter(|line| line.before_migration).count(), 1);
    // It opens like any other.
    world.enter("inzibatci").unwrap();
    let copy = there.into_iter().find(|line| line.before_migration).map(|line| line.name);
    let request = OpenBackup { name: copy, file: None, key: world.key(&center()) };
    world.job("backup.rehearse", &request).unwrap();
}

#[test]
fn a_paper_that_no_row_names_is_swept_after_a_day() {
    let world = World::filled(4);
    world.set_up();
    // A photo changes with the next list: the former is named by nobody then.
    let round = qabul_sample::Round::new(7, 4);
    let photos = world.folder.path().join("photos");
    for person in round.people().take(1) {
        std::fs::write(photos.join(format!("{}.jpg", person.fin)), world::jpeg_of(99)).unwrap();
    }
    let list = world.file("list.csv", &round.applications_csv());
    assert_eq!(world.import(&list, Some(&photos), false).unwrap().changed, 1);
    assert_eq!(world.backup().swept, 0, "it may be about to be named");
    world.machine.pass(TimeDelta::hours(23));
    assert_eq!(world.backup().swept, 0);
    world.machine.pass(TimeDelta::hours(2));
    let made = world.backup();
    assert_eq!((made.swept, made.papers), (1, 4));
}

#[test]
fn the_sample_is_backed_up_rehearsed_and_restored_without_a_key() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, machine) = qabul_tests::desk_in(folder.path());
    let job = desk.ask("registry.make_sample", &json!({ "candidates": 30, "seed": 1 })).unwrap();
    desk.wait(job, |_| ()).unwrap();
    desk.ask::<Status>("session.sign_in_sample", &Nothing {}).unwrap();
    let world = World { folder, desk, machine };
    assert!(!world.state().due, "it is made when somebody wants to see it");
    world.backup();
    let JobAnswer::Rehearsed(rehearsal) = world.job("backup.rehearse", &newest(None)).unwrap()
    else {
        panic!("not rehearsed")
    };
    assert!(rehearsal.slips > 0 && rehearsal.slips <= 20);
    let JobAnswer::Restored(done) = world.job("backup.restore", &newest(None)).unwrap() else {
        panic!("not restored")
    };
    assert!(done.contents.sample && done.status.open.unwrap().sample);
}
