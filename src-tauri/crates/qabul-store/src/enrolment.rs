//! Enrolment: whole lists of people, applications and entries on their way into the registry.

use std::collections::HashSet;

use qabul_core::application::{Application, ConfirmedBy, EntryState, State, WorkNumber};
use qabul_core::money::Qepik;
use qabul_core::person::Candidate;
use qabul_core::text::date_iso;
use rusqlite::{CachedStatement, Connection, ToSql, params, params_from_iter};

use crate::account::{NewMovement, OPEN, POST, post};
use crate::application::noon;
use crate::candidate::{INDEX_NAME, NameKeys, values};
use crate::connection::{People, Tx};
use crate::content;
use crate::error::StoreError;
use crate::sitting::SittingKey;

/// The statements that put in one row of a list, prepared once for the whole list.
pub struct Enrolment<'a> {
    sitting: i64,
    campaign: i64,
    candidate: CachedStatement<'a>,
    name: CachedStatement<'a>,
    application: CachedStatement<'a>,
    entry: CachedStatement<'a>,
    account: CachedStatement<'a>,
    movement: CachedStatement<'a>,
}

/// Everybody a registry knows, by what may not be there twice.
#[derive(Debug, Default)]
pub struct Registered {
    fins: HashSet<String>,
    documents: HashSet<String>,
    work_numbers: HashSet<u32>,
}

impl Registered {
    /// Whether somebody has this FİN.
    #[must_use]
    pub fn has_fin(&self, fin: &str) -> bool {
        self.fins.contains(fin)
    }

    /// Whether somebody holds this identity document.
    #[must_use]
    pub fn has_document(&self, document: &str) -> bool {
        self.documents.contains(document)
    }

    /// Whether an application of the campaign has this work number.
    #[must_use]
    pub fn has_work_number(&self, number: WorkNumber) -> bool {
        self.work_numbers.contains(&u32::from(number))
    }
}

impl People<'_> {
    /// Who is there already, read in one go where `rows` questions would cost more than that;
    /// `None` for a list that is short beside the registry.
    ///
    /// # Errors
    /// The engine.
    pub fn registered(
        &self,
        sitting: SittingKey,
        rows: usize,
    ) -> Result<Option<Registered>, StoreError> {
        let people: usize = self.0.query_row("SELECT count(*) FROM candidate", [], |r| r.get(0))?;
        if rows < people / 8 {
            return Ok(None);
        }
        Ok(Some(Registered {
            fins: texts(self.0, "SELECT fin FROM candidate")?,
            documents: texts(self.0, "SELECT document FROM candidate")?,
            work_numbers: self.work_numbers(sitting)?.into_iter().collect(),
        }))
    }
}

fn texts(db: &Connection, sql: &str) -> Result<HashSet<String>, StoreError> {
    let mut statement = db.prepare_cached(sql)?;
    let texts = statement.query_map([], |row| row.get(0))?;
    Ok(texts.collect::<Result<_, _>>()?)
}

impl Tx<'_> {
    /// Begins to put people in a sitting. From here on the connection may hold 32 MB of pages: the indexes
    /// that a list of 100,000 touches here and there.
    ///
    /// # Errors
    /// The engine.
    pub fn enrolment(&self, sitting: SittingKey) -> Result<Enrolment<'_>, StoreError> {
        self.0.pragma_update(None, "cache_size", -32_768)?;
        let campaign = "SELECT campaign FROM sitting WHERE id = ?";
        Ok(Enrolment {
            sitting: sitting.0,
            campaign: self.0.query_row(campaign, [sitting.0], |row| row.get(0))?,
            candidate: self.0.prepare_cached(
                "INSERT INTO candidate (fin, surname, given, patronymic, sort_key, folded, document, \
                 citizenship, sex, birth, phone, photo, email, address) \
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?,
            name: self.0.prepare_cached(INDEX_NAME)?,
            application: self.0.prepare_cached(
                "INSERT INTO application (candidate, campaign, work_number, state, confirmed_at, \
                 confirmed_by, standing, institution, country, level, direction, completed_year, \
                 final_year, graduated, nostrification, language, specialty, organisation, path, \
                 accommodations) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?,
            entry: self.0.prepare_cached(
                "INSERT INTO entry (application, sitting, sort_key, city, sector, paid, \
                 confirmed_on, state, charged, entered_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?,
            account: self.0.prepare_cached(OPEN)?,
            movement: self.0.prepare_cached(POST)?,
        })
    }
}

impl Enrolment<'_> {
    /// Adds a person; [`Self::name`] makes the name findable.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] for a FİN or document that is there already.
    pub fn candidate(
        &mut self,
        candidate: &Candidate,
        photo: Option<[u8; 32]>,
        keys: &NameKeys<'_>,
    ) -> Result<i64, StoreError> {
        let birth = date_iso(candidate.birth);
        Ok(self.candidate.insert(params_from_iter(values(candidate, &birth, photo, keys)))?)
    }

    /// Makes the name of a person who was added findable.
    ///
    /// # Errors
    /// The engine.
    pub fn name(&mut self, candidate: i64, folded: &str) -> Result<(), StoreError> {
        self.name.execute(params![candidate, folded])?;
        Ok(())
    }

    /// Adds a person's application to the campaign of the sitting.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] for a work number that is taken.
    pub fn application(
        &mut self,
        candidate: i64,
        number: WorkNumber,
        application: &Application,
    ) -> Result<i64, StoreError> {
        let Application { education, choices, confirmed, .. } = application;
        let confirmed = confirmed.map(noon);
        let (state, by) = match confirmed {
            None => (State::Submitted, None),
            Some(_) => (State::Confirmed, Some(ConfirmedBy::Candidate.key())),
        };
        let own: [&dyn ToSql; 6] =
            [&candidate, &self.campaign, &u32::from(number), &state.key(), &confirmed, &by];
        let content = content::values(education, choices);
        let all = own.into_iter().chain(content.iter().map(|value| value as &dyn ToSql));
        Ok(self.application.insert(params_from_iter(all))?)
    }

    /// Enters an application in the sitting.
    ///
    /// # Errors
    /// The engine.
    pub fn entry(
        &mut self,
        application: i64,
        sort_key: &[u8],
        facts: &Application,
        (state, charged): (EntryState, Qepik),
    ) -> Result<i64, StoreError> {
        let confirmed = facts.confirmed.map(date_iso);
        Ok(self.entry.insert(params![
            application,
            self.sitting,
            sort_key,
            facts.city.as_str(),
            facts.sector.key(),
            i64::from(facts.paid),
            confirmed.as_deref(),
            state.key(),
            i64::from(charged),
            facts.confirmed.map(noon),
        ])?)
    }

    /// Opens the Personal Cabinet that the portal says somebody new has, with what it holds after the
    /// movements of the list.
    ///
    /// # Errors
    /// The engine.
    pub fn account(
        &mut self,
        candidate: i64,
        opened: (&str, &str),
        balance: i64,
    ) -> Result<(), StoreError> {
        let (at, by) = opened;
        self.account.execute(params![candidate, None::<&str>, at, by, balance])?;
        Ok(())
    }

    /// Writes a movement of an account whose balance has it already.
    ///
    /// # Errors
    /// The engine.
    pub fn movement(&mut self, movement: &NewMovement<'_>) -> Result<(), StoreError> {
        post(&mut self.movement, movement)
    }
}
