//! What wants two people.

use qabul_core::journal::Deed;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Proposes that a key be revoked.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProposeRevocation {
    /// The key.
    #[ts(type = "number")]
    pub key: i64,
    /// From when on nothing counts that it signed, `2026-06-15T16:40`.
    pub from: String,
    /// Why.
    pub reason: String,
}

/// Proposes that what the journal holds of records of a kind be erased.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProposeErasure {
    /// The kind of record: `entry`, or `question` for what was searched for.
    pub kind: String,
    /// What was done before this day is erased, `2026-06-15`.
    pub before: String,
    /// The number and date of the order that asks for it.
    pub reason: String,
}

/// Decides what somebody else proposed.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Decide {
    /// The proposal.
    #[ts(type = "number")]
    pub id: i64,
    /// Whether it is done; otherwise it is declined.
    pub agree: bool,
}

/// Proposals that wait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Proposals {
    /// The oldest first.
    pub proposals: Vec<ProposalLine>,
}

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProposalLine {
    /// Its id.
    #[ts(type = "number")]
    pub id: i64,
    /// What shall be done.
    pub deed: Deed,
    /// What it concerns: a key's number, or a kind of record.
    pub about: String,
    /// From or up to when.
    pub moment: String,
    /// Why.
    pub reason: String,
    /// Who proposed it.
    pub by: String,
    /// When.
    pub at: String,
    /// Whether whoever is signed in proposed it, and so does not decide.
    pub own: bool,
    /// Whether the proposer's password had been given by somebody else within the week before.
    pub marked: bool,
}
