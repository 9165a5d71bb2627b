//! The signed code of a paper: 193 decimal digits, written as a QR that any scanner types alike.
//!
//! Layout and test vectors stand in `tests/data/qr.md`. Digits only, because a keyboard-wedge
//! scanner types digits the same under every layout. No name, FİN, birth date or seat is in it.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;

use crate::application::WorkNumber;
use crate::campaign::{Programme, SittingId};

/// Digits of the payload before the signature.
pub const PAYLOAD_DIGITS: usize = 38;
/// Digits of an Ed25519 signature read as one big-endian number: 2^512 has 155.
pub const SIGNATURE_DIGITS: usize = 155;
/// Digits of a whole code; they fit a QR of version 5 at level M.
pub const CODE_DIGITS: usize = PAYLOAD_DIGITS + SIGNATURE_DIGITS;

const VERSION: u64 = 1;

/// The kinds of paper that carry a code. A code of one kind never verifies as another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    /// buraxılış vərəqəsi
    AdmissionSlip,
    /// imtahandan azad edilmə haqqında bildiriş
    ExemptionNotice,
}

impl PaperKind {
    const fn number(self) -> u64 {
        match self {
            Self::AdmissionSlip => 1,
            Self::ExemptionNotice => 2,
        }
    }

    fn of_number(number: u64) -> Option<Self> {
        [Self::AdmissionSlip, Self::ExemptionNotice]
            .into_iter()
            .find(|kind| kind.number() == number)
    }

    /// Signed before the payload, so that no signature can be carried to another kind of paper
    /// even if its digits were made to agree.
    const fn domain(self) -> &'static [u8] {
        match self {
            Self::AdmissionSlip => b"qabul/paper-code/1/admission-slip\n",
            Self::ExemptionNotice => b"qabul/paper-code/1/exemption-notice\n",
        }
    }
}

/// The eight digits by which a signing key is known: SHA-256 of the public key's first eight
/// bytes as a number, modulo 10^8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct KeyId(#[ts(type = "number")] u64);

impl KeyId {
    /// The id of a public key.
    #[must_use]
    pub fn of(key: &VerifyingKey) -> Self {
        let digest = Sha256::digest(key.as_bytes());
        let mut head = [0; 8];
        head.copy_from_slice(&digest[..8]);
        Self(u64::from_be_bytes(head) % 100_000_000)
    }

    /// Eight digits.
    #[must_use]
    pub fn digits(self) -> String {
        format!("{:08}", self.0)
    }
}

/// What the payload of a code says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Payload {
    /// Kind of paper.
    pub kind: PaperKind,
    /// Whether the paper belongs to a sample round.
    pub sample: bool,
    /// The key that signed it.
    pub key: KeyId,
    /// The sitting.
    pub sitting: SittingId,
    /// The work number.
    pub work_number: WorkNumber,
    /// The serial number, below 10^10.
    pub serial: u64,
}

/// Why digits are no code, or not a trusted one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, TS)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum CodeFault {
    /// Something other than digits, or too few or too many.
    #[error("a code has {CODE_DIGITS} digits; {found} characters were read")]
    Length {
        /// Characters read.
        #[ts(type = "number")]
        found: usize,
    },
    /// A version made by another edition of this program.
    #[error("version {version} of the code is not known here")]
    Version {
        /// The version.
        #[ts(type = "number")]
        version: u64,
    },
    /// A kind of paper made by another edition of this program.
    #[error("kind of paper {kind} is not known here")]
    Kind {
        /// The number of the kind.
        #[ts(type = "number")]
        kind: u64,
    },
    /// The paper is of another kind than the one asked for.
    #[error("this is another kind of paper")]
    OtherKind {
        /// The kind it is.
        found: PaperKind,
    },
    /// Digits that no paper has.
    #[error("the payload is broken")]
    Payload,
    /// Signed by a key that this registry does not trust.
    #[error("key {} is not trusted here", key.digits())]
    UnknownKey {
        /// The key.
        key: KeyId,
    },
    /// Signed by a key after it was revoked.
    #[error("key {} was revoked before this was printed", key.digits())]
    KeyRevoked {
        /// The key.
        key: KeyId,
    },
    /// A sample shown to a real registry, or the other way round.
    #[error("a sample paper")]
    Sample,
    /// Signed here, but no printed slip has this serial for this work number.
    #[error("no slip of this serial was printed")]
    NotIssued,
    /// The signature does not belong to the payload: a digit was changed or the paper is forged.
    #[error("the signature does not hold")]
    Signature,
}

