//! What the record means.

mod contents;
mod seen;
