//! Where exams are held: buildings with an address, halls with rows of seats.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::fault::ValueFault;
use crate::text;

/// A hall as staff enter it or a file brings it, every value checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Hall {
    /// City.
    pub city: String,
    /// Building, by the name on its door.
    pub building: String,
    /// Street address.
    pub address: String,
    /// Code on the hall's door, unique in the building.
    pub code: String,
    /// Floor, the ground floor being 1; 0 is the basement.
    pub floor: i16,
    /// Rows of seats.
    pub rows: u16,
    /// Seats in a row.
    pub seats: u16,
}

/// The most rows, and the most seats in a row, that a hall can have.
pub const MOST_ROWS: u16 = 99;

impl Hall {
    /// How many people it holds.
    #[must_use]
    pub fn capacity(&self) -> u32 {
        u32::from(self.rows) * u32::from(self.seats)
    }

    /// Checks every field.
    ///
    /// # Errors
    /// All faults, each with the key of its field.
    pub fn checked(self) -> Result<Self, Vec<(&'static str, ValueFault)>> {
        let mut faults = Vec::new();
        for (field, value, longest) in [
            ("city", &self.city, 40),
            ("building", &self.building, 120),
            ("address", &self.address, 160),
            ("hall", &self.code, 8),
        ] {
            if value.trim().is_empty() {
                faults.push((field, ValueFault::Missing));
            } else if value.chars().count() > longest {
                faults.push((field, ValueFault::TooLong { longest }));
            } else if let Err(fault) = text::visible(value) {
                faults.push((field, fault));
            }
        }
        for (field, number) in [("rows", self.rows), ("seats", self.seats)] {
            if !(1..=MOST_ROWS).contains(&number) {
                faults.push((field, ValueFault::Number { from: 1, to: MOST_ROWS.into() }));
            }
        }
        if !(0..=60).contains(&self.floor) {
            faults.push(("floor", ValueFault::Number { from: 0, to: 60 }));
        }
        if faults.is_empty() { Ok(self) } else { Err(faults) }
    }
}
