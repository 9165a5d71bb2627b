//! What keeps a registry, typed: the journal's check, and keys.

use std::process::ExitCode;

use qabul_desk::views::Nothing;
use qabul_desk::views::journal::{JournalVerdict, VerifyJournal};
use qabul_desk::views::keys::{AddKey, KeyPlace, Keys, UnlockKey};
use qabul_desk::views::staff::Secret;
use qabul_desk::{Desk, Failure};
use serde_json::json;

use crate::arguments::Arguments;
use crate::say::Say;
use crate::sign_in::{Missing, secret};

/// The passphrase of this workstation's key, where it is given.
fn passphrase(typed: &Arguments) -> Result<Option<Secret>, Failure> {
    let given = secret(typed.key_passphrase_file.as_deref(), "QABUL_KEY_PASSPHRASE", "key")?;
    Ok(given.map(Secret))
}

/// Unlocks the key of this workstation where that is needed.
pub(crate) fn unlock(desk: &Desk, typed: &Arguments) -> Result<Result<(), Missing>, Failure> {
    let keys: Keys = desk.ask("keys.list", &Nothing {})?;
    if !keys.locked {
        return Ok(Ok(()));
    }
    let here = keys.keys.iter().find(|key| key.here);
    let in_store = here.is_some_and(|key| key.kept == KeyPlace::KeyStore);
    let passphrase = if in_store { None } else { passphrase(typed)? };
    if passphrase.is_none() && !in_store {
        return Ok(Err(Missing::Passphrase));
    }
    desk.ask::<Keys>("keys.unlock", &UnlockKey { passphrase })?;
    Ok(Ok(()))
}

/// `qabul key make`
pub(crate) fn make_key(desk: &Desk, typed: &Arguments, say: &Say) -> Result<ExitCode, Failure> {
    let keys: Keys = desk.ask("keys.list", &Nothing {})?;
    let passphrase = if keys.key_store { None } else { passphrase(typed)? };
    if passphrase.is_none() && !keys.key_store {
        return Ok(say.missing(Missing::Passphrase));
    }
    desk.ask::<Keys>("keys.add", &AddKey { passphrase })?;
    self::keys(desk, say)
}

/// `qabul key list`
pub(crate) fn keys(desk: &Desk, say: &Say) -> Result<ExitCode, Failure> {
    let keys: Keys = desk.ask("keys.list", &Nothing {})?;
    say.answer(&json!(keys), || {
        let line = |key: &qabul_desk::views::keys::KeyLine| {
            let until = key.revoked_from.as_ref().or(key.valid_to.as_ref());
            let until = until.map_or("–", String::as_str);
            let kept = json!(key.kept);
            let kept = kept.as_str().unwrap_or_default();
            format!("{}  {}  {kept}  {}  {until}\n", key.number, key.station, key.valid_from)
        };
        keys.keys.iter().map(line).collect()
    });
    Ok(ExitCode::SUCCESS)
}

/// `qabul journal verify`
pub(crate) fn verify_journal(
    desk: &Desk,
    anchor: Option<String>,
    say: &Say,
) -> Result<ExitCode, Failure> {
    let found: JournalVerdict = desk.ask("journal.verify", &VerifyJournal { anchor })?;
    say.answer(&json!(found), || match &found.broken {
        None => format!("{}  {}\n", found.acts, found.heads.join("  ")),
        Some(broken) => format!(
            "{}\n",
            say.words.text(&["broken", broken.broken.key()], &json!({ "act": broken.act }))
        ),
    });
    Ok(if found.broken.is_none() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
