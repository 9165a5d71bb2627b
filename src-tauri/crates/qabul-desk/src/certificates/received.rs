//! Certificates of applications: judged while they are typed, received, set right, looked at.

use base64::Engine;
use chrono::{NaiveDate, NaiveDateTime};
use qabul_core::application::Stand;
use qabul_core::certificate::{
    AsOf, Catalogue, CertificateReason as Reason, CertificateState, CertificateStep,
};
use qabul_core::digest::hex;
use qabul_core::eligibility::Exemption;
use qabul_core::journal::Deed;
use qabul_core::refusal::{CertificateRefusal, Refusal};
use qabul_store::{
    CaseRow, CertificateFacts, CertificateRow, Member, OpenAct, People, Reader, ScanRow, Tx,
};
use serde_json::{Value, json};

use super::{catalogue, facts, person};
use crate::claims;
use crate::desk::{Desk, Done};
use crate::eligibility::Ruled;
use crate::failure::{Breakage, Failure};
use crate::files;
use crate::record::{self, refuse_stale};
use crate::same;
use crate::scans;
use crate::views::certificates::{
    CertificateView, JudgeCertificate, JudgedCertificate, LookAtScan, SaveCertificate, ScanView,
};

/// The kind under which the history keeps a certificate.
const RECORD: &str = "certificate";
/// The most scans of one certificate.
const MOST_SCANS: usize = 8;

/// A certificate that must be there.
pub(super) fn named(people: &People<'_>, id: i64) -> Result<CertificateRow, Failure> {
    let row = people.certificate(id)?;
    Ok(row.ok_or(CertificateRefusal::NoCertificate).map_err(Refusal::from)?)
}

/// The first entry of an application, as what it is opened and judged.
pub(super) fn case_of(people: &People<'_>, application: i64) -> Result<CaseRow, Failure> {
    let entry = people.entries_of(application)?.into_iter().next();
    let entry = entry.ok_or(Refusal::NoApplication)?;
    Ok(people.case(entry)?.ok_or(Refusal::NoApplication)?)
}

/// The day on which a certificate of an application must be good: that of its first confirmation, which a later
/// one does not move; today where it is not confirmed yet; the day that the campaign sets, where it sets one.
pub(super) fn judged_on(ruled: &Ruled, row: &CaseRow, now: NaiveDateTime) -> NaiveDate {
    ruled.certificates_on().unwrap_or_else(|| row.course.confirmed.unwrap_or(now).date())
}

/// What the rules make of a certificate at an application.
pub(super) fn judge(
    catalogue: &Catalogue,
    (ruled, row): (&Ruled, &CaseRow),
    facts: &CertificateFacts,
    now: NaiveDateTime,
) -> (qabul_core::certificate::CertificateVerdict, NaiveDate) {
    let (day, rule) = (judged_on(ruled, row, now), ruled.certificates());
    let application = row.choices.language.as_str();
    let as_of = AsOf { day, least: rule.least, offered: &rule.languages, application };
    (catalogue.judge(&facts.stated(), &as_of), day)
}

/// `certificates.judge`
pub(crate) fn judge_typed(
    desk: &Desk,
    request: &JudgeCertificate,
) -> Result<JudgedCertificate, Failure> {
    let now = desk.host().now();
    desk.people(|people| {
        let row = people.case(request.entry)?.ok_or(Refusal::NoApplication)?;
        let catalogue = catalogue(people)?;
        let kind = catalogue.kind(facts::typed(&request.typed, "kind"));
        let (lifted, faults) = facts::lifted(&request.typed, kind, now.date());
        let ruled = Ruled::of(people, row.sitting)?;
        let mut stated = lifted.stated();
        if facts::typed(&request.typed, "tested_on").is_empty() {
            stated.tested_on = qabul_core::certificate::Day::Missing;
        }
        let (day, rule) = (judged_on(&ruled, &row, now), ruled.certificates());
        let application = row.choices.language.as_str();
        let as_of = AsOf { day, least: rule.least, offered: &rule.languages, application };
        let verdict = catalogue.judge(&stated, &as_of);
        let name = person::name_match(people, &row, &lifted.name)?;
        Ok(JudgedCertificate { verdict, judged_on: day.to_string(), name, faults })
    })
}

