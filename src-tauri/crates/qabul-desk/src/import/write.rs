//! Writing a judged list: photos first, then every row in one transaction with one journal row.

use chrono::NaiveDateTime;
use qabul_core::account::MovementKind;
use qabul_core::application::{Application, WorkNumber};
use qabul_core::campaign::Sitting;
use qabul_core::journal::stamp;
use qabul_core::money::Qepik;
use qabul_core::person::Candidate;
use qabul_core::refusal::Refusal;
use qabul_core::staff::MayDo;
use qabul_core::text::{Order, fold};
use qabul_store::{Enrolment, Member, NameKeys, NewMovement, OpenAct, Store, Tx};
use sha2::{Digest, Sha256};

use super::settle::{Listing, stand};
use super::state::{FIELDS, State};
use super::{Effect, JudgedRow, Preview, done_of, photos};
use crate::desk::{self, Desk, Done};
use crate::failure::Failure;
use crate::jobs::Watch;
use crate::views::import::ImportDone;
use crate::views::jobs::JobStep;

/// How many photos are kept in one transaction of the papers' file.
const PHOTOS_AT_ONCE: usize = 64;

/// How many rows are written table by table: enough that a table's statement and indexes are at hand,
/// few enough that the rows are still at hand for the next table.
const ROWS_AT_ONCE: usize = 256;

/// Writes what the preview promised.
pub(super) fn write(
    desk: &Desk,
    may: &MayDo,
    preview: &Preview,
    watch: &Watch,
) -> Result<ImportDone, Failure> {
    let mut store = desk.another_of(preview.opening)?;
    keep_photos(&mut store, may, preview, watch)?;
    let effective = in_order(&preview.rows, desk.order())?;
    watch.step(JobStep::Writing, effective.len() as u64);
    let answer = done_of(&preview.answer);
    if effective.is_empty() {
        return Ok(answer);
    }
    desk.change_in(&mut store, may, |tx, act| {
        if tx.last_act()? != preview.seen {
            return Err(Refusal::PreviewStale.into());
        }
        let mut writing = Writing::new(tx, act, preview, desk.host().now())?;
        for (done, rows) in (1..).zip(effective.chunks(ROWS_AT_ONCE)) {
            writing.rows(rows)?;
            watch.done((done * ROWS_AT_ONCE).min(effective.len()) as u64)?;
        }
        let facts = serde_json::json!({
            "sitting": preview.sitting, "rows": answer.rows, "new": answer.new,
            "changed": answer.changed, "refused": answer.refused, "photos": answer.photos,
            "fields": &FIELDS[..],
        });
        Ok(Done { answer, facts })
    })
}

/// Who opened an account that came with a list, and why a list corrected one.
const PORTAL: &str = "portal";
const LIST: &str = "list";

/// A row that has something to write, with the sort key of its person, whose beginning stands first:
/// most names are told apart by that alone.
type Effective<'p> = (u128, Vec<u8>, &'p JudgedRow);

/// The rows to write, in the order of names: people who follow one another in lists then lie beside
/// one another in the file, and the index of names is filled from its end.
fn in_order<'p>(rows: &'p [JudgedRow], order: &Order) -> Result<Vec<Effective<'p>>, Failure> {
    let mut effective = Vec::with_capacity(rows.len());
    let mut keys = order.keys();
    for row in rows.iter().filter(|row| row.effect != Effect::Unchanged) {
        let name = &row.candidate().ok_or(Refusal::PreviewStale)?.name;
        let key = keys.key([&name.surname, &name.given, &name.patronymic]);
        let mut beginning = [0; 16];
        let length = key.len().min(beginning.len());
        beginning[..length].copy_from_slice(&key[..length]);
        effective.push((u128::from_be_bytes(beginning), key, row));
    }
    effective.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
    Ok(effective)
}

fn keep_photos(
    store: &mut Store,
    may: &MayDo,
    preview: &Preview,
    watch: &Watch,
) -> Result<(), Failure> {
    let files: Vec<_> = preview.rows.iter().filter_map(|row| row.photo.as_ref()).collect();
    watch.step(JobStep::ReadingPhotos, files.len() as u64);
    let mut done = 0;
    for batch in files.chunks(PHOTOS_AT_ONCE) {
        watch.done(done)?;
        let mut papers = Vec::with_capacity(batch.len());
        for photo in batch {
            // A photo that was replaced since the preview was not looked at.
            let taken = photos::taken(&photo.path)?.ok();
            let seen = |bytes: &Vec<u8>| <[u8; 32]>::from(Sha256::digest(bytes)) == photo.hash;
            papers.push(taken.filter(seen).ok_or(Refusal::PreviewStale)?);
        }
        store.keep_papers(may, &papers)?;
        done += batch.len() as u64;
    }
    Ok(())
}

