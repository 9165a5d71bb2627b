//! Foreigners: which countries they come from, and the names and universities of each.

use qabul_core::application::Sector;
use qabul_core::person::Sex;

use crate::mix::Stream;

/// The citizenships of a sector's foreigners in turn, over and over.
const IN_AZERBAIJANI: [&str; 5] = ["TUR", "IRN", "TUR", "TUR", "IRN"];
const IN_RUSSIAN: [&str; 7] = ["RUS", "GEO", "PAK", "IND", "NGA", "TUR", "RUS"];

/// One country's names.
pub(crate) struct Country {
    /// ICAO 9303 code.
    pub(crate) code: &'static str,
    /// Telephone code, without a plus.
    pub(crate) dialling: &'static str,
    surnames: Vec<&'static str>,
    men: Vec<&'static str>,
    women: Vec<&'static str>,
    /// Empty where papers have no patronymic.
    fathers: Vec<&'static str>,
    /// Where its doctors studied.
    pub(crate) institutions: Vec<&'static str>,
}

/// The citizenship of a sector's foreigner number `rank`.
pub(super) fn citizenship(sector: Sector, rank: u32) -> &'static str {
    match sector {
        Sector::Azerbaijani => IN_AZERBAIJANI[rank as usize % IN_AZERBAIJANI.len()],
        Sector::Russian => IN_RUSSIAN[rank as usize % IN_RUSSIAN.len()],
    }
}

/// Every country of the list: fields parted by `|`, names by commas, the first line their heads.
pub(super) fn countries() -> Vec<Country> {
    let list = |names: &'static str| names.split(',').filter(|name| !name.is_empty()).collect();
    include_str!("foreigners.txt")
        .lines()
        .skip(1)
        .filter_map(|line| {
            let fields: Vec<&'static str> = line.split('|').collect();
            let [code, dialling, surnames, men, women, fathers, institutions] = fields[..] else {
                return None;
            };
            Some(Country {
                code,
                dialling,
                surnames: list(surnames),
                men: list(men),
                women: list(women),
                fathers: list(fathers),
                institutions: list(institutions),
            })
        })
        .collect()
}

impl Country {
    /// Surname as men bear it, given name, patronymic or nothing.
    pub(super) fn name(
        &self,
        sex: Sex,
        stream: &mut Stream,
    ) -> (&'static str, &'static str, String) {
        let surname = *stream.pick(&self.surnames);
        let given = *stream.pick(if sex == Sex::Male { &self.men } else { &self.women });
        let patronymic = if self.fathers.is_empty() {
            String::new()
        } else {
            let father: &str = stream.pick::<&str>(&self.fathers);
            russian_patronymic(father, sex)
        };
        (surname, given, patronymic)
    }
}

/// `Sergey` → `Sergeyeviç`, `Sergeyevna`; `Magomed` → `Magomedoviç`, `Magomedovna`.
fn russian_patronymic(father: &str, sex: Sex) -> String {
    let link = if father.ends_with('y') { 'e' } else { 'o' };
    format!("{father}{link}{}", if sex == Sex::Male { "viç" } else { "vna" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_that_is_dealt_is_in_the_list() {
        let countries = countries();
        assert_eq!(countries.len(), 7);
        for code in IN_AZERBAIJANI.iter().chain(&IN_RUSSIAN) {
            let country = countries.iter().find(|country| country.code == *code).unwrap();
            assert!(country.surnames.len() >= 8 && country.men.len() >= 5, "{code}");
            assert!(country.women.len() >= 5 && !country.institutions.is_empty(), "{code}");
        }
    }

    #[test]
    fn patronymics_of_russia() {
        assert_eq!(russian_patronymic("Sergey", Sex::Female), "Sergeyevna");
        assert_eq!(russian_patronymic("Magomed", Sex::Male), "Magomedoviç");
    }
}
