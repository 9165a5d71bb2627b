//! Data that is shipped with the program: campaigns, regulations, publications, the slip's words. Files,
//! never code.

use std::collections::BTreeMap;

use qabul_core::campaign::{Campaign, CertificateRule, Regulation};
use qabul_core::certificate::{Equivalence, Kind};
use qabul_core::letter::AllLetterTexts;
use qabul_core::notice::AllNoticeTexts;
use qabul_core::slip::{CoverTexts, SlipTemplate};
use qabul_core::table_paper::AllTablePaperTexts;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::failure::{Breakage, Failure};

const SLIP: &str = include_str!("../../../reference/slip.toml");
const COVER: &str = include_str!("../../../reference/cover.toml");
const LETTERS: &str = include_str!("../../../reference/letters.toml");
const NOTICE: &str = include_str!("../../../reference/notice.toml");
const TABLE_PAPER: &str = include_str!("../../../reference/table-paper.toml");
const SOURCES: &str = include_str!("../../../reference/sources.toml");
const CAMPAIGNS: [&str; 2] = [
    include_str!("../../../reference/campaigns/residency-2026.toml"),
    include_str!("../../../reference/campaigns/doctoral-2026.toml"),
];
const REGULATIONS: [&str; 2] = [
    include_str!("../../../reference/regulations/residency-1.toml"),
    include_str!("../../../reference/regulations/doctoral-1.toml"),
];
const KINDS: [&str; 11] = [
    include_str!("../../../reference/certificates/ielts.toml"),
    include_str!("../../../reference/certificates/ielts-general.toml"),
    include_str!("../../../reference/certificates/toefl-ibt.toml"),
    include_str!("../../../reference/certificates/toefl-itp.toml"),
    include_str!("../../../reference/certificates/toefl-essentials.toml"),
    include_str!("../../../reference/certificates/testdaf.toml"),
    include_str!("../../../reference/certificates/testdaf-digital.toml"),
    include_str!("../../../reference/certificates/delf.toml"),
    include_str!("../../../reference/certificates/dalf.toml"),
    include_str!("../../../reference/certificates/stanag.toml"),
    include_str!("../../../reference/certificates/cambridge.toml"),
];
const TABLES: [&str; 10] = [
    include_str!("../../../reference/equivalence/ielts-1.toml"),
    include_str!("../../../reference/equivalence/toefl-ibt-1.toml"),
    include_str!("../../../reference/equivalence/toefl-ibt-2.toml"),
    include_str!("../../../reference/equivalence/toefl-itp-1.toml"),
    include_str!("../../../reference/equivalence/testdaf-1.toml"),
    include_str!("../../../reference/equivalence/testdaf-digital-1.toml"),
    include_str!("../../../reference/equivalence/delf-1.toml"),
    include_str!("../../../reference/equivalence/dalf-1.toml"),
    include_str!("../../../reference/equivalence/stanag-1.toml"),
    include_str!("../../../reference/equivalence/cambridge-1.toml"),
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

/// The shipped words of equivalence tables on paper.
pub(crate) fn table_paper_texts() -> Result<AllTablePaperTexts, Failure> {
    parsed("table-paper.toml", TABLE_PAPER)
}

/// The shipped words of exemption notices.
pub(crate) fn notice_texts() -> Result<AllNoticeTexts, Failure> {
    parsed("notice.toml", NOTICE)
}

/// The campaigns that this edition of the program brings.
pub(crate) fn campaigns() -> Result<Vec<Campaign>, Failure> {
    CAMPAIGNS.iter().map(|text| parsed("campaign", text)).collect()
}

/// The regulations that this edition of the program brings.
pub(crate) fn regulations() -> Result<Vec<Regulation>, Failure> {
    REGULATIONS.iter().map(|text| parsed("regulation", text)).collect()
}

/// The kinds of certificates that this edition of the program brings.
pub(crate) fn certificate_kinds() -> Result<Vec<Kind>, Failure> {
    KINDS.iter().map(|text| parsed("certificate kind", text)).collect()
}

/// The equivalence tables that this edition of the program brings: drafts until the acts that set them are
/// recorded.
pub(crate) fn equivalence_tables() -> Result<Vec<Equivalence>, Failure> {
    TABLES.iter().map(|text| parsed("equivalence table", text)).collect()
}

/// Which certificates take the exam's place by the regulation that is shipped.
pub(crate) fn certificate_rule() -> Result<CertificateRule, Failure> {
    let doctoral = regulations()?.into_iter().find(|it| it.certificates.is_some());
    let missing = || Failure::from(Breakage::program("regulation", &"certificates"));
    Ok(doctoral.ok_or_else(missing)?.certificates())
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
        notice_texts().unwrap();
        table_paper_texts().unwrap();
        let regulations: Vec<String> = regulations().unwrap().iter().map(|it| it.key()).collect();
        let sources = publications().unwrap();
        let kinds = certificate_kinds().unwrap();
        for table in equivalence_tables().unwrap() {
            let kind = kinds.iter().find(|kind| kind.key == table.kind).unwrap();
            assert_eq!(table.faults(kind), [], "{}", table.key());
            assert!(table.rows.iter().all(|row| sources.contains_key(&row.source)));
        }
        assert!(kinds.iter().flat_map(|kind| &kind.sources).all(|key| sources.contains_key(key)));
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
