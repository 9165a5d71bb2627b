//! XLSX: text stays text, the heads stand fast, columns are as wide as what is in them.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{Cell, WriteError};

/// Widths in characters: none narrower, none wider.
const WIDTHS: std::ops::RangeInclusive<usize> = 6..=48;
/// Rows that are measured for the widths; further ones seldom change them.
const MEASURED: u32 = 1000;
/// The longest name of a sheet that spreadsheets take.
const LONGEST_SHEET_NAME: usize = 31;

/// Makes a workbook of one sheet: bold heads that stay when scrolled, a filter on them, text as
/// text (leading zeros survive), numbers only where the cell is one. The same rows give the same
/// bytes.
///
/// # Errors
/// [`WriteError::Workbook`] beyond 1,048,575 rows or 32,767 characters in a cell.
pub fn xlsx(
    heads: &[&str],
    rows: impl Iterator<Item = Vec<Cell>>,
    sheet_name: &str,
) -> Result<Vec<u8>, WriteError> {
    let mut workbook = Workbook::new();
    // The day of making is part of the bytes, and this crate has no clock.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let sheet = workbook.add_worksheet();
    sheet.set_name(permitted(sheet_name))?;
    let bold = Format::new().set_bold();
    let formats = Formats {
        money: Format::new().set_num_format("0.00"),
        share: Format::new().set_num_format("0.0%"),
    };
    let mut widths: Vec<usize> = heads.iter().map(|head| head.chars().count() + 3).collect();
    for (column, head) in (0u16..).zip(heads) {
        sheet.write_string_with_format(0, column, *head, &bold)?;
    }
    let mut last = 0;
    for cells in rows {
        last += 1;
        for (column, cell) in (0u16..).zip(&cells) {
            put(sheet, last, column, cell, &formats)?;
        }
        if last <= MEASURED {
            measure(&cells, &mut widths);
        }
    }
    for (column, width) in (0u16..).zip(widths) {
        let width = width.clamp(*WIDTHS.start(), *WIDTHS.end());
        sheet.set_column_width(column, f64::from(u32::try_from(width).unwrap_or(u32::MAX)))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    if let Some(last_column) = heads.len().checked_sub(1).and_then(|n| u16::try_from(n).ok()) {
        sheet.autofilter(0, 0, last, last_column)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// How numbers that are no plain ones are shown.
struct Formats {
    money: Format,
    share: Format,
}

fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty | Cell::Share { whole: 0, .. } => {}
        Cell::Number(number) => {
            sheet.write_number(row, column, *number as f64)?;
        }
        Cell::Amount(amount) => {
            let manat = i64::from(*amount) as f64 / 100.0;
            sheet.write_number_with_format(row, column, manat, &formats.money)?;
        }
        Cell::Share { part, whole } => {
            let share = f64::from(*part) / f64::from(*whole);
            sheet.write_number_with_format(row, column, share, &formats.share)?;
        }
        Cell::Text(_) | Cell::Date(_) => {
            sheet.write_string(row, column, cell.text())?;
        }
    }
    Ok(())
}

fn measure(cells: &[Cell], widths: &mut [usize]) {
    for (width, cell) in widths.iter_mut().zip(cells) {
        *width = (*width).max(cell.text().chars().count() + 1);
    }
}

/// The name without what spreadsheets refuse in the name of a sheet.
fn permitted(name: &str) -> String {
    let plain: String =
        name.chars().filter(|c| !"[]:*?/\\".contains(*c)).take(LONGEST_SHEET_NAME).collect();
    let plain = plain.trim_matches([' ', '\'']);
    if plain.is_empty() { "1".to_owned() } else { plain.to_owned() }
}
