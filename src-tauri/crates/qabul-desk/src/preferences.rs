//! What the window remembers for the person at this workstation.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::files;
use crate::views::Nothing;
use crate::views::preferences::Preferences;

/// `preferences.read`: a missing or broken file is not worth a word, the defaults are.
pub(crate) fn read(desk: &Desk, _: &Nothing) -> Result<Preferences, Failure> {
    let bytes = std::fs::read(&desk.folders().preferences).unwrap_or_default();
    Ok(serde_json::from_slice(&bytes).unwrap_or_default())
}

/// `preferences.write`
pub(crate) fn write(desk: &Desk, request: &Preferences) -> Result<Preferences, Failure> {
    let path = &desk.folders().preferences;
    if let Some(folder) = path.parent() {
        let broken = |error| crate::failure::Breakage::of_io(&error, path);
        std::fs::create_dir_all(folder).map_err(broken)?;
    }
    files::write(path, serde_json::json!(request).to_string().as_bytes())?;
    Ok(request.clone())
}
