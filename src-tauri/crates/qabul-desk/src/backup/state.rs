//! How it stands with the backups, and setting them up.

use std::io::Write;
use std::path::Path;

use chrono::{NaiveDateTime, TimeDelta};
use qabul_core::journal::{Deed, moment, stamp};
use qabul_core::refusal::Refusal;
use qabul_core::text::filled;
use qabul_exchange::sealed::Identity;
use qabul_store::{BackupRow, Member};
use serde_json::json;

use super::folder;
use super::keys::{Keys, recipient};
use crate::desk::{Desk, Done};
use crate::failure::{Breakage, Failure};
use crate::files::name_of;
use crate::views::Nothing;
use crate::views::backup::*;
use crate::views::staff::Secret;

/// What a recovery sheet says around its key.
const SHEET: &str = include_str!("../../../../reference/recovery-sheet.txt");

/// `backup.state`
pub(crate) fn state(desk: &Desk, _: &Nothing) -> Result<BackupState, Failure> {
    let home = desk.folder().ok_or(Refusal::NoRegistry)?;
    let (row, keys, settings, changed) = desk.read(|reader| {
        let row = reader.backup()?;
        let changed = reader.changes_since(row.checked_act)? > 0;
        Ok((row, Keys::of(reader, &home)?, reader.settings()?, changed))
    })?;
    let now = desk.host().now();
    let late = |at: &Option<String>| {
        let days = TimeDelta::days(settings.warn_days.into());
        age(at.as_deref(), now).is_none_or(|age| age >= days)
    };
    let since = age(row.checked_at.as_deref(), now);
    // A clock that was set back says nothing of how long it was; then one too many is made.
    let over = since.is_none_or(|age| {
        age < TimeDelta::zero() || age >= TimeDelta::minutes(settings.backup_minutes.into())
    });
    // The sample is backed up when somebody wants to see it done.
    let kept = keys.as_ref().is_some_and(|keys| !keys.ready_made);
    let due = kept && changed && over;
    let backups = keys.as_ref().map(listed).unwrap_or_default();
    Ok(BackupState {
        checked_late: late(&row.checked_at),
        rehearsed_late: late(&row.rehearsed_at),
        set_up: keys.map(|keys| shown(&keys)),
        checked_at: row.checked_at,
        rehearsed_at: row.rehearsed_at,
        changed,
        due,
        backups,
    })
}

/// How long ago a stored moment was.
fn age(at: Option<&str>, now: NaiveDateTime) -> Option<TimeDelta> {
    Some(now - moment(at?)?)
}

fn listed(keys: &Keys) -> Vec<BackupLine> {
    let there = folder::backups(&keys.folder, &keys.registry());
    let line = |found: folder::Found| BackupLine {
        name: found.name,
        at: stamp(found.at),
        bytes: found.bytes,
        before_migration: found.before_migration,
    };
    there.into_iter().map(line).collect()
}

fn shown(keys: &Keys) -> BackupSetUp {
    let mut recipients = keys.recipients.iter().map(ToString::to_string);
    BackupSetUp {
        folder: name_of(&keys.folder),
        reachable: keys.folder.is_dir(),
        center: recipients.next().unwrap_or_default(),
        recovery: recipients.next().unwrap_or_default(),
        ready_made: keys.ready_made,
    }
}

/// `backup.set_up`
pub(crate) fn set_up(desk: &Desk, request: &SetUpBackup) -> Result<RecoveryKey, Failure> {
    let may = desk.may(Deed::SetUpBackup)?;
    let center = recipient(&request.center)?;
    let (folder, sheet) = (desk.path(&request.folder)?, desk.path(&request.sheet)?);
    if sheet.exists() {
        return Err(Refusal::FileExists { file: name_of(&sheet) }.into());
    }
    let place = folder.to_str().filter(|_| folder.is_dir());
    let place = place.ok_or_else(|| Breakage::Unreadable { file: name_of(&folder) })?.to_owned();
    let recovery = Identity::of_chance(&desk.host().chance());
    let public = recovery.recipient().to_string();
    let before = desk.read(|reader| Ok((reader.backup()?, reader.registry()?.center)))?;
    let text = sheet_text(&before.1, &public, &recovery.spelled(), desk.host().now());
    // Before anything is sealed to a key, somebody holds it.
    write_private(&sheet, text.as_bytes())?;
    let naming = before.0.set_up.map_or_else(|| desk.host().chance(), |set_up| set_up.naming);
    let new = qabul_store::BackupSetUp {
        folder: place,
        center: center.to_string(),
        recovery: public.clone(),
        naming,
    };
    desk.change(&may, |tx, act| {
        let before = tx.backup()?;
        tx.set_up_backup(&new)?;
        let [before, after] = [stated(&before), stated(&tx.backup()?)];
        act.member(&Member { kind: "backup", record: 1, before, after })?;
        Ok(Done { answer: (), facts: json!({}) })
    })?;
    let key = Secret(recovery.spelled());
    Ok(RecoveryKey { key, recipient: public, sheet: desk.files().made(sheet) })
}

fn stated(row: &BackupRow) -> Option<String> {
    let set_up = row.set_up.as_ref()?;
    let stated = json!({
        "folder": set_up.folder, "center": set_up.center, "recovery": set_up.recovery,
    });
    Some(stated.to_string())
}

/// The sheet to print: the key in groups of six, in lines of five groups.
fn sheet_text(center: &str, public: &str, key: &str, now: NaiveDateTime) -> String {
    let letters: Vec<char> = key.chars().collect();
    let groups: Vec<String> = letters.chunks(6).map(|group| group.iter().collect()).collect();
    let lines: Vec<String> =
        groups.chunks(5).map(|line| format!("    {}", line.join(" "))).collect();
    let (date, key) = (now.format("%d.%m.%Y %H:%M").to_string(), lines.join("\n"));
    filled(SHEET, &[("center", center), ("date", &date), ("public", public), ("key", &key)])
}

/// Writes a new file that only its owner reads.
fn write_private(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let broken = |error: std::io::Error| Failure::from(Breakage::of_io(&error, path));
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(broken)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(broken)?;
    file.persist_noclobber(path).map_err(|error| broken(error.error))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_read_back_from_its_sheet() {
        let key = Identity::of_chance(&[5; 32]);
        let now = NaiveDateTime::default();
        let text = sheet_text("Mərkəz", &key.recipient().to_string(), &key.spelled(), now);
        let found = Identity::found_in(&text).unwrap();
        assert_eq!(found.recipient().to_string(), key.recipient().to_string());
        assert!(!text.contains(['{', '}']), "{text}");
    }
}
