//! What a registry holds, read past the program: whether it is sound, and whether two hold the same.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;
use std::process::Command;

use qabul_exchange::sealed::{self, SealedError};
use qabul_store::Store;
use sha2::{Digest, Sha256};

use super::Found;
use super::work::SLIPS;

/// Numbers are taken outside any act, and those of a run that was stopped are not given again.
const TAKEN: &str = "counter";
/// What differs when a work was done at the second try: who came in twice, numbers, serials, and what
/// names the act it came with.
const TELLING: [&str; 9] = [
    "anchor",
    "backup",
    "counter",
    "journal",
    "journal_member",
    "movement",
    "run",
    "run_file",
    "slip",
];

/// Every printed file that the registry knows.
const FILES: &str = "SELECT name, hex(digest) FROM run_file;";

/// How the lines of a dump begin that are no rows.
const NO_ROW: [&str; 5] = ["BEGIN", "COMMIT", "CREATE ", "DELETE ", "PRAGMA "];

/// A digest of every table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State(BTreeMap<String, (usize, [u8; 32])>);

impl State {
    /// Reads the registry within a prepared folder.
    ///
    /// # Errors
    /// What the database's own shell says.
    pub fn of(folder: &Path) -> Found<Self> {
        let mut tables: BTreeMap<String, (usize, Sha256)> = BTreeMap::new();
        let dump = asked(&folder.join("own/registry.db"), ".dump")?;
        let mut table = String::new();
        for line in dump.lines() {
            // What is no row belongs to no table: it follows whichever has rows.
            if NO_ROW.iter().any(|word| line.starts_with(word)) {
                table.clear();
            }
            if let Some(row) = line.strip_prefix("INSERT INTO ") {
                table = row.split(" VALUES").next().unwrap_or_default().replace(['\'', '"'], "");
                tables.entry(table.clone()).or_default().0 += 1;
            }
            if let Some((_, digest)) = tables.get_mut(&table) {
                digest.update(line);
            }
        }
        let digests = tables.into_iter();
        Ok(Self(digests.map(|(name, (rows, sum))| (name, (rows, sum.finalize().into()))).collect()))
    }

    /// How many rows a table has.
    #[must_use]
    pub fn rows(&self, table: &str) -> usize {
        self.0.get(table).map_or(0, |(rows, _)| *rows)
    }

    fn but(&self, left_out: &[&str]) -> BTreeMap<&str, (usize, [u8; 32])> {
        let kept = self.0.iter().filter(|(table, _)| !left_out.contains(&table.as_str()));
        kept.map(|(table, sum)| (table.as_str(), *sum)).collect()
    }

    /// Whether every record, the history included, is the same.
    #[must_use]
    pub fn same_records(&self, other: &Self) -> bool {
        self.but(&[TAKEN]) == other.but(&[TAKEN])
    }

    /// Whether as much was done, where what the history says cannot be foretold.
    #[must_use]
    pub fn same_acts(&self, other: &Self) -> bool {
        let as_many = |table: &str| self.rows(table) == other.rows(table);
        self.same_outcome(other) && TELLING.into_iter().all(as_many)
    }

    /// Whether the same was reached, at whichever try.
    #[must_use]
    pub fn same_outcome(&self, other: &Self) -> bool {
        self.but(&TELLING) == other.but(&TELLING)
            && (self.rows("slip") == 0) == (other.rows("slip") == 0)
    }

    /// The tables that differ, for a report.
    #[must_use]
    pub fn differs_from(&self, other: &Self) -> String {
        let tables = self.0.keys().chain(other.0.keys());
        let differing: BTreeSet<String> = tables
            .filter(|table| self.0.get(*table) != other.0.get(*table))
            .map(|table| format!("{table} ({} rows, not {})", self.rows(table), other.rows(table)))
            .collect();
        differing.into_iter().collect::<Vec<_>>().join(", ")
    }
}

/// Opens the registry as the program does and looks at everything that could be half done; how many
/// whole files of a run are there that the registry does not know.
///
/// # Errors
/// What is not sound.
pub fn sound(folder: &Path) -> Found<usize> {
    let own = folder.join("own");
    {
        let store = Store::open(&own).map_err(|error| format!("reopening: {error}"))?;
        let chain =
            store.reader().verify_journal().map_err(|error| format!("the chain: {error}"))?;
        if let Some(broken) = chain.broken {
            return Err(format!("the chain: {broken:?}"));
        }
    }
    let (registry, papers) = (own.join("registry.db"), own.join("papers.db"));
    for file in [&registry, &papers] {
        let verdict = asked(file, "PRAGMA integrity_check; PRAGMA foreign_key_check;")?;
        if verdict.trim() != "ok" {
            return Err(format!("{}: {verdict}", file.display()));
        }
    }
    photos(&registry, &papers)?;
    files(&registry, &folder.join(SLIPS))
}

