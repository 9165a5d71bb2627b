//! Saving a form: a new application, a new entry of one that is there, or a change.

use std::collections::BTreeMap;

use qabul_core::application::{Application, State as Stands, WorkNumber};
use qabul_core::fault::{Finding, RowFault, ValueFault, Weight};
use qabul_core::journal::Deed;
use qabul_core::person::Candidate;
use qabul_core::refusal::Refusal;
use qabul_core::text::fold;
use qabul_exchange::applications::{ApplicationRow, Form, Rules, form, form_columns};
use qabul_store::{KnownRow, Member, NameKeys, OpenAct, People, SittingKey, Tx};
use serde_json::json;

use super::{refuses, typed_of};
use crate::desk::{self, Desk, Done};
use crate::failure::Failure;
use crate::import::{FreeNumbers, Judging, State};
use crate::life::differing;
use crate::record::refuse_stale;
use crate::same;
use crate::views::form::{FormSaved, SaveForm};

/// `form.save`
pub(crate) fn save(desk: &Desk, request: &SaveForm) -> Result<FormSaved, Failure> {
    let (may, now) = (desk.may(Deed::SaveApplication)?, desk.host().now());
    desk.change(&may, |tx, act| {
        let (key, sitting) = desk::sitting(tx, request.sitting)?;
        let rules = Rules { cities: &sitting.cities, today: now.date() };
        let Form { row, .. } = form(&request.typed, &rules)?;
        let row = row.map_err(|findings| Refusal::FormFaulty { findings })?;
        let findings = against(tx, (key, request.id), &row)?;
        if findings.iter().any(refuses) {
            return Err(Refusal::FormFaulty { findings }.into());
        }
        let saving = Saving {
            tx,
            key,
            row: &row,
            sort_key: sort_key(desk, &row.candidate),
            photo: match request.draft {
                Some(draft) => tx.draft(may.by(), draft)?.and_then(|draft| draft.photo),
                None => None,
            },
            apart: &request.apart,
        };
        let answer = match request.id {
            Some(id) => saving.change(act, id, request.version)?,
            None => saving.begin(act, now)?,
        };
        if let Some(draft) = request.draft {
            tx.settle_draft(&may, draft)?;
        }
        let facts = json!({ "sitting": request.sitting, "new": u32::from(request.id.is_none()) });
        Ok(Done { answer, facts })
    })
}

/// What the registry says against a form that is good by itself.
pub(super) fn against(
    people: &People<'_>,
    (sitting, id): (SittingKey, Option<i64>),
    row: &ApplicationRow,
) -> Result<Vec<Finding>, Failure> {
    let fin = row.candidate.fin.as_str();
    let holder = people.known(fin, sitting)?;
    let known = match id {
        None => holder,
        Some(id) => {
            let facts = people.entry(id)?.ok_or(Refusal::NoApplication)?;
            if let Some(holder) = &holder
                && holder.person.id != facts.person.id
            {
                return Ok(vec![taken(fin, holder)]);
            }
            people.known(facts.person.candidate.fin.as_str(), sitting)?
        }
    };
    if let (None, Some(known)) = (id, &known)
        && known.entry.is_some()
    {
        return Ok(vec![taken(fin, known)]);
    }
    let mut judging = Judging::of_one(people, sitting);
    let found = judging.against_registry(row, known.as_ref(), &form_columns()?)?;
    // Who empties a field of a form sees it.
    let said = |it: &Finding| {
        !document_of_own(it, known.as_ref(), row) && !matches!(it.fault, RowFault::Emptied { .. })
    };
    Ok(found.into_iter().filter(said).collect())
}

/// Who changes the own FİN keeps the own document.
fn document_of_own(finding: &Finding, known: Option<&KnownRow>, row: &ApplicationRow) -> bool {
    matches!(finding.fault, RowFault::DocumentTaken)
        && known.is_some_and(|it| it.person.candidate.document == row.candidate.document)
}

/// The FİN is somebody else's, or that of whoever was merged into another.
fn taken(fin: &str, holder: &KnownRow) -> Finding {
    let fault = match &holder.same_as {
        Some(kept) => RowFault::Merged { fin: kept.clone() },
        None => ValueFault::Taken.into(),
    };
    Finding {
        row: 0,
        column: "fin".to_owned(),
        head: String::new(),
        value: fin.to_owned(),
        fault,
        weight: Weight::Refuses,
    }
}

