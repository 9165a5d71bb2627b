//! Who would change if a table were published: every certificate of its kind judged dry, now and then. Once it is
//! published: whose decision says otherwise, and the revocation of all that it does not carry any more.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDateTime;
use qabul_core::campaign::SittingId;
use qabul_core::certificate::{
    AsOf, Catalogue, CertificateReason, CertificateState, CertificateVerdict, CertificateWeight,
    Decision, Equivalence, Succession, TableState,
};
use qabul_core::journal::Deed;
use qabul_core::money::Qepik;
use qabul_core::refusal::{EquivalenceRefusal, Refusal};
use qabul_exchange::write::Cell;
use qabul_store::{CertificateRow, DryCertificate, EquivalenceRow, People, Reader};
use serde_json::json;

use super::received::{follow, member, named};
use super::{catalogue, equivalence, facts, kinds, received};
use crate::applications::whole;
use crate::claims;
use crate::desk::{Desk, Done};
use crate::eligibility::Ruled;
use crate::failure::{Breakage, Failure};
use crate::files;
use crate::views::equivalence::{AskImpact, DecisionsRevoked, Impact, ImpactLine, RevokeDecisions};

/// How many who would change are shown; a file takes all of them.
const SHOWN: usize = 500;

/// `equivalence.impact`
pub(crate) fn impact(desk: &Desk, request: &AskImpact) -> Result<Impact, Failure> {
    let now = desk.host().now();
    let mut found = desk.people(|people| found(people, request.id, now))?;
    if let Some(file) = &request.report {
        report(desk.path(file)?.as_path(), &found.lines)?;
    }
    found.lines.truncate(SHOWN);
    Ok(found)
}

/// Everybody whom a table changes: who would, or, once it judges, whose decision says otherwise.
fn found(people: &People<'_>, id: i64, now: NaiveDateTime) -> Result<Impact, Failure> {
    let row = equivalence::named(people, id)?;
    let before = catalogue(people)?;
    let mut count = Count { people, now, rules: HashMap::new(), found: Impact::default() };
    if row.state == TableState::Published {
        let key = row.table.key();
        people.dry_certificates(&row.table.kind, |certificate| {
            count.hold_against(certificate, (&before, &key))
        })?;
        count.reckon()?;
    } else {
        let after = published(people, &row)?;
        people.dry_certificates(&row.table.kind, |certificate| {
            count.judge(certificate, (&before, &after))
        })?;
    }
    Ok(count.found)
}

