//! The plan of a campaign as data: windows, exams, sittings with their parts, dated fees, conditions.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Bilingual, Programme, Sitting, SittingId};
use crate::money::Qepik;

/// A campaign: one programme in one year. Everything in it may be changed by staff; every change is a
/// new edition, and what was judged under an older one keeps its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Campaign {
    /// What people are admitted to.
    pub programme: Programme,
    /// Year of admission.
    pub year: u16,
    /// The regulation that rules it, as `residency/1`: name and version.
    pub regulation: String,
    /// Keys of the publications it rests on.
    pub sources: Vec<String>,
    /// When applications are taken and entries made.
    pub windows: Vec<Window>,
    /// Its exams in their order.
    pub exams: Vec<Exam>,
}

/// A stretch of time in which something may be filed. Both ends count, the last one to the end of its
/// minute; local wall time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Window {
    /// First moment.
    pub from: NaiveDateTime,
    /// Last minute.
    pub to: NaiveDateTime,
    /// Whether a whole application may be filed and confirmed in it.
    pub applications: bool,
    /// The sittings that may be entered in it, as `stage-attempt`: `1-2`.
    pub sittings: Vec<String>,
    /// Keys of the publications that set it.
    pub sources: Vec<String>,
}

impl Window {
    /// Whether a moment lies in it.
    #[must_use]
    pub fn holds(&self, at: NaiveDateTime) -> bool {
        self.from <= at && at < self.to + TimeDelta::minutes(1)
    }
}

/// Who holds an exam.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    /// The Center: it is seated and has slips.
    Center,
    /// The institution that admits: the Center only says who may sit it.
    Institution,
}

/// What an exam asks of who enters it; each is a rule of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Graduate, final-year student, student who completed the third year, or resident.
    StageOneStanding,
    /// No valid pass of Stage I yet.
    NotPassedYet,
    /// A valid pass of Stage I.
    StageOnePassed,
    /// Graduated, and not in residency.
    RightToResidency,
    /// A whole application confirmed in one of the campaign's windows.
    ConfirmedInWindow,
    /// Master's degree or equivalent.
    Masters,
    /// A language that the exam is held in.
    Language,
    /// The language exam passed, or exempt from it.
    LanguagePassed,
    /// The exam in philosophy passed.
    PhilosophyPassed,
}

/// A text in the three languages of letters and screens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Trilingual {
    /// Azerbaijani.
    pub az: String,
    /// English.
    pub en: String,
    /// Russian.
    pub ru: String,
}

/// A fee from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Fee {
    /// First day it is asked.
    pub from: NaiveDate,
    /// How much, in qəpik.
    pub qepik: Qepik,
    /// Keys of the publications that set it.
    pub sources: Vec<String>,
}

/// One exam of a campaign: a stage, or a subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Exam {
    /// Its place in the order, from 1.
    pub stage: u8,
    /// Its name without stage and attempt.
    pub name: Trilingual,
    /// Who holds it.
    pub holder: Holder,
    /// Two digits that the Center prints for it; one for each sitting where they differ.
    pub series: String,
    /// ISO codes of the languages it may be taken in; none where sectors take their place.
    #[serde(default)]
    pub languages: Vec<String>,
    /// What it asks of who enters it.
    pub conditions: Vec<Condition>,
    /// What it costs, by day.
    #[serde(default)]
    pub fees: Vec<Fee>,
    /// Its sittings; none for an exam that institutions hold.
    #[serde(default)]
    pub sittings: Vec<PlannedSitting>,
}

impl Exam {
    /// What it costs on a day: the last fee that began by then. Free before the first.
    #[must_use]
    pub fn fee(&self, day: NaiveDate) -> Qepik {
        let begun = self.fees.iter().filter(|fee| fee.from <= day);
        begun.max_by_key(|fee| fee.from).map_or(Qepik::ZERO, |fee| fee.qepik)
    }
}

/// An attempt at an exam.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlannedSitting {
    /// Attempt, from 1.
    pub attempt: u8,
    /// Two digits that the Center prints for it.
    pub exam_code: String,
    /// Where it is held.
    pub cities: Vec<String>,
    /// The gate closes this many minutes before the start.
    pub gate_minutes: u16,
    /// The last arrival wave is this many minutes before the start.
    pub last_wave_minutes: u16,
    /// Minutes between two arrival waves.
    pub wave_minutes: u16,
    /// How many arrival waves there are.
    pub waves: u16,
    /// The day by which a fee that fell due after confirmation must be covered; without one, the day
    /// before the seating.
    #[serde(default)]
    pub claims_due: Option<NaiveDate>,
    /// The day on which certificates must be good; that of the confirmation where none is set.
    #[serde(default)]
    pub certificates_on: Option<NaiveDate>,
    /// The day on which seats are given, where it is planned.
    #[serde(default)]
    pub seating: Option<NaiveDate>,
    /// Its parts; one entry covers them all.
    pub parts: Vec<Part>,
}

impl PlannedSitting {
    /// The day by which a fee that fell due after confirmation must be covered.
    #[must_use]
    pub fn claims_due(&self) -> Option<NaiveDate> {
        self.claims_due.or_else(|| self.seating.and_then(|day| day.pred_opt()))
    }

    /// The part by which the sitting is named and seated: the written one that most languages take.
    #[must_use]
    pub fn main_part(&self) -> Option<&Part> {
        let written = self.parts.iter().filter(|part| part.kind == PartKind::Written);
        // Of two alike the first; a part without languages is everybody's.
        written.rev().max_by_key(|part| match part.languages.len() {
            0 => usize::MAX,
            languages => languages,
        })
    }

