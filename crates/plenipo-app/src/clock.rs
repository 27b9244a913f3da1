//! The clock, which says when something is put down. It is asked here alone, and what it says is handed on.

use jiff::Timestamp;

use crate::failure::Failure;

/// Seconds since 1970 that stand for the present where a run has to be the same each time: the convention
/// of reproducible builds.
const FIXED: &str = "SOURCE_DATE_EPOCH";

/// Now.
pub(crate) fn now() -> Result<Timestamp, Failure> {
    let Some(fixed) = std::env::var_os(FIXED).filter(|it| !it.is_empty()) else {
        return Ok(Timestamp::now());
    };
    let seconds = fixed.to_str().and_then(|it| it.parse().ok());
    seconds.and_then(|it| Timestamp::from_second(it).ok()).ok_or_else(|| {
        Failure::usage(format!("the environment variable {FIXED} is not a number of seconds"))
            .hint("unset it to use the clock")
    })
}
