//! Equivalence tables as screens show them: beside the version before, with what can be done and why not.

use qabul_core::certificate::{Cefr, Equivalence, Kind, Shape, TableState, TableStep};
use qabul_core::staff::Session;
use qabul_store::{EquivalenceRow, Reader};

use super::equivalence::{closed, named};
use super::kinds;
use crate::campaigns;
use crate::failure::Failure;
use crate::reference;
use crate::views::equivalence::{
    RowChange, TableActView, TableDetail, TableLine, TableRowView, TableStepView,
};

/// A table in a list.
pub(super) fn line(row: &EquivalenceRow) -> TableLine {
    let needed = Equivalence::ACTS.len() - row.table.missing_acts().len();
    TableLine {
        id: row.id,
        kind: row.table.kind.clone(),
        number: row.table.version,
        state: row.state,
        tested: row.table.tested,
        acts: u32::try_from(needed).unwrap_or_default(),
    }
}

/// A table whole.
pub(super) fn whole(
    reader: &Reader<'_>,
    session: &Session,
    id: i64,
) -> Result<TableDetail, Failure> {
    let row = named(reader, id)?;
    let kind = kinds::named(reader, &row.table.kind)?;
    let former = before(reader, &row)?;
    let shape = row.table.scheme(&kind).map(|scheme| &scheme.shape);
    let step = |step: TableStep| -> Result<TableStepView, Failure> {
        Ok(TableStepView { step, closed: closed(reader, &row, session.staff, step)? })
    };
    Ok(TableDetail {
        line: line(&row),
        name: kind.name.clone(),
        scale: shape.map(Shape::span).unwrap_or_default(),
        reading: reading(shape).to_owned(),
        skills: shape.and_then(Shape::skills).is_some(),
        replaces: row.replaces,
        beside: former.as_ref().map(|table| table.version),
        rows: rows(reader, (&row.table, former.as_ref()), &kind)?,
        acts: acts(&row.table),
        hands: row.hands.clone(),
        published: row.published.clone(),
        reason: row.reason.clone(),
        written: row.state == TableState::Draft,
        steps: TableStep::ALL.into_iter().map(step).collect::<Result<_, _>>()?,
        version: row.version,
    })
}

/// How the result comes about.
pub(super) fn reading(shape: Option<&Shape>) -> &'static str {
    match shape {
        None => "",
        Some(Shape::Overall { mean: true, .. }) => "mean",
        Some(Shape::Overall { .. }) => "overall",
        Some(Shape::Sum { .. }) => "sum",
        Some(Shape::Lowest { .. }) => "lowest",
        Some(Shape::Diploma { .. }) => "diploma",
    }
}

/// The version that a table is laid beside: the one whose place it takes, else the last published one before
/// it of the same scale.
pub(super) fn before(
    reader: &Reader<'_>,
    row: &EquivalenceRow,
) -> Result<Option<Equivalence>, Failure> {
    let mut tables: Vec<EquivalenceRow> = reader.equivalences()?;
    tables.retain(|it| it.table.kind == row.table.kind && it.table.version != row.table.version);
    if let Some(number) = row.replaces {
        let replaced = tables.iter().find(|it| it.table.version == number);
        return Ok(replaced.map(|it| it.table.clone()));
    }
    let earlier = tables.into_iter().find(|it| {
        it.table.version < row.table.version
            && it.published.is_some()
            && it.table.tested.meets(row.table.tested)
    });
    Ok(earlier.map(|it| it.table))
}

/// The lowest level that exempts, by the regulation of the doctoral exam.
fn enough(reader: &Reader<'_>) -> Result<Cefr, Failure> {
    Ok(campaigns::certificate_rule(reader)?.least)
}

/// Its rows beside those of a former version.
pub(super) fn rows(
    reader: &Reader<'_>,
    (table, former): (&Equivalence, Option<&Equivalence>),
    kind: &Kind,
) -> Result<Vec<TableRowView>, Failure> {
    let (enough, sources) = (enough(reader)?, reference::publications()?);
    let shape = table.scheme(kind).map(|scheme| &scheme.shape);
    let word = |score: &str| {
        let number = shape.and_then(|shape| Some((shape, shape.deciding(score)?)));
        number.map_or_else(|| score.to_owned(), |(shape, number)| shape.word(number))
    };
    let there = |table: Option<&Equivalence>, score: &str| {
        table.and_then(|table| table.rows.iter().find(|row| row.score == score)).cloned()
    };
    let view = |row: &qabul_core::certificate::Row, was: Option<Cefr>, change| TableRowView {
        score: row.score.clone(),
        word: word(&row.score),
        level: row.level,
        former: was,
        change,
        exempts: row.level >= enough && change != RowChange::Gone,
        least: row.least.clone(),
        title: sources.get(&row.source).map(|publication| publication.title.clone()),
        source: row.source.clone(),
    };
    let mut rows = Vec::new();
    for row in &table.rows {
        let was = there(former, &row.score);
        let change = match &was {
            _ if former.is_none() => RowChange::Same,
            None => RowChange::New,
            Some(was) if was.level == row.level && was.least == row.least => RowChange::Same,
            Some(_) => RowChange::Changed,
        };
        rows.push(view(row, was.map(|row| row.level), change));
    }
    for row in former.iter().flat_map(|former| &former.rows) {
        if there(Some(table), &row.score).is_none() {
            rows.push(view(row, Some(row.level), RowChange::Gone));
        }
    }
    Ok(rows)
}

fn acts(table: &Equivalence) -> Vec<TableActView> {
    let view = |body| {
        let act = table.acts.iter().find(|act| act.body == body);
        TableActView {
            body,
            number: act.map(|act| act.number.clone()).unwrap_or_default(),
            date: act.map(|act| act.date.to_string()).unwrap_or_default(),
            scanned: act.is_some_and(|act| act.scan.is_some()),
        }
    };
    Equivalence::ACTS.into_iter().map(view).collect()
}
