//! The window's own walls: what its page may load, reach and run, read from the files that say so.

use std::path::{Path, PathBuf};

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every file under a folder with one of the endings.
fn files(folder: &str, endings: &[&str]) -> Vec<(PathBuf, String)> {
    let (mut found, mut open) = (Vec::new(), vec![root().join(folder)]);
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.to_string_lossy().into_owned();
            if path.is_dir() {
                open.push(path);
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} holds files");
    found
}

#[test]
fn the_page_loads_its_own_files_and_nothing_else() {
    let window: Value = serde_json::from_str(&text("src-tauri/tauri.conf.json")).unwrap();
    let app = &window["app"];
    let policy = app["security"]["csp"].as_str().unwrap();
    let mut rules: Vec<&str> = policy.split(';').map(str::trim).collect();
    rules.sort_unstable();
    // A wall is widened here, in sight, or not at all.
    assert_eq!(
        rules,
        [
            "connect-src ipc: http://ipc.localhost",
            "default-src 'none'",
            "font-src 'self'",
            "img-src 'self' data:",
            "script-src 'self'",
            "style-src 'self'",
        ]
    );
    for open in ["withGlobalTauri", "dangerousDisableAssetCspModification", "assetProtocol"] {
        let at = if open == "withGlobalTauri" { app } else { &app["security"] };
        assert!(matches!(at.get(open), None | Some(Value::Bool(false))), "{open}");
    }
    assert!(window["build"].get("devUrl").is_none(), "the page comes out of the program");
    assert!(window.get("plugins").is_none());
}

#[test]
fn one_capability_with_nothing_in_it() {
    let folder = root().join("src-tauri/capabilities");
    let names: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert_eq!(names, ["window.json"]);
    let capability: Value =
        serde_json::from_str(&text("src-tauri/capabilities/window.json")).unwrap();
    assert_eq!(capability["permissions"], Value::Array(Vec::new()));
    assert_eq!(capability["windows"], serde_json::json!(["main"]));
    assert!(capability.get("remote").is_none());
    let manifest = text("src-tauri/Cargo.toml");
    assert!(!manifest.contains("tauri-plugin"), "no shell, no files, no network from the page");
    let program = text("src-tauri/src/main.rs");
    assert_eq!(program.matches("::command").count(), 1, "one command carries all");
    assert!(!text("ui/package.json").contains("@tauri-apps/plugin"));
}

#[test]
fn no_text_becomes_markup_or_code() {
    let words = [
        "{@html",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "javascript:",
        "<iframe",
        "<object",
        "<embed",
        "srcdoc",
    ];
    for (path, text) in files("ui/src", &[".ts", ".svelte"]) {
        for word in words {
            assert!(!text.contains(word), "{} has {word}", path.display());
        }
    }
}

#[test]
fn no_address_outside_is_loaded() {
    for (path, text) in files("ui/src", &[".ts", ".svelte", ".css"]) {
        for scheme in ["http://", "https://", "ws://", "wss://"] {
            let code = text.lines().filter(|line| !line.starts_with("//"));
            let named = code.filter(|line| line.contains(scheme));
            let loaded: Vec<&str> =
                named.filter(|line| !line.contains("http://www.w3.org/2000/svg")).collect();
            assert!(loaded.is_empty(), "{}: {loaded:?}", path.display());
        }
    }
    let page = text("ui/index.html");
    assert!(!page.contains("://") && !page.contains(" onload") && !page.contains("<style"));
    assert_eq!(page.matches("<script").count(), 1);
    assert!(page.contains("<script type=\"module\" src="), "no script stands in the page itself");
}
