//! The person of a row: names, numbers, dates of the identity document, and contacts.

use chrono::{Months, NaiveDate};
use qabul_core::fault::{RowFault, ValueFault};
use qabul_core::person::{Candidate, Citizenship, DocumentNumber, Email, Fin, Name, Phone, Sex};
use qabul_core::text::{self, Short};

use super::{Lifting, line};
use crate::columns::Field;
use crate::{dates, vocabulary};

/// No candidate is younger, in years.
const YOUNGEST: u32 = 15;
/// No candidate is older, in years.
const OLDEST: u32 = 90;

/// The person; `None` when a finding says why.
pub(super) fn candidate(lifting: &mut Lifting<'_>, today: NaiveDate) -> Option<Candidate> {
    let citizenship = lifting.value(Field::Citizenship, vocabulary::citizenship);
    let fin = lifting.required(Field::Fin, |typed| fin(typed, citizenship));
    let document = document(lifting, citizenship);
    let own = citizenship == Some(Citizenship::AZERBAIJAN);
    let surname = name_part(lifting, Field::Surname, (true, own));
    let given = name_part(lifting, Field::Given, (true, own));
    let patronymic = name_part(lifting, Field::Patronymic, (false, own));
    let birth = lifting.required(Field::Birth, |typed| birth(typed, today));
    let sex: Option<Sex> = lifting.required(Field::Sex, vocabulary::sex);
    let phone = lifting.optional(Field::Phone, Phone::parse);
    let email = lifting.optional(Field::Email, Email::parse);
    let residence = lifting.value(Field::Residence, line);
    Some(Candidate {
        fin: fin?,
        name: Name { surname: surname?, given: given?, patronymic: patronymic? },
        document: document?,
        citizenship: citizenship?,
        sex: sex?,
        birth: birth?,
        phone: phone?,
        email: email?,
        residence: residence?,
    })
}

/// While the citizenship is unknown, a FİN is wrong only if nobody at all could hold it.
fn fin(typed: &str, citizenship: Option<Citizenship>) -> Result<Fin, ValueFault> {
    match citizenship {
        Some(citizenship) => Fin::parse(typed, citizenship),
        None => Fin::parse(typed, Citizenship::AZERBAIJAN)
            .or_else(|fault| Fin::parse(typed, stateless()?).map_err(|_| fault)),
    }
}

fn document_number(
    typed: &str,
    citizenship: Option<Citizenship>,
) -> Result<DocumentNumber, ValueFault> {
    match citizenship {
        Some(citizenship) => DocumentNumber::parse(typed, citizenship),
        None => DocumentNumber::parse(typed, stateless()?),
    }
}

fn stateless() -> Result<Citizenship, ValueFault> {
    Citizenship::try_from("XXA".to_owned())
}

/// The document from one column, or from series and number in two.
fn document(lifting: &mut Lifting<'_>, citizenship: Option<Citizenship>) -> Option<DocumentNumber> {
    if !lifting.mapping.document_is_split() {
        return lifting.required(Field::Document, |typed| document_number(typed, citizenship));
    }
    let parts = [Field::DocumentSeries, Field::DocumentNumber];
    let [series, number] = parts.map(|field| lifting.cell(field).trim());
    let value = format!("{series} {number}");
    let parsed = match value.trim() {
        "" => Err(ValueFault::Missing),
        typed => document_number(typed, citizenship),
    };
    let fault = match parsed {
        Ok(document) => return Some(document),
        Err(fault) => fault,
    };
    let head = parts.map(|field| lifting.mapping.head_of(field)).join(" + ");
    lifting.refuse(Field::Document.key(), head, value, fault.into());
    None
}

/// One part of the name, of a citizen or of a foreigner; what is odd but possible is noted and kept as
/// typed.
fn name_part(
    lifting: &mut Lifting<'_>,
    field: Field,
    (required, citizen): (bool, bool),
) -> Option<Short> {
    if !required && lifting.cell(field).trim().is_empty() {
        return Some(Short::default());
    }
    let part = lifting.value(field, Name::part)?;
    let letters = text::look_alikes(&part);
    if !letters.is_empty() {
        lifting.look(field, RowFault::LookAlikes { letters });
    }
    let letters = if citizen { text::dotless(&part) } else { Vec::new() };
    if !letters.is_empty() {
        lifting.look(field, RowFault::DotMissing { letters });
    }
    if part.contains("  ") {
        lifting.look(field, RowFault::DoubleSpace);
    }
    Some(part)
}

fn birth(typed: &str, today: NaiveDate) -> Result<NaiveDate, ValueFault> {
    let birth = dates::day(typed)?;
    let ago = |years: u32| today.checked_sub_months(Months::new(12 * years)).unwrap_or(today);
    let (first, last) = (ago(OLDEST), ago(YOUNGEST));
    if (first..=last).contains(&birth) {
        return Ok(birth);
    }
    let year = |day: NaiveDate| chrono::Datelike::year(&day);
    Err(ValueFault::BirthDate { from: year(first), to: year(last) })
}
