//! The invariants of the house, held as an ordinary test. ARCHITECTURE.md numbers them alike.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Every file of the project under `folder` with one of the endings, built and fetched ones left out.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                if !["node_modules", "dist", "target", ".git", "gen"].contains(&name.as_str()) {
                    open.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                let shown = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
                found.push((shown, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "{folder} holds files");
    found
}

fn rust() -> Vec<(String, String)> {
    let mut all = files("src-tauri", &[".rs"]);
    all.extend(files("tests", &[".rs"]));
    // A program that measures another engine; it is no part of the house.
    all.retain(|(path, _)| !path.starts_with("tests/bench/sqlcipher/"));
    all
}

fn fail_with(what: &str, broken: &[String]) {
    assert!(broken.is_empty(), "{what}:\n{}", broken.join("\n"));
}

/// The crates of the house that a crate depends on outside its tests.
fn arrows(manifest: &str) -> BTreeSet<String> {
    let dependencies = manifest.split("\n[").find(|part| part.starts_with("dependencies]"));
    let lines = dependencies.unwrap_or_default().lines();
    lines
        .filter_map(|line| line.strip_prefix("qabul-"))
        .map(|line| line.split(['.', ' ', '=']).next().unwrap().to_owned())
        .collect()
}

#[test]
fn i1_arrows_point_one_way() {
    for (room, may) in [
        ("core", &[][..]),
        ("store", &["core"]),
        ("print", &["core"]),
        ("exchange", &["core"]),
        ("sample", &["core"]),
        ("desk", &["core", "store", "print", "exchange", "sample"]),
        ("host", &["desk"]),
        ("cli", &["core", "desk", "host"]),
    ] {
        let path = root().join(format!("src-tauri/crates/qabul-{room}/Cargo.toml"));
        let found = arrows(&std::fs::read_to_string(path).unwrap());
        let may: BTreeSet<String> = may.iter().map(|room| (*room).to_owned()).collect();
        assert!(found.is_subset(&may), "qabul-{room} reaches {found:?}, may reach {may:?}");
    }
    let window = std::fs::read_to_string(root().join("src-tauri/Cargo.toml")).unwrap();
    assert!(arrows(&window).is_subset(&BTreeSet::from(["desk".to_owned(), "host".to_owned()])));
}

#[test]
fn i2_a_library_has_one_room() {
    let mut broken = Vec::new();
    for (word, room) in [
        ("rusqlite::", "src-tauri/crates/qabul-store/"),
        ("printpdf::", "src-tauri/crates/qabul-print/"),
        ("lopdf::", "src-tauri/crates/qabul-print/"),
        ("image::", "src-tauri/crates/qabul-print/"),
        ("hayro::", "src-tauri/crates/qabul-print/"),
        ("tauri::", "src-tauri/src/"),
        ("rfd::", "src-tauri/src/"),
    ] {
        for (path, text) in rust() {
            let used = text.lines().any(|line| {
                let code = line.split("//").next().unwrap();
                code.match_indices(word)
                    .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
            });
            if used && !path.starts_with(room) && !path.ends_with("tidy.rs") {
                broken.push(format!("{path} names {word}"));
            }
        }
    }
    for (path, text) in files("ui/src", &[".ts", ".svelte"]) {
        if text.contains("@tauri-apps") && path != "ui/src/host/tauri.ts" {
            broken.push(format!("{path} names @tauri-apps"));
        }
    }
    fail_with("each outer library is named in one room only", &broken);
}

#[test]
fn i3_every_file_says_what_lives_in_it() {
    let silent = rust().into_iter().filter(|(_, text)| !text.starts_with("//! "));
    fail_with("every .rs begins with //!", &silent.map(|(path, _)| path).collect::<Vec<_>>());
}

#[test]
fn i4_files_are_short() {
    let mut long = Vec::new();
    for (most, found) in
        [(400, rust()), (400, files("ui/src", &[".ts"])), (250, files("ui/src", &[".svelte"]))]
    {
        let over = found.into_iter().map(|(path, text)| (path, text.lines().count()));
        long.extend(
            over.filter(|(_, lines)| *lines > most).map(|(p, n)| format!("{p}: {n} > {most}")),
        );
    }
    fail_with("files are short", &long);
}

#[test]
fn i5_released_migrations_never_change() {
    let list = std::fs::read_to_string(root().join("tests/data/released-migrations.txt")).unwrap();
    let released: Vec<(&str, &str)> =
        list.lines().filter_map(|line| line.split_once("  ")).collect();
    assert!(!released.is_empty());
    for (digest, name) in released {
        let path = root().join("src-tauri/crates/qabul-store/migrations").join(name);
        let found: String = Sha256::digest(std::fs::read(path).unwrap())
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(found, digest, "{name} was released: write another step instead");
    }
}

