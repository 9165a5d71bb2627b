//! Accounts: the first administrator, the sample's, and those an administrator keeps.

mod password;
pub(crate) mod session;

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use qabul_core::fault::{Faults, FieldFault, ValueFault};
use qabul_core::journal::Deed;
use qabul_core::person::{Citizenship, Fin};
use qabul_core::refusal::Refusal;
use qabul_core::staff::{self, AtTheDoor, LONGEST_NAME, MayDo, Role};
use qabul_store::{Member, NewStaff, OpenAct, StaffRow, StoreError, Tx};
use serde_json::json;

use crate::desk::{Desk, Done};
use crate::failure::Failure;
use crate::record::refuse_stale;
use crate::views::Nothing;
use crate::views::registry::Status;
use crate::views::staff::{
    AddStaff, ChangeStaff, FirstAdministrator, ResetPassword, SampleAccount, Secret, SignIn,
    StaffLine, StaffList,
};

/// For how many days acts in two pairs of eyes are marked after an administrator gave a password.
const MARKED_DAYS: i64 = 7;

/// The account of the sample's administrator.
pub(crate) const ADMINISTRATOR: &str = "inzibatci";

/// The sample's accounts: one a role, and of nobody.
const SAMPLE: [(&str, &str, Role); 9] = [
    ("qeydiyyat", "Nümunəvi Leyla", Role::Registrar),
    ("yoxlayan", "Nümunəvi Kamran", Role::Verifier),
    ("tesdiq", "Nümunəvi Səbinə", Role::Approver),
    ("yerlesdirme", "Nümunəvi Elçin", Role::SeatingOfficer),
    ("cap", "Nümunəvi Günel", Role::Printer),
    ("qapi", "Nümunəvi Rəşad", Role::Door),
    ("netice", "Nümunəvi Aygün", Role::ResultsOfficer),
    (ADMINISTRATOR, "Nümunəvi Tural", Role::Administrator),
    ("audit", "Nümunəvi Nigar", Role::Auditor),
];

/// The password of every account of the sample, which its sign-in screen shows.
const SAMPLE_PASSWORD: &str = "numune";

/// The sample's accounts, as its sign-in screen shows them.
pub(crate) fn sample_accounts() -> Vec<SampleAccount> {
    let account = |(name, person, role): (&str, &str, Role)| SampleAccount {
        name: name.to_owned(),
        person: person.to_owned(),
        role,
        password: Secret(SAMPLE_PASSWORD.to_owned()),
    };
    SAMPLE.map(account).to_vec()
}

/// Puts the sample's accounts into the sample that is being founded.
pub(crate) fn found_sample(tx: &Tx<'_>) -> Result<(), Failure> {
    // One salt for all: the password is on the screen.
    let password = password::hashed(SAMPLE_PASSWORD, &[0; 32])?;
    for (number, (name, person, role)) in (1..).zip(SAMPLE) {
        tx.add_staff(&NewStaff {
            name,
            person,
            fin: &format!("NMN000{number}"),
            password: &password,
            must_change_password: false,
            roles: &[role].into(),
        })?;
    }
    Ok(())
}

/// Gives its accounts to a sample that was founded before there were any.
pub(crate) fn complete_sample(desk: &Desk) -> Result<(), Failure> {
    if desk.peek(|reader| Ok(reader.has_staff()?))? {
        return Ok(());
    }
    let may = MayDo::at_the_door(AtTheDoor::FirstAdministrator, ADMINISTRATOR);
    desk.change(&may, |tx, _| {
        found_sample(tx)?;
        Ok(Done { answer: (), facts: json!({ "accounts": SAMPLE.len() }) })
    })
}

/// What is typed of an account and its person, lifted.
struct Typed {
    name: String,
    person: String,
    fin: Fin,
    roles: BTreeSet<Role>,
}

/// Lifts a new account, with every fault at once.
fn lifted(
    (name, person, fin): (&str, &str, &str),
    roles: &[Role],
    password: &Secret,
) -> Result<Typed, Refusal> {
    let mut faults = Faults::default();
    let person = faults.take(person_name(person));
    let fin = Fin::parse(fin, Citizenship::AZERBAIJAN);
    let fin = faults.take(fin.map_err(|fault| FieldFault::of("fin", fault)));
    let name = faults.take(staff::account_name(name));
    let password = faults.take(staff::password(&password.0, name.as_deref().unwrap_or_default()));
    let roles = faults.take(staff::roles(roles));
    match (name, person, fin, roles, password) {
        (Some(name), Some(person), Some(fin), Some(roles), Some(())) => {
            Ok(Typed { name, person, fin, roles })
        }
        _ => Err(faults.noted()),
    }
}

