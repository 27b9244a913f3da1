//! The one test binary of the algorithms: `suite/` mirrors `src/`, `laws/` holds the property tests.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod laws;
mod suite;
