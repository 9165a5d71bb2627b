//! Table `sitting`: the exam days and their counts.

use chrono::{NaiveDate, NaiveTime};
use qabul_core::application::Sector;
use qabul_core::campaign::{Bilingual, Sitting, SittingId};
use rusqlite::{OptionalExtension, Row, params};

use crate::application::sector;
use crate::connection::{Reader, Tx};
use crate::error::StoreError;

/// A sitting's row id; the name is for people, this is for joins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SittingKey(pub(crate) i64);

/// How many candidates of a sitting have what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SittingCounts {
    /// Candidates.
    pub candidates: u32,
    /// Candidates with a seat.
    pub seated: u32,
    /// Candidates whose slip was printed.
    pub printed: u32,
}

/// Candidates of a sitting by what matters before the exam day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SittingTally {
    /// With a photo.
    pub with_photo: u32,
    /// Confirmed and with the fee covered.
    pub ready: u32,
    /// By sector.
    pub sectors: Vec<(Sector, u32)>,
    /// By city.
    pub cities: Vec<(String, u32)>,
}

const COLUMNS: &str = "id, name, registration_from, registration_to, date, start, minutes, \
    gate_minutes, last_wave_minutes, wave_minutes, waves, fee, cities, exam_code, exam_az, \
    exam_ru, series";

impl Reader<'_> {
    /// Every sitting with its counts, those with candidates first, then the nearest in time,
    /// those to be announced last.
    ///
    /// # Errors
    /// The engine, or a value that is not what its column says.
    pub fn sittings(&self) -> Result<Vec<(SittingKey, Sitting, SittingCounts)>, StoreError> {
        let mut statement = self.0.prepare_cached(&format!("SELECT {COLUMNS} FROM sitting"))?;
        let rows = statement.query_map([], |row| Ok(read(row)))?;
        let mut sittings = Vec::new();
        for row in rows {
            let (key, sitting) = row??;
            sittings.push((key, sitting, self.sitting_counts(key)?));
        }
        // A day that is to be announced comes after every day that is known.
        sittings.sort_by_key(|(_, sitting, counts)| {
            let day = (sitting.date.is_none(), sitting.date);
            (counts.candidates == 0, day, sitting.id.to_string())
        });
        Ok(sittings)
    }

    /// One sitting by its name.
    ///
    /// # Errors
    /// As [`Reader::sittings`].
    pub fn sitting(&self, id: SittingId) -> Result<Option<(SittingKey, Sitting)>, StoreError> {
        self.0
            .prepare_cached(&format!("SELECT {COLUMNS} FROM sitting WHERE name = ?"))?
            .query_row([id.to_string()], |row| Ok(read(row)))
            .optional()?
            .transpose()
    }

    /// The counts of one sitting.
    ///
    /// # Errors
    /// The engine.
    pub fn sitting_counts(&self, sitting: SittingKey) -> Result<SittingCounts, StoreError> {
        let count = |sql: &str| -> Result<u32, StoreError> {
            Ok(self.0.prepare_cached(sql)?.query_row([sitting.0], |row| row.get(0))?)
        };
        Ok(SittingCounts {
            candidates: count("SELECT count(*) FROM entry WHERE sitting = ?")?,
            seated: count("SELECT count(*) FROM seat WHERE sitting = ?")?,
            printed: count(
                "SELECT count(DISTINCT slip.entry) FROM run JOIN slip ON slip.run = run.number \
                 WHERE run.sitting = ?",
            )?,
        })
    }

    /// How many candidates a sitting has.
    ///
    /// # Errors
    /// The engine.
    pub fn candidates_of(&self, sitting: SittingKey) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM entry WHERE sitting = ?";
        Ok(self.0.prepare_cached(sql)?.query_row([sitting.0], |row| row.get(0))?)
    }

    /// The tally of one sitting.
    ///
    /// # Errors
    /// The engine, or a value that is not what its column says.
    pub fn sitting_tally(&self, sitting: SittingKey) -> Result<SittingTally, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT e.sector, e.city, count(c.photo), \
             sum(e.state = 'registered' AND a.exemption <> 'exempt'), count(*) \
             FROM entry e JOIN application a ON a.id = e.application \
             JOIN candidate c ON c.id = a.candidate WHERE e.sitting = ? GROUP BY e.sector, e.city",
        )?;
        let mut rows = statement.query([sitting.0])?;
        let mut tally = SittingTally::default();
        while let Some(row) = rows.next()? {
            let here: u32 = row.get(4)?;
            let sector = sector(row.get_ref(0)?.as_str().unwrap_or_default())?;
            let city: String = row.get(1)?;
            tally.with_photo += row.get::<_, u32>(2)?;
            tally.ready += row.get::<_, u32>(3)?;
            add(&mut tally.sectors, sector, here);
            add(&mut tally.cities, city, here);
        }
        Ok(tally)
    }
}

