//! Each typed command as requests of the table.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use qabul_core::campaign::SittingId;
use qabul_core::fault::Weight;
use qabul_core::refusal::Refusal;
use qabul_desk::views::Nothing;
use qabul_desk::views::applications::{
    ExportRequest, Exported, ListAnswer, ListFilter, ListOrder, ListRequest, Selection,
};
use qabul_desk::views::files::FileHandle;
use qabul_desk::views::halls::{HallsImported, ImportHallsRequest};
use qabul_desk::views::import::{
    CommitRequest, ImportDone, ImportPreview, PreviewRequest, SavePreviewPart,
};
use qabul_desk::views::jobs::{JobAnswer, JobStarted};
use qabul_desk::views::registry::{OpenRequest, SampleRequest, Status, Which};
use qabul_desk::views::sittings::{DrawRequest, Drawn, Sittings};
use qabul_desk::views::slips::{
    CoverRequest, Covered, Parting, PrintOrder, PrintRequest, SheetOrder, Verdict, VerifyRequest,
};
use qabul_desk::{Breakage, Desk, Failure};
use serde::Serialize;
use serde_json::json;

use crate::arguments::{Arguments, Certificates, Command, Export, Journal, Key};
use crate::backup::{self, Backup};
use crate::certificates;
use crate::keeping;
use crate::say::Say;
use crate::sign_in::sign_in;
use crate::unreadable;

/// Does what was typed.
pub(crate) fn work(desk: &Desk, typed: &Arguments, say: &mut Say) -> Result<ExitCode, Failure> {
    match &typed.command {
        Command::Demo { candidates, seed } => return demo(desk, *candidates, *seed, say),
        Command::Open => return open_window(typed),
        Command::Certificates(Certificates::Check { file, on, shipped: true }) => {
            return certificates::check(desk, (file, on.as_deref(), true), say);
        }
        Command::Backup(Backup::Restore { file, key, yes }) => {
            return backup::restore(desk, typed, (file, key.as_deref(), *yes), say);
        }
        _ => {
            let status = open(desk, typed.sample)?;
            // A slip is checked for whoever holds it.
            let anybody = matches!(typed.command, Command::VerifySlip { .. });
            if !anybody && let Err(missing) = sign_in(desk, typed, &status)? {
                return Ok(say.missing(missing));
            }
        }
    }
    match &typed.command {
        Command::Sittings => sittings(desk, say),
        Command::Import { file, sitting, photos, dry_run, good_only, findings } => {
            let typed = Import {
                file,
                sitting: *sitting,
                photos: photos.as_deref(),
                dry_run: *dry_run,
                good_only: *good_only,
                findings: findings.as_deref(),
            };
            import(desk, &typed, say)
        }
        Command::Halls { file, dry_run } => halls(desk, file, *dry_run, say),
        Command::Seat { sitting, seed } => seat(desk, *sitting, *seed, say),
        Command::Slips { sitting, out, one_file, by_building, order } => {
            if let Err(missing) = keeping::unlock(desk, typed)? {
                return Ok(say.missing(missing));
            }
            let parting = match (one_file, by_building) {
                (true, _) => Parting::OneFile,
                (_, true) => Parting::Buildings,
                _ => Parting::Halls,
            };
            slips(desk, *sitting, out, parting, (*order).into(), say)
        }
        Command::Cover { sitting, run, out } => cover(desk, *sitting, *run, out, say),
        Command::Export(Export::Applications { sitting, out }) => export(desk, *sitting, out, say),
        Command::Certificates(Certificates::Check { file, on, shipped }) => {
            certificates::check(desk, (file, on.as_deref(), *shipped), say)
        }
        Command::Journal(Journal::Verify { anchor }) => {
            keeping::verify_journal(desk, anchor.clone(), say)
        }
        Command::Key(Key::List) => keeping::keys(desk, say),
        Command::Key(Key::Make) => keeping::make_key(desk, typed, say),
        Command::Backup(what) => backup::work(desk, what, say),
        Command::VerifySlip { digits } => verify(desk, digits, say),
        Command::Demo { .. } | Command::Open => Ok(ExitCode::SUCCESS),
    }
}

