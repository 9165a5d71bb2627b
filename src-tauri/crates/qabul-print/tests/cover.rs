//! The cover of a run as text: one page, and as many more as its files need.

use chrono::NaiveDate;
use qabul_core::slip::{CoverFile, CoverTexts, RunCover};
use qabul_print::cover::layout;
use qabul_print::{Faces, Mark, Sheet};

fn texts() -> CoverTexts {
    toml::from_str(include_str!("../../../reference/cover.toml")).unwrap()
}

fn cover(files: usize) -> RunCover {
    let day = NaiveDate::from_ymd_opt(2026, 6, 21).unwrap();
    let file = |number: usize| CoverFile {
        name: format!("003-{number:03} 20 nömrəli tam orta məktəb - zal {number}.pdf"),
        sheets: 13,
        digest: "0123456789abcdef".repeat(4),
    };
    RunCover {
        run: 3,
        exam: "Rezidenturaya qəbul imtahanı · I mərhələ, 2-ci cəhd".to_owned(),
        date: Some(day),
        printed_at: day.and_hms_opt(9, 5, 0).unwrap(),
        by: "capci".to_owned(),
        sheets: u32::try_from(13 * files).unwrap(),
        serials: ("RZ26-0000000001".to_owned(), "RZ26-0000001448".to_owned()),
        anchor: "1-482-7F3K-9Q2M-0ABC-DEFG-X".to_owned(),
        files: (1..=files).map(file).collect(),
        sample: true,
    }
}

fn said(sheet: &Sheet) -> Vec<&str> {
    let runs = sheet.marks.iter().filter_map(|mark| match mark {
        Mark::Run(run) => Some(run.text.as_str()),
        _ => None,
    });
    runs.collect()
}

#[test]
fn a_cover() {
    let sheets = layout(&cover(3), &texts(), &Faces::shipped().unwrap()).unwrap();
    assert_eq!(sheets.len(), 1);
    insta::assert_snapshot!(sheets[0]);
}

#[test]
fn every_file_stands_on_it_once_over_as_many_pages_as_it_takes() {
    let cover = cover(111);
    let sheets = layout(&cover, &texts(), &Faces::shipped().unwrap()).unwrap();
    let all: Vec<&str> = sheets.iter().flat_map(said).collect();
    for file in &cover.files {
        assert_eq!(all.iter().filter(|text| **text == file.name).count(), 1, "{}", file.name);
    }
    let last = format!("səhifə {0} / {0}", sheets.len());
    assert!(sheets.len() > 2 && said(sheets.last().unwrap()).iter().any(|t| t.ends_with(&last)));
    assert_eq!(all.iter().filter(|text| **text == cover.anchor).count(), 1);
}

#[test]
fn a_file_of_the_longest_name_takes_two_lines_and_a_strange_letter_is_refused() {
    let faces = Faces::shipped().unwrap();
    let mut long = cover(1);
    long.files[0].name = format!("003-001 {} - zal 1.pdf", "Şəhər məktəbi ".repeat(10));
    assert_eq!(layout(&long, &texts(), &faces).unwrap().len(), 1);
    long.by = "\u{1F600}".to_owned();
    assert!(layout(&long, &texts(), &faces).is_err());
}
