//! Search over folded names: letters of three narrow the people down, the name itself decides.

use std::collections::HashSet;

use chrono::NaiveDate;
use qabul_core::application::WorkNumber;
use qabul_core::text::date_iso;
use rusqlite::{OptionalExtension, Row, params};

use crate::application::work_number;
use crate::candidate::{self, CandidateRow};
use crate::connection::People;
use crate::error::StoreError;

/// One person found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HitRow {
    /// Entry, the newest of the person where there are several.
    pub entry: i64,
    /// Sitting by name.
    pub sitting: String,
    /// Surname, given name, patronymic.
    pub name: [String; 3],
    /// FİN.
    pub fin: String,
    /// Work number.
    pub work_number: WorkNumber,
}

/// How many people of a common fragment are looked at: enough to fill a list of fifty with the
/// best, few enough to answer at once.
const MOST_LOOKED_AT: usize = 400;

const HIT: &str = "SELECT e.id, t.name, c.surname, c.given, c.patronymic, c.fin, a.work_number, c.same_as \
    FROM candidate c JOIN application a ON a.candidate = c.id JOIN entry e ON e.application = a.id \
    JOIN sitting t ON t.id = e.sitting";

/// The full-text question for folded words: every word by its letters of three; words of two
/// letters by the beginning of a word. `None` when nothing is long enough to ask for.
pub(crate) fn question(folded: &str) -> Option<String> {
    let mut parts = Vec::new();
    for word in folded.split(' ').filter(|word| !word.is_empty()) {
        let letters: Vec<char> = word.chars().collect();
        match letters.len() {
            1 => {}
            2 => parts.push(format!("\" {word}\"")),
            _ => parts.extend(
                letters.windows(3).map(|three| format!("\"{}\"", three.iter().collect::<String>())),
            ),
        }
    }
    (!parts.is_empty()).then(|| parts.join(" AND "))
}

/// Whether every word stands in the folded name; words of one or two letters begin a word of it.
pub(crate) fn holds(folded_name: &str, folded: &str) -> bool {
    let name = format!(" {folded_name}");
    folded.split(' ').filter(|word| !word.is_empty()).all(|word| {
        if word.chars().count() < 3 {
            name.contains(&format!(" {word}"))
        } else {
            name.contains(word)
        }
    })
}

