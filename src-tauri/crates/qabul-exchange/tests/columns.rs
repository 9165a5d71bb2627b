//! Heads in three languages, in any order, damaged or doubled.

use qabul_core::refusal::Refusal;
use qabul_core::text;
use qabul_exchange::applications::{FIELDS, HEADS_AZ, HEADS_EN, HEADS_RU};
use qabul_exchange::columns;

fn owned(heads: &[&str]) -> Vec<String> {
    heads.iter().map(|&head| head.to_owned()).collect()
}

const LEAST: [&str; 9] =
    ["fin", "document", "surname", "given", "birth", "sex", "city", "sector", "standing"];

#[test]
fn every_head_of_an_export_is_known_in_any_case_and_order() {
    for heads in [HEADS_AZ, HEADS_EN, HEADS_RU, FIELDS] {
        let loud = heads.map(text::upper);
        let quiet = heads.map(text::lower);
        for heads in [owned(&heads), loud.to_vec(), quiet.to_vec()] {
            let mapping = columns::applications(&heads).unwrap();
            let backwards: Vec<String> = heads.iter().rev().cloned().collect();
            let mirrored = columns::applications(&backwards).unwrap();
            for (at, field) in FIELDS.iter().enumerate() {
                assert_eq!(mapping.index(field), Some(at), "{field} in {heads:?}");
                assert_eq!(mapping.head(field), Some(heads[at].as_str()));
                assert_eq!(
                    mirrored.index(field),
                    Some(FIELDS.len() - 1 - at),
                    "{field} in {backwards:?}"
                );
            }
            assert!(mapping.ignored.is_empty());
        }
    }
}

#[test]
fn the_heads_of_portals() {
    for (head, field) in [
        ("FIN kodu", "fin"),
        ("Fərdi identifikasiya nömrəsi", "fin"),
        ("ПИН-код", "fin"),
        ("Şəxsiyyət vəsiqəsinin seriya və nömrəsi", "document"),
        ("Паспорт", "document"),
        ("SOYADI", "surname"),
        ("Father's name", "patronymic"),
        ("Doğum tarixi (gg.aa.iiii)", "birth"),
        ("Ödənilib [AZN]", "paid"),
        ("Mobil telefon", "phone"),
        ("СЕКТОР", "sector"),
        ("İŞ NÖMRƏSİ", "work_number"),
        ("ВУЗ", "institution"),
    ] {
        let heads: Vec<String> = LEAST
            .iter()
            .filter(|least| **least != field)
            .chain([&head])
            .map(|&head| head.to_owned())
            .collect();
        let mapping = columns::applications(&heads).unwrap_or_else(|no| panic!("{head}: {no}"));
        assert_eq!(mapping.head(field), Some(head));
    }
}

#[test]
fn heads_that_lost_letters_are_still_known() {
    let heads = [
        "FİN",
        "S?n?d",
        "Soyad",
        "Ad",
        "Do\u{FFFD}um tarixi",
        "Cins",
        "Ş?h?r",
        "Bölm?",
        "Status",
        "???",
    ];
    let mapping = columns::applications(&owned(&heads)).unwrap();
    assert_eq!(mapping.head("city"), Some("Ş?h?r"));
    assert_eq!(mapping.head("birth"), Some("Do\u{FFFD}um tarixi"));
    assert_eq!(mapping.head("document"), Some("S?n?d"));
    assert_eq!(mapping.ignored, ["???"]);
}

#[test]
fn unknown_columns_are_named_and_passed_over() {
    let heads = [LEAST.as_slice(), &["№", "Qeyd", ""]].concat();
    let mapping = columns::applications(&owned(&heads)).unwrap();
    assert_eq!(mapping.ignored, ["№", "Qeyd"]);
    assert_eq!(mapping.index("work_number"), None);
    assert_eq!(mapping.index("nothing"), None);
}

#[test]
fn missing_columns_are_all_named() {
    let heads = owned(&["FİN", "Soyad", "Qeyd", "Seriya"]);
    let missing = ["document", "given", "birth", "sex", "city", "sector", "standing"];
    assert_eq!(
        columns::applications(&heads).unwrap_err(),
        Refusal::ColumnsMissing { columns: owned(&missing), heads }
    );
    let heads = owned(&["Şəhər", "Bina", "Ünvan", "Zal", "Sıra sayı"]);
    assert_eq!(
        columns::halls(&heads).unwrap_err(),
        Refusal::ColumnsMissing { columns: owned(&["seats"]), heads }
    );
}

#[test]
fn two_columns_of_one_field_are_refused() {
    let heads = owned(&[LEAST.as_slice(), &["Soyadı"]].concat());
    assert_eq!(
        columns::applications(&heads).unwrap_err(),
        Refusal::ColumnTwice {
            column: "surname".to_owned(), heads: owned(&["surname", "Soyadı"])
        }
    );
}

#[test]
fn the_document_in_one_column_or_in_two() {
    let without: Vec<&str> = LEAST.iter().filter(|head| **head != "document").copied().collect();
    let with = |more: &[&str]| columns::applications(&owned(&[&without, more].concat())).unwrap();
    let two = with(&["Seriya", "Sənədin nömrəsi"]);
    assert_eq!(two.index("document"), None);
    assert_eq!((two.index("document_series"), two.index("document_number")), (Some(8), Some(9)));
    let number = with(&["Sənədin nömrəsi"]);
    assert_eq!((number.index("document"), number.index("document_number")), (Some(8), None));
    let all = with(&["Sənəd", "Seriya", "Sənədin nömrəsi"]);
    assert_eq!(all.index("document"), Some(8));
    assert_eq!(all.ignored, ["Seriya", "Sənədin nömrəsi"]);
}

#[test]
fn halls_in_three_languages() {
    for heads in [
        ["Şəhər", "Bina", "Ünvan", "Zal", "Mərtəbə", "Sıra sayı", "Sırada yer sayı"],
        ["City", "Building", "Address", "Hall", "Floor", "Rows", "Seats"],
        ["Город", "Здание", "Адрес", "Зал", "Этаж", "Рядов", "Мест в ряду"],
    ] {
        let mapping = columns::halls(&owned(&heads)).unwrap();
        let keys = ["city", "building", "address", "hall", "floor", "rows", "seats"];
        for (at, key) in keys.iter().enumerate() {
            assert_eq!(mapping.index(key), Some(at), "{key} in {heads:?}");
        }
    }
}
