//! Two records of one person made one with the history of both kept, and parted again.

mod world;

use qabul_core::application::{ConfirmedBy, Stand, Step};
use qabul_core::fault::RowFault;
use qabul_core::journal::Deed;
use qabul_core::refusal::{Merging, Refusal};
use qabul_desk::Failure;
use qabul_desk::views::Nothing;
use qabul_desk::views::applications::{Found, SearchRequest};
use qabul_desk::views::form::*;
use qabul_desk::views::journal::{ActRequest, Undone};
use qabul_desk::views::life::OpenAccount;
use qabul_desk::views::results::{ImportResults, ResultSaved, ResultsRead, SaveResult};
use qabul_desk::views::same::*;
use world::applicant::{graduate, master};
use world::{World, csv, refusal, sitting};

const RESIDENCY: &str = world::SITTING;
const DOCTORAL: &str = "doctoral-2026-1-1";

/// The same person again, under another FİN and document.
const AGAIN: [(&str, &str); 3] =
    [("fin", "5KQ2M8A"), ("document", "AZE09417725"), ("patronymic", "Xəyyam")];

fn request(world: &World, kept: i64, other: i64) -> MergePeople {
    let reason = "Vəsiqə dəyişdirilib".to_owned();
    let number = world.sql(&format!(
        "SELECT c.fin FROM candidate c JOIN application a ON a.candidate = c.id \
        JOIN entry e ON e.application = a.id WHERE e.id = {other}"
    ));
    let seen = compare(world, kept, &number).map_or(0, |compared| compared.seen);
    MergePeople { kept, other, identity_of_other: false, seen, reason }
}

fn merge(world: &World, kept: i64, other: i64) -> Result<Merged, Failure> {
    world.desk.ask("people.merge", &request(world, kept, other))
}

fn compare(world: &World, id: i64, other: &str) -> Result<Compared, Failure> {
    world.desk.ask("people.compare", &ComparePeople { id, other: other.to_owned() })
}

/// Everything that a merge can touch.
fn state(world: &World) -> String {
    world.sql(
        "SELECT id, fin, document, surname, patronymic, same_as, hex(photo) FROM candidate; \
         SELECT a.id, a.candidate, a.work_number, a.state, a.exemption, a.reason FROM application a; \
         SELECT e.id, e.application, e.state, e.charged, hex(e.sort_key) FROM entry e; \
         SELECT candidate, balance, portal FROM account; \
         SELECT candidate, sitting, score FROM result; SELECT * FROM apart; SELECT * FROM claim; \
         SELECT candidate, sum(amount) FROM movement GROUP BY candidate",
    )
}

fn check(world: &World, sitting: &str, typed: &world::applicant::Typed) -> FormCheck {
    let sitting = sitting.parse().unwrap();
    let request = CheckForm { sitting, id: None, draft: None, typed: typed.clone() };
    world.desk.ask("form.check", &request).unwrap()
}

fn result(id: i64, score: &str) -> SaveResult {
    SaveResult {
        id,
        sitting: "Rezidentura 2024, I mərhələ".to_owned(),
        date: "05.05.2024".to_owned(),
        score: score.to_owned(),
        outcome: "passing".to_owned(),
        source: "DİM arayışı № 12".to_owned(),
    }
}

fn has_result(world: &World, id: i64, score: &str) {
    world.desk.ask::<ResultSaved>("results.save", &result(id, score)).unwrap();
}

/// One person twice in one campaign: the second registered and charged, the first paid in and waiting.
fn twice() -> (World, i64, i64) {
    let world = World::at("2026-06-11T10:00:00");
    let first = world.applies(DOCTORAL, master(&[]));
    let second = world.applies(DOCTORAL, master(&AGAIN));
    for (id, amount) in [(first, "20,00"), (second, "130,00")] {
        world.opens_cabinet(id);
        world.pays(id, amount);
    }
    world.confirms(second, ConfirmedBy::Candidate).unwrap();
    (world, first, second)
}

