//! Exemption notices as text: in three languages, with long names and long facts.

use chrono::NaiveDate;
use qabul_core::notice::{AllNoticeTexts, Notice, NoticeFact, NoticeTexts};
use qabul_core::person::Name;
use qabul_core::slip::Serial;
use qabul_print::notice::layout;
use qabul_print::{Faces, Mark, Sheet};

fn texts() -> AllNoticeTexts {
    toml::from_str(include_str!("../../../reference/notice.toml")).unwrap()
}

fn notice(texts: &NoticeTexts, surname: &str, given: &str) -> Notice {
    let labels = &texts.facts;
    let fact = |label: &String, value: &str, decides| NoticeFact {
        label: label.clone(),
        value: value.to_owned(),
        decides,
    };
    let act = "Nazirlər Kabinetinin 01.07.2010 tarixli 129 nömrəli qərarı; Nazirlər Kabinetinin \
               13.11.2019 tarixli 443 nömrəli qərarı";
    let date = NaiveDate::from_ymd_opt(2026, 6, 12).unwrap();
    Notice {
        sample: true,
        year: 2026,
        exam: "Doktoranturaya xarici dil üzrə qəbul imtahanı".to_owned(),
        serial: Serial { series: "AB26".to_owned(), number: 41 },
        date,
        work_number: "310452-3".to_owned(),
        name: Name {
            surname: surname.into(),
            given: given.into(),
            patronymic: "Çingiz oğlu".into(),
        },
        fin: "2HD7T4V".to_owned(),
        language: "ingilis dili".to_owned(),
        facts: vec![
            fact(&labels.certificate, "IELTS Academic", true),
            fact(&labels.number, "25AZ001234KERU123A", false),
            fact(&labels.result, "7", true),
            fact(
                &labels.table,
                "IELTS Academic 1 (Mərkəzin 02.03.2026 tarixli 17 nömrəli əmri)",
                false,
            ),
            fact(&labels.acts, act, false),
            fact(&labels.fee, "110,00 AZN, ödənilmir", true),
        ],
        code: "0".repeat(193),
        printed_at: date.and_hms_opt(11, 40, 0).unwrap(),
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
fn a_notice_as_it_is_printed() {
    let texts = texts().az;
    let sheet =
        layout(&notice(&texts, "Kərimov", "Uğur"), &texts, &Faces::shipped().unwrap()).unwrap();
    insta::assert_snapshot!(sheet);
}

#[test]
fn every_language_fits_with_the_longest_names_and_leaves_no_placeholder() {
    let all = texts();
    let faces = Faces::shipped().unwrap();
    for texts in [&all.az, &all.en, &all.ru] {
        let notice = notice(texts, "Mustafayeva-Şıxəlizadə", "Gülnarəxanım");
        let sheet = layout(&notice, texts, &faces).unwrap();
        let said = said(&sheet);
        assert!(!said.contains(['{', '}']), "{said}");
        assert!(said.contains("AB26 № 000041-") && said.contains("2HD7T4V"), "{said}");
        let lowest = sheet.marks.iter().filter_map(|mark| match mark {
            Mark::Run(run) if run.baseline < 236.0 => Some(run.baseline),
            _ => None,
        });
        assert!(lowest.fold(0.0, f32::max) < 232.0, "the text keeps off the code");
        assert!(sheet.marks.iter().any(|mark| matches!(mark, Mark::Matrix(_))));
    }
}
