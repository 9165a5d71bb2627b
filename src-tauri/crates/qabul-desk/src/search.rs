//! Global search: exact FİN and work number first, then names.

use qabul_core::application::WorkNumber;
use qabul_core::journal::Deed;
use qabul_core::text::{ascii_upper, fold, matched};
use qabul_store::HitRow;

use crate::applications::whole;
use crate::desk::Desk;
use crate::failure::{Breakage, Failure};
use crate::views::applications::{Found, Hit, SearchRequest};

const MOST_NAMES: usize = 50;

/// `search.find`
pub(crate) fn find(desk: &Desk, request: &SearchRequest) -> Result<Found, Failure> {
    let typed = request.text.trim();
    let folded = fold(typed);
    if folded.is_empty() {
        return Ok(Found { hits: Vec::new(), more: false });
    }
    let found = desk.people(|reader| {
        let mut exact: Vec<HitRow> = Vec::new();
        if !typed.contains(' ') {
            exact.extend(reader.find_fin(&ascii_upper(typed))?);
        }
        if let Ok(number) = WorkNumber::parse(typed) {
            for (_, row) in reader.find_work_number(number)? {
                if exact.iter().all(|known| known.entry != row.entry) {
                    exact.push(row);
                }
            }
        }
        let (names, more) = reader.find_name(&folded, MOST_NAMES)?;
        let mut hits = Vec::with_capacity(exact.len() + names.len());
        for row in exact {
            hits.push(hit(row, true, &folded)?);
        }
        for row in names {
            if hits.iter().all(|known: &Hit| known.id != row.entry) {
                hits.push(hit(row, false, &folded)?);
            }
        }
        Ok(Found { hits, more })
    })?;
    let count = u32::try_from(found.hits.len()).unwrap_or(u32::MAX);
    desk.see_list(Deed::Search, serde_json::json!({ "text": typed }), count)?;
    Ok(found)
}

pub(crate) fn hit(row: HitRow, exact: bool, folded: &str) -> Result<Hit, Failure> {
    let name = whole(&row.name);
    Ok(Hit {
        id: row.entry,
        sitting: row.sitting.parse().map_err(|fault| Breakage::program("sitting", &fault))?,
        matched: if exact { Vec::new() } else { matched(&name, folded) },
        name,
        fin: row.fin,
        work_number: row.work_number.checked(),
        exact,
    })
}
