//! What a history keeps of an entry: the person and what is applied for, field by field.

use std::ops::Deref;

use chrono::NaiveDate;
use qabul_core::application::{self, Application, Choices, EntryState, Path, Sector, WorkNumber};
use qabul_core::digest::hex;
use qabul_core::education::{Education, Level, Nostrification};
use qabul_core::person::{Candidate, Sex};
use qabul_core::text::{Short, date_iso};
use qabul_store::{KnownRow, Member};

/// The fields of a state, in the order of its values; what most rows leave empty stands last.
pub(crate) const FIELDS: [&str; 34] = [
    "work_number",
    "fin",
    "document",
    "surname",
    "given",
    "patronymic",
    "birth",
    "sex",
    "citizenship",
    "phone",
    "city",
    "sector",
    "standing",
    "institution",
    "paid",
    "confirmed",
    "photo",
    "state",
    "entry",
    "charged",
    "completed_year",
    "graduated",
    "country",
    "email",
    "residence",
    "level",
    "direction",
    "final_year",
    "nostrification",
    "language",
    "specialty",
    "organisation",
    "path",
    "accommodations",
];

/// One value: what the entry itself holds, or what was made of it.
#[derive(Debug, PartialEq, Eq, serde::Serialize)]
#[serde(untagged)]
enum Value<'v> {
    Held(&'v str),
    Made(Short),
}

impl Deref for Value<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Held(text) => text,
            Self::Made(text) => text,
        }
    }
}

impl<'v> From<&'v str> for Value<'v> {
    fn from(text: &'v str) -> Self {
        Self::Held(text)
    }
}

impl From<Short> for Value<'_> {
    fn from(text: Short) -> Self {
        Self::Made(text)
    }
}

/// An entry as it stands at one time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct State<'v> {
    candidate: &'v Candidate,
    photo: Option<[u8; 32]>,
    number: WorkNumber,
    education: &'v Education,
    choices: &'v Choices,
    city: &'v str,
    sector: Sector,
    paid: i64,
    confirmed: Option<NaiveDate>,
    stands: Stands,
}

/// Where an entry stands: its application, itself, and what was charged for it.
type Stands = (application::State, EntryState, i64);

impl<'v> State<'v> {
    /// As a row of a list has it, with the work number that is or will be the application's, and where it
    /// stands after the row.
    pub(super) fn listed(
        candidate: &'v Candidate,
        application: &'v Application,
        (number, stands): (WorkNumber, Stands),
        photo: Option<[u8; 32]>,
    ) -> Self {
        Self {
            candidate,
            photo,
            number,
            education: &application.education,
            choices: &application.choices,
            city: &application.city,
            sector: application.sector,
            paid: application.paid.into(),
            confirmed: application.confirmed,
            stands,
        }
    }

    /// As the registry has it; `None` for a person without an entry in the sitting.
    pub(crate) fn known(known: &'v KnownRow) -> Option<Self> {
        let (application, entry) = (known.application.as_ref()?, known.entry.as_ref()?);
        Some(Self {
            candidate: &known.person.candidate,
            photo: known.person.photo,
            number: application.work_number,
            education: &application.education,
            choices: &application.choices,
            city: &entry.city,
            sector: entry.sector,
            paid: entry.paid,
            confirmed: entry.confirmed,
            stands: (application.state, entry.state, entry.charged),
        })
    }

