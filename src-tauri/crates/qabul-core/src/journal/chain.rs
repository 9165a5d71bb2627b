//! Chains of digests: one a workstation, each act holding the digest of the one before it.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;

/// How a moment is written.
const STAMP: &str = "%Y-%m-%dT%H:%M:%S+04:00";

/// A moment as it is stored: local wall time with the offset of Azerbaijan, which has had no
/// summer time since 2016 (`2026-06-15T10:12:03+04:00`).
#[must_use]
pub fn stamp(at: chrono::NaiveDateTime) -> String {
    at.format(STAMP).to_string()
}

/// The moment of a [`stamp`]; nothing where the text is none.
#[must_use]
pub fn moment(stamp: &str) -> Option<chrono::NaiveDateTime> {
    chrono::NaiveDateTime::parse_from_str(stamp, STAMP).ok()
}

/// A SHA-256 digest.
pub type Link = [u8; 32];

/// Adds up the member rows of one act in their order; the act's row holds the sum, so that no
/// member can be changed, added or taken away unseen.
#[derive(Default)]
pub struct MemberDigest(Sha256);

impl MemberDigest {
    /// Takes one member: the kind and id of the record and what it was before (JSON or nothing).
    pub fn add(&mut self, kind: &str, record: i64, before: Option<&str>, after: Option<&str>) {
        for part in [kind.as_bytes(), &record.to_be_bytes()] {
            self.0.update((part.len() as u64).to_be_bytes());
            self.0.update(part);
        }
        for part in [before, after] {
            match part {
                None => self.0.update(u64::MAX.to_be_bytes()),
                Some(text) => {
                    self.0.update((text.len() as u64).to_be_bytes());
                    self.0.update(text);
                }
            }
        }
    }

    /// The sum.
    #[must_use]
    pub fn sum(self) -> Link {
        self.0.finalize().into()
    }
}

/// The digest of one journal row, which chains it to the row before.
#[must_use]
pub fn link(
    before: &Link,
    number: i64,
    at: &str,
    by: &str,
    deed: &str,
    facts: &str,
    members: &Link,
) -> Link {
    let mut hasher = Sha256::new();
    hasher.update(before);
    hasher.update(number.to_be_bytes());
    for part in [at, by, deed, facts] {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    hasher.update(members);
    hasher.finalize().into()
}

/// A workstation, as the machine itself knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Station {
    /// Sixteen bytes that no other workstation has.
    pub token: [u8; 16],
    /// Its name on the network, for people.
    pub name: String,
}

impl Station {
    /// What its chain begins with, so that no chain can be taken for another's.
    #[must_use]
    pub fn genesis(&self) -> Link {
        let mut hasher = Sha256::new();
        hasher.update(b"qabul/chain/1\n");
        hasher.update(self.token);
        hasher.finalize().into()
    }
}

/// The last act of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The workstation by its number in the registry.
    pub station: i64,
    /// The number of the act in its chain, from 1.
    pub number: i64,
    /// The digest of the act.
    pub digest: Link,
}

/// Where a chain does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Break {
    /// The workstation by its number in the registry.
    #[ts(type = "number")]
    pub station: i64,
    /// The number of the act in its chain.
    #[ts(type = "number")]
    pub act: i64,
    /// What is wrong there.
    pub broken: Broken,
}

/// What is wrong with an act of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Broken {
    /// The act is not there although a later one is.
    Missing,
    /// What it did to records was changed, added or taken away.
    Members,
    /// The act itself was changed, or one before it.
    Digest,
    /// It is not there, but what it did to records is.
    Orphan,
    /// It was anchored with another digest: the chain was written anew.
    Rewritten,
    /// It was anchored, and the chain ends before it: its tail was cut.
    Cut,
    /// The signature of its anchor does not hold.
    Signature,
}

impl Broken {
    /// Its key.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Members => "members",
            Self::Digest => "digest",
            Self::Orphan => "orphan",
            Self::Rewritten => "rewritten",
            Self::Cut => "cut",
            Self::Signature => "signature",
        }
    }
}
