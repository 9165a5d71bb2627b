//! Equivalence tables: written, agreed with their acts, published by another than who wrote them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use qabul_core::campaign::{Act, Body};
use qabul_core::certificate::{
    Cefr, Day, Equivalence, Kind, Row, Span, Succession, TableState, TableStep,
};
use qabul_core::digest::{hex, of_hex};
use qabul_core::fault::{Faults, FieldFault, ValueFault};
use qabul_core::journal::Deed;
use qabul_core::refusal::{EquivalenceRefusal, Refusal};
use qabul_core::text::visible;
use qabul_exchange::certificates::day;
use qabul_store::{EquivalenceRow, Member, Reader, Tx};
use serde_json::{Value, json};

use super::{kinds, view};
use crate::desk::{Desk, Done};
use crate::failure::Failure;
use crate::record::{self, refuse_stale};
use crate::scans;
use crate::views::Nothing;
use crate::views::equivalence::{
    CopyTableScan, Equivalences, RecordAct, SaveTable, StepTable, TableDetail, TableRequest,
    TypedRow,
};
use crate::views::files::ChosenFile;

/// The kind under which the history keeps a table.
const RECORD: &str = "equivalence";
/// The longest number of an act, and the longest reason, in characters.
const LONGEST: usize = 200;

/// `equivalence.list`
pub(crate) fn list(desk: &Desk, _: &Nothing) -> Result<Equivalences, Failure> {
    desk.read(|reader| {
        Ok(Equivalences {
            kinds: kinds::lines(reader)?,
            tables: reader.equivalences()?.iter().map(view::line).collect(),
            acts_needed: u32::try_from(Equivalence::ACTS.len()).unwrap_or_default(),
        })
    })
}

/// `equivalence.detail`
pub(crate) fn detail(desk: &Desk, request: &TableRequest) -> Result<TableDetail, Failure> {
    let session = desk.session()?;
    desk.read(|reader| view::whole(reader, &session, request.id))
}

/// A table that must be there.
pub(super) fn named(reader: &Reader<'_>, id: i64) -> Result<EquivalenceRow, Failure> {
    let row = reader.equivalence(id)?;
    Ok(row.ok_or(EquivalenceRefusal::NoEquivalence).map_err(Refusal::from)?)
}

/// What the history keeps of a table: its days, its rows as lines, its acts.
fn fields(row: &EquivalenceRow) -> BTreeMap<String, String> {
    let table = &row.table;
    let text = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let line = |row: &Row| {
        let mut line = format!("{} {}", row.score, row.level.key());
        for (part, least) in &row.least {
            line.push_str(&format!(" {}≥{least}", part.key()));
        }
        line
    };
    let mut fields = BTreeMap::from([
        ("table".to_owned(), table.key()),
        ("state".to_owned(), row.state.key().to_owned()),
        ("tested_from".to_owned(), text(table.tested.from)),
        ("tested_to".to_owned(), text(table.tested.to)),
        ("replaces".to_owned(), row.replaces.map(|it| it.to_string()).unwrap_or_default()),
        ("rows".to_owned(), table.rows.iter().map(line).collect::<Vec<_>>().join("\n")),
        ("reason".to_owned(), row.reason.clone().unwrap_or_default()),
    ]);
    for act in &table.acts {
        let key = act.body.key();
        fields.insert(format!("acts.{key}"), format!("{} · {}", act.number, act.date));
        fields.insert(format!("acts.{key}.scan"), act.scan.clone().unwrap_or_default());
    }
    fields.retain(|_, text| !text.is_empty());
    fields
}

/// What an act did to a table: the fields that differ, with the table named on both sides.
fn member(before: Option<&EquivalenceRow>, after: &EquivalenceRow) -> Member {
    let is = fields(after);
    let was = before.map(fields);
    let text = |fields: BTreeMap<String, String>| Some(Value::from_iter(fields).to_string());
    let changed = |these: &BTreeMap<String, String>, others: &BTreeMap<String, String>| {
        text(record::differing(these, others))
    };
    let none = BTreeMap::new();
    Member {
        kind: RECORD,
        record: after.id,
        before: was.as_ref().and_then(|was| changed(was, &is)),
        after: changed(&is, was.as_ref().unwrap_or(&none)),
    }
}