/// Opens the center's own registry, or the sample round where that is all there is.
pub(crate) fn open(desk: &Desk, sample: bool) -> Result<Status, Failure> {
    let status: Status = desk.ask("registry.status", &Nothing {})?;
    let which = match (sample, status.own_exists, status.sample_exists) {
        (true, ..) | (_, false, true) => Which::Sample,
        _ => Which::Own,
    };
    desk.ask("registry.open", &OpenRequest { which })
}

pub(crate) fn job(
    desk: &Desk,
    name: &str,
    request: &impl Serialize,
    say: &Say,
) -> Result<JobAnswer, Failure> {
    let started: JobStarted = desk.ask(name, request)?;
    desk.wait(started, |state| say.progress(state))
}

pub(crate) fn unexpected() -> Failure {
    Breakage::Program { part: "answer".to_owned() }.into()
}

fn demo(
    desk: &Desk,
    candidates: Option<u32>,
    seed: Option<u64>,
    say: &Say,
) -> Result<ExitCode, Failure> {
    job(desk, "registry.make_sample", &SampleRequest { candidates, seed }, say)?;
    desk.ask::<Status>("session.sign_in_sample", &Nothing {})?;
    sittings(desk, say)
}

fn sittings(desk: &Desk, say: &Say) -> Result<ExitCode, Failure> {
    let sittings: Sittings = desk.ask("sittings.list", &Nothing {})?;
    say.answer(&json!(sittings), || {
        let line = |line: &qabul_desk::views::sittings::SittingLine| {
            let date = line.date.as_deref().unwrap_or("–");
            let (candidates, seated, printed) = (line.candidates, line.seated, line.printed);
            format!("{}  {date}  {candidates} / {seated} / {printed}  {}\n", line.id, line.name)
        };
        sittings.sittings.iter().map(line).collect()
    });
    Ok(ExitCode::SUCCESS)
}

struct Import<'a> {
    file: &'a Path,
    sitting: SittingId,
    photos: Option<&'a Path>,
    dry_run: bool,
    good_only: bool,
    findings: Option<&'a Path>,
}

fn import(desk: &Desk, typed: &Import<'_>, say: &Say) -> Result<ExitCode, Failure> {
    let findings = typed.findings.map(|path| new_file(desk, path)).transpose()?;
    let request = PreviewRequest {
        sitting: typed.sitting,
        file: given(desk, typed.file)?,
        photos: typed.photos.map(|folder| given(desk, folder)).transpose()?,
    };
    let JobAnswer::Preview(preview) = job(desk, "import.preview", &request, say)? else {
        return Err(unexpected());
    };
    say.findings(&preview.findings, preview.findings_total);
    if let Some(file) = findings {
        let part = SavePreviewPart { preview: preview.preview, file };
        desk.ask::<Exported>("import.save_findings", &part)?;
    }
    let refuses = preview.refused > 0 && !typed.good_only;
    if typed.dry_run || refuses {
        say.answer(&json!({ "preview": preview, "written": false }), || counts(&preview));
        return Ok(ExitCode::from(u8::from(refuses)));
    }
    // The refused rows are left first: were there no room for them, nothing would be written.
    let left =
        if preview.refused > 0 { Some(refused_rows(desk, &preview, typed.file)?) } else { None };
    let request = CommitRequest { preview: preview.preview, good_only: typed.good_only };
    let JobAnswer::Import(done) = job(desk, "import.commit", &request, say)? else {
        return Err(unexpected());
    };
    let document = json!({
        "preview": preview, "written": true, "done": done,
        "refused_rows": left.as_ref().map(|path| path.display().to_string()),
    });
    say.answer(&document, || {
        let left = left.map_or_else(String::new, |path| format!("\n{}", path.display()));
        done_counts(&done) + &left
    });
    Ok(ExitCode::SUCCESS)
}

