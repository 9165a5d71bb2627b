//! How the scores of a certificate come to the one result that a table reads.

use super::mark::{Marks, NoMark, Number};
use super::reason::CertificateReason as Reason;
use super::{Cefr, Diploma, Part, Shape, Stated, kind, profile};

/// What the scores come to.
pub(super) struct Reading {
    /// The result that decides.
    pub(super) result: Number,
    /// The skills where they were read, in the order of [`Part::SKILLS`].
    pub(super) skills: [Option<Number>; 4],
}

/// Reads the scores; what stands in the way is added to `reasons`, all of it.
pub(super) fn read(
    shape: &Shape,
    stated: &Stated<'_>,
    kind: &str,
    reasons: &mut Vec<Reason>,
) -> Option<Reading> {
    match shape {
        Shape::Overall { overall, skills, mean } => {
            let read = optional_skills(skills.as_ref(), stated, *mean, reasons)?;
            let computed = if *mean { mean_of(read, overall) } else { None };
            let result = overall_of(overall, computed, stated.overall, reasons)?;
            Some(Reading { result, skills: read })
        }
        Shape::Sum { skills } => {
            let read = four(skills, stated.skills, reasons)?;
            let result = overall_of(&kind::sums(skills), sum_of(read), stated.overall, reasons)?;
            Some(Reading { result, skills: read })
        }
        Shape::Lowest { skills, profile, sum_printed } => {
            let typed = if *profile { of_profile(stated, reasons)? } else { stated.skills };
            let read = four(skills, typed, reasons)?;
            printed_sum(skills, *sum_printed, read, stated.overall, reasons)?;
            let result = read.into_iter().flatten().min()?;
            Some(Reading { result, skills: read })
        }
        Shape::Diploma { diplomas } => diploma(diplomas, stated, kind, reasons),
    }
}

/// The reason for a score that a scale does not have.
fn no_score(part: Part, typed: &str, marks: &Marks, why: NoMark) -> Reason {
    let typed = typed.trim().to_owned();
    match why {
        NoMark::Missing => Reason::ScoreMissing { part },
        NoMark::Unreadable => Reason::ScoreUnreadable { part, typed },
        NoMark::OffScale => Reason::ScoreOffScale { part, typed, scale: marks.span() },
    }
}

/// The four skills, all of which must be there; nothing where one is not.
fn four(marks: &Marks, typed: [&str; 4], reasons: &mut Vec<Reason>) -> Option<[Option<Number>; 4]> {
    let mut read = [None; 4];
    for ((part, text), place) in Part::SKILLS.into_iter().zip(typed).zip(&mut read) {
        match marks.read(text) {
            Ok(number) => *place = Some(number),
            Err(why) => reasons.push(no_score(part, text, marks, why)),
        }
    }
    read.iter().all(Option::is_some).then_some(read)
}

/// The four skills beside an overall result: all of them where it must follow from them, those that are
/// there where it need not. Where some are missing and an overall result stands, its level still follows.
fn optional_skills(
    marks: Option<&Marks>,
    stated: &Stated<'_>,
    asked: bool,
    reasons: &mut Vec<Reason>,
) -> Option<[Option<Number>; 4]> {
    let Some(marks) = marks else { return Some([None; 4]) };
    let mut read = [None; 4];
    let mut wrong = false;
    for ((part, text), place) in Part::SKILLS.into_iter().zip(stated.skills).zip(&mut read) {
        match marks.read(text) {
            Ok(number) => *place = Some(number),
            Err(NoMark::Missing) if !asked => {}
            Err(why) => {
                wrong |= why != NoMark::Missing;
                reasons.push(no_score(part, text, marks, why));
            }
        }
    }
    (!wrong).then_some(read)
}

/// The mean of four, rounded to the nearest step of a scale; what lies half a step between goes up.
///
/// Source: `ielts-rounding` (.25 up to the half, .75 up to the whole, .125 down), `toefl-scale-2026`
/// (5.125 to 5, 5.25 to 5.5).
fn mean_of(read: [Option<Number>; 4], overall: &Marks) -> Option<Number> {
    let Marks::Points { from, step, .. } = overall else { return None };
    let sum = sum_of(read)?.hundredths() - 4 * from.hundredths();
    let step = step.hundredths();
    let steps = (2 * sum + 4 * step) / (8 * step);
    Some(Number::of_hundredths(from.hundredths() + steps * step))
}

