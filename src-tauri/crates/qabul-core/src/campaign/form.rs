//! A campaign as a form: every value that staff may change, as text by its key, read and written alike.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::{Campaign, Fee, PartKind};
use crate::certificate::Cefr;
use crate::fault::{FieldFault, ValueFault};
use crate::money::Qepik;
use crate::text::{self, date_numeric};

/// Texts by the keys of their fields: `windows.0.from`, `exams.1.2.0.date`.
pub type Fields = BTreeMap<String, String>;

/// A value of a document that has a field.
pub(super) enum Slot<'c> {
    Moment(&'c mut NaiveDateTime),
    Day(&'c mut NaiveDate),
    MaybeDay(&'c mut Option<NaiveDate>),
    Time(&'c mut NaiveTime),
    Number(&'c mut u16),
    Money(&'c mut Qepik),
    Names(&'c mut Vec<String>),
    Text(&'c mut String),
    MaybeText(&'c mut Option<String>),
    MaybeYears(&'c mut Option<u8>),
    Level(&'c mut Cefr),
}

impl Slot<'_> {
    pub(super) fn read(&self) -> String {
        match self {
            Self::Moment(at) => at.format("%d.%m.%Y %H:%M").to_string(),
            Self::Day(day) => date_numeric(**day),
            Self::MaybeDay(day) => day.map(date_numeric).unwrap_or_default(),
            Self::Time(time) => text::time(**time),
            Self::Number(number) => number.to_string(),
            Self::Money(amount) => amount.text(),
            Self::Names(names) => names.join(", "),
            Self::Text(text) => (*text).clone(),
            Self::MaybeText(text) => (*text).clone().unwrap_or_default(),
            Self::MaybeYears(number) => number.map(|it| it.to_string()).unwrap_or_default(),
            Self::Level(level) => level.key().to_owned(),
        }
    }

    pub(super) fn write(self, typed: &str) -> Result<(), ValueFault> {
        let typed = typed.trim();
        match self {
            Self::Moment(at) => *at = moment(typed)?,
            Self::Day(date) => *date = day(typed)?,
            Self::MaybeDay(date) => {
                *date = if typed.is_empty() { None } else { Some(day(typed)?) };
            }
            Self::Time(time) => *time = clock(typed)?,
            Self::Number(number) => *number = whole(typed)?,
            Self::MaybeYears(years) => {
                let fault = |_| ValueFault::Number { from: 0, to: u8::MAX.into() };
                *years = if typed.is_empty() { None } else { Some(typed.parse().map_err(fault)?) };
            }
            Self::Level(level) => *level = Cefr::parse(typed).ok_or(ValueFault::Cefr)?,
            Self::MaybeText(text) => {
                *text = if typed.is_empty() { None } else { Some(plain(typed)?) };
            }
            Self::Money(amount) => {
                *amount = Qepik::parse(typed).map_err(|_| ValueFault::Amount)?;
            }
            Self::Names(names) => {
                let parts = typed.split(',').map(str::trim).filter(|name| !name.is_empty());
                *names = parts.map(plain).collect::<Result<_, _>>()?;
            }
            Self::Text(text) => *text = plain(typed)?,
        }
        Ok(())
    }
}

/// The greatest number of a field: the minutes of a day.
const MOST: u32 = 1440;
/// The longest text of a field, in characters.
const LONGEST: usize = 200;

fn whole(typed: &str) -> Result<u16, ValueFault> {
    let fault = ValueFault::Number { from: 0, to: MOST };
    typed.parse().ok().filter(|n| u32::from(*n) <= MOST).ok_or(fault)
}

pub(crate) fn plain(typed: &str) -> Result<String, ValueFault> {
    text::visible(typed)?;
    if typed.chars().count() > LONGEST {
        return Err(ValueFault::TooLong { longest: LONGEST });
    }
    Ok(typed.to_owned())
}

pub(crate) fn day(typed: &str) -> Result<NaiveDate, ValueFault> {
    let written = NaiveDate::parse_from_str(typed, "%d.%m.%Y").or_else(|_| typed.parse());
    written.map_err(|_| ValueFault::Date)
}

fn clock(typed: &str) -> Result<NaiveTime, ValueFault> {
    NaiveTime::parse_from_str(typed, "%H:%M").map_err(|_| ValueFault::Time)
}

/// A day and a time; a day alone is its beginning.
fn moment(typed: &str) -> Result<NaiveDateTime, ValueFault> {
    match typed.split_once(' ') {
        Some((date, time)) => Ok(day(date)?.and_time(clock(time.trim())?)),
        None => Ok(day(typed)?.and_time(NaiveTime::MIN)),
    }
}

impl Campaign {
    /// Every field with its text.
    #[must_use]
    pub fn fields(&self) -> Fields {
        let mut fields = Fields::new();
        self.clone().walk(&mut |key, slot| {
            fields.insert(key, slot.read());
        });
        fields
    }

    /// The campaign with some of its fields written anew. A fee whose place is the next free one is added.
    ///
    /// # Errors
    /// All faults, each with the key of its field; those of the whole ([`Campaign::checked`]) where the
    /// values alone are good.
    pub fn with(&self, fields: &Fields) -> Result<Self, Vec<FieldFault>> {
        let mut changed = self.clone();
        for exam in &mut changed.exams {
            let key = format!("exams.{}.fees.{}.from", exam.stage, exam.fees.len());
            if fields.get(&key).is_some_and(|typed| !typed.trim().is_empty()) {
                let (from, qepik) = (NaiveDate::default(), Qepik::ZERO);
                exam.fees.push(Fee { from, qepik, sources: Vec::new() });
            }
        }
        let mut faults = Vec::new();
        changed.walk(&mut |key, slot| {
            let Some(typed) = fields.get(&key) else { return };
            if let Err(fault) = slot.write(typed) {
                faults.push(FieldFault { field: key, fault });
            }
        });
        if faults.is_empty() { changed.checked() } else { Err(faults) }
    }

    fn walk(&mut self, visit: &mut dyn FnMut(String, Slot<'_>)) {
        visit("regulation".to_owned(), Slot::Text(&mut self.regulation));
        for (at, window) in self.windows.iter_mut().enumerate() {
            visit(format!("windows.{at}.from"), Slot::Moment(&mut window.from));
            visit(format!("windows.{at}.to"), Slot::Moment(&mut window.to));
        }
        for exam in &mut self.exams {
            let exam_key = format!("exams.{}", exam.stage);
            visit(format!("{exam_key}.series"), Slot::Text(&mut exam.series));
            for (at, fee) in exam.fees.iter_mut().enumerate() {
                visit(format!("{exam_key}.fees.{at}.from"), Slot::Day(&mut fee.from));
                visit(format!("{exam_key}.fees.{at}.qepik"), Slot::Money(&mut fee.qepik));
            }
            for sitting in &mut exam.sittings {
                let key = format!("{exam_key}.{}", sitting.attempt);
                visit(format!("{key}.exam_code"), Slot::Text(&mut sitting.exam_code));
                visit(format!("{key}.cities"), Slot::Names(&mut sitting.cities));
                for (name, number) in [
                    ("gate_minutes", &mut sitting.gate_minutes),
                    ("last_wave_minutes", &mut sitting.last_wave_minutes),
                    ("wave_minutes", &mut sitting.wave_minutes),
                    ("waves", &mut sitting.waves),
                ] {
                    visit(format!("{key}.{name}"), Slot::Number(number));
                }
                visit(format!("{key}.seating"), Slot::MaybeDay(&mut sitting.seating));
                visit(format!("{key}.claims_due"), Slot::MaybeDay(&mut sitting.claims_due));
                visit(
                    format!("{key}.certificates_on"),
                    Slot::MaybeDay(&mut sitting.certificates_on),
                );
                for (at, part) in sitting.parts.iter_mut().enumerate() {
                    let key = format!("{key}.{at}");
                    visit(format!("{key}.date"), Slot::MaybeDay(&mut part.date));
                    visit(format!("{key}.last_date"), Slot::MaybeDay(&mut part.last_date));
                    visit(format!("{key}.start"), Slot::Time(&mut part.start));
                    visit(format!("{key}.minutes"), Slot::Number(&mut part.minutes));
                    if let PartKind::Speaking { slot_minutes, stations } = &mut part.kind {
                        visit(format!("{key}.slot_minutes"), Slot::Number(slot_minutes));
                        visit(format!("{key}.stations"), Slot::Number(stations));
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn campaign() -> Campaign {
        toml::from_str(include_str!("../../../../reference/campaigns/doctoral-2026.toml")).unwrap()
    }

    fn one(key: &str, text: &str) -> Fields {
        Fields::from([(key.to_owned(), text.to_owned())])
    }

    #[test]
    fn what_is_shown_reads_back_as_the_same() {
        for text in [
            include_str!("../../../../reference/campaigns/doctoral-2026.toml"),
            include_str!("../../../../reference/campaigns/residency-2026.toml"),
        ] {
            let campaign: Campaign = toml::from_str(text).unwrap();
            assert_eq!(campaign.with(&campaign.fields()).unwrap(), campaign);
        }
    }

    #[test]
    fn values_are_written_as_people_type_them() {
        let campaign = campaign();
        for (key, typed, shown) in [
            ("windows.0.to", "15.06.2026 18:00", "15.06.2026 18:00"),
            ("windows.0.from", "2026-06-10", "10.06.2026 00:00"),
            ("exams.1.fees.1.qepik", "120,5", "120,50"),
            ("exams.1.1.cities", "Bakı , Gəncə,", "Bakı, Gəncə"),
            ("exams.1.1.2.date", "", ""),
            ("exams.1.1.2.start", "09:30", "09:30"),
            ("exams.1.1.1.stations", "8", "8"),
        ] {
            let changed = campaign.with(&one(key, typed)).unwrap();
            assert_eq!(changed.fields()[key], shown, "{key}");
        }
        let mut fee = one("exams.1.fees.2.from", "01.09.2026");
        fee.insert("exams.1.fees.2.qepik".to_owned(), "130".to_owned());
        let exam = &campaign.with(&fee).unwrap().exams[0];
        assert_eq!(exam.fees.len(), 3);
        assert_eq!(exam.fee("2026-09-01".parse().unwrap()).text(), "130,00");
        assert_eq!(exam.fee("2026-08-31".parse().unwrap()).text(), "110,00");
    }

    #[test]
    fn every_fault_is_named_at_once() {
        let mut fields = one("windows.0.to", "40.06.2026");
        fields.insert("exams.1.1.gate_minutes".to_owned(), "-1".to_owned());
        fields.insert("exams.1.1.2.start".to_owned(), "25:00".to_owned());
        let faults = campaign().with(&fields).unwrap_err();
        let keys: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
        assert_eq!(keys, ["windows.0.to", "exams.1.1.gate_minutes", "exams.1.1.2.start"]);
        for (key, typed, fault) in [
            ("windows.0.to", "10.06.2026 00:00", ValueFault::BeforeItBegins),
            ("exams.1.1.2.date", "25.06.2036", ValueFault::OtherYear { year: 2026 }),
            ("exams.1.1.cities", " , ", ValueFault::Missing),
            ("exams.1.1.gate_minutes", "60", ValueFault::GateAfterArrival),
        ] {
            let faults = campaign().with(&one(key, typed)).unwrap_err();
            assert_eq!(faults, [FieldFault { field: key.to_owned(), fault }]);
        }
    }

    #[test]
    fn next_year_announces_nothing_yet() {
        let next = campaign().next_year();
        assert_eq!(next.name(), "doctoral-2027");
        assert_eq!(next.fields()["windows.0.from"], "11.06.2027 00:00");
        assert_eq!(next.exams[0].series, "DR27");
        let parts = next.exams.iter().flat_map(|exam| &exam.sittings).flat_map(|it| &it.parts);
        assert!(parts.clone().count() == 3 && parts.clone().all(|part| part.date.is_none()));
        assert_eq!(next.clone().checked(), Ok(next));
    }
}
