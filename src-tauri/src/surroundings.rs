//! What the window lends to the desk: dialogs of the system, its viewer, its clock.

use std::path::{Path, PathBuf};
use std::sync::mpsc;

use chrono::NaiveDateTime;
use qabul_desk::views::files::FilePurpose;
use qabul_desk::views::scan::NotDrawn;
use qabul_desk::{DrawnPage, Host, KeyStore};
use qabul_host::SystemKeys;
use rfd::{AsyncFileDialog, FileHandle};
use tauri::AppHandle;

/// The window's own surroundings.
pub(crate) struct Surroundings {
    app: AppHandle,
    keys: SystemKeys,
}

/// What a dialog lets the person choose.
enum Asked {
    File,
    Folder,
    Save,
}

impl Surroundings {
    pub(crate) fn new(app: AppHandle) -> Self {
        Self { app, keys: SystemKeys::new() }
    }

    /// Shows a dialog and waits for it. It is made on the window's own thread, as every system
    /// wants it; the waiting is done on the thread of the command, so the window lives on.
    fn ask(&self, asked: Asked, purpose: FilePurpose, suggested: Option<&str>) -> Option<PathBuf> {
        let (send, receive) = mpsc::channel();
        let suggested = suggested.map(str::to_owned);
        let shown = self.app.run_on_main_thread(move || {
            let dialog = dialog(purpose, suggested.as_deref());
            match asked {
                Asked::File => wait(dialog.pick_file(), send),
                Asked::Folder => wait(dialog.pick_folder(), send),
                Asked::Save => wait(dialog.save_file(), send),
            }
        });
        shown.ok()?;
        receive.recv().ok().flatten()
    }
}

fn wait(
    choice: impl Future<Output = Option<FileHandle>> + Send + 'static,
    send: mpsc::Sender<Option<PathBuf>>,
) {
    tauri::async_runtime::spawn(async move {
        let path = choice.await.map(|file| file.path().to_owned());
        // Nobody waits any more when the window was closed meanwhile.
        let _ = send.send(path);
    });
}

fn dialog(purpose: FilePurpose, suggested: Option<&str>) -> AsyncFileDialog {
    let tables = ["csv", "xlsx", "txt", "tsv"];
    let dialog = match purpose {
        FilePurpose::CandidateList
        | FilePurpose::HallList
        | FilePurpose::PaymentList
        | FilePurpose::ResultList => AsyncFileDialog::new().add_filter("CSV, XLSX", &tables),
        FilePurpose::Findings | FilePurpose::RefusedRows => {
            AsyncFileDialog::new().add_filter("CSV", &["csv"])
        }
        FilePurpose::Export => {
            AsyncFileDialog::new().add_filter("XLSX", &["xlsx"]).add_filter("CSV", &["csv"])
        }
        FilePurpose::RunCover | FilePurpose::Letters => {
            AsyncFileDialog::new().add_filter("PDF", &["pdf"])
        }
        FilePurpose::Picture => {
            AsyncFileDialog::new().add_filter("JPEG, PNG", &["jpg", "jpeg", "png"])
        }
        FilePurpose::Scan | FilePurpose::ScanCopy => {
            AsyncFileDialog::new().add_filter("PDF, JPEG, PNG", &["pdf", "jpg", "jpeg", "png"])
        }
        FilePurpose::BackupFile => AsyncFileDialog::new().add_filter("Qəbul", &["qabul"]),
        FilePurpose::RecoverySheet | FilePurpose::ProblemReport => {
            AsyncFileDialog::new().add_filter("TXT", &["txt"])
        }
        FilePurpose::PhotoFolder
        | FilePurpose::SlipFolder
        | FilePurpose::BackupFolder
        | FilePurpose::KeyFile => AsyncFileDialog::new(),
    };
    match suggested {
        Some(name) => dialog.set_file_name(name),
        None => dialog,
    }
}

impl Host for Surroundings {
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
        self.keys.answering()
    }

    fn chance(&self) -> [u8; 32] {
        qabul_host::chance()
    }

    fn open_dialog(&self, purpose: FilePurpose) -> Option<PathBuf> {
        let asked = match purpose {
            FilePurpose::PhotoFolder | FilePurpose::SlipFolder | FilePurpose::BackupFolder => {
                Asked::Folder
            }
            _ => Asked::File,
        };
        self.ask(asked, purpose, None)
    }

    fn save_dialog(&self, purpose: FilePurpose, suggested: Option<&str>) -> Option<PathBuf> {
        self.ask(Asked::Save, purpose, suggested)
    }

    fn show(&self, file: &Path) -> std::io::Result<()> {
        opener::open(file).map_err(std::io::Error::other)
    }

    fn draw(&self, pdf: &[u8], page: u32, longest: u16) -> Result<DrawnPage, NotDrawn> {
        qabul_host::draw(pdf, page, longest)
    }

    fn is_on_network(&self, path: &Path) -> bool {
        qabul_host::is_on_network(path)
    }
}
