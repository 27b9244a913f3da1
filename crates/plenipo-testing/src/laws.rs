//! How many random inputs a law is tried on, and which.

use proptest::test_runner::{Config, RngSeed};

/// The environment variable that has laws tried on new inputs, so many times as many of them.
pub const TIMES: &str = "PLENIPO_LAWS";

/// The settings of a law that is tried on `n` inputs.
///
/// Every run tries the same inputs, so that whether a change may land is decided by the change and not by the
/// draw. With [`TIMES`] set to a number the inputs are new ones, that many times as many:
/// `PLENIPO_LAWS=20 cargo test -p plenipo laws`. `PROPTEST_RNG_SEED` names the inputs.
pub fn cases(n: u32) -> Config {
    let times = std::env::var(TIMES).ok().and_then(|it| it.parse::<u32>().ok());
    let given = Config::default();
    let rng_seed = match (times, given.rng_seed) {
        (None, RngSeed::Random) => RngSeed::Fixed(1),
        (_, seed) => seed,
    };
    let times = times.unwrap_or(1).max(1);
    let max_global_rejects = given.max_global_rejects.saturating_mul(times);
    Config {
        cases: n.saturating_mul(times),
        failure_persistence: None,
        rng_seed,
        max_global_rejects,
        ..given
    }
}
