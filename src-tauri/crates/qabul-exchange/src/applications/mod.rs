//! Applications: one row of a list into a candidate and an application, or into all its faults.

mod export;
mod lifting;
mod seen;

use chrono::{Months, NaiveDate};
use qabul_core::application::{Application, Sector, Standing, WorkNumber};
use qabul_core::fault::{Finding, RowFault, ValueFault};
use qabul_core::money::Qepik;
use qabul_core::person::{Candidate, Citizenship, DocumentNumber, Fin, Name, Phone, Sex};
use qabul_core::text::{self, Short};

pub use export::{
    FIELDS, HEADS_AZ, HEADS_EN, HEADS_RU, Words, cells, heads, sector as sector_word,
    sex as sex_word, standing as standing_word,
};
pub use seen::Seen;

use crate::columns::{Field, Mapping};
use crate::table::Row;
use crate::{dates, vocabulary};
pub(crate) use lifting::{Lifting, misfit};

/// The longest name of an institution, in characters.
pub const LONGEST_INSTITUTION: usize = 300;
/// No candidate is younger, in years.
const YOUNGEST: u32 = 15;
/// No candidate is older, in years.
const OLDEST: u32 = 90;

/// What a row is held against.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'r> {
    /// The cities of the sitting, spelt as the sitting spells them.
    pub cities: &'r [String],
    /// The day on which the list is read.
    pub today: NaiveDate,
}

/// A row that can be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplicationRow {
    /// Its number in the file.
    pub row: u32,
    /// The person.
    pub candidate: Candidate,
    /// What the person applies for.
    pub application: Application,
    /// What a person should look at; it does not keep the row out.
    pub looks: Vec<Finding>,
}

/// Checks every value of a row.
///
/// # Errors
/// Everything that is wrong with the row, and what a person should look at besides, in the order
/// of the fields.
pub fn lift(
    row: &Row<'_>,
    mapping: &Mapping,
    rules: &Rules<'_>,
) -> Result<ApplicationRow, Vec<Finding>> {
    if let Some(finding) = misfit(row) {
        // With a cell too many or too few every other value may stand under a wrong head.
        return Err(vec![finding]);
    }
    let mut lifting = Lifting::new(row, mapping);
    let candidate = candidate(&mut lifting, rules.today);
    let application = application(&mut lifting, rules);
    match (candidate, application) {
        (Some(candidate), Some(application)) if !lifting.is_refused() => Ok(ApplicationRow {
            row: row.number,
            candidate,
            application,
            looks: lifting.into_findings(),
        }),
        _ => {
            let mut findings = lifting.into_findings();
            findings.sort_by_key(|finding| FIELDS.iter().position(|key| *key == finding.column));
            Err(findings)
        }
    }
}

/// The person; `None` when a finding says why.
fn candidate(lifting: &mut Lifting<'_>, today: NaiveDate) -> Option<Candidate> {
    let citizenship = lifting.value(Field::Citizenship, vocabulary::citizenship);
    let fin = lifting.required(Field::Fin, |typed| fin(typed, citizenship));
    let document = document(lifting, citizenship);
    let surname = name_part(lifting, Field::Surname, true);
    let given = name_part(lifting, Field::Given, true);
    let patronymic = name_part(lifting, Field::Patronymic, false);
    let birth = lifting.required(Field::Birth, |typed| birth(typed, today));
    let sex: Option<Sex> = lifting.required(Field::Sex, vocabulary::sex);
    let phone = lifting.optional(Field::Phone, Phone::parse);
    Some(Candidate {
        fin: fin?,
        name: Name { surname: surname?, given: given?, patronymic: patronymic? },
        document: document?,
        citizenship: citizenship?,
        sex: sex?,
        birth: birth?,
        phone: phone?,
    })
}

