//! Table `kind_draft`: kinds of certificates that one person wrote and another has not put in force yet.

use rusqlite::{OptionalExtension, Row, params};

use crate::connection::{Reader, Tx};
use crate::error::StoreError;

/// A draft of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindDraftRow {
    /// Key of the kind.
    pub name: String,
    /// The number of the edition that it was made of; 0 for a new kind.
    pub base: u32,
    /// The kind as JSON.
    pub body: String,
    /// When it was written last.
    pub at: String,
    /// By whom, by the name of the account.
    pub by: String,
    /// Version of the record, from 1; no two drafts have the same one, one after the other either.
    pub version: i64,
}

const COLUMNS: &str = "name, base, body, at, by, version";

impl Reader<'_> {
    /// Every draft, by the key of its kind.
    ///
    /// # Errors
    /// The engine.
    pub fn kind_drafts(&self) -> Result<Vec<KindDraftRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM kind_draft ORDER BY name");
        let mut statement = self.0.prepare_cached(&sql)?;
        Ok(statement.query_map([], read)?.collect::<Result<_, _>>()?)
    }

    /// The draft of a kind.
    ///
    /// # Errors
    /// The engine.
    pub fn kind_draft(&self, name: &str) -> Result<Option<KindDraftRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM kind_draft WHERE name = ?");
        let mut statement = self.0.prepare_cached(&sql)?;
        Ok(statement.query_row([name], read).optional()?)
    }
}

impl Tx<'_> {
    /// Writes a draft, new or over the one that is there; its version is given by the store.
    ///
    /// # Errors
    /// The engine.
    pub fn put_kind_draft(&self, row: &KindDraftRow) -> Result<(), StoreError> {
        let KindDraftRow { name, base, body, at, by, .. } = row;
        // By the number of acts: a draft written after one that was taken back is not taken for that one.
        self.0.execute(
            "INSERT INTO kind_draft (name, base, body, at, by, version) \
             VALUES (?, ?, ?, ?, ?, 1 + (SELECT coalesce(max(id), 0) FROM journal)) \
             ON CONFLICT (name) DO UPDATE SET base = excluded.base, body = excluded.body, at = excluded.at, \
             by = excluded.by, version = max(version + 1, excluded.version)",
            params![name, base, body, at, by],
        )?;
        Ok(())
    }

    /// Takes a draft away: it was put in force, or taken back.
    ///
    /// # Errors
    /// The engine.
    pub fn drop_kind_draft(&self, name: &str) -> Result<(), StoreError> {
        self.0.execute("DELETE FROM kind_draft WHERE name = ?", [name])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<KindDraftRow, rusqlite::Error> {
    Ok(KindDraftRow {
        name: row.get(0)?,
        base: row.get(1)?,
        body: row.get(2)?,
        at: row.get(3)?,
        by: row.get(4)?,
        version: row.get(5)?,
    })
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::edition::{EditionKind, EditionRow};

    #[test]
    fn who_wrote_a_kind_does_not_put_it_in_force_in_the_database_either() {
        let mut db = Connection::open_in_memory().unwrap();
        crate::migration::bring_up(&mut db, crate::migration::REGISTRY, None).unwrap();
        let transaction = db.transaction().unwrap();
        let tx = Tx::of(&transaction);
        let draft = |by: &str| KindDraftRow {
            name: "pte".to_owned(),
            base: 0,
            body: "{}".to_owned(),
            at: String::new(),
            by: by.to_owned(),
            version: 0,
        };
        let edition = |name: &str, by: &str| EditionRow {
            name: name.to_owned(),
            number: 1,
            body: "{}".to_owned(),
            at: String::new(),
            by: by.to_owned(),
        };
        let add = |kind, name, by| tx.add_edition(kind, &edition(name, by));
        let refused = |outcome| matches!(outcome, Err(StoreError::Constraint(_)));
        tx.put_kind_draft(&draft("a")).unwrap();
        let first = tx.kind_draft("pte").unwrap().unwrap();
        assert!(refused(add(EditionKind::CertificateKind, "pte", "a")));
        // Whoever rewrites it is the one who wrote it.
        tx.put_kind_draft(&draft("b")).unwrap();
        let second = tx.kind_draft("pte").unwrap().unwrap();
        assert!(second.version > first.version && second.by == "b");
        assert!(refused(add(EditionKind::CertificateKind, "pte", "b")));
        add(EditionKind::CertificateKind, "ielts", "b").unwrap();
        add(EditionKind::Organisations, "pte", "b").unwrap();
        add(EditionKind::CertificateKind, "pte", "a").unwrap();
        tx.drop_kind_draft("pte").unwrap();
        assert_eq!(tx.kind_drafts().unwrap(), []);
    }

    #[test]
    fn a_draft_written_after_one_that_was_taken_back_has_another_version() {
        let mut db = Connection::open_in_memory().unwrap();
        crate::migration::bring_up(&mut db, crate::migration::REGISTRY, None).unwrap();
        db.pragma_update(None, "foreign_keys", false).unwrap();
        let transaction = db.transaction().unwrap();
        let tx = Tx::of(&transaction);
        let [name, body, at, by] = ["pte", "{}", "", "a"].map(str::to_owned);
        let draft = KindDraftRow { name, base: 0, body, at, by, version: 0 };
        tx.put_kind_draft(&draft).unwrap();
        let first = tx.kind_draft("pte").unwrap().unwrap();
        tx.drop_kind_draft("pte").unwrap();
        let act = "INSERT INTO journal (station, number, at, by, deed, facts, members, digest) \
                   VALUES (1, 1, '', '', '', '', zeroblob(32), zeroblob(32))";
        transaction.execute(act, []).unwrap();
        tx.put_kind_draft(&draft).unwrap();
        assert!(tx.kind_draft("pte").unwrap().unwrap().version > first.version);
    }

    #[test]
    fn scans_of_acts_are_named_before_and_after_a_kind_is_in_force() {
        let mut db = Connection::open_in_memory().unwrap();
        crate::migration::bring_up(&mut db, crate::migration::REGISTRY, None).unwrap();
        let transaction = db.transaction().unwrap();
        let tx = Tx::of(&transaction);
        let body = |digit: &str| {
            let scan = digit.repeat(64);
            format!(r#"{{"accepted":{{"acts":[{{"scan":null}},{{"scan":"{scan}"}}]}}}}"#)
        };
        let [name, at, by] = ["pte", "", "a"].map(str::to_owned);
        let draft = KindDraftRow { name, base: 0, body: body("1"), at, by, version: 0 };
        tx.put_kind_draft(&draft).unwrap();
        let [name, at, by] = ["ielts", "", "a"].map(str::to_owned);
        let mut edition = EditionRow { name, number: 1, body: body("2"), at, by };
        tx.add_edition(EditionKind::CertificateKind, &edition).unwrap();
        (edition.number, edition.body) = (2, r#"{"accepted":null}"#.to_owned());
        tx.add_edition(EditionKind::CertificateKind, &edition).unwrap();
        assert_eq!(tx.named_papers().unwrap(), [[0x11; 32], [0x22; 32]]);
    }
}
