//! Two of the registry who are one: laid side by side, merged with the history of both kept, parted again.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use qabul_core::account::MovementKind;
use qabul_core::application::{Stand, Step};
use qabul_core::fault::{FieldFault, ValueFault};
use qabul_core::journal::Deed;
use qabul_core::person::Candidate;
use qabul_core::refusal::{Merging, Refusal};
use qabul_core::result::PastResult;
use qabul_core::text::{Order, fold};
use qabul_store::{CaseRow, HeldRow, NameKeys, NewMovement, OpenAct, People, Tx};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::applications::whole;
use crate::desk::{Desk, Done};
use crate::failure::{Breakage, Failure};
use crate::form::typed_of;
use crate::import::State;
use crate::life::{self, Fields, differing, said};
use crate::payments::whose;
use crate::views::same::{
    ComparePeople, Compared, Fate, HeldApplication, MergePeople, Merged, OneOfTwo,
};
use crate::{claims, photos, results};

/// Somebody by an entry of his.
#[derive(Clone, Copy)]
struct One {
    entry: i64,
    candidate: i64,
}

/// `people.compare`
pub(crate) fn compare(desk: &Desk, request: &ComparePeople) -> Result<Compared, Failure> {
    let (one, other, seen, apart) = desk.people(|people| {
        let found = whose(people, &request.other)?;
        let found = found.map_err(|people| Refusal::Whose { people })?;
        let (one, other) = two(people, request.id, found)?;
        let seen = people.last_touch(&entries(people, (one, other))?)?;
        let apart = people.apart_from(one.candidate)?.contains(&other.candidate);
        Ok((side(people, one, other)?, side(people, other, one)?, seen, apart))
    })?;
    desk.see_record(one.0.id)?;
    desk.see_record(other.0.id)?;
    let with_photo = |(side, photo): Side| -> Result<OneOfTwo, Failure> {
        Ok(OneOfTwo { photo: photos::shown(desk, photo)?, ..side })
    };
    Ok(Compared { one: with_photo(one)?, other: with_photo(other)?, seen, apart })
}

/// Two that are not one already, and neither of whom is somebody else by now.
fn two(people: &People<'_>, one: i64, other: i64) -> Result<(One, One), Failure> {
    let of = |entry: i64| -> Result<One, Failure> {
        let row = people.case(entry)?.ok_or(Refusal::NoApplication)?;
        refuse_merged(people, &row)?;
        Ok(One { entry, candidate: row.candidate })
    };
    let (one, other) = (of(one)?, of(other)?);
    if one.candidate == other.candidate {
        return Err(Merging::SamePerson.into());
    }
    Ok((one, other))
}

/// Refuses what is done with somebody who was merged into another: it is done with that one.
pub(crate) fn refuse_merged(people: &People<'_>, row: &CaseRow) -> Result<(), Failure> {
    kept(people, row)?.map_or(Ok(()), |merged| Err(merged.into()))
}

/// Into whom the person of an entry was merged.
pub(crate) fn kept(people: &People<'_>, row: &CaseRow) -> Result<Option<Merging>, Failure> {
    let kept = if row.merged { people.same_as(row.candidate)? } else { None };
    let kept = kept.map(|kept| people.person(kept)).transpose()?.flatten();
    Ok(kept.map(|kept| Merging::Merged { fin: kept.candidate.fin.as_str().to_owned() }))
}

/// How far an application has come: not at all where it is withdrawn or rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    Closed,
    Waiting,
    Suspended,
    Registered,
}

fn reach(people: &People<'_>, held: &HeldRow) -> Result<Reach, Failure> {
    let mut farthest = Reach::Closed;
    for entry in &held.entries {
        let row = people.case(*entry)?.ok_or(Refusal::NoApplication)?;
        farthest = farthest.max(match row.place.stand() {
            Stand::Withdrawn | Stand::Rejected => Reach::Closed,
            Stand::Suspended => Reach::Suspended,
            Stand::Registered => Reach::Registered,
            _ => Reach::Waiting,
        });
    }
    Ok(farthest)
}

/// What becomes of an application when two become one. Of two to one campaign the one that has come
/// farther stays, and where they are as far that of the person who is kept.
fn fate(of_kept: bool, own: Reach, beside: Option<Reach>) -> Fate {
    let stays = match beside {
        None => true,
        Some(beside) if of_kept => own >= beside,
        Some(beside) => own > beside,
    };
    match (stays, of_kept) {
        (true, true) => Fate::Stays,
        (true, false) => Fate::Moves,
        (false, _) if own == Reach::Closed => Fate::Rests,
        (false, _) => Fate::Closes,
    }
}