/// Leaves the refused rows as a CSV beside the list, never over another file.
fn refused_rows(desk: &Desk, preview: &ImportPreview, list: &Path) -> Result<PathBuf, Failure> {
    let stem = list.file_stem().unwrap_or_default().to_string_lossy();
    let free = (0..).map(|n| match n {
        0 => list.with_file_name(format!("{stem}-refused.csv")),
        n => list.with_file_name(format!("{stem}-refused-{n}.csv")),
    });
    let path = free.into_iter().find(|path| !path.exists()).ok_or_else(|| unreadable(list))?;
    let file = desk.admit(path.clone()).handle;
    desk.ask::<Exported>(
        "import.save_refused",
        &SavePreviewPart { preview: preview.preview, file },
    )?;
    Ok(path)
}

fn counts(preview: &ImportPreview) -> String {
    let ImportPreview { rows, new, changed, unchanged, refused, photos, .. } = preview;
    format!(
        "{rows} = {new} new + {changed} changed + {unchanged} unchanged + {refused} refused; {photos} photos"
    )
}

fn done_counts(done: &ImportDone) -> String {
    let ImportDone { rows, new, changed, unchanged, refused, photos } = done;
    format!(
        "{rows} = {new} new + {changed} changed + {unchanged} unchanged + {refused} refused; {photos} photos"
    )
}

fn halls(desk: &Desk, file: &Path, dry_run: bool, say: &Say) -> Result<ExitCode, Failure> {
    let request = ImportHallsRequest { file: given(desk, file)?, dry_run };
    let done: HallsImported = desk.ask("halls.import", &request)?;
    say.findings(&done.findings, u32::try_from(done.findings.len()).unwrap_or(u32::MAX));
    let refused = done.findings.iter().any(|finding| finding.weight == Weight::Refuses);
    say.answer(&json!(done), || {
        format!(
            "{} = {} new + {} changed + {} unchanged",
            done.rows, done.new, done.changed, done.unchanged
        )
    });
    Ok(ExitCode::from(u8::from(refused)))
}

fn seat(desk: &Desk, sitting: SittingId, seed: u64, say: &Say) -> Result<ExitCode, Failure> {
    let drawn: Drawn = desk.ask("seating.draw", &DrawRequest { sitting, seed })?;
    say.answer(&json!(drawn), || {
        let Drawn { seated, halls, unconfirmed, unpaid } = drawn;
        format!("{seated} seated in {halls} halls; not seated: {unconfirmed} unconfirmed, {unpaid} unpaid")
    });
    Ok(ExitCode::SUCCESS)
}

fn slips(
    desk: &Desk,
    sitting: SittingId,
    out: &Path,
    parting: Parting,
    order: SheetOrder,
    say: &Say,
) -> Result<ExitCode, Failure> {
    let request = PrintRequest {
        order: PrintOrder { sitting, selection: None, order, parting },
        folder: desk.admit(out.to_owned()).handle,
    };
    let JobAnswer::Print(done) = job(desk, "slips.print", &request, say)? else {
        return Err(unexpected());
    };
    for (why, count) in [("unseated", done.unseated), ("unregistered", done.unregistered)] {
        if count > 0 {
            let data = json!({ why: count, "names": [] });
            eprintln!("{}", say.words.text(&["refusal", why, "what"], &data));
        }
    }
    let paths: Vec<PathBuf> = done.files.iter().map(|file| out.join(&file.file.name)).collect();
    say.answer(&json!({ "done": done, "paths": paths }), || {
        let lines = done.files.iter().zip(&paths);
        lines.map(|(file, path)| format!("{}  {}\n", file.sheets, path.display())).collect()
    });
    Ok(ExitCode::SUCCESS)
}

