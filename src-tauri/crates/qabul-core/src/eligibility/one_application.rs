//! One application a person and campaign: a second one would give two work numbers, two seats, two slips.

use super::{Answer, Case, Reason, Said};

const SOURCE: &str = "residency-2026-attempt-2";

/// Source: `residency-2026-attempt-2`: who filed for attempt 1 registers anew on the same application.
pub(super) fn judge(case: &Case<'_>) -> Said {
    match case.applicant.others {
        [] => (Answer::Yes, Reason::OnlyApplication, Some(SOURCE)),
        others => {
            (Answer::No, Reason::OtherApplications { numbers: others.to_vec() }, Some(SOURCE))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, at};
    use super::*;

    #[test]
    fn a_second_one_is_named() {
        let mut world = World::residency();
        assert_eq!(world.says(at("2026-06-01T10:00:00"), "1-2", judge).0, Answer::Yes);
        world.others = vec!["198204-6".to_owned()];
        let (answer, reason, _) = world.says(at("2026-06-01T10:00:00"), "1-2", judge);
        let numbers = world.others.clone();
        assert_eq!((answer, reason), (Answer::No, Reason::OtherApplications { numbers }));
    }
}
