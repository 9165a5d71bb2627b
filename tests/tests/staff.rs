//! Who may come in, and what each may do there.

mod world;

use chrono::TimeDelta;
use qabul_core::settings::Settings;
use qabul_core::staff::Role;
use qabul_desk::views::Nothing;
use qabul_desk::views::applications::{ListAnswer, SearchRequest, Selection};
use qabul_desk::views::journal::{ActRequest, Undoable, Undone};
use qabul_desk::views::registry::{CreateRequest, Status};
use qabul_desk::views::staff::*;
use qabul_desk::{Desk, Failure};
use qabul_tests::{PASSWORD, desk_in};
use serde_json::{Value, json};
use world::{SITTING, World, refusal};

fn secret(password: &str) -> Secret {
    Secret(password.to_owned())
}

fn enter(desk: &Desk, name: &str, password: &str) -> Result<Status, Failure> {
    let request = SignIn { name: name.to_owned(), password: secret(password) };
    desk.ask("session.sign_in", &request)
}

/// The tag of what a request is refused with; `-` where no right is missing.
fn tried(desk: &Desk, name: &str, request: &Value) -> String {
    match desk.dispatch(name, request.clone()) {
        Err(Failure::Misasked { problem }) => panic!("{name}: {problem}"),
        Err(failure) => match refusal(&failure).as_str() {
            tag @ ("not_signed_in" | "not_allowed" | "not_for_you" | "password_must_change") => {
                tag.to_owned()
            }
            _ => "-".to_owned(),
        },
        Ok(_) => "-".to_owned(),
    }
}

fn new_clerk(name: &str, fin: &str, roles: &[Role]) -> AddStaff {
    AddStaff {
        name: name.to_owned(),
        person: "Əliyev Kərim".to_owned(),
        fin: fin.to_owned(),
        roles: roles.to_vec(),
        password: secret("birinci gün üçün"),
    }
}

fn staff(desk: &Desk) -> Vec<StaffLine> {
    desk.ask::<StaffList>("staff.list", &Nothing {}).unwrap().staff
}

#[test]
fn a_registry_without_accounts_wants_its_first_administrator_once() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, _) = desk_in(folder.path());
    let center = "İmtahan Mərkəzi".to_owned();
    let status: Status = desk.ask("registry.create", &CreateRequest { center }).unwrap();
    let open = status.open.unwrap();
    assert!(!open.has_staff && open.signed.is_none() && open.accounts.is_empty());
    assert_eq!(tried(&desk, "sittings.list", &json!({})), "not_signed_in");
    let first = |password: &str, fin: &str| FirstAdministrator {
        name: "sevil".to_owned(),
        person: "Tağıyeva Sevil".to_owned(),
        fin: fin.to_owned(),
        password: secret(password),
    };
    for (bad, field) in [(first("qısa", "1AAAAAA"), "password"), (first(PASSWORD, "1"), "fin")] {
        let failure = desk.ask::<Status>("staff.first", &bad).unwrap_err();
        assert_eq!(serde_json::to_value(failure).unwrap()["faults"][0]["field"], field);
    }
    let status: Status = desk.ask("staff.first", &first(PASSWORD, "1AAAAAA")).unwrap();
    let signed = status.open.unwrap().signed.unwrap();
    assert_eq!(
        (signed.name.as_str(), signed.roles.as_slice()),
        ("sevil", &[Role::Administrator][..])
    );
    assert!(!signed.reads_people);
    let again = desk.ask::<Status>("staff.first", &first(PASSWORD, "2AAAAAA")).unwrap_err();
    assert_eq!(refusal(&again), "staff_there");
}

