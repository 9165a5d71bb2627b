//! An application typed in at the desk: everything wrong said at once, drafts kept, a new one, a change that is
//! confirmed again, two at once, and the undo of each.

mod world;

use std::collections::BTreeMap;

use qabul_core::application::{ConfirmedBy, Stand, Step};
use qabul_core::eligibility::{Answer, Reason};
use qabul_core::fault::{RowFault, ValueFault};
use qabul_core::journal::Deed;
use qabul_core::refusal::Refusal;
use qabul_desk::Failure;
use qabul_desk::views::Nothing;
use qabul_desk::views::applications::{ListAnswer, Selection};
use qabul_desk::views::eligibility::{JudgeRequest, Judgement};
use qabul_desk::views::form::*;
use qabul_desk::views::jobs::{JobAnswer, JobStarted};
use qabul_desk::views::life::{StepsTaken, TakeStep};
use qabul_desk::views::slips::{Parting, PrintOrder, PrintPlan, PrintRequest, SheetOrder};
use serde_json::json;
use world::{World, csv, refusal, sitting};

type Typed = BTreeMap<String, String>;

/// A registry within the window of attempt 2, in which one person has applied.
fn world() -> World {
    let world = World::empty();
    world.machine.pass(chrono::TimeDelta::days(-13));
    let row = "5KQ2M8A,AZE09417725,İsmayılova,Şəhla,Ağarəhim qızı,14.08.2001,qadın,Bakı,Azərbaycan,\
               məzun,\"60,00\",,204817";
    world.import(&world.file("list.csv", &csv(&[row])), None, false).unwrap();
    world
}

fn typed(fields: &[(&str, &str)]) -> Typed {
    fields.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
}

/// Somebody new, all right.
fn somebody() -> Typed {
    typed(&[
        ("fin", "7hn4pkd"),
        ("document", "AZE 10482213"),
        ("surname", "Quliyev"),
        ("given", "Cavid"),
        ("patronymic", "Xəyyam oğlu"),
        ("birth", "02.11.2002"),
        ("sex", "male"),
        ("citizenship", "AZE"),
        ("standing", "student"),
        ("institution", "Azərbaycan Tibb Universiteti"),
        ("country", "AZE"),
        ("level", "basic_medical"),
        ("direction", "Müalicə işi"),
        ("completed_year", "4"),
        ("city", "Bakı"),
        ("sector", "azerbaijani"),
    ])
}

fn new(typed: Typed) -> SaveForm {
    SaveForm { sitting: sitting(), id: None, version: 0, draft: None, apart: vec![], typed }
}

fn save(world: &World, request: &SaveForm) -> Result<FormSaved, Failure> {
    world.desk.ask("form.save", request)
}

fn open(world: &World, id: Option<i64>, draft: Option<i64>) -> FormView {
    let request = OpenForm { sitting: sitting(), id, draft, fin: None };
    world.desk.ask("form.open", &request).unwrap()
}

fn check(world: &World, id: Option<i64>, typed: &Typed) -> FormCheck {
    let request = CheckForm { sitting: sitting(), id, draft: None, typed: typed.clone() };
    world.desk.ask("form.check", &request).unwrap()
}

fn only(world: &World) -> i64 {
    let list: ListAnswer =
        world.desk.ask("applications.list", &json!({ "sitting": sitting() })).unwrap();
    list.rows[0].id
}

fn judge(world: &World, id: i64) -> Judgement {
    world.desk.ask("applications.judge", &JudgeRequest { id, at: None }).unwrap()
}

fn confirm(world: &World, id: i64) -> StepsTaken {
    let request = TakeStep {
        selection: Selection::Ids { ids: vec![id] },
        step: Step::Confirm,
        reason: None,
        by: Some(ConfirmedBy::Commission),
        commission: Some("Bakı 3".to_owned()),
    };
    let job: JobStarted = world.desk.ask("applications.take_step", &request).unwrap();
    match world.desk.wait(job, |_| ()).unwrap() {
        JobAnswer::Steps(taken) => taken,
        other => panic!("{other:?}"),
    }
}

fn rows(world: &World) -> String {
    world.sql(
        "SELECT c.fin, c.surname, a.work_number, a.state, a.completed_year, e.state, e.city \
         FROM entry e JOIN application a ON a.id = e.application JOIN candidate c ON c.id = a.candidate \
         ORDER BY e.id",
    )
}

