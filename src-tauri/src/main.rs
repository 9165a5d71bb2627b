//! The window of Qəbul: one webview, one command, the same table of commands as everywhere.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod arguments;
mod leaving;
mod log;
mod surroundings;

use std::process::ExitCode;

use qabul_desk::views::Nothing;
use qabul_desk::views::registry::{OpenRequest, Status, Which};
use qabul_desk::{Desk, Failure};
use tauri::{Manager, WebviewUrl, WebviewWindowBuilder};

use crate::arguments::Arguments;
use crate::surroundings::Surroundings;

/// The one command: a name of the table and its request.
#[tauri::command(async)]
fn desk(
    name: String,
    request: serde_json::Value,
    desk: tauri::State<'_, Desk>,
) -> Result<serde_json::Value, Failure> {
    desk.dispatch(&name, request)
}

fn main() -> ExitCode {
    if let Some(code) = qabul_host::drawn() {
        return code;
    }
    let arguments = Arguments::read(std::env::args_os().skip(1));
    // Dropping the guard flushes the log, so it lives as long as the window.
    let _log = log::begin();
    let built = tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![desk])
        .on_window_event(leaving::on_event)
        .setup(move |app| {
            let folders = qabul_host::folders(arguments.data.clone());
            let desk = Desk::new(Box::new(Surroundings::new(app.handle().clone())), folders);
            open(&desk, arguments.sample);
            app.manage(desk);
            WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
                .title("Qəbul")
                .inner_size(1280.0, 800.0)
                .min_inner_size(960.0, 600.0)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!());
    if let Err(error) = built {
        tracing::error!(%error, "the window could not be opened");
        eprintln!("qabul-desktop: {error}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Opens what there is: the sample when it is asked for, else the center's own registry, else the
/// sample. With nothing there, or with a registry that cannot be opened, the first screen says so.
fn open(desk: &Desk, sample: bool) {
    let Ok(status) = desk.ask::<Status>("registry.status", &Nothing {}) else {
        return;
    };
    let which = match (sample, status.own_exists, status.sample_exists) {
        (true, _, true) | (_, false, true) => Which::Sample,
        (false, true, _) => Which::Own,
        _ => return,
    };
    if let Err(failure) = desk.ask::<Status>("registry.open", &OpenRequest { which }) {
        tracing::warn!(?failure, "the registry was not opened at start");
    }
}
