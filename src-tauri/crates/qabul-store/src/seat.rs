//! Tables `hall_use` and `seat`: who sits where in a sitting.

use qabul_core::application::{EntryState, Sector, WorkNumber};
use rusqlite::params;

use crate::application::{entry_state, sector, work_number};
use crate::connection::{Reader, Tx};
use crate::error::StoreError;
use crate::hall::HALL_ORDER;
use crate::sitting::SittingKey;

/// Somebody of a sitting who is to be seated, or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuestRow {
    /// Entry.
    pub entry: i64,
    /// City.
    pub city: String,
    /// Sector.
    pub sector: Sector,
    /// Work number.
    pub work_number: WorkNumber,
    /// Where the entry stands.
    pub state: EntryState,
    /// Whether a certificate takes the exam's place: nobody sits it then.
    pub exempt: bool,
}

/// A hall that a sitting uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HallUseRow {
    /// Hall.
    pub hall: i64,
    /// Code.
    pub code: String,
    /// Building.
    pub building: String,
    /// City.
    pub city: String,
    /// Sector that sits in it.
    pub sector: Sector,
    /// How many sit in it.
    pub seated: u32,
    /// How many it holds.
    pub capacity: u32,
}

/// A hall given to a sector for a sitting, with its arrival wave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SittingHall {
    /// Hall.
    pub hall: i64,
    /// Sector.
    pub sector: Sector,
    /// Arrival wave, the first being 0.
    pub wave: u16,
}

impl Reader<'_> {
    /// Everybody of a sitting.
    ///
    /// # Errors
    /// The engine, or a value that is not what its column says.
    pub fn guests(&self, sitting: SittingKey) -> Result<Vec<GuestRow>, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT e.id, e.city, e.sector, a.work_number, e.state, a.exemption = 'exempt' \
             FROM entry e JOIN application a ON a.id = e.application WHERE e.sitting = ? ORDER BY e.id",
        )?;
        let mut rows = statement.query([sitting.0])?;
        let mut guests = Vec::new();
        while let Some(row) = rows.next()? {
            guests.push(GuestRow {
                entry: row.get(0)?,
                city: row.get(1)?,
                sector: sector(row.get_ref(2)?.as_str().unwrap_or_default())?,
                work_number: work_number(row.get(3)?)?,
                state: entry_state(row, 4)?,
                exempt: row.get(5)?,
            });
        }
        Ok(guests)
    }

    /// The halls a sitting uses.
    ///
    /// # Errors
    /// As [`Reader::guests`].
    pub fn hall_uses(&self, sitting: SittingKey) -> Result<Vec<HallUseRow>, StoreError> {
        let mut statement = self.0.prepare_cached(&format!(
            "SELECT h.id, h.code, b.name, b.city, u.sector, \
             (SELECT count(*) FROM seat s WHERE s.sitting = u.sitting AND s.hall = u.hall), \
             h.rows * h.seats FROM hall_use u JOIN hall h ON h.id = u.hall \
             JOIN building b ON b.id = h.building WHERE u.sitting = ? ORDER BY {HALL_ORDER}"
        ))?;
        let mut rows = statement.query([sitting.0])?;
        let mut uses = Vec::new();
        while let Some(row) = rows.next()? {
            uses.push(HallUseRow {
                hall: row.get(0)?,
                code: row.get(1)?,
                building: row.get(2)?,
                city: row.get(3)?,
                sector: sector(row.get_ref(4)?.as_str().unwrap_or_default())?,
                seated: row.get(5)?,
                capacity: row.get(6)?,
            });
        }
        Ok(uses)
    }
}

impl Tx<'_> {
    /// Gives halls to a sitting.
    ///
    /// # Errors
    /// The engine.
    pub fn use_halls(&self, sitting: SittingKey, halls: &[SittingHall]) -> Result<(), StoreError> {
        let mut insert = self.0.prepare_cached(
            "INSERT INTO hall_use (sitting, hall, sector, wave) VALUES (?, ?, ?, ?)",
        )?;
        for SittingHall { hall, sector, wave } in halls {
            insert.execute(params![sitting.0, hall, sector.key(), wave])?;
        }
        Ok(())
    }

    /// Seats somebody.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] for a taken seat or a seated person.
    pub fn seat(
        &self,
        sitting: SittingKey,
        seat: qabul_core::seating::Seat,
    ) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "INSERT INTO seat (entry, sitting, hall, row, seat) VALUES (?, ?, ?, ?, ?)",
            )?
            .execute(params![seat.guest, sitting.0, seat.room, seat.row, seat.seat])?;
        Ok(())
    }
}
