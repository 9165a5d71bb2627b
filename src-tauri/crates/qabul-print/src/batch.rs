//! Any number of sheets streamed into one PDF: drawn in chunks on workers, written in order.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};

use crate::error::PrintError;
use crate::faces::Faces;
use crate::pdf::{Assembler, Deflater, Drawn, Facts, Finished, PAGE_LEVEL, Painter, PartFile};
use crate::sheet::{Form, Sheet};

/// Sheets drawn at a time: enough to spread the fixed costs of printpdf, few enough to hold several
/// chunks of them in little memory (64 took 10 MB more and saved nothing).
const CHUNK: usize = 16;

/// One page to be written.
#[derive(Debug, Clone)]
pub struct Page {
    /// The sheet.
    pub sheet: Sheet,
    /// The bytes of the photo that the sheet names by its SHA-256; a JPEG, passed through as it
    /// is. A photo named twice in a run is written once.
    pub photo: Option<Arc<[u8]>>,
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Sheets.
    pub sheets: u64,
    /// Size of the file.
    pub bytes: u64,
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
}

/// Draws every item and writes the pages in their order to a new file.
///
/// `items` is pulled on the calling thread; `draw` runs on `threads` workers, on the calling
/// thread itself where that is one. `watch` hears the number of sheets written after each chunk
/// and may stop the run. The file is written as `NAME.part` beside its name and renamed when it
/// is whole and on disk; whatever goes wrong, the part is removed. The same items make the same
/// bytes on any number of threads. Memory does not grow with the number of sheets, but for some
/// hundred bytes each.
///
/// # Errors
/// The first failure in the order of the items; [`PrintError::Stopped`] if `watch` broke off;
/// [`PrintError::Exists`] if a file with content has the name (an empty one is replaced).
pub fn write<T, E>(
    path: &Path,
    facts: &Facts,
    faces: &Faces,
    threads: usize,
    items: impl Iterator<Item = Result<T, E>>,
    draw: impl Fn(T) -> Result<Page, E> + Sync,
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Written, E>
where
    T: Send,
    E: Send + From<PrintError>,
{
    let file = Assembler::begin(PartFile::begin(path)?, facts, faces)?;
    let mut run = Run { file, watch };
    let mut items = Items { items, failure: None };
    if threads <= 1 {
        let mut worker = Worker::new(faces);
        while let Some(chunk) = items.chunk() {
            run.take(worker.chunk(chunk, &draw, &AtomicBool::new(false))?)?;
        }
    } else {
        on_workers(threads, faces, &mut items, &draw, &mut run)?;
    }
    if let Some(failure) = items.failure {
        return Err(failure);
    }
    let sheets = run.file.pages();
    let (bytes, sha256) = run.file.finish()?;
    Ok(Written { sheets, bytes, sha256 })
}

/// The file being written and who watches it.
struct Run<'a, 'w> {
    file: Assembler<'a>,
    watch: &'w mut dyn FnMut(u64) -> ControlFlow<()>,
}

impl Run<'_, '_> {
    fn take(&mut self, drawn: Drawn) -> Result<(), PrintError> {
        self.file.add(drawn)?;
        self.ask()
    }

    fn ask(&mut self) -> Result<(), PrintError> {
        match (self.watch)(self.file.pages()) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(PrintError::Stopped),
        }
    }
}

/// Hands out items in chunks up to the first that failed.
struct Items<I, E> {
    items: I,
    failure: Option<E>,
}

impl<T, E, I: Iterator<Item = Result<T, E>>> Items<I, E> {
    fn chunk(&mut self) -> Option<Vec<T>> {
        let mut chunk = Vec::with_capacity(CHUNK);
        while self.failure.is_none() && chunk.len() < CHUNK {
            match self.items.next() {
                Some(Ok(item)) => chunk.push(item),
                Some(Err(failure)) => self.failure = Some(failure),
                None => break,
            }
        }
        (!chunk.is_empty()).then_some(chunk)
    }
}

/// Paints and deflates. One a thread, for the deflater has its own memory.
struct Worker {
    painter: Painter,
    deflater: Deflater,
}

impl Worker {
    fn new(faces: &Faces) -> Self {
        Self { painter: Painter::new(faces), deflater: Deflater::new(PAGE_LEVEL) }
    }

