//! People of the registry who may be the one whose form is typed.

use qabul_core::text::{ascii_upper, fold};
use qabul_exchange::applications::Typed;
use qabul_store::{CandidateRow, People, SittingKey};

use crate::applications::whole;
use crate::failure::{Breakage, Failure};
use crate::views::form::{Likeness, Similar};

/// How many are shown.
const MOST: usize = 5;

/// Whoever has the FİN, the document, the name and the birth date, or the photo, that person of the form
/// itself aside.
pub(super) fn similar(
    people: &People<'_>,
    (sitting, id): (SittingKey, Option<i64>),
    typed: &Typed,
    photo: Option<[u8; 32]>,
) -> Result<Vec<Similar>, Failure> {
    let own = id.map(|id| people.entry(id)).transpose()?.flatten().map(|facts| facts.person);
    let photo = photo.or(own.as_ref().and_then(|own| own.photo));
    let own = own.map(|own| own.id);
    // Who was told apart once is not asked about again.
    let apart = own.map(|own| people.apart_from(own)).transpose()?.unwrap_or_default();
    let text = |key: &str| typed.get(key).map_or("", |text| text.trim());
    let mut found: Vec<(Likeness, CandidateRow)> = Vec::new();
    let mut take = |why, row: CandidateRow| -> Result<(), Failure> {
        // Who was merged into another is that one.
        let row = match people.same_as(row.id)? {
            Some(kept) => people.person(kept)?.unwrap_or(row),
            None => row,
        };
        let known = Some(row.id) == own || found.iter().any(|(_, other)| other.id == row.id);
        if !known && !apart.contains(&row.id) {
            found.push((why, row));
        }
        Ok(())
    };
    if let Some(row) = people.candidate(&ascii_upper(text("fin")))? {
        take(Likeness::Fin, row)?;
    }
    let document: String =
        text("document").chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    if let Some(row) = people.candidate_with(&ascii_upper(&document))? {
        take(Likeness::Document, row)?;
    }
    let birth = qabul_exchange::applications::day(text("birth"));
    let name = [text("surname"), text("given")].map(fold);
    if let (Ok(birth), [surname, given]) = (birth, &name)
        && !surname.is_empty()
        && !given.is_empty()
    {
        for row in people.namesakes(&format!("{surname} {given}"), birth)? {
            take(Likeness::NameAndBirth, row)?;
        }
    }
    if let Some(photo) = photo {
        for row in people.with_photo(&photo)? {
            take(Likeness::Photo, row)?;
        }
    }
    found.truncate(MOST);
    found.into_iter().map(|(why, row)| shown(people, sitting, why, &row)).collect()
}

fn shown(
    people: &People<'_>,
    sitting: SittingKey,
    why: Likeness,
    row: &CandidateRow,
) -> Result<Similar, Failure> {
    let person = &row.candidate;
    let newest = people.find_fin(person.fin.as_str())?;
    let newest = newest.ok_or_else(|| Breakage::program("person", &"a person without an entry"))?;
    let known = people.known(person.fin.as_str(), sitting)?;
    Ok(Similar {
        why,
        id: newest.entry,
        sitting: newest.sitting.parse().map_err(|fault| Breakage::program("sitting", &fault))?,
        name: whole(&newest.name),
        birth: person.birth.to_string(),
        fin: newest.fin,
        document: person.document.spaced(),
        work_number: newest.work_number.checked(),
        here: known.and_then(|known| known.entry).map(|entry| entry.id),
    })
}
