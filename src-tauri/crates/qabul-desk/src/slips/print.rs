//! Printing a run: numbers taken, sheets streamed into files, then one act in the journal.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDateTime;
use ed25519_dalek::SigningKey;
use qabul_core::digest::hex;
use qabul_core::journal::{Anchor, Deed};
use qabul_core::refusal::{Refusal, UnfitSlip};
use qabul_core::slip::{PhotoHash, Slip};
use qabul_core::staff::{MayDo, MayRead};
use qabul_print::batch::{self, Page, Written};
use qabul_print::{Facts, slip as layout};
use qabul_store::{AnchorWhy, Counter, Member, RunFileRow, Store};
use sha2::{Digest, Sha256};

use super::plan::{FilePlan, Worked, many, numbered, work_out};
use super::sheet::Run;
use crate::claims;
use crate::desk::{self, Desk, Done, Opening, Press};
use crate::failure::{Breakage, Failure};
use crate::files::name_of;
use crate::jobs::Watch;
use crate::key;
use crate::views::jobs::{JobAnswer, JobStarted, JobStep};
use crate::views::sittings::SittingRequest;
use crate::views::slips::{PrintDone, PrintRequest, PrintedFile, RunLine, Runs};

/// Painting and deflating use both cores of a small workstation.
const THREADS: usize = 2;

/// `slips.print`
pub(crate) fn print(desk: &Desk, request: &PrintRequest) -> Result<JobStarted, Failure> {
    let folder = desk.path(&request.folder)?;
    let (may, seen) = (desk.may(Deed::PrintSlips)?, desk.may_read()?);
    claims::settle(desk)?;
    let opening = desk.opening()?;
    let worked = work_out(desk, &request.order)?;
    if request.order.selection.is_some() {
        whole(desk, &worked)?;
    }
    if worked.files.is_empty() || worked.sitting.date.is_none() {
        return Err(Refusal::NothingToPrint.into());
    }
    let asked = serde_json::json!({
        "order": request.order.order, "parting": request.order.parting,
        "chosen": request.order.selection.is_some(),
    });
    Ok(desk.start(move |desk, watch| {
        let done =
            Printing::begin(desk, (opening, may, seen), &worked, &folder)?.run(watch, &asked)?;
        Ok(JobAnswer::Print(done))
    }))
}

/// A choice is printed whole or not at all: who has no seat or is not registered, by name.
fn whole(desk: &Desk, worked: &Worked) -> Result<(), Failure> {
    let (unseated, unregistered) = (many(&worked.unseated), many(&worked.unregistered));
    if unseated > 0 {
        return Err(Refusal::Unseated { unseated, names: names(desk, &worked.unseated)? }.into());
    }
    if unregistered > 0 {
        let names = names(desk, &worked.unregistered)?;
        return Err(Refusal::Unregistered { unregistered, names }.into());
    }
    Ok(())
}

fn names(desk: &Desk, entries: &[i64]) -> Result<Vec<String>, Failure> {
    desk.people(|reader| {
        let mut names = Vec::new();
        for &id in entries.iter().take(20) {
            let line = reader.line(id)?.ok_or(Refusal::NoApplication)?;
            names.push(format!("{} {}", line.work_number.checked(), line.name.join(" ").trim()));
        }
        Ok(names)
    })
}

/// A run under way. The files it made are taken back unless it comes to its end.
struct Printing<'a> {
    desk: &'a Desk,
    may: MayDo,
    seen: MayRead,
    press: &'a Press,
    store: Store,
    worked: &'a Worked,
    folder: &'a Path,
    sample: bool,
    key: SigningKey,
    number: u32,
    serial: u64,
    at: NaiveDateTime,
    made: Vec<PathBuf>,
}

/// What a worker needs to draw one sheet.
struct Item {
    slip: Slip,
    photo: Option<Arc<[u8]>>,
}

impl<'a> Printing<'a> {
    fn begin(
        desk: &'a Desk,
        (opening, may, seen): (Opening, MayDo, MayRead),
        worked: &'a Worked,
        folder: &'a Path,
    ) -> Result<Self, Failure> {
        let press = desk.press()?;
        let mut store = desk.another_of(opening)?;
        let registry = store.reader().registry()?;
        let key = key::of_here(desk, &store.reader())?;
        std::fs::create_dir_all(folder).map_err(|error| Breakage::of_io(&error, folder))?;
        let number = store.take_numbers(&may, Counter::Run, 1)?;
        let serial = store.take_numbers(&may, Counter::Serial, worked.sheets().into())?;
        Ok(Self {
            desk,
            may,
            seen,
            press,
            store,
            worked,
            folder,
            sample: registry.sample,
            key,
            number: u32::try_from(number).unwrap_or(u32::MAX),
            serial,
            at: desk.host().now(),
            made: Vec::new(),
        })
    }

    fn run(mut self, watch: &Watch, asked: &serde_json::Value) -> Result<PrintDone, Failure> {
        watch.step(JobStep::Printing, self.worked.sheets().into());
        let mut written = Vec::with_capacity(self.worked.files.len());
        let mut sheet = 1;
        for file in &self.worked.files {
            match self.file(file, sheet, watch) {
                Ok(row) => written.push(row),
                Err(Failure::Refused { refusal: Refusal::SlipsUnfit { .. } }) => {
                    return Err(self.all_unfit(watch)?.into());
                }
                Err(failure) => return Err(failure),
            }
            sheet += u32::try_from(file.entries.len()).unwrap_or(u32::MAX);
        }
        let anchor = self.record(&written, asked)?;
        let made = std::mem::take(&mut self.made);
        let files = made.into_iter().zip(written).map(|(path, file)| PrintedFile {
            file: self.desk.files().made(path),
            sheets: file.sheets,
            bytes: file.bytes,
            sha256: hex(&file.digest),
        });
        Ok(PrintDone {
            run: self.number,
            anchor: anchor.code(),
            sheets: self.worked.sheets(),
            unseated: many(&self.worked.unseated),
            unregistered: many(&self.worked.unregistered),
            files: files.collect(),
        })
    }

