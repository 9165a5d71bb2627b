//! Applications: one row of a list into a candidate and an application, or into all its faults.

mod export;
mod form;
mod lifting;
mod person;
mod seen;
mod studies;

use chrono::NaiveDate;
use qabul_core::application::{Application, Sector, WorkNumber};
use qabul_core::fault::{Finding, ValueFault};
use qabul_core::money::Qepik;
use qabul_core::person::Candidate;
use qabul_core::text::{self, Short};

pub use crate::dates::day;
pub use export::{
    FIELDS, HEADS_AZ, HEADS_EN, HEADS_RU, Words, cells, heads, sector as sector_word,
    sex as sex_word, standing as standing_word,
};
pub use form::{Form, Judged, TYPED, Typed, form, form_columns};
pub use seen::Seen;

use crate::columns::{Field, Mapping};
use crate::dates;
use crate::table::Row;
pub(crate) use lifting::{Lifting, line, lost_letters, misfit};

/// The longest line of text, such as the name of an institution, in characters.
pub const LONGEST_LINE: usize = 300;

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
    let candidate = person::candidate(&mut lifting, rules.today);
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

/// The application; `None` when a finding says why.
fn application(lifting: &mut Lifting<'_>, rules: &Rules<'_>) -> Option<Application> {
    let work_number = lifting.optional(Field::WorkNumber, WorkNumber::parse);
    let city = lifting.required(Field::City, |typed| city(typed, rules.cities));
    let sector = lifting.required(Field::Sector, sector);
    let education = studies::education(lifting, rules.today);
    let choices = studies::choices(lifting);
    let paid = lifting.optional(Field::Paid, paid);
    let confirmed = lifting.optional(Field::Confirmed, dates::day_of_moment);
    Some(Application {
        work_number: work_number?,
        city: city?,
        sector: sector?,
        education: education?,
        choices: choices?,
        paid: paid?.unwrap_or(Qepik::ZERO),
        confirmed: confirmed?,
    })
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

/// An amount, with or without its unit.
pub(crate) fn paid(typed: &str) -> Result<Qepik, ValueFault> {
    let typed = typed.trim();
    let units = ["AZN", "azn", "manat", "ман.", "ман", "₼"];
    let amount = units.iter().find_map(|unit| typed.strip_suffix(unit)).unwrap_or(typed);
    Qepik::parse(amount.trim_end()).map_err(|_| ValueFault::Amount)
}
