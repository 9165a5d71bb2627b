//! How the person at this workstation likes the window.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The languages of the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Language {
    /// Azerbaijani
    #[default]
    Az,
    /// English
    En,
    /// Russian
    Ru,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light
    Light,
    /// Dark
    Dark,
}

/// Height of rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Density {
    /// 24 px
    #[default]
    Dense,
    /// 32 px
    Roomy,
}

/// What is remembered between two starts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct Preferences {
    /// Language of the window.
    pub language: Language,
    /// Theme.
    pub theme: Theme,
    /// Density of lists.
    pub density: Density,
    /// The sitting that was in use.
    pub sitting: Option<String>,
}
