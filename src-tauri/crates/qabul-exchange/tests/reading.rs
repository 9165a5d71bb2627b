//! Files as they come: every format, encoding, delimiter and way of ending a line.

use encoding_rs::{Encoding as Page, UTF_8, WINDOWS_1251, WINDOWS_1254};
use qabul_core::refusal::{Refusal, TableProblem};
use qabul_exchange::table::{self, Encoding, Format, Table};
use rust_xlsxwriter::{ExcelDateTime, Format as Style, Workbook};

fn read(bytes: impl Into<Vec<u8>>) -> Table {
    table::read(bytes.into(), "list").unwrap()
}

fn problem(bytes: impl Into<Vec<u8>>) -> TableProblem {
    match table::read(bytes.into(), "list.csv") {
        Err(Refusal::NotATable { file, problem }) if file == "list.csv" => problem,
        Err(other) => panic!("{other}"),
        Ok(table) => panic!("read {:?}", table.heads),
    }
}

/// Row numbers and cells.
fn rows(table: &Table) -> Vec<(u32, Vec<&str>)> {
    table.rows().map(|row| row.map(|row| (row.number, row.cells().collect())).unwrap()).collect()
}

#[test]
fn encodings_and_delimiters_in_every_combination() {
    let pages: [(&'static Page, Encoding, [&str; 2]); 3] = [
        (UTF_8, Encoding::Utf8, ["Soyad", "Əliyev"]),
        (WINDOWS_1251, Encoding::Windows1251, ["Фамилия", "Гусейнова"]),
        (WINDOWS_1254, Encoding::Windows1254, ["Doğum günü", "Çağrı"]),
    ];
    for (page, encoding, [head, cell]) in pages {
        for delimiter in [',', ';', '\t'] {
            for end in ["\n", "\r\n", "\r"] {
                let d = delimiter;
                let text = format!("fin{d}{head}{d}paid{end}1{d}{cell}{d}\"60,00\"{end}");
                let table = read(page.encode(&text).0.into_owned());
                assert_eq!(table.source.format, Format::Csv);
                assert_eq!(table.source.encoding, Some(encoding), "{text:?}");
                assert_eq!(table.source.delimiter, Some(delimiter), "{text:?}");
                assert_eq!(table.heads, ["fin", head, "paid"]);
                assert_eq!(rows(&table), [(2, vec!["1", cell, "60,00"])], "{text:?}");
            }
        }
    }
}

#[test]
fn letters_lost_in_windows_1254_stay_question_marks() {
    let (bytes, _, _) = WINDOWS_1254.encode("FİN;Soyad\n1;?liyev Çağrı\n");
    let table = read(bytes.into_owned());
    assert_eq!(table.source.encoding, Some(Encoding::Windows1254));
    assert_eq!(rows(&table), [(2, vec!["1", "?liyev Çağrı"])]);
}

#[test]
fn quotation_marks_as_spreadsheets_use_them() {
    for (text, cells) in [
        ("a;b\n\"x;y\";z", vec!["x;y", "z"]),
        ("a;b\n\"x \"\"y\"\"\";z", vec!["x \"y\"", "z"]),
        ("a;b\n\"x\r\ny\";z", vec!["x\r\ny", "z"]),
        ("a;b\nx \"y\";z", vec!["x \"y\"", "z"]),
        ("a;b\n\"x\" y;z", vec!["x y", "z"]),
        ("a;b\n\"\";z", vec!["", "z"]),
        ("a;b\nz;", vec!["z", ""]),
        ("a;b\nz;\"\"", vec!["z", ""]),
    ] {
        assert_eq!(rows(&read(text)), [(2, cells)], "{text:?}");
    }
}

#[test]
fn rows_are_counted_as_a_spreadsheet_counts_them() {
    let table = read("a;b\r\n\"x\r\ny\";1\r\n\r\nz;2\r\n;\r\n \t;\r\nlast;3\r\n\r\n\r\n");
    let kept = rows(&table);
    assert_eq!(kept, [(2, vec!["x\r\ny", "1"]), (4, vec!["z", "2"]), (7, vec!["last", "3"])]);
    assert_eq!(table.row_count(), 3);
}

#[test]
fn the_line_that_names_the_delimiter_is_no_row() {
    for (start, delimiter) in [("sep=;\r\n", ';'), ("sep=,\n", ','), ("\u{feff}sep=\t\r\n", '\t')] {
        // The other marks stand in the heads more often; the line is believed all the same.
        let table = read(format!("{start}a,;,;{delimiter}b\n1{delimiter}2\n"));
        assert_eq!(table.source.delimiter, Some(delimiter), "{start:?}");
        assert_eq!(table.heads.last().map(String::as_str), Some("b"));
        assert_eq!(rows(&table)[0].0, 2);
    }
}

#[test]
fn commas_in_amounts_do_not_make_the_comma_the_delimiter() {
    let table = read("fin;paid;due\n1;60,00;0,00\n2;60,00;0,00\n");
    assert_eq!(table.source.delimiter, Some(';'));
    let table = read("fin,note\n1,\"a;b;c;d\"\n2,\"a;b;c;d\"\n");
    assert_eq!(table.source.delimiter, Some(','));
}

#[test]
fn a_mark_never_closed_is_named_by_its_line() {
    let table = read("a;b\n1;2\n\"x\ny\";3\n\"open;4\n5;6\n");
    let rows: Vec<_> = table.rows().map(|row| row.map(|row| row.number)).collect();
    assert_eq!(rows, [Ok(2), Ok(3), Err(TableProblem::BrokenLine { line: 5 })]);
    assert_eq!(problem("\"a;b\n1;2\n"), TableProblem::BrokenLine { line: 1 });
}

#[test]
fn what_is_no_table_is_refused() {
    use TableProblem::{BrokenWorkbook, Empty, TooLarge, UnknownFormat};
    let old_office = *b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    let package: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, expected) in [
        (vec![], Empty),
        (b" \r\n;;\r\n".to_vec(), Empty),
        (b"\xEF\xBB\xBF".to_vec(), Empty),
        (b"%PDF-1.7\n".to_vec(), UnknownFormat),
        (b"\xFF\xD8\xFF\xE0\x00\x10JFIF".to_vec(), UnknownFormat),
        (b"\n<table><tr><td>fin</td></tr></table>".to_vec(), UnknownFormat),
        (old_office.to_vec(), UnknownFormat),
        ([old_office.to_vec(), package].concat(), BrokenWorkbook),
        (b"PK\x03\x04 not a workbook".to_vec(), BrokenWorkbook),
        (vec![b'a'; 200 * 1024 * 1024 + 1], TooLarge { most_megabytes: 200 }),
    ] {
        assert_eq!(problem(bytes), expected);
    }
}

