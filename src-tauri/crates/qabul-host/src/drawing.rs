//! Drawing a page of a PDF that a stranger wrote: in a child, which is this program again, started with a word that
//! nobody types. The child has no registry, no files, no surroundings and bounds of time and memory; whatever becomes
//! of it, the parent answers within its own bound.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::{Mutex, PoisonError, mpsc};
use std::time::Duration;
use std::{panic, thread};

use qabul_desk::views::scan::NotDrawn;
use qabul_desk::{DrawnPage, draw_here};

use crate::limits;

/// The first argument of a child, before the page and the pixels of its longer side.
const WORD: &str = "--draw-scan";
/// What a child says once its limits stand and before it reads.
const READY: u8 = b'R';
/// How long a page may take: ten times what a dense one takes on a machine of an office. Nobody waits longer for it.
const LONGEST: Duration = Duration::from_secs(8);
/// More than any page comes to as a JPEG.
const MOST_ANSWER: u64 = 32 * 1024 * 1024;
/// Forms within forms are drawn by recursion; the main thread of Windows has a megabyte.
const STACK: usize = 32 * 1024 * 1024;
/// What of the surroundings a program may need to start at all: where its libraries lie.
const KEPT: [&str; 3] = ["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SystemRoot"];

/// One child at a time, so that what they may take together is bounded, too.
static TURN: Mutex<()> = Mutex::new(());

/// Draws a page of a PDF in a child of this program; see [`qabul_desk::Host::draw`].
///
/// # Errors
/// Why it is not drawn.
pub fn draw(pdf: &[u8], page: u32, longest: u16) -> Result<DrawnPage, NotDrawn> {
    let program = std::env::current_exe().map_err(|_| NotDrawn::NotStarted)?;
    draw_by(&program, pdf, page, longest)
}

/// As [`draw`], by a program that begins with [`drawn`].
///
/// # Errors
/// Why it is not drawn.
pub fn draw_by(program: &Path, pdf: &[u8], page: u32, longest: u16) -> Result<DrawnPage, NotDrawn> {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let mut child = start(program, page, longest).map_err(|_| NotDrawn::NotStarted)?;
    let said = converse(&mut child, pdf);
    // It may be gone already; what counts is that it is gone now.
    let _ = child.kill();
    let _ = child.wait();
    understood(&said?)
}

fn start(program: &Path, page: u32, longest: u16) -> io::Result<Child> {
    let mut command = Command::new(program);
    command.args([WORD, &page.to_string(), &longest.to_string()]);
    command.env_clear().envs(KEPT.iter().filter_map(|key| Some((key, std::env::var_os(key)?))));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt;
        /// Without it a console would flash up.
        const CREATE_NO_WINDOW: u32 = 0x0800_0000;
        command.creation_flags(CREATE_NO_WINDOW);
    }
    command.spawn()
}

/// Gives a child the PDF and takes what it says, however long it lets one wait.
fn converse(child: &mut Child, pdf: &[u8]) -> Result<Vec<u8>, NotDrawn> {
    let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(NotDrawn::NotStarted);
    };
    let pdf = pdf.to_vec();
    let (send, said) = mpsc::channel();
    // Both end with the child: its ends of the pipes are closed then.
    thread::spawn(move || {
        // A child that died reads no further; what it said tells why.
        let _ = stdin.write_all(&pdf);
    });
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = stdout.take(MOST_ANSWER).read_to_end(&mut bytes);
        let _ = send.send(read.map(|_| bytes));
    });
    match said.recv_timeout(LONGEST) {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(_)) => Err(NotDrawn::Broken),
        Err(_) => Err(NotDrawn::TooLong),
    }
}

/// What a child said: that it is ready, a line with the count of pages or a fault, then the picture.
fn understood(said: &[u8]) -> Result<DrawnPage, NotDrawn> {
    let Some((&READY, said)) = said.split_first() else {
        return Err(NotDrawn::NotStarted);
    };
    // A panic is told; what is not is what ends a process: memory and stack that are used up.
    let end = said.iter().position(|byte| *byte == b'\n').ok_or(NotDrawn::TooLarge)?;
    let (line, jpeg) = said.split_at(end);
    let pages: Result<u32, NotDrawn> =
        serde_json::from_slice(line).map_err(|_| NotDrawn::Broken)?;
    Ok(DrawnPage { pages: pages?, jpeg: jpeg[1..].to_vec() })
}

/// Draws as a child, where this program was started as one: to be asked before anything else is done.
#[must_use]
pub fn drawn() -> Option<ExitCode> {
    let mut words = std::env::args_os().skip(1);
    if words.next()? != WORD {
        return None;
    }
    let mut number = || words.next()?.to_str()?.parse::<u32>().ok();
    let (page, longest) = (number(), number().and_then(|it| u16::try_from(it).ok()));
    let (Some(page), Some(longest)) = (page, longest) else {
        return Some(ExitCode::FAILURE);
    };
    // What a panic would say comes out of a stranger's file.
    panic::set_hook(Box::new(|_| {}));
    let (send, done) = mpsc::channel();
    let work = move || send.send(work(page, longest));
    let started = thread::Builder::new().stack_size(STACK).spawn(work);
    // The parent ends a child that takes too long; where it is gone, the child does so itself.
    match started.is_ok().then(|| done.recv_timeout(LONGEST * 2)) {
        Some(Ok(Ok(()))) => Some(ExitCode::SUCCESS),
        _ => Some(ExitCode::FAILURE),
    }
}

fn work(page: u32, longest: u16) -> io::Result<()> {
    limits::set(LONGEST * 2)?;
    let mut out = io::stdout().lock();
    out.write_all(&[READY])?;
    out.flush()?;
    let mut pdf = Vec::new();
    io::stdin().lock().read_to_end(&mut pdf)?;
    let drawn = panic::catch_unwind(|| draw_here(pdf, page, longest));
    let drawn = drawn.unwrap_or(Err(NotDrawn::Broken));
    let line = drawn.as_ref().map(|page| page.pages);
    serde_json::to_writer(&mut out, &line)?;
    out.write_all(b"\n")?;
    out.write_all(drawn.as_ref().map(|page| &page.jpeg[..]).unwrap_or_default())?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_that_does_not_say_its_piece_has_drawn_nothing() {
        for (said, why) in [
            (&b""[..], NotDrawn::NotStarted),
            (b"qabul: unknown word", NotDrawn::NotStarted),
            (b"R", NotDrawn::TooLarge),
            (b"R{\"Err\":\"encrypted\"}\n", NotDrawn::Encrypted),
            (b"R{\"Err\":\"other\"}\n", NotDrawn::Broken),
        ] {
            assert_eq!(understood(said), Err(why));
        }
        let drawn = understood(b"R{\"Ok\":2}\n\xff\n\xd8").unwrap();
        assert_eq!((drawn.pages, &drawn.jpeg[..]), (2, &b"\xff\n\xd8"[..]));
    }

    #[test]
    fn a_program_that_is_not_there_draws_nothing() {
        let nowhere = draw_by(Path::new("/nowhere/qabul"), b"%PDF-", 1, 100);
        assert_eq!(nowhere, Err(NotDrawn::NotStarted));
    }
}
