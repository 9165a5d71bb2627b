//! Earlier results of candidates: typed, or taken from a list.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use qabul_core::fault::{FieldFault, RowFault, ValueFault, Weight};
use qabul_core::journal::Deed;
use qabul_core::refusal::Refusal;
use qabul_core::result::{Outcome, PastResult, sitting_of};
use qabul_exchange::columns;
use qabul_exchange::results::{self as exchange, past_day, points};
use qabul_exchange::table::Table;
use qabul_store::{People, Tx};
use serde_json::json;

use crate::desk::{Desk, Done};
use crate::failure::{Breakage, Failure};
use crate::files;
use crate::life::{Fields, differing};
use crate::same;
use crate::views::results::{ImportResults, ResultSaved, ResultsRead, SaveResult};

/// The results of a list by the entry under which the history keeps them.
type Changes = BTreeMap<i64, (i64, Vec<PastResult>)>;

/// `results.import`: all rows or none.
pub(crate) fn import(desk: &Desk, request: &ImportResults) -> Result<ResultsRead, Failure> {
    let may = desk.may(Deed::ImportResults)?;
    let path = desk.path(&request.file)?;
    let (table, today) = (files::table(&path)?, desk.host().now().date());
    let seen = desk.people(|people| Ok(judge(people, &table, &path, today)?.0))?;
    let refused = seen.findings.iter().any(|it| it.weight == Weight::Refuses);
    if request.dry_run || refused || seen.new + seen.changed == 0 {
        return Ok(seen);
    }
    desk.change(&may, |tx, act| {
        let (mut answer, changes) = judge(tx, &table, &path, today)?;
        for (entry, (candidate, results)) in changes {
            let before = tx.results(candidate)?;
            tx.put_results(candidate, &results)?;
            act.member(&differing(entry, &fields(&before), &fields(&results)))?;
        }
        answer.written = true;
        let facts = json!({ "rows": answer.rows, "new": answer.new, "changed": answer.changed });
        Ok(Done { answer, facts })
    })
}

fn judge(
    people: &People<'_>,
    table: &Table,
    path: &Path,
    today: chrono::NaiveDate,
) -> Result<(ResultsRead, Changes), Failure> {
    let mapping = columns::results(&table.heads)?;
    let source = files::name_of(path);
    let (mut answer, mut changes) = (ResultsRead::default(), Changes::new());
    let mut rows: HashMap<(String, String), u32> = HashMap::new();
    for row in table.rows() {
        let row =
            row.map_err(|problem| Refusal::NotATable { file: files::name_of(path), problem })?;
        answer.rows += 1;
        let (fin, result) = match exchange::lift(&row, &mapping, (today, &source)) {
            Ok(lifted) => lifted,
            Err(findings) => {
                answer.findings.extend(findings);
                continue;
            }
        };
        let Some(hit) = people.find_fin(&fin)? else {
            answer.nobody += 1;
            answer.findings.extend(exchange::finding(&row, &mapping, RowFault::NotHere));
            continue;
        };
        // Under two FİN of one person as under one: each sitting has one result.
        let key = (hit.fin.clone(), result.sitting.to_string());
        let other = *rows.entry(key).or_insert(row.number);
        if other != row.number {
            let fault = RowFault::FinTwice { other };
            answer.findings.extend(exchange::finding(&row, &mapping, fault));
            continue;
        }
        let candidate = people.case(hit.entry)?.ok_or(Refusal::NoApplication)?.candidate;
        let known = match changes.get(&hit.entry) {
            Some((_, results)) => results.clone(),
            None => people.results(candidate)?,
        };
        let there = known.iter().find(|it| it.sitting == result.sitting).cloned();
        match there {
            Some(there) if there == result => answer.unchanged += 1,
            there => {
                *(if there.is_some() { &mut answer.changed } else { &mut answer.new }) += 1;
                changes.insert(hit.entry, (candidate, with(known, result)));
            }
        }
    }
    Ok((answer, changes))
}

/// The results with one more, or with another of the same sitting.
fn with(mut results: Vec<PastResult>, result: PastResult) -> Vec<PastResult> {
    results.retain(|it| it.sitting != result.sitting);
    results.push(result);
    results.sort_by_key(|it| (it.date, it.sitting.to_string()));
    results
}

/// Results as the history keeps them.
pub(crate) fn fields(results: &[PastResult]) -> Fields {
    let text = (!results.is_empty()).then(|| json!(results).to_string());
    text.map(|text| ("results", text)).into_iter().collect()
}

/// Puts back the results that an act replaced.
pub(crate) fn take_back(
    tx: &Tx<'_>,
    entry: i64,
    before: &BTreeMap<String, String>,
) -> Result<(), Failure> {
    let candidate = tx.case(entry)?.ok_or(Refusal::NoApplication)?.candidate;
    let kept = before.get("results").map_or("[]", String::as_str);
    let results: Vec<PastResult> =
        serde_json::from_str(kept).map_err(|fault| Breakage::program("results", &fault))?;
    tx.put_results(candidate, &results)?;
    Ok(())
}

/// `results.save`
pub(crate) fn save(desk: &Desk, request: &SaveResult) -> Result<ResultSaved, Failure> {
    let may = desk.may(Deed::SaveResult)?;
    let result = lifted(request, desk.host().now().date())?;
    let sitting = result.sitting;
    desk.change(&may, |tx, act| {
        let row = tx.case(request.id)?.ok_or(Refusal::NoApplication)?;
        same::refuse_merged(tx, &row)?;
        let candidate = row.candidate;
        let before = tx.results(candidate)?;
        let after = with(before.clone(), result);
        tx.put_results(candidate, &after)?;
        act.member(&differing(request.id, &fields(&before), &fields(&after)))?;
        Ok(Done { answer: ResultSaved { sitting }, facts: json!({ "sitting": sitting }) })
    })
}

/// A result as it was typed, or everything that is wrong with it.
fn lifted(request: &SaveResult, today: chrono::NaiveDate) -> Result<PastResult, Refusal> {
    let mut faults = Vec::new();
    let mut wrong = |field, fault| faults.push(FieldFault::of(field, fault));
    let filled = |typed: &str| !typed.trim().is_empty();
    let needed = |typed: &str| if filled(typed) { Ok(()) } else { Err(ValueFault::Missing) };
    let sitting = needed(&request.sitting).and_then(|()| sitting_of(&request.sitting));
    let date = needed(&request.date).and_then(|()| past_day(&request.date, today));
    let score = if filled(&request.score) { points(&request.score).map(Some) } else { Ok(None) };
    let outcome = needed(&request.outcome).and_then(|()| {
        let key = Outcome::ALL.into_iter().find(|it| it.key() == request.outcome);
        key.map_or_else(|| Outcome::parse(&request.outcome), Ok)
    });
    let source = needed(&request.source);
    match (sitting, date, score, outcome, source) {
        (Ok(sitting), Ok(date), Ok(score), Ok(outcome), Ok(())) => {
            let source = request.source.trim().to_owned();
            Ok(PastResult { sitting, date, score, outcome, source })
        }
        (sitting, date, score, outcome, source) => {
            sitting.map_err(|fault| wrong("sitting", fault)).ok();
            date.map_err(|fault| wrong("date", fault)).ok();
            score.map_err(|fault| wrong("score", fault)).ok();
            outcome.map_err(|fault| wrong("result", fault)).ok();
            source.map_err(|fault| wrong("source", fault)).ok();
            Err(Refusal::Invalid { faults })
        }
    }
}
