//! Who may sit an exam: rules, each its own file, that answer yes, no, or for a person, with why.

mod cabinet;
mod confirmed;
mod diploma;
mod fee;
mod institution;
mod language;
mod masters;
mod one_application;
mod pass;
mod reason;
mod residency;
mod standing;
mod window;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::campaign::{Campaign, Condition, Exam, Regulation, SittingId, Window};
use crate::education::Education;
use crate::money::Qepik;
use crate::person::Citizenship;
use crate::result::{Outcome, PastResult};

pub use reason::Reason;

/// What a rule says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Nothing stands in the way.
    Yes,
    /// It stands in the way.
    No,
    /// No source decides it: a person does.
    Person,
}

/// A rule, in the order in which rules are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The window of the sitting is open.
    Window,
    /// The Personal Cabinet is there.
    Cabinet,
    /// The fee is covered.
    Fee,
    /// One application a person and campaign.
    OneApplication,
    /// What the exam asks.
    Condition {
        /// Which.
        condition: Condition,
    },
}

/// Whether an international certificate takes the place of the language exam.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Exemption {
    /// No certificate.
    #[default]
    None,
    /// A certificate is being verified.
    Pending,
    /// A certificate exempts.
    Exempt,
}

impl Exemption {
    /// The key it is stored under.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Pending => "pending",
            Self::Exempt => "exempt",
        }
    }

    /// The one of a stored key.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        [Self::None, Self::Pending, Self::Exempt].into_iter().find(|it| it.key() == key)
    }
}

/// What one rule says of one applicant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Judged {
    /// The rule.
    pub rule: Rule,
    /// Its answer.
    pub answer: Answer,
    /// Why.
    pub reason: Reason,
    /// The key of the publication that the rule rests on; nothing where the campaign itself sets it.
    pub source: Option<String>,
}

/// What is known of an applicant.
#[derive(Debug, Clone, Copy)]
pub struct Applicant<'a> {
    /// Citizenship.
    pub citizenship: Citizenship,
    /// Education.
    pub education: &'a Education,
    /// ISO code of the exam language; empty where none was chosen.
    pub language: &'a str,
    /// Whether there is a Personal Cabinet.
    pub cabinet: bool,
    /// What the account holds.
    pub balance: Qepik,
    /// What was charged for the entry.
    pub charged: Qepik,
    /// Whether a certificate takes the place of the language exam.
    pub exemption: Exemption,
    /// When the application was first confirmed.
    pub confirmed: Option<NaiveDateTime>,
    /// When the entry was made.
    pub entered: Option<NaiveDateTime>,
    /// Results, of any year.
    pub results: &'a [PastResult],
    /// Work numbers of other applications of the same person in the campaign.
    pub others: &'a [String],
}

/// One applicant before one exam, as of a moment.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The moment.
    pub at: NaiveDateTime,
    /// The campaign.
    pub campaign: &'a Campaign,
    /// The regulation that rules it.
    pub regulation: &'a Regulation,
    /// The sitting; of an exam that institutions hold, its first.
    pub sitting: SittingId,
    /// The applicant.
    pub applicant: Applicant<'a>,
}

/// An answer with why, and the key of its publication.
type Said = (Answer, Reason, Option<&'static str>);

impl Case<'_> {
    fn exam(&self) -> Option<&Exam> {
        self.campaign.exam(self.sitting.stage)
    }

    /// The moment by which the entry is judged: its own, or now.
    fn entered(&self) -> NaiveDateTime {
        self.applicant.entered.unwrap_or(self.at)
    }

    /// Results of a stage of the same programme, the latest first.
    fn results(&self, stage: u8) -> Vec<&PastResult> {
        let id = self.sitting;
        let same = |result: &&PastResult| {
            (result.sitting.programme, result.sitting.stage) == (id.programme, stage)
        };
        let mut found: Vec<&PastResult> = self.applicant.results.iter().filter(same).collect();
        found.sort_by_key(|result| std::cmp::Reverse(result.date));
        found
    }

    /// The window in which the application itself is confirmed, where that is what a confirmation does now:
    /// the exam rests on an application that was confirmed in a window of applications, it is not confirmed
    /// yet, and such a window is open while that of the sitting is not.
    fn application_alone(&self) -> Option<&Window> {
        let exam = self.exam()?;
        let rests = exam.conditions.contains(&Condition::ConfirmedInWindow);
        let waits = self.applicant.confirmed.is_none() && self.applicant.entered.is_none();
        let own = self.campaign.windows_of(self.sitting).any(|window| window.holds(self.at));
        let mut windows = self.campaign.application_windows();
        windows.find(|window| window.holds(self.at)).filter(|_| rests && waits && !own)
    }

    fn condition(&self, condition: Condition) -> Said {
        match condition {
            Condition::StageOneStanding => standing::judge(self),
            Condition::NotPassedYet => pass::not_yet(self),
            Condition::StageOnePassed => pass::passed(self),
            Condition::RightToResidency => residency::judge(self),
            Condition::ConfirmedInWindow => confirmed::judge(self),
            Condition::Masters => masters::judge(self),
            Condition::Language => language::judge(self),
            Condition::LanguagePassed => institution::language_passed(self),
            Condition::PhilosophyPassed => institution::philosophy_passed(self),
        }
    }
}

/// Whether a confirmation now is of the application alone, and registers for the exam later.
///
/// Source: `residency-2026-attempt-2`.
#[must_use]
pub fn of_application_alone(case: &Case<'_>) -> bool {
    case.application_alone().is_some()
}

/// Every rule that the exam asks, in order; where the application alone is confirmed, those that ask for it.
#[must_use]
pub fn judge(case: &Case<'_>) -> Vec<Judged> {
    let Some(exam) = case.exam() else { return Vec::new() };
    let alone = case.application_alone();
    let mut all = Vec::with_capacity(4 + exam.conditions.len());
    let mut add = |rule, (answer, reason, source): Said| {
        all.push(Judged { rule, answer, reason, source: source.map(str::to_owned) });
    };
    if exam.holder == crate::campaign::Holder::Center {
        add(Rule::Window, alone.map_or_else(|| window::judge(case), window::of_applications));
        add(Rule::Cabinet, cabinet::judge(case));
        if alone.is_none() {
            add(Rule::Fee, fee::judge(case));
        }
        add(Rule::OneApplication, one_application::judge(case));
    }
    let asked = |it: &&Condition| alone.is_none() || **it != Condition::ConfirmedInWindow;
    for &condition in exam.conditions.iter().filter(asked) {
        add(Rule::Condition { condition }, case.condition(condition));
    }
    all
}

/// What all rules come to: no where one says no, for a person where one asks for one.
#[must_use]
pub fn conclusion(judged: &[Judged]) -> Answer {
    let says = |answer| judged.iter().any(|it| it.answer == answer);
    match (says(Answer::No), says(Answer::Person)) {
        (true, _) => Answer::No,
        (false, true) => Answer::Person,
        (false, false) => Answer::Yes,
    }
}

fn passes(result: &&&PastResult) -> bool {
    result.outcome == Outcome::Passing
}

#[cfg(test)]
mod world;
