//! The form of an application: text by the keys of fields, read with the same eyes as a row of a list.

use std::collections::BTreeMap;

use qabul_core::application::Choices;
use qabul_core::education::Education;
use qabul_core::fault::Finding;
use qabul_core::person::Citizenship;
use qabul_core::refusal::Refusal;

use super::{ApplicationRow, Lifting, Rules, lift, studies};
use crate::columns::{self, Field, Mapping};
use crate::table::Table;
use crate::vocabulary;

/// What was typed, by the keys of the fields.
pub type Typed = BTreeMap<String, String>;

/// The fields that a form has, in its order.
pub const TYPED: [&str; 27] = [
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
    "standing",
    "institution",
    "country",
    "level",
    "direction",
    "completed_year",
    "final_year",
    "graduated",
    "nostrification",
    "city",
    "sector",
    "language",
    "specialty",
    "organisation",
    "path",
    "accommodations",
];

/// The studies, choices and citizenship of a form, by which it is judged.
pub type Judged = (Citizenship, Education, Choices);

/// What a form says.
pub struct Form {
    /// The application, or everything that is wrong with it and what to look at, in the order of fields.
    pub row: Result<ApplicationRow, Vec<Finding>>,
    /// What it is judged by, as soon as that is right by itself.
    pub judged: Option<Judged>,
}

/// Reads a form; fields that it does not have are empty.
///
/// # Errors
/// [`Refusal::ColumnTwice`] never, for keys are all different.
pub fn form(typed: &Typed, rules: &Rules<'_>) -> Result<Form, Refusal> {
    let text = |key: &str| typed.get(key).map_or("", String::as_str);
    // The word of the row keeps a form in which nothing stands a row.
    let cells = TYPED.iter().map(|key| (*key, text(key))).chain([("row", "1")]);
    let table = Table::of_one(cells);
    let mapping = columns::applications(&table.heads)?;
    let Some(row) = table.only() else { return Ok(Form { row: Err(Vec::new()), judged: None }) };
    let judged = judged(&mut Lifting::new(&row, &mapping), rules);
    let row = lift(&row, &mapping, rules).map_err(|mut findings| {
        findings.sort_by_key(|it| TYPED.iter().position(|key| *key == it.column));
        findings
    });
    Ok(Form { row, judged })
}

/// The columns of a form.
///
/// # Errors
/// As [`form`].
pub fn form_columns() -> Result<Mapping, Refusal> {
    columns::applications(&TYPED.map(str::to_owned))
}

fn judged(lifting: &mut Lifting<'_>, rules: &Rules<'_>) -> Option<Judged> {
    let citizenship = lifting.value(Field::Citizenship, vocabulary::citizenship)?;
    let education = studies::education(lifting, rules.today)?;
    Some((citizenship, education, studies::choices(lifting)?))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use qabul_core::fault::{RowFault, ValueFault};

    use super::*;

    fn read(fields: &[(&str, &str)]) -> Form {
        let typed = fields.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned()));
        let cities = ["Bakı".to_owned()];
        let today = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
        form(&typed.collect(), &Rules { cities: &cities, today }).unwrap()
    }

    const WHOLE: [(&str, &str); 10] = [
        ("fin", "5kq2m8t"),
        ("document", "AZE 09417725"),
        ("surname", "İsmayılova"),
        ("given", "Şəhla"),
        ("birth", "14.08.2003"),
        ("sex", "female"),
        ("city", "Bakı"),
        ("sector", "azerbaijani"),
        ("standing", "student"),
        ("completed_year", "4"),
    ];

    #[test]
    fn a_form_is_read_like_a_row() {
        let row = read(&WHOLE).row.unwrap();
        assert_eq!(row.candidate.fin.as_str(), "5KQ2M8T");
        assert_eq!(row.application.education.completed_year, Some(4));
    }

    #[test]
    fn every_fault_at_once_in_the_order_of_the_form_and_studies_are_judged_all_the_same() {
        let empty = read(&[]);
        assert!(empty.judged.is_none());
        let columns: Vec<String> = empty.row.unwrap_err().into_iter().map(|it| it.column).collect();
        let needed =
            ["fin", "document", "surname", "given", "birth", "sex", "standing", "city", "sector"];
        assert_eq!(columns, needed);
        let mut fields = WHOLE.to_vec();
        fields[1] = ("document", "AZE 0941772");
        let form = read(&fields);
        let findings = form.row.unwrap_err();
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].fault, RowFault::Value(ValueFault::DocumentCitizen));
        assert_eq!(form.judged.unwrap().1.completed_year, Some(4));
    }
}
