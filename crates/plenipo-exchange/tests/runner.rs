//! The one test binary of what comes in and goes out: `suite/` mirrors `src/`, `laws/` holds the property
//! tests.

#![expect(clippy::panic, reason = "a test fails by panicking")]

mod laws;
mod suite;
