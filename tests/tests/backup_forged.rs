//! Backups that somebody who knows the public key made: well sealed, and wrong inside.

mod world;

use std::io::Read;
use std::process::Command;

use qabul_desk::Failure;
use qabul_desk::views::Nothing;
use qabul_desk::views::backup::*;
use qabul_desk::views::jobs::{JobAnswer, JobStarted};
use qabul_exchange::sealed::{Manifest, open_registry, seal_registry};
use qabul_tests::keyholder as center;
use serde_json::{Value, json};
use world::World;

/// How many made-up changes of a registry file are tried; every one is opened, checked and printed from.
fn changes() -> u32 {
    std::env::var("QABUL_FORGED").ok().and_then(|count| count.parse().ok()).unwrap_or(24)
}

/// A registry of four with a backup of it, taken out of its seal; the administrator is signed in.
fn taken_apart() -> (World, Manifest, Vec<u8>) {
    let world = World::seated(4);
    world.enter("inzibatci").unwrap();
    let disk = world.folder.path().join("disk");
    std::fs::create_dir(&disk).unwrap();
    let request = SetUpBackup {
        folder: world.desk.admit(disk.clone()).handle,
        center: center().recipient().to_string(),
        sheet: world.desk.admit(world.folder.path().join("sheet.txt")).handle,
    };
    world.desk.ask::<RecoveryKey>("backup.set_up", &request).unwrap();
    let job: JobStarted = world.desk.ask("backup.make", &Nothing {}).unwrap();
    let JobAnswer::Backup(made) = world.desk.wait(job, |_| ()).unwrap() else {
        panic!("no backup")
    };
    let sealed = std::fs::read(disk.join(made.name)).unwrap();
    let key = center();
    let (manifest, mut inside) = open_registry(&key, sealed.as_slice()).unwrap();
    let mut body = Vec::new();
    inside.read_to_end(&mut body).unwrap();
    drop(inside);
    (world, manifest, body)
}

/// Seals it again as if it came from the same registry, and asks for a job with it.
fn tried(world: &World, job: &str, manifest: &Manifest, body: &[u8]) -> Result<JobAnswer, Failure> {
    let mut sealed = Vec::new();
    seal_registry(&[center().recipient()], manifest, &mut &*body, &mut sealed).unwrap();
    let file = world.desk.admit(world.file("forged.qabul", &sealed)).handle;
    let key = world.file("key.txt", center().spelled().as_bytes());
    let request =
        OpenBackup { name: None, file: Some(file), key: Some(world.desk.admit(key).handle) };
    let job: JobStarted = world.desk.ask(job, &request)?;
    world.desk.wait(job, |_| ())
}

fn tag(failure: &Failure) -> String {
    let value = serde_json::to_value(failure).unwrap();
    let tag = ["refusal", "breakage"].iter().find_map(|field| value[*field].as_str());
    tag.unwrap_or_default().to_owned()
}

fn status(world: &World) -> Value {
    world.desk.dispatch("registry.status", json!({})).unwrap()
}

#[test]
fn what_is_inside_is_held_against_what_the_backup_says_of_itself() {
    let (world, manifest, body) = taken_apart();
    let before = status(&world);
    let wrong: [(&str, Manifest, Vec<u8>); 6] = [
        ("cut", manifest.clone(), body[..body.len() - 4096].to_vec()),
        ("no registry", manifest.clone(), b"PK\x03\x04 a workbook".repeat(1000)),
        ("nothing", Manifest { bytes: 0, ..manifest.clone() }, Vec::new()),
        ("another act", Manifest { act: manifest.act - 1, ..manifest.clone() }, body.clone()),
        ("longer", Manifest { bytes: u64::MAX, ..manifest.clone() }, body.clone()),
        ("newer", Manifest { schema: manifest.schema + 1, ..manifest.clone() }, body.clone()),
    ];
    for (name, manifest, body) in &wrong {
        for job in ["backup.rehearse", "backup.restore"] {
            let failure = tried(&world, job, manifest, body).unwrap_err();
            let expected = ["backup_damaged", "backup_newer", "registry_damaged"];
            assert!(expected.contains(&tag(&failure).as_str()), "{name} {job}: {failure:?}");
        }
    }
    assert_eq!(status(&world), before, "the registry that is there stays");
}

/// A trigger that would act at a clerk's next save is no part of a registry.
#[test]
fn what_lies_in_wait_in_a_backup_is_no_registry() {
    let (world, manifest, body) = taken_apart();
    let file = world.file("forged.db", &body);
    for forged in [
        "CREATE TRIGGER later AFTER INSERT ON hall BEGIN DELETE FROM seat; END",
        "DROP TRIGGER later; DROP TRIGGER journal_is_not_shortened",
    ] {
        let done =
            Command::new("sqlite3").arg(&file).arg(format!("{forged}; VACUUM")).output().unwrap();
        assert!(done.stderr.is_empty(), "{}", String::from_utf8_lossy(&done.stderr));
        let forged = std::fs::read(&file).unwrap();
        let bytes = forged.len() as u64;
        let manifest = Manifest { bytes, ..manifest.clone() };
        let failure = tried(&world, "backup.restore", &manifest, &forged).unwrap_err();
        assert_eq!(tag(&failure), "registry_damaged");
    }
}

/// Bytes changed anywhere in the file: it is refused as damaged, or it was of no consequence; nothing
/// panics, and the registry in use is none the wiser.
#[test]
fn changed_bytes_inside_are_refused_or_change_nothing_that_is_checked() {
    let (world, manifest, body) = taken_apart();
    let before = status(&world);
    let mut chance = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = move |below: usize| {
        chance =
            chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(chance >> 33).unwrap() % below
    };
    let mut refused = 0;
    for _ in 0..changes() {
        let mut changed = body.clone();
        // A page's own head is as likely as all the rest of it: there every byte means something.
        let page = next(body.len() / 16_384) * 16_384;
        let at = page + if next(2) == 0 { next(100) } else { next(16_384) };
        let length = [1, 1, 4, 64][next(4)];
        for byte in changed.iter_mut().skip(at).take(length) {
            *byte ^= u8::try_from(next(255) + 1).unwrap();
        }
        if let Err(failure) = tried(&world, "backup.rehearse", &manifest, &changed) {
            let expected = [
                "backup_damaged",
                "registry_damaged",
                "registry_newer",
                "backup_newer",
                "backup_incomplete",
            ];
            assert!(expected.contains(&tag(&failure).as_str()), "at {at}: {failure:?}");
            refused += 1;
        }
    }
    assert!(refused > 0, "no change was found");
    assert_eq!(status(&world), before);
}
