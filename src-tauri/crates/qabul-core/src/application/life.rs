//! The life of an application: the states of it and of its entries, and the one table of steps.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::journal::Deed;

/// Where an application stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ApplicationState")]
pub enum State {
    /// Begun, not filed.
    Draft,
    /// Filed, waits to be confirmed.
    Submitted,
    /// Confirmed, by the candidate or by a Document Acceptance Commission.
    Confirmed,
    /// Was confirmed, and then changed in what was judged.
    ToConfirmAgain,
    /// Taken back.
    Withdrawn,
    /// Refused, with a reason.
    Rejected,
}

/// Where an entry to a sitting stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EntryState {
    /// Waits for confirmation.
    Open,
    /// Registered: may be seated.
    Registered,
    /// Confirmed, and the fee is not covered: no seat, no slip.
    Suspended,
    /// Taken back, or refused with the application.
    Withdrawn,
}

/// What may be done to an entry and its application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The draft is filed.
    Submit,
    /// The application is confirmed, which registers the entry.
    Confirm,
    /// The application is refused.
    Reject,
    /// The entry is taken back; the application goes with its last one.
    Withdraw,
    /// What was refused or taken back is filed again.
    Reopen,
}

/// Who confirmed an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConfirmedBy {
    /// The candidate, in the Personal Cabinet.
    Candidate,
    /// A Document Acceptance Commission.
    Commission,
}

/// An application and one of its entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    /// The application.
    pub application: State,
    /// The entry.
    pub entry: EntryState,
}

/// Both in one word, as lists show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Stand {
    /// Begun, not filed.
    Draft,
    /// Waits to be confirmed.
    ToConfirm,
    /// Was changed after confirmation, and waits to be confirmed again.
    ToConfirmAgain,
    /// The application is confirmed, and the entry is not registered yet: a later stage or attempt.
    ToRegister,
    /// Confirmed, and so registered.
    Registered,
    /// Confirmed, and the fee is not covered.
    Suspended,
    /// Taken back.
    Withdrawn,
    /// Refused.
    Rejected,
}

macro_rules! keys {
    ($($kind:ident { $($value:ident = $key:literal),* })*) => {
        $(impl $kind {
            /// Every one.
            pub const ALL: &[Self] = &[$(Self::$value),*];

            /// The key it is stored under.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self { $(Self::$value => $key),* }
            }

            /// The one of a stored key.
            #[must_use]
            pub fn of_key(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$value),)* _ => None }
            }
        })*
    };
}

keys! {
    State {
        Draft = "draft", Submitted = "submitted", Confirmed = "confirmed",
        ToConfirmAgain = "to_confirm_again", Withdrawn = "withdrawn", Rejected = "rejected"
    }
    EntryState {
        Open = "open", Registered = "registered", Suspended = "suspended", Withdrawn = "withdrawn"
    }
    Step {
        Submit = "submit", Confirm = "confirm", Reject = "reject", Withdraw = "withdraw",
        Reopen = "reopen"
    }
    ConfirmedBy { Candidate = "candidate", Commission = "commission" }
    Stand {
        Draft = "draft", ToConfirm = "to_confirm", ToConfirmAgain = "to_confirm_again",
        ToRegister = "to_register", Registered = "registered", Suspended = "suspended",
        Withdrawn = "withdrawn", Rejected = "rejected"
    }
}

impl Step {
    /// The deed that takes it.
    #[must_use]
    pub fn deed(self) -> Deed {
        match self {
            Self::Submit => Deed::SubmitApplications,
            Self::Confirm => Deed::ConfirmApplications,
            Self::Reject => Deed::RejectApplications,
            Self::Withdraw => Deed::WithdrawApplications,
            Self::Reopen => Deed::ReopenApplications,
        }
    }

    /// Whether it wants a reason that is kept and sent.
    #[must_use]
    pub fn wants_reason(self) -> bool {
        matches!(self, Self::Reject | Self::Withdraw)
    }
}

impl Place {
    /// Both in one word.
    #[must_use]
    pub fn stand(self) -> Stand {
        match (self.application, self.entry) {
            (State::Rejected, _) => Stand::Rejected,
            (_, EntryState::Withdrawn) => Stand::Withdrawn,
            (_, EntryState::Suspended) => Stand::Suspended,
            (_, EntryState::Registered) => Stand::Registered,
            (State::Draft, EntryState::Open) => Stand::Draft,
            (State::ToConfirmAgain, EntryState::Open) => Stand::ToConfirmAgain,
            (State::Confirmed, EntryState::Open) => Stand::ToRegister,
            (_, EntryState::Open) => Stand::ToConfirm,
        }
    }

    /// What a step makes of it; nothing where the step is closed. `alone` says that the application has no
    /// other entry that lives.
    ///
    /// Source: `residency-2026-attempt-2`: confirmed means registered; who filed for attempt 1 registers
    /// for attempt 2 on the same application.
    #[must_use]
    pub fn after(self, step: Step, alone: bool) -> Option<Self> {
        use EntryState as E;
        use State as A;
        let Self { application, entry } = self;
        let (application, entry) = match (step, application, entry) {
            (Step::Submit, A::Draft, E::Open) => (A::Submitted, E::Open),
            (
                Step::Confirm,
                A::Submitted | A::ToConfirmAgain | A::Confirmed,
                E::Open | E::Suspended,
            ) => (A::Confirmed, E::Registered),
            (Step::Reject, A::Submitted | A::ToConfirmAgain, E::Open | E::Suspended) => {
                (A::Rejected, E::Withdrawn)
            }
            (Step::Withdraw, live, E::Open | E::Registered | E::Suspended) => {
                (if alone { A::Withdrawn } else { live }, E::Withdrawn)
            }
            (Step::Reopen, A::Withdrawn | A::Rejected, E::Withdrawn) => (A::Submitted, E::Open),
            (Step::Reopen, live, E::Withdrawn) => (live, E::Open),
            _ => return None,
        };
        Some(Self { application, entry })
    }

