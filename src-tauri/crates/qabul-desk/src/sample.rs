//! The sample round: synthetic people through the ordinary import, seated, ready to print.

use std::path::Path;

use ed25519_dalek::SigningKey;
use qabul_core::campaign::SittingId;
use qabul_core::refusal::Refusal;
use qabul_sample::Round;
use qabul_store::Store;
use sha2::{Digest, Sha256};

use crate::desk::Desk;
use crate::failure::{Breakage, Failure};
use crate::files;
use crate::jobs::Watch;
use crate::views::Nothing;
use crate::views::halls::ImportHallsRequest;
use crate::views::import::{CommitRequest, PreviewRequest};
use crate::views::jobs::{JobAnswer, JobStarted, JobStep};
use crate::views::registry::{OpenRequest, SampleRequest, Which};
use crate::views::sittings::DrawRequest;

/// As many as applied to Stage I in 2025.
const CANDIDATES: u32 = 1448;
const CENTER: &str = "Dövlət İmtahan Mərkəzi (nümunə)";

/// The sitting of the sample, for good: residency 2026, Stage I, attempt 2.
fn sitting() -> Result<SittingId, Failure> {
    "residency-2026-1-2".parse().map_err(|fault| Breakage::program("sample", &fault).into())
}

/// `registry.make_sample`: makes the round where there is none, finishes it where it was broken
/// off, and opens it.
pub(crate) fn make(desk: &Desk, request: &SampleRequest) -> Result<JobStarted, Failure> {
    let round = Round::new(request.seed.unwrap_or(1), request.candidates.unwrap_or(CANDIDATES));
    let folder = desk.folders().sample.clone();
    if let Ok(there) = Store::open(&folder)
        && !there.reader().registry()?.sample
    {
        return Err(Refusal::RealRegistryThere.into());
    }
    Ok(desk.start(move |desk, watch| {
        // Made on a desk of its own: whatever is opened meanwhile, no synthetic person can come
        // into it, and a round that was stopped is not left open.
        let own = desk.beside();
        if !Store::exists(&folder) {
            found(&own, &folder, round.seed)?;
        }
        let sample = OpenRequest { which: Which::Sample };
        crate::registry::open(&own, &sample)?;
        crate::staff::session::sign_in_sample(&own, &Nothing {})?;
        let id = sitting()?;
        let sittings = crate::sittings::list(&own, &Nothing {})?.sittings;
        let line = sittings.into_iter().find(|line| line.id == id);
        let there = line.map_or((0, 0), |line| (line.candidates, line.seated));
        complete(&own, &round, id, there, watch)?;
        Ok(JobAnswer::Sample(crate::registry::open(desk, &sample)?))
    }))
}

/// Fills and seats what is not filled and seated yet.
fn complete(
    desk: &Desk,
    round: &Round,
    sitting: SittingId,
    (candidates, seated): (u32, u32),
    watch: &Watch,
) -> Result<(), Failure> {
    if candidates == 0 {
        fill(desk, round, sitting, watch)?;
    }
    if seated == 0 {
        watch.step(JobStep::Seating, 0);
        crate::seating::draw(desk, &DrawRequest { sitting, seed: round.seed })?;
    }
    Ok(())
}

/// The sample's own key: the same for everyone, so that its papers are the same everywhere, and so
/// worth nothing to any real registry, none of which trusts it.
fn found(desk: &Desk, folder: &Path, seed: u64) -> Result<(), Failure> {
    let secret = Sha256::digest(format!("qabul/sample-key/1/{seed}"));
    let key = SigningKey::from_bytes(&secret.into());
    crate::registry::found(desk, folder, CENTER, Some(&key))?;
    Ok(())
}

/// Writes the round's lists and photos into a folder of their own and imports them as a clerk
/// would; the folder is gone afterwards.
fn fill(desk: &Desk, round: &Round, sitting: SittingId, watch: &Watch) -> Result<(), Failure> {
    let broken =
        |error: std::io::Error| Failure::from(Breakage::of_io(&error, Path::new("sample")));
    let folder = tempfile::tempdir().map_err(broken)?;
    let (list, halls) = (folder.path().join("namizədlər.csv"), folder.path().join("zallar.csv"));
    let photos = folder.path().join("şəkillər");
    std::fs::create_dir(&photos).map_err(broken)?;
    files::write(&list, &round.applications_csv())?;
    files::write(&halls, &round.halls_csv())?;
    watch.step(JobStep::MakingSample, round.people().len() as u64);
    for (done, person) in (1..).zip(round.people()) {
        watch.done(done)?;
        let path = photos.join(format!("{}.jpg", person.fin));
        std::fs::write(path, round.photo(&person)).map_err(broken)?;
    }
    let imported = crate::halls::import(
        desk,
        &ImportHallsRequest { file: desk.admit(halls).handle, dry_run: false },
    )?;
    if !imported.written {
        return Err(Breakage::program("sample halls", &format!("{:?}", imported.findings)).into());
    }
    let request = PreviewRequest {
        sitting,
        file: desk.admit(list).handle,
        photos: Some(desk.admit(photos).handle),
    };
    let preview = match desk.wait(crate::import::preview(desk, &request)?, |_| ())? {
        JobAnswer::Preview(preview) => preview,
        _ => return Err(Breakage::program("sample", &"no preview").into()),
    };
    let request = CommitRequest { preview: preview.preview, good_only: false };
    desk.wait(crate::import::commit(desk, &request)?, |_| ())?;
    Ok(())
}
