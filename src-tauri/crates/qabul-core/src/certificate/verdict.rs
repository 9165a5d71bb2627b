//! The verdict on a certificate: accepted, refused with all its reasons, or for a person with why.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::catalogue::{Judged, Table};
use super::reading::{self, Reading};
use super::reason::{CertificateReason as Reason, CertificateWeight};
use super::{Catalogue, Cefr, Day, Kind, Part, Scheme, Stated, Validity};
use crate::application::exam_language;
use crate::campaign::last_day;

/// How a certificate is decided on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "CertificateDecision")]
pub enum Decision {
    /// It takes the place of the exam.
    Accepted,
    /// It does not, for every reason that is named.
    Refused,
    /// No rule decides it: a person does.
    Person,
}

impl Decision {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Accepted, Self::Refused, Self::Person];

    /// The key by which lists name it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Person => "person",
        }
    }
}

/// What a certificate is judged against.
#[derive(Debug, Clone, Copy)]
pub struct AsOf<'a> {
    /// The day on which it must be good, which is also the day for which its kind must be accepted.
    pub day: NaiveDate,
    /// The lowest level that exempts.
    pub least: Cefr,
    /// Codes of the languages that the exam may be sat in.
    pub offered: &'a [String],
    /// The language of the application; empty where it is judged alone.
    pub application: &'a str,
}

/// The verdict, with what one sentence needs that says why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CertificateVerdict {
    /// How it is decided.
    pub decision: Decision,
    /// The level that it reached, also where it is refused; nothing where none follows.
    pub level: Option<Cefr>,
    /// All reasons, in the order in which they were found.
    pub reasons: Vec<Reason>,
    /// The table that was read: `toefl-ibt/2`.
    pub table: Option<String>,
    /// The result that the table read, as it is printed: `68`, `TDN 3`.
    pub result: Option<String>,
    /// The scale of that result: `0–120`.
    pub scale: Option<String>,
    /// The last day on which it is good; nothing where it is so for good, or where none follows.
    pub good_until: Option<NaiveDate>,
}

impl CertificateVerdict {
    /// Refused before anything on it could be read.
    #[must_use]
    pub fn unread(reason: Reason) -> Self {
        Self { reasons: vec![reason], ..Self::blank() }
    }

    /// Nothing has been read yet.
    fn blank() -> Self {
        Self {
            decision: Decision::Refused,
            level: None,
            reasons: Vec::new(),
            table: None,
            result: None,
            scale: None,
            good_until: None,
        }
    }
}

impl Catalogue {
    /// Judges one certificate by itself.
    ///
    /// Source: `doctoral-education`: a valid international certificate of level B2 or higher exempts; the
    /// equivalence is set by the Center in agreement with ANAS and the Ministry.
    #[must_use]
    pub fn judge(&self, stated: &Stated<'_>, as_of: &AsOf<'_>) -> CertificateVerdict {
        let Some(judged) = self.judged(stated.kind.trim()) else {
            let kind = stated.kind.trim().to_owned();
            return CertificateVerdict::unread(Reason::KindUnknown { kind });
        };
        let kind = &judged.kind;
        let (mut verdict, mut reasons) = (CertificateVerdict::blank(), Vec::new());
        acceptance(kind, as_of, &mut reasons);
        language(kind, stated.language, as_of, &mut reasons);
        let tested_on = test_day(stated.tested_on, as_of.day, &mut reasons);
        let scheme = tested_on.and_then(|day| kind.scheme(day)).or_else(|| only(&kind.schemes));
        let table = tested_on.and_then(|day| judged.table(day));
        let scores = scheme
            .and_then(|scheme| reading::read(&scheme.shape, stated, &kind.name, &mut reasons));
        if let (Some(scheme), Some(scores)) = (scheme, &scores) {
            let read = (scheme, table, tested_on, as_of.least);
            level(&mut verdict, judged, read, scores, &mut reasons);
        }
        verdict.table = table.map(|table| table.key.clone());
        if kind.person.is_none()
            && !stated.mixed_days
            && let Some(level) = verdict.level.filter(|level| *level < as_of.least)
        {
            let least = table.and_then(|table| table.least_for(as_of.least)).zip(scheme);
            let at_least = least.map(|(number, scheme)| scheme.shape.word(number));
            let at_least = at_least.unwrap_or_else(|| "–".to_owned());
            reasons.push(Reason::LevelTooLow { level, least: as_of.least, at_least });
        }
        verdict.good_until =
            validity(kind, (tested_on, stated.expires_on), as_of.day, &mut reasons);
        if let Some(why) = kind.person {
            reasons.push(Reason::KindForPerson { kind: kind.name.clone(), why });
        }
        if stated.mixed_days {
            reasons.push(Reason::MixedDays);
        }
        number(kind, stated.number, &mut reasons);
        verdict.decision = decision(&reasons);
        verdict.reasons = reasons;
        verdict
    }
}

/// What all reasons come to.
fn decision(reasons: &[Reason]) -> Decision {
    match reasons.iter().map(Reason::weight).max() {
        Some(CertificateWeight::Refuses) => Decision::Refused,
        Some(CertificateWeight::Person) => Decision::Person,
        Some(CertificateWeight::Note) | None => Decision::Accepted,
    }
}

/// The scheme of a kind that has one only, whose scores read whatever the day of the test was.
fn only(schemes: &[Scheme]) -> Option<&Scheme> {
    match schemes {
        [scheme] => Some(scheme),
        _ => None,
    }
}

