//! Whoever looks like somebody of the registry: told apart for good; and what a form keeps and changes of a person.

mod world;

use qabul_core::journal::Deed;
use qabul_desk::views::Nothing;
use qabul_desk::views::form::*;
use qabul_desk::views::journal::{ActRequest, Undoable, Undone};
use qabul_desk::views::photos::{CutPicture, CutView, LookAtPicture, PhotoOf, PictureView};
use world::applicant::{graduate, master};
use world::{World, refusal};

const RESIDENCY: &str = world::SITTING;
const DOCTORAL: &str = "doctoral-2026-1-1";

/// The same person again, under another FİN and document.
const AGAIN: [(&str, &str); 3] =
    [("fin", "5KQ2M8A"), ("document", "AZE09417725"), ("patronymic", "Xəyyam")];

fn check(world: &World, sitting: &str, typed: &world::applicant::Typed) -> FormCheck {
    let sitting = sitting.parse().unwrap();
    let request = CheckForm { sitting, id: None, draft: None, typed: typed.clone() };
    world.desk.ask("form.check", &request).unwrap()
}

#[test]
fn whoever_was_told_apart_is_not_asked_about_again_on_either_side() {
    let world = World::at("2026-06-11T10:00:00");
    let first = world.applies(DOCTORAL, master(&[]));
    let typed = master(&AGAIN);
    let seen = check(&world, DOCTORAL, &typed).similar;
    assert_eq!((seen.len(), seen[0].why, seen[0].id), (1, Likeness::NameAndBirth, first));
    let sitting = DOCTORAL.parse().unwrap();
    let request =
        SaveForm { sitting, id: None, version: 0, draft: None, apart: vec![first], typed };
    let second = world.desk.ask::<FormSaved>("form.save", &request).unwrap().id;
    let similar = |id: i64| {
        let request = OpenForm { sitting, id: Some(id), draft: None, fin: None };
        let typed = world.desk.ask::<FormView>("form.open", &request).unwrap().typed;
        let request = CheckForm { sitting, id: Some(id), draft: None, typed };
        world.desk.ask::<FormCheck>("form.check", &request).unwrap().similar.len()
    };
    assert_eq!([first, second].map(similar), [0, 0]);
    world.undoes(Deed::SaveApplication);
    assert_eq!(world.sql("SELECT count(*) FROM apart"), "0");
}

#[test]
fn who_is_told_apart_in_a_change_is_forgotten_with_it() {
    let world = World::at("2026-06-11T10:00:00");
    let [first, second] = [&[][..], &AGAIN].map(|fields| world.applies(DOCTORAL, master(fields)));
    let sitting = DOCTORAL.parse().unwrap();
    let request = OpenForm { sitting, id: Some(second), draft: None, fin: None };
    let FormView { typed, version, .. } = world.desk.ask("form.open", &request).unwrap();
    let id = Some(second);
    let request = SaveForm { sitting, id, version, draft: None, apart: vec![first], typed };
    world.desk.ask::<FormSaved>("form.save", &request).unwrap();
    assert_eq!(world.sql("SELECT count(*) FROM apart"), "1");
    world.undoes(Deed::SaveApplication);
    assert_eq!(world.sql("SELECT count(*) FROM apart"), "0");
}

#[test]
fn a_draft_keeps_its_photo_and_whoever_has_the_same_one_is_shown() {
    let world = World::at("2026-06-11T10:00:00");
    let first = world.applies(DOCTORAL, master(&[]));
    let picture = include_bytes!("../data/picture.png");
    let file = world.desk.admit(world.file("picture.png", picture)).handle;
    let look = LookAtPicture { file: file.clone() };
    let cut = world.desk.ask::<PictureView>("photos.look", &look).unwrap().cut;
    let take = |of| {
        let request = CutPicture { file: file.clone(), cut, of: Some(of) };
        world.desk.ask::<CutView>("photos.cut", &request).unwrap()
    };
    take(PhotoOf::Entry { id: first });

    let sitting = DOCTORAL.parse().unwrap();
    let somebody = [("fin", "5KQ2M8A"), ("document", "AZE09417725"), ("surname", "Əliyev")];
    let typed = master(&somebody);
    let request = KeepDraft {
        sitting,
        id: None,
        version: 0,
        draft: None,
        apart: vec![],
        typed: typed.clone(),
    };
    let draft = world.desk.ask::<DraftKept>("form.keep", &request).unwrap().id;
    let taken = take(PhotoOf::Draft { draft });
    let open = OpenForm { sitting, id: None, draft: Some(draft), fin: None };
    let form: FormView = world.desk.ask("form.open", &open).unwrap();
    assert_eq!(form.photo, Some(taken.image.clone()));
    let request = CheckForm { sitting, id: None, draft: Some(draft), typed: typed.clone() };
    let seen: FormCheck = world.desk.ask("form.check", &request).unwrap();
    assert_eq!((seen.similar.len(), seen.similar[0].why), (1, Likeness::Photo));

    let request =
        SaveForm { sitting, id: None, version: 0, draft: Some(draft), apart: vec![], typed };
    let id = world.desk.ask::<FormSaved>("form.save", &request).unwrap().id;
    let open = OpenForm { sitting, id: Some(id), draft: None, fin: None };
    let form: FormView = world.desk.ask("form.open", &open).unwrap();
    assert_eq!(form.photo, Some(taken.image));
}

