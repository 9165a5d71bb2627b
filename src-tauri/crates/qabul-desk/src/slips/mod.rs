//! Slips: planned, shown, printed, verified.

mod cover;
mod plan;
mod print;
mod sheet;
pub(crate) mod unseen;
mod verify;

pub(crate) use cover::cover;
pub(crate) use plan::plan;
pub(crate) use print::{print, runs};
pub(crate) use sheet::preview;
pub(crate) use verify::verify;
