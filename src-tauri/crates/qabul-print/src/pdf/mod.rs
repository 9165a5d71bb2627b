//! Sheets as PDF: painted by printpdf, put together by an assembler of our own that streams.

mod assembler;
mod brush;
mod font;
mod paint;
mod part;
mod tree;

pub(crate) use assembler::{Assembler, Drawn, Finished};
pub(crate) use brush::cover;
pub(crate) use paint::Painter;
pub(crate) use part::PartFile;

use chrono::NaiveDateTime;

/// What a file says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Its title, shown by viewers instead of the file name.
    pub title: String,
    /// Who made it.
    pub author: String,
    /// Language of its text: `az`.
    pub language: String,
    /// When it was made, wall time at UTC+4.
    pub created: NaiveDateTime,
    /// Tells it from every other file; the same for the same content.
    pub identity: [u8; 32],
}

/// Deflates a stream at a level from 1 to 12.
pub(crate) struct Deflater(libdeflater::Compressor);

/// The level of pages: beyond it time grows and size does not fall.
pub(crate) const PAGE_LEVEL: i32 = 6;
/// The level of what is written once a file.
pub(crate) const ONCE_LEVEL: i32 = 9;

impl Deflater {
    pub(crate) fn new(level: i32) -> Self {
        let level = libdeflater::CompressionLvl::new(level).unwrap_or_default();
        Self(libdeflater::Compressor::new(level))
    }

    /// The bytes as a zlib stream.
    pub(crate) fn deflate(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut packed = vec![0; self.0.zlib_compress_bound(bytes.len())];
        let length = self
            .0
            .zlib_compress(bytes, &mut packed)
            .expect("the room is what the library itself asked for");
        packed.truncate(length);
        packed.shrink_to_fit();
        packed
    }
}
