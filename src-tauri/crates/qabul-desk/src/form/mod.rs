//! The form of an application: opened, looked through while it is typed, kept, saved.

mod save;
mod similar;

use std::collections::BTreeMap;

use qabul_core::application::{Choices, EntryState, Place, Sector, State, WorkNumber};
use qabul_core::campaign::SittingId;
use qabul_core::education::{Education, Level, Nostrification};
use qabul_core::eligibility::Exemption;
use qabul_core::fault::Finding;
use qabul_core::journal::Deed;
use qabul_core::person::{Candidate, Email, Phone, Sex};
use qabul_core::refusal::Refusal;
use qabul_core::text::date_numeric;
use qabul_exchange::applications::{Form, Judged, Rules, TYPED, Typed, form};
use qabul_store::{CaseRow, Course, DraftRow, KnownRow, People};
use serde_json::json;

use crate::applications::whole;
use crate::desk::{self, Desk};
use crate::eligibility::{Ruled, judgement};
use crate::failure::{Breakage, Failure};
use crate::organisations;
use crate::photos;
use crate::views::Nothing;
use crate::views::eligibility::Judgement;
use crate::views::form::{
    CheckForm, DraftKept, DraftLine, DraftRequest, FormCheck, FormView, KeepDraft, OpenForm,
};

pub(crate) use save::save;

/// `form.open`
pub(crate) fn open(desk: &Desk, request: &OpenForm) -> Result<FormView, Failure> {
    let session = desk.session()?;
    let mut photo = None;
    let mut view = desk.people(|people| {
        let (key, sitting) = desk::sitting(people, request.sitting)?;
        let ruled = Ruled::of(people, request.sitting)?;
        let drafts = people.drafts(&session.name)?;
        let mut view = FormView {
            sitting: request.sitting,
            id: request.id,
            version: 0,
            work_number: None,
            stand: None,
            typed: blank(&sitting.cities),
            photo: None,
            draft: None,
            apart: Vec::new(),
            cities: sitting.cities,
            languages: ruled.languages(),
            doctoral: ruled.is_doctoral(),
            institutions: people.institutions()?,
            organisations: organisations::names(people)?,
            drafts: drafts
                .iter()
                .filter(|it| it.entry.is_none())
                .map(line)
                .collect::<Result<_, _>>()?,
        };
        if let Some(id) = request.id {
            let facts = people.entry(id)?.ok_or(Refusal::NoApplication)?;
            let row = people.case(id)?.ok_or(Refusal::NoApplication)?;
            let known = people.known(facts.person.candidate.fin.as_str(), key)?;
            view.typed = typed_of(&known.ok_or(Refusal::NoApplication)?);
            view.version = facts.version;
            photo = facts.person.photo;
            (view.work_number, view.stand) =
                (Some(facts.work_number.checked()), Some(row.place.stand()));
        } else if let Some(fin) = &request.fin {
            let (somebody, kept) = of_somebody(people, key, fin.trim(), &view.cities)?;
            view.typed.extend(somebody);
            photo = kept;
        }
        let draft = match (request.id, request.draft) {
            (Some(id), _) => people.draft_of(&session.name, id)?,
            (None, Some(draft)) => people.draft(&session.name, draft)?,
            (None, None) => None,
        };
        if let Some(row) = draft {
            view.typed.extend(typed(&row)?);
            view.version = row.version;
            view.apart = apart(&row)?;
            photo = row.photo.or(photo);
            view.draft = Some(DraftKept { id: row.id, at: row.at });
        }
        Ok(view)
    })?;
    if let Some(id) = request.id {
        desk.see_record(id)?;
    }
    view.photo = photos::shown(desk, photo)?;
    Ok(view)
}

