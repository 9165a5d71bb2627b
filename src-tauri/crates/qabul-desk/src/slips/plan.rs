//! A print order worked out: which entries in which order, parted into which files.

use std::collections::HashMap;

use qabul_core::application::Stand;
use qabul_core::campaign::{Sitting, SittingId};
use qabul_core::refusal::Refusal;
use qabul_store::{Counter, ListOrder, ListQuery, People, SittingKey};

use crate::applications::selected;
use crate::desk::{self, Desk};
use crate::eligibility::Ruled;
use crate::failure::Failure;
use crate::views::slips::{Parting, PlannedFile, PrintOrder, PrintPlan, SheetOrder};

/// Printers and viewers choke on huge files; a file of a building holds at most so many sheets.
const MOST_SHEETS: usize = 200;

/// A print order worked out.
pub(super) struct Worked {
    pub(super) sitting: Sitting,
    pub(super) rules: Ruled,
    pub(super) files: Vec<FilePlan>,
    pub(super) unseated: Vec<i64>,
    /// Who has a seat and is not registered on it: changed and to be confirmed again, or suspended.
    pub(super) unregistered: Vec<i64>,
    pub(super) without_photo: u32,
    pub(super) printed_before: u32,
}

/// One file: its name without the run's number, and its entries in order.
pub(super) struct FilePlan {
    pub(super) name: String,
    pub(super) entries: Vec<i64>,
}

impl Worked {
    pub(super) fn sheets(&self) -> u32 {
        let sheets: usize = self.files.iter().map(|file| file.entries.len()).sum();
        u32::try_from(sheets).unwrap_or(u32::MAX)
    }
}

/// `slips.plan`
pub(crate) fn plan(desk: &Desk, order: &PrintOrder) -> Result<PrintPlan, Failure> {
    let worked = work_out(desk, order)?;
    let run = desk.read(|reader| Ok(reader.next_number(Counter::Run)?))?;
    let files = worked.files.iter().map(|file| PlannedFile {
        name: numbered(run, &file.name),
        sheets: u32::try_from(file.entries.len()).unwrap_or(u32::MAX),
    });
    Ok(PrintPlan {
        sheets: worked.sheets(),
        files: files.collect(),
        unseated: many(&worked.unseated),
        unregistered: many(&worked.unregistered),
        without_photo: worked.without_photo,
        printed_before: worked.printed_before,
    })
}

/// How many there are.
pub(super) fn many(entries: &[i64]) -> u32 {
    u32::try_from(entries.len()).unwrap_or(u32::MAX)
}

/// The name of a run's file: the run's number first, so that no two runs ever share a name.
pub(super) fn numbered(run: u64, name: &str) -> String {
    format!("{run:03}-{name}.pdf")
}

/// Works a print order out against the registry as it is.
pub(super) fn work_out(desk: &Desk, order: &PrintOrder) -> Result<Worked, Failure> {
    let chosen = order.selection.as_ref().map(|choice| selected(desk, choice)).transpose()?;
    desk.people(|reader| {
        let (key, sitting) = desk::sitting(reader, order.sitting)?;
        let ordered = in_order(reader, key, order.order, chosen)?;
        let mut worked = Worked {
            sitting,
            rules: Ruled::of(reader, order.sitting)?,
            files: Vec::new(),
            unseated: Vec::new(),
            unregistered: Vec::new(),
            without_photo: 0,
            printed_before: 0,
        };
        let mut parts = Parts::new(order.parting, order.sitting);
        for id in ordered {
            let line = reader.line(id)?.ok_or(Refusal::NoApplication)?;
            let Some((building, hall, ..)) = line.seat else {
                worked.unseated.push(id);
                continue;
            };
            if line.place.stand() != Stand::Registered {
                worked.unregistered.push(id);
                continue;
            }
            worked.without_photo += u32::from(!line.photo);
            worked.printed_before += u32::from(line.run.is_some());
            parts.add(id, building, hall);
        }
        worked.files = parts.into_files();
        Ok(worked)
    })
}

/// The chosen entries, or everybody who sits, in the order of the sheets.
fn in_order(
    reader: &People<'_>,
    sitting: SittingKey,
    order: SheetOrder,
    chosen: Option<Vec<i64>>,
) -> Result<Vec<i64>, Failure> {
    let by = match (order, &chosen) {
        (SheetOrder::List, Some(ids)) => return Ok(ids.clone()),
        (SheetOrder::Hall, _) => ListOrder::Seat,
        (SheetOrder::Name | SheetOrder::List, _) => ListOrder::Name,
    };
    let all = reader.list(&ListQuery { order: by, ..ListQuery::of(sitting) })?;
    let Some(chosen) = chosen else { return Ok(all) };
    let chosen: std::collections::HashSet<i64> = chosen.into_iter().collect();
    Ok(all.into_iter().filter(|id| chosen.contains(id)).collect())
}

