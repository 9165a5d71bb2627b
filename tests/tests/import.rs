//! Import as a story: what is refused is named and left, what is good is taken whole.

mod world;

use qabul_desk::views::applications::*;
use qabul_desk::views::files::{FilePurpose, PickFile, Picked};
use qabul_desk::views::import::SavePreviewPart;
use qabul_desk::views::sittings::{DrawRequest, Drawn};
use qabul_sample::Round;
use world::{World, csv, refusal, sitting};

const GOOD: &str = "5KQ2M8T,AZE09417725,İsmayılova,Şəhla,Ağarəhim qızı,14.08.2001,qadın,Bakı,Azərbaycan,\
    tələbə,\"60,00\",03.06.2026,204817";

fn total(world: &World) -> u32 {
    world.detail().candidates
}

#[test]
fn with_a_refused_row_nothing_is_written_until_the_good_ones_are_asked_for() {
    let world = World::empty();
    let bad = "5KQ2M8I,AZE1,,Əli?,X oğlu,31.02.2001,kişi,Gəncə,ingilis,tələbə,60,03.06.2026,20481";
    let list = world.file("list.csv", &csv(&[GOOD, bad]));
    let preview = world.preview(&list, None).unwrap();
    assert_eq!((preview.rows, preview.new, preview.refused), (2, 1, 1));
    let mut columns: Vec<&str> =
        preview.findings.iter().map(|finding| finding.column.as_str()).collect();
    columns.sort_unstable();
    assert_eq!(
        columns,
        ["birth", "city", "document", "fin", "given", "sector", "surname", "work_number"],
        "every fault of the row at once"
    );
    assert!(preview.findings.iter().all(|finding| finding.row == 3));
    let refused = world.commit(preview.preview, false).unwrap_err();
    assert_eq!(refusal(&refused), "rows_refused");
    assert_eq!(total(&world), 0);
    let done = world.commit(preview.preview, true).unwrap();
    assert_eq!((done.new, done.refused), (1, 1));
    assert_eq!(total(&world), 1);

    let left = world.folder.path().join("refused.csv");
    let file = world.desk.admit(left.clone()).handle;
    let part = SavePreviewPart { preview: preview.preview, file };
    assert_eq!(world.desk.ask::<Exported>("import.save_refused", &part).unwrap().rows, 1);
    let text = std::fs::read_to_string(&left).unwrap();
    assert!(text.contains("5KQ2M8I") && !text.contains("5KQ2M8T") && text.contains("Soyadı"));
    let findings = world.folder.path().join("findings.csv");
    let part = SavePreviewPart { file: world.desk.admit(findings.clone()).handle, ..part };
    assert_eq!(world.desk.ask::<Exported>("import.save_findings", &part).unwrap().rows, 8);
    let text = std::fs::read_to_string(findings).unwrap();
    assert!(!text.contains('{') && text.lines().count() >= 9, "words, no tags: {text}");
}

#[test]
fn the_same_file_twice_changes_nothing_and_a_changed_one_says_what() {
    let world = World::empty();
    let list = world.file("list.csv", &csv(&[GOOD]));
    world.import(&list, None, false).unwrap();
    let again = world.preview(&list, None).unwrap();
    assert_eq!((again.new, again.changed, again.unchanged), (0, 0, 1));
    world.commit(again.preview, false).unwrap();
    let changed = GOOD.replace("Şəhla", "Şəhlabəyim").replace("\"60,00\"", "\"70,00\"");
    let list = world.file("changed.csv", &csv(&[&changed]));
    let done = world.import(&list, None, false).unwrap();
    assert_eq!((done.new, done.changed), (0, 1));
    let found: Found =
        world.desk.ask("search.find", &SearchRequest { text: "sehlabeyim".into() }).unwrap();
    let detail: ApplicationDetail = world
        .desk
        .ask("applications.detail", &ApplicationRequest { id: found.hits[0].id })
        .unwrap();
    assert_eq!((detail.given.as_str(), detail.line.paid), ("Şəhlabəyim", 7000));
    let fields: Vec<&str> =
        detail.history[0].changes.iter().map(|change| change.field.as_str()).collect();
    assert_eq!(fields, ["given", "paid"]);
    assert_eq!(detail.history[0].changes[0].before.as_deref(), Some("Şəhla"));
    assert_eq!(detail.history.len(), 2, "the second import of the same file left no trace");
}

