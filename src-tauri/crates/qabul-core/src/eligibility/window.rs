//! The window: an entry is made between the first and the last minute announced for the sitting.
//!
//! Example: attempt 2 of 2026 was entered from 25.05 00:00 to 04.06 23:59; 05.06 00:00 is too late.

use super::{Answer, Case, Reason, Said};
use crate::campaign::Window;

/// Source: `residency-2026-attempt-1`, `residency-2026-attempt-2`, `doctoral-2026`: both ends count, the
/// last day until 23:59. Which windows there are, and by which publication, the campaign says.
pub(super) fn judge(case: &Case<'_>) -> Said {
    let entered = case.entered();
    let windows: Vec<&Window> = case.campaign.windows_of(case.sitting).collect();
    let held = windows.iter().find(|window| window.holds(entered));
    let later = windows.iter().find(|window| entered < window.from);
    let (answer, reason) = match (held, later, windows.last()) {
        (Some(w), ..) => (Answer::Yes, Reason::WindowOpen { first: w.from, last: w.to }),
        (_, Some(w), _) => (Answer::No, Reason::WindowNotYet { first: w.from, last: w.to }),
        (.., Some(w)) => (Answer::No, Reason::WindowPast { first: w.from, last: w.to }),
        _ => (Answer::No, Reason::WindowUnknown),
    };
    (answer, reason, None)
}

/// The window of applications in which an application is confirmed by itself.
///
/// Source: `residency-2026-attempt-2`.
pub(super) fn of_applications(window: &Window) -> Said {
    let reason = Reason::WindowOpen { first: window.from, last: window.to };
    (Answer::Yes, reason, Some("residency-2026-attempt-2"))
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, at};
    use super::*;

    #[test]
    fn both_ends_count() {
        for (moment, answer) in [
            ("2026-05-24T23:59:59", Answer::No),
            ("2026-05-25T00:00:00", Answer::Yes),
            ("2026-06-04T23:59:00", Answer::Yes),
            ("2026-06-04T23:59:59", Answer::Yes),
            ("2026-06-05T00:00:00", Answer::No),
        ] {
            let world = World::residency();
            assert_eq!(world.says(at(moment), "1-2", judge).0, answer, "{moment}");
        }
    }

    #[test]
    fn what_was_entered_in_time_stays_entered() {
        let mut world = World::residency();
        world.entered = Some(at("2026-06-04T23:59:30"));
        assert_eq!(world.says(at("2026-06-20T10:00:00"), "1-2", judge).0, Answer::Yes);
    }

    #[test]
    fn a_window_that_was_never_announced_is_not_open() {
        let mut world = World::residency();
        world.campaign.windows.clear();
        let said = world.says(at("2026-06-04T12:00:00"), "1-2", judge);
        assert_eq!((said.0, said.1), (Answer::No, Reason::WindowUnknown));
    }
}