#[test]
fn what_a_second_application_changed_of_the_person_goes_with_its_undo() {
    let world = World::at("2026-06-02T10:00:00");
    world.applies(RESIDENCY, graduate(&[("phone", "050 312 44 07")]));
    world.moves_to("2026-06-11T10:00:00");
    let people = || world.sql("SELECT fin, patronymic, phone, hex(photo) FROM candidate");
    let before = people();
    world.applies(DOCTORAL, master(&[("patronymic", "Xəyyam"), ("phone", "055 312 44 08")]));
    assert_ne!(people(), before);
    world.undoes(Deed::SaveApplication);
    assert_eq!(people(), before);
}

#[test]
fn what_a_further_entry_changed_of_an_application_goes_with_its_undo() {
    let world = World::at("2026-05-26T10:00:00");
    world.applies("residency-2026-1-1", graduate(&[]));
    world.moves_to("2026-06-11T10:00:00");
    world.applies(DOCTORAL, master(&[]));
    world.moves_to("2026-06-12T10:00:00");
    let kept = || world.sql("SELECT institution, direction, state FROM application ORDER BY id");
    let before = kept();
    let other = [("institution", "Naxçıvan Dövlət Universiteti"), ("direction", "Müalicə işi")];
    world.applies(RESIDENCY, graduate(&other));
    assert_ne!(kept(), before);
    world.undoes(Deed::SaveApplication);
    assert_eq!(kept(), before);
}

#[test]
fn a_name_that_was_corrected_since_under_another_entry_is_not_put_back() {
    let world = World::at("2026-06-02T10:00:00");
    let first = world.applies(RESIDENCY, graduate(&[]));
    world.moves_to("2026-06-11T10:00:00");
    let second = world.applies(DOCTORAL, master(&[]));
    let renames = |sitting: &str, id: i64, surname: &str| {
        let sitting = sitting.parse().unwrap();
        let request = OpenForm { sitting, id: Some(id), draft: None, fin: None };
        let FormView { mut typed, version, .. } = world.desk.ask("form.open", &request).unwrap();
        typed.insert("surname".to_owned(), surname.to_owned());
        let request =
            SaveForm { sitting, id: Some(id), version, draft: None, apart: vec![], typed };
        world.desk.ask::<FormSaved>("form.save", &request).unwrap();
    };
    renames(RESIDENCY, first, "Quliyeva");
    let act = world.sql("SELECT max(id) FROM journal WHERE deed = 'save_application'");
    renames(DOCTORAL, second, "Quluzadə");
    let request = ActRequest { id: act.parse().unwrap() };
    let failure = world.desk.ask::<Undone>("undo.act", &request).unwrap_err();
    assert_eq!(refusal(&failure), "undo_touched");
    assert_eq!(world.sql("SELECT surname FROM candidate"), "Quluzadə");
    world.undoes(Deed::SaveApplication);
    world.undoes(Deed::SaveApplication);
    assert_eq!(world.sql("SELECT surname FROM candidate"), "Quliyev");
}

#[test]
fn a_photo_that_is_kept_no_more_is_not_put_back() {
    let world = World::filled(2);
    let id: i64 = world.sql("SELECT min(id) FROM entry").parse().unwrap();
    let picture = include_bytes!("../data/picture.png");
    let file = world.desk.admit(world.file("picture.png", picture)).handle;
    let look = LookAtPicture { file: file.clone() };
    let cut = world.desk.ask::<PictureView>("photos.look", &look).unwrap().cut;
    let request = CutPicture { file, cut, of: Some(PhotoOf::Entry { id }) };
    world.desk.ask::<CutView>("photos.cut", &request).unwrap();
    let now = world.sql("SELECT hex(photo) FROM candidate ORDER BY id LIMIT 1");
    let papers = world.folder.path().join("own/papers.db");
    let sql = format!("DELETE FROM paper WHERE hex(hash) <> '{now}'");
    let done = std::process::Command::new("sqlite3").arg(papers).arg(sql).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let last: Undoable = world.desk.ask("undo.last", &Nothing {}).unwrap();
    let request = ActRequest { id: last.id };
    let failure = world.desk.ask::<Undone>("undo.act", &request).unwrap_err();
    assert_eq!(refusal(&failure), "not_undone");
    assert_eq!(world.sql("SELECT hex(photo) FROM candidate ORDER BY id LIMIT 1"), now);
}
