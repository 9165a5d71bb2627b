//! Data that is shipped with the program: campaigns, the slip's words. Files, never code.

use qabul_core::campaign::Sitting;
use qabul_core::slip::{CoverTexts, SlipTemplate};
use serde::Deserialize;

use crate::failure::{Breakage, Failure};

const SLIP: &str = include_str!("../../../reference/slip.toml");
const COVER: &str = include_str!("../../../reference/cover.toml");
const CAMPAIGNS: &[&str] = &[include_str!("../../../reference/campaigns/residency-2026.toml")];

#[derive(Deserialize)]
struct CampaignFile {
    sittings: Vec<Sitting>,
}

/// The shipped words of the slip.
pub(crate) fn slip_template() -> Result<SlipTemplate, Failure> {
    toml::from_str(SLIP).map_err(|error| Breakage::program("slip.toml", &error).into())
}

/// The shipped words of a run's cover.
pub(crate) fn cover_texts() -> Result<CoverTexts, Failure> {
    toml::from_str(COVER).map_err(|error| Breakage::program("cover.toml", &error).into())
}

/// The sittings a new registry begins with.
pub(crate) fn sittings() -> Result<Vec<Sitting>, Failure> {
    let mut sittings = Vec::new();
    for file in CAMPAIGNS {
        let campaign: CampaignFile =
            toml::from_str(file).map_err(|error| Breakage::program("campaign", &error))?;
        sittings.extend(campaign.sittings);
    }
    Ok(sittings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_data_parses() {
        let slip = slip_template().unwrap();
        assert_eq!(slip.az.rules.len(), slip.ru.rules.len());
        cover_texts().unwrap();
        let ids: Vec<String> = sittings().unwrap().iter().map(|s| s.id.to_string()).collect();
        assert!(ids.contains(&"residency-2026-1-2".to_owned()));
    }
}
