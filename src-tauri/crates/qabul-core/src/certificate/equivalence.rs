//! Equivalence tables: what a score of a kind of certificate is in the Common European Framework, as an act
//! of the Center, ANAS and the Ministry sets it, for tests in a range of days.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::mark::Number;
use super::{Cefr, Kind, Part, Scheme};
use crate::campaign::{Act, Body};
use crate::fault::{FieldFault, ValueFault};

/// A range of days, both ends in it; open where no end is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(rename = "TestDays")]
pub struct Span {
    /// The first day.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// The last day.
    #[serde(default)]
    pub to: Option<NaiveDate>,
}

impl Span {
    /// Whether a day lies in it.
    #[must_use]
    pub fn holds(self, day: NaiveDate) -> bool {
        self.first() <= day && day <= self.last()
    }

    /// Whether a day lies in both.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.first() <= other.last() && other.first() <= self.last()
    }

    /// Whether every day of the other lies in it.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.first() <= other.first() && other.last() <= self.last()
    }

    /// Whether it has a day.
    #[must_use]
    pub fn is_sound(self) -> bool {
        self.first() <= self.last()
    }

    fn first(self) -> NaiveDate {
        self.from.unwrap_or(NaiveDate::MIN)
    }

    fn last(self) -> NaiveDate {
        self.to.unwrap_or(NaiveDate::MAX)
    }
}

/// What becomes of a published table when another takes its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Succession {
    /// It reads no test any more.
    Superseded,
    /// It reads what is left: tests until a day, or from a day on.
    Narrowed(Span),
    /// The other would cut a hole into it: two ranges of one table.
    Hole,
    /// It reads what it read: the other reads tests of other days.
    Untouched,
}

impl Succession {
    /// What becomes of a table that reads tests of `former` when one comes that reads those of `next`.
    #[must_use]
    pub fn of(former: Span, next: Span) -> Self {
        if !former.meets(next) {
            return Self::Untouched;
        }
        if next.covers(former) {
            return Self::Superseded;
        }
        let before = next.from.filter(|first| former.first() < *first);
        let after = next.to.filter(|last| *last < former.last());
        match (before.and_then(|day| day.pred_opt()), after.and_then(|day| day.succ_opt())) {
            (Some(_), Some(_)) => Self::Hole,
            (Some(last), None) => Self::Narrowed(Span { to: Some(last), ..former }),
            (None, Some(first)) => Self::Narrowed(Span { from: Some(first), ..former }),
            (None, None) => Self::Superseded,
        }
    }
}

/// Where a table stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TableState {
    /// It is being written.
    Draft,
    /// It is being agreed: the rows stand, the acts are recorded one by one.
    Agreed,
    /// It judges.
    Published,
    /// Another took its place.
    Superseded,
    /// It was taken back.
    Withdrawn,
}

/// What can be done with a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TableStep {
    /// Sends a draft to be agreed.
    Agree,
    /// Takes it back to be written.
    Return,
    /// Publishes it.
    Publish,
    /// Takes it out of use.
    Withdraw,
}

impl TableState {
    /// Every one.
    pub const ALL: [Self; 5] =
        [Self::Draft, Self::Agreed, Self::Published, Self::Superseded, Self::Withdrawn];

    /// The key it is stored under.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Agreed => "agreed",
            Self::Published => "published",
            Self::Superseded => "superseded",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The one of a stored key.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    /// The state after a step; nothing where the step is closed.
    #[must_use]
    pub fn after(self, step: TableStep) -> Option<Self> {
        match (self, step) {
            (Self::Draft, TableStep::Agree) => Some(Self::Agreed),
            (Self::Agreed, TableStep::Return) => Some(Self::Draft),
            (Self::Agreed, TableStep::Publish) => Some(Self::Published),
            (Self::Draft | Self::Agreed | Self::Published, TableStep::Withdraw) => {
                Some(Self::Withdrawn)
            }
            _ => None,
        }
    }
}

impl TableStep {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Agree, Self::Return, Self::Publish, Self::Withdraw];

    /// The key by which the history names it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Return => "return",
            Self::Publish => "publish",
            Self::Withdraw => "withdraw",
        }
    }
}

/// One row: from which score on a level is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "EquivalenceRow")]
pub struct Row {
    /// The lowest score of the row, as it is printed; of a diploma its level.
    pub score: String,
    /// The level.
    pub level: Cefr,
    /// The least that the row asks of single skills, if it asks anything.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub least: BTreeMap<Part, String>,
    /// The publication or paper that the row rests on: a key of the sources, or a text.
    #[serde(default)]
    pub source: String,
}

/// A table in one version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Equivalence {
    /// Key of the kind of certificates that it reads.
    pub kind: String,
    /// Its version, from 1.
    pub version: u32,
    /// The days of the tests that it reads.
    #[serde(default)]
    pub tested: Span,
    /// Its rows, the highest first.
    pub rows: Vec<Row>,
    /// The acts that set it; see [`Equivalence::ACTS`].
    #[serde(default)]
    pub acts: Vec<Act>,
}

impl Equivalence {
    /// Whose acts a table needs before it judges anything: the Center's order, the consents of ANAS and of the
    /// Ministry.
    ///
    /// Source: `doctoral-education`.
    pub const ACTS: [Body; 3] = [Body::Center, Body::Anas, Body::Ministry];

