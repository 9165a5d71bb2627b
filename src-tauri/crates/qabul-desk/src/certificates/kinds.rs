//! Kinds of certificates, kept in editions: read, written by staff, with the acts that accept them.

use qabul_core::campaign::{Act, Fields, numbered};
use qabul_core::certificate::{Kind, TableState};
use qabul_core::digest::of_hex;
use qabul_core::fault::{FieldFault, ValueFault};
use qabul_core::journal::Deed;
use qabul_core::refusal::{EquivalenceRefusal, Refusal};
use qabul_store::{EditionKind, EditionRow, Member, Reader};
use serde_json::json;

use crate::campaigns::{Hand, body};
use crate::desk::{Desk, Done};
use crate::failure::{Breakage, Failure};
use crate::record::{self, refuse_stale};
use crate::reference;
use crate::scans;
use crate::views::equivalence::KindLine;
use crate::views::files::ChosenFile;
use crate::views::kinds::{CopyKindScan, KindDetail, KindRequest, SaveKind};

/// The kind under which the history keeps one.
const RECORD: &str = "certificate_kind";

/// Every kind in its last edition, by its name.
pub(super) fn all(reader: &Reader<'_>) -> Result<Vec<Kind>, Failure> {
    let mut rows = reader.editions(EditionKind::CertificateKind)?;
    // Of each kind the last edition comes first.
    rows.dedup_by(|later, kept| later.name == kept.name);
    let mut kinds: Vec<Kind> = rows.iter().map(body).collect::<Result<_, _>>()?;
    kinds.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(kinds)
}

/// The last edition of a kind that must be there.
fn edition(reader: &Reader<'_>, key: &str) -> Result<(Kind, EditionRow), Failure> {
    let row = reader.edition(EditionKind::CertificateKind, key, None)?;
    let missing = || EquivalenceRefusal::NoCertificateKind { kind: key.to_owned() };
    let row = row.ok_or_else(missing).map_err(Refusal::from)?;
    Ok((body(&row)?, row))
}

/// A kind that must be there.
pub(super) fn named(reader: &Reader<'_>, key: &str) -> Result<Kind, Failure> {
    Ok(edition(reader, key)?.0)
}

/// A kind as screens name it.
pub(super) fn line(kind: &Kind) -> KindLine {
    KindLine {
        key: kind.key.clone(),
        name: kind.name.clone(),
        languages: kind.languages.clone(),
        validity: kind.validity,
        person: kind.person,
        accepted: kind.accepted.is_some(),
    }
}

fn acts(kind: &Kind) -> &[Act] {
    kind.accepted.as_ref().map_or(&[], |accepted| &accepted.acts)
}

/// `kinds.detail`
pub(crate) fn detail(desk: &Desk, request: &KindRequest) -> Result<KindDetail, Failure> {
    desk.read(|reader| whole(reader, &request.kind))
}

fn whole(reader: &Reader<'_>, key: &str) -> Result<KindDetail, Failure> {
    let (kind, row) = edition(reader, key)?;
    let publications = reference::publications()?;
    let title = |key: &String| publications.get(key).map(|it| it.title.clone());
    let scanned = numbered(acts(&kind)).filter(|(_, act)| act.scan.is_some());
    Ok(KindDetail {
        line: line(&kind),
        edition: row.number,
        changed: (row.at, row.by),
        fields: kind.fields(),
        scanned: scanned.map(|(key, _)| key).collect(),
        sources: kind.sources.iter().map(|key| (key.clone(), title(key))).collect(),
    })
}

