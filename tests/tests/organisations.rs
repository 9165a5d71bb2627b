//! The list of organisations that prepare doctorates: kept by staff, offered by the form, its changes taken back.

mod world;

use qabul_core::fault::{RowFault, Weight};
use qabul_core::journal::Deed;
use qabul_desk::Failure;
use qabul_desk::views::Nothing;
use qabul_desk::views::form::{CheckForm, FormCheck, FormView, OpenForm};
use qabul_desk::views::organisations::*;
use world::applicant::master;
use world::{World, refusal};

const DOCTORAL: &str = "doctoral-2026-1-1";

fn read(world: &World) -> Organisations {
    world.desk.ask("organisations.read", &Nothing {}).unwrap()
}

fn save(world: &World, edition: u32, names: &[&str]) -> Result<Organisations, Failure> {
    let names = names.iter().map(|name| (*name).to_owned()).collect();
    world.desk.ask("organisations.save", &SaveOrganisations { edition, names })
}

/// Whether the form asks to look at an organisation that is typed.
fn asks_about(world: &World, organisation: &str) -> bool {
    let typed = master(&[("organisation", organisation)]);
    let request = CheckForm { sitting: DOCTORAL.parse().unwrap(), id: None, draft: None, typed };
    let seen: FormCheck = world.desk.ask("form.check", &request).unwrap();
    let unlisted = |it: &&qabul_core::fault::Finding| it.fault == RowFault::NotListed;
    let found = seen.findings.iter().find(unlisted);
    assert!(found.is_none_or(|it| it.weight == Weight::Look && it.column == "organisation"));
    found.is_some()
}

#[test]
fn the_list_is_put_in_order_offered_and_asked_about() {
    let world = World::at("2026-06-11T10:00:00");
    assert_eq!((read(&world).edition, read(&world).changed), (0, None));
    assert!(!asks_about(&world, "Hər hansı institut"), "no list yet, nothing to ask");
    let names =
        ["  Şərqşünaslıq   İnstitutu", "", "Bakı Dövlət Universiteti", "bakı dövlət universiteti"];
    let saved = save(&world, 0, &names).unwrap();
    assert_eq!(saved.names, ["Bakı Dövlət Universiteti", "Şərqşünaslıq İnstitutu"]);
    assert_eq!((saved.edition, saved.changed.unwrap().1.as_str()), (1, "sinaqci"));
    assert!(asks_about(&world, "Bakı Dövlət Universitet"));
    assert!(!asks_about(&world, "BAKI DÖVLƏT UNİVERSİTETİ"), "another way of writing is the same");
    let request = OpenForm { sitting: DOCTORAL.parse().unwrap(), id: None, draft: None, fin: None };
    let form: FormView = world.desk.ask("form.open", &request).unwrap();
    assert_eq!(form.organisations, saved.names);
}

#[test]
fn what_applications_name_and_the_list_lacks_is_counted() {
    let world = World::at("2026-06-11T10:00:00");
    for (fin, document) in [("7HN4PKD", "AZE10482213"), ("5KQ2M8A", "AZE09417725")] {
        let fields = [("fin", fin), ("document", document), ("organisation", "Fizika İnstitutu")];
        world.applies(DOCTORAL, master(&fields));
    }
    let seen = read(&world).unlisted;
    assert_eq!(seen, [Unlisted { name: "Fizika İnstitutu".to_owned(), count: 2 }]);
    assert_eq!(save(&world, 0, &["Fizika institutu"]).unwrap().unlisted, []);
}

#[test]
fn of_two_who_change_the_list_neither_is_overwritten_and_an_undo_touches_only_its_own_lines() {
    let world = World::at("2026-06-11T10:00:00");
    save(&world, 0, &["Riyaziyyat İnstitutu", "Fizika İnstitutu"]).unwrap();
    assert_eq!(refusal(&save(&world, 0, &["Kimya İnstitutu"]).unwrap_err()), "stale");
    save(&world, 1, &["Riyaziyyat İnstitutu", "Kimya İnstitutu"]).unwrap();
    let acts = || world.sql("SELECT count(*) FROM edition WHERE kind = 'organisations'");
    save(&world, 2, &["Kimya İnstitutu", "Riyaziyyat İnstitutu"]).unwrap();
    assert_eq!(acts(), "2", "the same list is no new edition");
    let kept = world.sql("SELECT before || after FROM journal_member WHERE kind = 'organisations' ORDER BY id DESC LIMIT 1");
    assert_eq!(kept, r#"{"removed":"Fizika İnstitutu"}{"added":"Kimya İnstitutu"}"#);
    world.undoes(Deed::SaveOrganisations);
    assert_eq!(read(&world).names, ["Fizika İnstitutu", "Riyaziyyat İnstitutu"]);
}

#[test]
fn a_name_that_is_too_long_or_has_what_nobody_sees_is_refused() {
    let world = World::at("2026-06-11T10:00:00");
    let long = "İ".repeat(201);
    for name in [long.as_str(), "Fizika\u{202e} İnstitutu"] {
        assert_eq!(refusal(&save(&world, 0, &[name]).unwrap_err()), "invalid", "{name}");
    }
    assert_eq!(read(&world).edition, 0);
}
