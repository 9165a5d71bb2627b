//! Dates, times and numbers in words, with the suffix that the spoken number asks for.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike, Weekday};

use super::Short;

const MONTHS_AZ: [&str; 12] = [
    "yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avqust", "sentyabr", "oktyabr",
    "noyabr", "dekabr",
];
const MONTHS_RU: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

/// How the last spoken word of a number ends; every Azerbaijani suffix follows from it.
#[derive(Clone, Copy)]
enum Ending {
    /// bir, beş, yeddi, səkkiz, iyirmi, əlli, yetmiş, səksən, yüz, min: -ci, -də, -dən
    Front,
    /// altı, qırx, sıfır: -cı, -da, -dan
    Back,
    /// üç, dörd: -cü, -də, -dən
    Rounded,
    /// on, otuz, doqquz: -cu, -da, -dan
    RoundedBack,
    /// altmış, doxsan differ from their neighbours: -cı, -da, -dan
    BackTens,
}

fn ending(number: u32) -> Ending {
    match (number % 10, number % 100 / 10) {
        (1 | 2 | 5 | 7 | 8, _) => Ending::Front,
        (3 | 4, _) => Ending::Rounded,
        (6, _) => Ending::Back,
        (9, _) => Ending::RoundedBack,
        (_, 1 | 3) => Ending::RoundedBack,
        (_, 2 | 5 | 7 | 8) => Ending::Front,
        (_, 4 | 6 | 9) => Ending::BackTens,
        _ if number == 0 => Ending::Back,
        _ => Ending::Front,
    }
}

/// An ordinal number: `2-ci`, `3-cü`, `2026-cı`.
#[must_use]
pub fn ordinal_az(number: u32) -> String {
    let suffix = match ending(number) {
        Ending::Front => "ci",
        Ending::Back | Ending::BackTens => "cı",
        Ending::Rounded => "cü",
        Ending::RoundedBack => "cu",
    };
    format!("{number}-{suffix}")
}

/// `I` to `X`; stages are two or three, larger numbers stay digits.
#[must_use]
pub fn roman(number: u8) -> String {
    let numerals = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];
    match numerals.get(usize::from(number).wrapping_sub(1)) {
        Some(numeral) => (*numeral).to_owned(),
        None => number.to_string(),
    }
}

/// Whether the number's last word has back vowels, which turns `-də` into `-da`.
fn is_back(number: u32) -> bool {
    matches!(ending(number), Ending::Back | Ending::BackTens | Ending::RoundedBack)
}

/// The number whose suffix a time takes: its minutes, or the hour on the full hour, where staff
/// say "saat on".
fn spoken(time: NaiveTime) -> u32 {
    if time.minute() == 0 { time.hour() } else { time.minute() }
}

/// `10:00`, `09:45`.
#[must_use]
pub fn time(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// "at": `10:00-da`, `09:45-də`.
#[must_use]
pub fn at_time(at: NaiveTime) -> String {
    format!("{}-{}", time(at), if is_back(spoken(at)) { "da" } else { "də" })
}

/// "from": `10:00-dan`, `09:45-dən`.
#[must_use]
pub fn from_time(from: NaiveTime) -> String {
    format!("{}-{}", time(from), if is_back(spoken(from)) { "dan" } else { "dən" })
}

/// "not later than": `09:45-dən gec olmayaraq`.
#[must_use]
pub fn by_time(by: NaiveTime) -> String {
    format!("{} gec olmayaraq", from_time(by))
}

/// `2026-cı`.
#[must_use]
pub fn year_with_suffix(year: i32) -> String {
    ordinal_az(year.unsigned_abs())
}

/// `21 iyun 2026-cı il`.
#[must_use]
pub fn date_long_az(date: NaiveDate) -> String {
    format!(
        "{} {} {} il",
        date.day(),
        MONTHS_AZ[date.month0() as usize],
        year_with_suffix(date.year())
    )
}

/// `21 июня 2026 года`.
#[must_use]
pub fn date_long_ru(date: NaiveDate) -> String {
    format!("{} {} {} года", date.day(), MONTHS_RU[date.month0() as usize], date.year())
}

/// `21.06.2026`.
#[must_use]
pub fn date_numeric(date: NaiveDate) -> String {
    format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year())
}

