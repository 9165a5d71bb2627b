//! The doctorate asks for a master's degree or what is equivalent to it.

use super::{Answer, Case, Reason, Said, diploma};
use crate::education::Level;

const SOURCE: &str = "doctoral-education";

/// Source: `doctoral-education`: who completed the master's level, or whose education is equivalent.
pub(super) fn judge(case: &Case<'_>) -> Said {
    let (answer, reason) = match case.applicant.education.level {
        None => (Answer::Person, Reason::LevelUnknown),
        Some(Level::Bachelor) => (Answer::No, Reason::BachelorOnly),
        Some(Level::BasicMedical) => (Answer::Person, Reason::EquivalenceUnknown),
        Some(Level::Master | Level::MasterEquivalent) => match diploma::judge(case) {
            (Answer::Yes, ..) => (Answer::Yes, Reason::MastersThere),
            (answer, reason, _) => (answer, reason),
        },
    };
    (answer, reason, Some(SOURCE))
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, at};
    use super::*;

    #[test]
    fn by_level() {
        for (level, country, answer) in [
            (None, "AZE", Answer::Person),
            (Some(Level::Bachelor), "AZE", Answer::No),
            (Some(Level::BasicMedical), "AZE", Answer::Person),
            (Some(Level::Master), "AZE", Answer::Yes),
            (Some(Level::MasterEquivalent), "AZE", Answer::Yes),
            (Some(Level::Master), "DEU", Answer::No),
        ] {
            let mut world = World::doctoral();
            world.education.level = level;
            world.education.country = country.to_owned().try_into().unwrap();
            let said = world.says(at("2026-06-12T10:00:00"), "1-1", judge).0;
            assert_eq!(said, answer, "{level:?} {country}");
        }
    }
}
