//! The queues of a day; tags, notes and the filters that staff keep.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use qabul_core::campaign::SittingId;
use qabul_core::certificate::CertificateState;
use qabul_core::eligibility::{Answer, conclusion};
use qabul_core::fault::{FieldFault, ValueFault};
use qabul_core::journal::Deed;
use qabul_core::refusal::Refusal;
use qabul_store::{Member, People};
use serde_json::json;

use crate::applications::selected;
use crate::desk::{self, Desk, Done};
use crate::eligibility::Ruled;
use crate::failure::{Breakage, Failure};
use crate::views::Nothing;
use crate::views::sittings::SittingRequest;
use crate::views::today::{
    AddNote, Filters, KeepFilter, SavedFilter, TagApplications, TagLine, Tagged, Today,
};

/// The longest tag and name of a filter, in letters.
const LONGEST_TAG: usize = 40;
/// The longest note, in letters.
const LONGEST_NOTE: usize = 2000;

/// What the rules say of everybody of a sitting who waits to be confirmed, by entry.
pub(crate) fn judged(
    people: &People<'_>,
    sitting: SittingId,
    at: NaiveDateTime,
) -> Result<HashMap<i64, Answer>, Failure> {
    let (key, _) = desk::sitting(people, sitting)?;
    let ruled = Ruled::of(people, sitting)?;
    // Few have earlier results: of the others nobody need ask.
    let with_results = people.with_results()?;
    let mut answers = HashMap::new();
    people.cases_to_confirm(key, |row| -> Result<(), Failure> {
        let results = match with_results.contains(&row.candidate) {
            true => people.results(row.candidate)?,
            false => Vec::new(),
        };
        answers.insert(row.entry, conclusion(&ruled.judge(&row, &results, at)));
        Ok(())
    })?;
    Ok(answers)
}

/// `today.read`
pub(crate) fn read(desk: &Desk, request: &SittingRequest) -> Result<Today, Failure> {
    let (session, now) = (desk.session()?, desk.host().now());
    desk.people(|people| {
        let (key, _) = desk::sitting(people, request.sitting)?;
        let counts = people.queue_counts(key)?;
        let answers = judged(people, request.sitting, now)?;
        let many = |answer: Answer| {
            let so = answers.values().filter(|it| **it == answer).count();
            u32::try_from(so).unwrap_or(u32::MAX)
        };
        let certificates = people.certificate_counts()?;
        let standing = |state: CertificateState| {
            certificates.iter().filter(|(it, _)| *it == state).map(|(_, count)| count).sum()
        };
        let drafts = people.drafts(&session.name)?;
        Ok(Today {
            sitting: request.sitting,
            at: now,
            to_confirm: counts.to_confirm,
            again: counts.again,
            ready: many(Answer::Yes),
            missing: many(Answer::No),
            for_a_person: many(Answer::Person),
            pending: counts.pending,
            certificates_to_check: standing(CertificateState::Received),
            certificates_to_decide: standing(CertificateState::Checked),
            suspended: counts.suspended,
            claims: counts.claims,
            payments: people.count_payments_waiting()?,
            drafts: u32::try_from(drafts.len()).unwrap_or(u32::MAX),
        })
    })
}

/// A line that was typed and may not be empty.
fn line(field: &'static str, typed: &str, longest: usize) -> Result<String, Refusal> {
    let text = typed.trim();
    if text.is_empty() {
        return Err(FieldFault::of(field, ValueFault::Missing).into());
    }
    if text.chars().count() > longest {
        return Err(FieldFault::of(field, ValueFault::TooLong { longest }).into());
    }
    Ok(text.to_owned())
}

/// `applications.tag`
pub(crate) fn tag(desk: &Desk, request: &TagApplications) -> Result<Tagged, Failure> {
    let may = desk.may(Deed::TagApplications)?;
    let tag = line("tag", &request.tag, LONGEST_TAG)?;
    let ids = selected(desk, &request.selection)?;
    let word = json!({ "tag": tag }).to_string();
    let empty = || Some("{}".to_owned());
    let mut tagged = Tagged { done: 0, skipped: 0 };
    let outcome = desk.change(&may, |tx, act| {
        for &id in &ids {
            tx.line(id)?.ok_or(Refusal::NoApplication)?;
            if tx.tag(id, &tag, request.on)? {
                tagged.done += 1;
                let (before, after) = match request.on {
                    true => (empty(), Some(word.clone())),
                    false => (Some(word.clone()), empty()),
                };
                act.member(&Member { kind: "entry", record: id, before, after })?;
            } else {
                tagged.skipped += 1;
            }
        }
        if tagged.done == 0 {
            // Nothing was done, so there is no act.
            return Err(Refusal::NothingToUndo.into());
        }
        Ok(Done { answer: (), facts: json!({ "rows": tagged.done, "on": request.on }) })
    });
    match outcome {
        Err(failure) if tagged.done > 0 => Err(failure),
        _ => Ok(tagged),
    }
}

/// `applications.note`
pub(crate) fn note(desk: &Desk, request: &AddNote) -> Result<Nothing, Failure> {
    let may = desk.may(Deed::AddNote)?;
    let text = line("note", &request.text, LONGEST_NOTE)?;
    desk.change(&may, |tx, act| {
        tx.case(request.id)?.ok_or(Refusal::NoApplication)?;
        tx.note(act.id(), request.id, &text)?;
        let after = Some(json!({ "note": text }).to_string());
        let before = Some("{}".to_owned());
        act.member(&Member { kind: "entry", record: request.id, before, after })?;
        Ok(Done { answer: Nothing {}, facts: json!({}) })
    })
}

/// `filters.read`
pub(crate) fn filters(desk: &Desk, request: &SittingRequest) -> Result<Filters, Failure> {
    let session = desk.session()?;
    desk.people(|people| {
        let (key, _) = desk::sitting(people, request.sitting)?;
        let saved = |(name, filter): (String, String)| {
            let filter = serde_json::from_str(&filter)
                .map_err(|error| Breakage::program("filter", &error))?;
            Ok(SavedFilter { name, filter })
        };
        let saved: Result<_, Failure> =
            people.saved_filters(&session.name)?.into_iter().map(saved).collect();
        let tags = people.tags(key)?.into_iter().map(|(tag, count)| TagLine { tag, count });
        let exempts = Ruled::of(people, request.sitting)?.exempts();
        Ok(Filters { saved: saved?, exempts, tags: tags.collect() })
    })
}

/// `filters.keep`
pub(crate) fn keep_filter(desk: &Desk, request: &KeepFilter) -> Result<Nothing, Failure> {
    let may = desk.may(Deed::ReadList)?;
    let name = line("name", &request.name, LONGEST_TAG)?;
    let filter = match &request.filter {
        None => None,
        Some(filter) => Some(
            serde_json::to_string(filter).map_err(|error| Breakage::program("filter", &error))?,
        ),
    };
    desk.with_store(|store| Ok(store.keep_filter(&may, &name, filter.as_deref())?))?;
    Ok(Nothing {})
}
