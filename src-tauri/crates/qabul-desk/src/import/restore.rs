//! An entry as it was before: the fields of its history put back over the record as it is.

use std::collections::BTreeMap;

use qabul_core::application::{
    Application, Choices, ConfirmedBy, EntryState, Path, Sector, Standing, State,
};
use qabul_core::digest::of_hex;
use qabul_core::education::{Education, Level, Nostrification};
use qabul_core::eligibility::Exemption;
use qabul_core::journal::{Deed, moment};
use qabul_core::money::Qepik;
use qabul_core::person::{Candidate, Citizenship, DocumentNumber, Email, Fin, Name, Phone, Sex};
use qabul_core::refusal::Refusal;
use qabul_core::text::{Order, Short};
use qabul_store::{CaseRow, Claim, EntryFacts, Tx};

use crate::failure::{Breakage, Failure};
use crate::same::put_person;

/// Fields by their keys, as the history holds them.
type Fields = BTreeMap<String, String>;

/// Puts back what a change of an entry, its application and its person replaced.
pub(crate) fn restore(
    tx: &Tx<'_>,
    entry: i64,
    before: &Fields,
    after: &Fields,
) -> Result<(), Failure> {
    let now = tx.entry(entry)?.ok_or(Refusal::NoApplication)?;
    let was = |field: &str, now: String| match (before.get(field), after.contains_key(field)) {
        (Some(text), _) => text.clone(),
        (None, true) => String::new(),
        (None, false) => now,
    };
    let candidate = candidate(&now, &was).ok_or_else(unreadable)?;
    refuse_changed(tx, &now, (before, after))?;
    let photo = match (before.get("photo"), after.contains_key("photo")) {
        (Some(text), _) => Some(of_hex(text).ok_or_else(unreadable)?),
        (None, true) => None,
        (None, false) => now.person.photo,
    };
    let application = application(&now, &was).ok_or_else(unreadable)?;
    if candidate != now.person.candidate || photo != now.person.photo {
        put_person(tx, &Order::new(), now.person.id, &candidate, photo)?;
    }
    let Application { education, choices, .. } = &application;
    tx.change_application(tx.application_of(entry)?, education, choices)?;
    let mut row = tx.case(entry)?.ok_or(Refusal::NoApplication)?;
    course(&mut row, &application, before, after).ok_or_else(unreadable)?;
    let charged = row.charged.try_into().map_err(|_| unreadable())?;
    tx.change_entry(entry, &application, (row.place.entry, charged))?;
    tx.put_course(&row)?;
    Ok(())
}

/// The person is shared by all entries, whose histories are apart: refuses where another entry's has
/// changed since what this one's replaced.
fn refuse_changed(
    tx: &Tx<'_>,
    now: &EntryFacts,
    (before, after): (&Fields, &Fields),
) -> Result<(), Failure> {
    const OF_PERSON: [&str; 12] = [
        "fin",
        "document",
        "surname",
        "given",
        "patronymic",
        "birth",
        "sex",
        "citizenship",
        "phone",
        "email",
        "residence",
        "photo",
    ];
    let touched = |field: &&&str| before.get(**field) != after.get(**field);
    let mut touched = OF_PERSON.iter().filter(touched).peekable();
    if touched.peek().is_none() {
        return Ok(());
    }
    let is = crate::same::fields(tx, now.entry.id)?;
    let made = |field: &&str| [before, after].iter().any(|it| it.get(*field) == is.get(field));
    if touched.all(made) {
        return Ok(());
    }
    let mut last = (String::new(), String::new());
    for held in tx.applications_of(now.person.id)? {
        for entry in held.entries {
            last = last.max(tx.last_change("entry", entry)?.unwrap_or_default());
        }
    }
    let (at, by) = last;
    Err(Refusal::UndoTouched { deed: Deed::SaveApplication, by, at }.into())
}

/// Puts back where an entry and its application stood.
fn course(
    row: &mut CaseRow,
    application: &Application,
    before: &Fields,
    after: &Fields,
) -> Option<()> {
    let changed = |field: &str| before.contains_key(field) || after.contains_key(field);
    let was = |field: &str| before.get(field).map(String::as_str);
    if changed("state") {
        row.place.application = State::of_key(was("state")?)?;
    }
    if changed("entry") {
        row.place.entry = EntryState::of_key(was("entry")?)?;
    }
    if changed("exemption") {
        row.exemption = Exemption::of_key(was("exemption").unwrap_or("none"))?;
    }
    if changed("claim") {
        row.claim = match was("claim") {
            None => None,
            Some(text) => {
                let (amount, due) = text.split_once(' ')?;
                Some(Claim { amount: amount.parse().ok()?, due: due.parse().ok()? })
            }
        };
    }
    if changed("charged") {
        row.charged = was("charged").map_or(Some(0), |text| text.parse().ok())?;
    }
    row.paid = application.paid.into();
    let course = &mut row.course;
    if changed("submitted_at") {
        course.submitted = was("submitted_at").and_then(moment);
    }
    if changed("confirmed_at") {
        course.confirmed = was("confirmed_at").and_then(moment);
    } else if changed("state") && row.place.application == State::Submitted {
        // A list says the day alone; what it was the first to confirm is not confirmed without it.
        (course.confirmed, course.confirmed_by) = (None, None);
    }
    if changed("confirmed_by") {
        course.confirmed_by = was("confirmed_by").and_then(ConfirmedBy::of_key);
    }
    if changed("commission") {
        course.commission = was("commission").map(str::to_owned);
    }
    if changed("reason") {
        course.reason = was("reason").map(str::to_owned);
    }
    if changed("entered_at") {
        course.entered = was("entered_at").and_then(moment);
    } else if changed("confirmed") {
        course.entered = application.confirmed.and_then(|day| day.and_hms_opt(12, 0, 0));
    }
    Some(())
}

