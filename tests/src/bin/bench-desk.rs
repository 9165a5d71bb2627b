//! Figures of the desk itself, in CPU time of the asking thread: `bench-desk create DIR` founds an
//! empty registry in `DIR/own`; `bench-desk fill DIR CANDIDATES` founds one with that many seated
//! candidates, each with a photo; `bench-desk ask DIR` measures lists and search. Linux only.

use std::path::Path;

use qabul_core::campaign::SittingId;
use qabul_desk::views::applications::{
    Found, ListAnswer, ListFilter, ListOrder, ListRequest, Rows, RowsRequest, SearchRequest,
};
use qabul_desk::views::halls::{HallsImported, ImportHallsRequest};
use qabul_desk::views::import::{CommitRequest, PreviewRequest};
use qabul_desk::views::jobs::{JobAnswer, JobStarted};
use qabul_desk::views::registry::{CreateRequest, OpenRequest, Status, Which};
use qabul_desk::views::sittings::{DrawRequest, Drawn};
use qabul_desk::views::staff::{Secret, SignIn};
use qabul_desk::{Desk, Failure};
use qabul_sample::Round;
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

/// Lists, halls, photos and a draw, all through the table of commands. The photos are one picture
/// with a comment in each that makes it another file.
fn fill(desk: &Desk, folder: &Path, candidates: u32) -> Result<(), Failure> {
    let sitting: SittingId = "residency-2026-1-2".parse().expect("a sitting's name");
    let round = Round::new(5, candidates);
    let file = |name: &str, bytes: Vec<u8>| {
        std::fs::write(folder.join(name), bytes).expect("a folder to write to");
        desk.admit(folder.join(name)).handle
    };
    let halls = file("halls.csv", round.halls_csv());
    let request = ImportHallsRequest { file: halls, dry_run: false };
    desk.ask::<HallsImported>("halls.import", &request)?;
    let photos = folder.join("photos");
    std::fs::create_dir_all(&photos).expect("a folder to write to");
    let picture = round.people().next().map(|person| round.photo(&person)).unwrap_or_default();
    for (number, person) in (0u32..).zip(round.people()) {
        let comment = [&[0xff, 0xfe, 0, 6][..], &number.to_be_bytes()].concat();
        let bytes = [&picture[..2], &comment, &picture[2..]].concat();
        std::fs::write(photos.join(format!("{}.jpg", person.fin)), bytes).expect("a photo");
    }
    let file = file("list.csv", round.applications_csv());
    let photos = Some(desk.admit(photos).handle);
    let job: JobStarted = desk.ask("import.preview", &PreviewRequest { sitting, file, photos })?;
    let JobAnswer::Preview(preview) = desk.wait(job, |_| ())? else { return Ok(()) };
    let commit = CommitRequest { preview: preview.preview, good_only: false };
    let job: JobStarted = desk.ask("import.commit", &commit)?;
    desk.wait(job, |_| ())?;
    let drawn: Drawn = desk.ask("seating.draw", &DrawRequest { sitting, seed: 5 })?;
    println!("{} seated", drawn.seated);
    Ok(())
}

fn main() -> Result<(), String> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (act, folder) = match words[..] {
        [act, folder] | [act, folder, _] => (act, Path::new(folder)),
        _ => return Err("create DIR, fill DIR CANDIDATES, or ask DIR".to_owned()),
    };
    let (desk, _) = desk_in(folder);
    let failed = |failure| format!("{failure:?}");
    if act == "ask" {
        desk.ask::<Status>("registry.open", &OpenRequest { which: Which::Own }).map_err(failed)?;
        let password = Secret(qabul_tests::PASSWORD.to_owned());
        let clerk = SignIn { name: "sinaqci".to_owned(), password };
        desk.ask::<Status>("session.sign_in", &clerk).map_err(failed)?;
        measure(&desk);
        return Ok(());
    }
    let center = "Ölçü".to_owned();
    desk.ask::<Status>("registry.create", &CreateRequest { center }).map_err(failed)?;
    qabul_tests::staffed(&desk).map_err(failed)?;
    if let ["fill", _, candidates] = words[..] {
        let candidates = candidates.parse().map_err(|_| "CANDIDATES is a number")?;
        fill(&desk, folder, candidates).map_err(failed)?;
    }
    Ok(())
}
