//! Figures of the desk of certificates, in CPU time of the asking thread: `bench-certificates DIR` measures the
//! sample registry in `DIR/sample`, where every application has a certificate. Linux only.

use std::path::Path;

use qabul_desk::views::Nothing;
use qabul_desk::views::certificates::{
    CertificateQueue, CertificateQueueView, CertificateRequest, CertificateView, QueueRequest,
};
use qabul_desk::views::equivalence::{AskImpact, Impact, SaveTable, TableDetail, TypedRow};
use qabul_desk::views::registry::{OpenRequest, Status, Which};
use qabul_desk::views::statistics::{CertificateStatistics, CountCertificates};
use qabul_desk::views::suspicion::Suspects;
use qabul_desk::{Desk, Failure};
use qabul_tests::desk_in;

/// Nanoseconds this thread has run.
fn cpu() -> u64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Runs `work` some times over and answers the last answer with the milliseconds of all, the least first.
#[expect(clippy::cast_precision_loss, reason = "a figure for people")]
fn timed<T>(
    times: usize,
    work: impl Fn(usize) -> Result<T, Failure>,
) -> Result<(T, Vec<f64>), Failure> {
    let mut figures = Vec::new();
    let mut answer = work(0)?;
    for time in 0..times {
        let before = cpu();
        answer = work(time)?;
        figures.push((cpu() - before) as f64 / 1e6);
    }
    figures.sort_by(f64::total_cmp);
    Ok((answer, figures))
}

/// A table that asks half a band more than the one that is published.
fn stricter(desk: &Desk) -> Result<TableDetail, Failure> {
    let rows = [("8.5", "C2"), ("7", "C1"), ("6", "B2"), ("4", "B1"), ("3", "A2")];
    let row = |(score, level): (&str, &str)| TypedRow {
        score: score.to_owned(),
        level: level.to_owned(),
        source: "ielts-scores".to_owned(),
        ..TypedRow::default()
    };
    let (from, to) = (String::new(), String::new());
    let (kind, replaces) = ("ielts".to_owned(), "1".to_owned());
    let rows = rows.map(row).to_vec();
    desk.ask("equivalence.save", &SaveTable { of: None, kind, from, to, replaces, rows })
}

fn measure(desk: &Desk) -> Result<(), Failure> {
    let id = stricter(desk)?.line.id;
    let ask = AskImpact { id, report: None };
    let (impact, figures) = timed(5, |_| desk.ask::<Impact>("equivalence.impact", &ask))?;
    let changed = impact.open + impact.decided;
    println!(
        "dry: {} judged twice, {changed} would change: {:.0} ms (median of 5)",
        impact.judged, figures[2]
    );
    let ask = QueueRequest { queue: CertificateQueue::Check };
    let (queue, figures) =
        timed(5, |_| desk.ask::<CertificateQueueView>("certificates.queue", &ask))?;
    println!("queue of {} read: {:.1} ms (median of 5)", queue.lines.len(), figures[2]);
    let one = |at: usize| CertificateRequest { id: queue.lines[at * 7 % queue.lines.len()].id };
    let (_, figures) =
        timed(101, |at| desk.ask::<CertificateView>("certificates.detail", &one(at)))?;
    println!("the next certificate: {:.1} ms median, {:.1} ms p99", figures[50], figures[99]);
    let (found, figures) =
        timed(5, |_| desk.ask::<Suspects>("certificates.suspicious", &Nothing {}))?;
    println!("suspicions: {} of the queue, {:.0} ms (median of 5)", found.lines.len(), figures[2]);
    let ask = CountCertificates::default();
    let (found, figures) =
        timed(5, |_| desk.ask::<CertificateStatistics>("certificates.statistics", &ask))?;
    println!("statistics of {}: {:.0} ms (median of 5)", found.received, figures[2]);
    Ok(())
}

fn main() -> Result<(), String> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [folder] = &words[..] else {
        return Err("bench-certificates DIR".to_owned());
    };
    let (desk, _machine) = desk_in(Path::new(folder));
    let failed = |failure| format!("{failure:?}");
    desk.ask::<Status>("registry.open", &OpenRequest { which: Which::Sample }).map_err(failed)?;
    desk.ask::<Status>("session.sign_in_sample", &Nothing {}).map_err(failed)?;
    measure(&desk).map_err(failed)
}
