//! A walk of chance through the life of applications: whatever is done, and taken back, the ledger sums, nothing is
//! charged without a confirmation, and what the journal says of a record, folded, is what the registry holds.

mod world;

use std::collections::{BTreeMap, BTreeSet};

use qabul_core::account::MovementKind;
use qabul_core::application::{ConfirmedBy, Step};
use qabul_core::certificate::{CertificateState, CertificateStep};
use qabul_core::eligibility::Exemption;
use qabul_desk::Failure;
use qabul_desk::views::Nothing;
use qabul_desk::views::applications::Selection;
use qabul_desk::views::form::{FormSaved, FormView, OpenForm, SaveForm};
use qabul_desk::views::jobs::JobStarted;
use qabul_desk::views::journal::{ActRequest, Undoable, Undone};
use qabul_desk::views::life::{PostMovement, TakeStep};
use world::World;
use world::applicant::master;
use world::certificate::ielts;

const SITTING: &str = "doctoral-2026-1-1";
/// Walks, and the steps of each.
const WALKS: u64 = 8;
const STEPS: usize = 60;

/// Chance that can be repeated.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

fn step(world: &World, id: i64, step: Step) -> Result<(), Failure> {
    let request = TakeStep {
        selection: Selection::Ids { ids: vec![id] },
        step,
        reason: Some("gediş".to_owned()),
        by: Some(ConfirmedBy::Candidate),
        commission: None,
    };
    let job: JobStarted = world.desk.ask("applications.take_step", &request)?;
    world.desk.wait(job, |_| ()).map(|_| ())
}

fn move_money(world: &World, id: i64, amount: &str) -> Result<(), Failure> {
    let takes = amount.starts_with('-');
    let request = PostMovement {
        id,
        kind: if takes { MovementKind::Correction } else { MovementKind::Deposit },
        amount: amount.to_owned(),
        reference: None,
        reason: takes.then(|| "düzəliş".to_owned()),
    };
    world.desk.ask::<Nothing>("accounts.post", &request).map(|_| ())
}

fn edit(world: &World, id: i64, field: &str, text: &str) -> Result<(), Failure> {
    let sitting = SITTING.parse().unwrap();
    let request = OpenForm { sitting, id: Some(id), draft: None, fin: None };
    let view: FormView = world.desk.ask("form.open", &request)?;
    let mut typed = view.typed;
    typed.insert(field.to_owned(), text.to_owned());
    let request = SaveForm {
        sitting,
        id: Some(id),
        version: view.version,
        draft: None,
        apart: vec![],
        typed,
    };
    world.desk.ask::<FormSaved>("form.save", &request).map(|_| ())
}

fn undo(world: &World) -> Result<(), Failure> {
    let last: Undoable = world.desk.ask("undo.last", &Nothing {})?;
    world.desk.ask::<Undone>("undo.act", &ActRequest { id: last.id }).map(|_| ())
}

/// Moves the last certificate of an application, or brings one.
fn exempt(world: &World, id: i64, exemption: Exemption) -> Result<(), Failure> {
    let last = world.sql(&format!(
        "SELECT coalesce(max(q.id), 0) FROM certificate q JOIN entry e ON e.application = q.application \
         WHERE e.id = {id}"
    ));
    let last: i64 = last.parse().unwrap();
    let step = |step| world.steps_with(last, step, "gediş").map(|_| ());
    match exemption {
        Exemption::Pending => world.brings(id, ielts(&[])).map(|_| ()),
        _ if last == 0 => Ok(()),
        Exemption::Exempt => {
            if world.certificate(last).state == CertificateState::Received {
                world.was_checked(last);
            }
            step(CertificateStep::Exempt)
        }
        Exemption::None => step(CertificateStep::Return).or_else(|_| step(CertificateStep::Revoke)),
    }
}

/// Does something; that it is refused is as good as that it is done.
fn anything(world: &World, id: i64, chance: &mut Chance) {
    let done = match chance.below(22) {
        0 => move_money(world, id, "110,00"),
        2 => move_money(world, id, "0,01"),
        3 | 4 => move_money(world, id, "-50,00"),
        5..=8 => step(world, id, Step::Confirm),
        9 => step(world, id, Step::Withdraw),
        10 | 11 => step(world, id, Step::Reopen),
        12 => step(world, id, Step::Reject),
        13 | 14 => exempt(world, id, Exemption::Pending),
        1 | 15 => exempt(world, id, Exemption::Exempt),
        16..=18 => exempt(world, id, Exemption::None),
        19 => edit(world, id, "phone", &format!("05031244{:02}", chance.below(100))),
        20 => edit(world, id, "graduated", &format!("20{:02}", 10 + chance.below(12))),
        _ => undo(world),
    };
    if let Err(Failure::Broken { breakage }) = done {
        panic!("{breakage:?}");
    }
}

