//! Campaigns: read and saved in editions; next year's made of this one; the shipped ones taken in.

use std::collections::BTreeMap;

use qabul_core::campaign::{Campaign, CertificateRule, Fields, Regulation};
use qabul_core::fault::{FieldFault, ValueFault};
use qabul_core::journal::{Deed, stamp};
use qabul_core::refusal::Refusal;
use qabul_core::staff::{AtTheDoor, MayDo};
use qabul_core::text::date_numeric;
use qabul_store::{EditionKind, EditionRow, Member, OpenAct, Reader, Tx};
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::desk::{Desk, Done};
use crate::failure::{Breakage, Failure};
use crate::record::{self, refuse_stale};
use crate::reference::{self, Publication};
use crate::regulations;
use crate::views::Nothing;
use crate::views::campaigns::{
    CampaignDetail, CampaignLine, CampaignRequest, Campaigns, EditionLine, SaveCampaign, SourceLine,
};
use crate::views::regulations::RegulationLine;

/// Whose hand saves an edition, and when.
pub(crate) struct Hand {
    at: String,
    by: String,
}

impl Hand {
    pub(crate) fn of(desk: &Desk, may: &MayDo) -> Self {
        Self { at: stamp(desk.host().now()), by: may.by().to_owned() }
    }

    pub(crate) fn row(&self, name: String, number: u32, body: String) -> EditionRow {
        EditionRow { name, number, body, at: self.at.clone(), by: self.by.clone() }
    }
}

pub(crate) fn body<T: DeserializeOwned>(row: &EditionRow) -> Result<T, Failure> {
    serde_json::from_str(&row.body).map_err(|error| Breakage::program("edition", &error).into())
}

fn line(row: &EditionRow) -> EditionLine {
    EditionLine { number: row.number, at: row.at.clone(), by: row.by.clone() }
}

/// A campaign in its last edition, or in the one that is named, with its number.
pub(crate) fn campaign(
    reader: &Reader<'_>,
    name: &str,
    edition: Option<u32>,
) -> Result<(Campaign, u32), Failure> {
    let row = reader.edition(EditionKind::Campaign, name, edition)?;
    let row = row.ok_or_else(|| Refusal::NoCampaign { campaign: name.to_owned() })?;
    Ok((body(&row)?, row.number))
}

/// The regulation that a campaign names.
pub(crate) fn regulation(reader: &Reader<'_>, campaign: &Campaign) -> Result<Regulation, Failure> {
    let key = &campaign.regulation;
    let found = regulations::version(reader, key)?;
    found.ok_or_else(|| Breakage::program("regulation", key).into())
}

/// Which certificates take the exam's place by the last regulation that says so.
pub(crate) fn certificate_rule(reader: &Reader<'_>) -> Result<CertificateRule, Failure> {
    let shipped = reference::certificate_rule()?;
    for name in reference::regulations()?.into_iter().map(|it| it.name) {
        let last = regulations::versions(reader, &name)?.into_iter().next();
        if let Some(rule) = last.and_then(|it| it.written_out().certificates) {
            return Ok(rule);
        }
    }
    Ok(shipped)
}

/// `campaigns.list`
pub(crate) fn list(desk: &Desk, _: &Nothing) -> Result<Campaigns, Failure> {
    let mut rows = desk.read(|reader| Ok(reader.editions(EditionKind::Campaign)?))?;
    // Of each campaign the last edition comes first.
    rows.dedup_by(|later, kept| later.name == kept.name);
    let mut campaigns = Vec::with_capacity(rows.len());
    for row in &rows {
        let Campaign { programme, year, .. } = body(row)?;
        campaigns.push(CampaignLine {
            name: row.name.clone(),
            programme,
            year,
            edition: line(row),
        });
    }
    campaigns
        .sort_by_key(|campaign| (std::cmp::Reverse(campaign.year), campaign.programme.number()));
    Ok(Campaigns { campaigns })
}

