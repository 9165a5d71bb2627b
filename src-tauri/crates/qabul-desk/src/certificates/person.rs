//! Certificates as screens show them: with the candidate, the verdict, and what can be done.

use std::slice;

use chrono::NaiveDateTime;
use qabul_core::certificate::{
    Catalogue, CertificateState, CertificateStep, Kind, Marks, NameMatch, Part, Shape,
    compare_names,
};
use qabul_core::money::Qepik;
use qabul_core::refusal::Refusal;
use qabul_core::staff::Session;
use qabul_store::{
    CaseRow, CertificateRow, CheckRow, DecisionRow, People, QueuedCertificate, Reader, ScanRow,
};

use super::received::{case_of, named};
use super::steps::Standing;
use super::suspicion::{Against, Looked};
use super::{catalogue, facts, kinds, notice, received, steps, suspicion};
use crate::applications::whole as whole_name;
use crate::desk::Desk;
use crate::eligibility::Ruled;
use crate::failure::Failure;
use crate::views::certificates::{
    ApplicationCertificates, CertificateEffect, CertificateLine, CertificateQueue,
    CertificateQueueView, CertificateRequest, CertificateStepView, CertificateView, CertificatesOf,
    CheckView, DecisionView, JudgedCertificate, KindView, QueueRequest, ScanLine, ScoreForm,
};

/// How many of a queue are shown.
const MOST: u32 = 1000;

/// `certificates.detail`
pub(crate) fn detail(
    desk: &Desk,
    request: &CertificateRequest,
) -> Result<CertificateView, Failure> {
    let (session, now) = (desk.session()?, desk.host().now());
    desk.people(|people| whole(people, &session, request.id, now))
}

/// The printed name beside the candidate's.
pub(super) fn name_match(
    people: &People<'_>,
    row: &CaseRow,
    printed: &str,
) -> Result<NameMatch, Failure> {
    let line = people.line(row.entry)?.ok_or(Refusal::NoApplication)?;
    Ok(compare_names(printed, line.name.each_ref().map(String::as_str)))
}

/// A certificate whole.
pub(super) fn whole(
    people: &People<'_>,
    session: &Session,
    id: i64,
    now: NaiveDateTime,
) -> Result<CertificateView, Failure> {
    let row = named(people, id)?;
    let case = case_of(people, row.application)?;
    let line = people.line(case.entry)?.ok_or(Refusal::NoApplication)?;
    let mut against = Against::of(people, slice::from_ref(&row), now)?;
    let looked = suspicion::of(people, &row, &mut against)?;
    let standing = Standing::of(people, &case, &looked)?;
    let Looked { verdict, day, suspicions } = looked;
    let ruled = against.ruled(people, case.sitting)?;
    let step = |step: CertificateStep| CertificateStepView {
        step,
        closed: steps::closed(&row, session, (step, &standing)),
    };
    let steps = CertificateStep::ALL.into_iter().map(step).collect();
    let name = compare_names(&row.facts.name, line.name.each_ref().map(String::as_str));
    Ok(CertificateView {
        id,
        version: row.version,
        state: row.state,
        entry: case.entry,
        work_number: case.work_number.checked(),
        person: whole_name(&line.name),
        birth: birth(people, case.candidate)?,
        language: case.choices.language.to_string(),
        typed: facts::fields(&row.facts),
        scans: scans(&row),
        judged: JudgedCertificate { verdict, judged_on: day.to_string(), name, faults: Vec::new() },
        received: (row.received.0.1.clone(), row.received.1.clone()),
        check: row.check.as_ref().map(check),
        decision: row.decision.as_ref().map(decision),
        reason: row.reason.clone(),
        suspicions,
        steps,
        effect: effect(ruled, &case, now)?,
        notices: notices(people, &row, &case)?,
    })
}

/// The birth date of the candidate, ISO.
fn birth(people: &People<'_>, candidate: i64) -> Result<String, Failure> {
    let row = people.person(candidate)?.ok_or(Refusal::NoApplication)?;
    Ok(row.candidate.birth.to_string())
}

fn scans(row: &CertificateRow) -> Vec<ScanLine> {
    let line = |(place, scan): (u32, &ScanRow)| ScanLine { place, name: scan.name.clone() };
    (1..).zip(&row.scans).map(line).collect()
}

fn check(check: &CheckRow) -> CheckView {
    CheckView {
        how: check.how,
        found: check.found,
        looked_at: check.looked_at.clone(),
        evidence: check.evidence.clone(),
        by: check.by.1.clone(),
        at: check.at.clone(),
    }
}

fn decision(decision: &DecisionRow) -> DecisionView {
    DecisionView {
        by: decision.by.1.clone(),
        at: decision.at.clone(),
        judged_on: decision.judged_on.to_string(),
        verdict: decision.verdict.clone(),
    }
}

/// The notices that were printed, the last one first.
fn notices(
    people: &People<'_>,
    row: &CertificateRow,
    case: &CaseRow,
) -> Result<Vec<(String, String, String)>, Failure> {
    let all = people.notices(row.id)?.into_iter();
    let year = case.sitting.year;
    Ok(all.map(|(serial, at, by)| (notice::serial(year, serial).text(), at, by)).collect())
}

