//! Certificates: one row of a list into what is stated on the paper, whatever stands in it.

use qabul_core::certificate::{CertificateReason, Day, Part, Stated};

use crate::columns::{Field, Mapping};
use crate::dates;
use crate::table::{Row, Table};

/// A row of a list of certificates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedCertificate<'t> {
    /// Its number: 1 is the first below the heads.
    pub row: u32,
    /// What it states, or why nothing in it can be read.
    pub stated: Result<Stated<'t>, CertificateReason>,
}

/// Every row below the heads in its order, blank ones with cells too. A line without any cell is no row.
pub fn rows<'t>(
    table: &'t Table,
    mapping: &'t Mapping,
) -> impl Iterator<Item = ListedCertificate<'t>> {
    let head = table.head_number();
    let number = move |row: u32| row.saturating_sub(head);
    let mut hollow = table.hollow().iter().copied().filter(move |row| *row > head).peekable();
    let mut whole = table.rows().filter_map(Result::ok).peekable();
    std::iter::from_fn(move || {
        let next = whole.peek().map(|row| row.number);
        match hollow.peek().copied() {
            Some(blank) if next.is_none_or(|row| blank < row) => {
                hollow.next();
                let stated = Err(CertificateReason::RowEmpty);
                Some(ListedCertificate { row: number(blank), stated })
            }
            _ => {
                let row = whole.next()?;
                Some(ListedCertificate { row: number(row.number), stated: lift(&row, mapping) })
            }
        }
    })
}

/// What a row states. A row with more cells than heads is shifted, so that nothing in it can be trusted; one
/// with fewer lacks what stands at its end.
fn lift<'t>(row: &Row<'t>, mapping: &Mapping) -> Result<Stated<'t>, CertificateReason> {
    if let Some((expected, found)) = row.misfit().filter(|(expected, found)| found > expected) {
        return Err(CertificateReason::RowMisfit { expected, found });
    }
    let cell = |field: Field| mapping.column(field).map_or("", |column| row.cell(column)).trim();
    let skill = |part: Part| match part {
        Part::Listening => cell(Field::Listening),
        Part::Reading => cell(Field::Reading),
        Part::Writing => cell(Field::Writing),
        Part::Speaking => cell(Field::Speaking),
        Part::Overall => cell(Field::Overall),
    };
    Ok(Stated {
        kind: cell(Field::Kind),
        language: cell(Field::Language),
        number: cell(Field::Number),
        tested_on: day(cell(Field::TestedOn)),
        skills: Part::SKILLS.map(skill),
        overall: skill(Part::Overall),
        level: cell(Field::Level),
        profile: cell(Field::Profile),
        expires_on: day(cell(Field::ExpiresOn)),
        mixed_days: false,
    })
}

/// A day as it was written.
#[must_use]
pub fn day(typed: &str) -> Day<'_> {
    match typed.trim() {
        "" => Day::Missing,
        typed => dates::day(typed).map_or(Day::Impossible(typed), Day::On),
    }
}
