//! Hostile text: what comes in as somebody's trick goes nowhere, on paper and in exports. What it does
//! on screen, which is nothing either, is tried in `tests/browser/hostile.test.mjs`.

mod world;

use qabul_desk::Failure;
use qabul_desk::views::Nothing;
use qabul_desk::views::applications::Exported;
use qabul_desk::views::halls::HallsImported;
use qabul_desk::views::import::SavePreviewPart;
use qabul_desk::views::problem::{NoteProblem, Noted, ProblemReport, SaveReport};
use qabul_desk::views::sittings::{DrawRequest, Drawn};
use serde_json::json;
use world::papers::{bytes, output};
use world::{World, refusal, sitting};

const IMAGE: &str = "<img src=x onerror=alert(1)>";
const FORMULA: &str = "=cmd|'/C calc'!A0";
const TURNED: &str = "\u{202e}vokilA\u{202c}";
const HEADS: &str = "FİN,Şəxsiyyət vəsiqəsi,Soyadı,Adı,Doğum tarixi,Cinsi,Şəhər,Bölmə,Təhsil vəziyyəti,\
                     Təhsil müəssisəsi,Ödənilib,Təsdiqlənib";

fn row(surname: &str, school: &str) -> String {
    format!(
        "5KQ2M8T,AZE09417725,\"{surname}\",Şəhla,14.08.2001,qadın,Bakı,Azərbaycan,tələbə,\"{school}\",60,\
         03.06.2026"
    )
}

#[test]
fn a_hostile_name_is_no_name_and_what_is_saved_of_it_runs_nowhere() {
    let world = World::empty();
    for name in [IMAGE, FORMULA, TURNED] {
        let text = format!("{HEADS}\n{}\n", row(name, "ADA"));
        let list = world.file("list.csv", text.as_bytes());
        let preview = world.preview(&list, None).unwrap();
        assert_eq!((preview.new, preview.refused), (0, 1), "{name:?}");
        let saved = world.folder.path().join("saved.csv");
        for command in ["import.save_findings", "import.save_refused"] {
            let file = world.desk.admit(saved.clone()).handle;
            let part = SavePreviewPart { preview: preview.preview, file };
            world.desk.ask::<Exported>(command, &part).unwrap();
            for cell in cells(&saved) {
                assert!(!cell.starts_with(['=', '@', '+', '-']), "{command}: {cell}");
            }
        }
        // What is mended and sent again is what was refused.
        let again = world.preview(&saved, None).unwrap();
        assert_eq!(again.findings, preview.findings);
    }
}

fn cells(file: &std::path::Path) -> Vec<String> {
    let text = std::fs::read_to_string(file).unwrap();
    let rows = text.trim_start_matches('\u{feff}').lines();
    rows.flat_map(|row| row.split(',').map(|cell| cell.trim_matches('"').to_owned())).collect()
}

#[test]
fn text_that_may_be_anything_is_text_on_paper_and_in_exports() {
    let world = World::empty();
    let school = format!("{FORMULA} {IMAGE}");
    let list = world.file("list.csv", format!("{HEADS}\n{}\n", row("Əliyeva", &school)).as_bytes());
    world.import(&list, None, false).unwrap();
    let halls = |address: &str| {
        let row = format!("Bakı,\"{IMAGE}\",\"{address}\",101,2,5,6");
        let heads = "Şəhər,Bina,Ünvan,Zal,Mərtəbə,Sıra sayı,Sırada yer sayı";
        world.halls(&world.file("halls.csv", format!("{heads}\n{row}\n").as_bytes()))
    };
    // A mark that turns the direction is named; nobody would see it.
    let refused: HallsImported = halls(TURNED).unwrap();
    assert!(!refused.written);
    let finding = serde_json::to_value(&refused.findings[0]).unwrap();
    assert_eq!(
        (&finding["fault"], &finding["letter"]),
        (&json!("hidden_letter"), &json!("U+202E"))
    );
    assert!(halls("=1+1").unwrap().written);
    let draw = DrawRequest { sitting: sitting(), seed: 3 };
    world.desk.ask::<Drawn>("seating.draw", &draw).unwrap();
    let folder = world.folder.path().join("slips");
    let handle = world.desk.admit(folder.clone()).handle;
    let order =
        json!({ "sitting": sitting(), "selection": null, "order": "hall", "parting": "one_file" });
    let job = world.desk.ask("slips.print", &json!({ "order": order, "folder": handle })).unwrap();
    world.desk.wait(job, |_| ()).unwrap();
    let file = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    let page = output("pdftotext", &["-layout", file.to_str().unwrap(), "-"]);
    assert!(page.contains(IMAGE) && page.contains("=1+1"), "{page}");
    let inside = bytes("qpdf", &["--qdf", "--object-streams=disable", file.to_str().unwrap(), "-"]);
    let inside = String::from_utf8_lossy(&inside);
    for word in ["/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA", "/URI"] {
        assert!(!inside.contains(word), "{word} in a slip");
    }
    exported(&world, &school);
}

