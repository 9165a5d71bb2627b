//! The command line of Qəbul: the same table of commands as the window, without a window.

mod arguments;
mod backup;
mod certificates;
mod keeping;
mod machine;
mod say;
mod sign_in;
mod work;

use std::process::ExitCode;

use clap::Parser;
use qabul_desk::{Breakage, Desk};

use crate::arguments::Arguments;
use crate::say::Say;

fn main() -> ExitCode {
    if let Some(code) = qabul_host::drawn() {
        return code;
    }
    let arguments = Arguments::parse();
    let folders = qabul_host::folders(arguments.data.clone());
    let desk = Desk::new(Box::new(machine::Machine::default()), folders);
    let mut say = Say::new(arguments.json, arguments.language());
    let done = work::work(&desk, &arguments, &mut say);
    // What was read stands in the journal before the program ends.
    let done = done.and_then(|code| desk.write_all_sights().map(|()| code));
    match done {
        Ok(code) => code,
        Err(failure) => say.failure(&failure),
    }
}

/// A folder or file of the command line that cannot be used.
fn unreadable(path: &std::path::Path) -> qabul_desk::Failure {
    Breakage::Unreadable { file: path.display().to_string() }.into()
}
