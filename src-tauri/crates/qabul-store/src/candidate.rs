//! Tables `candidate` and `candidate_search`: people, their sort key and their folded name.

use qabul_core::person::{Candidate, Citizenship, DocumentNumber, Fin, Name, Phone, Sex};
use rusqlite::types::{ToSqlOutput, Value};
use rusqlite::{OptionalExtension, Row, params, params_from_iter};

use crate::connection::{Reader, Tx};
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
pub struct NameKeys {
    /// Azerbaijani order, compared as bytes.
    pub sort_key: Vec<u8>,
    /// Folded for search.
    pub folded: String,
}

/// The columns that [`read`] reads, from an alias `c`.
pub(crate) const COLUMNS: &str = "c.id, c.fin, c.surname, c.given, c.patronymic, c.document, \
    c.citizenship, c.sex, c.birth, c.phone, c.photo";

impl Reader<'_> {
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
        self.0
            .prepare_cached(&format!("SELECT {COLUMNS} FROM candidate c WHERE c.fin = ?"))?
            .query_row([fin], |row| Ok(read(row)))
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
        keys: &NameKeys,
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
                 photo = ? WHERE id = ?",
            )?
            .execute(params_from_iter(values(candidate, photo, keys).into_iter().chain([id.into()])))?;
        self.0.prepare_cached(INDEX_NAME)?.execute(params![id, keys.folded])?;
        self.0
            .prepare_cached(
                "UPDATE entry SET sort_key = ?2 WHERE sort_key IS NOT ?2 AND application IN \
                 (SELECT id FROM application WHERE candidate = ?1)",
            )?
            .execute(params![id, keys.sort_key])?;
        Ok(())
    }
}

/// Makes a name findable by its letters; the space before it lets two letters find a beginning.
pub(crate) const INDEX_NAME: &str =
    "INSERT INTO candidate_search (rowid, folded) VALUES (?, ' ' || ?)";

/// A person's columns but the id, in the order of the statements that write them.
pub(crate) fn values<'v>(
    candidate: &'v Candidate,
    photo: Option<[u8; 32]>,
    keys: &'v NameKeys,
) -> [ToSqlOutput<'v>; 12] {
    let Candidate { fin, name, document, citizenship, sex, birth, phone } = candidate;
    [
        fin.as_str().into(),
        name.surname.as_str().into(),
        name.given.as_str().into(),
        name.patronymic.as_str().into(),
        keys.sort_key.as_slice().into(),
        keys.folded.as_str().into(),
        document.as_str().into(),
        citizenship.code().into(),
        sex_key(*sex).into(),
        birth.to_string().into(),
        phone.as_ref().map_or(ToSqlOutput::Owned(Value::Null), |phone| phone.as_str().into()),
        ToSqlOutput::Owned(photo.map_or(Value::Null, |hash| Value::Blob(hash.to_vec()))),
    ]
}

/// The stored word for a sex.
pub(crate) fn sex_key(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "male",
        Sex::Female => "female",
    }
}

/// Reads the columns of [`COLUMNS`], which stand first in the row.
pub(crate) fn read(row: &Row<'_>) -> Result<CandidateRow, StoreError> {
    let wrong = |what: &str| StoreError::Value { table: "candidate", what: what.to_owned() };
    let citizenship: String = row.get(6)?;
    let birth: String = row.get(8)?;
    Ok(CandidateRow {
        id: row.get(0)?,
        candidate: Candidate {
            fin: Fin::kept(row.get(1)?),
            name: Name { surname: row.get(2)?, given: row.get(3)?, patronymic: row.get(4)? },
            document: DocumentNumber::kept(row.get(5)?),
            citizenship: Citizenship::try_from(citizenship).map_err(|_| wrong("citizenship"))?,
            sex: match row.get_ref(7)?.as_str() {
                Ok("male") => Sex::Male,
                Ok("female") => Sex::Female,
                _ => return Err(wrong("sex")),
            },
            birth: birth.parse().map_err(|_| wrong("birth"))?,
            phone: row.get::<_, Option<String>>(9)?.map(Phone::kept),
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
            fin: Fin::kept("5KQ2M8T".to_owned()),
            name: Name {
                surname: "Əli".to_owned(),
                given: given.to_owned(),
                patronymic: String::new(),
            },
            document: DocumentNumber::kept("AA1234567".to_owned()),
            citizenship: Citizenship::AZERBAIJAN,
            sex: Sex::Male,
            birth: chrono::NaiveDate::default(),
            phone: None,
        }
    }

    fn keys(folded: &str) -> NameKeys {
        NameKeys { sort_key: folded.as_bytes().to_vec(), folded: folded.to_owned() }
    }

    #[test]
    fn a_changed_name_leaves_none_of_its_old_letters_in_the_index() {
        let mut db = Connection::open_in_memory().unwrap();
        crate::migration::bring_up(&mut db, crate::migration::REGISTRY, None).unwrap();
        let transaction = db.transaction().unwrap();
        let tx = Tx::of(&transaction);
        let mut enrolment = tx.enrolment().unwrap();
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
