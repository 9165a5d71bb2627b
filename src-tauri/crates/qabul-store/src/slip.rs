//! Table `slip`: what a slip is made of, and the serials that were given.

use qabul_core::application::{Choices, WorkNumber};
use qabul_core::education::Education;
use rusqlite::{OptionalExtension, params};

use crate::application::{EntryRow, read_entry, work_number};
use crate::candidate::{self, CandidateRow};
use crate::connection::{People, Reader, Tx};
use crate::content;
use crate::error::StoreError;

/// Everything the registry knows of one entry: what a slip prints and a record shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryFacts {
    /// The person.
    pub person: CandidateRow,
    /// Sitting by name.
    pub sitting: String,
    /// Work number.
    pub work_number: WorkNumber,
    /// Education.
    pub education: Education,
    /// Choices.
    pub choices: Choices,
    /// City, sector, fee, confirmation.
    pub entry: EntryRow,
    /// The seat, where there is one.
    pub seat: Option<SeatFacts>,
    /// How often person, application and entry were changed, in sum.
    pub version: i64,
}

/// A seat with all that is printed of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatFacts {
    /// Hall.
    pub hall: i64,
    /// Building's id.
    pub building_id: i64,
    /// Building.
    pub building: String,
    /// Street address.
    pub address: String,
    /// Hall code.
    pub code: String,
    /// Floor.
    pub floor: i16,
    /// Row.
    pub row: u16,
    /// Seat in the row.
    pub seat: u16,
    /// Arrival wave.
    pub wave: u16,
}

/// A slip that was given out, without a word of whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedRow {
    /// The entry.
    pub entry: i64,
    /// The sitting by name.
    pub sitting: String,
    /// The work number.
    pub work_number: WorkNumber,
    /// Whether a newer one was given for the same entry.
    pub superseded: bool,
    /// Whether the entry is registered still: not taken back, refused or suspended.
    pub registered: bool,
}

/// A slip that was printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedRow {
    /// Serial number.
    pub serial: u64,
    /// Run.
    pub run: u32,
    /// Sheet of the run.
    pub sheet: u32,
    /// When the run was made.
    pub at: String,
}

impl People<'_> {
    /// All about one entry.
    ///
    /// # Errors
    /// The engine, or a value that is not what its column says.
    pub fn entry(&self, id: i64) -> Result<Option<EntryFacts>, StoreError> {
        let sql = format!(
            "SELECT {}, t.name, a.work_number, e.id, e.city, e.sector, e.paid, e.confirmed_on, \
             e.state, e.charged, s.hall, b.id, b.name, b.address, h.code, h.floor, s.row, s.seat, \
             u.wave, c.version + a.version + e.version, {} FROM entry e JOIN application a ON a.id = e.application \
             JOIN candidate c ON c.id = a.candidate JOIN sitting t ON t.id = e.sitting \
             LEFT JOIN seat s ON s.entry = e.id LEFT JOIN hall h ON h.id = s.hall \
             LEFT JOIN building b ON b.id = h.building \
             LEFT JOIN hall_use u ON u.sitting = s.sitting AND u.hall = s.hall WHERE e.id = ?",
            candidate::COLUMNS,
            content::COLUMNS
        );
        self.0.prepare_cached(&sql)?.query_row([id], |row| Ok(read(row))).optional()?.transpose()
    }

    /// The slips printed for an entry, newest first.
    ///
    /// # Errors
    /// The engine.
    pub fn slips_of(&self, entry: i64) -> Result<Vec<PrintedRow>, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT s.serial, s.run, s.sheet, r.at FROM slip s JOIN run r ON r.number = s.run \
             WHERE s.entry = ? ORDER BY s.serial DESC",
        )?;
        let rows = statement.query_map([entry], |row| {
            Ok(PrintedRow {
                serial: row.get(0)?,
                run: row.get(1)?,
                sheet: row.get(2)?,
                at: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Reader<'_> {
    /// What was given under a serial number.
    ///
    /// # Errors
    /// The engine, or a work number that is none.
    pub fn issued(&self, serial: u64) -> Result<Option<IssuedRow>, StoreError> {
        let sql = "SELECT s.entry, t.name, a.work_number, \
                   s.serial < (SELECT max(n.serial) FROM slip n WHERE n.entry = s.entry), \
                   e.state = 'registered' FROM slip s JOIN entry e ON e.id = s.entry JOIN sitting t ON t.id = e.sitting \
                   JOIN application a ON a.id = e.application WHERE s.serial = ?";
        let read = |row: &rusqlite::Row<'_>| {
            let number: u32 = row.get(2)?;
            Ok((row.get(0)?, row.get(1)?, number, row.get(3)?, row.get(4)?))
        };
        let found = self.0.prepare_cached(sql)?.query_row([serial], read).optional()?;
        let issued = |(entry, sitting, number, superseded, registered)| {
            let work_number = work_number(number)?;
            Ok(IssuedRow { entry, sitting, work_number, superseded, registered })
        };
        found.map(issued).transpose()
    }
}

impl Tx<'_> {
    /// Gives a serial to the slip of an entry.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] for a serial that was given.
    pub fn add_slip(
        &self,
        serial: u64,
        entry: i64,
        run: u32,
        sheet: u32,
    ) -> Result<(), StoreError> {
        self.0
            .prepare_cached("INSERT INTO slip (serial, entry, run, sheet) VALUES (?, ?, ?, ?)")?
            .execute(params![serial, entry, run, sheet])?;
        Ok(())
    }
}

fn read(row: &rusqlite::Row<'_>) -> Result<EntryFacts, StoreError> {
    let [own, seat] = [candidate::COUNT, candidate::COUNT + 9];
    let (education, choices) = content::read(row, seat + 10)?;
    let version = row.get(seat + 9)?;
    let seat = match row.get::<_, Option<i64>>(seat)? {
        None => None,
        Some(hall) => Some(SeatFacts {
            hall,
            building_id: row.get(seat + 1)?,
            building: row.get(seat + 2)?,
            address: row.get(seat + 3)?,
            code: row.get(seat + 4)?,
            floor: row.get(seat + 5)?,
            row: row.get(seat + 6)?,
            seat: row.get(seat + 7)?,
            wave: row.get(seat + 8)?,
        }),
    };
    Ok(EntryFacts {
        person: candidate::read(row)?,
        sitting: row.get(own)?,
        work_number: work_number(row.get(own + 1)?)?,
        education,
        choices,
        entry: read_entry(row, own + 2)?,
        seat,
        version,
    })
}