#[test]
fn a_new_application_is_typed_judged_saved_and_taken_back() {
    let world = world();
    let before = rows(&world);
    let view = open(&world, None, None);
    assert_eq!(view.typed["citizenship"], "AZE");
    assert!(!view.doctoral && view.languages.is_empty());
    let form = somebody();
    let looked = check(&world, None, &form);
    assert_eq!((looked.findings, looked.similar), (vec![], vec![]));
    let judgement = looked.judgement.unwrap();
    let against: Vec<&Reason> = judgement
        .judged
        .iter()
        .filter(|it| it.answer != Answer::Yes)
        .map(|it| &it.reason)
        .collect();
    assert!(
        matches!(against[..], [Reason::CabinetMissing, Reason::FeeShort { .. }]),
        "{against:?}"
    );
    let saved = save(&world, &new(form)).unwrap();
    assert!(!saved.again);
    let stand = judge(&world, saved.id);
    assert_eq!(stand.stand, Stand::ToConfirm);
    assert_eq!(stand.submitted.unwrap().to_string(), "2026-06-02 10:12:00");
    let view = open(&world, Some(saved.id), None);
    assert_eq!(view.work_number.as_deref(), Some(&*saved.work_number));
    for (key, text) in [("fin", "7HN4PKD"), ("birth", "02.11.2002"), ("completed_year", "4")] {
        assert_eq!(view.typed[key], text);
    }
    world.undoes(Deed::SaveApplication);
    assert_eq!(rows(&world), before);
}

#[test]
fn everything_wrong_is_said_at_once_and_nothing_is_saved() {
    let world = world();
    let before = rows(&world);
    let mut form = somebody();
    form.insert("document".to_owned(), "AZE 1048221".to_owned());
    form.insert("city".to_owned(), "Paris".to_owned());
    form.insert("completed_year".to_owned(), "14".to_owned());
    form.insert("surname".to_owned(), "Quliуev".to_owned());
    let looked = check(&world, None, &form);
    let columns: Vec<&str> = looked.findings.iter().map(|it| &*it.column).collect();
    assert_eq!(columns, ["document", "surname", "completed_year", "city"]);
    assert!(looked.judgement.is_none(), "a course that cannot be is not judged");
    let failure = save(&world, &new(form)).unwrap_err();
    assert_eq!(refusal(&failure), "form_faulty");
    assert_eq!(rows(&world), before);
    // Letters that only look right are asked about and never changed by the program.
    let mut form = somebody();
    form.insert("surname".to_owned(), "Quliуev".to_owned());
    let looked = check(&world, None, &form).findings;
    assert!(matches!(looked[..], [ref it] if matches!(it.fault, RowFault::LookAlikes { .. })));
    save(&world, &new(form)).unwrap();
    assert!(rows(&world).contains("Quliуev"));
}

#[test]
fn who_is_there_already_is_found_while_typing_and_not_written_twice() {
    let world = world();
    let there = only(&world);
    let mut form = somebody();
    form.insert("fin".to_owned(), "5KQ2M8A".to_owned());
    let looked = check(&world, None, &form);
    assert!(
        matches!(&looked.similar[..], [it] if it.why == Likeness::Fin && it.here == Some(there))
    );
    assert!(matches!(looked.findings[0].fault, RowFault::Value(ValueFault::Taken)));
    assert_eq!(refusal(&save(&world, &new(form)).unwrap_err()), "form_faulty");
    let mut form = somebody();
    form.insert("document".to_owned(), "aze 09417725".to_owned());
    let looked = check(&world, None, &form);
    assert_eq!(looked.similar[0].why, Likeness::Document);
    assert!(matches!(looked.findings[0].fault, RowFault::DocumentTaken));
    let mut form = somebody();
    for (key, text) in [("surname", "ISMAYILOVA"), ("given", "şəhla"), ("birth", "14.08.2001")] {
        form.insert(key.to_owned(), text.to_owned());
    }
    let looked = check(&world, None, &form);
    assert_eq!(looked.similar[0].why, Likeness::NameAndBirth);
    let own = open(&world, Some(there), None).typed;
    assert_eq!(check(&world, Some(there), &own).similar, vec![]);
}

#[test]
fn a_draft_outlives_the_program_and_goes_with_the_save() {
    let world = world();
    let there = only(&world);
    let keep = |id: Option<i64>, draft: Option<i64>, typed: Typed| {
        let version = id.map_or(0, |id| open(&world, Some(id), None).version);
        let request = KeepDraft { sitting: sitting(), id, version, draft, apart: vec![], typed };
        world.desk.ask::<DraftKept>("form.keep", &request).unwrap()
    };
    let kept = keep(None, None, typed(&[("surname", "Quliyev"), ("given", "Ca")]));
    let again = keep(None, Some(kept.id), typed(&[("surname", "Quliyev"), ("given", "Cavid")]));
    assert_eq!(kept.id, again.id);
    let view = open(&world, None, None);
    assert!(matches!(&view.drafts[..], [line] if line.name == "Quliyev Cavid"));
    assert_eq!(open(&world, None, Some(kept.id)).typed["given"], "Cavid");
    // Over an application, the draft is what opens next time.
    let mut form = open(&world, Some(there), None).typed;
    form.insert("phone".to_owned(), "+994 50 312 44".to_owned());
    keep(Some(there), None, form);
    let view = open(&world, Some(there), None);
    assert_eq!(view.typed["phone"], "+994 50 312 44");
    world.sql("UPDATE entry SET version = version + 1");
    let mut form = view.typed;
    form.insert("phone".to_owned(), String::new());
    let late = SaveForm { id: Some(there), version: view.version, ..new(form) };
    let failure = save(&world, &late).unwrap_err();
    assert_eq!(refusal(&failure), "stale", "what changed since the draft is not overwritten");
    let view = open(&world, Some(there), None);
    let draft = view.draft.unwrap().id;
    assert_eq!(view.drafts.len(), 1);
    world.desk.ask::<Nothing>("form.drop", &DraftRequest { draft }).unwrap();
    let view = open(&world, Some(there), None);
    assert_eq!((view.typed["phone"].as_str(), view.draft), ("", None));
    save(&world, &SaveForm { draft: Some(kept.id), ..new(somebody()) }).unwrap();
    assert_eq!(open(&world, None, None).drafts, vec![]);
    assert_eq!(world.sql("SELECT count(*) FROM draft"), "0");
}

