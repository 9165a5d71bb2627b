//! Data that is shipped with the program: campaigns, regulations, publications, the slip's words. Files,
//! never code.

use std::collections::BTreeMap;

use qabul_core::campaign::{Campaign, Regulation};
use qabul_core::letter::AllLetterTexts;
use qabul_core::slip::{CoverTexts, SlipTemplate};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::failure::{Breakage, Failure};

const SLIP: &str = include_str!("../../../reference/slip.toml");
const COVER: &str = include_str!("../../../reference/cover.toml");
const LETTERS: &str = include_str!("../../../reference/letters.toml");
const SOURCES: &str = include_str!("../../../reference/sources.toml");
const CAMPAIGNS: [&str; 2] = [
    include_str!("../../../reference/campaigns/residency-2026.toml"),
    include_str!("../../../reference/campaigns/doctoral-2026.toml"),
];
const REGULATIONS: [&str; 2] = [
    include_str!("../../../reference/regulations/residency-1.toml"),
    include_str!("../../../reference/regulations/doctoral-1.toml"),
];

/// An act or a publication that a rule, a date or a number rests on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Publication {
    pub(crate) title: String,
    pub(crate) publisher: String,
    pub(crate) number: Option<String>,
    pub(crate) date: String,
    pub(crate) address: String,
}

fn parsed<T: DeserializeOwned>(what: &str, text: &str) -> Result<T, Failure> {
    toml::from_str(text).map_err(|error| Breakage::program(what, &error).into())
}

/// The shipped words of the slip.
pub(crate) fn slip_template() -> Result<SlipTemplate, Failure> {
    parsed("slip.toml", SLIP)
}

/// The shipped words of a run's cover.
pub(crate) fn cover_texts() -> Result<CoverTexts, Failure> {
    parsed("cover.toml", COVER)
}

/// The shipped words of letters.
pub(crate) fn letter_texts() -> Result<AllLetterTexts, Failure> {
    parsed("letters.toml", LETTERS)
}

/// The campaigns that this edition of the program brings.
pub(crate) fn campaigns() -> Result<Vec<Campaign>, Failure> {
    CAMPAIGNS.iter().map(|text| parsed("campaign", text)).collect()
}

/// The regulations that this edition of the program brings.
pub(crate) fn regulations() -> Result<Vec<Regulation>, Failure> {
    REGULATIONS.iter().map(|text| parsed("regulation", text)).collect()
}

/// Every publication by its key.
pub(crate) fn publications() -> Result<BTreeMap<String, Publication>, Failure> {
    parsed("sources.toml", SOURCES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_data_parses() {
        let slip = slip_template().unwrap();
        assert_eq!(slip.az.rules.len(), slip.ru.rules.len());
        cover_texts().unwrap();
        letter_texts().unwrap();
        let regulations: Vec<String> = regulations().unwrap().iter().map(|it| it.key()).collect();
        let sources = publications().unwrap();
        let mut ids = Vec::new();
        for campaign in campaigns().unwrap() {
            assert!(regulations.contains(&campaign.regulation), "{}", campaign.regulation);
            assert!(campaign.sources.iter().all(|key| sources.contains_key(key)));
            ids.extend(campaign.sittings().into_iter().map(|sitting| sitting.id.to_string()));
            campaign.checked().unwrap();
        }
        assert_eq!(
            ids,
            ["residency-2026-1-1", "residency-2026-1-2", "residency-2026-2-1", "doctoral-2026-1-1"]
        );
    }
}
