//! Making one of two, as one act, and parting them again.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use qabul_core::account::MovementKind;
use qabul_core::application::Step;
use qabul_core::fault::{FieldFault, ValueFault};
use qabul_core::journal::Deed;
use qabul_core::person::Candidate;
use qabul_core::refusal::{Merging, Refusal};
use qabul_core::result::PastResult;
use qabul_core::text::{Order, fold};
use qabul_store::{HeldRow, NameKeys, NewMovement, OpenAct, Tx};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{One, entries, fate, fields, reach, two};
use crate::desk::{Desk, Done};
use crate::failure::{Breakage, Failure};
use crate::life::{self, Fields, differing, said};
use crate::views::same::{Fate, MergePeople, Merged};
use crate::{claims, results};

/// `people.merge`
pub(crate) fn merge(desk: &Desk, request: &MergePeople) -> Result<Merged, Failure> {
    let (may, now) = (desk.may(Deed::MergePeople)?, desk.host().now());
    let reason = said(Some(&request.reason))
        .ok_or_else(|| Refusal::from(FieldFault::of("reason", ValueFault::Missing)))?;
    let merged = desk.change(&may, |tx, act| {
        let (kept, other) = two(tx, request.kept, request.other)?;
        let order = desk.order();
        let merging = Merge { tx, kept, other, reason, now, order };
        let entries = entries(tx, (kept, other))?;
        if tx.last_touch(&entries)? != request.seen {
            return Err(Merging::PeopleChanged.into());
        }
        let Plan { given, closes, moved } = merging.plan()?;
        let mut before = entries
            .iter()
            .map(|entry| Ok((*entry, merging.fields(*entry)?)))
            .collect::<Result<BTreeMap<_, _>, Failure>>()?;
        let mut withdrawn = 0_u32;
        for entry in closes.iter().flat_map(|held| &held.entries) {
            if let Some(seat) = merging.close(act, *entry)? {
                before.entry(*entry).or_default().extend(seat);
                withdrawn += 1;
            }
        }
        let steps = merging.join(act, (given, request.identity_of_other))?;
        for entry in entries {
            merging.judge_again(entry, &before[&entry])?;
            let mut after = merging.fields(entry)?;
            after.insert("same", merging.beside(entry)?);
            after.insert("why", reason.to_owned());
            act.member(&differing(entry, &before.remove(&entry).unwrap_or_default(), &after))?;
        }
        let person = tx.person(kept.candidate)?.ok_or(Refusal::NoApplication)?;
        let newest = tx.find_fin(person.candidate.fin.as_str())?.ok_or(Refusal::NoApplication)?;
        let facts = json!({ "withdrawn": withdrawn, "moved": moved, "steps": steps });
        let work_number = newest.work_number.checked();
        Ok(Done { answer: Merged { id: newest.entry, work_number, withdrawn, moved }, facts })
    })?;
    claims::settle_soon(desk);
    Ok(merged)
}

/// What becomes of the applications of two.
struct Plan {
    /// Those that change hands: the application, and who gets it.
    given: Vec<(i64, i64)>,
    /// Those that are taken back, for there is one application to a campaign.
    closes: Vec<HeldRow>,
    /// How many come to the one who is kept.
    moved: u32,
}

/// What parting undoes, besides what the history of the entries holds.
#[derive(Debug, Serialize, Deserialize)]
struct Steps {
    kept: i64,
    other: i64,
    /// The applications that changed hands, each with whose it was.
    given: Vec<(i64, i64)>,
    /// Whoever had been merged into the other before.
    followed: Vec<i64>,
    /// Whether the Personal Cabinet of the other became that of the one who is kept.
    account: bool,
    /// Whether they had been told apart.
    apart: bool,
    /// Those from whom the one who is kept is told apart because the other was.
    carried: Vec<i64>,
    /// Whether they changed names, FİN and documents.
    identity: bool,
}

struct Merge<'a> {
    tx: &'a Tx<'a>,
    kept: One,
    other: One,
    reason: &'a str,
    now: NaiveDateTime,
    order: &'a Order,
}

