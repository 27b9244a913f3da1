//! Laws: properties that hold for any input.

mod bargain;
mod frontier;
mod sampling;