    fn shared(&self) -> Run<'_> {
        Run {
            sitting: &self.worked.sitting,
            rules: &self.worked.rules,
            sample: self.sample,
            key: &self.key,
            number: self.number,
            of: self.worked.sheets(),
            at: self.at,
        }
    }

    /// Every slip of the run that does not fit its paper, so that all are named together.
    fn all_unfit(&self, watch: &Watch) -> Result<Refusal, Failure> {
        let mut slips: Vec<UnfitSlip> = Vec::new();
        let run = self.shared();
        for (sheet, &id) in (1u32..).zip(self.worked.files.iter().flat_map(|file| &file.entries)) {
            if sheet % 64 == 0 {
                watch.done(sheet.into())?;
            }
            let item = self.item(&run, id, sheet)?;
            slips.extend(layout::layout(&item.slip, &self.press.form, &self.press.faces).err());
        }
        Ok(Refusal::SlipsUnfit { slips })
    }

    fn file(&mut self, plan: &FilePlan, first: u32, watch: &Watch) -> Result<RunFileRow, Failure> {
        let name = numbered(self.number.into(), &plan.name);
        let path = self.folder.join(&name);
        if path.exists() {
            return Err(Refusal::FileExists { file: name }.into());
        }
        let run = self.shared();
        let facts = Facts {
            title: format!("{} · № {}", crate::sittings::name(&self.worked.sitting), self.number),
            author: self.press.template.az.center.clone(),
            language: "az".to_owned(),
            created: self.at,
            identity: Sha256::digest(format!("qabul/run/{}/{}/{name}", self.number, self.serial))
                .into(),
        };
        let sheets = (first..).zip(&plan.entries);
        let items = sheets.map(|(sheet, &id)| self.item(&run, id, sheet));
        let draw = |item: Item| -> Result<Page, Failure> {
            let sheet = layout::layout(&item.slip, &self.press.form, &self.press.faces)
                .map_err(|unfit| Refusal::SlipsUnfit { slips: vec![unfit] })?;
            Ok(Page { sheet, photo: item.photo })
        };
        let before = u64::from(first) - 1;
        let mut tell = |done: u64| match watch.done(before + done) {
            Ok(()) => std::ops::ControlFlow::Continue(()),
            Err(_) => std::ops::ControlFlow::Break(()),
        };
        let Written { sheets, bytes, sha256 } =
            batch::write(&path, &facts, &self.press.faces, THREADS, items, draw, &mut tell)?;
        self.made.push(path);
        let sheets = u32::try_from(sheets).unwrap_or(u32::MAX);
        Ok(RunFileRow { name, sheets, bytes, digest: sha256 })
    }

    fn item(&self, run: &Run<'_>, id: i64, sheet: u32) -> Result<Item, Failure> {
        let facts =
            self.store.reader().people(self.seen).entry(id)?.ok_or(Refusal::NoApplication)?;
        let hash: Option<PhotoHash> = facts.person.photo;
        let photo = hash.map(|hash| self.store.paper(&hash, self.seen)).transpose()?.flatten();
        let slip = run.slip(facts, self.serial + u64::from(sheet) - 1, sheet)?;
        Ok(Item { slip, photo: photo.map(Arc::from) })
    }

    /// One act: the run, its files, a serial for every entry. Its head is anchored, for the cover.
    fn record(
        &mut self,
        files: &[RunFileRow],
        asked: &serde_json::Value,
    ) -> Result<Anchor, Failure> {
        let (number, serial, at) = (self.number, self.serial, self.at);
        let (worked, may) = (self.worked, &self.may);
        let why = AnchorWhy::Run;
        let anchored = self.desk.change_anchored(&mut self.store, (may, why), |tx, act| {
            let (key, _) = desk::sitting(tx, worked.sitting.id)?;
            tx.add_run(number, key, &asked.to_string(), at, may.by(), files)?;
            for (&entry, sheet) in worked.files.iter().flat_map(|file| &file.entries).zip(1..) {
                let serial = serial + u64::from(sheet) - 1;
                tx.add_slip(serial, entry, number, sheet)?;
                let after = serde_json::json!({
                    "serial": serial.to_string(), "run": number.to_string(),
                });
                let after = Some(after.to_string());
                act.member(&Member { kind: "entry", record: entry, before: None, after })?;
            }
            let facts = serde_json::json!({
                "sitting": worked.sitting.id, "run": number, "sheets": worked.sheets(),
                "files": files.len(), "asked": asked,
            });
            Ok(Done { answer: (), facts })
        });
        Ok(anchored?.1)
    }
}

impl Drop for Printing<'_> {
    fn drop(&mut self) {
        // Files of a run that did not come to its end would look like slips that count.
        for path in &self.made {
            if let Err(error) = std::fs::remove_file(path) {
                tracing::warn!(file = name_of(path), %error, "a file of a stopped run stays");
            }
        }
    }
}

/// `slips.runs`
pub(crate) fn runs(desk: &Desk, request: &SittingRequest) -> Result<Runs, Failure> {
    desk.read(|reader| {
        let (key, _) = desk::sitting(reader, request.sitting)?;
        let line = |run: qabul_store::RunRow| RunLine {
            run: run.number,
            at: run.at,
            by: run.by,
            sheets: run.sheets,
            files: run.files,
            anchor: run.head.map(|head| Anchor::of(&head).code()),
        };
        Ok(Runs { runs: reader.runs(key)?.into_iter().map(line).collect() })
    })
}
