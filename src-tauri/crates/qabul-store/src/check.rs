//! Looking through the registry's file for damage before anybody works in it.

use std::path::Path;
use std::time::Duration;

use crate::connection::{REGISTRY, Store};
use crate::error::StoreError;

/// Files up to this size are looked through when they are opened: some 250,000 candidates, less than
/// a second. In a larger one damage is told where it is met.
const MOST_BYTES: u64 = 256 << 20;

/// Whether a file ends within a page, which the engine reads as if zeros followed. A program that is
/// writing a page at this moment is given the time to end it.
fn is_cut(file: &Path, page: u64) -> std::io::Result<bool> {
    for _ in 0..5 {
        if std::fs::metadata(file)?.len().is_multiple_of(page) {
            return Ok(false);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(true)
}

impl Store {
    /// Looks through every page, so that the first act is not written into a damaged file.
    ///
    /// # Errors
    /// [`StoreError::Damaged`]; the engine.
    pub fn look_through(&self) -> Result<(), StoreError> {
        let file = self.folder().join(REGISTRY);
        if std::fs::metadata(&file)?.len() > MOST_BYTES {
            return Ok(());
        }
        if is_cut(&file, self.db.pragma_query_value(None, "page_size", |row| row.get(0))?)? {
            return Err(StoreError::Damaged);
        }
        let verdict: String = self.db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if verdict == "ok" { Ok(()) } else { Err(StoreError::Damaged) }
    }
}
