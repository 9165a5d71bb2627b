//! The doors: requests that make no sense, paths that are no handles, words for every tag.

mod world;

use qabul_desk::{COMMANDS, Failure};
use qabul_tests::fuzz::shape::Shapes;
use serde_json::json;
use world::World;

#[test]
fn what_does_not_parse_is_named_and_changes_nothing() {
    let world = World::empty();
    for (name, request) in [
        ("no.such", json!({})),
        ("files.show", json!({ "file": "/etc/passwd" })),
        ("applications.list", json!({ "sitting": "residency" })),
        (
            "import.preview",
            json!({ "sitting": world::SITTING, "file": "../list.csv", "photos": null }),
        ),
        ("seating.draw", json!({})),
    ] {
        let failure = world.desk.dispatch(name, request).unwrap_err();
        assert!(matches!(failure, Failure::Misasked { .. }), "{name}: {failure:?}");
    }
    let stranger = world.desk.dispatch("files.show", json!({ "file": "file:99" })).unwrap_err();
    assert_eq!(world::refusal(&stranger), "unknown_handle");
}

/// Wherever a request names a file, only a handle is understood: no path of any system.
#[test]
fn no_command_takes_a_path() {
    let world = World::empty();
    let shapes = Shapes::read();
    let mut commands = 0;
    for (name, shape) in &shapes.commands {
        for path in ["/etc/passwd", "../list.csv", "C:\\list.csv", "file:///etc/passwd", ""] {
            for request in shapes.naming(shape, &json!(path)) {
                let answer = world.desk.dispatch(name, request.clone());
                assert!(
                    matches!(answer, Err(Failure::Misasked { .. })),
                    "{name} {request}: {answer:?}"
                );
            }
        }
        // The same requests with a handle are understood: it was the path that was not.
        let understood = shapes.naming(shape, &json!("file:99"));
        commands += usize::from(!understood.is_empty());
        for request in understood {
            let answer = world.desk.dispatch(name, request.clone());
            assert!(
                !matches!(answer, Err(Failure::Misasked { .. })),
                "{name} {request}: {answer:?}"
            );
        }
    }
    assert!(commands >= 12, "{commands}");
}

#[test]
fn with_nothing_open_every_command_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, _) = qabul_tests::desk_in(folder.path());
    for name in ["sittings.list", "halls.list"] {
        assert_eq!(world::refusal(&desk.dispatch(name, json!({})).unwrap_err()), "no_registry");
    }
    assert!(COMMANDS.len() > 30);
}

#[test]
fn a_damaged_registry_is_named_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("own")).unwrap();
    let file = folder.path().join("own/registry.db");
    std::fs::write(&file, vec![b'x'; 8192]).unwrap();
    let (desk, _) = qabul_tests::desk_in(folder.path());
    let failure = desk.dispatch("registry.open", json!({ "which": "own" })).unwrap_err();
    assert_eq!(serde_json::to_value(failure).unwrap()["breakage"], "registry_damaged");
    assert_eq!(std::fs::read(file).unwrap(), vec![b'x'; 8192]);
}

#[test]
fn a_registry_that_cannot_be_opened_is_there_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("own")).unwrap();
    std::fs::write(folder.path().join("own/registry.db"), b"").unwrap();
    let (desk, _) = qabul_tests::desk_in(folder.path());
    let status = desk.dispatch("registry.status", json!({})).unwrap();
    assert_eq!(status["own_exists"], true);
    let failure = desk.dispatch("registry.open", json!({ "which": "own" })).unwrap_err();
    assert_eq!(serde_json::to_value(failure).unwrap()["breakage"], "registry_damaged");
    assert_eq!(std::fs::read(folder.path().join("own/registry.db")).unwrap(), b"");
}
