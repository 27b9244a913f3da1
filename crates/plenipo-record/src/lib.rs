//! The record of a mediated negotiation: what people edit (`dossier`) and what it says (`case`); and a
//! negotiation in numbers alone (`scenario`).
//!
//! Named bytes go in, a case or every problem at once comes out. Nothing here knows a clock, a file system
//! or a terminal, or what is asked of the record.

pub mod action;
pub mod canonical;
pub mod case;
pub mod dossier;
pub mod scenario;
