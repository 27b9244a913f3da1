//! The text people edit: a folder of TOML files becomes a case, or a list of problems.
//!
//! [`read()`](read::read) never fails outright: it returns every problem at once, each with its
//! file, place, message and hint, and a case when no problem stands in the way. What a table may
//! hold is data ([`schema`]); `docs/dossier.md` says it in prose.
//!
//! Reading goes in passes: choose ([`filename`]) and parse the files (`files`), note every name (`names`, by
//! `reader`), read record by record (`tables`, with the typed accessors of `node` and `forms`), and
//! let the case check what the records say (`rules`). [`write()`](write::write) and
//! [`append`](write::append) go the other way; [`ledger`] adds to the one file that is never changed, also
//! what [`exchange`] reads from elsewhere; [`template`] has the text of a new one. [`sheet`] makes tables
//! for spreadsheets of a case, and reads such tables against a dossier.
//!
//! [`paper`] is the other way in for one kind of record: a draft as it comes, in plain text, Markdown
//! or DOCX.

pub mod exchange;
pub mod filename;
pub mod ledger;
pub mod paper;
pub mod problem;
pub mod read;
pub mod schema;
pub mod sheet;
pub mod template;
pub mod write;

mod depth;
mod files;
mod forms;
mod names;
mod node;
mod reader;
mod rules;
mod tables;
mod warnings;
