//! Restoring: the registry of a backup takes the place of the one there, which is set aside.

use std::path::PathBuf;

use qabul_core::journal::{Deed, moment};
use qabul_core::refusal::Refusal;
use qabul_core::staff::{AtTheDoor, MayDo};
use qabul_store::Store;
use qabul_store::restore::draft;

use super::make::Alone;
use super::opened::{Opened, contents};
use crate::desk::{Desk, Done, not_on_network};
use crate::failure::Failure;
use crate::jobs::Watch;
use crate::registry;
use crate::views::backup::{OpenBackup, Restored};
use crate::views::jobs::{JobAnswer, JobStarted, JobStep};
use crate::views::registry::{OpenRequest, Which};

/// `backup.restore`
pub(crate) fn restore(desk: &Desk, request: &OpenBackup) -> Result<JobStarted, Failure> {
    let opened = Opened::asked(desk, request)?;
    let target = Target::of(desk, opened.manifest()?.sample)?;
    Ok(desk.start(move |desk, watch| {
        Ok(JobAnswer::Restored(Box::new(target.bring_back(desk, &opened, watch)?)))
    }))
}

/// The place that a registry is brought back to, and the right to do it.
struct Target {
    which: Which,
    folder: PathBuf,
    may: MayDo,
}

impl Target {
    /// Of the registry that is open, by an administrator. Where there is none that anybody could sign
    /// in to, by whoever has the private key: a new computer, or a file that is damaged.
    fn of(desk: &Desk, sample: bool) -> Result<Self, Failure> {
        let which = if sample { Which::Sample } else { Which::Own };
        let folders = desk.folders();
        let folder = if sample { &folders.sample } else { &folders.own }.clone();
        not_on_network(desk, &folder)?;
        let may = if desk.which() == Some(which) {
            desk.may(Deed::Restore)?
        } else if Store::open(&folder).is_ok() {
            return Err(Refusal::RegistryThere.into());
        } else {
            MayDo::at_the_door(AtTheDoor::BringBack, &desk.host().who())
        };
        Ok(Self { which, folder, may })
    }

    fn bring_back(&self, desk: &Desk, opened: &Opened, watch: &Watch) -> Result<Restored, Failure> {
        let Self { which, folder, may } = self;
        let (which, folder) = (*which, folder.as_path());
        let _alone = Alone::at(folder)?;
        watch.step(JobStep::Unsealing, 0);
        let (manifest, mut new) = opened.records(&draft(folder)?)?;
        let papers = opened.papers(&mut new, may, watch)?;
        let now = desk.host().now();
        let aside = now.format("former-%Y%m%d-%H%M%S").to_string();
        let contents = contents(desk, &opened.path, manifest);
        let taken = moment(&contents.at);
        desk.change_in(&mut new, may, |tx, _| {
            tx.note_backup(taken.unwrap_or(now), contents.act)?;
            let facts = serde_json::json!({
                "file": contents.name, "act": contents.act, "papers": papers, "aside": aside,
            });
            Ok(Done { answer: (), facts })
        })?;
        // The last moment to stop it.
        watch.step(JobStep::Writing, 0);
        watch.done(0)?;
        let former = if desk.which() == Some(which) { desk.take_away() } else { None };
        let placed = new.take_place(folder, former, &aside);
        // Whether it went well or not, one of the two opens, and nobody is signed in to it.
        let status = registry::open(desk, &OpenRequest { which });
        placed?;
        Ok(Restored { contents, papers, aside, status: status? })
    }
}
