//! Table `slip`: what a slip is made of, and the serials that were given.

use qabul_core::application::{Sector, Standing, WorkNumber};
use qabul_core::text::Short;
use rusqlite::{OptionalExtension, params};

use crate::application::{EntryRow, day, entry_state, sector, standing, work_number};
use crate::candidate::{self, CandidateRow};
use crate::connection::{People, Reader, Tx};
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
    /// Standing.
    pub standing: Standing,
    /// Institution.
    pub institution: Short,
    /// City, sector, fee, confirmation.
    pub entry: EntryRow,
    /// The seat, where there is one.
    pub seat: Option<SeatFacts>,
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
            "SELECT {}, t.name, a.work_number, a.standing, a.institution, e.id, e.city, e.sector, \
             e.paid, e.confirmed_on, s.hall, b.id, b.name, b.address, h.code, h.floor, s.row, \
             s.seat, u.wave, e.state, e.charged FROM entry e JOIN application a ON a.id = e.application \
             JOIN candidate c ON c.id = a.candidate JOIN sitting t ON t.id = e.sitting \
             LEFT JOIN seat s ON s.entry = e.id LEFT JOIN hall h ON h.id = s.hall \
             LEFT JOIN building b ON b.id = h.building \
             LEFT JOIN hall_use u ON u.sitting = s.sitting AND u.hall = s.hall WHERE e.id = ?",
            candidate::COLUMNS
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
    let seat = match row.get::<_, Option<i64>>(20)? {
        None => None,
        Some(hall) => Some(SeatFacts {
            hall,
            building_id: row.get(21)?,
            building: row.get(22)?,
            address: row.get(23)?,
            code: row.get(24)?,
            floor: row.get(25)?,
            row: row.get(26)?,
            seat: row.get(27)?,
            wave: row.get(28)?,
        }),
    };
    let sector: Sector = sector(row.get_ref(17)?.as_str().unwrap_or_default())?;
    Ok(EntryFacts {
        person: candidate::read(row)?,
        sitting: row.get(11)?,
        work_number: work_number(row.get(12)?)?,
        standing: standing(row.get_ref(13)?.as_str().unwrap_or_default())?,
        institution: candidate::text(row, 14)?.into(),
        entry: EntryRow {
            id: row.get(15)?,
            city: candidate::text(row, 16)?.into(),
            sector,
            paid: row.get(18)?,
            confirmed: day(row.get(19)?)?,
            state: entry_state(row, 29)?,
            charged: row.get(30)?,
        },
        seat,
    })
}