/// `2026-06-21`, as records and histories keep a day; for years of up to four digits. Digit by digit:
/// a list of a hundred thousand people has four of them each.
#[must_use]
pub fn date_iso(date: NaiveDate) -> Short {
    let (year, month, day) = (date.year().unsigned_abs(), date.month(), date.day());
    let places = [year / 1000, year / 100, year / 10, year, month / 10, month, day / 10, day];
    let [y3, y2, y1, y0, m1, m0, d1, d0] = places.map(|number| b"0123456789"[number as usize % 10]);
    let text = [y3, y2, y1, y0, b'-', m1, m0, b'-', d1, d0];
    Short::from_utf8(text).unwrap_or_default()
}

/// `bazar günü`, `bazar ertəsi`.
#[must_use]
pub fn weekday_az(date: NaiveDate) -> &'static str {
    match date.weekday() {
        Weekday::Mon => "bazar ertəsi",
        Weekday::Tue => "çərşənbə axşamı",
        Weekday::Wed => "çərşənbə günü",
        Weekday::Thu => "cümə axşamı",
        Weekday::Fri => "cümə günü",
        Weekday::Sat => "şənbə günü",
        Weekday::Sun => "bazar günü",
    }
}

/// `воскресенье`.
#[must_use]
pub fn weekday_ru(date: NaiveDate) -> &'static str {
    match date.weekday() {
        Weekday::Mon => "понедельник",
        Weekday::Tue => "вторник",
        Weekday::Wed => "среда",
        Weekday::Thu => "четверг",
        Weekday::Fri => "пятница",
        Weekday::Sat => "суббота",
        Weekday::Sun => "воскресенье",
    }
}

/// `2 saat 30 dəqiqə`.
#[must_use]
pub fn duration_az(minutes: u16) -> String {
    match (minutes / 60, minutes % 60) {
        (0, m) => format!("{m} dəqiqə"),
        (h, 0) => format!("{h} saat"),
        (h, m) => format!("{h} saat {m} dəqiqə"),
    }
}

/// `2 часа 30 минут`.
#[must_use]
pub fn duration_ru(minutes: u16) -> String {
    let hours = |n| russian_count(n, ["час", "часа", "часов"]);
    let rest = |n| russian_count(n, ["минута", "минуты", "минут"]);
    match (minutes / 60, minutes % 60) {
        (0, m) => rest(m),
        (h, 0) => hours(h),
        (h, m) => format!("{} {}", hours(h), rest(m)),
    }
}

/// The noun in the form that a Russian number asks for: one, few, many.
fn russian_count(n: u16, [one, few, many]: [&str; 3]) -> String {
    let noun = match (n % 10, n % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    };
    format!("{n} {noun}")
}

/// `2-ci mərtəbə`; floor zero is the basement's neighbour that has no number: `zirzəmi`.
#[must_use]
pub fn floor_az(floor: i16) -> String {
    match floor {
        ..=0 => "zirzəmi".to_owned(),
        n => format!("{} mərtəbə", ordinal_az(n.unsigned_abs().into())),
    }
}

/// `1-й этаж`.
#[must_use]
pub fn floor_ru(floor: i16) -> String {
    match floor {
        ..=0 => "цокольный этаж".to_owned(),
        n => format!("{n}-й этаж"),
    }
}

