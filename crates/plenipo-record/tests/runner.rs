//! The one test binary of the record: `suite/` mirrors `src/`, `laws/` holds the property tests.

mod laws;
mod suite;