fn sort_key(desk: &Desk, person: &Candidate) -> Vec<u8> {
    desk.order().key([&person.name.surname, &person.name.given, &person.name.patronymic])
}

struct Saving<'a> {
    tx: &'a Tx<'a>,
    key: SittingKey,
    row: &'a ApplicationRow,
    sort_key: Vec<u8>,
    /// The photo that the draft was given.
    photo: Option<[u8; 32]>,
    /// Entries of those from whom the person was told apart.
    apart: &'a [i64],
}

impl Saving<'_> {
    fn keys(&self) -> NameKeys<'_> {
        NameKeys { sort_key: &self.sort_key, folded: fold(&self.row.candidate.name.full()) }
    }

    /// A new application, or a new entry of one that the person has in the campaign.
    fn begin(
        &self,
        act: &mut OpenAct<'_>,
        now: chrono::NaiveDateTime,
    ) -> Result<FormSaved, Failure> {
        let (tx, row) = (self.tx, self.row);
        let known = tx.known(row.candidate.fin.as_str(), self.key)?;
        let mut enrolment = tx.enrolment(self.key)?;
        let was = self.touched(known.as_ref())?;
        let person = match &known {
            Some(known) => {
                self.change_person(known)?;
                known.person.id
            }
            None => {
                let id = enrolment.candidate(&row.candidate, None, &self.keys())?;
                enrolment.name(id, &self.keys().folded)?;
                id
            }
        };
        let there = known.as_ref().and_then(|known| known.application.as_ref());
        let (application, number, again) = match there {
            Some(there) => {
                let changed = self.change_studies(there.id, known.as_ref())?;
                (there.id, there.work_number, changed && there.state == Stands::Confirmed)
            }
            None => {
                let mut free = FreeNumbers::new(tx.work_numbers(self.key)?, std::iter::empty());
                let number = free.take().ok_or(Refusal::WorkNumbersUsedUp)?;
                (enrolment.application(person, number, &row.application)?, number, false)
            }
        };
        let place = (qabul_core::application::EntryState::Open, qabul_core::money::Qepik::ZERO);
        let entry = enrolment.entry(application, &self.sort_key, &row.application, place)?;
        if there.is_none() {
            let mut case = tx.case(entry)?.ok_or(Refusal::NoApplication)?;
            case.course.submitted = Some(now);
            tx.put_course(&case)?;
        }
        if again {
            self.confirm_again(application, entry)?;
        }
        self.put_photo(person)?;
        let known = tx.known(row.candidate.fin.as_str(), self.key)?;
        let state = known.as_ref().and_then(State::known).ok_or(Refusal::NoApplication)?;
        let case = tx.case(entry)?.ok_or(Refusal::NoApplication)?;
        let mut course = crate::life::fields(&case);
        course.extend(self.tell_apart(person)?);
        act.member(&state.begun_named(entry, &course))?;
        // What a new entry changed of a person and an application that were there stands in the histories
        // of the entries that were there.
        for (entry, was) in was {
            let is = same::fields(tx, entry)?;
            if is != was {
                act.member(&differing(entry, &was, &is))?;
            }
        }
        Ok(FormSaved { id: entry, work_number: number.checked(), again })
    }

    /// The entries that a new one can change something of: those of the application, and the person's
    /// newest; each as it was.
    fn touched(
        &self,
        known: Option<&KnownRow>,
    ) -> Result<BTreeMap<i64, crate::life::Fields>, Failure> {
        let Some(known) = known else { return Ok(BTreeMap::new()) };
        let application = known.application.as_ref().map(|there| self.tx.entries_of(there.id));
        let mut entries = application.transpose()?.unwrap_or_default();
        let newest = self.tx.find_fin(self.row.candidate.fin.as_str())?;
        entries.extend(newest.map(|hit| hit.entry));
        entries.into_iter().map(|entry| Ok((entry, same::fields(self.tx, entry)?))).collect()
    }

    fn change(&self, act: &mut OpenAct<'_>, id: i64, looked_at: i64) -> Result<FormSaved, Failure> {
        let tx = self.tx;
        let facts = tx.entry(id)?.ok_or(Refusal::NoApplication)?;
        let known = tx.known(facts.person.candidate.fin.as_str(), self.key)?;
        let known = known.ok_or(Refusal::NoApplication)?;
        refuse_stale(tx, ("entry", id), (looked_at, facts.version), &json!(typed_of(&known)))?;
        self.change_person(&known)?;
        let there = known.application.as_ref().ok_or(Refusal::NoApplication)?;
        let changed = self.change_studies(there.id, Some(&known))?;
        let Application { city, sector, .. } = &self.row.application;
        if (city, *sector) != (&facts.entry.city, facts.entry.sector) {
            tx.change_choice(id, city, *sector)?;
        }
        let again = changed && there.state == Stands::Confirmed;
        let others = if again { self.confirm_again(there.id, id)? } else { Vec::new() };
        self.put_photo(known.person.id)?;
        let now = tx.known(self.row.candidate.fin.as_str(), self.key)?;
        let before = State::known(&known).ok_or(Refusal::NoApplication)?;
        let after = now.as_ref().and_then(State::known).ok_or(Refusal::NoApplication)?;
        let mut fields = after.fields();
        fields.extend(self.tell_apart(known.person.id)?);
        act.member(&differing(id, &before.fields(), &fields))?;
        others.iter().try_for_each(|member| act.member(member))?;
        let number: WorkNumber = there.work_number;
        Ok(FormSaved { id, work_number: number.checked(), again })
    }

    fn change_person(&self, known: &KnownRow) -> Result<(), Failure> {
        let person = &known.person;
        if person.candidate != self.row.candidate {
            self.tx.change_candidate(person.id, &self.row.candidate, person.photo, &self.keys())?;
        }
        Ok(())
    }

    /// Gives the person the photo that was cut for the draft.
    fn put_photo(&self, person: i64) -> Result<(), Failure> {
        if self.photo.is_some() {
            self.tx.change_photo(person, self.photo)?;
        }
        Ok(())
    }

    /// Remembers from whom the person was told apart, for good; as the history keeps it.
    fn tell_apart(&self, person: i64) -> Result<Option<(&'static str, String)>, Failure> {
        let mut fins = Vec::new();
        for entry in self.apart {
            // One that was taken back since is nobody any more; one that was merged is whoever is kept.
            let Some(mut other) = self.tx.entry(*entry)?.map(|facts| facts.person) else {
                continue;
            };
            if let Some(kept) = self.tx.same_as(other.id)? {
                other = self.tx.person(kept)?.unwrap_or(other);
            }
            if other.id != person && self.tx.tell_apart(person, other.id)? {
                fins.push(other.candidate.fin.as_str().to_owned());
            }
        }
        Ok((!fins.is_empty()).then(|| ("apart", fins.join(" "))))
    }

    /// Writes studies and choices; whether something changed that the rules read.
    fn change_studies(&self, id: i64, known: Option<&KnownRow>) -> Result<bool, Failure> {
        let Application { education, choices, .. } = &self.row.application;
        let Some((person, there)) =
            known.and_then(|it| Some((&it.person.candidate, it.application.as_ref()?)))
        else {
            return Ok(false);
        };
        if (&there.education, &there.choices) != (education, choices) {
            self.tx.change_application(id, education, choices)?;
        }
        let judged = (person.citizenship, &there.education, &there.choices.language);
        Ok(judged != (self.row.candidate.citizenship, education, &choices.language))
    }

    /// What was judged has changed: nobody is registered on it until it is confirmed again. What that did
    /// to the other entries of the application.
    fn confirm_again(&self, application: i64, own: i64) -> Result<Vec<Member>, Failure> {
        let mut members = Vec::new();
        for entry in self.tx.entries_of(application)? {
            let mut row = self.tx.case(entry)?.ok_or(Refusal::NoApplication)?;
            let before = crate::life::fields(&row);
            row.place = row.place.edited();
            self.tx.put_course(&row)?;
            if entry != own {
                members.push(crate::life::differing(entry, &before, &crate::life::fields(&row)));
            }
        }
        Ok(members)
    }
}