#[test]
fn one_person_one_document_one_work_number() {
    let world = World::empty();
    let list = world.file("list.csv", &csv(&[GOOD]));
    world.import(&list, None, false).unwrap();
    for (row, fault) in [
        (GOOD.replace("5KQ2M8T", "5KQ2M8U").replace("204817", "204818"), "document_taken"),
        (
            GOOD.replace("5KQ2M8T", "5KQ2M8U").replace("AZE09417725", "AZE09417726"),
            "work_number_taken",
        ),
        (GOOD.replace("204817", "204819"), "work_number_differs"),
    ] {
        let list = world.file("other.csv", &csv(&[&row]));
        let preview = world.preview(&list, None).unwrap();
        assert_eq!(preview.refused, 1, "{fault}");
        assert_eq!(preview.kinds[0].fault, fault);
    }
    let other = GOOD.replace("5KQ2M8T", "5KQ2M8U").replace("204817", "204818");
    let list = world.file("twice.csv", &csv(&[&other, &other.replace("5KQ2M8U", "5KQ2M8V")]));
    let preview = world.preview(&list, None).unwrap();
    assert_eq!(preview.refused, 2, "two people of one file share a document");
}

#[test]
fn of_two_rows_for_one_person_neither_is_taken() {
    let world = World::empty();
    let other = GOOD.replace("İsmayılova", "İsmayılzadə");
    let third = GOOD
        .replace("5KQ2M8T", "5KQ2M8U")
        .replace("AZE09417725", "AA1234567")
        .replace("204817", "204818");
    let list = world.file("twice.csv", &csv(&[GOOD, &third, &other, GOOD]));
    let preview = world.preview(&list, None).unwrap();
    assert_eq!((preview.rows, preview.new, preview.refused), (4, 1, 3));
    let fins: Vec<u32> = preview
        .findings
        .iter()
        .filter(|finding| finding.column == "fin")
        .map(|finding| finding.row)
        .collect();
    assert_eq!(fins, [2, 4, 5], "each row is named once, with the row that contradicts it");
    let kinds: Vec<&str> = preview.kinds.iter().map(|kind| kind.fault.as_str()).collect();
    assert_eq!(kinds, ["fin_twice", "work_number_twice"]);
    assert_eq!(world.commit(preview.preview, true).unwrap().new, 1);
}

#[test]
fn what_a_list_empties_is_named_and_a_seated_candidate_keeps_it() {
    let world = World::empty();
    world.import(&world.file("list.csv", &csv(&[GOOD])), None, false).unwrap();
    let emptied = GOOD.replace("\"60,00\",03.06.2026", ",").replace("Ağarəhim qızı", "");
    let emptied = world.file("emptied.csv", &csv(&[&emptied]));
    let preview = world.preview(&emptied, None).unwrap();
    assert_eq!((preview.changed, preview.refused), (1, 0));
    let named: Vec<_> = preview
        .findings
        .iter()
        .map(|finding| (finding.column.as_str(), serde_json::to_value(finding).unwrap()))
        .map(|(column, finding)| (column.to_owned(), finding["kept"].as_str().unwrap().to_owned()))
        .collect();
    let pair = |field: &str, kept: &str| (field.to_owned(), kept.to_owned());
    assert_eq!(
        named,
        [
            pair("patronymic", "Ağarəhim qızı"),
            pair("paid", "60,00"),
            pair("confirmed", "03.06.2026")
        ]
    );
    let round = Round::new(1, 20);
    assert!(world.halls(&world.file("halls.csv", &round.halls_csv())).unwrap().written);
    let draw = DrawRequest { sitting: sitting(), seed: 1 };
    world.desk.ask::<Drawn>("seating.draw", &draw).unwrap();
    let preview = world.preview(&emptied, None).unwrap();
    assert_eq!((preview.changed, preview.refused), (0, 1), "who sits has paid");
}

#[test]
fn a_work_number_is_given_only_to_those_without() {
    let world = World::empty();
    let without = GOOD
        .replace("5KQ2M8T", "5KQ2M8U")
        .replace("AZE09417725", "AA1234567")
        .replace("204817", "");
    let list = world.file("list.csv", &csv(&[GOOD, &without]));
    world.import(&list, None, false).unwrap();
    let find = |text: &str| -> Found {
        world.desk.ask("search.find", &SearchRequest { text: text.into() }).unwrap()
    };
    assert!(find("5KQ2M8T").hits[0].work_number.starts_with("204817-"));
    assert!(find("5KQ2M8U").hits[0].work_number.starts_with("204818-"));
    let again = world.preview(&list, None).unwrap();
    assert_eq!(again.unchanged, 2, "the number that was given is kept");
}

