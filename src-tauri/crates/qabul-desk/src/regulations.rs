//! Regulations of exams: a new version with the acts that set it and their scans.

use qabul_core::campaign::Regulation;
use qabul_core::digest::of_hex;
use qabul_core::journal::Deed;
use qabul_core::refusal::Refusal;
use qabul_store::{EditionKind, Member, Reader};
use serde_json::json;

use crate::campaigns::{Hand, body};
use crate::desk::{Desk, Done};
use crate::failure::{Breakage, Failure};
use crate::record::{self, refuse_stale};
use crate::scans;
use crate::views::files::ChosenFile;
use crate::views::regulations::{CopyScan, RegulationSaved, SaveRegulation};

/// The versions of a regulation, the last one first.
pub(crate) fn versions(reader: &Reader<'_>, name: &str) -> Result<Vec<Regulation>, Failure> {
    let rows = reader.editions(EditionKind::Regulation)?;
    rows.iter().filter(|row| row.name == name).map(body).collect()
}

/// One version by its key, `residency/1`.
pub(crate) fn version(reader: &Reader<'_>, key: &str) -> Result<Option<Regulation>, Failure> {
    let parts = key.split_once('/').and_then(|(name, number)| Some((name, number.parse().ok()?)));
    let Some((name, number)) = parts else { return Ok(None) };
    let row = reader.edition(EditionKind::Regulation, name, Some(number))?;
    row.as_ref().map(body).transpose()
}

/// A version that must be there.
fn named(reader: &Reader<'_>, key: &str) -> Result<Regulation, Failure> {
    let missing = || Refusal::NoCampaign { campaign: key.to_owned() };
    Ok(version(reader, key)?.ok_or_else(missing)?)
}

/// `regulations.save`: the next version of one; campaigns keep theirs until they name another.
pub(crate) fn save(desk: &Desk, request: &SaveRegulation) -> Result<RegulationSaved, Failure> {
    let may = desk.may(Deed::SaveCampaign)?;
    let hand = Hand::of(desk, &may);
    let scans = scans::of_acts(desk, &may, &request.scans)?;
    desk.change(&may, |tx, act| {
        let base = named(tx, &request.base)?;
        let last = tx.edition(EditionKind::Regulation, &base.name, None)?;
        let last: Regulation = last.map_or_else(|| Ok(base.clone()), |row| body(&row))?;
        let seen = (i64::from(request.last), i64::from(last.version));
        refuse_stale(tx, ("regulation", 0), seen, &json!(last.fields()))?;
        let next = base
            .next_version(&request.fields, &scans, last.version + 1)
            .map_err(|faults| Refusal::Invalid { faults })?;
        let text = serde_json::to_string(&next)
            .map_err(|fault| Breakage::program("regulation", &fault))?;
        tx.add_edition(EditionKind::Regulation, &hand.row(next.name.clone(), next.version, text))?;
        act.member(&member(&base, &next))?;
        let facts = json!({ "regulation": next.key() });
        Ok(Done { answer: RegulationSaved { key: next.key() }, facts })
    })
}

/// What the history keeps: the fields that the new version says otherwise, and the scans.
fn member(base: &Regulation, next: &Regulation) -> Member {
    let fields = |of: &Regulation| {
        let mut fields = of.fields();
        fields.extend(
            of.numbered()
                .filter_map(|(key, act)| Some((format!("acts.{key}.scan"), act.scan.clone()?))),
        );
        fields.retain(|_, text| !text.is_empty());
        fields
    };
    let (was, is) = (fields(base), fields(next));
    let [before, after] = [record::differing(&was, &is), record::differing(&is, &was)]
        .map(|fields| Some(json!(fields).to_string()));
    Member { kind: "regulation", record: 0, before, after }
}

/// `regulations.scan`: a copy of the scan of an act, to be looked at.
pub(crate) fn scan(desk: &Desk, request: &CopyScan) -> Result<ChosenFile, Failure> {
    let may = desk.may(Deed::SaveCampaign)?;
    let regulation = desk.read(|reader| named(reader, &request.key))?;
    let act = regulation.numbered().find(|(key, _)| *key == request.act);
    let hash = act.and_then(|(_, act)| of_hex(act.scan.as_deref()?));
    let hash = hash.ok_or(Refusal::UnknownHandle)?;
    let bytes = desk.with_store(|store| Ok(store.paper_to_seal(&hash, &may)?))?;
    scans::copy(desk, &request.file, bytes)
}
