//! Whoever looks like somebody of the registry: told apart for good; and what a form keeps and changes of a person.

mod world;

use qabul_core::journal::Deed;
use qabul_desk::views::form::*;
use qabul_desk::views::photos::{CutPicture, CutView, LookAtPicture, PhotoOf, PictureView};
use world::World;
use world::applicant::{graduate, master};

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
