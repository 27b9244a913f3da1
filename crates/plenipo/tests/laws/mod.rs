//! Laws: properties that hold for any input.

mod dossier;
mod frontier;
pub(crate) mod generate;
mod sampling;
mod viewers;
