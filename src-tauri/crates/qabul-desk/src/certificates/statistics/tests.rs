//! Every group adds up to what stands above it, whatever was counted.

use proptest::prelude::*;

use super::*;

fn cell() -> impl Strategy<Value = CertificateCell> {
    let verdict = (0..3_usize, proptest::option::of(0..6_usize)).prop_map(|(decision, level)| {
        let level = level.map(|level| Cefr::ALL[level]);
        CountedVerdict { decision: Decision::ALL[decision], level }
    });
    let month = (2024..2027_u32, 1..13_u32).prop_map(|(year, month)| format!("{year}-{month:02}"));
    let language = prop_oneof![Just(""), Just("en"), Just("fr")];
    let kind = prop_oneof![Just("ielts"), Just("delf")];
    (kind, language, month, 0..6_usize, proptest::option::of(verdict)).prop_map(
        |(kind, language, month, state, verdict)| CertificateCell {
            kind: kind.to_owned(),
            language: language.to_owned(),
            month,
            state: CertificateState::ALL[state],
            verdict,
        },
    )
}

fn tally() -> impl Strategy<Value = CertificateTally> {
    let wait = (0..40_u32, 0..60_000_u32);
    let wait = wait.prop_map(|(nights, minutes)| DecisionWait { nights, minutes });
    let cells = proptest::collection::hash_map(cell(), 1..50_u32, 0..40);
    (cells, proptest::collection::vec(wait, 0..60)).prop_map(|(cells, waits)| CertificateTally {
        cells,
        waits,
        people: 1,
    })
}

fn of(tally: CertificateTally) -> CertificateStatistics {
    folded(tally, |cell| cell.kind.clone(), |cell| cell.language.clone())
}

proptest! {
    #[test]
    fn the_parts_of_every_group_are_the_whole(tally in tally()) {
        let (all, waits) = (tally.cells.values().sum::<u32>(), tally.waits.len());
        let found = of(tally);
        prop_assert_eq!((found.received, found.decided as usize), (all, waits));
        prop_assert_eq!(found.groups.len(), 7);
        for group in &found.groups {
            let total = if group.by == CountedBy::Wait { found.decided } else { all };
            let sum: u32 = group.parts.iter().map(|part| part.count).sum();
            prop_assert_eq!((group.total, sum), (total, total), "{:?}", group.by);
            for part in &group.parts {
                let states: u32 = part.states.iter().map(|(_, count)| count).sum();
                let whole = if group.by == CountedBy::Verdict { part.count } else { 0 };
                prop_assert_eq!(states, whole);
            }
        }
    }

    #[test]
    fn so_many_of_a_hundred_did_not_wait_longer(tally in tally()) {
        let waits: Vec<u32> = tally.waits.iter().map(|wait| wait.minutes).collect();
        let within = |most: u32| waits.iter().filter(|minutes| **minutes <= most).count();
        let below = |most: u32| waits.iter().filter(|minutes| **minutes < most).count();
        match of(tally.clone()).times {
            None => prop_assert!(waits.is_empty()),
            Some(times) => {
                prop_assert!(within(times.median) * 2 >= waits.len() && below(times.median) * 2 < waits.len());
                prop_assert!(within(times.ninety) * 10 >= waits.len() * 9);
                prop_assert!(below(times.ninety) * 10 < waits.len() * 9);
                prop_assert_eq!(Some(&times.longest), waits.iter().max());
            }
        }
    }
}

#[test]
fn months_without_any_are_there_and_nothing_is_nothing() {
    let count = |pairs: &[(&str, u32)]| {
        let counts = pairs.iter().map(|(month, count)| ((*month).to_owned(), *count)).collect();
        let parts = months(&counts);
        parts.into_iter().map(|part| (part.value, part.count)).collect::<Vec<_>>()
    };
    assert_eq!(count(&[]), []);
    let found = count(&[("2025-11", 3), ("2026-02", 1)]);
    let named = [("2025-11", 3), ("2025-12", 0), ("2026-01", 0), ("2026-02", 1)];
    assert_eq!(found, named.map(|(month, count)| (month.to_owned(), count)));
}

#[test]
fn a_wait_belongs_to_the_bucket_of_its_nights() {
    let waits = [0, 1, 2, 3, 5, 6, 10, 11, 400].map(|nights| DecisionWait { nights, minutes: 0 });
    let counts: Vec<u32> = lasted(&waits).parts.iter().map(|part| part.count).collect();
    assert_eq!(counts, [1, 2, 2, 2, 2]);
}
