//! Any JSON into every command, within a budget; `QABUL_FUZZ=N` asks N times from a seed of the day.

use qabul_tests::fuzz;

#[test]
fn nothing_that_is_asked_breaks_the_program() {
    let long: Option<usize> = std::env::var("QABUL_FUZZ").ok().and_then(|n| n.parse().ok());
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let seed = if long.is_some() { now.as_secs() } else { 7 };
    let report = fuzz::run(seed, long.unwrap_or(8_000)).unwrap();
    println!("seed {seed}: {} asked, {} done", report.asked, report.done);
    assert_eq!(report.defects, Vec::<String>::new(), "seed {seed}");
    // A fuzz that is refused at every door tries nothing.
    assert!(report.done * 10 > report.asked, "{report:?}");
    assert!(report.by_command.len() * 2 > qabul_desk::COMMANDS.len(), "{report:?}");
}