    /// The parts that an exam language takes, the written one first. Where none of them names the language,
    /// or none is chosen, they are those of the languages that the main part is for.
    #[must_use]
    pub fn parts_of(&self, language: &str) -> Vec<&Part> {
        let named = |code: &str| self.parts.iter().any(|part| part.names(code));
        let of_most = || self.main_part().and_then(|part| part.languages.first());
        let language =
            if named(language) { language } else { of_most().map_or(language, String::as_str) };
        let takes = |part: &&Part| part.languages.is_empty() || part.names(language);
        let mut taken: Vec<&Part> = self.parts.iter().filter(takes).collect();
        taken.sort_by_key(|part| part.kind != PartKind::Written);
        taken
    }
}

/// How a part is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PartKind {
    /// In writing, everybody at once.
    Written,
    /// Orally, one person a slot and station.
    Speaking {
        /// Minutes of a slot.
        slot_minutes: u16,
        /// Stations that work at once.
        stations: u16,
    },
}

/// What kind of place a part needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// A hall with desks.
    Hall,
    /// A hall with computers.
    ComputerHall,
    /// A room with stations for speaking.
    SpeakingRoom,
}

/// A part of a sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Part {
    /// How it is taken.
    #[serde(flatten)]
    pub kind: PartKind,
    /// Its day, the first one of several; `None` while it is to be announced.
    #[serde(default)]
    pub date: Option<NaiveDate>,
    /// Its last day, where it takes several.
    #[serde(default)]
    pub last_date: Option<NaiveDate>,
    /// Start, local wall time.
    pub start: NaiveTime,
    /// Minutes.
    pub minutes: u16,
    /// Where it is held.
    pub place: PlaceKind,
    /// ISO codes of the exam languages that take it; none where all do.
    #[serde(default)]
    pub languages: Vec<String>,
    /// Keys of the publications that set it.
    #[serde(default)]
    pub sources: Vec<String>,
}

impl Part {
    fn names(&self, language: &str) -> bool {
        self.languages.iter().any(|code| code == language)
    }
}

impl Campaign {
    /// Its name for good: `residency-2026`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}-{}", self.programme.key(), self.year)
    }

    /// One exam.
    #[must_use]
    pub fn exam(&self, stage: u8) -> Option<&Exam> {
        self.exams.iter().find(|exam| exam.stage == stage)
    }

    /// A sitting and its exam.
    #[must_use]
    pub fn sitting(&self, id: SittingId) -> Option<(&Exam, &PlannedSitting)> {
        let exam = self.exam(id.stage)?;
        Some((exam, exam.sittings.iter().find(|sitting| sitting.attempt == id.attempt)?))
    }

    /// The windows in which a sitting may be entered, in time.
    pub fn windows_of(&self, id: SittingId) -> impl Iterator<Item = &Window> {
        let key = format!("{}-{}", id.stage, id.attempt);
        self.windows.iter().filter(move |window| window.sittings.contains(&key))
    }

    /// The windows in which a whole application may be confirmed, in time.
    pub fn application_windows(&self) -> impl Iterator<Item = &Window> {
        self.windows.iter().filter(|window| window.applications)
    }

    /// Its sittings as they are seated and printed. A sitting that no window opens has none.
    #[must_use]
    pub fn sittings(&self) -> Vec<Sitting> {
        let exams = self.exams.iter();
        exams
            .flat_map(|exam| exam.sittings.iter().filter_map(|sitting| self.of(exam, sitting)))
            .collect()
    }

    fn of(&self, exam: &Exam, planned: &PlannedSitting) -> Option<Sitting> {
        let Self { programme, year, .. } = *self;
        let id = SittingId { programme, year, stage: exam.stage, attempt: planned.attempt };
        let part = planned.main_part()?;
        let from = self.windows_of(id).map(|window| window.from).min()?.date();
        let to = self.windows_of(id).map(|window| window.to).max()?.date();
        Some(Sitting {
            id,
            registration_from: from,
            registration_to: to,
            date: part.date,
            start: part.start,
            minutes: part.minutes,
            gate_minutes: planned.gate_minutes,
            last_wave_minutes: planned.last_wave_minutes,
            wave_minutes: planned.wave_minutes,
            waves: planned.waves,
            fee: exam.fee(to),
            cities: planned.cities.clone(),
            exam_code: planned.exam_code.clone(),
            exam: Bilingual { az: exam.name.az.clone(), ru: exam.name.ru.clone() },
            series: exam.series.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The written part of Azerbaijani is on the 16th; speaking, and the written part of the others, on the
    /// 17th and the 25th.
    #[test]
    fn a_language_that_no_part_names_takes_the_parts_of_most() {
        let text = include_str!("../../../../reference/campaigns/doctoral-2026.toml");
        let campaign: Campaign = toml::from_str(text).unwrap();
        let sitting = &campaign.exams[0].sittings[0];
        let days = |language: &str| -> Vec<String> {
            let days = sitting.parts_of(language).into_iter().filter_map(|part| part.date);
            days.map(|day| day.to_string()).collect()
        };
        assert_eq!(days("az"), ["2026-06-16"]);
        assert_eq!(days("en"), ["2026-06-25", "2026-06-17"]);
        for unnamed in ["it", ""] {
            assert_eq!(days(unnamed), ["2026-06-25", "2026-06-17"], "{unnamed:?}");
        }
        let without: Vec<Part> = sitting.parts.iter().cloned().map(everybodys).collect();
        let everybodys = PlannedSitting { parts: without, ..sitting.clone() };
        assert_eq!(everybodys.parts_of("it").len(), 3);
    }

    fn everybodys(part: Part) -> Part {
        Part { languages: Vec::new(), ..part }
    }
}
