//! From a report to proposed entries.
//!
//! An article goes in as bytes or as text, and proposals come out, each tied to the very words it rests on, with the
//! rule it came from and how sure that rule is. A person accepts, changes or rejects them: nothing enters the record by
//! itself, and nothing that an article says is an instruction to the program.
//!
//! ```
//! use plenipo_read::{Reader, text::Article};
//!
//! let article = Article::plain("title: No deal\ndate: 2031-05-06\n\nMinister Ana Dale ruled out a joint court on Monday.");
//! let read = Reader::default().read(&article);
//! let line = read.proposals.iter().find(|it| it.kind.word() == "line").ok_or("a line")?;
//! assert_eq!(line.who, ["Ana Dale"]);
//! assert_eq!(line.quoted(&article.text), "Minister Ana Dale ruled out a joint court on Monday.");
//! assert_eq!(line.when.map(|it| it.word()).as_deref(), Some("2031-05-05"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod beside;
pub mod day;
pub mod days;
pub mod file;
pub mod fold;
pub mod intake;
pub mod model;
pub mod names;
pub mod proposal;
pub mod read;
pub mod reprint;
pub mod review;
pub mod text;

mod attribution;
mod cue;
mod frames;
mod numbers;
mod page;
mod rules;
mod sentence;
mod when;
mod words;

pub use read::{ArticleRead, Reader};