    /// As a decision names it: `toefl-ibt/2`.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}/{}", self.kind, self.version)
    }

    /// The bodies whose act is not recorded yet.
    #[must_use]
    pub fn missing_acts(&self) -> Vec<Body> {
        let there = |body: &Body| self.acts.iter().any(|act| act.body == *body);
        Self::ACTS.into_iter().filter(|body| !there(body)).collect()
    }

    /// Everything that does not fit: the range of days, scores, their order, what is asked of skills.
    #[must_use]
    pub fn faults(&self, kind: &Kind) -> Vec<FieldFault> {
        let mut faults = Vec::new();
        if !self.tested.is_sound() {
            faults.push(FieldFault::of("tested.to", ValueFault::Date));
            return faults;
        }
        let Some(scheme) = self.scheme(kind) else {
            faults.push(FieldFault::of("tested.from", ValueFault::TwoScales));
            return faults;
        };
        if self.rows.is_empty() {
            faults.push(FieldFault::of("table_rows", ValueFault::Missing));
        }
        let mut above: Option<(Number, Cefr)> = None;
        for (at, row) in self.rows.iter().enumerate() {
            let field = |name: &str| format!("table_rows.{at}.{name}");
            match scheme.shape.deciding(&row.score) {
                None => faults.push(FieldFault { field: field("score"), fault: fault_of(scheme) }),
                Some(score) => {
                    let falls =
                        above.is_none_or(|(higher, level)| score < higher && row.level <= level);
                    if !falls {
                        faults.push(FieldFault {
                            field: field("score"),
                            fault: ValueFault::RowOrder,
                        });
                    }
                    above = Some((score, row.level));
                }
            }
            let skills = scheme.shape.skills();
            for (part, typed) in &row.least {
                if skills.is_none_or(|marks| marks.read(typed).is_err()) {
                    let fault = fault_of(scheme);
                    faults.push(FieldFault { field: field(part.key()), fault });
                }
            }
        }
        faults
    }

    /// The scheme of the tests that it reads; nothing where they are of more than one.
    #[must_use]
    pub fn scheme<'k>(&self, kind: &'k Kind) -> Option<&'k Scheme> {
        kind.schemes.iter().find(|scheme| scheme.tested.covers(self.tested))
    }

    /// The rows of another version side by side with its own: score, level there, level here.
    #[must_use]
    pub fn against(&self, former: &Self) -> Vec<(String, Option<Cefr>, Option<Cefr>)> {
        let level = |table: &Self, score: &str| {
            table.rows.iter().find(|row| row.score == score).map(|row| row.level)
        };
        let gone = former.rows.iter().filter(|row| level(self, &row.score).is_none());
        let all = self.rows.iter().chain(gone);
        all.map(|row| (row.score.clone(), level(former, &row.score), level(self, &row.score)))
            .collect()
    }
}

fn fault_of(scheme: &Scheme) -> ValueFault {
    ValueFault::Score { scale: scheme.shape.span() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(from: &str, to: &str) -> Span {
        let day = |text: &str| text.parse().ok();
        Span { from: day(from), to: day(to) }
    }

    #[test]
    fn ranges_meet_and_cover_to_the_day() {
        let old = span("", "2026-01-20");
        let new = span("2026-01-21", "");
        assert!(!old.meets(new) && !new.meets(old) && Span::default().covers(old));
        assert!(old.meets(span("2026-01-20", "2026-01-20")));
        assert!(old.holds("2026-01-20".parse().unwrap()));
        assert!(!old.holds("2026-01-21".parse().unwrap()));
        assert!(!span("2026-02-01", "2026-01-31").is_sound());
    }

    #[test]
    fn the_way_of_a_table() {
        use TableState as S;
        for (from, step, to) in [
            (S::Draft, TableStep::Agree, Some(S::Agreed)),
            (S::Draft, TableStep::Publish, None),
            (S::Agreed, TableStep::Return, Some(S::Draft)),
            (S::Agreed, TableStep::Publish, Some(S::Published)),
            (S::Published, TableStep::Return, None),
            (S::Published, TableStep::Withdraw, Some(S::Withdrawn)),
            (S::Superseded, TableStep::Withdraw, None),
            (S::Withdrawn, TableStep::Agree, None),
        ] {
            assert_eq!(from.after(step), to, "{from:?} {step:?}");
        }
        assert!(S::ALL.into_iter().all(|state| S::of_key(state.key()) == Some(state)));
    }

    #[test]
    fn a_table_is_superseded_narrowed_or_would_have_a_hole() {
        let all = Span::default();
        for (former, next, becomes) in [
            (all, all, Succession::Superseded),
            (span("2026-01-21", ""), all, Succession::Superseded),
            (all, span("2026-09-01", ""), Succession::Narrowed(span("", "2026-08-31"))),
            (all, span("", "2020-12-31"), Succession::Narrowed(span("2021-01-01", ""))),
            (all, span("2020-01-01", "2020-12-31"), Succession::Hole),
            (span("", "2026-01-20"), span("2026-09-01", ""), Succession::Untouched),
            (
                span("2020-01-01", "2026-12-31"),
                span("2026-09-01", "2027-12-31"),
                Succession::Narrowed(span("2020-01-01", "2026-08-31")),
            ),
        ] {
            assert_eq!(Succession::of(former, next), becomes, "{former:?} {next:?}");
        }
    }
}
