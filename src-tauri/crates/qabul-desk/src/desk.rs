//! The desk itself: what is open, how it is read, and the one envelope through which it changes.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use qabul_core::campaign::{Sitting, SittingId};
use qabul_core::journal::{Deed, Station};
use qabul_core::refusal::Refusal;
use qabul_core::slip::SlipTemplate;
use qabul_core::staff::{MayDo, MayRead, Session};
use qabul_core::text::Order;
use qabul_print::Faces;
use qabul_print::slip::SlipForm;
use qabul_store::{People, Reader, SittingKey, Store};

use crate::applications::Lists;
use crate::failure::{Breakage, Failure};
use crate::files::Files;
use crate::host::Host;
use crate::import::Previews;
use crate::jobs::Jobs;
use crate::key::Unlocked;
use crate::problem::Trail;
use crate::reference;
use crate::sights::Sights;
use crate::station;
use crate::views::files::{ChosenFile, FileHandle};
use crate::views::registry::Which;

/// Where the two registries of a workstation lie, and what is remembered for its user.
#[derive(Debug, Clone)]
pub struct Folders {
    /// The center's own registry.
    pub own: PathBuf,
    /// The sample round.
    pub sample: PathBuf,
    /// Preferences.
    pub preferences: PathBuf,
}

/// The desk. Cloning it is cheap: every clone is the same desk.
#[derive(Clone)]
pub struct Desk(Arc<Inner>);

struct Inner {
    host: Arc<dyn Host>,
    folders: Folders,
    open: Mutex<Option<Open>>,
    openings: AtomicU64,
    files: Files,
    jobs: Jobs,
    lists: Mutex<Lists>,
    previews: Mutex<Previews>,
    sights: Mutex<Sights>,
    trail: Mutex<Trail>,
    unlocked: Mutex<Unlocked>,
    station: OnceLock<Station>,
    order: OnceLock<Order>,
    press: OnceLock<Press>,
}

struct Open {
    which: Which,
    store: Store,
    /// Who signed in.
    session: Option<Arc<Session>>,
    /// Whether whoever signed in has left the screen.
    locked: bool,
    /// Which opening this is: what was worked out against one registry is not written to another.
    opening: Opening,
}

/// One opening of a registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Opening(u64);

/// What printing needs and is costly to make: faces and the laid-out static parts.
pub(crate) struct Press {
    pub(crate) faces: Faces,
    pub(crate) template: SlipTemplate,
    pub(crate) form: SlipForm,
}

/// What one change did, for its journal row.
pub(crate) struct Done<T> {
    /// What the caller learns.
    pub(crate) answer: T,
    /// Numbers of the act, without personal data.
    pub(crate) facts: serde_json::Value,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Desk {
    /// A desk with nothing open.
    #[must_use]
    pub fn new(host: Box<dyn Host>, folders: Folders) -> Self {
        Self::on(host.into(), folders)
    }

    /// Another desk on the same machine with nothing open: for work that must not be disturbed by
    /// what is opened meanwhile.
    pub(crate) fn beside(&self) -> Self {
        Self::on(self.0.host.clone(), self.0.folders.clone())
    }

    fn on(host: Arc<dyn Host>, folders: Folders) -> Self {
        Self(Arc::new(Inner {
            host,
            folders,
            open: Mutex::default(),
            openings: AtomicU64::new(0),
            files: Files::default(),
            jobs: Jobs::default(),
            lists: Mutex::default(),
            previews: Mutex::default(),
            sights: Mutex::default(),
            trail: Mutex::default(),
            unlocked: Mutex::default(),
            station: OnceLock::new(),
            order: OnceLock::new(),
            press: OnceLock::new(),
        }))
    }

    /// Gives a file or folder out as a handle: for the command line's arguments and the test
    /// host's uploads. Screens get theirs through dialogs.
    #[must_use]
    pub fn admit(&self, path: PathBuf) -> ChosenFile {
        self.0.files.admit(path)
    }

    pub(crate) fn files(&self) -> &Files {
        &self.0.files
    }

    /// The path behind a handle, of a file that a person chose.
    pub(crate) fn path(&self, handle: &FileHandle) -> Result<PathBuf, Refusal> {
        self.0.files.path(handle)
    }

    pub(crate) fn host(&self) -> &dyn Host {
        &*self.0.host
    }

    pub(crate) fn folders(&self) -> &Folders {
        &self.0.folders
    }

    pub(crate) fn jobs(&self) -> &Jobs {
        &self.0.jobs
    }

    pub(crate) fn lists(&self) -> MutexGuard<'_, Lists> {
        locked(&self.0.lists)
    }

