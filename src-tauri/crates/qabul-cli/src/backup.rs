//! Backups at the command line: for night batches, and for a computer that has nothing left.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use qabul_desk::views::Nothing;
use qabul_desk::views::backup::{
    BackupContents, BackupState, OpenBackup, RecoveryKey, SetUpBackup,
};
use qabul_desk::views::jobs::JobAnswer;
use qabul_desk::{Desk, Failure};
use serde_json::json;

use crate::arguments::Arguments;
use crate::say::Say;
use crate::sign_in::sign_in;
use crate::unreadable;
use crate::work::{given, job, new_file, open, unexpected};

#[derive(Debug, Subcommand)]
pub(crate) enum Backup {
    /// Choose where backups go and who opens them; makes the recovery key.
    SetUp {
        /// The folder, which must be there.
        #[arg(long, value_name = "DIR")]
        folder: PathBuf,
        /// The center's public key.
        #[arg(long, value_name = "age1…")]
        recipient: String,
        /// The recovery sheet with the private key, to print and lock away.
        #[arg(long, value_name = "FILE")]
        recovery_out: PathBuf,
    },
    /// Make a checked and sealed backup.
    Make,
    /// List those that are there, the newest first.
    List,
    /// Open one beside the registry, check it whole, print slips from both.
    Rehearse {
        /// A file with a private key; the sample needs none.
        #[arg(long, value_name = "FILE")]
        key: Option<PathBuf>,
        /// The backup; the newest when not said.
        file: Option<PathBuf>,
    },
    /// Put the registry of a backup in the place of the present one, which is set aside.
    Restore {
        /// The backup.
        file: PathBuf,
        /// A file with a private key; the sample needs none.
        #[arg(long, value_name = "FILE")]
        key: Option<PathBuf>,
        /// Do it; without this only what the backup holds is said.
        #[arg(long)]
        yes: bool,
    },
}

/// Does what needs an open registry.
pub(crate) fn work(desk: &Desk, what: &Backup, say: &Say) -> Result<ExitCode, Failure> {
    match what {
        Backup::SetUp { folder, recipient, recovery_out } => {
            set_up(desk, folder, recipient, recovery_out, say)
        }
        Backup::Make => make(desk, say),
        Backup::List => list(desk, say),
        Backup::Rehearse { key, file } => rehearse(desk, file.as_deref(), key.as_deref(), say),
        Backup::Restore { .. } => Ok(ExitCode::SUCCESS),
    }
}

fn set_up(
    desk: &Desk,
    folder: &Path,
    recipient: &str,
    sheet: &Path,
    say: &Say,
) -> Result<ExitCode, Failure> {
    // The registry keeps the place, and this program may be started anywhere.
    let folder = folder.canonicalize().map_err(|_| unreadable(folder))?;
    let request = SetUpBackup {
        folder: given(desk, &folder)?,
        center: recipient.to_owned(),
        sheet: new_file(desk, sheet)?,
    };
    let made: RecoveryKey = desk.ask("backup.set_up", &request)?;
    // The key itself stands on the sheet alone: what a terminal shows stays in its history.
    say.answer(&json!({ "recipient": made.recipient, "sheet": sheet }), || {
        format!("{}  {}", made.recipient, sheet.display())
    });
    Ok(ExitCode::SUCCESS)
}

fn make(desk: &Desk, say: &Say) -> Result<ExitCode, Failure> {
    let JobAnswer::Backup(made) = job(desk, "backup.make", &Nothing {}, say)? else {
        return Err(unexpected());
    };
    say.answer(&json!(made), || {
        format!(
            "{}  {} bytes, {} papers ({} new); {} removed, {} swept",
            made.name, made.bytes, made.papers, made.papers_added, made.removed, made.swept
        )
    });
    Ok(ExitCode::SUCCESS)
}

fn list(desk: &Desk, say: &Say) -> Result<ExitCode, Failure> {
    let state: BackupState = desk.ask("backup.state", &Nothing {})?;
    say.answer(&json!(state), || {
        let lines = state.backups.iter();
        lines.map(|line| format!("{}  {:>10}  {}\n", line.at, line.bytes, line.name)).collect()
    });
    Ok(ExitCode::SUCCESS)
}

fn asked(desk: &Desk, file: Option<&Path>, key: Option<&Path>) -> Result<OpenBackup, Failure> {
    let handle = |path: Option<&Path>| path.map(|path| given(desk, path)).transpose();
    Ok(OpenBackup { name: None, file: handle(file)?, key: handle(key)? })
}

fn rehearse(
    desk: &Desk,
    file: Option<&Path>,
    key: Option<&Path>,
    say: &Say,
) -> Result<ExitCode, Failure> {
    let request = asked(desk, file, key)?;
    let JobAnswer::Rehearsed(done) = job(desk, "backup.rehearse", &request, say)? else {
        return Err(unexpected());
    };
    say.answer(&json!(done), || {
        format!(
            "✓ {}  {} acts, {} papers, {} slips alike, {} changed since",
            done.contents.name, done.acts, done.papers, done.slips, done.slips_changed
        )
    });
    Ok(ExitCode::SUCCESS)
}

/// Restores, or only says what the backup holds. Where no registry can be opened, the private key
/// alone is asked for.
pub(crate) fn restore(
    desk: &Desk,
    typed: &Arguments,
    (file, key, yes): (&Path, Option<&Path>, bool),
    say: &Say,
) -> Result<ExitCode, Failure> {
    if let Ok(status) = open(desk, typed.sample)
        && let Err(missing) = sign_in(desk, typed, &status)?
    {
        return Ok(say.missing(missing));
    }
    let request = asked(desk, Some(file), key)?;
    if !yes {
        let holds: BackupContents = desk.ask("backup.look", &request)?;
        say.answer(&json!(holds), || {
            let candidates = holds.counts.get("candidate").copied().unwrap_or(0);
            format!("{}  {}: {candidates}; --yes", holds.at, holds.center)
        });
        return Ok(ExitCode::SUCCESS);
    }
    let JobAnswer::Restored(done) = job(desk, "backup.restore", &request, say)? else {
        return Err(unexpected());
    };
    say.answer(&json!(done), || format!("✓ {}  {}", done.contents.at, done.aside));
    Ok(ExitCode::SUCCESS)
}
