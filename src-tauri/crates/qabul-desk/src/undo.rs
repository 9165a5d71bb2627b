//! Taking an act back: a record's last change, or a whole list, as one step. It is itself an act.

use std::collections::BTreeMap;

use qabul_core::digest::of_hex;
use qabul_core::journal::Deed;
use qabul_core::refusal::Refusal;
use qabul_core::settings::Settings;
use qabul_core::staff::{MayDo, Session};
use qabul_core::venue::Hall;
use qabul_store::{ActRow, Member, MemberRow, OpenAct, Reader, Tx};
use serde_json::json;

use crate::campaigns::Hand;
use crate::desk::{Desk, Done};
use crate::failure::Failure;
use crate::halls::refuse_change;
use crate::import;
use crate::ledger;
use crate::organisations;
use crate::payments;
use crate::record;
use crate::results;
use crate::same;
use crate::staff;
use crate::views::Nothing;
use crate::views::journal::{ActRequest, Undoable, Undone};

/// Deeds that can be taken back.
const TAKEN_BACK: [Deed; 25] = [
    Deed::MergePeople,
    Deed::SaveOrganisations,
    Deed::SavePhoto,
    Deed::ImportResults,
    Deed::SaveResult,
    Deed::TagApplications,
    Deed::AddNote,
    Deed::ImportPayments,
    Deed::DecidePayment,
    Deed::DecideExemption,
    Deed::SettleClaims,
    Deed::SaveApplication,
    Deed::SubmitApplications,
    Deed::ConfirmApplications,
    Deed::RejectApplications,
    Deed::WithdrawApplications,
    Deed::ReopenApplications,
    Deed::OpenAccount,
    Deed::PostMovement,
    Deed::SaveHall,
    Deed::ImportHalls,
    Deed::DrawSeats,
    Deed::ImportApplications,
    Deed::ChangeSettings,
    Deed::SaveStaff,
];

/// Deeds that post movements.
const MOVES_MONEY: [Deed; 10] = [
    Deed::MergePeople,
    Deed::ImportPayments,
    Deed::DecidePayment,
    Deed::DecideExemption,
    Deed::SettleClaims,
    Deed::ImportApplications,
    Deed::ConfirmApplications,
    Deed::RejectApplications,
    Deed::WithdrawApplications,
    Deed::PostMovement,
];

/// Why an act cannot be taken back by whoever asks.
fn refused(
    session: &Session,
    reader: &Reader<'_>,
    act: &ActRow,
) -> Result<Option<Refusal>, Failure> {
    if !TAKEN_BACK.contains(&act.deed) {
        return Ok(Some(Refusal::NotUndone { deed: act.deed }));
    }
    // Who takes back does the same deed again, the other way round.
    if let Err(refusal) = session.may(act.deed) {
        return Ok(Some(refusal));
    }
    if reader.is_undone(act.id)? {
        return Ok(Some(Refusal::NothingToUndo));
    }
    // What was erased cannot be put back.
    if reader.is_erased(act.id)? {
        return Ok(Some(Refusal::NotUndone { deed: act.deed }));
    }
    let mut since = reader.touched_since(act.id)?;
    if since.is_none() && act.deed == Deed::MergePeople {
        since = reader.beyond(act.id, same::people_of(&act.facts)?)?;
    }
    Ok(since.map(|since| Refusal::UndoTouched { deed: since.deed, by: since.by, at: since.at }))
}

/// Whether an act can be taken back now.
pub(crate) fn open(session: &Session, reader: &Reader<'_>, id: i64) -> Result<bool, Failure> {
    let act = reader.act(id)?.ok_or(Refusal::NothingToUndo)?;
    Ok(refused(session, reader, &act)?.is_none())
}

