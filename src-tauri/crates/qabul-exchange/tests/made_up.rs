//! Lists that nobody would write: any bytes, any cells, workbooks changed at any place. Whatever comes is
//! read or refused, row by row, and nothing panics.

use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::prelude::*;
use qabul_exchange::applications::{self, Rules, Words};
use qabul_exchange::{columns, halls, table, write};

/// Reads a file to its end as both kinds of list; how many rows were taken as applications or halls.
fn taken(bytes: Vec<u8>) -> usize {
    let Ok(table) = table::read(bytes, "list") else { return 0 };
    let cities = ["Bakı", "Naxçıvan"].map(str::to_owned);
    let today = NaiveDate::from_ymd_opt(2026, 5, 26).unwrap();
    let rules = Rules { cities: &cities, today };
    let mut taken = 0;
    if let Ok(mapping) = columns::applications(&table.heads) {
        let rows = table.rows().filter_map(Result::ok);
        taken += rows.filter(|row| applications::lift(row, &mapping, &rules).is_ok()).count();
    }
    if let Ok(mapping) = columns::halls(&table.heads) {
        let mut seen = halls::Seen::default();
        for row in table.rows().filter_map(Result::ok) {
            if let Ok((_, hall)) = halls::lift(&row, &mapping) {
                taken += usize::from(seen.findings(&row, &mapping, &hall).is_empty());
            }
        }
    }
    taken
}

/// Cells of a row that would be taken, under the heads of a list.
const GOOD: [&str; 16] = [
    "204904",
    "5KQ2M8T",
    "AA1234567",
    "Əliyeva",
    "Günel",
    "Rauf qızı",
    "16.09.1988",
    "qadın",
    "AZE",
    "+994553429665",
    "Bakı",
    "azərbaycan",
    "tələbə",
    "Azərbaycan Tibb Universiteti",
    "60,00",
    "04.06.2026",
];

/// Cells of a hall that would be taken.
const HALL: [&str; 7] = ["Bakı", "5 №-li məktəb", "Nizami 1", "204", "2", "8", "6"];

/// Cells that have broken programs before.
const NASTY: [&str; 36] = [
    "",
    " ",
    "\u{feff}",
    "\u{202e}",
    "=1+1",
    "''",
    "-",
    "0",
    "-1",
    "1e308",
    "NaN",
    "9999999999999999999",
    "31.02.2026",
    "00.00.0000",
    "2026-13-45",
    "29.02.1900",
    "İ",
    "ı",
    "ﬁ",
    "a\u{301}\u{301}\u{301}",
    "\u{0}",
    "???",
    "\u{fffd}",
    "60.000,00",
    "1,234.5",
    "+",
    "+994",
    "AZE",
    "AZE00000000",
    "\r",
    "\n",
    "\"",
    "\t",
    "204904-5",
    "0000000",
    "OOOOOOO",
];

fn nasty() -> impl Strategy<Value = String> {
    let known = prop::sample::select(NASTY.to_vec()).prop_map(str::to_owned);
    prop_oneof![known, "\\PC{0,20}"]
}

/// A row that would be taken but for some of its cells, now and then one too short.
fn row(good: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    let cells = vec(prop::option::weighted(0.1, nasty()), good.len());
    (cells, prop::bool::weighted(0.1)).prop_map(move |(cells, short)| {
        let all =
            cells.into_iter().zip(good).map(|(cell, good)| cell.unwrap_or((*good).to_owned()));
        all.skip(usize::from(short)).collect()
    })
}

/// A workbook of two good rows.
static WORKBOOK: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let row = || GOOD.iter().map(|cell| (*cell).into()).collect();
    let rows: [Vec<_>; 2] = [row(), row()];
    write::xlsx(applications::heads(Words::Az), rows.into_iter(), "Ərizələr").unwrap()
});

/// Its parts, unpacked.
static PARTS: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let mut archive = zip::ZipArchive::new(Cursor::new(WORKBOOK.as_slice())).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let name = part.name().unwrap().into_owned();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (name, bytes)
        })
        .collect()
});

/// The workbook again, one part of it changed.
fn packed(changed: usize, with: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (at, (name, bytes)) in PARTS.iter().enumerate() {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(if at == changed { with } else { bytes }).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn spliced(bytes: &[u8], at: usize, out: usize, with: &[u8]) -> Vec<u8> {
    let from = at % (bytes.len() + 1);
    let to = from.saturating_add(out).min(bytes.len());
    [&bytes[..from], with, &bytes[to..]].concat()
}

#[test]
fn the_row_that_is_changed_would_be_taken() {
    assert_eq!(taken(WORKBOOK.clone()), 2);
    assert_eq!(taken(packed(usize::MAX, b"")), 2);
}

proptest! {
    #[test]
    fn any_bytes(
        first in prop::sample::select(vec![
            b"".as_slice(), b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"PK\x03\x04", b"sep=;\r\n", b"\xd0\xcf\x11\xe0",
        ]),
        bytes in vec(any::<u8>(), 0..300),
    ) {
        taken([first, &bytes].concat());
    }

    #[test]
    fn any_cells_under_the_heads_of_a_list(
        rows in vec(row(&GOOD), 1..6),
        delimiter in prop::sample::select(vec![',', ';', '\t']),
        quoted in any::<bool>(),
        page in 0..3usize,
    ) {
        let join = |cells: Vec<String>| cells.join(&delimiter.to_string());
        let quote = |cell: &String| {
            if quoted { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
        };
        let heads = applications::heads(Words::Az).map(str::to_owned);
        let lines = rows.iter().map(|row| join(row.iter().map(quote).collect()));
        let text = std::iter::once(join(heads.to_vec())).chain(lines).collect::<Vec<_>>().join("\r\n");
        let pages = [encoding_rs::UTF_8, encoding_rs::WINDOWS_1251, encoding_rs::WINDOWS_1254];
        taken(pages[page].encode(&text).0.into_owned());
    }

    #[test]
    fn any_cells_under_the_heads_of_halls(rows in vec(row(&HALL), 1..6)) {
        let lines = rows.iter().map(|row| row.join(";"));
        let heads = std::iter::once("Şəhər;Bina;Ünvan;Zal;Mərtəbə;Sıra sayı;Sırada yer".to_owned());
        taken(heads.chain(lines).collect::<Vec<_>>().join("\n").into_bytes());
    }

    #[test]
    fn a_workbook_changed_from_outside(
        at in any::<usize>(), out in 0..2_000usize, with in vec(any::<u8>(), 0..20),
    ) {
        taken(spliced(&WORKBOOK, at, out, &with));
    }

    #[test]
    fn a_workbook_changed_within(
        part in any::<usize>(), at in any::<usize>(), out in 0..60usize,
        with in prop_oneof![
            "\\PC{0,12}".prop_map(String::into_bytes),
            vec(any::<u8>(), 0..12),
            prop::sample::select(vec![
                "<c r=\"XFE1\">", "<c r=\"A99999999999\">", "<v>999999999</v>", "<row r=\"0\">", "t=\"s\"", "</row>",
                "<c r=\"ZZZZZZZZZ1\"/>", "count=\"18446744073709551615\"", "&#x110000;", "<!--", "]]>", "date1904=\"1\"",
                "<c t=\"d\"><v>0000-00-00</v></c>", "<v>1e400</v>", "<dimension ref=\"A1:XFD1048576\"/>",
            ]).prop_map(|text| text.as_bytes().to_vec()),
        ],
    ) {
        let part = part % PARTS.len();
        taken(packed(part, &spliced(&PARTS[part].1, at, out, &with)));
    }
}