impl People<'_> {
    /// The newest entry of the person with this FİN; of one who was merged into another, of that one.
    ///
    /// # Errors
    /// The engine.
    pub fn find_fin(&self, fin: &str) -> Result<Option<HitRow>, StoreError> {
        let sql = "SELECT coalesce(same_as, id) FROM candidate WHERE fin = ?";
        let person: Option<i64> =
            self.0.prepare_cached(sql)?.query_row([fin], |row| row.get(0)).optional()?;
        Ok(person.map(|person| self.newest(person)).transpose()?.flatten())
    }

    /// The newest entry of a person.
    fn newest(&self, candidate: i64) -> Result<Option<HitRow>, StoreError> {
        let sql = format!("{HIT} WHERE c.id = ? ORDER BY e.id DESC LIMIT 1");
        let mut statement = self.0.prepare_cached(&sql)?;
        statement.query_row([candidate], |row| Ok(hit(row))).optional()?.transpose()
    }

    /// The entries whose application has this work number, newest campaign first, at most twenty, each with
    /// its sitting by name; of somebody who was merged into another, that one's newest instead.
    ///
    /// # Errors
    /// The engine.
    pub fn find_work_number(
        &self,
        number: WorkNumber,
    ) -> Result<Vec<(String, HitRow)>, StoreError> {
        let sql = format!("{HIT} WHERE a.work_number = ? ORDER BY e.id DESC LIMIT 20");
        let mut statement = self.0.prepare_cached(&sql)?;
        let rows = statement
            .query_map([u32::from(number)], |row| Ok((row.get::<_, Option<i64>>(7)?, hit(row))))?;
        let mut hits = Vec::new();
        for row in rows {
            let (kept, hit) = row?;
            let hit = hit?;
            let sitting = hit.sitting.clone();
            let hit = kept.map_or(Ok(Some(hit)), |kept| self.newest(kept))?;
            hits.extend(hit.map(|hit| (sitting, hit)));
        }
        Ok(hits)
    }

    /// People whose folded name holds every word, those whose surname begins with the first word
    /// before the others, each group in Azerbaijani order; and whether there are more.
    ///
    /// # Errors
    /// The engine.
    pub fn find_name(&self, folded: &str, most: usize) -> Result<(Vec<HitRow>, bool), StoreError> {
        let people = self.people_named(folded)?;
        let looked_at_all = people.len() < MOST_LOOKED_AT;
        let first = folded.split(' ').next().unwrap_or_default();
        let mut matching: Vec<(bool, Vec<u8>, i64)> = people
            .into_iter()
            .filter(|(_, name, _)| holds(name, folded))
            .map(|(id, name, key)| (!name.starts_with(first), key, id))
            .collect();
        matching.sort();
        // Who was merged into another is found by both names.
        let mut met = HashSet::new();
        matching.retain(|(_, _, id)| met.insert(*id));
        let more = matching.len() > most || !looked_at_all;
        let mut hits = Vec::new();
        for (_, _, id) in matching.into_iter().take(most) {
            hits.extend(self.newest(id)?);
        }
        Ok((hits, more))
    }

    /// Whoever was born on a day and has a name that begins with these folded words, surname first.
    ///
    /// # Errors
    /// The engine, or a value that is not what its column says.
    pub fn namesakes(
        &self,
        folded: &str,
        birth: NaiveDate,
    ) -> Result<Vec<CandidateRow>, StoreError> {
        let Some(question) = question(folded) else { return Ok(Vec::new()) };
        let sql = format!(
            "SELECT {} FROM candidate_search JOIN candidate c ON c.id = candidate_search.rowid \
             WHERE candidate_search MATCH ? AND c.birth = ? \
             AND instr(c.folded || ' ', ? || ' ') = 1 ORDER BY c.id LIMIT 20",
            candidate::COLUMNS
        );
        let mut statement = self.0.prepare_cached(&sql)?;
        let rows = statement
            .query_map(params![question, date_iso(birth).as_str(), folded], |row| {
                Ok(candidate::read(row))
            })?;
        rows.map(|row| row?).collect()
    }

    /// Candidates that may hold the words: id, folded name, sort key.
    fn people_named(&self, folded: &str) -> Result<Vec<(i64, String, Vec<u8>)>, StoreError> {
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let rows = match question(folded) {
            Some(question) => self
                .0
                .prepare_cached(
                    "SELECT coalesce(c.same_as, c.id), c.folded, c.sort_key FROM candidate_search \
                     JOIN candidate c ON c.id = candidate_search.rowid \
                     WHERE candidate_search MATCH ? LIMIT ?",
                )?
                .query_map(params![question, MOST_LOOKED_AT], read)?
                .collect::<Result<Vec<_>, _>>()?,
            None => self
                .0
                .prepare_cached(
                    "SELECT coalesce(same_as, id), folded, sort_key FROM candidate \
                     WHERE instr(' ' || folded, ' ' || ?) > 0 LIMIT ?",
                )?
                .query_map(params![folded, MOST_LOOKED_AT], read)?
                .collect::<Result<Vec<_>, _>>()?,
        };
        Ok(rows)
    }
}

fn hit(row: &Row<'_>) -> Result<HitRow, StoreError> {
    Ok(HitRow {
        entry: row.get(0)?,
        sitting: row.get(1)?,
        name: [row.get(2)?, row.get(3)?, row.get(4)?],
        fin: row.get(5)?,
        work_number: work_number(row.get(6)?)?,
    })
}
