//! Keys and four eyes as a story: who signs, what still counts, and what wants two people.

mod world;

use chrono::TimeDelta;
use qabul_core::staff::Role;
use qabul_desk::Desk;
use qabul_desk::views::Nothing;
use qabul_desk::views::journal::{JournalVerdict, VerifyJournal};
use qabul_desk::views::keys::*;
use qabul_desk::views::proposals::*;
use qabul_desk::views::registry::{OpenRequest, Status, Which};
use qabul_desk::views::slips::{Verdict, VerifyRequest};
use qabul_desk::views::staff::{AddStaff, ChangePassword, Secret, SignIn, StaffLine};
use qabul_tests::PASSWORD;
use serde_json::json;
use world::papers::scanned;
use world::{SITTING, World, refusal};

fn secret(text: &str) -> Secret {
    Secret(text.to_owned())
}

fn keys(desk: &Desk) -> Keys {
    desk.ask("keys.list", &Nothing {}).unwrap()
}

/// The digits of the first slip that a run prints now.
fn printed(world: &World, name: &str) -> String {
    let folder = world.folder.path().join(name);
    let handle = world.desk.admit(folder.clone()).handle;
    let order =
        json!({ "sitting": SITTING, "selection": null, "order": "hall", "parting": "one_file" });
    let job = world.desk.ask("slips.print", &json!({ "order": order, "folder": handle })).unwrap();
    world.desk.wait(job, |_| ()).unwrap();
    let file = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    scanned(&file).lines().find(|code| code.len() == 193).unwrap().to_owned()
}

fn verdict(desk: &Desk, digits: &str) -> String {
    let found: Verdict =
        desk.ask("slips.verify", &VerifyRequest { digits: digits.to_owned() }).unwrap();
    let found = serde_json::to_value(found).unwrap();
    found["fault"].as_str().unwrap_or("valid").to_owned()
}

/// A second administrator, who has chosen a password.
fn second_administrator(world: &World) {
    let new = AddStaff {
        name: "nigar".to_owned(),
        person: "Əhmədova Nigar".to_owned(),
        fin: "1DDDDDD".to_owned(),
        roles: vec![Role::Administrator],
        password: secret("birinci gün üçün"),
    };
    world.desk.ask::<StaffLine>("staff.add", &new).unwrap();
    let enter = SignIn { name: new.name, password: new.password.clone() };
    world.desk.ask::<Status>("session.sign_in", &enter).unwrap();
    let change = ChangePassword { old: new.password, new: secret(PASSWORD) };
    world.desk.ask::<Status>("session.change_password", &change).unwrap();
}

#[test]
fn a_key_lies_sealed_beside_the_registry_and_opens_with_its_passphrase() {
    let world = World::seated(2);
    let desk = &world.desk;
    let here = keys(desk);
    assert!(here.has_key && !here.locked && !here.key_store);
    assert_eq!(
        (here.keys[0].kept, here.keys[0].admitted_by.as_str()),
        (KeyPlace::File, "inzibatci")
    );
    let file = world.folder.path().join(format!("own/keys/{}.key", here.keys[0].number));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    // Another program on the same workstation has to be given the passphrase.
    let (other, _) = qabul_tests::desk_in(world.folder.path());
    other.ask::<Status>("registry.open", &OpenRequest { which: Which::Own }).unwrap();
    let enter = SignIn { name: "sinaqci".to_owned(), password: secret(PASSWORD) };
    other.ask::<Status>("session.sign_in", &enter).unwrap();
    assert!(keys(&other).locked);
    let handle = other.admit(world.folder.path().join("x")).handle;
    let order =
        json!({ "sitting": SITTING, "selection": null, "order": "hall", "parting": "halls" });
    let job = other.ask("slips.print", &json!({ "order": order, "folder": handle })).unwrap();
    assert_eq!(refusal(&other.wait(job, |_| ()).unwrap_err()), "key_locked");
    let unlock = |text: &str| {
        other.ask::<Keys>("keys.unlock", &UnlockKey { passphrase: Some(secret(text)) })
    };
    assert_eq!(refusal(&unlock("səhv parol ifadəsi").unwrap_err()), "wrong_passphrase");
    assert!(!unlock(PASSWORD).unwrap().locked);
    // A clerk gives no keys.
    let add = AddKey { passphrase: Some(secret(PASSWORD)) };
    assert_eq!(refusal(&desk.ask::<Keys>("keys.add", &add).unwrap_err()), "not_allowed");
}

