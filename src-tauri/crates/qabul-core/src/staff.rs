//! Staff: roles, what each may do, and the proof that a right was checked.
//!
//! A proof has no other maker than a [`Session`] that was asked. What writes or reads candidates'
//! data wants one in its signature, so that nobody can forget to ask.

mod proof;
mod role;

use std::collections::BTreeSet;

use crate::fault::{FieldFault, ValueFault};
use crate::journal::Deed;
use crate::refusal::Refusal;

pub use proof::{AtTheDoor, MayDo, MayRead};
pub use role::Role;

/// Roles that are given together, or the two that exclude each other.
///
/// # Errors
/// A fault of `roles`: two that exclude each other, or none at all.
pub fn roles(given: &[Role]) -> Result<BTreeSet<Role>, FieldFault> {
    let roles: BTreeSet<Role> = given.iter().copied().collect();
    for &role in &roles {
        if let Some(&other) = role.excludes().iter().find(|other| roles.contains(other)) {
            return Err(FieldFault::of("roles", ValueFault::RolesExclude { role, other }));
        }
    }
    if roles.is_empty() {
        return Err(FieldFault::of("roles", ValueFault::Missing));
    }
    Ok(roles)
}

/// The fewest characters of a password.
pub const SHORTEST_PASSWORD: usize = 10;
/// The most; longer ones would only keep the machine busy.
pub const LONGEST_PASSWORD: usize = 200;
/// The longest name to sign in with, and of a person, in characters.
pub const LONGEST_NAME: usize = 60;

/// A name to sign in with: small letters of ASCII, digits, dot and hyphen, beginning with a letter, so
/// that it is typed alike under every keyboard and on every command line.
///
/// # Errors
/// A fault of `account`.
pub fn account_name(typed: &str) -> Result<String, FieldFault> {
    let name = typed.trim().to_ascii_lowercase();
    let known = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
    if name.is_empty() {
        return Err(FieldFault::of("account", ValueFault::Missing));
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(FieldFault::of("account", ValueFault::TooLong { longest: LONGEST_NAME }));
    }
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) || !name.chars().all(known) {
        return Err(FieldFault::of("account", ValueFault::AccountName));
    }
    Ok(name)
}

/// Whether a password may be taken. What it is made of is its owner's matter; how long it is is not.
///
/// # Errors
/// A fault of `password`.
pub fn password(typed: &str, name: &str) -> Result<(), FieldFault> {
    let invalid = |fault| Err(FieldFault::of("password", fault));
    match typed.chars().count() {
        ..SHORTEST_PASSWORD => invalid(ValueFault::PasswordShort { shortest: SHORTEST_PASSWORD }),
        length if length > LONGEST_PASSWORD => {
            invalid(ValueFault::TooLong { longest: LONGEST_PASSWORD })
        }
        _ if name.len() > 3 && typed.to_ascii_lowercase().contains(name) => {
            invalid(ValueFault::PasswordIsName)
        }
        _ => Ok(()),
    }
}

/// How long nobody may try again after so many wrong passwords in a row, in seconds: nothing for the
/// first three, then twice as long each time, up to a quarter of an hour.
#[must_use]
pub fn wait_after(failures: u32) -> u32 {
    match failures {
        ..3 => 0,
        _ => 2u32.saturating_pow(failures - 2).min(900),
    }
}

/// Whoever signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The account's id in the registry.
    pub staff: i64,
    /// The account's name, which the journal repeats.
    pub name: String,
    /// The person's name.
    pub person: String,
    /// What the person was appointed to.
    pub roles: BTreeSet<Role>,
    /// Whether the password was given by somebody else and must be changed before anything else.
    pub must_change_password: bool,
}

impl Session {
    /// The proof that a deed may be done.
    ///
    /// # Errors
    /// [`Refusal::PasswordMustChange`]; [`Refusal::NotAllowed`] with the roles that may.
    pub fn may(&self, deed: Deed) -> Result<MayDo, Refusal> {
        if self.must_change_password && !matches!(deed, Deed::SignOut | Deed::ChangePassword) {
            return Err(Refusal::PasswordMustChange);
        }
        if self.roles.iter().any(|role| role.may(deed)) {
            return Ok(MayDo::checked(deed, &self.name));
        }
        Err(Refusal::NotAllowed { deed, roles: who_may(deed) })
    }

    /// The proof that candidates' data may be read.
    ///
    /// # Errors
    /// [`Refusal::PasswordMustChange`]; [`Refusal::NotForYou`] with the roles that may.
    pub fn may_read(&self) -> Result<MayRead, Refusal> {
        if self.must_change_password {
            return Err(Refusal::PasswordMustChange);
        }
        if self.roles.iter().any(|role| role.reads_people()) {
            return Ok(MayRead::checked());
        }
        let roles = Role::ALL.into_iter().filter(|role| role.reads_people()).collect();
        Err(Refusal::NotForYou { roles })
    }
}

