//! Halls: entered one by one, imported as a list.

use qabul_core::fault::{FieldFault, Finding, RowFault, ValueFault, Weight};
use qabul_core::journal::Deed;
use qabul_core::refusal::Refusal;
use qabul_core::venue::Hall;
use qabul_exchange::{columns, halls as exchange, table};
use qabul_store::{HallRow, Member, Reader};

use crate::desk::{Desk, Done};
use crate::failure::Failure;
use crate::files;
use crate::record::refuse_stale;
use crate::views::Nothing;
use crate::views::halls::{HallLine, Halls, HallsImported, ImportHallsRequest, SaveHallRequest};

/// `halls.list`
pub(crate) fn list(desk: &Desk, _: &Nothing) -> Result<Halls, Failure> {
    let rows = desk.read(|reader| Ok(reader.halls()?))?;
    Ok(Halls { halls: rows.into_iter().map(line).collect() })
}

fn line(row: HallRow) -> HallLine {
    HallLine { id: row.id, version: row.version, capacity: row.hall.capacity(), hall: row.hall }
}

/// `halls.save`
pub(crate) fn save(desk: &Desk, request: &SaveHallRequest) -> Result<HallLine, Failure> {
    let hall = request.hall.clone().checked().map_err(|faults| {
        let fault = |(field, fault): (&str, _)| FieldFault::of(field, fault);
        Refusal::Invalid { faults: faults.into_iter().map(fault).collect() }
    })?;
    desk.change(&desk.may(Deed::SaveHall)?, |tx, act| {
        let before = match request.id {
            Some(id) => Some(tx.hall_by_id(id)?.ok_or(Refusal::NoHall)?),
            None => None,
        };
        if let Some(there) = &before {
            let (looked_at, theirs) = (request.version.unwrap_or(0), serde_json::json!(there.hall));
            refuse_stale(tx, ("hall", there.id), (looked_at, there.version), &theirs)?;
        }
        refuse_change(tx, before.as_ref(), &hall)?;
        let id = tx.save_hall(before.as_ref().map(|row| row.id), &hall)?;
        let version = before.as_ref().map_or(1, |row| row.version + 1);
        act.member(&member(id, before.map(|row| row.hall).as_ref(), &hall))?;
        let answer = line(HallRow { id, version, hall: hall.clone() });
        Ok(Done { answer, facts: serde_json::json!({ "halls": 1 }) })
    })
}

fn member(id: i64, before: Option<&Hall>, after: &Hall) -> Member {
    Member {
        kind: "hall",
        record: id,
        before: before.map(|hall| serde_json::json!(hall).to_string()),
        after: Some(serde_json::json!(after).to_string()),
    }
}

/// Refuses what a hall cannot become: another hall's namesake, smaller than who sits in it needs, or
/// another place than the slips of those say.
pub(crate) fn refuse_change(
    reader: &Reader<'_>,
    there: Option<&HallRow>,
    hall: &Hall,
) -> Result<(), Failure> {
    let namesake = reader.hall(&hall.city, &hall.building, &hall.code)?;
    if namesake.is_some_and(|other| Some(other.id) != there.map(|there| there.id)) {
        return Err(Refusal::from(FieldFault::of("hall", ValueFault::Taken)).into());
    }
    let Some(there) = there else { return Ok(()) };
    let taken = reader.seated_beyond(there.id, hall.rows, hall.seats)?;
    if taken > 0 {
        return Err(Refusal::HallTaken { taken }.into());
    }
    let place = |hall: &Hall| [hall.city.clone(), hall.building.clone(), hall.code.clone()];
    let seated = reader.seated_beyond(there.id, 0, 0)?;
    if seated > 0 && place(&there.hall) != place(hall) {
        return Err(Refusal::HallInUse { seated }.into());
    }
    Ok(())
}

/// A row of the list that changes something: the hall it changes, if it is there, and the hall.
type Change = (Option<HallRow>, Hall);

/// What a list of halls would do.
struct Judged {
    answer: HallsImported,
    changes: Vec<Change>,
}

/// `halls.import`: all rows or none.
pub(crate) fn import(desk: &Desk, request: &ImportHallsRequest) -> Result<HallsImported, Failure> {
    let may = desk.may(Deed::ImportHalls)?;
    let path = desk.path(&request.file)?;
    let table = files::table(&path)?;
    if request.dry_run {
        return desk.read(|reader| Ok(judge(reader, &table, &path)?.answer));
    }
    let refused = desk.read(|reader| Ok(judge(reader, &table, &path)?.answer))?;
    if refused.findings.iter().any(|finding| finding.weight == Weight::Refuses) {
        return Ok(refused);
    }
    desk.change(&may, |tx, act| {
        let Judged { mut answer, changes } = judge(tx, &table, &path)?;
        for (known, hall) in &changes {
            let id = tx.save_hall(known.as_ref().map(|row| row.id), hall)?;
            act.member(&member(id, known.as_ref().map(|row| &row.hall), hall))?;
        }
        answer.written = true;
        let facts = serde_json::json!({ "rows": answer.rows, "new": answer.new, "changed": answer.changed });
        Ok(Done { answer, facts })
    })
}

fn judge(
    reader: &Reader<'_>,
    table: &table::Table,
    path: &std::path::Path,
) -> Result<Judged, Failure> {
    let mapping = columns::halls(&table.heads)?;
    let mut seen = exchange::Seen::default();
    let mut answer = HallsImported {
        rows: 0,
        new: 0,
        changed: 0,
        unchanged: 0,
        written: false,
        findings: vec![],
    };
    let mut changes = Vec::new();
    for row in table.rows() {
        let row =
            row.map_err(|problem| Refusal::NotATable { file: files::name_of(path), problem })?;
        answer.rows += 1;
        let hall = match exchange::lift(&row, &mapping) {
            Ok((_, hall)) => hall,
            Err(findings) => {
                answer.findings.extend(findings);
                continue;
            }
        };
        answer.findings.extend(seen.findings(&row, &mapping, &hall));
        answer.findings.extend(address_kept(reader, row.number, &hall)?);
        let there = reader.hall(&hall.city, &hall.building, &hall.code)?;
        match there {
            Some(row) if row.hall == hall => answer.unchanged += 1,
            Some(known) => {
                let taken = reader.seated_beyond(known.id, hall.rows, hall.seats)?;
                if taken > 0 {
                    answer.findings.push(taken_seats(row.number, &hall, taken));
                }
                answer.changed += 1;
                changes.push((Some(known), hall));
            }
            None => {
                answer.new += 1;
                changes.push((None, hall));
            }
        }
    }
    Ok(Judged { answer, changes })
}

/// An address stands on slips that are out: a list of halls does not change it in passing.
fn address_kept(reader: &Reader<'_>, row: u32, hall: &Hall) -> Result<Option<Finding>, Failure> {
    let kept = reader.address(&hall.city, &hall.building)?;
    Ok(kept.filter(|kept| *kept != hall.address).map(|kept| Finding {
        row,
        column: "address".to_owned(),
        head: String::new(),
        value: hall.address.clone(),
        fault: RowFault::AddressKept { kept },
        weight: Weight::Refuses,
    }))
}

fn taken_seats(row: u32, hall: &Hall, taken: u32) -> Finding {
    Finding {
        row,
        column: "rows".to_owned(),
        head: String::new(),
        value: format!("{} × {}", hall.rows, hall.seats),
        fault: RowFault::HallTaken { taken },
        weight: Weight::Refuses,
    }
}
