//! Dates as lists write them.

use chrono::{DateTime, FixedOffset, NaiveDate};
use qabul_core::fault::ValueFault;

/// Azerbaijan keeps UTC+4 all year.
const OFFSET_SECONDS: i32 = 4 * 3600;

/// A day: `14.05.2000`, `4.5.2000`, `14/05/2000`, `2000-05-14`; a time of midnight after it, as
/// other programs export dates, is no part of it.
///
/// # Errors
/// [`ValueFault::Date`]
pub fn day(typed: &str) -> Result<NaiveDate, ValueFault> {
    let (date, time) = parted(typed.trim());
    let midnight = time.bytes().all(|b| matches!(b, b'0' | b':' | b'.'));
    if midnight { calendar(date) } else { Err(ValueFault::Date) }
}

/// The day of a moment: every form of [`day`], with or without a time of day. A moment with its
/// offset (`2026-06-21T22:30:00Z`) is of the day that it was in Azerbaijan.
///
/// # Errors
/// [`ValueFault::Date`]
pub(crate) fn day_of_moment(typed: &str) -> Result<NaiveDate, ValueFault> {
    let typed = typed.trim();
    let (date, time) = parted(typed);
    let date = calendar(date)?;
    if time.is_empty() {
        return Ok(date);
    }
    let here = FixedOffset::east_opt(OFFSET_SECONDS);
    if let (Ok(moment), Some(here)) = (DateTime::parse_from_rfc3339(typed), here) {
        return Ok(moment.with_timezone(&here).date_naive());
    }
    if is_time(time) { Ok(date) } else { Err(ValueFault::Date) }
}

/// The date and what follows it after `T`, a space or a comma.
fn parted(typed: &str) -> (&str, &str) {
    match typed.split_once(['T', ' ', ',']) {
        Some((date, time)) => (date, time.trim_start()),
        None => (typed, ""),
    }
}

/// `16:40`, `16:40:05`, `16:40:05.123`
fn is_time(text: &str) -> bool {
    let mut parts = text.split(':');
    let mut below = |limit: u8, longest: usize| {
        parts.next().is_some_and(|part| {
            let whole = part.split_once('.').map_or(part, |(whole, _)| whole);
            part.len() <= longest && whole.len() <= 2 && whole.parse().is_ok_and(|n: u8| n < limit)
        })
    };
    let hours_and_minutes = below(24, 2) && below(60, 2);
    let seconds = text.matches(':').count() == 1 || below(60, 12);
    hours_and_minutes && seconds && parts.next().is_none()
}

fn calendar(text: &str) -> Result<NaiveDate, ValueFault> {
    let mark = if text.contains('.') {
        '.'
    } else if text.contains('/') {
        '/'
    } else {
        '-'
    };
    let mut parts = text.splitn(3, mark);
    let mut next = || parts.next().unwrap_or_default();
    let (day, month, year) = match mark {
        '-' => {
            let (year, month, day) = (next(), next(), next());
            if (month.len(), day.len()) != (2, 2) {
                return Err(ValueFault::Date);
            }
            (day, month, year)
        }
        _ => (next(), next(), next()),
    };
    let number = |digits: &str, lengths: std::ops::RangeInclusive<usize>| {
        let fits = lengths.contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        if fits { digits.parse::<u32>().ok() } else { None }
    };
    let date = || {
        let year = i32::try_from(number(year, 4..=4)?).ok()?;
        NaiveDate::from_ymd_opt(year, number(month, 1..=2)?, number(day, 1..=2)?)
    };
    date().ok_or(ValueFault::Date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u32, day: u32) -> Result<NaiveDate, ValueFault> {
        Ok(NaiveDate::from_ymd_opt(year, month, day).unwrap())
    }

    #[test]
    fn every_way_to_write_a_day() {
        for typed in [
            "04.05.2000",
            "4.5.2000",
            " 04.05.2000 ",
            "2000-05-04",
            "04/05/2000",
            "4/5/2000",
            "2000-05-04T00:00:00",
            "2000-05-04 00:00:00.000",
            "04.05.2000 0:00",
        ] {
            assert_eq!(day(typed), date(2000, 5, 4), "{typed}");
        }
        for bad in [
            "",
            "05.2000",
            "31.02.2000",
            "2000-5-4",
            "04.05.00",
            "04-05-2000",
            "36650",
            "4 may 2000",
            "05/14/2000",
            "2000.05.04",
            "04.05.2000 16:40",
            "+4.05.2000",
            "04.05.2000.1",
            "०४.०५.२०००",
        ] {
            assert_eq!(day(bad), Err(ValueFault::Date), "{bad}");
        }
    }

    #[test]
    fn moments_keep_their_day() {
        for (typed, kept) in [
            ("21.06.2026", date(2026, 6, 21)),
            ("21.06.2026 16:40", date(2026, 6, 21)),
            ("21.06.2026, 16:40:05", date(2026, 6, 21)),
            ("2026-06-21T16:40:00", date(2026, 6, 21)),
            ("2026-06-21 16:40:00.123", date(2026, 6, 21)),
            ("2026-06-21T22:30:00Z", date(2026, 6, 22)),
            ("2026-06-22T01:30:00+04:00", date(2026, 6, 22)),
            ("21.06.2026 25:00", Err(ValueFault::Date)),
            ("21.06.2026 yes", Err(ValueFault::Date)),
            ("yes", Err(ValueFault::Date)),
        ] {
            assert_eq!(day_of_moment(typed), kept, "{typed}");
        }
    }
}
