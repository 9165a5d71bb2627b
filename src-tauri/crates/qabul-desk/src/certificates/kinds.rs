//! Kinds of certificates, kept in editions: read, and written by staff, with the acts that accept them. What is
//! written waits in [`super::pending`] for another person.

use qabul_core::campaign::{Act, Fields, numbered};
use qabul_core::certificate::{Kind, TableState};
use qabul_core::digest::of_hex;
use qabul_core::fault::{FieldFault, ValueFault};
use qabul_core::journal::{Deed, stamp};
use qabul_core::refusal::{EquivalenceRefusal, Refusal};
use qabul_core::staff::Session;
use qabul_store::{EditionKind, KindDraftRow, Member, Reader};
use serde_json::json;

use super::pending::{Standing, pending, written};
use crate::campaigns::body;
use crate::desk::{Desk, Done};
use crate::failure::{Breakage, Failure};
use crate::record;
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

/// The last edition of a kind that must be in force.
pub(super) fn named(reader: &Reader<'_>, key: &str) -> Result<Kind, Failure> {
    let row = reader.edition(EditionKind::CertificateKind, key, None)?;
    let missing = || EquivalenceRefusal::NoCertificateKind { kind: key.to_owned() };
    body(&row.ok_or_else(missing).map_err(Refusal::from)?)
}

/// A kind as screens name it; pending where another person has yet to put in force what was written of it.
pub(super) fn line(kind: &Kind, pending: bool) -> KindLine {
    KindLine {
        key: kind.key.clone(),
        name: kind.name.clone(),
        languages: kind.languages.clone(),
        validity: kind.validity,
        person: kind.person,
        accepted: kind.accepted.is_some(),
        pending,
    }
}

/// Every kind by its name, those that are not in force yet among them.
pub(super) fn lines(reader: &Reader<'_>) -> Result<Vec<KindLine>, Failure> {
    let (kinds, drafts) = (all(reader)?, reader.kind_drafts()?);
    let waits = |kind: &Kind| drafts.iter().any(|draft| draft.name == kind.key);
    let mut lines: Vec<KindLine> = kinds.iter().map(|kind| line(kind, waits(kind))).collect();
    for draft in drafts.iter().filter(|draft| !kinds.iter().any(|kind| kind.key == draft.name)) {
        lines.push(line(&written(draft)?, true));
    }
    lines.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(lines)
}

fn acts(kind: &Kind) -> &[Act] {
    kind.accepted.as_ref().map_or(&[], |accepted| &accepted.acts)
}

/// `kinds.detail`
pub(crate) fn detail(desk: &Desk, request: &KindRequest) -> Result<KindDetail, Failure> {
    let session = desk.session()?;
    desk.read(|reader| whole(reader, &session, &request.kind))
}

/// A kind in force with what waits beside it; of one that is not in force yet, what waits.
pub(super) fn whole(
    reader: &Reader<'_>,
    session: &Session,
    key: &str,
) -> Result<KindDetail, Failure> {
    let standing = Standing::of(reader, key)?;
    let pending = pending(reader, session, &standing)?;
    let (version, edition) = (standing.version(), standing.edition());
    let (kind, changed) = match (standing.force, standing.draft) {
        (Some((kind, row)), _) => (kind, (row.at, row.by)),
        (None, Some((kind, row))) => (kind, (row.at, row.by)),
        (None, None) => return Err(Breakage::program("certificate kind", &"gone").into()),
    };
    let publications = reference::publications()?;
    let title = |key: &String| publications.get(key).map(|it| it.title.clone());
    let scanned = numbered(acts(&kind)).filter(|(_, act)| act.scan.is_some());
    Ok(KindDetail {
        line: line(&kind, pending.is_some()),
        edition,
        changed,
        fields: kind.fields(),
        scanned: scanned.map(|(key, _)| key).collect(),
        sources: kind.sources.iter().map(|key| (key.clone(), title(key))).collect(),
        pending,
        version,
    })
}

/// `kinds.save`: writes a kind, new or there, which another person then puts in force.
pub(crate) fn save(desk: &Desk, request: &SaveKind) -> Result<KindDetail, Failure> {
    let (may, session) = (desk.may(Deed::SaveCertificateKind)?, desk.session()?);
    let at = stamp(desk.host().now());
    let scans = scans::of_acts(desk, &may, &request.scans)?;
    desk.change(&may, |tx, act| {
        let standing = match &request.of {
            Some((key, _)) => Some(Standing::of(tx, key)?),
            None => None,
        };
        if let (Some(standing), Some((_, looked_at))) = (&standing, &request.of) {
            standing.refuse_stale(*looked_at)?;
        }
        let was = standing.as_ref().and_then(Standing::last);
        let next = lifted(tx, was, (&request.fields, &scans))?;
        if let Some(refusal) = unfit(tx, &next)? {
            return Err(refusal.into());
        }
        tx.put_kind_draft(&KindDraftRow {
            name: next.key.clone(),
            base: standing.as_ref().map_or(0, Standing::edition),
            body: serde_json::to_string(&next)
                .map_err(|error| Breakage::program("certificate kind", &error))?,
            at: at.clone(),
            by: may.by().to_owned(),
            version: 0,
        })?;
        act.member(&member(&next.key, was, Some(&next)))?;
        let answer = whole(tx, &session, &next.key)?;
        Ok(Done { answer, facts: json!({ "kind": next.key }) })
    })
}

