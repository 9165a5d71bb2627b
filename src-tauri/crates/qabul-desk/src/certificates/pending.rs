//! Kinds of certificates that somebody wrote and another person has yet to put in force. Nothing judges by one.

use std::collections::BTreeSet;

use qabul_core::campaign::Fields;
use qabul_core::certificate::Kind;
use qabul_core::journal::Deed;
use qabul_core::refusal::{EquivalenceRefusal, Refusal};
use qabul_core::staff::Session;
use qabul_store::{EditionKind, EditionRow, KindDraftRow, Reader};
use serde_json::json;

use super::kinds::{kept, member, taken, unfit, whole};
use crate::campaigns::{Hand, body};
use crate::desk::{Desk, Done};
use crate::failure::{Breakage, Failure};
use crate::record;
use crate::views::Nothing;
use crate::views::kinds::{DecideKind, KindDetail, PendingKind};

/// A kind as it stands: in force, written and not in force yet, or both.
pub(super) struct Standing {
    /// The last edition.
    pub(super) force: Option<(Kind, EditionRow)>,
    /// What waits for another person.
    pub(super) draft: Option<(Kind, KindDraftRow)>,
}

impl Standing {
    /// How a kind that must be there stands.
    pub(super) fn of(reader: &Reader<'_>, key: &str) -> Result<Self, Failure> {
        let edition = reader.edition(EditionKind::CertificateKind, key, None)?;
        let force = edition.map(|row| Ok::<_, Failure>((body(&row)?, row))).transpose()?;
        let draft = reader.kind_draft(key)?;
        let draft = draft.map(|row| Ok::<_, Failure>((written(&row)?, row))).transpose()?;
        if force.is_none() && draft.is_none() {
            let refusal = EquivalenceRefusal::NoCertificateKind { kind: key.to_owned() };
            return Err(Refusal::from(refusal).into());
        }
        Ok(Self { force, draft })
    }

    /// The number of the edition in force; 0 where none is.
    pub(super) fn edition(&self) -> u32 {
        self.force.as_ref().map_or(0, |(_, row)| row.number)
    }

    /// What was written last.
    pub(super) fn last(&self) -> Option<&Kind> {
        let draft = self.draft.as_ref().map(|(kind, _)| kind);
        draft.or(self.force.as_ref().map(|(kind, _)| kind))
    }

    /// When, and by whom.
    fn hand(&self) -> (String, String) {
        match (&self.draft, &self.force) {
            (Some((_, row)), _) => (row.at.clone(), row.by.clone()),
            (None, Some((_, row))) => (row.at.clone(), row.by.clone()),
            (None, None) => Default::default(),
        }
    }

    /// What a save is over: the version of the draft, else the edition, below nought so that neither is taken
    /// for the other.
    pub(super) fn version(&self) -> i64 {
        let edition = -i64::from(self.edition());
        self.draft.as_ref().map_or(edition, |(_, row)| row.version)
    }

    /// That it was changed since it was looked at.
    fn stale(&self) -> Refusal {
        let (at, by) = self.hand();
        let theirs = self.last().map(kept).unwrap_or_default();
        Refusal::Stale { by, at, version: self.version(), theirs }
    }

    /// Refuses what was looked at before somebody else changed it.
    pub(super) fn refuse_stale(&self, looked_at: i64) -> Result<(), Failure> {
        if looked_at == self.version() { Ok(()) } else { Err(self.stale().into()) }
    }
}

/// The kind that a draft holds.
pub(super) fn written(row: &KindDraftRow) -> Result<Kind, Failure> {
    serde_json::from_str(&row.body).map_err(|error| Breakage::program("kind", &error).into())
}

/// The draft as screens show it.
pub(super) fn pending(
    reader: &Reader<'_>,
    session: &Session,
    standing: &Standing,
) -> Result<Option<PendingKind>, Failure> {
    let Some((kind, row)) = &standing.draft else { return Ok(None) };
    let was = standing.force.as_ref().map(|(kind, _)| kept(kind)).unwrap_or_default();
    let is = kept(kind);
    let mut fields: BTreeSet<String> = record::differing(&was, &is).into_keys().collect();
    fields.extend(record::differing(&is, &was).into_keys());
    let text = |fields: &Fields, key: &String| fields.get(key).cloned().unwrap_or_default();
    let change = |key: String| {
        let (was, is) = (text(&was, &key), text(&is, &key));
        (key, was, is)
    };
    Ok(Some(PendingKind {
        version: row.version,
        at: row.at.clone(),
        by: row.by.clone(),
        base: row.base,
        fields: kind.fields(),
        changes: fields.into_iter().map(change).collect(),
        closed: closed(reader, standing, &session.name)?,
    }))
}

/// Why somebody does not put a draft in force; nothing where it is open.
fn closed(reader: &Reader<'_>, standing: &Standing, by: &str) -> Result<Option<Refusal>, Failure> {
    let Some((kind, row)) = &standing.draft else { return Ok(Some(standing.stale())) };
    if row.by == by {
        return Ok(Some(EquivalenceRefusal::AnotherConfirmsKind.into()));
    }
    if row.base != standing.edition() {
        return Ok(Some(standing.stale()));
    }
    let key = standing.force.is_none().then_some(("key", kind.key.as_str()));
    let names = key.into_iter().chain([("name", kind.name.as_str())]);
    let faults = taken(reader, Some(&kind.key), names)?;
    if !faults.is_empty() {
        return Ok(Some(Refusal::Invalid { faults }));
    }
    unfit(reader, kind)
}

/// `kinds.confirm`: another than who wrote a kind puts it in force, as its next edition.
pub(crate) fn confirm(desk: &Desk, request: &DecideKind) -> Result<KindDetail, Failure> {
    let (may, session) = (desk.may(Deed::ConfirmCertificateKind)?, desk.session()?);
    let hand = Hand::of(desk, &may);
    desk.change(&may, |tx, act| {
        let standing = Standing::of(tx, &request.kind)?;
        standing.refuse_stale(request.version)?;
        if let Some(refusal) = closed(tx, &standing, may.by())? {
            return Err(refusal.into());
        }
        let Some((kind, row)) = &standing.draft else { return Err(standing.stale().into()) };
        let number = row.base + 1;
        let edition = hand.row(kind.key.clone(), number, row.body.clone());
        tx.add_edition(EditionKind::CertificateKind, &edition)?;
        tx.drop_kind_draft(&kind.key)?;
        let former = standing.force.as_ref().map(|(kind, _)| kind);
        act.member(&member(&kind.key, former, Some(kind)))?;
        let answer = whole(tx, &session, &kind.key)?;
        Ok(Done { answer, facts: json!({ "kind": kind.key, "edition": number }) })
    })
}

/// `kinds.drop`: takes a draft back; the kind in force, if there is one, stays as it is.
pub(crate) fn drop(desk: &Desk, request: &DecideKind) -> Result<Nothing, Failure> {
    let may = desk.may(Deed::SaveCertificateKind)?;
    desk.change(&may, |tx, act| {
        let standing = Standing::of(tx, &request.kind)?;
        standing.refuse_stale(request.version)?;
        let Some((kind, _)) = &standing.draft else { return Err(standing.stale().into()) };
        tx.drop_kind_draft(&kind.key)?;
        let force = standing.force.as_ref().map(|(kind, _)| kind);
        act.member(&member(&kind.key, Some(kind), force))?;
        Ok(Done { answer: Nothing {}, facts: json!({ "kind": kind.key }) })
    })
}
