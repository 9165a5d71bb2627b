//! Any JSON into every command: requests that are nearly right, from a seed. Whatever comes in, the
//! answer is an answer, a refusal or a fault of the request; nothing panics, and what is left is sound.

pub mod shape;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use fastrand::Rng;
use qabul_desk::views::Nothing;
use qabul_desk::views::jobs::{JobRequest, JobStarted};
use qabul_desk::views::registry::{OpenRequest, Status, Which};
use qabul_desk::views::staff::{Secret, SignIn};
use qabul_desk::{Breakage, Desk, Failure};
use serde_json::{Map, Value, json};

use self::shape::{Shape, Shapes};
use crate::PASSWORD;
use crate::kill::{state, work};

/// Keys of kinds of certificates.
const KINDS: [&str; 4] = ["ielts", "toefl-ibt", "cambridge", "fuzz"];
/// Texts that somebody once typed, or could.
const TEXTS: &[&str] = &[
    "",
    " ",
    "residency-2026-1-2",
    "residency-2026",
    "doctoral-2026-1-1",
    "2026-06-15",
    "2026-06-15T16:40",
    "31.02.2026",
    "sinaqci",
    "inzibatci",
    PASSWORD,
    "qısa",
    "5KQ2M8T",
    "AZE09417725",
    "123456-7",
    "+994501234567",
    "Bakı",
    "Naxçıvan",
    "Əliyeva Şəhla Elman qızı",
    "İIıi",
    "<img src=x onerror=alert(1)>",
    "=cmd|'/C calc'!A0",
    "\u{202e}abc\u{202c}",
    "\u{0}",
    "a\u{301}\u{301}\u{301}",
    "😀",
    "' OR 1=1 --",
    "../../etc/passwd",
    "/etc/passwd",
    "C:\\Windows",
    "entry",
    "question",
    "1-482-7F3K-9Q2M-0ABC-DEFG-X",
    "age1qqq",
    "%s%n{name}",
    "NaN",
];

/// What became of a run.
#[derive(Debug, Default)]
pub struct Report {
    /// Requests that were made.
    pub asked: usize,
    /// Requests that were done.
    pub done: usize,
    /// Requests of each command that were done.
    pub by_command: BTreeMap<String, usize>,
    /// Requests that the program was not made for, and what it said.
    pub defects: Vec<String>,
}

/// Asks a desk of its own, with a seated round, `count` times.
///
/// # Errors
/// In words, where the round cannot be made or is not sound afterwards.
pub fn run(seed: u64, count: usize) -> Result<Report, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let said = |failure: Failure| format!("{failure:?}");
    work::found(folder.path(), 12).map_err(said)?;
    for name in ["import", "seat"] {
        work::Work::of(name).ok_or("no work")?.perform(folder.path()).map_err(said)?;
    }
    let desk = work::enter(folder.path()).map_err(said)?;
    let mut fuzz = Fuzz { rng: Rng::with_seed(seed), shapes: Shapes::read(), handles: 0 };
    fuzz.hand_out(&desk, folder.path());
    let (mut report, mut away) = (Report::default(), false);
    for at in 0..count {
        if away || at % 100 == 0 {
            come_back(&desk, at);
        }
        let (name, request) = fuzz.request();
        away = goes_away(&name);
        report.asked += 1;
        match answer(&desk, &name, &request) {
            Ok(()) => {
                report.done += 1;
                *report.by_command.entry(name).or_default() += 1;
            }
            Err(Failure::Broken {
                breakage: broken @ (Breakage::Incident { .. } | Breakage::Program { .. }),
            }) => {
                report.defects.push(format!("{name} {request}: {broken:?}"));
            }
            Err(_) => {}
        }
    }
    drop(desk);
    // A request may name any folder for a run, which may come to its end before it is stopped.
    state::gather(folder.path())?;
    state::sound(folder.path())?;
    Ok(report)
}

/// One request, and the long work it began: stopped after a moment, whatever it is.
fn answer(desk: &Desk, name: &str, request: &Value) -> Result<(), Failure> {
    let answer = desk.dispatch(name, request.clone())?;
    let Ok(started) = serde_json::from_value::<JobStarted>(answer) else { return Ok(()) };
    std::thread::sleep(std::time::Duration::from_millis(15));
    // It may have ended before.
    let _ = desk.ask::<Nothing>("jobs.cancel", &JobRequest { job: started.job });
    desk.wait(started, |_| ()).map(|_| ())
}

/// Whatever was done before, the registry is open again and somebody sits there: now the clerk, now the
/// administrator, now nobody.
fn come_back(desk: &Desk, turn: usize) {
    let open = desk.ask::<Status>("registry.open", &OpenRequest { which: Which::Own });
    let name = ["sinaqci", "inzibatci", "nobody", "sinaqci"][turn % 4].to_owned();
    // Passwords change, too; then it is tried without anybody.
    let entered = desk
        .ask::<Status>("session.sign_in", &SignIn { name, password: Secret(PASSWORD.to_owned()) });
    let _ = (open, entered);
}

/// Whether nobody may be there any more after a command, or another registry is.
fn goes_away(command: &str) -> bool {
    command.starts_with("session.") || command.starts_with("registry.")
}

struct Fuzz {
    rng: Rng,
    shapes: Shapes,
    handles: u32,
}

