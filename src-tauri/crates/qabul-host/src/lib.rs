//! What a machine lends to the desk whatever sits in front of it: clock, chance, folders, a child
//! that draws, and which paths lie on a network. Window and command line share it; dialogs are each one's own.

mod drawing;
mod keys;
mod limits;

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDateTime, TimeDelta};
use qabul_desk::Folders;

pub use drawing::{draw, draw_by, drawn};
pub use keys::SystemKeys;

/// Azerbaijan is four hours ahead of UTC all year.
const OFFSET_HOURS: i64 = 4;

/// Local wall time of Azerbaijan, whatever zone the machine is set to.
#[must_use]
pub fn now() -> NaiveDateTime {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let seconds = i64::try_from(since.as_secs()).unwrap_or(0);
    let utc = DateTime::from_timestamp(seconds, 0).unwrap_or_default().naive_utc();
    utc + TimeDelta::hours(OFFSET_HOURS)
}

/// The name by which the system knows who sits here.
#[must_use]
pub fn who() -> String {
    let name = ["USER", "USERNAME", "LOGNAME"].iter().find_map(|key| std::env::var(key).ok());
    name.filter(|name| !name.is_empty()).unwrap_or_else(|| "qabul".to_owned())
}

/// The name of this machine on its network.
#[must_use]
pub fn machine() -> String {
    gethostname::gethostname().to_string_lossy().into_owned()
}

/// Thirty-two bytes of the system's own randomness.
///
/// # Panics
/// When the system has none: signing keys made without it would be worthless.
#[must_use]
pub fn chance() -> [u8; 32] {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes
}

/// Where registries lie: in `data` where it is given, else where this system keeps such data.
#[must_use]
pub fn folders(data: Option<PathBuf>) -> Folders {
    let place = directories::ProjectDirs::from("az", "", "qabul");
    let home = place
        .as_ref()
        .map_or_else(|| PathBuf::from("qabul"), |place| place.data_local_dir().to_owned());
    let settings =
        place.as_ref().map_or_else(|| home.clone(), |place| place.config_dir().to_owned());
    match data {
        Some(folder) => Folders {
            preferences: folder.join("preferences.json"),
            own: folder.clone(),
            sample: folder,
        },
        None => Folders {
            own: home.join("registry"),
            sample: home.join("sample"),
            preferences: settings.join("preferences.json"),
        },
    }
}

/// Where the window writes its log.
#[must_use]
pub fn log_folder() -> Option<PathBuf> {
    directories::ProjectDirs::from("az", "", "qabul")
        .map(|place| place.data_local_dir().join("log"))
}

/// Whether a path lies on a network drive. Linux says so in its table of mounts; Windows by the
/// path's own form. Elsewhere nothing is known, and nothing is refused.
#[must_use]
pub fn is_on_network(path: &Path) -> bool {
    if path.to_string_lossy().starts_with(r"\\") {
        return true;
    }
    let there = path.ancestors().find_map(|part| part.canonicalize().ok());
    let table = std::fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    there.is_some_and(|path| network_mount(&table, &path))
}

/// Whether the mount that holds `path` is one of a network, by a table of mounts as Linux has it.
fn network_mount(table: &str, path: &Path) -> bool {
    const NETWORK: [&str; 8] =
        ["nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "fuse.sshfs"];
    table
        .lines()
        .filter_map(|line| {
            let mut fields = line.split(' ').skip(1);
            Some((fields.next()?.replace(r"\040", " "), fields.next()?))
        })
        .filter(|(place, _)| path.starts_with(place))
        .max_by_key(|(place, _)| place.len())
        .is_some_and(|(_, kind)| NETWORK.contains(&kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deepest_mount_decides() {
        let table = "/dev/sda / ext4 rw 0 0\nserver:/x /mnt nfs4 rw 0 0\n/dev/sdb /mnt/own ext4 rw 0 0\n\
                     //s/y /mnt/My\\040Share cifs rw 0 0\n";
        for (path, network) in [
            ("/home/a", false),
            ("/mnt/list", true),
            ("/mnt/own/registry", false),
            ("/mnt/My Share/q", true),
        ] {
            assert_eq!(network_mount(table, Path::new(path)), network, "{path}");
        }
        assert!(is_on_network(Path::new(r"\\server\share")));
    }

    #[test]
    fn one_folder_when_it_is_given() {
        let folders = folders(Some("/tmp/x".into()));
        assert_eq!(folders.own, folders.sample);
    }
}
