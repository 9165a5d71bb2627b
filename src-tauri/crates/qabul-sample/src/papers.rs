//! Papers of a synthetic person: numbers that are unique by construction, dates, institution.

use chrono::{Datelike, Days, NaiveDate};
use qabul_core::application::{Sector, Standing};

use crate::mix::{Purpose, Shuffle, Stream};
use crate::names::Country;
use crate::shares::Lot;

/// The characters of a FİN: no I, no O.
const FIN_CHARACTERS: &[u8; 34] = b"0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const OPERATORS: [&str; 8] = ["50", "51", "55", "70", "77", "99", "10", "60"];
const MEDICAL_UNIVERSITY: &str = "Azərbaycan Tibb Universiteti";
const NAXCIVAN_UNIVERSITY: &str = "Naxçıvan Dövlət Universiteti";
const MOSCOW_BRANCH: &str =
    "İ.M.Seçenov adına Birinci Moskva Dövlət Tibb Universitetinin Bakı filialı";
const ABROAD: [(&str, &str); 5] = [
    ("İstanbul Universiteti", "TUR"),
    ("Ege Universiteti", "TUR"),
    ("Ankara Universiteti", "TUR"),
    ("Tbilisi Dövlət Tibb Universiteti", "GEO"),
    ("Həştərxan Dövlət Tibb Universiteti", "RUS"),
];
/// The Moscow university's branch had no graduates born before this year.
const BRANCH_SINCE_BIRTH: i32 = 1997;

/// The shuffles that give each person numbers of their own.
pub(crate) struct Numbers {
    work: Shuffle,
    first_work: u32,
    fin: Shuffle,
    fin_of_digits: Shuffle,
    short_fin: [Shuffle; 2],
    card: Shuffle,
    old_card: Shuffle,
    permit: Shuffle,
}

impl Numbers {
    pub(crate) fn of(seed: u64, candidates: u32) -> Self {
        let shuffle = |purpose, size| Shuffle::of(seed, purpose, size);
        let (first_work, width) = work_numbers(candidates);
        Self {
            work: shuffle(Purpose::WorkNumber, width.into()),
            first_work,
            fin: shuffle(Purpose::Fin, 34u64.pow(7)),
            fin_of_digits: shuffle(Purpose::FinOfDigits, 10u64.pow(7)),
            short_fin: [5, 6].map(|length| shuffle(Purpose::ForeignFin, 34u64.pow(length))),
            card: shuffle(Purpose::Document, 10u64.pow(7)),
            old_card: shuffle(Purpose::Document, 10u64.pow(8)),
            permit: shuffle(Purpose::Document, 10u64.pow(5)),
        }
    }

    /// Six digits.
    pub(crate) fn work_number(&self, index: u32) -> String {
        format!("{:06}", u64::from(self.first_work) + self.work.place(index.into()))
    }

    /// Seven characters for citizens, one in 173 of them only digits; five or six for foreigners.
    pub(crate) fn fin(&self, index: u32, lot: &Lot) -> String {
        if let Some(rank) = foreign_rank(lot) {
            let longer = rank as usize / 2 % 2;
            return characters(self.short_fin[longer].place(rank.into()), 5 + longer);
        }
        if index % 173 == 5 {
            return format!("{:07}", self.fin_of_digits.place(index.into()));
        }
        // Walking on until a letter comes is one to one as long as the walk also begins at a
        // number with a letter: at `A000000`.
        let mut place = self.fin.place(10 * 34u64.pow(6) + u64::from(index));
        loop {
            let fin = characters(place, 7);
            if fin.bytes().any(|letter| letter.is_ascii_uppercase()) {
                return fin;
            }
            place = self.fin.place(place);
        }
    }

    /// A new identity card (`AA`, six in ten) or an old one (`AZE`); a permit card for foreigners.
    pub(crate) fn document(&self, index: u32, lot: &Lot, stream: &mut Stream) -> String {
        match foreign_rank(lot) {
            Some(rank) => format!("MYI{:05}", self.permit.place(rank.into())),
            None if stream.chance(600) => format!("AA{:07}", self.card.place(index.into())),
            None => format!("AZE{:08}", self.old_card.place(index.into())),
        }
    }
}

/// A number for each foreigner of the round, whatever the sector.
fn foreign_rank(lot: &Lot) -> Option<u32> {
    lot.foreigner.map(|rank| rank * 2 + u32::from(lot.sector == Sector::Russian))
}