impl Fuzz {
    /// Files that requests may name: lists, photos, folders, rubbish, nothing at all.
    fn hand_out(&mut self, desk: &Desk, folder: &Path) {
        let rubbish: Vec<u8> = std::iter::repeat_with(|| self.rng.u8(..)).take(5_000).collect();
        let written = |name: &str, bytes: &[u8]| -> PathBuf {
            let path = folder.join(name);
            // What could not be written is a file that is not there.
            let _ = std::fs::write(&path, bytes);
            path
        };
        let made = ["out", "other"].map(|name| {
            let path = folder.join(name);
            let _ = std::fs::create_dir_all(&path);
            path
        });
        let files = [
            folder.join("list.csv"),
            folder.join(work::PHOTOS),
            folder.join("halls.csv"),
            written("rubbish.xlsx", &[b"PK\x03\x04", &rubbish[..]].concat()),
            written("rubbish.csv", &rubbish),
            folder.join("nothing.csv"),
            folder.join("new.xlsx"),
        ];
        for path in files.into_iter().chain(made) {
            let _ = desk.admit(path);
            self.handles += 1;
        }
    }

    fn request(&mut self) -> (String, Value) {
        let mut at = self.rng.usize(..self.shapes.commands.len());
        // Where nobody is left, little is done: such commands come more seldom.
        if goes_away(&self.shapes.commands[at].0) && self.rng.u8(..8) > 0 {
            at = self.rng.usize(..self.shapes.commands.len());
        }
        let (name, shape) = self.shapes.commands[at].clone();
        let mut request = self.value(&shape, 0);
        // As many people as a number can say would be made for hours, and rightly so.
        if name == "registry.make_sample" && request["candidates"].is_number() {
            request["candidates"] = json!(3);
        }
        // A kind is a form of many fields: mostly a sound one is written, which then waits.
        if name == "kinds.save" && self.rng.u8(..4) > 0 {
            request = json!({ "of": null, "fields": {
                "key": "fuzz", "name": self.text(), "languages": "en", "validity": "unlimited",
                "by_person": "no_equivalence",
            } });
        }
        (name, request)
    }

    fn value(&mut self, shape: &Shape, depth: usize) -> Value {
        if depth > 12 || self.rng.u8(..100) < 2 {
            return self.rubbish();
        }
        match shape {
            Shape::Text => self.text().into(),
            Shape::Number => self.number(),
            Shape::Truth => self.rng.bool().into(),
            Shape::Null => Value::Null,
            Shape::Word(word) => word.as_str().into(),
            Shape::List(kind) => {
                let length = self.rng.usize(..4);
                (0..length).map(|_| self.value(kind, depth + 1)).collect()
            }
            Shape::Row(kinds) => kinds.iter().map(|kind| self.value(kind, depth + 1)).collect(),
            Shape::Map(kind) => {
                let length = self.rng.usize(..3);
                (0..length)
                    .map(|_| (self.text(), self.value(kind, depth + 1)))
                    .collect::<Map<_, _>>()
                    .into()
            }
            Shape::One(kinds) => {
                let kind = kinds[self.rng.usize(..kinds.len())].clone();
                self.value(&kind, depth)
            }
            Shape::Named(name) if name == "FileHandle" => {
                format!("file:{}", self.rng.u32(..self.handles + 2)).into()
            }
            Shape::Named(name) if name == "SittingId" && self.rng.u8(..10) > 0 => {
                "residency-2026-1-2".into()
            }
            Shape::Named(name) => {
                let shape = self.shapes.of(name).clone();
                self.value(&shape, depth + 1)
            }
            Shape::Fields(fields) => {
                let mut object = Map::new();
                for (name, kind) in fields {
                    // One left out, and one too many, now and then.
                    if self.rng.u8(..100) > 0 {
                        // What names a kind mostly names one that is there: else little lies behind the door.
                        let known = name == "kind" && matches!(kind, Shape::Text);
                        let value = if known && self.rng.u8(..4) > 0 {
                            KINDS[self.rng.usize(..KINDS.len())].into()
                        } else {
                            self.value(kind, depth + 1)
                        };
                        object.insert(name.clone(), value);
                    }
                }
                if self.rng.u8(..100) == 0 {
                    object.insert(self.text(), self.rubbish());
                }
                object.into()
            }
        }
    }

    fn text(&mut self) -> String {
        match self.rng.u8(..20) {
            0 => "ə".repeat(self.rng.usize(..70_000)),
            1 => (0..self.rng.usize(..30)).map(|_| self.rng.char(..)).collect(),
            2 => format!("file:{}", self.rng.u32(..20)),
            3 => (0..193).map(|_| self.rng.digit(10)).collect(),
            _ => TEXTS[self.rng.usize(..TEXTS.len())].to_owned(),
        }
    }

    fn number(&mut self) -> Value {
        match self.rng.u8(..12) {
            0 => json!(-1),
            1 => json!(i64::MAX),
            2 => json!(i64::MIN),
            3 => json!(u64::MAX),
            4 => json!(u32::MAX),
            5 => json!(0.5),
            6 => json!(1e300),
            _ => json!(self.rng.u32(..14)),
        }
    }

    fn rubbish(&mut self) -> Value {
        match self.rng.u8(..7) {
            0 => Value::Null,
            1 => json!([[[[]]], {}]),
            2 => json!({ "": { "a": [null] } }),
            3 => self.number(),
            4 => json!(true),
            _ => self.text().into(),
        }
    }
}
