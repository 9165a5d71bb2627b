//! Payments of a bank's list: matched with applicants, posted, or kept for a person.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use qabul_core::account::MovementKind;
use qabul_core::campaign::SittingId;
use qabul_core::fault::{FieldFault, ValueFault};
use qabul_core::journal::Deed;
use qabul_core::refusal::Refusal;
use qabul_core::text::date_iso;
use qabul_exchange::columns;
use qabul_exchange::payments::{self as exchange, Payment};
use qabul_exchange::table::Table;
use qabul_store::{Member, NewMovement, OpenAct, PaymentRow, People, Tx};
use serde_json::json;

use crate::claims;
use crate::desk::{Desk, Done};
use crate::failure::{Breakage, Failure};
use crate::files;
use crate::life::{differing, said};
use crate::views::Nothing;
use crate::views::payments::{
    DecidePayment, ImportPayments, PaymentLine, PaymentQueue, PaymentsRead, Waits,
};

impl Waits {
    const ALL: [Self; 4] = [Self::Nobody, Self::Several, Self::NoAccount, Self::Twice];

    fn key(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Several => "several",
            Self::NoAccount => "no_account",
            Self::Twice => "twice",
        }
    }
}

/// What becomes of a payment.
enum Fate {
    /// It goes to the account of the person of this entry.
    Post(i64),
    Wait(Waits),
    Known,
}

/// A list with the fate of each of its payments.
struct Judged {
    answer: PaymentsRead,
    payments: Vec<(Payment, String, Fate)>,
}

/// `payments.import`: all rows or none.
pub(crate) fn import(desk: &Desk, request: &ImportPayments) -> Result<PaymentsRead, Failure> {
    let may = desk.may(Deed::ImportPayments)?;
    let path = desk.path(&request.file)?;
    let table = files::table(&path)?;
    let seen = desk.people(|people| Ok(judge(people, &table, &path)?.answer))?;
    if request.dry_run || !seen.findings.is_empty() || seen.posted + seen.waiting == 0 {
        return Ok(seen);
    }
    let answer = desk.change(&may, |tx, act| {
        let Judged { mut answer, payments } = judge(tx, &table, &path)?;
        write(tx, act, &payments)?;
        answer.written = true;
        let facts = json!({
            "rows": answer.rows, "posted": answer.posted, "waiting": answer.waiting,
            "known": answer.known,
        });
        Ok(Done { answer, facts })
    })?;
    claims::settle_soon(desk);
    Ok(answer)
}

fn judge(people: &People<'_>, table: &Table, path: &Path) -> Result<Judged, Failure> {
    let mapping = columns::payments(&table.heads)?;
    let mut judged = Judged { answer: PaymentsRead::default(), payments: Vec::new() };
    let mut times: HashMap<String, u32> = HashMap::new();
    for row in table.rows() {
        let row =
            row.map_err(|problem| Refusal::NotATable { file: files::name_of(path), problem })?;
        let answer = &mut judged.answer;
        answer.rows += 1;
        let payment = match exchange::lift(&row, &mapping) {
            Ok((_, payment)) => payment,
            Err(findings) => {
                answer.findings.extend(findings);
                continue;
            }
        };
        let identity = payment.identity();
        let time = *times.entry(identity.clone()).and_modify(|time| *time += 1).or_insert(1);
        let (identity, again) = match time {
            1 => (identity, false),
            _ => (format!("{identity} #{time}"), true),
        };
        let fate = if people.has_payment(&identity)? {
            Fate::Known
        } else if again {
            Fate::Wait(Waits::Twice)
        } else {
            match whose(people, &payment.reference)? {
                Ok(entry) => account_of(people, entry)?,
                Err(0) => Fate::Wait(Waits::Nobody),
                Err(_) => Fate::Wait(Waits::Several),
            }
        };
        match fate {
            Fate::Post(_) => {
                answer.posted += 1;
                answer.amount += i64::from(payment.amount);
            }
            Fate::Wait(_) => answer.waiting += 1,
            Fate::Known => answer.known += 1,
        }
        judged.payments.push((payment, identity, fate));
    }
    Ok(judged)
}

/// The newest entry of the one person whom a text speaks of; how many there are where it is not one.
pub(crate) fn whose(people: &People<'_>, text: &str) -> Result<Result<i64, u32>, Failure> {
    let meant = exchange::meant(text);
    let mut found: BTreeMap<String, i64> = BTreeMap::new();
    let fits = |sitting: &str| {
        sitting.parse().is_ok_and(|id: SittingId| {
            meant.programme.is_none_or(|programme| programme == id.programme)
                && meant.year.is_none_or(|year| year == id.year)
        })
    };
    for number in &meant.work_numbers {
        let numbered = people.find_work_number(*number)?.into_iter();
        for (_, hit) in numbered.filter(|(sitting, _)| fits(sitting)) {
            found.entry(hit.fin).or_insert(hit.entry);
        }
    }
    for fin in &meant.fins {
        if let Some(hit) = people.find_fin(fin)? {
            found.entry(hit.fin).or_insert(hit.entry);
        }
    }
    let many = u32::try_from(found.len()).unwrap_or(u32::MAX);
    Ok(found.into_values().next().filter(|_| many == 1).ok_or(many))
}

