//! Writing a judged list: photos first, then every row in one transaction with one journal row.

use std::borrow::Cow;

use qabul_core::application::{Application, WorkNumber};
use qabul_core::journal::Deed;
use qabul_core::person::{Candidate, Sex};
use qabul_core::refusal::Refusal;
use qabul_core::text::{Order, fold};
use qabul_store::{Enrolment, Member, NameKeys, SittingKey, Store, Tx};
use serde::Serializer as _;
use sha2::{Digest, Sha256};

use super::judge::known_fields;
use super::{Effect, JudgedRow, Preview, done_of};
use crate::desk::{self, Desk, Done};
use crate::failure::Failure;
use crate::files;
use crate::jobs::Watch;
use crate::views::import::ImportDone;
use crate::views::jobs::JobStep;

/// Fields of an application by key, as history and comparison see them.
pub(super) type Fields<'v> = Vec<(&'static str, Cow<'v, str>)>;

/// How many photos are kept in one transaction of the papers' file.
const PHOTOS_AT_ONCE: usize = 64;

/// How many rows are written table by table; few enough to be stopped within a second.
const ROWS_AT_ONCE: usize = 4096;

/// Writes what the preview promised.
pub(super) fn write(desk: &Desk, preview: &Preview, watch: &Watch) -> Result<ImportDone, Failure> {
    let mut store = desk.another_of(preview.opening)?;
    keep_photos(&mut store, preview, watch)?;
    let effective: Vec<&JudgedRow> =
        preview.rows.iter().filter(|row| row.effect != Effect::Unchanged).collect();
    watch.step(JobStep::Writing, effective.len() as u64);
    let answer = done_of(&preview.answer);
    if effective.is_empty() {
        return Ok(answer);
    }
    desk.change_in(&mut store, Deed::ImportApplications, |tx| {
        if tx.last_act()? != preview.seen {
            return Err(Refusal::PreviewStale.into());
        }
        let mut writing = Writing::new(tx, desk.order(), preview)?;
        let mut members = Vec::with_capacity(effective.len());
        for (done, rows) in (1..).zip(effective.chunks(ROWS_AT_ONCE)) {
            writing.rows(rows, &mut members)?;
            watch.done((done * ROWS_AT_ONCE).min(effective.len()) as u64)?;
        }
        members.sort_by_key(Member::place);
        let facts = serde_json::json!({
            "sitting": preview.sitting, "rows": answer.rows, "new": answer.new,
            "changed": answer.changed, "refused": answer.refused, "photos": answer.photos,
        });
        Ok(Done { answer, facts, members })
    })
}

fn keep_photos(store: &mut Store, preview: &Preview, watch: &Watch) -> Result<(), Failure> {
    let photos: Vec<_> = preview.rows.iter().filter_map(|row| row.photo.as_ref()).collect();
    watch.step(JobStep::ReadingPhotos, photos.len() as u64);
    let mut done = 0;
    for batch in photos.chunks(PHOTOS_AT_ONCE) {
        watch.done(done)?;
        let mut papers = Vec::with_capacity(batch.len());
        for photo in batch {
            let bytes = files::read(&photo.path)?;
            // A photo that was replaced since the preview was not looked at.
            if <[u8; 32]>::from(Sha256::digest(&bytes)) != photo.hash {
                return Err(Refusal::PreviewStale.into());
            }
            papers.push(bytes);
        }
        store.keep_papers(&papers)?;
        done += batch.len() as u64;
    }
    Ok(())
}

struct Writing<'a> {
    tx: &'a Tx<'a>,
    enrolment: Enrolment<'a>,
    order: &'a Order,
    sitting: SittingKey,
    campaign: String,
    numbers: FreeNumbers,
}

/// A row whose person is in.
struct Enrolled<'p> {
    judged: &'p JudgedRow,
    candidate: &'p Candidate,
    photo: Option<[u8; 32]>,
    person: i64,
    keys: NameKeys,
}

/// A row whose application is in as well.
struct Applied<'p> {
    row: Enrolled<'p>,
    application: &'p Application,
    id: i64,
    number: WorkNumber,
}

impl<'a> Writing<'a> {
    fn new(tx: &'a Tx<'a>, order: &'a Order, preview: &Preview) -> Result<Self, Failure> {
        let (sitting, _) = desk::sitting(tx, preview.sitting)?;
        let campaign = preview.sitting.campaign();
        let numbers = FreeNumbers::new(tx.work_numbers(&campaign)?, preview.listed.iter().copied());
        Ok(Self { tx, enrolment: tx.enrolment()?, order, sitting, campaign, numbers })
    }

    /// Writes some rows table by table: one table's indexes stay at hand while it is filled.
    fn rows(&mut self, rows: &[&JudgedRow], members: &mut Vec<Member>) -> Result<(), Failure> {
        let people: Vec<Enrolled<'_>> =
            rows.iter().map(|row| self.person(row)).collect::<Result<_, _>>()?;
        for new in people.iter().filter(|row| row.judged.known.is_none()) {
            self.enrolment.name(new.person, &new.keys.folded)?;
        }
        let mut applied = Vec::with_capacity(people.len());
        for person in people {
            let judged = person.judged;
            match &judged.row {
                None => members.push(photo_member(judged, person.photo)?),
                Some(row) => applied.push(self.application(person, &row.application)?),
            }
        }
        for applied in &applied {
            members.push(self.entry(applied)?);
        }
        Ok(())
    }

