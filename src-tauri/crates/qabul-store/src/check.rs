//! Looking through the registry's file for damage before anybody works in it.

use crate::connection::{REGISTRY, Store};
use crate::error::StoreError;

/// Files up to this size are looked through when they are opened: some 250,000 candidates, less than
/// a second. In a larger one damage is told where it is met.
const MOST_BYTES: u64 = 256 << 20;

impl Store {
    /// Looks through every page, so that the first act is not written into a damaged file.
    ///
    /// # Errors
    /// [`StoreError::Damaged`]; the engine.
    pub fn look_through(&self) -> Result<(), StoreError> {
        if std::fs::metadata(self.folder().join(REGISTRY))?.len() > MOST_BYTES {
            return Ok(());
        }
        let verdict: String = self.db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if verdict == "ok" { Ok(()) } else { Err(StoreError::Damaged) }
    }
}