/// The roles that may read the journal.
#[must_use]
pub fn who_reads_the_journal() -> Vec<Role> {
    Role::ALL.into_iter().filter(|role| role.reads_journal()).collect()
}

/// The roles that may do a deed.
#[must_use]
pub fn who_may(deed: Deed) -> Vec<Role> {
    Role::ALL.into_iter().filter(|role| role.may(deed)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(roles: &[Role], must_change_password: bool) -> Session {
        Session {
            staff: 1,
            name: "leyla".to_owned(),
            person: "Leyla Quliyeva".to_owned(),
            roles: roles.iter().copied().collect(),
            must_change_password,
        }
    }

    #[test]
    fn every_role_may_what_its_desk_needs_and_nothing_else() {
        use Deed::*;
        let deeds = [
            ImportApplications,
            ImportHalls,
            SaveHall,
            DrawSeats,
            PrintSlips,
            PrintCover,
            ExportApplications,
            SaveStaff,
            ResetPassword,
            ChangeSettings,
            SetUpBackup,
            Rehearse,
            Restore,
            SaveCampaign,
            ConfirmApplications,
        ];
        for (role, allowed, reads) in [
            (
                Role::Registrar,
                &[ImportApplications, ExportApplications, SaveCampaign, ConfirmApplications][..],
                true,
            ),
            (Role::Verifier, &[], true),
            (Role::Approver, &[], true),
            (Role::SeatingOfficer, &[ImportHalls, SaveHall, DrawSeats, ExportApplications], true),
            (Role::Printer, &[PrintSlips, PrintCover], true),
            (Role::Door, &[], false),
            (Role::ResultsOfficer, &[ExportApplications], true),
            (
                Role::Administrator,
                &[
                    SaveStaff,
                    ResetPassword,
                    ChangeSettings,
                    SetUpBackup,
                    Rehearse,
                    Restore,
                    SaveCampaign,
                ],
                false,
            ),
            (Role::Auditor, &[PrintCover, ExportApplications, Rehearse], true),
        ] {
            let session = session(&[role], false);
            let found: Vec<Deed> =
                deeds.into_iter().filter(|deed| session.may(*deed).is_ok()).collect();
            assert_eq!(found, allowed, "{role:?}");
            assert_eq!(session.may_read().is_ok(), reads, "{role:?}");
            let unseen = session.may(Backup).unwrap().reads_unseen();
            assert!(unseen.is_none(), "everybody backs up, and reads nothing by it");
        }
    }

    #[test]
    fn a_refusal_names_who_may() {
        let refused = session(&[Role::Printer], false).may(Deed::DrawSeats).unwrap_err();
        let roles = vec![Role::SeatingOfficer];
        assert_eq!(refused, Refusal::NotAllowed { deed: Deed::DrawSeats, roles });
    }

    #[test]
    fn with_a_password_of_somebody_else_nothing_is_done_but_to_change_it() {
        let new = session(&Role::ALL, true);
        assert_eq!(new.may(Deed::PrintSlips).unwrap_err(), Refusal::PasswordMustChange);
        assert_eq!(new.may_read().unwrap_err(), Refusal::PasswordMustChange);
        assert!(new.may(Deed::ChangePassword).is_ok() && new.may(Deed::SignOut).is_ok());
    }

    #[test]
    fn who_keeps_the_accounts_is_neither_pair_of_eyes() {
        assert!(roles(&[Role::Registrar, Role::Verifier, Role::Approver]).is_ok());
        for other in [Role::Verifier, Role::Approver, Role::ResultsOfficer] {
            let fault = roles(&[other, Role::Administrator]).unwrap_err().fault;
            assert_eq!(fault, ValueFault::RolesExclude { role: Role::Administrator, other });
        }
        assert_eq!(roles(&[]).unwrap_err().fault, ValueFault::Missing);
    }

    #[test]
    fn names_and_passwords() {
        assert_eq!(account_name(" Leyla.Quliyeva ").unwrap(), "leyla.quliyeva");
        for bad in ["", "1a", "ləman", "a b", "-a", &"a".repeat(61)] {
            assert!(account_name(bad).is_err(), "{bad}");
        }
        for (typed, good) in [
            ("qısa", false),
            ("dəniz qıraqda", true),
            ("Leyla1234567", false),
            (&*"a".repeat(201), false),
        ] {
            assert_eq!(password(typed, "leyla").is_ok(), good, "{typed}");
        }
    }

    #[test]
    fn wrong_passwords_slow_down() {
        let waits: Vec<u32> = [0, 1, 2, 3, 4, 5, 10, 12, 4_000_000].map(wait_after).to_vec();
        assert_eq!(waits, [0, 0, 0, 2, 4, 8, 256, 900, 900]);
    }
}
