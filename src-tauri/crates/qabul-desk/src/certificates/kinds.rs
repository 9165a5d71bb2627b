//! Kinds of certificates, kept in editions.

use qabul_core::certificate::Kind;
use qabul_core::refusal::EquivalenceRefusal;
use qabul_store::{EditionKind, Reader};

use crate::campaigns::body;
use crate::failure::Failure;
use crate::views::equivalence::KindLine;

/// Every kind in its last edition, by its name.
pub(super) fn all(reader: &Reader<'_>) -> Result<Vec<Kind>, Failure> {
    let mut rows = reader.editions(EditionKind::CertificateKind)?;
    // Of each kind the last edition comes first.
    rows.dedup_by(|later, kept| later.name == kept.name);
    let mut kinds: Vec<Kind> = rows.iter().map(body).collect::<Result<_, _>>()?;
    kinds.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(kinds)
}

/// A kind that must be there.
pub(super) fn named(reader: &Reader<'_>, key: &str) -> Result<Kind, Failure> {
    let row = reader.edition(EditionKind::CertificateKind, key, None)?;
    let missing = || EquivalenceRefusal::NoCertificateKind { kind: key.to_owned() };
    body(&row.ok_or_else(missing).map_err(qabul_core::refusal::Refusal::from)?)
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
