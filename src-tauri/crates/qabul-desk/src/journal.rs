//! The journal: read, checked, exported; and what a record looked like at a moment.

use std::collections::BTreeMap;

use qabul_core::journal::{Anchor, Break, Broken, Deed};
use qabul_core::refusal::Refusal;
use qabul_core::staff::who_reads_the_journal;
use qabul_exchange::write::Cell;
use qabul_store::{ActFilter, ActRow, MemberRow, People, Reader};
use serde_json::Value;

use crate::desk::{Desk, Done};
use crate::failure::Failure;
use crate::views::Nothing;
use crate::views::applications::{Exported, FieldChange};
use crate::views::journal::*;
use crate::{files, key, record, undo};

/// Rows of a page at most, and records of an act.
const MOST: u32 = 200;

/// Reads for who reads the journal.
fn read<T>(desk: &Desk, ask: impl FnOnce(&Reader<'_>) -> Result<T, Failure>) -> Result<T, Failure> {
    let session = desk.session()?;
    if !session.roles.iter().any(|role| role.reads_journal()) {
        return Err(Refusal::NotForYou { roles: who_reads_the_journal() }.into());
    }
    desk.read(ask)
}

fn filter_of(filter: &JournalFilter) -> ActFilter {
    let filter = filter.clone();
    ActFilter {
        by: filter.by,
        deeds: filter.deed.into_iter().collect(),
        from: filter.from,
        to: filter.to,
        record: filter.record.map(|key| (key.kind, key.record)),
    }
}

/// `journal.list`
pub(crate) fn list(desk: &Desk, request: &JournalRequest) -> Result<JournalPage, Failure> {
    let filter = filter_of(&request.filter);
    read(desk, |reader| {
        let rows = reader.acts(&filter, request.skip, request.count.min(MOST))?;
        let acts = rows.into_iter().map(|row| line(reader, row)).collect::<Result<_, _>>()?;
        Ok(JournalPage { total: reader.count_acts(&filter)?, acts, people: reader.actors()? })
    })
}

/// The facts of an act for people: neither the names of the fields that a list brought, nor the steps by
/// which an undo finds back.
fn facts(json: &str) -> BTreeMap<String, String> {
    let mut facts = record::fields(json, "");
    facts.remove("fields");
    facts.remove("steps");
    facts
}

fn line(reader: &Reader<'_>, row: ActRow) -> Result<ActLine, Failure> {
    let facts = facts(&row.facts);
    Ok(ActLine {
        records: reader.count_members(row.id)?,
        id: row.id,
        station: row.station.0,
        station_name: row.station.1,
        number: row.number,
        at: row.at,
        by: row.by,
        deed: row.deed,
        facts,
    })
}

/// `journal.detail`
pub(crate) fn detail(desk: &Desk, request: &LookAtAct) -> Result<ActDetail, Failure> {
    let session = desk.session()?;
    let (line, undo) = read(desk, |reader| {
        let row = reader.act(request.id)?.ok_or(Refusal::NothingToUndo)?;
        Ok((line(reader, row)?, undo::open(&session, reader, request.id)?))
    })?;
    let Ok(seen) = desk.may_read() else {
        return Ok(ActDetail { hidden: line.records > 0, line, touched: Vec::new(), undo });
    };
    let touched = read(desk, |reader| {
        let people = reader.people(seen);
        let rows = match &request.record {
            None => people.members(request.id, MOST)?,
            Some(key) => {
                let past = people.past(&key.kind, key.record)?;
                past.into_iter().filter(|row| row.act.id == request.id).collect()
            }
        };
        rows.into_iter().map(|row| touched(&people, row)).collect()
    })?;
    Ok(ActDetail { line, touched, hidden: false, undo })
}

fn touched(people: &People<'_>, row: MemberRow) -> Result<Touched, Failure> {
    let quiet = [Deed::OpenRecord, Deed::ExportApplications].contains(&row.act.deed);
    let erased = row.before.is_none() && row.after.is_none() && !quiet;
    let key = RecordKey { kind: row.kind.clone(), record: row.record };
    Ok(Touched { name: name(people, &key)?, key, changes: changes(row), erased })
}

/// A record's name for people; its id where it is gone.
fn name(people: &People<'_>, key: &RecordKey) -> Result<String, Failure> {
    let name = match key.kind.as_str() {
        "entry" => people
            .line(key.record)?
            .map(|line| format!("{} {}", line.work_number.checked(), line.name.join(" ").trim())),
        "hall" => people
            .hall_by_id(key.record)?
            .map(|row| format!("{} · {} · {}", row.hall.city, row.hall.building, row.hall.code)),
        "payment" => people
            .payment(key.record)?
            .map(|row| format!("{} · {}", row.reference, row.payer).trim().to_owned()),
        "campaign" => people.campaign_name(key.record)?,
        "staff" => people.staff()?.into_iter().find(|row| row.id == key.record).map(|row| row.name),
        _ => None,
    };
    Ok(name.unwrap_or_else(|| key.record.to_string()))
}

/// What an act did to a record, field by field.
pub(crate) fn changes(row: MemberRow) -> Vec<FieldChange> {
    let fields = |json: Option<String>| record::fields(&json.unwrap_or_default(), &row.act.facts);
    let (mut before, after) = (fields(row.before), fields(row.after));
    let mut changes: Vec<FieldChange> = after
        .into_iter()
        .map(|(field, after)| FieldChange {
            before: before.remove(&field),
            after: Some(after),
            field,
        })
        .collect();
    // What is left stood there before and stands there no more.
    changes.extend(before.into_iter().map(|(field, before)| FieldChange {
        field,
        before: Some(before),
        after: None,
    }));
    changes.retain(|change| change.before != change.after);
    for change in changes.iter_mut().filter(|change| change.field == "photo") {
        // The beginning of a hash tells two photos apart.
        for text in [&mut change.before, &mut change.after].into_iter().flatten() {
            text.truncate(12);
        }
    }
    changes
}

/// `journal.then`: a record as of a moment, put together from everything that was done to it before.
pub(crate) fn then(desk: &Desk, request: &ThenRequest) -> Result<Then, Failure> {
    let key = request.key.clone();
    let past = desk.people(|people| Ok(people.past(&key.kind, key.record)?))?;
    let mut then = Then { there: false, fields: BTreeMap::new(), changed: None };
    // Stamps sort as their moments do; the one asked for has no offset.
    for row in past.into_iter().filter(|row| row.act.at.as_str() <= request.at.as_str()) {
        if row.before.is_none() && row.after.is_none() {
            continue;
        }
        (then.there, then.changed) = (true, Some((row.act.at.clone(), row.act.by.clone())));
        for change in changes(row) {
            match change.after {
                Some(text) => then.fields.insert(change.field, text),
                None => then.fields.remove(&change.field),
            };
        }
    }
    Ok(then)
}

/// `journal.export`: what the filter leaves, in its order. What was done to candidates is not in it.
pub(crate) fn export(desk: &Desk, request: &ExportJournal) -> Result<Exported, Failure> {
    let may = desk.may(Deed::ExportJournal)?;
    let (filter, path) = (filter_of(&request.filter), desk.path(&request.file)?);
    let language = crate::preferences::read(desk, &Nothing {})?.language;
    let words = crate::words::Words::of(language);
    let acts = read(desk, |reader| Ok(reader.acts(&filter, 0, u32::MAX)?))?;
    let count = u32::try_from(acts.len()).unwrap_or(u32::MAX);
    let heads = ["at", "by", "deed", "station", "number", "facts"]
        .map(|head| words.text(&["journal", head], &Value::Null));
    let heads = heads.each_ref().map(String::as_str);
    let rows = acts.into_iter().map(|row| {
        let deed = words.text(&["deed", row.deed.key()], &Value::Null);
        let facts: Vec<String> =
            facts(&row.facts).into_iter().map(|(key, text)| format!("{key}: {text}")).collect();
        let texts = [row.at, row.by, deed, row.station.1, row.number.to_string(), facts.join("; ")];
        texts.map(Cell::Text).to_vec()
    });
    files::write_table(&path, &heads, rows, &words.text(&["journal", "sheet"], &Value::Null))?;
    desk.change(&may, |_, _| Ok(Done { answer: (), facts: serde_json::json!({ "rows": count }) }))?;
    Ok(Exported { rows: count })
}

/// `journal.verify`: every digest, every anchor in the file, and the one of a cover.
pub(crate) fn verify(desk: &Desk, request: &VerifyJournal) -> Result<JournalVerdict, Failure> {
    let typed = request.anchor.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let anchor =
        typed.map(Anchor::parse).transpose().map_err(|fault| Refusal::NoAnchor { fault })?;
    read(desk, |reader| {
        let found = reader.verify_journal()?;
        let (anchors, keys) = (reader.anchors()?, reader.keys()?);
        let last = |station: i64| {
            let head = found.heads.iter().find(|head| head.station == station);
            head.map_or(0, |head| head.number)
        };
        let held = |anchor: &Anchor| -> Result<Option<Break>, Failure> {
            let there = reader.head_at(anchor.station, anchor.number)?;
            let broken = anchor.held_against(there.as_ref(), last(anchor.station));
            let at = |broken| Break { station: anchor.station, act: anchor.number, broken };
            Ok(broken.map(at))
        };
        let mut broken = found.broken.clone();
        if let (None, Some(anchor)) = (&broken, &anchor) {
            broken = held(anchor)?;
        }
        for row in anchors.iter().take_while(|_| found.broken.is_none()) {
            let unsigned = Break {
                station: row.head.station,
                act: row.head.number,
                broken: Broken::Signature,
            };
            let forged = (!key::holds(row, &keys)).then_some(unsigned);
            let worse = held(&Anchor::of(&row.head))?.or(forged);
            broken = broken.or(worse);
        }
        Ok(JournalVerdict {
            acts: found.acts,
            erased: found.erased,
            anchors: u32::try_from(anchors.len()).unwrap_or(u32::MAX),
            heads: found.heads.iter().map(|head| Anchor::of(head).code()).collect(),
            broken,
        })
    })
}

/// `journal.settle`: what was looked at is written now.
pub(crate) fn settle(desk: &Desk, _: &Nothing) -> Result<Nothing, Failure> {
    desk.write_sights();
    Ok(Nothing {})
}
