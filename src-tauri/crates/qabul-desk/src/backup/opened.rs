//! A backup opened: what it says of itself, its records and papers brought into a folder and checked.

use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use qabul_core::journal::Deed;
use qabul_core::refusal::{BackupRefusal, Refusal};
use qabul_core::staff::MayDo;
use qabul_exchange::sealed::{self, Identity, Manifest};
use qabul_store::Store;
use qabul_store::restore::registry_file;
use qabul_store::snapshot::check_file;
use sha2::{Digest, Sha256};

use super::folder::{self, PAPERS, sealing};
use super::keys::{Keys, identity, paper_name, short};
use crate::desk::Desk;
use crate::failure::{Breakage, Failure};
use crate::files::name_of;
use crate::jobs::Watch;
use crate::views::backup::{BackupContents, OpenBackup};
use crate::views::jobs::JobStep;

/// A backup and what opens it.
pub(super) struct Opened {
    pub(super) path: PathBuf,
    pub(super) identity: Identity,
}

/// Papers that are kept in one transaction.
const BATCH: usize = 64;

impl Opened {
    /// The one that is asked for.
    pub(super) fn asked(desk: &Desk, request: &OpenBackup) -> Result<Self, Failure> {
        let path = match (&request.file, &request.name) {
            (Some(file), _) => desk.path(file)?,
            (None, name) => listed(desk, name.as_deref())?,
        };
        Ok(Self { path, identity: identity(desk, request.key.as_ref())? })
    }

    fn reader(&self) -> Result<(Manifest, impl Read), Failure> {
        let file = name_of(&self.path);
        if !folder::is_whole(&self.path)? {
            return Err(Breakage::BackupDamaged { file }.into());
        }
        let sealed = std::fs::File::open(&self.path).map_err(|_| Breakage::Unreadable { file })?;
        sealed::open_registry(&self.identity, BufReader::new(sealed))
            .map_err(|error| sealing(error, &self.path))
    }

    /// What it says of itself.
    pub(super) fn manifest(&self) -> Result<Manifest, Failure> {
        Ok(self.reader()?.0)
    }

    /// Brings its records into an empty folder, checks them against what it says of itself, and
    /// opens them there.
    pub(super) fn records(&self, into: &Path) -> Result<(Manifest, Store), Failure> {
        let damaged = || Breakage::BackupDamaged { file: name_of(&self.path) };
        let (manifest, mut inside) = self.reader()?;
        let mut file = registry_file(into)?;
        let copied = std::io::copy(&mut inside, &mut file)
            .map_err(|error| sealing(sealed::broken(error), &self.path))?;
        file.sync_all().map_err(|error| Breakage::of_io(&error, into))?;
        drop(file);
        let found = check_file(&into.join("registry.db"))?;
        let same = copied == manifest.bytes
            && found.schema == manifest.schema
            && found.counts == manifest.counts
            && (found.act, short(&found.head, 32)) == (manifest.act, manifest.head.clone());
        if !same {
            return Err(damaged().into());
        }
        let store = Store::of_draft(into)?;
        store.reader().whole_journal()?;
        Ok((manifest, store))
    }

    /// Brings the papers that its rows name into the store; how many. All that are lost are counted.
    pub(super) fn papers(
        &self,
        store: &mut Store,
        may: &MayDo,
        watch: &Watch,
    ) -> Result<u32, Failure> {
        let home = store.folder().to_owned();
        let hashes = store.reader().named_papers()?;
        let Some(keys) = Keys::of(&store.reader(), &home)? else {
            return if hashes.is_empty() { Ok(0) } else { Err(self.lost(hashes.len()).into()) };
        };
        watch.step(JobStep::Unsealing, hashes.len() as u64);
        let folder = self.path.parent().unwrap_or(Path::new(".")).join(PAPERS);
        let (mut batch, mut lost) = (Vec::with_capacity(BATCH), 0);
        for (done, hash) in (1..).zip(&hashes) {
            match self.paper(&folder.join(paper_name(&keys.naming, hash)), hash) {
                Some(bytes) => batch.push(bytes),
                None => lost += 1,
            }
            if batch.len() == BATCH {
                store.keep_papers(may, &std::mem::take(&mut batch))?;
            }
            watch.done(done)?;
        }
        store.keep_papers(may, &batch)?;
        if lost > 0 { Err(self.lost(lost).into()) } else { Ok(done_count(hashes.len())) }
    }

    fn lost(&self, papers: usize) -> Breakage {
        Breakage::BackupIncomplete { file: name_of(&self.path), papers: done_count(papers) }
    }

    /// One paper; nothing where it is not there or not what was sealed.
    fn paper(&self, path: &Path, hash: &[u8; 32]) -> Option<Vec<u8>> {
        let file = std::fs::File::open(path).ok()?;
        let mut inside = sealed::open(&self.identity, BufReader::new(file)).ok()?;
        let mut bytes = Vec::new();
        inside.read_to_end(&mut bytes).ok()?;
        let found: [u8; 32] = Sha256::digest(&bytes).into();
        (found == *hash).then_some(bytes)
    }
}

fn done_count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// One of the list by its name, or the newest.
fn listed(desk: &Desk, name: Option<&str>) -> Result<PathBuf, Failure> {
    let home = desk.folder().ok_or(Refusal::NoRegistry)?;
    let keys = desk.peek(|reader| Keys::of(reader, &home))?.ok_or(BackupRefusal::BackupNotSetUp)?;
    let there = folder::backups(&keys.folder, &keys.registry());
    let found = there.into_iter().find(|backup| match name {
        Some(name) => backup.name == name,
        None => !backup.before_migration,
    });
    Ok(keys.folder.join(found.ok_or(BackupRefusal::NoBackup)?.name))
}

/// What a manifest says, for people.
pub(super) fn contents(desk: &Desk, path: &Path, manifest: Manifest) -> BackupContents {
    let lost = desk.peek(|reader| Ok(reader.changes_since(manifest.act)?));
    BackupContents {
        name: name_of(path),
        acts_lost: lost.unwrap_or(0),
        at: manifest.at,
        center: manifest.center,
        sample: manifest.sample,
        schema: manifest.schema,
        act: manifest.act,
        counts: manifest.counts,
    }
}

/// `backup.look`
pub(crate) fn look(desk: &Desk, request: &OpenBackup) -> Result<BackupContents, Failure> {
    match desk.session() {
        Ok(session) => drop(session.may(Deed::Rehearse)?),
        // Nobody could sign in on a new computer; who has the file and its key reads it anyway.
        Err(_) if request.file.is_some() && request.key.is_some() => {}
        Err(refusal) => return Err(refusal.into()),
    }
    let opened = Opened::asked(desk, request)?;
    Ok(contents(desk, &opened.path, opened.manifest()?))
}
