//! One file for each presenter.

mod csv;
mod json;
mod laws;
mod markdown;
mod problems;
mod sample;
mod terminal;
