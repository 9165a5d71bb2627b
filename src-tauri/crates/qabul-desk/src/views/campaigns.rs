//! Campaigns: windows, exams, sittings and fees as data, in editions.

use std::collections::BTreeMap;

use qabul_core::campaign::{Campaign, Programme, Regulation};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::regulations::RegulationLine;

/// Every campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Campaigns {
    /// The last year first.
    pub campaigns: Vec<CampaignLine>,
}

/// One campaign in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CampaignLine {
    /// Its name for good: `residency-2026`.
    pub name: String,
    /// Programme.
    pub programme: Programme,
    /// Year.
    pub year: u16,
    /// Its last edition.
    pub edition: EditionLine,
}

/// One edition of a campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct EditionLine {
    /// Its number, from 1.
    pub number: u32,
    /// When it was saved.
    pub at: String,
    /// By whom.
    pub by: String,
}

/// Asks for one campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CampaignRequest {
    /// Its name.
    pub name: String,
    /// An older edition; the last one where none is named.
    #[serde(default)]
    pub edition: Option<u32>,
}

/// One campaign, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CampaignDetail {
    /// Its name.
    pub name: String,
    /// The edition that is shown.
    pub edition: u32,
    /// Every edition, the last one first.
    pub editions: Vec<EditionLine>,
    /// The plan.
    pub campaign: Campaign,
    /// Every field that staff may change, as text by its key.
    pub fields: BTreeMap<String, String>,
    /// The regulation that rules it.
    pub regulation: Regulation,
    /// Every field of its last version that a new one may say otherwise, as text by its key.
    pub regulation_fields: BTreeMap<String, String>,
    /// Its versions, the last one first.
    pub regulations: Vec<RegulationLine>,
    /// The publications that it and the regulation rest on, by key.
    pub sources: BTreeMap<String, SourceLine>,
}

/// A publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SourceLine {
    /// Title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Its number, where it is an act that has one.
    pub number: Option<String>,
    /// Its day, ISO.
    pub date: String,
    /// Where it was read.
    pub address: String,
}

/// Saves fields of a campaign as a new edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SaveCampaign {
    /// Its name.
    pub name: String,
    /// The edition that was looked at.
    pub edition: u32,
    /// The changed fields as typed, by their keys.
    pub fields: BTreeMap<String, String>,
}
