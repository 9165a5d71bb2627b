//! A bank's list of payments: matched by work number with its campaign or by FİN, never posted twice, and what is
//! not clear waits for a person.

mod world;

use qabul_desk::Failure;
use qabul_desk::views::Nothing;
use qabul_desk::views::applications::ListAnswer;
use qabul_desk::views::eligibility::{JudgeRequest, Judgement};
use qabul_desk::views::journal::{ActRequest, Undoable, Undone};
use qabul_desk::views::payments::*;
use serde_json::json;
use world::{World, csv, refusal, sitting};

/// Three applicants with Personal Cabinets, and one without.
fn world() -> World {
    let world = World::empty();
    world.machine.pass(chrono::TimeDelta::days(-13));
    let row = |at: usize| {
        format!(
            "5KQ2M8{},AZE0941772{at},İsmayılova,Şəhla,Ağarəhim qızı,14.08.2001,qadın,Bakı,Azərbaycan,\
             məzun,0,,20481{at}",
            ["A", "B", "C", "D"][at]
        )
    };
    let rows: Vec<String> = (0..4).map(row).collect();
    world.import(&world.file("list.csv", &csv(&[&rows.join("\n")])), None, false).unwrap();
    world.sql("DELETE FROM account WHERE candidate = 4");
    world
}

fn read(world: &World, text: &str, dry_run: bool) -> Result<PaymentsRead, Failure> {
    let path = world.file("bank.csv", format!("Tarix,Məbləğ,Təyinat,Ödəyən\n{text}").as_bytes());
    let file = world.desk.admit(path).handle;
    world.desk.ask("payments.import", &ImportPayments { file, dry_run })
}

fn queue(world: &World) -> Vec<PaymentLine> {
    world.desk.ask::<PaymentQueue>("payments.queue", &Nothing {}).unwrap().payments
}

fn decide(world: &World, payment: i64, to: Option<&str>, reason: Option<&str>) -> Option<String> {
    let [to, reason] = [to, reason].map(|text| text.map(str::to_owned));
    let request = DecidePayment { payment, to, reason };
    world.desk.ask::<Nothing>("payments.decide", &request).err().map(|failure| refusal(&failure))
}

/// What the accounts hold, in the order of work numbers; nothing for who has none.
fn balances(world: &World) -> Vec<Option<i64>> {
    let list = json!({ "sitting": sitting(), "order": "work_number" });
    let list: ListAnswer = world.desk.ask("applications.list", &list).unwrap();
    let balance = |id| {
        let judged: Judgement =
            world.desk.ask("applications.judge", &JudgeRequest { id, at: None }).unwrap();
        judged.account.map(|account| account.balance)
    };
    list.rows.iter().map(|row| balance(row.id)).collect()
}

fn undo(world: &World) {
    let last: Undoable = world.desk.ask("undo.last", &Nothing {}).unwrap();
    world.desk.ask::<Undone>("undo.act", &ActRequest { id: last.id }).unwrap();
}

const LIST: &str = "02.06.2026,\"60,00\",204810 rezidentura 2026,İsmayılov A.\n\
    02.06.2026,\"30,00\",FİN 5KQ2M8B,İsmayılov B.\n\
    02.06.2026,\"10,00\",5kq2m8b,İsmayılov B.\n\
    02.06.2026,\"60,00\",299999,Kimsə\n\
    02.06.2026,\"60,00\",204812 5KQ2M8A,İki nəfər\n\
    02.06.2026,\"60,00\",204813,Kabinetsiz\n\
    02.06.2026,\"60,00\",204810 rezidentura 2026,İsmayılov A.\n";

#[test]
fn payments_are_matched_and_the_unclear_wait_each_with_why() {
    let world = world();
    let seen = read(&world, LIST, true).unwrap();
    assert_eq!((seen.rows, seen.posted, seen.waiting, seen.known), (7, 3, 4, 0));
    assert_eq!((seen.amount, seen.written), (10_000, false));
    assert_eq!(balances(&world), [Some(0), Some(0), Some(0), None], "a preview writes nothing");
    let done = read(&world, LIST, false).unwrap();
    assert!(done.written);
    assert_eq!(balances(&world), [Some(6000), Some(4000), Some(0), None]);
    let why: Vec<Waits> = queue(&world).iter().map(|line| line.why).collect();
    assert_eq!(why, [Waits::Nobody, Waits::Several, Waits::NoAccount, Waits::Twice]);
}

#[test]
fn the_same_list_again_posts_nothing_and_taken_back_it_may_be_read_anew() {
    let world = world();
    read(&world, LIST, false).unwrap();
    let again = read(&world, LIST, false).unwrap();
    assert_eq!((again.posted, again.waiting, again.known, again.written), (0, 0, 7, false));
    undo(&world);
    assert_eq!(balances(&world), [Some(0), Some(0), Some(0), None]);
    assert_eq!(queue(&world), []);
    let anew = read(&world, LIST, false).unwrap();
    assert_eq!((anew.posted, anew.waiting), (3, 4));
    assert_eq!(balances(&world), [Some(6000), Some(4000), Some(0), None]);
}

#[test]
fn what_waits_is_posted_by_a_person_or_given_back_and_each_is_taken_back() {
    let world = world();
    read(&world, LIST, false).unwrap();
    let [nobody, several, no_account, _] = [0, 1, 2, 3].map(|at| queue(&world)[at].id);
    assert_eq!(decide(&world, nobody, Some("299999"), None).as_deref(), Some("whose"));
    assert_eq!(decide(&world, nobody, Some(" "), None).as_deref(), Some("invalid"));
    assert_eq!(decide(&world, no_account, Some("204813"), None).as_deref(), Some("no_account"));
    assert_eq!(decide(&world, nobody, Some("204812"), None), None);
    assert_eq!(balances(&world)[2], Some(6000));
    assert_eq!(decide(&world, nobody, Some("204812"), None).as_deref(), Some("no_payment"));
    undo(&world);
    assert_eq!((balances(&world)[2], queue(&world).len()), (Some(0), 4));
    assert_eq!(decide(&world, several, None, Some("Banka qaytarıldı")), None);
    assert_eq!(queue(&world).len(), 3);
    let known = read(&world, LIST, false).unwrap();
    assert_eq!(known.known, 7, "what was given back is known as well");
}

#[test]
fn a_row_that_is_wrong_keeps_the_whole_list_out() {
    let world = world();
    let seen = read(&world, "32.06.2026,\"60,00\",204810,A\n02.06.2026,-5,204810,A\n", false);
    let seen = seen.unwrap();
    let columns: Vec<&str> = seen.findings.iter().map(|it| &*it.column).collect();
    assert_eq!((columns, seen.written), (vec!["day", "amount"], false));
    let file = world.desk.admit(world.file("other.csv", b"Tarix,Ad\n1,2\n")).handle;
    let request = ImportPayments { file, dry_run: true };
    let failure = world.desk.ask::<PaymentsRead>("payments.import", &request).unwrap_err();
    assert_eq!(refusal(&failure), "columns_missing");
}
