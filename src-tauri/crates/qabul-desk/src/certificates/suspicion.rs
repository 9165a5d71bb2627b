//! The forgery desk: what speaks against a certificate, the heaviest first, and what somebody found out.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

use chrono::{NaiveDate, NaiveDateTime};
use qabul_core::campaign::SittingId;
use qabul_core::certificate::{
    Catalogue, CertificateState, CertificateVerdict, Evidence, Suspicion, SuspicionOutcome,
    compare_names, look_alikes, suspicions,
};
use qabul_core::fault::Faults;
use qabul_core::journal::{Deed, stamp};
use qabul_core::refusal::Refusal;
use qabul_store::{CertificateRow, Member, People, SuspicionRow};
use serde_json::json;

use super::received::{case_of, fresh_one, judge, named};
use super::{catalogue, facts, person};
use crate::applications::whole;
use crate::desk::{Desk, Done};
use crate::eligibility::Ruled;
use crate::failure::Failure;
use crate::views::Nothing;
use crate::views::certificates::CertificateView;
use crate::views::suspicion::{
    LookInto, SuspectLine, Suspects, SuspicionAbout, SuspicionFound, SuspicionView,
};

/// How many certificates are looked through.
const MOST: u32 = 1000;

/// What certificates are held against, read once for many.
pub(super) struct Against {
    catalogue: Catalogue,
    rules: HashMap<SittingId, Ruled>,
    alike: HashMap<i64, BTreeSet<i64>>,
    now: NaiveDateTime,
}

impl Against {
    /// Everything of a registry, for some of its certificates.
    pub(super) fn of(
        people: &People<'_>,
        rows: &[CertificateRow],
        now: NaiveDateTime,
    ) -> Result<Self, Failure> {
        let looks = rows.iter().flat_map(|row| {
            let looks = row.scans.iter().filter_map(|scan| scan.look);
            looks.map(|look| (row.id, look))
        });
        let looks: Vec<(i64, [u8; 32])> = looks.collect();
        let alike = look_alikes(&looks, &people.looks()?);
        Ok(Self { catalogue: catalogue(people)?, rules: HashMap::new(), alike, now })
    }

    /// The rules of a sitting, read once.
    pub(super) fn ruled(&mut self, people: &People<'_>, id: SittingId) -> Result<&Ruled, Failure> {
        Ok(match self.rules.entry(id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(Ruled::of(people, id)?),
        })
    }
}

/// What the rules make of a certificate, as of which day, and what speaks against it.
pub(super) struct Looked {
    pub(super) verdict: CertificateVerdict,
    pub(super) day: NaiveDate,
    pub(super) suspicions: Vec<SuspicionView>,
}

/// The verdict on a certificate, and everything that speaks against it.
pub(super) fn of(
    people: &People<'_>,
    row: &CertificateRow,
    against: &mut Against,
) -> Result<Looked, Failure> {
    let case = case_of(people, row.application)?;
    let person = people.person(case.candidate)?.ok_or(Refusal::NoApplication)?.candidate;
    against.ruled(people, case.sitting)?;
    let (ruled, now) = (&against.rules[&case.sitting], against.now);
    let (verdict, day) = judge(&against.catalogue, (ruled, &case), &row.facts, now);
    let own = [&person.name.surname, &person.name.given, &person.name.patronymic];
    let name = compare_names(&row.facts.name, own.map(|part| part.as_str())).likeness;
    let same_scan = people.same_scan(row)?;
    let same: BTreeSet<i64> = same_scan.iter().map(|twin| twin.certificate).collect();
    // The same file is a suspicion of its own.
    let alike = against.alike.get(&row.id).into_iter().flatten();
    let alike = alike.filter(|it| !same.contains(it)).map(|it| people.twin(row, *it));
    let evidence = Evidence {
        reasons: verdict.reasons.clone(),
        name: Some(name).filter(|_| !row.facts.name.is_empty()),
        birth: person.birth,
        tested_on: row.facts.tested_on,
        today: against.now.date(),
        same_number: people.same_number(row)?,
        alike: alike.collect::<Result<_, _>>()?,
        same_scan,
        same_photo: people.same_photo(row)?,
    };
    let known = people.looked_into(row.id)?;
    let view = |(suspicion, about): (Suspicion, Option<i64>)| -> Result<SuspicionView, Failure> {
        let key = (suspicion.key(), about.unwrap_or_default());
        let found = known.iter().find(|it| (it.code.as_str(), it.about) == key);
        Ok(SuspicionView {
            suspicion,
            weight: suspicion.weight(),
            holds_up: suspicion.holds_up(),
            about: about.map(|id| other(people, id)).transpose()?,
            found: found.map(|it| SuspicionFound {
                outcome: it.outcome,
                note: it.note.clone(),
                by: it.by.0.clone(),
                at: it.by.1.clone(),
            }),
        })
    };
    let found: Result<_, Failure> = suspicions(&evidence).into_iter().map(view).collect();
    Ok(Looked { verdict, day, suspicions: found? })
}

