//! Laws: properties that hold for any input.

mod frontier;
mod sampling;
