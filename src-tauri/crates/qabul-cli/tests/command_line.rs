//! The command line as a process: what is typed, what it answers, how it ends.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use qabul_tests::PASSWORD;
use qabul_tests::kill::work;
use serde_json::Value;
use tempfile::TempDir;

const SITTING: &str = "residency-2026-1-2";

/// What a run said and how it ended.
struct Run {
    code: i32,
    said: String,
    complained: String,
}

impl Run {
    fn json(&self) -> Value {
        assert_eq!(self.code, 0, "{}{}", self.said, self.complained);
        serde_json::from_str(&self.said).unwrap_or_else(|_| panic!("{}", self.said))
    }

    fn ends(&self, code: i32, word: &str) {
        assert_eq!(self.code, code, "{}{}", self.said, self.complained);
        assert!(self.complained.contains(word), "{word}: {}", self.complained);
    }
}

/// Types a line into a terminal that is none, on a machine without a key store.
fn typed(data: &Path, words: &[&str], given: &[(&str, &str)]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qabul"));
    command.arg("--data").arg(data).args(words);
    run(&mut command, given)
}

fn run(command: &mut Command, given: &[(&str, &str)]) -> Run {
    for name in ["QABUL_USER", "QABUL_PASSWORD", "QABUL_KEY_PASSPHRASE", "QABUL_DATA"] {
        command.env_remove(name);
    }
    command.env("QABUL_LANG", "en").envs(given.iter().copied()).stdin(Stdio::null());
    if command.get_envs().all(|(name, _)| name != "DBUS_SESSION_BUS_ADDRESS") {
        command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
    }
    let done = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let code = done.status.code().expect("no signal");
    Run { code, said: text(&done.stdout), complained: text(&done.stderr) }
}

/// A real registry with staff, halls and seats, and no key of this workstation.
fn center() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    work::found(folder.path(), 12).unwrap();
    for name in ["import", "seat"] {
        work::Work::of(name).unwrap().perform(folder.path()).unwrap();
    }
    let data = folder.path().join("own");
    (folder, data)
}

const CLERK: [(&str, &str); 2] = [("QABUL_USER", "sinaqci"), ("QABUL_PASSWORD", PASSWORD)];
const ADMINISTRATOR: [(&str, &str); 2] =
    [("QABUL_USER", "inzibatci"), ("QABUL_PASSWORD", PASSWORD)];

#[test]
fn the_main_job_is_typed_without_a_name_in_the_sample() {
    let folder = tempfile::tempdir().unwrap();
    let (data, out) = (folder.path().join("data"), folder.path().join("slips"));
    let say = |words: &[&str]| typed(&data, words, &[]);
    assert_eq!(say(&["demo", "--candidates", "20"]).code, 0);
    let sittings = say(&["sittings", "--json"]).json();
    let first = &sittings["sittings"][0];
    assert_eq!((first["id"].as_str(), first["seated"].as_u64()), (Some(SITTING), Some(20)));
    let slips = ["slips", SITTING, "--out", out.to_str().unwrap(), "--one-file", "--json"];
    let printed = say(&slips).json();
    assert_eq!(printed["done"]["sheets"].as_u64(), Some(20));
    assert_eq!(std::fs::read_dir(&out).unwrap().count(), 1, "one PDF of all");
    assert_eq!(say(&["demo", "--candidates", "20"]).code, 0);
    assert_eq!(say(&["sittings", "--json"]).json(), {
        let mut after = sittings.clone();
        after["sittings"][0]["printed"] = 20.into();
        after
    });
    say(&["verify-slip", "12345"]).ends(1, "");
    let list = folder.path().join("list.csv");
    let export = ["export", "applications", "--sitting", SITTING, "--out", list.to_str().unwrap()];
    assert_eq!(say(&export).code, 0);
    say(&export).ends(1, "list.csv");
    let again = say(&["import", list.to_str().unwrap(), "--sitting", SITTING, "--json"]).json();
    assert_eq!(again["preview"]["unchanged"].as_u64(), Some(20), "{again}");
    say(&["slips", "residency-2026-9-9", "--out", "x"]).ends(1, "");
    say(&["slips"]).ends(2, "--out");
}

