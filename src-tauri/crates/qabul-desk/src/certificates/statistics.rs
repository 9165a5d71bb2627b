//! Certificates counted by kind, language, level, verdict and month, and how long decisions took.
//!
//! Everything is folded from one pass over the registry, so that the parts of each group add up to the
//! same total. Nobody is named; it is shown to whoever may see the desk of certificates.

mod report;

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use qabul_core::certificate::{Cefr, CertificateState, Day, Decision};
use qabul_core::fault::{FieldFault, ValueFault};
use qabul_core::refusal::Refusal;
use qabul_exchange::certificates::day;
use qabul_store::{
    CertificateCell, CertificateTally, CountedCertificates, CountedVerdict, DecisionWait, Reader,
};

use report::Report;

use super::catalogue;
use crate::campaigns;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::preferences;
use crate::views::Nothing;
use crate::views::statistics::{
    CertificateStatistics, CountCertificates, CountedBy, CountedGroup, CountedPart, DecisionTimes,
};
use crate::words::Words;

/// Waits by the nights that they may last at most.
const WAITS: [(&str, u32); 5] =
    [("same_day", 0), ("days_1_2", 2), ("days_3_5", 5), ("days_6_10", 10), ("days_more", u32::MAX)];

/// `certificates.statistics`
pub(crate) fn statistics(
    desk: &Desk,
    request: &CountCertificates,
) -> Result<CertificateStatistics, Failure> {
    let (from, to) = span(request)?;
    let name = request.campaign.as_deref();
    // What is counted names nobody: a reader's right is asked for because it is that of the whole desk.
    let (found, campaign) = desk.people(|people| {
        let campaign = name.map(|name| campaigns::campaign(people, name, None)).transpose()?;
        let tally = people.certificate_tally(&CountedCertificates { campaign: name, from, to })?;
        Ok((counted(people, tally)?, campaign.map(|(campaign, _)| campaign)))
    })?;
    if let Some(file) = &request.report {
        let words = Words::of(preferences::read(desk, &Nothing {})?.language);
        let (words, found, campaign) = (&words, &found, campaign.as_ref());
        Report { words, found, campaign, days: (from, to) }.write(&desk.path(file)?)?;
    }
    Ok(found)
}

/// The days of receipt that are asked about.
fn span(request: &CountCertificates) -> Result<(Option<NaiveDate>, Option<NaiveDate>), Refusal> {
    let wrong = |field, fault| Refusal::from(FieldFault::of(field, fault));
    let read = |field, typed| match day(typed) {
        Day::Missing => Ok(None),
        Day::On(day) => Ok(Some(day)),
        Day::Impossible(_) => Err(wrong(field, ValueFault::Date)),
    };
    let (from, to) = (read("from", &request.from)?, read("to", &request.to)?);
    match (from, to) {
        (Some(from), Some(to)) if to < from => Err(wrong("to", ValueFault::BeforeItBegins)),
        span => Ok(span),
    }
}

fn counted(reader: &Reader<'_>, tally: CertificateTally) -> Result<CertificateStatistics, Failure> {
    let catalogue = catalogue(reader)?;
    let kind = |cell: &CertificateCell| {
        catalogue.kind(&cell.kind).map_or_else(|| cell.kind.clone(), |kind| kind.name.clone())
    };
    let language = |cell: &CertificateCell| match catalogue.kind(&cell.kind) {
        _ if !cell.language.is_empty() => cell.language.clone(),
        // What states none is of the only one that its kind has.
        Some(kind) if kind.languages.len() == 1 => kind.languages[0].clone(),
        _ => "no_language".to_owned(),
    };
    Ok(folded(tally, kind, language))
}

/// Every group from the cells of one pass.
fn folded(
    CertificateTally { cells, mut waits, people }: CertificateTally,
    kind: impl Fn(&CertificateCell) -> String,
    language: impl Fn(&CertificateCell) -> String,
) -> CertificateStatistics {
    let by = |key: &dyn Fn(&CertificateCell) -> String| -> BTreeMap<String, u32> {
        let mut counts = BTreeMap::new();
        for (cell, count) in &cells {
            *counts.entry(key(cell)).or_default() += count;
        }
        counts
    };
    let states = by(&|cell| cell.state.key().to_owned());
    let received = cells.values().sum();
    let group = |by, parts| CountedGroup { by, total: received, parts };
    let groups = vec![
        group(
            CountedBy::State,
            in_order(CertificateState::ALL.map(CertificateState::key), &states),
        ),
        group(CountedBy::Kind, most_first(by(&kind))),
        group(CountedBy::Language, most_first(by(&language))),
        group(CountedBy::Level, levels(&by(&|cell| level(cell).to_owned()))),
        group(CountedBy::Verdict, verdicts(&cells)),
        group(CountedBy::Month, months(&by(&|cell| cell.month.clone()))),
        lasted(&waits),
    ];
    waits.sort_by_key(|wait| wait.minutes);
    let decided = u32::try_from(waits.len()).unwrap_or(u32::MAX);
    CertificateStatistics { received, people, decided, groups, times: times(&waits) }
}