    /// The same entry, with its number, photo and standing, as a row of a list has it.
    pub(super) fn listed_again<'r>(
        &self,
        candidate: &'r Candidate,
        application: &'r Application,
    ) -> State<'r> {
        State::listed(candidate, application, (self.number, self.stands), self.photo)
    }

    /// The same entry with another photo.
    pub(super) fn with_photo(self, photo: Option<[u8; 32]>) -> Self {
        Self { photo, ..self }
    }

    /// The value of one field.
    pub(super) fn value(&self, field: &str) -> String {
        let at = FIELDS.iter().position(|known| *known == field);
        at.map_or_else(String::new, |at| self.values()[at].to_string())
    }

    /// The values of [`FIELDS`]; an empty one is none.
    fn values(&self) -> [Value<'v>; FIELDS.len()] {
        let (state, entry, charged) = self.stands;
        let Candidate { fin, name, document, citizenship, sex, birth, phone, email, residence } =
            self.candidate;
        let Self { education, choices, .. } = self;
        let maybe =
            |number: Option<u16>| number.map_or_else(Short::default, |it| it.to_string().into());
        [
            self.number.digits().into(),
            fin.as_str().into(),
            document.as_str().into(),
            name.surname.as_str().into(),
            name.given.as_str().into(),
            name.patronymic.as_str().into(),
            date_iso(*birth).into(),
            if *sex == Sex::Male { "male" } else { "female" }.into(),
            citizenship.code().into(),
            phone.as_ref().map_or("", |phone| phone.as_str()).into(),
            self.city.into(),
            self.sector.key().into(),
            education.standing.key().into(),
            education.institution.as_str().into(),
            Short::from(self.paid.to_string()).into(),
            self.confirmed.map_or_else(Short::default, date_iso).into(),
            self.photo.map_or_else(Short::default, |hash| hex(&hash).into()).into(),
            state.key().into(),
            entry.key().into(),
            Short::from(charged.to_string()).into(),
            maybe(education.completed_year.map(u16::from)).into(),
            maybe(education.graduated).into(),
            if education.is_foreign() { education.country.code() } else { "" }.into(),
            email.as_ref().map_or("", |email| email.as_str()).into(),
            residence.as_str().into(),
            education.level.map_or("", Level::key).into(),
            education.direction.as_str().into(),
            if education.final_year { "yes" } else { "" }.into(),
            education.nostrification.map_or("", Nostrification::key).into(),
            choices.language.as_str().into(),
            choices.specialty.as_str().into(),
            choices.organisation.as_str().into(),
            choices.path.map_or("", Path::key).into(),
            choices.accommodations.as_str().into(),
        ]
    }

    /// What the history of a new entry begins with: its values alone, for the act names the fields.
    pub(super) fn begun(&self, entry: i64) -> Member {
        let values = self.values();
        let filled = values.iter().rposition(|value| !value.is_empty()).map_or(0, |last| last + 1);
        let values = &values[..filled];
        // Just the room it takes, for a list of a hundred thousand is held until it is whole: every
        // value in quotation marks, and what parts them.
        let length = 1 + values.iter().map(|value| value.len() + 3).sum::<usize>();
        let mut json = Vec::with_capacity(length);
        serde_json::to_writer(&mut json, values).expect("strings into memory");
        let json = String::from_utf8(json).expect("JSON is UTF-8");
        Member { kind: "entry", record: entry, before: None, after: Some(json) }
    }

    /// What the history of a new entry begins with, each field by its name; `course` says what became of it.
    pub(crate) fn begun_named(&self, entry: i64, course: &crate::life::Fields) -> Member {
        let mut after = self.fields();
        after.extend(course.iter().map(|(field, text)| (*field, text.clone())));
        let after = serde_json::json!(after).to_string();
        Member { kind: "entry", record: entry, before: None, after: Some(after) }
    }

    /// Each field by its name; what is empty is not there.
    pub(crate) fn fields(&self) -> crate::life::Fields {
        let filled = FIELDS.into_iter().zip(self.values()).filter(|(_, value)| !value.is_empty());
        filled.map(|(field, value)| (field, value.to_string())).collect()
    }

    /// What made this state of an entry out of the one before.
    pub(crate) fn changed(&self, entry: i64, before: &State<'_>) -> Member {
        let (was, is) = (before.values(), self.values());
        let differing = |these: &[Value<'_>], others: &[Value<'_>]| {
            let pairs = FIELDS.iter().zip(these).zip(others);
            let fields = pairs
                .filter(|((_, this), other)| this != other && !this.is_empty())
                .map(|((field, this), _)| ((*field).to_owned(), (&**this).into()));
            Some(serde_json::Value::Object(fields.collect()).to_string())
        };
        Member {
            kind: "entry",
            record: entry,
            before: differing(&was, &is),
            after: differing(&is, &was),
        }
    }
}
