//! Strikes the works of a round from outside: `kill [--most M] [--candidates N] [WORK …]`; every call
//! without `--most`. `kill work NAME FOLDER` is the process that is struck. Linux only.

use std::path::Path;
use std::process::ExitCode;

use qabul_tests::kill::blow::Blow;
use qabul_tests::kill::work::{self, WORKS, Work};
use qabul_tests::kill::{Found, Harness};

/// The process that is struck: an exit code says how it ended, its output what failed.
fn perform(name: &str, folder: &Path) -> ExitCode {
    use std::io::Write;
    let Some(work) = Work::of(name) else { return ExitCode::from(2) };
    let outcome = work.perform(folder);
    if let Err(failure) = &outcome {
        // Where no byte can be written any more, the code alone must tell.
        let _ = writeln!(std::io::stdout(), "{}", serde_json::json!(failure));
    }
    ExitCode::from(u8::try_from(work::code(&outcome)).unwrap_or(1))
}

fn understood(word: &str) -> bool {
    ["--most", "--candidates"].contains(&word)
        || word.parse::<usize>().is_ok()
        || Work::of(word).is_some()
}

fn strike(words: &[String]) -> Found<bool> {
    if let Some(word) = words.iter().find(|word| !understood(word)) {
        return Err(format!("{word}? kill [--most M] [--candidates N] [WORK …]"));
    }
    let after = |flag: &str| -> Option<usize> {
        let at = words.iter().position(|word| word == flag)?;
        words.get(at + 1)?.parse().ok()
    };
    let named: Vec<&Work> =
        WORKS.iter().filter(|work| words.iter().any(|w| w == work.name)).collect();
    let works: Vec<&Work> = if named.is_empty() { WORKS.iter().collect() } else { named };
    let most = after("--most").unwrap_or(usize::MAX);
    let candidates = u32::try_from(after("--candidates").unwrap_or(200)).unwrap_or(u32::MAX);
    let child = std::env::current_exe().map_err(|error| error.to_string())?;
    let harness = Harness::prepare(&child, candidates)?;
    let mut reports = Vec::new();
    for work in works {
        for blow in Blow::ALL {
            let report = harness.strike(work, blow, most, |report| {
                eprint!("\r{} {} {}  ", report.work, report.blow, report.struck + report.missed);
            })?;
            eprint!("\r");
            println!(
                "{:7} {:6}: {} of {} calls struck, {} missed; left as before {}, done {}; losses {}",
                report.work,
                report.blow,
                report.struck,
                report.calls,
                report.missed,
                report.before,
                report.after,
                report.losses.len()
            );
            report.losses.iter().for_each(|loss| println!("  {loss}"));
            reports.push(report);
        }
    }
    println!("{}", serde_json::json!(reports));
    Ok(reports.iter().all(|report| report.losses.is_empty()))
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [act, name, folder] = words.as_slice()
        && act == "work"
    {
        return perform(name, Path::new(folder));
    }
    match strike(&words) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(trouble) => {
            eprintln!("kill: {trouble}");
            ExitCode::from(2)
        }
    }
}
