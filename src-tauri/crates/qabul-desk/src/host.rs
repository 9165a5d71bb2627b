//! The handful of things that only the surroundings can do: dialogs, clock, chance, viewer.

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use crate::views::files::FilePurpose;

/// What the window, the command line and the test host each lend to the desk.
pub trait Host: Send + Sync {
    /// Local wall time of Azerbaijan (UTC+4).
    fn now(&self) -> NaiveDateTime;

    /// Who sits at this workstation, for the journal.
    fn who(&self) -> String;

    /// Thirty-two bytes nobody can foresee.
    fn chance(&self) -> [u8; 32];

    /// Asks the person for a file or folder to open.
    fn open_dialog(&self, purpose: FilePurpose) -> Option<PathBuf>;

    /// Asks the person where to save.
    fn save_dialog(&self, purpose: FilePurpose, suggested: Option<&str>) -> Option<PathBuf>;

    /// Opens a file in the system's own viewer.
    ///
    /// # Errors
    /// When there is no viewer, or it cannot start.
    fn show(&self, file: &Path) -> std::io::Result<()>;

    /// Whether a path lies on a network drive, where a live registry would be damaged.
    fn is_on_network(&self, path: &Path) -> bool;
}
