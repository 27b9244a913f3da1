//! Parcels: what goes in comes out, and what is not whole does not.

mod suite;
