//! Keys that papers and heads of the journal are signed with: each workstation has its own.
//!
//! The registry knows the public halves. The private half lies in the key store of the system where
//! one answers, else in a file of `keys/` under a passphrase; a sample's lies in the sample.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::path::PathBuf;

use age::secrecy::SecretString;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use qabul_core::code::KeyId;
use qabul_core::fault::{FieldFault, ValueFault};
use qabul_core::journal::{Deed, Head};
use qabul_core::refusal::Refusal;
use qabul_core::staff;
use qabul_store::{AnchorRow, Kept, KeyRow, Member, NewKey, Reader};
use serde_json::json;

use crate::desk::{Desk, Done};
use crate::failure::{Breakage, Failure};
use crate::views::Nothing;
use crate::views::keys::{AddKey, KeyLine, KeyPlace, KeyRequest, Keys, UnlockKey};

/// The keys of this workstation that were unlocked, by their public halves.
pub(crate) type Unlocked = HashMap<[u8; 32], SigningKey>;

/// Two to the power of this many rounds: about a quarter of a second, as one types it once a day.
const WORK: u8 = 16;

/// The key this workstation signs with.
///
/// # Errors
/// [`Refusal::NoKey`] where it has none, [`Refusal::KeyLocked`] where its passphrase was not given yet.
pub(crate) fn of_here(desk: &Desk, reader: &Reader<'_>) -> Result<SigningKey, Failure> {
    let row = reader.key_of(desk.station())?.ok_or(Refusal::NoKey)?;
    if let Kept::Sample { secret } = row.kept {
        return Ok(SigningKey::from_bytes(&secret));
    }
    let unlocked = desk.unlocked().get(&row.public).cloned();
    match (unlocked, row.kept) {
        (Some(key), _) => Ok(key),
        (None, Kept::KeyStore) => of_store(desk, &row.public),
        (None, _) => Err(Refusal::KeyLocked.into()),
    }
}

/// The key in the key store of the system, which is asked once a day as one's passphrase is.
fn of_store(desk: &Desk, public: &[u8; 32]) -> Result<SigningKey, Failure> {
    let store = desk.host().key_store().ok_or(Refusal::KeyStoreSilent)?;
    let secret = store.secret(&name(public)?).map_err(|error| {
        tracing::warn!(%error, "the key store of the system gave no key");
        Refusal::KeyStoreSilent
    })?;
    unlocked(desk, public, &secret).ok_or(Refusal::KeyStoreSilent.into())
}

/// Takes a secret as the private half of a public key; nothing where it is not.
fn unlocked(desk: &Desk, public: &[u8; 32], secret: &[u8; 32]) -> Option<SigningKey> {
    let key = SigningKey::from_bytes(secret);
    if key.verifying_key().to_bytes() != *public {
        return None;
    }
    desk.unlocked().insert(*public, key.clone());
    Some(key)
}

/// The eight digits of a key, which every code names.
pub(crate) fn name(public: &[u8; 32]) -> Result<String, Failure> {
    let key = VerifyingKey::from_bytes(public);
    Ok(KeyId::of(&key.map_err(|error| Breakage::program("key", &error))?).digits())
}

fn file_of(desk: &Desk, public: &[u8; 32]) -> Result<PathBuf, Failure> {
    let folder = desk.folder().ok_or(Refusal::NoRegistry)?.join("keys");
    Ok(folder.join(format!("{}.key", name(public)?)))
}

/// What is signed of a head.
fn message(head: &Head) -> Vec<u8> {
    let mut message = b"qabul/journal-head/1\n".to_vec();
    message.extend(head.station.to_be_bytes());
    message.extend(head.number.to_be_bytes());
    message.extend(head.digest);
    message
}

/// The public half and the signature of a head.
pub(crate) fn signed(key: &SigningKey, head: &Head) -> ([u8; 32], [u8; 64]) {
    (key.verifying_key().to_bytes(), key.sign(&message(head)).to_bytes())
}

/// Whether the signature of an anchor, if it has one, is of one of the keys and holds.
pub(crate) fn holds(anchor: &AnchorRow, keys: &[KeyRow]) -> bool {
    let Some((public, signature)) = anchor.signed else { return true };
    let known = keys.iter().any(|key| key.public == public);
    let key = VerifyingKey::from_bytes(&public);
    let signature = Signature::from_bytes(&signature);
    known && key.is_ok_and(|key| key.verify_strict(&message(&anchor.head), &signature).is_ok())
}

