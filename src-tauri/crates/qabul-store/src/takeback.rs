//! Taking back what an act put in: rows go, their history stays.

use rusqlite::params;

use crate::connection::Tx;
use crate::error::StoreError;
use crate::sitting::SittingKey;

impl Tx<'_> {
    /// Takes an entry out again, and with it the application and the person it was the last entry of.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] for an entry that has a seat or a slip.
    pub fn take_back_entry(&self, entry: i64) -> Result<(), StoreError> {
        let of = "SELECT e.application, a.candidate FROM entry e \
                  JOIN application a ON a.id = e.application WHERE e.id = ?";
        let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?));
        let (application, candidate) = self.0.prepare_cached(of)?.query_row([entry], read)?;
        self.0.prepare_cached("DELETE FROM entry WHERE id = ?")?.execute([entry])?;
        self.0
            .prepare_cached(
                "DELETE FROM application WHERE id = ?1 \
                 AND NOT EXISTS (SELECT 1 FROM entry WHERE application = ?1)",
            )?
            .execute([application])?;
        let alone = "SELECT NOT EXISTS (SELECT 1 FROM application WHERE candidate = ?)";
        if self.0.prepare_cached(alone)?.query_row([candidate], |row| row.get(0))? {
            self.0
                .prepare_cached(
                    "INSERT INTO candidate_search (candidate_search, rowid, folded) \
                     SELECT 'delete', id, ' ' || folded FROM candidate WHERE id = ?",
                )?
                .execute([candidate])?;
            self.0
                .prepare_cached("DELETE FROM movement WHERE candidate = ?")?
                .execute([candidate])?;
            self.0
                .prepare_cached("DELETE FROM account WHERE candidate = ?")?
                .execute([candidate])?;
            self.0.prepare_cached("DELETE FROM candidate WHERE id = ?")?.execute([candidate])?;
        }
        Ok(())
    }

    /// Takes a hall out again, and the building it was the last hall of.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] for a hall that a sitting uses.
    pub fn take_back_hall(&self, hall: i64) -> Result<(), StoreError> {
        self.0.execute("DELETE FROM hall WHERE id = ?", [hall])?;
        self.0.execute(
            "DELETE FROM building WHERE NOT EXISTS \
             (SELECT 1 FROM hall h WHERE h.building = building.id)",
            [],
        )?;
        Ok(())
    }

    /// Frees the seat of an entry; a hall in which nobody sits any more is given back by the sitting.
    ///
    /// # Errors
    /// The engine.
    pub fn free_seat(&self, sitting: SittingKey, entry: i64) -> Result<(), StoreError> {
        self.0.prepare_cached("DELETE FROM seat WHERE entry = ?")?.execute([entry])?;
        self.0
            .prepare_cached(
                "DELETE FROM hall_use WHERE sitting = ?1 AND NOT EXISTS \
                 (SELECT 1 FROM seat s WHERE s.sitting = ?1 AND s.hall = hall_use.hall)",
            )?
            .execute(params![sitting.0])?;
        Ok(())
    }

    /// Frees the seat of an entry that was taken back; its hall stays in use.
    ///
    /// # Errors
    /// The engine.
    pub fn leave_seat(&self, entry: i64) -> Result<(), StoreError> {
        self.0.prepare_cached("DELETE FROM seat WHERE entry = ?")?.execute([entry])?;
        Ok(())
    }

    /// Gives an entry back the seat that it left, in a hall that its sitting uses; whether there is one.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] where somebody sits there.
    pub fn seat_again(
        &self,
        entry: i64,
        (building, hall): (&str, &str),
        (row, seat): (u16, u16),
    ) -> Result<bool, StoreError> {
        let sql = "INSERT INTO seat (entry, sitting, hall, row, seat) \
                   SELECT e.id, e.sitting, h.id, ?4, ?5 FROM entry e \
                   JOIN hall_use u ON u.sitting = e.sitting JOIN hall h ON h.id = u.hall \
                   JOIN building b ON b.id = h.building AND b.city = e.city \
                   WHERE e.id = ?1 AND b.name = ?2 AND h.code = ?3";
        let seated =
            self.0.prepare_cached(sql)?.execute(params![entry, building, hall, row, seat])?;
        Ok(seated > 0)
    }

    /// Takes a Personal Cabinet out again in which nothing moved.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] for one that something moved in.
    pub fn take_back_account(&self, candidate: i64) -> Result<(), StoreError> {
        self.0.prepare_cached("DELETE FROM account WHERE candidate = ?")?.execute([candidate])?;
        Ok(())
    }

    /// The application of an entry.
    ///
    /// # Errors
    /// The engine.
    pub fn application_of(&self, entry: i64) -> Result<i64, StoreError> {
        let sql = "SELECT application FROM entry WHERE id = ?";
        Ok(self.0.prepare_cached(sql)?.query_row([entry], |row| row.get(0))?)
    }

    /// The sitting of an entry.
    ///
    /// # Errors
    /// The engine.
    pub fn sitting_of(&self, entry: i64) -> Result<SittingKey, StoreError> {
        let sql = "SELECT sitting FROM entry WHERE id = ?";
        Ok(SittingKey(self.0.prepare_cached(sql)?.query_row([entry], |row| row.get(0))?))
    }
}
