//! Tables `application` and `entry`: a person's place in a campaign and in one of its sittings.

use std::sync::LazyLock;

use chrono::NaiveDate;
use qabul_core::application::{
    Application, Choices, EntryState, Place, Sector, Standing, State, WorkNumber,
};
use qabul_core::education::Education;
use qabul_core::eligibility::Exemption;
use qabul_core::money::Qepik;
use qabul_core::text::{Short, date_iso};
use rusqlite::{OptionalExtension, Row, params};

use crate::candidate::{self, CandidateRow};
use crate::connection::{People, Tx};
use crate::content;
use crate::error::StoreError;
use crate::sitting::SittingKey;

/// What the registry knows of a FİN with regard to one sitting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownRow {
    /// The person.
    pub person: CandidateRow,
    /// The application in the sitting's campaign.
    pub application: Option<ApplicationRow>,
    /// The entry in the sitting.
    pub entry: Option<EntryRow>,
    /// What the person's account holds, in qəpik, where there is one.
    pub balance: Option<i64>,
    /// The FİN of whom the person turned out to be.
    pub same_as: Option<String>,
}

/// An application in a campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplicationRow {
    /// Row id.
    pub id: i64,
    /// Work number.
    pub work_number: WorkNumber,
    /// Education.
    pub education: Education,
    /// Choices.
    pub choices: Choices,
    /// Where it stands.
    pub state: State,
    /// Whether a certificate takes the exam's place.
    pub exemption: Exemption,
}

/// An entry in a sitting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRow {
    /// Row id; screens know it as the application's id.
    pub id: i64,
    /// City.
    pub city: Short,
    /// Sector.
    pub sector: Sector,
    /// Paid, in qəpik.
    pub paid: i64,
    /// Day of confirmation.
    pub confirmed: Option<NaiveDate>,
    /// Where it stands.
    pub state: EntryState,
    /// What was charged for it, in qəpik.
    pub charged: i64,
}

static KNOWN: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {}, a.id, a.work_number, e.id, e.city, e.sector, \
         e.paid, e.confirmed_on, e.state, e.charged, a.state, a.exemption, k.balance, \
         (SELECT o.fin FROM candidate o WHERE o.id = c.same_as), {} FROM candidate c LEFT JOIN account k ON k.candidate = c.id LEFT JOIN application a ON a.candidate = c.id \
         AND a.campaign = (SELECT campaign FROM sitting WHERE id = ?2) \
         LEFT JOIN entry e ON e.application = a.id AND e.sitting = ?2 WHERE c.fin = ?1",
        candidate::COLUMNS,
        content::COLUMNS
    )
});

impl People<'_> {
    /// What the registry knows of a FİN.
    ///
    /// # Errors
    /// The engine, or a value that is not what its column says.
    pub fn known(&self, fin: &str, sitting: SittingKey) -> Result<Option<KnownRow>, StoreError> {
        let mut statement = self.0.prepare_cached(&KNOWN)?;
        statement
            .query_row(params![fin, sitting.0], |row| Ok(read_known(row)))
            .optional()?
            .transpose()
    }

    /// The FİN of whoever has a work number in the campaign of a sitting.
    ///
    /// # Errors
    /// The engine.
    pub fn work_number_holder(
        &self,
        sitting: SittingKey,
        number: WorkNumber,
    ) -> Result<Option<String>, StoreError> {
        let sql = "SELECT c.fin FROM application a JOIN candidate c ON c.id = a.candidate \
                   WHERE a.campaign = (SELECT campaign FROM sitting WHERE id = ?) \
                   AND a.work_number = ?";
        let mut statement = self.0.prepare_cached(sql)?;
        Ok(statement
            .query_row(params![sitting.0, u32::from(number)], |row| row.get(0))
            .optional()?)
    }

    /// Every work number of the campaign of a sitting, ascending.
    ///
    /// # Errors
    /// The engine.
    pub fn work_numbers(&self, sitting: SittingKey) -> Result<Vec<u32>, StoreError> {
        let sql = "SELECT work_number FROM application \
                   WHERE campaign = (SELECT campaign FROM sitting WHERE id = ?) ORDER BY work_number";
        let mut statement = self.0.prepare_cached(sql)?;
        let numbers = statement.query_map([sitting.0], |row| row.get(0))?;
        Ok(numbers.collect::<Result<_, _>>()?)
    }

    /// The entries of an application, in the order in which they were made.
    ///
    /// # Errors
    /// The engine.
    pub fn entries_of(&self, application: i64) -> Result<Vec<i64>, StoreError> {
        let sql = "SELECT id FROM entry WHERE application = ? ORDER BY id";
        let mut statement = self.0.prepare_cached(sql)?;
        Ok(statement.query_map([application], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Writes where an application stands; one that is confirmed keeps the moment at which it first was.
    ///
    /// # Errors
    /// The engine.
    pub fn put_state(
        &self,
        id: i64,
        state: State,
        confirmed: Option<NaiveDate>,
    ) -> Result<(), StoreError> {
        let at = confirmed.filter(|_| state == State::Confirmed).map(noon);
        self.0
            .prepare_cached(
                "UPDATE application SET state = ?1, confirmed_at = coalesce(confirmed_at, ?2), \
                 confirmed_by = iif(?2 IS NULL, confirmed_by, coalesce(confirmed_by, 'candidate')) \
                 WHERE id = ?3",
            )?
            .execute(params![state.key(), at, id])?;
        Ok(())
    }

    /// Changes where and in which language an entry is to be examined.
    ///
    /// # Errors
    /// The engine.
    pub fn change_choice(&self, id: i64, city: &str, sector: Sector) -> Result<(), StoreError> {
        let sql = "UPDATE entry SET city = ?, sector = ?, version = version + 1 WHERE id = ?";
        self.0.prepare_cached(sql)?.execute(params![city, sector.key(), id])?;
        Ok(())
    }

    /// Changes an entry.
    ///
    /// # Errors
    /// The engine.
    pub fn change_entry(
        &self,
        id: i64,
        facts: &Application,
        (state, charged): (EntryState, Qepik),
    ) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "UPDATE entry SET city = ?, sector = ?, paid = ?, confirmed_on = ?, state = ?, \
                 charged = ?, entered_at = ?, version = version + 1 WHERE id = ?",
            )?
            .execute(params![
                facts.city.as_str(),
                facts.sector.key(),
                i64::from(facts.paid),
                facts.confirmed.map(date_iso).as_deref(),
                state.key(),
                i64::from(charged),
                facts.confirmed.map(noon),
                id
            ])?;
        Ok(())
    }
}

