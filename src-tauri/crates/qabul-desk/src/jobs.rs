//! Long work: on threads of its own, watched, stoppable, its answer fetched once.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use qabul_core::refusal::Refusal;

use crate::desk::Desk;
use crate::failure::Failure;
use crate::incident::guarded;
use crate::views::Nothing;
use crate::views::jobs::{JobAnswer, JobEnd, JobRequest, JobStarted, JobState, JobStep};

/// Every piece of long work that was started and not yet collected.
#[derive(Default)]
pub(crate) struct Jobs {
    given: AtomicU64,
    running: Mutex<HashMap<u32, Arc<Job>>>,
}

struct Job {
    stopped: AtomicBool,
    done: AtomicU64,
    total: AtomicU64,
    step: Mutex<(JobStep, Instant)>,
    end: Mutex<Option<JobEnd>>,
}

/// What long work holds on to: it says how far it is and learns whether to stop.
#[derive(Clone)]
pub(crate) struct Watch(Arc<Job>);

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Watch {
    /// Begins a step of `total` units.
    pub(crate) fn step(&self, step: JobStep, total: u64) {
        *locked(&self.0.step) = (step, Instant::now());
        self.0.done.store(0, Ordering::Relaxed);
        self.0.total.store(total, Ordering::Relaxed);
    }

    /// Says how many units of the step are done, and learns whether the person stopped it.
    pub(crate) fn done(&self, done: u64) -> Result<(), Refusal> {
        self.0.done.store(done, Ordering::Relaxed);
        if self.stopped() { Err(Refusal::Stopped) } else { Ok(()) }
    }

    /// Whether the person stopped it.
    pub(crate) fn stopped(&self) -> bool {
        self.0.stopped.load(Ordering::Relaxed)
    }
}

impl Job {
    fn state(&self) -> JobState {
        let (step, since) = *locked(&self.step);
        let done = self.done.load(Ordering::Relaxed);
        let total = self.total.load(Ordering::Relaxed);
        let seconds = since.elapsed().as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "a rate for people, not an account")]
        let (rate, left) = (done as f64 / seconds.max(0.001), total.saturating_sub(done) as f64);
        // A rate over less than half a second says nothing yet.
        let known = seconds > 0.5 && done > 0 && total > 0;
        JobState { step, done, total, rate, seconds_left: known.then(|| left / rate), end: None }
    }
}

impl Desk {
    /// Starts long work on a thread of its own.
    pub(crate) fn start(
        &self,
        work: impl FnOnce(&Desk, &Watch) -> Result<JobAnswer, Failure> + Send + 'static,
    ) -> JobStarted {
        let jobs = self.jobs();
        let number =
            u32::try_from(jobs.given.fetch_add(1, Ordering::Relaxed) + 1).unwrap_or(u32::MAX);
        let job = Arc::new(Job {
            stopped: AtomicBool::new(false),
            done: AtomicU64::new(0),
            total: AtomicU64::new(0),
            step: Mutex::new((JobStep::Starting, Instant::now())),
            end: Mutex::new(None),
        });
        locked(&jobs.running).insert(number, job.clone());
        let desk = self.clone();
        std::thread::spawn(move || {
            let watch = Watch(job.clone());
            // A panic must end the job too, or a screen would wait for ever.
            let started = Instant::now();
            let outcome = guarded(&desk, "long work", || work(&desk, &watch));
            let ended = ("long work", desk.host().now());
            desk.trail().ran(ended, started.elapsed(), outcome.as_ref().err());
            *locked(&job.end) = Some(match outcome {
                Ok(answer) => JobEnd::Done { answer },
                Err(failure) => JobEnd::Failed { failure },
            });
        });
        JobStarted { job: number }
    }

    /// Runs long work to its end on this thread's time, calling `tell` about five times a second.
    ///
    /// # Errors
    /// The failure the work ended with, or [`Refusal::NoJob`].
    pub fn wait(
        &self,
        job: JobStarted,
        mut tell: impl FnMut(&JobState),
    ) -> Result<JobAnswer, Failure> {
        loop {
            let state = state(self, &JobRequest { job: job.job })?;
            tell(&state);
            match state.end {
                Some(JobEnd::Done { answer }) => return Ok(answer),
                Some(JobEnd::Failed { failure }) => return Err(failure),
                None => std::thread::sleep(Duration::from_millis(20)),
            }
        }
    }
}

/// `jobs.state`: an ended job's answer is handed out once and then forgotten.
pub(crate) fn state(desk: &Desk, request: &JobRequest) -> Result<JobState, Failure> {
    let mut running = locked(&desk.jobs().running);
    let job = running.get(&request.job).cloned().ok_or(Refusal::NoJob)?;
    let mut state = job.state();
    state.end = locked(&job.end).take();
    if state.end.is_some() {
        running.remove(&request.job);
    }
    Ok(state)
}

/// `jobs.cancel`
pub(crate) fn cancel(desk: &Desk, request: &JobRequest) -> Result<Nothing, Failure> {
    let running = locked(&desk.jobs().running);
    let job = running.get(&request.job).ok_or(Refusal::NoJob)?;
    job.stopped.store(true, Ordering::Relaxed);
    Ok(Nothing {})
}
