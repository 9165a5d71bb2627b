//! Backups: which of those that are there are kept, and which may go.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDateTime, Timelike};

use crate::settings::Settings;

/// How many backups are kept: the newest of each of so many hours, days and months that have one.
///
/// Hours without a backup do not count, so a holiday or a clock that was set far ahead makes nothing
/// go that would have stayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keeping {
    /// Of how many hours.
    pub hours: u16,
    /// Of how many days.
    pub days: u16,
    /// Of how many months.
    pub months: u16,
}

impl From<&Settings> for Keeping {
    fn from(settings: &Settings) -> Self {
        Self { hours: settings.keep_hours, days: settings.keep_days, months: settings.keep_months }
    }
}

/// For every backup, by its moment, whether it is kept. The newest always is; so is one that lies
/// after `now`, because only a clock that was set back makes it look so.
#[must_use]
pub fn kept(moments: &[NaiveDateTime], now: NaiveDateTime, keeping: &Keeping) -> Vec<bool> {
    let mut order: Vec<usize> = (0..moments.len()).collect();
    // The newest first; of two of one moment the later in the list.
    order.sort_by_key(|&at| std::cmp::Reverse((moments[at], at)));
    let mut keep: Vec<bool> = moments.iter().map(|moment| *moment > now).collect();
    if let Some(&newest) = order.first() {
        keep[newest] = true;
    }
    let past: Vec<usize> = order.into_iter().filter(|&at| moments[at] <= now).collect();
    let day = |moment: NaiveDateTime| (moment.year(), moment.ordinal());
    newest_of_each(&past, keeping.hours, &mut keep, |at| (day(moments[at]), moments[at].hour()));
    newest_of_each(&past, keeping.days, &mut keep, |at| day(moments[at]));
    newest_of_each(&past, keeping.months, &mut keep, |at| {
        (moments[at].year(), moments[at].month())
    });
    keep
}

/// Keeps the first of each of so many spans of time; `order` has the newest first.
fn newest_of_each<S: Ord>(
    order: &[usize],
    most: u16,
    keep: &mut [bool],
    span: impl Fn(usize) -> S,
) {
    let mut seen = BTreeSet::new();
    for &at in order {
        let span = span(at);
        if seen.contains(&span) {
            continue;
        }
        if seen.len() == usize::from(most) {
            return;
        }
        seen.insert(span);
        keep[at] = true;
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, TimeDelta};
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn one_an_hour_one_a_day_one_a_month() {
        let keeping = Keeping { hours: 2, days: 2, months: 2 };
        let now = "2026-06-15 18:00";
        for (what, now, given, expected) in [
            ("nothing is there", now, &[][..], &[][..]),
            ("the only one stays", now, &["2020-01-01 09:00"], &[true]),
            (
                "the newest of an hour",
                now,
                &["2026-06-15 17:05", "2026-06-15 17:55", "2026-06-15 16:10"],
                &[false, true, true],
            ),
            (
                "the third hour is of a day that has a newer one",
                now,
                &["2026-06-15 15:00", "2026-06-15 16:00", "2026-06-15 17:00"],
                &[false, true, true],
            ),
            (
                "the last of the day before, and of the month before",
                now,
                &[
                    "2026-04-30 18:00",
                    "2026-05-30 18:00",
                    "2026-05-31 18:00",
                    "2026-06-14 09:00",
                    "2026-06-14 10:00",
                    "2026-06-14 11:00",
                    "2026-06-15 17:00",
                ],
                &[false, false, true, false, false, true, true],
            ),
            (
                "a clock that was set back takes no newer one away",
                "2026-06-01 09:00",
                &["2026-06-15 16:00", "2026-06-15 16:10", "2026-06-01 08:00"],
                &[true, true, true],
            ),
            (
                "nor does one that was set far ahead",
                "2036-01-01 00:00",
                &["2026-06-15 16:00", "2026-06-15 17:00"],
                &[true, true],
            ),
            (
                "of two of one moment one is enough",
                now,
                &["2026-06-15 17:00", "2026-06-15 17:00"],
                &[false, true],
            ),
        ] {
            let moments: Vec<_> = given.iter().map(|text| at(text)).collect();
            assert_eq!(kept(&moments, at(now), &keeping), expected, "{what}");
        }
    }

    proptest! {
        #[test]
        fn the_newest_stays_no_more_than_was_asked_and_what_stayed_stays(
            minutes in proptest::collection::vec(0i64..200_000, 0..60),
            now in 0i64..200_000,
            (hours, days, months) in (1u16..5, 1u16..5, 1u16..5),
        ) {
            let begin = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap().and_time(Default::default());
            let moments: Vec<_> =
                minutes.iter().map(|&it| begin + TimeDelta::minutes(it)).collect();
            let now = begin + TimeDelta::minutes(now);
            let keeping = Keeping { hours, days, months };
            let keep = kept(&moments, now, &keeping);
            let stayed: Vec<_> =
                moments.iter().zip(&keep).filter(|(_, keep)| **keep).map(|(it, _)| *it).collect();
            prop_assert_eq!(stayed.iter().max(), moments.iter().max());
            prop_assert!(moments.iter().zip(&keep).all(|(it, keep)| *keep || *it <= now));
            let past = stayed.iter().filter(|it| **it <= now).count();
            prop_assert!(past <= usize::from(hours + days + months) + 1);
            prop_assert!(kept(&stayed, now, &keeping).into_iter().all(|keep| keep));
        }
    }
}
