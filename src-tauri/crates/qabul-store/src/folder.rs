//! What is asked of the folder of a registry: that a new name reaches the disk, and that the file
//! that is open is still the one that stands there.

use std::fs::Metadata;
use std::io;
use std::path::Path;

/// Syncs the folder of `path`, so that a name given to a file survives a loss of power. Where folders
/// cannot be opened, such as on Windows, the file system itself keeps the order.
///
/// # Errors
/// What the file system says.
pub fn keep_name(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    sync_folder(folder.unwrap_or(Path::new(".")))
}

/// Syncs a folder: the names in it are on the disk, too.
///
/// # Errors
/// What the file system says.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { std::fs::File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Which file it is, whatever it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Identity(Option<(u64, u64)>);

impl Identity {
    /// The identity of the file that has a name now.
    pub(crate) fn of(path: &Path) -> io::Result<Self> {
        Ok(Self(number(&std::fs::metadata(path)?)))
    }
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere there is none")]
fn number(found: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((found.dev(), found.ino()))
}

/// Elsewhere a file that is open cannot be taken away.
#[cfg(not(unix))]
fn number(_: &Metadata) -> Option<(u64, u64)> {
    None
}