/// Why no certificate can be received for an application; nothing where one can.
pub(super) fn closed(people: &People<'_>, row: &CaseRow) -> Result<Option<Refusal>, Failure> {
    if let Some(kept) = same::kept(people, row)? {
        return Ok(Some(kept.into()));
    }
    let stand = row.place.stand();
    if matches!(stand, Stand::Withdrawn | Stand::Rejected) {
        return Ok(Some(CertificateRefusal::ExemptionClosed { stand }.into()));
    }
    let exempts = Ruled::of(people, row.sitting)?.exempts();
    Ok((!exempts).then(|| CertificateRefusal::NoExemption.into()))
}

/// `certificates.save`: receives one, or sets right what stands on one.
pub(crate) fn save(desk: &Desk, request: &SaveCertificate) -> Result<CertificateView, Failure> {
    let (may, session) = (desk.may(Deed::ReceiveCertificate)?, desk.session()?);
    let now = desk.host().now();
    let mut faults = Vec::new();
    let mut added = Vec::new();
    for file in &request.scans {
        match scans::read(desk, file)? {
            Ok(bytes) => added.push((bytes, files::name_of(&desk.path(file)?))),
            Err(fault) => faults.push(fault),
        }
    }
    let (lifted, wrong) = desk.read(|reader| {
        let catalogue = catalogue(reader)?;
        let kind = catalogue.kind(facts::typed(&request.typed, "kind"));
        Ok(facts::lifted(&request.typed, kind, now.date()))
    })?;
    faults.extend(wrong);
    if added.len() + request.kept.len() > MOST_SCANS {
        let fault = qabul_core::fault::ValueFault::Number { from: 0, to: 8 };
        faults.push(qabul_core::fault::FieldFault::of("scan", fault));
    }
    if !faults.is_empty() {
        return Err(facts::noted(faults).into());
    }
    let (bytes, names): (Vec<_>, Vec<_>) = added.into_iter().unzip();
    let looks = scans::looks(desk.host(), &bytes);
    let hashes = desk.with_store(|store| Ok(store.keep_papers(&may, &bytes)?))?;
    let scan = |((hash, name), look)| ScanRow { hash, name, look };
    let fresh: Vec<ScanRow> = hashes.into_iter().zip(names).zip(looks).map(scan).collect();
    let id = desk.change(&may, |tx, act| {
        let row = tx.case(request.entry)?.ok_or(Refusal::NoApplication)?;
        if let Some(refusal) = closed(tx, &row)? {
            return Err(refusal.into());
        }
        let before = request.of.map(|(id, _)| named(tx, id)).transpose()?;
        let mut all = Vec::new();
        let id = match (&before, request.of) {
            (Some(before), Some((id, looked_at))) => {
                fresh_one(tx, before, looked_at)?;
                let (step, state) = (CertificateStep::Edit, before.state);
                if state.after(step).is_none() || before.application != row.application {
                    return Err(step_closed(step, state).into());
                }
                tx.put_certificate(id, &lifted)?;
                let kept = |(place, scan): (u32, &ScanRow)| {
                    request.kept.contains(&place).then(|| scan.clone())
                };
                all.extend((1..).zip(&before.scans).filter_map(kept));
                id
            }
            _ => tx.add_certificate(row.application, &lifted, (session.staff, now))?,
        };
        all.extend(fresh.iter().cloned());
        tx.put_scans(id, &all)?;
        act.member(&member(before.as_ref(), &named(tx, id)?))?;
        follow(tx, act, row.application, now)?;
        Ok(Done { answer: id, facts: json!({ "kind": lifted.kind }) })
    })?;
    claims::settle_soon(desk);
    desk.people(|people| person::whole(people, &session, id, now))
}

/// Why a step is closed by where a certificate stands.
pub(super) fn step_closed(step: CertificateStep, state: CertificateState) -> Refusal {
    CertificateRefusal::CertificateStepClosed { certificate_step: step, certificate_state: state }
        .into()
}

/// Refuses to work with a certificate that somebody changed since it was looked at.
pub(super) fn fresh_one(
    reader: &Reader<'_>,
    row: &CertificateRow,
    looked_at: i64,
) -> Result<(), Failure> {
    refuse_stale(reader, (RECORD, row.id), (looked_at, row.version), &json!(kept(row)))
}

