//! Tables `candidate` and `candidate_search`: people, their sort key and their folded name.

use qabul_core::person::{Candidate, Citizenship, DocumentNumber, Email, Fin, Name, Phone, Sex};
use qabul_core::text::date_iso;
use rusqlite::types::{ToSql, ToSqlOutput, Value};
use rusqlite::{OptionalExtension, Row, params, params_from_iter};

use crate::connection::{People, Tx};
use crate::error::StoreError;

/// A candidate with what the registry keeps beside the person's own values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CandidateRow {
    /// Row id.
    pub id: i64,
    /// The person.
    pub candidate: Candidate,
    /// Photo by hash.
    pub photo: Option<[u8; 32]>,
}

/// What is computed from a name once and stored: never typed, never shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameKeys<'k> {
    /// Azerbaijani order, compared as bytes.
    pub sort_key: &'k [u8],
    /// Folded for search.
    pub folded: String,
}

/// The columns that [`read`] reads, from an alias `c`.
pub(crate) const COLUMNS: &str = "c.id, c.fin, c.surname, c.given, c.patronymic, c.document, \
    c.citizenship, c.sex, c.birth, c.phone, c.photo, c.email, c.address";
/// How many there are.
pub(crate) const COUNT: usize = 13;

impl People<'_> {
    /// The FİN of whoever holds an identity document.
    ///
    /// # Errors
    /// The engine.
    pub fn document_holder(&self, document: &DocumentNumber) -> Result<Option<String>, StoreError> {
        let sql = "SELECT fin FROM candidate WHERE document = ?";
        let mut statement = self.0.prepare_cached(sql)?;
        Ok(statement.query_row([document.as_str()], |row| row.get(0)).optional()?)
    }

    /// One candidate by FİN.
    ///
    /// # Errors
    /// The engine, or a value that is not what its column says.
    pub fn candidate(&self, fin: &str) -> Result<Option<CandidateRow>, StoreError> {
        self.one("c.fin = ?", &fin)
    }

    /// One candidate by row id.
    ///
    /// # Errors
    /// As [`Self::candidate`].
    pub fn person(&self, id: i64) -> Result<Option<CandidateRow>, StoreError> {
        self.one("c.id = ?", &id)
    }

    /// Whoever holds an identity document.
    ///
    /// # Errors
    /// As [`Self::candidate`].
    pub fn candidate_with(&self, document: &str) -> Result<Option<CandidateRow>, StoreError> {
        self.one("c.document = ?", &document)
    }

    fn one(&self, which: &str, value: &dyn ToSql) -> Result<Option<CandidateRow>, StoreError> {
        self.0
            .prepare_cached(&format!("SELECT {COLUMNS} FROM candidate c WHERE {which}"))?
            .query_row([value], |row| Ok(read(row)))
            .optional()?
            .transpose()
    }
}

impl Tx<'_> {
    /// Changes a person; every list that holds the person follows the new name.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] for a document that another person holds.
    pub fn change_candidate(
        &self,
        id: i64,
        candidate: &Candidate,
        photo: Option<[u8; 32]>,
        keys: &NameKeys<'_>,
    ) -> Result<(), StoreError> {
        // The index takes a name out by the letters it was put in with.
        self.0
            .prepare_cached(
                "INSERT INTO candidate_search (candidate_search, rowid, folded) \
                 SELECT 'delete', id, ' ' || folded FROM candidate WHERE id = ?",
            )?
            .execute([id])?;
        self.0
            .prepare_cached(
                "UPDATE candidate SET fin = ?, surname = ?, given = ?, patronymic = ?, sort_key = ?, \
                 folded = ?, document = ?, citizenship = ?, sex = ?, birth = ?, phone = ?, \
                 photo = ?, email = ?, address = ?, version = version + 1 WHERE id = ?",
            )?
            .execute(params_from_iter(
                values(candidate, &date_iso(candidate.birth), photo, keys).into_iter().chain([id.into()]),
            ))?;
        self.0.prepare_cached(INDEX_NAME)?.execute(params![id, keys.folded])?;
        self.0
            .prepare_cached(
                "UPDATE entry SET sort_key = ?2 WHERE sort_key IS NOT ?2 AND application IN \
                 (SELECT id FROM application WHERE candidate = ?1)",
            )?
            .execute(params![id, keys.sort_key])?;
        Ok(())
    }

    /// Frees the FİN and the document of somebody who gets others in the same change.
    ///
    /// # Errors
    /// The engine.
    pub fn free_identity(&self, id: i64) -> Result<(), StoreError> {
        let sql = "UPDATE candidate SET fin = '~' || id, document = '~' || id WHERE id = ?";
        self.0.prepare_cached(sql)?.execute([id])?;
        Ok(())
    }

    /// Changes the photo of a person, and nothing that hangs on the name.
    ///
    /// # Errors
    /// The engine.
    pub fn change_photo(&self, id: i64, photo: Option<[u8; 32]>) -> Result<(), StoreError> {
        let sql = "UPDATE candidate SET photo = ?, version = version + 1 WHERE id = ?";
        self.0.prepare_cached(sql)?.execute(params![photo, id])?;
        Ok(())
    }
}

