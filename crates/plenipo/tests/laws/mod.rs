//! Laws: properties that hold for any input.

mod sampling;
