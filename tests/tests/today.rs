//! The queues of a day, and what staff put on applications: who waits for what, tags, notes, kept filters.

mod world;

use qabul_core::application::{ConfirmedBy, Stand, Step};
use qabul_core::eligibility::Answer;
use qabul_core::journal::Deed;
use qabul_desk::views::Nothing;
use qabul_desk::views::applications::*;
use qabul_desk::views::jobs::{JobAnswer, JobStarted};
use qabul_desk::views::life::{StepsTaken, TakeStep};
use qabul_desk::views::sittings::SittingRequest;
use qabul_desk::views::today::*;
use serde_json::json;
use world::{World, csv, refusal, sitting};

/// A registry within the window of attempt 2: one has paid, one has not, one has passed Stage I before.
fn world() -> World {
    let world = World::empty();
    world.machine.pass(chrono::TimeDelta::days(-13));
    let row = |at: usize, paid: &str| {
        format!(
            "5KQ2M8{},AZE0941772{at},İsmayılova,Şəhla,Ağarəhim qızı,14.08.2001,qadın,Bakı,Azərbaycan,\
             məzun,\"{paid}\",,20481{at}",
            ["A", "B", "C"][at]
        )
    };
    let rows = [row(0, "60,00"), row(1, "0"), row(2, "60,00")].join("\n");
    world.import(&world.file("list.csv", &csv(&[&rows])), None, false).unwrap();
    world.sql(
        "INSERT INTO result (candidate, sitting, date, score, outcome, source) \
         SELECT id, 'residency-2024-1-1', '2024-05-05', 61, 'passing', 'DİM' FROM candidate \
         WHERE fin = '5KQ2M8C'",
    );
    world
}

fn today(world: &World) -> Today {
    world.desk.ask("today.read", &SittingRequest { sitting: sitting() }).unwrap()
}

fn list(world: &World, filter: ListFilter) -> Vec<ApplicationLine> {
    let request = json!({ "sitting": sitting(), "filter": filter, "order": "work_number" });
    world.desk.ask::<ListAnswer>("applications.list", &request).unwrap().rows
}

fn numbers(lines: &[ApplicationLine]) -> Vec<&str> {
    lines.iter().map(|line| &line.work_number[..6]).collect()
}

#[test]
fn the_queues_say_who_waits_for_what_and_each_opens_as_a_list() {
    let world = world();
    let queues = today(&world);
    assert_eq!((queues.to_confirm, queues.again, queues.suspended), (3, 0, 0));
    assert_eq!((queues.ready, queues.missing, queues.for_a_person), (1, 1, 1));
    for (conclusion, who) in
        [(Answer::Yes, "204810"), (Answer::No, "204811"), (Answer::Person, "204812")]
    {
        let filter = ListFilter { conclusion: Some(conclusion), ..Default::default() };
        assert_eq!(numbers(&list(&world, filter)), [who], "{conclusion:?}");
    }
    let ready = list(&world, ListFilter { conclusion: Some(Answer::Yes), ..Default::default() });
    let step = TakeStep {
        selection: Selection::Ids { ids: vec![ready[0].id] },
        step: Step::Confirm,
        reason: None,
        by: Some(ConfirmedBy::Candidate),
        commission: None,
    };
    let job: JobStarted = world.desk.ask("applications.take_step", &step).unwrap();
    let JobAnswer::Steps(StepsTaken { done: 1, .. }) = world.desk.wait(job, |_| ()).unwrap() else {
        panic!("not confirmed")
    };
    let queues = today(&world);
    assert_eq!((queues.to_confirm, queues.ready), (2, 0));
    let stand = ListFilter { stand: Some(Stand::ToConfirm), ..Default::default() };
    assert_eq!(list(&world, stand).len(), 2);
}

#[test]
fn a_tag_is_put_on_many_as_one_step_filtered_by_and_taken_back() {
    let world = world();
    let ids: Vec<i64> = list(&world, ListFilter::default()).iter().map(|line| line.id).collect();
    let tag = |ids: &[i64], tag: &str, on: bool| {
        let selection = Selection::Ids { ids: ids.to_vec() };
        let request = TagApplications { selection, tag: tag.to_owned(), on };
        world.desk.ask::<Tagged>("applications.tag", &request)
    };
    assert_eq!(tag(&ids[..2], " zəng et ", true).unwrap(), Tagged { done: 2, skipped: 0 });
    assert_eq!(tag(&ids, "zəng et", true).unwrap(), Tagged { done: 1, skipped: 2 });
    assert_eq!(tag(&ids, "zəng et", true).unwrap(), Tagged { done: 0, skipped: 3 });
    let tagged = ListFilter { tag: Some("zəng et".to_owned()), ..Default::default() };
    assert_eq!(list(&world, tagged.clone()).len(), 3);
    world.undoes(Deed::TagApplications);
    assert_eq!(list(&world, tagged.clone()).len(), 2);
    assert_eq!(tag(&ids, "zəng et", false).unwrap(), Tagged { done: 2, skipped: 1 });
    world.undoes(Deed::TagApplications);
    let filters: Filters =
        world.desk.ask("filters.read", &SittingRequest { sitting: sitting() }).unwrap();
    assert_eq!(filters.tags, [TagLine { tag: "zəng et".to_owned(), count: 2 }]);
    assert_eq!(refusal(&tag(&ids, " ", true).unwrap_err()), "invalid");
}

#[test]
fn notes_stand_with_their_writer_and_filters_are_ones_own() {
    let world = world();
    let id = list(&world, ListFilter::default())[0].id;
    let note = AddNote { id, text: "Diplomun əslini gətirəcək".to_owned() };
    world.desk.ask::<Nothing>("applications.note", &note).unwrap();
    let detail = || {
        let request = ApplicationRequest { id };
        world.desk.ask::<ApplicationDetail>("applications.detail", &request).unwrap()
    };
    let notes = detail().notes;
    assert_eq!((notes[0].text.as_str(), notes[0].by.as_str()), (note.text.as_str(), "sinaqci"));
    world.undoes(Deed::AddNote);
    assert_eq!(detail().notes, []);

    let filter = ListFilter { stand: Some(Stand::ToConfirm), ..Default::default() };
    let keep = |filter: Option<ListFilter>| {
        let request = KeepFilter { name: "Növbəm".to_owned(), filter };
        world.desk.ask::<Nothing>("filters.keep", &request).unwrap();
    };
    let saved = || {
        let request = SittingRequest { sitting: sitting() };
        world.desk.ask::<Filters>("filters.read", &request).unwrap().saved
    };
    keep(Some(filter.clone()));
    assert_eq!(saved(), [SavedFilter { name: "Növbəm".to_owned(), filter }]);
    keep(None);
    assert_eq!(saved(), []);
}
