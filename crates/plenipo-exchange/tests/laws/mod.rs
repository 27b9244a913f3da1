//! Laws: properties that hold for any input.

mod paper;
mod sheets;
