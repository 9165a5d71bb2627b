//! The counts as one table: group, value, count, share; and how long decisions took, in days and hours.

use std::path::Path;

use chrono::NaiveDate;
use qabul_core::campaign::Campaign;
use qabul_core::text::date_numeric;
use qabul_exchange::write::Cell;
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::files;
use crate::views::statistics::{CertificateStatistics, CountedBy, CountedGroup, CountedPart};
use crate::words::Words;

const MINUTES_OF_A_DAY: u32 = 24 * 60;

/// What was counted, and how it is said.
pub(super) struct Report<'a> {
    pub(super) words: &'a Words,
    pub(super) found: &'a CertificateStatistics,
    pub(super) campaign: Option<&'a Campaign>,
    pub(super) days: (Option<NaiveDate>, Option<NaiveDate>),
}

impl Report<'_> {
    pub(super) fn write(&self, path: &Path) -> Result<(), Failure> {
        let heads =
            ["group", "value", "count", "share", "days", "hours"].map(|head| self.word(head));
        let rows = self.narrowed().into_iter().chain(self.totals());
        let rows = rows.chain(self.found.groups.iter().flat_map(|group| self.group(group)));
        let rows = rows.chain(self.times()).map(|mut row| {
            row.resize(heads.len(), Cell::Empty);
            row
        });
        files::write_table(path, &heads.each_ref().map(String::as_str), rows, &self.word("sheet"))
    }

    fn word(&self, key: &str) -> String {
        self.words.text(&["statistics", key], &Value::Null)
    }

    /// What was left out, so that the file says it by itself.
    fn narrowed(&self) -> Vec<Vec<Cell>> {
        let name = |campaign: &Campaign| {
            let (programme, year) = (campaign.programme.key(), campaign.year);
            self.words.text(&["statistics", programme], &json!({ "year": year }))
        };
        let campaign = self.campaign.map(|it| vec![self.word("campaign").into(), name(it).into()]);
        let day = |day: Option<NaiveDate>| day.map(date_numeric).unwrap_or_default();
        let days = match self.days {
            (None, None) => None,
            (from, to) => {
                let days = format!("{} – {}", day(from), day(to));
                Some(vec![self.word("span").into(), days.trim().into()])
            }
        };
        campaign.into_iter().chain(days).collect()
    }

    fn totals(&self) -> Vec<Vec<Cell>> {
        let found = self.found;
        let all =
            [("received", found.received), ("people", found.people), ("decided", found.decided)];
        all.map(|(key, count)| vec![self.word("total").into(), self.word(key).into(), count.into()])
            .into()
    }

    /// The parts of a group; those of a verdict also by what was decided.
    fn group(&self, group: &CountedGroup) -> Vec<Vec<Cell>> {
        let name = self.word(&by(group.by));
        let row = |name: &str, value: String, count: u32| {
            let share = Cell::Share { part: count, whole: group.total };
            vec![name.into(), value.into(), count.into(), share]
        };
        let mut rows: Vec<_> = group
            .parts
            .iter()
            .map(|part| row(&name, self.value(group.by, part), part.count))
            .collect();
        for part in &group.parts {
            for (state, count) in &part.states {
                let state = self.words.text(&["certificate_state", state.key()], &Value::Null);
                let value = format!("{}: {state}", self.value(group.by, part));
                rows.push(row(&self.word("outcome"), value, *count));
            }
        }
        rows
    }

    fn value(&self, by: CountedBy, CountedPart { value, .. }: &CountedPart) -> String {
        let own = ["undecided", "no_level", "no_language"].contains(&value.as_str());
        let text = |page: &str| self.words.text(&[page, value], &Value::Null);
        match by {
            _ if own => self.word(value),
            CountedBy::State => text("certificate_state"),
            CountedBy::Verdict => text("certificate_decision"),
            CountedBy::Language => self.words.language_name(value),
            CountedBy::Wait => self.word(value),
            // `2026-06` as `06.2026`.
            CountedBy::Month => value
                .split_once('-')
                .map_or(value.clone(), |(year, month)| format!("{month}.{year}")),
            CountedBy::Kind | CountedBy::Level => value.clone(),
        }
    }

    fn times(&self) -> Vec<Vec<Cell>> {
        let Some(times) = self.found.times else { return Vec::new() };
        let all = [("median", times.median), ("ninety", times.ninety), ("longest", times.longest)];
        all.map(|(key, minutes)| {
            let (days, hours) = (minutes / MINUTES_OF_A_DAY, minutes % MINUTES_OF_A_DAY / 60);
            let name = self.word(&by(CountedBy::Wait));
            vec![
                name.into(),
                self.word(key).into(),
                Cell::Empty,
                Cell::Empty,
                days.into(),
                hours.into(),
            ]
        })
        .into()
    }
}

/// The key of a group.
fn by(by: CountedBy) -> String {
    serde_json::to_value(by)
        .ok()
        .and_then(|key| key.as_str().map(str::to_owned))
        .unwrap_or_default()
}