type Side = (OneOfTwo, Option<[u8; 32]>);

fn side(people: &People<'_>, One { entry, candidate }: One, other: One) -> Result<Side, Failure> {
    let facts = people.entry(entry)?.ok_or(Refusal::NoApplication)?;
    let person = facts.person;
    let sitting = facts.sitting.parse().map_err(|fault| Breakage::program("sitting", &fault))?;
    let (key, _) = crate::desk::sitting(people, sitting)?;
    let known = people.known(person.candidate.fin.as_str(), key)?.ok_or(Refusal::NoApplication)?;
    let mut applications = Vec::new();
    let theirs = people.applications_of(other.candidate)?;
    for held in people.applications_of(candidate)? {
        let own = reach(people, &held)?;
        let beside = theirs.iter().find(|it| it.campaign == held.campaign);
        let beside = beside.map(|it| reach(people, it)).transpose()?;
        for entry in held.entries {
            let row = people.case(entry)?.ok_or(Refusal::NoApplication)?;
            applications.push(HeldApplication {
                sitting: row.sitting,
                work_number: row.work_number.checked(),
                stand: row.place.stand(),
                slips: u32::try_from(people.slips_of(entry)?.len()).unwrap_or(u32::MAX),
                if_kept: fate(true, own, beside),
                if_not: fate(false, own, beside),
            });
        }
    }
    let name = &person.candidate.name;
    let side = OneOfTwo {
        id: entry,
        name: whole(&[&name.surname, &name.given, &name.patronymic].map(ToString::to_string)),
        typed: typed_of(&known),
        photo: None,
        balance: known.balance,
        results: u32::try_from(people.results(candidate)?.len()).unwrap_or(u32::MAX),
        applications,
    };
    Ok((side, person.photo))
}

/// Every entry of both; those by which the two were named come last, for their histories hold what became
/// of the accounts.
fn entries(people: &People<'_>, (one, other): (One, One)) -> Result<Vec<i64>, Failure> {
    let mut entries = Vec::new();
    for one in [one, other] {
        let held = people.applications_of(one.candidate)?;
        entries.extend(held.into_iter().flat_map(|it| it.entries));
    }
    entries.sort_by_key(|entry| [one, other].map(|it| it.entry).contains(entry));
    Ok(entries)
}

/// An entry as its history holds it, its person, its application and its own course.
pub(crate) fn fields(people: &People<'_>, entry: i64) -> Result<Fields, Failure> {
    let facts = people.entry(entry)?.ok_or(Refusal::NoApplication)?;
    let row = people.case(entry)?.ok_or(Refusal::NoApplication)?;
    let (key, _) = crate::desk::sitting(people, row.sitting)?;
    let known = people.known(facts.person.candidate.fin.as_str(), key)?;
    let state = known.as_ref().and_then(State::known).ok_or(Refusal::NoApplication)?;
    let mut fields = state.fields();
    fields.extend(life::fields(&row));
    Ok(fields)
}

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

/// Takes back that the person of an entry was told apart from others, who are named by FİN.
pub(crate) fn forget_apart(tx: &Tx<'_>, entry: i64, fins: Option<&String>) -> Result<(), Failure> {
    for fin in fins.into_iter().flat_map(|fins| fins.split(' ')) {
        let own = tx.case(entry)?.ok_or(Refusal::NoApplication)?.candidate;
        if let Some(other) = tx.candidate(fin)? {
            tx.take_back_apart(own, other.id)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_to_one_campaign_the_one_that_has_come_farther_stays() {
        use Reach::{Closed, Registered, Suspended, Waiting};
        for (own, beside, if_kept, if_not) in [
            (Waiting, None, Fate::Stays, Fate::Moves),
            (Closed, None, Fate::Stays, Fate::Moves),
            (Registered, Some(Waiting), Fate::Stays, Fate::Moves),
            (Waiting, Some(Registered), Fate::Closes, Fate::Closes),
            (Waiting, Some(Waiting), Fate::Stays, Fate::Closes),
            (Suspended, Some(Registered), Fate::Closes, Fate::Closes),
            (Closed, Some(Waiting), Fate::Rests, Fate::Rests),
            (Closed, Some(Closed), Fate::Stays, Fate::Rests),
        ] {
            let said = (fate(true, own, beside), fate(false, own, beside));
            assert_eq!(said, (if_kept, if_not), "{own:?} beside {beside:?}");
        }
    }
}
