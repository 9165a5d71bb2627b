//! Blows from outside: a process is run under `strace`, which counts its calls, and at the Nth kills
//! it or has the call fail.

use std::collections::{HashMap, HashSet};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use super::Found;
use super::work::{DISK_FAILED, DISK_FULL, Work};

/// Calls that write, sync, or give and take names. One that a machine has not is passed over.
const CALLS: &str = "pwrite64,?pwritev,write,writev,fsync,fdatasync,ftruncate,?fallocate,?rename,\
                     renameat,renameat2,?link,linkat,?unlink,unlinkat,?mkdir,mkdirat";
const SIGKILL: i32 = 9;
/// How many of the last calls are struck whatever the stride: there lie commits and names.
const LAST: usize = 12;

/// What happens at the chosen call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blow {
    /// The process is killed before the call is done.
    Kill,
    /// From this call on no space is left.
    Full,
    /// From this call on the disk fails.
    Broken,
}

impl Blow {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Kill, Self::Full, Self::Broken];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Kill => "kill",
            Self::Full => "full",
            Self::Broken => "broken",
        }
    }

    /// Whether such a call can end like that.
    pub(super) fn falls_on(self, at: &Point) -> bool {
        let call = at.call.as_str();
        match self {
            Self::Kill => true,
            Self::Full => ["pwrite64", "pwritev", "write", "writev", "fallocate"].contains(&call),
            Self::Broken => {
                ["pwrite64", "pwritev", "write", "writev", "fsync", "fdatasync"].contains(&call)
            }
        }
    }

    fn injection(self, at: &Point) -> String {
        let Point { call, nth, .. } = at;
        match self {
            Self::Kill => format!("inject={call}:signal=KILL:when={nth}"),
            Self::Full => format!("inject={call}:error=ENOSPC:when={nth}+"),
            Self::Broken => format!("inject={call}:error=EIO:when={nth}+"),
        }
    }
}

/// A call to strike at: the Nth of its kind on the program's first thread, or on whichever thread is
/// the first to make so many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Whether only the first thread is struck.
    pub alone: bool,
    /// Its name.
    pub call: String,
    /// Counted from 1.
    pub nth: usize,
}

/// The calls of an undisturbed run.
pub(super) struct Trace {
    pub(super) calls: usize,
    pub(super) points: Vec<Point>,
}

/// How a struck run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The blow fell.
    Struck,
    /// It came to its end before.
    Missed,
}

fn ran(command: &mut Command) -> Found<ExitStatus> {
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.status().map_err(|error| format!("{:?}: {error}", command.get_program()))
}

fn strace(options: &[&str], child: &Path, arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::new("strace");
    command.args(["-qq", "-s", "0", "-e", "signal=none"]).args(options);
    command.arg(child).args(arguments).arg(folder);
    command
}

/// Says loudly where processes may not be traced: a harness that strikes nobody proves nothing.
///
/// # Errors
/// What is missing and what helps.
pub fn may_trace() -> Found<()> {
    let blow = ["-e", "inject=write:signal=KILL:when=1", "-o", "/dev/null"];
    let mut command = strace(&blow, Path::new("echo"), &[], Path::new("struck"));
    match ran(&mut command)?.signal() {
        Some(SIGKILL) => Ok(()),
        _ => Err("strace could not stop a process here: install it, and permit ptrace (in a \
                  container: --cap-add=SYS_PTRACE)"
            .to_owned()),
    }
}

/// Does a work in a process of its own; its exit code.
///
/// # Errors
/// Where it cannot be run or ends by a signal.
pub fn undisturbed(child: &Path, work: &Work, folder: &Path) -> Found<i32> {
    let status = ran(Command::new(child).args(["work", work.name]).arg(folder))?;
    status.code().ok_or_else(|| format!("{}: {status}", work.name))
}

/// Counts the calls of an undisturbed run.
pub(super) fn trace(child: &Path, work: &Work, folder: &Path) -> Found<Trace> {
    let log = tempfile::NamedTempFile::new().map_err(|error| error.to_string())?;
    let (calls, path) = (format!("trace={CALLS}"), log.path().to_string_lossy().into_owned());
    let options = ["-f", "-o", path.as_str(), "-e", &calls];
    let status = ran(&mut strace(&options, child, &["work", work.name], folder))?;
    if status.code() != Some(0) {
        return Err(format!("{} under strace: {status}", work.name));
    }
    let log = std::fs::read_to_string(log.path()).map_err(|error| error.to_string())?;
    Ok(read(&log))
}

