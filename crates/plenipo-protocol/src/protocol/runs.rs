//! Many runs: streams by their number, shared out among threads, handed on in order.

use plenipo_maths::random::{Stream, StreamKey};
use rayon::prelude::*;

/// The random streams of runs: one for the protocol, one for the mediator, one a party. Run `n` has the same
/// streams wherever and whenever it is played.
#[derive(Clone, Debug)]
pub struct RunStreams {
    protocol: StreamKey,
    mediator: StreamKey,
    parties: Vec<StreamKey>,
}

impl RunStreams {
    /// Streams under a key, parties told apart by their place.
    #[must_use]
    pub fn new(key: StreamKey, n_parties: usize) -> Self {
        let party = |it: usize| key.with(b"party").with(&(it as u64).to_le_bytes());
        Self::with_parties(key, (0..n_parties).map(party).collect())
    }

    /// Streams under a key, each party with one of its own: of its content, so that places change nothing.
    #[must_use]
    pub fn with_parties(key: StreamKey, parties: Vec<StreamKey>) -> Self {
        Self { protocol: key.with(b"protocol"), mediator: key.with(b"mediator"), parties }
    }

    pub(crate) fn protocol(&self, run: u64) -> Stream {
        self.protocol.stream(run)
    }

    pub(crate) fn mediator(&self, run: u64) -> Stream {
        self.mediator.stream(run)
    }

    pub(crate) fn party(&self, party: usize, run: u64) -> Stream {
        self.parties[party].stream(run)
    }
}

/// Runs that are played before any is handed on: enough for all threads, little memory.
const AT_ONCE: u64 = 4096;

/// Plays runs `from..to` on all threads and hands each result on in order; stops at the first error, or when
/// `hand_on` says so by `false`. Memory does not grow with the number of runs.
///
/// `ready` makes what one thread plays with; `play` plays the run of that number.
///
/// # Errors
/// Those of `play`, of the first run that had one.
pub fn for_each_run<S: Send, R: Send, E: Send>(
    runs: std::ops::Range<u64>,
    ready: impl Fn() -> S + Sync,
    play: impl Fn(&mut S, u64) -> Result<R, E> + Sync,
    mut hand_on: impl FnMut(u64, R) -> bool,
) -> Result<(), E> {
    let mut from = runs.start;
    while from < runs.end {
        let to = runs.end.min(from + AT_ONCE);
        let results: Vec<Result<R, E>> = (0..(to - from) as usize)
            .into_par_iter()
            .with_min_len(16)
            .map_init(&ready, |state, at| play(state, from + at as u64))
            .collect();
        for (run, result) in (from..to).zip(results) {
            if !hand_on(run, result?) {
                return Ok(());
            }
        }
        from = to;
    }
    Ok(())
}