impl Payload {
    /// The 38 digits.
    #[must_use]
    pub fn digits(&self) -> String {
        let SittingId { programme, year, stage, attempt } = self.sitting;
        format!(
            "{VERSION:02}{:02}{}{}{:02}{year:04}{stage}{attempt}0{}{:010}",
            self.kind.number(),
            u8::from(self.sample),
            self.key.digits(),
            programme.number(),
            self.work_number.digits(),
            self.serial,
        )
    }

    /// Reads the 38 digits back.
    fn read(digits: &str) -> Result<Self, CodeFault> {
        let mut rest = digits;
        let mut take = |count: usize| {
            let (head, tail) = rest.split_at_checked(count).ok_or(CodeFault::Payload)?;
            rest = tail;
            head.parse::<u64>().map_err(|_| CodeFault::Payload)
        };
        let version = take(2)?;
        if version != VERSION {
            return Err(CodeFault::Version { version });
        }
        let kind_number = take(2)?;
        let kind =
            PaperKind::of_number(kind_number).ok_or(CodeFault::Kind { kind: kind_number })?;
        let sample = match take(1)? {
            0 => false,
            1 => true,
            _ => return Err(CodeFault::Payload),
        };
        let key = KeyId(take(8)?);
        let programme_number = take(2)?;
        let programme = [Programme::Residency, Programme::Doctoral]
            .into_iter()
            .find(|p| u64::from(p.number()) == programme_number)
            .ok_or(CodeFault::Payload)?;
        let small = |number: u64| u8::try_from(number).map_err(|_| CodeFault::Payload);
        let year = u16::try_from(take(4)?).map_err(|_| CodeFault::Payload)?;
        let (stage, attempt) = (small(take(1)?)?, small(take(1)?)?);
        if take(1)? != 0 {
            return Err(CodeFault::Payload);
        }
        let work_number = u32::try_from(take(6)?).map_err(|_| CodeFault::Payload)?;
        let serial = take(10)?;
        Ok(Self {
            kind,
            sample,
            key,
            sitting: SittingId { programme, year, stage, attempt },
            work_number: work_number.try_into().map_err(|_| CodeFault::Payload)?,
            serial,
        })
    }

    /// The whole code: payload and signature.
    ///
    /// # Panics
    /// Never: the key's id is taken from the key itself before signing.
    #[must_use]
    pub fn sign(mut self, key: &SigningKey) -> String {
        self.key = KeyId::of(&key.verifying_key());
        let digits = self.digits();
        let signature = key.sign(&message(self.kind, &digits));
        digits + &number_of(&signature.to_bytes())
    }
}

fn message(kind: PaperKind, payload: &str) -> Vec<u8> {
    [kind.domain(), payload.as_bytes()].concat()
}

/// Checks a code against the keys that a registry trusts.
///
/// `sample` says whether that registry is a sample: papers of the other sort are refused even when
/// somebody trusted the key.
///
/// # Errors
/// A [`CodeFault`] that names the first thing wrong; any changed digit is one.
pub fn verify(
    code: &str,
    kind: PaperKind,
    sample: bool,
    trusted: &[VerifyingKey],
) -> Result<Payload, CodeFault> {
    let code = code.trim();
    if code.len() != CODE_DIGITS || !code.bytes().all(|b| b.is_ascii_digit()) {
        return Err(CodeFault::Length { found: code.chars().count() });
    }
    let (digits, signature) = code.split_at(PAYLOAD_DIGITS);
    let payload = Payload::read(digits)?;
    if payload.kind != kind {
        return Err(CodeFault::OtherKind { found: payload.kind });
    }
    let key = trusted
        .iter()
        .find(|key| KeyId::of(key) == payload.key)
        .ok_or(CodeFault::UnknownKey { key: payload.key })?;
    let signature = Signature::from_bytes(&bytes_of(signature).ok_or(CodeFault::Signature)?);
    key.verify_strict(&message(kind, digits), &signature).map_err(|_| CodeFault::Signature)?;
    if payload.sample == sample { Ok(payload) } else { Err(CodeFault::Sample) }
}

/// 64 bytes, big-endian, as 155 decimal digits with leading zeros.
fn number_of(bytes: &[u8; 64]) -> String {
    const GROUP: u64 = 1_000_000_000;
    let mut limbs: [u32; 16] = std::array::from_fn(|at| {
        u32::from_be_bytes([bytes[at * 4], bytes[at * 4 + 1], bytes[at * 4 + 2], bytes[at * 4 + 3]])
    });
    let mut groups = [0; 18];
    for group in groups.iter_mut().rev() {
        let mut rest = 0;
        for limb in &mut limbs {
            let value = (rest << 32) | u64::from(*limb);
            *limb = u32::try_from(value / GROUP).unwrap_or(u32::MAX);
            rest = value % GROUP;
        }
        *group = rest;
    }
    let digits: String = groups.iter().map(|group| format!("{group:09}")).collect();
    digits[digits.len() - SIGNATURE_DIGITS..].to_owned()
}

