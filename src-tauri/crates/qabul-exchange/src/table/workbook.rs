//! XLSX: the first visible sheet with a filled row, its cells as the text a person reads in them.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};
use qabul_core::refusal::TableProblem;

use super::grid::{Grid, MOST_MEGABYTES};

/// A sheet's cells, its name, and why reading broke off if it did.
pub(super) struct Sheet {
    pub(super) grid: Grid,
    pub(super) name: String,
    pub(super) broken: Option<TableProblem>,
}

/// Columns that a sheet has, A to XFD; a cell beyond them is of no spreadsheet.
const MOST_COLUMNS: usize = 16_384;
/// The most that the sheets of a workbook may hold together once unpacked: a million rows.
const MOST_OF_SHEETS: u64 = 1 << 30;
/// The most that everything else may hold: it is kept in memory.
const MOST_BESIDES: u64 = 200 << 20;

/// Reads the first visible sheet that has a filled row.
///
/// # Errors
/// [`TableProblem::BrokenWorkbook`] when the file is no workbook, [`TableProblem::Empty`] when no
/// sheet has a row, [`TableProblem::TooLarge`].
pub(super) fn first_sheet(bytes: Vec<u8>) -> Result<Sheet, TableProblem> {
    unpacked_size(&bytes)?;
    // The reader of workbooks reckons with what the file says, and a file can say anything: a sum that
    // overflows in it is a broken file, not a defect of ours.
    std::panic::catch_unwind(|| read(bytes)).unwrap_or(Err(TableProblem::BrokenWorkbook))
}

/// Refuses what would fill the memory once unpacked. What an archive says of its sizes is not believed:
/// every part is unpacked into nothing and counted.
fn unpacked_size(bytes: &[u8]) -> Result<(), TableProblem> {
    let broken = |_| TableProblem::BrokenWorkbook;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let (mut sheets, mut besides) = (MOST_OF_SHEETS, MOST_BESIDES);
    for at in 0..archive.len() {
        let Ok(part) = archive.by_index(at) else { continue };
        let left = if part.name().is_ok_and(|name| name.contains("worksheets/")) {
            &mut sheets
        } else {
            &mut besides
        };
        // What cannot be unpacked to its end ends there for the reader too.
        let counted = std::io::copy(&mut part.take(*left + 1), &mut std::io::sink()).unwrap_or(0);
        let too_large = TableProblem::TooLarge { most_megabytes: MOST_MEGABYTES };
        *left = left.checked_sub(counted).ok_or(too_large)?;
    }
    Ok(())
}

fn read(bytes: Vec<u8>) -> Result<Sheet, TableProblem> {
    let mut workbook: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|_| TableProblem::BrokenWorkbook)?;
    let visible = |sheet: &&calamine::Sheet| {
        sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible
    };
    let names: Vec<String> =
        workbook.sheets_metadata().iter().filter(visible).map(|sheet| sheet.name.clone()).collect();
    for name in names {
        let mut grid = Grid::default();
        let broken = cells(&mut workbook, &name, &mut grid).err();
        match broken {
            Some(problem) if grid.height() == 0 => return Err(problem),
            _ if grid.height() > 0 => return Ok(Sheet { grid, name, broken }),
            _ => {}
        }
    }
    Err(TableProblem::Empty)
}

fn cells(
    workbook: &mut Xlsx<Cursor<Vec<u8>>>,
    sheet: &str,
    grid: &mut Grid,
) -> Result<(), TableProblem> {
    let broken = |_| TableProblem::BrokenWorkbook;
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(broken)?;
    let mut current = 0;
    loop {
        let next = reader.next_cell().map_err(broken).inspect_err(|_| grid.drop_row())?;
        let Some(cell) = next else { break };
        let (row, column) = cell.get_position();
        let text = text(cell.get_value());
        if text.trim().is_empty() {
            continue;
        }
        if row != current {
            grid.end_row(current + 1)?;
        }
        let column = column as usize;
        if row < current || column < grid.width() || column >= MOST_COLUMNS {
            grid.drop_row();
            return Err(TableProblem::BrokenWorkbook);
        }
        current = row;
        while grid.width() < column {
            grid.end_cell();
        }
        grid.push(&text);
        grid.end_cell();
    }
    grid.end_row(current + 1)
}

/// The cell as a person reads it: whole numbers without `.0`, dates as ISO.
fn text<'c>(value: &'c DataRef<'_>) -> Cow<'c, str> {
    match value {
        DataRef::SharedString(text) => (*text).into(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.into()
        }
        DataRef::Int(number) => number.to_string().into(),
        DataRef::Float(number) => plain(*number).into(),
        DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.into(),
        DataRef::DateTime(moment) => iso(moment).into(),
        DataRef::Error(error) => error.to_string().into(),
        DataRef::Empty => "".into(),
    }
}

/// A number in digits, to the fifteen places that a spreadsheet itself shows: `60.1`, never
/// `60.099999999999994`.
fn plain(number: f64) -> String {
    let shown: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    // Adding zero turns minus zero into zero.
    format!("{}", shown + 0.0)
}

/// `2000-05-14`, and with a time of day `2026-05-14T16:40:00`.
fn iso(moment: &ExcelDateTime) -> String {
    if moment.is_duration() {
        return plain(moment.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    if (hour, minute, second) == (0, 0, 0) {
        return format!("{year:04}-{month:02}-{day:02}");
    }
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_they_are_read() {
        for (number, text) in [
            (60.0, "60"),
            (60.5, "60.5"),
            (0.1 + 0.2, "0.3"),
            (994_501_234_567.0, "994501234567"),
            (-0.0, "0"),
            (-12.25, "-12.25"),
        ] {
            assert_eq!(plain(number), text);
        }
    }
}
