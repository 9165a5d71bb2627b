//! The check of a list of certificates: every row by itself, whatever stands in it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use qabul_core::certificate::{AsOf, CertificateVerdict, Day, Decision};
use qabul_core::fault::{FieldFault, ValueFault};
use qabul_core::refusal::{Refusal, TableProblem};
use qabul_exchange::certificates::{ListedCertificate, day, rows};
use qabul_exchange::columns;
use qabul_exchange::write::Cell;

use super::{catalogue, shipped_catalogue};
use crate::campaigns;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::files;
use crate::reference;
use crate::views::check_list::{
    CertificatesChecked, CheckCertificates, CheckedCertificate, CheckedCount,
};
use crate::words::tag;

/// How many rows are shown; a file takes all of them.
const SHOWN: usize = 500;

/// `certificates.check`
pub(crate) fn check(
    desk: &Desk,
    request: &CheckCertificates,
) -> Result<CertificatesChecked, Failure> {
    let on = as_of(desk, request.on.as_deref().unwrap_or_default())?;
    let (catalogue, rule) = if request.shipped {
        (shipped_catalogue()?, reference::certificate_rule()?)
    } else {
        desk.read(|reader| Ok((catalogue(reader)?, campaigns::certificate_rule(reader)?)))?
    };
    let path = desk.path(&request.file)?;
    let table = files::table(&path)?;
    let mapping = columns::certificates(&table.heads)?;
    let as_of = AsOf { day: on, least: rule.least, offered: &rule.languages, application: "" };
    let mut checked = Vec::with_capacity(table.row_count());
    let mut counts: BTreeMap<&'static str, u32> = BTreeMap::new();
    for ListedCertificate { row, stated } in rows(&table, &mapping) {
        let verdict = match &stated {
            Ok(stated) => catalogue.judge(stated, &as_of),
            Err(reason) => CertificateVerdict::unread(reason.clone()),
        };
        *counts.entry(verdict.decision.key()).or_default() += 1;
        let text = |of: fn(&qabul_core::certificate::Stated<'_>) -> String| {
            stated.as_ref().map_or_else(|_| String::new(), of)
        };
        checked.push(CheckedCertificate {
            row,
            kind: text(|it| it.kind.to_owned()),
            number: text(|it| it.number.to_owned()),
            verdict,
        });
    }
    if let Some(file) = &request.report {
        report(desk.path(file)?.as_path(), &checked)?;
    }
    let total = u32::try_from(checked.len()).unwrap_or(u32::MAX);
    let broken = table.rows().find_map(Result::err);
    let count = |decision: Decision| CheckedCount {
        decision,
        rows: counts.get(decision.key()).copied().unwrap_or_default(),
    };
    if !request.whole {
        checked.truncate(SHOWN);
    }
    Ok(CertificatesChecked {
        on: on.to_string(),
        total,
        counts: Decision::ALL.map(count).to_vec(),
        rows: checked,
        broken: broken.map(|problem| broken_off(&path, problem)),
    })
}

fn broken_off(path: &std::path::Path, problem: TableProblem) -> Refusal {
    Refusal::NotATable { file: files::name_of(path), problem }
}

/// The day as of which they are judged: today where none is named.
fn as_of(desk: &Desk, typed: &str) -> Result<NaiveDate, Failure> {
    match day(typed) {
        Day::Missing => Ok(desk.host().now().date()),
        Day::On(day) => Ok(day),
        Day::Impossible(_) => Err(Refusal::from(FieldFault::of("on", ValueFault::Date)).into()),
    }
}

/// Writes every row with its verdict into a file.
fn report(path: &std::path::Path, rows: &[CheckedCertificate]) -> Result<(), Failure> {
    let heads = ["row", "kind", "number", "verdict", "cefr", "reasons", "table"];
    let cells = rows.iter().map(|row| {
        let verdict = &row.verdict;
        vec![
            Cell::from(row.row),
            row.kind.as_str().into(),
            row.number.as_str().into(),
            verdict.decision.key().into(),
            verdict.level.map(|level| level.key()).into(),
            codes(verdict).join(" ").into(),
            verdict.table.clone().into(),
        ]
    });
    files::write_table(path, &heads, cells, "certificates")
}

/// The codes of all reasons.
pub(crate) fn codes(verdict: &CertificateVerdict) -> Vec<String> {
    verdict.reasons.iter().map(|reason| tag(reason, "code")).collect()
}
