//! Equivalence tables as files: rows read from one into a form, rows written to one, the table on paper.

use std::ops::ControlFlow;

use qabul_core::certificate::{Equivalence, Part, Shape, Span, TableState};
use qabul_core::journal::Deed;
use qabul_core::refusal::{EquivalenceRefusal, Refusal};
use qabul_core::table_paper::{PaperAct, PaperRow, PaperStanding, TablePaper, TablePaperTexts};
use qabul_core::text::{date_numeric, filled};
use qabul_exchange::write::Cell;
use qabul_exchange::{columns, equivalence as listed};
use qabul_print::batch::{self, Page};
use qabul_print::{Facts, PrintError, table_paper as layout};
use qabul_store::{EquivalenceRow, Reader};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::equivalence::named;
use super::{kinds, view};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::files;
use crate::reference;
use crate::views::applications::Exported;
use crate::views::equivalence::TypedRow;
use crate::views::files::ChosenFile;
use crate::views::preferences::Language;
use crate::views::table_files::{ExportTable, PrintTable, ReadTable, TableRead};
use crate::words::{Words, spoken_moment};

/// `equivalence.read`: the rows of a file for the form of a table. Nothing is saved.
pub(crate) fn read(desk: &Desk, request: &ReadTable) -> Result<TableRead, Failure> {
    desk.may(Deed::WriteEquivalence)?;
    let kind = desk.read(|reader| kinds::named(reader, &request.kind))?;
    let path = desk.path(&request.file)?;
    let table = files::table(&path)?;
    let mapping = columns::equivalence(&table.heads)?;
    let broken = |problem| Refusal::NotATable { file: files::name_of(&path), problem };
    let read = listed::read(&table, &mapping).map_err(broken)??;
    let kinds: Vec<String> =
        read.kinds.into_iter().filter(|named| !kind.is_called(named)).collect();
    if !kinds.is_empty() {
        return Err(Refusal::from(EquivalenceRefusal::TableOfKind { kinds }).into());
    }
    let row = |row: listed::ListedRow| TypedRow {
        score: row.score,
        level: row.level,
        least: Part::SKILLS
            .into_iter()
            .zip(row.least)
            .filter(|(_, text)| !text.is_empty())
            .collect(),
        source: row.source,
    };
    let rows = read.rows.into_iter().map(row).collect();
    Ok(TableRead { from: read.from, to: read.to, rows })
}

/// `equivalence.export`: the rows of a table as a list that can be read again.
pub(crate) fn export(desk: &Desk, request: &ExportTable) -> Result<Exported, Failure> {
    let path = desk.path(&request.file)?;
    let table = desk.read(|reader| Ok(named(reader, request.id)?.table))?;
    let day = |day: Option<chrono::NaiveDate>| day.map_or(Cell::Empty, Cell::Date);
    let cells = table.rows.iter().map(|row| {
        let mut cells = vec![
            Cell::from(table.kind.as_str()),
            table.version.into(),
            day(table.tested.from),
            day(table.tested.to),
            row.score.as_str().into(),
            row.level.key().into(),
        ];
        let least = |part| row.least.get(&part).map_or("", String::as_str);
        cells.extend(Part::SKILLS.map(|part| Cell::from(least(part))));
        cells.push(row.source.as_str().into());
        cells
    });
    files::write_table(&path, &listed::HEADS, cells, &table.key().replace('/', "-"))?;
    Ok(Exported { rows: u32::try_from(table.rows.len()).unwrap_or_default() })
}

/// `equivalence.print`: the table as a document, with the acts that set it.
pub(crate) fn print(desk: &Desk, request: &PrintTable) -> Result<ChosenFile, Failure> {
    let (path, press, now) = (desk.path(&request.file)?, desk.press()?, desk.host().now());
    let all = reference::table_paper_texts()?;
    let (texts, language) = match request.language {
        Language::Az => (&all.az, "az"),
        Language::En => (&all.en, "en"),
        Language::Ru => (&all.ru, "ru"),
    };
    let words = Words::of(request.language);
    let paper = desk.read(|reader| {
        let row = named(reader, request.id)?;
        let sample = reader.registry()?.sample;
        made(reader, &row, (texts, &words), (sample, now))
    })?;
    let sheets = layout::layout(&paper, texts, &press.faces).map_err(|error| match error {
        PrintError::Unfit { text } => Refusal::from(EquivalenceRefusal::PaperUnfit { text }).into(),
        other => Failure::from(other),
    })?;
    let facts = Facts {
        title: format!("{} · {}", texts.title, paper.named),
        author: texts.center.clone(),
        language: language.to_owned(),
        created: now,
        identity: Sha256::digest(format!("qabul/table/{}/{now}", paper.named)).into(),
    };
    let pages = sheets.into_iter().map(|sheet| Ok(Page { sheet, photo: None }));
    let go_on = &mut |_| ControlFlow::Continue(());
    batch::write::<Page, Failure>(&path, &facts, &press.faces, 1, pages, Ok, go_on)?;
    Ok(desk.files().made(path))
}