/// `undo.last`: the last act of whoever is signed in that can be taken back, and why the very last one
/// cannot.
pub(crate) fn last(desk: &Desk, _: &Nothing) -> Result<Undoable, Failure> {
    let session = desk.session()?;
    desk.read(|reader| {
        let filter = qabul_store::ActFilter {
            by: Some(session.name.clone()),
            deeds: TAKEN_BACK.to_vec(),
            ..Default::default()
        };
        let acts = reader.acts(&filter, 0, 20)?;
        let mut left = Vec::new();
        for act in acts {
            if !reader.is_undone(act.id)? {
                left.push(act);
            }
        }
        let act = left.into_iter().next().ok_or(Refusal::NothingToUndo)?;
        if let Some(refusal) = refused(&session, reader, &act)? {
            return Err(refusal.into());
        }
        let records = reader.count_members(act.id)?;
        Ok(Undoable { id: act.id, deed: act.deed, at: act.at, records })
    })
}

/// `undo.act`
pub(crate) fn undo(desk: &Desk, request: &ActRequest) -> Result<Undone, Failure> {
    let (may, session) = (desk.may(Deed::Undo)?, desk.session()?);
    refuse_lost(desk, &may, request.id)?;
    desk.change(&may, |tx, open| {
        let act = tx.act(request.id)?.ok_or(Refusal::NothingToUndo)?;
        if let Some(refusal) = refused(&session, tx, &act)? {
            return Err(refusal.into());
        }
        let members = tx.members(act.id, u32::MAX)?;
        let records = u32::try_from(members.len()).unwrap_or(u32::MAX);
        let today = desk.host().now().date();
        if act.deed == Deed::MergePeople {
            same::part(tx, desk.order(), &act.facts)?;
        }
        // The last first: what an act did to an account twice is taken back in turn.
        for member in members.into_iter().rev() {
            if MOVES_MONEY.contains(&act.deed) && member.kind == "entry" {
                ledger::reverse(tx, open, member.record, act.id, today)?;
            }
            take_back((desk, &may), tx, open, &act, member)?;
        }
        tx.note_undone(act.id, open.id())?;
        let facts = json!({ "act": act.id, "records": records, "of": act.deed.key() });
        Ok(Done { answer: Undone { deed: act.deed, records }, facts })
    })
}

/// Refuses to put back a photo that is kept no more: whose place another took longer ago than papers that
/// nobody names are kept.
fn refuse_lost(desk: &Desk, may: &MayDo, act: i64) -> Result<(), Failure> {
    desk.with_store(|store| {
        let reader = store.reader();
        let Some(row) = reader.act(act)? else { return Ok(()) };
        for photo in reader.former(act, "photo")? {
            let hash = of_hex(&photo);
            if hash.map(|hash| store.paper_to_seal(&hash, may)).transpose()?.flatten().is_none() {
                return Err(Refusal::NotUndone { deed: row.deed }.into());
            }
        }
        Ok(())
    })
}

/// Takes back what an act did to one record, and writes that as what it is: the same, turned round.
fn take_back(
    (desk, may): (&Desk, &MayDo),
    tx: &Tx<'_>,
    open: &mut OpenAct<'_>,
    act: &ActRow,
    member: MemberRow,
) -> Result<(), Failure> {
    let fields = |json: &Option<String>| record::fields(json.as_deref().unwrap_or(""), &act.facts);
    let (before, after) = (fields(&member.before), fields(&member.after));
    let kind = match act.deed {
        Deed::SaveStaff => return staff::take_back(tx, open, member.record, &before),
        Deed::SaveHall | Deed::ImportHalls => {
            take_back_hall(tx, &member)?;
            "hall"
        }
        Deed::DrawSeats => {
            tx.free_seat(tx.sitting_of(member.record)?, member.record)?;
            "entry"
        }
        Deed::SaveOrganisations => {
            let hand = Hand::of(desk, may);
            return organisations::take_back(tx, &hand, open, (&before, &after), desk);
        }
        Deed::ChangeSettings => {
            tx.change_settings(&settings(tx.settings()?, &before))?;
            "settings"
        }
        Deed::ImportPayments | Deed::DecidePayment if member.kind == "payment" => {
            payments::take_back(tx, member.record, &before)?;
            "payment"
        }
        Deed::TagApplications => {
            take_back_tags(tx, member.record, &before, &after)?;
            "entry"
        }
        Deed::ImportResults | Deed::SaveResult => {
            results::take_back(tx, member.record, &before)?;
            "entry"
        }
        Deed::AddNote => {
            tx.take_back_note(act.id, member.record)?;
            "entry"
        }
        Deed::PostMovement | Deed::ImportPayments | Deed::DecidePayment => "entry",
        Deed::OpenAccount => {
            let row = tx.case(member.record)?.ok_or(Refusal::NoApplication)?;
            tx.take_back_account(row.candidate)?;
            "entry"
        }
        // What was filled where nothing stood has fields before, none of them; what is new has no before.
        _ if member.before.is_none() => {
            same::forget_apart(tx, member.record, after.get("apart"))?;
            tx.take_back_entry(member.record)?;
            "entry"
        }
        _ => {
            put_back(tx, member.record, &before, &after)?;
            "entry"
        }
    };
    let text =
        |fields: BTreeMap<String, String>| (!fields.is_empty()).then(|| json!(fields).to_string());
    let (before, after) = (text(after), text(before));
    open.member(&Member { kind, record: member.record, before, after })?;
    Ok(())
}