/// Refuses to work with a table that somebody changed since it was looked at.
fn fresh(reader: &Reader<'_>, row: &EquivalenceRow, looked_at: i64) -> Result<(), Failure> {
    let seen = (looked_at, row.version);
    refuse_stale(reader, (RECORD, row.id), seen, &json!(fields(row)))
}

/// `equivalence.save`
pub(crate) fn save(desk: &Desk, request: &SaveTable) -> Result<TableDetail, Failure> {
    let (may, session) = (desk.may(Deed::WriteEquivalence)?, desk.session()?);
    sources_print(desk, request)?;
    desk.change(&may, |tx, act| {
        let kind = kinds::named(tx, &request.kind)?;
        let before = request.of.map(|(id, _)| named(tx, id)).transpose()?;
        let version = match &before {
            Some(row) => row.table.version,
            None => tx.next_equivalence(&kind.key)?,
        };
        let acts = before.as_ref().map(|row| row.table.acts.clone()).unwrap_or_default();
        let (table, replaces) = lifted(tx, request, &kind, (version, acts))?;
        let id = match (&before, request.of) {
            (Some(row), Some((id, looked_at))) => {
                fresh(tx, row, looked_at)?;
                if row.state != TableState::Draft {
                    let table_state = row.state;
                    return Err(
                        Refusal::from(EquivalenceRefusal::TableClosed { table_state }).into()
                    );
                }
                tx.put_equivalence(id, &table, replaces)?;
                id
            }
            _ => tx.add_equivalence(&table, replaces)?,
        };
        tx.add_hand(id, session.staff)?;
        act.member(&member(before.as_ref(), &named(tx, id)?))?;
        let answer = view::whole(tx, &session, id)?;
        Ok(Done { answer, facts: json!({ "table": table.key() }) })
    })
}

/// Whether anything stands in a row; one in which nothing does is none.
fn is_filled(row: &TypedRow) -> bool {
    !row.score.trim().is_empty() || !row.level.trim().is_empty()
}

/// Refuses sources that would not stand on the paper of the table, which is not written any more once it judges.
fn sources_print(desk: &Desk, request: &SaveTable) -> Result<(), Failure> {
    let faces = &desk.press()?.faces;
    let wrong = |source: &str| {
        if source.chars().count() > LONGEST {
            return Some(ValueFault::TooLong { longest: LONGEST });
        }
        let lacked = faces.missing(source).map(|letter| ValueFault::NotPrinted { letter });
        visible(source).err().or(lacked)
    };
    let fault = |(at, row): (usize, &TypedRow)| {
        let fault = wrong(row.source.trim())?;
        Some(FieldFault::of(&format!("table_rows.{at}.source"), fault))
    };
    let filled = request.rows.iter().filter(|row| is_filled(row));
    let faults: Vec<FieldFault> = filled.enumerate().filter_map(fault).collect();
    if faults.is_empty() { Ok(()) } else { Err(Refusal::Invalid { faults }.into()) }
}

/// A day that may be left empty.
fn maybe_day(field: &str, typed: &str) -> Result<Option<NaiveDate>, FieldFault> {
    match day(typed) {
        Day::Missing => Ok(None),
        Day::On(day) => Ok(Some(day)),
        Day::Impossible(_) => Err(FieldFault::of(field, ValueFault::Date)),
    }
}

/// A table as it was typed, with every fault at once.
fn lifted(
    reader: &Reader<'_>,
    request: &SaveTable,
    kind: &Kind,
    (version, acts): (u32, Vec<Act>),
) -> Result<(Equivalence, Option<u32>), Failure> {
    let mut faults = Faults::default();
    let from = faults.take(maybe_day("tested.from", &request.from));
    let to = faults.take(maybe_day("tested.to", &request.to));
    let replaces = faults.take(replaced(reader, request, version));
    let mut rows = Vec::with_capacity(request.rows.len());
    for (at, typed) in request.rows.iter().filter(|row| is_filled(row)).enumerate() {
        let level = Cefr::parse(&typed.level);
        let level =
            level.ok_or(FieldFault::of(&format!("table_rows.{at}.level"), ValueFault::Cefr));
        let least = typed.least.iter().map(|(part, text)| (*part, text.trim().to_owned()));
        if let Some(level) = faults.take(level) {
            rows.push(Row {
                score: typed.score.trim().replace(',', "."),
                level,
                least: least.filter(|(_, text)| !text.is_empty()).collect(),
                source: typed.source.trim().to_owned(),
            });
        }
    }
    let whole = rows.len() == request.rows.iter().filter(|row| is_filled(row)).count();
    let (Some(from), Some(to), Some(replaces), true) = (from, to, replaces, whole) else {
        return Err(faults.noted().into());
    };
    let tested = Span { from, to };
    let table = Equivalence { kind: kind.key.clone(), version, tested, rows, acts };
    let faults = table.faults(kind);
    if faults.is_empty() { Ok((table, replaces)) } else { Err(Refusal::Invalid { faults }.into()) }
}

