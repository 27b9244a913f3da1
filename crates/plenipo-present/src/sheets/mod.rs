//! The record as a spreadsheet, and the report on one that was read.

mod csv;
mod report;
mod xlsx;

pub use csv::csv;
pub use report::report;
pub use xlsx::{TooLong, xlsx};
