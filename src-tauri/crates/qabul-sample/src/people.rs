//! One synthetic person, made from the round's seed and the person's place in it.

use chrono::{Datelike, NaiveDate};
use qabul_core::application::{Sector, Standing};
use qabul_core::person::Sex;

use crate::mix::{Purpose, Stream};
use crate::names::Names;
use crate::papers::{self, Numbers};
use crate::shares::{Lots, Shares};

/// A person who does not exist, with everything that an application says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SamplePerson {
    /// Place in the round, from 0.
    pub index: u32,
    /// Six digits, unique in the round.
    pub work_number: String,
    /// Unique in the round; five or six characters for foreigners.
    pub fin: String,
    /// Series and number without a space, unique in the round.
    pub document: String,
    /// Surname.
    pub surname: String,
    /// Given name.
    pub given: String,
    /// With `oğlu` or `qızı`; empty for most foreigners.
    pub patronymic: String,
    /// Sex.
    pub sex: Sex,
    /// Birth date.
    pub birth: NaiveDate,
    /// ICAO 9303 code, `AZE` for nearly all.
    pub citizenship: String,
    /// E.164.
    pub phone: String,
    /// `Bakı` or `Naxçıvan`.
    pub city: String,
    /// Sector.
    pub sector: Sector,
    /// Standing.
    pub standing: Standing,
    /// Institution of medical education.
    pub institution: String,
    /// Country of the institution, `AZE` for nearly all.
    pub studied_in: String,
    /// The year of study that a student completed last.
    pub completed_year: Option<u32>,
    /// The year of the diploma of whoever is no student.
    pub graduated: Option<i32>,
    /// Whether a diploma from abroad is recognised; nothing for the others.
    pub recognised: Option<bool>,
    /// Manat with a decimal comma: `60,00`.
    pub paid: String,
    /// The day of confirmation.
    pub confirmed: NaiveDate,
}

/// Makes people. Holds the lists of names and nothing that grows with the round.
pub(crate) struct Maker {
    seed: u64,
    names: Names,
    numbers: Numbers,
    lots: Lots,
}

impl Maker {
    pub(crate) fn of(seed: u64, candidates: u32) -> Self {
        Self {
            seed,
            names: Names::new(),
            numbers: Numbers::of(seed, candidates),
            lots: Lots::of(seed, Shares::of(candidates)),
        }
    }

    /// The person at `index`, which is below the count of candidates.
    pub(crate) fn person(&self, index: u32) -> SamplePerson {
        let lot = self.lots.lot(index);
        let country = self.names.country(&lot);
        let name = self.names.name(&lot, &mut Stream::of(self.seed, Purpose::Name, index));
        let mut stream = Stream::of(self.seed, Purpose::Papers, index);
        let birth = papers::birth(lot.standing, &mut stream);
        let document = self.numbers.document(index, &lot, &mut stream);
        let phone = papers::phone(country, &mut stream);
        let institution = papers::institution(&lot, country, birth.year(), &mut stream);
        let confirmed = papers::confirmed(&mut stream);
        let studies = papers::studies(lot.standing, &institution, country, birth, &mut stream);
        SamplePerson {
            index,
            work_number: self.numbers.work_number(index),
            fin: self.numbers.fin(index, &lot),
            document,
            surname: name.surname.into(),
            given: name.given.into(),
            patronymic: name.patronymic.into(),
            sex: lot.sex,
            birth,
            citizenship: country.map_or("AZE", |country| country.code).to_owned(),
            phone,
            city: if lot.in_naxcivan { "Naxçıvan" } else { "Bakı" }.to_owned(),
            sector: lot.sector,
            standing: lot.standing,
            institution,
            studied_in: studies.country.to_owned(),
            completed_year: studies.completed_year,
            graduated: studies.graduated,
            recognised: studies.recognised,
            paid: "60,00".to_owned(),
            confirmed,
        }
    }
}
