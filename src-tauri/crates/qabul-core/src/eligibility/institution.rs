//! The exams at the institution: philosophy after the language, the specialty after philosophy.
//!
//! Example: 25 points in the language exam open philosophy; 24 do not; absent from one is out of the next.

use super::{Answer, Case, Exemption, Reason, Said, passes};
use crate::result::Outcome;

const ORDER: &str = "doctoral-education";
const ABSENT: &str = "doctoral-rules-2023";

/// Source: `doctoral-education`: 25 points, or a certificate that exempts. `doctoral-rules-2023`: who is absent
/// from the language exam is not admitted to philosophy.
pub(super) fn language_passed(case: &Case<'_>) -> Said {
    if case.applicant.exemption == Exemption::Exempt {
        return (Answer::Yes, Reason::LanguageExempt, Some(ORDER));
    }
    let pass = case.regulation.exam(1).map_or(0, |exam| exam.pass);
    let results = case.results(1);
    if let Some(result) = results.iter().find(passes) {
        let (day, score) = (result.date, result.score);
        return (Answer::Yes, Reason::LanguagePassed { day, score, pass }, Some(ORDER));
    }
    absent(&results).unwrap_or((Answer::No, Reason::LanguageNotPassed { pass }, Some(ORDER)))
}

/// Source: `doctoral-education`: first philosophy, then the specialty. `doctoral-rules-2023`: who is absent from
/// philosophy is not admitted to the specialty.
pub(super) fn philosophy_passed(case: &Case<'_>) -> Said {
    let results = case.results(2);
    if let Some(result) = results.iter().find(passes) {
        return (Answer::Yes, Reason::PhilosophyPassed { day: result.date }, Some(ORDER));
    }
    absent(&results).unwrap_or((Answer::No, Reason::PhilosophyNotPassed, Some(ORDER)))
}

fn absent(results: &[&crate::result::PastResult]) -> Option<Said> {
    let last = results.first().filter(|result| result.outcome == Outcome::Absent)?;
    Some((Answer::No, Reason::AbsentBefore { day: last.date }, Some(ABSENT)))
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, at, result};
    use super::*;

    #[test]
    fn one_after_the_other() {
        let now = at("2026-09-10T10:00:00");
        let mut world = World::doctoral();
        assert_eq!(world.says(now, "2-1", language_passed).0, Answer::No);
        world.exemption = Exemption::Exempt;
        assert_eq!(world.says(now, "2-1", language_passed).0, Answer::Yes);
        world.exemption = Exemption::Pending;
        assert_eq!(world.says(now, "2-1", language_passed).0, Answer::No);
        world.results = vec![result("doctoral-2026-1-1", "2026-06-25", None, Outcome::Absent)];
        let absent = world.says(now, "2-1", language_passed).1;
        assert!(matches!(absent, Reason::AbsentBefore { .. }));
        world.results = vec![result("doctoral-2026-1-1", "2026-06-25", Some(25), Outcome::Passing)];
        assert_eq!(world.says(now, "2-1", language_passed).0, Answer::Yes);
        assert_eq!(world.says(now, "3-1", philosophy_passed).0, Answer::No);
        world.results.push(result("doctoral-2026-2-1", "2026-09-12", None, Outcome::Passing));
        assert_eq!(world.says(now, "3-1", philosophy_passed).0, Answer::Yes);
    }
}
