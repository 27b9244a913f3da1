//! What the tests of several crates share.

pub mod cases;
pub mod dossier;
pub mod generate;
pub mod laws;
pub mod paper;
pub mod reference;
