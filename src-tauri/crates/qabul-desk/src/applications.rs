//! Applications: lists whose ids stay here while rows go out on demand, one record, export.

use std::collections::HashSet;

use qabul_core::campaign::SittingId;
use qabul_core::journal::Deed;
use qabul_core::refusal::Refusal;
use qabul_core::slip::Serial;
use qabul_core::text::{look_alikes, time};
use qabul_exchange::applications as exchange;
use qabul_exchange::applications::Words;
use qabul_store::{EntryFacts, LineRow, ListQuery, Member, MemberRow, NoteRow, People};

use crate::desk::{self, Desk, Done};
use crate::failure::{Breakage, Failure};
use crate::files;
use crate::journal;
use crate::photos;
use crate::search::hit;
use crate::today;
use crate::views::applications::{
    ApplicationDetail, ApplicationLine, ApplicationRequest, ExportRequest, Exported, HistoryLine,
    Ids, ListAnswer, ListOrder, ListRequest, NoteLine, PrintedSlip, Rows, RowsRequest, Selection,
};
use crate::views::preferences::Language;

/// The last lists that screens asked for. Older ones are forgotten and asked anew.
#[derive(Default)]
pub(crate) struct Lists {
    given: u32,
    kept: Vec<(u32, SittingId, Vec<i64>)>,
}

const LISTS_KEPT: usize = 8;
const FIRST_ROWS: usize = 100;
const MOST_ROWS: u32 = 500;
const MOST_ACTS: usize = 50;

impl Lists {
    fn keep(&mut self, sitting: SittingId, ids: Vec<i64>) -> u32 {
        self.given += 1;
        if self.kept.len() == LISTS_KEPT {
            self.kept.remove(0);
        }
        self.kept.push((self.given, sitting, ids));
        self.given
    }

    fn ids(&self, list: u32) -> Result<&[i64], Refusal> {
        let found = self.kept.iter().find(|(number, ..)| *number == list);
        found.map(|(_, _, ids)| &ids[..]).ok_or(Refusal::ListGone)
    }
}

/// The ids that a selection names, in its order.
pub(crate) fn selected(desk: &Desk, selection: &Selection) -> Result<Vec<i64>, Refusal> {
    match selection {
        Selection::Ids { ids } => Ok(ids.clone()),
        Selection::List { list, except } => {
            let except: HashSet<i64> = except.iter().copied().collect();
            let lists = desk.lists();
            Ok(lists.ids(*list)?.iter().copied().filter(|id| !except.contains(id)).collect())
        }
    }
}

/// `applications.list`
pub(crate) fn list(desk: &Desk, request: &ListRequest) -> Result<ListAnswer, Failure> {
    let (ids, of, rows) = desk.people(|reader| {
        let (sitting, _) = desk::sitting(reader, request.sitting)?;
        let filter = request.filter.clone();
        let query = ListQuery {
            sitting,
            city: filter.city,
            sector: filter.sector,
            hall: filter.hall,
            seated: filter.seated,
            printed: filter.printed,
            photo: filter.photo,
            stand: filter.stand,
            exemption: filter.exemption,
            waiting: filter.waiting,
            claim: filter.claim,
            tag: filter.tag,
            text: filter.text,
            order: match request.order {
                ListOrder::Name => qabul_store::ListOrder::Name,
                ListOrder::WorkNumber => qabul_store::ListOrder::WorkNumber,
                ListOrder::Fin => qabul_store::ListOrder::Fin,
                ListOrder::Seat => qabul_store::ListOrder::Seat,
            },
            descending: request.descending,
        };
        let mut ids = reader.list(&query)?;
        if let Some(conclusion) = filter.conclusion {
            let so = today::judged(reader, request.sitting, desk.host().now())?;
            ids.retain(|id| so.get(id) == Some(&conclusion));
        }
        let rows = lines(reader, &ids[..ids.len().min(FIRST_ROWS)])?;
        Ok((ids, reader.candidates_of(sitting)?, rows))
    })?;
    let total = u32::try_from(ids.len()).unwrap_or(u32::MAX);
    let question = serde_json::json!({ "sitting": request.sitting, "filter": request.filter });
    desk.see_list(Deed::ReadList, question, total)?;
    Ok(ListAnswer { list: desk.lists().keep(request.sitting, ids), total, of, rows })
}

fn page(desk: &Desk, request: &RowsRequest) -> Result<Vec<i64>, Refusal> {
    let lists = desk.lists();
    let ids = lists.ids(request.list)?;
    let from = (request.from as usize).min(ids.len());
    let to = from.saturating_add(request.count as usize).min(ids.len());
    Ok(ids[from..to].to_vec())
}

/// `applications.rows`
pub(crate) fn rows(desk: &Desk, request: &RowsRequest) -> Result<Rows, Failure> {
    let ids = page(desk, &RowsRequest { count: request.count.min(MOST_ROWS), ..*request })?;
    desk.people(|reader| Ok(Rows { rows: lines(reader, &ids)? }))
}

/// `applications.ids`
pub(crate) fn ids(desk: &Desk, request: &RowsRequest) -> Result<Ids, Failure> {
    Ok(Ids { ids: page(desk, request)? })
}

fn lines(reader: &People<'_>, ids: &[i64]) -> Result<Vec<ApplicationLine>, Failure> {
    let mut lines = Vec::with_capacity(ids.len());
    for &id in ids {
        let row = reader.line(id)?.ok_or(Refusal::NoApplication)?;
        lines.push(line(row));
    }
    Ok(lines)
}