#[test]
fn encodings_and_delimiters_are_found_and_named() {
    let world = World::empty();
    let russian = "ФИН;Документ;Фамилия;Имя;Отчество;Дата рождения;Пол;Город;Сектор;Категория\r\n\
        5KQ2M8T;AZE09417725;Sorokina;Yelena;Viktor qızı;2001-08-14;женский;Баку;русский;студент\r\n";
    let (bytes, _, _) = encoding(russian);
    let list = world.file("list.csv", &bytes);
    let preview = world.preview(&list, None).unwrap();
    let source = serde_json::to_value(&preview.source).unwrap();
    assert_eq!(
        (source["encoding"].as_str(), source["delimiter"].as_str()),
        (Some("windows1251"), Some(";"))
    );
    let lost = csv(&[&GOOD.replace("Şəhla", "??hla")]);
    let preview = world.preview(&world.file("lost.csv", &lost), None).unwrap();
    assert_eq!(preview.kinds[0].fault, "letters_lost");
    let twin = csv(&[&GOOD.replace("Şəhla", "Şәhla")]);
    let preview = world.preview(&world.file("twin.csv", &twin), None).unwrap();
    assert_eq!((preview.new, preview.kinds[0].fault.as_str()), (1, "look_alikes"));
    world.commit(preview.preview, false).unwrap();
    let found: Found =
        world.desk.ask("search.find", &SearchRequest { text: "Şəhla".into() }).unwrap();
    assert!(found.hits[0].name.contains('ә'), "kept as typed, found all the same");
    let failure = world.preview(&world.file("page.csv", b"<html>"), None).unwrap_err();
    assert_eq!(refusal(&failure), "not_a_table");
    let failure = world.preview(&world.file("heads.csv", b"a,b\n1,2\n"), None).unwrap_err();
    assert_eq!(refusal(&failure), "columns_missing");
}

/// Russian text in Windows-1251; the letters of the table are all there.
fn encoding(text: &str) -> (Vec<u8>, (), ()) {
    let byte = |c: char| match c {
        'А'..='я' => u8::try_from(u32::from(c) - 0x410 + 0xc0).unwrap(),
        'ё' => 0xb8,
        c if c.is_ascii() => c as u8,
        // Dotless i has no place in this code page.
        _ => b'i',
    };
    (text.chars().map(byte).collect(), (), ())
}

#[test]
fn what_is_exported_comes_back_unchanged() {
    let world = World::filled(80);
    let request = ListRequest {
        sitting: sitting(),
        filter: ListFilter::default(),
        order: ListOrder::Name,
        descending: false,
    };
    let list: ListAnswer = world.desk.ask("applications.list", &request).unwrap();
    for name in ["export.csv", "export.xlsx"] {
        let path = world.folder.path().join(name);
        world.machine.will_pick("export", path.clone());
        let pick = PickFile { purpose: FilePurpose::Export, suggested: Some(name.into()) };
        let picked: Picked = world.desk.ask("files.save_dialog", &pick).unwrap();
        let selection = Selection::List { list: list.list, except: vec![] };
        let file = picked.file.unwrap().handle;
        let request = ExportRequest { selection, file };
        assert_eq!(world.desk.ask::<Exported>("applications.export", &request).unwrap().rows, 80);
        let preview = world.preview(&path, None).unwrap();
        assert_eq!(
            (preview.unchanged, preview.refused, preview.ignored.len()),
            (80, 0, 0),
            "{name}"
        );
    }
}

#[test]
fn photos_come_by_fin_and_bad_ones_are_named() {
    let world = World::empty();
    let list = world.file("list.csv", &csv(&[GOOD]));
    let photos = world.folder.path().join("photos");
    std::fs::create_dir(&photos).unwrap();
    std::fs::write(photos.join("5KQ2M8T.jpg"), b"GIF89a").unwrap();
    std::fs::write(photos.join("NOBODY1.JPG"), world::small_jpeg()).unwrap();
    world.machine.will_pick("photo_folder", photos.clone());
    let pick = PickFile { purpose: FilePurpose::PhotoFolder, suggested: None };
    let picked: Picked = world.desk.ask("files.open_dialog", &pick).unwrap();
    assert_eq!(picked.file.unwrap().name, "photos");
    let preview = world.preview(&list, Some(&photos)).unwrap();
    let faults: Vec<&str> = preview.kinds.iter().map(|kind| kind.fault.as_str()).collect();
    assert!(
        faults.contains(&"photo_not_jpeg") && faults.contains(&"photo_of_nobody"),
        "{faults:?}"
    );
    assert_eq!((preview.new, preview.photos, preview.refused), (1, 0, 0));
    world.commit(preview.preview, false).unwrap();
    std::fs::write(photos.join("5KQ2M8T.jpg"), world::small_jpeg()).unwrap();
    let done = world.import(&list, Some(&photos), false).unwrap();
    assert_eq!((done.changed, done.photos), (1, 1));
    let again = world.import(&list, Some(&photos), false).unwrap();
    assert_eq!((again.changed, again.unchanged), (0, 1));
}

