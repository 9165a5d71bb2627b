//! What screens ask and learn of the payments of a bank's list.

use qabul_core::fault::Finding;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::files::FileHandle;

/// Takes a bank's list of payments.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ImportPayments {
    /// The list.
    pub file: FileHandle,
    /// Only say what it would do.
    pub dry_run: bool,
}

/// What a list of payments does, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaymentsRead {
    /// Rows.
    pub rows: u32,
    /// Posted to accounts.
    pub posted: u32,
    /// What was posted comes to, in qəpik.
    #[ts(type = "number")]
    pub amount: i64,
    /// Put into the queue.
    pub waiting: u32,
    /// There already: the same payment is not posted twice.
    pub known: u32,
    /// Whether it was written; never where a row is refused.
    pub written: bool,
    /// What is wrong with rows.
    pub findings: Vec<Finding>,
}

/// Why a payment waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Waits {
    /// Nobody is meant.
    Nobody,
    /// Several may be meant.
    Several,
    /// Who is meant has no Personal Cabinet.
    NoAccount,
    /// The same list has the same payment once more.
    Twice,
}

/// A payment that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaymentLine {
    /// Its number.
    #[ts(type = "number")]
    pub id: i64,
    /// The day, ISO.
    pub day: String,
    /// In qəpik.
    #[ts(type = "number")]
    pub amount: i64,
    /// What the payer wrote.
    pub reference: String,
    /// Who paid.
    pub payer: String,
    /// Why it waits.
    pub why: Waits,
}

/// Payments that wait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaymentQueue {
    /// The oldest first, at most five hundred.
    pub payments: Vec<PaymentLine>,
    /// How many there are.
    pub total: u32,
}

/// Decides a payment: posts it to an account, or gives it back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DecidePayment {
    /// The payment.
    #[ts(type = "number")]
    pub payment: i64,
    /// Whose account: a work number or a FİN; nothing to give it back.
    pub to: Option<String>,
    /// Why it is given back.
    pub reason: Option<String>,
}