#[test]
fn a_new_key_leaves_old_slips_valid_and_a_revoked_one_from_a_moment_on() {
    let world = World::seated(1);
    let desk = &world.desk;
    let before = printed(&world, "before");
    assert_eq!(verdict(desk, &before), "valid");
    world.enter("inzibatci").unwrap();
    let short = desk.ask::<Keys>("keys.add", &AddKey { passphrase: Some(secret("qısa")) });
    assert_eq!(refusal(&short.unwrap_err()), "invalid");
    let rotated: Keys =
        desk.ask("keys.add", &AddKey { passphrase: Some(secret(PASSWORD)) }).unwrap();
    assert!(rotated.keys[0].here && rotated.keys[1].valid_to.is_some());
    world.enter("sinaqci").unwrap();
    assert_eq!(verdict(desk, &before), "valid", "what the former key signed still verifies");
    world.machine.pass(TimeDelta::hours(2));
    let after = printed(&world, "after");
    assert_eq!(verdict(desk, &after), "valid");
    // The workstation is lost: its key counts no more from a moment between the two.
    world.enter("inzibatci").unwrap();
    let lost = rotated.keys[0].id;
    let propose = ProposeRevocation {
        key: lost,
        from: "2026-06-15T11:00".to_owned(),
        reason: "Noutbuk itib, akt № 7".to_owned(),
    };
    let proposals: Proposals = desk.ask("proposals.revoke_key", &propose).unwrap();
    let id = proposals.proposals[0].id;
    assert!(proposals.proposals[0].own);
    let decide = |agree| desk.ask::<Proposals>("proposals.decide", &Decide { id, agree });
    assert_eq!(refusal(&decide(true).unwrap_err()), "another_decides");
    second_administrator(&world);
    let waiting: Proposals = desk.ask("proposals.list", &Nothing {}).unwrap();
    assert!(!waiting.proposals[0].own);
    assert!(decide(true).unwrap().proposals.is_empty());
    assert_eq!(refusal(&decide(true).unwrap_err()), "no_proposal");
    world.enter("sinaqci").unwrap();
    assert_eq!(verdict(desk, &after), "key_revoked");
    assert_eq!(verdict(desk, &before), "valid", "another key signed it");
    let found: JournalVerdict =
        desk.ask("journal.verify", &VerifyJournal { anchor: None }).unwrap();
    assert!(found.broken.is_none());
}

#[test]
fn a_key_is_taken_out_of_use() {
    let world = World::empty();
    world.enter("inzibatci").unwrap();
    let id = keys(&world.desk).keys[0].id;
    let left: Keys = world.desk.ask("keys.retire", &KeyRequest { id }).unwrap();
    assert!(!left.has_key && left.keys[0].valid_to.is_some());
    let again = world.desk.ask::<Keys>("keys.retire", &KeyRequest { id }).unwrap_err();
    assert_eq!(refusal(&again), "no_key");
}

#[test]
fn what_was_done_to_candidates_is_erased_by_two_and_the_chain_still_holds() {
    let world = World::filled(3);
    let desk = &world.desk;
    world.machine.pass(TimeDelta::days(400));
    world.enter("inzibatci").unwrap();
    let propose = |kind: &str, before: &str, reason: &str| {
        let request = ProposeErasure {
            kind: kind.to_owned(),
            before: before.to_owned(),
            reason: reason.to_owned(),
        };
        desk.ask::<Proposals>("proposals.erase", &request)
    };
    let faults = serde_json::to_value(propose("hall", "2026", " ").unwrap_err()).unwrap();
    assert_eq!(faults["faults"].as_array().unwrap().len(), 3);
    let id =
        propose("entry", "2027-01-01", "Mərkəzin əmri № 12, 01.02.2027").unwrap().proposals[0].id;
    second_administrator(&world);
    desk.ask::<Proposals>("proposals.decide", &Decide { id, agree: true }).unwrap();
    world.enter("sinaqci").unwrap();
    let found: JournalVerdict =
        desk.ask("journal.verify", &VerifyJournal { anchor: None }).unwrap();
    assert!(found.broken.is_none());
    assert_eq!(found.erased, 1);
}
