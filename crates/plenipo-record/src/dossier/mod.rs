//! The text people edit: a folder of TOML files becomes a case, or a list of problems.
//!
//! [`read()`](read::read) never fails outright: it returns every problem at once, each with its
//! file, place, message and hint, and a case when no problem stands in the way. What a table may
//! hold is data ([`schema`]); `docs/dossier.md` says it in prose.
//!
//! Reading goes in passes: choose ([`filename`]) and parse the files (`files`), note every name (`names`, by
//! `reader`), read record by record (`tables`, with the typed accessors of `node` and `forms`), and
//! let the case check what the records say (`rules`). [`write()`](write::write) and
//! [`append`](write::append) go the other way; [`ledger`] adds to the one file that is never changed;
//! [`template`] has the text of a new one, [`debrief`] that of what came of a meeting, and [`upgrade`] writes ids into
//! one that has records without. What comes in other forms than text is read elsewhere, and comes in
//! as text.

pub mod debrief;
pub mod filename;
pub mod ledger;
pub mod problem;
pub mod proposals;
pub mod read;
pub mod schema;
pub mod template;
pub mod upgrade;
pub mod write;

pub use depth::too_deep;
pub use files::short;
pub use meant::number as meant_number;
pub use names::{did_you_mean, nearest};
pub use reader::places;

mod breaks;
mod days;
mod depth;
mod doubled;
mod due;
mod files;
mod forms;
mod meant;
mod names;
mod narrower;
mod node;
mod reader;
mod rules;
mod since;
mod slips;
mod synonyms;
mod tables;
mod warnings;
