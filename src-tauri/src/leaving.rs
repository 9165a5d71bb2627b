//! Closing the window: a last backup where something was changed, and never a window that stays.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use qabul_desk::Desk;
use qabul_desk::views::Nothing;
use qabul_desk::views::backup::BackupState;
use qabul_desk::views::jobs::{JobRequest, JobStarted};
use qabul_desk::views::preferences::Preferences;
use qabul_desk::words::Words;
use tauri::{Manager, Window, WindowEvent};

/// Longer than this nobody waits for a window to close; the next start makes the backup then.
const LONGEST: Duration = Duration::from_secs(60);
/// So long it may take until stopped work has ended.
const TO_STOP: Duration = Duration::from_secs(3);

/// Whether the window waits for its last backup already: who closes it again, closes it at once.
static WAITING: AtomicBool = AtomicBool::new(false);

/// Keeps the window open, with what is being done in its title, until the last backup is made.
pub(crate) fn on_event(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    let desk = window.state::<Desk>().inner().clone();
    if !wanted(&desk) || WAITING.swap(true, Ordering::Relaxed) {
        return;
    }
    api.prevent_close();
    // A title that cannot be set is no reason not to close.
    let _ = window.set_title(&format!("Qəbul – {}…", doing(&desk)));
    let window = window.clone();
    std::thread::spawn(move || {
        back_up(&desk);
        if let Err(error) = window.destroy() {
            tracing::error!(%error, "the window did not close");
            std::process::exit(0);
        }
    });
}

/// Whether there is something to back up; the sample is nothing that could be lost.
fn wanted(desk: &Desk) -> bool {
    let state = desk.ask::<BackupState>("backup.state", &Nothing {});
    // A locked screen or nobody signed in says nothing; whether there is one to make says the work.
    state.map_or(true, |state| {
        state.changed && state.set_up.is_some_and(|set_up| !set_up.ready_made)
    })
}

fn doing(desk: &Desk) -> String {
    let language = desk.ask::<Preferences>("preferences.read", &Nothing {});
    let words = Words::of(language.map_or_else(|_| Default::default(), |it| it.language));
    words.text(&["step", "sealing"], &serde_json::Value::Null)
}

fn back_up(desk: &Desk) {
    let Ok(job) = desk.ask::<JobStarted>("backup.make", &Nothing {}) else { return };
    let (ended, wait) = mpsc::channel();
    let working = desk.clone();
    std::thread::spawn(move || {
        if let Err(failure) = working.wait(job, |_| ()) {
            tracing::warn!(?failure, "no backup was made on closing");
        }
        // Nobody listens any more when it took too long.
        let _ = ended.send(());
    });
    if wait.recv_timeout(LONGEST).is_err() {
        tracing::warn!("the backup on closing took too long");
        // It may have ended at this moment; then there is nothing to stop.
        let _ = desk.ask::<Nothing>("jobs.cancel", &JobRequest { job: job.job });
        let _ = wait.recv_timeout(TO_STOP);
    }
}
