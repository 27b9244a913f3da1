//! The answer of a lens as plain data, for presenters.
//!
//! A finding carries its answer twice: as an [`account`](Finding::account), the blocks a person
//! reads from top to bottom, and as [`tables`](Finding::tables) with typed columns, which are the
//! stable interface for other programs. Neither knows about terminals, pages or files.

pub mod block;
pub mod calendar;
pub mod chart;
pub mod figure;
pub mod hint;
pub mod name;
pub mod provenance;
mod sentence;
pub mod status;
pub mod table;
pub mod value;

use block::{Block, Text};
use chart::Chart;
use provenance::Provenance;
use status::Status;
use table::Table;

/// The answer to one question asked of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Name of the lens.
    pub lens: &'static str,
    /// The question in words.
    pub question: String,
    /// The answer in one sentence.
    pub headline: String,
    /// How the answer stands.
    pub status: Status,
    /// The answer as a person reads it.
    pub account: Vec<Block>,
    /// The answer as data.
    pub tables: Vec<Table>,
    /// Charts, as data.
    pub charts: Vec<Chart>,
    /// What the reader must know to read it rightly.
    pub notes: Vec<Text>,
    /// What it was computed from.
    pub provenance: Provenance,
}

impl Finding {
    /// The table called `id`.
    pub fn table(&self, id: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.id == id)
    }

    /// The headline as its first sentence, which is a title, and what it says beyond that.
    pub fn title(&self) -> (&str, &str) {
        sentence::first(&self.headline)
    }
}
