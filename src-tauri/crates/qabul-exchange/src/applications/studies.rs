//! What a row says of studies and choices.

use chrono::{Datelike, NaiveDate};
use qabul_core::application::{Choices, Path, Standing, exam_language};
use qabul_core::education::{Education, Level, Nostrification};
use qabul_core::fault::ValueFault;

use super::{Lifting, line};
use crate::columns::Field;
use crate::vocabulary;

/// The first year that a diploma may be of.
const FIRST_YEAR: i32 = 1950;
/// The longest studies, in years.
const LONGEST_STUDIES: u32 = 7;

/// The education; `None` when a finding says why.
pub(super) fn education(lifting: &mut Lifting<'_>, today: NaiveDate) -> Option<Education> {
    let standing = lifting.required(Field::Standing, standing);
    let institution = lifting.value(Field::Institution, line);
    let country = lifting.value(Field::Country, vocabulary::citizenship);
    let level = lifting.optional(Field::Level, Level::parse);
    let direction = lifting.value(Field::Direction, line);
    let completed_year = lifting.optional(Field::CompletedYear, year_of_study);
    let final_year = lifting.optional(Field::FinalYear, vocabulary::yes);
    let graduated = lifting.optional(Field::Graduated, |typed| year(typed, today.year()));
    let nostrification = lifting.optional(Field::Nostrification, Nostrification::parse);
    Some(Education {
        standing: standing?,
        institution: institution?,
        country: country?,
        level: level?,
        direction: direction?,
        completed_year: completed_year?,
        final_year: final_year?.unwrap_or_default(),
        graduated: graduated?,
        nostrification: nostrification?,
    })
}

/// The choices beside city and sector; `None` when a finding says why.
pub(super) fn choices(lifting: &mut Lifting<'_>) -> Option<Choices> {
    let language = lifting.optional(Field::Language, exam_language);
    let specialty = lifting.value(Field::Specialty, line);
    let organisation = lifting.value(Field::Organisation, line);
    let path = lifting.optional(Field::Path, Path::parse);
    let accommodations = lifting.value(Field::Accommodations, line);
    Some(Choices {
        language: language?.unwrap_or_default(),
        specialty: specialty?,
        organisation: organisation?,
        path: path?,
        accommodations: accommodations?,
    })
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

/// The year of study that was completed: `4`, `4-cü kurs`, `4 курс`.
fn year_of_study(typed: &str) -> Result<u8, ValueFault> {
    let typed = typed.trim();
    let digits = typed.bytes().take_while(u8::is_ascii_digit).count();
    let after = typed[digits..].chars().next();
    let year = typed[..digits].parse().ok().filter(|year| (0..=LONGEST_STUDIES).contains(year));
    match year.and_then(|year: u32| u8::try_from(year).ok()) {
        Some(year) if after.is_none_or(|c| c == '-' || c.is_whitespace()) => Ok(year),
        _ => Err(ValueFault::Number { from: 0, to: LONGEST_STUDIES }),
    }
}

/// The year of a diploma; nobody has one of a year to come.
fn year(typed: &str, this: i32) -> Result<u16, ValueFault> {
    let year = typed.trim().parse().ok().filter(|year| (FIRST_YEAR..=this).contains(year));
    let number = |year: i32| u32::try_from(year).unwrap_or_default();
    let fault = ValueFault::Number { from: number(FIRST_YEAR), to: number(this) };
    year.and_then(|year| u16::try_from(year).ok()).ok_or(fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_study_and_of_diplomas() {
        for (typed, read) in [("4", 4), (" 4-cü kurs ", 4), ("0", 0), ("6 курс", 6)] {
            assert_eq!(year_of_study(typed), Ok(read), "{typed}");
        }
        for bad in ["", "8", "kurs 4", "4b", "-1", "4.5"] {
            assert!(year_of_study(bad).is_err(), "{bad}");
        }
        assert_eq!(year("2019", 2026), Ok(2019));
        assert_eq!(year("2026", 2026), Ok(2026));
        for bad in ["2027", "1949", "19", "", "2019-cu il"] {
            assert_eq!(year(bad, 2026), Err(ValueFault::Number { from: 1950, to: 2026 }), "{bad}");
        }
    }
}