/// The other certificate that a suspicion is about.
fn other(people: &People<'_>, id: i64) -> Result<SuspicionAbout, Failure> {
    let row = named(people, id)?;
    let case = case_of(people, row.application)?;
    let line = people.line(case.entry)?.ok_or(Refusal::NoApplication)?;
    Ok(SuspicionAbout {
        id,
        person: whole(&line.name),
        work_number: case.work_number.checked(),
        state: row.state,
    })
}

/// `certificates.suspicious`: those that are open and have something against them that nobody looked into, the
/// heaviest first.
pub(crate) fn list(desk: &Desk, _: &Nothing) -> Result<Suspects, Failure> {
    let now = desk.host().now();
    desk.people(|people| {
        let open = [CertificateState::Received, CertificateState::Checked];
        let queued = people.queued_certificates(&open, MOST)?;
        let rows = queued.iter().map(|it| named(people, it.id));
        let rows: Vec<CertificateRow> = rows.collect::<Result<_, _>>()?;
        let mut against = Against::of(people, &rows, now)?;
        let mut suspects = Vec::new();
        for (queued, row) in queued.iter().zip(&rows) {
            let all = of(people, row, &mut against)?.suspicions;
            let left: Vec<SuspicionView> =
                all.into_iter().filter(|it| it.found.is_none()).collect();
            let weight = left.iter().map(|it| u32::from(it.weight)).sum();
            if left.iter().any(|it| it.weight > 1) {
                suspects.push(SuspectLine {
                    id: queued.id,
                    person: whole(&queued.name),
                    suspicions: left.iter().map(|it| it.suspicion).collect(),
                    weight,
                });
            }
        }
        suspects.sort_by_key(|it| (std::cmp::Reverse(it.weight), it.id));
        Ok(Suspects { lines: suspects })
    })
}

/// `certificates.look_into`: writes down what was found out about a suspicion.
pub(crate) fn look_into(desk: &Desk, request: &LookInto) -> Result<CertificateView, Failure> {
    let (may, session) = (desk.may(Deed::LookIntoCertificate)?, desk.session()?);
    let now = desk.host().now();
    let mut faults = Faults::default();
    let note = faults.take(facts::note(&request.note));
    let Some(note) = note else { return Err(faults.noted().into()) };
    desk.change(&may, |tx, act| {
        let row = named(tx, request.id)?;
        fresh_one(tx, &row, request.version)?;
        let about = request.about.unwrap_or_default();
        tx.look_into(
            row.id,
            &SuspicionRow {
                code: request.suspicion.key().to_owned(),
                about,
                outcome: request.outcome,
                note: note.clone(),
                by: (session.name.clone(), stamp(now)),
            },
        )?;
        let key = format!("suspicion.{}", request.suspicion.key());
        let after = json!({ key: format!("{}: {note}", request.outcome.key()) }).to_string();
        let before = Some("{}".to_owned());
        act.member(&Member { kind: "certificate", record: row.id, before, after: Some(after) })?;
        let facts =
            json!({ "suspicion": request.suspicion.key(), "outcome": request.outcome.key() });
        Ok(Done { answer: (), facts })
    })?;
    desk.people(|people| person::whole(people, &session, request.id, now))
}

/// Suspicions that keep anybody from being exempt: heavy ones that nobody looked into, and confirmed ones.
pub(super) fn holding_up(all: &[SuspicionView]) -> Vec<Suspicion> {
    let holds = |it: &&SuspicionView| match &it.found {
        None => it.holds_up,
        Some(found) => found.outcome == SuspicionOutcome::Confirmed,
    };
    all.iter().filter(holds).map(|it| it.suspicion).collect()
}
