//! What the registry, or an earlier row, says against a row that is good by itself.

use qabul_core::fault::{Finding, RowFault, Weight};
use qabul_core::money::Qepik;
use qabul_core::text::fold;
use qabul_exchange::applications::ApplicationRow;
use qabul_exchange::columns::Mapping;
use qabul_exchange::table::Row;
use qabul_store::KnownRow;

use super::judge::Judging;
use super::state::State;
use crate::failure::Failure;
use crate::organisations;

/// A column, what stands in it, and what speaks against it.
type Objection = (&'static str, String, RowFault);

impl Judging<'_> {
    /// Whose the document, the seat and the work number are already.
    pub(crate) fn against_registry(
        &mut self,
        row: &ApplicationRow,
        known: Option<&KnownRow>,
        mapping: &Mapping,
    ) -> Result<Vec<Finding>, Failure> {
        let objections = [
            merged(row, known),
            self.document(row, known)?,
            self.seat(row, known)?,
            self.number(row, known)?,
        ];
        let finding = |(column, value, fault): Objection| Finding {
            row: row.row,
            head: mapping.head(column).unwrap_or_default().to_owned(),
            column: column.to_owned(),
            value,
            fault,
            weight: Weight::Refuses,
        };
        let mut findings: Vec<Finding> = objections.into_iter().flatten().map(finding).collect();
        if self.is_unlisted(row)? {
            let organisation = row.application.choices.organisation.to_string();
            let look = finding(("organisation", organisation, RowFault::NotListed));
            findings.push(Finding { weight: Weight::Look, ..look });
        }
        Ok(findings)
    }

    /// Whether the organisation is none of the list, where staff keep one.
    fn is_unlisted(&mut self, row: &ApplicationRow) -> Result<bool, Failure> {
        let organisation = &row.application.choices.organisation;
        if organisation.is_empty() {
            return Ok(false);
        }
        let listed = match &mut self.organisations {
            Some(listed) => listed,
            none => none.insert(organisations::folded(self.reader)?),
        };
        Ok(!listed.is_empty() && !listed.contains(&fold(organisation)))
    }

    /// One identity document belongs to one FİN, in the file as in the registry.
    fn document(
        &mut self,
        row: &ApplicationRow,
        known: Option<&KnownRow>,
    ) -> Result<Option<Objection>, Failure> {
        let document = &row.candidate.document;
        let first = *self.documents.entry(document.as_str().into()).or_insert(row.row);
        let new = known.is_none_or(|known| known.person.candidate.document != *document);
        let asked = new && self.may(|all| all.has_document(document.as_str()));
        let holder = if asked { self.reader.document_holder(document)? } else { None };
        let held = holder.is_some_and(|holder| holder != row.candidate.fin.as_str());
        let fault = match (first == row.row, held) {
            (false, _) => RowFault::DocumentTwice { other: first },
            (true, true) => RowFault::DocumentTaken,
            (true, false) => return Ok(None),
        };
        Ok(Some(("document", document.spaced(), fault)))
    }

    /// Who sits among one city and sector does not become another's by a list.
    fn seat(
        &self,
        row: &ApplicationRow,
        known: Option<&KnownRow>,
    ) -> Result<Option<Objection>, Failure> {
        let Some(entry) = known.and_then(|known| known.entry.as_ref()) else { return Ok(None) };
        let application = &row.application;
        if (&entry.city, entry.sector) == (&application.city, application.sector) {
            return Ok(None);
        }
        let seat = self.reader.entry(entry.id)?.and_then(|facts| facts.seat);
        let column = if entry.sector == application.sector { "city" } else { "sector" };
        Ok(seat.map(|seat| (column, String::new(), RowFault::Seated { hall: seat.code })))
    }

    /// One work number belongs to one person of the campaign, for good.
    fn number(
        &self,
        row: &ApplicationRow,
        known: Option<&KnownRow>,
    ) -> Result<Option<Objection>, Failure> {
        let Some(number) = row.application.work_number else { return Ok(None) };
        let objection = |fault| Some(("work_number", number.checked(), fault));
        if let Some(kept) = known.and_then(|known| known.application.as_ref()) {
            let kept = kept.work_number;
            let fault = RowFault::WorkNumberDiffers { kept: kept.checked() };
            return Ok(if kept == number { None } else { objection(fault) });
        }
        if !self.may(|all| all.has_work_number(number)) {
            return Ok(None);
        }
        let holder = self.reader.work_number_holder(self.sitting, number)?;
        let taken = holder.is_some_and(|holder| holder != row.candidate.fin.as_str());
        Ok(if taken { objection(RowFault::WorkNumberTaken) } else { None })
    }

    /// Cells that are empty where the registry has a value. Whoever has a seat does not lose payment
    /// or confirmation by a list; everything else is taken, and shown.
    pub(super) fn emptied(
        &self,
        row: &Row<'_>,
        known: &KnownRow,
        mapping: &Mapping,
    ) -> Result<Vec<Finding>, Failure> {
        let empty =
            |field| mapping.index(field).is_some_and(|column| row.cell(column).trim().is_empty());
        let gone: Vec<_> = kept(known)
            .into_iter()
            .filter(|(field, kept)| !kept.is_empty() && empty(field))
            .collect();
        if gone.is_empty() {
            return Ok(Vec::new());
        }
        let facts = known.entry.as_ref().map(|entry| self.reader.entry(entry.id)).transpose()?;
        let seated = facts.flatten().is_some_and(|facts| facts.seat.is_some());
        let weight = |field| match field {
            "paid" | "confirmed" if seated => Weight::Refuses,
            _ => Weight::Look,
        };
        let finding = |(field, kept): (&'static str, String)| Finding {
            row: row.number,
            column: field.to_owned(),
            head: mapping.head(field).unwrap_or_default().to_owned(),
            value: String::new(),
            fault: RowFault::Emptied { kept },
            weight: weight(field),
        };
        Ok(gone.into_iter().map(finding).collect())
    }
}