    /// What a confirmation makes of it that is of the application alone: the entry waits for the window of
    /// its own sitting.
    ///
    /// Source: `residency-2026-attempt-2`: who holds a pass confirms the application between 25 May and
    /// 4 June to sit Stage II.
    #[must_use]
    pub fn application_confirmed(self) -> Self {
        Self { application: State::Confirmed, entry: self.entry }
    }

    /// What becomes of it when something changes that was judged: what was confirmed is to be confirmed
    /// again, and is not registered until then.
    #[must_use]
    pub fn edited(self) -> Self {
        let Self { application, entry } = self;
        let application = match application {
            State::Confirmed => State::ToConfirmAgain,
            other => other,
        };
        let entry = match (application, entry) {
            (State::ToConfirmAgain, EntryState::Registered) => EntryState::Open,
            (_, other) => other,
        };
        Self { application, entry }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(application: State, entry: EntryState) -> Place {
        Place { application, entry }
    }

    #[test]
    fn the_whole_table() {
        use EntryState as E;
        use State as A;
        for (from, step, to) in [
            ((A::Draft, E::Open), Step::Submit, Some((A::Submitted, E::Open))),
            ((A::Draft, E::Open), Step::Confirm, None),
            ((A::Draft, E::Open), Step::Withdraw, Some((A::Withdrawn, E::Withdrawn))),
            ((A::Submitted, E::Open), Step::Submit, None),
            ((A::Submitted, E::Open), Step::Confirm, Some((A::Confirmed, E::Registered))),
            ((A::Submitted, E::Open), Step::Reject, Some((A::Rejected, E::Withdrawn))),
            ((A::Confirmed, E::Open), Step::Confirm, Some((A::Confirmed, E::Registered))),
            ((A::Confirmed, E::Suspended), Step::Confirm, Some((A::Confirmed, E::Registered))),
            ((A::Confirmed, E::Registered), Step::Confirm, None),
            ((A::Confirmed, E::Registered), Step::Reject, None),
            ((A::Confirmed, E::Registered), Step::Withdraw, Some((A::Withdrawn, E::Withdrawn))),
            ((A::ToConfirmAgain, E::Open), Step::Confirm, Some((A::Confirmed, E::Registered))),
            ((A::ToConfirmAgain, E::Open), Step::Reject, Some((A::Rejected, E::Withdrawn))),
            ((A::Withdrawn, E::Withdrawn), Step::Withdraw, None),
            ((A::Withdrawn, E::Withdrawn), Step::Confirm, None),
            ((A::Withdrawn, E::Withdrawn), Step::Reopen, Some((A::Submitted, E::Open))),
            ((A::Rejected, E::Withdrawn), Step::Reopen, Some((A::Submitted, E::Open))),
            ((A::Confirmed, E::Withdrawn), Step::Reopen, Some((A::Confirmed, E::Open))),
        ] {
            let to = to.map(|(application, entry)| place(application, entry));
            assert_eq!(place(from.0, from.1).after(step, true), to, "{from:?} {step:?}");
        }
    }

    #[test]
    fn an_application_stays_while_another_entry_lives() {
        let both = place(State::Confirmed, EntryState::Registered);
        let left = both.after(Step::Withdraw, false);
        assert_eq!(left, Some(place(State::Confirmed, EntryState::Withdrawn)));
    }

    #[test]
    fn an_edit_of_what_was_judged_asks_for_confirmation_again() {
        let edited = place(State::Confirmed, EntryState::Registered).edited();
        assert_eq!(edited, place(State::ToConfirmAgain, EntryState::Open));
        let waiting = place(State::Submitted, EntryState::Open);
        assert_eq!(waiting.edited(), waiting);
    }

    #[test]
    fn a_registered_entry_stands_so_and_every_place_has_a_word() {
        for (from, stand) in [
            ((State::Confirmed, EntryState::Registered), Stand::Registered),
            ((State::Confirmed, EntryState::Open), Stand::ToRegister),
            ((State::ToConfirmAgain, EntryState::Open), Stand::ToConfirmAgain),
            ((State::ToConfirmAgain, EntryState::Withdrawn), Stand::Withdrawn),
            ((State::Rejected, EntryState::Withdrawn), Stand::Rejected),
            ((State::Draft, EntryState::Open), Stand::Draft),
        ] {
            assert_eq!(place(from.0, from.1).stand(), stand, "{from:?}");
        }
    }

    #[test]
    fn keys_read_back() {
        for &state in State::ALL {
            assert_eq!(State::of_key(state.key()), Some(state));
        }
        for &state in EntryState::ALL {
            assert_eq!(EntryState::of_key(state.key()), Some(state));
        }
        for &step in Step::ALL {
            assert_eq!(Step::of_key(step.key()), Some(step));
        }
        for &stand in Stand::ALL {
            assert_eq!(Stand::of_key(stand.key()), Some(stand));
        }
        for &by in ConfirmedBy::ALL {
            assert_eq!(ConfirmedBy::of_key(by.key()), Some(by));
        }
        assert_eq!(State::of_key("lost"), None);
    }
}