fn read_known(row: &Row<'_>) -> Result<KnownRow, StoreError> {
    let [own, entry, course] = [candidate::COUNT, candidate::COUNT + 2, candidate::COUNT + 9];
    let application = match row.get::<_, Option<i64>>(own)? {
        None => None,
        Some(id) => {
            let (education, choices) = content::read(row, course + 4)?;
            Some(ApplicationRow {
                id,
                work_number: work_number(row.get(own + 1)?)?,
                education,
                choices,
                state: State::of_key(candidate::text(row, course)?)
                    .ok_or_else(|| wrong("state"))?,
                exemption: Exemption::of_key(candidate::text(row, course + 1)?).unwrap_or_default(),
            })
        }
    };
    let entry = match row.get::<_, Option<i64>>(entry)? {
        None => None,
        Some(_) => Some(read_entry(row, entry)?),
    };
    Ok(KnownRow {
        person: candidate::read(row)?,
        application,
        entry,
        balance: row.get(course + 2)?,
        same_as: row.get(course + 3)?,
    })
}

/// An entry, whose seven columns begin with the id.
pub(crate) fn read_entry(row: &Row<'_>, first: usize) -> Result<EntryRow, StoreError> {
    Ok(EntryRow {
        id: row.get(first)?,
        city: candidate::text(row, first + 1)?.into(),
        sector: sector(candidate::text(row, first + 2)?)?,
        paid: row.get(first + 3)?,
        confirmed: day(row.get(first + 4)?)?,
        state: entry_state(row, first + 5)?,
        charged: row.get(first + 6)?,
    })
}

/// A day that a list gives without an hour is judged at noon.
pub(crate) fn noon(day: NaiveDate) -> String {
    format!("{}T12:00:00+04:00", date_iso(day))
}

pub(crate) fn wrong(what: &str) -> StoreError {
    StoreError::Value { table: "application", what: what.to_owned() }
}

pub(crate) fn entry_state(row: &Row<'_>, column: usize) -> Result<EntryState, StoreError> {
    EntryState::of_key(candidate::text(row, column)?).ok_or_else(|| wrong("state"))
}

/// Where an application and its entry stand, from their two columns.
pub(crate) fn place(row: &Row<'_>, application: usize, entry: usize) -> Result<Place, StoreError> {
    let application = State::of_key(candidate::text(row, application)?);
    Ok(Place {
        application: application.ok_or_else(|| wrong("state"))?,
        entry: entry_state(row, entry)?,
    })
}

pub(crate) fn work_number(number: u32) -> Result<WorkNumber, StoreError> {
    WorkNumber::try_from(number).map_err(|_| wrong("work number"))
}

pub(crate) fn sector(key: &str) -> Result<Sector, StoreError> {
    [Sector::Azerbaijani, Sector::Russian]
        .into_iter()
        .find(|sector| sector.key() == key)
        .ok_or_else(|| wrong("sector"))
}

pub(crate) fn standing(key: &str) -> Result<Standing, StoreError> {
    Standing::ALL
        .into_iter()
        .find(|standing| standing.key() == key)
        .ok_or_else(|| wrong("standing"))
}

fn day(text: Option<String>) -> Result<Option<NaiveDate>, StoreError> {
    text.map(|text| text.parse().map_err(|_| wrong("date"))).transpose()
}