    fn chunk<T, E: From<PrintError>>(
        &mut self,
        items: Vec<T>,
        draw: &impl Fn(T) -> Result<Page, E>,
        stopped: &AtomicBool,
    ) -> Result<Drawn, E> {
        let mut pages = Vec::with_capacity(items.len());
        for item in items {
            if stopped.load(Ordering::Relaxed) {
                return Err(PrintError::Stopped.into());
            }
            pages.push(draw(item)?);
        }
        let painted = self.painter.pages(&pages)?;
        let finished = pages.iter().zip(painted.pages).map(|(page, (content, photo))| Finished {
            content: self.deflater.deflate(&content),
            width: page.sheet.width,
            height: page.sheet.height,
            forms: page.sheet.forms().cloned().collect::<Vec<Arc<Form>>>(),
            photo,
        });
        Ok(Drawn { pages: finished.collect(), photos: painted.photos })
    }
}

/// A chunk's number and what came of it; nothing if its worker panicked.
type Answer<E> = (usize, Option<Result<Drawn, E>>);

/// Chunks go out to the workers and come back in any order; they are written in their own.
fn on_workers<T, E, I>(
    threads: usize,
    faces: &Faces,
    items: &mut Items<I, E>,
    draw: &(impl Fn(T) -> Result<Page, E> + Sync),
    run: &mut Run<'_, '_>,
) -> Result<(), E>
where
    T: Send,
    E: Send + From<PrintError>,
    I: Iterator<Item = Result<T, E>>,
{
    let stopped = AtomicBool::new(false);
    let (give, orders) = mpsc::sync_channel::<(usize, Vec<T>)>(threads);
    let orders = Mutex::new(orders);
    let (answer, answers) = mpsc::channel::<Answer<E>>();
    std::thread::scope(|scope| {
        // Dropped when this closure ends, however it ends: the workers see it and end too.
        let give = give;
        for _ in 0..threads {
            let (answer, orders, stopped) = (answer.clone(), &orders, &stopped);
            scope.spawn(move || work(faces, orders, draw, stopped, &answer));
        }
        drop(answer);
        let written = in_order(threads, items, &give, &answers, run);
        stopped.store(written.is_err(), Ordering::Relaxed);
        written
    })
}

fn in_order<T, E, I>(
    threads: usize,
    items: &mut Items<I, E>,
    give: &mpsc::SyncSender<(usize, Vec<T>)>,
    answers: &mpsc::Receiver<Answer<E>>,
    run: &mut Run<'_, '_>,
) -> Result<(), E>
where
    E: From<PrintError>,
    I: Iterator<Item = Result<T, E>>,
{
    let (mut given, mut written) = (0, 0);
    let mut early = BTreeMap::new();
    loop {
        while given - written <= threads {
            let Some(chunk) = items.chunk() else { break };
            if give.send((given, chunk)).is_err() {
                return Err(PrintError::Stopped.into());
            }
            given += 1;
            run.ask()?;
        }
        if written == given {
            return Ok(());
        }
        let Ok((number, Some(drawn))) = answers.recv() else {
            return Err(PrintError::Stopped.into());
        };
        early.insert(number, drawn);
        while let Some(drawn) = early.remove(&written) {
            run.take(drawn?)?;
            written += 1;
        }
    }
}

fn work<T, E: From<PrintError>>(
    faces: &Faces,
    orders: &Mutex<mpsc::Receiver<(usize, Vec<T>)>>,
    draw: &impl Fn(T) -> Result<Page, E>,
    stopped: &AtomicBool,
    answer: &mpsc::Sender<Answer<E>>,
) {
    let mut worker = Worker::new(faces);
    loop {
        let order = orders.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((number, chunk)) = order else { return };
        let mut owed = Owed { number, answer, drawn: None };
        owed.drawn = Some(worker.chunk(chunk, draw, stopped));
    }
}

/// Answers for a chunk even if drawing it panics, so that nobody waits for it in vain.
struct Owed<'a, E> {
    number: usize,
    answer: &'a mpsc::Sender<Answer<E>>,
    drawn: Option<Result<Drawn, E>>,
}

impl<E> Drop for Owed<'_, E> {
    fn drop(&mut self) {
        // Nobody listens any more when the run has failed elsewhere.
        let _ = self.answer.send((self.number, self.drawn.take()));
    }
}
