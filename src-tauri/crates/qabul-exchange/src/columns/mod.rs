//! Which column of a table means which field, by its head in Azerbaijani, English or Russian.

mod field;
mod heads;

use std::collections::HashMap;

use qabul_core::refusal::Refusal;
use qabul_core::text;

pub(crate) use field::Field;

/// Where each field stands in a table.
#[derive(Debug, Clone)]
pub struct Mapping {
    columns: [Option<usize>; Field::COUNT],
    heads: Vec<String>,
    /// Heads of columns that mean no field; they are not read.
    pub ignored: Vec<String>,
}

impl Mapping {
    /// The column of a field by its key, counted from zero.
    #[must_use]
    pub fn index(&self, field: &str) -> Option<usize> {
        let fields = Field::APPLICATIONS
            .iter()
            .chain(&Field::HALLS)
            .chain(&Field::PAYMENTS)
            .chain(&Field::RESULTS)
            .chain(&Field::CERTIFICATES)
            .chain(&Field::EQUIVALENCE);
        fields.copied().find(|known| known.key() == field).and_then(|field| self.column(field))
    }

    /// The head of a field's column as the file has it.
    #[must_use]
    pub fn head(&self, field: &str) -> Option<&str> {
        self.index(field).map(|column| self.heads[column].as_str())
    }

    pub(crate) fn column(&self, field: Field) -> Option<usize> {
        self.columns[field as usize]
    }

    pub(crate) fn head_of(&self, field: Field) -> &str {
        self.column(field).map_or("", |column| &self.heads[column])
    }

    /// Whether series and number of the document stand in two columns.
    pub(crate) fn document_is_split(&self) -> bool {
        self.column(Field::Document).is_none()
    }
}

/// Finds the columns of a list of applications.
///
/// # Errors
/// [`Refusal::ColumnTwice`] when two columns mean one field, [`Refusal::ColumnsMissing`] with the
/// key of every field that must have one: FİN, document (in one column, or series and number in
/// two), surname, given name, birth date, sex, city, sector, standing.
pub fn applications(heads: &[String]) -> Result<Mapping, Refusal> {
    let mut mapping = mapped(heads, &Field::APPLICATIONS)?;
    settle_document(&mut mapping);
    let required = [
        Field::Fin,
        Field::Document,
        Field::Surname,
        Field::Given,
        Field::Birth,
        Field::Sex,
        Field::City,
        Field::Sector,
        Field::Standing,
    ];
    complete(mapping, &required)
}

/// Finds the columns of a list of halls.
///
/// # Errors
/// [`Refusal::ColumnTwice`], [`Refusal::ColumnsMissing`]; every field but the floor must have one.
pub fn halls(heads: &[String]) -> Result<Mapping, Refusal> {
    let mapping = mapped(heads, &Field::HALLS)?;
    let required =
        [Field::City, Field::Building, Field::Address, Field::Hall, Field::Rows, Field::Seats];
    complete(mapping, &required)
}

/// Finds the columns of a bank's list of payments.
///
/// # Errors
/// [`Refusal::ColumnTwice`], [`Refusal::ColumnsMissing`]; day, amount and reference must have one.
pub fn payments(heads: &[String]) -> Result<Mapping, Refusal> {
    let mapping = mapped(heads, &Field::PAYMENTS)?;
    complete(mapping, &[Field::PaymentDay, Field::Amount, Field::Reference])
}

/// Finds the columns of a list of results.
///
/// # Errors
/// [`Refusal::ColumnTwice`], [`Refusal::ColumnsMissing`]; every field but score and source must have one.
pub fn results(heads: &[String]) -> Result<Mapping, Refusal> {
    let mapping = mapped(heads, &Field::RESULTS)?;
    complete(mapping, &[Field::Fin, Field::Sitting, Field::ExamDay, Field::Outcome])
}

/// Finds the columns of a list of certificates.
///
/// # Errors
/// [`Refusal::ColumnTwice`], [`Refusal::ColumnsMissing`]; kind and day of the test must have one.
pub fn certificates(heads: &[String]) -> Result<Mapping, Refusal> {
    let mapping = mapped(heads, &Field::CERTIFICATES)?;
    complete(mapping, &[Field::Kind, Field::TestedOn])
}

