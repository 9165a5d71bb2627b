//! The cover of a run: on paper what the journal is held against later, made when it is asked for.

use std::ops::ControlFlow;

use qabul_core::digest::hex;
use qabul_core::journal::{Anchor, Deed, moment};
use qabul_core::refusal::Refusal;
use qabul_core::slip::{CoverFile, RunCover, Serial};
use qabul_print::batch::{self, Page};
use qabul_print::{Facts, cover as layout};
use qabul_store::{Reader, RunFileRow};
use sha2::{Digest, Sha256};

use crate::desk::{self, Desk, Done};
use crate::failure::{Breakage, Failure};
use crate::reference;
use crate::views::slips::{CoverRequest, Covered};

/// `slips.cover`
pub(crate) fn cover(desk: &Desk, request: &CoverRequest) -> Result<Covered, Failure> {
    let path = desk.path(&request.file)?;
    let may = desk.may(Deed::PrintCover)?;
    let (press, texts) = (desk.press()?, reference::cover_texts()?);
    let cover = desk.read(|reader| of_run(reader, request))?;
    let sheets = layout::layout(&cover, &texts, &press.faces)?;
    let facts = Facts {
        title: format!("{} · № {}", texts.title, cover.run),
        author: texts.center,
        language: "az".to_owned(),
        created: desk.host().now(),
        identity: Sha256::digest(format!("qabul/cover/{}/{}", cover.run, cover.anchor)).into(),
    };
    let pages = sheets.into_iter().map(|sheet| Ok(Page { sheet, photo: None }));
    let whole = &mut |_| ControlFlow::Continue(());
    let written = batch::write::<Page, Failure>(&path, &facts, &press.faces, 1, pages, Ok, whole)?;
    let told = serde_json::json!({ "run": cover.run, "sheets": written.sheets });
    desk.change(&may, |_, _| Ok(Done { answer: (), facts: told }))?;
    Ok(Covered { file: desk.files().made(path), anchor: cover.anchor })
}

fn of_run(reader: &Reader<'_>, request: &CoverRequest) -> Result<RunCover, Failure> {
    let (key, sitting) = desk::sitting(reader, request.sitting)?;
    let found = reader.run(request.run)?.filter(|found| found.sitting == key);
    let found = found.ok_or(Refusal::NoRun { run: request.run })?;
    let serial = |number| Serial { series: sitting.series.clone(), number }.text();
    let file = |file: RunFileRow| CoverFile {
        name: file.name,
        sheets: file.sheets,
        digest: hex(&file.digest),
    };
    let printed_at =
        moment(&found.run.at).ok_or_else(|| Breakage::Program { part: "run".to_owned() })?;
    Ok(RunCover {
        run: found.run.number,
        exam: crate::sittings::name(&sitting),
        date: sitting.date,
        printed_at,
        by: found.run.by,
        sheets: found.run.sheets,
        serials: (serial(found.serials.0), serial(found.serials.1)),
        // A registry of before there were anchors has runs without one.
        anchor: found.run.head.map_or_else(|| "–".to_owned(), |head| Anchor::of(&head).code()),
        files: found.files.into_iter().map(file).collect(),
        sample: reader.registry()?.sample,
    })
}
