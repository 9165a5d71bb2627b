//! Verifying the digits of a slip's or a notice's QR against the keys this registry trusts.

use ed25519_dalek::VerifyingKey;
use qabul_core::certificate::CertificateState;
use qabul_core::code::{CodeFault, KeyId, PaperKind, Payload, verify as check};
use qabul_core::staff::MayRead;
use qabul_store::{KeyRow, Reader};

use crate::desk::Desk;
use crate::failure::Failure;
use crate::views::slips::{Verdict, VerifyRequest};

/// `slips.verify`: for anybody who holds a slip; whose it is learns only who may.
pub(crate) fn verify(desk: &Desk, request: &VerifyRequest) -> Result<Verdict, Failure> {
    let seen = desk.may_read().ok();
    desk.peek(|reader| {
        let sample = reader.registry()?.sample;
        let keys = reader.keys()?;
        let trusted: Vec<VerifyingKey> =
            keys.iter().filter_map(|key| VerifyingKey::from_bytes(&key.public).ok()).collect();
        let payload = match check(&request.digits, PaperKind::AdmissionSlip, sample, &trusted) {
            Ok(payload) => payload,
            Err(CodeFault::OtherKind { found }) => {
                return match check(&request.digits, found, sample, &trusted) {
                    Ok(payload) => notice(reader, &payload, seen),
                    Err(fault) => Ok(Verdict::Invalid { fault }),
                };
            }
            Err(fault) => return Ok(Verdict::Invalid { fault }),
        };
        let issued = reader.issued(payload.serial)?.filter(|issued| {
            issued.work_number == payload.work_number
                && issued.sitting == payload.sitting.to_string()
        });
        let Some(issued) = issued else {
            return Ok(Verdict::Invalid { fault: CodeFault::NotIssued });
        };
        let printed = reader.printed_at(payload.serial)?;
        if let Some(fault) = revoked(&keys, &payload, printed.as_deref()) {
            return Ok(Verdict::Invalid { fault });
        }
        let name = match seen {
            Some(seen) => reader.people(seen).entry(issued.entry)?,
            None => None,
        };
        Ok(Verdict::Valid {
            sitting: payload.sitting,
            work_number: payload.work_number.checked(),
            serial: payload.serial,
            sample: payload.sample,
            name: name.map(|facts| facts.person.candidate.name.full()),
            superseded: issued.superseded,
            registered: issued.registered,
        })
    })
}

/// That the key was revoked before the paper was printed; what a key signed before still counts.
fn revoked(keys: &[KeyRow], payload: &Payload, printed: Option<&str>) -> Option<CodeFault> {
    let by = keys.iter().find(|key| {
        VerifyingKey::from_bytes(&key.public).is_ok_and(|it| KeyId::of(&it) == payload.key)
    });
    let from = by?.revoked_from.as_deref()?;
    printed
        .is_none_or(|printed| printed >= from)
        .then_some(CodeFault::KeyRevoked { key: payload.key })
}

/// An exemption notice: whether it was printed here, and whether its certificate exempts still.
fn notice(
    reader: &Reader<'_>,
    payload: &Payload,
    seen: Option<MayRead>,
) -> Result<Verdict, Failure> {
    let row = reader.notice(payload.serial)?.filter(|row| {
        row.work_number == u32::from(payload.work_number)
            && row.sitting == payload.sitting.to_string()
    });
    let Some(row) = row else { return Ok(Verdict::Invalid { fault: CodeFault::NotIssued }) };
    if let Some(fault) = revoked(&reader.keys()?, payload, Some(&row.at)) {
        return Ok(Verdict::Invalid { fault });
    }
    let name = match seen {
        Some(seen) => reader.people(seen).entry(row.entry)?,
        None => None,
    };
    Ok(Verdict::Notice {
        work_number: payload.work_number.checked(),
        serial: payload.serial,
        sample: payload.sample,
        name: name.map(|facts| facts.person.candidate.name.full()),
        superseded: row.superseded,
        exempt: row.state == CertificateState::Exempt,
    })
}
