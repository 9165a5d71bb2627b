//! The round: what is asked for by seed and count, and the lists it is brought in with.

use std::io::{self, Write};

use chrono::NaiveDate;
use csv::{Terminator, WriterBuilder};
use qabul_core::application::{Sector, Standing};
use qabul_core::person::Sex;
use qabul_core::text;

use crate::people::{Maker, SamplePerson};
use crate::shares::{MODEL, Shares};
use crate::{halls, photo};

/// How many candidates a round has unless another number is asked for.
pub const CANDIDATES: u32 = MODEL;

/// The most candidates of a round: six digits hold no more work numbers.
pub const MOST_CANDIDATES: u32 = 1_000_000;

const APPLICATION_HEADS: [&str; 20] = [
    "İş nömrəsi",
    "FİN",
    "Şəxsiyyət vəsiqəsi",
    "Soyadı",
    "Adı",
    "Atasının adı",
    "Doğum tarixi",
    "Cinsi",
    "Vətəndaşlığı",
    "Telefon",
    "Şəhər",
    "Bölmə",
    "Təhsil vəziyyəti",
    "Təhsil müəssisəsi",
    "Ödənilib",
    "Təsdiqlənib",
    "Kurs",
    "Bitirmə ili",
    "Təhsil aldığı ölkə",
    "Nostrifikasiya",
];
const HALL_HEADS: [&str; 7] =
    ["Şəhər", "Bina", "Ünvan", "Zal", "Mərtəbə", "Sıra sayı", "Sırada yer sayı"];

/// A sample round. Two rounds of the same seed and count are the same in every byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Round {
    /// Where all chance comes from.
    pub seed: u64,
    /// How many people there are; above [`MOST_CANDIDATES`] it counts as that.
    pub candidates: u32,
}

impl Default for Round {
    /// Seed 1, [`CANDIDATES`] people.
    fn default() -> Self {
        Self::new(1, CANDIDATES)
    }
}

impl Round {
    /// A round of `candidates` people, at most [`MOST_CANDIDATES`].
    #[must_use]
    pub fn new(seed: u64, candidates: u32) -> Self {
        Self { seed, candidates: candidates.min(MOST_CANDIDATES) }
    }

    fn count(&self) -> u32 {
        self.candidates.min(MOST_CANDIDATES)
    }

    /// Everybody in turn. Each person is made when asked for; nothing is kept of the others.
    pub fn people(&self) -> impl ExactSizeIterator<Item = SamplePerson> + use<> {
        let maker = Maker::of(self.seed, self.count());
        (0..self.count() as usize).map(move |index| maker.person(index as u32))
    }

    /// The portal's list of applications: UTF-8, commas, CRLF, Azerbaijani heads, a row a person.
    #[must_use]
    pub fn applications_csv(&self) -> Vec<u8> {
        in_memory(|list| self.write_applications_csv(list))
    }

    /// The same list, written out row by row so that its size costs no memory.
    ///
    /// # Errors
    /// What the destination answers.
    pub fn write_applications_csv(&self, to: &mut dyn Write) -> io::Result<()> {
        let mut list = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(to);
        list.write_record(APPLICATION_HEADS)?;
        for person in self.people() {
            list.write_record(row(&person))?;
        }
        list.flush()
    }

    /// The list of halls: buildings of Bakı and Naxçıvan that seat everybody, sectors apart.
    #[must_use]
    pub fn halls_csv(&self) -> Vec<u8> {
        in_memory(|to| {
            let mut list = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(to);
            list.write_record(HALL_HEADS)?;
            for hall in halls::of(&Shares::of(self.count())) {
                list.write_record([
                    hall.city.as_str(),
                    &hall.building,
                    &hall.address,
                    &hall.code,
                    &hall.floor.to_string(),
                    &hall.rows.to_string(),
                    &hall.seats.to_string(),
                ])?;
            }
            list.flush()
        })
    }

    /// A drawn portrait, a JPEG of 300 by 400 pixels, of its own for every person of the round.
    #[must_use]
    pub fn photo(&self, person: &SamplePerson) -> Vec<u8> {
        photo::portrait(self.seed, person)
    }
}

/// What `write` writes. Memory never refuses a byte, so there is no error to tell of.
fn in_memory(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Vec<u8> {
    let mut list = Vec::new();
    write(&mut list).expect("a vector takes every byte");
    list
}

fn row(person: &SamplePerson) -> [String; 20] {
    let numeric = |date: NaiveDate| text::date_numeric(date);
    let person = person.clone();
    [
        person.work_number,
        person.fin,
        person.document,
        person.surname,
        person.given,
        person.patronymic,
        numeric(person.birth),
        sex_word(person.sex).to_owned(),
        person.citizenship,
        person.phone,
        person.city,
        sector_word(person.sector).to_owned(),
        standing_word(person.standing).to_owned(),
        person.institution,
        person.paid,
        numeric(person.confirmed),
        person.completed_year.map_or_else(String::new, |year| year.to_string()),
        person.graduated.map_or_else(String::new, |year| year.to_string()),
        person.studied_in,
        person.recognised.map_or("", |it| if it { "tanınıb" } else { "baxılır" }).to_owned(),
    ]
}

fn sex_word(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "kişi",
        Sex::Female => "qadın",
    }
}

fn sector_word(sector: Sector) -> &'static str {
    match sector {
        Sector::Azerbaijani => "Azərbaycan",
        Sector::Russian => "rus",
    }
}

fn standing_word(standing: Standing) -> &'static str {
    match standing {
        Standing::GraduateThisYear => "bu ilin məzunu",
        Standing::GraduateEarlier => "əvvəlki illərin məzunu",
        Standing::Student => "tələbə",
        Standing::Resident => "rezident",
    }
}