fn line(row: LineRow) -> ApplicationLine {
    let (building, hall, place) = match row.seat {
        None => (None, None, None),
        Some((building, hall, row, seat)) => (Some(building), Some(hall), Some((row, seat))),
    };
    ApplicationLine {
        id: row.entry,
        work_number: row.work_number.checked(),
        name: whole(&row.name),
        fin: row.fin,
        city: row.city,
        sector: row.sector,
        paid: row.paid,
        stand: row.place.stand(),
        owes: row.owes,
        building,
        hall,
        row: place.map(|(row, _)| row),
        seat: place.map(|(_, seat)| seat),
        run: row.run,
        photo: row.photo,
    }
}

/// The parts of a name with single spaces between those that are there.
pub(crate) fn whole(parts: &[String; 3]) -> String {
    let there: Vec<&str> =
        parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    there.join(" ")
}

/// `applications.detail`
pub(crate) fn detail(
    desk: &Desk,
    request: &ApplicationRequest,
) -> Result<ApplicationDetail, Failure> {
    let (mut detail, photo) = desk.people(|reader| {
        let row = reader.line(request.id)?.ok_or(Refusal::NoApplication)?;
        let facts = reader.entry(request.id)?.ok_or(Refusal::NoApplication)?;
        Ok((record(reader, line(row), &facts)?, facts.person.photo))
    })?;
    desk.see_record(request.id)?;
    detail.photo = photos::shown(desk, photo)?;
    Ok(detail)
}

fn record(
    reader: &People<'_>,
    line: ApplicationLine,
    facts: &EntryFacts,
) -> Result<ApplicationDetail, Failure> {
    let id = facts.sitting.parse().map_err(|fault| Breakage::program("sitting", &fault))?;
    let (_, sitting) = desk::sitting(reader, id)?;
    let person = &facts.person.candidate;
    let slips = reader.slips_of(facts.entry.id)?.into_iter().map(|slip| PrintedSlip {
        serial: Serial { series: sitting.series.clone(), number: slip.serial }.text(),
        run: slip.run,
        sheet: slip.sheet,
        at: slip.at,
    });
    Ok(ApplicationDetail {
        sitting: id,
        surname: person.name.surname.to_string(),
        given: person.name.given.to_string(),
        patronymic: person.name.patronymic.to_string(),
        document: person.document.spaced(),
        citizenship: person.citizenship.code().to_owned(),
        sex: person.sex,
        birth: person.birth.to_string(),
        phone: person.phone.as_ref().map(qabul_core::person::Phone::spaced),
        standing: facts.education.standing,
        institution: facts.education.institution.to_string(),
        fee: sitting.fee.into(),
        confirmed_on: facts.entry.confirmed.map(|day| day.to_string()),
        address: facts.seat.as_ref().map(|seat| seat.address.clone()),
        floor: facts.seat.as_ref().map(|seat| seat.floor),
        arrive_by: facts.seat.as_ref().map(|seat| time(sitting.arrival(seat.wave))),
        photo: None,
        slips: slips.collect(),
        look_alikes: look_alikes(&person.name.full()),
        history: history(reader, facts.entry.id)?,
        tags: reader.tags_of(facts.entry.id)?,
        notes: reader.notes_of(facts.entry.id)?.into_iter().map(note).collect(),
        same: match reader.same_as(facts.person.id)? {
            Some(_) => reader.find_fin(person.fin.as_str())?.map(|row| hit(row, true, "")),
            None => None,
        }
        .transpose()?,
        line,
    })
}

fn note(NoteRow { at, by, text }: NoteRow) -> NoteLine {
    NoteLine { at, by, text }
}

/// What was done to an entry, newest first, at most [`MOST_ACTS`] of it.
fn history(reader: &People<'_>, entry: i64) -> Result<Vec<HistoryLine>, Failure> {
    let past = reader.past("entry", entry)?.into_iter().rev();
    let done = past.filter(|row| row.before.is_some() || row.after.is_some());
    let line = |row: MemberRow| HistoryLine {
        at: row.act.at.clone(),
        by: row.act.by.clone(),
        deed: row.act.deed,
        begun: row.before.is_none() && row.after.is_some(),
        changes: journal::changes(row),
    };
    Ok(done.take(MOST_ACTS).map(line).collect())
}

/// `applications.export`: what is written is what the list shows, in its order; the heads are ones
/// that the import knows.
pub(crate) fn export(desk: &Desk, request: &ExportRequest) -> Result<Exported, Failure> {
    let may = desk.may(Deed::ExportApplications)?;
    let ids = selected(desk, &request.selection)?;
    let path = desk.path(&request.file)?;
    let words = match crate::preferences::read(desk, &crate::views::Nothing {})?.language {
        Language::Az => Words::Az,
        Language::En => Words::En,
        Language::Ru => Words::Ru,
    };
    let mut rows = Vec::with_capacity(ids.len());
    desk.people(|reader| {
        for &id in &ids {
            let facts = reader.entry(id)?.ok_or(Refusal::NoApplication)?;
            let application = qabul_core::application::Application {
                work_number: Some(facts.work_number),
                city: facts.entry.city,
                sector: facts.entry.sector,
                education: facts.education,
                choices: facts.choices,
                paid: facts
                    .entry
                    .paid
                    .try_into()
                    .map_err(|fault| Breakage::program("paid", &fault))?,
                confirmed: facts.entry.confirmed,
            };
            rows.push(exchange::cells(&facts.person.candidate, &application, words));
        }
        Ok(())
    })?;
    let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    files::write_table(&path, exchange::heads(words), rows.into_iter(), "Qəbul")?;
    desk.change(&may, |_, act| {
        for &record in &ids {
            act.member(&Member { kind: "entry", record, before: None, after: None })?;
        }
        Ok(Done { answer: (), facts: serde_json::json!({ "rows": count }) })
    })?;
    Ok(Exported { rows: count })
}
