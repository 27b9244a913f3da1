//! Laws: properties that hold for any input.

mod bargain;
mod extremes;
mod frontier;
mod sampling;
mod transversal;
