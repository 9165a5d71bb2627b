//! Language certificates: kinds, equivalence tables, the check of a list, the way of each certificate, and how
//! many there are.

pub(crate) mod check;
pub(crate) mod equivalence;
mod facts;
pub(crate) mod files;
pub(crate) mod impact;
pub(crate) mod kinds;
pub(crate) mod notice;
pub(crate) mod pending;
pub(crate) mod person;
pub(crate) mod received;
mod shipped;
pub(crate) mod statistics;
pub(crate) mod steps;
pub(crate) mod suspicion;
mod view;

pub(crate) use shipped::{complete, take_in};

use qabul_core::certificate::{Catalogue, TableState};
use qabul_store::Reader;

use crate::failure::Failure;
use crate::reference;

/// The kinds and published tables of a registry.
pub(crate) fn catalogue(reader: &Reader<'_>) -> Result<Catalogue, Failure> {
    let tables = reader.equivalences()?;
    let published = tables.iter().filter(|row| row.state == TableState::Published);
    Ok(Catalogue::new(kinds::all(reader)?, published.map(|row| &row.table)))
}

/// The kinds and tables that are shipped, as if they were published.
pub(crate) fn shipped_catalogue() -> Result<Catalogue, Failure> {
    let tables = reference::equivalence_tables()?;
    Ok(Catalogue::new(reference::certificate_kinds()?, &tables))
}
