//! A bar on standard error for runs longer than a second, and an end by the clock for runs that are
//! given one.

use std::io::IsTerminal;
use std::sync::{Arc, Condvar, LazyLock, Mutex, OnceLock};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use plenipo_present::terminal::TerminalStyle;

use crate::failure::Failure;
use crate::output;

/// Shorter runs show no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// Steps of the bar.
const STEPS: u64 = 1000;

/// Time since the first call.
pub(crate) fn clock() -> Duration {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    BEGUN.elapsed()
}

/// A bar that appears once a run has taken longer than a second, and the end of a run that has
/// taken longer than it may.
pub(crate) struct Progress {
    begun: Instant,
    seen: bool,
    bar: OnceLock<ProgressBar>,
    seconds_max: Option<f64>,
    /// Ends the process where the run does not ask often enough whether it should.
    _watch: Option<Watch>,
}

impl Progress {
    /// A bar that has not appeared yet; it never does where standard error is no terminal. After
    /// `seconds_max` the run is asked to stop.
    pub(crate) fn new(seconds_max: Option<f64>) -> Progress {
        Progress {
            begun: Instant::now(),
            seen: std::io::stderr().is_terminal(),
            bar: OnceLock::new(),
            seconds_max,
            _watch: seconds_max.map(Watch::new),
        }
    }

    /// Tells how much is done, in `[0, 1]`; `false` asks to stop.
    pub(crate) fn tell(&self, done: f64) -> bool {
        let gone = self.begun.elapsed();
        if self.seconds_max.is_some_and(|most| gone.as_secs_f64() >= most) {
            return false;
        }
        if !self.seen || gone < PATIENCE {
            return true;
        }
        let bar = self.bar.get_or_init(|| {
            let style = ProgressStyle::with_template("{bar:40} {percent} % {eta} left");
            let bar = ProgressBar::new(STEPS);
            bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        bar.set_position((done.clamp(0.0, 1.0) * STEPS as f64) as u64);
        true
    }

    /// Why a run that was asked to stop has no answer.
    pub(crate) fn stopped(&self) -> Failure {
        by_the_clock(self.seconds_max.unwrap_or_default())
    }
}

fn by_the_clock(seconds: f64) -> Failure {
    Failure::io(format!("stopped by the clock after {seconds} s (`--seconds`), without an answer"))
        .hint(
            "how far a run gets in a given time differs between machines and cannot be repeated \
             to the byte; settings such as `--work` limit it in a way that can",
        )
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

/// What a run may take beyond its time until it notices.
const GRACE: Duration = Duration::from_secs(3);

/// Ends the process when time is up. While a question is computed nothing is being written, so
/// that nothing is left half done.
struct Watch {
    ended: Arc<(Mutex<bool>, Condvar)>,
}

impl Watch {
    fn new(seconds: f64) -> Watch {
        let ended = Arc::new((Mutex::new(false), Condvar::new()));
        let seen = Arc::clone(&ended);
        let patience = Duration::from_secs_f64(seconds) + GRACE;
        std::thread::spawn(move || {
            let (lock, bell) = &*seen;
            let Ok(guard) = lock.lock() else { return };
            let waited = bell.wait_timeout_while(guard, patience, |ended| !*ended);
            if let Ok((ended, _)) = waited
                && !*ended
            {
                let failure = by_the_clock(seconds);
                output::complain(&failure.text(&TerminalStyle { width: 80, colour: false }));
                std::process::exit(i32::from(failure.code()));
            }
        });
        Watch { ended }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let (lock, bell) = &*self.ended;
        if let Ok(mut ended) = lock.lock() {
            *ended = true;
        }
        bell.notify_all();
    }
}
