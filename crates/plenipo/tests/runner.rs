//! The engine's one test binary: `suite/` mirrors `src/`, `laws/` holds the property tests.

mod laws;
mod suite;
