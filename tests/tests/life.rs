//! The life of an application at the desk: confirmed with its money, refused, taken back, opened again,
//! many as one act, and every step taken back with one key.

mod world;

use qabul_core::account::MovementKind;
use qabul_core::application::{ConfirmedBy, Stand, Step};
use qabul_core::journal::Deed;
use qabul_desk::Failure;
use qabul_desk::views::Nothing;
use qabul_desk::views::applications::{ListAnswer, Selection};
use qabul_desk::views::eligibility::{JudgeRequest, Judgement};
use qabul_desk::views::jobs::{JobAnswer, JobStarted};
use qabul_desk::views::life::{OpenAccount, PostMovement, StepsTaken, TakeStep};
use serde_json::json;
use world::{World, csv, refusal, sitting};

/// A registry within the window of attempt 2, with three graduates: one has paid all, one a qəpik less, one
/// nothing.
fn world() -> World {
    let world = World::empty();
    world.machine.pass(chrono::TimeDelta::days(-13));
    let row = |at: usize, paid: &str| {
        format!(
            "5KQ2M8{},AZE0941772{at},İsmayılova,Şəhla,Ağarəhim qızı,14.08.2001,qadın,Bakı,Azərbaycan,\
             məzun,\"{paid}\",,20481{at}",
            ["A", "B", "C"][at]
        )
    };
    let rows = [row(0, "60,00"), row(1, "59,99"), row(2, "0")].join("\n");
    let file = world.file("list.csv", &csv(&[&rows]));
    world.import(&file, None, false).unwrap();
    world
}

fn ids(world: &World) -> Vec<i64> {
    let list = json!({ "sitting": sitting(), "order": "work_number" });
    let list: ListAnswer = world.desk.ask("applications.list", &list).unwrap();
    list.rows.iter().map(|row| row.id).collect()
}

fn step(ids: &[i64], step: Step, reason: Option<&str>) -> TakeStep {
    let confirms = step == Step::Confirm;
    TakeStep {
        selection: Selection::Ids { ids: ids.to_vec() },
        step,
        reason: reason.map(str::to_owned),
        by: confirms.then_some(ConfirmedBy::Commission),
        commission: confirms.then(|| "Bakı 3".to_owned()),
    }
}

fn take(world: &World, request: &TakeStep) -> Result<StepsTaken, Failure> {
    let job: JobStarted = world.desk.ask("applications.take_step", request)?;
    match world.desk.wait(job, |_| ())? {
        JobAnswer::Steps(taken) => Ok(taken),
        other => panic!("{other:?}"),
    }
}

fn judge(world: &World, id: i64) -> Judgement {
    world.desk.ask("applications.judge", &JudgeRequest { id, at: None }).unwrap()
}

/// What accounts hold is the sum of what moved in them, whatever was done.
fn sums(world: &World) {
    let wrong = world.sql(
        "SELECT count(*) FROM account a WHERE balance <> \
         (SELECT coalesce(sum(amount), 0) FROM movement m WHERE m.candidate = a.candidate)",
    );
    assert_eq!(wrong, "0");
    let uncovered = world.sql(
        "SELECT count(*) FROM entry e WHERE charged <> (SELECT coalesce(-sum(amount), 0) FROM movement m \
         WHERE m.entry = e.id AND kind IN ('charge', 'refund'))",
    );
    assert_eq!(uncovered, "0", "what is charged was posted");
}

#[test]
fn a_commission_confirms_who_may_and_every_other_is_named_with_why() {
    let world = world();
    let ids = ids(&world);
    let taken = take(&world, &step(&ids, Step::Confirm, None)).unwrap();
    assert_eq!((taken.done, taken.skipped, taken.failed), (1, 0, 2));
    let why: Vec<String> =
        taken.left.iter().map(|left| refusal(&Failure::from(left.why.clone()))).collect();
    assert_eq!(why, ["not_eligible", "not_eligible"]);
    let judgement = judge(&world, ids[0]);
    assert_eq!(judgement.stand, Stand::Registered);
    assert_eq!((judgement.charged, judgement.account.unwrap().balance), (6000, 0));
    assert_eq!(judgement.confirmed_by, Some(ConfirmedBy::Commission));
    assert_eq!(judgement.commission.as_deref(), Some("Bakı 3"));
    let again = take(&world, &step(&ids[..1], Step::Confirm, None)).unwrap();
    assert_eq!((again.done, again.skipped), (0, 1), "what is confirmed is left");
    sums(&world);
    world.undoes(Deed::ConfirmApplications);
    let judgement = judge(&world, ids[0]);
    assert_eq!((judgement.stand, judgement.charged), (Stand::ToConfirm, 0));
    assert_eq!(judgement.confirmed, None);
    assert_eq!(judgement.account.unwrap().balance, 6000);
    sums(&world);
}

