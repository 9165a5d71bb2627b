//! Lists of halls, and the files of findings.

use std::collections::BTreeSet;

use qabul_core::fault::{Finding, RowFault, ValueFault, Weight};
use qabul_core::venue::Hall;
use qabul_exchange::{columns, findings, halls, table, write};

const HEADS: &str = "Şəhər;Bina;Ünvan;Zal;Mərtəbə;Sıra sayı;Sırada yer";

/// Every row's hall, or its findings, those between the rows last.
fn lift_all(list: &str) -> (Vec<Hall>, Vec<Finding>) {
    let table = table::read(list.as_bytes().to_vec(), "halls").unwrap();
    let mapping = columns::halls(&table.heads).unwrap();
    let (mut good, mut found, mut seen) = (Vec::new(), Vec::new(), halls::Seen::default());
    for row in table.rows() {
        let row = row.unwrap();
        match halls::lift(&row, &mapping) {
            Ok((number, hall)) => {
                assert_eq!(number, row.number);
                found.extend(seen.findings(&row, &mapping, &hall));
                good.push(hall);
            }
            Err(all) => found.extend(all),
        }
    }
    (good, found)
}

#[test]
fn halls_are_read() {
    let (halls, found) = lift_all(&format!("{HEADS}\nBakı; 5 №-li  məktəb ;Nizami 1;204;2;8;6\n"));
    assert!(found.is_empty(), "{found:?}");
    let hall = Hall {
        city: "Bakı".into(),
        building: "5 №-li məktəb".into(),
        address: "Nizami 1".into(),
        code: "204".into(),
        floor: 2,
        rows: 8,
        seats: 6,
    };
    assert_eq!(halls, [hall]);
    let (halls, _) = lift_all("city,building,address,hall,rows,seats\nBakı,A,B,1,8,6\n");
    assert_eq!(halls[0].floor, 1, "a list without floors means the ground floor");
}

#[test]
fn floors_in_words() {
    for (typed, floor) in
        [("3", 3), ("2-ci", 2), ("3-cü mərtəbə", 3), ("zirzəmi", 0), ("2-й этаж", 2), ("0", 0)]
    {
        let (halls, found) = lift_all(&format!("{HEADS}\nBakı;A;B;1;{typed};8;6\n"));
        assert_eq!(halls.first().map(|hall| hall.floor), Some(floor), "{typed} {found:?}");
    }
    for typed in ["-1", "iki", "61", "2 3"] {
        let (_, found) = lift_all(&format!("{HEADS}\nBakı;A;B;1;{typed};8;6\n"));
        let faults: Vec<_> = found.into_iter().map(|f| (f.column, f.value, f.fault)).collect();
        let expected = ValueFault::Number { from: 0, to: 60 }.into();
        assert_eq!(faults, [("floor".to_owned(), typed.to_owned(), expected)]);
    }
}

#[test]
fn all_faults_of_a_hall_at_once() {
    let (halls, found) = lift_all(&format!("{HEADS}\n;A;?nvan;123456789;x;0;6,5\n"));
    assert!(halls.is_empty());
    let faults: BTreeSet<_> =
        found.iter().map(|f| (f.column.as_str(), f.head.as_str(), f.value.as_str())).collect();
    let expected = [
        ("city", "Şəhər", ""),
        ("address", "Ünvan", "?nvan"),
        ("hall", "Zal", "123456789"),
        ("floor", "Mərtəbə", "x"),
        ("rows", "Sıra sayı", "0"),
        ("seats", "Sırada yer", "6,5"),
    ];
    assert_eq!(faults, BTreeSet::from(expected));
    assert_eq!(found.len(), 6);
    assert!(found.iter().all(|f| f.row == 2 && f.weight == Weight::Refuses));
}

#[test]
fn a_hall_twice_and_a_building_with_two_addresses() {
    let (_, found) = lift_all(&format!(
        "{HEADS}\nBakı;A;Nizami 1;204;2;8;6\nBAKI;a;nizami, 1;204;2;8;6\nBakı;A;Nizami 2;205;2;8;6\n\
         Gəncə;A;Nizami 3;204;2;8;6\n"
    ));
    let found: Vec<_> = found.into_iter().map(|f| (f.row, f.column, f.fault)).collect();
    assert_eq!(
        found,
        [
            (3, "hall".to_owned(), RowFault::HallTwice { other: 2 }),
            (4, "address".to_owned(), RowFault::AddressDiffers { other: 2 }),
        ]
    );
}

#[test]
fn findings_as_a_file() {
    let finding = Finding {
        row: 7,
        column: "fin".into(),
        head: "FİN".into(),
        value: "X;1".into(),
        fault: ValueFault::FinCitizen.into(),
        weight: Weight::Refuses,
    };
    let heads = ["Sətir", "Sahə", "Başlıq", "Yazılan", "Səbəb", "Nə etməli"];
    let reasons = |f: &Finding| (f.fault.to_string(), "check, please".to_owned());
    assert_eq!(
        String::from_utf8(findings::csv(&[finding], reasons, heads)).unwrap(),
        "\u{feff}Sətir,Sahə,Başlıq,Yazılan,Səbəb,Nə etməli\r\n\
         7,fin,FİN,X;1,a citizen's FİN has 7 characters without I and O,\"check, please\"\r\n"
    );
}

#[test]
fn refused_rows_go_back_as_they_came() {
    let table =
        table::read(b"a;b;\xC3\xA7\n1;2;3\n\"x;\"\"y\";5;6\n7;8\n".to_vec(), "list").unwrap();
    let bytes = findings::refused_rows_csv(&table, &BTreeSet::from([3, 4])).unwrap();
    assert_eq!(String::from_utf8(bytes).unwrap(), "\u{feff}a;b;ç\r\n\"x;\"\"y\";5;6\r\n7;8\r\n");
    let rows = [vec!["1".into(), "2".into()], vec!["3".into()]];
    let workbook = write::xlsx(&["a", "b"], rows.into_iter(), "x").unwrap();
    let table = table::read(workbook, "list").unwrap();
    let bytes = findings::refused_rows_csv(&table, &BTreeSet::from([3])).unwrap();
    assert_eq!(String::from_utf8(bytes).unwrap(), "\u{feff}a,b\r\n3,\r\n");
}
