//! Steps of a certificate: checked by one, decided on by another, given back, revoked.

use std::slice;

use chrono::NaiveDate;
use qabul_core::certificate::{
    CertificateState, CertificateStep, CertificateVerdict, CheckFound, Decision, Suspicion,
};
use qabul_core::fault::{Faults, FieldFault, ValueFault};
use qabul_core::journal::Deed;
use qabul_core::refusal::{CertificateRefusal, Refusal};
use qabul_core::staff::Session;
use qabul_store::{CaseRow, CertificateRow, People, Tx};
use serde_json::json;

use super::received::{case_of, follow, fresh_one, member, named, step_closed};
use super::suspicion::{Against, Looked};
use super::{facts, person, received, suspicion};
use crate::claims;
use crate::desk::{Desk, Done};
use crate::failure::Failure;
use crate::views::certificates::{CertificateView, StepCertificate};

/// The longest evidence, in characters.
const LONGEST: usize = 400;

/// The deed that a step is.
pub(super) fn deed(step: CertificateStep) -> Deed {
    match step {
        CertificateStep::Edit => Deed::ReceiveCertificate,
        CertificateStep::Check => Deed::CheckCertificate,
        CertificateStep::Return => Deed::ReturnCertificate,
        CertificateStep::Exempt | CertificateStep::Refuse => Deed::DecideCertificate,
        CertificateStep::Revoke => Deed::RevokeCertificate,
    }
}

/// What a step of a certificate depends on beside where it stands.
pub(super) struct Standing {
    /// What the rules make of it, and as of which day.
    verdict: CertificateVerdict,
    day: NaiveDate,
    /// What keeps anybody from being exempt.
    held_up: Vec<Suspicion>,
    /// Why its application takes no certificate any more.
    application: Option<Refusal>,
}

impl Standing {
    /// Of a certificate at an application.
    pub(super) fn of(
        people: &People<'_>,
        case: &CaseRow,
        looked: &Looked,
    ) -> Result<Self, Failure> {
        Ok(Self {
            verdict: looked.verdict.clone(),
            day: looked.day,
            held_up: suspicion::holding_up(&looked.suspicions),
            application: received::closed(people, case)?,
        })
    }
}

/// Why a step is closed to a certificate for whoever is signed in; nothing where it is open.
pub(super) fn closed(
    row: &CertificateRow,
    session: &Session,
    (step, standing): (CertificateStep, &Standing),
) -> Option<Refusal> {
    if row.state.after(step).is_none() {
        return Some(step_closed(step, row.state));
    }
    if let Err(refusal) = session.may(deed(step)) {
        return Some(refusal);
    }
    let decides = matches!(step, CertificateStep::Exempt | CertificateStep::Refuse);
    let own = row.check.as_ref().is_some_and(|check| check.by.0 == session.staff);
    if decides && own {
        return Some(CertificateRefusal::AnotherDecidesIt.into());
    }
    if step != CertificateStep::Exempt {
        return None;
    }
    let found = row.check.as_ref().map(|it| it.found);
    if let Some(check_found) = found.filter(|it| *it != CheckFound::Agrees) {
        return Some(CertificateRefusal::NotConfirmed { check_found }.into());
    }
    if standing.verdict.decision == Decision::Refused {
        let why = standing.verdict.reasons.clone();
        return Some(CertificateRefusal::RefusedByRules { why }.into());
    }
    if !standing.held_up.is_empty() {
        let suspicions = standing.held_up.clone();
        return Some(CertificateRefusal::SuspicionsOpen { suspicions }.into());
    }
    standing.application.clone()
}

/// `certificates.step`
pub(crate) fn step(desk: &Desk, request: &StepCertificate) -> Result<CertificateView, Failure> {
    let (may, session) = (desk.may(deed(request.step))?, desk.session()?);
    let now = desk.host().now();
    desk.change(&may, |tx, act| {
        let before = named(tx, request.id)?;
        fresh_one(tx, &before, request.version)?;
        take(tx, (&before, &session), request, now)?;
        let after = named(tx, request.id)?;
        act.member(&member(Some(&before), &after))?;
        follow(tx, act, after.application, now)?;
        let facts = json!({ "kind": after.facts.kind, "step": request.step.key() });
        Ok(Done { answer: (), facts })
    })?;
    claims::settle_soon(desk);
    desk.people(|people| person::whole(people, &session, request.id, now))
}

/// Takes the step, or says why it is closed.
fn take(
    tx: &Tx<'_>,
    (row, session): (&CertificateRow, &Session),
    request: &StepCertificate,
    now: chrono::NaiveDateTime,
) -> Result<(), Failure> {
    let case = case_of(tx, row.application)?;
    let mut against = Against::of(tx, slice::from_ref(row), now)?;
    let standing = Standing::of(tx, &case, &suspicion::of(tx, row, &mut against)?)?;
    if let Some(refusal) = closed(row, session, (request.step, &standing)) {
        return Err(refusal.into());
    }
    let Standing { verdict, day, .. } = standing;
    let hand = (session.staff, now);
    match request.step {
        CertificateStep::Edit => return Err(step_closed(request.step, row.state).into()),
        CertificateStep::Check => return check(tx, row.id, request, hand),
        CertificateStep::Return | CertificateStep::Revoke => {
            let reason = facts::reason(&request.reason, true).map_err(Refusal::from)?;
            let state = row.state.after(request.step).unwrap_or(row.state);
            tx.move_certificate(row.id, state, reason.as_deref().unwrap_or_default())?;
        }
        CertificateStep::Exempt | CertificateStep::Refuse => {
            // What the rules leave to a person, and what a person decides otherwise, has its reason.
            let exempts = request.step == CertificateStep::Exempt;
            let as_ruled = match verdict.decision {
                Decision::Accepted => exempts,
                Decision::Refused => !exempts,
                Decision::Person => false,
            };
            let reason = facts::reason(&request.reason, !as_ruled).map_err(Refusal::from)?;
            let state =
                if exempts { CertificateState::Exempt } else { CertificateState::NotExempt };
            tx.decide_certificate(row.id, (state, reason.as_deref()), (&verdict, day), hand)?;
        }
    }
    Ok(())
}

/// Writes down how it was checked, with every fault at once.
fn check(
    tx: &Tx<'_>,
    id: i64,
    request: &StepCertificate,
    hand: (i64, chrono::NaiveDateTime),
) -> Result<(), Failure> {
    let mut faults = Faults::default();
    let missing = |field: &str| FieldFault::of(field, ValueFault::Missing);
    let how = faults.take(request.how.ok_or_else(|| missing("how")));
    let found = faults.take(request.found.ok_or_else(|| missing("found")));
    let looked_at = request.looked_at.trim();
    let evidence = request.evidence.trim();
    for (field, text) in [("looked_at", looked_at), ("evidence", evidence)] {
        if text.chars().count() > LONGEST {
            let fault = ValueFault::TooLong { longest: LONGEST };
            faults.take::<()>(Err(FieldFault::of(field, fault)));
        }
    }
    if looked_at.is_empty() {
        faults.take::<()>(Err(missing("looked_at")));
    }
    let (Some(how), Some(found), true) = (how, found, faults.is_empty()) else {
        return Err(faults.noted().into());
    };
    tx.check_certificate(id, (how, found), (looked_at, evidence), hand)?;
    Ok(())
}
