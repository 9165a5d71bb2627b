//! Regulations of exams: a new version with its acts and their scans, and the campaign that names it.

mod world;

use std::collections::BTreeMap;

use qabul_core::campaign::Body;
use qabul_core::eligibility::Reason;
use qabul_desk::Failure;
use qabul_desk::views::Nothing;
use qabul_desk::views::campaigns::{CampaignDetail, CampaignRequest, SaveCampaign};
use qabul_desk::views::regulations::*;
use qabul_desk::views::results::{ResultSaved, SaveResult};
use world::applicant::master;
use world::{World, refusal};

const DOCTORAL: &str = "doctoral-2026";

fn detail(world: &World) -> CampaignDetail {
    let request = CampaignRequest { name: DOCTORAL.to_owned(), edition: None };
    world.desk.ask("campaigns.detail", &request).unwrap()
}

/// Makes a version of what rules the campaign, with these fields and one scan.
fn save(
    world: &World,
    last: u32,
    fields: &[(&str, &str)],
    scan: Option<(&str, &[u8])>,
) -> Result<RegulationSaved, Failure> {
    let mut all = detail(world).regulation_fields;
    all.extend(fields.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())));
    let mut scans = BTreeMap::new();
    if let Some((act, bytes)) = scan {
        let file = world.desk.admit(world.file("scan", bytes));
        scans.insert(act.to_owned(), file.handle);
    }
    let base = "doctoral/1".to_owned();
    world.desk.ask("regulations.save", &SaveRegulation { base, last, fields: all, scans })
}

fn names(world: &World, regulation: &str) -> Result<CampaignDetail, Failure> {
    let edition = detail(world).edition;
    let fields = BTreeMap::from([("regulation".to_owned(), regulation.to_owned())]);
    let request = SaveCampaign { name: DOCTORAL.to_owned(), edition, fields };
    world.desk.ask("campaigns.save", &request)
}

#[test]
fn a_new_version_rules_a_campaign_from_when_it_names_it() {
    let world = World::at("2026-06-12T10:00:00");
    let id = world.applies("doctoral-2026-1-1", master(&[]));
    let passes = |outcome: &str| {
        let request = SaveResult {
            id,
            sitting: "doctoral-2025-1-1".to_owned(),
            date: "25.06.2025".to_owned(),
            score: "26".to_owned(),
            outcome: outcome.to_owned(),
            source: "Protokol № 3".to_owned(),
        };
        world.desk.ask::<ResultSaved>("results.save", &request).unwrap();
    };
    passes("passing");
    let asked = |world: &World| match &world.judges(id).afterwards[0].judged[0].reason {
        Reason::LanguagePassed { pass, .. } => *pass,
        other => panic!("{other:?}"),
    };
    assert_eq!(asked(&world), 25);
    let scan: &[u8] = b"%PDF-1.7 an order of the Center";
    let fields = [
        ("from", "01.01.2026"),
        ("exams.1.pass", "26"),
        ("acts.center.0.number", "14"),
        ("acts.center.0.date", "20.12.2026"),
        ("acts.anas.0.number", "7/2"),
        ("acts.anas.0.date", "22.12.2026"),
        ("programme", "Proqram, 2027"),
    ];
    let saved = save(&world, 1, &fields, Some(("center.0", scan))).unwrap();
    assert_eq!(saved.key, "doctoral/2");
    let seen = detail(&world);
    assert_eq!((seen.regulation.version, asked(&world)), (1, 25), "campaigns keep theirs");
    let versions: Vec<u32> = seen.regulations.iter().map(|line| line.version).collect();
    assert_eq!(versions, [2, 1]);

    let ruled = names(&world, "doctoral/2").unwrap().regulation;
    assert_eq!((ruled.version, asked(&world)), (2, 26));
    let acts: Vec<(Body, &str)> =
        ruled.acts.iter().map(|act| (act.body, act.number.as_str())).collect();
    assert!(
        acts.contains(&(Body::Center, "14")) && acts.contains(&(Body::Anas, "7/2")),
        "{acts:?}"
    );
    let file = world.desk.admit(world.folder.path().join("copy")).handle;
    let request = CopyScan { key: saved.key, act: "center.0".to_owned(), file };
    world.desk.ask::<Nothing>("regulations.scan", &request).unwrap();
    assert_eq!(std::fs::read(world.folder.path().join("copy.pdf")).unwrap(), scan);
    let store = qabul_store::Store::open(&world.folder.path().join("own")).unwrap();
    assert_eq!(store.reader().named_papers().unwrap().len(), 1, "a backup carries the scan");
}

#[test]
fn every_fault_is_said_and_nothing_is_saved() {
    let world = World::at("2026-06-12T10:00:00");
    let faults = |failure: Failure| -> Vec<String> {
        let value = serde_json::to_value(failure).unwrap();
        let faults = value["faults"].as_array().unwrap().iter();
        faults.map(|it| it["field"].as_str().unwrap().to_owned()).collect()
    };
    let wrong = [("exams.1.pass", "60"), ("acts.ministry.0.number", "5")];
    let failure = save(&world, 1, &wrong, None).unwrap_err();
    assert_eq!(faults(failure), ["acts.ministry.0.date", "exams.1.pass"]);
    let failure = save(&world, 1, &[], Some(("cabinet.0", b"GIF89a"))).unwrap_err();
    assert_eq!(faults(failure), ["acts.cabinet.0.scan"]);
    assert_eq!(refusal(&save(&world, 0, &[], None).unwrap_err()), "stale");
    assert_eq!(faults(names(&world, "doctoral/9").unwrap_err()), ["regulation"]);
    assert_eq!(world.sql("SELECT count(*) FROM edition WHERE kind = 'regulation'"), "2");
    save(&world, 1, &[("from", "17.06.2026")], None).unwrap();
    let failure = serde_json::to_value(names(&world, "doctoral/2").unwrap_err()).unwrap();
    assert_eq!(failure["faults"][0]["fault"]["day"], "17.06.2026", "an exam is on the 16th");
}
