//! Personal Cabinets by hand: opened, paid into, set right.

use std::collections::BTreeMap;

use qabul_core::account::MovementKind;
use qabul_core::fault::{FieldFault, ValueFault};
use qabul_core::journal::Deed;
use qabul_core::money::Qepik;
use qabul_core::refusal::Refusal;
use qabul_store::NewMovement;
use serde_json::json;

use crate::claims;
use crate::desk::{Desk, Done};
use crate::failure::Failure;
use crate::life::{differing, said};
use crate::same;
use crate::views::Nothing;
use crate::views::life::{OpenAccount, PostMovement};

/// `accounts.open`
pub(crate) fn open(desk: &Desk, request: &OpenAccount) -> Result<Nothing, Failure> {
    let may = desk.may(Deed::OpenAccount)?;
    let at = desk.host().now();
    desk.change(&may, |tx, act| {
        let row = tx.case(request.id)?.ok_or(Refusal::NoApplication)?;
        same::refuse_merged(tx, &row)?;
        if row.balance.is_some() {
            return Err(Refusal::AccountThere.into());
        }
        let portal = said(request.portal.as_ref());
        if let Some(portal) = portal
            && tx.has_portal(portal)?
        {
            return Err(Refusal::from(FieldFault::of("portal", ValueFault::Taken)).into());
        }
        tx.open_account(row.candidate, portal, at, may.by())?;
        let balance = ("balance", "0".to_owned());
        let portal = portal.map(|portal| ("portal", portal.to_owned()));
        let after = portal.into_iter().chain([balance]).collect();
        act.member(&differing(request.id, &BTreeMap::new(), &after))?;
        Ok(Done { answer: Nothing {}, facts: json!({}) })
    })
}

/// A movement as it was typed, lifted: below zero where it takes away.
fn amount(request: &PostMovement) -> Result<i64, Refusal> {
    let typed = request.amount.trim();
    let (takes, digits) = match typed.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, typed),
    };
    let missing = |field| FieldFault::of(field, ValueFault::Missing);
    let mut faults = Vec::new();
    let correction = request.kind == MovementKind::Correction;
    let amount = Qepik::parse(digits).ok().map(i64::from).filter(|amount| *amount > 0);
    if digits.is_empty() {
        faults.push(missing("amount"));
    } else if amount.is_none() || (takes && !correction) {
        faults.push(FieldFault::of("amount", ValueFault::Amount));
    }
    if correction && said(request.reason.as_ref()).is_none() {
        faults.push(missing("reason"));
    }
    match amount {
        Some(amount) if faults.is_empty() => Ok(if takes { -amount } else { amount }),
        _ => Err(Refusal::Invalid { faults }),
    }
}

/// `accounts.post`
pub(crate) fn post(desk: &Desk, request: &PostMovement) -> Result<Nothing, Failure> {
    let may = desk.may(Deed::PostMovement)?;
    // Charges and refunds come with steps alone.
    let kind = match request.kind {
        kind @ (MovementKind::Deposit | MovementKind::Correction) => kind,
        _ => return Err(Refusal::from(FieldFault::of("kind", ValueFault::Missing)).into()),
    };
    let amount = amount(request)?;
    let day = desk.host().now().date();
    desk.change(&may, |tx, act| {
        let row = tx.case(request.id)?.ok_or(Refusal::NoApplication)?;
        same::refuse_merged(tx, &row)?;
        let balance = row.balance.ok_or(Refusal::NoAccount)?;
        let after = balance + amount;
        if after < 0 {
            let [balance, missing] = [balance, -after].map(|it| it.try_into().unwrap_or_default());
            return Err(Refusal::BalanceShort { balance, missing }.into());
        }
        let reference = said(request.reference.as_ref());
        if let Some(reference) = reference
            && tx.has_reference(reference)?
        {
            return Err(Refusal::from(FieldFault::of("reference", ValueFault::Taken)).into());
        }
        let reason = said(request.reason.as_ref());
        let (candidate, entry) = (row.candidate, None);
        let act_id = act.id();
        tx.post(&NewMovement {
            candidate,
            act: act_id,
            kind,
            amount,
            entry,
            day,
            reference,
            reason,
        })?;
        let [before, after] =
            [balance, after].map(|it| [("balance", it.to_string())].into_iter().collect());
        act.member(&differing(request.id, &before, &after))?;
        Ok(Done { answer: (), facts: json!({ "kind": kind.key() }) })
    })?;
    claims::settle_soon(desk);
    Ok(Nothing {})
}
