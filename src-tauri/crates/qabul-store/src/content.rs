//! What an application says: the columns of education and choices, written and read alike.

use qabul_core::application::{Choices, Path};
use qabul_core::education::{Education, Level, Nostrification};
use qabul_core::person::Citizenship;
use qabul_core::text::Short;
use rusqlite::types::{ToSqlOutput, Value};
use rusqlite::{Row, params_from_iter};

use crate::application::{standing, wrong};
use crate::candidate::text;
use crate::connection::{People, Reader, Tx};
use crate::error::StoreError;

/// The columns of [`read`], from an alias `a`.
pub(crate) const COLUMNS: &str = "a.standing, a.institution, a.country, a.level, a.direction, \
    a.completed_year, a.final_year, a.graduated, a.nostrification, a.language, a.specialty, \
    a.organisation, a.path, a.accommodations";
/// How many there are.
pub(crate) const COUNT: usize = 14;

impl People<'_> {
    /// Institutions that the newest applications name, the most frequent first, at most 200.
    ///
    /// # Errors
    /// The engine.
    pub fn institutions(&self) -> Result<Vec<String>, StoreError> {
        // Every application of a large registry would be too many to look through at each opening.
        let mut statement = self.0.prepare_cached(
            "SELECT institution FROM \
             (SELECT institution FROM application ORDER BY id DESC LIMIT 5000) \
             WHERE institution <> '' GROUP BY institution ORDER BY count(*) DESC, institution LIMIT 200",
        )?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }
}

impl Reader<'_> {
    /// Organisations that the newest applications name, the most frequent first, at most 200, and how many
    /// name each.
    ///
    /// # Errors
    /// The engine.
    pub fn organisations_named(&self) -> Result<Vec<(String, u32)>, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT organisation, count(*) FROM (SELECT organisation FROM application \
             WHERE organisation <> '' ORDER BY id DESC LIMIT 5000) \
             GROUP BY organisation ORDER BY count(*) DESC, organisation LIMIT 200",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Changes what an application says.
    ///
    /// # Errors
    /// The engine.
    pub fn change_application(
        &self,
        id: i64,
        education: &Education,
        choices: &Choices,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE application SET standing = ?, institution = ?, country = ?, level = ?, \
                   direction = ?, completed_year = ?, final_year = ?, graduated = ?, nostrification = ?, \
                   language = ?, specialty = ?, organisation = ?, path = ?, accommodations = ?, \
                   version = version + 1 WHERE id = ?";
        let values = values(education, choices).into_iter().chain([id.into()]);
        self.0.prepare_cached(sql)?.execute(params_from_iter(values))?;
        Ok(())
    }
}

/// The values of [`COLUMNS`].
pub(crate) fn values<'v>(
    education: &'v Education,
    choices: &'v Choices,
) -> [ToSqlOutput<'v>; COUNT] {
    let key = |key: Option<&'static str>| key.map_or(NOTHING, Into::into);
    [
        education.standing.key().into(),
        education.institution.as_str().into(),
        education.country.code().into(),
        key(education.level.map(Level::key)),
        education.direction.as_str().into(),
        education.completed_year.map_or(NOTHING, Into::into),
        education.final_year.into(),
        education.graduated.map_or(NOTHING, Into::into),
        key(education.nostrification.map(Nostrification::key)),
        choices.language.as_str().into(),
        choices.specialty.as_str().into(),
        choices.organisation.as_str().into(),
        choices.path.map_or("", Path::key).into(),
        choices.accommodations.as_str().into(),
    ]
}

const NOTHING: ToSqlOutput<'static> = ToSqlOutput::Owned(Value::Null);

/// Reads [`COLUMNS`], of which the first stands at a place of the row.
pub(crate) fn read(row: &Row<'_>, first: usize) -> Result<(Education, Choices), StoreError> {
    let line = |at: usize| -> Result<Short, StoreError> { Ok(text(row, first + at)?.into()) };
    let level = |key: &str| Level::ALL.into_iter().find(|it| it.key() == key);
    let state = |key: &str| Nostrification::ALL.into_iter().find(|it| it.key() == key);
    let country: String = row.get(first + 2)?;
    let education = Education {
        standing: standing(text(row, first)?)?,
        institution: line(1)?,
        country: Citizenship::try_from(country).map_err(|_| wrong("country"))?,
        level: keyed(row, first + 3, level)?,
        direction: line(4)?,
        completed_year: row.get(first + 5)?,
        final_year: row.get(first + 6)?,
        graduated: row.get(first + 7)?,
        nostrification: keyed(row, first + 8, state)?,
    };
    let path = text(row, first + 12)?;
    let choices = Choices {
        language: line(9)?,
        specialty: line(10)?,
        organisation: line(11)?,
        path: Path::ALL.into_iter().find(|it| it.key() == path),
        accommodations: line(13)?,
    };
    Ok((education, choices))
}

/// A value by its key, where there is one.
pub(crate) fn keyed<T>(
    row: &Row<'_>,
    at: usize,
    of_key: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, StoreError> {
    let key = row.get_ref(at)?.as_str_or_null().map_err(rusqlite::Error::from)?;
    key.map(|key| of_key(key).ok_or_else(|| wrong("key"))).transpose()
}