/// The inverse of [`number_of`]; `None` for a number of more than 512 bits.
fn bytes_of(digits: &str) -> Option<[u8; 64]> {
    let mut limbs = [0u32; 16];
    for digit in digits.bytes() {
        let mut carry = u64::from(digit - b'0');
        for limb in limbs.iter_mut().rev() {
            let value = u64::from(*limb) * 10 + carry;
            *limb = u32::try_from(value & 0xffff_ffff).ok()?;
            carry = value >> 32;
        }
        if carry != 0 {
            return None;
        }
    }
    let mut bytes = [0; 64];
    for (chunk, limb) in bytes.chunks_exact_mut(4).zip(limbs) {
        chunk.copy_from_slice(&limb.to_be_bytes());
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> SigningKey {
        SigningKey::from_bytes(&[7; 32])
    }

    fn payload(work_number: u32, serial: u64) -> Payload {
        Payload {
            kind: PaperKind::AdmissionSlip,
            sample: true,
            key: KeyId::of(&key().verifying_key()),
            sitting: "residency-2026-1-2".parse().unwrap(),
            work_number: work_number.try_into().unwrap(),
            serial,
        }
    }

    fn check(code: &str) -> Result<Payload, CodeFault> {
        verify(code, PaperKind::AdmissionSlip, true, &[key().verifying_key()])
    }

    #[test]
    fn a_code_reads_back_and_any_changed_digit_is_refused() {
        let code = payload(204_817, 817).sign(&key());
        assert_eq!(code.len(), CODE_DIGITS);
        assert_eq!(check(&code), Ok(payload(204_817, 817)));
        for at in 0..code.len() {
            for digit in b'0'..=b'9' {
                let mut changed = code.clone().into_bytes();
                if changed[at] != digit {
                    changed[at] = digit;
                    let changed = String::from_utf8(changed).unwrap();
                    assert!(check(&changed).is_err(), "digit {at} became {digit}");
                }
            }
        }
    }

    #[test]
    fn every_payload_reads_back() {
        proptest::proptest!(|(work in 0u32..=999_999, serial in 0u64..10_000_000_000)| {
            let whole = payload(work, serial);
            proptest::prop_assert_eq!(check(&whole.sign(&key())), Ok(whole));
        });
    }

    #[test]
    fn numbers_and_bytes_are_inverse() {
        proptest::proptest!(|(bytes in proptest::collection::vec(0u8.., 64))| {
            let bytes: [u8; 64] = bytes.try_into().unwrap();
            proptest::prop_assert_eq!(bytes_of(&number_of(&bytes)), Some(bytes));
        });
        assert_eq!(bytes_of(&"9".repeat(SIGNATURE_DIGITS)), None);
    }

    #[test]
    fn one_kind_never_verifies_as_another() {
        let code = payload(1, 1).sign(&key());
        let trusted = [key().verifying_key()];
        assert_eq!(
            verify(&code, PaperKind::ExemptionNotice, true, &trusted),
            Err(CodeFault::OtherKind { found: PaperKind::AdmissionSlip })
        );
        // Even with the digits of the kind rewritten, the domain string keeps the signature apart.
        let moved = format!("{}02{}", &code[..2], &code[4..]);
        assert_eq!(
            verify(&moved, PaperKind::ExemptionNotice, true, &trusted),
            Err(CodeFault::Signature)
        );
    }

    #[test]
    fn what_is_unknown_is_named() {
        let code = payload(1, 1).sign(&key());
        assert_eq!(check(&format!("07{}", &code[2..])), Err(CodeFault::Version { version: 7 }));
        assert_eq!(check(&format!("0142{}", &code[4..])), Err(CodeFault::Kind { kind: 42 }));
        assert_eq!(check("12345"), Err(CodeFault::Length { found: 5 }));
        let stranger = SigningKey::from_bytes(&[8; 32]);
        assert!(matches!(check(&payload(1, 1).sign(&stranger)), Err(CodeFault::UnknownKey { .. })));
        assert_eq!(
            verify(&code, PaperKind::AdmissionSlip, false, &[key().verifying_key()]),
            Err(CodeFault::Sample)
        );
    }
}
