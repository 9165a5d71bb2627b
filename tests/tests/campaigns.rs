//! Stories of campaigns: the shipped ones, what an edit does, next year's, and an older registry.

mod world;

use std::collections::BTreeMap;

use qabul_core::fault::ValueFault;
use qabul_core::refusal::Refusal;
use qabul_desk::Failure;
use qabul_desk::views::Nothing;
use qabul_desk::views::campaigns::{CampaignDetail, CampaignRequest, Campaigns, SaveCampaign};
use qabul_desk::views::journal::{JournalFilter, JournalPage, JournalRequest};
use qabul_desk::views::registry::{OpenRequest, Status, Which};
use qabul_desk::views::sittings::{SittingDetail, SittingRequest, Sittings};
use world::World;

fn detail(world: &World, name: &str, edition: Option<u32>) -> CampaignDetail {
    let name = name.to_owned();
    world.desk.ask("campaigns.detail", &CampaignRequest { name, edition }).unwrap()
}

fn save(
    world: &World,
    (name, edition): (&str, u32),
    fields: &[(&str, &str)],
) -> Result<CampaignDetail, Failure> {
    let fields = fields.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned()));
    let request = SaveCampaign { name: name.to_owned(), edition, fields: fields.collect() };
    world.desk.ask("campaigns.save", &request)
}

fn sitting(world: &World, id: &str) -> SittingDetail {
    world.desk.ask("sittings.detail", &SittingRequest { sitting: id.parse().unwrap() }).unwrap()
}

#[test]
fn the_campaigns_of_2026_are_there_with_their_publications() {
    let world = World::empty();
    let all: Campaigns = world.desk.ask("campaigns.list", &Nothing {}).unwrap();
    let names: Vec<&str> = all.campaigns.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(names, ["residency-2026", "doctoral-2026"]);
    let residency = detail(&world, "residency-2026", None);
    for (key, text) in [
        ("windows.0.from", "13.04.2026 00:00"),
        ("windows.0.to", "20.04.2026 23:59"),
        ("windows.1.to", "04.06.2026 23:59"),
        ("windows.2.from", "22.07.2026 00:00"),
        ("exams.1.fees.0.qepik", "60,00"),
        ("exams.2.fees.0.qepik", "100,00"),
        ("exams.1.1.0.date", "03.05.2026"),
        ("exams.1.2.0.date", "21.06.2026"),
        ("exams.2.1.0.date", ""),
    ] {
        assert_eq!(residency.fields[key], text, "{key}");
    }
    assert_eq!(residency.regulation.exam(1).map(|exam| exam.pass), Some(40));
    assert!(residency.sources.values().all(|source| !source.title.is_empty()));
    assert_eq!(sitting(&world, "residency-2026-2-1").date, None, "to be announced: no slip");
    let doctoral = detail(&world, "doctoral-2026", None);
    assert_eq!(doctoral.campaign.exams[0].languages, ["en", "de", "fr", "az"]);
    assert_eq!(doctoral.fields["exams.1.1.1.last_date"], "19.06.2026", "speaking, 17–19 June");
    assert_eq!(sitting(&world, "doctoral-2026-1-1").date.as_deref(), Some("2026-06-25"));
}

#[test]
fn an_announced_day_reaches_the_sitting_and_the_journal_and_the_old_edition_stays() {
    let world = World::empty();
    let saved = save(&world, ("residency-2026", 1), &[("exams.2.1.0.date", "09.08.2026")]).unwrap();
    assert_eq!((saved.edition, saved.editions.len()), (2, 2));
    assert_eq!(sitting(&world, "residency-2026-2-1").date.as_deref(), Some("2026-08-09"));
    assert_eq!(detail(&world, "residency-2026", Some(1)).fields["exams.2.1.0.date"], "");
    let page: JournalPage = world
        .desk
        .ask(
            "journal.list",
            &JournalRequest { filter: JournalFilter::default(), skip: 0, count: 5 },
        )
        .unwrap();
    let act = page.acts.iter().find(|act| act.deed.key() == "save_campaign").unwrap();
    assert_eq!(act.facts.get("edition").map(String::as_str), Some("2"));
    // Saving what was looked at before somebody else saved shows both.
    let stale = save(&world, ("residency-2026", 1), &[("exams.2.1.0.date", "10.08.2026")]);
    let Err(Failure::Refused { refusal: Refusal::Stale { version, theirs, .. } }) = stale else {
        panic!("{stale:?}")
    };
    assert_eq!((version, theirs["exams.2.1.0.date"].as_str()), (2, "09.08.2026"));
}

