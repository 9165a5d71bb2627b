//! Equivalence tables on paper: in three languages, in force and not, and longer than one page.

use chrono::NaiveDate;
use qabul_core::table_paper::{
    AllTablePaperTexts, PaperAct, PaperRow, PaperStanding, TablePaper, TablePaperTexts,
};
use qabul_print::table_paper::layout;
use qabul_print::{Faces, Mark, PrintError, Sheet};

fn texts() -> AllTablePaperTexts {
    toml::from_str(include_str!("../../../reference/table-paper.toml")).unwrap()
}

fn paper(texts: &TablePaperTexts, rows: usize) -> TablePaper {
    let act = |what: &str, number: Option<&str>| PaperAct {
        what: what.to_owned(),
        number: number.map(str::to_owned),
        date: number.map(|_| "28.05.2026".to_owned()).unwrap_or_default(),
    };
    let row = |at: usize| {
        PaperRow {
        score: (rows - at).to_string(),
        level: if at < rows / 2 { "B2" } else { "B1" }.to_owned(),
        exempts: at < rows / 2,
        least: if at == 1 { "yazı 5".to_owned() } else { String::new() },
        source: "TOEFL Score Scale Update: A Guide for Institutions (bands 1–6 from 21 January 2026, CEFR, rounding)"
            .to_owned(),
    }
    };
    TablePaper {
        sample: false,
        standing: PaperStanding::Draft,
        named: "TOEFL iBT · versiya 2".to_owned(),
        facts: vec![
            (texts.state.clone(), "Razılaşdırılır".to_owned()),
            (texts.how.clone(), texts.readings["mean"].clone()),
        ],
        acts: vec![act("Mərkəzin əmri", Some("142")), act("AMEA-nın razılığı", None)],
        rows: (0..rows).map(row).collect(),
        printed_at: NaiveDate::from_ymd_opt(2026, 6, 12).unwrap().and_hms_opt(11, 40, 0).unwrap(),
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
fn a_table_as_it_is_printed() {
    let texts = texts().az;
    let sheets = layout(&paper(&texts, 4), &texts, &Faces::shipped().unwrap()).unwrap();
    assert_eq!(sheets.len(), 1);
    insta::assert_snapshot!(sheets[0]);
}

#[test]
fn a_long_table_takes_pages_and_loses_no_row_in_any_language() {
    let all = texts();
    let faces = Faces::shipped().unwrap();
    for texts in [&all.az, &all.en, &all.ru] {
        let sheets = layout(
            &TablePaper { standing: PaperStanding::InForce, ..paper(texts, 121) },
            texts,
            &faces,
        )
        .unwrap();
        assert!(sheets.len() > 3, "{}", sheets.len());
        let pages: Vec<String> = sheets.iter().map(said).collect();
        let whole = pages.join("\n");
        for score in 1..=121 {
            let found = whole.lines().filter(|line| *line == score.to_string()).count();
            assert_eq!(found, 1, "row {score}");
        }
        assert!(!whole.contains(['{', '}']) && !whole.contains(&texts.draft), "{whole}");
        assert!(pages.iter().all(|page| page.contains(&texts.score) || page.contains(&texts.seal)));
        for sheet in &sheets {
            let lowest = sheet.marks.iter().filter_map(|mark| match mark {
                Mark::Run(run) => Some(run.baseline),
                _ => None,
            });
            assert!(lowest.fold(0.0, f32::max) < 286.0, "within the page");
        }
    }
}

#[test]
fn what_is_not_in_force_any_more_is_no_draft() {
    let texts = texts().ru;
    let former = TablePaper { standing: PaperStanding::Former, ..paper(&texts, 3) };
    let said = said(&layout(&former, &texts, &Faces::shipped().unwrap()).unwrap()[0]);
    assert!(said.contains(&texts.former_band) && !said.contains(&texts.draft_band), "{said}");
}

#[test]
fn a_typed_text_that_does_not_print_is_named() {
    let texts = texts().az;
    let faces = Faces::shipped().unwrap();
    for wrong in ["≥ 5", &"ə".repeat(400)] {
        let mut paper = paper(&texts, 2);
        paper.rows[1].source = wrong.to_owned();
        let unfit = layout(&paper, &texts, &faces).unwrap_err();
        assert!(matches!(unfit, PrintError::Unfit { text } if text.contains(wrong)), "{wrong}");
    }
}
