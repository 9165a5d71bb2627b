//! Which workstation this is: sixteen bytes of its own and its name on the network.

use qabul_core::journal::Station;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::desk::Desk;

/// What stands beside the preferences of the workstation.
#[derive(Serialize, Deserialize)]
struct Kept {
    token: [u8; 16],
    machine: String,
}

/// The workstation, noted at the first call. A folder that was copied to another machine does not make
/// that one this one; where nothing can be noted, the machine is known by its name alone.
pub(crate) fn station(desk: &Desk) -> Station {
    let machine = desk.host().machine();
    let file = desk.folders().preferences.with_file_name("station.json");
    let kept = std::fs::read(&file).ok();
    let kept: Option<Kept> = kept.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    if let Some(kept) = kept.filter(|kept| kept.machine == machine) {
        return Station { token: kept.token, name: machine };
    }
    let mut token = [0; 16];
    token.copy_from_slice(&desk.host().chance()[..16]);
    let kept = serde_json::json!(Kept { token, machine: machine.clone() }).to_string();
    let noted = file.parent().is_some_and(|folder| std::fs::create_dir_all(folder).is_ok())
        && std::fs::write(&file, kept).is_ok();
    if !noted {
        token.copy_from_slice(&Sha256::digest(machine.as_bytes())[..16]);
    }
    Station { token, name: machine }
}
