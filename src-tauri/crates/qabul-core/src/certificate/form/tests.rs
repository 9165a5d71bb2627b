//! Kinds written by hand: what is shown reads back as it is, and what does not fit is said field by field.

use super::*;
use crate::fault::ValueFault;

fn shipped() -> Vec<Kind> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../reference/certificates");
    let files = std::fs::read_dir(folder).unwrap();
    let kinds: Vec<Kind> = files
        .map(|file| {
            toml::from_str(&std::fs::read_to_string(file.unwrap().path()).unwrap()).unwrap()
        })
        .collect();
    assert!(kinds.len() >= 11);
    kinds
}

fn with(kind: &Kind, pairs: &[(&str, &str)]) -> Result<Kind, Vec<FieldFault>> {
    let mut fields = kind.fields();
    fields.extend(pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())));
    Kind::of_fields(Some(kind), &fields, &Fields::new())
}

fn named(key: &str) -> Kind {
    shipped().into_iter().find(|kind| kind.key == key).unwrap()
}

/// The fields at fault, in the order in which they were met.
fn wrong(outcome: Result<Kind, Vec<FieldFault>>) -> Vec<(String, ValueFault)> {
    outcome.unwrap_err().into_iter().map(|it| (it.field, it.fault)).collect()
}

#[test]
fn every_shipped_kind_reads_back_as_it_is_shown() {
    for kind in shipped() {
        assert_eq!(with(&kind, &[]).unwrap(), kind);
        let fresh = Kind::of_fields(None, &kind.fields(), &Fields::new()).unwrap();
        assert_eq!(fresh, kind, "and as a new one");
    }
}

#[test]
fn an_act_makes_a_kind_take_the_place_of_the_exam() {
    let cambridge = named("cambridge");
    let none = with(&cambridge, &[("accepted", "yes")]);
    assert_eq!(wrong(none), [("acts".to_owned(), ValueFault::Missing)]);
    let typed = [
        ("accepted", "yes"),
        ("accepted.from", "01.05.2023"),
        ("acts.cabinet.0.number", "118"),
        ("acts.cabinet.0.date", "14.04.2023"),
    ];
    let accepted = with(&cambridge, &typed).unwrap().accepted.unwrap();
    assert_eq!(accepted.acts[0].number, "118");
    assert_eq!(accepted.from.map(|day| day.to_string()).as_deref(), Some("2023-05-01"));
    let gone = with(&named("ielts"), &[("accepted", "no")]).unwrap();
    assert_eq!(gone.accepted, None);
}

#[test]
fn a_scan_stays_with_its_act_and_goes_when_the_act_is_typed_over() {
    let ielts = named("ielts");
    let scans = Fields::from([("cabinet.0".to_owned(), "ab".to_owned())]);
    let kept = Kind::of_fields(Some(&ielts), &ielts.fields(), &scans).unwrap();
    let scan = |kind: &Kind| kind.accepted.as_ref().unwrap().acts[0].scan.clone();
    assert_eq!(scan(&with(&kept, &[("name", "IELTS")]).unwrap()).as_deref(), Some("ab"));
    assert_eq!(scan(&with(&kept, &[("acts.cabinet.0.number", "444")]).unwrap()), None);
}

#[test]
fn everything_at_fault_is_said_at_once() {
    let faults = wrong(with(
        &named("ielts"),
        &[
            ("name", ""),
            ("languages", "english, en"),
            ("validity", "years"),
            ("years", "0"),
            ("number.from", "18"),
            ("number.to", "15"),
            ("by_person", "perhaps"),
            ("accepted.from", "31.02.2026"),
            ("schemes.0.overall.step", "0.4"),
            ("schemes.0.skills.from", "low"),
        ],
    ));
    let fields: Vec<&str> = faults.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(
        fields,
        [
            "accepted.from",
            "name",
            "languages",
            "years",
            "number.to",
            "by_person",
            "schemes.0.skills.from",
            "schemes.0.overall.step",
        ]
    );
}

type Apart = (&'static str, &'static [(&'static str, &'static str)], &'static str, ValueFault);

/// Kinds, what is typed over them, and what is said of it.
fn apart() -> Vec<Apart> {
    let score = |scale: &str| ValueFault::Score { scale: scale.to_owned() };
    vec![
        ("ielts", &[("schemes.0.skills.to", "10")][..], "schemes.0.mean", ValueFault::ScalesApart),
        (
            "toefl-ibt",
            &[("schemes.0.skills.ladder", "a, b")],
            "schemes.0.skills.ladder",
            ValueFault::ScalesApart,
        ),
        ("toefl-ibt", &[("schemes.1.from", "20.01.2026")], "schemes.1.from", ValueFault::DaysTwice),
        (
            "stanag",
            &[("schemes.0.skills.ladder", "A, B")],
            "schemes.0.profile",
            ValueFault::ScalesApart,
        ),
        (
            "testdaf",
            &[("schemes.0.sum_printed", "yes")],
            "schemes.0.sum_printed",
            ValueFault::ScalesApart,
        ),
        (
            "testdaf",
            &[("schemes.0.skills.ladder", "U3")],
            "schemes.0.skills.ladder",
            ValueFault::ScaleSteps,
        ),
        (
            "testdaf",
            &[("schemes.0.skills.ladder", "3, 3")],
            "schemes.0.skills.ladder",
            ValueFault::Taken,
        ),
        (
            "delf",
            &[("schemes.0.diplomas.1.cefr", "A1")],
            "schemes.0.diplomas.1.cefr",
            ValueFault::Taken,
        ),
        (
            "delf",
            &[("schemes.0.diplomas.0.least", "26")],
            "schemes.0.diplomas.0.least",
            score("0–25"),
        ),
        (
            "delf",
            &[("schemes.0.diplomas.0.pass", "101")],
            "schemes.0.diplomas.0.pass",
            score("0–100"),
        ),
        (
            "delf",
            &[("schemes.0.diplomas.0.parts", "listening, singing")],
            "schemes.0.diplomas.0.parts",
            ValueFault::NoChoice,
        ),
        ("delf", &[("schemes.0.shape", "mosaic")], "schemes.0.shape", ValueFault::NoChoice),
    ]
}

#[test]
fn what_does_not_go_together_is_refused() {
    for (kind, pairs, field, fault) in apart() {
        assert_eq!(
            wrong(with(&named(kind), pairs)),
            [(field.to_owned(), fault)],
            "{kind} {pairs:?}"
        );
    }
}

#[test]
fn a_new_kind_has_a_key_and_at_least_one_scheme() {
    let mut fields = named("ielts").fields();
    fields.retain(|key, _| !key.starts_with("schemes."));
    for (key, sound) in [
        ("pte", true),
        ("pte-academic-2", true),
        ("PTE", false),
        ("p", false),
        ("pte-", false),
        ("2pte", false),
        ("", false),
    ] {
        fields.insert("key".to_owned(), key.to_owned());
        let faults = wrong(Kind::of_fields(None, &fields, &Fields::new()));
        let mut expected = vec![("schemes".to_owned(), ValueFault::Number { from: 1, to: 12 })];
        if !sound {
            expected.insert(0, ("key".to_owned(), ValueFault::KindKey));
        }
        assert_eq!(faults, expected, "{key}");
    }
}

#[test]
fn a_kind_is_called_by_its_key_and_its_name() {
    let toefl = named("toefl-ibt");
    assert!(
        toefl.is_called("TOEFL iBT") && toefl.is_called("toefl_ibt") && !toefl.is_called("toefl")
    );
}
