//! Sealed files as they may come back: cut, changed, put together from parts, or made by somebody who
//! knows the public key and nothing else.

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::LazyLock;

use proptest::prelude::*;
use qabul_exchange::sealed::{
    Identity, Manifest, SealedError, broken, open_registry, seal, seal_registry,
};

static KEY: LazyLock<Identity> = LazyLock::new(|| Identity::of_chance(&[9; 32]));

fn manifest() -> Manifest {
    Manifest {
        schema: 7,
        sample: false,
        center: "Mərkəz".to_owned(),
        at: "2026-06-15T10:12:00+04:00".to_owned(),
        counts: BTreeMap::from([("candidate".to_owned(), 40)]),
        act: 9,
        head: "00".to_owned(),
        bytes: 70_000,
    }
}

/// Longer than one block of an age file, so that whole blocks can change places.
static BODY: LazyLock<Vec<u8>> =
    LazyLock::new(|| (0..200_000u32).map(|it| it.to_le_bytes()[0] ^ it.to_le_bytes()[1]).collect());

static SEALED: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let other = Identity::of_chance(&[8; 32]).recipient();
    let mut sealed = Vec::new();
    let recipients = [KEY.recipient(), other];
    seal_registry(&recipients, &manifest(), &mut BODY.as_slice(), &mut sealed).unwrap();
    sealed
});

fn opened(sealed: &[u8]) -> Result<(Manifest, Vec<u8>), SealedError> {
    let (manifest, mut inside) = open_registry(&KEY, sealed)?;
    let mut body = Vec::new();
    inside.read_to_end(&mut body).map_err(broken)?;
    Ok((manifest, body))
}

/// What was sealed to the key by anybody: the plain text as it is.
fn sealed_plain(plain: &[u8]) -> Vec<u8> {
    let mut sealed = Vec::new();
    seal(&[KEY.recipient()], &mut &*plain, &mut sealed).unwrap();
    sealed
}

/// One thing done to a file, by shares of its length.
#[derive(Debug, Clone)]
enum Change {
    Flip(usize, u8),
    Cut(usize),
    Out(usize, usize),
    In(usize, Vec<u8>),
    Twice(usize, usize),
    Swap(usize, usize, usize),
}

fn change() -> impl Strategy<Value = Change> {
    // Half of the places lie in the first lines, where every byte means something.
    let at = || prop_oneof![0..700usize, 0..SEALED.len()];
    prop_oneof![
        (at(), 1..=u8::MAX).prop_map(|(at, bits)| Change::Flip(at, bits)),
        at().prop_map(Change::Cut),
        (at(), 1..70_000usize).prop_map(|(at, length)| Change::Out(at, length)),
        (at(), prop::collection::vec(any::<u8>(), 1..40))
            .prop_map(|(at, bytes)| Change::In(at, bytes)),
        (at(), 1..70_000usize).prop_map(|(at, length)| Change::Twice(at, length)),
        (at(), at(), 1..70_000usize).prop_map(|(at, to, length)| Change::Swap(at, to, length)),
    ]
}

impl Change {
    fn make(&self, file: &mut Vec<u8>) {
        let length = file.len();
        let span = |at: usize, long: usize| at.min(length)..at.saturating_add(long).min(length);
        match self {
            Self::Flip(at, bits) => {
                if let Some(byte) = file.get_mut(*at) {
                    *byte ^= bits;
                }
            }
            Self::Cut(at) => file.truncate(*at),
            Self::Out(at, long) => drop(file.drain(span(*at, *long))),
            Self::In(at, bytes) => {
                let at = (*at).min(length);
                file.splice(at..at, bytes.iter().copied());
            }
            Self::Twice(at, long) => {
                let again = file[span(*at, *long)].to_vec();
                let at = (*at).min(length);
                file.splice(at..at, again);
            }
            Self::Swap(at, to, long) => {
                let (first, second) = (span(*at, *long), span(*to, *long));
                let (one, other) = (file[first.clone()].to_vec(), file[second.clone()].to_vec());
                if one.len() == other.len() {
                    file[first].copy_from_slice(&other);
                    file[second].copy_from_slice(&one);
                }
            }
        }
    }
}

