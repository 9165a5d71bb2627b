//! Tables `staff` and `staff_role`: who may sign in, and as what.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use qabul_core::staff::Role;
use rusqlite::{OptionalExtension, Row, params};

use crate::connection::{Reader, Tx};
use crate::error::StoreError;

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffRow {
    /// Its id.
    pub id: i64,
    /// The name to sign in with; it never changes.
    pub name: String,
    /// The person's name.
    pub person: String,
    /// The person's FİN: one account a person.
    pub fin: String,
    /// What the person was appointed to.
    pub roles: BTreeSet<Role>,
    /// Whether somebody else gave the password, so that it must be changed at the next sign-in.
    pub must_change_password: bool,
    /// Whether nobody signs in with it any more.
    pub closed: bool,
    /// Grows with every change.
    pub version: i64,
}

/// What a sign-in is held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    /// The account.
    pub staff: StaffRow,
    /// Its password, hashed, as a PHC string.
    pub password: String,
    /// Wrong passwords in a row.
    pub failures: u32,
    /// When the last of them was.
    pub failed_at: Option<NaiveDateTime>,
}

/// A new account.
#[derive(Debug, Clone, Copy)]
pub struct NewStaff<'a> {
    /// The name to sign in with.
    pub name: &'a str,
    /// The person's name.
    pub person: &'a str,
    /// The person's FİN.
    pub fin: &'a str,
    /// The hashed password, a PHC string.
    pub password: &'a str,
    /// Whether it must be changed at the first sign-in.
    pub must_change_password: bool,
    /// What the person was appointed to.
    pub roles: &'a BTreeSet<Role>,
}

const COLUMNS: &str = "id, name, person, fin, must_change_password, closed, version, password, \
                       failures, failed_at";

impl Reader<'_> {
    /// Every account, by name.
    ///
    /// # Errors
    /// The engine, or a role of an unknown name.
    pub fn staff(&self) -> Result<Vec<StaffRow>, StoreError> {
        let mut statement =
            self.0.prepare_cached(&format!("SELECT {COLUMNS} FROM staff ORDER BY closed, name"))?;
        let locks = statement.query_map([], lock)?.collect::<Result<Vec<_>, _>>()?;
        locks.into_iter().map(|lock| Ok(self.with_roles(lock)?.staff)).collect()
    }

    /// Whether there is any account.
    ///
    /// # Errors
    /// The engine.
    pub fn has_staff(&self) -> Result<bool, StoreError> {
        Ok(self.0.prepare_cached("SELECT 1 FROM staff LIMIT 1")?.exists([])?)
    }

    /// The account of a name.
    ///
    /// # Errors
    /// As [`Reader::staff`].
    pub fn lock(&self, name: &str) -> Result<Option<Lock>, StoreError> {
        let mut statement =
            self.0.prepare_cached(&format!("SELECT {COLUMNS} FROM staff WHERE name = ?"))?;
        let found = statement.query_row([name], lock).optional()?;
        found.map(|lock| self.with_roles(lock)).transpose()
    }

    fn with_roles(&self, mut lock: Lock) -> Result<Lock, StoreError> {
        let mut statement = self.0.prepare_cached("SELECT role FROM staff_role WHERE staff = ?")?;
        let mut rows = statement.query([lock.staff.id])?;
        while let Some(row) = rows.next()? {
            let key: String = row.get(0)?;
            let unknown = || StoreError::Value { table: "staff_role", what: key.clone() };
            lock.staff.roles.insert(Role::of_key(&key).ok_or_else(unknown)?);
        }
        Ok(lock)
    }
}

/// Reads [`COLUMNS`]; the roles stand in a table of their own.
fn lock(row: &Row<'_>) -> rusqlite::Result<Lock> {
    let staff = StaffRow {
        id: row.get(0)?,
        name: row.get(1)?,
        person: row.get(2)?,
        fin: row.get(3)?,
        must_change_password: row.get(4)?,
        closed: row.get(5)?,
        version: row.get(6)?,
        roles: BTreeSet::new(),
    };
    let failed_at: Option<String> = row.get(9)?;
    Ok(Lock {
        staff,
        password: row.get(7)?,
        failures: row.get(8)?,
        failed_at: failed_at.and_then(|at| NaiveDateTime::parse_from_str(&at, MOMENT).ok()),
    })
}

/// How a moment is kept that is only counted from.
const MOMENT: &str = "%Y-%m-%dT%H:%M:%S";

impl Tx<'_> {
    /// Adds an account; its id.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] for a name or FİN that has one already, or roles that
    /// exclude each other.
    pub fn add_staff(&self, new: &NewStaff<'_>) -> Result<i64, StoreError> {
        self.0.execute(
            "INSERT INTO staff (name, person, fin, password, must_change_password) \
             VALUES (?, ?, ?, ?, ?)",
            params![new.name, new.person, new.fin, new.password, new.must_change_password],
        )?;
        let id = self.0.last_insert_rowid();
        self.give_roles(id, new.roles)?;
        Ok(id)
    }

    /// Writes an account's person, roles and whether it is closed.
    ///
    /// # Errors
    /// The engine; [`StoreError::Constraint`] for roles that exclude each other and for the last
    /// administrator.
    pub fn change_staff(&self, changed: &StaffRow) -> Result<(), StoreError> {
        self.give_roles(changed.id, &changed.roles)?;
        self.0.execute(
            "UPDATE staff SET person = ?, closed = ?, version = version + 1 WHERE id = ?",
            params![changed.person, changed.closed, changed.id],
        )?;
        Ok(())
    }

    fn give_roles(&self, staff: i64, roles: &BTreeSet<Role>) -> Result<(), StoreError> {
        // Taken before given: an administrator who becomes a verifier is never both.
        for role in Role::ALL.iter().filter(|role| !roles.contains(role)) {
            let sql = "DELETE FROM staff_role WHERE staff = ? AND role = ?";
            self.0.execute(sql, params![staff, role.key()])?;
        }
        for role in roles {
            let sql = "INSERT INTO staff_role (staff, role) VALUES (?, ?) ON CONFLICT DO NOTHING";
            self.0.execute(sql, params![staff, role.key()])?;
        }
        Ok(())
    }

    /// Gives an account another password; `by_other` says that its owner must change it, and
    /// `marked_until` until when its acts in two pairs of eyes are marked.
    ///
    /// # Errors
    /// The engine.
    pub fn set_password(
        &self,
        staff: i64,
        password: &str,
        by_other: bool,
        marked_until: Option<NaiveDateTime>,
    ) -> Result<(), StoreError> {
        let marked = marked_until.map(|at| at.format(MOMENT).to_string());
        self.0.execute(
            "UPDATE staff SET password = ?, must_change_password = ?, failures = 0, \
             failed_at = NULL, marked_until = coalesce(?, marked_until), version = version + 1 \
             WHERE id = ?",
            params![password, by_other, marked, staff],
        )?;
        Ok(())
    }

    /// Notes a wrong password, or with `None` that the right one was given.
    ///
    /// # Errors
    /// The engine.
    pub fn note_try(&self, staff: i64, failed_at: Option<NaiveDateTime>) -> Result<(), StoreError> {
        let at = failed_at.map(|at| at.format(MOMENT).to_string());
        self.0.execute(
            "UPDATE staff SET failures = iif(?1 IS NULL, 0, failures + 1), failed_at = ?1 \
             WHERE id = ?2",
            params![at, staff],
        )?;
        Ok(())
    }
}
