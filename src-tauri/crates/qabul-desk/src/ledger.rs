//! The ledger of accounts: what takes back what an act moved.

use chrono::NaiveDate;
use qabul_core::refusal::Refusal;
use qabul_store::{NewMovement, OpenAct, Tx};

use crate::failure::Failure;

/// Why a movement was reversed that an act had posted which was taken back.
const UNDO: &str = "undo";

/// Reverses what an act moved for an entry in the account of its person, the last movement first; the ledger
/// keeps both.
pub(crate) fn reverse(
    tx: &Tx<'_>,
    open: &OpenAct<'_>,
    entry: i64,
    of: i64,
    day: NaiveDate,
) -> Result<(), Failure> {
    let Some(case) = tx.case(entry)? else { return Ok(()) };
    let candidate = case.candidate;
    let all = tx.movements(candidate)?;
    let posted = all.iter().filter(|it| it.act == of && it.entry.is_none_or(|of| of == entry));
    let mut balance = case.balance.unwrap_or_default();
    for movement in posted.rev() {
        balance -= movement.amount;
        if balance < 0 {
            let missing = (-balance).try_into().unwrap_or_default();
            return Err(Refusal::MoneySpent { missing }.into());
        }
        let kind = movement.kind.reverse();
        let (act, amount, entry) = (open.id(), -movement.amount, movement.entry);
        let (reference, reason) = (None, Some(UNDO));
        tx.post(&NewMovement { candidate, act, kind, amount, entry, day, reference, reason })?;
    }
    Ok(())
}