/// A tag that was put on goes, and one that was taken off comes back.
fn take_back_tags(
    tx: &Tx<'_>,
    entry: i64,
    before: &BTreeMap<String, String>,
    after: &BTreeMap<String, String>,
) -> Result<(), Failure> {
    for (fields, on) in [(before, true), (after, false)] {
        if let Some(word) = fields.get("tag") {
            tx.tag(entry, word, on)?;
        }
    }
    Ok(())
}

/// An entry is again what it was, with all that an act can have done to it and its person.
fn put_back(
    tx: &Tx<'_>,
    entry: i64,
    before: &BTreeMap<String, String>,
    after: &BTreeMap<String, String>,
) -> Result<(), Failure> {
    import::restore(tx, entry, before, after)?;
    if before.contains_key("results") || after.contains_key("results") {
        results::take_back(tx, entry, before)?;
    }
    same::forget_apart(tx, entry, after.get("apart"))?;
    seat_again(tx, entry, before)
}

/// Gives an entry back the seat that it left.
fn seat_again(tx: &Tx<'_>, entry: i64, before: &BTreeMap<String, String>) -> Result<(), Failure> {
    let text = |field: &str| before.get(field).map(String::as_str);
    let number = |field: &str| text(field).and_then(|text| text.parse().ok());
    let (Some(building), Some(hall), Some(row), Some(seat)) =
        (text("building"), text("hall"), number("row"), number("seat"))
    else {
        return Ok(());
    };
    match tx.seat_again(entry, (building, hall), (row, seat))? {
        true => Ok(()),
        false => Err(Refusal::NoHall.into()),
    }
}

/// A hall is again what it was, where it could be made so by hand; one that was new goes, unless people
/// sit in it.
fn take_back_hall(tx: &Tx<'_>, member: &MemberRow) -> Result<(), Failure> {
    let Some(Ok(hall)) = member.before.as_deref().map(serde_json::from_str::<Hall>) else {
        let seated = tx.seated_beyond(member.record, 0, 0)?;
        if seated > 0 {
            return Err(Refusal::HallInUse { seated }.into());
        }
        return Ok(tx.take_back_hall(member.record)?);
    };
    let there = tx.hall_by_id(member.record)?.ok_or(Refusal::NoHall)?;
    refuse_change(tx, Some(&there), &hall)?;
    tx.save_hall(Some(member.record), &hall)?;
    Ok(())
}

fn settings(now: Settings, before: &BTreeMap<String, String>) -> Settings {
    let field =
        |name: &str, kept: u16| before.get(name).and_then(|it| it.parse().ok()).unwrap_or(kept);
    Settings {
        version: now.version,
        idle_minutes: field("idle_minutes", now.idle_minutes),
        backup_minutes: field("backup_minutes", now.backup_minutes),
        warn_days: field("warn_days", now.warn_days),
        keep_hours: field("keep_hours", now.keep_hours),
        keep_days: field("keep_days", now.keep_days),
        keep_months: field("keep_months", now.keep_months),
    }
}
