//! Stage II rests on an application that was confirmed in one of the campaign's windows.
//!
//! Example: who applied 13–20 April need not apply again; who holds a pass and did not apply then must
//! confirm an application between 25 May and 4 June.

use super::{Answer, Case, Reason, Said};

const SOURCE: &str = "residency-2026-attempt-2";

/// Source: `residency-2026-attempt-2`: the windows of April and of May are the ones.
pub(super) fn judge(case: &Case<'_>) -> Said {
    let Some(confirmed) = case.applicant.confirmed else {
        return (Answer::No, Reason::NotConfirmed, Some(SOURCE));
    };
    let day = confirmed.date();
    let window = case.campaign.application_windows().find(|window| window.holds(confirmed));
    match window {
        Some(window) => {
            let reason = Reason::ConfirmedIn { day, first: window.from, last: window.to };
            (Answer::Yes, reason, Some(SOURCE))
        }
        None => (Answer::No, Reason::ConfirmedOutside { day }, Some(SOURCE)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, at};
    use super::*;

    #[test]
    fn april_or_may() {
        for (confirmed, answer) in [
            (None, Answer::No),
            (Some("2026-04-13T00:00:00"), Answer::Yes),
            (Some("2026-04-20T23:59:59"), Answer::Yes),
            (Some("2026-04-21T00:00:00"), Answer::No),
            (Some("2026-05-25T00:00:00"), Answer::Yes),
            (Some("2026-06-05T00:00:00"), Answer::No),
            (Some("2026-07-23T10:00:00"), Answer::No),
        ] {
            let mut world = World::residency();
            world.confirmed = confirmed.map(at);
            let said = world.says(at("2026-07-23T10:00:00"), "2-1", judge).0;
            assert_eq!(said, answer, "{confirmed:?}");
        }
    }
}
