//! Import: every row judged in a preview, then one transaction or none.

mod against;
mod judge;
mod photos;
mod restore;
mod settle;
mod state;
mod write;

pub(crate) use judge::Judging;
pub(crate) use restore::restore;
pub(crate) use state::State;
pub(crate) use write::FreeNumbers;

use std::collections::BTreeSet;

use qabul_core::application::WorkNumber;
use qabul_core::campaign::SittingId;
use qabul_core::fault::{Finding, Weight};
use qabul_core::journal::Deed;
use qabul_core::person::Candidate;
use qabul_core::refusal::Refusal;
use qabul_exchange::applications::ApplicationRow;
use qabul_exchange::findings;
use qabul_exchange::table::Table;
use qabul_store::KnownRow;

use crate::claims;
use crate::desk::{Desk, Opening};
use crate::failure::{Breakage, Failure};
use crate::files;
use crate::jobs::Watch;
use crate::views::applications::Exported;
use crate::views::files::FileHandle;
use crate::views::import::{
    CommitRequest, FindingCount, ImportDone, ImportPreview, PreviewRequest, SavePreviewPart,
};
use crate::views::jobs::{JobAnswer, JobStarted, JobStep};
use crate::words::Words;
use photos::PhotoFile;

/// The previews that can still be committed: the last two.
#[derive(Default)]
pub(crate) struct Previews {
    given: u32,
    kept: Vec<(u32, std::sync::Arc<Preview>)>,
}

/// A list that was read and judged.
pub(crate) struct Preview {
    sitting: SittingId,
    opening: Opening,
    /// Every work number of the file, those of refused rows too: none of them is given away.
    listed: Vec<WorkNumber>,
    /// The last act of the registry that was judged against.
    seen: i64,
    table: Table,
    rows: Vec<JudgedRow>,
    findings: Vec<Finding>,
    refused: BTreeSet<u32>,
    answer: ImportPreview,
}

/// A good row and what it does.
struct JudgedRow {
    row: Option<ApplicationRow>,
    known: Option<Box<KnownRow>>,
    photo: Option<Box<PhotoFile>>,
    effect: Effect,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effect {
    New,
    Changed,
    Unchanged,
}

impl JudgedRow {
    /// Its number in the list; after every row where only a photo comes.
    fn number(&self) -> u32 {
        self.row.as_ref().map_or(u32::MAX, |row| row.row)
    }

    /// The person as the row has it, or as the registry has it where only a photo comes.
    fn candidate(&self) -> Option<&Candidate> {
        let known = self.known.as_ref().map(|known| &known.person.candidate);
        self.row.as_ref().map(|row| &row.candidate).or(known)
    }
}

const FINDINGS_SHOWN: usize = 500;

/// `import.preview`
pub(crate) fn preview(desk: &Desk, request: &PreviewRequest) -> Result<JobStarted, Failure> {
    let path = desk.path(&request.file)?;
    let photos = request.photos.as_ref().map(|folder| desk.path(folder)).transpose()?;
    let sitting = request.sitting;
    desk.may(Deed::ImportApplications)?;
    let (opening, seen) = (desk.opening()?, desk.may_read()?);
    Ok(desk.start(move |desk, watch| {
        let table = files::table(&path)?;
        let photos = match photos {
            Some(folder) => Some(photos::read(&folder, watch)?),
            None => None,
        };
        let judged = judge::judge(
            desk,
            (sitting, opening, seen),
            table,
            &files::name_of(&path),
            photos,
            watch,
        )?;
        Ok(JobAnswer::Preview(desk.previews().keep(judged)))
    }))
}

impl Previews {
    fn keep(&mut self, mut preview: Preview) -> ImportPreview {
        self.given += 1;
        preview.answer.preview = self.given;
        let answer = preview.answer.clone();
        if self.kept.len() == 2 {
            self.kept.remove(0);
        }
        self.kept.push((self.given, std::sync::Arc::new(preview)));
        answer
    }