fn person_name(typed: &str) -> Result<String, FieldFault> {
    let person = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match person.chars().count() {
        0 => Err(FieldFault::of("person", ValueFault::Missing)),
        length if length > LONGEST_NAME => {
            Err(FieldFault::of("person", ValueFault::TooLong { longest: LONGEST_NAME }))
        }
        _ => match qabul_core::text::visible(&person) {
            Ok(()) => Ok(person),
            Err(fault) => Err(FieldFault::of("person", fault)),
        },
    }
}

/// `staff.first`: the first account of a registry that has none, an administrator's, who is let in at
/// once.
pub(crate) fn first(desk: &Desk, request: &FirstAdministrator) -> Result<Status, Failure> {
    if desk.peek(|reader| Ok(reader.has_staff()?))? {
        return Err(Refusal::StaffThere.into());
    }
    let typed = (&*request.name, &*request.person, &*request.fin);
    let Typed { name, person, fin, roles } =
        lifted(typed, &[Role::Administrator], &request.password)?;
    let kept = password::hashed(&request.password.0, &desk.host().chance())?;
    let may = MayDo::at_the_door(AtTheDoor::FirstAdministrator, &name);
    desk.change(&may, |tx, act| {
        // Somebody else may have been first since.
        if tx.has_staff()? {
            return Err(Refusal::StaffThere.into());
        }
        let new = NewStaff {
            name: &name,
            person: &person,
            fin: fin.as_str(),
            password: &kept,
            must_change_password: false,
            roles: &roles,
        };
        let id = tx.add_staff(&new)?;
        act.member(&member(None, &added(id, &new)))?;
        Ok(Done { answer: (), facts: json!({ "first": true }) })
    })?;
    session::sign_in(desk, &SignIn { name, password: request.password.clone() })
}

/// `staff.list`
pub(crate) fn list(desk: &Desk, _: &Nothing) -> Result<StaffList, Failure> {
    let session = desk.session()?;
    let may = [Role::Administrator, Role::Auditor];
    if !may.iter().any(|role| session.roles.contains(role)) {
        return Err(Refusal::NotForYou { roles: may.to_vec() }.into());
    }
    let staff = desk.read(|reader| Ok(reader.staff()?))?;
    Ok(StaffList { staff: staff.into_iter().map(line).collect() })
}

fn line(row: StaffRow) -> StaffLine {
    StaffLine {
        id: row.id,
        version: row.version,
        name: row.name,
        person: row.person,
        fin: row.fin,
        roles: row.roles.into_iter().collect(),
        must_change_password: row.must_change_password,
        closed: row.closed,
    }
}

/// `staff.add`
pub(crate) fn add(desk: &Desk, request: &AddStaff) -> Result<StaffLine, Failure> {
    let may = desk.may(Deed::SaveStaff)?;
    let typed = (&*request.name, &*request.person, &*request.fin);
    let Typed { name, person, fin, roles } = lifted(typed, &request.roles, &request.password)?;
    let password = &password::hashed(&request.password.0, &desk.host().chance())?;
    desk.change(&may, |tx, act| {
        let there = tx.staff()?;
        let taken = [
            ("account", there.iter().any(|row| row.name == name)),
            ("fin", there.iter().any(|row| row.fin == fin.as_str())),
        ];
        let fault = |(field, _): (&str, bool)| FieldFault::of(field, ValueFault::Taken);
        let faults: Vec<_> = taken.into_iter().filter(|(_, taken)| *taken).map(fault).collect();
        if !faults.is_empty() {
            return Err(Refusal::Invalid { faults }.into());
        }
        let (name, person, fin, roles) = (&*name, &*person, fin.as_str(), &roles);
        let new = NewStaff { name, person, fin, password, must_change_password: true, roles };
        let row = added(tx.add_staff(&new)?, &new);
        act.member(&member(None, &row))?;
        Ok(Done { answer: line(row), facts: json!({}) })
    })
}