impl Merge<'_> {
    fn plan(&self) -> Result<Plan, Failure> {
        let (tx, kept, other) = (self.tx, self.kept.candidate, self.other.candidate);
        let mine = tx.applications_of(kept)?;
        let mut plan = Plan { given: Vec::new(), closes: Vec::new(), moved: 0 };
        for theirs in tx.applications_of(other)? {
            let beside = mine.iter().find(|it| it.campaign == theirs.campaign);
            let own = reach(tx, &theirs)?;
            let reached = beside.map(|it| reach(tx, it)).transpose()?;
            if fate(false, own, reached) == Fate::Moves {
                plan.moved += 1;
                plan.given.push((theirs.id, kept));
                plan.given.extend(beside.map(|it| (it.id, other)));
                plan.closes.extend(beside.cloned());
            } else {
                plan.closes.push(theirs);
            }
        }
        Ok(plan)
    }

    /// An entry as its history holds it, with what belongs to its person at the one by which that person
    /// was named.
    fn fields(&self, entry: i64) -> Result<Fields, Failure> {
        let mut fields = fields(self.tx, entry)?;
        let named = [self.kept, self.other].into_iter().find(|one| one.entry == entry);
        if let Some(One { candidate, .. }) = named {
            let balance = self.tx.account(candidate)?.map(|account| account.balance.to_string());
            fields.extend(balance.map(|balance| ("balance", balance)));
            fields.extend(results::fields(&self.tx.results(candidate)?));
        }
        Ok(fields)
    }

    /// Whoever was judged as the citizen of another country is confirmed again.
    fn judge_again(&self, entry: i64, before: &Fields) -> Result<(), Failure> {
        let mut row = self.tx.case(entry)?.ok_or(Refusal::NoApplication)?;
        let judged = before.get("citizenship").map(String::as_str);
        if judged != Some(row.citizenship.code()) {
            row.place = row.place.edited();
            self.tx.put_course(&row)?;
        }
        Ok(())
    }

    /// The FİN of the other of the two, as the history of an entry names it.
    fn beside(&self, entry: i64) -> Result<String, Failure> {
        let own = self.tx.case(entry)?.ok_or(Refusal::NoApplication)?.candidate;
        let of = if own == self.kept.candidate { self.other } else { self.kept };
        let person = self.tx.person(of.candidate)?.ok_or(Refusal::NoApplication)?;
        Ok(person.candidate.fin.as_str().to_owned())
    }

    /// Takes an entry back, with its fee; the seat that it leaves, or nothing where it was closed already.
    fn close(&self, act: &OpenAct<'_>, entry: i64) -> Result<Option<Fields>, Failure> {
        let mut row = self.tx.case(entry)?.ok_or(Refusal::NoApplication)?;
        let Some(place) = row.place.after(Step::Withdraw, row.alone) else { return Ok(None) };
        row.place = place;
        row.course.reason = Some(self.reason.to_owned());
        let seat = life::close(self.tx, act, &mut row, (true, self.now.date()))?;
        self.tx.put_course(&row)?;
        Ok(Some(seat))
    }

    /// Makes one of the two.
    fn join(
        &self,
        act: &OpenAct<'_>,
        (given, identity): (Vec<(i64, i64)>, bool),
    ) -> Result<Steps, Failure> {
        let (tx, kept, other) = (self.tx, self.kept.candidate, self.other.candidate);
        tx.give_applications(&given)?;
        let account = self.join_accounts(act)?;
        self.join_results()?;
        let photo = tx.person(other)?.and_then(|person| person.photo);
        if photo.is_some() && tx.person(kept)?.is_some_and(|person| person.photo.is_none()) {
            tx.change_photo(kept, photo)?;
        }
        if identity {
            exchange_identities(tx, self.order, (kept, other))?;
        }
        let apart = tx.apart_from(kept)?.contains(&other);
        tx.take_back_apart(kept, other)?;
        let mut carried = Vec::new();
        for third in tx.apart_from(other)? {
            if tx.tell_apart(kept, third)? {
                carried.push(third);
            }
        }
        let followed = tx.merged_into(other)?;
        for one in followed.iter().chain([&other]) {
            tx.put_same(*one, Some(kept))?;
        }
        let back = |(application, to)| (application, if to == kept { other } else { kept });
        let given = given.into_iter().map(back).collect();
        Ok(Steps { kept, other, given, followed, account, apart, carried, identity })
    }

    /// Whoever has no Personal Cabinet gets that of the other; where both have one, what the other holds
    /// goes over. Whether it changed hands.
    fn join_accounts(&self, act: &OpenAct<'_>) -> Result<bool, Failure> {
        let (tx, kept, other) = (self.tx, self.kept, self.other);
        let Some(theirs) = tx.account(other.candidate)? else { return Ok(false) };
        if tx.account(kept.candidate)?.is_none() {
            tx.give_account(other.candidate, kept.candidate)?;
            return Ok(true);
        }
        if theirs.balance > 0 {
            for (one, amount) in [(other, -theirs.balance), (kept, theirs.balance)] {
                tx.post(&NewMovement {
                    candidate: one.candidate,
                    act: act.id(),
                    kind: MovementKind::Correction,
                    amount,
                    entry: Some(one.entry),
                    day: self.now.date(),
                    reference: None,
                    reason: Some(self.reason),
                })?;
            }
        }
        Ok(false)
    }

    /// All results become those of the one who is kept; two of one sitting must say the same.
    fn join_results(&self) -> Result<(), Failure> {
        let (tx, kept, other) = (self.tx, self.kept.candidate, self.other.candidate);
        let mut all = tx.results(kept)?;
        let says = |it: &PastResult| (it.date, it.score, it.outcome);
        for theirs in tx.results(other)? {
            match all.iter().find(|it| it.sitting == theirs.sitting) {
                None => all.push(theirs),
                Some(mine) if says(mine) == says(&theirs) => {}
                Some(_) => {
                    let sitting = theirs.sitting.to_string();
                    return Err(Merging::ResultsDiffer { sitting }.into());
                }
            }
        }
        all.sort_by_key(|it| (it.date, it.sitting.to_string()));
        tx.put_results(kept, &all)?;
        tx.put_results(other, &[])?;
        Ok(())
    }
}