/// `campaigns.detail`
pub(crate) fn detail(desk: &Desk, request: &CampaignRequest) -> Result<CampaignDetail, Failure> {
    desk.read(|reader| whole(reader, &request.name, request.edition))
}

fn whole(reader: &Reader<'_>, name: &str, edition: Option<u32>) -> Result<CampaignDetail, Failure> {
    let (campaign, edition) = campaign(reader, name, edition)?;
    let regulation = regulation(reader, &campaign)?;
    let editions = reader.editions(EditionKind::Campaign)?;
    let versions = regulations::versions(reader, &regulation.name)?;
    Ok(CampaignDetail {
        name: name.to_owned(),
        edition,
        editions: editions.iter().filter(|row| row.name == name).map(line).collect(),
        fields: campaign.fields(),
        regulation_fields: versions.first().unwrap_or(&regulation).fields(),
        regulations: versions.iter().map(version).collect(),
        sources: sources(&campaign, &regulation)?,
        campaign,
        regulation,
    })
}

fn version(regulation: &Regulation) -> RegulationLine {
    let (key, version) = (regulation.key(), regulation.version);
    RegulationLine { key, version, from: regulation.from.to_string() }
}

/// The publications that a campaign and its regulation name.
fn sources(
    campaign: &Campaign,
    regulation: &Regulation,
) -> Result<BTreeMap<String, SourceLine>, Failure> {
    let exams = campaign.exams.iter();
    let parts = exams.clone().flat_map(|exam| &exam.sittings).flat_map(|sitting| &sitting.parts);
    let named = campaign.sources.iter();
    let named = named.chain(campaign.windows.iter().flat_map(|window| &window.sources));
    let named = named.chain(exams.flat_map(|exam| &exam.fees).flat_map(|fee| &fee.sources));
    let named = named.chain(parts.flat_map(|part| &part.sources));
    let named = named.chain(regulation.exams.iter().flat_map(|exam| &exam.sources));
    lines(named)
}

/// The publications of some keys; each once.
pub(crate) fn lines<'k>(
    named: impl Iterator<Item = &'k String>,
) -> Result<BTreeMap<String, SourceLine>, Failure> {
    let mut known = reference::publications()?;
    let found = named.filter_map(|key| Some((key.clone(), source(known.remove(key)?))));
    Ok(found.collect())
}

fn source(publication: Publication) -> SourceLine {
    let Publication { title, publisher, number, date, address } = publication;
    SourceLine { title, publisher, number, date, address }
}

/// `campaigns.save`
pub(crate) fn save(desk: &Desk, request: &SaveCampaign) -> Result<CampaignDetail, Failure> {
    let may = desk.may(Deed::SaveCampaign)?;
    let hand = Hand::of(desk, &may);
    desk.change(&may, |tx, act| {
        let (before, number) = campaign(tx, &request.name, None)?;
        let id = tx.campaign_id(&request.name)?.unwrap_or_default();
        let seen = (i64::from(request.edition), i64::from(number));
        refuse_stale(tx, ("campaign", id), seen, &json!(before.fields()))?;
        let after = before.with(&request.fields).map_err(invalid)?;
        if after.regulation != before.regulation
            && let Some(fault) =
                against(&after, regulations::version(tx, &after.regulation)?.as_ref())
        {
            return Err(invalid(vec![FieldFault::of("regulation", fault)]));
        }
        if after != before {
            keep(tx, act, &hand, (Some(&before), &after, number + 1))?;
        }
        let facts = json!({ "campaign": request.name, "edition": number + 1 });
        Ok(Done { answer: whole(tx, &request.name, None)?, facts })
    })
}

/// What speaks against a regulation of a campaign: that there is none, or that it rules only later exams.
fn against(campaign: &Campaign, named: Option<&Regulation>) -> Option<ValueFault> {
    let Some(named) = named else { return Some(ValueFault::NoSuchRegulation) };
    let sittings = campaign.exams.iter().flat_map(|exam| &exam.sittings);
    let first = sittings.flat_map(|sitting| &sitting.parts).filter_map(|part| part.date).min();
    let later = first.is_some_and(|first| first < named.from);
    later.then(|| ValueFault::RulesLater { day: date_numeric(named.from) })
}

