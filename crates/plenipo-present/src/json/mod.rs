//! A finding as JSON: the stable interface for other programs.
//!
//! ```text
//! { "schema": 2, "lens", "question", "headline", "status",
//!   "tables": [{ "id", "caption", "columns": [{ "id", "kind", "label"?, "unit"? }], "rows": [[…]] }],
//!   "charts": [{ "id", "title", "description", "kind", "table", … }],
//!   "notes": [],
//!   "provenance": { "dossier", "hash", "as_of", "viewer", "disclosure", "seed", "samples", "engine",
//!                   "features", "settings": [{ "name", "value" }], "names_withheld", "records",
//!                   "assumed", "whole", "assumptions", "assumption_hashes", "ledger": { "entries", "head" } | null,
//!                   "ledger_fault"?, "sources": [{ "id", "reliability", "parts", "address",
//!                   "reprint_of" }] } }
//! ```
//!
//! A cell is
//!
//! | in JSON | is |
//! |---|---|
//! | `null` | unknown; never zero |
//! | a number | a number of nine significant digits, enough for any use and few enough to be the same on every machine; with a point or an exponent, unless it is a count |
//! | a whole number | a count; beyond 2^53, which many readers would round, it is a string |
//! | a string | words; in a column of kind `date` a day, `"2025-12-01"` |
//! | `{ "day", "is" }` | a day and how exactly it is known: `exact`, `about`, `before`, `after`, `month`, `inferred` |
//! | `{ "ref", "of"?, "id" }` | something of the record by its id: `ref` is its table, or `option`, `point`, `line`, `series`, `term`, `term_source`, `lens`; `of` the issue of an option or the draft of a point |
//! | `{ "low", "high" }` | a range of numbers; an end that is `null` is unknown |
//! | `{ "state", "mark" }` | a word of a fixed set, and what it means for an agreement: `fine`, `stop`, `maybe`, `unknown`, `added`, `removed`, `plain` |
//! | `{ "basis", "sources", "assumption"? }` | what a record stands on; a source is `{ "id", "reliability", "credibility" }`, letter and figure of the Admiralty scale or `null` where nobody stated it |
//! | a list of `{ "is", "text" }` | in a column of kind `edits` only: words that stayed the `same`, were `inserted` or `deleted` |
//! | any other list | several of these, in order |
//!
//! A note is a string, or where it names something that its reader could do a list of strings and hints
//! in their order. A hint is
//!
//! | in JSON | is |
//! |---|---|
//! | `{ "hint": "set_option", "setting", "value" }` | asking the same with this setting |
//! | `{ "hint": "set_option", "setting", "to" }` | the same with a value of the reader's choice: `any`, a `day`, an `id` |
//! | `{ "hint": "ask", "lens", "settings": [{ "setting", "value" or "to" }] }` | asking another question |
//! | `{ "hint": "do", "action", "id"? }` | doing something that is no question: `seal`, `add_forecast`, `resolve`, `import_forecasts`, `correct` (the entry `id`), `verify_ledger`, `import` |
//! | `{ "hint": "add_record", "record" }` | entering a record of that table |
//!
//! - Keys stand in the order above and a row on a line of its own, so that a text comparison of
//!   two findings is readable.
//! - The account is not here: it is for people, its words are free to change, and whatever it says
//!   is in the tables.
//! - [`read()`] reads it back; [`schema()`] describes it for validators.

mod read;
mod schema;
mod write;

pub use read::{ReadError, read};
pub use schema::schema;
pub use write::{finding, report};

pub(crate) use write::{flat, list, number, tall, text};

/// The number of the interface, in `"schema"`.
pub const SCHEMA: u32 = 2;