/// Sheets on their way into files: what is kept of each is its entry alone.
struct Parts {
    parting: Parting,
    sitting: SittingId,
    groups: Vec<FilePlan>,
    places: HashMap<(String, Option<String>), usize>,
}

impl Parts {
    fn new(parting: Parting, sitting: SittingId) -> Self {
        Self { parting, sitting, groups: Vec::new(), places: HashMap::new() }
    }

    fn add(&mut self, entry: i64, building: String, hall: String) {
        let place = match self.parting {
            Parting::OneFile => (String::new(), None),
            Parting::Buildings => (building, None),
            Parting::Halls => (building, Some(hall)),
        };
        let (groups, parting, sitting) = (&mut self.groups, self.parting, self.sitting);
        let at = *self.places.entry(place).or_insert_with_key(|(building, hall)| {
            let name = match (parting, hall) {
                (Parting::OneFile, _) => sitting.to_string(),
                (_, Some(hall)) => file_name(&format!("{building} - zal {hall}")),
                (_, None) => file_name(building),
            };
            groups.push(FilePlan { name, entries: Vec::new() });
            groups.len() - 1
        });
        groups[at].entries.push(entry);
    }

    /// One file as it is; of halls and buildings numbered ones of at most so many sheets.
    fn into_files(self) -> Vec<FilePlan> {
        if self.parting == Parting::OneFile {
            return self.groups;
        }
        let mut files = Vec::new();
        for (number, group) in (1..).zip(self.groups) {
            let parts = group.entries.len().div_ceil(MOST_SHEETS);
            for (part, entries) in (1..).zip(group.entries.chunks(MOST_SHEETS)) {
                let tail = if parts > 1 { format!(" ({part} - {parts})") } else { String::new() };
                let name = format!("{number:03} {}{tail}", group.name);
                files.push(FilePlan { name, entries: entries.to_vec() });
            }
        }
        files
    }
}

/// A name that every file system takes: its own letters kept, marks that mean something to one of
/// them replaced, and not too long once in UTF-8.
fn file_name(text: &str) -> String {
    let safe = |c: char| {
        if c.is_alphanumeric() || " -–.,№()".contains(c) { c } else { '_' }
    };
    let mut name = String::new();
    for letter in text.chars().map(safe) {
        if name.len() + letter.len_utf8() > 160 {
            break;
        }
        name.push(letter);
    }
    name.trim_matches([' ', '.']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheets(halls: &[(&str, usize)]) -> Vec<(i64, String, String)> {
        let mut id = 0;
        let mut all = Vec::new();
        for (hall, count) in halls {
            for _ in 0..*count {
                id += 1;
                all.push((id, "20/3 nömrəli \"məktəb\"".to_owned(), (*hall).to_owned()));
            }
        }
        all
    }

    fn names(parting: Parting, halls: &[(&str, usize)]) -> Vec<(String, usize)> {
        let sitting = "residency-2026-1-2".parse().unwrap();
        let mut parts = Parts::new(parting, sitting);
        for (entry, building, hall) in sheets(halls) {
            parts.add(entry, building, hall);
        }
        parts.into_files().into_iter().map(|file| (file.name, file.entries.len())).collect()
    }

    #[test]
    fn files_by_hall_building_and_all_in_one() {
        let halls = [("101", 13), ("102", 12)];
        assert_eq!(
            names(Parting::Halls, &halls),
            [
                ("001 20_3 nömrəli _məktəb_ - zal 101".to_owned(), 13),
                ("002 20_3 nömrəli _məktəb_ - zal 102".to_owned(), 12)
            ]
        );
        assert_eq!(
            names(Parting::Buildings, &halls),
            [("001 20_3 nömrəli _məktəb_".to_owned(), 25)]
        );
        assert_eq!(names(Parting::OneFile, &halls), [("residency-2026-1-2".to_owned(), 25)]);
        let big = names(Parting::Buildings, &[("1", 450)]);
        assert_eq!(big.iter().map(|(_, n)| *n).collect::<Vec<_>>(), [200, 200, 50]);
        assert!(names(Parting::OneFile, &[]).is_empty());
    }

    #[test]
    fn file_names_are_safe_and_short() {
        assert_eq!(file_name("a/b\\c:d*e?f\"g<h>i|j"), "a_b_c_d_e_f_g_h_i_j");
        assert!(file_name(&"Ə".repeat(300)).len() <= 160);
    }
}
