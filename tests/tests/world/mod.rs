//! A center of its own for every story: a registry, halls and candidates from lists.
#![allow(dead_code, reason = "each story uses its own part of the world")]

pub mod applicant;
pub mod certificate;
pub mod disk;
pub mod papers;

use std::path::{Path, PathBuf};

use qabul_core::campaign::SittingId;
use qabul_core::journal::Deed;
use qabul_desk::views::Nothing;
use qabul_desk::views::halls::{HallsImported, ImportHallsRequest};
use qabul_desk::views::import::{CommitRequest, ImportDone, ImportPreview, PreviewRequest};
use qabul_desk::views::jobs::{JobAnswer, JobStarted};
use qabul_desk::views::journal::{ActRequest, Undoable, Undone};
use qabul_desk::views::registry::{CreateRequest, Status};
use qabul_desk::views::sittings::{DrawRequest, Drawn, SittingDetail, SittingRequest};
use qabul_desk::views::staff::{Secret, SignIn};
use qabul_desk::{Desk, Failure};
use qabul_sample::Round;
use qabul_tests::{Machine, desk_in};
use tempfile::TempDir;

/// The sitting of the stories.
pub const SITTING: &str = "residency-2026-1-2";

/// Heads of a list of candidates.
pub const HEADS: &str = "FİN,Şəxsiyyət vəsiqəsi,Soyadı,Adı,Atasının adı,Doğum tarixi,Cinsi,Şəhər,Bölmə,\
    Təhsil vəziyyəti,Ödənilib,Təsdiqlənib,İş nömrəsi";

/// A list of candidates with these rows.
pub fn csv(rows: &[&str]) -> Vec<u8> {
    format!("{HEADS}\n{}\n", rows.join("\n")).into_bytes()
}

pub fn sitting() -> SittingId {
    SITTING.parse().unwrap()
}

/// The tag of a refusal.
pub fn refusal(failure: &Failure) -> String {
    let value = serde_json::to_value(failure).unwrap();
    value["refusal"].as_str().unwrap_or_default().to_owned()
}

pub struct World {
    pub folder: TempDir,
    pub desk: Desk,
    pub machine: Machine,
}

impl World {
    /// A center with an empty registry.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (desk, machine) = desk_in(folder.path());
        let center = "İmtahan Mərkəzi".to_owned();
        desk.ask::<Status>("registry.create", &CreateRequest { center }).unwrap();
        qabul_tests::staffed(&desk).unwrap();
        Self { folder, desk, machine }
    }

    /// A center with halls, candidates with photos, and seats.
    pub fn seated(candidates: u32) -> Self {
        let world = Self::filled(candidates);
        let request = DrawRequest { sitting: sitting(), seed: 3 };
        let drawn: Drawn = world.desk.ask("seating.draw", &request).unwrap();
        assert_eq!(drawn.seated, candidates);
        world
    }

    /// A center with halls and candidates with photos.
    pub fn filled(candidates: u32) -> Self {
        let world = Self::empty();
        let round = Round::new(7, candidates);
        let halls = world.file("halls.csv", &round.halls_csv());
        assert!(world.halls(&halls).unwrap().written);
        let photos = world.folder.path().join("photos");
        std::fs::create_dir(&photos).unwrap();
        for (index, person) in round.people().enumerate() {
            std::fs::write(photos.join(format!("{}.jpg", person.fin)), jpeg_of(index)).unwrap();
        }
        let list = world.file("list.csv", &round.applications_csv());
        let done = world.import(&list, Some(&photos), false).unwrap();
        assert_eq!((done.new, done.photos), (candidates, candidates));
        world
    }

    /// Lets an account in.
    pub fn enter(&self, name: &str) -> Result<Status, Failure> {
        let password = Secret(qabul_tests::PASSWORD.to_owned());
        self.desk.ask("session.sign_in", &SignIn { name: name.to_owned(), password })
    }

    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub fn halls(&self, path: &Path) -> Result<HallsImported, Failure> {
        let file = self.desk.admit(path.to_owned()).handle;
        self.desk.ask("halls.import", &ImportHallsRequest { file, dry_run: false })
    }

    pub fn preview(&self, path: &Path, photos: Option<&Path>) -> Result<ImportPreview, Failure> {
        let request = PreviewRequest {
            sitting: sitting(),
            file: self.desk.admit(path.to_owned()).handle,
            photos: photos.map(|photos| self.desk.admit(photos.to_owned()).handle),
        };
        let job: JobStarted = self.desk.ask("import.preview", &request)?;
        match self.desk.wait(job, |_| ())? {
            JobAnswer::Preview(preview) => Ok(preview),
            other => panic!("{other:?}"),
        }
    }

    pub fn commit(&self, preview: u32, good_only: bool) -> Result<ImportDone, Failure> {
        let job: JobStarted =
            self.desk.ask("import.commit", &CommitRequest { preview, good_only })?;
        match self.desk.wait(job, |_| ())? {
            JobAnswer::Import(done) => Ok(done),
            other => panic!("{other:?}"),
        }
    }

    pub fn import(
        &self,
        path: &Path,
        photos: Option<&Path>,
        good_only: bool,
    ) -> Result<ImportDone, Failure> {
        let preview = self.preview(path, photos)?;
        self.commit(preview.preview, good_only)
    }

    /// Takes back the last act, which is this deed.
    pub fn undoes(&self, deed: Deed) {
        let last: Undoable = self.desk.ask("undo.last", &Nothing {}).unwrap();
        assert_eq!(last.deed, deed);
        self.desk.ask::<Undone>("undo.act", &ActRequest { id: last.id }).unwrap();
    }

    pub fn detail(&self) -> SittingDetail {
        self.desk.ask("sittings.detail", &SittingRequest { sitting: sitting() }).unwrap()
    }

    /// Does plain SQL on the registry's file, past the program; what it answers, line by line.
    pub fn sql(&self, sql: &str) -> String {
        let file = self.folder.path().join("own/registry.db");
        let done = std::process::Command::new("sqlite3").arg(file).arg(sql).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap().trim().to_owned()
    }

    pub fn a_hall(&self) -> Option<i64> {
        self.detail().halls.first().map(|hall| hall.hall)
    }
}

/// A JPEG just large enough for a slip.
pub fn small_jpeg() -> Vec<u8> {
    jpeg_of(0)
}

/// A JPEG just large enough for a slip, another picture for every number: its bits stand in a row of
/// squares.
pub fn jpeg_of(number: usize) -> Vec<u8> {
    let mut pixels = vec![180; 212 * 280];
    for bit in (0..26).filter(|bit| number >> bit & 1 == 1) {
        for row in 0..8 {
            pixels[row * 212 + bit * 8..][..8].fill(40);
        }
    }
    let mut bytes = Vec::new();
    jpeg_encoder::Encoder::new(&mut bytes, 60)
        .encode(&pixels, 212, 280, jpeg_encoder::ColorType::Luma)
        .unwrap();
    bytes
}
