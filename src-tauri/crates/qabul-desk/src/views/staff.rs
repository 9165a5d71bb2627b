//! Who signs in, and who may.

use std::fmt;

use qabul_core::journal::Deed;
use qabul_core::staff::Role;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A password on its way to be compared or hashed; no log and no error shows it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(export)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// Signs somebody in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SignIn {
    /// The name of the account.
    pub name: String,
    /// The password.
    pub password: Secret,
}

/// Unlocks the screen for whoever locked it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Unlock {
    /// The password of whoever is signed in.
    pub password: Secret,
}

/// Whoever is signed in, and what the person may.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Signed {
    /// The name of the account.
    pub name: String,
    /// The person's name.
    pub person: String,
    /// What the person was appointed to.
    pub roles: Vec<Role>,
    /// Whether the password must be changed before anything else.
    pub must_change_password: bool,
    /// The deeds the person may do.
    pub may: Vec<Deed>,
    /// Whether the person may read candidates' data.
    pub reads_people: bool,
    /// Whether the screen is locked: nothing is shown or done until the password is given again.
    pub locked: bool,
}

/// The roles that may do a deed, for the reason that a closed act gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct WhoMay {
    /// The deed.
    pub deed: Deed,
    /// The roles.
    pub roles: Vec<Role>,
}

/// An account of the sample, whose password is no secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SampleAccount {
    /// The name of the account.
    pub name: String,
    /// The person's name.
    pub person: String,
    /// Its role.
    pub role: Role,
    /// Its password.
    pub password: Secret,
}

/// The first account of a registry that has none.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FirstAdministrator {
    /// The name of the account.
    pub name: String,
    /// The person's name.
    pub person: String,
    /// The person's FİN.
    pub fin: String,
    /// The password.
    pub password: Secret,
}

/// Somebody changes his own password.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ChangePassword {
    /// The password as it is.
    pub old: Secret,
    /// As it shall be.
    pub new: Secret,
}

/// An account, as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StaffLine {
    /// Its id.
    #[ts(type = "number")]
    pub id: i64,
    /// Grows with every change; sent back when it is saved.
    #[ts(type = "number")]
    pub version: i64,
    /// The name to sign in with.
    pub name: String,
    /// The person's name.
    pub person: String,
    /// The person's FİN.
    pub fin: String,
    /// What the person was appointed to.
    pub roles: Vec<Role>,
    /// Whether the password must be changed at the next sign-in.
    pub must_change_password: bool,
    /// Whether nobody signs in with it any more.
    pub closed: bool,
}

/// Every account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StaffList {
    /// Those in use first, by name.
    pub staff: Vec<StaffLine>,
}

/// Makes an account.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AddStaff {
    /// The name to sign in with; it stays for good.
    pub name: String,
    /// The person's name.
    pub person: String,
    /// The person's FİN; it stays for good.
    pub fin: String,
    /// What the person is appointed to.
    pub roles: Vec<Role>,
    /// The first password, which its owner changes at the first sign-in.
    pub password: Secret,
}

/// Changes an account.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ChangeStaff {
    /// Which.
    #[ts(type = "number")]
    pub id: i64,
    /// The version that was looked at.
    #[ts(type = "number")]
    pub version: i64,
    /// The person's name.
    pub person: String,
    /// What the person is appointed to.
    pub roles: Vec<Role>,
    /// Whether nobody signs in with it any more.
    pub closed: bool,
}

/// Gives an account another password.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ResetPassword {
    /// Which.
    #[ts(type = "number")]
    pub id: i64,
    /// The password, which its owner changes at the next sign-in.
    pub password: Secret,
}
