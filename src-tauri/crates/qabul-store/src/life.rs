//! Where applications and entries stand, what is known to judge them by, and the steps they take.

use chrono::NaiveDateTime;
use qabul_core::application::{Choices, ConfirmedBy, Place, WorkNumber};
use qabul_core::campaign::SittingId;
use qabul_core::education::Education;
use qabul_core::eligibility::Exemption;
use qabul_core::journal::{moment, stamp};
use qabul_core::person::Citizenship;
use rusqlite::{OptionalExtension, Row, params};

use crate::account::Claim;
use crate::application::{place, work_number, wrong};
use crate::candidate::text;
use crate::connection::{People, Tx};
use crate::content::{self, keyed};
use crate::error::StoreError;
use crate::sitting::SittingKey;

/// An entry with what it is judged by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// The entry.
    pub entry: i64,
    /// Its application.
    pub application: i64,
    /// Its person.
    pub candidate: i64,
    /// The sitting.
    pub sitting: SittingId,
    /// Work number.
    pub work_number: WorkNumber,
    /// Where both stand.
    pub place: Place,
    /// What became of it step by step.
    pub course: Course,
    /// What was charged, in qəpik.
    pub charged: i64,
    /// What was paid for it, in qəpik.
    pub paid: i64,
    /// Citizenship.
    pub citizenship: Citizenship,
    /// Education.
    pub education: Education,
    /// Choices.
    pub choices: Choices,
    /// Whether a certificate takes the exam's place.
    pub exemption: Exemption,
    /// What the account holds, where there is one.
    pub balance: Option<i64>,
    /// What is due for it, where it was confirmed without money.
    pub claim: Option<Claim>,
    /// Whether the application has no other entry that lives.
    pub alone: bool,
    /// Whether it has a seat.
    pub seated: bool,
    /// Whether its person turned out to be another, who is kept.
    pub merged: bool,
}

/// When and by whom an application took its steps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Course {
    /// When it was filed.
    pub submitted: Option<NaiveDateTime>,
    /// When it was first confirmed.
    pub confirmed: Option<NaiveDateTime>,
    /// Who confirmed it.
    pub confirmed_by: Option<ConfirmedBy>,
    /// Which commission.
    pub commission: Option<String>,
    /// Why it was refused or taken back.
    pub reason: Option<String>,
    /// When this entry was registered.
    pub entered: Option<NaiveDateTime>,
}

/// How many entries of a sitting wait for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueueCounts {
    /// To be confirmed, those that are to be confirmed again among them.
    pub to_confirm: u32,
    /// To be confirmed again.
    pub again: u32,
    /// With a certificate that is being verified.
    pub pending: u32,
    /// Suspended.
    pub suspended: u32,
    /// With something due.
    pub claims: u32,
}

impl People<'_> {
    /// What an entry is judged by.
    ///
    /// # Errors
    /// The engine, or a value that is not what its column says.
    pub fn case(&self, entry: i64) -> Result<Option<CaseRow>, StoreError> {
        let sql = cases("e.id = ?");
        let mut statement = self.0.prepare_cached(&sql)?;
        statement.query_row([entry], |row| Ok(read(row))).optional()?.transpose()
    }

    /// Visits what every entry of a sitting is judged by that waits to be confirmed.
    ///
    /// # Errors
    /// The engine, a value that is not what its column says, what the visit says.
    pub fn cases_to_confirm<E: From<StoreError>>(
        &self,
        sitting: SittingKey,
        mut visit: impl FnMut(CaseRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = cases(&format!("e.sitting = ? AND e.state = 'open' AND {WAITS}"));
        let mut statement = self.0.prepare_cached(&sql).map_err(StoreError::from)?;
        let mut rows = statement.query([sitting.0]).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            visit(read(row)?)?;
        }
        Ok(())
    }

    /// How many of a sitting wait for what.
    ///
    /// # Errors
    /// The engine.
    pub fn queue_counts(&self, sitting: SittingKey) -> Result<QueueCounts, StoreError> {
        let sql = format!(
            "SELECT coalesce(sum(e.state = 'open' AND {WAITS}), 0), \
             coalesce(sum(e.state = 'open' AND a.state = 'to_confirm_again'), 0), \
             coalesce(sum(e.state <> 'withdrawn' AND a.exemption = 'pending'), 0), \
             coalesce(sum(e.state = 'suspended'), 0), \
             coalesce(sum(EXISTS (SELECT 1 FROM claim q WHERE q.entry = e.id)), 0) \
             FROM entry e JOIN application a ON a.id = e.application WHERE e.sitting = ?"
        );
        Ok(self.0.prepare_cached(&sql)?.query_row([sitting.0], |row| {
            Ok(QueueCounts {
                to_confirm: row.get(0)?,
                again: row.get(1)?,
                pending: row.get(2)?,
                suspended: row.get(3)?,
                claims: row.get(4)?,
            })
        })?)
    }
}

