//! A bar on standard error for runs longer than a second.

use std::io::IsTerminal;
use std::sync::{LazyLock, OnceLock};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Shorter runs show no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// Steps of the bar.
const STEPS: u64 = 1000;

/// Time since the first call.
pub(crate) fn clock() -> Duration {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    BEGUN.elapsed()
}

/// A bar that appears once a run has taken longer than a second.
pub(crate) struct Progress {
    begun: Instant,
    seen: bool,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    /// A bar that has not appeared yet; it never does where standard error is no terminal.
    pub(crate) fn new() -> Progress {
        Progress {
            begun: Instant::now(),
            seen: std::io::stderr().is_terminal(),
            bar: OnceLock::new(),
        }
    }

    /// Tells how much is done, in `[0, 1]`.
    pub(crate) fn tell(&self, done: f64) {
        if !self.seen || self.begun.elapsed() < PATIENCE {
            return;
        }
        let bar = self.bar.get_or_init(|| {
            let style = ProgressStyle::with_template("{bar:40} {percent} % {eta} left");
            let bar = ProgressBar::new(STEPS);
            bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        bar.set_position((done.clamp(0.0, 1.0) * STEPS as f64) as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}
