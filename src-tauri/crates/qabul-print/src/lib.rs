//! Papers of the exam day: layout in millimetres, painting to PDF and SVG, streaming of any number.
//!
//! Three steps that know nothing of each other's work: [`slip::layout`] turns a slip into a
//! [`Sheet`] (pure; text measured, wrapped, shrunk or refused), [`svg::paint`] and the PDF painter
//! draw a sheet, and [`batch::write`] streams any number of sheets into one file.

pub mod batch;
mod canvas;
mod codes;
pub mod cover;
mod emblem;
mod error;
mod faces;
mod fit;
mod jpeg;
mod kerning;
pub mod letter;
mod name_block;
pub mod notice;
mod pdf;
mod photo;
pub mod picture;
pub mod scan;
mod sheet;
pub mod slip;
pub mod svg;
pub mod table_paper;

pub use error::PrintError;
pub use faces::{Face, Faces};
pub use pdf::Facts;
pub use photo::{BarePhoto, PhotoFault};
pub use sheet::{
    Bars, Form, Ink, Line, Mark, Matrix, Mm, Path, PhotoBox, Points, Rectangle, Run, Segment, Sheet,
};
