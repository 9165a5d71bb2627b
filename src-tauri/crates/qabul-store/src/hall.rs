//! Tables `building` and `hall`: where exams are held.

use qabul_core::venue::Hall;
use rusqlite::{OptionalExtension, Row, params};

use crate::connection::{Reader, Tx};
use crate::error::StoreError;

/// A hall with its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HallRow {
    /// Row id.
    pub id: i64,
    /// Grows with every change.
    pub version: i64,
    /// The hall.
    pub hall: Hall,
}

const COLUMNS: &str = "h.id, b.city, b.name, b.address, h.code, h.floor, h.rows, h.seats, h.version \
    FROM hall h JOIN building b ON b.id = h.building";

/// The order of halls wherever they are listed: as buildings were entered, then by code, shorter
/// codes first so that 99 stands before 101.
pub(crate) const HALL_ORDER: &str = "b.city, b.id, length(h.code), h.code";

impl Reader<'_> {
    /// Every hall.
    ///
    /// # Errors
    /// The engine.
    pub fn halls(&self) -> Result<Vec<HallRow>, StoreError> {
        let mut statement =
            self.0.prepare_cached(&format!("SELECT {COLUMNS} ORDER BY {HALL_ORDER}"))?;
        Ok(statement.query_map([], read)?.collect::<Result<_, _>>()?)
    }

    /// The hall of a code in a building.
    ///
    /// # Errors
    /// The engine.
    pub fn hall(
        &self,
        city: &str,
        building: &str,
        code: &str,
    ) -> Result<Option<HallRow>, StoreError> {
        self.0
            .prepare_cached(&format!(
                "SELECT {COLUMNS} WHERE b.city = ? AND b.name = ? AND h.code = ?"
            ))?
            .query_row([city, building, code], read)
            .optional()
            .map_err(Into::into)
    }

    /// One hall by its id.
    ///
    /// # Errors
    /// The engine.
    pub fn hall_by_id(&self, id: i64) -> Result<Option<HallRow>, StoreError> {
        self.0
            .prepare_cached(&format!("SELECT {COLUMNS} WHERE h.id = ?"))?
            .query_row([id], read)
            .optional()
            .map_err(Into::into)
    }

    /// The address kept for a building.
    ///
    /// # Errors
    /// The engine.
    pub fn address(&self, city: &str, building: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT address FROM building WHERE city = ? AND name = ?";
        Ok(self.0.prepare_cached(sql)?.query_row([city, building], |row| row.get(0)).optional()?)
    }

    /// How many people sit in a hall beyond the given rows and seats, in any sitting.
    ///
    /// # Errors
    /// The engine.
    pub fn seated_beyond(&self, hall: i64, rows: u16, seats: u16) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM seat WHERE hall = ? AND (row > ? OR seat > ?)";
        Ok(self.0.prepare_cached(sql)?.query_row(params![hall, rows, seats], |row| row.get(0))?)
    }
}

impl Tx<'_> {
    /// Adds a hall, or changes the one of that id; its building follows in name and address.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] for a code that the building has already.
    pub fn save_hall(&self, id: Option<i64>, hall: &Hall) -> Result<i64, StoreError> {
        let Hall { city, building, address, code, floor, rows, seats } = hall;
        let building: i64 = self
            .0
            .prepare_cached(
                "INSERT INTO building (city, name, address) VALUES (?, ?, ?) \
                 ON CONFLICT (city, name) DO UPDATE SET address = excluded.address RETURNING id",
            )?
            .query_row([city, building, address], |row| row.get(0))?;
        let Some(id) = id else {
            let sql =
                "INSERT INTO hall (building, code, floor, rows, seats) VALUES (?, ?, ?, ?, ?)";
            return Ok(self
                .0
                .prepare_cached(sql)?
                .insert(params![building, code, floor, rows, seats])?);
        };
        self.0
            .prepare_cached(
                "UPDATE hall SET building = ?, code = ?, floor = ?, rows = ?, seats = ?, \
                 version = version + 1 WHERE id = ?",
            )?
            .execute(params![building, code, floor, rows, seats, id])?;
        Ok(id)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<HallRow> {
    Ok(HallRow {
        id: row.get(0)?,
        version: row.get(8)?,
        hall: Hall {
            city: row.get(1)?,
            building: row.get(2)?,
            address: row.get(3)?,
            code: row.get(4)?,
            floor: row.get(5)?,
            rows: row.get(6)?,
            seats: row.get(7)?,
        },
    })
}