/// A whole number in groups of three parted by U+00A0: `1 448`.
#[must_use]
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 * 2 + 1);
    if number < 0 {
        out.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(hour: u32, minute: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
    }

    #[test]
    fn years_take_the_suffix_of_their_last_word() {
        for (year, text) in [
            (2016, "2016-cı"),
            (2017, "2017-ci"),
            (2020, "2020-ci"),
            (2021, "2021-ci"),
            (2023, "2023-cü"),
            (2024, "2024-cü"),
            (2025, "2025-ci"),
            (2026, "2026-cı"),
            (2027, "2027-ci"),
            (2028, "2028-ci"),
            (2029, "2029-cu"),
            (2030, "2030-cu"),
            (2040, "2040-cı"),
            (2050, "2050-ci"),
            (2060, "2060-cı"),
            (2090, "2090-cı"),
            (2100, "2100-ci"),
            (2000, "2000-ci"),
            (2010, "2010-cu"),
        ] {
            assert_eq!(year_with_suffix(year), text);
        }
    }

    #[test]
    fn every_quarter_hour_of_the_day() {
        // The hours as they are spoken; quarter hours end in on beş, otuz, qırx beş.
        let full = [
            "da", "də", "də", "də", "də", "də", "da", "də", "də", "da", "da", "də", "də", "də",
            "də", "də", "da", "də", "də", "da", "də", "də", "də", "də",
        ];
        for (hour, suffix) in (0u32..).zip(full) {
            assert_eq!(at_time(clock(hour, 0)), format!("{hour:02}:00-{suffix}"));
            assert_eq!(at_time(clock(hour, 15)), format!("{hour:02}:15-də"));
            assert_eq!(at_time(clock(hour, 30)), format!("{hour:02}:30-da"));
            assert_eq!(at_time(clock(hour, 45)), format!("{hour:02}:45-də"));
            assert_eq!(from_time(clock(hour, 0)), format!("{hour:02}:00-{suffix}n"));
            assert_eq!(by_time(clock(hour, 15)), format!("{hour:02}:15-dən gec olmayaraq"));
            assert_eq!(from_time(clock(hour, 30)), format!("{hour:02}:30-dan"));
            assert_eq!(by_time(clock(hour, 45)), format!("{hour:02}:45-dən gec olmayaraq"));
        }
    }

    #[test]
    fn stages_in_roman_numerals() {
        assert_eq!((roman(1), roman(2), roman(4)), ("I".into(), "II".into(), "IV".into()));
        assert_eq!((roman(0), roman(11)), ("0".into(), "11".into()));
    }

    #[test]
    fn attempts_take_the_suffix_of_the_spoken_number() {
        assert_eq!(
            (ordinal_az(2), ordinal_az(3), ordinal_az(6)),
            ("2-ci".into(), "3-cü".into(), "6-cı".into())
        );
    }

    #[test]
    fn dates_in_words() {
        let day = NaiveDate::from_ymd_opt(2026, 6, 21).unwrap();
        assert_eq!(date_long_az(day), "21 iyun 2026-cı il");
        assert_eq!(date_long_ru(day), "21 июня 2026 года");
        assert_eq!(weekday_az(day), "bazar günü");
        assert_eq!(weekday_ru(day), "воскресенье");
        assert_eq!(date_numeric(day), "21.06.2026");
        assert_eq!(date_iso(day), "2026-06-21");
    }

    #[test]
    fn lengths_and_floors() {
        assert_eq!(duration_az(150), "2 saat 30 dəqiqə");
        assert_eq!(duration_ru(150), "2 часа 30 минут");
        assert_eq!(duration_ru(301), "5 часов 1 минута");
        assert_eq!(duration_ru(60), "1 час");
        assert_eq!(floor_az(2), "2-ci mərtəbə");
        assert_eq!(floor_az(3), "3-cü mərtəbə");
        assert_eq!(floor_ru(1), "1-й этаж");
    }

    #[test]
    fn numbers_in_groups() {
        for (number, text) in
            [(0, "0"), (999, "999"), (1448, "1\u{a0}448"), (-12_345, "-12\u{a0}345")]
        {
            assert_eq!(grouped(number), text);
        }
    }
}