/// The first sheet of a workbook, as it is written.
fn sheet_of(path: &std::path::Path) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let sheet = archive.by_name("xl/worksheets/sheet1.xml").unwrap();
    std::io::read_to_string(sheet).unwrap()
}

/// As CSV behind an apostrophe, as XLSX a text; and both read back as what they were.
fn exported(world: &World, school: &str) {
    for name in ["out.csv", "out.xlsx"] {
        let path = world.folder.path().join(name);
        let all =
            json!({ "sitting": sitting(), "filter": {}, "order": "name", "descending": false });
        let list = world.desk.dispatch("applications.list", all).unwrap()["list"].clone();
        let file = world.desk.admit(path.clone()).handle;
        let selection = json!({ "choice": "list", "list": list, "except": [] });
        let request = json!({ "selection": selection, "file": file });
        world.desk.dispatch("applications.export", request).unwrap();
        if name == "out.csv" {
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(text.contains(&format!("'{school}")), "{text}");
        } else {
            let sheet = sheet_of(&path);
            assert!(!sheet.contains("<f>"), "no cell is a formula");
        }
        let again = world.preview(&path, None).unwrap();
        assert_eq!((again.unchanged, again.changed, again.refused), (1, 0, 0), "{name}");
    }
}

#[test]
fn a_problem_report_tells_of_the_program_and_of_nobody() {
    let world = World::seated(3);
    world.enter("sinaqci").unwrap();
    let wrong = json!({ "name": "Əliyev Kamran", "password": "gizli söz" });
    assert_eq!(
        refusal(&world.desk.dispatch("session.sign_in", wrong).unwrap_err()),
        "wrong_password"
    );
    let noted: Noted = world
        .desk
        .ask(
            "problem.note",
            &NoteProblem {
                kind: "TypeError".to_owned(),
                place: "index-abc.js:1:2345 Əliyev \"5KQ2M8T\"".to_owned(),
            },
        )
        .unwrap();
    assert!((100_000..1_000_000).contains(&noted.number));
    let report: ProblemReport = world.desk.ask("problem.report", &Nothing {}).unwrap();
    for word in [
        &noted.number.to_string(),
        "TypeError",
        "seating.draw",
        "wrong_password",
        "registry open: own",
    ] {
        assert!(report.text.contains(word), "{word}: {}", report.text);
    }
    let round = qabul_sample::Round::new(7, 3);
    let people = round.people().flat_map(|person| [person.fin.to_string(), person.surname]);
    let told = ["Kamran", "gizli", "Əliyev", "\"", "sinaqci", "list.csv", "inzibatci"];
    for word in people.chain(told.map(str::to_owned)) {
        assert!(!report.text.contains(&word), "{word}: {}", report.text);
    }
    // What was read, and changed, is what is saved.
    let path = world.folder.path().join("problem.txt");
    let file = world.desk.admit(path.clone()).handle;
    let text = "yalnız bu".to_owned();
    world.desk.ask::<Nothing>("problem.save", &SaveReport { file, text: text.clone() }).unwrap();
    assert_eq!(std::fs::read_to_string(path).unwrap(), text);
    let file = world.desk.admit(world.folder.path().join("long.txt")).handle;
    let long: Result<Nothing, Failure> =
        world.desk.ask("problem.save", &SaveReport { file, text: "a".repeat(200_001) });
    assert_eq!(refusal(&long.unwrap_err()), "invalid");
}