#[test]
fn of_two_applications_to_one_campaign_the_farther_one_stays_and_a_fee_paid_twice_comes_back() {
    let (world, first, second) = twice();
    world.pays(first, "110,00");
    world.confirms(first, ConfirmedBy::Candidate).unwrap();
    let before = state(&world);
    let seen = compare(&world, first, "5kq2m8a").unwrap();
    assert_eq!((seen.one.balance, seen.other.balance), (Some(2000), Some(2000)));
    let fates = |side: &OneOfTwo| (side.applications[0].if_kept, side.applications[0].if_not);
    assert_eq!(fates(&seen.one), (Fate::Stays, Fate::Closes));
    assert_eq!(fates(&seen.other), (Fate::Stays, Fate::Closes));
    assert_eq!(seen.other.applications[0].stand, Stand::Registered);
    assert_eq!(seen.other.typed["document"], "AZE 09417725");

    let done = merge(&world, first, second).unwrap();
    assert_eq!((done.id, done.withdrawn, done.moved), (first, 1, 0));
    assert_eq!(world.judges(second).stand, Stand::Withdrawn);
    let balance = |id| world.judges(id).account.unwrap().balance;
    assert_eq!((balance(first), balance(second)), (15_000, 0));
    let told =
        world.sql("SELECT group_concat(after) FROM journal_member WHERE after LIKE '%same%'");
    assert!(
        told.contains("\"same\":\"5KQ2M8A\"") && told.contains("\"same\":\"7HN4PKD\""),
        "{told}"
    );

    world.undoes(Deed::MergePeople);
    assert_eq!(state(&world), before);
    assert_eq!(balance(second), 2000);
}

#[test]
fn whoever_is_kept_keeps_the_registration_of_the_other() {
    let (world, first, second) = twice();
    let before = state(&world);
    let done = merge(&world, first, second).unwrap();
    assert_eq!((done.id, done.withdrawn, done.moved), (second, 1, 1));
    assert_eq!(world.judges(first).stand, Stand::Withdrawn);
    let judged = world.judges(second);
    assert_eq!((judged.stand, judged.account.unwrap().balance), (Stand::Registered, 4000));
    world.undoes(Deed::MergePeople);
    assert_eq!(state(&world), before);
}

#[test]
fn the_right_name_fin_and_document_may_be_those_of_the_other() {
    let (world, first, second) = twice();
    let before = state(&world);
    let asked = MergePeople { identity_of_other: true, ..request(&world, first, second) };
    world.desk.ask::<Merged>("people.merge", &asked).unwrap();
    let kept = "SELECT fin, document, patronymic, same_as IS NULL FROM candidate ORDER BY id";
    assert_eq!(world.sql(kept), "5KQ2M8A|AZE09417725|Xəyyam|1\n7HN4PKD|AZE10482213|Xəyyam oğlu|0");
    let request = SearchRequest { text: "7HN4PKD".to_owned() };
    let found: Found = world.desk.ask("search.find", &request).unwrap();
    assert_eq!(found.hits[0].fin, "5KQ2M8A");
    world.undoes(Deed::MergePeople);
    assert_eq!(state(&world), before);
}

#[test]
fn what_was_changed_since_both_were_looked_at_is_not_merged_unseen() {
    let (world, first, second) = twice();
    let asked = request(&world, first, second);
    world.pays(second, "1,00");
    let before = state(&world);
    let failure = world.desk.ask::<Merged>("people.merge", &asked).unwrap_err();
    assert_eq!(refusal(&failure), "people_changed");
    assert_eq!(state(&world), before);
}

#[test]
fn a_merge_on_which_a_later_entry_stands_is_not_taken_back() {
    let world = World::at("2026-06-02T10:00:00");
    let first = world.applies(RESIDENCY, graduate(&[]));
    let second = world.applies(RESIDENCY, graduate(&AGAIN));
    world.opens_cabinet(second);
    merge(&world, first, second).unwrap();
    world.moves_to("2026-06-11T10:00:00");
    world.applies(DOCTORAL, master(&[]));
    let act = world.sql("SELECT id FROM journal WHERE deed = 'merge_people'").parse().unwrap();
    let failure = world.desk.ask::<Undone>("undo.act", &ActRequest { id: act }).unwrap_err();
    assert_eq!(refusal(&failure), "undo_touched");
}

#[test]
fn what_was_erased_from_the_journal_is_not_taken_back() {
    let (world, first, second) = twice();
    merge(&world, first, second).unwrap();
    let before = state(&world);
    let act = world.sql("SELECT id FROM journal WHERE deed = 'merge_people'");
    world.sql(&format!(
        "UPDATE journal_member SET before = NULL, after = NULL WHERE journal = {act}"
    ));
    let id = act.parse().unwrap();
    let failure = world.desk.ask::<Undone>("undo.act", &ActRequest { id }).unwrap_err();
    assert_eq!(refusal(&failure), "not_undone");
    assert_eq!(state(&world), before);
}

