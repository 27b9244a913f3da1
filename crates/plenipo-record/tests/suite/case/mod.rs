//! What the record means.

mod called;
mod contents;
mod forbidden;
mod learned;
mod lines;
mod overtaken;
mod salience;
mod seen;