#[test]
fn i6_bindings_hold_every_command() {
    let bindings = std::fs::read_to_string(root().join("ui/src/bindings/commands.ts")).unwrap();
    assert_eq!(bindings, qabul_desk::typescript(), "run cargo test and commit what it writes");
}

#[test]
fn i7_every_command_is_used_and_told() {
    let screens: String = files("ui/src", &[".ts", ".svelte"])
        .into_iter()
        .filter(|(path, _)| !path.contains("/bindings/"))
        .map(|(_, text)| text)
        .collect();
    let stories: String = files("tests/tests", &[".rs"])
        .into_iter()
        .filter(|(path, _)| !path.ends_with("tidy.rs"))
        .map(|(_, text)| text)
        .collect();
    let mut broken = Vec::new();
    for name in qabul_desk::COMMANDS {
        let quoted = [format!("\"{name}\""), format!("'{name}'")];
        if !quoted.iter().any(|name| screens.contains(name)) {
            broken.push(format!("{name} is used by no screen"));
        }
        if !stories.contains(&quoted[0]) {
            broken.push(format!("{name} is told in no story"));
        }
    }
    fail_with("every command is used and told", &broken);
}

#[test]
fn i8_every_source_is_known() {
    let sources = std::fs::read_to_string(root().join("src-tauri/reference/sources.toml")).unwrap();
    let known: BTreeSet<&str> = sources
        .lines()
        .filter_map(|line| line.strip_prefix('[').and_then(|line| line.strip_suffix(']')))
        .collect();
    let mut broken = Vec::new();
    for key in &known {
        let part = sources.split(&format!("[{key}]\n")).nth(1).unwrap();
        let part = part.split("\n[").next().unwrap();
        for field in ["title = ", "publisher = ", "date = ", "address = "] {
            if !part.contains(field) {
                broken.push(format!("{key} lacks {field}"));
            }
        }
    }
    for (path, text) in rust() {
        for line in text.lines().filter(|line| line.trim_start().starts_with("/// Source: `")) {
            let named = line.split('`').skip(1).step_by(2);
            broken.extend(
                named.filter(|key| !known.contains(key)).map(|key| format!("{path}: {key}")),
            );
        }
    }
    for (path, text) in files("src-tauri/reference", &[".toml"]) {
        for line in text.lines().filter(|line| line.starts_with("sources = ")) {
            let named = line.split('"').skip(1).step_by(2);
            broken.extend(
                named.filter(|key| !known.contains(key)).map(|key| format!("{path}: {key}")),
            );
        }
    }
    let outside = [["SEED", "-"].concat(), ["domain", ".md"].concat()];
    let mut all = rust();
    all.extend(files("src-tauri/reference", &[".toml", ".json"]));
    all.extend(files("ui/src", &[".ts", ".svelte"]));
    for (path, text) in all {
        if outside.iter().any(|name| text.contains(name.as_str())) {
            broken.push(format!("{path} names something that means nothing outside"));
        }
    }
    fail_with("every rule names a source that is kept", &broken);
}

#[test]
fn i9_parts_know_no_screen_and_screens_not_each_other() {
    const SHARED: [&str; 7] = ["parts", "words", "host", "bindings", "theme", "state", "frame"];
    let mut broken = Vec::new();
    for (path, text) in files("ui/src", &[".ts", ".svelte"]) {
        let places: Vec<&str> = path.trim_start_matches("ui/src/").split('/').collect();
        let (room, inside) = (places[0], places.len() > 1);
        // The frame holds the screens, so it may name them; the entry of the program too.
        if !inside || room == "frame" {
            continue;
        }
        for line in
            text.lines().filter(|line| line.contains("from \"../") || line.contains("import(\"../"))
        {
            let import = line.split('"').find(|part| part.starts_with("../")).unwrap();
            let up = import.split('/').take_while(|part| *part == "..").count();
            // A file deeper in a room that does not go out of it stays in its room.
            let Some(out) = (up + 1).checked_sub(places.len() - 1).filter(|out| *out > 0) else {
                continue;
            };
            let target = import.split('/').nth(up).unwrap();
            let target = if out > 1 { ".." } else { target };
            let shared = SHARED.contains(&target) && !(room == "parts" && target == "frame");
            if !shared && target != room && target != ".." {
                broken.push(format!("{path} imports {target}"));
            }
        }
    }
    fail_with("parts import no screen, a screen imports no other", &broken);
}

#[test]
fn i10_what_is_left_open_has_its_reason() {
    let word = ["TO", "DO"].concat();
    let mut broken = Vec::new();
    let mut all = rust();
    all.extend(files("ui/src", &[".ts", ".svelte"]));
    for (path, text) in all {
        for line in text.lines().filter(|line| line.contains(&word)) {
            let reason = line.split(&word).nth(1).unwrap().trim_start_matches([':', ' ']);
            if reason.split_whitespace().count() < 3 {
                broken.push(format!("{path}: {}", line.trim()));
            }
        }
    }
    fail_with("nothing is left open without a reason", &broken);
}
