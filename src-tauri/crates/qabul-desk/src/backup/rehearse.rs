//! Rehearsing: a backup opened beside the registry, checked whole, and twenty slips printed from both.

use qabul_core::journal::Deed;
use qabul_core::refusal::{BackupRefusal, Refusal};
use qabul_core::staff::{MayDo, MayRead};
use qabul_store::{ListOrder, ListQuery, Store};

use super::make::{Alone, Scratch};
use super::opened::{Opened, contents};
use crate::desk::{Desk, Done};
use crate::failure::Failure;
use crate::jobs::Watch;
use crate::slips::unseen;
use crate::views::backup::{OpenBackup, Rehearsal};
use crate::views::jobs::{JobAnswer, JobStarted, JobStep};

/// So many slips are compared.
const SLIPS: usize = 20;

/// `backup.rehearse`
pub(crate) fn rehearse(desk: &Desk, request: &OpenBackup) -> Result<JobStarted, Failure> {
    let may = desk.may(Deed::Rehearse)?;
    let opening = desk.opening()?;
    let opened = Opened::asked(desk, request)?;
    Ok(desk.start(move |desk, watch| {
        let mut live = desk.another_of(opening)?;
        let rehearsal = beside(desk, &live, &opened, &may, watch)?;
        desk.change_in(&mut live, &may, |tx, _| {
            tx.note_rehearsal(desk.host().now())?;
            let facts = serde_json::json!({
                "file": rehearsal.contents.name, "act": rehearsal.contents.act,
                "papers": rehearsal.papers, "slips": rehearsal.slips,
            });
            Ok(Done { answer: (), facts })
        })?;
        Ok(JobAnswer::Rehearsed(rehearsal))
    }))
}

/// Opens the backup in a folder of its own, which is gone afterwards.
fn beside(
    desk: &Desk,
    live: &Store,
    opened: &Opened,
    may: &MayDo,
    watch: &Watch,
) -> Result<Rehearsal, Failure> {
    let _alone = Alone::at(live.folder())?;
    let scratch = Scratch::at(live.folder(), ".rehearsal")?;
    watch.step(JobStep::Unsealing, 0);
    let (manifest, mut restored) = opened.records(&scratch.0)?;
    let papers = opened.papers(&mut restored, may, watch)?;
    let acts = restored.reader().whole_journal()?;
    let seen = may.reads_unseen().ok_or(Refusal::NotSignedIn)?;
    let both = Both { desk, live, restored: &restored, seen, act: manifest.act };
    let (slips, slips_changed) = both.compare(&scratch, watch)?;
    let contents = contents(desk, &opened.path, manifest);
    Ok(Rehearsal { contents, acts, papers, slips, slips_changed })
}

struct Both<'a> {
    desk: &'a Desk,
    live: &'a Store,
    restored: &'a Store,
    seen: MayRead,
    act: i64,
}

impl Both<'_> {
    /// Prints slips from both registries and compares them byte by byte: how many are the same, and
    /// how many are not because the registry has changed since.
    fn compare(&self, scratch: &Scratch, watch: &Watch) -> Result<(u32, u32), Failure> {
        let chosen = chosen(self.restored, self.seen)?;
        watch.step(JobStep::Comparing, chosen.len() as u64);
        let (press, at) = (self.desk.press()?, self.desk.host().now());
        let moved_on = self.live.reader().changes_since(self.act)? > 0;
        let (mut same, mut changed) = (0, 0);
        for (done, id) in (1..).zip(chosen) {
            let print = |store| unseen::print(press, store, self.seen, id, at, &scratch.0);
            if print(self.restored)? == print(self.live)? {
                same += 1;
            } else if moved_on && !self.same_facts(id)? {
                changed += 1;
            } else {
                return Err(BackupRefusal::RehearsalDiffers { slip: self.slip(id)? }.into());
            }
            watch.done(done)?;
        }
        Ok((same, changed))
    }

    fn same_facts(&self, id: i64) -> Result<bool, Failure> {
        let facts = |store: &Store| store.reader().people(self.seen).entry(id);
        Ok(facts(self.restored)? == facts(self.live)?)
    }

    /// Which slip it is, by the work number.
    fn slip(&self, id: i64) -> Result<String, Failure> {
        let facts = self.restored.reader().people(self.seen).entry(id)?;
        Ok(facts.map_or_else(String::new, |facts| facts.work_number.checked()))
    }
}

/// Entries with a seat on a known day, spread over all of them.
fn chosen(store: &Store, seen: MayRead) -> Result<Vec<i64>, Failure> {
    let reader = store.reader();
    let people = reader.people(seen);
    let mut seated = Vec::new();
    for (sitting, day, _) in reader.sittings()? {
        if day.date.is_some() {
            seated.extend(people.list(&ListQuery {
                seated: Some(true),
                order: ListOrder::Seat,
                ..ListQuery::of(sitting)
            })?);
        }
    }
    let step = seated.len().div_ceil(SLIPS).max(1);
    Ok(seated.into_iter().step_by(step).collect())
}
