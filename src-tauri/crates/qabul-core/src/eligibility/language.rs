//! The language of the doctoral exam: English, German or French; Azerbaijani for foreigners; never Russian.

use super::{Answer, Case, Reason, Said};

const SOURCE: &str = "doctoral-education";
const ANY_BUT_RUSSIAN: &str = "doctoral-rules-2023";
const FOREIGNERS: &str = "doctoral-2026";
const AZERBAIJANI: &str = "az";
const RUSSIAN: &str = "ru";

/// Source: `doctoral-education`: English, German or French. `doctoral-rules-2023`: any language but Russian,
/// so that another is for a person. `doctoral-2026`: Azerbaijani for foreigners and stateless persons.
pub(super) fn judge(case: &Case<'_>) -> Said {
    let offered = case.exam().map_or(&[][..], |exam| &exam.languages);
    let language = case.applicant.language.to_owned();
    match language.as_str() {
        "" => (Answer::No, Reason::LanguageMissing, Some(SOURCE)),
        RUSSIAN => (Answer::No, Reason::LanguageNever { language }, Some(ANY_BUT_RUSSIAN)),
        AZERBAIJANI if case.applicant.citizenship.is_azerbaijan() => {
            (Answer::No, Reason::LanguageForForeigners { language }, Some(FOREIGNERS))
        }
        _ if offered.contains(&language) => {
            (Answer::Yes, Reason::LanguageOffered { language }, Some(SOURCE))
        }
        _ => {
            let reason = Reason::LanguageOther { language, offered: offered.to_vec() };
            (Answer::Person, reason, Some(ANY_BUT_RUSSIAN))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, at};
    use super::*;

    #[test]
    fn by_language_and_citizenship() {
        for (language, citizenship, answer) in [
            ("", "AZE", Answer::No),
            ("en", "AZE", Answer::Yes),
            ("de", "AZE", Answer::Yes),
            ("fr", "TUR", Answer::Yes),
            ("es", "AZE", Answer::Person),
            ("ru", "AZE", Answer::No),
            ("ru", "RUS", Answer::No),
            ("az", "AZE", Answer::No),
            ("az", "TUR", Answer::Yes),
            ("az", "XXA", Answer::Yes),
        ] {
            let mut world = World::doctoral();
            world.language = language.to_owned();
            world.citizenship = citizenship.to_owned().try_into().unwrap();
            let said = world.says(at("2026-06-12T10:00:00"), "1-1", judge).0;
            assert_eq!(said, answer, "{language} {citizenship}");
        }
    }
}