#[test]
fn a_real_registry_wants_to_know_who_acts_and_never_prompts_without_a_terminal() {
    let (folder, data) = center();
    let out = folder.path().join("out");
    let slips = ["slips", SITTING, "--out", out.to_str().unwrap(), "--one-file"];
    typed(&data, &slips, &[]).ends(2, "--as");
    typed(&data, &slips, &CLERK[..1]).ends(2, "--password-file");
    typed(&data, &slips, &[CLERK[0], ("QABUL_PASSWORD", "səhv parol")]).ends(1, "");
    typed(&data, &["verify-slip", "1"], &[]).ends(1, "");
    assert_eq!(typed(&data, &["--help"], &[]).code, 0);
    // No key of this workstation: an administrator gives it one, under a passphrase.
    typed(&data, &slips, &CLERK).ends(1, "key");
    typed(&data, &["key", "make"], &ADMINISTRATOR).ends(2, "--key-passphrase-file");
    typed(&data, &["key", "make"], &CLERK).ends(2, "");
    let passphrase = ("QABUL_KEY_PASSPHRASE", "gecə növbəsi üçün");
    let make = [ADMINISTRATOR[0], ADMINISTRATOR[1], passphrase];
    let keys = typed(&data, &["key", "make", "--json"], &make).json();
    assert_eq!(keys["keys"][0]["kept"], "file");
    typed(&data, &slips, &CLERK).ends(2, "--key-passphrase-file");
    let wrong = [CLERK[0], CLERK[1], ("QABUL_KEY_PASSPHRASE", "başqa bir ifadə")];
    typed(&data, &slips, &wrong).ends(1, "passphrase");
    assert!(!out.exists(), "nothing was printed");
    let [password, secret] = ["password", "passphrase"].map(|name| folder.path().join(name));
    std::fs::write(&password, format!("{PASSWORD}\n")).unwrap();
    std::fs::write(&secret, format!("{}\n", passphrase.1)).unwrap();
    let mut words = slips.to_vec();
    words.extend(["--as", "sinaqci", "--password-file", password.to_str().unwrap()]);
    words.extend(["--key-passphrase-file", secret.to_str().unwrap()]);
    assert_eq!(typed(&data, &words, &[]).code, 0);
    assert_eq!(std::fs::read_dir(&out).unwrap().count(), 1);
    let verified = typed(&data, &["journal", "verify", "--json"], &ADMINISTRATOR).json();
    assert!(verified["broken"].is_null());
}

#[test]
fn a_backup_is_made_rehearsed_and_restored_by_typing() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let say = |words: &[&str]| typed(&data, words, &[]);
    assert_eq!(say(&["demo", "--candidates", "20"]).code, 0);
    let made = say(&["backup", "make", "--json"]).json();
    assert_eq!(made["papers"].as_u64(), Some(20));
    let list = say(&["backup", "list", "--json"]).json();
    assert_eq!(list["backups"][0]["name"], made["name"]);
    let rehearsed = say(&["backup", "rehearse", "--json"]).json();
    assert_eq!((rehearsed["slips"].as_u64(), rehearsed["papers"].as_u64()), (Some(20), Some(20)));
    let seat = say(&["seat", SITTING, "--seed", "9"]);
    seat.ends(1, "");
    let file = data.join("backups").join(made["name"].as_str().unwrap());
    let restore = ["backup", "restore", file.to_str().unwrap()];
    assert_eq!(say(&restore).code, 0);
    assert!(
        !std::fs::read_dir(&data)
            .unwrap()
            .any(|entry| { entry.unwrap().file_name().to_string_lossy().starts_with("former-") })
    );
    let mut yes = restore.to_vec();
    yes.push("--yes");
    assert_eq!(say(&yes).code, 0);
    let sittings = say(&["sittings", "--json"]).json();
    assert_eq!(sittings["sittings"][0]["seated"].as_u64(), Some(20));
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    say(&yes).ends(1, "damaged");
}

/// A bus of its own with a key store that is open.
#[cfg(target_os = "linux")]
const WITH_STORE: &str = "printf 'anbar\\n' | gnome-keyring-daemon --unlock --components=secrets \
                          >/dev/null; exec \"$@\"";

#[cfg(target_os = "linux")]
#[test]
fn where_the_system_has_a_key_store_the_key_lies_there_and_nothing_asks_for_a_passphrase() {
    let (folder, data) = center();
    let (home, out) = (folder.path().join("home"), folder.path().join("out"));
    std::fs::create_dir_all(&home).unwrap();
    std::fs::remove_dir_all(data.join("keys")).unwrap();
    let with_store = |words: &[&str], given: &[(&str, &str)]| {
        let mut command = Command::new("dbus-run-session");
        command.args(["--", "sh", "-c", WITH_STORE, "sh", env!("CARGO_BIN_EXE_qabul"), "--data"]);
        command.arg(&data).args(words).env("DBUS_SESSION_BUS_ADDRESS", "").env("HOME", &home);
        command.env_remove("XDG_DATA_HOME").env("XDG_RUNTIME_DIR", &home);
        run(&mut command, given)
    };
    let keys = with_store(&["key", "make", "--json"], &ADMINISTRATOR).json();
    assert_eq!((&keys["keys"][0]["kept"], &keys["key_store"]), (&"key_store".into(), &true.into()));
    assert!(!data.join("keys").exists(), "no file beside the registry");
    let slips = ["slips", SITTING, "--out", out.to_str().unwrap(), "--one-file"];
    let printed = with_store(&slips, &CLERK);
    assert_eq!(printed.code, 0, "{}", printed.complained);
    // Without the store it says so, and prints nothing more.
    let silent = typed(&data, &slips, &CLERK);
    silent.ends(1, "key store");
    assert_eq!(std::fs::read_dir(&out).unwrap().count(), 1);
}