struct Writing<'a, 'j> {
    tx: &'a Tx<'a>,
    act: &'a mut OpenAct<'j>,
    enrolment: Enrolment<'a>,
    numbers: FreeNumbers,
    fee: Qepik,
    /// When accounts are opened: now, by the portal.
    at: NaiveDateTime,
    opened_at: String,
}

/// A row whose person is in.
struct Enrolled<'p> {
    judged: &'p JudgedRow,
    candidate: &'p Candidate,
    photo: Option<[u8; 32]>,
    person: i64,
    keys: NameKeys<'p>,
}

/// A row whose application is in as well.
struct Applied<'p> {
    row: Enrolled<'p>,
    application: &'p Application,
    id: i64,
    number: WorkNumber,
    stand: Listing,
}

impl Applied<'_> {
    /// Whether the person had an account before the list.
    fn has_account(&self) -> bool {
        self.row.judged.known.as_ref().is_some_and(|known| known.balance.is_some())
    }
}

impl<'a, 'j> Writing<'a, 'j> {
    fn new(
        tx: &'a Tx<'a>,
        act: &'a mut OpenAct<'j>,
        preview: &Preview,
        at: NaiveDateTime,
    ) -> Result<Self, Failure> {
        let (sitting, Sitting { fee, .. }) = desk::sitting(tx, preview.sitting)?;
        let kept = tx.work_numbers(sitting)?;
        let numbers = FreeNumbers::new(kept, preview.listed.iter().copied());
        let (enrolment, opened_at) = (tx.enrolment(sitting)?, stamp(at));
        Ok(Self { tx, act, enrolment, numbers, fee, at, opened_at })
    }

    /// Writes some rows table by table: one table's indexes stay at hand while it is filled.
    fn rows(&mut self, rows: &[Effective<'_>]) -> Result<(), Failure> {
        let people: Vec<Enrolled<'_>> =
            rows.iter().map(|row| self.person(row)).collect::<Result<_, _>>()?;
        for new in people.iter().filter(|row| row.judged.known.is_none()) {
            self.enrolment.name(new.person, &new.keys.folded)?;
        }
        let mut applied = Vec::with_capacity(people.len());
        for person in people {
            let judged = person.judged;
            match &judged.row {
                None => self.act.member(&photo_member(judged, person.photo)?)?,
                Some(row) => applied.push(self.application(person, &row.application)?),
            }
        }
        let members: Vec<Member> =
            applied.iter().map(|applied| self.entry(applied)).collect::<Result<_, _>>()?;
        for new in applied.iter().filter(|applied| !applied.has_account()) {
            self.account(new)?;
        }
        for (applied, member) in applied.iter().zip(&members) {
            self.money(applied, member.record)?;
        }
        members.iter().try_for_each(|member| self.act.member(member))?;
        Ok(())
    }

    fn person<'p>(
        &mut self,
        (_, sort_key, judged): &'p Effective<'p>,
    ) -> Result<Enrolled<'p>, Failure> {
        let candidate = judged.candidate().ok_or(Refusal::PreviewStale)?;
        let kept_photo = judged.known.as_ref().and_then(|known| known.person.photo);
        let photo = judged.photo.as_ref().map(|photo| photo.hash).or(kept_photo);
        let folded = fold(&candidate.name.full());
        let keys = NameKeys { sort_key, folded };
        let person = match &judged.known {
            None => self.enrolment.candidate(candidate, photo, &keys)?,
            Some(known) => {
                if known.person.candidate != *candidate || known.person.photo != photo {
                    self.tx.change_candidate(known.person.id, candidate, photo, &keys)?;
                }
                known.person.id
            }
        };
        Ok(Enrolled { judged, candidate, photo, person, keys })
    }

    fn application<'p>(
        &mut self,
        row: Enrolled<'p>,
        application: &'p Application,
    ) -> Result<Applied<'p>, Failure> {
        let known = row.judged.known.as_deref();
        let stand = stand(application, known, self.fee);
        if let Some(kept) = known.and_then(|known| known.application.as_ref()) {
            if kept.state != stand.application {
                self.tx.put_state(kept.id, stand.application, application.confirmed)?;
            }
            let Application { education, choices, .. } = application;
            if (&kept.education, &kept.choices) != (education, choices) {
                self.tx.change_application(kept.id, education, choices)?;
            }
            let (id, number) = (kept.id, kept.work_number);
            return Ok(Applied { row, application, id, number, stand });
        }
        let number = match application.work_number {
            Some(number) => number,
            None => self.numbers.take().ok_or(Refusal::WorkNumbersUsedUp)?,
        };
        let id = self.enrolment.application(row.person, number, application)?;
        Ok(Applied { row, application, id, number, stand })
    }

    fn entry(&mut self, applied: &Applied<'_>) -> Result<Member, Failure> {
        let Applied { row, application, id, number, stand } = applied;
        let settled = &stand.settled;
        let stands = (stand.application, settled.entry, settled.charged.into());
        let after = State::listed(row.candidate, application, (*number, stands), row.photo);
        let place = (settled.entry, settled.charged);
        let known = row.judged.known.as_deref();
        let before = known.and_then(|known| known.entry.as_ref().zip(State::known(known)));
        if let Some((entry, before)) = before {
            self.tx.change_entry(entry.id, application, place)?;
            return Ok(after.changed(entry.id, &before));
        }
        let entry = self.enrolment.entry(*id, row.keys.sort_key, application, place)?;
        Ok(after.begun(entry))
    }

    /// Opens the account of somebody new, which holds what the row moves already.
    fn account(&mut self, applied: &Applied<'_>) -> Result<(), Failure> {
        let balance = applied.stand.settled.moves.iter().map(|(_, amount)| amount).sum();
        let opened = (&*self.opened_at, PORTAL);
        Ok(self.enrolment.account(applied.row.person, opened, balance)?)
    }

    /// Posts what the row moved.
    fn money(&mut self, applied: &Applied<'_>, entry: i64) -> Result<(), Failure> {
        let (candidate, moves) = (applied.row.person, &applied.stand.settled.moves);
        let there = applied.has_account();
        let day = applied.application.confirmed.unwrap_or(self.at.date());
        for &(kind, amount) in moves {
            let movement = NewMovement {
                candidate,
                act: self.act.id(),
                kind,
                amount,
                entry: Some(entry),
                day,
                reference: None,
                reason: (kind == MovementKind::Correction).then_some(LIST),
            };
            if there { self.tx.post(&movement)? } else { self.enrolment.movement(&movement)? }
        }
        Ok(())
    }
}

