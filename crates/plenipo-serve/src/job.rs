//! Answers that take long: each is worked out once whoever asks, says how far it is, and can be stopped.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::sync::{Semaphore, watch};

use crate::answers::Answer;
use crate::held::locked;
use crate::trouble::Trouble;

/// Answers that are worked out or wait for it, at most.
const JOBS_MAX: usize = 64;

/// How long a page waits for its answer before it is shown without.
pub(crate) const PATIENCE: Duration = Duration::from_millis(400);

/// How long an answer is worked out that nobody waits for.
const PATIENCE_LEFT: Duration = Duration::from_secs(10);

/// What came of a job.
pub(crate) type Outcome = Result<Arc<Answer>, Trouble>;

/// An answer in the making.
pub(crate) struct Job {
    pub(crate) number: u64,
    /// How much is done, in thousandths.
    done: AtomicU32,
    stopped: AtomicBool,
    outcome: watch::Sender<Option<Outcome>>,
    /// Since when nobody waits for it.
    left: Mutex<Option<Instant>>,
    waiting: AtomicU32,
}

impl Job {
    /// Called by the one who works at it; `false` asks to stop.
    pub(crate) fn tell(&self, share: f64) -> bool {
        self.done.fetch_max((share.clamp(0.0, 1.0) * 1000.0) as u32, Ordering::Relaxed);
        !self.stopped.load(Ordering::Relaxed) && !self.is_abandoned()
    }

    /// Whether nobody has waited for it for a while: a page that does asks again every second or two.
    fn is_abandoned(&self) -> bool {
        let nobody = self.waiting.load(Ordering::Relaxed) == 0;
        nobody && locked(&self.left).is_some_and(|it| it.elapsed() > PATIENCE_LEFT)
    }

    /// How much is done, in thousandths.
    pub(crate) fn thousandths(&self) -> u32 {
        self.done.load(Ordering::Relaxed)
    }

    /// Asks whoever works at it to stop.
    pub(crate) fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// What came of it, where it is done within `patience`.
    pub(crate) async fn within(&self, patience: Duration) -> Option<Outcome> {
        let _here = Waiting::at(self);
        let mut outcome = self.outcome.subscribe();
        let done = outcome.wait_for(Option::is_some);
        match tokio::time::timeout(patience, done).await {
            Ok(Ok(it)) => it.clone(),
            // The sender lives as long as the job does.
            Ok(Err(_)) | Err(_) => None,
        }
    }
}

/// Somebody who waits for a job.
struct Waiting<'a>(&'a Job);

impl Waiting<'_> {
    fn at(job: &Job) -> Waiting<'_> {
        job.waiting.fetch_add(1, Ordering::Relaxed);
        Waiting(job)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        *locked(&self.0.left) = Some(Instant::now());
        self.0.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}

/// All answers in the making.
pub(crate) struct Jobs {
    by_key: Mutex<Running>,
    /// As many at once as there are cores.
    turns: Arc<Semaphore>,
}

#[derive(Default)]
struct Running {
    jobs: HashMap<String, Arc<Job>>,
    last: u64,
}

impl Jobs {
    pub(crate) fn new() -> Jobs {
        let cores = std::thread::available_parallelism().map_or(2, |it| it.get());
        Jobs { by_key: Mutex::default(), turns: Arc::new(Semaphore::new(cores)) }
    }

    /// The job of that key: the one that runs, or a new one that does `work` in its turn.
    ///
    /// # Errors
    /// Where too many wait already.
    pub(crate) fn start(
        self: &Arc<Self>,
        key: String,
        work: impl FnOnce(&Job) -> Outcome + Send + 'static,
    ) -> Result<Arc<Job>, Trouble> {
        let mut running = locked(&self.by_key);
        if let Some(job) = running.jobs.get(&key) {
            return Ok(Arc::clone(job));
        }
        if running.jobs.len() >= JOBS_MAX {
            return Err(Trouble::new(503, "Too many answers are being worked out at once.")
                .hint("try again in a moment"));
        }
        running.last += 1;
        let job = Arc::new(Job {
            number: running.last,
            done: AtomicU32::new(0),
            stopped: AtomicBool::new(false),
            outcome: watch::channel(None).0,
            left: Mutex::default(),
            waiting: AtomicU32::new(0),
        });
        running.jobs.insert(key.clone(), Arc::clone(&job));
        drop(running);
        let (jobs, own) = (Arc::clone(self), Arc::clone(&job));
        tokio::spawn(async move {
            let turn = Arc::clone(&jobs.turns).acquire_owned().await;
            let at_work = Arc::clone(&own);
            let outcome = tokio::task::spawn_blocking(move || work(&at_work)).await;
            drop(turn);
            // A panic is a fault of ours; the server lives on.
            let outcome = outcome.unwrap_or_else(|_| {
                Err(Trouble::new(500, "Something went wrong in working out this answer."))
            });
            locked(&jobs.by_key).jobs.remove(&key);
            own.outcome.send_replace(Some(outcome));
        });
        Ok(job)
    }

    /// The running job of that number.
    pub(crate) fn find(&self, number: u64) -> Option<Arc<Job>> {
        locked(&self.by_key).jobs.values().find(|it| it.number == number).map(Arc::clone)
    }
}