/// The first work number and how many there are to choose from: the portal's 200000–209999, and
/// as much more as the round needs to stay spread out while six digits allow it.
fn work_numbers(candidates: u32) -> (u32, u32) {
    match candidates {
        0..=8_000 => (200_000, 10_000),
        8_001..=800_000 => (200_000, (candidates * 2).next_multiple_of(10_000).min(800_000)),
        800_001..=900_000 => (100_000, 900_000),
        _ => (0, 1_000_000),
    }
}

fn characters(mut place: u64, length: usize) -> String {
    let mut text = vec![b'0'; length];
    for slot in text.iter_mut().rev() {
        *slot = FIN_CHARACTERS[(place % 34) as usize];
        place /= 34;
    }
    text.into_iter().map(char::from).collect()
}

/// `+994501234567`; one foreigner in three keeps a number of home.
pub(crate) fn phone(country: Option<&Country>, stream: &mut Stream) -> String {
    let at_home = stream.chance(333);
    let (operator, subscriber) = (*stream.pick(&OPERATORS), 2_000_000 + stream.below(8_000_000));
    match country {
        Some(country) if at_home => format!("+{}{operator}{subscriber}", country.dialling),
        _ => format!("+994{operator}{subscriber}"),
    }
}

/// A birth date that fits the standing on the day of the exam.
pub(crate) fn birth(standing: Standing, stream: &mut Stream) -> NaiveDate {
    let age = match standing {
        Standing::Student => 20 + stream.below(4),
        Standing::GraduateThisYear => 22 + stream.below(4),
        // The less of two draws: most have finished lately, a few long ago.
        Standing::GraduateEarlier | Standing::Resident => {
            24 + stream.below(18).min(stream.below(18))
        }
    };
    let days = u64::from(age * 365 + age / 4 + stream.below(365));
    day(2026, 6, 21) - Days::new(days)
}

/// A day of the registration, 25.05–04.06.2026; the last days are the busiest.
pub(crate) fn confirmed(stream: &mut Stream) -> NaiveDate {
    day(2026, 5, 25) + Days::new(stream.below(11).max(stream.below(9)).into())
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// Where the person studied or studies medicine.
pub(crate) fn institution(
    lot: &Lot,
    country: Option<&Country>,
    birth_year: i32,
    stream: &mut Stream,
) -> String {
    let kind = stream.below(1000);
    let graduate = lot.standing != Standing::Student;
    let (abroad, _) = *stream.pick(&ABROAD);
    let institution = match country {
        Some(country) if graduate => *stream.pick(&country.institutions),
        Some(_) => MEDICAL_UNIVERSITY,
        None if lot.in_naxcivan && kind < 770 => NAXCIVAN_UNIVERSITY,
        None if lot.sector == Sector::Russian && kind < 160 && birth_year >= BRANCH_SINCE_BIRTH => {
            MOSCOW_BRANCH
        }
        None if graduate && kind >= 985 => abroad,
        None if kind >= 970 => NAXCIVAN_UNIVERSITY,
        None => MEDICAL_UNIVERSITY,
    };
    institution.to_owned()
}

/// What is said of somebody's studies beside the institution.
pub(crate) struct Studies {
    pub(crate) country: &'static str,
    pub(crate) completed_year: Option<u32>,
    pub(crate) graduated: Option<i32>,
    pub(crate) recognised: Option<bool>,
}

/// Studies that fit age and institution; of ten diplomas from abroad one is not recognised yet.
pub(crate) fn studies(
    standing: Standing,
    institution: &str,
    country: Option<&Country>,
    birth: NaiveDate,
    stream: &mut Stream,
) -> Studies {
    let abroad = ABROAD.iter().find(|(name, _)| *name == institution).map(|(_, code)| *code);
    let home = country.filter(|it| it.institutions.contains(&institution)).map(|it| it.code);
    let studied_in = abroad.or(home).unwrap_or("AZE");
    let student = standing == Standing::Student;
    let age = day(2026, 6, 21).years_since(birth).unwrap_or_default();
    let recognised = stream.chance(900);
    Studies {
        country: studied_in,
        completed_year: student.then(|| age.saturating_sub(17).clamp(3, 5)),
        graduated: match standing {
            Standing::Student => None,
            Standing::GraduateThisYear => Some(2026),
            Standing::GraduateEarlier | Standing::Resident => Some((birth.year() + 23).min(2025)),
        },
        recognised: (studied_in != "AZE" && !student).then_some(recognised),
    }
}
