//! Two of the registry who are one: laid side by side, merged with the history of both kept, parted again.

mod merge;

use qabul_core::application::Stand;
use qabul_core::refusal::{Merging, Refusal};
use qabul_store::{CaseRow, HeldRow, People, Tx};

use crate::applications::whole;
use crate::desk::Desk;
use crate::failure::{Breakage, Failure};
use crate::form::typed_of;
use crate::import::State;
use crate::life::{self, Fields};
use crate::payments::whose;
use crate::photos;
use crate::views::same::{ComparePeople, Compared, Fate, HeldApplication, OneOfTwo};

pub(crate) use merge::{merge, part, people_of, put_person};

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
