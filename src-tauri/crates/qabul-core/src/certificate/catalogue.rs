//! The kinds and the published tables by which certificates are judged on a day.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::mark::Number;
use super::reading::Reading;
use super::{Cefr, Equivalence, Kind, Part, Scheme, Shape, Span};
use crate::text;

/// A table with its scores read once.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) key: String,
    pub(super) tested: Span,
    /// The highest first.
    rows: Vec<Threshold>,
}

#[derive(Debug)]
struct Threshold {
    score: Number,
    level: Cefr,
    least: [Option<Number>; 4],
}

/// What a table makes of a reading.
pub(super) struct Found {
    /// The level that is reached.
    pub(super) level: Option<Cefr>,
    /// The skill that keeps the lowest row that would be enough from being reached: its place, what was
    /// reached, what is asked, and the level of that row.
    pub(super) held_back: Option<(usize, Number, Number, Cefr)>,
}

impl Table {
    fn new(table: &Equivalence, scheme: &Scheme) -> Self {
        let skills = scheme.shape.skills();
        let threshold = |row: &super::Row| {
            let least = |part: Part| {
                let typed = row.least.get(&part)?;
                skills?.read(typed).ok()
            };
            let score = scheme.shape.deciding(&row.score)?;
            Some(Threshold { score, level: row.level, least: Part::SKILLS.map(least) })
        };
        let mut rows: Vec<Threshold> = table.rows.iter().filter_map(threshold).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.score));
        Self { key: table.key(), tested: table.tested, rows }
    }

    /// The highest row that the result and every skill reach; of a diploma the row of its level. `enough` is
    /// the lowest level that exempts.
    pub(super) fn level_of(&self, reading: &Reading, shape: &Shape, enough: Cefr) -> Found {
        let exact = matches!(shape, Shape::Diploma { .. });
        let mut held_back = None;
        for row in &self.rows {
            let reached =
                if exact { reading.result == row.score } else { reading.result >= row.score };
            if !reached {
                continue;
            }
            let short = (0..4).find_map(|at| {
                let (score, least) = (reading.skills[at]?, row.least[at]?);
                (score < least).then_some((at, score, least, row.level))
            });
            match short {
                None => {
                    let held_back = held_back.filter(|_| row.level < enough);
                    return Found { level: Some(row.level), held_back };
                }
                Some(short) if row.level >= enough => held_back = Some(short),
                Some(_) => {}
            }
        }
        Found { level: None, held_back }
    }

    /// The lowest score that reaches a level.
    pub(super) fn least_for(&self, level: Cefr) -> Option<Number> {
        self.rows.iter().filter(|row| row.level >= level).map(|row| row.score).min()
    }
}

/// A kind with its published tables.
#[derive(Debug)]
pub(super) struct Judged {
    pub(super) kind: Kind,
    pub(super) tables: Vec<Table>,
}

/// Kinds and published tables.
#[derive(Debug, Default)]
pub struct Catalogue {
    kinds: HashMap<String, Judged>,
    /// Keys by the names that lists write: `IELTS Academic`, `toefl ibt`.
    names: HashMap<String, String>,
}

impl Catalogue {
    /// Of kinds, and of the tables that are published. A table of an unknown kind, or one that its kind does
    /// not fit, judges nothing.
    #[must_use]
    pub fn new<'t>(
        kinds: impl IntoIterator<Item = Kind>,
        tables: impl IntoIterator<Item = &'t Equivalence>,
    ) -> Self {
        let judged = |kind: Kind| (kind.key.clone(), Judged { kind, tables: Vec::new() });
        let mut kinds: HashMap<String, Judged> = kinds.into_iter().map(judged).collect();
        for table in tables {
            let Some(judged) = kinds.get_mut(&table.kind) else { continue };
            if let Some(scheme) = table.scheme(&judged.kind) {
                let compiled = Table::new(table, scheme);
                judged.tables.push(compiled);
            }
        }
        let both = |key: &String, kind: &Kind| {
            [plain(key), plain(&kind.name)].map(|name| (name, key.clone()))
        };
        let names = kinds.iter().flat_map(|(key, judged)| both(key, &judged.kind)).collect();
        Self { kinds, names }
    }

    /// A kind by its key.
    #[must_use]
    pub fn kind(&self, key: &str) -> Option<&Kind> {
        self.judged(key).map(|judged| &judged.kind)
    }

    /// A kind by its key, or by a name that lists write.
    pub(super) fn judged(&self, key: &str) -> Option<&Judged> {
        self.kinds.get(key).or_else(|| self.kinds.get(self.names.get(&plain(key))?))
    }
}

/// A name without what differs from list to list: case, spaces, hyphens.
pub(super) fn plain(name: &str) -> String {
    text::fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

impl Judged {
    /// The published table that reads tests of a day.
    pub(super) fn table(&self, tested_on: NaiveDate) -> Option<&Table> {
        self.tables.iter().find(|table| table.tested.holds(tested_on))
    }
}
