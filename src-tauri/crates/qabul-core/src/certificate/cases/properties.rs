//! What holds of all certificates: every shipped table fits its kind, every combination of IELTS skills has its
//! overall band, a higher skill never makes a verdict worse.

use proptest::prelude::*;

use super::*;

#[test]
fn every_shipped_table_fits_its_kind() {
    let kinds = kinds();
    for table in tables() {
        let kind = kinds.iter().find(|kind| kind.key == table.kind).unwrap();
        assert_eq!(table.faults(kind), [], "{}", table.key());
        let two_scales =
            Equivalence { tested: crate::certificate::Span::default(), ..table.clone() };
        assert_eq!(two_scales.scheme(kind).is_none(), table.kind == "toefl-ibt");
    }
}

/// The overall band by the published words: the mean, .25 up to the half, .75 up to the whole, else to the
/// nearest half; in eighths of a band, by a table of every remainder.
fn overall_by_words(skills: [u32; 4]) -> u32 {
    let halves: u32 = skills.iter().sum();
    let whole = halves / 8 * 2;
    whole + [0, 0, 1, 1, 1, 1, 2, 2][halves as usize % 8]
}

#[test]
fn every_combination_of_ielts_skills_has_its_overall() {
    let words: Vec<String> =
        (0..=18).map(|half| Number::of_hundredths(half * 50).to_string()).collect();
    let (catalogue, offered) = (catalogue(), offered());
    let as_of =
        AsOf { day: TODAY.parse().unwrap(), least: Cefr::B2, offered: &offered, application: "" };
    for at in 0..19_u32.pow(4) {
        let skills = [at % 19, at / 19 % 19, at / 361 % 19, at / 6859];
        let overall = overall_by_words(skills) as usize;
        let typed = skills.map(|half| words[half as usize].as_str());
        let mut stated = Case("ielts", "2025-11-03", typed, &words[overall], "", "").stated();
        let verdict = catalogue.judge(&stated, &as_of);
        assert_eq!(verdict.result.as_deref(), Some(words[overall].as_str()), "{typed:?}");
        if at % 97 == 0 {
            stated.overall = &words[if overall == 18 { 17 } else { overall + 1 }];
            assert_eq!(catalogue.judge(&stated, &as_of).level, None, "{typed:?}");
        }
    }
}

/// How good a verdict is for the candidate.
fn worth(decision: Decision) -> u8 {
    match decision {
        Decision::Refused => 0,
        Decision::Person => 1,
        Decision::Accepted => 2,
    }
}

proptest! {
    #[test]
    fn a_higher_skill_never_makes_a_verdict_worse(
        kind in 0usize..7,
        ranks in proptest::array::uniform4(0usize..101),
        raised in 0usize..4,
        by in 1usize..40,
    ) {
        let (kind, day, level, steps): (&str, &str, &str, Vec<String>) = match kind {
            0 => ("ielts", "2025-11-03", "", numbers(0, 900, 50)),
            1 => ("toefl-ibt", "2025-11-03", "", numbers(0, 3000, 100)),
            2 => ("toefl-ibt", "2026-02-03", "", numbers(100, 600, 50)),
            3 => ("testdaf", "2015-11-03", "", ["U3", "3", "4", "5"].map(str::to_owned).to_vec()),
            4 => ("testdaf-digital", "2025-11-03", "", numbers(0, 2000, 100)),
            5 => ("delf", "2015-11-03", "B2", numbers(0, 2500, 25)),
            _ => ("stanag", "2025-11-03", "", ["0", "0+", "1", "1+", "2", "2+", "3", "3+", "4", "4+", "5"]
                .map(str::to_owned).to_vec()),
        };
        let last = steps.len() - 1;
        let before = ranks.map(|rank| rank.min(last));
        let mut after = before;
        after[raised] = (after[raised] + by).min(last);
        let judge = |at: [usize; 4]| {
            Case(kind, day, at.map(|at| steps[at].as_str()), "", level, "").on(TODAY)
        };
        let (before, after) = (judge(before), judge(after));
        prop_assert!(worth(before.decision) <= worth(after.decision));
        prop_assert!(before.level <= after.level);
    }
}

fn numbers(from: i32, to: i32, step: usize) -> Vec<String> {
    (from..=to).step_by(step).map(|it| Number::of_hundredths(it).to_string()).collect()
}
