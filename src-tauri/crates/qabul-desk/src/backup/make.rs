//! Making a backup: snapshot, check, papers, seal, note, let go what the plan lets go.

use std::io::BufReader;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use qabul_core::backup::{Keeping, kept};
use qabul_core::journal::{Deed, stamp};
use qabul_core::refusal::{BackupRefusal, Refusal};
use qabul_core::staff::{AtTheDoor, MayDo};
use qabul_exchange::sealed::{self, Manifest};
use qabul_store::restore::{holds_records, nameplate, plain_copies};
use qabul_store::snapshot::{Snapshot, check_file};
use qabul_store::{AnchorWhy, Store};

use super::folder::{self, PAPERS};
use super::keys::{Keys, paper_name, short};
use crate::desk::{Desk, Done};
use crate::failure::{Breakage, Failure};
use crate::files::name_of;
use crate::jobs::Watch;
use crate::views::Nothing;
use crate::views::backup::BackupMade;
use crate::views::jobs::{JobAnswer, JobStarted, JobStep};

/// `backup.make`
pub(crate) fn make(desk: &Desk, _: &Nothing) -> Result<JobStarted, Failure> {
    let may = may(desk)?;
    let opening = desk.opening()?;
    Ok(desk.start(move |desk, watch| {
        let mut store = desk.another_of(opening)?;
        let home = store.folder().to_owned();
        let keys = Keys::of(&store.reader(), &home)?.ok_or(BackupRefusal::BackupNotSetUp)?;
        let _alone = Alone::at(&home)?;
        let making = Making { desk, watch, may, keys, home, at: desk.host().now() };
        Ok(JobAnswer::Backup(making.run(&mut store)?))
    }))
}

/// Whoever is signed in, the screen locked or not; where nobody is, whoever closes the window.
fn may(desk: &Desk) -> Result<MayDo, Failure> {
    match desk.signed() {
        Ok((session, _)) if !session.must_change_password => Ok(session.may(Deed::Backup)?),
        Ok(_) | Err(Refusal::NotSignedIn) => {
            Ok(MayDo::at_the_door(AtTheDoor::Leave, &desk.host().who()))
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// Held while a backup is made, rehearsed or restored: of two at once one is refused.
pub(super) struct Alone {
    _held: std::fs::File,
}

impl Alone {
    pub(super) fn at(home: &Path) -> Result<Self, Failure> {
        let file = home.join("backup.lock");
        let broken = |error: std::io::Error| Failure::from(Breakage::of_io(&error, &file));
        std::fs::create_dir_all(home).map_err(broken)?;
        let held =
            std::fs::File::options().create(true).append(true).open(&file).map_err(broken)?;
        match held.try_lock() {
            Ok(()) => Ok(Self { _held: held }),
            Err(std::fs::TryLockError::WouldBlock) => Err(BackupRefusal::BackupRunning.into()),
            Err(std::fs::TryLockError::Error(error)) => Err(broken(error)),
        }
    }
}

/// A folder for what may not be left behind; what an earlier one that broke off left is gone, too.
pub(super) struct Scratch(pub(super) PathBuf);

impl Scratch {
    pub(super) fn at(home: &Path, name: &str) -> Result<Self, Failure> {
        let folder = home.join(name);
        let broken = |error: std::io::Error| Failure::from(Breakage::of_io(&error, &folder));
        if folder.exists() {
            std::fs::remove_dir_all(&folder).map_err(broken)?;
        }
        let mut own = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut own, 0o700);
        own.create(&folder).map_err(broken)?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!(folder = name_of(&self.0), %error, "what was plain could not be removed");
        }
    }
}

struct Making<'a> {
    desk: &'a Desk,
    watch: &'a Watch,
    may: MayDo,
    keys: Keys,
    home: PathBuf,
    at: NaiveDateTime,
}

