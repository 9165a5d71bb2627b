//! The list of organisations at which a doctorate is prepared: kept in editions, changed by staff, offered
//! by the form.

use std::collections::{BTreeMap, HashSet};

use qabul_core::fault::{FieldFault, ValueFault};
use qabul_core::journal::Deed;
use qabul_core::refusal::Refusal;
use qabul_core::text::{fold, visible};
use qabul_store::{EditionKind, EditionRow, Member, OpenAct, Reader, Tx};
use serde_json::json;

use crate::campaigns::Hand;
use crate::desk::{Desk, Done};
use crate::failure::{Breakage, Failure};
use crate::record::refuse_stale;
use crate::views::Nothing;
use crate::views::organisations::{Organisations, SaveOrganisations, Unlisted};

/// The one document of its kind.
const NAME: &str = "organisations";
/// The longest name, in letters.
const LONGEST: usize = 200;

/// The list in its last edition, in the order in which it is shown, and the number of that edition; 0
/// where staff have none yet.
fn list(reader: &Reader<'_>) -> Result<(Vec<String>, Option<EditionRow>), Failure> {
    let Some(row) = reader.edition(EditionKind::Organisations, NAME, None)? else {
        return Ok((Vec::new(), None));
    };
    let names = serde_json::from_str(&row.body).map_err(|fault| Breakage::program(NAME, &fault))?;
    Ok((names, Some(row)))
}

/// The names of the list.
pub(crate) fn names(reader: &Reader<'_>) -> Result<Vec<String>, Failure> {
    Ok(list(reader)?.0)
}

/// The names of the list, folded, so that another way of writing is no other organisation.
pub(crate) fn folded(reader: &Reader<'_>) -> Result<HashSet<String>, Failure> {
    Ok(names(reader)?.iter().map(|name| fold(name)).collect())
}

/// `organisations.read`
pub(crate) fn read(desk: &Desk, _: &Nothing) -> Result<Organisations, Failure> {
    desk.read(whole)
}

fn whole(reader: &Reader<'_>) -> Result<Organisations, Failure> {
    let (names, row) = list(reader)?;
    let listed: HashSet<String> = names.iter().map(|name| fold(name)).collect();
    let named = reader.organisations_named()?.into_iter();
    let unlisted = named.filter(|(name, _)| !listed.contains(&fold(name)));
    Ok(Organisations {
        names,
        edition: row.as_ref().map_or(0, |row| row.number),
        changed: row.map(|row| (row.at, row.by)),
        unlisted: unlisted.map(|(name, count)| Unlisted { name, count }).collect(),
    })
}

/// `organisations.save`
pub(crate) fn save(desk: &Desk, request: &SaveOrganisations) -> Result<Organisations, Failure> {
    let may = desk.may(Deed::SaveOrganisations)?;
    let hand = Hand::of(desk, &may);
    let after = lifted(desk, &request.names)?;
    // The same list is neither an edition nor an act.
    let now = desk.read(whole)?;
    if now.names == after {
        return Ok(now);
    }
    desk.change(&may, |tx, act| {
        let (before, row) = list(tx)?;
        let seen = (i64::from(request.edition), row.map_or(0, |row| i64::from(row.number)));
        refuse_stale(tx, (NAME, 0), seen, &json!({ NAME: before.join("\n") }))?;
        let member = keep(tx, &hand, (&before, &after))?;
        act.member(&member)?;
        Ok(Done { answer: whole(tx)?, facts: json!({ "rows": after.len() }) })
    })
}

/// Names as they were typed, one a line: in order, each once, without what nobody sees.
fn lifted(desk: &Desk, typed: &[String]) -> Result<Vec<String>, Refusal> {
    let mut faults = Vec::new();
    let mut names = BTreeMap::new();
    for (line, name) in (1..).zip(typed) {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let long = name.chars().count() > LONGEST;
        let long = long.then_some(ValueFault::TooLong { longest: LONGEST });
        let wrong = long.or_else(|| visible(&name).err());
        // The number of the line stands for the field: which of two hundred it is.
        faults.extend(wrong.map(|fault| FieldFault::of(&format!("{NAME}.{line}"), fault)));
        if !name.is_empty() {
            names.entry((desk.order().key([&name, "", ""]), fold(&name))).or_insert(name);
        }
    }
    if !faults.is_empty() {
        return Err(Refusal::Invalid { faults });
    }
    let mut met = HashSet::new();
    Ok(names
        .into_iter()
        .filter(|((_, folded), _)| met.insert(folded.clone()))
        .map(|it| it.1)
        .collect())
}

/// Keeps an edition; what the history holds of it.
fn keep(
    tx: &Tx<'_>,
    hand: &Hand,
    (before, after): (&[String], &[String]),
) -> Result<Member, Failure> {
    let number = list(tx)?.1.map_or(0, |row| row.number) + 1;
    tx.add_edition(
        EditionKind::Organisations,
        &hand.row(NAME.to_owned(), number, json!(after).to_string()),
    )?;
    let only = |these: &[String], others: &[String], key: &str| {
        let lines: Vec<&String> = these.iter().filter(|name| !others.contains(name)).collect();
        let lines = lines.iter().map(|name| name.as_str()).collect::<Vec<_>>().join("\n");
        let fields: BTreeMap<&str, String> =
            if lines.is_empty() { BTreeMap::new() } else { BTreeMap::from([(key, lines)]) };
        Some(json!(fields).to_string())
    };
    let (before, after) = (only(before, after, "removed"), only(after, before, "added"));
    Ok(Member { kind: NAME, record: 0, before, after })
}

/// Puts back what an act took out of the list, and takes out what it put in.
pub(crate) fn take_back(
    tx: &Tx<'_>,
    hand: &Hand,
    act: &mut OpenAct<'_>,
    (before, after): (&BTreeMap<String, String>, &BTreeMap<String, String>),
    desk: &Desk,
) -> Result<(), Failure> {
    let now = names(tx)?;
    let lines = |fields: &BTreeMap<String, String>, key: &str| -> Vec<String> {
        fields.get(key).map(|text| text.lines().map(str::to_owned).collect()).unwrap_or_default()
    };
    let added = lines(after, "added");
    let mut names: Vec<String> = now.iter().filter(|name| !added.contains(name)).cloned().collect();
    names.extend(lines(before, "removed"));
    let names = lifted(desk, &names)?;
    let member = keep(tx, hand, (&now, &names))?;
    act.member(&member)?;
    Ok(())
}