fn sum_of(read: [Option<Number>; 4]) -> Option<Number> {
    let sum: Option<i32> = read.into_iter().map(|it| it.map(Number::hundredths)).sum();
    sum.map(Number::of_hundredths)
}

/// The overall result: as it was typed where that follows from the parts, worked out where nothing was typed.
fn overall_of(
    marks: &Marks,
    computed: Option<Number>,
    typed: &str,
    reasons: &mut Vec<Reason>,
) -> Option<Number> {
    match (marks.read(typed), computed) {
        (Ok(typed), Some(computed)) if typed != computed => {
            let [typed, computed] = [typed, computed].map(|it| marks.word(it));
            reasons.push(Reason::OverallDoesNotFollow { typed, computed });
            None
        }
        (Ok(typed), _) => Some(typed),
        (Err(NoMark::Missing), Some(computed)) => {
            reasons.push(Reason::OverallComputed { overall: marks.word(computed) });
            Some(computed)
        }
        (Err(NoMark::Missing), None) => {
            reasons.push(Reason::OverallMissing);
            None
        }
        (Err(why), _) => {
            reasons.push(no_score(Part::Overall, typed, marks, why));
            None
        }
    }
}

/// The four levels of a profile, or, where none was typed, the skills one by one.
fn of_profile<'a>(stated: &Stated<'a>, reasons: &mut Vec<Reason>) -> Option<[&'a str; 4]> {
    if stated.profile.trim().is_empty() {
        if stated.skills.iter().all(|skill| !skill.trim().is_empty()) {
            return Some(stated.skills);
        }
        reasons.push(Reason::ProfileMissing);
        return None;
    }
    let read = profile::skills(stated.profile);
    if read.is_none() {
        let typed = stated.profile.trim().to_owned();
        reasons.push(Reason::ProfileUnreadable { typed });
    }
    read
}

/// A sum that is printed must be the sum, though it decides nothing; where none is printed, one that was
/// typed is said not to be read.
fn printed_sum(
    skills: &Marks,
    printed: bool,
    read: [Option<Number>; 4],
    typed: &str,
    reasons: &mut Vec<Reason>,
) -> Option<()> {
    if typed.trim().is_empty() {
        return Some(());
    }
    if !printed {
        reasons.push(Reason::OverallNotOfKind);
        return Some(());
    }
    overall_of(&kind::sums(skills), sum_of(read), typed, reasons).map(|_| ())
}

/// A diploma states its level where its parts pass.
///
/// Source: `delf-dalf-2020`.
fn diploma(
    diplomas: &[Diploma],
    stated: &Stated<'_>,
    kind: &str,
    reasons: &mut Vec<Reason>,
) -> Option<Reading> {
    let typed = stated.level.trim();
    let Some(level) = Cefr::parse(typed) else {
        let typed = typed.to_owned();
        let missing = typed.is_empty();
        reasons.push(if missing { Reason::LevelMissing } else { Reason::LevelUnknown { typed } });
        return None;
    };
    let Some(diploma) = diplomas.iter().find(|it| it.level == level) else {
        reasons.push(Reason::LevelNotOfKind { level, kind: kind.to_owned() });
        return None;
    };
    let before = reasons.len();
    let (mut skills, mut sum) = ([None; 4], 0);
    for ((part, text), place) in Part::SKILLS.into_iter().zip(stated.skills).zip(&mut skills) {
        if !diploma.parts.contains(&part) {
            if !text.trim().is_empty() {
                reasons.push(Reason::PartNotOfLevel { part, level });
            }
            continue;
        }
        match diploma.marks.read(text) {
            Ok(score) => {
                (*place, sum) = (Some(score), sum + score.hundredths());
                if score < diploma.least {
                    let [score, least] = [score, diploma.least].map(|it| it.to_string());
                    reasons.push(Reason::PartBelowLeast { part, score, least });
                }
            }
            Err(why) => reasons.push(no_score(part, text, &diploma.marks, why)),
        }
    }
    let parts_read = diploma.parts.len() == skills.iter().flatten().count();
    if parts_read {
        let sum = Number::of_hundredths(sum);
        let total = diploma.total();
        if sum < diploma.pass {
            let [sum, pass] = [sum, diploma.pass].map(|it| it.to_string());
            reasons.push(Reason::SumBelowPass { sum, pass });
        }
        overall_of(&total, Some(sum), stated.overall, reasons);
    }
    let stands = reasons[before..].iter().all(|it| matches!(it, Reason::OverallComputed { .. }));
    (stands && parts_read).then_some(Reading { result: kind::rank(level), skills })
}
