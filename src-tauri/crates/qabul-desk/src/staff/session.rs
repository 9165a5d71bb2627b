//! Signing in and out, and one's own password.

use chrono::{NaiveDateTime, TimeDelta};
use qabul_core::fault::{FieldFault, ValueFault};
use qabul_core::journal::Deed;
use qabul_core::refusal::Refusal;
use qabul_core::staff::{self, AtTheDoor, MayDo, Role, Session, who_may};
use qabul_store::{AnchorWhy, Lock, StaffRow};

use super::{ADMINISTRATOR, password};
use crate::claims;
use crate::desk::{Desk, Done};
use crate::failure::Failure;
use crate::registry;
use crate::views::Nothing;
use crate::views::registry::Status;
use crate::views::staff::{ChangePassword, SignIn, Signed, Unlock, WhoMay};

/// What is compared where there is no such account, so that a guess takes as long as for one that
/// there is.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm9ib2Q$\
                      AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// `session.sign_in`
pub(crate) fn sign_in(desk: &Desk, request: &SignIn) -> Result<Status, Failure> {
    // What cannot be a name is compared all the same, and refused alike.
    let name = staff::account_name(&request.name).unwrap_or_default();
    let lock = desk.peek(|reader| Ok(reader.lock(&name)?))?.filter(|lock| !lock.staff.closed);
    if let Some(lock) = &lock {
        may_try(lock, desk.host().now())?;
    }
    let kept = lock.as_ref().map_or(NOBODY, |lock| &lock.password);
    let right = password::is(&request.password.0, kept);
    match lock {
        Some(lock) if right => enter(desk, session_of(&lock.staff)),
        Some(lock) => Err(refuse(desk, &lock)?.into()),
        None => Err(Refusal::WrongPassword.into()),
    }
}

/// Whether the wait after wrong passwords is over. A clock that was set back does not shorten it, and
/// one that was set back far makes it no longer than it is.
fn may_try(lock: &Lock, now: NaiveDateTime) -> Result<(), Refusal> {
    let wait = i64::from(staff::wait_after(lock.failures));
    let Some(failed_at) = lock.failed_at else { return Ok(()) };
    let left = (failed_at + TimeDelta::seconds(wait) - now).num_seconds().min(wait);
    match u32::try_from(left) {
        Ok(seconds) if seconds > 0 => Err(Refusal::WaitToSignIn { seconds }),
        _ => Ok(()),
    }
}

/// Notes a wrong password, and says how long to wait.
fn refuse(desk: &Desk, lock: &Lock) -> Result<Refusal, Failure> {
    let may = MayDo::at_the_door(AtTheDoor::Knock, &lock.staff.name);
    let failures = lock.failures + 1;
    desk.change(&may, |tx, _| {
        tx.note_try(lock.staff.id, Some(desk.host().now()))?;
        Ok(Done { answer: (), facts: serde_json::json!({ "in_a_row": failures }) })
    })?;
    Ok(match staff::wait_after(failures) {
        0 => Refusal::WrongPassword,
        seconds => Refusal::WaitToSignIn { seconds },
    })
}

/// Lets somebody in, which the journal says.
fn enter(desk: &Desk, session: Session) -> Result<Status, Failure> {
    // With a password of somebody else one signs in, but to nothing else than to change it.
    let door = Session { must_change_password: false, ..session.clone() };
    desk.change(&door.may(Deed::SignIn)?, |tx, _| {
        tx.note_try(session.staff, None)?;
        Ok(Done { answer: (), facts: serde_json::json!({}) })
    })?;
    desk.let_in(Some(session))?;
    claims::settle_soon(desk);
    registry::status(desk, &Nothing {})
}

/// `session.sign_in_sample`: the sample's administrator with every role, for commands and screens that
/// only try things out. A real registry never has this.
pub(crate) fn sign_in_sample(desk: &Desk, _: &Nothing) -> Result<Status, Failure> {
    let (sample, lock) =
        desk.peek(|reader| Ok((reader.registry()?.sample, reader.lock(ADMINISTRATOR)?)))?;
    let lock = lock.filter(|_| sample).ok_or(Refusal::NotSignedIn)?;
    let roles = Role::ALL.into_iter().collect();
    desk.let_in(Some(Session { roles, ..session_of(&lock.staff) }))?;
    registry::status(desk, &Nothing {})
}

