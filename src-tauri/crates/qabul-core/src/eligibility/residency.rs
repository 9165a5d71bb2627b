//! The right to residency: who finished basic medical education and is not in residency.

use super::{Answer, Case, Reason, Said, diploma};
use crate::application::Standing;

const SOURCE: &str = "residency-2022";

/// Source: `residency-2022`, `residency-rules-41-amu`: students only after they finish, residents only
/// after residency; residents do not compete.
pub(super) fn judge(case: &Case<'_>) -> Said {
    match case.applicant.education.standing {
        Standing::Student => (Answer::No, Reason::StudentNoRight, Some(SOURCE)),
        Standing::Resident => (Answer::No, Reason::ResidentNoRight, Some(SOURCE)),
        Standing::GraduateThisYear | Standing::GraduateEarlier => diploma::judge(case),
    }
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, at};
    use super::*;

    #[test]
    fn residents_and_students_wait() {
        for (standing, answer) in [
            (Standing::Student, Answer::No),
            (Standing::Resident, Answer::No),
            (Standing::GraduateThisYear, Answer::Yes),
            (Standing::GraduateEarlier, Answer::Yes),
        ] {
            let mut world = World::residency();
            world.education.standing = standing;
            let said = world.says(at("2026-07-23T10:00:00"), "2-1", judge).0;
            assert_eq!(said, answer, "{standing:?}");
        }
    }
}
