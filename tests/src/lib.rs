//! A small world to test in: a machine whose clock, chance and dialogs the test decides.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{NaiveDate, NaiveDateTime};
use qabul_desk::views::files::FilePurpose;
use qabul_desk::{Desk, Folders, Host};

/// A machine without surprises.
#[derive(Clone, Default)]
pub struct Machine(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    dialogs: HashMap<String, PathBuf>,
    shown: Vec<PathBuf>,
    network: Option<PathBuf>,
}

impl Machine {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the next dialog of a purpose (its key in JSON) will answer, and every one after it.
    pub fn will_pick(&self, purpose: &str, path: PathBuf) {
        self.state().dialogs.insert(purpose.to_owned(), path);
    }

    /// Files that were opened in the viewer.
    #[must_use]
    pub fn shown(&self) -> Vec<PathBuf> {
        self.state().shown.clone()
    }

    /// Makes a folder lie on a network.
    pub fn put_on_network(&self, folder: PathBuf) {
        self.state().network = Some(folder);
    }

    fn picked(&self, purpose: FilePurpose) -> Option<PathBuf> {
        let key = serde_json::to_value(purpose).unwrap_or_default();
        self.state().dialogs.get(key.as_str().unwrap_or_default()).cloned()
    }
}

impl Host for Machine {
    fn now(&self) -> NaiveDateTime {
        let day = NaiveDate::from_ymd_opt(2026, 6, 15).unwrap_or_default();
        day.and_hms_opt(10, 12, 0).unwrap_or_default()
    }

    fn who(&self) -> String {
        "Sınaqçı".to_owned()
    }

    fn chance(&self) -> [u8; 32] {
        [42; 32]
    }

    fn open_dialog(&self, purpose: FilePurpose) -> Option<PathBuf> {
        self.picked(purpose)
    }

    fn save_dialog(&self, purpose: FilePurpose, _: Option<&str>) -> Option<PathBuf> {
        self.picked(purpose)
    }

    fn show(&self, file: &Path) -> std::io::Result<()> {
        self.state().shown.push(file.to_owned());
        Ok(())
    }

    fn is_on_network(&self, path: &Path) -> bool {
        self.state().network.as_ref().is_some_and(|folder| path.starts_with(folder))
    }
}

/// A desk on a machine of its own, with its own registries under `folder`.
#[must_use]
pub fn desk_in(folder: &Path) -> (Desk, Machine) {
    let machine = Machine::default();
    let folders = Folders {
        own: folder.join("own"),
        sample: folder.join("sample"),
        preferences: folder.join("preferences.json"),
    };
    (Desk::new(Box::new(machine.clone()), folders), machine)
}