    pub(crate) fn sights(&self) -> MutexGuard<'_, Sights> {
        locked(&self.0.sights)
    }

    /// What happened last, for a report of a problem.
    pub(crate) fn trail(&self) -> MutexGuard<'_, Trail> {
        locked(&self.0.trail)
    }

    /// Keys of this workstation that were unlocked.
    pub(crate) fn unlocked(&self) -> MutexGuard<'_, Unlocked> {
        locked(&self.0.unlocked)
    }

    /// Which workstation this is.
    pub(crate) fn station(&self) -> &Station {
        self.0.station.get_or_init(|| station::station(self))
    }

    pub(crate) fn previews(&self) -> MutexGuard<'_, Previews> {
        locked(&self.0.previews)
    }

    /// The Azerbaijani order of names.
    pub(crate) fn order(&self) -> &Order {
        self.0.order.get_or_init(Order::new)
    }

    /// Faces and forms, made once.
    pub(crate) fn press(&self) -> Result<&Press, Failure> {
        if let Some(press) = self.0.press.get() {
            return Ok(press);
        }
        let broken =
            |error: qabul_print::PrintError| Failure::from(Breakage::program("press", &error));
        let faces = Faces::shipped().map_err(broken)?;
        let template = reference::slip_template()?;
        let form = SlipForm::new(&template, &faces).map_err(broken)?;
        Ok(self.0.press.get_or_init(|| Press { faces, template, form }))
    }

    /// Puts a registry on the desk in the place of the former one.
    pub(crate) fn put(&self, which: Which, store: Store) {
        drop(self.take_away());
        let mut open = locked(&self.0.open);
        let opening = Opening(self.0.openings.fetch_add(1, Ordering::Relaxed));
        *open = Some(Open { which, store, session: None, locked: false, opening });
    }

    /// Which registry is open.
    pub(crate) fn which(&self) -> Option<Which> {
        locked(&self.0.open).as_ref().map(|open| open.which)
    }

    /// The folder of the open registry.
    pub(crate) fn folder(&self) -> Option<PathBuf> {
        locked(&self.0.open).as_ref().map(|open| open.store.folder().to_owned())
    }

    /// Lets somebody in, or whoever was in out.
    pub(crate) fn let_in(&self, session: Option<Session>) -> Result<(), Failure> {
        let mut open = locked(&self.0.open);
        let open = open.as_mut().ok_or(Refusal::NoRegistry)?;
        (open.session, open.locked) = (session.map(Arc::new), false);
        Ok(())
    }

    /// Locks the screen, or unlocks it.
    pub(crate) fn lock(&self, shut: bool) {
        if let Some(open) = locked(&self.0.open).as_mut() {
            open.locked = shut;
        }
    }

    /// Who is signed in, and whether the screen is locked.
    pub(crate) fn signed(&self) -> Result<(Arc<Session>, bool), Refusal> {
        let open = locked(&self.0.open);
        let open = open.as_ref().ok_or(Refusal::NoRegistry)?;
        let session = open.session.clone().ok_or(Refusal::NotSignedIn)?;
        Ok((session, open.locked))
    }

    /// Who is signed in and sits there.
    pub(crate) fn session(&self) -> Result<Arc<Session>, Refusal> {
        let (session, shut) = self.signed()?;
        if shut { Err(Refusal::Locked) } else { Ok(session) }
    }

    /// The proof that whoever is signed in may do a deed.
    pub(crate) fn may(&self, deed: Deed) -> Result<MayDo, Refusal> {
        self.session()?.may(deed)
    }

    /// The proof that whoever is signed in may read candidates' data.
    pub(crate) fn may_read(&self) -> Result<MayRead, Refusal> {
        self.session()?.may_read()
    }

    /// Takes the open registry off the desk; lists and previews of it are gone.
    pub(crate) fn take_away(&self) -> Option<Store> {
        // What was seen in it belongs into its own journal.
        if let Err(failure) = self.write_all_sights() {
            tracing::warn!(?failure, "what was seen last is not in the journal");
        }
        *self.lists() = Lists::default();
        *self.previews() = Previews::default();
        *self.sights() = Sights::default();
        locked(&self.0.open).take().map(|open| open.store)
    }

    /// Reads the open registry, whoever is signed in or nobody: for the sign-in itself, and for what
    /// is printed on papers that anybody may hold.
    pub(crate) fn peek<T>(
        &self,
        ask: impl FnOnce(&Reader<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let open = locked(&self.0.open);
        let open = open.as_ref().ok_or(Refusal::NoRegistry)?;
        ask(&open.store.reader())
    }

    /// Reads the open registry for somebody who is signed in.
    pub(crate) fn read<T>(
        &self,
        ask: impl FnOnce(&Reader<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        self.session()?;
        self.peek(ask)
    }

    /// Reads what the open registry holds of candidates, for who may.
    pub(crate) fn people<T>(
        &self,
        ask: impl FnOnce(&People<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let proof = self.may_read()?;
        self.peek(|reader| ask(&reader.people(proof)))
    }

    /// The present opening.
    pub(crate) fn opening(&self) -> Result<Opening, Failure> {
        let open = locked(&self.0.open);
        Ok(open.as_ref().ok_or(Refusal::NoRegistry)?.opening)
    }

    /// A connection of its own to the registry of an opening; another one that was opened since is
    /// refused.
    pub(crate) fn another_of(&self, opening: Opening) -> Result<Store, Failure> {
        let open = locked(&self.0.open);
        let open = open.as_ref().ok_or(Refusal::NoRegistry)?;
        if open.opening != opening {
            return Err(Refusal::PreviewStale.into());
        }
        Ok(open.store.another()?)
    }

    /// The bytes of a paper of the open registry, for who may see it.
    pub(crate) fn paper(&self, hash: &[u8; 32]) -> Result<Option<Vec<u8>>, Failure> {
        let proof = self.may_read()?;
        let open = locked(&self.0.open);
        let open = open.as_ref().ok_or(Refusal::NoRegistry)?;
        Ok(open.store.paper(hash, proof)?)
    }

    /// Works with the open registry's own connection.
    pub(crate) fn with_store<T>(
        &self,
        work: impl FnOnce(&mut Store) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut open = locked(&self.0.open);
        work(&mut open.as_mut().ok_or(Refusal::NoRegistry)?.store)
    }
}

/// A sitting that must be there.
pub(crate) fn sitting(
    reader: &Reader<'_>,
    id: SittingId,
) -> Result<(SittingKey, Sitting), Failure> {
    let found = reader.sitting(id)?;
    found.ok_or_else(|| Refusal::NoSitting { sitting: id.to_string() }.into())
}

/// Refuses a live registry on a network drive.
pub(crate) fn not_on_network(desk: &Desk, folder: &Path) -> Result<(), Failure> {
    if desk.host().is_on_network(folder) {
        return Err(Breakage::RegistryOnNetwork.into());
    }
    Ok(())
}
