//! The one test binary of the protocols: `suite/` has a file for each module of `src/`.

mod suite;
