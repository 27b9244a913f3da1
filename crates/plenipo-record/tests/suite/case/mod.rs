//! What the record means.

mod called;
mod contents;
mod lines;
mod salience;
mod seen;
