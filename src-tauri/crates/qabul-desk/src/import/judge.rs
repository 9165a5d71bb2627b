//! Judging: what every row of a list would do to the registry, and what stands in its way.

use std::collections::{BTreeSet, HashMap, HashSet};

use qabul_core::application::WorkNumber;
use qabul_core::campaign::SittingId;
use qabul_core::fault::{Finding, RowFault, Weight};
use qabul_core::refusal::Refusal;
use qabul_core::staff::MayRead;
use qabul_core::text::{Short, ascii_upper};
use qabul_exchange::applications::{ApplicationRow, Rules, Seen, lift};
use qabul_exchange::columns::{self, Mapping};
use qabul_exchange::table::{Row, Table};
use qabul_store::{KnownRow, People, Registered, SittingKey};

use super::against::keep_absent;
use super::photos::{PhotoFile, PhotoFolder, finding};
use super::state::State;
use super::{Effect, FINDINGS_SHOWN, JudgedRow, Preview, READING, kinds, tell};
use crate::desk::{self, Desk, Opening};
use crate::failure::Failure;
use crate::jobs::Watch;
use crate::views::import::ImportPreview;

/// Judges a whole list against one state of the registry.
pub(super) fn judge(
    desk: &Desk,
    (id, opening, seen): (SittingId, Opening, MayRead),
    table: Table,
    file: &str,
    photos: Option<PhotoFolder>,
    watch: &Watch,
) -> Result<Preview, Failure> {
    let mapping = columns::applications(&table.heads)?;
    let today = desk.host().now().date();
    let store = desk.another_of(opening)?;
    watch.step(READING, table.row_count() as u64);
    store.snapshot(|reader| {
        let reader = &reader.people(seen);
        let (key, sitting) = desk::sitting(reader, id)?;
        let registered = reader.registered(key, table.row_count())?;
        let mut judging = Judging::new(reader, key, registered, photos, table.row_count());
        let rules = Rules { cities: &sitting.cities, today };
        for (done, row) in (1..).zip(table.rows()) {
            tell(watch, done)?;
            let row =
                row.map_err(|problem| Refusal::NotATable { file: file.to_owned(), problem })?;
            judging.row(&row, &mapping, &rules)?;
        }
        judging.photos_alone()?;
        let listed = std::mem::take(&mut judging.listed);
        let (rows, findings, refused, mut answer) = judging.finish();
        file.clone_into(&mut answer.file);
        answer.ignored.clone_from(&mapping.ignored);
        answer.source = table.source.clone();
        let seen = reader.last_act()?;
        Ok(Preview { sitting: id, opening, listed, seen, table, rows, findings, refused, answer })
    })
}

pub(crate) struct Judging<'r> {
    pub(super) reader: &'r People<'r>,
    pub(super) sitting: SittingKey,
    /// Everybody who is there already, where asking for each row would take longer.
    registered: Option<Registered>,
    photos: Option<PhotoFolder>,
    seen: Seen,
    /// The first row of every identity document.
    pub(super) documents: HashMap<Short, u32>,
    rows: Vec<JudgedRow>,
    findings: Vec<Finding>,
    refused: BTreeSet<u32>,
    counts: [u32; 3],
    read: u32,
    listed: Vec<WorkNumber>,
    /// Organisations of the list, folded, from the first row on that names one.
    pub(super) organisations: Option<HashSet<String>>,
}

impl<'r> Judging<'r> {
    /// One row, as the form of an application has it.
    pub(crate) fn of_one(reader: &'r People<'r>, sitting: SittingKey) -> Self {
        Self::new(reader, sitting, None, None, 1)
    }

