//! The account of a Personal Cabinet: a ledger in qəpik that always sums and never goes below zero.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::application::EntryState;
use crate::money::Qepik;

/// What moved money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MovementKind {
    /// Paid in.
    Deposit,
    /// Taken for an entry, in one with its confirmation.
    Charge,
    /// Given back to the account.
    Refund,
    /// Set right, with a reason.
    Correction,
}

impl MovementKind {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Deposit, Self::Charge, Self::Refund, Self::Correction];

    /// The key it is stored under.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Deposit => "deposit",
            Self::Charge => "charge",
            Self::Refund => "refund",
            Self::Correction => "correction",
        }
    }

    /// What takes such a movement back: the ledger keeps both.
    #[must_use]
    pub fn reverse(self) -> Self {
        match self {
            Self::Charge => Self::Refund,
            Self::Refund => Self::Charge,
            Self::Deposit | Self::Correction => Self::Correction,
        }
    }
}

/// A movement before it is posted: its kind and its amount in qəpik, below zero where it takes away.
pub type Move = (MovementKind, i64);

/// What an account and an entry hold before a list says something new of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// What the account holds.
    pub balance: Qepik,
    /// What was charged for the entry.
    pub charged: Qepik,
    /// What lists said was paid for it.
    pub paid: Qepik,
    /// Where the entry stands, where that is not for a list to change: it was withdrawn, or is to be
    /// confirmed again.
    pub fixed: Option<EntryState>,
}

impl Held {
    /// Of somebody who is new.
    pub const NOTHING: Self =
        Self { balance: Qepik::ZERO, charged: Qepik::ZERO, paid: Qepik::ZERO, fixed: None };
}

/// What a portal's list says of an entry's money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// What was paid for it.
    pub paid: Qepik,
    /// Whether it is confirmed.
    pub confirmed: bool,
    /// Whether a certificate frees it from the fee, for now or for good.
    pub free: bool,
    /// What it costs.
    pub fee: Qepik,
}

/// What becomes of an entry's money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// Where the entry stands.
    pub entry: EntryState,
    /// What is charged for it.
    pub charged: Qepik,
    /// What is posted, in this order.
    pub moves: Vec<Move>,
}

