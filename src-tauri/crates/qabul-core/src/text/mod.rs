//! Azerbaijani text: case, order, search folding, look-alike letters, dates and suffixes.
//!
//! The standard library's case functions are wrong here (`İ` and `I` are two letters), so they
//! are banned by clippy and this module owns the matter.

mod case;
mod fill;
mod fold;
mod homoglyph;
mod order;
mod words;

/// A short text, as names and numbers are: up to 24 bytes stand in the value itself, so that a list of
/// a hundred thousand people is not a million pieces of memory.
pub type Short = compact_str::CompactString;

pub use case::{ascii_upper, lower, nfc, squeeze, upper};
pub use fill::{filled, filled_by};
pub use fold::{fold, matched};
pub use homoglyph::{LookAlike, dotless, has_lost_letters, is_lost_letter, look_alikes, visible};
pub use order::{ICU_VERSION, Keys, Order};
pub use words::{
    at_time, by_time, date_iso, date_long_az, date_long_ru, date_numeric, duration_az, duration_ru,
    floor_az, floor_ru, from_time, grouped, ordinal_az, roman, time, weekday_az, weekday_ru,
    year_with_suffix,
};
