//! Halls: one row of a list into a hall, and what must agree between the rows of a building.

use std::collections::HashMap;

use qabul_core::fault::{Finding, RowFault, ValueFault};
use qabul_core::text;
use qabul_core::venue::{Hall, MOST_ROWS};

use crate::applications::{Lifting, lost_letters, misfit};
use crate::columns::{Field, Mapping};
use crate::table::Row;

/// The floor of a hall whose list has no column for it.
const GROUND_FLOOR: i16 = 1;
/// The highest floor that [`Hall::checked`] takes.
const TOP_FLOOR: u32 = 60;

/// Checks every value of a row; the first of the answer is its number in the file.
///
/// # Errors
/// Everything that is wrong with the row.
pub fn lift(row: &Row<'_>, mapping: &Mapping) -> Result<(u32, Hall), Vec<Finding>> {
    if let Some(finding) = misfit(row) {
        return Err(vec![finding]);
    }
    let mut lifting = Lifting::new(row, mapping);
    let city = lifting.required(Field::City, line);
    let building = lifting.required(Field::Building, line);
    let address = lifting.required(Field::Address, line);
    let code = lifting.required(Field::Hall, line);
    let floor = lifting.optional(Field::Floor, floor);
    let rows = lifting.required(Field::Rows, count);
    let seats = lifting.required(Field::Seats, count);
    // What did not parse has its finding already; an allowed value in its place keeps the hall's
    // own check from finding it a second time.
    let hall = Hall {
        city: city.unwrap_or_else(|| "-".to_owned()),
        building: building.unwrap_or_else(|| "-".to_owned()),
        address: address.unwrap_or_else(|| "-".to_owned()),
        code: code.unwrap_or_else(|| "-".to_owned()),
        floor: floor.flatten().unwrap_or(GROUND_FLOOR),
        rows: rows.unwrap_or(1),
        seats: seats.unwrap_or(1),
    };
    match hall.checked() {
        Ok(hall) if !lifting.is_refused() => return Ok((row.number, hall)),
        Ok(_) => {}
        Err(faults) => {
            for (key, fault) in faults {
                let head = mapping.head(key).unwrap_or_default().to_owned();
                let value = mapping.index(key).map_or("", |column| row.cell(column)).to_owned();
                lifting.refuse(key, head, value, fault.into());
            }
        }
    }
    Err(lifting.into_findings())
}

fn line(typed: &str) -> Result<String, ValueFault> {
    let line = text::nfc(&text::squeeze(typed));
    if lost_letters(&line) { Err(ValueFault::LettersLost) } else { Ok(line.into()) }
}

/// A number of rows or seats; whether it is a possible one, [`Hall::checked`] says.
fn count(typed: &str) -> Result<u16, ValueFault> {
    typed.trim().parse().map_err(|_| ValueFault::Number { from: 1, to: MOST_ROWS.into() })
}

/// `2`, `2-ci`, `2-ci mərtəbə`, `2-й этаж`, or a word for the basement.
fn floor(typed: &str) -> Result<i16, ValueFault> {
    let folded = text::fold(typed);
    if matches!(folded.as_str(), "zirzemi" | "basement" | "подвал" | "цоколь" | "цокольный этаж")
    {
        return Ok(0);
    }
    let mut words = folded.split(' ');
    let number = words.next().unwrap_or_default().parse();
    let known = |word: &str| {
        matches!(word, "ci" | "cu" | "mertebe" | "floor" | "th" | "st" | "nd" | "rd" | "й" | "этаж")
    };
    let negative = typed.trim_start().starts_with('-');
    match number {
        Ok(floor) if !negative && words.all(known) => Ok(floor),
        _ => Err(ValueFault::Number { from: 0, to: TOP_FLOOR }),
    }
}

/// Remembers the halls of a list and the address of every building.
#[derive(Debug, Default)]
pub struct Seen {
    halls: HashMap<[String; 3], u32>,
    addresses: HashMap<[String; 2], (String, u32)>,
}

impl Seen {
    /// Findings that refuse this hall because an earlier row has it already, or has the building
    /// at another address; each names that row.
    #[must_use]
    pub fn findings(&mut self, row: &Row<'_>, mapping: &Mapping, hall: &Hall) -> Vec<Finding> {
        let mut lifting = Lifting::new(row, mapping);
        let [city, building, address, code] =
            [&hall.city, &hall.building, &hall.address, &hall.code].map(|part| text::fold(part));
        let place = [city.clone(), building.clone(), code];
        let other = *self.halls.entry(place).or_insert(row.number);
        if other != row.number {
            lifting.refuse_cell(Field::Hall, RowFault::HallTwice { other });
        }
        let known =
            self.addresses.entry([city, building]).or_insert_with(|| (address.clone(), row.number));
        if known.0 != address {
            let other = known.1;
            lifting.refuse_cell(Field::Address, RowFault::AddressDiffers { other });
        }
        lifting.into_findings()
    }
}