/// `equivalence.revoke`: revokes decisions to exempt that a published table does not carry, as one act: those that
/// were looked at, and only as long as each of them is still such a one.
pub(crate) fn revoke(desk: &Desk, request: &RevokeDecisions) -> Result<DecisionsRevoked, Failure> {
    let may = desk.may(Deed::RevokeCertificate)?;
    let now = desk.host().now();
    let reason = facts::reason(&request.reason, true).map_err(Refusal::from)?.unwrap_or_default();
    let ids: BTreeSet<i64> = request.certificates.iter().copied().collect();
    let done = desk.change(&may, |tx, act| {
        let found = found(tx, request.id, now)?;
        let revocable: BTreeSet<i64> =
            found.lines.iter().filter(|line| line.revocable).map(|line| line.id).collect();
        if ids.is_empty() || !ids.is_subset(&revocable) {
            let count = u32::try_from(revocable.len()).unwrap_or_default();
            return Err(Refusal::from(EquivalenceRefusal::ImpactChanged { count }).into());
        }
        for id in &ids {
            let before = named(tx, *id)?;
            tx.move_certificate(*id, CertificateState::Revoked, &reason)?;
            act.member(&member(Some(&before), &named(tx, *id)?))?;
            follow(tx, act, before.application, now)?;
        }
        let table = equivalence::named(tx, request.id)?.table.key();
        let answer = DecisionsRevoked { count: u32::try_from(ids.len()).unwrap_or_default() };
        Ok(Done {
            answer,
            facts: json!({ "table": table, "step": "revoke", "count": answer.count }),
        })
    })?;
    claims::settle_soon(desk);
    Ok(done)
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
    /// A certificate before and after.
    fn judge(
        &mut self,
        certificate: &DryCertificate,
        (before, after): (&Catalogue, &Catalogue),
    ) -> Result<(), Failure> {
        let [was, is] = self.verdicts(certificate, [before, after])?;
        if (was.decision, was.level) == (is.decision, is.level) {
            return Ok(());
        }
        self.changes(certificate, (was, is), false)
    }

    /// A decision beside what a table makes of the certificate that judges since: what a person decided otherwise
    /// than the rules did then is held against what the rules said. What the table does not say is not asked again,
    /// and neither is what it decided itself.
    fn hold_against(
        &mut self,
        certificate: &DryCertificate,
        (catalogue, key): (&Catalogue, &str),
    ) -> Result<(), Failure> {
        if certificate.state.is_open() {
            return Ok(());
        }
        let [is] = self.verdicts(certificate, [catalogue])?;
        let exempt = certificate.state == CertificateState::Exempt;
        let stands = if exempt { Decision::Accepted } else { Decision::Refused };
        let of_table = is.table.as_deref() == Some(key) && is.reasons.iter().all(of_table);
        if is.decision == stands || !of_table || self.is_over(certificate)? {
            return Ok(());
        }
        let row = named(self.people, certificate.id)?;
        let Some(was) = row.decision.map(|it| it.verdict) else { return Ok(()) };
        if was.decision == is.decision || was.table.as_deref() == Some(key) {
            return Ok(());
        }
        let revocable = exempt && is.decision == Decision::Refused;
        self.found.revocable += u32::from(revocable);
        self.changes(certificate, (was, is), revocable)
    }

    /// Whether nothing can follow any more: the application takes no certificate, or the last day to pay is over.
    fn is_over(&self, certificate: &DryCertificate) -> Result<bool, Failure> {
        let case = self.people.case(certificate.entry)?.ok_or(Refusal::NoApplication)?;
        let due = self.rules[&certificate.sitting].claims_due();
        let late = due.is_none_or(|day| day < self.now.date());
        Ok(late || received::closed(self.people, &case)?.is_some())
    }

    /// What falls due again where the decisions are revoked, with the line of its application: nothing where
    /// another certificate still exempts or is being verified.
    fn reckon(&mut self) -> Result<(), Failure> {
        let revoked = |lines: &[ImpactLine]| -> BTreeSet<i64> {
            lines.iter().filter(|line| line.revocable).map(|line| line.id).collect()
        };
        let ids = revoked(&self.found.lines);
        let mut met = BTreeSet::new();
        self.found.due = Qepik::default();
        for at in 0..self.found.lines.len() {
            let (id, revocable) = (self.found.lines[at].id, self.found.lines[at].revocable);
            let application = named(self.people, id)?.application;
            let holds = |row: &CertificateRow| {
                !ids.contains(&row.id)
                    && (row.state.is_open() || row.state == CertificateState::Exempt)
            };
            let held = self.people.certificates_of(application)?.iter().any(holds);
            let falls_due = revocable && !held && met.insert(application);
            let due = if falls_due { self.owed(application)? } else { Qepik::default() };
            self.found.lines[at].due = due;
            self.found.due = sum(self.found.due, due.into())?;
        }
        // Those that something can be done about come first: a screen shows no more than so many.
        self.found.lines.sort_by_key(|line| !line.revocable);
        Ok(())
    }

    /// What an application pays once nothing exempts it: at once where it is registered, else when it is confirmed.
    fn owed(&self, application: i64) -> Result<Qepik, Failure> {
        let mut owed = Qepik::default();
        for entry in self.people.entries_of(application)? {
            let case = self.people.case(entry)?.ok_or(Refusal::NoApplication)?;
            let ruled = Ruled::of(self.people, case.sitting)?;
            if case.charged == 0 && ruled.exempts() {
                owed = sum(owed, ruled.fee(&case, self.now).into())?;
            }
        }
        Ok(owed)
    }

    /// What each of some catalogues makes of a certificate, which is counted.
    fn verdicts<const N: usize>(
        &mut self,
        certificate: &DryCertificate,
        catalogues: [&Catalogue; N],
    ) -> Result<[CertificateVerdict; N], Failure> {
        if !self.rules.contains_key(&certificate.sitting) {
            let id: SittingId = certificate
                .sitting
                .parse()
                .map_err(|fault| Breakage::program("sitting", &fault))?;
            self.rules.insert(certificate.sitting.clone(), Ruled::of(self.people, id)?);
        }
        let ruled = &self.rules[&certificate.sitting];
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
        self.found.judged += 1;
        Ok(catalogues.map(|catalogue| catalogue.judge(&stated, &as_of)))
    }

    fn changes(
        &mut self,
        certificate: &DryCertificate,
        (was, is): (CertificateVerdict, CertificateVerdict),
        revocable: bool,
    ) -> Result<(), Failure> {
        let case = self.people.case(certificate.entry)?.ok_or(Refusal::NoApplication)?;
        let line = self.people.line(case.entry)?.ok_or(Refusal::NoApplication)?;
        let mut due = Qepik::default();
        if was.decision != is.decision {
            let open = certificate.state.is_open();
            *(if open { &mut self.found.open } else { &mut self.found.decided }) += 1;
            if is.decision == Decision::Accepted {
                self.found.back = sum(self.found.back, case.charged)?;
                self.found.seats += u32::from(case.seated);
            } else if was.decision == Decision::Accepted
                && is.decision == Decision::Refused
                && received::closed(self.people, &case)?.is_none()
            {
                due = self.owed(named(self.people, certificate.id)?.application)?;
                self.found.due = sum(self.found.due, due.into())?;
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
            revocable,
            due,
        });
        Ok(())
    }
}

/// Whether a reason is what a table says, or only noted.
fn of_table(reason: &CertificateReason) -> bool {
    let says = matches!(
        reason,
        CertificateReason::LevelTooLow { .. }
            | CertificateReason::BelowTable { .. }
            | CertificateReason::SkillBelowLeast { .. }
    );
    says || reason.weight() == CertificateWeight::Note
}

fn sum(one: Qepik, more: i64) -> Result<Qepik, Failure> {
    let sum = Qepik::try_from(i64::from(one) + more);
    sum.map_err(|fault| Breakage::program("sum", &fault).into())
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
