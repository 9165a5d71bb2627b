//! The vectors of `tests/data/qr.md` are what this program signs.

use ed25519_dalek::SigningKey;
use qabul_core::code::{KeyId, PaperKind, Payload, verify};

fn signed(sitting: &str, work_number: u32, serial: u64, sample: bool) -> String {
    let key = SigningKey::from_bytes(&[7; 32]);
    let payload = Payload {
        kind: PaperKind::AdmissionSlip,
        sample,
        key: KeyId::of(&key.verifying_key()),
        sitting: sitting.parse().unwrap(),
        work_number: work_number.try_into().unwrap(),
        serial,
    };
    let code = payload.sign(&key);
    let read = verify(&code, PaperKind::AdmissionSlip, sample, &[key.verifying_key()]);
    assert_eq!(read, Ok(payload));
    code
}

#[test]
fn the_written_vectors_hold() {
    let page = include_str!("../data/qr.md");
    let written: Vec<&str> = page.lines().filter(|line| line.len() == 193).collect();
    let signed = [
        signed("residency-2026-1-2", 204_817, 817, true),
        signed("doctoral-2026-1-1", 1, 9_999_999_999, false),
    ];
    assert_eq!(written, signed);
}
