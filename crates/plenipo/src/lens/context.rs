//! Under which conditions a question is asked.

use jiff::civil::Date;

use plenipo_maths::programme::Clock;
use plenipo_record::case::tried::Tried;

/// The default number of samples.
pub const SAMPLES_DEFAULT: usize = 10_000;

/// The greatest number of samples a run accepts.
pub const SAMPLES_MAX: usize = 10_000_000;

/// Under which conditions a question is asked.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The day to read the record as of; the case's own day where absent.
    pub as_of: Option<Date>,
    /// Id of the party to answer for; the record keeper where absent.
    pub viewer: Option<&'a str>,
    /// Whether those who must consent count as principals.
    pub whole: bool,
    /// Drafts to try out beside those on record; a view says under which ids
    /// ([`View::tried`](super::view::View::tried)).
    pub tried: &'a [Tried],
    /// Seed of every random stream.
    pub seed: u64,
    /// Number of samples, at most [`SAMPLES_MAX`].
    pub samples: usize,
    /// Called now and then with the share done, in `[0, 1]`; `false` asks the lens to stop.
    pub progress: Option<&'a (dyn Fn(f64) -> bool + Sync)>,
    /// What limits of time are measured by; no answer that was reached depends on it.
    pub clock: Option<Clock>,
}

impl Default for Context<'_> {
    fn default() -> Self {
        Context {
            as_of: None,
            viewer: None,
            whole: false,
            tried: &[],
            seed: 1,
            samples: SAMPLES_DEFAULT,
            progress: None,
            clock: None,
        }
    }
}

impl Context<'_> {
    /// Tells how much is done; `false` asks to stop.
    pub fn tell(&self, done: f64) -> bool {
        self.progress.is_none_or(|progress| progress(done))
    }
}