/// Finds the columns of an equivalence table.
///
/// # Errors
/// [`Refusal::ColumnTwice`], [`Refusal::ColumnsMissing`]; score and level must have one.
pub fn equivalence(heads: &[String]) -> Result<Mapping, Refusal> {
    let mapping = mapped(heads, &Field::EQUIVALENCE)?;
    complete(mapping, &[Field::Score, Field::Cefr])
}

/// A number without a series is the whole document; a series or number beside the whole document
/// says nothing new.
fn settle_document(mapping: &mut Mapping) {
    let [whole, series, number] =
        [Field::Document, Field::DocumentSeries, Field::DocumentNumber].map(|f| mapping.column(f));
    let left_over = match (whole, series, number) {
        (None, None, Some(_)) => {
            mapping.columns[Field::Document as usize] = number;
            mapping.columns[Field::DocumentNumber as usize] = None;
            vec![]
        }
        (None, Some(_), Some(_)) => vec![],
        _ => vec![Field::DocumentSeries, Field::DocumentNumber],
    };
    for field in left_over {
        if let Some(column) = mapping.columns[field as usize].take() {
            mapping.ignored.push(mapping.heads[column].clone());
        }
    }
}

fn mapped(heads: &[String], fields: &[Field]) -> Result<Mapping, Refusal> {
    let names = Names::of(fields);
    let mut mapping =
        Mapping { columns: [None; Field::COUNT], heads: heads.to_vec(), ignored: Vec::new() };
    for (column, head) in heads.iter().enumerate() {
        let Some(field) = names.field(head) else {
            if !head.is_empty() {
                mapping.ignored.push(head.clone());
            }
            continue;
        };
        if let Some(before) = mapping.columns[field as usize].replace(column) {
            return Err(Refusal::ColumnTwice {
                column: field.key().to_owned(),
                heads: vec![heads[before].clone(), head.clone()],
            });
        }
    }
    Ok(mapping)
}

fn complete(mapping: Mapping, required: &[Field]) -> Result<Mapping, Refusal> {
    let is_missing = |field: &&Field| match field {
        Field::Document => {
            mapping.document_is_split() && mapping.column(Field::DocumentNumber).is_none()
        }
        field => mapping.column(**field).is_none(),
    };
    let columns: Vec<String> =
        required.iter().filter(is_missing).map(|field| field.key().to_owned()).collect();
    if columns.is_empty() {
        Ok(mapping)
    } else {
        Err(Refusal::ColumnsMissing { columns, heads: mapping.heads })
    }
}

/// Folded heads and the fields they mean.
struct Names(HashMap<String, Field>);

/// Stands for a lost letter in a folded head: a letter that folding keeps and no head has.
const LOST: char = 'þ';

impl Names {
    fn of(fields: &[Field]) -> Self {
        let mut names = HashMap::new();
        for &field in fields {
            for name in heads::known(field).chain([field.key()]) {
                // Some Russian words in capitals consist of look-alikes of Latin letters only, and
                // fold as Latin: СЕКТОР.
                names.insert(text::fold(name), field);
                names.insert(text::fold(&text::upper(name)), field);
            }
        }
        Self(names)
    }

    /// The field of a head; also without what stands in brackets after it, and where `?` stands
    /// for letters that were lost when the file was saved (`Ş?h?r`).
    fn field(&self, head: &str) -> Option<Field> {
        let bare = head.split(['(', '[']).next().unwrap_or_default();
        let exact = [head, bare].into_iter().find_map(|head| self.0.get(&text::fold(head)));
        exact.copied().or_else(|| self.damaged(bare))
    }

    fn damaged(&self, head: &str) -> Option<Field> {
        if !text::has_lost_letters(head) {
            return None;
        }
        let folded = text::fold(&head.replace(['?', '\u{FFFD}'], "þ"));
        let letters = folded.chars().count();
        if folded.chars().filter(|&c| c == LOST).count() * 2 > letters {
            return None;
        }
        let fits = |name: &str| {
            name.chars().count() == letters
                && name.chars().zip(folded.chars()).all(|(a, b)| a == b || b == LOST)
        };
        let mut found = self.0.iter().filter(|(name, _)| fits(name)).map(|(_, &field)| field);
        let first = found.next()?;
        found.all(|field| field == first).then_some(first)
    }
}