impl Making<'_> {
    fn run(&self, store: &mut Store) -> Result<BackupMade, Failure> {
        self.folder_is_there()?;
        let scratch = Scratch::at(&self.home, ".snapshot")?;
        self.watch.step(JobStep::Snapshot, 0);
        let plain = scratch.0.join("snapshot.db");
        let watch = self.watch.clone();
        let taken = store.snapshot_into(&plain, &self.may, move || watch.stopped())?;
        self.watch.done(0)?;
        let papers_added = self.papers(store, &taken.papers)?;
        self.copies()?;
        let (path, bytes) = self.seal(&plain, &taken, self.at, None)?;
        drop(scratch);
        let name = name_of(&path);
        let papers = u32::try_from(taken.papers.len()).unwrap_or(u32::MAX);
        self.desk.change_anchored(store, (&self.may, AnchorWhy::Backup), |tx, _| {
            tx.note_backup(self.at, taken.act)?;
            let facts = serde_json::json!({
                "file": name, "act": taken.act, "papers": papers, "papers_added": papers_added,
            });
            Ok(Done { answer: (), facts })
        })?;
        let removed = self.let_go(store)?;
        let swept = store.sweep(&self.may, self.at)?;
        Ok(BackupMade { name, at: stamp(self.at), bytes, papers, papers_added, removed, swept })
    }

    /// A chosen folder is not made anew: where its drive is unplugged, the copy would lie on the
    /// disk it is to be saved from.
    /// What an earlier backup left unfinished is gone then.
    fn folder_is_there(&self) -> Result<(), Failure> {
        let folder = &self.keys.folder;
        if !self.keys.ready_made && !folder.is_dir() {
            return Err(Breakage::Unreadable { file: name_of(folder) }.into());
        }
        let papers = folder.join(PAPERS);
        std::fs::create_dir_all(&papers).map_err(|error| Breakage::of_io(&error, folder))?;
        let registry = self.keys.registry();
        [folder, &papers].into_iter().try_for_each(|folder| folder::tidy(folder, &registry))
    }

    /// Seals the papers that are not there yet, before the backup that names them.
    fn papers(&self, store: &Store, hashes: &[[u8; 32]]) -> Result<u32, Failure> {
        self.watch.step(JobStep::Sealing, hashes.len() as u64);
        let folder = self.keys.folder.join(PAPERS);
        let registry = self.keys.registry();
        let mut added = 0;
        for (done, hash) in (1..).zip(hashes) {
            let name = paper_name(&self.keys.naming, hash);
            if !folder.join(&name).exists() {
                let bytes = store.paper_to_seal(hash, &self.may)?;
                let bytes = bytes.ok_or(Breakage::RegistryDamaged)?;
                folder::add_paper(&folder, (&registry, &name), |out| {
                    sealed::seal(&self.keys.recipients, &mut bytes.as_slice(), out)
                })?;
                added += 1;
            }
            self.watch.done(done)?;
        }
        if added > 0 {
            qabul_store::sync_folder(&folder).map_err(|error| Breakage::of_io(&error, &folder))?;
        }
        Ok(added)
    }

    /// Seals what a migration left aside, and takes the plain copies away. Copies of papers go
    /// without: every paper is sealed on its own.
    fn copies(&self) -> Result<(), Failure> {
        for copy in plain_copies(&self.home)? {
            if holds_records(&copy) {
                let (schema, ..) = nameplate(&copy)?;
                self.seal(&copy, &check_file(&copy)?, self.at, Some(schema))?;
            }
            std::fs::remove_file(&copy).map_err(|error| Breakage::of_io(&error, &copy))?;
        }
        Ok(())
    }

    fn seal(
        &self,
        plain: &Path,
        taken: &Snapshot,
        at: NaiveDateTime,
        before: Option<u32>,
    ) -> Result<(PathBuf, u64), Failure> {
        let broken = |error: std::io::Error| Failure::from(Breakage::of_io(&error, plain));
        let (schema, center, sample) = nameplate(plain)?;
        let file = std::fs::File::open(plain).map_err(broken)?;
        let manifest = Manifest {
            schema,
            sample,
            center,
            at: stamp(at),
            counts: taken.counts.clone(),
            act: taken.act,
            head: short(&taken.head, 32),
            bytes: file.metadata().map_err(broken)?.len(),
        };
        let registry = self.keys.registry();
        let folder = &self.keys.folder;
        folder::add(folder, (&registry, at, before), |out| {
            let mut body = BufReader::new(&file);
            sealed::seal_registry(&self.keys.recipients, &manifest, &mut body, out)
        })
    }

    /// Removes what the plan does not keep; the copies before migrations stay.
    fn let_go(&self, store: &Store) -> Result<u32, Failure> {
        let settings = store.reader().settings()?;
        let mut there = folder::backups(&self.keys.folder, &self.keys.registry());
        there.retain(|backup| !backup.before_migration);
        let moments: Vec<NaiveDateTime> = there.iter().map(|backup| backup.at).collect();
        let keep = kept(&moments, self.at, &Keeping::from(&settings));
        let mut removed = 0;
        for (backup, _) in there.iter().zip(keep).filter(|(_, keep)| !keep) {
            let path = self.keys.folder.join(&backup.name);
            std::fs::remove_file(&path).map_err(|error| Breakage::of_io(&error, &path))?;
            removed += 1;
        }
        Ok(removed)
    }
}
