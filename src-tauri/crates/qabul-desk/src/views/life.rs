//! Steps of applications, many at once, and what is done to an account.

use qabul_core::account::MovementKind;
use qabul_core::application::{ConfirmedBy, Step};
use qabul_core::refusal::Refusal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::applications::Selection;

/// Takes a step with every application of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TakeStep {
    /// Which applications.
    pub selection: Selection,
    /// The step.
    pub step: Step,
    /// Why: of a refusal, of taking back, and of a confirmation that a person decided.
    #[serde(default)]
    pub reason: Option<String>,
    /// Who confirms; nothing for other steps.
    #[serde(default)]
    pub by: Option<ConfirmedBy>,
    /// Which Document Acceptance Commission, where one confirms.
    #[serde(default)]
    pub commission: Option<String>,
}

/// What became of a step: all that could be done is one act.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StepsTaken {
    /// Done.
    pub done: u32,
    /// Left, for the step is closed to what stands so.
    pub skipped: u32,
    /// Refused by a rule.
    pub failed: u32,
    /// Who was left or refused, with why; at most two hundred.
    pub left: Vec<LeftOut>,
}

/// An application that a step was not taken with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LeftOut {
    /// Its id.
    #[ts(type = "number")]
    pub id: i64,
    /// Work number with check digit.
    pub work_number: String,
    /// `Surname Given Patronymic`.
    pub name: String,
    /// Why.
    pub why: Refusal,
}

/// Opens the Personal Cabinet of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OpenAccount {
    /// An application of the person.
    #[ts(type = "number")]
    pub id: i64,
    /// Its number in the portal.
    #[serde(default)]
    pub portal: Option<String>,
}

/// Posts a movement to the account of a person: a deposit, or a correction with a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PostMovement {
    /// An application of the person.
    #[ts(type = "number")]
    pub id: i64,
    /// A deposit or a correction; charges and refunds come with steps alone.
    pub kind: MovementKind,
    /// How much, in manat, as typed: `60`, `59,99`; a correction that takes away begins with a minus.
    pub amount: String,
    /// The bank's reference.
    #[serde(default)]
    pub reference: Option<String>,
    /// Why, of a correction.
    #[serde(default)]
    pub reason: Option<String>,
}
