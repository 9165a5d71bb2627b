//! What a campaign becomes next year, and what cannot be meant in one.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDateTime, TimeDelta};

use super::{Campaign, Exam, PlannedSitting};
use crate::fault::{FieldFault, ValueFault};

impl Campaign {
    /// Next year's campaign made of this one: the same windows, exams and fees a year later, every exam
    /// day to be announced, and no publication that would not be true of it.
    #[must_use]
    pub fn next_year(&self) -> Self {
        let mut next = self.clone();
        next.year += 1;
        next.sources = Vec::new();
        for window in &mut next.windows {
            (window.from, window.to) = (a_year_later(window.from), a_year_later(window.to));
            window.sources = Vec::new();
        }
        for exam in &mut next.exams {
            exam.series = exam.series.replace(&short(self.year), &short(next.year));
            for sitting in &mut exam.sittings {
                (sitting.claims_due, sitting.seating) = (None, None);
                sitting.certificates_on = None;
                for part in &mut sitting.parts {
                    (part.date, part.last_date) = (None, None);
                    part.sources = Vec::new();
                }
            }
        }
        next
    }

    /// Looks for what cannot be meant; each fault names its field as the screen does, `windows.0.to`.
    ///
    /// # Errors
    /// All faults.
    pub fn checked(self) -> Result<Self, Vec<FieldFault>> {
        let mut faults = Vec::new();
        let mut wrong = |field: String, fault| faults.push(FieldFault { field, fault });
        let years = i32::from(self.year) - 1..=i32::from(self.year) + 1;
        for (at, window) in self.windows.iter().enumerate() {
            if window.to < window.from {
                wrong(format!("windows.{at}.to"), ValueFault::BeforeItBegins);
            }
            if !years.contains(&window.from.year()) || !years.contains(&window.to.year()) {
                wrong(format!("windows.{at}.from"), ValueFault::OtherYear { year: self.year });
            }
            for key in &window.sittings {
                if !self.keys().contains(key) {
                    wrong(format!("windows.{at}.sittings"), ValueFault::NoSuchSitting);
                }
            }
        }
        for exam in &self.exams {
            for sitting in &exam.sittings {
                let place = format!("exams.{}.{}", exam.stage, sitting.attempt);
                if sitting.cities.is_empty() {
                    wrong(format!("{place}.cities"), ValueFault::Missing);
                }
                if sitting.main_part().is_none() {
                    wrong(format!("{place}.parts"), ValueFault::Missing);
                }
                if sitting.gate_minutes > sitting.last_wave_minutes {
                    wrong(format!("{place}.gate_minutes"), ValueFault::GateAfterArrival);
                }
                for (at, part) in sitting.parts.iter().enumerate() {
                    if part.last_date.is_some_and(|last| part.date.is_none_or(|day| last < day)) {
                        wrong(format!("{place}.{at}.last_date"), ValueFault::BeforeItBegins);
                    }
                    if part.date.is_some_and(|day| !years.contains(&day.year())) {
                        wrong(
                            format!("{place}.{at}.date"),
                            ValueFault::OtherYear { year: self.year },
                        );
                    }
                }
            }
        }
        if faults.is_empty() { Ok(self) } else { Err(faults) }
    }

    fn keys(&self) -> BTreeSet<String> {
        let key =
            |exam: &Exam, sitting: &PlannedSitting| format!("{}-{}", exam.stage, sitting.attempt);
        let of = |exam| move |sitting| key(exam, sitting);
        self.exams.iter().flat_map(|exam| exam.sittings.iter().map(of(exam))).collect()
    }
}

/// The same time a year later; 29 February becomes 28.
fn a_year_later(at: NaiveDateTime) -> NaiveDateTime {
    at.with_year(at.year() + 1).unwrap_or_else(|| {
        let earlier = at - TimeDelta::days(1);
        earlier.with_year(at.year() + 1).unwrap_or(at)
    })
}

/// The two digits of a year in a series.
fn short(year: u16) -> String {
    format!("{:02}", year % 100)
}
