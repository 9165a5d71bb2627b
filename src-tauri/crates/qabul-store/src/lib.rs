//! The registry file: SQLite tables behind functions of their own, migrations, journal, papers.
//!
//! No type of the engine stands in a public signature: the rest of the house knows [`Store`],
//! [`Reader`], [`Tx`], rows of this crate and [`StoreError`]. SQL stays in the table files and
//! close to the standard; what only SQLite has (pragmas, full text, backup) has files of its own.

mod application;
mod candidate;
mod check;
mod connection;
mod counter;
mod enrolment;
mod error;
mod folder;
mod hall;
mod journal;
mod list;
mod migration;
mod paper;
mod registry;
mod run;
mod search;
mod seat;
mod settings;
mod sitting;
mod slip;
mod staff;

pub use application::{ApplicationRow, EntryRow, HistoryRow, KnownRow};
pub use candidate::{CandidateRow, NameKeys};
pub use connection::{People, Reader, Store, Tx};
pub use counter::Counter;
pub use enrolment::{Enrolment, Registered};
pub use error::StoreError;
pub use folder::keep_name;
pub use hall::HallRow;
pub use journal::{Member, OpenAct};
pub use list::{LineRow, ListOrder, ListQuery};
pub use registry::{Founding, RegistryRow};
pub use run::{RunFileRow, RunRow};
pub use search::HitRow;
pub use seat::{GuestRow, HallUseRow, SittingHall};
pub use sitting::{SittingCounts, SittingKey, SittingTally};
pub use slip::{EntryFacts, IssuedRow, PrintedRow, SeatFacts};
pub use staff::{Lock, NewStaff, StaffRow};
