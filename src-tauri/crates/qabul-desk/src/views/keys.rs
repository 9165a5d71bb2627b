//! Keys of workstations.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::staff::Secret;

/// Where the private half of a key lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum KeyPlace {
    /// In the sample itself; it is worth nothing.
    Sample,
    /// In the key store of the system.
    KeyStore,
    /// In a file under a passphrase.
    File,
    /// It is gone.
    Nowhere,
}

/// Every key of the registry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Keys {
    /// The newest first.
    pub keys: Vec<KeyLine>,
    /// The name of this workstation.
    pub station: String,
    /// Whether this workstation has a key to sign with.
    pub has_key: bool,
    /// Whether its passphrase has yet to be given.
    pub locked: bool,
    /// Whether the system has a key store that answers: then no passphrase is asked.
    pub key_store: bool,
}

/// A key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct KeyLine {
    /// Its id.
    #[ts(type = "number")]
    pub id: i64,
    /// The eight digits by which codes name it.
    pub number: String,
    /// The workstation's name.
    pub station: String,
    /// Whether this workstation signs with it now.
    pub here: bool,
    /// Where the private half lies.
    pub kept: KeyPlace,
    /// Who admitted it.
    pub admitted_by: String,
    /// From when on it signs.
    pub valid_from: String,
    /// Until when it signed.
    pub valid_to: Option<String>,
    /// From when on nothing it signed counts.
    pub revoked_from: Option<String>,
}

/// Gives this workstation a new key.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AddKey {
    /// Under which the private half lies, where the system has no key store.
    pub passphrase: Option<Secret>,
}

/// Unlocks the key of this workstation.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct UnlockKey {
    /// Its passphrase; none where it lies in the key store of the system.
    pub passphrase: Option<Secret>,
}

/// One key.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct KeyRequest {
    /// Which.
    #[ts(type = "number")]
    pub id: i64,
}