/// `form.check`
pub(crate) fn check(desk: &Desk, request: &CheckForm) -> Result<FormCheck, Failure> {
    let (session, now) = (desk.session()?, desk.host().now());
    desk.people(|people| {
        let (key, sitting) = desk::sitting(people, request.sitting)?;
        let rules = Rules { cities: &sitting.cities, today: now.date() };
        let Form { row, judged } = form(&request.typed, &rules)?;
        let mut findings = Vec::new();
        match row {
            Ok(mut row) => {
                findings.append(&mut row.looks);
                findings.extend(save::against(people, (key, request.id), &row)?);
            }
            Err(mut wrong) => findings.append(&mut wrong),
        }
        findings.sort_by_key(|it| TYPED.iter().position(|key| *key == it.column));
        let draft = request.draft.map(|draft| people.draft(&session.name, draft)).transpose()?;
        let photo = draft.flatten().and_then(|draft| draft.photo);
        let similar = similar::similar(people, (key, request.id), &request.typed, photo)?;
        let judgement = match judged {
            Some(judged) => Some(as_typed(people, request, judged, now)?),
            None => None,
        };
        Ok(FormCheck { findings, judgement, similar })
    })
}

/// What the rules say of an entry as it is typed.
fn as_typed(
    people: &People<'_>,
    request: &CheckForm,
    (citizenship, education, choices): Judged,
    now: chrono::NaiveDateTime,
) -> Result<Judgement, Failure> {
    let kept = match request.id {
        Some(id) => Some(people.case(id)?.ok_or(Refusal::NoApplication)?),
        None => None,
    };
    let row = match kept {
        Some(row) => CaseRow { citizenship, education, choices, ..row },
        None => {
            let fin = request.typed.get("fin").map(|fin| qabul_core::text::ascii_upper(fin.trim()));
            let person = fin.map(|fin| people.candidate(&fin)).transpose()?.flatten();
            let candidate = person.map_or(0, |person| person.id);
            CaseRow {
                entry: 0,
                application: 0,
                candidate,
                sitting: request.sitting,
                work_number: WorkNumber::FIRST,
                place: Place { application: State::Submitted, entry: EntryState::Open },
                course: Course::default(),
                charged: 0,
                paid: 0,
                citizenship,
                education,
                choices,
                exemption: Exemption::None,
                claim: None,
                balance: people.account(candidate)?.map(|account| account.balance),
                alone: true,
                seated: false,
                merged: false,
            }
        }
    };
    judgement(people, &row, now)
}

/// `form.keep`
pub(crate) fn keep(desk: &Desk, request: &KeepDraft) -> Result<DraftKept, Failure> {
    let (may, at) = (desk.may(Deed::SaveApplication)?, desk.host().now());
    let fields: BTreeMap<&String, &String> =
        request.typed.iter().filter(|(key, _)| TYPED.contains(&key.as_str())).collect();
    let typed =
        serde_json::to_string(&fields).map_err(|error| Breakage::program("draft", &error))?;
    let apart = json!(request.apart).to_string();
    if let Some(id) = request.id {
        desk.people(|people| Ok(people.entry(id)?.ok_or(Refusal::NoApplication)?))?;
    }
    desk.with_store(|store| {
        let (key, _) = desk::sitting(&store.reader(), request.sitting)?;
        let id = store.keep_draft(
            &may,
            request.draft,
            (key, request.id, request.version),
            (at, &typed, &apart),
        )?;
        Ok(DraftKept { id, at: qabul_core::journal::stamp(at) })
    })
}

/// `form.drop`
pub(crate) fn drop(desk: &Desk, request: &DraftRequest) -> Result<Nothing, Failure> {
    let may = desk.may(Deed::SaveApplication)?;
    desk.with_store(|store| Ok(store.drop_draft(&may, request.draft)?))?;
    Ok(Nothing {})
}

fn line(row: &DraftRow) -> Result<DraftLine, Failure> {
    let typed = typed(row)?;
    let part = |key: &str| typed.get(key).map_or("", |text| text.trim()).to_owned();
    let sitting: SittingId =
        row.sitting.parse().map_err(|fault| Breakage::program("sitting", &fault))?;
    let name = whole(&["surname", "given", "patronymic"].map(part));
    Ok(DraftLine { id: row.id, sitting, at: row.at.clone(), name })
}

/// The fields of a draft.
fn typed(row: &DraftRow) -> Result<Typed, Failure> {
    Ok(serde_json::from_str(&row.typed).map_err(|error| Breakage::program("draft", &error))?)
}

/// Entries of the people from whom that of a draft was told apart.
fn apart(row: &DraftRow) -> Result<Vec<i64>, Failure> {
    Ok(serde_json::from_str(&row.apart).map_err(|error| Breakage::program("draft", &error))?)
}

