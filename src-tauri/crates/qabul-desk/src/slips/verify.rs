//! Verifying the digits of a slip's QR against the keys this registry trusts.

use ed25519_dalek::VerifyingKey;
use qabul_core::code::{CodeFault, PaperKind, verify as check};

use crate::desk::Desk;
use crate::failure::Failure;
use crate::views::slips::{Verdict, VerifyRequest};

/// `slips.verify`
pub(crate) fn verify(desk: &Desk, request: &VerifyRequest) -> Result<Verdict, Failure> {
    desk.read(|reader| {
        let sample = reader.registry()?.sample;
        let keys = reader.trusted_keys()?;
        let trusted: Vec<VerifyingKey> =
            keys.iter().filter_map(|key| VerifyingKey::from_bytes(key).ok()).collect();
        let payload = match check(&request.digits, PaperKind::AdmissionSlip, sample, &trusted) {
            Ok(payload) => payload,
            Err(fault) => return Ok(Verdict::Invalid { fault }),
        };
        let entry = reader.entry_of_serial(payload.serial)?;
        let facts = entry.map(|id| reader.entry(id)).transpose()?.flatten().filter(|facts| {
            facts.work_number == payload.work_number && facts.sitting == payload.sitting.to_string()
        });
        let Some(facts) = facts else {
            return Ok(Verdict::Invalid { fault: CodeFault::NotIssued });
        };
        let newest = match entry {
            Some(id) => reader.slips_of(id)?.first().map(|slip| slip.serial),
            None => None,
        };
        Ok(Verdict::Valid {
            sitting: payload.sitting,
            work_number: payload.work_number.checked(),
            serial: payload.serial,
            sample: payload.sample,
            name: Some(facts.person.candidate.name.full()),
            superseded: newest.is_some_and(|newest| newest != payload.serial),
        })
    })
}
