//! The check of a list of certificates: one JSON line a row.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use qabul_core::certificate::{Cefr, CertificateVerdict, Decision};
use qabul_desk::views::check_list::{CertificatesChecked, CheckCertificates, CheckedCertificate};
use qabul_desk::{Desk, Failure};
use serde::Serialize;
use serde_json::Value;

use crate::say::Say;
use crate::unreadable;

/// A row as it is printed.
#[derive(Serialize)]
struct Line<'a> {
    row: u32,
    verdict: Decision,
    cefr: Option<Cefr>,
    reasons: Vec<Value>,
    table: Option<&'a str>,
}

impl<'a> Line<'a> {
    fn of(row: &'a CheckedCertificate) -> Self {
        let CertificateVerdict { decision, level, reasons: why, table, .. } = &row.verdict;
        let mut reasons = Vec::new();
        for reason in why {
            let code = serde_json::to_value(reason).unwrap_or_default()["code"].take();
            // Four scores off the scale are one reason.
            if !reasons.contains(&code) {
                reasons.push(code);
            }
        }
        Self { row: row.row, verdict: *decision, cefr: *level, reasons, table: table.as_deref() }
    }
}

/// Judges every row; ends well when every row was judged, whatever the verdicts.
pub(crate) fn check(
    desk: &Desk,
    (file, on, shipped): (&Path, Option<&str>, bool),
    say: &Say,
) -> Result<ExitCode, Failure> {
    let path = file.canonicalize().map_err(|_| unreadable(file))?;
    let request = CheckCertificates {
        file: desk.admit(path).handle,
        on: on.map(str::to_owned),
        shipped,
        report: None,
        whole: true,
    };
    let checked: CertificatesChecked = desk.ask("certificates.check", &request)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for row in &checked.rows {
        let line = serde_json::to_string(&Line::of(row)).unwrap_or_default();
        // A reader that went away is no failure of the command.
        if writeln!(out, "{line}").is_err() {
            return Ok(ExitCode::SUCCESS);
        }
    }
    let _ = out.flush();
    match checked.broken {
        Some(refusal) => Ok(say.failure(&refusal.into())),
        None => Ok(ExitCode::SUCCESS),
    }
}
