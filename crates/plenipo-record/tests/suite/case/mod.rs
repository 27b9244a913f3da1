//! What the record means.

mod contents;
mod lines;
mod salience;
mod seen;