/// What a decision would change at the application.
fn effect(ruled: &Ruled, case: &CaseRow, now: NaiveDateTime) -> Result<CertificateEffect, Failure> {
    let registered = case.place.entry == qabul_core::application::EntryState::Registered;
    let charged = Qepik::try_from(case.charged);
    let charged = charged.map_err(|error| crate::failure::Breakage::program("charged", &error))?;
    Ok(CertificateEffect {
        charged,
        fee: ruled.fee(case, now),
        due: ruled.claims_due().filter(|_| registered).map(|day| day.to_string()),
        seated: case.seated,
    })
}

/// The states of a queue.
fn states(queue: CertificateQueue) -> &'static [CertificateState] {
    match queue {
        CertificateQueue::Check => &[CertificateState::Received],
        CertificateQueue::Decide => &[CertificateState::Checked],
        CertificateQueue::Returned => &[CertificateState::Returned],
        CertificateQueue::Done => {
            &[CertificateState::Exempt, CertificateState::NotExempt, CertificateState::Revoked]
        }
    }
}

/// `certificates.queue`
pub(crate) fn queue(desk: &Desk, request: &QueueRequest) -> Result<CertificateQueueView, Failure> {
    let session = desk.session()?;
    desk.people(|people| {
        let catalogue = catalogue(people)?;
        let rows = people.queued_certificates(states(request.queue), MOST)?;
        let counted = people.certificate_counts()?;
        let count = |queue| -> u32 {
            let of = |state: &CertificateState| states(queue).contains(state);
            counted.iter().filter(|(state, _)| of(state)).map(|(_, count)| count).sum()
        };
        let queues = [
            CertificateQueue::Check,
            CertificateQueue::Decide,
            CertificateQueue::Returned,
            CertificateQueue::Done,
        ];
        let lines: Result<_, Failure> =
            rows.into_iter().map(|row| line(row, &catalogue, &session)).collect();
        Ok(CertificateQueueView { lines: lines?, counts: queues.map(count), kinds: forms(people)? })
    })
}

fn line(
    row: QueuedCertificate,
    catalogue: &Catalogue,
    session: &Session,
) -> Result<CertificateLine, Failure> {
    let number = qabul_core::application::WorkNumber::try_from(row.work_number);
    let number =
        number.map_err(|fault| crate::failure::Breakage::program("work number", &fault))?;
    let kind = catalogue.kind(&row.kind);
    Ok(CertificateLine {
        id: row.id,
        entry: row.entry,
        work_number: number.checked(),
        person: whole_name(&row.name),
        kind: kind.map_or(row.kind.clone(), |kind| kind.name.clone()),
        state: row.state,
        received_at: row.received_at,
        own: row.checked_by == Some(session.staff),
    })
}

/// `certificates.of`
pub(crate) fn of(
    desk: &Desk,
    request: &CertificatesOf,
) -> Result<ApplicationCertificates, Failure> {
    let session = desk.session()?;
    desk.people(|people| {
        let case = people.case(request.entry)?.ok_or(Refusal::NoApplication)?;
        let (catalogue, name) =
            (catalogue(people)?, people.line(case.entry)?.ok_or(Refusal::NoApplication)?.name);
        let queued = |row: CertificateRow| QueuedCertificate {
            id: row.id,
            entry: case.entry,
            work_number: case.work_number.into(),
            name: name.clone(),
            kind: row.facts.kind,
            state: row.state,
            received_at: row.received.1,
            checked_by: row.check.map(|check| check.by.0),
        };
        let rows = people.certificates_of(case.application)?.into_iter().map(queued);
        let lines: Result<_, Failure> = rows.map(|row| line(row, &catalogue, &session)).collect();
        Ok(ApplicationCertificates {
            lines: lines?,
            kinds: forms(people)?,
            language: case.choices.language.to_string(),
            closed: received::closed(people, &case)?,
        })
    })
}

/// The kinds with the forms of their scores.
fn forms(reader: &Reader<'_>) -> Result<Vec<KindView>, Failure> {
    let drafts = reader.kind_drafts()?;
    let view = |kind: &Kind| KindView {
        kind: kinds::line(kind, drafts.iter().any(|draft| draft.name == kind.key)),
        forms: kind.schemes.iter().flat_map(|it| form(it.tested, &it.shape)).collect(),
    };
    Ok(kinds::all(reader)?.iter().map(view).collect())
}

/// How the scores of a shape are entered; of diplomas one form a level.
fn form(tested: qabul_core::certificate::Span, shape: &Shape) -> Vec<ScoreForm> {
    let all = |marks: &Marks| Part::SKILLS.map(|part| (part, marks.span())).to_vec();
    let one = |skills: Vec<(Part, String)>, overall: Option<String>, profile: bool| {
        vec![ScoreForm { tested, level: None, skills, overall, profile }]
    };
    match shape {
        Shape::Overall { overall, skills, .. } => {
            one(skills.as_ref().map(all).unwrap_or_default(), Some(overall.span()), false)
        }
        Shape::Sum { skills } => one(all(skills), Some(shape.span()), false),
        Shape::Lowest { skills, profile: false, sum_printed } => {
            one(all(skills), sum_printed.then(|| shape.sum_span()), false)
        }
        Shape::Lowest { profile: true, .. } => one(Vec::new(), None, true),
        Shape::Diploma { diplomas } => {
            let of = |it: &qabul_core::certificate::Diploma| ScoreForm {
                tested,
                level: Some(it.level),
                skills: it.parts.iter().map(|part| (*part, it.marks.span())).collect(),
                overall: Some(it.total_span()),
                profile: false,
            };
            diplomas.iter().map(of).collect()
        }
    }
}
