//! What the record means.

mod contents;