#[test]
fn the_fin_and_the_number_of_whoever_was_merged_lead_to_the_one_who_is_kept() {
    let (world, first, second) = twice();
    let numbers = [first, second].map(|id| {
        world.sql(&format!(
            "SELECT printf('%06d', work_number) FROM application a JOIN entry e \
             ON e.application = a.id WHERE e.id = {id}"
        ))
    });
    merge(&world, first, second).unwrap();
    for text in ["5KQ2M8A", &numbers[0], &numbers[1]] {
        let request = SearchRequest { text: text.to_owned() };
        let found: Found = world.desk.ask("search.find", &request).unwrap();
        let ids: Vec<i64> = found.hits.iter().map(|hit| hit.id).collect();
        assert_eq!(ids, [second], "the registration that stays: {text}");
    }
    let seen = compare(&world, second, "5KQ2M8A").unwrap_err();
    assert_eq!(refusal(&seen), "same_person");
}

#[test]
fn nothing_is_done_any_more_with_whoever_was_merged() {
    let (world, first, second) = twice();
    merge(&world, first, second).unwrap();
    let merged = Refusal::Merging(Merging::Merged { fin: "7HN4PKD".to_owned() });
    // The application that was withdrawn is the other's, for the record.
    assert_eq!(world.steps(first, Step::Reopen), Err(merged));
    assert_eq!(world.judges(first).steps, []);
    let request = OpenAccount { id: first, portal: None };
    let failure = world.desk.ask::<Nothing>("accounts.open", &request).unwrap_err();
    assert_eq!(refusal(&failure), "merged");
    let failure = world.desk.ask::<ResultSaved>("results.save", &result(first, "61")).unwrap_err();
    assert_eq!(refusal(&failure), "merged");
    assert_eq!(refusal(&merge(&world, first, second).unwrap_err()), "merged");

    // Typed or listed under the old FİN, it says under which the person applies.
    let fault = RowFault::Merged { fin: "7HN4PKD".to_owned() };
    let looked = check(&world, DOCTORAL, &master(&AGAIN));
    assert!(looked.findings.iter().any(|it| it.fault == fault), "{:?}", looked.findings);
    let row = "5KQ2M8A,AZE09417725,Quliyev,Cavid,Xəyyam,02.11.2002,kişi,Bakı,Azərbaycan,məzun,,,";
    let preview = world.preview(&world.file("list.csv", &csv(&[row])), None).unwrap();
    assert!(preview.findings.iter().any(|it| it.fault == fault), "{:?}", preview.findings);
    // A form that begins with the old FİN begins with who is kept.
    let request =
        OpenForm { sitting: sitting(), id: None, draft: None, fin: Some("5KQ2M8A".to_owned()) };
    let form: FormView = world.desk.ask("form.open", &request).unwrap();
    assert_eq!(form.typed["fin"], "7HN4PKD");
}

#[test]
fn an_application_to_another_campaign_changes_hands_with_the_cabinet_and_the_results() {
    let world = World::at("2026-06-02T10:00:00");
    let first = world.applies(RESIDENCY, graduate(&[]));
    world.moves_to("2026-06-11T10:00:00");
    let second = world.applies(DOCTORAL, master(&AGAIN));
    world.opens_cabinet(second);
    world.pays(second, "130,00");
    world.confirms(second, ConfirmedBy::Candidate).unwrap();
    has_result(&world, second, "61");
    let before = state(&world);

    let done = merge(&world, first, second).unwrap();
    assert_eq!((done.withdrawn, done.moved), (0, 1));
    let judged = world.judges(second);
    assert_eq!((judged.stand, judged.account.unwrap().balance), (Stand::Registered, 2000));
    assert_eq!(judged.results.len(), 1);
    assert_eq!(world.judges(first).results.len(), 1, "one person, one road");
    let fin = world.sql(&format!(
        "SELECT c.fin || ' ' || (c.sort_key = e.sort_key) FROM entry e \
         JOIN application a ON a.id = e.application JOIN candidate c ON c.id = a.candidate \
         WHERE e.id = {second}"
    ));
    assert_eq!(fin, "7HN4PKD 1");

    world.undoes(Deed::MergePeople);
    assert_eq!(state(&world), before);
}

#[test]
fn of_two_applications_to_one_campaign_the_one_that_lives_stays() {
    let (world, first, second) = twice();
    world.steps(first, Step::Withdraw).unwrap();
    let before = state(&world);
    let done = merge(&world, first, second).unwrap();
    assert_eq!((done.withdrawn, done.moved), (0, 1));
    assert_eq!(world.judges(second).stand, Stand::Registered);
    let fins = world.sql(
        "SELECT group_concat(c.fin || ' ' || e.state) FROM entry e \
         JOIN application a ON a.id = e.application JOIN candidate c ON c.id = a.candidate",
    );
    assert_eq!(fins, "5KQ2M8A withdrawn,7HN4PKD registered");
    world.undoes(Deed::MergePeople);
    assert_eq!(state(&world), before);
}

