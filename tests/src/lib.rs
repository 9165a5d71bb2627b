//! A small world to test in: a machine whose clock, chance and dialogs the test decides.

#[cfg(unix)]
pub mod fuzz;
#[cfg(unix)]
pub mod kill;

pub mod pdf;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use qabul_core::staff::Role;
use qabul_desk::views::files::FilePurpose;
use qabul_desk::views::keys::{AddKey, Keys};
use qabul_desk::views::registry::Status;
use qabul_desk::views::scan::NotDrawn;
use qabul_desk::views::staff::{
    AddStaff, ChangePassword, FirstAdministrator, Secret, SignIn, StaffLine,
};
use qabul_desk::{Desk, DrawnPage, Failure, Folders, Host};
use qabul_exchange::sealed::Identity;

/// A machine without surprises.
#[derive(Clone, Default)]
pub struct Machine(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    dialogs: HashMap<String, PathBuf>,
    shown: Vec<PathBuf>,
    network: Option<PathBuf>,
    passed: TimeDelta,
    chances: u32,
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

    /// Lets time pass; less than none sets the clock back.
    pub fn pass(&self, time: TimeDelta) {
        self.state().passed += time;
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
        day.and_hms_opt(10, 12, 0).unwrap_or_default() + self.state().passed
    }

    fn who(&self) -> String {
        "Sınaqçı".to_owned()
    }

    fn machine(&self) -> String {
        "stansiya-1".to_owned()
    }

    fn chance(&self) -> [u8; 32] {
        let mut state = self.state();
        state.chances += 1;
        let [low, middle, high, _] = state.chances.to_le_bytes();
        let mut bytes = [42; 32];
        (bytes[0], bytes[1], bytes[2]) = (low, 42 ^ middle, 42 ^ high);
        bytes
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

    fn draw(&self, pdf: &[u8], page: u32, longest: u16) -> Result<DrawnPage, NotDrawn> {
        qabul_host::draw_by(&drawer(), pdf, page, longest)
    }

    fn is_on_network(&self, path: &Path) -> bool {
        self.state().network.as_ref().is_some_and(|folder| path.starts_with(folder))
    }
}

/// The program that draws: the dev host. A story is a program of its own that draws nothing; it lies in a folder below.
fn drawer() -> PathBuf {
    let story = std::env::current_exe().unwrap_or_default();
    let name = format!("dev-host{}", std::env::consts::EXE_SUFFIX);
    let folders = story.ancestors().skip(1).take(2);
    folders.map(|folder| folder.join(&name)).find(|it| it.exists()).unwrap_or_default()
}

/// The password of every account that [`staffed`] makes.
pub const PASSWORD: &str = "dəniz qıraqda";

/// The center's key, which opens its backups: its private half lies with the center.
#[must_use]
pub fn keyholder() -> Identity {
    Identity::of_chance(&[9; 32])
}

/// Gives an empty registry its first administrator and the clerk of the stories, who has every role
/// that may stand beside another, and lets the clerk in.
///
/// # Errors
/// What the desk says.
pub fn staffed(desk: &Desk) -> Result<(), Failure> {
    let password = || Secret(PASSWORD.to_owned());
    let first = FirstAdministrator {
        name: "inzibatci".to_owned(),
        person: "Tağıyeva Sevil".to_owned(),
        fin: "1AAAAAA".to_owned(),
        password: password(),
    };
    desk.ask::<Status>("staff.first", &first)?;
    desk.ask::<Keys>("keys.add", &AddKey { passphrase: Some(password()) })?;
    let roles = Role::ALL.into_iter().filter(|role| *role != Role::Administrator);
    let clerk = AddStaff {
        name: "sinaqci".to_owned(),
        person: "Sınaqçı".to_owned(),
        fin: "1BBBBBB".to_owned(),
        roles: roles.collect(),
        password: Secret("ilk gün üçün".to_owned()),
    };
    desk.ask::<StaffLine>("staff.add", &clerk)?;
    let name = clerk.name;
    desk.ask::<Status>("session.sign_in", &SignIn { name, password: clerk.password.clone() })?;
    let change = ChangePassword { old: clerk.password, new: password() };
    desk.ask::<Status>("session.change_password", &change)?;
    Ok(())
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
