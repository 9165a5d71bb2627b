//! The check of a list of certificates as a process: a line for every row, on the tables of the program.

use std::process::{Command, Stdio};

use serde_json::{Value, json};

const HEAD: &str = "kind,language,number,tested_on,listening,reading,writing,speaking,overall,level,profile,expires_on";

/// What is read from a list on 01.03.2026, and the exit code.
fn checked(list: &str) -> (Vec<Value>, i32) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("list.csv");
    std::fs::write(&file, list).unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_qabul"))
        .args(["--data", "/nowhere/at/all", "certificates", "check"])
        .arg(&file)
        .args(["--on", "2026-03-01", "--shipped"])
        .env("QABUL_LANG", "en")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8(done.stdout).unwrap();
    let lines = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (lines, done.status.code().unwrap())
}

/// Row, verdict, level, reasons, table.
type Case = (
    &'static str,
    &'static str,
    Option<&'static str>,
    &'static [&'static str],
    Option<&'static str>,
);

const CASES: [Case; 29] = [
    (
        "ielts,en,A1B2C3D4E5F6G7H8,2025-11-10,6,5.5,5.5,5.5,5.5,,,",
        "accepted",
        Some("B2"),
        &[],
        Some("ielts/1"),
    ),
    (
        "ielts,en,A1B2C3D4E5F6G7H8,2025-11-10,5,5,5,5,5,,,",
        "refused",
        Some("B1"),
        &["level_too_low"],
        Some("ielts/1"),
    ),
    (
        "ielts,en,,10.11.2025,\"6,5\",\"6,5\",\"6,5\",\"6,5\",,,,",
        "accepted",
        Some("B2"),
        &["overall_computed", "number_missing"],
        Some("ielts/1"),
    ),
    // A number of another form warns and decides nothing.
    (
        "ielts,en,12,2025-11-10,6,6,6,6,6,,,",
        "accepted",
        Some("B2"),
        &["number_form"],
        Some("ielts/1"),
    ),
    (
        "ielts-general,en,A1B2C3D4E5F6G7H8,2025-11-10,8,8,8,8,8,,,",
        "person",
        None,
        &["kind_for_person"],
        None,
    ),
    // Two years include the anniversary.
    (
        "ielts,en,A1B2C3D4E5F6G7H8,2024-03-01,8,8,8,8,8,,,",
        "accepted",
        Some("C1"),
        &[],
        Some("ielts/1"),
    ),
    (
        "ielts,en,A1B2C3D4E5F6G7H8,2024-02-29,8,8,8,8,8,,,",
        "refused",
        Some("C1"),
        &["expired"],
        Some("ielts/1"),
    ),
    (
        "ielts,en,A1B2C3D4E5F6G7H8,2026-03-02,8,8,8,8,8,,,",
        "refused",
        Some("C1"),
        &["test_day_to_come"],
        Some("ielts/1"),
    ),
    (
        "ielts,en,A1B2C3D4E5F6G7H8,2025-02-30,8,8,8,8,8,,,",
        "refused",
        None,
        &["test_day_impossible"],
        None,
    ),
    (
        "ielts,en,A1B2C3D4E5F6G7H8,2025-11-10,8,8,8,99,8,,,",
        "refused",
        None,
        &["score_off_scale"],
        Some("ielts/1"),
    ),
    (
        "ielts,en,A1B2C3D4E5F6G7H8,2025-11-10,8,8,8,8,6,,,",
        "refused",
        None,
        &["overall_does_not_follow"],
        Some("ielts/1"),
    ),
    (
        "toefl-ibt,en,1234567890123456,2026-01-20,18,18,18,18,72,,,",
        "accepted",
        Some("B2"),
        &[],
        Some("toefl-ibt/1"),
    ),
    (
        "toefl-ibt,en,1234567890123456,2026-01-20,18,18,18,17,71,,,",
        "refused",
        Some("B1"),
        &["level_too_low"],
        Some("toefl-ibt/1"),
    ),
    (
        "toefl-ibt,en,1234567890123456,2026-01-21,4,4,4,4,4,,,",
        "accepted",
        Some("B2"),
        &[],
        Some("toefl-ibt/2"),
    ),
    (
        "toefl-ibt,en,1234567890123456,2026-01-21,18,18,18,18,72,,,",
        "refused",
        None,
        &["score_off_scale"],
        Some("toefl-ibt/2"),
    ),
    (
        "toefl-itp,en,123456,2025-11-10,60,60,,60,600,,,",
        "person",
        Some("B2"),
        &["kind_for_person"],
        Some("toefl-itp/1"),
    ),
    (
        "testdaf,de,123456,2025-11-10,TDN 3,4,4,5,,,,",
        "accepted",
        Some("B2"),
        &[],
        Some("testdaf/1"),
    ),
    (
        "testdaf,de,123456,2025-11-10,TDN 3,U3,4,5,,,,",
        "refused",
        None,
        &["below_table"],
        Some("testdaf/1"),
    ),
    (
        "testdaf,de,123456,2025-11-10,TDN 3,unter TDN 3,4,5,,,,",
        "refused",
        None,
        &["below_table"],
        Some("testdaf/1"),
    ),
    (
        "testdaf-digital,de,123456,2025-11-10,10,10,10,4,,,,",
        "refused",
        None,
        &["below_table"],
        Some("testdaf-digital/1"),
    ),
    ("delf,fr,123,2025-11-10,12,12,13,13,50,B2,,", "accepted", Some("B2"), &[], Some("delf/1")),
    (
        "delf,fr,123,2025-11-10,25,25,25,25,100,B1,,",
        "refused",
        Some("B1"),
        &["level_too_low"],
        Some("delf/1"),
    ),
    // DALF C2 has two parts of 50.
    (
        "dalf,fr,123,2025-11-10,,,25,25,,C2,,",
        "accepted",
        Some("C2"),
        &["overall_computed"],
        Some("dalf/1"),
    ),
    (
        "dalf,fr,123,2025-11-10,,,9,50,,C2,,",
        "refused",
        None,
        &["part_below_least", "overall_computed"],
        Some("dalf/1"),
    ),
    (
        "stanag,en,5,2025-11-10,,,,,,,SLP 3321,2027-01-01",
        "refused",
        Some("A1"),
        &["level_too_low"],
        Some("stanag/1"),
    ),
    (
        "stanag,en,5,2025-11-10,,,,,,,3+333,2027-01-01",
        "accepted",
        Some("B2"),
        &[],
        Some("stanag/1"),
    ),
    (
        "cambridge,en,B1234567,2025-11-10,,,,,160,,,",
        "refused",
        Some("B2"),
        &["kind_not_accepted"],
        Some("cambridge/1"),
    ),
    ("klingon,en,1,2025-11-10,1,1,1,1,1,,,", "refused", None, &["kind_unknown"], None),
    (",,,,,,,,,,,", "refused", None, &["row_empty"], None),
];

#[test]
fn every_row_gets_its_line() {
    let rows: Vec<&str> = CASES.iter().map(|case| case.0).collect();
    let (lines, code) = checked(&format!("{HEAD}\n{}\n", rows.join("\n")));
    assert_eq!((lines.len(), code), (CASES.len(), 0));
    for (at, (line, (row, verdict, cefr, reasons, table))) in lines.iter().zip(CASES).enumerate() {
        let wanted = json!({
            "row": at + 1, "verdict": verdict, "cefr": cefr, "reasons": reasons, "table": table
        });
        assert_eq!(*line, wanted, "{row}");
    }
}

#[test]
fn a_row_is_judged_alone() {
    let alone = |row: &str| checked(&format!("{HEAD}\n{row}\n")).0.remove(0);
    let row = CASES[0].0;
    let (mut twice, code) = checked(&format!("{HEAD}\n{row}\n{row}\n"));
    assert_eq!(code, 0);
    twice[1]["row"] = 1.into();
    assert_eq!((&twice[0], &twice[1]), (&alone(row), &alone(row)));
}
