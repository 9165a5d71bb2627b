//! Table `registry`: what this file is, and the order it keeps names in.

use chrono::NaiveDateTime;
use qabul_core::journal::{Station, stamp};
use qabul_core::text::{ICU_VERSION, Order};
use rusqlite::{Connection, TransactionBehavior, params};

use crate::connection::{Reader, Tx};
use crate::error::StoreError;
use crate::key::{Kept, NewKey};

/// What a new registry is founded with.
pub struct Founding {
    /// Marked as sample for good.
    pub sample: bool,
    /// Name of the center.
    pub center: String,
    /// When, local wall time.
    pub at: NaiveDateTime,
    /// Of a sample: the secret and the public half of the key it signs with. A real registry is given
    /// its keys later, one a workstation.
    pub key: Option<([u8; 32], [u8; 32])>,
    /// The workstation that founds it.
    pub station: Station,
}

/// The registry's own row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistryRow {
    /// Marked as sample for good.
    pub sample: bool,
    /// Name of the center.
    pub center: String,
}

impl Reader<'_> {
    /// What this registry is.
    ///
    /// # Errors
    /// The engine.
    pub fn registry(&self) -> Result<RegistryRow, StoreError> {
        let row = self.0.query_row("SELECT sample, center FROM registry", [], |row| {
            Ok(RegistryRow { sample: row.get(0)?, center: row.get(1)? })
        });
        Ok(row?)
    }
}

/// Whether the registry names any paper, which must then be in the file of papers.
pub(crate) fn names_papers(db: &Connection) -> Result<bool, StoreError> {
    // Asked of an older file too, which names fewer.
    let named = crate::paper::named(crate::migration::schema(db)?);
    Ok(db.prepare(&format!("SELECT 1 FROM ({named}) LIMIT 1"))?.exists([])?)
}

/// Makes every sort key anew where other collation data made those that are kept: keys of two
/// makes do not sort among each other. No record changes, so the journal says nothing of it.
pub(crate) fn keep_order(db: &mut Connection) -> Result<(), StoreError> {
    let made_by: String = db.query_row("SELECT collation FROM registry", [], |row| row.get(0))?;
    if made_by == ICU_VERSION {
        return Ok(());
    }
    let order = Order::new();
    let mut keys = order.keys();
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    {
        let mut people = tx.prepare("SELECT id, surname, given, patronymic FROM candidate")?;
        let mut change = tx.prepare("UPDATE candidate SET sort_key = ? WHERE id = ?")?;
        let mut rows = people.query([])?;
        while let Some(row) = rows.next()? {
            let name: [String; 3] = [row.get(1)?, row.get(2)?, row.get(3)?];
            let key = keys.key(name.each_ref().map(String::as_str));
            change.execute(params![key, row.get::<_, i64>(0)?])?;
        }
    }
    tx.execute(
        "UPDATE entry SET sort_key = (SELECT c.sort_key FROM application a \
         JOIN candidate c ON c.id = a.candidate WHERE a.id = entry.application)",
        [],
    )?;
    tx.execute("UPDATE registry SET collation = ?", [ICU_VERSION])?;
    tx.commit()?;
    Ok(())
}

impl Tx<'_> {
    pub(crate) fn found(&self, founding: &Founding) -> Result<(), StoreError> {
        let at = stamp(founding.at);
        self.0.execute(
            "INSERT INTO registry (id, sample, center, collation, created_at) VALUES (1, ?, ?, ?, ?)",
            params![founding.sample, founding.center, ICU_VERSION, at],
        )?;
        self.station(&founding.station, founding.at)?;
        if let Some((secret, public)) = founding.key {
            self.add_key(&NewKey {
                station: &founding.station,
                public,
                kept: Kept::Sample { secret },
                admitted_by: "",
                at: founding.at,
            })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_other_collation_data_are_made_anew() {
        let mut db = Connection::open_in_memory().unwrap();
        crate::migration::bring_up(&mut db, crate::migration::REGISTRY, None).unwrap();
        db.pragma_update(None, "foreign_keys", false).unwrap();
        db.execute_batch(
            "INSERT INTO registry VALUES (1, 0, 'A', 'icu4x-1.0/az', '');
             INSERT INTO candidate (id, fin, surname, given, patronymic, sort_key, folded, document, \
             citizenship, sex, birth) VALUES (7, '5KQ2M8I', 'Əli', 'Aqil', '', x'ff', 'eli aqil', \
             'AA1234567', 'AZE', 'male', '2000-01-01');
             INSERT INTO application (id, candidate, campaign, work_number, standing, institution) \
             VALUES (8, 7, 1, 1, 'student', '');
             INSERT INTO entry (id, application, sitting, sort_key, city, sector, paid) \
             VALUES (9, 8, 1, x'ff', 'Bakı', 'russian', 0);",
        )
        .unwrap();
        keep_order(&mut db).unwrap();
        let sql =
            "SELECT c.sort_key, e.sort_key, r.collation FROM candidate c, entry e, registry r";
        let kept: (Vec<u8>, Vec<u8>, String) =
            db.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
        let key = Order::new().key(["Əli", "Aqil", ""]);
        assert_eq!(kept, (key.clone(), key, ICU_VERSION.to_owned()));
    }
}
