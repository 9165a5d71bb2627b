//! Results: one row of a list into what somebody achieved in a sitting.

use chrono::NaiveDate;
use qabul_core::fault::{Finding, RowFault, ValueFault};
use qabul_core::result::{Outcome, PastResult, sitting_of};
use qabul_core::text;

use crate::applications::{Lifting, line, misfit};
use crate::columns::{Field, Mapping};
use crate::dates::day_of_moment;
use crate::table::Row;

/// More points than any exam gives.
const MOST_POINTS: u32 = 1000;

/// A result and the FİN of whose it is.
pub type ResultRow = (String, PastResult);

/// Checks every value of a row; `source` stands where the list names none.
///
/// # Errors
/// Everything that is wrong with the row.
pub fn lift(
    row: &Row<'_>,
    mapping: &Mapping,
    (today, source): (NaiveDate, &str),
) -> Result<ResultRow, Vec<Finding>> {
    if let Some(finding) = misfit(row) {
        return Err(vec![finding]);
    }
    let mut lifting = Lifting::new(row, mapping);
    let fin = lifting.required(Field::Fin, |typed| Ok(text::ascii_upper(typed.trim()).to_string()));
    let sitting = lifting.required(Field::Sitting, sitting_of);
    let date = lifting.required(Field::ExamDay, |typed| past_day(typed, today));
    let score = lifting.optional(Field::Score, points);
    let outcome = lifting.required(Field::Outcome, Outcome::parse);
    let said = lifting.value(Field::Source, line);
    match (fin, sitting, date, score, outcome, said) {
        (Some(fin), Some(sitting), Some(date), Some(score), Some(outcome), Some(said)) => {
            let source = if said.is_empty() { source.to_owned() } else { said.to_string() };
            Ok((fin, PastResult { sitting, date, score, outcome, source }))
        }
        _ => Err(lifting.into_findings()),
    }
}

/// The finding of a result that another row of the list has already, or of nobody here.
#[must_use]
pub fn finding(row: &Row<'_>, mapping: &Mapping, fault: RowFault) -> Vec<Finding> {
    let mut lifting = Lifting::new(row, mapping);
    match fault {
        RowFault::NotHere => lifting.look(Field::Fin, fault),
        _ => lifting.refuse_cell(Field::Fin, fault),
    }
    lifting.into_findings()
}

/// A day that is not to come.
///
/// # Errors
/// [`ValueFault::Date`]
pub fn past_day(typed: &str, today: NaiveDate) -> Result<NaiveDate, ValueFault> {
    day_of_moment(typed).ok().filter(|day| *day <= today).ok_or(ValueFault::Date)
}

/// Points of an exam.
///
/// # Errors
/// [`ValueFault::Number`]
pub fn points(typed: &str) -> Result<u16, ValueFault> {
    let fault = ValueFault::Number { from: 0, to: MOST_POINTS };
    let points: Option<u32> = typed.trim().parse().ok().filter(|it| *it <= MOST_POINTS);
    points.and_then(|points| u16::try_from(points).ok()).ok_or(fault)
}