#[test]
fn every_fault_is_said_at_once_and_nothing_is_saved() {
    let world = World::empty();
    let refused = save(
        &world,
        ("doctoral-2026", 1),
        &[
            ("windows.0.to", "bazar"),
            ("exams.1.fees.1.qepik", "çox"),
            ("exams.1.1.0.start", "25:00"),
        ],
    );
    let Err(Failure::Refused { refusal: Refusal::Invalid { faults } }) = refused else {
        panic!("{refused:?}")
    };
    let faults: BTreeMap<_, _> = faults.into_iter().map(|it| (it.field, it.fault)).collect();
    assert_eq!(faults["windows.0.to"], ValueFault::Date);
    assert_eq!(faults["exams.1.fees.1.qepik"], ValueFault::Amount);
    assert_eq!(faults["exams.1.1.0.start"], ValueFault::Time);
    assert_eq!(detail(&world, "doctoral-2026", None).edition, 1);
}

#[test]
fn a_clerk_makes_next_years_campaign_from_this_years() {
    let world = World::empty();
    let name = "residency-2026".to_owned();
    let request = CampaignRequest { name, edition: None };
    let next: CampaignDetail = world.desk.ask("campaigns.next_year", &request).unwrap();
    assert_eq!((next.name.as_str(), next.edition), ("residency-2027", 1));
    assert_eq!(next.fields["windows.0.from"], "13.04.2027 00:00");
    assert_eq!(next.fields["exams.1.1.0.date"], "", "no exam day is announced yet");
    let all: Sittings = world.desk.ask("sittings.list", &Nothing {}).unwrap();
    let ids: Vec<String> = all.sittings.iter().map(|line| line.id.to_string()).collect();
    assert!(ids.contains(&"residency-2027-1-1".to_owned()));
    assert_eq!(
        ids[0], "residency-2026-1-1",
        "days to be announced come after those that are known"
    );
    let again: Result<CampaignDetail, _> = world.desk.ask("campaigns.next_year", &request);
    let there = Refusal::CampaignThere { campaign: "residency-2027".to_owned() };
    assert_eq!(again, Err(there.into()));
}

#[test]
fn a_campaign_that_is_not_there_is_named() {
    let world = World::empty();
    let request = CampaignRequest { name: "residency-1999".to_owned(), edition: None };
    let missing: Result<CampaignDetail, _> = world.desk.ask("campaigns.detail", &request);
    let campaign = "residency-1999".to_owned();
    assert_eq!(missing, Err(Refusal::NoCampaign { campaign }.into()));
}

#[test]
fn an_older_registry_takes_in_what_came_with_this_edition_once() {
    let world = World::empty();
    // As a registry was before campaigns were kept in editions.
    world.sql(
        "DROP TRIGGER editions_stay; DELETE FROM edition; DELETE FROM sitting WHERE name LIKE 'doctoral%'; \
         CREATE TRIGGER editions_stay BEFORE DELETE ON edition \
         BEGIN SELECT RAISE(ABORT, 'an edition stays'); END;",
    );
    for _ in 0..2 {
        let which = Which::Own;
        world.desk.ask::<Status>("registry.open", &OpenRequest { which }).unwrap();
        world.enter("sinaqci").unwrap();
        assert_eq!(detail(&world, "doctoral-2026", None).editions.len(), 1);
        assert_eq!(sitting(&world, "doctoral-2026-1-1").fee, 11_000);
    }
    let request = JournalRequest { filter: JournalFilter::default(), skip: 0, count: 50 };
    let page: JournalPage = world.desk.ask("journal.list", &request).unwrap();
    let taken = page.acts.iter().filter(|act| act.deed.key() == "save_campaign").count();
    assert_eq!(taken, 2, "the campaigns and regulations, then the kinds of certificates");
}
