//! Writing a judged list: photos first, then every row in one transaction with one journal row.

use qabul_core::application::{Application, WorkNumber};
use qabul_core::journal::Deed;
use qabul_core::person::{Candidate, Sex};
use qabul_core::refusal::Refusal;
use qabul_core::text::{Order, fold};
use qabul_store::{Member, NameKeys, SittingKey, Store, Tx};
use sha2::{Digest, Sha256};

use super::judge::known_fields;
use super::{Effect, JudgedRow, Preview, done_of, tell};
use crate::desk::{self, Desk, Done};
use crate::failure::Failure;
use crate::files;
use crate::jobs::Watch;
use crate::views::import::ImportDone;
use crate::views::jobs::JobStep;

/// Fields of an application by key, as history and comparison see them.
pub(super) type Fields = Vec<(&'static str, String)>;

/// How many photos are kept in one transaction of the papers' file.
const PHOTOS_AT_ONCE: usize = 64;

/// Writes what the preview promised.
pub(super) fn write(desk: &Desk, preview: &Preview, watch: &Watch) -> Result<ImportDone, Failure> {
    let mut store = desk.another_of(preview.opening)?;
    keep_photos(&mut store, preview, watch)?;
    let effective = preview.rows.iter().filter(|row| row.effect != Effect::Unchanged);
    watch.step(JobStep::Writing, effective.clone().count() as u64);
    let answer = done_of(&preview.answer);
    if effective.clone().next().is_none() {
        return Ok(answer);
    }
    desk.change_in(&mut store, Deed::ImportApplications, |tx| {
        if tx.last_act()? != preview.seen {
            return Err(Refusal::PreviewStale.into());
        }
        let mut writing = Writing::new(tx, desk.order(), preview)?;
        let mut members = Vec::with_capacity(effective.clone().count());
        for (done, row) in (1..).zip(effective) {
            tell(watch, done)?;
            members.push(writing.row(row)?);
        }
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
    order: &'a Order,
    sitting: SittingKey,
    campaign: String,
    numbers: FreeNumbers,
}

impl<'a> Writing<'a> {
    fn new(tx: &'a Tx<'a>, order: &'a Order, preview: &Preview) -> Result<Self, Failure> {
        let (sitting, _) = desk::sitting(tx, preview.sitting)?;
        let campaign = preview.sitting.campaign();
        let numbers = FreeNumbers::new(tx.work_numbers(&campaign)?, preview.listed.iter().copied());
        Ok(Self { tx, order, sitting, campaign, numbers })
    }

    fn keys(&self, candidate: &Candidate) -> NameKeys {
        let name = &candidate.name;
        NameKeys {
            sort_key: self.order.key(&[&name.surname, &name.given, &name.patronymic]),
            folded: fold(&name.full()),
        }
    }

    fn row(&mut self, judged: &JudgedRow) -> Result<Member, Failure> {
        let Some(candidate) = judged.candidate() else {
            return Err(Refusal::PreviewStale.into());
        };
        let kept_photo = judged.known.as_ref().and_then(|known| known.person.photo);
        let photo = judged.photo.as_ref().map(|photo| photo.hash).or(kept_photo);
        let keys = self.keys(candidate);
        let person = match &judged.known {
            None => self.tx.add_candidate(candidate, photo, &keys)?,
            Some(known) => {
                if known.person.candidate != *candidate || known.person.photo != photo {
                    self.tx.change_candidate(known.person.id, candidate, photo, &keys)?;
                }
                known.person.id
            }
        };
        let Some(row) = &judged.row else {
            return photo_member(judged, photo);
        };
        let application = &row.application;
        let known = judged.known.as_deref();
        let (id, number) = match known.and_then(|known| known.application.as_ref()) {
            Some(kept) => {
                if (kept.standing, &kept.institution)
                    != (application.standing, &application.institution)
                {
                    self.tx.change_application(kept.id, application)?;
                }
                (kept.id, kept.work_number)
            }
            None => {
                let number = match application.work_number {
                    Some(number) => number,
                    None => self.numbers.take().ok_or(Refusal::WorkNumbersUsedUp)?,
                };
                (self.tx.add_application(person, &self.campaign, number, application)?, number)
            }
        };
        let after = fields(candidate, application, Some(number), photo);
        match known.and_then(|known| known.entry.as_ref().map(|entry| (known, entry))) {
            Some((known, entry)) => {
                self.tx.change_entry(entry.id, application)?;
                Ok(changed(entry.id, &known_fields(known), &after))
            }
            None => {
                let entry = self.tx.add_entry(id, self.sitting, &keys.sort_key, application)?;
                Ok(Member { kind: "entry", record: entry, before: None, after: Some(json(&after)) })
            }
        }
    }
}

/// What a photo alone did to an entry.
fn photo_member(judged: &JudgedRow, photo: Option<[u8; 32]>) -> Result<Member, Failure> {
    let known = judged.known.as_deref();
    let entry = known.and_then(|known| known.entry.as_ref()).ok_or(Refusal::PreviewStale)?;
    let of = |hash: Option<[u8; 32]>| vec![("photo", hash.map_or_else(String::new, short))];
    Ok(changed(entry.id, &of(known.and_then(|known| known.person.photo)), &of(photo)))
}

fn changed(entry: i64, before: &Fields, after: &Fields) -> Member {
    let without = |these: &Fields, others: &Fields| -> Fields {
        these.iter().filter(|field| !others.contains(field)).cloned().collect()
    };
    let (was, is) = (without(before, after), without(after, before));
    Member { kind: "entry", record: entry, before: Some(json(&was)), after: Some(json(&is)) }
}

fn json(fields: &Fields) -> String {
    let map: serde_json::Map<String, serde_json::Value> =
        fields.iter().map(|(key, value)| ((*key).to_owned(), value.as_str().into())).collect();
    serde_json::Value::Object(map).to_string()
}

/// The fields of an application by key; empty ones are left out.
pub(super) fn fields(
    candidate: &Candidate,
    application: &Application,
    number: Option<WorkNumber>,
    photo: Option<[u8; 32]>,
) -> Fields {
    let name = &candidate.name;
    let all = [
        ("work_number", number.map(WorkNumber::digits)),
        ("fin", Some(candidate.fin.as_str().to_owned())),
        ("document", Some(candidate.document.as_str().to_owned())),
        ("surname", Some(name.surname.clone())),
        ("given", Some(name.given.clone())),
        ("patronymic", Some(name.patronymic.clone())),
        ("birth", Some(candidate.birth.to_string())),
        ("sex", Some(if candidate.sex == Sex::Male { "male" } else { "female" }.to_owned())),
        ("citizenship", Some(candidate.citizenship.code().to_owned())),
        ("phone", candidate.phone.as_ref().map(|phone| phone.as_str().to_owned())),
        ("city", Some(application.city.clone())),
        ("sector", Some(application.sector.key().to_owned())),
        ("standing", Some(application.standing.key().to_owned())),
        ("institution", Some(application.institution.clone())),
        ("paid", Some(i64::from(application.paid).to_string())),
        ("confirmed", application.confirmed.map(|day| day.to_string())),
        ("photo", photo.map(short)),
    ];
    let there = |(key, value): (_, Option<String>)| value.map(|value| (key, value));
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
