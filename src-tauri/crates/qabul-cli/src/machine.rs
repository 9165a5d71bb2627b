//! What the command line lends to the desk: no dialogs, no viewer.

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use qabul_desk::views::files::FilePurpose;
use qabul_desk::views::scan::NotDrawn;
use qabul_desk::{DrawnPage, Host, KeyStore};
use qabul_host::SystemKeys;

/// A machine without a screen.
#[derive(Default)]
pub(crate) struct Machine(SystemKeys);

impl Host for Machine {
    fn now(&self) -> NaiveDateTime {
        qabul_host::now()
    }

    fn who(&self) -> String {
        qabul_host::who()
    }

    fn machine(&self) -> String {
        qabul_host::machine()
    }

    fn key_store(&self) -> Option<&dyn KeyStore> {
        self.0.answering()
    }

    fn chance(&self) -> [u8; 32] {
        qabul_host::chance()
    }

    fn open_dialog(&self, _: FilePurpose) -> Option<PathBuf> {
        None
    }

    fn save_dialog(&self, _: FilePurpose, _: Option<&str>) -> Option<PathBuf> {
        None
    }

    fn show(&self, _: &Path) -> std::io::Result<()> {
        Err(std::io::ErrorKind::Unsupported.into())
    }

    fn draw(&self, pdf: &[u8], page: u32, longest: u16) -> Result<DrawnPage, NotDrawn> {
        qabul_host::draw(pdf, page, longest)
    }

    fn is_on_network(&self, path: &Path) -> bool {
        qabul_host::is_on_network(path)
    }
}