/// Whether the kind takes the place of the exam on the day. A kind that a person decides on is not
/// accepted by any act, nor refused by one.
fn acceptance(kind: &Kind, as_of: &AsOf<'_>, reasons: &mut Vec<Reason>) {
    let name = || kind.name.clone();
    match &kind.accepted {
        None if kind.person.is_none() => reasons.push(Reason::KindNotAccepted { kind: name() }),
        None => {}
        Some(accepted) => {
            if let Some(day) = accepted.from.filter(|from| as_of.day < *from) {
                reasons.push(Reason::KindNotAcceptedYet { kind: name(), day });
            }
            if let Some(day) = accepted.to.filter(|to| *to < as_of.day) {
                reasons.push(Reason::KindNoLongerAccepted { kind: name(), day });
            }
        }
    }
}

/// The certificate's language must be one of the kind, of the exam, and that of the application.
///
/// Source: `doctoral-education`: one of English, German or French.
fn language(kind: &Kind, typed: &str, as_of: &AsOf<'_>, reasons: &mut Vec<Reason>) {
    let typed = typed.trim();
    let code = match (typed, &kind.languages[..]) {
        ("", [only]) => only.clone(),
        ("", _) => return reasons.push(Reason::LanguageMissing),
        _ => match exam_language(typed) {
            Ok(code) => code.to_string(),
            Err(_) => {
                return reasons.push(Reason::LanguageUnknown { typed: typed.to_owned() });
            }
        },
    };
    if !kind.languages.contains(&code) {
        let kind = kind.name.clone();
        return reasons.push(Reason::LanguageNotOfKind { language: code, kind });
    }
    if !as_of.offered.contains(&code) {
        let offered = as_of.offered.to_vec();
        return reasons.push(Reason::LanguageNotOfExam { language: code, offered });
    }
    if !as_of.application.is_empty() && as_of.application != code {
        let application = as_of.application.to_owned();
        reasons.push(Reason::LanguageNotOfApplication { language: code, application });
    }
}

fn test_day(day: Day<'_>, today: NaiveDate, reasons: &mut Vec<Reason>) -> Option<NaiveDate> {
    match day {
        Day::Missing => reasons.push(Reason::TestDayMissing),
        Day::Impossible(typed) => {
            reasons.push(Reason::TestDayImpossible { typed: typed.trim().to_owned() });
        }
        Day::On(day) => {
            if day > today {
                reasons.push(Reason::TestDayToCome { day });
            }
            return Some(day);
        }
    }
    None
}

/// Reads the table, and says what keeps a higher row from being reached.
fn level(
    verdict: &mut CertificateVerdict,
    judged: &Judged,
    (scheme, table, tested_on, enough): (&Scheme, Option<&Table>, Option<NaiveDate>, Cefr),
    scores: &Reading,
    reasons: &mut Vec<Reason>,
) {
    let shape = &scheme.shape;
    verdict.result = Some(shape.word(scores.result));
    verdict.scale = Some(shape.span()).filter(|scale| !scale.is_empty());
    let Some(table) = table else {
        if let Some(day) = tested_on.filter(|_| judged.kind.person.is_none()) {
            reasons.push(Reason::NoTable { kind: judged.kind.name.clone(), day });
        }
        return;
    };
    let found = table.level_of(scores, shape, enough);
    verdict.level = found.level;
    if let Some((at, score, least, level)) = found.held_back {
        let marks = shape.skills();
        let word = |number| marks.map_or_else(String::new, |marks| marks.word(number));
        let (score, least) = (word(score), word(least));
        reasons.push(Reason::SkillBelowLeast { part: Part::SKILLS[at], score, least, level });
    }
    if found.level.is_none() && found.held_back.is_none() {
        reasons.push(Reason::BelowTable { result: shape.word(scores.result) });
    }
}

/// The last day on which it is good, and whether the day asked for lies beyond it.
///
/// Source: `ielts-trf`, `toefl-verifying` (two years), `testdaf-certificate`, `delf-dalf-for-life`,
/// `cambridge-expiry` (for good), `stanag-validity` (the issuer decides).
fn validity(
    kind: &Kind,
    (tested_on, expires_on): (Option<NaiveDate>, Day<'_>),
    day: NaiveDate,
    reasons: &mut Vec<Reason>,
) -> Option<NaiveDate> {
    let last = match kind.validity {
        Validity::Unlimited => None,
        Validity::Years(years) => tested_on.map(|tested_on| last_day(tested_on, years)),
        Validity::Typed => match expires_on {
            Day::Missing => {
                reasons.push(Reason::ExpiryMissing);
                None
            }
            Day::Impossible(typed) => {
                reasons.push(Reason::ExpiryImpossible { typed: typed.trim().to_owned() });
                None
            }
            Day::On(last) => Some(last),
        },
    };
    if let Some(last) = last {
        if tested_on.is_some_and(|tested_on| last < tested_on) {
            reasons.push(Reason::ExpiryBeforeTest { day: last });
        } else if last < day {
            reasons.push(Reason::Expired { day: last });
        }
    }
    last
}

/// The issuer's form of numbers. Another form is a warning: forms are known from hearsay.
fn number(kind: &Kind, typed: &str, reasons: &mut Vec<Reason>) {
    if typed.trim().is_empty() {
        reasons.push(Reason::NumberMissing);
    } else if let Some(form) = kind.number.filter(|form| !form.fits(typed)) {
        let (from, to) = (form.from, form.to);
        let digits = Reason::NumberDigits { from, to };
        reasons.push(if form.letters { Reason::NumberForm { from, to } } else { digits });
    }
}

#[cfg(test)]
#[path = "cases/mod.rs"]
mod cases;
