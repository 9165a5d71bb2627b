//! Sealed bundles: age files for public recipients, which only a private key that lies elsewhere
//! opens.
//!
//! A bundle is an age file of version 1 and nothing else, so that `age -d` opens it where this
//! program is gone. Inside stand a line that names its form, one line of JSON that says what it
//! holds, and the body to its end. The file's own key is drawn by age from the system; everything
//! else comes from the caller.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{BufRead, BufReader, Read, Write};
use std::str::FromStr;

use age::secrecy::ExposeSecret;
use age::{DecryptError, Decryptor, Encryptor};
use bech32::{Bech32, Hrp};
use serde::{Deserialize, Serialize};

/// The first line inside.
const FORM: &str = "qabul-backup/1\n";
/// The longest line of JSON that is read: no manifest is nearly as long.
const LONGEST_MANIFEST: u64 = 65_536;

/// Why a bundle cannot be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum SealedError {
    /// Sealed to other keys than the one at hand.
    #[error("sealed to other keys")]
    WrongKey,
    /// Not what was sealed: cut short, changed, or no bundle at all.
    #[error("the sealed file is damaged")]
    Damaged,
    /// Sealed by a newer edition.
    #[error("sealed by a newer edition")]
    Newer,
    /// The file system.
    #[error("file: {0}")]
    Io(#[from] std::io::Error),
}

/// A public key to seal to: `age1…`.
#[derive(Clone)]
pub struct Recipient(age::x25519::Recipient);

impl FromStr for Recipient {
    type Err = &'static str;

    /// Reads `age1…`, spaces around it left out.
    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        typed.trim().to_ascii_lowercase().parse().map(Self)
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A private key to open with. Nothing shows it but [`Identity::spelled`].
pub struct Identity(age::x25519::Identity);

impl Identity {
    /// The key of 32 bytes that nobody can foresee.
    ///
    /// # Panics
    /// Never: every 32 bytes are a key.
    #[must_use]
    pub fn of_chance(chance: &[u8; 32]) -> Self {
        let spelled = bech32::encode::<Bech32>(Hrp::parse_unchecked("age-secret-key-"), chance);
        let spelled = spelled.expect("32 bytes are short enough").to_ascii_uppercase();
        Self(spelled.parse().expect("32 bytes are a key"))
    }

    /// The key in a text: the first word of it that is one, whatever else is written around; a key
    /// written in groups of a sheet of paper is put together again.
    #[must_use]
    pub fn found_in(text: &str) -> Option<Self> {
        let word = text.split_whitespace().find_map(|word| word.parse().ok());
        let grouped = || {
            let joined: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            let upper = joined.to_ascii_uppercase();
            // 15 letters of the prefix, a 1, 52 of the key, 6 that check it.
            let from = upper.find("AGE-SECRET-KEY-")?;
            upper.get(from..from + 74)?.parse().ok()
        };
        word.or_else(grouped).map(Self)
    }

    /// The public key that belongs to it.
    #[must_use]
    pub fn recipient(&self) -> Recipient {
        Recipient(self.0.to_public())
    }

    /// `AGE-SECRET-KEY-1…`: for the sheet of paper, once.
    #[must_use]
    pub fn spelled(&self) -> String {
        self.0.to_string().expose_secret().to_owned()
    }
}

/// What a sealed registry says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Schema of the registry.
    pub schema: u32,
    /// Whether it is the sample.
    pub sample: bool,
    /// The center.
    pub center: String,
    /// When the snapshot was taken, as the journal writes moments.
    pub at: String,
    /// Rows by table.
    pub counts: BTreeMap<String, u64>,
    /// Number of the last act in the journal.
    pub act: i64,
    /// Digest of that act, in hexadecimal.
    pub head: String,
    /// Bytes of the registry file that follows.
    pub bytes: u64,
}

/// Seals bytes to every recipient.
///
/// # Errors
/// What reading and writing say.
///
/// # Panics
/// Without any recipient.
pub fn seal(
    recipients: &[Recipient],
    body: &mut dyn Read,
    out: impl Write,
) -> Result<(), SealedError> {
    let recipients = recipients.iter().map(|Recipient(key)| key as &dyn age::Recipient);
    let encryptor = Encryptor::with_recipients(recipients).expect("recipients of one kind");
    let mut sealing = encryptor.wrap_output(out)?;
    std::io::copy(body, &mut sealing)?;
    sealing.finish()?.flush()?;
    Ok(())
}

/// Opens what [`seal`] sealed. Damage further in shows as an error of kind `InvalidData` or
/// `UnexpectedEof` while it is read.
///
/// # Errors
/// [`SealedError::WrongKey`], [`SealedError::Damaged`].
pub fn open(identity: &Identity, sealed: impl BufRead) -> Result<impl Read, SealedError> {
    let decryptor = Decryptor::new_buffered(sealed).map_err(told)?;
    decryptor.decrypt(std::iter::once(&identity.0 as &dyn age::Identity)).map_err(told)
}