#[test]
fn a_change_of_what_was_judged_is_confirmed_again_and_a_new_telephone_is_not() {
    let world = world();
    let id = only(&world);
    assert_eq!(confirm(&world, id).done, 1);
    let change = |field: &str, text: &str| {
        let view = open(&world, Some(id), None);
        let mut typed = view.typed;
        typed.insert(field.to_owned(), text.to_owned());
        let version = view.version;
        save(
            &world,
            &SaveForm {
                sitting: sitting(),
                id: Some(id),
                version,
                draft: None,
                apart: vec![],
                typed,
            },
        )
    };
    assert!(!change("phone", "+994 50 312 44 07").unwrap().again);
    assert_eq!(judge(&world, id).stand, Stand::Registered);
    assert!(change("graduated", "2024").unwrap().again);
    let judged = judge(&world, id);
    assert_eq!(judged.stand, Stand::ToConfirmAgain);
    assert_eq!(judged.charged, 6000, "the fee stays paid");
    assert_eq!(confirm(&world, id).done, 1);
    assert_eq!(judge(&world, id).charged, 6000, "and is not taken twice");
    world.undoes(Deed::ConfirmApplications);
    world.undoes(Deed::SaveApplication);
    assert_eq!(judge(&world, id).stand, Stand::Registered);
    world.undoes(Deed::SaveApplication);
    assert_eq!(open(&world, Some(id), None).typed["phone"], "");
}

#[test]
fn two_who_change_one_application_lose_nothing() {
    let world = world();
    let id = only(&world);
    let view = open(&world, Some(id), None);
    let with = |field: &str, text: &str| {
        let mut typed = view.typed.clone();
        typed.insert(field.to_owned(), text.to_owned());
        SaveForm {
            sitting: sitting(),
            id: Some(id),
            version: view.version,
            draft: None,
            apart: vec![],
            typed,
        }
    };
    save(&world, &with("phone", "+994 50 312 44 07")).unwrap();
    let failure = save(&world, &with("email", "shehla@example.az")).unwrap_err();
    assert_eq!(refusal(&failure), "stale");
    let Failure::Refused { refusal: Refusal::Stale { theirs, .. } } = failure else {
        panic!("{failure:?}")
    };
    assert_eq!(theirs["phone"], "+994 50 312 44 07");
}

#[test]
fn somebody_of_the_april_attempt_needs_only_the_entry() {
    let world = world();
    let april = SaveForm {
        sitting: "residency-2026-1-1".parse().unwrap(),
        ..new(open(&world, Some(only(&world)), None).typed)
    };
    let first = save(&world, &april).unwrap();
    let number = open(&world, Some(only(&world)), None).work_number;
    assert_eq!(Some(first.work_number), number, "one application, one number");
    let request = OpenForm {
        sitting: "residency-2026-1-1".parse().unwrap(),
        id: None,
        draft: None,
        fin: Some("5KQ2M8A".to_owned()),
    };
    let view: FormView = world.desk.ask("form.open", &request).unwrap();
    assert_eq!(view.typed["surname"], "İsmayılova");
}

#[test]
fn who_is_to_be_confirmed_again_keeps_the_seat_and_gets_no_slip_until_then() {
    let world = World::seated(3);
    let id = only(&world);
    let view = open(&world, Some(id), None);
    let mut typed = view.typed;
    typed.insert("standing".to_owned(), "resident".to_owned());
    let saved = save(&world, &SaveForm { id: Some(id), version: view.version, ..new(typed) });
    assert!(saved.unwrap().again);
    let order = |selection| PrintOrder {
        sitting: sitting(),
        selection,
        order: SheetOrder::Name,
        parting: Parting::OneFile,
    };
    let plan: PrintPlan = world.desk.ask("slips.plan", &order(None)).unwrap();
    assert_eq!((plan.sheets, plan.unseated, plan.unregistered), (2, 0, 1));
    let folder = world.desk.admit(world.folder.path().to_owned()).handle;
    let chosen = order(Some(Selection::Ids { ids: vec![id] }));
    let request = PrintRequest { order: chosen, folder };
    let failure = world.desk.ask::<JobStarted>("slips.print", &request).unwrap_err();
    assert_eq!(refusal(&failure), "unregistered");
    world.undoes(Deed::SaveApplication);
    let plan: PrintPlan = world.desk.ask("slips.plan", &order(None)).unwrap();
    assert_eq!((plan.sheets, plan.unregistered), (3, 0));
}
