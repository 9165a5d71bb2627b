//! The Personal Cabinet: without one nothing is confirmed; it is opened once for a person.

use super::{Answer, Case, Reason, Said};

const SOURCE: &str = "residency-2026-attempt-2";

/// Source: `residency-2026-attempt-2`, `doctoral-education`: whoever has none creates one before anything else.
pub(super) fn judge(case: &Case<'_>) -> Said {
    if case.applicant.cabinet {
        (Answer::Yes, Reason::CabinetThere, Some(SOURCE))
    } else {
        (Answer::No, Reason::CabinetMissing, Some(SOURCE))
    }
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, at};
    use super::*;

    #[test]
    fn nothing_without_one() {
        let mut world = World::residency();
        assert_eq!(world.says(at("2026-06-01T10:00:00"), "1-2", judge).0, Answer::Yes);
        world.cabinet = false;
        assert_eq!(world.says(at("2026-06-01T10:00:00"), "1-2", judge).0, Answer::No);
    }
}