    fn new(
        reader: &'r People<'r>,
        sitting: SittingKey,
        registered: Option<Registered>,
        photos: Option<PhotoFolder>,
        rows: usize,
    ) -> Self {
        Self {
            reader,
            sitting,
            registered,
            photos,
            seen: Seen::of(rows),
            documents: HashMap::with_capacity(rows),
            rows: Vec::with_capacity(rows),
            findings: Vec::new(),
            refused: BTreeSet::new(),
            counts: [0; 3],
            read: 0,
            listed: Vec::with_capacity(rows),
            organisations: None,
        }
    }

    fn row(&mut self, row: &Row<'_>, mapping: &Mapping, rules: &Rules<'_>) -> Result<(), Failure> {
        self.read += 1;
        let cell = |field| mapping.index(field).map_or("", |column| row.cell(column));
        self.listed.extend(WorkNumber::parse(cell("work_number")));
        let twice = self.seen.findings(row, mapping);
        let mut lifted = match lift(row, mapping, rules) {
            Ok(lifted) => lifted,
            Err(findings) => {
                self.findings.extend(findings);
                self.against_both(&twice);
                self.findings.extend(twice);
                self.refuse(row.number, cell("fin"));
                return Ok(());
            }
        };
        let known = self.known(lifted.candidate.fin.as_str())?;
        if let Some(known) = &known {
            keep_absent(&mut lifted, known, mapping);
        }
        let mut faults = self.against_registry(&lifted, known.as_ref(), mapping)?;
        if twice.iter().any(|finding| matches!(finding.fault, RowFault::FinTwice { .. })) {
            // One person in two rows has one document in both, which is not a fault of its own.
            faults.retain(|finding| !matches!(finding.fault, RowFault::DocumentTwice { .. }));
        }
        faults.extend(twice);
        if let Some(known) = &known {
            faults.extend(self.emptied(row, known, mapping)?);
        }
        self.findings.append(&mut lifted.looks);
        if faults.iter().any(|finding| finding.weight == Weight::Refuses) {
            self.against_both(&faults);
            self.findings.extend(faults);
            self.refuse(row.number, cell("fin"));
            return Ok(());
        }
        self.findings.extend(faults);
        let photo = self.photo(&lifted, known.as_ref());
        let effect = effect(&lifted, known.as_ref(), photo.as_deref());
        self.take(JudgedRow { row: Some(lifted), known: known.map(Box::new), photo, effect });
        Ok(())
    }

    /// Whether somebody who is there may have what `has` asks for; if not, nobody need be asked.
    pub(super) fn may(&self, has: impl FnOnce(&Registered) -> bool) -> bool {
        self.registered.as_ref().is_none_or(has)
    }

    fn known(&self, fin: &str) -> Result<Option<KnownRow>, Failure> {
        if !self.may(|all| all.has_fin(fin)) {
            return Ok(None);
        }
        Ok(self.reader.known(fin, self.sitting)?)
    }

    /// Two rows with one FİN, work number or document: which of them is right nobody can know from
    /// the list, so the earlier one is refused with the later.
    fn against_both(&mut self, later: &[Finding]) {
        for finding in later {
            let other = finding.row;
            let (row, fault) = match finding.fault {
                RowFault::FinTwice { other: row } => (row, RowFault::FinTwice { other }),
                RowFault::WorkNumberTwice { other: row } => {
                    (row, RowFault::WorkNumberTwice { other })
                }
                RowFault::DocumentTwice { other: row } => (row, RowFault::DocumentTwice { other }),
                _ => continue,
            };
            if let Ok(at) = self.rows.binary_search_by_key(&row, JudgedRow::number) {
                let judged = self.rows.remove(at);
                self.counts[judged.effect as usize] -= 1;
            }
            // Of three or more, the first is named once.
            let named = |known: &Finding| known.row == row && known.column == finding.column;
            if self.refused.insert(row) || !self.findings.iter().any(named) {
                self.findings.push(Finding { row, fault, ..finding.clone() });
            }
        }
    }

    /// A refused row takes its photo with it.
    fn refuse(&mut self, row: u32, fin: &str) {
        self.refused.insert(row);
        if let Some(photos) = &mut self.photos {
            let fin = ascii_upper(fin.trim());
            photos.good.remove(&fin);
            photos.bad.remove(&fin);
        }
    }

