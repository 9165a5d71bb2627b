//! Who would change if a table were published: every certificate of its kind judged dry, now and then.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use qabul_core::campaign::SittingId;
use qabul_core::certificate::{
    AsOf, Catalogue, CertificateVerdict, Decision, Equivalence, Succession, TableState,
};
use qabul_core::money::Qepik;
use qabul_core::refusal::Refusal;
use qabul_exchange::write::Cell;
use qabul_store::{CaseRow, DryCertificate, EquivalenceRow, People, Reader};

use super::{catalogue, equivalence, kinds};
use crate::applications::whole;
use crate::desk::Desk;
use crate::eligibility::Ruled;
use crate::failure::{Breakage, Failure};
use crate::files;
use crate::views::equivalence::{AskImpact, Impact, ImpactLine};

/// How many who would change are shown; a file takes all of them.
const SHOWN: usize = 500;

/// `equivalence.impact`
pub(crate) fn impact(desk: &Desk, request: &AskImpact) -> Result<Impact, Failure> {
    let now = desk.host().now();
    let mut found = desk.people(|people| {
        let row = equivalence::named(people, request.id)?;
        let (before, after) = (catalogue(people)?, published(people, &row)?);
        let mut count = Count { people, now, rules: HashMap::new(), found: Impact::default() };
        people.dry_certificates(&row.table.kind, |certificate| {
            count.judge(certificate, (&before, &after))
        })?;
        Ok(count.found)
    })?;
    if let Some(file) = &request.report {
        report(desk.path(file)?.as_path(), &found.lines)?;
    }
    found.lines.truncate(SHOWN);
    Ok(found)
}

/// The catalogue as it would be with a table published.
fn published(reader: &Reader<'_>, next: &EquivalenceRow) -> Result<Catalogue, Failure> {
    let mut tables: Vec<Equivalence> = Vec::new();
    for row in reader.equivalences()? {
        if row.state != TableState::Published || row.id == next.id {
            continue;
        }
        let mut table = row.table;
        if table.kind == next.table.kind && Some(table.version) == next.replaces {
            match Succession::of(table.tested, next.table.tested) {
                Succession::Superseded => continue,
                Succession::Narrowed(tested) => table.tested = tested,
                Succession::Hole | Succession::Untouched => {}
            }
        }
        tables.push(table);
    }
    // The table itself comes first: where days would overlap, it is the one that is asked about.
    tables.insert(0, next.table.clone());
    Ok(Catalogue::new(kinds::all(reader)?, &tables))
}

struct Count<'a> {
    people: &'a People<'a>,
    now: NaiveDateTime,
    rules: HashMap<String, Ruled>,
    found: Impact,
}

impl Count<'_> {
    fn judge(
        &mut self,
        certificate: &DryCertificate,
        (before, after): (&Catalogue, &Catalogue),
    ) -> Result<(), Failure> {
        if !self.rules.contains_key(&certificate.sitting) {
            let id: SittingId = certificate
                .sitting
                .parse()
                .map_err(|fault| Breakage::program("sitting", &fault))?;
            self.rules.insert(certificate.sitting.clone(), Ruled::of(self.people, id)?);
        }
        let Some(ruled) = self.rules.get(&certificate.sitting) else { return Ok(()) };
        let rule = ruled.certificates();
        let day = certificate.judged_on.or_else(|| ruled.certificates_on());
        let day = day.or(certificate.confirmed).unwrap_or(self.now.date());
        let as_of = AsOf {
            day,
            least: rule.least,
            offered: &rule.languages,
            application: &certificate.application,
        };
        let stated = certificate.stated();
        let [was, is] = [before, after].map(|catalogue| catalogue.judge(&stated, &as_of));
        self.found.judged += 1;
        if (was.decision, was.level) != (is.decision, is.level) {
            let case = self.people.case(certificate.entry)?.ok_or(Refusal::NoApplication)?;
            let fee = ruled.fee(&case, self.now);
            self.changes(certificate, &case, (was, is), fee)?;
        }
        Ok(())
    }

    fn changes(
        &mut self,
        certificate: &DryCertificate,
        case: &CaseRow,
        (was, is): (CertificateVerdict, CertificateVerdict),
        fee: Qepik,
    ) -> Result<(), Failure> {
        let line = self.people.line(case.entry)?.ok_or(Refusal::NoApplication)?;
        if was.decision != is.decision {
            let open = certificate.state.is_open();
            *(if open { &mut self.found.open } else { &mut self.found.decided }) += 1;
            let add = |sum: Qepik, more: i64| Qepik::try_from(i64::from(sum) + more);
            let broken = |fault| Failure::from(Breakage::program("sum", &fault));
            if is.decision == Decision::Accepted {
                self.found.back = add(self.found.back, case.charged).map_err(broken)?;
                self.found.seats += u32::from(case.seated);
            } else if was.decision == Decision::Accepted && case.charged == 0 {
                self.found.due = add(self.found.due, fee.into()).map_err(broken)?;
            }
        }
        self.found.lines.push(ImpactLine {
            id: certificate.id,
            entry: case.entry,
            person: whole(&line.name),
            work_number: case.work_number.checked(),
            result: is.result.or(was.result).unwrap_or_default(),
            state: certificate.state,
            levels: (was.level, is.level),
            decisions: (was.decision, is.decision),
        });
        Ok(())
    }
}

/// Writes everybody who would change into a file.
fn report(path: &std::path::Path, lines: &[ImpactLine]) -> Result<(), Failure> {
    let heads = [
        "work_number",
        "name",
        "result",
        "state",
        "cefr",
        "verdict",
        "cefr_after",
        "verdict_after",
    ];
    let level = |level: Option<qabul_core::certificate::Cefr>| level.map(|level| level.key());
    let cells = lines.iter().map(|line| {
        vec![
            Cell::from(line.work_number.as_str()),
            line.person.as_str().into(),
            line.result.as_str().into(),
            line.state.key().into(),
            level(line.levels.0).into(),
            line.decisions.0.key().into(),
            level(line.levels.1).into(),
            line.decisions.1.key().into(),
        ]
    });
    files::write_table(path, &heads, cells, "impact")
}