/// Whoever was merged into another applies as that one.
fn merged(row: &ApplicationRow, known: Option<&KnownRow>) -> Option<Objection> {
    let kept = known?.same_as.clone()?;
    let fin = row.candidate.fin.as_str().to_owned();
    Some(("fin", fin, RowFault::Merged { fin: kept }))
}

/// The fields that a list may leave empty, as the registry has them.
fn kept(known: &KnownRow) -> Vec<(&'static str, String)> {
    let mut kept = Vec::new();
    if let Some(state) = State::known(known) {
        // A country that is not said is Azerbaijan, and a final year that is not said is none.
        let fields = LEFT_EMPTY.iter().filter(|field| !matches!(**field, "paid" | "confirmed"));
        kept.extend(fields.map(|field| (*field, state.value(field))));
    }
    if let Some(entry) = &known.entry {
        let paid = Qepik::try_from(entry.paid).ok().filter(|paid| *paid > Qepik::ZERO);
        let confirmed = entry.confirmed.map(qabul_core::text::date_numeric);
        kept.push(("paid", paid.map_or_else(String::new, Qepik::text)));
        kept.push(("confirmed", confirmed.unwrap_or_default()));
    }
    kept
}

/// The fields that a list may leave empty.
const LEFT_EMPTY: [&str; 19] = [
    "patronymic",
    "phone",
    "email",
    "residence",
    "institution",
    "country",
    "level",
    "direction",
    "completed_year",
    "final_year",
    "graduated",
    "nostrification",
    "language",
    "specialty",
    "organisation",
    "path",
    "accommodations",
    "paid",
    "confirmed",
];

/// A field whose column the file does not have keeps what the registry has: a list without
/// telephones takes nobody's telephone away.
pub(super) fn keep_absent(row: &mut ApplicationRow, known: &KnownRow, mapping: &Mapping) {
    let absent = |field| mapping.index(field).is_none();
    let (person, mine) = (&known.person.candidate, &mut row.candidate);
    keep(&mut mine.name.patronymic, &person.name.patronymic, absent("patronymic"));
    keep(&mut mine.phone, &person.phone, absent("phone"));
    keep(&mut mine.email, &person.email, absent("email"));
    keep(&mut mine.residence, &person.residence, absent("residence"));
    if let Some(kept) = &known.application {
        let (mine, kept) = (&mut row.application.education, &kept.education);
        keep(&mut mine.institution, &kept.institution, absent("institution"));
        keep(&mut mine.country, &kept.country, absent("country"));
        keep(&mut mine.level, &kept.level, absent("level"));
        keep(&mut mine.direction, &kept.direction, absent("direction"));
        keep(&mut mine.completed_year, &kept.completed_year, absent("completed_year"));
        keep(&mut mine.final_year, &kept.final_year, absent("final_year"));
        keep(&mut mine.graduated, &kept.graduated, absent("graduated"));
        keep(&mut mine.nostrification, &kept.nostrification, absent("nostrification"));
    }
    if let Some(kept) = &known.application {
        let (mine, kept) = (&mut row.application.choices, &kept.choices);
        keep(&mut mine.language, &kept.language, absent("language"));
        keep(&mut mine.specialty, &kept.specialty, absent("specialty"));
        keep(&mut mine.organisation, &kept.organisation, absent("organisation"));
        keep(&mut mine.path, &kept.path, absent("path"));
        keep(&mut mine.accommodations, &kept.accommodations, absent("accommodations"));
    }
    let Some(entry) = &known.entry else { return };
    let paid = entry.paid.try_into().unwrap_or(row.application.paid);
    keep(&mut row.application.paid, &paid, absent("paid"));
    keep(&mut row.application.confirmed, &entry.confirmed, absent("confirmed"));
}

fn keep<T: Clone>(mine: &mut T, kept: &T, absent: bool) {
    if absent {
        mine.clone_from(kept);
    }
}
