//! Answers that take long: each is worked out once whoever asks, says how far it is, and can be stopped.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
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

/// How long an answer is worked out that nobody waits for: a page without scripts asks again every two seconds.
const PATIENCE_LEFT: Duration = Duration::from_secs(6);

/// How often a job that waits for its turn looks whether anybody still wants it.
const LOOK: Duration = Duration::from_millis(250);

/// What came of a job.
pub(crate) type Outcome = Result<Arc<Answer>, Trouble>;

/// An answer in the making.
pub(crate) struct Job {
    pub(crate) number: u64,
    /// How much is done, in thousandths.
    done: AtomicU32,
    outcome: watch::Sender<Option<Outcome>>,
    wanted: Mutex<Wanted>,
}

/// Who wants an answer.
struct Wanted {
    waiting: usize,
    /// When somebody last did.
    last: Instant,
    /// Whether it is given up: then nobody who comes later gets it.
    is_stopped: bool,
}

impl Job {
    fn new(number: u64) -> Job {
        Job {
            number,
            done: AtomicU32::new(0),
            outcome: watch::channel(None).0,
            wanted: Mutex::new(Wanted { waiting: 0, last: Instant::now(), is_stopped: false }),
        }
    }

    /// Called by the one who works at it; `false` asks to stop.
    pub(crate) fn tell(&self, share: f64) -> bool {
        self.done.fetch_max((share.clamp(0.0, 1.0) * 1000.0) as u32, Ordering::Relaxed);
        self.is_wanted()
    }

    /// Whether anybody wants it: nobody does once it was stopped, or nobody has waited for it for a while.
    fn is_wanted(&self) -> bool {
        let mut it = locked(&self.wanted);
        it.is_stopped |= it.waiting == 0 && it.last.elapsed() > PATIENCE_LEFT;
        !it.is_stopped
    }

    /// Says that somebody wants it; `false` where it is given up already.
    fn renew(&self) -> bool {
        let mut it = locked(&self.wanted);
        it.last = Instant::now();
        !it.is_stopped
    }

    /// How much is done, in thousandths.
    pub(crate) fn thousandths(&self) -> u32 {
        self.done.load(Ordering::Relaxed)
    }

    /// Asks whoever works at it to stop.
    fn stop(&self) {
        locked(&self.wanted).is_stopped = true;
    }

    /// Until nobody wants it any more.
    async fn is_given_up(&self) {
        while self.is_wanted() {
            tokio::time::sleep(LOOK).await;
        }
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
        locked(&job.wanted).waiting += 1;
        Waiting(job)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let mut it = locked(&self.0.wanted);
        it.waiting -= 1;
        it.last = Instant::now();
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
        Jobs::at_once(std::thread::available_parallelism().map_or(2, |it| it.get()))
    }

    fn at_once(turns: usize) -> Jobs {
        Jobs { by_key: Mutex::default(), turns: Arc::new(Semaphore::new(turns)) }
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
        // What was given up ends with no answer: whoever asks now gets one of their own.
        if let Some(job) = running.jobs.get(&key).filter(|it| it.renew()) {
            return Ok(Arc::clone(job));
        }
        if running.jobs.len() >= JOBS_MAX {
            return Err(Trouble::new(503, "Too many answers are being worked out at once.")
                .hint("try again in a moment"));
        }
        running.last += 1;
        let job = Arc::new(Job::new(running.last));
        running.jobs.insert(key.clone(), Arc::clone(&job));
        drop(running);
        let (jobs, own) = (Arc::clone(self), Arc::clone(&job));
        tokio::spawn(async move {
            let outcome = jobs.in_turn(&own, work).await;
            let mut running = locked(&jobs.by_key);
            // Another may have begun in the place of one that was given up.
            if running.jobs.get(&key).is_some_and(|it| it.number == own.number) {
                running.jobs.remove(&key);
            }
            drop(running);
            own.outcome.send_replace(Some(outcome));
        });
        Ok(job)
    }

