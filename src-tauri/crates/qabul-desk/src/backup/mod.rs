//! Backups: set up, made, looked into, rehearsed, restored.
//!
//! A backup is a snapshot of the records, sealed as `qabul-REGISTRY-MOMENT-DIGEST.qabul`, and papers
//! sealed once each under `papers/` beside it. Only public keys are kept here; the private ones lie
//! with the center and on paper.

mod folder;
mod keys;
mod make;
mod opened;
mod rehearse;
mod restore;
mod state;

pub(crate) use make::make;
pub(crate) use opened::look;
pub(crate) use rehearse::rehearse;
pub(crate) use restore::restore;
pub(crate) use state::{set_up, state};