fn add<K: PartialEq>(counts: &mut Vec<(K, u32)>, key: K, more: u32) {
    match counts.iter_mut().find(|(known, _)| *known == key) {
        Some((_, count)) => *count += more,
        None => counts.push((key, more)),
    }
}

impl Tx<'_> {
    /// Adds a sitting, or writes it anew where it is there already.
    ///
    /// # Errors
    /// The engine.
    pub fn put_sitting(&self, sitting: &Sitting) -> Result<(), StoreError> {
        let (cities, campaign) = (sitting.cities.join("\n"), sitting.id.campaign());
        self.0.execute(
            "INSERT INTO campaign (name) VALUES (?) ON CONFLICT DO NOTHING",
            [&campaign],
        )?;
        self.0.execute(
            "INSERT INTO sitting (name, campaign, registration_from, registration_to, date, start, \
             minutes, gate_minutes, last_wave_minutes, wave_minutes, waves, fee, cities, exam_code, \
             exam_az, exam_ru, series) VALUES (?, (SELECT id FROM campaign WHERE name = ?), ?, ?, ?, ?, ?, ?, ?, \
             ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET \
             registration_from = excluded.registration_from, registration_to = excluded.registration_to, \
             date = excluded.date, start = excluded.start, minutes = excluded.minutes, \
             gate_minutes = excluded.gate_minutes, last_wave_minutes = excluded.last_wave_minutes, \
             wave_minutes = excluded.wave_minutes, waves = excluded.waves, fee = excluded.fee, \
             cities = excluded.cities, exam_code = excluded.exam_code, exam_az = excluded.exam_az, \
             exam_ru = excluded.exam_ru, series = excluded.series",
            params![
                sitting.id.to_string(),
                campaign,
                sitting.registration_from.to_string(),
                sitting.registration_to.to_string(),
                sitting.date.map(|date| date.to_string()),
                sitting.start.to_string(),
                sitting.minutes,
                sitting.gate_minutes,
                sitting.last_wave_minutes,
                sitting.wave_minutes,
                sitting.waves,
                i64::from(sitting.fee),
                cities,
                sitting.exam_code,
                sitting.exam.az,
                sitting.exam.ru,
                sitting.series,
            ],
        )?;
        Ok(())
    }
}

/// Reads the columns of [`COLUMNS`].
fn read(row: &Row<'_>) -> Result<(SittingKey, Sitting), StoreError> {
    let text = |at: usize| row.get::<_, String>(at);
    let day = |text: String| parse::<NaiveDate>(&text);
    let sitting = Sitting {
        id: parse::<SittingId>(&text(1)?)?,
        registration_from: day(text(2)?)?,
        registration_to: day(text(3)?)?,
        date: row.get::<_, Option<String>>(4)?.map(day).transpose()?,
        start: parse::<NaiveTime>(&text(5)?)?,
        minutes: row.get(6)?,
        gate_minutes: row.get(7)?,
        last_wave_minutes: row.get(8)?,
        wave_minutes: row.get(9)?,
        waves: row.get(10)?,
        fee: row.get::<_, i64>(11)?.try_into().map_err(|fault| wrong(&fault))?,
        cities: text(12)?.lines().map(str::to_owned).collect(),
        exam_code: text(13)?,
        exam: Bilingual { az: text(14)?, ru: text(15)? },
        series: text(16)?,
    };
    Ok((SittingKey(row.get(0)?), sitting))
}

fn parse<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str) -> Result<T, StoreError> {
    text.parse().map_err(|fault| wrong(&fault))
}

fn wrong(fault: &dyn std::fmt::Display) -> StoreError {
    StoreError::Value { table: "sitting", what: fault.to_string() }
}

impl Reader<'_> {
    /// The row id of a campaign, under which its history is kept.
    ///
    /// # Errors
    /// The engine.
    pub fn campaign_id(&self, name: &str) -> Result<Option<i64>, StoreError> {
        let mut statement = self.0.prepare_cached("SELECT id FROM campaign WHERE name = ?")?;
        Ok(statement.query_row([name], |row| row.get(0)).optional()?)
    }

    /// The name of a campaign by its row id.
    ///
    /// # Errors
    /// The engine.
    pub fn campaign_name(&self, id: i64) -> Result<Option<String>, StoreError> {
        let mut statement = self.0.prepare_cached("SELECT name FROM campaign WHERE id = ?")?;
        Ok(statement.query_row([id], |row| row.get(0)).optional()?)
    }
}
