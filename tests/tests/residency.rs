//! The announcement of the registration for attempt 2 of Stage I (`residency-2026-attempt-2`), sentence by sentence,
//! as a clerk lives it.

mod world;

use qabul_core::application::{ConfirmedBy, Stand};
use qabul_core::campaign::Condition;
use qabul_core::eligibility::{Answer, Reason, Rule};
use qabul_core::refusal::Refusal;
use qabul_desk::Failure;
use qabul_desk::views::Nothing;
use qabul_desk::views::form::{FormView, OpenForm};
use qabul_desk::views::life::OpenAccount;
use qabul_desk::views::sittings::{SittingDetail, SittingRequest};
use world::World;
use world::applicant::{graduate, said};

const ATTEMPT_1: &str = "residency-2026-1-1";
const ATTEMPT_2: &str = "residency-2026-1-2";
const STAGE_2: &str = "residency-2026-2-1";

fn by_candidate(world: &World, id: i64) -> Result<(), Refusal> {
    world.confirms(id, ConfirmedBy::Candidate)
}

/// The rules that keep an entry from being confirmed.
fn against(refused: Result<(), Refusal>) -> Vec<Rule> {
    match refused {
        Err(Refusal::NotEligible { judged }) => judged.iter().map(|it| it.rule).collect(),
        other => panic!("{other:?}"),
    }
}

/// Somebody registered for attempt 1 in April, on the last evening of that window.
fn april() -> (World, i64) {
    let world = World::at("2026-04-20T18:00:00");
    let id = world.applies(ATTEMPT_1, graduate(&[]));
    world.opens_cabinet(id);
    world.pays(id, "60,00");
    by_candidate(&world, id).unwrap();
    (world, id)
}

#[test]
fn registration_for_attempt_2_is_conducted_from_25_may_to_4_june() {
    for (moment, open) in [
        ("2026-05-24T23:59:00", false),
        ("2026-05-25T00:00:00", true),
        ("2026-06-04T23:59:00", true),
        ("2026-06-05T00:00:00", false),
    ] {
        let world = World::at(moment);
        let id = world.applies(ATTEMPT_2, graduate(&[]));
        world.opens_cabinet(id);
        world.pays(id, "60,00");
        let confirmed = by_candidate(&world, id);
        if open {
            assert_eq!(confirmed, Ok(()), "{moment}");
        } else {
            assert_eq!(against(confirmed), [Rule::Window], "{moment}");
        }
    }
}

#[test]
fn who_submitted_documents_for_3_may_adds_60_azn_and_registers_on_the_same_application() {
    let (world, first) = april();
    world.moves_to("2026-05-26T09:00:00");
    let again = world.enters(ATTEMPT_2, "7HN4PKD");
    assert_eq!(
        world.judges(again).stand,
        Stand::ToRegister,
        "the application is confirmed already"
    );
    assert_eq!(against(by_candidate(&world, again)), [Rule::Fee]);
    world.pays(again, "59,99");
    assert_eq!(against(by_candidate(&world, again)), [Rule::Fee], "one qəpik short");
    world.pays(again, "0,01");
    by_candidate(&world, again).unwrap();
    let numbers = [first, again].map(|id| {
        let sitting = if id == first { ATTEMPT_1 } else { ATTEMPT_2 }.parse().unwrap();
        let request = OpenForm { sitting, id: Some(id), draft: None, fin: None };
        world.desk.ask::<FormView>("form.open", &request).unwrap().work_number
    });
    assert_eq!(numbers[0], numbers[1], "one application, one work number");
    assert_eq!(world.judges(first).stand, Stand::Registered);
}

#[test]
fn who_did_not_submit_documents_this_year_can_also_register() {
    let world = World::at("2026-06-01T09:00:00");
    let id = world.applies(ATTEMPT_2, graduate(&[]));
    world.opens_cabinet(id);
    world.pays(id, "60,00");
    assert_eq!(by_candidate(&world, id), Ok(()));
}