proptest! {
    /// Whatever is done to it, it is what was sealed or it is refused: never another registry.
    #[test]
    fn a_changed_file_is_refused_or_is_what_was_sealed(
        changes in prop::collection::vec(change(), 1..4),
    ) {
        let mut file = SEALED.clone();
        changes.iter().for_each(|change| change.make(&mut file));
        match opened(&file) {
            Ok((found, body)) => {
                prop_assert_eq!(found, manifest());
                prop_assert!(body == *BODY, "another body");
            }
            Err(SealedError::Damaged | SealedError::WrongKey) => {}
            Err(other) => prop_assert!(false, "{other}"),
        }
    }

    /// What never was a sealed file, with and without its first line.
    #[test]
    fn any_bytes_are_refused(
        as_if in any::<bool>(),
        bytes in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let first: &[u8] = if as_if { b"age-encryption.org/v1\n-> X25519 " } else { b"" };
        let found = opened(&[first, &bytes].concat());
        prop_assert!(matches!(found, Err(SealedError::Damaged | SealedError::WrongKey)));
    }

    /// Well sealed by somebody else: any lines, with and without the right first one.
    #[test]
    fn any_plain_text_is_read_or_refused(
        form in prop_oneof![Just("qabul-backup/1\n"), Just("qabul-backup/2\n"), Just("")],
        text in "(\\PC|[\\n{}\\[\\]\":,0-9])*",
        rest in prop::collection::vec(any::<u8>(), 0..100),
    ) {
        let plain = [form.as_bytes(), text.as_bytes(), b"\n", &rest].concat();
        match open_registry(&KEY, sealed_plain(&plain).as_slice()) {
            Ok(_) => prop_assert_eq!(form, "qabul-backup/1\n"),
            Err(SealedError::Newer) => prop_assert!(plain.starts_with(b"qabul-backup/")),
            Err(SealedError::Damaged) => {}
            Err(other) => prop_assert!(false, "{other}"),
        }
    }

    /// Manifests with every field of every kind: read whole or refused, never half.
    #[test]
    fn a_manifest_is_read_whole_or_refused(
        field in prop::sample::select(vec![
            "schema", "sample", "center", "at", "counts", "act", "head", "bytes",
        ]),
        value in prop_oneof![
            Just(serde_json::Value::Null),
            any::<i64>().prop_map(Into::into),
            any::<f64>().prop_map(Into::into),
            any::<bool>().prop_map(Into::into),
            "\\PC{0,40}".prop_map(Into::into),
            prop::collection::vec(any::<u64>(), 0..3).prop_map(Into::into),
        ],
    ) {
        let mut said = serde_json::to_value(manifest()).unwrap();
        said[field] = value;
        let plain = format!("qabul-backup/1\n{said}\nbody");
        match open_registry(&KEY, sealed_plain(plain.as_bytes()).as_slice()) {
            Ok((found, mut rest)) => {
                prop_assert_eq!(serde_json::to_value(found).unwrap(), said);
                let mut body = String::new();
                rest.read_to_string(&mut body).unwrap();
                prop_assert_eq!(body, "body");
            }
            Err(SealedError::Newer) => {}
            Err(other) => prop_assert!(false, "{other}"),
        }
    }

    /// A sheet that was typed or scanned: a key is found or none, whatever stands around it.
    #[test]
    fn a_key_is_looked_for_in_any_text(before in "\\PC*", cut in 0..80usize, after in "\\PC*") {
        let spelled = KEY.spelled();
        let part = &spelled[..cut.min(spelled.len())];
        let found = Identity::found_in(&format!("{before}\n{part}\n{after}"));
        if cut >= spelled.len() {
            prop_assert!(found.is_some());
        }
    }
}