fn session_of(staff: &StaffRow) -> Session {
    Session {
        staff: staff.id,
        name: staff.name.clone(),
        person: staff.person.clone(),
        roles: staff.roles.clone(),
        must_change_password: staff.must_change_password,
    }
}

/// `session.sign_out`
pub(crate) fn sign_out(desk: &Desk, _: &Nothing) -> Result<Status, Failure> {
    if let Ok(may) = desk.signed().and_then(|(session, _)| session.may(Deed::SignOut)) {
        desk.write_all_sights()?;
        let nothing = Done { answer: (), facts: serde_json::json!({}) };
        desk.anchored(&may, AnchorWhy::SignOut, |_, _| Ok(nothing))?;
        desk.let_in(None)?;
    }
    registry::status(desk, &Nothing {})
}

/// `session.lock`: what was typed stays where it is, and nobody sees or does anything.
pub(crate) fn lock(desk: &Desk, _: &Nothing) -> Result<Status, Failure> {
    desk.signed()?;
    desk.write_all_sights()?;
    desk.lock(true);
    registry::status(desk, &Nothing {})
}

/// `session.unlock`
pub(crate) fn unlock(desk: &Desk, request: &Unlock) -> Result<Status, Failure> {
    let (session, _) = desk.signed()?;
    let lock = desk.peek(|reader| Ok(reader.lock(&session.name)?))?.ok_or(Refusal::NoStaff)?;
    may_try(&lock, desk.host().now())?;
    if lock.staff.closed || !password::is(&request.password.0, &lock.password) {
        return Err(refuse(desk, &lock)?.into());
    }
    let door = Session { must_change_password: false, ..(*session).clone() };
    desk.change(&door.may(Deed::SignIn)?, |tx, _| {
        tx.note_try(session.staff, None)?;
        Ok(Done { answer: (), facts: serde_json::json!({ "unlocked": true }) })
    })?;
    desk.lock(false);
    registry::status(desk, &Nothing {})
}

/// `session.change_password`
pub(crate) fn change_password(desk: &Desk, request: &ChangePassword) -> Result<Status, Failure> {
    let may = desk.may(Deed::ChangePassword)?;
    let session = desk.session()?;
    let lock = desk.peek(|reader| Ok(reader.lock(&session.name)?))?.ok_or(Refusal::NoStaff)?;
    may_try(&lock, desk.host().now())?;
    if !password::is(&request.old.0, &lock.password) {
        return Err(refuse(desk, &lock)?.into());
    }
    staff::password(&request.new.0, &session.name).map_err(Refusal::from)?;
    if request.new == request.old {
        return Err(Refusal::from(FieldFault::of("password", ValueFault::PasswordSame)).into());
    }
    let kept = password::hashed(&request.new.0, &desk.host().chance())?;
    desk.change(&may, |tx, _| {
        tx.set_password(session.staff, &kept, false, None)?;
        Ok(Done { answer: (), facts: serde_json::json!({}) })
    })?;
    desk.let_in(Some(Session { must_change_password: false, ..(*session).clone() }))?;
    registry::status(desk, &Nothing {})
}

/// Whoever is signed in, as screens see it.
pub(crate) fn signed(desk: &Desk) -> Option<Signed> {
    let (session, locked) = desk.signed().ok()?;
    Some(Signed {
        locked,
        name: session.name.clone(),
        person: session.person.clone(),
        roles: session.roles.iter().copied().collect(),
        must_change_password: session.must_change_password,
        may: Deed::ALL.into_iter().filter(|deed| session.may(*deed).is_ok()).collect(),
        reads_people: session.may_read().is_ok(),
    })
}

/// The roles of every deed.
pub(crate) fn who_may_what() -> Vec<WhoMay> {
    Deed::ALL.into_iter().map(|deed| WhoMay { deed, roles: who_may(deed) }).collect()
}
