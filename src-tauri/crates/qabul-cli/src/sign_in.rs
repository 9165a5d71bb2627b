//! Who acts: an account and its password, from the command line's surroundings.

use std::io::IsTerminal;
use std::path::Path;

use qabul_desk::views::Nothing;
use qabul_desk::views::registry::Status;
use qabul_desk::views::staff::{Secret, SignIn};
use qabul_desk::{Desk, Failure};

use crate::arguments::Arguments;
use crate::unreadable;

/// What was not given, and cannot be asked for without a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Missing {
    /// Whose account.
    Account,
    /// Its password.
    Password,
    /// The passphrase of the workstation's key.
    Passphrase,
}

/// Signs in whoever acts; in a sample without a name its administrator with every role.
pub(crate) fn sign_in(
    desk: &Desk,
    typed: &Arguments,
    status: &Status,
) -> Result<Result<(), Missing>, Failure> {
    let sample = status.open.as_ref().is_some_and(|open| open.sample);
    let Some(name) = &typed.name else {
        if sample {
            desk.ask::<Status>("session.sign_in_sample", &Nothing {})?;
            return Ok(Ok(()));
        }
        return Ok(Err(Missing::Account));
    };
    let Some(password) = password(typed, name)? else { return Ok(Err(Missing::Password)) };
    let request = SignIn { name: name.clone(), password: Secret(password) };
    desk.ask::<Status>("session.sign_in", &request)?;
    Ok(Ok(()))
}

fn password(typed: &Arguments, name: &str) -> Result<Option<String>, Failure> {
    secret(typed.password_file.as_deref(), "QABUL_PASSWORD", name)
}

/// A secret from a file's first line, the surroundings, or a prompt; without a terminal nobody is asked.
pub(crate) fn secret(
    file: Option<&Path>,
    variable: &str,
    asked: &str,
) -> Result<Option<String>, Failure> {
    if let Some(file) = file {
        let text = std::fs::read_to_string(file).map_err(|_| unreadable(file))?;
        return Ok(Some(text.lines().next().unwrap_or_default().to_owned()));
    }
    if let Ok(secret) = std::env::var(variable) {
        return Ok(Some(secret));
    }
    if !std::io::stdin().is_terminal() {
        return Ok(None);
    }
    // A prompt that breaks off is an answer that was not given.
    Ok(rpassword::prompt_password(format!("{asked}: ")).ok())
}