/// Makes a name findable by its letters; the space before it lets two letters find a beginning.
pub(crate) const INDEX_NAME: &str =
    "INSERT INTO candidate_search (rowid, folded) VALUES (?, ' ' || ?)";

/// A person's columns but the id, in the order of the statements that write them; `birth` is the
/// birth date as it is kept.
pub(crate) fn values<'v>(
    candidate: &'v Candidate,
    birth: &'v str,
    photo: Option<[u8; 32]>,
    keys: &'v NameKeys<'_>,
) -> [ToSqlOutput<'v>; 14] {
    let Candidate { fin, name, document, citizenship, sex, birth: _, phone, email, residence } =
        candidate;
    let nothing = || ToSqlOutput::Owned(Value::Null);
    [
        fin.as_str().into(),
        name.surname.as_str().into(),
        name.given.as_str().into(),
        name.patronymic.as_str().into(),
        keys.sort_key.into(),
        keys.folded.as_str().into(),
        document.as_str().into(),
        citizenship.code().into(),
        sex_key(*sex).into(),
        birth.into(),
        phone.as_ref().map_or_else(nothing, |phone| phone.as_str().into()),
        ToSqlOutput::Owned(photo.map_or(Value::Null, |hash| Value::Blob(hash.to_vec()))),
        email.as_ref().map_or_else(nothing, |email| email.as_str().into()),
        if residence.is_empty() { nothing() } else { residence.as_str().into() },
    ]
}

/// The stored word for a sex.
pub(crate) fn sex_key(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "male",
        Sex::Female => "female",
    }
}

/// The text of a column that has one.
pub(crate) fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r str, StoreError> {
    Ok(row.get_ref(column)?.as_str().map_err(rusqlite::Error::from)?)
}

/// The text of a column that may have none.
fn maybe<'r>(row: &'r Row<'_>, column: usize) -> Result<Option<&'r str>, StoreError> {
    Ok(row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from)?)
}

/// Reads the columns of [`COLUMNS`], which stand first in the row.
pub(crate) fn read(row: &Row<'_>) -> Result<CandidateRow, StoreError> {
    let wrong = |what: &str| StoreError::Value { table: "candidate", what: what.to_owned() };
    let citizenship: String = row.get(6)?;
    let birth: String = row.get(8)?;
    Ok(CandidateRow {
        id: row.get(0)?,
        candidate: Candidate {
            fin: Fin::kept(text(row, 1)?),
            name: Name {
                surname: text(row, 2)?.into(),
                given: text(row, 3)?.into(),
                patronymic: text(row, 4)?.into(),
            },
            document: DocumentNumber::kept(text(row, 5)?),
            citizenship: Citizenship::try_from(citizenship).map_err(|_| wrong("citizenship"))?,
            sex: match row.get_ref(7)?.as_str() {
                Ok("male") => Sex::Male,
                Ok("female") => Sex::Female,
                _ => return Err(wrong("sex")),
            },
            birth: birth.parse().map_err(|_| wrong("birth"))?,
            phone: maybe(row, 9)?.map(Phone::kept),
            email: maybe(row, 11)?.map(Email::kept),
            residence: maybe(row, 12)?.unwrap_or_default().into(),
        },
        photo: row.get(10)?,
    })
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    fn person(given: &str) -> Candidate {
        Candidate {
            fin: Fin::kept("5KQ2M8T"),
            name: Name { surname: "Əli".into(), given: given.into(), patronymic: "".into() },
            document: DocumentNumber::kept("AA1234567"),
            citizenship: Citizenship::AZERBAIJAN,
            sex: Sex::Male,
            birth: chrono::NaiveDate::default(),
            phone: None,
            email: None,
            residence: "".into(),
        }
    }

    fn keys(folded: &str) -> NameKeys<'_> {
        NameKeys { sort_key: folded.as_bytes(), folded: folded.to_owned() }
    }

    #[test]
    fn a_changed_name_leaves_none_of_its_old_letters_in_the_index() {
        let mut db = Connection::open_in_memory().unwrap();
        crate::migration::bring_up(&mut db, crate::migration::REGISTRY, None).unwrap();
        let transaction = db.transaction().unwrap();
        let tx = Tx::of(&transaction);
        transaction
            .execute_batch(
                "INSERT INTO campaign VALUES (1, 'c');
                 INSERT INTO sitting VALUES (1, 's', 1, '', '', NULL, '', 1, 0, 0, 0, 1, 0, '', '', \
                 '', '', '');",
            )
            .unwrap();
        let mut enrolment = tx.enrolment(crate::sitting::SittingKey(1)).unwrap();
        let id = enrolment.candidate(&person("Aqil"), None, &keys("eli aqil")).unwrap();
        enrolment.name(id, "eli aqil").unwrap();
        tx.change_candidate(id, &person("Zaur"), None, &keys("eli zaur")).unwrap();
        let found = |letters: &str| -> u32 {
            let sql = "SELECT count(*) FROM candidate_search WHERE candidate_search MATCH ?";
            transaction.query_row(sql, [letters], |row| row.get(0)).unwrap()
        };
        assert_eq!([found("aqi"), found("zau"), found("eli")], [0, 1, 1]);
    }
}
