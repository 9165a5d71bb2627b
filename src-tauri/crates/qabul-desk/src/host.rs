//! The handful of things that only the surroundings can do: dialogs, clock, chance, viewer.

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use qabul_print::scan::DrawnPage;

use crate::views::files::FilePurpose;
use crate::views::scan::NotDrawn;

/// Where a system keeps secrets for whoever is logged in to it.
pub trait KeyStore {
    /// Keeps a secret under a name.
    ///
    /// # Errors
    /// Where the store does not take it.
    fn keep(&self, name: &str, secret: &[u8; 32]) -> std::io::Result<()>;

    /// The secret of a name.
    ///
    /// # Errors
    /// Where the store does not answer, or has none of that name.
    fn secret(&self, name: &str) -> std::io::Result<[u8; 32]>;
}

/// What the window, the command line and the test host each lend to the desk.
pub trait Host: Send + Sync {
    /// Local wall time of Azerbaijan (UTC+4).
    fn now(&self) -> NaiveDateTime;

    /// Who sits at this workstation, for the journal.
    fn who(&self) -> String;

    /// The name of this machine on its network.
    fn machine(&self) -> String;

    /// The key store of the system, where one answers.
    fn key_store(&self) -> Option<&dyn KeyStore> {
        None
    }

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

    /// Draws a page of a PDF, counted from 1, `longest` pixels on its longer side: not in this process, which holds
    /// the registry, but in one that may fail and is bounded in time and memory.
    ///
    /// # Errors
    /// Why it is not drawn.
    fn draw(&self, pdf: &[u8], page: u32, longest: u16) -> Result<DrawnPage, NotDrawn>;

    /// Whether a path lies on a network drive, where a live registry would be damaged.
    fn is_on_network(&self, path: &Path) -> bool;
}
