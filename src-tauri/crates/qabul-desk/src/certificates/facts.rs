//! What is typed of a certificate, lifted, and back.

use chrono::NaiveDate;
use qabul_core::application::exam_language;
use qabul_core::certificate::{Day, Kind, Part};
use qabul_core::fault::{Faults, FieldFault, ValueFault};
use qabul_core::text::{self, date_numeric};
use qabul_exchange::certificates::day;
use qabul_store::CertificateFacts;

use crate::views::certificates::TypedCertificate;

/// The longest text of a field, in characters.
const LONGEST: usize = 120;

/// A text of the form.
pub(super) fn typed<'t>(fields: &'t TypedCertificate, key: &str) -> &'t str {
    fields.get(key).map_or("", |text| text.trim())
}

/// What a certificate says, with every fault of its fields.
pub(super) fn lifted(
    fields: &TypedCertificate,
    kind: Option<&Kind>,
    today: NaiveDate,
) -> (CertificateFacts, Vec<FieldFault>) {
    let mut faults = Vec::new();
    let text = |key: &str, faults: &mut Vec<FieldFault>| {
        let text = typed(fields, key);
        let wrong = if text.chars().count() > LONGEST {
            Some(ValueFault::TooLong { longest: LONGEST })
        } else {
            text::visible(text).err()
        };
        faults.extend(wrong.map(|fault| FieldFault::of(key, fault)));
        text.to_owned()
    };
    let needed = |key: &str, faults: &mut Vec<FieldFault>| {
        let text = text(key, faults);
        if text.is_empty() {
            faults.push(FieldFault::of(key, ValueFault::Missing));
        }
        text
    };
    if kind.is_none() {
        faults.push(FieldFault::of("kind", ValueFault::Missing));
    }
    let number = needed("number", &mut faults);
    let name = needed("name", &mut faults);
    let tested_on = date(fields, "tested_on", &mut faults);
    if tested_on.is_none() && typed(fields, "tested_on").is_empty() {
        faults.push(FieldFault::of("tested_on", ValueFault::Missing));
    }
    let issued_on = date(fields, "issued_on", &mut faults);
    if let (Some(tested), Some(issued)) = (tested_on, issued_on)
        && (issued < tested || issued > today)
    {
        faults.push(FieldFault::of("issued_on", ValueFault::Date));
    }
    let score = |part: Part| typed(fields, part.key()).replace(',', ".");
    let facts = CertificateFacts {
        kind: kind.map(|kind| kind.key.clone()).unwrap_or_default(),
        language: language(fields, kind),
        number,
        tested_on: tested_on.unwrap_or_default(),
        issued_on,
        skills: Part::SKILLS.map(score),
        overall: score(Part::Overall),
        level: typed(fields, "level").to_owned(),
        profile: typed(fields, "profile").to_owned(),
        expires_on: date(fields, "expires_on", &mut faults),
        mixed_days: typed(fields, "mixed_days") == "yes",
        name,
    };
    (facts, faults)
}

/// The language: the only one of the kind, or what was typed.
fn language(fields: &TypedCertificate, kind: Option<&Kind>) -> String {
    match kind.map(|kind| &kind.languages[..]) {
        Some([only]) => only.clone(),
        _ => {
            let typed = typed(fields, "language");
            exam_language(typed).map_or_else(|_| typed.to_owned(), |code| code.to_string())
        }
    }
}

fn date(fields: &TypedCertificate, key: &str, faults: &mut Vec<FieldFault>) -> Option<NaiveDate> {
    match day(typed(fields, key)) {
        Day::Missing => None,
        Day::On(day) => Some(day),
        Day::Impossible(_) => {
            faults.push(FieldFault::of(key, ValueFault::Date));
            None
        }
    }
}

/// A certificate as its form shows it, and as the history keeps it. What is empty is not there.
pub(super) fn fields(facts: &CertificateFacts) -> TypedCertificate {
    let day = |day: Option<NaiveDate>| day.map(date_numeric).unwrap_or_default();
    let [listening, reading, writing, speaking] = &facts.skills;
    let all = [
        ("kind", facts.kind.clone()),
        ("language", facts.language.clone()),
        ("number", facts.number.clone()),
        ("tested_on", day(Some(facts.tested_on))),
        ("issued_on", day(facts.issued_on)),
        ("listening", listening.clone()),
        ("reading", reading.clone()),
        ("writing", writing.clone()),
        ("speaking", speaking.clone()),
        ("overall", facts.overall.clone()),
        ("level", facts.level.clone()),
        ("profile", facts.profile.clone()),
        ("expires_on", day(facts.expires_on)),
        ("mixed_days", if facts.mixed_days { "yes".to_owned() } else { String::new() }),
        ("name", facts.name.clone()),
    ];
    let there = all.into_iter().filter(|(_, text)| !text.is_empty());
    there.map(|(key, text)| (key.to_owned(), text)).collect()
}

/// A reason that must be given, or may.
pub(super) fn reason(typed: &str, needed: bool) -> Result<Option<String>, FieldFault> {
    let reason = typed.trim();
    match reason.chars().count() {
        0 if needed => Err(FieldFault::of("reason", ValueFault::Missing)),
        0 => Ok(None),
        1..=400 => Ok(Some(reason.to_owned())),
        _ => Err(FieldFault::of("reason", ValueFault::TooLong { longest: 400 })),
    }
}

/// A note that must be there.
pub(super) fn note(typed: &str) -> Result<String, FieldFault> {
    let missing = || FieldFault::of("note", ValueFault::Missing);
    match reason(typed, false) {
        Ok(note) => note.ok_or_else(missing),
        Err(wrong) => Err(FieldFault::of("note", wrong.fault)),
    }
}

/// Notes faults that were found one by one.
pub(super) fn noted(found: Vec<FieldFault>) -> qabul_core::refusal::Refusal {
    let mut faults = Faults::default();
    for fault in found {
        faults.take::<()>(Err(fault));
    }
    faults.noted()
}