#[test]
fn photos_are_kept_bare_and_each_fault_is_named() {
    let world = World::empty();
    let list = world.file("list.csv", &csv(&[GOOD]));
    let photos = world.folder.path().join("photos");
    std::fs::create_dir(&photos).unwrap();
    let good = world::small_jpeg();
    let with = |segment: &[u8]| [&good[..2], segment, &good[2..]].concat();
    let note = b"\xff\xfe\0\x1e40.409264, 49.867092, Baku\0\0";
    let turned =
        b"\xff\xe1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let mut vast = good.clone();
    let frame = vast.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    vast[frame + 5..frame + 9].fill(0xff);
    for (bytes, fault) in [
        (good[..good.len() - 9].to_vec(), "photo_cut"),
        (with(turned), "photo_turned"),
        (vast, "photo_vast"),
        ([&good[..], &vec![0; 8_000_001]].concat(), "photo_large"),
    ] {
        std::fs::write(photos.join("5KQ2M8T.jpg"), bytes).unwrap();
        let preview = world.preview(&list, Some(&photos)).unwrap();
        let faults: Vec<&str> = preview.kinds.iter().map(|kind| kind.fault.as_str()).collect();
        assert_eq!((faults, preview.photos), (vec![fault], 0));
    }
    std::fs::write(photos.join("5KQ2M8T.jpg"), with(note)).unwrap();
    let done = world.import(&list, Some(&photos), false).unwrap();
    assert_eq!((done.new, done.photos), (1, 1));
    // The same picture without the note is the same photo.
    std::fs::write(photos.join("5KQ2M8T.jpg"), &good).unwrap();
    let again = world.import(&list, Some(&photos), false).unwrap();
    assert_eq!((again.unchanged, again.photos), (1, 0));
    let papers = std::fs::read(world.folder.path().join("own/papers.db")).unwrap();
    assert!(!papers.windows(9).any(|part| part == b"40.409264"), "no place is kept");
}

#[test]
fn a_preview_of_a_registry_that_changed_meanwhile_is_not_written() {
    let world = World::empty();
    let first = world.preview(&world.file("a.csv", &csv(&[GOOD])), None).unwrap();
    let other = GOOD
        .replace("5KQ2M8T", "5KQ2M8U")
        .replace("AZE09417725", "AA1234567")
        .replace("204817", "");
    let second = world.preview(&world.file("b.csv", &csv(&[&other])), None).unwrap();
    world.commit(second.preview, false).unwrap();
    let stale = world.commit(first.preview, false).unwrap_err();
    assert_eq!(refusal(&stale), "preview_stale");
    assert_eq!(total(&world), 1);
}

#[test]
fn a_list_without_a_column_takes_nothing_away() {
    let world = World::empty();
    world.import(&world.file("list.csv", &csv(&[GOOD])), None, false).unwrap();
    let narrow = "FİN,Şəxsiyyət vəsiqəsi,Soyadı,Adı,Doğum tarixi,Cinsi,Şəhər,Bölmə,Təhsil vəziyyəti\n\
        5KQ2M8T,AZE09417725,İsmayılova,Şəhla,14.08.2001,qadın,Bakı,Azərbaycan,tələbə\n";
    let preview = world.preview(&world.file("narrow.csv", narrow.as_bytes()), None).unwrap();
    assert_eq!((preview.unchanged, preview.changed), (1, 0), "money and confirmation stay");
}

#[test]
fn the_number_of_a_refused_row_is_not_given_away() {
    let world = World::empty();
    let without = GOOD.replace("204817", "");
    let refused = GOOD
        .replace("5KQ2M8T", "5KQ2M8U")
        .replace("AZE09417725", "AA1234567")
        .replace("14.08.2001", "31.02.2001");
    let list = world.file("list.csv", &csv(&[&without, &refused.replace("204817", "100000")]));
    world.import(&list, None, true).unwrap();
    let mended = refused.replace("204817", "100000").replace("31.02.2001", "28.02.2001");
    let again = world.preview(&world.file("mended.csv", &csv(&[&mended])), None).unwrap();
    assert_eq!((again.new, again.refused), (1, 0));
}

#[test]
fn a_preview_of_one_registry_is_not_written_into_another() {
    let world = World::empty();
    let preview = world.preview(&world.file("list.csv", &csv(&[GOOD])), None).unwrap();
    let open =
        qabul_desk::views::registry::OpenRequest { which: qabul_desk::views::registry::Which::Own };
    world.desk.ask::<qabul_desk::views::registry::Status>("registry.open", &open).unwrap();
    let stale = world.commit(preview.preview, false).unwrap_err();
    assert_eq!(refusal(&stale), "preview_stale");
}
