//! A process killed from outside, or left without a working disk, leaves nothing half done. A sample
//! of what `make soak` does whole.

use std::path::Path;

use qabul_tests::kill::Harness;
use qabul_tests::kill::blow::Blow;
use qabul_tests::kill::work::WORKS;

/// Blows a work: half of them at the last calls, where commits lie.
const MOST: [(Blow, usize); 3] = [(Blow::Kill, 6), (Blow::Full, 2), (Blow::Broken, 2)];

#[test]
fn a_struck_work_is_undone_or_done_and_then_completes() {
    let harness = Harness::prepare(Path::new(env!("CARGO_BIN_EXE_kill")), 20).unwrap();
    for work in WORKS {
        for (blow, most) in MOST {
            let report = harness.strike(work, blow, most, |_| ()).unwrap();
            assert_eq!(report.losses, Vec::<String>::new(), "{} {}", work.name, blow.name());
            assert!(report.struck > 0, "{} {}: nothing was struck", work.name, blow.name());
        }
    }
}
