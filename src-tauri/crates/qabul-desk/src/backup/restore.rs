//! Restoring: the registry of a backup takes the place of the one there, which is set aside.

use std::path::PathBuf;

use qabul_core::journal::Deed;
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
    let may = may(desk)?;
    let opened = Opened::asked(desk, request)?;
    Ok(desk
        .start(move |desk, watch| Ok(JobAnswer::Restored(bring_back(desk, &opened, &may, watch)?))))
}

/// An administrator. Where there is no registry that anybody could sign in to, whoever has the
/// private key: a new computer, or a file that is damaged.
fn may(desk: &Desk) -> Result<MayDo, Failure> {
    if desk.which().is_some() {
        return Ok(desk.may(Deed::Restore)?);
    }
    if Store::open(&desk.folders().own).is_ok() {
        return Err(Refusal::NoRegistry.into());
    }
    Ok(MayDo::at_the_door(AtTheDoor::BringBack, &desk.host().who()))
}

/// The place of the registry that is open, or of the one the backup is of.
fn place(desk: &Desk, sample: bool) -> Result<(Which, PathBuf), Failure> {
    let own = if sample { Which::Sample } else { Which::Own };
    match desk.which() {
        Some(which) if which == own => {}
        Some(Which::Sample) => return Err(Refusal::SampleThere.into()),
        Some(Which::Own) => return Err(Refusal::RealRegistryThere.into()),
        None => {}
    }
    let folder = if sample { &desk.folders().sample } else { &desk.folders().own };
    not_on_network(desk, folder)?;
    Ok((own, folder.clone()))
}

fn bring_back(
    desk: &Desk,
    opened: &Opened,
    may: &MayDo,
    watch: &Watch,
) -> Result<Restored, Failure> {
    let (which, folder) = place(desk, opened.manifest()?.sample)?;
    let _alone = Alone::at(&folder)?;
    watch.step(JobStep::Unsealing, 0);
    let (manifest, mut new) = opened.records(&draft(&folder)?)?;
    let papers = opened.papers(&mut new, may, watch)?;
    let now = desk.host().now();
    let aside = now.format("former-%Y%m%d-%H%M%S").to_string();
    let contents = contents(desk, &opened.path, manifest);
    let taken = chrono::NaiveDateTime::parse_from_str(&contents.at, "%Y-%m-%dT%H:%M:%S+04:00");
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
    let former = desk.take_away();
    let placed = new.take_place(&folder, former, &aside);
    // Whether it went well or not, one of the two opens, and nobody is signed in to it.
    let status = registry::open(desk, &OpenRequest { which });
    placed?;
    Ok(Restored { contents, papers, aside, status: status? })
}