/// A new form: what nearly everybody answers stands there.
fn blank(cities: &[String]) -> Typed {
    let city = if let [only] = cities { only.clone() } else { String::new() };
    [("citizenship", "AZE".to_owned()), ("country", "AZE".to_owned()), ("city", city)]
        .into_iter()
        .map(|(key, text)| (key.to_owned(), text))
        .collect()
}

/// What is known of somebody who applies once more.
fn of_somebody(
    people: &People<'_>,
    key: qabul_store::SittingKey,
    fin: &str,
    cities: &[String],
) -> Result<(Typed, Option<[u8; 32]>), Failure> {
    let known = people.known(fin, key)?.ok_or(Refusal::NoApplication)?;
    // Who was merged into another applies as that one.
    let known = match &known.same_as {
        Some(kept) => people.known(kept, key)?.ok_or(Refusal::NoApplication)?,
        None => known,
    };
    let mut typed = of_before(people, known.person.candidate.fin.as_str(), cities)?;
    typed.extend(typed_of(&known));
    Ok((typed, known.person.photo))
}

/// City and sector of the newest entry: whoever applied before most often wants the same.
fn of_before(people: &People<'_>, fin: &str, cities: &[String]) -> Result<Typed, Failure> {
    let hit = people.find_fin(fin)?;
    let facts = hit.map(|hit| people.entry(hit.entry)).transpose()?.flatten();
    let Some(facts) = facts else { return Ok(Typed::new()) };
    let (city, sector) = (facts.entry.city.to_string(), facts.entry.sector.key().to_owned());
    let city = cities.contains(&city).then(|| ("city".to_owned(), city));
    Ok(city.into_iter().chain([("sector".to_owned(), sector)]).collect())
}

/// What the registry knows of somebody, as the form shows it.
pub(crate) fn typed_of(known: &KnownRow) -> Typed {
    let mut typed = person(&known.person.candidate);
    if let Some(application) = &known.application {
        typed.extend(studies(&application.education, &application.choices));
    }
    if let Some(entry) = &known.entry {
        typed.insert("city", entry.city.to_string());
        typed.insert("sector", Sector::key(entry.sector).to_owned());
    }
    typed.into_iter().map(|(key, text)| (key.to_owned(), text)).collect()
}

fn person(person: &Candidate) -> BTreeMap<&'static str, String> {
    let Candidate { fin, name, document, citizenship, sex, birth, phone, email, residence } =
        person;
    BTreeMap::from([
        ("fin", fin.as_str().to_owned()),
        ("document", document.spaced()),
        ("surname", name.surname.to_string()),
        ("given", name.given.to_string()),
        ("patronymic", name.patronymic.to_string()),
        ("birth", date_numeric(*birth)),
        ("sex", if *sex == Sex::Male { "male" } else { "female" }.to_owned()),
        ("citizenship", citizenship.code().to_owned()),
        ("phone", phone.as_ref().map(Phone::spaced).unwrap_or_default()),
        ("email", email.as_ref().map(Email::as_str).unwrap_or_default().to_owned()),
        ("residence", residence.to_string()),
    ])
}

fn studies(education: &Education, choices: &Choices) -> BTreeMap<&'static str, String> {
    let key = |key: Option<&'static str>| key.unwrap_or_default().to_owned();
    let number = |number: Option<u16>| number.map_or_else(String::new, |it| it.to_string());
    BTreeMap::from([
        ("standing", education.standing.key().to_owned()),
        ("institution", education.institution.to_string()),
        ("country", education.country.code().to_owned()),
        ("level", key(education.level.map(Level::key))),
        ("direction", education.direction.to_string()),
        ("completed_year", number(education.completed_year.map(u16::from))),
        ("final_year", key(education.final_year.then_some("yes"))),
        ("graduated", number(education.graduated)),
        ("nostrification", key(education.nostrification.map(Nostrification::key))),
        ("language", choices.language.to_string()),
        ("specialty", choices.specialty.to_string()),
        ("organisation", choices.organisation.to_string()),
        ("path", key(choices.path.map(qabul_core::application::Path::key))),
        ("accommodations", choices.accommodations.to_string()),
    ])
}

/// Whether a finding keeps a form from being saved.
fn refuses(finding: &Finding) -> bool {
    finding.weight == qabul_core::fault::Weight::Refuses
}
