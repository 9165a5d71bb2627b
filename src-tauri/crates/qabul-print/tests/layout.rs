//! Sheets as text: every variant of the slip as it is laid out, mark by mark.

use qabul_core::slip::{Slip, SlipPart};
use qabul_print::slip::{SlipForm, layout};
use qabul_print::{Faces, Mark, PrintError, Run, Sheet};

mod world;

fn laid_out(slip: &Slip) -> Sheet {
    let faces = Faces::shipped().unwrap();
    let form = SlipForm::new(&world::template(), &faces).unwrap();
    layout(slip, &form, &faces).unwrap()
}

fn texts(sheet: &Sheet) -> Vec<&Run> {
    let runs = sheet.marks.iter().filter_map(|mark| match mark {
        Mark::Run(run) => Some(run),
        _ => None,
    });
    runs.collect()
}

#[test]
fn an_ordinary_slip() {
    insta::assert_snapshot!(laid_out(&world::ordinary()));
}

#[test]
fn the_longest_name_and_a_building_of_two_lines() {
    insta::assert_snapshot!(laid_out(&world::longest()));
}

#[test]
fn a_slip_of_the_russian_sector() {
    insta::assert_snapshot!(laid_out(&world::russian()));
}

#[test]
fn a_slip_without_a_photo() {
    insta::assert_snapshot!(laid_out(&world::without_photo()));
}

#[test]
fn a_sample() {
    insta::assert_snapshot!(laid_out(&world::sample()));
}

#[test]
fn every_part_of_an_exam_stands_under_its_day_and_above_the_strip() {
    let day = |day| chrono::NaiveDate::from_ymd_opt(2026, 6, day).unwrap();
    let start = chrono::NaiveTime::from_hms_opt(9, 0, 0).unwrap();
    let spoken = SlipPart { speaking: true, from: day(17), to: Some(day(19)), start };
    let written = SlipPart { speaking: false, from: day(26), to: None, start };
    let parts = vec![spoken, written];
    for (slip, said) in [
        (
            world::ordinary(),
            ["Danışıq hissəsi: 17.06–19.06.2026", "Yazılı hissə: 26.06.2026, saat 09:00"],
        ),
        (
            world::russian(),
            ["Устная часть: 17.06–19.06.2026", "Письменная часть: 26.06.2026, 09:00"],
        ),
    ] {
        let sheet = laid_out(&Slip { parts: parts.clone(), ..slip });
        for text in said {
            let found = texts(&sheet).into_iter().find(|run| run.text == text);
            let run = found.unwrap_or_else(|| panic!("{text}"));
            assert!(run.baseline < 119.0 && run.size >= 7.0, "{run:?}");
        }
    }
}

#[test]
fn the_forms_of_both_sectors_and_of_a_sample() {
    for (name, slip) in [
        ("az", world::ordinary()),
        ("ru", world::russian()),
        ("sample", world::sample()),
        ("sample_ru", Slip { sample: true, ..world::russian() }),
    ] {
        let sheet = laid_out(&slip);
        let forms: Vec<String> = sheet.forms().map(|form| form.to_string()).collect();
        insta::assert_snapshot!(format!("form_{name}"), forms.join("\n"));
    }
}

#[test]
fn nothing_leaves_the_margins_and_the_name_never_leaves_its_block() {
    for slip in [world::ordinary(), world::longest(), world::russian(), world::sample()] {
        let sheet = laid_out(&slip);
        for run in texts(&sheet) {
            let right = run.x + run.width;
            assert!(run.x >= 13.99 && right <= 196.01, "{run}");
            assert!(run.baseline <= 297.0 - 13.2, "{run}");
        }
        let name = texts(&sheet).into_iter().filter(|run| (51.5..69.6).contains(&run.baseline));
        for run in name.filter(|run| run.size >= 11.0 && run.x < 50.0) {
            assert!(run.baseline < 51.5 + 17.5 && run.x + run.width <= 159.01, "{run}");
        }
    }
}

#[test]
fn a_surname_that_needs_two_lines_gets_them() {
    let name = world::name("Əbdürrəhmanbəyli-Məmmədquluzadə-Şıxəliyeva", "Gül", "Əli qızı");
    let sheet = laid_out(&Slip { name, ..world::ordinary() });
    let lines: Vec<_> = texts(&sheet).into_iter().filter(|run| run.text.contains("Ə")).collect();
    assert_eq!(lines[0].text, "ƏBDÜRRƏHMANBƏYLİ-");
    assert_eq!(lines[1].text, "MƏMMƏDQULUZADƏ-ŞIXƏLİYEVA");
    assert_eq!(lines[2].text, "GÜL ƏLİ QIZI");
    assert!(lines[0].size >= 13.0 && lines[2].size >= 11.0 && lines[2].size <= lines[0].size);
}

#[test]
fn figures_shrink_before_they_are_refused() {
    let sheet = laid_out(&Slip { hall: "A-1204".into(), row: 112, ..world::ordinary() });
    let size = |text: &str| texts(&sheet).into_iter().find(|run| run.text == text).unwrap().size;
    assert!(size("A-1204") < 40.0 && size("A-1204") >= 24.0);
    assert_eq!(size("5"), 40.0);
    assert!(size("112") < 40.0);
}

#[test]
fn a_template_that_does_not_fit_is_an_error() {
    let faces = Faces::shipped().unwrap();
    let field = |change: fn(&mut qabul_core::slip::SlipTemplate)| {
        let mut template = world::template();
        change(&mut template);
        match SlipForm::new(&template, &faces) {
            Err(PrintError::Template { field, .. }) => field,
            Err(other) => panic!("{other}"),
            Ok(_) => panic!("it fits"),
        }
    };
    assert_eq!(field(|template| template.az.title = "UZUN ".repeat(20)), "az.title");
    assert_eq!(field(|template| template.ru.rules[3].text = "очень ".repeat(300)), "ru.rules");
    assert_eq!(field(|template| template.az.rules[0].lead = "李".into()), "az.rules");
    assert_eq!(field(|template| template.az.row = "Sıranın nömrəsi çox uzun".repeat(3)), "row");
}
