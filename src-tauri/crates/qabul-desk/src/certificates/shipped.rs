//! The kinds and tables that the program brings, taken into a registry: as drafts into a real one, published
//! under acts of a sample into a sample.

use chrono::NaiveDate;
use qabul_core::campaign::{Act, Body};
use qabul_core::certificate::Equivalence;
use qabul_core::refusal::Refusal;
use qabul_core::staff::{AtTheDoor, MayDo, Role};
use qabul_store::{EditionKind, Member, OpenAct, Reader, Tx};
use serde_json::json;

use crate::campaigns::Hand;
use crate::desk::{Desk, Done};
use crate::failure::{Breakage, Failure};
use crate::reference;

/// Whether a registry lacks a kind: what somebody wrote under its key waits for another person first.
fn lacks_kind(reader: &Reader<'_>, key: &str) -> Result<bool, Failure> {
    let kept = reader.edition(EditionKind::CertificateKind, key, None)?.is_some();
    Ok(!kept && reader.kind_draft(key)?.is_none())
}

/// Whether a registry lacks a kind or a table that is shipped.
fn lacks(reader: &Reader<'_>) -> Result<bool, Failure> {
    for kind in reference::certificate_kinds()? {
        if lacks_kind(reader, &kind.key)? {
            return Ok(true);
        }
    }
    let there = reader.equivalences()?;
    let shipped = reference::equivalence_tables()?;
    let known = |table: &Equivalence| there.iter().any(|row| row.table.key() == table.key());
    Ok(!shipped.iter().all(known))
}

/// Takes in the kinds and tables that a registry lacks; how many.
pub(crate) fn take_in(
    tx: &Tx<'_>,
    act: &mut OpenAct<'_>,
    hand: &Hand,
    sample: bool,
) -> Result<u32, Failure> {
    let mut taken = 0;
    for kind in reference::certificate_kinds()? {
        if lacks_kind(tx, &kind.key)? {
            let text = serde_json::to_string(&kind)
                .map_err(|error| Breakage::program("certificate kind", &error))?;
            let row = hand.row(kind.key, 1, text);
            tx.add_edition(EditionKind::CertificateKind, &row)?;
            taken += 1;
        }
    }
    let there = tx.equivalences()?;
    for (number, mut table) in (1..).zip(reference::equivalence_tables()?) {
        if there.iter().any(|row| row.table.key() == table.key()) {
            continue;
        }
        if sample {
            table.acts = sample_acts(number)?;
        }
        let id = tx.add_equivalence(&table, None)?;
        if sample {
            publish_sample(tx, id)?;
        }
        let after = Some(json!({ "table": table.key() }).to_string());
        act.member(&Member { kind: "equivalence", record: id, before: None, after })?;
        taken += 1;
    }
    Ok(taken)
}

/// Takes in what an older registry lacks, when it is opened.
pub(crate) fn complete(desk: &Desk) -> Result<(), Failure> {
    if !desk.peek(lacks)? {
        return Ok(());
    }
    let sample = desk.peek(|reader| Ok(reader.registry()?.sample))?;
    let may = MayDo::at_the_door(AtTheDoor::TakeIn, &desk.host().who());
    let hand = Hand::of(desk, &may);
    desk.change(&may, |tx, act| {
        let taken = take_in(tx, act, &hand, sample)?;
        Ok(Done { answer: (), facts: json!({ "taken": taken }) })
    })
}

/// Acts by whose numbers everybody sees that they are a sample's.
fn sample_acts(number: u32) -> Result<Vec<Act>, Failure> {
    let date = NaiveDate::from_ymd_opt(2026, 1, 12);
    let date = date.ok_or_else(|| Breakage::program("sample", &"act"))?;
    let act = |body: Body, letter: char| Act {
        body,
        number: format!("NÜMUNƏ-{letter}{number}"),
        date,
        scan: None,
    };
    Ok(Equivalence::ACTS.into_iter().zip(['M', 'A', 'N']).map(|(body, it)| act(body, it)).collect())
}

/// Publishes a table of the sample: written by one of its verifiers, published by one of its approvers; by any
/// two where it has none of them any more.
fn publish_sample(tx: &Tx<'_>, id: i64) -> Result<(), Failure> {
    let staff = tx.staff()?;
    let who = |role: Role, but: Option<i64>| {
        let of_role = staff.iter().filter(|row| row.roles.contains(&role)).chain(&staff);
        of_role.map(|row| row.id).find(|id| Some(*id) != but).ok_or(Refusal::NoStaff)
    };
    let writer = who(Role::Verifier, None)?;
    let publisher = who(Role::Approver, Some(writer))?;
    tx.add_hand(id, writer)?;
    let at = NaiveDate::from_ymd_opt(2026, 1, 12).and_then(|day| day.and_hms_opt(10, 0, 0));
    let at = at.ok_or_else(|| Breakage::program("sample", &"act"))?;
    tx.publish_equivalence(id, publisher, at)?;
    Ok(())
}