#[test]
fn the_missing_qepik_is_paid_in_and_then_it_is_confirmed() {
    let world = world();
    let id = ids(&world)[1];
    let pay = |amount: &str, kind, reason: Option<&str>, reference: Option<&str>| {
        let [reason, reference] = [reason, reference].map(|text| text.map(str::to_owned));
        let request = PostMovement { id, kind, amount: amount.to_owned(), reference, reason };
        world.desk.ask::<Nothing>("accounts.post", &request)
    };
    let refused = |outcome: Result<Nothing, Failure>| refusal(&outcome.unwrap_err());
    let (deposit, correction) = (MovementKind::Deposit, MovementKind::Correction);
    for (amount, kind, reason) in
        [("", deposit, None), ("-1", deposit, None), ("1", correction, None), ("0", deposit, None)]
    {
        assert_eq!(refused(pay(amount, kind, reason, None)), "invalid", "{amount} {kind:?}");
    }
    assert_eq!(refused(pay("1", MovementKind::Charge, None, None)), "invalid");
    assert_eq!(refused(pay("-60", correction, Some("səhv"), None)), "balance_short");
    pay("0,01", deposit, None, Some("KAPITAL 17")).unwrap();
    assert_eq!(refused(pay("0,01", deposit, None, Some("KAPITAL 17"))), "invalid", "paid twice");
    assert_eq!(take(&world, &step(&[id], Step::Confirm, None)).unwrap().done, 1);
    // What was paid in is spent: it is not taken back before what spent it.
    world.undoes(Deed::ConfirmApplications);
    world.undoes(Deed::PostMovement);
    assert_eq!(judge(&world, id).account.unwrap().balance, 5999);
    sums(&world);
}

#[test]
fn a_refusal_has_its_reason_and_opens_again() {
    let world = world();
    let id = ids(&world)[0];
    for request in [step(&[id], Step::Reject, None), step(&[id], Step::Reject, Some("  "))] {
        assert_eq!(refusal(&take(&world, &request).unwrap_err()), "invalid");
    }
    let nameless = TakeStep { commission: None, ..step(&[id], Step::Confirm, None) };
    assert_eq!(refusal(&take(&world, &nameless).unwrap_err()), "invalid");
    take(&world, &step(&[id], Step::Reject, Some("Diplom yoxdur"))).unwrap();
    let judgement = judge(&world, id);
    assert_eq!(judgement.stand, Stand::Rejected);
    assert_eq!(judgement.reason.as_deref(), Some("Diplom yoxdur"));
    let taken = take(&world, &step(&[id], Step::Confirm, None)).unwrap();
    assert_eq!(refusal(&Failure::from(taken.left[0].why.clone())), "step_closed");
    take(&world, &step(&[id], Step::Reopen, None)).unwrap();
    assert_eq!(judge(&world, id).stand, Stand::ToConfirm);
    world.undoes(Deed::ReopenApplications);
    world.undoes(Deed::RejectApplications);
    let judgement = judge(&world, id);
    assert_eq!((judgement.stand, judgement.reason), (Stand::ToConfirm, None));
}

#[test]
fn taken_back_within_the_window_the_fee_comes_back_and_after_it_not() {
    for (days, charged, balance) in [(0, 0, 6000), (10, 6000, 0)] {
        let world = world();
        let id = ids(&world)[0];
        take(&world, &step(&[id], Step::Confirm, None)).unwrap();
        world.machine.pass(chrono::TimeDelta::days(days));
        world.enter("sinaqci").unwrap();
        take(&world, &step(&[id], Step::Withdraw, Some("Öz xahişi ilə"))).unwrap();
        let judgement = judge(&world, id);
        assert_eq!(judgement.stand, Stand::Withdrawn);
        let account = judgement.account.unwrap();
        assert_eq!((judgement.charged, account.balance), (charged, balance), "{days}");
        sums(&world);
        world.undoes(Deed::WithdrawApplications);
        let judgement = judge(&world, id);
        assert_eq!((judgement.stand, judgement.charged), (Stand::Registered, 6000));
        sums(&world);
    }
}

#[test]
fn who_takes_back_leaves_the_seat_and_gets_it_again_with_the_undo() {
    let world = World::seated(12);
    let id = ids(&world)[0];
    let seat = "SELECT hall || '-' || row || '-' || seat FROM seat WHERE entry = ";
    let sat = world.sql(&format!("{seat}{id}"));
    take(&world, &step(&[id], Step::Withdraw, Some("Xəstəlik"))).unwrap();
    assert_eq!(world.sql(&format!("{seat}{id}")), "");
    assert_eq!(world.detail().seated, 11);
    world.undoes(Deed::WithdrawApplications);
    assert_eq!(world.sql(&format!("{seat}{id}")), sat);
}

#[test]
fn without_a_cabinet_nothing_is_confirmed_and_it_is_opened_once() {
    let world = world();
    let id = ids(&world)[2];
    world.sql(&format!(
        "DELETE FROM account WHERE candidate = (SELECT candidate FROM application a \
         JOIN entry e ON e.application = a.id WHERE e.id = {id})"
    ));
    let pay = PostMovement {
        id,
        kind: MovementKind::Deposit,
        amount: "60".to_owned(),
        reference: None,
        reason: None,
    };
    let ask = |request: &PostMovement| world.desk.ask::<Nothing>("accounts.post", request);
    assert_eq!(refusal(&ask(&pay).unwrap_err()), "no_account");
    let open = OpenAccount { id, portal: Some("DIM-77".to_owned()) };
    let open = || world.desk.ask::<Nothing>("accounts.open", &open);
    open().unwrap();
    assert_eq!(refusal(&open().unwrap_err()), "account_there");
    world.undoes(Deed::OpenAccount);
    assert!(judge(&world, id).account.is_none());
    open().unwrap();
    ask(&pay).unwrap();
    assert_eq!(take(&world, &step(&[id], Step::Confirm, None)).unwrap().done, 1);
    sums(&world);
}
