//! The folder of backups: what their names say, which are there, how a sealed file comes there.

use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::NaiveDateTime;
use qabul_exchange::sealed::SealedError;
use sha2::{Digest, Sha256};

use super::keys::short;
use crate::failure::{Breakage, Failure};
use crate::files::name_of;

const MOMENT: &str = "%Y%m%d-%H%M%S";
const ENDING: &str = ".qabul";
/// Stands in the name of a copy that was made before a migration.
const BEFORE: &str = "schema";
/// Stands before the name of a file that is still being sealed.
const UNFINISHED: &str = ".unfinished-";
/// How long an unfinished file lies untouched before it is nobody's: a copy of the registry on another
/// computer may be writing beside this one.
const ABANDONED: Duration = Duration::from_secs(60 * 60);
/// Where papers are, beside the backups.
pub(super) const PAPERS: &str = "papers";

/// A backup by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) name: String,
    pub(super) at: NaiveDateTime,
    pub(super) bytes: u64,
    pub(super) before_migration: bool,
}

/// What a name says: registry, moment, the beginning of the file's own digest.
struct Told<'a> {
    registry: &'a str,
    at: NaiveDateTime,
    before_migration: bool,
    digest: &'a str,
}

fn told(name: &str) -> Option<Told<'_>> {
    let mut parts = name.strip_suffix(ENDING)?.strip_prefix("qabul-")?.split('-');
    let registry = parts.next()?;
    let moment = format!("{}-{}", parts.next()?, parts.next()?);
    let at = NaiveDateTime::parse_from_str(&moment, MOMENT).ok()?;
    let mut rest = parts.next()?;
    let before_migration = rest.starts_with(BEFORE);
    if before_migration {
        rest = parts.next()?;
    }
    parts.next().is_none().then_some(Told { registry, at, before_migration, digest: rest })
}

/// The backups of a registry in a folder, the newest first; none where the folder is not there.
pub(super) fn backups(folder: &Path, registry: &str) -> Vec<Found> {
    let mut found: Vec<Found> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().to_str()?.to_owned();
            let Told { at, before_migration, .. } =
                told(&name).filter(|told| told.registry == registry)?;
            let bytes = entry.metadata().ok()?.len();
            Some(Found { at, bytes, before_migration, name })
        })
        .collect();
    found.sort_by(|one, other| (other.at, &other.name).cmp(&(one.at, &one.name)));
    found
}

/// Seals into a file that has no name of its own yet, and syncs it.
fn sealed(
    folder: &Path,
    registry: &str,
    seal: impl FnOnce(&mut dyn Write) -> Result<(), SealedError>,
) -> Result<tempfile::NamedTempFile, Failure> {
    let broken = |error: std::io::Error| Failure::from(Breakage::of_io(&error, folder));
    let prefix = format!("{UNFINISHED}{registry}-");
    let mut file = tempfile::Builder::new().prefix(&prefix).tempfile_in(folder).map_err(broken)?;
    seal(&mut BufWriter::new(file.as_file_mut())).map_err(|error| sealing(error, folder))?;
    file.as_file().sync_all().map_err(broken)?;
    Ok(file)
}

/// Takes away what a backup of this registry left in the folder when it was killed.
pub(super) fn tidy(folder: &Path, registry: &str) -> Result<(), Failure> {
    let prefix = format!("{UNFINISHED}{registry}-");
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_its = entry.file_name().to_str().is_some_and(|name| name.starts_with(&prefix));
        let touched = entry.metadata().and_then(|file| file.modified());
        let untouched_for = touched.ok().and_then(|at| at.elapsed().ok());
        if is_its && untouched_for.is_some_and(|age| age > ABANDONED) {
            let path = entry.path();
            std::fs::remove_file(&path).map_err(|error| Breakage::of_io(&error, &path))?;
        }
    }
    Ok(())
}