/// The published version whose place a draft takes.
fn replaced(
    reader: &Reader<'_>,
    request: &SaveTable,
    version: u32,
) -> Result<Option<u32>, FieldFault> {
    let typed = request.replaces.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let fault = || FieldFault::of("replaces", ValueFault::NoVersion);
    let number: u32 = typed.parse().map_err(|_| fault())?;
    let tables = reader.equivalences().map_err(|_| fault())?;
    let there = tables.iter().any(|row| {
        let it = &row.table;
        it.kind == request.kind && it.version == number && row.state == TableState::Published
    });
    if there && number != version { Ok(Some(number)) } else { Err(fault()) }
}

/// `equivalence.act`: records an act while the table is being agreed, or takes one out.
pub(crate) fn record_act(desk: &Desk, request: &RecordAct) -> Result<TableDetail, Failure> {
    let (may, session) = (desk.may(Deed::WriteEquivalence)?, desk.session()?);
    let number = request.number.trim();
    let mut faults = Faults::default();
    let date = match day(&request.date) {
        Day::On(day) => Ok(Some(day)),
        _ if number.is_empty() => Ok(None),
        Day::Missing => Err(FieldFault::of("date", ValueFault::Missing)),
        Day::Impossible(_) => Err(FieldFault::of("date", ValueFault::Date)),
    };
    let date = faults.take(date);
    if number.chars().count() > LONGEST {
        let fault = ValueFault::TooLong { longest: LONGEST };
        faults.take::<()>(Err(FieldFault::of("number", fault)));
    }
    let scan = faults
        .take(request.scan.as_ref().map(|file| scans::read(desk, file)).transpose()?.transpose());
    let (Some(date), Some(scan)) = (date, scan) else { return Err(faults.noted().into()) };
    let kept: Option<[u8; 32]> = match scan {
        Some(bytes) => {
            desk.with_store(|store| Ok(store.keep_papers(&may, &[bytes])?))?.first().copied()
        }
        None => None,
    };
    desk.change(&may, |tx, act| {
        let before = named(tx, request.id)?;
        fresh(tx, &before, request.version)?;
        if before.state != TableState::Agreed {
            let table_state = before.state;
            return Err(Refusal::from(EquivalenceRefusal::ActsClosed { table_state }).into());
        }
        let mut table = before.table.clone();
        let former = table.acts.iter().position(|act| act.body == request.body);
        let former = former.map(|at| table.acts.remove(at));
        if let Some(date) = date.filter(|_| !number.is_empty()) {
            let same = former.filter(|it| (it.number.as_str(), it.date) == (number, date));
            let scan = kept.map(|hash| hex(&hash)).or(same.and_then(|it| it.scan));
            table.acts.push(Act { body: request.body, number: number.to_owned(), date, scan });
        }
        table.acts.sort_by_key(|act| act.body);
        tx.put_equivalence(before.id, &table, before.replaces)?;
        tx.add_hand(before.id, session.staff)?;
        act.member(&member(Some(&before), &named(tx, before.id)?))?;
        let answer = view::whole(tx, &session, before.id)?;
        Ok(Done { answer, facts: json!({ "table": table.key(), "body": request.body.key() }) })
    })
}

/// `equivalence.scan`: a copy of the scan of an act, to be looked at.
pub(crate) fn scan(desk: &Desk, request: &CopyTableScan) -> Result<ChosenFile, Failure> {
    let may = desk.may(Deed::WriteEquivalence)?;
    let row = desk.read(|reader| named(reader, request.id))?;
    let act = row.table.acts.iter().find(|act| act.body == request.body);
    let hash = act.and_then(|act| of_hex(act.scan.as_deref()?)).ok_or(Refusal::UnknownHandle)?;
    let bytes = desk.with_store(|store| Ok(store.paper_to_seal(&hash, &may)?))?;
    scans::copy(desk, &request.file, bytes)
}

