//! Markdown: pages of ours read for a terminal, answers written for mails and notes.

mod read;
mod write;

pub use read::text;
pub use write::finding;
