//! How the command line answers: one JSON document, or lines for people; progress beside them.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use qabul_core::fault::{Finding, Weight};
use qabul_desk::Failure;
use qabul_desk::views::jobs::JobState;
use qabul_desk::views::preferences::Language;
use qabul_desk::words::Words;
use serde_json::{Value, json};

use crate::sign_in::Missing;

/// Everything that is said goes through here.
pub(crate) struct Say {
    json: bool,
    pub(crate) words: Words,
    progress: bool,
}

/// Findings shown to a person at once; the JSON holds five hundred, `--findings FILE` all of them.
const SHOWN: usize = 40;

impl Say {
    pub(crate) fn new(json: bool, language: Language) -> Self {
        let progress = !json && std::io::stderr().is_terminal();
        Self { json, words: Words::of(language), progress }
    }

    /// The answer: the document, or its lines for people.
    pub(crate) fn answer(&self, document: &Value, lines: impl FnOnce() -> String) {
        let text = if self.json { document.to_string() } else { lines() };
        // A reader that went away is no failure of the command.
        let _ = writeln!(std::io::stdout(), "{}", text.trim_end());
    }

    /// How far long work is, on one line that is written over.
    pub(crate) fn progress(&self, state: &JobState) {
        if !self.progress {
            return;
        }
        let step = serde_json::to_value(state.step).unwrap_or_default();
        let step = self.words.text(&["step", step.as_str().unwrap_or_default()], &json!({}));
        let left = state.seconds_left.map_or_else(String::new, |left| format!(", {left:.0} s"));
        let total =
            if state.total > 0 { format!("{}/{}", state.done, state.total) } else { String::new() };
        eprint!("\r\x1b[K{step} {total} {:.0}/s{left}", state.rate);
        if state.end.is_some() {
            eprint!("\r\x1b[K");
        }
    }

    /// Findings, refusals first, each with its reason and remedy.
    pub(crate) fn findings(&self, findings: &[Finding], total: u32) {
        if self.json {
            return;
        }
        for finding in findings.iter().take(SHOWN) {
            let (reason, remedy) = self.words.finding(finding);
            let sign = if finding.weight == Weight::Refuses { "✕" } else { "·" };
            let Finding { row, head, value, column, .. } = finding;
            let head = if head.is_empty() { column } else { head };
            eprintln!("{sign} {row} · {head} · «{value}»: {reason} {remedy}");
        }
        let more = (total as usize).saturating_sub(findings.len().min(SHOWN));
        if more > 0 {
            eprintln!("… +{more}");
        }
    }

    /// What is missing to sign in; wrong usage.
    pub(crate) fn missing(&self, missing: Missing) -> ExitCode {
        let key = match missing {
            Missing::Account => "account",
            Missing::Password => "password",
            Missing::Passphrase => "passphrase",
        };
        eprintln!("{}", self.words.text(&["missing", key], &json!({})));
        ExitCode::from(2)
    }

    /// A failure in words, and the exit code it ends with.
    pub(crate) fn failure(&self, failure: &Failure) -> ExitCode {
        if self.json {
            let _ = writeln!(std::io::stdout(), "{}", json!({ "failure": failure }));
        }
        eprintln!("{}", self.words.failure(failure).trim_end());
        match failure {
            Failure::Misasked { .. } => ExitCode::from(2),
            _ => ExitCode::from(1),
        }
    }
}