    fn get(&self, number: u32) -> Result<std::sync::Arc<Preview>, Refusal> {
        let found = self.kept.iter().find(|(known, _)| *known == number);
        found.map(|(_, preview)| preview.clone()).ok_or(Refusal::PreviewStale)
    }

    fn forget(&mut self, number: u32) {
        self.kept.retain(|(known, _)| *known != number);
    }
}

/// `import.commit`
pub(crate) fn commit(desk: &Desk, request: &CommitRequest) -> Result<JobStarted, Failure> {
    let preview = desk.previews().get(request.preview)?;
    let (refused, rows) = (preview.answer.refused, preview.answer.rows);
    if refused > 0 && !request.good_only {
        return Err(Refusal::RowsRefused { refused, rows }.into());
    }
    let number = request.preview;
    let may = desk.may(Deed::ImportApplications)?;
    Ok(desk.start(move |desk, watch| {
        let done = write::write(desk, &may, &preview, watch)?;
        claims::settle_soon(desk);
        // The refused rows can still be saved after the good ones were taken.
        if refused == 0 {
            desk.previews().forget(number);
        }
        Ok(JobAnswer::Import(done))
    }))
}

/// `import.save_findings`
pub(crate) fn save_findings(desk: &Desk, request: &SavePreviewPart) -> Result<Exported, Failure> {
    let preview = desk.previews().get(request.preview)?;
    let words = Words::of(crate::preferences::read(desk, &crate::views::Nothing {})?.language);
    let csv =
        findings::csv(&preview.findings, |finding| words.finding(finding), words.finding_heads());
    save(desk, &request.file, &csv, preview.findings.len())
}

/// `import.save_refused`
pub(crate) fn save_refused(desk: &Desk, request: &SavePreviewPart) -> Result<Exported, Failure> {
    let preview = desk.previews().get(request.preview)?;
    let csv = findings::refused_rows_csv(&preview.table, &preview.refused)
        .map_err(|error| Breakage::program("refused rows", &error))?;
    save(desk, &request.file, &csv, preview.refused.len())
}

fn save(desk: &Desk, file: &FileHandle, bytes: &[u8], rows: usize) -> Result<Exported, Failure> {
    files::write(&desk.path(file)?, bytes)?;
    Ok(Exported { rows: u32::try_from(rows).unwrap_or(u32::MAX) })
}

/// Findings counted by tag, refusals first, then the most frequent.
fn kinds(findings: &[Finding]) -> Vec<FindingCount> {
    let mut kinds: Vec<FindingCount> = Vec::new();
    for finding in findings {
        let tag = crate::words::tag(&finding.fault, "fault");
        let refuses = finding.weight == Weight::Refuses;
        match kinds.iter_mut().find(|kind| kind.fault == tag && kind.refuses == refuses) {
            Some(kind) => kind.count += 1,
            None => kinds.push(FindingCount { fault: tag, refuses, count: 1 }),
        }
    }
    kinds.sort_by_key(|kind| (!kind.refuses, std::cmp::Reverse(kind.count)));
    kinds
}

/// How often a long loop tells how far it is.
const TELL_EVERY: u64 = 256;

/// Tells the watcher about every few hundred units; often enough to stop within a second.
fn tell(watch: &Watch, done: u64) -> Result<(), Refusal> {
    if done.is_multiple_of(TELL_EVERY) { watch.done(done) } else { Ok(()) }
}

/// The answer of a finished import.
fn done_of(preview: &ImportPreview) -> ImportDone {
    ImportDone {
        rows: preview.rows,
        new: preview.new,
        changed: preview.changed,
        unchanged: preview.unchanged,
        refused: preview.refused,
        photos: preview.photos,
    }
}

/// The steps of an import, in order, for its watcher.
const READING: JobStep = JobStep::ReadingRows;
