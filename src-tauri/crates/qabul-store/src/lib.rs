//! The registry file: SQLite tables behind functions of their own, migrations, journal, papers.
//!
//! No type of the engine stands in a public signature: the rest of the house knows [`Store`],
//! [`Reader`], [`Tx`], rows of this crate and [`StoreError`]. SQL stays in the table files and
//! close to the standard; what only SQLite has (pragmas, full text, backup) has files of its own.

mod account;
mod application;
mod backup;
mod candidate;
mod certificate;
mod check;
mod connection;
mod content;
mod counter;
mod draft;
mod edition;
mod enrolment;
mod equivalence;
mod error;
mod folder;
mod hall;
mod journal;
mod key;
mod kind_draft;
mod life;
mod list;
mod mark;
mod migration;
mod notice;
mod paper;
mod payment;
mod private;
mod proposal;
mod registry;
pub mod restore;
mod result;
mod run;
mod same;
mod search;
mod seat;
mod settings;
mod sitting;
mod slip;
pub mod snapshot;
mod staff;
mod suspicion;
mod takeback;

pub use account::{AccountRow, Claim, MovementRow, NewMovement};
pub use application::{ApplicationRow, EntryRow, KnownRow};
pub use backup::{BackupRow, BackupSetUp};
pub use candidate::{CandidateRow, NameKeys};
pub use certificate::{
    CertificateCell, CertificateFacts, CertificateRow, CertificateTally, CheckRow,
    CountedCertificates, CountedVerdict, DecisionRow, DecisionWait, DryCertificate,
    QueuedCertificate, ScanRow,
};
pub use connection::{People, Reader, Store, Tx};
pub use counter::Counter;
pub use draft::DraftRow;
pub use edition::{EditionKind, EditionRow};
pub use enrolment::{Enrolment, Registered};
pub use equivalence::EquivalenceRow;
pub use error::StoreError;
pub use folder::{keep_name, sync_folder};
pub use hall::HallRow;
pub use journal::{
    ActFilter, ActRow, AnchorRow, AnchorWhy, Member, MemberRow, NewAnchor, OpenAct, Verified,
};
pub use key::{Kept, KeyRow, NewKey};
pub use kind_draft::KindDraftRow;
pub use life::{CaseRow, Course, QueueCounts};
pub use list::{LineRow, ListOrder, ListQuery};
pub use mark::NoteRow;
pub use notice::NoticeRow;
pub use payment::PaymentRow;
pub use proposal::{NewProposal, ProposalRow};
pub use registry::{Founding, RegistryRow};
pub use run::{RunFacts, RunFileRow, RunRow};
pub use same::HeldRow;
pub use search::HitRow;
pub use seat::{GuestRow, HallUseRow, SittingHall};
pub use sitting::{SittingCounts, SittingKey, SittingTally};
pub use slip::{EntryFacts, IssuedRow, PrintedRow, SeatFacts};
pub use staff::{Lock, NewStaff, StaffRow};
pub use suspicion::SuspicionRow;
