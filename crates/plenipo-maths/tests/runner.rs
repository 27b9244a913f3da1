//! The one test binary of the algorithms: `suite/` mirrors `src/`, `laws/` holds the property tests.

mod laws;
mod suite;
