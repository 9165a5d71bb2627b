//! Who may sit Stage I: graduates, final-year students, students who completed the third year, residents.
//!
//! Example: a student who completed the fourth year may; one who completed the second may not.

use super::{Answer, Case, Reason, Said, diploma};
use crate::application::Standing;

/// The year that a student must have completed.
const LEAST: u8 = 3;
const STUDENTS: &str = "residency-2020";
const RESIDENTS: &str = "residency-2022";

/// Source: `residency-2020`, `residency-2021`: students who completed the third year sit Stage I only.
/// `residency-2022`: residents may sit Stage I.
pub(super) fn judge(case: &Case<'_>) -> Said {
    let education = case.applicant.education;
    match education.standing {
        Standing::GraduateThisYear | Standing::GraduateEarlier => diploma::judge(case),
        Standing::Resident => (Answer::Yes, Reason::ResidentMaySit, Some(RESIDENTS)),
        Standing::Student if education.is_foreign() => {
            let country = education.country.code().to_owned();
            (Answer::Person, Reason::StudentAbroad { country }, Some(STUDENTS))
        }
        Standing::Student if education.final_year => {
            (Answer::Yes, Reason::StudentFinal, Some(STUDENTS))
        }
        Standing::Student => {
            let (answer, reason) = match education.completed_year {
                None => (Answer::Person, Reason::StudentYearUnknown { least: LEAST }),
                Some(year) if year < LEAST => {
                    (Answer::No, Reason::StudentEarly { year, least: LEAST })
                }
                Some(year) => (Answer::Yes, Reason::StudentFar { year, least: LEAST }),
            };
            (answer, reason, Some(STUDENTS))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, at};
    use super::*;
    use crate::education::Nostrification;

    #[test]
    fn by_where_somebody_stands() {
        use Nostrification::{Pending, Recognised, Refused};
        use Standing::{GraduateEarlier, GraduateThisYear, Resident, Student};
        for (standing, country, year, last, nostrification, answer) in [
            (GraduateThisYear, "AZE", None, false, None, Answer::Yes),
            (GraduateEarlier, "AZE", None, false, None, Answer::Yes),
            (GraduateEarlier, "TUR", None, false, None, Answer::No),
            (GraduateEarlier, "TUR", None, false, Some(Refused), Answer::No),
            (GraduateEarlier, "TUR", None, false, Some(Pending), Answer::Person),
            (GraduateEarlier, "TUR", None, false, Some(Recognised), Answer::Yes),
            (Student, "AZE", Some(2), false, None, Answer::No),
            (Student, "AZE", Some(3), false, None, Answer::Yes),
            (Student, "AZE", None, true, None, Answer::Yes),
            (Student, "AZE", None, false, None, Answer::Person),
            (Student, "RUS", Some(5), false, None, Answer::Person),
            (Resident, "AZE", None, false, None, Answer::Yes),
        ] {
            let mut world = World::residency();
            world.education.standing = standing;
            world.education.country = country.to_owned().try_into().unwrap();
            (world.education.completed_year, world.education.final_year) = (year, last);
            world.education.nostrification = nostrification;
            let said = world.says(at("2026-06-01T10:00:00"), "1-2", judge);
            assert_eq!(said.0, answer, "{standing:?} {country} {year:?} {last} {nostrification:?}");
        }
    }
}