fn account_of(people: &People<'_>, entry: i64) -> Result<Fate, Failure> {
    let row = people.case(entry)?.ok_or(Refusal::NoApplication)?;
    Ok(if row.balance.is_some() { Fate::Post(entry) } else { Fate::Wait(Waits::NoAccount) })
}

fn write(
    tx: &Tx<'_>,
    act: &mut OpenAct<'_>,
    payments: &[(Payment, String, Fate)],
) -> Result<(), Failure> {
    // Several payments of one person are one change of the account.
    let mut accounts: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
    for (payment, identity, fate) in payments {
        match fate {
            Fate::Post(entry) => {
                let amount = i64::from(payment.amount);
                let before = post(tx, act, *entry, (amount, payment.day, identity))?;
                let balance = accounts.entry(*entry).or_insert((before, before));
                balance.1 = before + amount;
            }
            Fate::Wait(why) => {
                let row = PaymentRow {
                    id: 0,
                    identity: identity.clone(),
                    day: date_iso(payment.day).to_string(),
                    amount: payment.amount.into(),
                    reference: payment.reference.to_string(),
                    payer: payment.payer.to_string(),
                    why: why.key().to_owned(),
                    state: WAITING.to_owned(),
                };
                let id = tx.add_payment(&row)?;
                act.member(&member(id, None, WAITING))?;
            }
            Fate::Known => {}
        }
    }
    for (entry, (before, after)) in accounts {
        act.member(&balance(entry, before, after))?;
    }
    Ok(())
}

/// Posts a payment to the account of an entry's person; what it held before.
fn post(
    tx: &Tx<'_>,
    act: &OpenAct<'_>,
    entry: i64,
    (amount, day, identity): (i64, chrono::NaiveDate, &str),
) -> Result<i64, Failure> {
    let row = tx.case(entry)?.ok_or(Refusal::NoApplication)?;
    let balance = row.balance.ok_or(Refusal::NoAccount)?;
    tx.post(&NewMovement {
        candidate: row.candidate,
        act: act.id(),
        kind: MovementKind::Deposit,
        amount,
        entry: None,
        day,
        reference: Some(identity),
        reason: None,
    })?;
    Ok(balance)
}

const WAITING: &str = "waiting";
const POSTED: &str = "posted";
const RETURNED: &str = "returned";

fn member(id: i64, before: Option<&str>, after: &str) -> Member {
    let state = |state: &str| json!({ "payment": state }).to_string();
    Member { kind: "payment", record: id, before: before.map(state), after: Some(state(after)) }
}

fn balance(entry: i64, before: i64, after: i64) -> Member {
    let [before, after] =
        [before, after].map(|it| [("balance", it.to_string())].into_iter().collect());
    differing(entry, &before, &after)
}

/// `payments.queue`
pub(crate) fn queue(desk: &Desk, _: &Nothing) -> Result<PaymentQueue, Failure> {
    desk.people(|people| {
        let line = |row: PaymentRow| {
            let why = Waits::ALL.into_iter().find(|why| why.key() == row.why);
            let why = why.ok_or_else(|| Breakage::program("payment", &row.why))?;
            let PaymentRow { id, day, amount, reference, payer, .. } = row;
            Ok(PaymentLine { id, day, amount, reference, payer, why })
        };
        Ok(PaymentQueue {
            payments: people
                .payments_waiting()?
                .into_iter()
                .map(line)
                .collect::<Result<_, Failure>>()?,
            total: people.count_payments_waiting()?,
        })
    })
}

/// `payments.decide`
pub(crate) fn decide(desk: &Desk, request: &DecidePayment) -> Result<Nothing, Failure> {
    let may = desk.may(Deed::DecidePayment)?;
    let (to, reason) = (said(request.to.as_ref()), said(request.reason.as_ref()));
    if to.is_none() && reason.is_none() {
        let field = if request.to.is_some() { "to" } else { "reason" };
        return Err(Refusal::from(FieldFault::of(field, ValueFault::Missing)).into());
    }
    desk.change(&may, |tx, act| {
        let row = tx.payment(request.payment)?.filter(|row| row.state == WAITING);
        let row = row.ok_or(Refusal::NoPayment)?;
        let state = match to {
            Some(to) => {
                let entry = whose(tx, to)?.map_err(|people| Refusal::Whose { people })?;
                let day = row.day.parse().map_err(|error| Breakage::program("payment", &error))?;
                let before = post(tx, act, entry, (row.amount, day, &row.identity))?;
                act.member(&balance(entry, before, before + row.amount))?;
                POSTED
            }
            None => RETURNED,
        };
        tx.put_payment(row.id, state)?;
        act.member(&member(row.id, Some(WAITING), state))?;
        let facts = json!({ "payment": row.id, "state": state, "reason": reason });
        Ok(Done { answer: Nothing {}, facts })
    })?;
    claims::settle_soon(desk);
    Ok(Nothing {})
}

/// Takes back what became of a payment; one that came with the act goes.
pub(crate) fn take_back(
    tx: &Tx<'_>,
    payment: i64,
    before: &BTreeMap<String, String>,
) -> Result<(), Failure> {
    match before.get("payment") {
        Some(state) => tx.put_payment(payment, state)?,
        None => tx.take_back_payment(payment)?,
    }
    Ok(())
}
