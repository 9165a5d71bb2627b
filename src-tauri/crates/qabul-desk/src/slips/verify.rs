//! Verifying the digits of a slip's QR against the keys this registry trusts.

use ed25519_dalek::VerifyingKey;
use qabul_core::code::{CodeFault, KeyId, PaperKind, verify as check};

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
            Err(fault) => return Ok(Verdict::Invalid { fault }),
        };
        let issued = reader.issued(payload.serial)?.filter(|issued| {
            issued.work_number == payload.work_number
                && issued.sitting == payload.sitting.to_string()
        });
        let Some(issued) = issued else {
            return Ok(Verdict::Invalid { fault: CodeFault::NotIssued });
        };
        // What a key signed before it was revoked still counts.
        let by = keys.iter().find(|key| {
            VerifyingKey::from_bytes(&key.public).is_ok_and(|it| KeyId::of(&it) == payload.key)
        });
        if let Some(from) = by.and_then(|key| key.revoked_from.as_ref())
            && reader.printed_at(payload.serial)?.is_none_or(|printed| printed >= *from)
        {
            return Ok(Verdict::Invalid { fault: CodeFault::KeyRevoked { key: payload.key } });
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
