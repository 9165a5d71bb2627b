//! What a row of a list means for the state of an entry and for the account of its person.

use qabul_core::account::{Held, Listed, Settled, settle};
use qabul_core::application::{Application, EntryState, State};
use qabul_core::eligibility::Exemption;
use qabul_core::money::Qepik;
use qabul_store::KnownRow;

/// Where an application stands after a row of a list, and what becomes of its money.
#[derive(Debug, Clone)]
pub(super) struct Listing {
    pub(super) application: State,
    pub(super) settled: Settled,
}

/// Settles a row with what is known. What was withdrawn, refused, or is to be confirmed again, a list
/// changes only by a confirmation of another day.
pub(super) fn stand(row: &Application, known: Option<&KnownRow>, fee: Qepik) -> Listing {
    let application = known.and_then(|known| known.application.as_ref());
    let entry = known.and_then(|known| known.entry.as_ref());
    let state = application.map(|it| it.state);
    let held_back = matches!(
        state,
        Some(State::ToConfirmAgain | State::Withdrawn | State::Rejected | State::Draft)
    ) || entry.is_some_and(|it| it.state == EntryState::Withdrawn);
    let anew =
        row.confirmed.is_some() && entry.is_none_or(|entry| entry.confirmed != row.confirmed);
    let fixed = entry.filter(|_| held_back && !anew).map(|entry| entry.state);
    let held = Held {
        balance: amount(known.and_then(|known| known.balance)),
        charged: amount(entry.map(|it| it.charged)),
        paid: amount(entry.map(|it| it.paid)),
        fixed,
    };
    let listed = Listed {
        paid: row.paid,
        confirmed: row.confirmed.is_some(),
        free: application.is_some_and(|it| it.exemption != Exemption::None),
        fee,
    };
    let application = match (state, row.confirmed.is_some()) {
        (Some(state), _) if fixed.is_some() => state,
        (_, true) => State::Confirmed,
        // Another sitting's entry may still stand on the confirmation.
        (Some(state), false) if entry.is_none() => state,
        (_, false) => State::Submitted,
    };
    Listing { application, settled: settle(&held, &listed) }
}

/// Amounts of the registry are never below zero.
fn amount(kept: Option<i64>) -> Qepik {
    kept.and_then(|kept| kept.try_into().ok()).unwrap_or(Qepik::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;
    use qabul_core::application::{Choices, Sector, Standing};
    use qabul_core::education::Education;

    #[test]
    fn a_new_row_is_registered_suspended_or_open() {
        let money = |qepik: i64| Qepik::try_from(qepik).unwrap();
        for (paid, confirmed, application, entry) in [
            (6000, true, State::Confirmed, EntryState::Registered),
            (5999, true, State::Confirmed, EntryState::Suspended),
            (6000, false, State::Submitted, EntryState::Open),
        ] {
            let row = Application {
                work_number: None,
                city: "Bakı".into(),
                sector: Sector::Azerbaijani,
                education: Education::of(Standing::Student, "".into()),
                choices: Choices::default(),
                paid: money(paid),
                confirmed: confirmed.then(chrono::NaiveDate::default),
            };
            let stand = stand(&row, None, money(6000));
            assert_eq!((stand.application, stand.settled.entry), (application, entry), "{paid}");
        }
    }
}
