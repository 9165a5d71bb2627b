//! The works that are struck: what each does, in the order in which a round goes through them.

use std::path::Path;

use qabul_core::campaign::SittingId;
use qabul_desk::views::Nothing;
use qabul_desk::views::backup::{RecoveryKey, SetUpBackup};
use qabul_desk::views::halls::{HallsImported, ImportHallsRequest};
use qabul_desk::views::import::{CommitRequest, PreviewRequest};
use qabul_desk::views::jobs::{JobAnswer, JobStarted};
use qabul_desk::views::keys::{Keys, UnlockKey};
use qabul_desk::views::registry::{CreateRequest, OpenRequest, Status, Which};
use qabul_desk::views::sittings::{DrawRequest, Drawn};
use qabul_desk::views::slips::{Parting, PrintOrder, PrintRequest, SheetOrder};
use qabul_desk::views::staff::{Secret, SignIn};
use qabul_desk::{Breakage, Desk, Failure};
use qabul_sample::Round;
use serde::Serialize;

use crate::{PASSWORD, desk_in, keyholder, staffed};

/// Photos to be imported, within a prepared folder.
pub const PHOTOS: &str = "photos";
/// Where slips go, within a prepared folder.
pub const SLIPS: &str = "slips";
/// Where backups go: within the folder that was founded, for every copy of it.
pub const DISK: &str = "disk";
/// The list of candidates, within a prepared folder.
const LIST: &str = "list.csv";

/// How a work ends that a rule refused.
pub const REFUSED: i32 = 3;
/// How a work ends that found the disk full.
pub const DISK_FULL: i32 = 28;
/// How a work ends that found the disk failing.
pub const DISK_FAILED: i32 = 5;

/// One work: its name, and what it does at a desk where somebody has signed in. The registry before
/// it is what the work above it in the table left.
pub struct Work {
    /// By which it is told to a process.
    pub name: &'static str,
    /// Whether it writes into the history what nobody can foretell: the name of a sealed file.
    pub sealed: bool,
    act: fn(&Desk, &Path) -> Result<(), Failure>,
}

/// The table of works. Another one is another line.
pub const WORKS: &[Work] = &[
    Work { name: "import", sealed: false, act: import },
    Work { name: "seat", sealed: false, act: seat },
    Work { name: "slips", sealed: false, act: slips },
    Work { name: "backup", sealed: true, act: backup },
];

impl Work {
    /// The work of a name.
    #[must_use]
    pub fn of(name: &str) -> Option<&'static Self> {
        WORKS.iter().find(|work| work.name == name)
    }

    /// Opens the registry in a prepared folder, signs in and does it.
    ///
    /// # Errors
    /// What the desk says.
    pub fn perform(&self, folder: &Path) -> Result<(), Failure> {
        (self.act)(&enter(folder)?, folder)
    }
}

/// How a process ends that did a work, by its exit code.
#[must_use]
pub fn code(outcome: &Result<(), Failure>) -> i32 {
    match outcome {
        Ok(()) => 0,
        Err(Failure::Refused { .. }) => REFUSED,
        Err(Failure::Broken { breakage: Breakage::DiskFull { .. } }) => DISK_FULL,
        Err(Failure::Broken { breakage: Breakage::DiskFailed { .. } }) => DISK_FAILED,
        Err(_) => 1,
    }
}

/// A desk in a prepared folder, its registry open, the clerk let in and the station's key unlocked.
///
/// # Errors
/// What the desk says.
pub fn enter(folder: &Path) -> Result<Desk, Failure> {
    let (desk, _) = desk_in(folder);
    desk.ask::<Status>("registry.open", &OpenRequest { which: Which::Own })?;
    let_in(&desk, "sinaqci")?;
    let passphrase = Some(Secret(PASSWORD.to_owned()));
    desk.ask::<Keys>("keys.unlock", &UnlockKey { passphrase })?;
    Ok(desk)
}

fn let_in(desk: &Desk, name: &str) -> Result<(), Failure> {
    let asked = SignIn { name: name.to_owned(), password: Secret(PASSWORD.to_owned()) };
    desk.ask::<Status>("session.sign_in", &asked).map(|_| ())
}

/// The folder before the first work: a registry with staff and halls, a list and photos to be taken.
///
/// # Errors
/// What the desk says.
pub fn found(folder: &Path, candidates: u32) -> Result<(), Failure> {
    let broken = |_| Failure::from(Breakage::Unreadable { file: folder.display().to_string() });
    std::fs::create_dir_all(folder.join(PHOTOS)).map_err(broken)?;
    std::fs::create_dir_all(folder.join(SLIPS)).map_err(broken)?;
    let (desk, _) = desk_in(folder);
    let center = "İmtahan Mərkəzi".to_owned();
    desk.ask::<Status>("registry.create", &CreateRequest { center })?;
    staffed(&desk)?;
    std::fs::create_dir_all(folder.join(DISK)).map_err(broken)?;
    let_in(&desk, "inzibatci")?;
    let set_up = SetUpBackup {
        folder: desk.admit(folder.join(DISK)).handle,
        center: keyholder().recipient().to_string(),
        sheet: desk.admit(folder.join("sheet.txt")).handle,
    };
    desk.ask::<RecoveryKey>("backup.set_up", &set_up)?;
    let_in(&desk, "sinaqci")?;
    let round = Round::new(7, candidates);
    let halls = folder.join("halls.csv");
    std::fs::write(&halls, round.halls_csv()).map_err(broken)?;
    std::fs::write(folder.join(LIST), round.applications_csv()).map_err(broken)?;
    let request = ImportHallsRequest { file: desk.admit(halls).handle, dry_run: false };
    desk.ask::<HallsImported>("halls.import", &request)?;
    for person in round.people() {
        let file = folder.join(PHOTOS).join(format!("{}.jpg", person.fin));
        std::fs::write(file, round.photo(&person)).map_err(broken)?;
    }
    Ok(())
}

fn sitting() -> SittingId {
    "residency-2026-1-2".parse().expect("a sitting's name")
}

/// Starts a job and waits for its end.
fn job(desk: &Desk, name: &str, request: &impl Serialize) -> Result<JobAnswer, Failure> {
    let started: JobStarted = desk.ask(name, request)?;
    desk.wait(started, |_| ())
}

fn import(desk: &Desk, folder: &Path) -> Result<(), Failure> {
    let request = PreviewRequest {
        sitting: sitting(),
        file: desk.admit(folder.join(LIST)).handle,
        photos: Some(desk.admit(folder.join(PHOTOS)).handle),
    };
    let JobAnswer::Preview(preview) = job(desk, "import.preview", &request)? else {
        return Err(Breakage::Program { part: "preview".to_owned() }.into());
    };
    let commit = CommitRequest { preview: preview.preview, good_only: false };
    job(desk, "import.commit", &commit).map(|_| ())
}

fn seat(desk: &Desk, _: &Path) -> Result<(), Failure> {
    desk.ask::<Drawn>("seating.draw", &DrawRequest { sitting: sitting(), seed: 3 }).map(|_| ())
}

fn slips(desk: &Desk, folder: &Path) -> Result<(), Failure> {
    let request = PrintRequest {
        order: PrintOrder {
            sitting: sitting(),
            selection: None,
            order: SheetOrder::Hall,
            parting: Parting::Halls,
        },
        folder: desk.admit(folder.join(SLIPS)).handle,
    };
    job(desk, "slips.print", &request).map(|_| ())
}

fn backup(desk: &Desk, _: &Path) -> Result<(), Failure> {
    job(desk, "backup.make", &Nothing {}).map(|_| ())
}
