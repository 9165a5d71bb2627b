//! A harness that stops the program from outside at a chosen system call, or lets the disk fail there,
//! and looks at what is left: nothing half done, nothing lost, and the same work then completes.
//!
//! Every work is told to a process of its own, on a machine whose clock and chance stand still, so
//! that what it leaves can be compared with an undisturbed run byte by byte. A killed process loses
//! nothing that it had written; what a loss of power takes is another matter (RELIABILITY.md).

pub mod blow;
pub mod state;
pub mod work;

use std::path::{Path, PathBuf};

use serde::Serialize;
use tempfile::TempDir;

use self::blow::{Blow, End, Point};
use self::state::State;
use self::work::Work;

/// What keeps the harness from going on, in words for whoever runs it.
pub type Found<T> = Result<T, String>;

/// What became of one work under one kind of blow.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// The work.
    pub work: &'static str,
    /// The blow.
    pub blow: &'static str,
    /// Calls of an undisturbed run that write, sync or name.
    pub calls: usize,
    /// Those that this blow can be aimed at.
    pub aimed: usize,
    /// Blows that fell.
    pub struck: usize,
    /// Runs that came to their end before the blow.
    pub missed: usize,
    /// After which the registry was as before the work; or between two of its own transactions.
    pub before: usize,
    /// After which the work was done.
    pub after: usize,
    /// Files of a run that was not recorded: each whole.
    pub strays: usize,
    /// What was wrong, with the call.
    pub losses: Vec<String>,
}

/// The harness: the program to be struck, and prepared registries, each the result of the work before.
pub struct Harness {
    child: PathBuf,
    folder: TempDir,
}

impl Harness {
    /// Prepares the registries with `child`, which is told `work NAME FOLDER`.
    ///
    /// # Errors
    /// In words: a tool that is not there, a process that may not be traced, a work that fails.
    pub fn prepare(child: &Path, candidates: u32) -> Found<Self> {
        blow::may_trace()?;
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let harness = Self { child: child.to_owned(), folder };
        let mut at = harness.place(work::WORKS[0].name);
        work::found(&at, candidates).map_err(|failure| format!("founding: {failure:?}"))?;
        for (work, next) in
            work::WORKS.iter().zip(work::WORKS[1..].iter().map(|work| work.name).chain(["done"]))
        {
            let to = harness.place(next);
            copy(&at, &to)?;
            match blow::undisturbed(child, work, &to)? {
                0 => at = to,
                code => return Err(format!("{} undisturbed ended with {code}", work.name)),
            }
        }
        Ok(harness)
    }

    /// The registry that stands before a work; `done` is the one after the last.
    #[must_use]
    pub fn place(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Strikes a work at up to `most` of its calls: evenly spread, and every one of the last twelve.
    /// `tell` hears of each.
    ///
    /// # Errors
    /// As [`Harness::prepare`]. What a blow broke is no error but a loss in the report.
    pub fn strike(
        &self,
        work: &Work,
        blow: Blow,
        most: usize,
        mut tell: impl FnMut(&Report),
    ) -> Found<Report> {
        let whole = self.place("traced");
        copy(&self.place(work.name), &whole)?;
        let trace = blow::trace(&self.child, work, &whole)?;
        let expected = Expected {
            before: State::of(&self.place(work.name))?,
            entered: self.entered(work)?,
            after: State::of(&whole)?,
        };
        let aims: Vec<Point> = trace.points.into_iter().filter(|at| blow.falls_on(at)).collect();
        let mut report = Report {
            work: work.name,
            blow: blow.name(),
            calls: trace.calls,
            aimed: aims.len(),
            ..Report::default()
        };
        for at in blow::chosen(&aims, most) {
            if let Err(loss) = self.one(work, blow, at, &expected, &mut report) {
                report.losses.push(format!("{} at {} {}: {loss}", blow.name(), at.call, at.nth));
            }
            tell(&report);
        }
        Ok(report)
    }

    /// The registry after whoever acts has signed in, which is an act of its own.
    fn entered(&self, work: &Work) -> Found<State> {
        let place = self.place("entered");
        copy(&self.place(work.name), &place)?;
        work::enter(&place).map_err(|failure| format!("{failure:?}"))?;
        State::of(&place)
    }

    fn one(
        &self,
        work: &Work,
        blow: Blow,
        at: &Point,
        expected: &Expected,
        report: &mut Report,
    ) -> Found<()> {
        let place = self.place("struck");
        copy(&self.place(work.name), &place)?;
        let disk = self.place(work::WORKS[0].name).join(work::DISK);
        emptied(&disk)?;
        let end = blow::strike(&self.child, work, &place, blow, at)?;
        match end {
            End::Missed => report.missed += 1,
            End::Struck => report.struck += 1,
        }
        report.strays += state::sound(&place)?;
        let found = State::of(&place)?;
        let acted = work.sealed && found.same_acts(&expected.after);
        let done = if acted || found.same_records(&expected.after) {
            true
        } else if found.same_records(&expected.before) || found.same_records(&expected.entered) {
            false
        } else {
            return Err(format!("half done: {}", found.differs_from(&expected.after)));
        };
        if done {
            report.after += 1;
        } else {
            report.before += 1;
        }
        let again = blow::undisturbed(&self.child, work, &place)?;
        if again != 0 && !(done && again == work::REFUSED) {
            return Err(format!("the same work again ended with {again}"));
        }
        state::sound(&place)?;
        if work.sealed {
            state::backups(&disk)?;
            if place.join("own/.snapshot").exists() {
                return Err("a snapshot that is not sealed was left".to_owned());
            }
        }
        let found = State::of(&place)?;
        if !found.same_outcome(&expected.after) {
            return Err(format!("again: {}", found.differs_from(&expected.after)));
        }
        Ok(())
    }
}

struct Expected {
    before: State,
    entered: State,
    after: State,
}

/// The disk that backups go to, with nothing on it.
fn emptied(disk: &Path) -> Found<()> {
    let failed = |error: std::io::Error| format!("{}: {error}", disk.display());
    std::fs::remove_dir_all(disk).and_then(|()| std::fs::create_dir(disk)).map_err(failed)
}

/// A fresh copy of a prepared folder.
fn copy(from: &Path, to: &Path) -> Found<()> {
    let failed = |error: std::io::Error| format!("{}: {error}", to.display());
    if to.exists() {
        std::fs::remove_dir_all(to).map_err(failed)?;
    }
    std::fs::create_dir_all(to).map_err(failed)?;
    for entry in std::fs::read_dir(from).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let target = to.join(entry.file_name());
        // The photos to be imported are only read: a link will do.
        if entry.file_name() == work::PHOTOS {
            let photos = entry.path().canonicalize().map_err(failed)?;
            std::os::unix::fs::symlink(photos, &target).map_err(failed)?;
        } else if entry.path().is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target).map_err(failed)?;
        }
    }
    Ok(())
}
