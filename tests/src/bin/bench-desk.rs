//! Figures of the desk itself, in CPU time of the asking thread: `bench-desk DIR` measures lists,
//! search and steps of the sample registry in `DIR/sample`. Linux only.

use std::path::Path;

use qabul_core::application::Step;
use qabul_desk::Desk;
use qabul_desk::views::Nothing;
use qabul_desk::views::applications::{
    ApplicationDetail, ApplicationRequest, Found, Ids, ListAnswer, ListFilter, ListOrder,
    ListRequest, Rows, RowsRequest, SearchRequest, Selection,
};
use qabul_desk::views::eligibility::{JudgeRequest, Judgement};
use qabul_desk::views::jobs::{JobAnswer, JobStarted};
use qabul_desk::views::life::TakeStep;
use qabul_desk::views::registry::{OpenRequest, Status, Which};
use qabul_desk::views::sittings::SittingRequest;
use qabul_desk::views::today::Today;
use qabul_tests::desk_in;

/// Nanoseconds this thread has run.
fn cpu() -> u64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Runs `work` and answers its milliseconds of CPU.
#[expect(clippy::cast_precision_loss, reason = "a figure for people")]
fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let before = cpu();
    let answer = work();
    (answer, (cpu() - before) as f64 / 1e6)
}

fn list(desk: &Desk, filter: ListFilter) -> ListAnswer {
    let sitting = "residency-2026-1-2".parse().expect("a sitting's name");
    let request = ListRequest { sitting, filter, order: ListOrder::Name, descending: false };
    desk.ask("applications.list", &request).expect("a list")
}

/// Seconds of CPU of the whole process: long work has threads of its own.
#[expect(clippy::cast_precision_loss, reason = "a figure for people")]
fn process() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = text.rsplit(") ").next().unwrap_or_default().split(' ');
    let ticks: u64 = fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    ticks as f64 / 100.0
}

/// Every application opened here and there; then ten thousand that are taken back, opened again, confirmed.
fn measure_life(desk: &Desk) {
    let whole = list(desk, ListFilter::default());
    let ids = |from, count| -> Vec<i64> {
        let request = RowsRequest { list: whole.list, from, count };
        desk.ask::<Ids>("applications.ids", &request).expect("ids").ids
    };
    let open = |id| {
        let detail = ApplicationRequest { id };
        desk.ask::<ApplicationDetail>("applications.detail", &detail).expect("a detail");
        let judge = JudgeRequest { id, at: None };
        desk.ask::<Judgement>("applications.judge", &judge).expect("a judgement");
    };
    let anywhere = (0..1_000).map(|at| ids(at * (whole.total / 1_000), 1)[0]);
    let opened: Vec<f64> = anywhere.map(|id| timed(|| open(id)).1).collect();
    println!("an application opened and judged: {:.2} ms (p99)", percentile(opened, 99));
    let many: Vec<i64> = (0..20).flat_map(|page| ids(page * 500, 500)).collect();
    for step in [Step::Withdraw, Step::Reopen, Step::Confirm] {
        let request = TakeStep {
            selection: Selection::Ids { ids: many.clone() },
            step,
            reason: Some("ölçü".to_owned()),
            by: None,
            commission: Some("ölçü".to_owned()),
        };
        let before = process();
        let job: JobStarted = desk.ask("applications.take_step", &request).expect("a job");
        let JobAnswer::Steps(taken) = desk.wait(job, |_| ()).expect("steps") else { return };
        let spent = process() - before;
        println!("{}: {} of {}, {spent:.2} s of CPU", step.key(), taken.done, many.len());
    }
}