#[test]
fn every_role_may_its_own_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, _) = desk_in(folder.path());
    let job = desk.ask("registry.make_sample", &json!({ "candidates": 40, "seed": 1 })).unwrap();
    desk.wait(job, |_| ()).unwrap();
    let status: Status = desk.ask("registry.status", &Nothing {}).unwrap();
    let accounts = status.open.unwrap().accounts;
    assert_eq!(accounts.iter().map(|it| it.role).collect::<Vec<_>>().len(), Role::ALL.len());

    let handle = desk.admit(folder.path().join("nothing.csv")).handle;
    let hall = json!({ "city": "Bakı", "building": "B", "address": "A", "code": "1", "floor": 1,
        "rows": 2, "seats": 2 });
    let list = json!({ "sitting": SITTING, "filter": {}, "order": "name", "descending": false });
    let answer: ListAnswer = {
        desk.ask::<Status>("session.sign_in_sample", &Nothing {}).unwrap();
        desk.ask("applications.list", &list).unwrap()
    };
    let order =
        json!({ "sitting": SITTING, "selection": null, "order": "hall", "parting": "halls" });
    let selection = Selection::List { list: answer.list, except: vec![] };
    let export = json!({ "selection": selection, "file": handle });
    let requests = [
        ("applications.list", list),
        ("search.find", json!(SearchRequest { text: "əli".to_owned() })),
        ("import.preview", json!({ "sitting": SITTING, "file": handle, "photos": null })),
        ("halls.save", json!({ "id": null, "hall": hall })),
        ("halls.import", json!({ "file": handle, "dry_run": false })),
        ("seating.draw", json!({ "sitting": SITTING, "seed": 1 })),
        ("slips.plan", order.clone()),
        ("slips.print", json!({ "order": order, "folder": handle })),
        ("applications.export", export),
        ("staff.list", json!({})),
        ("staff.reset_password", json!({ "id": 1, "password": "uzun bir parol" })),
    ];
    // l list, s search, i import, h hall, H halls, d draw, p plan, P print, e export, a accounts,
    // r reset: what is left to whom.
    let letters = "lsihHdpPear";
    for (name, expected) in [
        ("qeydiyyat", "lsipe"),
        ("yoxlayan", "lsp"),
        ("tesdiq", "lsp"),
        ("yerlesdirme", "lshHdpe"),
        ("cap", "lspP"),
        ("qapi", ""),
        ("netice", "lspe"),
        ("inzibatci", "ar"),
        ("audit", "lspea"),
    ] {
        enter(&desk, name, "numune").unwrap();
        let may: String = letters
            .chars()
            .zip(&requests)
            .filter(|(_, (command, request))| tried(&desk, command, request) == "-")
            .map(|(letter, _)| letter)
            .collect();
        assert_eq!(may, expected, "{name}");
        // What is not of persons everybody sees who is in.
        assert_eq!(tried(&desk, "sittings.list", &json!({})), "-");
    }
    desk.ask::<Status>("session.sign_out", &Nothing {}).unwrap();
    for (command, request) in &requests {
        assert_eq!(tried(&desk, command, request), "not_signed_in", "{command}");
    }
}

#[test]
fn wrong_passwords_slow_down_and_are_forgiven() {
    let world = World::empty();
    let wrong = |name: &str| refusal(&enter(&world.desk, name, "səhv parol").unwrap_err());
    assert_eq!(wrong("kimsə"), "wrong_password", "there is no such account");
    assert_eq!([wrong("sinaqci"), wrong("sinaqci")], ["wrong_password", "wrong_password"]);
    let failure = enter(&world.desk, "sinaqci", "səhv parol").unwrap_err();
    assert_eq!(serde_json::to_value(failure).unwrap()["seconds"], 2);
    // The right one is not looked at before the time is over.
    assert_eq!(refusal(&world.enter("sinaqci").unwrap_err()), "wait_to_sign_in");
    world.machine.pass(TimeDelta::seconds(3));
    assert_eq!(wrong("sinaqci"), "wait_to_sign_in");
    // A clock that is set back does not make the wait longer than it is.
    world.machine.pass(TimeDelta::days(-2));
    let failure = serde_json::to_value(world.enter("sinaqci").unwrap_err()).unwrap();
    assert_eq!(failure["seconds"], 4);
    world.machine.pass(TimeDelta::days(2) + TimeDelta::seconds(5));
    world.enter("sinaqci").unwrap();
    assert_eq!(wrong("sinaqci"), "wrong_password", "a good one makes up for the bad");
}

