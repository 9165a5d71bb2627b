//! Four eyes: what wants two people is proposed by one and done when another agrees.

use chrono::{NaiveDate, NaiveDateTime};
use qabul_core::fault::{Faults, FieldFault, ValueFault};
use qabul_core::journal::{Deed, stamp};
use qabul_core::refusal::Refusal;
use qabul_store::{Member, NewProposal, OpenAct, ProposalRow, Tx};
use serde_json::{Value, json};

use crate::desk::{Desk, Done};
use crate::failure::Failure;
use crate::key;
use crate::views::Nothing;
use crate::views::proposals::{Decide, ProposalLine, Proposals, ProposeErasure, ProposeRevocation};

/// Kinds of records whose past may be erased.
const ERASED: [&str; 2] = ["entry", "question"];
/// The longest reason, in characters.
const LONGEST: usize = 400;

/// `proposals.list`
pub(crate) fn list(desk: &Desk, _: &Nothing) -> Result<Proposals, Failure> {
    let session = desk.session()?;
    desk.may(Deed::Propose)?;
    let rows = desk.read(|reader| Ok(reader.proposals()?))?;
    let line = |row: ProposalRow| {
        let details: Value = serde_json::from_str(&row.details).unwrap_or_default();
        let text = |field: &str| details[field].as_str().unwrap_or_default().to_owned();
        ProposalLine {
            id: row.id,
            deed: row.deed,
            about: text("about"),
            moment: text("moment"),
            reason: row.reason,
            own: row.by.0 == session.staff,
            by: row.by.1,
            at: row.at,
            marked: row.marked,
        }
    };
    Ok(Proposals { proposals: rows.into_iter().map(line).collect() })
}

fn reason(typed: &str) -> Result<String, FieldFault> {
    let reason = typed.trim().to_owned();
    match reason.chars().count() {
        0 => Err(FieldFault::of("reason", ValueFault::Missing)),
        1..=LONGEST => Ok(reason),
        _ => Err(FieldFault::of("reason", ValueFault::TooLong { longest: LONGEST })),
    }
}

/// `proposals.revoke_key`
pub(crate) fn revoke_key(desk: &Desk, request: &ProposeRevocation) -> Result<Proposals, Failure> {
    let mut faults = Faults::default();
    let from = NaiveDateTime::parse_from_str(&request.from, "%Y-%m-%dT%H:%M");
    let from = from.map_err(|_| FieldFault::of("from", ValueFault::Date));
    let (from, reason) = (faults.take(from), faults.take(reason(&request.reason)));
    let (Some(from), Some(reason)) = (from, reason) else { return Err(faults.noted().into()) };
    let row = desk.read(|reader| Ok(reader.keys()?))?.into_iter().find(|row| row.id == request.key);
    let row = row.filter(|row| row.revoked_from.is_none()).ok_or(Refusal::NoKey)?;
    let details = json!({ "about": key::name(&row.public)?, "moment": stamp(from) });
    propose(desk, Deed::RevokeKey, ("key", request.key), &details, &reason)
}

/// `proposals.erase`
pub(crate) fn erase(desk: &Desk, request: &ProposeErasure) -> Result<Proposals, Failure> {
    let mut faults = Faults::default();
    let before = NaiveDate::parse_from_str(&request.before, "%Y-%m-%d");
    let before = faults.take(before.map_err(|_| FieldFault::of("before", ValueFault::Date)));
    let known = ERASED.contains(&request.kind.as_str()).then_some(());
    let kind = faults.take(known.ok_or(FieldFault::of("kind", ValueFault::Missing)));
    let reason = faults.take(reason(&request.reason));
    let (Some(before), Some(()), Some(reason)) = (before, kind, reason) else {
        return Err(faults.noted().into());
    };
    let moment = stamp(before.and_time(chrono::NaiveTime::MIN));
    let details = json!({ "about": request.kind, "moment": moment });
    propose(desk, Deed::Erase, ("journal", 0), &details, &reason)
}

fn propose(
    desk: &Desk,
    deed: Deed,
    record: (&'static str, i64),
    details: &Value,
    reason: &str,
) -> Result<Proposals, Failure> {
    let (may, session) = (desk.may(Deed::Propose)?, desk.session()?);
    debug_assert!(deed.wants_two());
    desk.change(&may, |tx, act| {
        let (by, at) = (session.staff, desk.host().now());
        let id =
            tx.propose(&NewProposal { deed, record, details: &details.to_string(), reason, by, at })?;
        let after = json!({
            "deed": deed.key(), "about": details["about"], "moment": details["moment"], "reason": reason,
        });
        let after = Some(after.to_string());
        act.member(&Member { kind: "proposal", record: id, before: None, after })?;
        Ok(Done { answer: (), facts: json!({ "of": deed.key() }) })
    })?;
    list(desk, &Nothing {})
}

/// `proposals.decide`: what is agreed to is done at once, in the same act.
pub(crate) fn decide(desk: &Desk, request: &Decide) -> Result<Proposals, Failure> {
    let session = desk.session()?;
    let wanted = |rows: Vec<ProposalRow>| rows.into_iter().find(|row| row.id == request.id);
    let row = wanted(desk.read(|reader| Ok(reader.proposals()?))?).ok_or(Refusal::NoProposal)?;
    let may = desk.may(if request.agree { row.deed } else { Deed::Decline })?;
    if request.agree && row.by.0 == session.staff {
        return Err(Refusal::AnotherDecides.into());
    }
    desk.change(&may, |tx, act| {
        let row = wanted(tx.proposals()?).ok_or(Refusal::NoProposal)?;
        tx.decide(row.id, request.agree, session.staff, desk.host().now())?;
        let after = json!({ "outcome": if request.agree { "agreed" } else { "declined" } });
        let after = Some(after.to_string());
        act.member(&Member { kind: "proposal", record: row.id, before: None, after })?;
        let erased = if request.agree { agreed(tx, act, &row)? } else { 0 };
        let facts = json!({ "proposed_by": row.by.1, "of": row.deed.key(), "records": erased });
        Ok(Done { answer: (), facts })
    })?;
    list(desk, &Nothing {})
}

/// Does what two people agreed to; how many records it erased.
fn agreed(tx: &Tx<'_>, act: &mut OpenAct<'_>, row: &ProposalRow) -> Result<u32, Failure> {
    let details: Value = serde_json::from_str(&row.details).unwrap_or_default();
    let text = |field: &str| details[field].as_str().unwrap_or_default();
    if row.deed == Deed::Erase {
        return Ok(tx.erase_members(act, text("about"), text("moment"))?);
    }
    tx.revoke_key(row.record, text("moment"))?;
    let after = json!({ "key": text("about"), "revoked_from": text("moment") }).to_string();
    act.member(&Member { kind: "key", record: row.record, before: None, after: Some(after) })?;
    Ok(0)
}