/// Why a step is closed to a table; nothing where it is open.
pub(super) fn closed(
    reader: &Reader<'_>,
    row: &EquivalenceRow,
    staff: i64,
    step: TableStep,
) -> Result<Option<Refusal>, Failure> {
    let state = row.state;
    if state.after(step).is_none() {
        return Ok(Some(
            EquivalenceRefusal::TableStepClosed { table_step: step, table_state: state }.into(),
        ));
    }
    if step != TableStep::Publish {
        return Ok(None);
    }
    let bodies: Vec<Body> = row.table.missing_acts();
    if !bodies.is_empty() {
        return Ok(Some(EquivalenceRefusal::ActsMissing { bodies }.into()));
    }
    if reader.wrote_equivalence(row.id, staff)? {
        return Ok(Some(EquivalenceRefusal::AnotherPublishes.into()));
    }
    for other in reader.equivalences()? {
        let table = &other.table;
        let reads = other.state == TableState::Published && table.kind == row.table.kind;
        if !reads || !table.tested.meets(row.table.tested) {
            continue;
        }
        let (key, tested) = (table.key(), table.tested);
        if Some(table.version) != row.replaces {
            return Ok(Some(EquivalenceRefusal::TablesOverlap { table: key, tested }.into()));
        }
        if Succession::of(tested, row.table.tested) == Succession::Hole {
            return Ok(Some(EquivalenceRefusal::TableCut { table: key, tested }.into()));
        }
    }
    Ok(None)
}

/// `equivalence.step`
pub(crate) fn step(desk: &Desk, request: &StepTable) -> Result<TableDetail, Failure> {
    let deed = match request.step {
        TableStep::Agree | TableStep::Return => Deed::WriteEquivalence,
        TableStep::Publish | TableStep::Withdraw => Deed::PublishEquivalence,
    };
    let (may, session) = (desk.may(deed)?, desk.session()?);
    let reason = request.reason.trim();
    if request.step == TableStep::Withdraw {
        let fault = match reason.chars().count() {
            0 => Some(ValueFault::Missing),
            1..=LONGEST => None,
            _ => Some(ValueFault::TooLong { longest: LONGEST }),
        };
        if let Some(fault) = fault {
            return Err(Refusal::from(FieldFault::of("reason", fault)).into());
        }
    }
    let now = desk.host().now();
    desk.change(&may, |tx, act| {
        let before = named(tx, request.id)?;
        fresh(tx, &before, request.version)?;
        if let Some(refusal) = closed(tx, &before, session.staff, request.step)? {
            return Err(refusal.into());
        }
        let mut touched = Vec::new();
        match request.step {
            TableStep::Publish => {
                touched.extend(succeed(tx, &before)?);
                tx.publish_equivalence(before.id, session.staff, now)?;
            }
            step => {
                let state = before.state.after(step).unwrap_or(before.state);
                let reason = (step == TableStep::Withdraw).then_some(reason);
                tx.move_equivalence(before.id, state, reason)?;
            }
        }
        touched.push(before.clone());
        for was in &touched {
            act.member(&member(Some(was), &named(tx, was.id)?))?;
        }
        let answer = view::whole(tx, &session, before.id)?;
        let facts = json!({ "table": before.table.key(), "step": request.step.key() });
        Ok(Done { answer, facts })
    })
}

/// Makes room for a table that is published: the one whose place it takes reads what is left to it, or nothing.
fn succeed(tx: &Tx<'_>, next: &EquivalenceRow) -> Result<Option<EquivalenceRow>, Failure> {
    let Some(number) = next.replaces else { return Ok(None) };
    let former = tx.equivalences()?.into_iter().find(|row| {
        let it = &row.table;
        it.kind == next.table.kind && it.version == number && row.state == TableState::Published
    });
    let Some(former) = former else { return Ok(None) };
    match Succession::of(former.table.tested, next.table.tested) {
        Succession::Superseded => {
            tx.move_equivalence(former.id, TableState::Superseded, None)?;
        }
        Succession::Narrowed(tested) => tx.narrow_equivalence(former.id, tested)?,
        Succession::Hole | Succession::Untouched => {}
    }
    Ok(Some(former))
}
