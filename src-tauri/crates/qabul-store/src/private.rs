//! Who may read the registry's files: their owner alone, or one group where the desk is shared.
//!
//! A desk is shared where its folder belongs to a group, is writable by it and passes the group on
//! (`chgrp GROUP`, `chmod 2770`): files are then made 0660, otherwise 0600. The engine gives its logs
//! the mode of the file they belong to. On Windows files inherit the list of the folder.

use std::fs::File;
use std::path::Path;

/// Makes an empty file that nobody else may read, where there is none; narrows one that is there.
///
/// # Errors
/// The file system. That a file of another owner cannot be narrowed is no error: the desk is shared.
pub(crate) fn settle(file: &Path) -> std::io::Result<()> {
    match make(file) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
        _ => {
            narrow(file);
            Ok(())
        }
    }
}

/// Takes a lock that one program holds at a time, in a file of its own, until what is returned is
/// dropped; waits for whoever holds it.
///
/// # Errors
/// The file system.
pub(crate) fn hold(lock: &Path) -> std::io::Result<File> {
    settle(lock)?;
    let held = File::options().write(true).open(lock)?;
    held.lock()?;
    Ok(held)
}

#[cfg(unix)]
fn make(file: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
    Ok(())
}

#[cfg(not(unix))]
fn make(file: &Path) -> std::io::Result<()> {
    std::fs::OpenOptions::new().write(true).create_new(true).open(file)?;
    Ok(())
}

#[cfg(unix)]
fn narrow(file: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = mode_in(file.parent().unwrap_or(Path::new(".")));
    for ending in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        let there = std::fs::metadata(&name);
        if there.is_ok_and(|there| there.permissions().mode() & 0o777 != mode) {
            // Of another owner: who may is decided there.
            let _ = std::fs::set_permissions(&name, std::fs::Permissions::from_mode(mode));
        }
    }
}

#[cfg(not(unix))]
fn narrow(_: &Path) {}

/// The mode of files in a folder.
#[cfg(unix)]
fn mode_in(folder: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    const SHARED: u32 = 0o2020;
    let mode = std::fs::metadata(folder).map_or(0, |there| there.permissions().mode());
    if mode & SHARED == SHARED { 0o660 } else { 0o600 }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn mode(file: &Path) -> u32 {
        std::fs::metadata(file).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn files_are_their_owners_or_one_groups() {
        let folder = tempfile::tempdir().unwrap();
        let (file, old) = (folder.path().join("a"), folder.path().join("b"));
        std::fs::write(&old, "x").unwrap();
        std::fs::write(folder.path().join("b-wal"), "x").unwrap();
        std::fs::set_permissions(&old, std::fs::Permissions::from_mode(0o644)).unwrap();
        settle(&file).unwrap();
        settle(&old).unwrap();
        assert_eq!((mode(&file), mode(&old)), (0o600, 0o600));
        assert_eq!(mode(&folder.path().join("b-wal")), 0o600);
        assert_eq!(std::fs::read(&old).unwrap(), b"x", "what is there stays");
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o2770)).unwrap();
        settle(&file).unwrap();
        assert_eq!(mode(&file), 0o660);
    }
}
