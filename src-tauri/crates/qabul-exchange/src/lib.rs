//! Tables in and out: bytes of CSV and XLSX into checked values, and values into the same files.
//!
//! Pure by rule: whole files come in as bytes and go out as bytes; opening, choosing and saving
//! them belongs to the caller. Reading is in three steps, each usable alone: [`table::read`] finds
//! the format, encoding and delimiter; [`columns`] finds which column means which field; and
//! [`applications::lift`] or [`halls::lift`] turns one row into checked values or all its faults.

pub mod applications;
pub mod certificates;
pub mod columns;
mod dates;
pub mod equivalence;
pub mod findings;
mod formula;
pub mod halls;
pub mod payments;
pub mod results;
pub mod sealed;
pub mod table;
mod vocabulary;
pub mod write;
