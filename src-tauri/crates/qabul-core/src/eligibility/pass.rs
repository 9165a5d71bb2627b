//! The pass of Stage I: needed for Stage II, and a reason to ask before sitting Stage I again.
//!
//! Example: a pass of 20.06.2021 is good on 20.06.2026 and no longer on 21.06.2026.

use chrono::NaiveDate;

use super::{Answer, Case, Reason, Said, passes};
use crate::campaign::last_day;

const SOURCE: &str = "residency-2021";

/// The last day on which a pass of the stage is good; what has no such span is good in its year alone.
fn until(case: &Case<'_>, stage: u8, day: NaiveDate) -> NaiveDate {
    let years = case.regulation.exam(stage).and_then(|exam| exam.valid_years);
    last_day(day, years.unwrap_or(0))
}

/// Source: `residency-2021`, `residency-2024`: a pass of Stage I is good for five years and leads straight
/// to Stage II; whether its holder may sit Stage I again no source says.
pub(super) fn not_yet(case: &Case<'_>) -> Said {
    let day = case.entered().date();
    let good = case
        .results(case.sitting.stage)
        .into_iter()
        .find(|result| passes(&result) && day <= until(case, case.sitting.stage, result.date));
    match good {
        None => (Answer::Yes, Reason::NotPassed, Some(SOURCE)),
        Some(pass) => {
            let until = until(case, case.sitting.stage, pass.date);
            let reason = Reason::AlreadyPassed { day: pass.date, score: pass.score, until };
            (Answer::Person, reason, Some(SOURCE))
        }
    }
}

/// Source: `residency-2021`, `residency-2024`: “passing” in Stage I, this year or within five years of the
/// exam day, the anniversary included, judged on the day of registration for Stage II.
pub(super) fn passed(case: &Case<'_>) -> Said {
    let stage = case.sitting.stage - 1;
    let (day, results) = (case.entered().date(), case.results(stage));
    let (answer, reason) = match results.iter().find(passes) {
        None => {
            let best = results.iter().filter_map(|result| result.score).max();
            let pass = case.regulation.exam(stage).map_or(0, |exam| exam.pass);
            (Answer::No, Reason::PassNone { best, pass })
        }
        Some(pass) => {
            let until = until(case, stage, pass.date);
            if day <= until {
                (Answer::Yes, Reason::PassGood { day: pass.date, score: pass.score, until })
            } else {
                (Answer::No, Reason::PassOld { day: pass.date, until })
            }
        }
    };
    (answer, reason, Some(SOURCE))
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, at, result};
    use super::*;
    use crate::result::Outcome;

    #[test]
    fn five_years_with_the_anniversary() {
        for (exam, registered, answer) in [
            ("2026-05-03", "2026-07-22T10:00:00", Answer::Yes),
            ("2021-07-22", "2026-07-22T10:00:00", Answer::Yes),
            ("2021-07-21", "2026-07-22T10:00:00", Answer::No),
        ] {
            let mut world = World::residency();
            world.results = vec![result("residency-2021-1-1", exam, Some(61), Outcome::Passing)];
            assert_eq!(world.says(at(registered), "2-1", passed).0, answer, "{exam}");
        }
    }

    #[test]
    fn a_failed_attempt_is_no_pass_and_the_best_score_is_said() {
        let mut world = World::residency();
        world.results = vec![
            result("residency-2026-1-1", "2026-05-03", Some(37), Outcome::NotPassing),
            result("residency-2025-1-1", "2025-05-04", Some(21), Outcome::NotPassing),
        ];
        let (answer, reason, _) = world.says(at("2026-07-22T10:00:00"), "2-1", passed);
        assert_eq!((answer, reason), (Answer::No, Reason::PassNone { best: Some(37), pass: 40 }));
    }

    #[test]
    fn an_annulled_pass_is_none() {
        let mut world = World::residency();
        world.results =
            vec![result("residency-2026-1-1", "2026-05-03", Some(77), Outcome::Annulled)];
        assert_eq!(world.says(at("2026-07-22T10:00:00"), "2-1", passed).0, Answer::No);
    }

    #[test]
    fn who_passed_and_comes_again_is_for_a_person() {
        let mut world = World::residency();
        assert_eq!(world.says(at("2026-06-01T10:00:00"), "1-2", not_yet).0, Answer::Yes);
        world.results =
            vec![result("residency-2024-1-1", "2024-05-05", Some(44), Outcome::Passing)];
        assert_eq!(world.says(at("2026-06-01T10:00:00"), "1-2", not_yet).0, Answer::Person);
        world.results =
            vec![result("residency-2020-1-1", "2020-05-05", Some(44), Outcome::Passing)];
        assert_eq!(world.says(at("2026-06-01T10:00:00"), "1-2", not_yet).0, Answer::Yes);
    }
}
