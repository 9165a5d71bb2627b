//! Certificates are received, checked, decided on, given back and revoked by several people on several days, and
//! the statistics say of each of these what was done.

mod world;

use qabul_core::certificate::{CertificateState, CertificateStep};
use qabul_desk::Failure;
use qabul_desk::views::Nothing;
use qabul_desk::views::certificates::*;
use qabul_desk::views::preferences::{Language, Preferences};
use qabul_desk::views::same::{ComparePeople, Compared, MergePeople, Merged};
use qabul_desk::views::statistics::*;
use qabul_exchange::table;
use world::applicant::master;
use world::certificate::{OTHER, ielts};
use world::{World, refusal};

const DOCTORAL: &str = "doctoral-2026-1-1";

/// Where somebody's certificate is to come.
enum Fate {
    Received,
    Checked,
    Exempt,
    Refused(&'static str),
    Returned,
}

fn ask(world: &World, request: &CountCertificates) -> Result<CertificateStatistics, Failure> {
    world.desk.ask("certificates.statistics", request)
}

fn counted(world: &World) -> CertificateStatistics {
    ask(world, &CountCertificates::default()).unwrap()
}

/// Somebody with a number of his own applies with a language; the entry.
fn applies(world: &World, number: u8, language: &str) -> i64 {
    let (fin, document) = (format!("5KQ2M{number:02}"), format!("AZE094177{number:02}"));
    let birth = format!("{:02}.04.1997", number + 1);
    let own =
        [("fin", fin.as_str()), ("document", &document), ("birth", &birth), ("language", language)];
    world.applies(DOCTORAL, master(&own))
}

/// Brings a certificate and takes it as far as it goes; decided on so many hours after it came.
fn comes(
    world: &World,
    typed: (u8, &str, &[(&str, &str)]),
    fate: &Fate,
    decided: &str,
) -> (i64, i64) {
    let (number, language, fields) = typed;
    let entry = applies(world, number, language);
    let certificate = format!("25AZ12345{number}QULC123A");
    let own = [("number", certificate.as_str())];
    let id = world.brings(entry, ielts(&[&own[..], fields].concat())).unwrap().id;
    let step = |step, reason| world.steps_with(id, step, reason).unwrap();
    match fate {
        Fate::Received => return (entry, id),
        Fate::Returned => {
            step(CertificateStep::Return, "skan oxunmur");
            return (entry, id);
        }
        _ => step(CertificateStep::Check, ""),
    };
    if !matches!(fate, Fate::Checked) {
        world.moves_to(decided);
        world.enter(OTHER).unwrap();
        match fate {
            Fate::Refused(reason) => step(CertificateStep::Refuse, reason),
            _ => step(CertificateStep::Exempt, ""),
        };
        world.enter("sinaqci").unwrap();
    }
    (entry, id)
}

const LOW: [(&str, &str); 5] =
    [("listening", "5"), ("reading", "5"), ("writing", "5"), ("speaking", "5"), ("overall", "5")];
const DELF: [(&str, &str); 8] = [
    ("kind", "delf"),
    ("number", "023004-017"),
    ("level", "B2"),
    ("listening", "20"),
    ("reading", "20"),
    ("writing", "20"),
    ("speaking", "20"),
    ("overall", "80"),
];

/// Seven certificates of seven people, each decided on at another time after it came.
fn summer() -> (World, [(i64, i64); 7]) {
    let world = World::at("2026-06-08T10:00:00");
    world.has_another();
    world.publishes("ielts", 1);
    world.publishes("delf", 1);
    let general = [("kind", "ielts-general"), ("number", "25AZ654321QULC123G")];
    let same_day = comes(&world, (0, "en", &[]), &Fate::Exempt, "2026-06-08T16:30:00");
    let low = comes(&world, (1, "en", &LOW), &Fate::Refused(""), "2026-06-10T16:30:00");
    let person =
        comes(&world, (2, "en", &general), &Fate::Refused("akademik deyil"), "2026-06-14T16:00:00");
    world.moves_to("2026-07-01T09:00:00");
    let french = comes(&world, (3, "fr", &DELF), &Fate::Exempt, "2026-07-13T09:00:00");
    let returned = comes(&world, (4, "en", &[]), &Fate::Returned, "");
    let checked = comes(&world, (5, "en", &[]), &Fate::Checked, "");
    world.moves_to("2026-09-02T09:00:00");
    let received = comes(&world, (6, "en", &LOW), &Fate::Received, "");
    (world, [same_day, low, person, french, returned, checked, received])
}

fn group(found: &CertificateStatistics, by: CountedBy) -> &CountedGroup {
    found.groups.iter().find(|group| group.by == by).unwrap()
}

/// The parts of a group that hold anything.
fn parts(found: &CertificateStatistics, by: CountedBy) -> Vec<(&str, u32)> {
    let parts = group(found, by).parts.iter().filter(|part| part.count > 0);
    parts.map(|part| (part.value.as_str(), part.count)).collect()
}

fn ties(found: &CertificateStatistics) {
    for group in &found.groups {
        let total = if group.by == CountedBy::Wait { found.decided } else { found.received };
        assert_eq!(group.total, total, "{:?}", group.by);
        assert_eq!(group.parts.iter().map(|part| part.count).sum::<u32>(), total, "{:?}", group.by);
    }
}

#[test]
fn what_was_done_is_what_is_counted() {
    let (world, _) = summer();
    let found = counted(&world);
    ties(&found);
    assert_eq!((found.received, found.people, found.decided), (7, 7, 4));
    let states =
        [("received", 1), ("checked", 1), ("exempt", 2), ("not_exempt", 2), ("returned", 1)];
    assert_eq!(parts(&found, CountedBy::State), states);
    let kinds = [("IELTS Academic", 5), ("DELF", 1), ("IELTS General Training", 1)];
    assert_eq!(parts(&found, CountedBy::Kind), kinds);
    assert_eq!(parts(&found, CountedBy::Language), [("en", 6), ("fr", 1)]);
    let levels = [("B1", 1), ("B2", 2), ("no_level", 1), ("undecided", 3)];
    assert_eq!(parts(&found, CountedBy::Level), levels);
    let verdicts = [("accepted", 2), ("refused", 1), ("person", 1), ("undecided", 3)];
    assert_eq!(parts(&found, CountedBy::Verdict), verdicts);
    let months = &group(&found, CountedBy::Month).parts;
    let months: Vec<_> = months.iter().map(|part| (part.value.as_str(), part.count)).collect();
    assert_eq!(months, [("2026-06", 3), ("2026-07", 3), ("2026-08", 0), ("2026-09", 1)]);

    let waits = [("same_day", 1), ("days_1_2", 1), ("days_3_5", 1), ("days_more", 1)];
    assert_eq!(parts(&found, CountedBy::Wait), waits);
    let times = DecisionTimes { median: 2 * 1440, ninety: 12 * 1440, longest: 12 * 1440 };
    assert_eq!(found.times, Some(times));
    let queue: CertificateQueueView = world
        .desk
        .ask("certificates.queue", &QueueRequest { queue: CertificateQueue::Done })
        .unwrap();
    assert_eq!(queue.counts.iter().sum::<u32>(), found.received, "as the queues say");
}

#[test]
fn what_was_revoked_and_what_came_again_changes_its_place_and_no_sum() {
    let (world, [same_day, .., returned, _, _]) = summer();
    let before = counted(&world);
    world.enter(OTHER).unwrap();
    world.steps_with(same_day.1, CertificateStep::Revoke, "saxtadır").unwrap();
    world.enter("sinaqci").unwrap();
    let (entry, id) = returned;
    let version = world.certificate(id).version;
    let typed = ielts(&[("number", "25AZ999999QULC123A")]);
    let right =
        SaveCertificate { of: Some((id, version)), entry, typed, scans: vec![], kept: vec![] };
    world.desk.ask::<CertificateView>("certificates.save", &right).unwrap();
    let found = counted(&world);
    ties(&found);
    let states =
        [("received", 2), ("checked", 1), ("exempt", 1), ("not_exempt", 2), ("revoked", 1)];
    assert_eq!(parts(&found, CountedBy::State), states);
    let accepted = &group(&found, CountedBy::Verdict).parts[0];
    let outcomes = vec![(CertificateState::Exempt, 1), (CertificateState::Revoked, 1)];
    assert_eq!((accepted.count, &accepted.states), (2, &outcomes));
    // The decision was taken all the same, and what came again came when it first came.
    for by in [CountedBy::Month, CountedBy::Wait, CountedBy::Level, CountedBy::Kind] {
        assert_eq!(group(&found, by), group(&before, by), "{by:?}");
    }
    assert_eq!((found.times, found.decided), (before.times, before.decided));
}

#[test]
fn two_records_of_one_person_are_one_person_with_two_certificates() {
    let (world, [_, _, _, _, (other, _), (kept, _), _]) = summer();
    let fin = world.sql(&format!(
        "SELECT c.fin FROM candidate c JOIN application a ON a.candidate = c.id \
         JOIN entry e ON e.application = a.id WHERE e.id = {other}"
    ));
    let compare = ComparePeople { id: kept, other: fin };
    let seen = world.desk.ask::<Compared>("people.compare", &compare).unwrap().seen;
    let reason = "Vəsiqə dəyişdirilib".to_owned();
    let merge = MergePeople { kept, other, identity_of_other: false, seen, reason };
    let before = counted(&world);
    world.desk.ask::<Merged>("people.merge", &merge).unwrap();
    let after = counted(&world);
    assert_eq!(after, CertificateStatistics { people: before.people - 1, ..before });
}

#[test]
fn a_campaign_and_days_of_receipt_narrow_it_and_what_makes_no_sense_is_said() {
    let (world, _) = summer();
    let narrowed = |campaign: Option<&str>, from: &str, to: &str| {
        let (campaign, from, to) = (campaign.map(str::to_owned), from.to_owned(), to.to_owned());
        ask(&world, &CountCertificates { campaign, from, to, report: None })
    };
    assert_eq!(narrowed(Some("doctoral-2026"), "", "").unwrap(), counted(&world));
    let july = narrowed(None, "01.07.2026", "13.07.2026").unwrap();
    ties(&july);
    assert_eq!((july.received, july.decided), (3, 1));
    assert_eq!(parts(&july, CountedBy::Kind), [("IELTS Academic", 2), ("DELF", 1)]);
    let before = narrowed(None, "", "2026-07-12").unwrap();
    assert_eq!((before.received, before.decided), (4, 4));
    let none = narrowed(Some("residency-2026"), "", "").unwrap();
    ties(&none);
    assert_eq!((none.received, none.people, none.times), (0, 0, None));
    assert!(group(&none, CountedBy::Month).parts.is_empty());
    let refused = |campaign, from, to| refusal(&narrowed(campaign, from, to).unwrap_err());
    assert_eq!(refused(Some("doctoral-1999"), "", ""), "no_campaign");
    assert_eq!(refused(None, "31.06.2026", ""), "invalid");
    assert_eq!(refused(None, "02.07.2026", "01.07.2026"), "invalid");
    world.enter("inzibatci").unwrap();
    assert_eq!(refused(None, "", ""), "not_for_you", "as the desk of certificates");
}

/// The table that is exported, row by row.
fn exported(world: &World, name: &str, asked: CountCertificates) -> Vec<Vec<String>> {
    let path = world.folder.path().join(name);
    let report = Some(world.desk.admit(path.clone()).handle);
    ask(world, &CountCertificates { report, ..asked }).unwrap();
    let table = table::read(std::fs::read(&path).unwrap(), name).unwrap();
    let row = |row: table::Row<'_>| row.cells().map(str::to_owned).collect();
    let rows = table.rows().map(|it| row(it.unwrap()));
    std::iter::once(table.heads.clone()).chain(rows).collect()
}

#[test]
fn what_is_exported_says_the_same_in_the_words_of_whoever_asks() {
    let (world, _) = summer();
    let asked = || CountCertificates {
        campaign: Some("doctoral-2026".to_owned()),
        from: "01.06.2026".to_owned(),
        ..CountCertificates::default()
    };
    let csv = exported(&world, "statistika.csv", asked());
    assert_eq!(csv[0], ["Qrup", "Göstərici", "Say", "Pay", "Gün", "Saat"]);
    assert_eq!(csv[1][..2], ["Kampaniya", "Doktorantura 2026"]);
    assert_eq!(csv[2][..2], ["Qəbul edilib", "01.06.2026 –"]);
    let said = |rows: &[Vec<String>], group: &str, value: &str| -> Vec<String> {
        let so = |row: &&Vec<String>| row[0] == group && row[1] == value;
        rows.iter().find(so).map(|row| row[2..].to_vec()).unwrap_or_default()
    };
    assert_eq!(said(&csv, "Cəmi", "Qəbul edilmiş sertifikat")[0], "7");
    assert_eq!(said(&csv, "Növ", "IELTS Academic")[..2], ["5", "71,4%"]);
    assert_eq!(said(&csv, "Qəbul edildiyi ay", "08.2026")[..2], ["0", "0,0%"]);
    assert_eq!(said(&csv, "Qaydaların nəticəsi və qərar", "Azad edir: azad edilir")[0], "2");
    assert_eq!(said(&csv, "Qəbuldan qərara qədər", "həmin gün")[..2], ["1", "25,0%"]);
    assert_eq!(said(&csv, "Qəbuldan qərara qədər", "median"), ["", "", "2", "0"]);
    let xlsx = exported(&world, "statistika.xlsx", asked());
    let share = said(&xlsx, "Növ", "IELTS Academic")[1].parse::<f64>().unwrap();
    assert!((share - 5.0 / 7.0).abs() < 1e-9, "a number to reckon with: {share}");
    let plain = |rows: &[Vec<String>]| -> Vec<Vec<String>> {
        let mut rows = rows.to_vec();
        for row in &mut rows {
            row.resize(6, String::new());
            row[3].clear();
        }
        rows
    };
    assert_eq!(plain(&xlsx), plain(&csv));
    for (language, head, level) in
        [(Language::En, "Group", "CEFR level"), (Language::Ru, "Группа", "Уровень CEFR")]
    {
        let own = world.desk.ask::<Preferences>("preferences.read", &Nothing {}).unwrap();
        let own = Preferences { language, ..own };
        world.desk.ask::<Preferences>("preferences.write", &own).unwrap();
        let rows = exported(&world, "statistics.csv", CountCertificates::default());
        assert_eq!((rows[0][0].as_str(), rows.len()), (head, csv.len() - 2));
        assert_eq!(said(&rows, level, "B2")[0], "2");
    }
}
