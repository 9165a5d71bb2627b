//! Files and disks that a test makes fail.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a shell command says; it must be there and succeed.
pub fn shell(program: &str, arguments: &[&str]) -> bool {
    let mut run = Command::new(program);
    run.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    run.status().is_ok_and(|status| status.success())
}

/// What lies in a folder.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let name = |entry: std::fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    let mut names: Vec<String> = entries.map(|entry| name(entry.unwrap())).collect();
    names.sort();
    names
}

/// Makes a path readable for everybody and writable for nobody, or gives it back to its owner.
pub fn permit(path: &Path, mode: &str) {
    assert!(shell("chmod", &[mode, path.to_str().unwrap()]));
}

/// A small disk; gone with its owner.
pub struct SmallDisk(PathBuf);

impl SmallDisk {
    /// None where mounting is not permitted: the full disk is then tried by failing calls alone
    /// (`kill.rs`), and this says so.
    pub fn of(kilobytes: usize, at: PathBuf) -> Option<Self> {
        std::fs::create_dir_all(&at).unwrap();
        let size = format!("size={kilobytes}k");
        let mounted = shell("mount", &["-t", "tmpfs", "-o", &size, "none", at.to_str().unwrap()]);
        if !mounted {
            eprintln!("NO DISK COULD BE MOUNTED: a full disk was tried by failing calls alone");
        }
        mounted.then_some(Self(at))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        shell("umount", &["-l", self.0.to_str().unwrap()]);
    }
}