#[test]
fn a_personal_cabinet_is_created_if_there_is_none_and_without_one_nothing_is_confirmed() {
    let world = World::at("2026-06-01T09:00:00");
    let id = world.applies(ATTEMPT_2, graduate(&[]));
    assert_eq!(against(by_candidate(&world, id)), [Rule::Cabinet, Rule::Fee]);
    world.opens_cabinet(id);
    let again = OpenAccount { id, portal: None };
    let failure: Failure = world.desk.ask::<Nothing>("accounts.open", &again).unwrap_err();
    assert_eq!(world::refusal(&failure), "account_there", "once a person");
    assert_eq!(against(by_candidate(&world, id)), [Rule::Fee]);
}

#[test]
fn the_application_is_confirmed_by_the_candidate_or_for_the_candidate_and_which_is_kept() {
    for by in [ConfirmedBy::Candidate, ConfirmedBy::Commission] {
        let world = World::at("2026-06-01T09:00:00");
        let id = world.applies(ATTEMPT_2, graduate(&[]));
        world.opens_cabinet(id);
        world.pays(id, "60,00");
        world.confirms(id, by).unwrap();
        let judged = world.judges(id);
        assert_eq!(judged.confirmed_by, Some(by));
        assert_eq!(judged.commission.is_some(), by == ConfirmedBy::Commission);
    }
}

#[test]
fn who_has_confirmed_is_considered_registered() {
    let (world, id) = april();
    let judged = world.judges(id);
    assert_eq!((judged.stand, judged.conclusion), (Stand::Registered, Answer::Yes));
    assert_eq!(judged.charged, 6000, "with the confirmation the fee is charged");
    assert_eq!(judged.account.unwrap().balance, 0);
}

#[test]
fn attempt_2_is_held_on_21_june() {
    let world = World::empty();
    let request = SittingRequest { sitting: ATTEMPT_2.parse().unwrap() };
    let detail: SittingDetail = world.desk.ask("sittings.detail", &request).unwrap();
    assert_eq!(detail.date.as_deref(), Some("2026-06-21"));
}

/// A pass of an earlier year, as it is typed in at the desk.
fn passed(world: &World, id: i64, day: &str) {
    let request = serde_json::json!({
        "id": id, "sitting": "residency-2024-1-1", "date": day, "score": "61",
        "outcome": "passing", "source": "DİM arayışı",
    });
    world.desk.ask::<qabul_desk::views::results::ResultSaved>("results.save", &request).unwrap();
}

#[test]
fn who_holds_a_pass_and_did_not_apply_in_april_confirms_the_application_in_may_to_sit_stage_2() {
    let world = World::at("2026-05-26T09:00:00");
    let id = world
        .applies(STAGE_2, graduate(&[("standing", "graduate_earlier"), ("graduated", "2024")]));
    world.opens_cabinet(id);
    passed(&world, id, "05.05.2024");
    let judged = world.judges(id);
    assert!(judged.application_alone && judged.conclusion == Answer::Yes, "{judged:?}");
    by_candidate(&world, id).unwrap();
    let judged = world.judges(id);
    assert_eq!((judged.stand, judged.charged), (Stand::ToRegister, 0), "no fee for it");
    assert!(against(by_candidate(&world, id)).contains(&Rule::Window), "the exam itself is later");
    world.moves_to("2026-07-22T09:00:00");
    assert_eq!(against(by_candidate(&world, id)), [Rule::Fee]);
    world.pays(id, "100,00");
    by_candidate(&world, id).unwrap();
    assert_eq!(world.judges(id).stand, Stand::Registered);
}

#[test]
fn who_applied_in_april_need_not_apply_again_and_who_never_did_is_too_late_for_stage_2() {
    let rule = Rule::Condition { condition: Condition::ConfirmedInWindow };
    let (world, first) = april();
    passed(&world, first, "05.05.2024");
    world.moves_to("2026-07-23T09:00:00");
    let id = world.enters(STAGE_2, "7HN4PKD");
    world.pays(id, "100,00");
    let judged = world.judges(id);
    assert!(matches!(said(&judged, rule).reason, Reason::ConfirmedIn { .. }), "{judged:?}");
    by_candidate(&world, id).unwrap();

    let world = World::at("2026-07-23T09:00:00");
    let id = world.applies(STAGE_2, graduate(&[]));
    world.opens_cabinet(id);
    world.pays(id, "100,00");
    passed(&world, id, "05.05.2024");
    assert_eq!(against(by_candidate(&world, id)), [rule]);
}