#[test]
fn a_password_given_by_somebody_else_is_changed_first() {
    let world = World::empty();
    let desk = &world.desk;
    world.enter("inzibatci").unwrap();
    let clerk: StaffLine =
        desk.ask("staff.add", &new_clerk("kerim", "1CCCCCC", &[Role::Printer])).unwrap();
    let status = enter(desk, "kerim", "birinci gün üçün").unwrap();
    assert!(status.open.unwrap().signed.unwrap().must_change_password);
    assert_eq!(tried(desk, "sittings.list", &json!({})), "-");
    for (command, request) in [
        ("search.find", json!({ "text": "a" })),
        ("seating.draw", json!({ "sitting": SITTING, "seed": 1 })),
    ] {
        assert_eq!(tried(desk, command, &request), "password_must_change");
    }
    let change = |old: &str, new: &str| {
        let request = ChangePassword { old: secret(old), new: secret(new) };
        desk.ask::<Status>("session.change_password", &request)
    };
    let fault = |failure: Failure| {
        serde_json::to_value(failure).unwrap()["faults"][0]["fault"]["fault"].clone()
    };
    let first = "birinci gün üçün";
    assert_eq!(refusal(&change("səhv", "yeni uzun parol").unwrap_err()), "wrong_password");
    assert_eq!(fault(change(first, "qısa").unwrap_err()), "password_short");
    assert_eq!(fault(change(first, first).unwrap_err()), "password_same");
    assert_eq!(fault(change(first, "mən Kerim adam").unwrap_err()), "password_is_name");
    change(first, "yeni uzun parol").unwrap();
    assert_eq!(tried(desk, "search.find", &json!({ "text": "a" })), "-");
    // An administrator gives another one: the old is worth nothing then.
    world.enter("inzibatci").unwrap();
    let reset = ResetPassword { id: clerk.id, password: secret("üçüncü uzun parol") };
    let line: StaffLine = desk.ask("staff.reset_password", &reset).unwrap();
    assert!(line.must_change_password);
    assert_eq!(refusal(&enter(desk, "kerim", "yeni uzun parol").unwrap_err()), "wrong_password");
    assert!(enter(desk, "kerim", "üçüncü uzun parol").is_ok());
}

#[test]
fn a_change_of_an_account_is_taken_back_and_an_account_is_never_gone() {
    let world = World::empty();
    let desk = &world.desk;
    let undo = || -> Result<Undone, Failure> {
        let id = desk.ask::<Undoable>("undo.last", &Nothing {})?.id;
        desk.ask("undo.act", &ActRequest { id })
    };
    let named = |name: &str| staff(desk).into_iter().find(|line| line.name == name).unwrap();
    world.enter("inzibatci").unwrap();
    let before = named("sinaqci");
    let request = ChangeStaff {
        id: before.id,
        version: before.version,
        person: "Başqa Ad".to_owned(),
        roles: vec![Role::Door],
        closed: true,
    };
    desk.ask::<StaffLine>("staff.change", &request).unwrap();
    undo().unwrap();
    let after = named("sinaqci");
    assert_eq!(StaffLine { version: before.version, ..after.clone() }, before);
    assert_eq!(after.version, before.version + 2);
    // One that was new is closed and keeps its place; with its owner's later act it stays open.
    desk.ask::<StaffLine>("staff.add", &new_clerk("kerim", "1CCCCCC", &[Role::Door])).unwrap();
    undo().unwrap();
    assert!(named("kerim").closed);
    assert_eq!(refusal(&enter(desk, "kerim", PASSWORD).unwrap_err()), "wrong_password");
    let clerk: StaffLine =
        desk.ask("staff.add", &new_clerk("leyla", "1DDDDDD", &[Role::Door])).unwrap();
    let reset = ResetPassword { id: clerk.id, password: secret("üçüncü uzun parol") };
    desk.ask::<StaffLine>("staff.reset_password", &reset).unwrap();
    assert_eq!(refusal(&undo().unwrap_err()), "undo_touched");
    assert!(!named("leyla").closed);
}

#[test]
fn accounts_are_kept_by_administrators_and_one_of_them_stays() {
    let world = World::empty();
    let desk = &world.desk;
    world.enter("inzibatci").unwrap();
    let add = |new: AddStaff| desk.ask::<StaffLine>("staff.add", &new);
    let verifier = [Role::Administrator, Role::Verifier];
    let refused = add(new_clerk("kerim", "1CCCCCC", &verifier)).unwrap_err();
    let refused = serde_json::to_value(refused).unwrap();
    assert_eq!(refused["faults"][0]["fault"]["fault"], "roles_exclude");
    // Everything that is wrong with a form is said at once.
    let mut empty = new_clerk("", "x", &[]);
    (empty.person, empty.password) = (" ".to_owned(), secret("qısa"));
    let refused = serde_json::to_value(add(empty).unwrap_err()).unwrap();
    let fields: Vec<&Value> =
        refused["faults"].as_array().unwrap().iter().map(|it| &it["field"]).collect();
    assert_eq!(fields, ["person", "fin", "account", "password", "roles"]);
    for (name, fin, field) in [("sinaqci", "1CCCCCC", "account"), ("kerim", "1BBBBBB", "fin")] {
        let refused = add(new_clerk(name, fin, &[Role::Door])).unwrap_err();
        let refused = serde_json::to_value(refused).unwrap();
        let fault = json!([{ "field": field, "fault": { "fault": "taken" } }]);
        assert_eq!(refused["faults"], fault);
    }
    let change = |line: &StaffLine, roles: &[Role], closed: bool| {
        let request = ChangeStaff {
            id: line.id,
            version: line.version,
            person: line.person.clone(),
            roles: roles.to_vec(),
            closed,
        };
        desk.ask::<StaffLine>("staff.change", &request)
    };
    let named = |name: &str| staff(desk).into_iter().find(|line| line.name == name).unwrap();
    let own = named("inzibatci");
    let refusals =
        [change(&own, &[Role::Registrar], false), change(&own, &[Role::Administrator], true)];
    for refused in refusals {
        assert_eq!(refusal(&refused.unwrap_err()), "last_administrator");
    }
    // Two look at one account; the second to save is told.
    let clerk = named("sinaqci");
    let changed = change(&clerk, &[Role::Administrator, Role::Registrar], false).unwrap();
    assert_eq!(changed.roles, [Role::Registrar, Role::Administrator]);
    let stale = change(&clerk, &[Role::Door], false).unwrap_err();
    let stale = serde_json::to_value(stale).unwrap();
    assert_eq!((&stale["refusal"], &stale["by"]), (&json!("stale"), &json!("inzibatci")));
    assert_eq!(stale["theirs"]["roles"], "registrar administrator");
    // Now that there are two, one may go; who is closed does not come in.
    assert!(change(&own, &[Role::Administrator], true).unwrap().closed);
    assert_eq!(refusal(&world.enter("inzibatci").unwrap_err()), "wrong_password");
    let left = change(&changed, &[Role::Registrar], false).unwrap_err();
    assert_eq!(refusal(&left), "last_administrator");
}