    fn person<'p>(&mut self, judged: &'p JudgedRow) -> Result<Enrolled<'p>, Failure> {
        let candidate = judged.candidate().ok_or(Refusal::PreviewStale)?;
        let kept_photo = judged.known.as_ref().and_then(|known| known.person.photo);
        let photo = judged.photo.as_ref().map(|photo| photo.hash).or(kept_photo);
        let name = &candidate.name;
        let keys = NameKeys {
            sort_key: self.order.key(&[&name.surname, &name.given, &name.patronymic]),
            folded: fold(&name.full()),
        };
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
        let known = row.judged.known.as_deref().and_then(|known| known.application.as_ref());
        if let Some(kept) = known {
            if (kept.standing, &kept.institution)
                != (application.standing, &application.institution)
            {
                self.tx.change_application(kept.id, application)?;
            }
            return Ok(Applied { row, application, id: kept.id, number: kept.work_number });
        }
        let number = match application.work_number {
            Some(number) => number,
            None => self.numbers.take().ok_or(Refusal::WorkNumbersUsedUp)?,
        };
        let id = self.enrolment.application(row.person, &self.campaign, number, application)?;
        Ok(Applied { row, application, id, number })
    }

    fn entry(&mut self, applied: &Applied<'_>) -> Result<Member, Failure> {
        let Applied { row, application, id, number } = applied;
        let after = fields(row.candidate, application, Some(*number), row.photo);
        let known = row.judged.known.as_deref();
        match known.and_then(|known| known.entry.as_ref().map(|entry| (known, entry))) {
            Some((known, entry)) => {
                self.tx.change_entry(entry.id, application)?;
                Ok(changed(entry.id, &known_fields(known), &after))
            }
            None => {
                let entry =
                    self.enrolment.entry(*id, self.sitting, &row.keys.sort_key, application)?;
                Ok(Member { kind: "entry", record: entry, before: None, after: Some(json(&after)) })
            }
        }
    }
}

/// What a photo alone did to an entry.
fn photo_member(judged: &JudgedRow, photo: Option<[u8; 32]>) -> Result<Member, Failure> {
    let known = judged.known.as_deref();
    let entry = known.and_then(|known| known.entry.as_ref()).ok_or(Refusal::PreviewStale)?;
    let of =
        |hash: Option<[u8; 32]>| vec![("photo", Cow::from(hash.map_or_else(String::new, short)))];
    Ok(changed(entry.id, &of(known.and_then(|known| known.person.photo)), &of(photo)))
}

fn changed(entry: i64, before: &Fields<'_>, after: &Fields<'_>) -> Member {
    fn without<'v>(these: &Fields<'v>, others: &Fields<'_>) -> Fields<'v> {
        these.iter().filter(|field| !others.contains(field)).cloned().collect()
    }
    let (was, is) = (without(before, after), without(after, before));
    Member { kind: "entry", record: entry, before: Some(json(&was)), after: Some(json(&is)) }
}

/// One object with the fields in their order, written without a tree between: this runs for every
/// row of a list.
fn json(fields: &Fields<'_>) -> String {
    let mut out = Vec::with_capacity(512);
    let mut writer = serde_json::Serializer::new(&mut out);
    let pairs = fields.iter().map(|(key, value)| (*key, value));
    writer.collect_map(pairs).expect("strings into memory");
    String::from_utf8(out).expect("JSON is UTF-8")
}

/// The fields of an application by key; empty ones are left out.
pub(super) fn fields<'v>(
    candidate: &'v Candidate,
    application: &'v Application,
    number: Option<WorkNumber>,
    photo: Option<[u8; 32]>,
) -> Fields<'v> {
    let name = &candidate.name;
    let all = [
        ("work_number", number.map(|number| number.digits().into())),
        ("fin", Some(candidate.fin.as_str().into())),
        ("document", Some(candidate.document.as_str().into())),
        ("surname", Some(name.surname.as_str().into())),
        ("given", Some(name.given.as_str().into())),
        ("patronymic", Some(name.patronymic.as_str().into())),
        ("birth", Some(candidate.birth.to_string().into())),
        ("sex", Some(if candidate.sex == Sex::Male { "male" } else { "female" }.into())),
        ("citizenship", Some(candidate.citizenship.code().into())),
        ("phone", candidate.phone.as_ref().map(|phone| phone.as_str().into())),
        ("city", Some(application.city.as_str().into())),
        ("sector", Some(application.sector.key().into())),
        ("standing", Some(application.standing.key().into())),
        ("institution", Some(application.institution.as_str().into())),
        ("paid", Some(i64::from(application.paid).to_string().into())),
        ("confirmed", application.confirmed.map(|day| day.to_string().into())),
        ("photo", photo.map(|hash| short(hash).into())),
    ];
    let there = |(key, value): (_, Option<Cow<'v, str>>)| value.map(|value| (key, value));
    all.into_iter().filter_map(there).filter(|(_, value)| !value.is_empty()).collect()
}

/// The beginning of a hash, enough to tell two photos apart in a history.
fn short(hash: [u8; 32]) -> String {
    hash[..6].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Work numbers of a campaign that nobody has: after the greatest first, then the gaps.
struct FreeNumbers {
    taken: std::collections::BTreeSet<u32>,
    next: Option<WorkNumber>,
}

impl FreeNumbers {
    fn new(kept: Vec<u32>, listed: impl Iterator<Item = WorkNumber>) -> Self {
        let taken: std::collections::BTreeSet<u32> =
            kept.into_iter().chain(listed.map(u32::from)).collect();
        let after = taken.last().and_then(|last| WorkNumber::try_from(*last).ok());
        let next = after.map_or(Some(WorkNumber::FIRST), |last| last.max(WorkNumber::FIRST).next());
        Self { taken, next }
    }

    fn take(&mut self) -> Option<WorkNumber> {
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