/// The application; `None` when a finding says why.
fn application(lifting: &mut Lifting<'_>, rules: &Rules<'_>) -> Option<Application> {
    let work_number = lifting.optional(Field::WorkNumber, WorkNumber::parse);
    let city = lifting.required(Field::City, |typed| city(typed, rules.cities));
    let sector = lifting.required(Field::Sector, sector);
    let standing = lifting.required(Field::Standing, standing);
    let institution = lifting.value(Field::Institution, institution);
    let paid = lifting.optional(Field::Paid, paid);
    let confirmed = lifting.optional(Field::Confirmed, dates::day_of_moment);
    Some(Application {
        work_number: work_number?,
        city: city?,
        sector: sector?,
        standing: standing?,
        institution: institution?,
        paid: paid?.unwrap_or(Qepik::ZERO),
        confirmed: confirmed?,
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

/// One part of the name; what is odd but possible is noted and kept as typed.
fn name_part(lifting: &mut Lifting<'_>, field: Field, required: bool) -> Option<Short> {
    if !required && lifting.cell(field).trim().is_empty() {
        return Some(Short::default());
    }
    let part = lifting.value(field, Name::part)?;
    let letters = text::look_alikes(&part);
    if !letters.is_empty() {
        lifting.look(field, RowFault::LookAlikes { letters });
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

fn city(typed: &str, cities: &[String]) -> Result<Short, ValueFault> {
    let typed = typed.trim();
    if let Some(city) = cities.iter().find(|city| *city == typed) {
        return Ok(city.into());
    }
    if text::has_lost_letters(typed) {
        return Err(ValueFault::LettersLost);
    }
    let folded = text::fold(typed);
    let same = cities.iter().find(|city| text::fold(city) == folded);
    same.map(Short::from).ok_or_else(|| ValueFault::City { cities: cities.to_vec() })
}

fn sector(typed: &str) -> Result<Sector, ValueFault> {
    // What most lists have needs no folding.
    match typed {
        "Azərbaycan" | "Azərbaycan bölməsi" => Ok(Sector::Azerbaijani),
        "rus" | "Rus" | "rus bölməsi" | "Rus bölməsi" => Ok(Sector::Russian),
        _ => Sector::parse(typed),
    }
}

fn standing(typed: &str) -> Result<Standing, ValueFault> {
    match typed {
        "bu ilin məzunu" | "Bu ilin məzunu" => Ok(Standing::GraduateThisYear),
        "əvvəlki illərin məzunu" | "Əvvəlki illərin məzunu" => {
            Ok(Standing::GraduateEarlier)
        }
        "tələbə" | "Tələbə" => Ok(Standing::Student),
        "rezident" | "Rezident" => Ok(Standing::Resident),
        _ => Standing::parse(typed),
    }
}

fn institution(typed: &str) -> Result<Short, ValueFault> {
    let name = text::nfc(typed.trim());
    if lost_letters(&name) {
        return Err(ValueFault::LettersLost);
    }
    if name.len() > LONGEST_INSTITUTION && name.chars().count() > LONGEST_INSTITUTION {
        return Err(ValueFault::TooLong { longest: LONGEST_INSTITUTION });
    }
    // A cell may have several lines.
    name.split_whitespace().try_for_each(text::visible)?;
    Ok(name)
}

/// Unlike a name, a line of text may hold a question mark, but not before a letter (`Az?rbaycan`).
pub(crate) fn lost_letters(line: &str) -> bool {
    let lost_before = |rest: &str| rest.chars().next().is_some_and(char::is_alphabetic);
    line.contains('\u{FFFD}') || line.split('?').skip(1).any(lost_before)
}

/// An amount, with or without its unit.
fn paid(typed: &str) -> Result<Qepik, ValueFault> {
    let typed = typed.trim();
    let units = ["AZN", "azn", "manat", "ман.", "ман", "₼"];
    let amount = units.iter().find_map(|unit| typed.strip_suffix(unit)).unwrap_or(typed);
    Qepik::parse(amount.trim_end()).map_err(|_| ValueFault::Amount)
}