/// What a photo alone did to an entry.
fn photo_member(judged: &JudgedRow, photo: Option<[u8; 32]>) -> Result<Member, Failure> {
    let known = judged.known.as_deref().ok_or(Refusal::PreviewStale)?;
    let entry = known.entry.as_ref().ok_or(Refusal::PreviewStale)?;
    let before = State::known(known).ok_or(Refusal::PreviewStale)?;
    Ok(before.with_photo(photo).changed(entry.id, &before))
}

/// Work numbers of a campaign that nobody has: after the greatest first, then the gaps.
pub(crate) struct FreeNumbers {
    taken: std::collections::BTreeSet<u32>,
    next: Option<WorkNumber>,
}

impl FreeNumbers {
    pub(crate) fn new(kept: Vec<u32>, listed: impl Iterator<Item = WorkNumber>) -> Self {
        let taken: std::collections::BTreeSet<u32> =
            kept.into_iter().chain(listed.map(u32::from)).collect();
        let after = taken.last().and_then(|last| WorkNumber::try_from(*last).ok());
        let next = after.map_or(Some(WorkNumber::FIRST), |last| last.max(WorkNumber::FIRST).next());
        Self { taken, next }
    }

    /// The next free number.
    pub(crate) fn take(&mut self) -> Option<WorkNumber> {
        let number = match self.next {
            Some(number) => number,
            None => {
                let range = u32::from(WorkNumber::FIRST)..=u32::from(WorkNumber::LAST);
                let gap = range.clone().find(|number| !self.taken.contains(number))?;
                WorkNumber::try_from(gap).ok()?
            }
        };
        self.taken.insert(number.into());
        self.next = self.next.and_then(WorkNumber::next);
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_numbers_come_after_the_greatest_and_then_from_the_gaps() {
        let number = |n: u32| WorkNumber::try_from(n).unwrap();
        let mut empty = FreeNumbers::new(vec![], std::iter::empty());
        assert_eq!(empty.take(), Some(number(100_000)));
        let mut numbers = FreeNumbers::new(vec![100_001, 999_998], [number(7)].into_iter());
        assert_eq!(numbers.take(), Some(number(999_999)));
        assert_eq!(numbers.take(), Some(number(100_000)));
        assert_eq!(numbers.take(), Some(number(100_002)));
    }
}
