//! What the rules say of an application, as a clerk reads it: every rule with its reason and its paper, as of
//! a moment, over what the registry holds.

mod world;

use qabul_core::application::Stand;
use qabul_core::campaign::Condition;
use qabul_core::eligibility::{Answer, Judged, Reason, Rule};
use qabul_desk::Failure;
use qabul_desk::views::Nothing;
use qabul_desk::views::applications::ListAnswer;
use qabul_desk::views::eligibility::{JudgeRequest, Judgement};
use qabul_desk::views::journal::{ActRequest, Undoable, Undone};
use serde_json::json;
use world::{World, csv, refusal, sitting};

/// A registry with one graduate whose list says what was paid, in manat, and the day of confirmation.
fn world(paid: &str, confirmed: &str) -> World {
    let world = World::empty();
    let row = format!(
        "5KQ2M8T,AZE09417725,İsmayılova,Şəhla,Ağarəhim qızı,14.08.2001,qadın,Bakı,Azərbaycan,\
         məzun,\"{paid}\",{confirmed},204817"
    );
    let file = world.file("list.csv", &csv(&[&row]));
    world.import(&file, None, false).unwrap();
    world
}

fn judge(world: &World, at: Option<&str>) -> Judgement {
    let list: ListAnswer =
        world.desk.ask("applications.list", &json!({ "sitting": sitting() })).unwrap();
    let request = JudgeRequest { id: list.rows[0].id, at: at.map(|at| at.parse().unwrap()) };
    world.desk.ask("applications.judge", &request).unwrap()
}

fn of(judgement: &Judgement, rule: Rule) -> &Judged {
    judgement.judged.iter().find(|judged| judged.rule == rule).unwrap()
}

#[test]
fn somebody_registered_has_every_rule_with_its_paper() {
    let world = world("60,00", "03.06.2026");
    let judgement = judge(&world, None);
    assert_eq!((judgement.stand, judgement.conclusion), (Stand::Registered, Answer::Yes));
    assert_eq!((judgement.campaign.as_str(), judgement.edition), ("residency-2026", 1));
    assert!(matches!(of(&judgement, Rule::Fee).reason, Reason::FeeCharged { .. }));
    assert!(matches!(of(&judgement, Rule::Window).reason, Reason::WindowOpen { .. }));
    for judged in &judgement.judged {
        let known = judged.source.as_ref().is_none_or(|key| judgement.sources.contains_key(key));
        assert!(known, "{judged:?}");
    }
    let account = judgement.account.unwrap();
    assert_eq!(account.balance, 0);
    let moved: Vec<(i64, i64)> =
        account.movements.iter().map(|line| (line.amount, line.balance)).collect();
    assert_eq!(moved, [(-6000, 0), (6000, 6000)], "newest first, each with what was left");
}

#[test]
fn what_is_missing_to_register_is_said_with_its_numbers() {
    let world = world("40,00", "");
    let judgement = judge(&world, Some("2026-06-04T23:59:00"));
    assert_eq!((judgement.stand, judgement.conclusion), (Stand::ToConfirm, Answer::No));
    let Reason::FeeShort { fee, balance, missing } = &of(&judgement, Rule::Fee).reason else {
        panic!("{judgement:?}")
    };
    assert_eq!([fee, balance, missing].map(|it| i64::from(*it)), [6000, 4000, 2000]);
    let against: Vec<Rule> = judgement
        .judged
        .iter()
        .filter(|judged| judged.answer == Answer::No)
        .map(|judged| judged.rule)
        .collect();
    assert_eq!(against, [Rule::Fee], "the last minute of the window is in time");
    let late = judge(&world, Some("2026-06-05T00:00:00"));
    assert!(matches!(of(&late, Rule::Window).reason, Reason::WindowPast { .. }));
    let now = judge(&world, None);
    assert_eq!(of(&now, Rule::Window).answer, Answer::No, "the desk's own day is the fifteenth");
}

#[test]
fn without_a_cabinet_and_with_an_earlier_pass_nothing_is_confirmed_unseen() {
    let world = world("0", "");
    world.sql("DELETE FROM account");
    world.sql(
        "INSERT INTO result (candidate, sitting, date, score, outcome, source) \
         VALUES (1, 'residency-2024-1-1', '2024-05-05', 61, 'passing', 'DİM')",
    );
    let judgement = judge(&world, Some("2026-06-01T09:00:00"));
    assert_eq!(of(&judgement, Rule::Cabinet).reason, Reason::CabinetMissing);
    assert!(judgement.account.is_none());
    let passed = judgement
        .judged
        .iter()
        .find(|judged| matches!(judged.reason, Reason::AlreadyPassed { score: Some(61), .. }));
    assert_eq!(passed.map(|judged| judged.answer), Some(Answer::Person));
    assert_eq!(judgement.results.len(), 1);
    let nobody = JudgeRequest { id: 99, at: None };
    let failure: Failure = world.desk.ask::<Judgement>("applications.judge", &nobody).unwrap_err();
    assert_eq!(refusal(&failure), "no_application");
}

/// The education and the contacts of the one person, as the file has them.
fn content(world: &World) -> String {
    world.sql(
        "SELECT country, graduated, nostrification, direction, c.email, c.address \
         FROM application a JOIN candidate c ON c.id = a.candidate",
    )
}

#[test]
fn what_a_list_says_of_studies_is_judged_kept_and_taken_back() {
    let world = world("60,00", "03.06.2026");
    let nothing = content(&world);
    let list = |heads: &str, cells: &str| {
        let row = "5KQ2M8T,AZE09417725,İsmayılova,Şəhla,Ağarəhim qızı,14.08.2001,qadın,Bakı,\
                   Azərbaycan,məzun,\"60,00\",03.06.2026,204817";
        let text = format!("{}{heads}\n{row}{cells}\n", world::HEADS);
        world.import(&world.file("again.csv", text.as_bytes()), None, false).unwrap()
    };
    let done = list(
        ",Ölkə,Bitirmə ili,Nostrifikasiya,İstiqamət,E-poçt,Yaşayış ünvanı",
        ",Türkiyə,2024,baxılır,Müalicə işi,shehla@example.az,Bakı",
    );
    assert_eq!(done.changed, 1);
    let told = content(&world);
    assert_eq!(told, "TUR|2024|pending|Müalicə işi|shehla@example.az|Bakı");
    let standing =
        of(&judge(&world, None), Rule::Condition { condition: Condition::StageOneStanding })
            .clone();
    assert_eq!(standing.answer, Answer::Person, "{standing:?}");
    assert!(matches!(standing.reason, Reason::DiplomaPending { .. }));
    // A list without these columns takes nothing away.
    assert_eq!((list("", "").unchanged, content(&world)), (1, told));
    let last: Undoable = world.desk.ask("undo.last", &Nothing {}).unwrap();
    world.desk.ask::<Undone>("undo.act", &ActRequest { id: last.id }).unwrap();
    assert_eq!(content(&world), nothing);
}