/// What the history of an older edition does not say exactly enough.
fn unreadable() -> Failure {
    Breakage::program("undo", &"the history of the entry does not hold enough").into()
}

fn candidate(now: &EntryFacts, was: &dyn Fn(&str, String) -> String) -> Option<Candidate> {
    let kept = &now.person.candidate;
    let phone = was("phone", kept.phone.as_ref().map_or_else(String::new, |it| it.as_str().into()));
    let email = was("email", kept.email.as_ref().map_or_else(String::new, |it| it.as_str().into()));
    let sex = was("sex", if kept.sex == Sex::Male { "male" } else { "female" }.to_owned());
    Some(Candidate {
        fin: Fin::kept(&was("fin", kept.fin.as_str().to_owned())),
        name: Name {
            surname: was("surname", kept.name.surname.to_string()).into(),
            given: was("given", kept.name.given.to_string()).into(),
            patronymic: was("patronymic", kept.name.patronymic.to_string()).into(),
        },
        document: DocumentNumber::kept(&was("document", kept.document.as_str().to_owned())),
        citizenship: Citizenship::try_from(was("citizenship", kept.citizenship.code().to_owned()))
            .ok()?,
        sex: if sex == "male" { Sex::Male } else { Sex::Female },
        birth: was("birth", kept.birth.to_string()).parse().ok()?,
        phone: (!phone.is_empty()).then(|| Phone::kept(&phone)),
        email: (!email.is_empty()).then(|| Email::kept(&email)),
        residence: was("residence", kept.residence.to_string()).into(),
    })
}

fn application(now: &EntryFacts, was: &dyn Fn(&str, String) -> String) -> Option<Application> {
    let sector = was("sector", now.entry.sector.key().to_owned());
    let paid: i64 = was("paid", now.entry.paid.to_string()).parse().ok()?;
    let day = was("confirmed", now.entry.confirmed.map_or_else(String::new, |day| day.to_string()));
    Some(Application {
        work_number: Some(now.work_number),
        city: was("city", now.entry.city.to_string()).into(),
        sector: [Sector::Azerbaijani, Sector::Russian].into_iter().find(|it| it.key() == sector)?,
        education: education(&now.education, was)?,
        choices: choices(&now.choices, was),
        paid: Qepik::try_from(paid).ok()?,
        confirmed: if day.is_empty() { None } else { Some(day.parse().ok()?) },
    })
}

fn education(now: &Education, was: &dyn Fn(&str, String) -> String) -> Option<Education> {
    let key = |field: &str, now: Option<&str>| was(field, now.unwrap_or_default().to_owned());
    let number = |field: &str, now: Option<u16>| {
        let text = was(field, now.map_or_else(String::new, |it| it.to_string()));
        if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) }
    };
    let standing = key("standing", Some(now.standing.key()));
    let country = key("country", now.is_foreign().then(|| now.country.code()));
    let level = key("level", now.level.map(Level::key));
    let nostrification = key("nostrification", now.nostrification.map(Nostrification::key));
    let completed: Option<u16> = number("completed_year", now.completed_year.map(u16::from))?;
    Some(Education {
        standing: Standing::ALL.into_iter().find(|it| it.key() == standing)?,
        institution: was("institution", now.institution.to_string()).into(),
        country: match country.as_str() {
            "" => Citizenship::AZERBAIJAN,
            code => Citizenship::try_from(code.to_owned()).ok()?,
        },
        level: Level::ALL.into_iter().find(|it| it.key() == level),
        direction: was("direction", now.direction.to_string()).into(),
        completed_year: completed.and_then(|year| u8::try_from(year).ok()),
        final_year: key("final_year", now.final_year.then_some("yes")) == "yes",
        graduated: number("graduated", now.graduated)?,
        nostrification: Nostrification::ALL.into_iter().find(|it| it.key() == nostrification),
    })
}

fn choices(now: &Choices, was: &dyn Fn(&str, String) -> String) -> Choices {
    let line = |field: &str, now: &Short| was(field, now.to_string()).into();
    let path = was("path", now.path.map_or_else(String::new, |it| it.key().to_owned()));
    Choices {
        language: line("language", &now.language),
        specialty: line("specialty", &now.specialty),
        organisation: line("organisation", &now.organisation),
        path: Path::ALL.into_iter().find(|it| it.key() == path),
        accommodations: line("accommodations", &now.accommodations),
    }
}