/// What keeps an application in the queue of those that are to be confirmed, a draft aside.
pub(crate) const WAITS: &str =
    "(a.state = 'submitted' OR a.state = 'confirmed' OR a.state = 'to_confirm_again')";

fn cases(which: &str) -> String {
    format!(
        "SELECT e.id, a.id, c.id, t.name, a.work_number, a.state, e.state, a.submitted_at, \
             a.confirmed_at, a.confirmed_by, a.commission, a.reason, e.entered_at, e.charged, \
             e.paid, c.citizenship, a.exemption, k.balance, NOT EXISTS (SELECT 1 FROM entry o \
             WHERE o.application = a.id AND o.id <> e.id AND o.state <> 'withdrawn'), \
             EXISTS (SELECT 1 FROM seat s WHERE s.entry = e.id), q.amount, q.due, \
             c.same_as IS NOT NULL, {} \
             FROM entry e JOIN application a ON a.id = e.application \
             JOIN candidate c ON c.id = a.candidate JOIN sitting t ON t.id = e.sitting \
             LEFT JOIN account k ON k.candidate = c.id LEFT JOIN claim q ON q.entry = e.id \
             WHERE {which}",
        content::COLUMNS
    )
}

impl Tx<'_> {
    /// Writes where an entry and its application stand.
    ///
    /// # Errors
    /// The engine.
    pub fn put_course(&self, row: &CaseRow) -> Result<(), StoreError> {
        let Course { submitted, confirmed, confirmed_by, commission, reason, entered } =
            &row.course;
        let at = |moment: &Option<NaiveDateTime>| moment.map(stamp);
        self.0
            .prepare_cached(
                "UPDATE application SET state = ?, submitted_at = ?, confirmed_at = ?, \
                 confirmed_by = ?, commission = ?, reason = ?, exemption = ?, version = version + 1 \
                 WHERE id = ?",
            )?
            .execute(params![
                row.place.application.key(),
                at(submitted),
                at(confirmed),
                confirmed_by.map(ConfirmedBy::key),
                commission,
                reason,
                row.exemption.key(),
                row.application
            ])?;
        self.0
            .prepare_cached(
                "UPDATE entry SET state = ?, entered_at = ?, confirmed_on = ?, charged = ?, paid = ?, \
                 version = version + 1 WHERE id = ?",
            )?
            .execute(params![
                row.place.entry.key(),
                at(entered),
                entered.map(|at| at.date().to_string()),
                row.charged,
                row.paid,
                row.entry
            ])?;
        match row.claim {
            None => {
                self.0.prepare_cached("DELETE FROM claim WHERE entry = ?")?.execute([row.entry])?
            }
            Some(Claim { amount, due }) => self
                .0
                .prepare_cached(
                    "INSERT OR REPLACE INTO claim (entry, amount, due) VALUES (?, ?, ?)",
                )?
                .execute(params![row.entry, amount, due.to_string()])?,
        };
        Ok(())
    }
}

fn at(row: &Row<'_>, column: usize) -> Result<Option<NaiveDateTime>, StoreError> {
    keyed(row, column, moment)
}

fn read(row: &Row<'_>) -> Result<CaseRow, StoreError> {
    let (education, choices) = content::read(row, 23)?;
    Ok(CaseRow {
        entry: row.get(0)?,
        application: row.get(1)?,
        candidate: row.get(2)?,
        sitting: text(row, 3)?.parse().map_err(|_| wrong("sitting"))?,
        work_number: work_number(row.get(4)?)?,
        place: place(row, 5, 6)?,
        course: Course {
            submitted: at(row, 7)?,
            confirmed: at(row, 8)?,
            confirmed_by: keyed(row, 9, ConfirmedBy::of_key)?,
            commission: row.get(10)?,
            reason: row.get(11)?,
            entered: at(row, 12)?,
        },
        charged: row.get(13)?,
        paid: row.get(14)?,
        citizenship: country(row, 15)?,
        exemption: keyed(row, 16, Exemption::of_key)?.unwrap_or_default(),
        balance: row.get(17)?,
        claim: claim(row, 20)?,
        alone: row.get(18)?,
        seated: row.get(19)?,
        merged: row.get(22)?,
        education,
        choices,
    })
}

fn claim(row: &Row<'_>, column: usize) -> Result<Option<Claim>, StoreError> {
    let Some(amount) = row.get(column)? else { return Ok(None) };
    let due = text(row, column + 1)?.parse().map_err(|_| wrong("due"))?;
    Ok(Some(Claim { amount, due }))
}

fn country(row: &Row<'_>, column: usize) -> Result<Citizenship, StoreError> {
    Citizenship::try_from(row.get::<_, String>(column)?).map_err(|_| wrong("country"))
}
