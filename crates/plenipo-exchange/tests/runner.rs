//! The one test binary of what comes in and goes out: `suite/` mirrors `src/`, `laws/` holds the property
//! tests.

mod laws;
mod suite;
