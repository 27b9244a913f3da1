//! Laws: properties that hold for any input.

mod acceptance;
mod apart;
mod change;
mod dossier;
pub(crate) mod generate;
mod marked;
mod paper;
mod phrases;
mod preferences;
mod scores;
mod secrets;
mod sheets;
mod talks;
mod viewers;
