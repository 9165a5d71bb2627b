//! What a panic becomes: a number that can be read aloud, a line in the log, a failure with words.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::sync::Once;

use sha2::{Digest, Sha256};

use crate::desk::Desk;
use crate::failure::{Breakage, Failure};
use crate::problem::Incident;

thread_local! {
    /// Whether a panic on this thread is caught by [`guarded`].
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    /// Where the last one happened and what it said, without what it was about.
    static LAST: RefCell<Option<(String, String)>> = const { RefCell::new(None) };
}

/// Does work behind a wall that no panic crosses. `what` names the work in the log and is no data of
/// anybody.
///
/// # Errors
/// What the work says; [`Breakage::Incident`] where it panicked.
pub(crate) fn guarded<T>(
    desk: &Desk,
    what: &str,
    work: impl FnOnce() -> Result<T, Failure>,
) -> Result<T, Failure> {
    listen();
    let outer = GUARDED.replace(true);
    // Mutexes that were held are taken over by whoever comes next, and a transaction that was open
    // ended with its work: nothing half done is seen.
    let outcome = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(outer);
    outcome.unwrap_or_else(|_| {
        let (place, message) = LAST.take().unwrap_or_default();
        Err(Breakage::Incident { number: noted(desk, what, place, message) }.into())
    })
}

/// Gives an incident a number, by which the log and a report name it.
pub(crate) fn noted(desk: &Desk, what: &str, place: String, message: String) -> u32 {
    let number = number(desk, &place);
    tracing::error!(incident = number, what, place, message, "incident");
    let (at, what) = (desk.host().now(), what.to_owned());
    desk.trail().broke(Incident { number, at, what, place, message });
    number
}

/// Hears where a panic happens. Those that nobody guards against are left to whoever listened before;
/// of the others nothing goes to the terminal, for their texts can hold personal data.
fn listen() {
    static LISTENING: Once = Once::new();
    LISTENING.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if GUARDED.get() {
                LAST.set(Some((place(info), message(info))));
            } else {
                before(info);
            }
        }));
    });
}

fn place(info: &PanicHookInfo<'_>) -> String {
    info.location().map_or_else(String::new, |at| format!("{}:{}", at.file(), at.line()))
}

/// The panic's own words. What was put into them, a name perhaps, stands behind a colon or in quotation
/// marks and is cut off.
fn message(info: &PanicHookInfo<'_>) -> String {
    if let Some(fixed) = info.payload().downcast_ref::<&'static str>() {
        return (*fixed).to_owned();
    }
    let text = info.payload_as_str().unwrap_or_default();
    let cut = text.split([':', ';', '"', '\'', '\n']).next().unwrap_or_default();
    cut.chars().take(120).collect()
}

/// Six digits, hard to confuse with those of another incident of the day.
fn number(desk: &Desk, place: &str) -> u32 {
    let mut hasher = Sha256::new();
    hasher.update(desk.host().chance());
    hasher.update(desk.host().now().to_string());
    hasher.update(place);
    let digest: [u8; 32] = hasher.finalize().into();
    100_000 + u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]) % 900_000
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use chrono::NaiveDateTime;
    use serde_json::json;

    use super::*;
    use crate::views::files::FilePurpose;
    use crate::views::scan::NotDrawn;
    use crate::{DrawnPage, Folders, Host};

    struct Nowhere;

    impl Host for Nowhere {
        fn now(&self) -> NaiveDateTime {
            NaiveDateTime::default()
        }
        fn who(&self) -> String {
            String::new()
        }
        fn machine(&self) -> String {
            String::new()
        }
        fn chance(&self) -> [u8; 32] {
            [7; 32]
        }
        fn open_dialog(&self, _: FilePurpose) -> Option<PathBuf> {
            None
        }
        fn save_dialog(&self, _: FilePurpose, _: Option<&str>) -> Option<PathBuf> {
            None
        }
        fn show(&self, _: &Path) -> std::io::Result<()> {
            Ok(())
        }
        fn draw(&self, _: &[u8], _: u32, _: u16) -> Result<DrawnPage, NotDrawn> {
            Err(NotDrawn::NotStarted)
        }
        fn is_on_network(&self, _: &Path) -> bool {
            false
        }
    }

    fn desk() -> Desk {
        let folder = PathBuf::from("/nowhere");
        let folders =
            Folders { own: folder.clone(), sample: folder.clone(), preferences: folder.join("p") };
        Desk::new(Box::new(Nowhere), folders)
    }

    fn incident(outcome: Result<(), Failure>) -> u32 {
        match outcome {
            Err(Failure::Broken { breakage: Breakage::Incident { number } }) => number,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_panic_becomes_a_number_and_the_desk_works_on() {
        let desk = desk();
        let name = "Məmmədov";
        let number = incident(guarded(&desk, "test", || {
            // The mutex of the lists is held while it panics.
            let _held = desk.lists();
            panic!("no such person: {name}")
        }));
        assert!((100_000..1_000_000).contains(&number));
        desk.dispatch("registry.status", json!({})).unwrap();
        drop(desk.lists());
        assert!(guarded(&desk, "test", || Ok(5)).is_ok());
    }

    #[test]
    fn long_work_that_panics_ends_as_an_incident() {
        let desk = desk();
        let job = desk.start(|_, _| panic!("long work broke"));
        incident(desk.wait(job, |_| ()).map(|_| ()));
    }

    #[test]
    fn the_log_learns_where_and_not_about_whom() {
        listen();
        let name = "Məmmədov";
        type Panics = Box<dyn Fn()>;
        let cases: [(Panics, &str); 3] = [
            (Box::new(|| panic!("plain words")), "plain words"),
            (Box::new(move || panic!("no person: {name}")), "no person"),
            (Box::new(move || panic!("found \"{name}\" twice")), "found "),
        ];
        for (work, text) in cases {
            GUARDED.set(true);
            assert!(catch_unwind(AssertUnwindSafe(work)).is_err());
            GUARDED.set(false);
            let (place, message) = LAST.take().unwrap();
            assert!(place.contains("incident.rs:"), "{place}");
            assert_eq!(message, text);
        }
    }
}