/// A kind as it was typed; its key and its name mean no other one.
fn lifted(
    reader: &Reader<'_>,
    former: Option<&Kind>,
    (fields, scans): (&Fields, &Fields),
) -> Result<Kind, Failure> {
    let typed = |field: &str| fields.get(field).map(|text| text.trim()).unwrap_or_default();
    let key = former.is_none().then_some(("key", typed("key")));
    let names = key.into_iter().chain([("name", typed("name"))]);
    let mut faults = taken(reader, former.map(|kind| kind.key.as_str()), names)?;
    match Kind::of_fields(former, fields, scans) {
        Ok(kind) if faults.is_empty() => return Ok(kind),
        Ok(_) => {}
        Err(wrong) => faults.extend(wrong),
    }
    Err(Refusal::Invalid { faults }.into())
}

/// The fields whose text means another kind, in force or not yet.
pub(super) fn taken<'a>(
    reader: &Reader<'_>,
    own: Option<&str>,
    fields: impl Iterator<Item = (&'static str, &'a str)>,
) -> Result<Vec<FieldFault>, Failure> {
    let mut others = all(reader)?;
    for draft in reader.kind_drafts()? {
        others.push(written(&draft)?);
    }
    others.retain(|kind| own != Some(kind.key.as_str()));
    let means = |text: &str| !text.is_empty() && others.iter().any(|kind| kind.is_called(text));
    let named = fields.filter(|(_, text)| means(text));
    Ok(named.map(|(field, _)| FieldFault::of(field, ValueFault::Taken)).collect())
}

/// Why a kind is not written: it would leave a table which judges, or is being agreed, without sense.
pub(super) fn unfit(reader: &Reader<'_>, kind: &Kind) -> Result<Option<Refusal>, Failure> {
    let mut tables = reader.equivalences()?;
    tables.retain(|row| {
        let holds = matches!(row.state, TableState::Agreed | TableState::Published);
        row.table.kind == kind.key && holds && !row.table.faults(kind).is_empty()
    });
    if tables.is_empty() {
        return Ok(None);
    }
    let tables = tables.iter().map(|row| row.table.key()).collect();
    Ok(Some(EquivalenceRefusal::TablesUnfit { tables }.into()))
}

/// What the history keeps of a kind: its fields, and the scans of its acts.
pub(super) fn kept(kind: &Kind) -> Fields {
    let mut fields = kind.fields();
    let scan = |(key, act): (String, &Act)| Some((format!("acts.{key}.scan"), act.scan.clone()?));
    fields.extend(numbered(acts(kind)).filter_map(scan));
    fields.retain(|_, text| !text.is_empty());
    fields
}

/// What an act did to a kind: the fields that differ, with its key on both sides.
pub(super) fn member(key: &str, before: Option<&Kind>, after: Option<&Kind>) -> Member {
    let (was, is) = (before.map(kept), after.map(kept));
    let none = Fields::new();
    let text = |of: &Fields, other: Option<&Fields>| {
        let mut fields = record::differing(of, other.unwrap_or(&none));
        fields.insert("kind".to_owned(), key.to_owned());
        json!(fields).to_string()
    };
    Member {
        kind: RECORD,
        record: 0,
        before: was.as_ref().map(|was| text(was, is.as_ref())),
        after: is.as_ref().map(|is| text(is, was.as_ref())),
    }
}

/// `kinds.scan`: a copy of the scan of an act, to be looked at.
pub(crate) fn scan(desk: &Desk, request: &CopyKindScan) -> Result<ChosenFile, Failure> {
    let may = desk.may(Deed::SaveCertificateKind)?;
    let standing = desk.read(|reader| Standing::of(reader, &request.kind))?;
    let force = standing.force.map(|(kind, _)| kind);
    let kind = if request.pending { standing.draft.map(|(kind, _)| kind) } else { force };
    let mut acts = numbered(kind.as_ref().map(acts).unwrap_or_default());
    let act = acts.find(|(key, _)| *key == request.act);
    let hash = act.and_then(|(_, act)| of_hex(act.scan.as_deref()?));
    let hash = hash.ok_or(Refusal::UnknownHandle)?;
    let bytes = desk.with_store(|store| Ok(store.paper_to_seal(&hash, &may)?))?;
    scans::copy(desk, &request.file, bytes)
}
