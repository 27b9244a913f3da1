//! Parcels: what goes in comes out, and what is not whole does not.

#![expect(clippy::panic, reason = "a test fails by panicking")]

mod suite;
