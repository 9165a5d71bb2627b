//! Letters as text: in three languages, over as many pages as their reasons need.

use chrono::NaiveDate;
use qabul_core::letter::{AllLetterTexts, Letter, LetterKind, LetterTexts};
use qabul_core::text::filled;
use qabul_print::letter::layout;
use qabul_print::{Faces, Mark, Sheet};

fn texts() -> AllLetterTexts {
    toml::from_str(include_str!("../../../reference/letters.toml")).unwrap()
}

fn letter(texts: &LetterTexts, kind: LetterKind, reasons: usize) -> Letter {
    let of = texts.of(kind);
    let name = "Hacıməmmədbəyli-Şahmuradova Gülnarə Əbdülrəhman qızı";
    let values = [
        ("name", name),
        ("number", "204817-6"),
        ("exam", "Rezidenturaya qəbul imtahanı, I mərhələ, 2-ci cəhd"),
        ("day", "15.06.2026"),
        ("amount", "60,00"),
        ("balance", "0,00"),
        ("reason", "Təhsil sənədi təqdim olunmayıb."),
    ];
    let fill = |texts: &[String]| texts.iter().map(|text| filled(text, &values)).collect();
    let reason = |number| format!("Şərt {number}: ödəniş çatmır, hesabda 40,00 AZN var.");
    Letter {
        subject: of.subject.clone(),
        name: name.to_owned(),
        number: "204817-6".to_owned(),
        date: NaiveDate::from_ymd_opt(2026, 6, 16).unwrap(),
        paragraphs: fill(&of.text),
        reasons: of.reasons.clone().map(|line| (line, (1..=reasons).map(reason).collect())),
        close: fill(&of.close),
        sample: false,
    }
}

fn said(sheet: &Sheet) -> String {
    let runs = sheet.marks.iter().filter_map(|mark| match mark {
        Mark::Run(run) => Some(run.text.as_str()),
        _ => None,
    });
    runs.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_refusal_with_two_reasons() {
    let texts = texts().az;
    let letter = letter(&texts, LetterKind::Rejection, 2);
    let sheets = layout(&letter, &texts, &Faces::shipped().unwrap()).unwrap();
    assert_eq!(sheets.len(), 1);
    insta::assert_snapshot!(sheets[0]);
}

#[test]
fn every_kind_in_every_language_leaves_no_placeholder_and_fits() {
    let all = texts();
    let faces = Faces::shipped().unwrap();
    for texts in [&all.az, &all.en, &all.ru] {
        for kind in LetterKind::ALL {
            let mut letter = letter(texts, kind, 1);
            letter.sample = true;
            let sheets = layout(&letter, texts, &faces).unwrap();
            let said = said(&sheets[0]);
            assert!(!said.contains(['{', '}']), "{kind:?}: {said}");
            assert!(said.contains(&texts.sample_band) && said.contains(&letter.name));
        }
    }
}

#[test]
fn many_reasons_go_over_to_further_pages_and_none_is_lost() {
    let texts = texts().en;
    let letter = letter(&texts, LetterKind::Rejection, 60);
    let sheets = layout(&letter, &texts, &Faces::shipped().unwrap()).unwrap();
    assert!(sheets.len() > 1);
    let all: Vec<String> = sheets.iter().map(said).collect();
    let lines = all.iter().flat_map(|page| page.lines()).filter(|line| line.starts_with("Şərt "));
    assert_eq!(lines.count(), 60);
    assert_eq!(all.iter().filter(|page| page.contains(&texts.sign)).count(), 1);
}
