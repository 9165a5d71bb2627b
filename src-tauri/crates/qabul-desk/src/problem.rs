//! What can be told of a problem without telling of anybody: incidents, and which commands ran before.

use std::collections::VecDeque;
use std::fmt::Write;
use std::time::Duration;

use chrono::NaiveDateTime;
use qabul_core::fault::{FieldFault, ValueFault};
use qabul_core::refusal::Refusal;

use crate::desk::Desk;
use crate::failure::Failure;
use crate::files;
use crate::incident;
use crate::views::Nothing;
use crate::views::problem::{NoteProblem, Noted, ProblemReport, SaveReport};
use crate::views::registry::Which;

/// So many commands and incidents are remembered.
const REMEMBERED: usize = 60;
/// The longest report that is saved, in letters: ours and what the person wrote to it.
const LONGEST: usize = 200_000;

/// What happened last, in memory only. Names of commands, tags of failures and places in the program:
/// nothing that was asked or answered.
#[derive(Default)]
pub(crate) struct Trail {
    commands: VecDeque<Ran>,
    incidents: VecDeque<Incident>,
}

struct Ran {
    at: NaiveDateTime,
    name: &'static str,
    took: Duration,
    /// The tag of what kept it from being done.
    failed: Option<String>,
}

/// Something the program was not made for.
pub(crate) struct Incident {
    pub(crate) number: u32,
    pub(crate) at: NaiveDateTime,
    /// The work.
    pub(crate) what: String,
    /// Where in the program.
    pub(crate) place: String,
    /// The program's own words, without what was put into them.
    pub(crate) message: String,
}

fn push<T>(all: &mut VecDeque<T>, new: T) {
    if all.len() == REMEMBERED {
        all.pop_front();
    }
    all.push_back(new);
}

impl Trail {
    pub(crate) fn ran(
        &mut self,
        (name, at): (&'static str, NaiveDateTime),
        took: Duration,
        failure: Option<&Failure>,
    ) {
        // What is asked all the time would push everything else out.
        if failure.is_some() || !["jobs.state", "journal.settle", "backup.state"].contains(&name) {
            push(&mut self.commands, Ran { at, name, took, failed: failure.map(tag) });
        }
    }

    pub(crate) fn broke(&mut self, incident: Incident) {
        push(&mut self.incidents, incident);
    }
}

/// The kind of a failure; what it is about stays out.
fn tag(failure: &Failure) -> String {
    let told = serde_json::to_value(failure).unwrap_or_default();
    let word = |key: &str| told[key].as_str().map(str::to_owned);
    word("refusal").or_else(|| word("breakage")).unwrap_or_else(|| "misasked".to_owned())
}

/// `problem.note`: an error of the page itself becomes an incident like any other.
pub(crate) fn note(desk: &Desk, request: &NoteProblem) -> Result<Noted, Failure> {
    let plain = |text: &str, also: &str| -> String {
        text.chars().filter(|c| c.is_ascii_alphanumeric() || also.contains(*c)).take(160).collect()
    };
    let (kind, place) = (plain(&request.kind, ""), plain(&request.place, "/.:_-"));
    Ok(Noted { number: incident::noted(desk, "page", place, kind) })
}

/// `problem.report`
pub(crate) fn report(desk: &Desk, _: &Nothing) -> Result<ProblemReport, Failure> {
    let open = match desk.which() {
        None => "none",
        Some(Which::Own) => "own",
        Some(Which::Sample) => "sample",
    };
    let mut text = format!(
        "Qəbul {}, {} {}\n{}\nregistry open: {open}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        desk.host().now().format("%Y-%m-%d %H:%M:%S"),
    );
    let trail = desk.trail();
    text += "\nincidents\n";
    for Incident { number, at, what, place, message } in &trail.incidents {
        let at = at.format("%H:%M:%S");
        // Writing to a text does not fail.
        let _ = writeln!(text, "{number}  {at}  {what}  {place}  {message}");
    }
    text += "\nlast commands\n";
    for Ran { at, name, took, failed } in &trail.commands {
        let (at, took) = (at.format("%H:%M:%S"), took.as_millis());
        let ended = failed.as_deref().unwrap_or("done");
        let _ = writeln!(text, "{at}  {name}  {took} ms  {ended}");
    }
    let suggested = format!("qabul-problem-{}.txt", desk.host().now().format("%Y%m%d-%H%M"));
    Ok(ProblemReport { text, suggested })
}

/// `problem.save`: what the person has read, and perhaps changed, is what is saved.
pub(crate) fn save(desk: &Desk, request: &SaveReport) -> Result<Nothing, Failure> {
    if request.text.chars().count() > LONGEST {
        let fault = ValueFault::TooLong { longest: LONGEST };
        return Err(Refusal::from(FieldFault::of("text", fault)).into());
    }
    files::write(&desk.path(&request.file)?, request.text.as_bytes())?;
    Ok(Nothing {})
}