/// Settles what a list says with what is held.
///
/// Of what was paid anew only that is posted which the account does not hold already: a payment that the
/// bank's file brought is not counted twice when the portal's list names it. What a list takes away is
/// taken from what is left. A charge is posted only with a confirmation that it covers; a confirmed entry
/// that is not covered is suspended.
#[must_use]
pub fn settle(held: &Held, listed: &Listed) -> Settled {
    let [balance, mut charged, was] = [held.balance, held.charged, held.paid].map(i64::from);
    let [paid, fee] = [listed.paid, listed.fee].map(i64::from);
    let mut free = balance;
    let mut moves = Vec::with_capacity(2);
    let mut post = |free: &mut i64, kind, amount: i64| {
        if amount != 0 {
            *free += amount;
            moves.push((kind, amount));
        }
    };
    if held.fixed.is_none() && charged > 0 && (!listed.confirmed || paid < charged.min(was)) {
        post(&mut free, MovementKind::Refund, charged);
        charged = 0;
    }
    if paid < was {
        let gone = free.min(was - paid);
        post(&mut free, MovementKind::Correction, -gone);
    } else {
        // What the account holds beyond what lists brought for this entry came from elsewhere.
        let elsewhere = free - (was - charged).max(0);
        let more = paid - was - elsewhere.max(0);
        let more = more.max(0);
        post(&mut free, MovementKind::Deposit, more);
    }
    let entry = match (held.fixed, listed.confirmed) {
        (Some(fixed), _) => fixed,
        (_, false) => EntryState::Open,
        (_, true) if charged > 0 || listed.free || fee == 0 => EntryState::Registered,
        (_, true) if free < fee => EntryState::Suspended,
        (_, true) => {
            post(&mut free, MovementKind::Charge, -fee);
            charged = fee;
            EntryState::Registered
        }
    };
    let charged = Qepik::try_from(charged).unwrap_or(Qepik::ZERO);
    Settled { entry, charged, moves }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(qepik: i64) -> Qepik {
        qepik.try_into().unwrap()
    }

    fn held(balance: i64, charged: i64, paid: i64, fixed: Option<EntryState>) -> Held {
        Held { balance: money(balance), charged: money(charged), paid: money(paid), fixed }
    }

    fn listed(paid: i64, confirmed: bool) -> Listed {
        Listed { paid: money(paid), confirmed, free: false, fee: money(6000) }
    }

    #[test]
    fn what_a_list_says_is_settled_with_what_is_held() {
        use EntryState::{Open, Registered, Suspended, Withdrawn};
        use MovementKind::{Charge, Correction, Deposit, Refund};
        let none = Held::NOTHING;
        for (held, listed, entry, charged, moves) in [
            (none, listed(6000, true), Registered, 6000, vec![(Deposit, 6000), (Charge, -6000)]),
            (none, listed(5999, true), Suspended, 0, vec![(Deposit, 5999)]),
            (none, listed(6000, false), Open, 0, vec![(Deposit, 6000)]),
            (none, listed(0, false), Open, 0, vec![]),
            // The missing qəpik comes.
            (
                held(5999, 0, 5999, None),
                listed(6000, true),
                Registered,
                6000,
                vec![(Deposit, 1), (Charge, -6000)],
            ),
            // The bank's file brought it before the portal's list did.
            (held(6000, 0, 0, None), listed(6000, true), Registered, 6000, vec![(Charge, -6000)]),
            (held(0, 6000, 6000, None), listed(6000, true), Registered, 6000, vec![]),
            (held(0, 6000, 6000, None), listed(6000, false), Open, 0, vec![(Refund, 6000)]),
            (
                held(0, 6000, 6000, None),
                listed(0, true),
                Suspended,
                0,
                vec![(Refund, 6000), (Correction, -6000)],
            ),
            (
                held(0, 0, 0, Some(Withdrawn)),
                listed(6000, true),
                Withdrawn,
                0,
                vec![(Deposit, 6000)],
            ),
        ] {
            let settled = settle(&held, &listed);
            assert_eq!(settled, Settled { entry, charged: money(charged), moves }, "{held:?}");
        }
    }

    #[test]
    fn whatever_a_list_says_the_ledger_sums_and_stays_above_zero() {
        let states = proptest::option::of(proptest::sample::select(EntryState::ALL));
        proptest::proptest!(|(balance in 0i64..20_000, charge: bool, was in 0i64..13_000,
            paid in 0i64..13_000, confirmed: bool, free: bool, state in states)| {
            let charged = if charge { 6000 } else { 0 };
            let held = held(balance, charged, was, state);
            let listed = Listed { free, ..listed(paid, confirmed) };
            let settled = settle(&held, &listed);
            let mut left = balance;
            for (kind, amount) in &settled.moves {
                left += amount;
                proptest::prop_assert!(left >= 0, "{settled:?}");
                let takes = matches!(kind, MovementKind::Charge);
                proptest::prop_assert!(*kind == MovementKind::Correction || takes == (*amount < 0));
            }
            // A charge comes with a confirmation only, and nothing is charged that was not posted.
            let posted: i64 = settled.moves.iter().filter(|(kind, _)| matches!(kind,
                MovementKind::Charge | MovementKind::Refund)).map(|(_, amount)| -amount).sum();
            proptest::prop_assert_eq!(i64::from(settled.charged), charged + posted);
            proptest::prop_assert!(confirmed || settled.charged == Qepik::ZERO || state.is_some());
            let again = settle(&Held { balance: money(left), charged: settled.charged,
                paid: money(paid), fixed: state }, &listed);
            proptest::prop_assert_eq!(again.moves, vec![], "the same list again moves nothing");
        });
    }
}