fn cover(
    desk: &Desk,
    sitting: SittingId,
    run: u32,
    out: &Path,
    say: &Say,
) -> Result<ExitCode, Failure> {
    let file = new_file(desk, out)?;
    let made: Covered = desk.ask("slips.cover", &CoverRequest { sitting, run, file })?;
    say.answer(&json!({ "anchor": made.anchor, "path": out }), || {
        format!("{}  {}", made.anchor, out.display())
    });
    Ok(ExitCode::SUCCESS)
}

fn export(desk: &Desk, sitting: SittingId, out: &Path, say: &Say) -> Result<ExitCode, Failure> {
    let request = ListRequest {
        sitting,
        filter: ListFilter::default(),
        order: ListOrder::Name,
        descending: false,
    };
    let list: ListAnswer = desk.ask("applications.list", &request)?;
    let selection = Selection::List { list: list.list, except: vec![] };
    let ending = out.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    if !["csv", "xlsx"].iter().any(|known| ending.eq_ignore_ascii_case(known)) {
        eprintln!("--out FILE.csv|FILE.xlsx");
        return Ok(ExitCode::from(2));
    }
    let file = new_file(desk, out)?;
    let exported: Exported = desk.ask("applications.export", &ExportRequest { selection, file })?;
    say.answer(&json!({ "rows": exported.rows, "path": out }), || {
        format!("{}  {}", exported.rows, out.display())
    });
    Ok(ExitCode::SUCCESS)
}

fn verify(desk: &Desk, digits: &str, say: &Say) -> Result<ExitCode, Failure> {
    let verdict: Verdict =
        desk.ask("slips.verify", &VerifyRequest { digits: digits.to_owned() })?;
    // Who was taken back since does not sit, whatever he holds.
    let valid = matches!(
        verdict,
        Verdict::Valid { registered: true, .. } | Verdict::Notice { exempt: true, .. }
    );
    say.answer(&json!(verdict), || match &verdict {
        Verdict::Valid { sitting, work_number, serial, name, superseded, registered, .. } => {
            let name = name.as_deref().unwrap_or("–");
            let superseded = if *superseded { " (superseded)" } else { "" };
            let (sign, left) = if *registered { ("✓", "") } else { ("✕", " (not registered)") };
            format!("{sign} {sitting}  {work_number}  {serial}{superseded}{left}  {name}")
        }
        Verdict::Notice { work_number, serial, name, superseded, exempt, .. } => {
            let name = name.as_deref().unwrap_or("–");
            let superseded = if *superseded { " (superseded)" } else { "" };
            let (sign, left) = if *exempt { ("✓", "") } else { ("✕", " (revoked)") };
            format!("{sign} notice  {work_number}  {serial}{superseded}{left}  {name}")
        }
        Verdict::Invalid { fault } => format!("✕ {}", say.words.code(fault)),
    });
    Ok(ExitCode::from(u8::from(!valid)))
}

/// A file of the command line that is written anew; what is there is never written over.
pub(crate) fn new_file(desk: &Desk, path: &Path) -> Result<FileHandle, Failure> {
    if path.exists() {
        return Err(Refusal::FileExists { file: path.display().to_string() }.into());
    }
    Ok(desk.admit(path.to_owned()).handle)
}

/// A file or folder of the command line that must be there.
pub(crate) fn given(desk: &Desk, path: &Path) -> Result<FileHandle, Failure> {
    if path.exists() { Ok(desk.admit(path.to_owned()).handle) } else { Err(unreadable(path)) }
}

/// Starts the window that was installed beside this program.
fn open_window(typed: &Arguments) -> Result<ExitCode, Failure> {
    let name = format!("qabul-desktop{}", std::env::consts::EXE_SUFFIX);
    let here = std::env::current_exe().map_err(|_| unreadable(Path::new(&name)))?;
    let mut command = std::process::Command::new(here.with_file_name(&name));
    if let Some(folder) = &typed.data {
        command.arg("--data").arg(folder);
    }
    if typed.sample {
        command.arg("--sample");
    }
    command.spawn().map_err(|_| Failure::from(Refusal::NoWindow { file: name }))?;
    Ok(ExitCode::SUCCESS)
}
