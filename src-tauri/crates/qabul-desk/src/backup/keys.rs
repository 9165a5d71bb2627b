//! Who opens backups, and under which names papers are kept among them.

use std::path::{Path, PathBuf};

use qabul_core::digest::hex;
use qabul_core::fault::{FieldFault, ValueFault};
use qabul_core::refusal::{BackupRefusal, Refusal};
use qabul_exchange::sealed::{Identity, Recipient};
use qabul_store::{BackupSetUp, Reader};
use sha2::{Digest, Sha256};

use crate::desk::Desk;
use crate::failure::Failure;
use crate::files;
use crate::views::files::FileHandle;

/// Where backups go and who opens them, ready for use.
pub(super) struct Keys {
    pub(super) folder: PathBuf,
    pub(super) recipients: Vec<Recipient>,
    pub(super) naming: [u8; 32],
    /// The sample's own.
    pub(super) ready_made: bool,
}

/// The sample's private keys: the same for everyone, so that nothing asks for one there, and worth
/// nothing to any real registry.
fn of_sample(which: &str) -> Identity {
    Identity::of_chance(&Sha256::digest(format!("qabul/sample-backup/1/{which}")).into())
}

impl Keys {
    /// Those of a registry in a folder; nothing where they were never chosen.
    pub(super) fn of(reader: &Reader<'_>, home: &Path) -> Result<Option<Self>, Failure> {
        if let Some(set_up) = reader.backup()?.set_up {
            return Self::set_up(&set_up).map(Some);
        }
        if !reader.registry()?.sample {
            return Ok(None);
        }
        Ok(Some(Self {
            folder: home.join("backups"),
            recipients: ["center", "recovery"].map(|it| of_sample(it).recipient()).into(),
            naming: Sha256::digest("qabul/sample-backup/1/naming").into(),
            ready_made: true,
        }))
    }

    fn set_up(set_up: &BackupSetUp) -> Result<Self, Failure> {
        let recipients = [&set_up.center, &set_up.recovery].map(|typed| recipient(typed));
        Ok(Self {
            folder: PathBuf::from(&set_up.folder),
            recipients: recipients.into_iter().collect::<Result<_, _>>()?,
            naming: set_up.naming,
            ready_made: false,
        })
    }

    /// What stands in the names of this registry's backups, so that two may share a folder.
    pub(super) fn registry(&self) -> String {
        let digest = Sha256::digest([b"qabul/registry/1/".as_slice(), &self.naming].concat());
        short(&digest, 4)
    }
}

/// The name of a paper among the backups. Not its plain hash: who holds a photograph could look up
/// whether its owner applied, without opening anything.
pub(super) fn paper_name(naming: &[u8; 32], hash: &[u8; 32]) -> String {
    short(&Sha256::digest([b"qabul/paper/1/".as_slice(), naming, hash].concat()), 16) + ".age"
}

/// The first bytes of a digest in hexadecimal.
pub(super) fn short(digest: &[u8], bytes: usize) -> String {
    hex(&digest[..bytes.min(digest.len())])
}

/// A public key that was typed.
pub(super) fn recipient(typed: &str) -> Result<Recipient, Refusal> {
    typed.parse().map_err(|_| FieldFault::of("recipient", ValueFault::Recipient).into())
}

/// What opens a backup: the key in a file, or the sample's own where none was given.
pub(super) fn identity(desk: &Desk, file: Option<&FileHandle>) -> Result<Identity, Failure> {
    let Some(file) = file else { return Ok(of_sample("center")) };
    let path = desk.path(file)?;
    let text = String::from_utf8_lossy(&files::key(&path)?).into_owned();
    Identity::found_in(&text)
        .ok_or_else(|| BackupRefusal::NoKeyInFile { file: files::name_of(&path) }.into())
}
