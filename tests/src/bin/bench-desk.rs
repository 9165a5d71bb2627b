//! Figures of the desk itself, in CPU time of the asking thread: `bench-desk DIR` measures lists and
//! search of the sample registry in `DIR/sample`. Linux only.

use std::path::Path;

use qabul_desk::Desk;
use qabul_desk::views::Nothing;
use qabul_desk::views::applications::{
    Found, ListAnswer, ListFilter, ListOrder, ListRequest, Rows, RowsRequest, SearchRequest,
};
use qabul_desk::views::registry::{OpenRequest, Status, Which};
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
    let (desk, _) = desk_in(Path::new(folder));
    let failed = |failure| format!("{failure:?}");
    desk.ask::<Status>("registry.open", &OpenRequest { which: Which::Sample }).map_err(failed)?;
    desk.ask::<Status>("session.sign_in_sample", &Nothing {}).map_err(failed)?;
    measure(&desk);
    Ok(())
}
