//! Steps of a certificate: checked by one, decided on by another, given back, revoked.

use std::slice;

use qabul_core::certificate::{
    CertificateState, CertificateStep, CertificateVerdict, CheckFound, Decision, Suspicion,
};
use qabul_core::fault::{Faults, FieldFault, ValueFault};
use qabul_core::journal::Deed;
use qabul_core::refusal::{CertificateRefusal, Refusal};
use qabul_core::staff::Session;
use qabul_store::{CertificateRow, Tx};
use serde_json::json;

use super::received::{case_of, follow, fresh_one, judge, member, named, step_closed};
use super::{catalogue, facts, person, received, suspicion};
use crate::claims;
use crate::desk::{Desk, Done};
use crate::eligibility::Ruled;
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

/// Why a step is closed to a certificate for whoever is signed in; nothing where it is open.
pub(super) fn closed(
    row: &CertificateRow,
    session: &Session,
    (step, verdict, held_up): (CertificateStep, &CertificateVerdict, &[Suspicion]),
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
    if verdict.decision == Decision::Refused {
        let why = verdict.reasons.clone();
        return Some(CertificateRefusal::RefusedByRules { why }.into());
    }
    let suspicions = held_up.to_vec();
    (!held_up.is_empty()).then(|| CertificateRefusal::SuspicionsOpen { suspicions }.into())
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
    let ruled = Ruled::of(tx, case.sitting)?;
    let (verdict, day) = judge(&catalogue(tx)?, (&ruled, &case), &row.facts, now);
    let against =
        suspicion::of(tx, row, &mut suspicion::Against::of(tx, slice::from_ref(row), now)?)?;
    let held_up = suspicion::holding_up(&against);
    if let Some(refusal) = closed(row, session, (request.step, &verdict, &held_up)) {
        return Err(refusal.into());
    }
    if request.step == CertificateStep::Exempt
        && let Some(refusal) = received::closed(tx, &case)?
    {
        return Err(refusal.into());
    }
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
