//! The account of a Personal Cabinet, told by lists: what is paid in, charged with a confirmation, given
//! back; and the account sums at every step.

mod world;

use qabul_core::application::Stand;
use qabul_core::journal::Deed;
use qabul_desk::views::Nothing;
use qabul_desk::views::applications::*;
use qabul_desk::views::journal::{ActRequest, Undoable, Undone};
use qabul_desk::views::sittings::{DrawRequest, Drawn};
use serde_json::json;
use world::{World, csv, refusal, sitting};

/// Imports one person's row with what was paid, in manat, and the day of confirmation.
fn list(world: &World, paid: &str, confirmed: &str) {
    let row = format!(
        "5KQ2M8T,AZE09417725,İsmayılova,Şəhla,Ağarəhim qızı,14.08.2001,qadın,Bakı,Azərbaycan,tələbə,\
         \"{paid}\",{confirmed},204817"
    );
    let file = world.file("list.csv", &csv(&[&row]));
    world.import(&file, None, false).unwrap();
}

fn stand(world: &World) -> (Stand, bool) {
    let list = json!({ "sitting": sitting(), "filter": {}, "order": "name", "descending": false });
    let list: ListAnswer = world.desk.ask("applications.list", &list).unwrap();
    (list.rows[0].stand, list.rows[0].owes)
}

/// Every movement as `kind amount`, after having seen that they sum to what the account holds.
fn movements(world: &World) -> Vec<String> {
    let sum =
        world.sql("SELECT balance = (SELECT coalesce(sum(amount), 0) FROM movement) FROM account");
    assert_eq!(sum, "1", "the account holds the sum of its movements");
    let all = world.sql("SELECT kind || ' ' || amount FROM movement ORDER BY id");
    all.lines().map(str::to_owned).collect()
}

#[test]
fn a_charge_comes_with_the_confirmation_that_the_account_covers() {
    let world = World::empty();
    list(&world, "59,99", "03.06.2026");
    assert_eq!(stand(&world), (Stand::Suspended, true), "one qəpik short");
    assert_eq!(movements(&world), ["deposit 5999"]);
    list(&world, "60,00", "03.06.2026");
    assert_eq!(stand(&world), (Stand::Registered, false));
    assert_eq!(movements(&world), ["deposit 5999", "deposit 1", "charge -6000"]);
    list(&world, "60,00", "03.06.2026");
    assert_eq!(movements(&world).len(), 3, "the same list again moves nothing");
    list(&world, "60,00", "");
    assert_eq!(stand(&world), (Stand::ToConfirm, true), "no charge without a confirmation");
    assert_eq!(movements(&world)[3], "refund 6000");
}

#[test]
fn what_a_list_moved_is_taken_back_with_it() {
    let world = World::empty();
    list(&world, "20,00", "");
    list(&world, "60,00", "03.06.2026");
    let last: Undoable = world.desk.ask("undo.last", &Nothing {}).unwrap();
    assert_eq!(last.deed, Deed::ImportApplications);
    world.desk.ask::<Undone>("undo.act", &ActRequest { id: last.id }).unwrap();
    assert_eq!(stand(&world), (Stand::ToConfirm, true));
    assert_eq!(
        movements(&world),
        ["deposit 2000", "deposit 4000", "charge -6000", "refund 6000", "correction -4000"],
        "the ledger keeps what was and what took it back"
    );
    assert_eq!(world.sql("SELECT confirmed_at IS NULL FROM application"), "1");
    let first: Undoable = world.desk.ask("undo.last", &Nothing {}).unwrap();
    world.desk.ask::<Undone>("undo.act", &ActRequest { id: first.id }).unwrap();
    let left = world.sql("SELECT (SELECT count(*) FROM account) + (SELECT count(*) FROM movement)");
    assert_eq!(left, "0", "who is gone has no account");
}

#[test]
fn who_is_suspended_gets_no_seat_and_lists_find_them() {
    let world = World::filled(20);
    let short = world.sql(
        "UPDATE entry SET state = 'suspended', charged = 0 WHERE id = \
         (SELECT min(id) FROM entry WHERE state = 'registered'); SELECT changes()",
    );
    assert_eq!(short, "1");
    let request = DrawRequest { sitting: sitting(), seed: 1 };
    let drawn: Drawn = world.desk.ask("seating.draw", &request).unwrap();
    assert_eq!(drawn.unpaid, 1);
    let of = |stand: Stand| {
        let list = json!({ "sitting": sitting(), "filter": { "stand": stand } });
        world.desk.ask::<ListAnswer>("applications.list", &list).unwrap().total
    };
    assert_eq!((of(Stand::Suspended), of(Stand::Registered)), (1, drawn.seated));
    let all: u32 = Stand::ALL.iter().map(|stand| of(*stand)).sum();
    assert_eq!(all, world.detail().candidates, "everybody stands somewhere, once");
    let draft = json!({ "sitting": sitting(), "filter": { "stand": "lost" } });
    assert!(world.desk.ask::<ListAnswer>("applications.list", &draft).is_err());
    assert_eq!(
        refusal(&world.desk.ask::<Drawn>("seating.draw", &request).unwrap_err()),
        "already_seated"
    );
}
