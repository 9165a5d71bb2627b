//! Bringing a file's schema up to date, one step at a time, never without a checked copy.

use std::path::Path;

use rusqlite::backup::Backup;
use rusqlite::{Connection, TransactionBehavior};

use crate::error::StoreError;
use crate::private;

/// Steps of the registry's schema; a released one never changes.
pub(crate) const REGISTRY: &[&str] = &[
    include_str!("../migrations/0001.sql"),
    include_str!("../migrations/0002.sql"),
    include_str!("../migrations/0003.sql"),
    include_str!("../migrations/0004.sql"),
    include_str!("../migrations/0005.sql"),
    include_str!("../migrations/0006.sql"),
    include_str!("../migrations/0007.sql"),
    include_str!("../migrations/0008.sql"),
    include_str!("../migrations/0009.sql"),
    include_str!("../migrations/0010.sql"),
    include_str!("../migrations/0011.sql"),
    include_str!("../migrations/0012.sql"),
    include_str!("../migrations/0013.sql"),
    include_str!("../migrations/0014.sql"),
    include_str!("../migrations/0015.sql"),
    include_str!("../migrations/0016.sql"),
    include_str!("../migrations/0017.sql"),
];
/// Steps of the papers' schema.
pub(crate) const PAPERS: &[&str] =
    &[include_str!("../migrations/papers-0001.sql"), include_str!("../migrations/papers-0002.sql")];