/// What the history keeps of a certificate.
fn kept(row: &CertificateRow) -> std::collections::BTreeMap<String, String> {
    let mut fields = facts::fields(&row.facts);
    let mut put = |key: &str, text: String| fields.insert(key.to_owned(), text);
    put("state", row.state.key().to_owned());
    if let Some(check) = &row.check {
        put("how", check.how.key().to_owned());
        put("found", check.found.key().to_owned());
        put("looked_at", check.looked_at.clone());
        put("evidence", check.evidence.clone());
    }
    if let Some(decision) = &row.decision {
        put("judged_on", decision.judged_on.to_string());
        put("table", decision.verdict.table.clone().unwrap_or_default());
    }
    put("reason", row.reason.clone().unwrap_or_default());
    // Another file under the same name is another scan.
    let scan = |scan: &ScanRow| format!("{} · {:.16}", scan.name, hex(&scan.hash));
    let scans: Vec<String> = row.scans.iter().map(scan).collect();
    put("scans", scans.join("\n"));
    fields.retain(|_, text| !text.is_empty());
    fields
}

/// What an act did to a certificate.
pub(super) fn member(before: Option<&CertificateRow>, after: &CertificateRow) -> Member {
    let (was, is) = (before.map(kept), kept(after));
    let none = std::collections::BTreeMap::new();
    let text = |fields| Some(Value::from_iter(fields).to_string());
    let after_fields = record::differing(&is, was.as_ref().unwrap_or(&none));
    Member {
        kind: RECORD,
        record: after.id,
        before: was.as_ref().and_then(|was| text(record::differing(was, &is))),
        after: text(after_fields),
    }
}

/// Lets the application follow its certificates: exempt where one exempts, pending while one is open, else not.
pub(super) fn follow(
    tx: &Tx<'_>,
    act: &mut OpenAct<'_>,
    application: i64,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    let all = tx.certificates_of(application)?;
    let any = |of: &dyn Fn(CertificateState) -> bool| all.iter().any(|row| of(row.state));
    let exemption = if any(&|state| state == CertificateState::Exempt) {
        Exemption::Exempt
    } else if any(&CertificateState::is_open) {
        Exemption::Pending
    } else {
        Exemption::None
    };
    if case_of(tx, application)?.exemption == exemption {
        return Ok(());
    }
    claims::exempt(tx, act, application, (exemption, now))
}

/// Why an exemption does not carry a confirmation at this moment: the certificate is not good any more, or the
/// application is to another language since. What a table says is not asked again: a decision keeps its own.
pub(crate) fn outdated(
    people: &People<'_>,
    (ruled, row): (&Ruled, &CaseRow),
    now: NaiveDateTime,
) -> Result<Option<Refusal>, Failure> {
    if row.exemption != Exemption::Exempt {
        return Ok(None);
    }
    let catalogue = catalogue(people)?;
    for certificate in people.certificates_of(row.application)? {
        if certificate.state == CertificateState::Exempt {
            let (mut verdict, _) = judge(&catalogue, (ruled, row), &certificate.facts, now);
            verdict.reasons.retain(|it| {
                matches!(it, Reason::Expired { .. } | Reason::LanguageNotOfApplication { .. })
            });
            if !verdict.reasons.is_empty() {
                let why = verdict.reasons;
                return Ok(Some(CertificateRefusal::RefusedByRules { why }.into()));
            }
        }
    }
    Ok(None)
}

/// `certificates.look`: a scan as a picture, or a copy of it for the system's viewer.
pub(crate) fn look(desk: &Desk, request: &LookAtScan) -> Result<ScanView, Failure> {
    let row = desk.people(|people| named(people, request.id))?;
    let place = usize::try_from(request.place).unwrap_or_default().checked_sub(1);
    let scan = place.and_then(|at| row.scans.get(at)).ok_or(Refusal::UnknownHandle)?;
    let bytes = desk.paper(&scan.hash)?;
    if let Some(file) = &request.copy {
        let copy = Some(scans::copy(desk, file, bytes)?);
        return Ok(ScanView { image: None, pages: 0, fault: None, copy });
    }
    let bytes = bytes.ok_or_else(|| Breakage::program("scan", &"not kept"))?;
    Ok(match scans::page(desk.host(), &bytes, request.page) {
        Ok(drawn) => {
            let text = base64::engine::general_purpose::STANDARD.encode(drawn.jpeg);
            let image = Some(format!("data:image/jpeg;base64,{text}"));
            ScanView { image, pages: drawn.pages, fault: None, copy: None }
        }
        Err(fault) => ScanView { image: None, pages: 0, fault: Some(fault), copy: None },
    })
}