/// Every backup and sealed paper under its final name opens to its end, and a name tells its digest.
///
/// # Errors
/// What does not.
pub fn backups(disk: &Path) -> Found<()> {
    let mut whole = 0;
    for (folder, ending) in [(disk.to_owned(), "qabul"), (disk.join("papers"), "age")] {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.map_err(|error| error.to_string())?.path();
            if path.extension().is_none_or(|found| found != ending) {
                continue;
            }
            let bytes = std::fs::read(&path).map_err(|error| error.to_string())?;
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let opened = match ending {
                "qabul"
                    if !name.ends_with(&qabul_core::digest::hex(&Sha256::digest(&bytes)[..8])) =>
                {
                    return Err(format!("{name} is not what its name says"));
                }
                "qabul" => sealed::open_registry(&crate::keyholder(), bytes.as_slice())
                    .and_then(|(_, inside)| to_its_end(inside)),
                _ => sealed::open(&crate::keyholder(), bytes.as_slice()).and_then(to_its_end),
            };
            opened.map_err(|error| format!("{name}: {error}"))?;
            whole += 1;
        }
    }
    (whole > 0).then_some(()).ok_or_else(|| "no backup was found to look at".to_owned())
}

fn to_its_end(mut inside: impl std::io::Read) -> Result<(), SealedError> {
    std::io::copy(&mut inside, &mut std::io::sink()).map(|_| ()).map_err(sealed::broken)
}

/// Every paper is what its hash says, and every photo that a candidate names is there.
fn photos(registry: &Path, papers: &Path) -> Found<()> {
    let kept = asked(papers, "SELECT hex(hash), hex(bytes) FROM paper;")?;
    let mut hashes = HashSet::new();
    for line in kept.lines() {
        let (hash, bytes) = line.split_once('|').unwrap_or_default();
        let digits: Option<Vec<u8>> = (0..bytes.len() / 2)
            .map(|at| u8::from_str_radix(&bytes[2 * at..2 * at + 2], 16).ok())
            .collect();
        if hex(&Sha256::digest(digits.unwrap_or_default())) != hash {
            return Err(format!("the paper {hash} is not whole"));
        }
        hashes.insert(hash.to_owned());
    }
    let named = asked(registry, "SELECT hex(photo) FROM candidate WHERE photo IS NOT NULL;")?;
    match named.lines().find(|hash| !hashes.contains(*hash)) {
        Some(hash) => Err(format!("a candidate names the paper {hash}, which is not there")),
        None => Ok(()),
    }
}

/// Every recorded file is there as it was recorded; every other PDF is whole.
fn files(registry: &Path, slips: &Path) -> Found<usize> {
    let recorded = asked(registry, FILES)?;
    let mut known: BTreeMap<&str, &str> =
        recorded.lines().filter_map(|line| line.split_once('|')).collect();
    let mut strays = 0;
    for entry in std::fs::read_dir(slips).map_err(|error| error.to_string())? {
        let path = entry.map_err(|error| error.to_string())?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.extension().is_none_or(|ending| ending != "pdf") {
            continue;
        }
        let bytes = std::fs::read(&path).map_err(|error| error.to_string())?;
        match known.remove(name.as_str()) {
            Some(digest) if hex(&Sha256::digest(bytes)) == digest => {}
            Some(_) => return Err(format!("{name} is not what was recorded")),
            None => {
                let check = Command::new("qpdf").arg("--check").arg(&path).output();
                let whole = check.map_err(|error| format!("qpdf: {error}"))?.status.success();
                if !whole {
                    return Err(format!("{name} is half written under its final name"));
                }
                strays += 1;
            }
        }
    }
    match known.keys().next() {
        Some(name) => Err(format!("{name} was recorded and is not there")),
        None => Ok(strays),
    }
}

/// Brings what the registry recorded of printed files to where its slips are looked for, from wherever
/// below the folder it was printed. Another registry may have printed a file of the same name.
///
/// # Errors
/// The file system.
pub fn gather(folder: &Path) -> Found<()> {
    let recorded = asked(&folder.join("own/registry.db"), FILES)?;
    gather_of(&recorded, &folder.join(SLIPS), folder)
}

fn gather_of(recorded: &str, slips: &Path, place: &Path) -> Found<()> {
    for entry in std::fs::read_dir(place).map_err(|error| error.to_string())? {
        let path = entry.map_err(|error| error.to_string())?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            gather_of(recorded, slips, &path)?;
        } else if path.extension().is_some_and(|ending| ending == "pdf") {
            let bytes = std::fs::read(&path).map_err(|error| error.to_string())?;
            let line = format!("{name}|{}", hex(&Sha256::digest(bytes)));
            if recorded.lines().any(|known| known == line) {
                let moved = std::fs::rename(&path, slips.join(name));
                moved.map_err(|error| error.to_string())?;
            }
        }
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}

/// What the database's own shell answers.
fn asked(file: &Path, question: &str) -> Found<String> {
    let run = Command::new("sqlite3").arg(file).arg(question).output();
    let run = run.map_err(|error| format!("sqlite3: {error}"))?;
    if !run.status.success() {
        return Err(format!("{}: {}", file.display(), String::from_utf8_lossy(&run.stderr)));
    }
    String::from_utf8(run.stdout).map_err(|error| error.to_string())
}
