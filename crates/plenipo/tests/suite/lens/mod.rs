//! Lenses: one file each.

mod bargain;