    fn take(&mut self, row: JudgedRow) {
        self.counts[row.effect as usize] += 1;
        self.rows.push(row);
    }

    /// The photo that comes with a row, if it is another one than the registry's.
    fn photo(&mut self, row: &ApplicationRow, known: Option<&KnownRow>) -> Option<Box<PhotoFile>> {
        let photos = self.photos.as_mut()?;
        let fin = row.candidate.fin.as_str();
        if let Some(mut bad) = photos.bad.remove(fin) {
            bad.row = row.row;
            self.findings.push(bad);
            // Two files of one FİN, one of them bad: a person should look before either is taken.
            photos.good.remove(fin);
            return None;
        }
        let kept = known.and_then(|known| known.person.photo);
        let photo = photos.good.remove(fin);
        if photo.is_none() && kept.is_none() {
            let mut missing = finding(fin, RowFault::PhotoMissing);
            missing.row = row.row;
            self.findings.push(missing);
        }
        photo.filter(|photo| Some(photo.hash) != kept).map(Box::new)
    }

    /// Photos whose FİN no row has: taken where the registry knows the person in this sitting.
    fn photos_alone(&mut self) -> Result<(), Failure> {
        let Some(photos) = self.photos.take() else {
            return Ok(());
        };
        let mut good = photos.good;
        good.retain(|fin, _| !photos.bad.contains_key(fin));
        self.findings.extend(photos.bad.into_values());
        for (fin, photo) in good {
            let mut known = self.known(&fin)?;
            if let Some(kept) = known.as_ref().and_then(|known| known.same_as.clone()) {
                known = self.known(&kept)?;
            }
            match known.filter(|known| known.entry.is_some()) {
                Some(known) if known.person.photo == Some(photo.hash) => {}
                Some(known) => {
                    let (known, photo) = (Some(Box::new(known)), Some(Box::new(photo)));
                    self.rows.push(JudgedRow { row: None, known, photo, effect: Effect::Changed });
                }
                None => {
                    let file = crate::files::name_of(&photo.path);
                    self.findings.push(finding(&file, RowFault::PhotoOfNobody));
                }
            }
        }
        Ok(())
    }

    fn finish(mut self) -> (Vec<JudgedRow>, Vec<Finding>, BTreeSet<u32>, ImportPreview) {
        self.findings.sort_by_key(|finding| (finding.weight != Weight::Refuses, finding.row));
        let length = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let shown = self.findings.len().min(FINDINGS_SHOWN);
        let answer = ImportPreview {
            preview: 0,
            file: String::new(),
            source: qabul_exchange::table::Source {
                format: qabul_exchange::table::Format::Csv,
                encoding: None,
                delimiter: None,
                sheet: None,
            },
            ignored: Vec::new(),
            rows: self.read,
            new: self.counts[Effect::New as usize],
            changed: self.counts[Effect::Changed as usize],
            unchanged: self.counts[Effect::Unchanged as usize],
            refused: length(self.refused.len()),
            photos: length(self.rows.iter().filter(|row| row.photo.is_some()).count()),
            findings_total: length(self.findings.len()),
            findings: self.findings[..shown].to_vec(),
            kinds: kinds(&self.findings),
        };
        (self.rows, self.findings, self.refused, answer)
    }
}

/// Whether a good row is new, changes something, or says what the registry has.
fn effect(row: &ApplicationRow, known: Option<&KnownRow>, photo: Option<&PhotoFile>) -> Effect {
    let Some(before) = known.and_then(State::known) else {
        return Effect::New;
    };
    // A row without a number leaves the application the number it has; one with another number was
    // refused.
    let after = before.listed_again(&row.candidate, &row.application);
    if photo.is_none() && after == before { Effect::Unchanged } else { Effect::Changed }
}