/// `kinds.save`: the next edition of a kind, or the first of a new one.
pub(crate) fn save(desk: &Desk, request: &SaveKind) -> Result<KindDetail, Failure> {
    let may = desk.may(Deed::SaveCertificateKind)?;
    let hand = Hand::of(desk, &may);
    let scans = scans::of_acts(desk, &may, &request.scans)?;
    desk.change(&may, |tx, act| {
        let former = match &request.of {
            Some((key, _)) => Some(edition(tx, key)?),
            None => None,
        };
        if let (Some((kind, row)), Some((_, looked_at))) = (&former, &request.of) {
            let seen = (i64::from(*looked_at), i64::from(row.number));
            refuse_stale(tx, (RECORD, 0), seen, &json!(kept(kind)))?;
        }
        let was = former.as_ref().map(|(kind, _)| kind);
        let next = lifted(tx, was, (&request.fields, &scans))?;
        unfit(tx, &next)?;
        let text = serde_json::to_string(&next)
            .map_err(|error| Breakage::program("certificate kind", &error))?;
        let number = former.as_ref().map_or(0, |(_, row)| row.number) + 1;
        tx.add_edition(EditionKind::CertificateKind, &hand.row(next.key.clone(), number, text))?;
        act.member(&member(was, &next))?;
        let answer = whole(tx, &next.key)?;
        Ok(Done { answer, facts: json!({ "kind": next.key, "edition": number }) })
    })
}

/// A kind as it was typed; its key and its name mean no other one.
fn lifted(
    reader: &Reader<'_>,
    former: Option<&Kind>,
    (fields, scans): (&Fields, &Fields),
) -> Result<Kind, Failure> {
    let others = all(reader)?;
    let taken = |field: &str| {
        let typed = fields.get(field).map(|text| text.trim()).unwrap_or_default();
        let another = |kind: &&Kind| former.is_none_or(|it| it.key != kind.key);
        others.iter().filter(another).any(|kind| kind.is_called(typed)) && !typed.is_empty()
    };
    let key = (former.is_none() && taken("key")).then_some("key");
    let name = taken("name").then_some("name");
    let fault = |field| FieldFault::of(field, ValueFault::Taken);
    let mut faults: Vec<FieldFault> = key.into_iter().chain(name).map(fault).collect();
    match Kind::of_fields(former, fields, scans) {
        Ok(kind) if faults.is_empty() => return Ok(kind),
        Ok(_) => {}
        Err(wrong) => faults.extend(wrong),
    }
    Err(Refusal::Invalid { faults }.into())
}

/// Refuses a kind that would leave a table which judges, or is being agreed, without sense.
fn unfit(reader: &Reader<'_>, kind: &Kind) -> Result<(), Failure> {
    let mut tables = reader.equivalences()?;
    tables.retain(|row| {
        let holds = matches!(row.state, TableState::Agreed | TableState::Published);
        row.table.kind == kind.key && holds && !row.table.faults(kind).is_empty()
    });
    if tables.is_empty() {
        return Ok(());
    }
    let tables = tables.iter().map(|row| row.table.key()).collect();
    Err(Refusal::from(EquivalenceRefusal::TablesUnfit { tables }).into())
}

/// What the history keeps of a kind: its fields, and the scans of its acts.
fn kept(kind: &Kind) -> Fields {
    let mut fields = kind.fields();
    let scan = |(key, act): (String, &Act)| Some((format!("acts.{key}.scan"), act.scan.clone()?));
    fields.extend(numbered(acts(kind)).filter_map(scan));
    fields.retain(|_, text| !text.is_empty());
    fields
}

/// What an act did to a kind: the fields that differ, with its key on both sides.
fn member(before: Option<&Kind>, after: &Kind) -> Member {
    let (was, is) = (before.map(kept), kept(after));
    let text = |mut fields: Fields| {
        fields.insert("kind".to_owned(), after.key.clone());
        json!(fields).to_string()
    };
    let none = Fields::new();
    Member {
        kind: RECORD,
        record: 0,
        before: was.as_ref().map(|was| text(record::differing(was, &is))),
        after: Some(text(record::differing(&is, was.as_ref().unwrap_or(&none)))),
    }
}

/// `kinds.scan`: a copy of the scan of an act, to be looked at.
pub(crate) fn scan(desk: &Desk, request: &CopyKindScan) -> Result<ChosenFile, Failure> {
    let may = desk.may(Deed::SaveCertificateKind)?;
    let kind = desk.read(|reader| named(reader, &request.kind))?;
    let act = numbered(acts(&kind)).find(|(key, _)| *key == request.act);
    let hash = act.and_then(|(_, act)| of_hex(act.scan.as_deref()?));
    let hash = hash.ok_or(Refusal::UnknownHandle)?;
    let bytes = desk.with_store(|store| Ok(store.paper_to_seal(&hash, &may)?))?;
    scans::copy(desk, &request.file, bytes)
}