#[test]
fn only_the_sample_is_entered_without_a_password() {
    let world = World::seated(4);
    world.desk.ask::<Status>("session.sign_out", &Nothing {}).unwrap();
    let refused = world.desk.ask::<Status>("session.sign_in_sample", &Nothing {}).unwrap_err();
    assert_eq!(refusal(&refused), "not_signed_in");
    assert_eq!(refusal(&enter(&world.desk, "audit", "numune").unwrap_err()), "wrong_password");
}

#[test]
fn a_locked_screen_shows_nothing_and_opens_for_its_owner() {
    let world = World::empty();
    let desk = &world.desk;
    let locked: Status = desk.ask("session.lock", &Nothing {}).unwrap();
    assert!(locked.open.unwrap().signed.unwrap().locked);
    for (command, request) in [
        ("sittings.list", json!({})),
        ("search.find", json!({ "text": "a" })),
        ("seating.draw", json!({ "sitting": SITTING, "seed": 1 })),
    ] {
        let failure = desk.dispatch(command, request).unwrap_err();
        assert_eq!(refusal(&failure), "locked", "{command}");
    }
    let unlock = |password: &str| {
        let request = Unlock { password: secret(password) };
        desk.ask::<Status>("session.unlock", &request)
    };
    assert_eq!(refusal(&unlock("səhv parol").unwrap_err()), "wrong_password");
    assert_eq!(refusal(&desk.dispatch("sittings.list", json!({})).unwrap_err()), "locked");
    assert!(!unlock(PASSWORD).unwrap().open.unwrap().signed.unwrap().locked);
    assert_eq!(tried(desk, "sittings.list", &json!({})), "-");
    // Whoever else comes signs the other out.
    desk.ask::<Status>("session.lock", &Nothing {}).unwrap();
    desk.ask::<Status>("session.sign_out", &Nothing {}).unwrap();
    assert_eq!(tried(desk, "sittings.list", &json!({})), "not_signed_in");
}

#[test]
fn settings_are_the_administrators_and_nobody_saves_over_another() {
    let world = World::empty();
    let desk = &world.desk;
    let read = || desk.ask::<Settings>("settings.read", &Nothing {}).unwrap();
    let write = |settings: Settings| desk.ask::<Settings>("settings.write", &settings);
    let before = read();
    let shorter = Settings { idle_minutes: 5, ..before };
    assert_eq!(refusal(&write(shorter).unwrap_err()), "not_allowed");
    world.enter("inzibatci").unwrap();
    let bad = Settings { idle_minutes: 0, keep_months: 999, ..before };
    let faults = serde_json::to_value(write(bad).unwrap_err()).unwrap();
    assert_eq!(faults["faults"].as_array().unwrap().len(), 2);
    assert_eq!(write(shorter).unwrap(), Settings { version: before.version + 1, ..shorter });
    let status: Status = desk.ask("registry.status", &Nothing {}).unwrap();
    assert_eq!(status.open.unwrap().idle_minutes, 5);
    let stale = serde_json::to_value(write(before).unwrap_err()).unwrap();
    assert_eq!(
        (&stale["refusal"], &stale["theirs"]["idle_minutes"]),
        (&json!("stale"), &json!("5"))
    );
}