/// `keys.list`
pub(crate) fn list(desk: &Desk, _: &Nothing) -> Result<Keys, Failure> {
    let (keys, here) = desk.read(|reader| Ok((reader.keys()?, reader.key_of(desk.station())?)))?;
    let locked = match &here {
        None => false,
        Some(_) => desk.read(|reader| Ok(of_here(desk, reader).is_err()))?,
    };
    let here = here.map(|row| row.id);
    let line = |row: KeyRow| -> Result<KeyLine, Failure> {
        Ok(KeyLine {
            id: row.id,
            number: name(&row.public)?,
            station: row.station.2.clone(),
            here: here == Some(row.id),
            kept: match row.kept {
                Kept::Sample { .. } => KeyPlace::Sample,
                Kept::KeyStore => KeyPlace::KeyStore,
                Kept::File => KeyPlace::File,
                Kept::Nowhere => KeyPlace::Nowhere,
            },
            admitted_by: row.admitted_by.clone(),
            valid_from: row.valid_from.clone(),
            valid_to: row.valid_to.clone(),
            revoked_from: row.revoked_from,
        })
    };
    Ok(Keys {
        keys: keys.into_iter().map(line).collect::<Result<_, _>>()?,
        station: desk.station().name.clone(),
        has_key: here.is_some(),
        locked,
        key_store: desk.host().key_store().is_some(),
    })
}

/// `keys.add`: this workstation signs with a new key from now on; what the former one signed still
/// verifies.
pub(crate) fn add(desk: &Desk, request: &AddKey) -> Result<Keys, Failure> {
    let may = desk.may(Deed::AddKey)?;
    let key = SigningKey::from_bytes(&desk.host().chance());
    let public = key.verifying_key().to_bytes();
    let kept = keep(desk, &key, request)?;
    let now = desk.host().now();
    desk.change(&may, |tx, act| {
        if tx.registry()?.sample {
            return Err(Refusal::SampleThere.into());
        }
        if let Some(former) = tx.key_of(desk.station())? {
            tx.retire_key(former.id, now)?;
        }
        let new = NewKey { station: desk.station(), public, kept, admitted_by: may.by(), at: now };
        let after = json!({ "key": name(&public)?, "station": desk.station().name });
        let record = tx.add_key(&new)?;
        act.member(&Member { kind: "key", record, before: None, after: Some(after.to_string()) })?;
        Ok(Done { answer: (), facts: json!({}) })
    })?;
    desk.unlocked().insert(public, key);
    list(desk, &Nothing {})
}

/// Puts the private half where it will lie, before the registry names it.
fn keep(desk: &Desk, key: &SigningKey, request: &AddKey) -> Result<Kept, Failure> {
    let public = key.verifying_key().to_bytes();
    if let Some(store) = desk.host().key_store() {
        match store.keep(&name(&public)?, &key.to_bytes()) {
            Ok(()) => return Ok(Kept::KeyStore),
            Err(error) => tracing::warn!(%error, "the key store of the system took no key"),
        }
    }
    let missing = || Refusal::from(FieldFault::of("passphrase", ValueFault::Missing));
    let passphrase = request.passphrase.as_ref().ok_or_else(missing)?;
    staff::password(&passphrase.0, "")
        .map_err(|fault| Refusal::from(FieldFault::of("passphrase", fault.fault)))?;
    let path = file_of(desk, &public)?;
    let sealed =
        sealed(&key.to_bytes(), &passphrase.0).map_err(|error| Breakage::program("key", &error))?;
    let written = std::fs::create_dir_all(path.parent().unwrap_or(&path))
        .and_then(|()| private(&path)?.write_all(&sealed));
    written.map_err(|error| Breakage::of_io(&error, &path))?;
    Ok(Kept::File)
}

