//! `sqlcipher-cost FILE LIST [sealed]`: takes a list in and reads it back, in a file that is sealed or
//! not. One engine does both: without a key SQLCipher is SQLite.

use rusqlite::{Connection, params_from_iter};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [file, list, sealed @ ..] = &words[..] else {
        return Err("FILE LIST [sealed]".into());
    };
    let mut db = Connection::open(file)?;
    if sealed.is_empty() {
        db.pragma_update(None, "page_size", 16_384)?;
    } else {
        // A raw key: what a passphrase costs is paid once a day and is no part of this.
        db.pragma_update(None, "key", format!("x'{}'", "ab".repeat(32)))?;
        db.pragma_update(None, "cipher_page_size", 16_384)?;
    }
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "cache_size", -2048)?;
    let text = std::fs::read_to_string(list)?;
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let heads = lines.next().unwrap_or_default().split(',').count();
    let columns: Vec<String> = (0..heads).map(|at| format!("c{at} TEXT")).collect();
    db.execute(&format!("CREATE TABLE person ({}, UNIQUE (c1))", columns.join(", ")), [])?;
    let tx = db.transaction()?;
    {
        let marks = vec!["?"; heads].join(", ");
        let mut insert = tx.prepare(&format!("INSERT INTO person VALUES ({marks})"))?;
        for line in lines {
            insert.execute(params_from_iter(line.split(',').take(heads)))?;
        }
    }
    tx.commit()?;
    let people: i64 = db.query_row("SELECT count(*) FROM person", [], |row| row.get(0))?;
    // Everybody is looked up once, each somewhere else in the file.
    let mut find = db.prepare("SELECT length(c3) FROM person WHERE rowid = ?")?;
    let mut letters = 0;
    for at in 0..people {
        letters += find.query_row([at * 7919 % people + 1], |row| row.get::<_, i64>(0))?;
    }
    println!("{people} people, {letters} letters");
    Ok(())
}