/// How many steps a file has taken; reading it writes nothing.
pub(crate) fn schema(db: &Connection) -> Result<u32, StoreError> {
    Ok(db.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Refuses a file of a newer edition; otherwise answers how many steps are known here.
pub(crate) fn refuse_newer(found: u32, steps: &[&str]) -> Result<u32, StoreError> {
    let known = u32::try_from(steps.len()).unwrap_or(u32::MAX);
    if found > known { Err(StoreError::Newer { found, known }) } else { Ok(known) }
}

/// Runs the steps that the file lacks. Before the first step on a file that has a schema, a copy
/// is put beside it as `NAME.schema-N` and checked; the next backup seals it and takes it away.
pub(crate) fn bring_up(
    db: &mut Connection,
    steps: &[&str],
    file: Option<&Path>,
) -> Result<(), StoreError> {
    let found = schema(db)?;
    let known = refuse_newer(found, steps)?;
    if found == known {
        return Ok(());
    }
    // Of two programs that open an old file at once, the second finds the work done.
    let lock = file.filter(|_| found > 0).map(|file| file.with_added_extension("lock"));
    let _alone = lock.as_deref().map(private::hold).transpose()?;
    let found = schema(db)?;
    if let Some(file) = file.filter(|_| found > 0 && found < known) {
        copy_aside(db, &file.with_added_extension(format!("schema-{found}")))?;
    }
    // A step may make a table anew that others refer to, which is whole again at its end.
    db.pragma_update(None, "foreign_keys", false)?;
    for (at, step) in (1..).zip(steps) {
        let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if schema(&tx)? >= at {
            continue;
        }
        tx.execute_batch(step)?;
        tx.pragma_update(None, "user_version", at)?;
        if tx.prepare("PRAGMA foreign_key_check")?.exists([])? {
            return Err(StoreError::Damaged);
        }
        tx.commit()?;
    }
    db.pragma_update(None, "foreign_keys", true)?;
    Ok(())
}

/// A backup through the engine, never a bare copy of the file: the write-ahead log is part of it.
fn copy_aside(db: &Connection, copy: &Path) -> Result<(), StoreError> {
    private::settle(copy)?;
    let mut target = Connection::open(copy)?;
    Backup::new(db, &mut target)?.run_to_completion(1024, std::time::Duration::ZERO, None)?;
    let verdict: String = target.pragma_query_value(None, "integrity_check", |row| row.get(0))?;
    if verdict == "ok" { Ok(()) } else { Err(StoreError::Damaged) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_who_open_at_once_one_takes_the_steps() {
        let folder = tempfile::tempdir().unwrap();
        let steps = ["CREATE TABLE t (a INTEGER) STRICT;", "INSERT INTO t VALUES (7);"];
        for (round, before) in (0..20).zip([0, 1].into_iter().cycle()) {
            let file = folder.path().join(format!("{round}.db"));
            let open = || {
                let db = Connection::open(&file).unwrap();
                db.busy_timeout(std::time::Duration::from_secs(5)).unwrap();
                db
            };
            bring_up(&mut open(), &steps[..before], Some(&file)).unwrap();
            std::thread::scope(|scope| {
                for _ in 0..4 {
                    scope.spawn(|| bring_up(&mut open(), &steps, Some(&file)).unwrap());
                }
            });
            let rows: i64 = open().query_row("SELECT count(*) FROM t", [], |r| r.get(0)).unwrap();
            assert_eq!(rows, 1);
        }
    }

    #[test]
    fn steps_run_once_after_a_checked_copy() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.db");
        let mut db = Connection::open(&file).unwrap();
        let first = "CREATE TABLE t (a INTEGER) STRICT; INSERT INTO t VALUES (7);";
        bring_up(&mut db, &[first], Some(&file)).unwrap();
        assert!(!folder.path().join("a.db.schema-1").exists(), "a new file needs no copy");
        let second = "ALTER TABLE t ADD COLUMN b INTEGER;";
        bring_up(&mut db, &[first, second], Some(&file)).unwrap();
        bring_up(&mut db, &[first, second], Some(&file)).unwrap();
        let copy = Connection::open(folder.path().join("a.db.schema-1")).unwrap();
        let kept: i64 = copy.query_row("SELECT a FROM t", [], |row| row.get(0)).unwrap();
        assert_eq!(kept, 7);
        assert!(copy.prepare("SELECT b FROM t").is_err(), "the copy has the former schema");
    }

    #[test]
    fn a_failed_step_leaves_the_file_as_it_was() {
        let mut db = Connection::open_in_memory().unwrap();
        let broken = "CREATE TABLE t (a INTEGER) STRICT; CREATE TABLE t (a INTEGER) STRICT;";
        assert!(bring_up(&mut db, &[broken], None).is_err());
        assert!(db.prepare("SELECT a FROM t").is_err());
    }

    #[test]
    fn a_newer_file_is_refused() {
        let mut db = Connection::open_in_memory().unwrap();
        db.pragma_update(None, "user_version", 9).unwrap();
        let refused = bring_up(&mut db, &["SELECT 1"], None);
        assert!(matches!(refused, Err(StoreError::Newer { found: 9, known: 1 })));
    }

    #[test]
    fn people_of_the_first_schema_are_still_found_after_the_second() {
        let mut db = Connection::open_in_memory().unwrap();
        bring_up(&mut db, &REGISTRY[..1], None).unwrap();
        db.execute_batch(
            "INSERT INTO candidate VALUES (7, '5KQ2M8I', 'Əli', 'Aqil', '', x'00', 'eli aqil', \
             'AA1234567', 'AZE', 'male', '2000-01-01', NULL, NULL);
             INSERT INTO candidate_search (rowid, folded) VALUES (7, ' eli aqil');",
        )
        .unwrap();
        bring_up(&mut db, &REGISTRY[..2], None).unwrap();
        let found: i64 = db
            .query_row(
                "SELECT rowid FROM candidate_search WHERE candidate_search MATCH 'aqi'",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(found, 7);
    }

    #[test]
    fn applications_and_history_of_the_second_schema_are_whole_after_those_that_follow() {
        let mut db = Connection::open_in_memory().unwrap();
        bring_up(&mut db, &REGISTRY[..2], None).unwrap();
        db.pragma_update(None, "foreign_keys", false).unwrap();
        db.execute_batch(
            "INSERT INTO candidate VALUES (7, '5KQ2M8I', 'Əli', 'Aqil', '', x'00', 'eli aqil', \
             'AA1234567', 'AZE', 'male', '2000-01-01', NULL, NULL);
             INSERT INTO sitting VALUES (1, 's', 'c', '', '', NULL, '', 1, 0, 0, 0, 1, 0, '', '', '', \
             '', '');
             INSERT INTO application VALUES (8, 7, 'c', 204817, 'student', 'ATU');
             INSERT INTO entry VALUES (9, 8, 1, x'00', 'Bakı', 'russian', 0, NULL);
             INSERT INTO journal VALUES (1, '', '', '', '', zeroblob(32), zeroblob(32));
             INSERT INTO journal_member VALUES ('entry', 9, 1, NULL, '{}');",
        )
        .unwrap();
        bring_up(&mut db, &REGISTRY[..3], None).unwrap();
        let kept: (i64, i64, String, String, i64, i64) = db
            .query_row(
                "SELECT a.candidate, a.work_number, a.institution, m.after, m.journal, f.foreign_keys \
                 FROM entry e JOIN application a ON a.id = e.application \
                 JOIN journal_member m ON m.record = e.id AND m.kind = 'entry', \
                 pragma_foreign_keys f",
                [],
                |row| row.try_into(),
            )
            .unwrap();
        assert_eq!(kept, (7, 204_817, "ATU".to_owned(), "{}".to_owned(), 1, 1));
        assert!(db.execute("DELETE FROM application", []).is_err(), "an entry still holds it");
        bring_up(&mut db, &REGISTRY[..4], None).unwrap();
        let campaigns: (String, i64, String) = db
            .query_row(
                "SELECT c.name, a.work_number, s.name FROM entry e JOIN sitting s ON s.id = e.sitting \
                 JOIN application a ON a.id = e.application \
                 JOIN campaign c ON c.id = a.campaign AND c.id = s.campaign",
                [],
                |row| row.try_into(),
            )
            .unwrap();
        assert_eq!(campaigns, ("c".to_owned(), 204_817, "s".to_owned()));
    }

    #[test]
    fn a_step_that_leaves_something_without_what_it_refers_to_is_not_taken() {
        let mut db = Connection::open_in_memory().unwrap();
        let first = "CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT; \
                     CREATE TABLE b (a INTEGER REFERENCES a) STRICT; \
                     INSERT INTO a VALUES (1); INSERT INTO b VALUES (1);";
        bring_up(&mut db, &[first], None).unwrap();
        let broken = bring_up(&mut db, &[first, "DELETE FROM a"], None);
        assert!(matches!(broken, Err(StoreError::Damaged)));
        let left: i64 = db.query_row("SELECT count(*) FROM a", [], |row| row.get(0)).unwrap();
        assert_eq!(left, 1);
    }

    #[test]
    fn the_steps_add_up_to_the_golden_schema() {
        let mut db = Connection::open_in_memory().unwrap();
        bring_up(&mut db, REGISTRY, None).unwrap();
        let mut statement = db
            .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB 'candidate_search_*' ORDER BY rowid")
            .unwrap();
        let found: Vec<String> =
            statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let found = found.join(";\n\n") + ";\n";
        if std::env::var_os("QABUL_WRITE_GOLDEN").is_some() {
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/schema.sql"), &found).unwrap();
        }
        let golden = include_str!("../schema.sql");
        assert_eq!(found, golden, "run with QABUL_WRITE_GOLDEN=1 and read the difference");
    }
}
