//! Laws: properties that hold for any input.

mod dossier;