/// Everybody taken back and opened again, so that everybody waits to be confirmed; then the queues of the
/// day, which judge them all.
fn measure_queues(desk: &Desk) {
    let whole = list(desk, ListFilter::default());
    for step in [Step::Withdraw, Step::Reopen] {
        let request = TakeStep {
            selection: Selection::List { list: whole.list, except: Vec::new() },
            step,
            reason: Some("ölçü".to_owned()),
            by: None,
            commission: None,
        };
        let job: JobStarted = desk.ask("applications.take_step", &request).expect("a job");
        desk.wait(job, |_| ()).expect("steps");
    }
    let request = SittingRequest { sitting: "residency-2026-1-2".parse().expect("a sitting") };
    let mut figures = Vec::new();
    let mut waiting = 0;
    for _ in 0..5 {
        let before = process();
        let today: Today = desk.ask("today.read", &request).expect("the queues");
        figures.push(process() - before);
        waiting = today.to_confirm;
    }
    println!(
        "queues of the day, {waiting} judged: {:.2} s of CPU (median of 5)",
        percentile(figures, 50)
    );
}

fn percentile(mut figures: Vec<f64>, part: usize) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[(figures.len() * part / 100).min(figures.len() - 1)]
}

fn measure(desk: &Desk) {
    let firsts: Vec<f64> = (0..5).map(|_| timed(|| list(desk, ListFilter::default())).1).collect();
    let whole = list(desk, ListFilter::default());
    println!("applications: {}", whole.total);
    println!("list, first rows: {:.1} ms (median of 5)", percentile(firsts, 50));
    let rows = |from| {
        let request = RowsRequest { list: whole.list, from, count: 40 };
        timed(|| desk.ask::<Rows>("applications.rows", &request).expect("rows")).1
    };
    let pages: Vec<f64> = (0..100).map(|page| rows(page * whole.total / 100)).collect();
    println!("list, 40 rows anywhere: {:.2} ms (p99)", percentile(pages, 99));
    let russian = qabul_core::application::Sector::Russian;
    let filter = || ListFilter { sector: Some(russian), ..Default::default() };
    let filtered: Vec<f64> = (0..5).map(|_| timed(|| list(desk, filter())).1).collect();
    println!("list of one sector: {:.1} ms (median of 5)", percentile(filtered, 50));
    let mut figures = Vec::new();
    for question in questions(desk, &whole) {
        let request = SearchRequest { text: question };
        figures.push(timed(|| desk.ask::<Found>("search.find", &request).expect("hits")).1);
    }
    println!(
        "search over {} questions: {:.2} ms median, {:.2} ms p99, {:.2} ms at most",
        figures.len(),
        percentile(figures.clone(), 50),
        percentile(figures.clone(), 99),
        percentile(figures, 100)
    );
}

/// What clerks type: whole names, surnames, fragments of three and two letters, FİN, numbers.
fn questions(desk: &Desk, whole: &ListAnswer) -> Vec<String> {
    let mut questions = Vec::new();
    for at in 0..200 {
        let request = RowsRequest { list: whole.list, from: at * whole.total / 200, count: 1 };
        let rows: Rows = desk.ask("applications.rows", &request).expect("rows");
        let Some(row) = rows.rows.into_iter().next() else { continue };
        let folded = qabul_core::text::fold(&row.name);
        let letters: Vec<char> = folded.chars().collect();
        let words: Vec<&str> = folded.split(' ').collect();
        questions.extend([row.fin, row.work_number, folded.clone(), words[0].to_owned()]);
        questions.push(words.iter().take(2).copied().collect::<Vec<_>>().join(" "));
        for length in [2, 3, 4] {
            questions.push(letters.iter().take(length).collect());
            questions.push(letters.iter().skip(2).take(length).collect::<String>());
        }
    }
    questions
}

fn main() -> Result<(), String> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [folder] = &words[..] else {
        return Err("bench-desk DIR".to_owned());
    };
    let (desk, machine) = desk_in(Path::new(folder));
    let failed = |failure| format!("{failure:?}");
    desk.ask::<Status>("registry.open", &OpenRequest { which: Which::Sample }).map_err(failed)?;
    desk.ask::<Status>("session.sign_in_sample", &Nothing {}).map_err(failed)?;
    measure(&desk);
    // Within the window of the sitting.
    machine.pass(chrono::TimeDelta::days(-13));
    measure_life(&desk);
    measure_queues(&desk);
    Ok(())
}
