//! What the record means.

mod called;
mod contents;
mod learned;
mod lines;
mod salience;
mod seen;