/// The steps of an act that merged two.
fn steps(facts: &str) -> Result<Steps, Failure> {
    #[derive(Deserialize)]
    struct Facts {
        steps: Steps,
    }
    let Facts { steps } =
        serde_json::from_str(facts).map_err(|fault| Breakage::program("merge", &fault))?;
    Ok(steps)
}

/// The two whom an act merged: who is kept, and the other.
pub(crate) fn people_of(facts: &str) -> Result<(i64, i64), Failure> {
    let Steps { kept, other, .. } = steps(facts)?;
    Ok((kept, other))
}

/// Parts again whom an act merged; what it did to their entries is put back after it, entry by entry.
pub(crate) fn part(tx: &Tx<'_>, order: &Order, facts: &str) -> Result<(), Failure> {
    let Steps { kept, other, given, followed, account, apart, carried, identity } = steps(facts)?;
    tx.put_same(other, None)?;
    for one in followed {
        tx.put_same(one, Some(other))?;
    }
    for third in carried {
        tx.take_back_apart(kept, third)?;
    }
    if apart {
        tx.tell_apart(kept, other)?;
    }
    if identity {
        exchange_identities(tx, order, (kept, other))?;
    }
    if account {
        tx.give_account(kept, other)?;
    }
    tx.give_applications(&given)?;
    Ok(())
}

/// Gives each of two people the name, the FİN and the document of the other; photos stay.
fn exchange_identities(
    tx: &Tx<'_>,
    order: &Order,
    (one, other): (i64, i64),
) -> Result<(), Failure> {
    let person = |id| tx.person(id)?.ok_or(Failure::from(Refusal::NoApplication));
    let (first, second) = (person(one)?, person(other)?);
    // Neither FİN nor document is anybody's while they are on their way.
    tx.free_identity(other)?;
    put_person(tx, order, one, &second.candidate, first.photo)?;
    put_person(tx, order, other, &first.candidate, second.photo)
}

/// Writes a person, and the keys that follow from the name.
pub(crate) fn put_person(
    tx: &Tx<'_>,
    order: &Order,
    id: i64,
    candidate: &Candidate,
    photo: Option<[u8; 32]>,
) -> Result<(), Failure> {
    let name = &candidate.name;
    let sort_key = order.key([&name.surname, &name.given, &name.patronymic]);
    let keys = NameKeys { sort_key: &sort_key, folded: fold(&name.full()) };
    tx.change_candidate(id, candidate, photo, &keys)?;
    Ok(())
}