/// Seals into a new file of the folder, whole and on the disk before it has its name, which tells
/// the digest of what is in it.
pub(super) fn add(
    folder: &Path,
    (registry, at, schema): (&str, NaiveDateTime, Option<u32>),
    seal: impl FnOnce(&mut dyn Write) -> Result<(), SealedError>,
) -> Result<(PathBuf, u64), Failure> {
    let broken = |error: std::io::Error| Failure::from(Breakage::of_io(&error, folder));
    let file = sealed(folder, registry, seal)?;
    let digest = digest_of(file.path()).map_err(broken)?;
    let before = schema.map_or_else(String::new, |schema| format!("{BEFORE}{schema}-"));
    let (moment, digest) = (at.format(MOMENT), short(&digest, 8));
    let path = folder.join(format!("qabul-{registry}-{moment}-{before}{digest}{ENDING}"));
    let bytes = file.as_file().metadata().map_err(broken)?.len();
    file.persist(&path).map_err(|error| broken(error.error))?;
    qabul_store::sync_folder(folder).map_err(broken)?;
    Ok((path, bytes))
}

/// Seals a paper under its name.
pub(super) fn add_paper(
    folder: &Path,
    (registry, name): (&str, &str),
    seal: impl FnOnce(&mut dyn Write) -> Result<(), SealedError>,
) -> Result<(), Failure> {
    let broken = |error: std::io::Error| Failure::from(Breakage::of_io(&error, folder));
    let file = sealed(folder, registry, seal)?;
    file.persist(folder.join(name)).map_err(|error| broken(error.error))?;
    Ok(())
}

/// Whether the file still is what its name says; one that was given another name says nothing.
pub(super) fn is_whole(path: &Path) -> Result<bool, Failure> {
    let name = name_of(path);
    let Some(told) = told(&name) else { return Ok(true) };
    let found = digest_of(path).map_err(|_| Breakage::Unreadable { file: name.clone() })?;
    Ok(short(&found, 8) == told.digest)
}

fn digest_of(path: &Path) -> std::io::Result<[u8; 32]> {
    let mut file = BufReader::with_capacity(1 << 16, std::fs::File::open(path)?);
    let (mut hasher, mut part) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        match file.read(&mut part)? {
            0 => return Ok(hasher.finalize().into()),
            read => hasher.update(&part[..read]),
        }
    }
}

/// A sealed file that cannot be written or opened.
pub(super) fn sealing(error: SealedError, path: &Path) -> Failure {
    use qabul_core::refusal::BackupRefusal;
    let file = name_of(path);
    match error {
        SealedError::WrongKey => BackupRefusal::WrongKey { file }.into(),
        SealedError::Damaged => Breakage::BackupDamaged { file }.into(),
        SealedError::Newer => Breakage::BackupNewer { file }.into(),
        SealedError::Io(error) => Breakage::of_io(&error, path).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_they_hold_and_others_files_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let at = |text| NaiveDateTime::parse_from_str(text, MOMENT).unwrap();
        let put = |registry: &str, moment, schema| {
            let seal = |out: &mut dyn Write| Ok(out.write_all(b"sealed")?);
            add(folder.path(), (registry, at(moment), schema), seal).unwrap().0
        };
        let first = put("aa", "20260615-101200", None);
        put("aa", "20260616-101200", Some(4));
        put("bb", "20260617-101200", None);
        std::fs::write(folder.path().join("qabul-aa-1-2-3.qabul"), "another's").unwrap();
        let found = backups(folder.path(), "aa");
        let told: Vec<_> = found.iter().map(|it| (it.at, it.bytes, it.before_migration)).collect();
        let expected = [(at("20260616-101200"), 6, true), (at("20260615-101200"), 6, false)];
        assert_eq!(told, expected);
        assert!(is_whole(&first).unwrap());
        std::fs::write(&first, "Sealed").unwrap();
        assert!(!is_whole(&first).unwrap());
    }

    #[test]
    fn what_a_killed_backup_left_goes_after_an_hour_and_nothing_else_does() {
        let folder = tempfile::tempdir().unwrap();
        let left = |name: &str, hours: u64| {
            let file = std::fs::File::create(folder.path().join(name)).unwrap();
            let age = Duration::from_secs(hours * 60 * 60 + 60);
            file.set_modified(std::time::SystemTime::now() - age).unwrap();
        };
        left(".unfinished-aa-1", 1);
        let others = [(".unfinished-aa-2", 0), (".unfinished-bb-1", 9), ("aa-1", 9)];
        others.iter().for_each(|(name, hours)| left(name, *hours));
        tidy(folder.path(), "aa").unwrap();
        let mut names: Vec<_> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        let mut expected = others.map(|(name, _)| name.to_owned());
        expected.sort();
        assert_eq!(names, expected);
    }
}