#[test]
fn results_that_say_different_things_of_one_sitting_are_cleared_up_first() {
    let (world, first, second) = twice();
    has_result(&world, first, "61");
    has_result(&world, second, "62");
    let before = state(&world);
    assert_eq!(refusal(&merge(&world, first, second).unwrap_err()), "results_differ");
    assert_eq!(state(&world), before, "nothing is half merged");
    has_result(&world, second, "61");
    merge(&world, first, second).unwrap();
}

#[test]
fn a_third_record_follows_and_a_chain_is_parted_in_turn() {
    let (world, first, second) = twice();
    let more = [("fin", "6KQ2M8B"), ("document", "AZE09417733")];
    let third = world.applies(DOCTORAL, master(&more));
    let before = state(&world);
    merge(&world, second, third).unwrap();
    let between = state(&world);
    merge(&world, first, second).unwrap();
    let request = SearchRequest { text: "6KQ2M8B".to_owned() };
    let found: Found = world.desk.ask("search.find", &request).unwrap();
    assert_eq!(found.hits[0].id, second);
    world.undoes(Deed::MergePeople);
    assert_eq!(state(&world), between);
    world.undoes(Deed::MergePeople);
    assert_eq!(state(&world), before);
}

#[test]
fn a_merge_that_says_no_reason_is_refused() {
    let (world, first, second) = twice();
    let request = MergePeople { reason: " ".to_owned(), ..request(&world, first, second) };
    let failure = world.desk.ask::<Merged>("people.merge", &request).unwrap_err();
    assert_eq!(refusal(&failure), "invalid");
}

#[test]
fn whoever_one_was_told_apart_from_stays_apart_from_the_other_and_the_pair_is_said() {
    let (world, first, second) = twice();
    let third = world.applies(DOCTORAL, master(&[("fin", "6KQ2M8B"), ("document", "AZE09417733")]));
    let sitting = DOCTORAL.parse().unwrap();
    let apart = |id: i64, from: Vec<i64>| {
        let request = OpenForm { sitting, id: Some(id), draft: None, fin: None };
        let FormView { typed, version, .. } = world.desk.ask("form.open", &request).unwrap();
        let request = SaveForm { sitting, id: Some(id), version, draft: None, apart: from, typed };
        world.desk.ask::<FormSaved>("form.save", &request).unwrap();
    };
    apart(second, vec![third, first, 9999]);
    assert!(compare(&world, first, "5KQ2M8A").unwrap().apart, "they were told apart");
    let before = state(&world);
    merge(&world, first, second).unwrap();
    let pairs = "SELECT one, other FROM apart ORDER BY one, other";
    assert_eq!(world.sql(pairs), "1|3\n2|3");
    world.undoes(Deed::MergePeople);
    assert_eq!(state(&world), before);
}

#[test]
fn whoever_was_judged_as_the_citizen_of_another_country_is_confirmed_again() {
    let world = World::at("2026-06-11T10:00:00");
    let first = world.applies(DOCTORAL, master(&[]));
    let foreign =
        [("fin", "AB123"), ("document", "MYI12345"), ("citizenship", "TUR"), ("patronymic", "")];
    let second = world.applies(DOCTORAL, master(&foreign));
    world.opens_cabinet(second);
    world.pays(second, "110,00");
    world.confirms(second, ConfirmedBy::Candidate).unwrap();
    let before = state(&world);
    merge(&world, first, second).unwrap();
    assert_eq!(world.judges(second).stand, Stand::ToConfirmAgain);
    world.undoes(Deed::MergePeople);
    assert_eq!(state(&world), before);
}

#[test]
fn a_list_gives_one_result_to_one_person_under_whichever_fin() {
    let (world, first, second) = twice();
    merge(&world, first, second).unwrap();
    let row = |fin: &str, score: u8| {
        format!("{fin},\"Rezidentura 2024, I mərhələ\",05.05.2024,{score},məqbul,Arayış")
    };
    let text = format!(
        "FİN,İmtahan,Tarix,Bal,Nəticə,Mənbə\n{}\n{}",
        row("7HN4PKD", 61),
        row("5KQ2M8A", 62)
    );
    let file = world.desk.admit(world.file("results.csv", text.as_bytes())).handle;
    let request = ImportResults { file, dry_run: false };
    let read: ResultsRead = world.desk.ask("results.import", &request).unwrap();
    assert!(!read.written && read.findings[0].fault == RowFault::FinTwice { other: 2 }, "{read:?}");
}