fn added(id: i64, new: &NewStaff<'_>) -> StaffRow {
    StaffRow {
        id,
        name: new.name.to_owned(),
        person: new.person.to_owned(),
        fin: new.fin.to_owned(),
        roles: new.roles.clone(),
        must_change_password: new.must_change_password,
        closed: false,
        version: 1,
    }
}

/// `staff.change`
pub(crate) fn change(desk: &Desk, request: &ChangeStaff) -> Result<StaffLine, Failure> {
    let may = desk.may(Deed::SaveStaff)?;
    let mut faults = Faults::default();
    let person = faults.take(person_name(&request.person));
    let roles = faults.take(staff::roles(&request.roles));
    let (Some(person), Some(roles)) = (person, roles) else { return Err(faults.noted().into()) };
    desk.change(&may, |tx, act| {
        let before = found(tx, request.id)?;
        let versions = (request.version, before.version);
        refuse_stale(tx, ("staff", before.id), versions, &stated(&before))?;
        let after = StaffRow { person, roles, closed: request.closed, ..before.clone() };
        Ok(Done { answer: line(saved(tx, act, &before, after)?), facts: json!({}) })
    })
}

/// Writes what an account became, and that it did.
fn saved(
    tx: &Tx<'_>,
    act: &mut OpenAct<'_>,
    before: &StaffRow,
    after: StaffRow,
) -> Result<StaffRow, Failure> {
    tx.change_staff(&after).map_err(|error| match error {
        StoreError::Constraint(_) => Failure::from(Refusal::LastAdministrator),
        other => other.into(),
    })?;
    act.member(&member(Some(before), &after))?;
    Ok(StaffRow { version: before.version + 1, ..after })
}

/// An account is again what it was, by the fields of [`stated`]; one that was new is closed, for an
/// account that the journal names is never gone.
pub(crate) fn take_back(
    tx: &Tx<'_>,
    act: &mut OpenAct<'_>,
    id: i64,
    was: &BTreeMap<String, String>,
) -> Result<(), Failure> {
    let now = found(tx, id)?;
    let after = match (was.get("person"), was.get("roles"), was.get("closed")) {
        (Some(person), Some(roles), Some(closed)) => StaffRow {
            person: person.clone(),
            roles: roles.split(' ').filter_map(Role::of_key).collect(),
            closed: closed == "true",
            ..now.clone()
        },
        _ => StaffRow { closed: true, ..now.clone() },
    };
    saved(tx, act, &now, after)?;
    Ok(())
}

fn found(tx: &Tx<'_>, id: i64) -> Result<StaffRow, Failure> {
    let row = tx.staff()?.into_iter().find(|row| row.id == id);
    row.ok_or_else(|| Refusal::NoStaff.into())
}

/// `staff.reset_password`
pub(crate) fn reset_password(desk: &Desk, request: &ResetPassword) -> Result<StaffLine, Failure> {
    let may = desk.may(Deed::ResetPassword)?;
    let row = desk.read(|reader| Ok(reader.staff()?))?;
    let row = row.into_iter().find(|row| row.id == request.id).ok_or(Refusal::NoStaff)?;
    staff::password(&request.password.0, &row.name).map_err(Refusal::from)?;
    let kept = password::hashed(&request.password.0, &desk.host().chance())?;
    desk.change(&may, |tx, act| {
        let until = desk.host().now() + TimeDelta::days(MARKED_DAYS);
        tx.set_password(request.id, &kept, true, Some(until))?;
        let after = found(tx, request.id)?;
        let marked = json!({ "password": "given", "marked_until": until.date().to_string() });
        let after_text = Some(marked.to_string());
        let member = Member { kind: "staff", record: row.id, before: None, after: after_text };
        act.member(&member)?;
        Ok(Done { answer: line(after), facts: json!({}) })
    })
}

/// What an act did to an account; of passwords it says nothing.
fn member(before: Option<&StaffRow>, after: &StaffRow) -> Member {
    let before = before.map(|row| stated(row).to_string());
    Member { kind: "staff", record: after.id, before, after: Some(stated(after).to_string()) }
}

fn stated(row: &StaffRow) -> serde_json::Value {
    let roles: Vec<&str> = row.roles.iter().map(|role| role.key()).collect();
    json!({
        "account": row.name, "person": row.person, "fin": row.fin,
        "roles": roles.join(" "), "closed": row.closed.to_string(),
    })
}
