//! Scans of papers, looked at beside a form.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why a scan is not drawn here; it may still open in the system's viewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum NotDrawn {
    /// It opens with a password only.
    Encrypted,
    /// It is broken.
    Broken,
    /// It has no such page.
    NoPage,
    /// A picture or a font of the page cannot be read.
    Partly,
    /// Drawing it wants more memory than it is given.
    TooLarge,
    /// Drawing it takes longer than anybody waits.
    TooLong,
    /// The process that draws did not start.
    NotStarted,
}