/// `strace` counts every thread's calls of a kind apart. The first thread can be watched alone; of the
/// others a blow falls on the first that makes N calls, and what comes later cannot be aimed at.
fn read(log: &str) -> Trace {
    let mut counted: HashMap<(&str, &str), usize> = HashMap::new();
    let (mut seen, mut points, mut calls) = (HashSet::new(), Vec::new(), 0);
    let mut first = None;
    for line in log.lines() {
        let Some((thread, call)) = line.split_once(' ') else { continue };
        let Some((call, _)) = call.trim_start().split_once('(') else { continue };
        if call.starts_with('<') {
            continue;
        }
        calls += 1;
        let nth = counted.entry((thread, call)).or_default();
        *nth += 1;
        let (nth, alone) = (*nth, *first.get_or_insert(thread) == thread);
        if seen.insert((call, nth)) || alone {
            points.push(Point { alone, call: call.to_owned(), nth });
        }
    }
    Trace { calls, points }
}

/// Up to `most` points: every one of the last twelve, or of as many as are half of them; the others
/// evenly spread.
pub(super) fn chosen(points: &[Point], most: usize) -> Vec<&Point> {
    let (early, last) = points.split_at(points.len().saturating_sub(LAST.min(most / 2)));
    let stride = early.len().div_ceil((most - last.len()).max(1)).max(1);
    early.iter().step_by(stride).chain(last).collect()
}

/// Does a work and strikes it.
pub(super) fn strike(
    child: &Path,
    work: &Work,
    folder: &Path,
    blow: Blow,
    at: &Point,
) -> Found<End> {
    let (calls, injection) = (format!("trace={}", at.call), blow.injection(at));
    let mut options = vec!["-o", "/dev/null", "-e", &calls, "-e", &injection];
    if !at.alone {
        options.push("-f");
    }
    let status = ran(&mut strace(&options, child, &["work", work.name], folder))?;
    // The engine does not say why it could not make room for its shared index, which nearly always is
    // a full disk: so that is what people are told.
    let said: &[i32] = match blow {
        Blow::Kill => &[],
        Blow::Full => &[DISK_FULL],
        Blow::Broken => &[DISK_FAILED, DISK_FULL],
    };
    match (status.signal(), status.code()) {
        (Some(SIGKILL), _) if blow == Blow::Kill => Ok(End::Struck),
        // Done all the same: the blow fell behind the last commit, or on an answer to nobody.
        (_, Some(0)) => Ok(End::Missed),
        (_, Some(code)) if said.contains(&code) => Ok(End::Struck),
        _ => Err(format!("it ended with {status}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_thread_is_struck_anywhere_and_another_where_it_is_first() {
        let log = "7 write(1, ...) = 1\n8 write(2, ...) = 1\n8 fsync(3 <unfinished ...>\n\
                   8 <... fsync resumed>) = 0\n8 write(2, ...) = 1\n7 write(1, ...) = 1\n";
        let Trace { calls, points } = read(log);
        let point = |alone, call: &str, nth| Point { alone, call: call.to_owned(), nth };
        assert_eq!(calls, 5);
        let expected = [
            point(true, "write", 1),
            point(false, "fsync", 1),
            point(false, "write", 2),
            point(true, "write", 2),
        ];
        assert_eq!(points, expected);
    }

    #[test]
    fn the_last_calls_are_always_among_the_chosen() {
        let point = |nth| Point { alone: true, call: "write".to_owned(), nth };
        let points: Vec<Point> = (1..=100).map(point).collect();
        let nths = |most| chosen(&points, most).iter().map(|at| at.nth).collect::<Vec<_>>();
        assert_eq!(nths(usize::MAX), (1..=100).collect::<Vec<_>>());
        assert_eq!(nths(24), (1..=88).step_by(8).chain(89..=100).collect::<Vec<_>>());
        assert_eq!(nths(3), [1, 51, 100]);
    }
}