/// Seals a registry file behind its manifest.
///
/// # Errors
/// As [`seal`].
pub fn seal_registry(
    recipients: &[Recipient],
    manifest: &Manifest,
    body: &mut dyn Read,
    out: impl Write,
) -> Result<(), SealedError> {
    let manifest = serde_json::to_string(manifest).map_err(std::io::Error::other)?;
    let head = format!("{FORM}{manifest}\n");
    seal(recipients, &mut head.as_bytes().chain(body), out)
}

/// The manifest of a sealed registry, and the reader of the registry file behind it.
///
/// # Errors
/// As [`open`]; [`SealedError::Newer`] of a form that is not known here.
pub fn open_registry(
    identity: &Identity,
    sealed: impl BufRead,
) -> Result<(Manifest, impl Read), SealedError> {
    let mut inside = BufReader::new(open(identity, sealed)?);
    let form = line(&mut inside)?;
    if form != FORM {
        let ours = form.starts_with("qabul-backup/");
        return Err(if ours { SealedError::Newer } else { SealedError::Damaged });
    }
    let manifest = line(&mut inside)?;
    let manifest = serde_json::from_str(&manifest).map_err(|_| SealedError::Newer)?;
    Ok((manifest, inside))
}

fn line(inside: &mut impl BufRead) -> Result<String, SealedError> {
    let mut line = String::new();
    inside.take(LONGEST_MANIFEST).read_line(&mut line).map_err(broken)?;
    Ok(line)
}

/// What an error while reading a sealed file means.
#[must_use]
pub fn broken(error: std::io::Error) -> SealedError {
    match error.kind() {
        std::io::ErrorKind::InvalidData | std::io::ErrorKind::UnexpectedEof => SealedError::Damaged,
        _ => SealedError::Io(error),
    }
}

fn told(error: DecryptError) -> SealedError {
    match error {
        DecryptError::NoMatchingKeys => SealedError::WrongKey,
        DecryptError::Io(error) => broken(error),
        _ => SealedError::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        Manifest {
            schema: 7,
            sample: true,
            center: "Mərkəz".to_owned(),
            at: "2026-06-15T10:12:00+04:00".to_owned(),
            counts: BTreeMap::from([("candidate".to_owned(), 40)]),
            act: 9,
            head: "00".to_owned(),
            bytes: 200_000,
        }
    }

    fn opened(key: &Identity, sealed: &[u8]) -> Result<(Manifest, Vec<u8>), SealedError> {
        let (manifest, mut inside) = open_registry(key, sealed)?;
        let mut body = Vec::new();
        inside.read_to_end(&mut body).map_err(broken)?;
        Ok((manifest, body))
    }

    #[test]
    fn either_of_two_keys_opens_and_no_third() {
        let keys = [1, 2, 3].map(|byte| Identity::of_chance(&[byte; 32]));
        let recipients = [keys[0].recipient(), keys[1].recipient()];
        let body: Vec<u8> = (0..200_000u32).map(|it| it.to_le_bytes()[0]).collect();
        let mut sealed = Vec::new();
        seal_registry(&recipients, &manifest(), &mut body.as_slice(), &mut sealed).unwrap();
        for key in &keys[..2] {
            assert_eq!(opened(key, &sealed).unwrap(), (manifest(), body.clone()));
        }
        assert!(matches!(opened(&keys[2], &sealed), Err(SealedError::WrongKey)));
        // Whatever is cut or changed behind the keys' own lines is damage, never another registry.
        let payload = sealed.windows(4).position(|it| it == b"\n---").unwrap();
        for at in [0, payload + 10, payload + 80, sealed.len() / 2, sealed.len() - 1] {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(matches!(opened(&keys[0], &changed), Err(SealedError::Damaged)), "{at}");
            assert!(matches!(opened(&keys[0], &sealed[..at]), Err(SealedError::Damaged)), "{at}");
        }
    }

    #[test]
    fn a_key_is_found_in_what_a_sheet_of_paper_says() {
        let key = Identity::of_chance(&[7; 32]);
        let spelled = key.spelled();
        assert!(spelled.starts_with("AGE-SECRET-KEY-1") && spelled.len() == 74);
        let groups: Vec<&str> = (0..74).step_by(6).map(|at| &spelled[at..74.min(at + 6)]).collect();
        for text in [
            spelled.clone(),
            format!("# created: today\n# public key: age1…\n{spelled}\n"),
            format!(
                "Bərpa açarı\n\n{}\n{}\n\nSaxlayın.",
                groups[..7].join(" "),
                groups[7..].join(" ")
            ),
            groups.join(" ").to_ascii_lowercase(),
        ] {
            let found = Identity::found_in(&text).expect(&text);
            assert_eq!(found.recipient().to_string(), key.recipient().to_string());
        }
        assert!(Identity::found_in("AGE-SECRET-KEY-1QQQ").is_none());
        let typed = format!(" {} ", qabul_core::text::ascii_upper(&key.recipient().to_string()));
        assert!(typed.parse::<Recipient>().is_ok());
        assert!("age1qqq".parse::<Recipient>().is_err());
    }
}