/// A new file that nobody else of the machine reads.
fn private(path: &std::path::Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn sealed(secret: &[u8; 32], passphrase: &str) -> std::io::Result<Vec<u8>> {
    let mut recipient = age::scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
    recipient.set_work_factor(WORK);
    let recipients: [&dyn age::Recipient; 1] = [&recipient];
    let encryptor = age::Encryptor::with_recipients(recipients.into_iter());
    let mut bytes = Vec::new();
    let mut writer = encryptor.map_err(std::io::Error::other)?.wrap_output(&mut bytes)?;
    writer.write_all(secret)?;
    writer.finish()?;
    Ok(bytes)
}

/// The secret in a sealed file; nothing where the passphrase is another.
fn opened(bytes: &[u8], passphrase: &str) -> Option<[u8; 32]> {
    let mut identity = age::scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
    // A file that asks for far more work than ours was not made here.
    identity.set_max_work_factor(WORK + 4);
    let identities: [&dyn age::Identity; 1] = [&identity];
    let mut reader = age::Decryptor::new(bytes).ok()?.decrypt(identities.into_iter()).ok()?;
    let mut secret = Vec::new();
    reader.read_to_end(&mut secret).ok()?;
    secret.try_into().ok()
}

/// `keys.unlock`: until the program ends.
pub(crate) fn unlock(desk: &Desk, request: &UnlockKey) -> Result<Keys, Failure> {
    let row = desk.read(|reader| Ok(reader.key_of(desk.station())?))?.ok_or(Refusal::NoKey)?;
    if row.kept == Kept::KeyStore {
        of_store(desk, &row.public)?;
        return list(desk, &Nothing {});
    }
    let missing = || Refusal::from(FieldFault::of("passphrase", ValueFault::Missing));
    let passphrase = request.passphrase.as_ref().ok_or_else(missing)?;
    let path = file_of(desk, &row.public)?;
    let bytes = crate::files::key(&path)?;
    let secret = opened(&bytes, &passphrase.0).ok_or(Refusal::WrongPassphrase)?;
    unlocked(desk, &row.public, &secret).ok_or(Refusal::WrongPassphrase)?;
    list(desk, &Nothing {})
}

/// `keys.retire`
pub(crate) fn retire(desk: &Desk, request: &KeyRequest) -> Result<Keys, Failure> {
    let may = desk.may(Deed::RetireKey)?;
    let now = desk.host().now();
    desk.change(&may, |tx, act| {
        let row = tx.keys()?.into_iter().find(|row| row.id == request.id && row.in_use());
        let row = row.ok_or(Refusal::NoKey)?;
        if matches!(row.kept, Kept::Sample { .. }) {
            return Err(Refusal::SampleThere.into());
        }
        tx.retire_key(row.id, now)?;
        let after =
            json!({ "key": name(&row.public)?, "valid_to": qabul_core::journal::stamp(now) });
        let after = Some(after.to_string());
        act.member(&Member { kind: "key", record: row.id, before: None, after })?;
        Ok(Done { answer: (), facts: json!({}) })
    })?;
    list(desk, &Nothing {})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_key_opens_with_its_passphrase_alone() {
        let bytes = sealed(&[7; 32], "dəniz qıraqda").unwrap();
        assert_eq!(opened(&bytes, "dəniz qıraqda"), Some([7; 32]));
        assert_eq!(opened(&bytes, "dəniz qiraqda"), None);
        assert_eq!(opened(b"nonsense", "dəniz qıraqda"), None);
        assert!(!bytes.windows(8).any(|part| part == [7; 8]));
    }

    #[test]
    fn a_signed_head_holds_under_a_known_key_alone() {
        let key = SigningKey::from_bytes(&[3; 32]);
        let head = Head { station: 1, number: 9, digest: [5; 32] };
        let row = KeyRow {
            id: 1,
            station: (1, [0; 16], String::new()),
            public: key.verifying_key().to_bytes(),
            kept: Kept::File,
            admitted_by: String::new(),
            valid_from: String::new(),
            valid_to: None,
            revoked_from: None,
        };
        let anchor = AnchorRow { head, signed: Some(signed(&key, &head)), at: String::new() };
        assert!(holds(&anchor, std::slice::from_ref(&row)));
        assert!(!holds(&anchor, &[]), "of a stranger");
        let moved = AnchorRow { head: Head { number: 10, ..head }, ..anchor.clone() };
        assert!(!holds(&moved, std::slice::from_ref(&row)));
    }
}