fn invalid(faults: Vec<FieldFault>) -> Failure {
    Refusal::Invalid { faults }.into()
}

/// `campaigns.next_year`
pub(crate) fn next_year(desk: &Desk, request: &CampaignRequest) -> Result<CampaignDetail, Failure> {
    let may = desk.may(Deed::SaveCampaign)?;
    let hand = Hand::of(desk, &may);
    desk.change(&may, |tx, act| {
        let next = campaign(tx, &request.name, None)?.0.next_year();
        let name = next.name();
        if tx.edition(EditionKind::Campaign, &name, None)?.is_some() {
            return Err(Refusal::CampaignThere { campaign: name }.into());
        }
        let next = next.checked().map_err(invalid)?;
        keep(tx, act, &hand, (None, &next, 1))?;
        let facts = json!({ "campaign": name, "edition": 1, "of": request.name });
        Ok(Done { answer: whole(tx, &name, None)?, facts })
    })
}

/// Keeps an edition of a campaign, writes its sittings for seats and slips, and what it changed.
fn keep(
    tx: &Tx<'_>,
    act: &mut OpenAct<'_>,
    hand: &Hand,
    (before, after, number): (Option<&Campaign>, &Campaign, u32),
) -> Result<(), Failure> {
    let name = after.name();
    for sitting in after.sittings() {
        tx.put_sitting(&sitting)?;
    }
    let text = |document: &Campaign| {
        serde_json::to_string(document).map_err(|error| Breakage::program("campaign", &error))
    };
    tx.add_edition(EditionKind::Campaign, &hand.row(name.clone(), number, text(after)?))?;
    let (was, is) = (before.map(Campaign::fields).unwrap_or_default(), after.fields());
    let differing = |these: &Fields, others: &Fields| {
        let fields = record::differing(these, others);
        (!fields.is_empty()).then(|| json!(fields).to_string())
    };
    let record = tx.campaign_id(&name)?.unwrap_or_default();
    let (before, after) = (differing(&was, &is), differing(&is, &was));
    act.member(&Member { kind: "campaign", record, before, after })?;
    Ok(())
}

/// Takes in the shipped campaigns and regulations that a registry does not have: a new one has none, an
/// older one not those that came with a later edition of the program.
pub(crate) fn take_in(tx: &Tx<'_>, act: &mut OpenAct<'_>, hand: &Hand) -> Result<u32, Failure> {
    let mut taken = 0;
    for regulation in reference::regulations()? {
        let (kind, name) = (EditionKind::Regulation, regulation.name.clone());
        if tx.edition(kind, &name, Some(regulation.version))?.is_none() {
            let body = serde_json::to_string(&regulation)
                .map_err(|error| Breakage::program("regulation", &error))?;
            tx.add_edition(kind, &hand.row(name, regulation.version, body))?;
            taken += 1;
        }
    }
    for campaign in reference::campaigns()? {
        if tx.edition(EditionKind::Campaign, &campaign.name(), None)?.is_none() {
            keep(tx, act, hand, (None, &campaign, 1))?;
            taken += 1;
        }
    }
    Ok(taken)
}

/// Takes in what an older registry lacks, when it is opened.
pub(crate) fn complete(desk: &Desk) -> Result<(), Failure> {
    let lacks = desk.peek(|reader| {
        let mut lacks = false;
        for campaign in reference::campaigns()? {
            lacks |= reader.edition(EditionKind::Campaign, &campaign.name(), None)?.is_none();
        }
        Ok(lacks)
    })?;
    if !lacks {
        return Ok(());
    }
    let may = MayDo::at_the_door(AtTheDoor::TakeIn, &desk.host().who());
    let hand = Hand::of(desk, &may);
    desk.change(&may, |tx, act| {
        let taken = take_in(tx, act, &hand)?;
        Ok(Done { answer: (), facts: json!({ "taken": taken }) })
    })
}
