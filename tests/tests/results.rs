//! Earlier results of candidates: typed with every fault at once, taken from a list with a preview, judged by, and
//! taken back.

mod world;

use qabul_core::eligibility::{Answer, Reason};
use qabul_core::fault::{RowFault, Weight};
use qabul_core::journal::Deed;
use qabul_core::result::Outcome;
use qabul_desk::Failure;
use qabul_desk::views::applications::ListAnswer;
use qabul_desk::views::eligibility::{JudgeRequest, Judgement};
use qabul_desk::views::results::*;
use serde_json::json;
use world::{World, csv, refusal, sitting};

/// A registry within the window of attempt 2 with one graduate who has paid.
fn world() -> (World, i64) {
    let world = World::empty();
    world.machine.pass(chrono::TimeDelta::days(-13));
    let row = "5KQ2M8A,AZE09417725,İsmayılova,Şəhla,Ağarəhim qızı,14.08.2001,qadın,Bakı,Azərbaycan,\
               məzun,\"60,00\",,204817";
    world.import(&world.file("list.csv", &csv(&[row])), None, false).unwrap();
    let list: ListAnswer =
        world.desk.ask("applications.list", &json!({ "sitting": sitting() })).unwrap();
    let id = list.rows[0].id;
    (world, id)
}

fn read(world: &World, rows: &str, dry_run: bool) -> ResultsRead {
    let text = format!("FİN,İmtahan,Tarix,Bal,Nəticə,Mənbə\n{rows}");
    let file = world.desk.admit(world.file("results.csv", text.as_bytes())).handle;
    world.desk.ask("results.import", &ImportResults { file, dry_run }).unwrap()
}

fn judge(world: &World, id: i64) -> Judgement {
    world.desk.ask("applications.judge", &JudgeRequest { id, at: None }).unwrap()
}

fn typed(id: i64, date: &str, score: &str) -> SaveResult {
    SaveResult {
        id,
        sitting: "Rezidentura 2024, I mərhələ".to_owned(),
        date: date.to_owned(),
        score: score.to_owned(),
        outcome: "passing".to_owned(),
        source: "DİM arayışı № 12".to_owned(),
    }
}

fn save(world: &World, request: &SaveResult) -> Result<ResultSaved, Failure> {
    world.desk.ask("results.save", request)
}

#[test]
fn a_pass_that_is_typed_in_makes_a_person_look_with_date_and_score() {
    let (world, id) = world();
    assert_eq!(judge(&world, id).conclusion, Answer::Yes);
    let saved = save(&world, &typed(id, "05.05.2024", "61")).unwrap();
    assert_eq!(saved.sitting.to_string(), "residency-2024-1-1");
    let judged = judge(&world, id);
    let passed = |it: &Reason| matches!(it, Reason::AlreadyPassed { score: Some(61), .. });
    assert!(
        judged.conclusion == Answer::Person && judged.judged.iter().any(|it| passed(&it.reason))
    );
    // Set right, it is the same sitting's one result.
    save(&world, &typed(id, "05.05.2024", "62")).unwrap();
    assert_eq!(judge(&world, id).results.iter().map(|it| it.score).collect::<Vec<_>>(), [Some(62)]);
    world.undoes(Deed::SaveResult);
    assert_eq!(judge(&world, id).results[0].score, Some(61));
    world.undoes(Deed::SaveResult);
    assert_eq!(judge(&world, id).results, []);
}

#[test]
fn every_fault_of_a_typed_result_is_said_at_once() {
    let (world, id) = world();
    let request = SaveResult {
        sitting: "rezidentura".to_owned(),
        outcome: "bəlkə".to_owned(),
        source: String::new(),
        ..typed(id, "05.05.2034", "-1")
    };
    let failure = save(&world, &request).unwrap_err();
    let said = serde_json::to_value(&failure).unwrap();
    let fields: Vec<&str> =
        said["faults"].as_array().unwrap().iter().filter_map(|it| it["field"].as_str()).collect();
    assert_eq!(refusal(&failure), "invalid");
    assert_eq!(fields, ["sitting", "date", "score", "result", "source"]);
}

#[test]
fn a_list_of_results_is_looked_through_taken_and_taken_back() {
    let (world, id) = world();
    let rows = "5KQ2M8A,Rezidentura 2025 I mərhələ,04.05.2025,37,qeyri-məqbul,\n\
                5KQ2M8A,residency-2024-1-1,05.05.2024,61,məqbul,DİM № 12\n\
                9ZZZZZZ,residency-2024-1-1,05.05.2024,50,məqbul,\n";
    let seen = read(&world, rows, true);
    assert_eq!((seen.rows, seen.new, seen.nobody, seen.written), (3, 2, 1, false));
    assert!(seen.findings.iter().all(|it| it.weight == Weight::Look));
    assert_eq!(judge(&world, id).results, []);
    assert!(read(&world, rows, false).written);
    let results = judge(&world, id).results;
    let told: Vec<(Outcome, &str)> =
        results.iter().map(|it| (it.outcome, it.source.as_str())).collect();
    assert_eq!(told, [(Outcome::Passing, "DİM № 12"), (Outcome::NotPassing, "results.csv")]);
    let again = read(&world, rows, false);
    assert_eq!((again.unchanged, again.new, again.written), (2, 0, false));
    world.undoes(Deed::ImportResults);
    assert_eq!(judge(&world, id).results, []);
}

#[test]
fn a_source_keeps_its_line_breaks_and_bars_through_the_history() {
    let (world, id) = world();
    let source = "DİM № 12\nBakı | 2-ci vərəq";
    let row = |score: &str| {
        format!("5KQ2M8A,residency-2024-1-1,05.05.2024,{score},məqbul,\"{source}\"\n")
    };
    assert!(read(&world, &row("61"), false).written);
    let first = judge(&world, id).results;
    assert_eq!(first[0].source, source);
    assert!(read(&world, &row("62"), false).written);
    world.undoes(Deed::ImportResults);
    assert_eq!(judge(&world, id).results, first);
}

#[test]
fn a_wrong_row_or_the_same_one_twice_keeps_the_list_out() {
    let (world, id) = world();
    let rows = "5KQ2M8A,residency-2024-1-1,05.05.2024,61,məqbul,\n\
                5KQ2M8A,residency-2024-1-1,05.05.2024,62,məqbul,\n\
                5KQ2M8A,2025,04.05.2035,çox,?,\n";
    let seen = read(&world, rows, false);
    assert!(!seen.written);
    assert!(matches!(seen.findings[0].fault, RowFault::FinTwice { other: 2 }));
    let columns: Vec<&str> = seen.findings[1..].iter().map(|it| &*it.column).collect();
    assert_eq!(columns, ["sitting", "date", "score", "result"]);
    assert_eq!(judge(&world, id).results, []);
}