#[test]
fn rows_that_do_not_fit_the_heads_are_known() {
    let table = read("a;b;c\n1;2;3\n1;2\n1;2;3;4\n1;2;3;\n");
    let misfits: Vec<_> = table.rows().map(|row| row.unwrap().misfit()).collect();
    assert_eq!(misfits, [None, Some((3, 2)), Some((3, 4)), Some((3, 4))]);
    let row = table.rows().nth(1).unwrap().unwrap();
    assert_eq!((row.len(), row.cell(1), row.cell(2), row.cell(99)), (2, "2", "", ""));
    // A delimiter after the last head is a column without a head, not a mistake.
    let table = read("a;b;\n1;2;\n");
    assert_eq!(table.rows().next().unwrap().unwrap().misfit(), None);
}

#[test]
fn a_workbook_as_staff_see_it() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Köhnə").unwrap().set_hidden(true).write(0, 0, "x").unwrap();
    workbook.add_worksheet().set_name("Boş").unwrap();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Siyahı").unwrap().set_active(true);
    let day = Style::new().set_num_format("dd.mm.yyyy");
    let moment = Style::new().set_num_format("dd.mm.yyyy hh:mm");
    for (column, head) in (0..).zip(["a", "b", "c", "d", "e", "f"]) {
        sheet.write(0, column, head).unwrap();
    }
    sheet.write(1, 0, "0012345").unwrap();
    sheet.write(1, 1, 204_817).unwrap();
    sheet.write(1, 2, 60.5).unwrap();
    let date = ExcelDateTime::from_ymd(2000, 5, 14).unwrap();
    sheet.write_with_format(1, 3, &date, &day).unwrap();
    let time = ExcelDateTime::parse_from_str("2026-05-14T16:40:00").unwrap();
    sheet.write_with_format(1, 4, &time, &moment).unwrap();
    sheet.write(1, 5, true).unwrap();
    sheet.write(3, 1, "only").unwrap();
    sheet.write(4, 0, " ").unwrap();
    sheet.write(5, 6, "beyond").unwrap();
    let table = read(workbook.save_to_buffer().unwrap());
    assert_eq!(table.source.sheet.as_deref(), Some("Siyahı"));
    assert_eq!((table.source.format, table.source.encoding), (Format::Xlsx, None));
    let first = vec!["0012345", "204817", "60.5", "2000-05-14", "2026-05-14T16:40:00", "TRUE"];
    let beyond = vec!["", "", "", "", "", "", "beyond"];
    assert_eq!(rows(&table), [(2, first), (4, vec!["", "only"]), (6, beyond)]);
    let misfits: Vec<_> = table.rows().map(|row| row.unwrap().misfit()).collect();
    assert_eq!(misfits, [None, None, Some((6, 7))]);
}

#[test]
fn an_empty_workbook_is_empty() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet();
    assert_eq!(problem(workbook.save_to_buffer().unwrap()), TableProblem::Empty);
}
