//! plenipo keeps the record of a mediated negotiation and answers from it.
//!
//! The engine is pure: named bytes, settings and a context go in, findings come out. It knows no
//! clock, no file system, no environment and no terminal; `ARCHITECTURE.md` has the map and the
//! table of which module may use which.

pub mod finding;
pub mod lens;
pub mod preference;
pub mod scenario;
