//! What staff can ask for: one table of commands, one envelope for change, one place where errors
//! meet.
//!
//! The window, the command line and the test host all come in through [`Desk::dispatch`].

mod accounts;
mod applications;
mod backup;
mod campaigns;
mod certificates;
mod claims;
mod commands;
mod desk;
mod eligibility;
mod envelope;
mod failure;
mod files;
mod form;
mod halls;
mod host;
mod import;
mod incident;
mod jobs;
mod journal;
mod key;
mod ledger;
mod letters;
mod life;
mod organisations;
mod payments;
mod photos;
mod preferences;
mod problem;
mod proposals;
mod record;
mod reference;
mod registry;
mod regulations;
mod results;
mod same;
mod sample;
mod scans;
mod search;
mod seating;
mod settings;
mod sights;
mod sittings;
mod slips;
mod staff;
mod station;
mod today;
mod undo;
pub mod views;
pub mod words;

pub use commands::{COMMANDS, typescript};
pub use desk::{Desk, Folders};
pub use failure::{Breakage, Failure};
pub use host::{Host, KeyStore};
pub use qabul_print::scan::DrawnPage;
pub use scans::draw_here;

/// A day as lists and people write it: `14.05.2000` or `2000-05-14`.
#[must_use]
pub fn day(typed: &str) -> Option<chrono::NaiveDate> {
    match qabul_exchange::certificates::day(typed) {
        qabul_core::certificate::Day::On(day) => Some(day),
        _ => None,
    }
}