    /// Does `work` once it is the job's turn, where anybody wants it then.
    async fn in_turn(
        &self,
        job: &Arc<Job>,
        work: impl FnOnce(&Job) -> Outcome + Send + 'static,
    ) -> Outcome {
        let turn = tokio::select! {
            turn = Arc::clone(&self.turns).acquire_owned() => turn.ok(),
            () = job.is_given_up() => None,
        };
        let Some(turn) = turn.filter(|_| job.is_wanted()) else {
            return Err(Trouble::new(503, "This answer was stopped before it was there.")
                .hint("Reload the page to work it out after all."));
        };
        let at_work = Arc::clone(job);
        let outcome = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work(&at_work)
        });
        // A panic is a fault of ours; the server lives on.
        outcome.await.unwrap_or_else(|_| {
            Err(Trouble::new(500, "Something went wrong in working out this answer."))
        })
    }

    /// The running job of that number.
    pub(crate) fn find(&self, number: u64) -> Option<Arc<Job>> {
        locked(&self.by_key).jobs.values().find(|it| it.number == number).map(Arc::clone)
    }

    /// Gives up the job of that number, where there is one.
    pub(crate) fn stop(&self, number: u64) {
        let mut running = locked(&self.by_key);
        running.jobs.retain(|_, it| {
            let is_it = it.number == number;
            if is_it {
                it.stop();
            }
            !is_it
        });
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    const SOON: Duration = Duration::from_secs(5);

    fn no_answer(status: u16) -> Outcome {
        Err(Trouble::new(status, "no answer"))
    }

    /// Works until it is asked to stop.
    fn works_on(job: &Job) -> Outcome {
        while job.tell(0.5) {
            std::thread::sleep(Duration::from_millis(5));
        }
        no_answer(503)
    }

    async fn status(job: &Job) -> Option<u16> {
        job.within(SOON).await.and_then(Result::err).map(|it| it.status)
    }

    #[tokio::test]
    async fn whoever_asks_after_a_stop_gets_an_answer_of_their_own() {
        let jobs = Arc::new(Jobs::at_once(2));
        let first = jobs.start("a".to_owned(), works_on).expect("a job");
        let same = jobs.start("a".to_owned(), works_on).expect("a job");
        assert_eq!(first.number, same.number);
        jobs.stop(first.number);
        let second = jobs.start("a".to_owned(), |_| no_answer(418)).expect("a job");
        assert_ne!(first.number, second.number);
        assert_eq!(status(&second).await, Some(418));
        assert_eq!(status(&first).await, Some(503));
        assert!(jobs.find(second.number).is_none());
    }

    #[tokio::test]
    async fn the_end_of_one_that_was_stopped_takes_no_other_away() {
        let jobs = Arc::new(Jobs::at_once(2));
        let (go, wait) = mpsc::channel::<()>();
        let first = jobs.start("a".to_owned(), works_on).expect("a job");
        jobs.stop(first.number);
        let second = jobs
            .start("a".to_owned(), move |_| {
                let _ = wait.recv();
                no_answer(418)
            })
            .expect("a job");
        assert_eq!(status(&first).await, Some(503));
        assert_eq!(jobs.find(second.number).map(|it| it.number), Some(second.number));
        go.send(()).expect("it waits");
        assert_eq!(status(&second).await, Some(418));
    }

    #[tokio::test]
    async fn what_waits_for_its_turn_and_is_stopped_is_never_begun() {
        let jobs = Arc::new(Jobs::at_once(1));
        let first = jobs.start("a".to_owned(), works_on).expect("a job");
        let (told, begun) = mpsc::channel::<()>();
        let second = jobs
            .start("b".to_owned(), move |_| {
                let _ = told.send(());
                no_answer(418)
            })
            .expect("a job");
        jobs.stop(second.number);
        // Without the first one's turn.
        assert_eq!(status(&second).await, Some(503));
        jobs.stop(first.number);
        assert_eq!(status(&first).await, Some(503));
        assert!(begun.try_recv().is_err(), "it was begun");
    }

    #[tokio::test]
    async fn what_nobody_waits_for_gives_its_turn_to_the_next() {
        let jobs = Arc::new(Jobs::at_once(1));
        let first = jobs.start("a".to_owned(), works_on).expect("a job");
        assert!(first.within(Duration::from_millis(20)).await.is_none());
        locked(&first.wanted).last -= PATIENCE_LEFT;
        let next = jobs.start("b".to_owned(), |_| no_answer(418)).expect("a job");
        assert_eq!(status(&next).await, Some(418));
        // Nobody who comes late gets what was given up.
        let again = jobs.start("a".to_owned(), |_| no_answer(418)).expect("a job");
        assert_eq!(status(&again).await, Some(418));
    }
}
