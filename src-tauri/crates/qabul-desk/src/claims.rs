//! What a certificate that takes the exam's place makes of the entries, and what falls due where none does.

use chrono::NaiveDateTime;
use qabul_core::account::MovementKind;
use qabul_core::application::{EntryState, State};
use qabul_core::eligibility::Exemption;
use qabul_core::journal::Deed;
use qabul_core::refusal::Refusal;
use qabul_store::{CaseRow, Claim, Member, OpenAct, Tx};
use serde_json::json;

use crate::desk::{Desk, Done};
use crate::eligibility::Rules;
use crate::failure::Failure;
use crate::life::{self, differing, fields};

/// What a certificate makes of the entries of its application: exempt, nothing is charged and the seat is left;
/// not exempt any more, the fee falls due; pending, nothing is charged for now.
///
/// Source: `doctoral-fee-2020`: who is exempt pays nothing.
pub(crate) fn exempt(
    tx: &Tx<'_>,
    act: &mut OpenAct<'_>,
    application: i64,
    (exemption, now): (Exemption, NaiveDateTime),
) -> Result<(), Failure> {
    let mut rules = Rules::default();
    for entry in tx.entries_of(application)? {
        let mut row = tx.case(entry)?.ok_or(Refusal::NoApplication)?;
        let mut before = fields(&row);
        row.exemption = exemption;
        let ruled = rules.of(tx, row.sitting)?;
        let registered = row.place.entry == EntryState::Registered;
        if ruled.exempts() {
            match exemption {
                Exemption::Exempt => {
                    if row.charged > 0 {
                        let back = (MovementKind::Refund, row.charged);
                        life::post(tx, act, &row, back, now.date())?;
                        row.charged = 0;
                    }
                    row.claim = None;
                    before.extend(life::leave_seat(tx, &row)?);
                    // A fee that nobody asks for any more suspends nobody.
                    if (row.place.application, row.place.entry)
                        == (State::Confirmed, EntryState::Suspended)
                    {
                        row.place.entry = EntryState::Registered;
                    }
                }
                Exemption::None if registered && row.charged == 0 => {
                    let amount = ruled.fee(&row, now).into();
                    let due = ruled.claims_due().ok_or(Refusal::NoDueDate)?;
                    row.claim = (amount > 0).then_some(Claim { amount, due });
                }
                // What is being verified is not charged, and nobody is late with it.
                Exemption::Pending => row.claim = None,
                Exemption::None => {}
            }
        }
        tx.put_course(&row)?;
        act.member(&differing(entry, &before, &fields(&row)))?;
    }
    Ok(())
}

/// Charges what is due where the account covers it, and suspends who did not pay in time. Nothing is
/// written where there is nothing to do.
pub(crate) fn settle(desk: &Desk) -> Result<(), Failure> {
    let (may, today) = (desk.may(Deed::SettleClaims)?, desk.host().now().date());
    if !desk.peek(|reader| Ok(reader.claims_to_settle(today)?))?.is_empty() {
        desk.change(&may, |tx, act| {
            let [mut charged, mut suspended] = [0_u32; 2];
            for entry in tx.claims_to_settle(today)? {
                let row = tx.case(entry)?.ok_or(Refusal::NoApplication)?;
                let covered = row.claim.is_some_and(|it| row.balance >= Some(it.amount));
                *(if covered { &mut charged } else { &mut suspended }) += 1;
                let member = settle_one(tx, act, row, (covered, today))?;
                act.member(&member)?;
            }
            let facts = json!({ "charged": charged, "suspended": suspended });
            Ok(Done { answer: (), facts })
        })?;
    }
    Ok(())
}

/// [`settle`] after something that is done already: what it cannot do now, the next occasion does.
pub(crate) fn settle_soon(desk: &Desk) {
    settle(desk).ok();
}

fn settle_one(
    tx: &Tx<'_>,
    act: &OpenAct<'_>,
    mut row: CaseRow,
    (covered, today): (bool, chrono::NaiveDate),
) -> Result<Member, Failure> {
    let mut before = fields(&row);
    let amount = row.claim.map_or(0, |claim| claim.amount);
    if covered {
        life::post(tx, act, &row, (MovementKind::Charge, -amount), today)?;
        (row.charged, row.paid) = (amount, row.paid.max(amount));
        row.claim = None;
    } else {
        row.place.entry = EntryState::Suspended;
        before.extend(life::leave_seat(tx, &row)?);
    }
    tx.put_course(&row)?;
    Ok(differing(row.entry, &before, &fields(&row)))
}