/// What the journal says of an entry, change over change.
fn folded(world: &World, id: i64) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    let rows = world.sql(&format!(
        "SELECT coalesce(before, '{{}}') || char(9) || coalesce(after, '{{}}') FROM journal_member \
         WHERE kind = 'entry' AND record = {id} ORDER BY id"
    ));
    let read = |json: &str| serde_json::from_str::<BTreeMap<String, String>>(json).unwrap();
    for row in rows.lines() {
        let (before, after) = row.split_once('\t').unwrap();
        for field in read(before).into_keys() {
            fields.remove(&field);
        }
        fields.extend(read(after));
    }
    fields
}

/// What the registry holds of the same fields, empty ones left out.
fn held(world: &World, id: i64) -> BTreeMap<String, String> {
    let names = [
        "state",
        "entry",
        "charged",
        "paid",
        "exemption",
        "claim",
        "graduated",
        "phone",
        "confirmed_by",
        "submitted_at",
        "confirmed_at",
        "entered_at",
        "reason",
        "balance",
    ];
    let row = world.sql(&format!(
        "SELECT a.state, e.state, e.charged, e.paid, nullif(a.exemption, 'none'), \
         (SELECT amount || ' ' || due FROM claim WHERE entry = e.id), a.graduated, c.phone, a.confirmed_by, \
         a.submitted_at, a.confirmed_at, e.entered_at, a.reason, k.balance \
         FROM entry e JOIN application a ON a.id = e.application JOIN candidate c ON c.id = a.candidate \
         LEFT JOIN account k ON k.candidate = c.id WHERE e.id = {id}"
    ));
    let values = row.split('|').map(str::to_owned);
    names.into_iter().map(str::to_owned).zip(values).filter(|(_, text)| !text.is_empty()).collect()
}

/// What always holds.
fn sound(world: &World, id: i64, told: &str) {
    let uneven = world.sql(
        "SELECT count(*) FROM account a WHERE balance < 0 OR balance <> \
         (SELECT coalesce(sum(amount), 0) FROM movement m WHERE m.candidate = a.candidate)",
    );
    assert_eq!(uneven, "0", "{told}: the ledger sums and is never below zero");
    let unposted = world.sql(
        "SELECT count(*) FROM entry e WHERE charged <> (SELECT coalesce(-sum(amount), 0) FROM movement m \
         WHERE m.entry = e.id AND kind IN ('charge', 'refund'))",
    );
    assert_eq!(unposted, "0", "{told}: what is charged was posted");
    let unconfirmed = world.sql(
        "SELECT count(*) FROM entry e JOIN application a ON a.id = e.application \
         WHERE charged > 0 AND a.confirmed_at IS NULL",
    );
    assert_eq!(unconfirmed, "0", "{told}: no charge without a confirmation");
    let (fold, hold) = (folded(world, id), held(world, id));
    for (field, text) in &hold {
        // What an act moved in an account, the history of the entry tells where a clerk posted it.
        if !matches!(field.as_str(), "balance" | "phone") {
            assert_eq!(fold.get(field), Some(text), "{told}: {field} of {fold:?}");
        }
    }
    for field in [
        "state",
        "entry",
        "charged",
        "exemption",
        "claim",
        "graduated",
        "confirmed_at",
        "entered_at",
        "reason",
    ] {
        let stale = fold.get(field).filter(|text| *text != "0" && *text != "none");
        assert_eq!(stale, hold.get(field).filter(|text| *text != "0"), "{told}: {field}");
    }
}

#[test]
fn whatever_is_done_and_taken_back_the_ledger_sums_and_the_journal_folds_to_what_is_held() {
    let mut places = BTreeSet::new();
    for seed in 0..WALKS {
        let world = World::at("2026-06-11T10:00:00");
        let id = world.applies(SITTING, master(&[]));
        world.opens_cabinet(id);
        let mut chance = Chance(seed);
        for at in 0..STEPS {
            anything(&world, id, &mut chance);
            sound(&world, id, &format!("walk {seed}, step {at}"));
            let held = held(&world, id);
            let text = |field: &str| held.get(field).cloned().unwrap_or_default();
            places.insert([
                text("state"),
                text("entry"),
                text("charged"),
                text("exemption"),
                text("claim"),
            ]);
        }
        // The last day to pay is past, and somebody comes in.
        world.moves_to("2026-06-17T09:00:00");
        sound(&world, id, &format!("walk {seed}, late"));
    }
    // A walk that goes nowhere would prove nothing.
    let reached = |at: usize, text: &str| places.iter().any(|place| place[at] == text);
    assert!(places.len() >= 12, "{places:?}");
    for (at, text) in [(1, "registered"), (2, "11000"), (3, "exempt"), (4, "11000 2026-06-15")] {
        assert!(reached(at, text), "{text}: {places:?}");
    }
}
