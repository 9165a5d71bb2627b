//! Equivalence tables as files: what is written out reads back as it was, a file fills a form and saves nothing, and a
//! table is printed with its acts.

mod world;

use qabul_desk::Failure;
use qabul_desk::views::applications::Exported;
use qabul_desk::views::equivalence::*;
use qabul_desk::views::files::ChosenFile;
use qabul_desk::views::preferences::Language;
use qabul_desk::views::table_files::*;
use world::{World, papers, refusal};

fn world() -> World {
    let world = World::at("2026-06-11T10:00:00");
    world.has_another();
    world
}

/// Reads a file into the form of a kind.
fn read(world: &World, kind: &str, name: &str, bytes: &[u8]) -> Result<TableRead, Failure> {
    let file = world.desk.admit(world.file(name, bytes)).handle;
    world.desk.ask("equivalence.read", &ReadTable { kind: kind.to_owned(), file })
}

#[test]
fn what_is_written_out_reads_back_as_it_was() {
    let world = world();
    let table = world.table("toefl-ibt", 2);
    for name in ["cədvəl.csv", "cədvəl.xlsx"] {
        let path = world.folder.path().join(name);
        let file = world.desk.admit(path.clone()).handle;
        let done: Exported =
            world.desk.ask("equivalence.export", &ExportTable { id: table.line.id, file }).unwrap();
        assert_eq!(done.rows, 11);
        let back =
            read(&world, "toefl-ibt", &format!("geri-{name}"), &std::fs::read(path).unwrap());
        let back = back.unwrap();
        assert_eq!((back.from.as_str(), back.to.as_str()), ("21.01.2026", ""));
        let rows: Vec<(&str, &str, &str)> = back
            .rows
            .iter()
            .map(|row| (row.score.as_str(), row.level.as_str(), row.source.as_str()))
            .collect();
        let kept: Vec<(&str, &str, &str)> = table
            .rows
            .iter()
            .map(|row| (row.score.as_str(), row.level.key(), row.source.as_str()))
            .collect();
        assert_eq!(rows, kept, "{name}");
        // It is what a form takes as it is.
        let draft = SaveTable {
            of: None,
            kind: "toefl-ibt".to_owned(),
            from: back.from,
            to: back.to,
            replaces: String::new(),
            rows: back.rows,
        };
        let saved: TableDetail = world.desk.ask("equivalence.save", &draft).unwrap();
        assert_eq!(saved.rows.len(), table.rows.len());
    }
}

#[test]
fn a_file_that_is_no_table_of_the_kind_is_refused_and_nothing_is_saved() {
    let world = world();
    let before: Equivalences =
        world.desk.ask("equivalence.list", &qabul_desk::views::Nothing {}).unwrap();
    for (bytes, refused) in [
        (&b"kind,score,cefr\nielts,7,C1\n"[..], "table_of_kind"),
        (b"score,level of education\n7,C1\n", "columns_missing"),
        (b"score,cefr\n7,C1\n6,5,B2\n", "invalid"),
        (b"", "not_a_table"),
    ] {
        let failure = read(&world, "toefl-ibt", "fayl.csv", bytes).unwrap_err();
        assert_eq!(refusal(&failure), refused);
    }
    let named =
        read(&world, "toefl-ibt", "ad.csv", "növ;bal;səviyyə\nTOEFL iBT;4,5;B2\n".as_bytes());
    assert_eq!(named.unwrap().rows[0].score, "4,5", "a kind is known by its name too");
    let after: Equivalences =
        world.desk.ask("equivalence.list", &qabul_desk::views::Nothing {}).unwrap();
    assert_eq!(before, after);
}

#[test]
fn a_table_is_printed_with_its_acts_and_says_that_it_is_not_in_force() {
    let world = world();
    let print = |id: i64, language: Language, name: &str| -> Result<String, Failure> {
        let path = world.folder.path().join(name);
        let file = world.desk.admit(path.clone()).handle;
        world
            .desk
            .ask::<ChosenFile>("equivalence.print", &PrintTable { id, language, file })
            .map(|_| papers::output("pdftotext", &["-layout", path.to_str().unwrap(), "-"]))
    };
    let draft = world.table("testdaf", 1);
    let text = print(draft.line.id, Language::Az, "layihə.pdf").unwrap();
    for said in ["TestDaF · versiya 1", "LAYİHƏ", "TDN 4", "yazılmayıb", "ən aşağı hissə"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
    let published = world.publishes("testdaf", 1);
    assert!(published.published.is_some());
    let text = print(draft.line.id, Language::En, "table.pdf").unwrap();
    for said in ["Order of the Center", "center-142", "28.05.2026", "Published", "exempts"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("DRAFT"), "{text}");
    let there = print(draft.line.id, Language::Ru, "table.pdf").unwrap_err();
    assert_eq!(refusal(&there), "file_exists");
    // A sign that the font lacks is named before the table is one that nobody writes any more.
    let table = world.table("delf", 1);
    let row = |(score, level): (&str, &str)| TypedRow {
        score: score.to_owned(),
        level: level.to_owned(),
        source: "B2 ≥ 50".to_owned(),
        ..TypedRow::default()
    };
    let odd = SaveTable {
        of: Some((table.line.id, table.version)),
        kind: "delf".to_owned(),
        from: String::new(),
        to: String::new(),
        replaces: String::new(),
        rows: vec![row(("B2", "B2"))],
    };
    let odd = world.desk.ask::<TableDetail>("equivalence.save", &odd).unwrap_err();
    let text = serde_json::to_string(&odd).unwrap();
    assert!(text.contains("table_rows.0.source") && text.contains("not_printed"), "{text}");
}