/// A table as it stands on paper.
fn made(
    reader: &Reader<'_>,
    row: &EquivalenceRow,
    (texts, words): (&TablePaperTexts, &Words),
    (sample, printed_at): (bool, chrono::NaiveDateTime),
) -> Result<TablePaper, Failure> {
    let (kind, table) = (kinds::named(reader, &row.table.kind)?, &row.table);
    let shape = table.scheme(&kind).map(|scheme| &scheme.shape);
    let number = table.version.to_string();
    let part = |part: Part| words.text(&["field", part.key()], &Value::Null);
    // Beside no other version no row is gone.
    let rows = view::rows(reader, (table, None), &kind)?.into_iter().map(|row| {
        let asked = row.least.iter().map(|(of, least)| format!("{} {least}", part(*of)));
        PaperRow {
            score: row.word,
            level: row.level.key().to_owned(),
            exempts: row.exempts,
            least: asked.collect::<Vec<_>>().join(", "),
            source: row.title.unwrap_or(row.source),
        }
    });
    Ok(TablePaper {
        sample,
        standing: match row.state {
            TableState::Published => PaperStanding::InForce,
            TableState::Draft | TableState::Agreed => PaperStanding::Draft,
            TableState::Superseded | TableState::Withdrawn => PaperStanding::Former,
        },
        named: filled(&texts.named, &[("name", &kind.name), ("number", &number)]),
        facts: facts(row, shape, (texts, words)),
        acts: acts(table, words),
        rows: rows.collect(),
        printed_at,
    })
}

/// What stands above the table.
fn facts(
    row: &EquivalenceRow,
    shape: Option<&Shape>,
    (texts, words): (&TablePaperTexts, &Words),
) -> Vec<(String, String)> {
    let state = words.text(&["table_state", row.state.key()], &Value::Null);
    let reading = match view::reading(shape) {
        "" => "none",
        reading => reading,
    };
    let published = row.published.as_ref().map(|(by, at)| {
        let at = spoken_moment(at);
        filled(&texts.published_by, &[("by", by), ("at", &at)])
    });
    let facts = [
        (&texts.state, capital(&state)),
        (&texts.tested, days(row.table.tested, texts)),
        (&texts.how, texts.readings.get(reading).cloned().unwrap_or_default()),
        (&texts.scale, shape.map(Shape::span).unwrap_or_default()),
        (&texts.written, row.hands.join(", ")),
        (&texts.published, published.unwrap_or_default()),
        (&texts.reason, row.reason.clone().unwrap_or_default()),
    ];
    let said = facts.into_iter().filter(|(_, value)| !value.is_empty());
    said.map(|(label, value)| (label.clone(), value)).collect()
}

/// The first letter as at the beginning of a sentence; of an `i` the dotted one, for no word of these begins with
/// another.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|letter| qabul_core::text::upper(&letter.to_string()));
    first.unwrap_or_default() + letters.as_str()
}

fn days(tested: Span, texts: &TablePaperTexts) -> String {
    let [from, to] = [tested.from, tested.to].map(|day| day.map(date_numeric).unwrap_or_default());
    let values = [("from", from.as_str()), ("to", to.as_str())];
    match (tested.from, tested.to) {
        (None, None) => texts.all_days.clone(),
        (Some(_), None) => filled(&texts.from, &values),
        (None, Some(_)) => filled(&texts.to, &values),
        (Some(_), Some(_)) => filled(&texts.from_to, &values),
    }
}

fn acts(table: &Equivalence, words: &Words) -> Vec<PaperAct> {
    let act = |body: qabul_core::campaign::Body| {
        let act = table.acts.iter().find(|act| act.body == body);
        PaperAct {
            what: capital(&words.text(&["body", body.key()], &Value::Null)),
            number: act.map(|act| act.number.clone()),
            date: act.map(|act| date_numeric(act.date)).unwrap_or_default(),
        }
    };
    Equivalence::ACTS.into_iter().map(act).collect()
}