fn part(value: impl Into<String>, count: u32) -> CountedPart {
    CountedPart { value: value.into(), count, states: Vec::new() }
}

/// All the values there are, in their own order, also those that nothing has.
fn in_order<'v>(
    values: impl IntoIterator<Item = &'v str>,
    counts: &BTreeMap<String, u32>,
) -> Vec<CountedPart> {
    let one = |value: &str| part(value, counts.get(value).copied().unwrap_or_default());
    values.into_iter().map(one).collect()
}

fn most_first(counts: BTreeMap<String, u32>) -> Vec<CountedPart> {
    let mut parts: Vec<_> = counts.into_iter().map(|(value, count)| part(value, count)).collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.count));
    parts
}

fn level(cell: &CertificateCell) -> &'static str {
    match cell.verdict {
        None => "undecided",
        Some(CountedVerdict { level: None, .. }) => "no_level",
        Some(CountedVerdict { level: Some(level), .. }) => level.key(),
    }
}

fn levels(counts: &BTreeMap<String, u32>) -> Vec<CountedPart> {
    let without = ["no_level", "undecided"];
    in_order(Cefr::ALL.map(Cefr::key).into_iter().chain(without), counts)
}

/// What the rules said, and what was decided.
fn verdicts(cells: &HashMap<CertificateCell, u32>) -> Vec<CountedPart> {
    let said = Decision::ALL.map(Some).into_iter().chain([None]);
    said.map(|decision| {
        let of = |state: CertificateState| {
            let so = |cell: &CertificateCell| {
                cell.state == state && cell.verdict.map(|it| it.decision) == decision
            };
            cells.iter().filter(|(cell, _)| so(cell)).map(|(_, count)| count).sum::<u32>()
        };
        let states = CertificateState::ALL.map(|state| (state, of(state)));
        let states: Vec<_> = states.into_iter().filter(|(_, count)| *count > 0).collect();
        CountedPart {
            value: decision.map_or("undecided", Decision::key).to_owned(),
            count: states.iter().map(|(_, count)| count).sum(),
            states,
        }
    })
    .collect()
}

/// From the first month to the last, those in which nothing came as well.
fn months(counts: &BTreeMap<String, u32>) -> Vec<CountedPart> {
    let numbers = |month: &String| {
        let (year, month) = month.split_once('-')?;
        Some(year.parse::<u32>().ok()? * 12 + month.parse::<u32>().ok()?.checked_sub(1)?)
    };
    let ends = counts.keys().next().and_then(numbers).zip(counts.keys().last().and_then(numbers));
    let Some((first, last)) = ends else { return Vec::new() };
    let names = (first..=last).map(|month| format!("{:04}-{:02}", month / 12, month % 12 + 1));
    names.map(|name| part(name.as_str(), counts.get(&name).copied().unwrap_or_default())).collect()
}

fn lasted(waits: &[DecisionWait]) -> CountedGroup {
    let mut parts = WAITS.map(|(value, _)| part(value, 0));
    for wait in waits {
        let at = WAITS.iter().position(|(_, most)| wait.nights <= *most).unwrap_or(WAITS.len() - 1);
        parts[at].count += 1;
    }
    let total = parts.iter().map(|part| part.count).sum();
    CountedGroup { by: CountedBy::Wait, total, parts: parts.into() }
}

/// Of waits in their order; nothing where there is none.
fn times(waits: &[DecisionWait]) -> Option<DecisionTimes> {
    // The nearest rank: the least time that so many of a hundred did not exceed.
    let rank = |hundredths: usize| {
        let rank = (waits.len() * hundredths).div_ceil(100);
        waits.get(rank.checked_sub(1)?).map(|wait| wait.minutes)
    };
    Some(DecisionTimes { median: rank(50)?, ninety: rank(90)?, longest: rank(100)? })
}

#[cfg(test)]
mod tests;
