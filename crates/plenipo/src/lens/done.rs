//! What a command did that asks no question, as a finding like any answer: for programs that run it.
//!
//! Whoever writes into the record, or looks after it, fills the tables; where it comes from is said as of any
//! answer, from the record as it then stands.

use super::context::Context;
use super::error::Error;
use super::stamp;
use super::view::View;
use crate::finding::Finding;
use crate::finding::block::Text;
use crate::finding::provenance::Provenance;
use crate::finding::status::Status;
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use plenipo_record::case::Case;

/// What was done.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    /// The command, as it is called.
    pub by: &'static str,
    /// What that command does.
    pub about: &'static str,
    /// What it did, in one sentence.
    pub headline: String,
    /// The same as data.
    pub tables: Vec<Table>,
    /// What the reader must know.
    pub notes: Vec<String>,
}

/// Every table that tells what was done, without rows.
pub fn tables() -> [Table; 14] {
    [
        written(),
        named(),
        entered(),
        brought(),
        proposed(),
        ledger(),
        own_answers(),
        ranks(),
        endings(),
        gains(),
        settling(),
        agreements(),
        mediators(),
        story(),
    ]
}

/// The files that were written.
pub fn written() -> Table {
    let columns = vec![Column::new("file", ColumnKind::Text)];
    Table::new("written", "The files that were written", columns)
}

/// The records that were given an id.
pub fn named() -> Table {
    let columns =
        vec![Column::new("file", ColumnKind::Text), Column::new("record", ColumnKind::Id)];
    Table::new("named", "The records that were given an id", columns)
}

/// The draft that was entered.
pub fn entered() -> Table {
    let columns = vec![
        Column::new("draft", ColumnKind::Id),
        Column::new("points", ColumnKind::Count),
        Column::new("numbered", ColumnKind::Count),
        Column::new("earlier", ColumnKind::Id),
        Column::new("found", ColumnKind::Count),
        Column::new("lost", ColumnKind::Count),
    ];
    Table::new("entered", "The draft that was entered", columns)
}

/// What came into the record, table by table.
pub fn brought() -> Table {
    let columns =
        vec![Column::new("table", ColumnKind::Text), Column::new("records", ColumnKind::Count)];
    Table::new("brought", "The records that were new", columns)
}

/// The entries that were proposed and are in no record yet.
pub fn proposed() -> Table {
    let columns = vec![
        Column::new("kind", ColumnKind::Text),
        Column::new("table", ColumnKind::Text),
        Column::new("id", ColumnKind::Text),
        Column::new("there", ColumnKind::Text),
        Column::new("quote", ColumnKind::Text),
    ];
    Table::new(
        "proposed",
        "The entries that were proposed, none of which is in the record",
        columns,
    )
}

/// How the ledger stands.
pub fn ledger() -> Table {
    let columns = vec![
        Column::new("entries", ColumnKind::Count),
        Column::new("added", ColumnKind::Count),
        Column::new("since", ColumnKind::Count),
        Column::new("untimed", ColumnKind::Count),
        Column::new("first", ColumnKind::Text),
        Column::new("last", ColumnKind::Text),
        Column::new("head", ColumnKind::Text),
    ];
    Table::new("ledger", "How the ledger stands", columns)
}

/// The program's own answers in the ledger, computed again.
pub fn own_answers() -> Table {
    let columns = vec![
        Column::new("entry", ColumnKind::Count),
        Column::new("prediction", ColumnKind::Id),
        Column::new("recomputed", ColumnKind::State),
        Column::new("why", ColumnKind::Text),
    ];
    Table::new("own_answers", "This program's own answers, computed again", columns)
}

/// The strategies of a tournament, the best first.
pub fn ranks() -> Table {
    let columns = vec![
        Column::new("rank", ColumnKind::Count),
        Column::new("strategy", ColumnKind::Text),
        Column::new("mean", ColumnKind::Number),
        Column::new("half_width", ColumnKind::Number),
        Column::new("places", ColumnKind::Count),
        Column::new("negotiations", ColumnKind::Count),
        Column::new("p_next", ColumnKind::Number),
    ];
    Table::new("ranks", "The strategies of a tournament, the best first", columns)
}

/// How the runs of a simulation ended.
pub fn endings() -> Table {
    let columns =
        vec![Column::new("ending", ColumnKind::Text), Column::new("runs", ColumnKind::Count)];
    Table::new("endings", "How the runs of a simulation ended", columns)
}

/// What parties gained in the agreements of a simulation.
pub fn gains() -> Table {
    let columns = vec![
        Column::new("party", ColumnKind::Text),
        Column::new("strategy", ColumnKind::Text),
        Column::new("mean", ColumnKind::Number),
        Column::new("error", ColumnKind::Number),
        Column::new("worst_off", ColumnKind::Count),
    ];
    Table::new("gains", "What parties gained in the agreements of a simulation", columns)
}

/// When the issues of a simulation settled.
pub fn settling() -> Table {
    let columns = vec![
        Column::new("issue", ColumnKind::Text),
        Column::new("round", ColumnKind::Number),
        Column::new("never", ColumnKind::Count),
    ];
    Table::new("settling", "When the issues of a simulation settled, the earliest first", columns)
}

/// What the runs of a simulation agreed on.
pub fn agreements() -> Table {
    let columns = vec![
        Column::new("runs", ColumnKind::Count),
        Column::new("text", ColumnKind::Text),
        Column::new("utilities", ColumnKind::List),
    ];
    Table::new(
        "agreements",
        "What the runs of a simulation agreed on, the most frequent first",
        columns,
    )
}

/// How often the runs of a simulation ended in agreement under each mediator.
pub fn mediators() -> Table {
    let columns = vec![
        Column::new("mediator", ColumnKind::Text),
        Column::new("runs", ColumnKind::Count),
        Column::new("agreement", ColumnKind::Number),
        Column::new("low", ColumnKind::Number),
        Column::new("high", ColumnKind::Number),
    ];
    Table::new("mediators", "The share of runs that end in agreement under each mediator", columns)
}

/// One run of a simulation, round by round.
pub fn story() -> Table {
    let columns =
        vec![Column::new("round", ColumnKind::Count), Column::new("what", ColumnKind::Text)];
    Table::new("story", "One run of a simulation, round by round", columns)
}

/// A table with these rows.
pub fn rows(mut table: Table, rows: impl IntoIterator<Item = Vec<Cell>>) -> Table {
    rows.into_iter().for_each(|row| table.push(row));
    table
}

/// What was done as a finding, from `case` as it then stands; without one where no record could be made out.
///
/// # Errors
/// [`Error::Unknown`] where no party has the viewer's id.
pub fn finding(done: Done, case: Option<&Case>, context: &Context<'_>) -> Result<Finding, Error> {
    let provenance = match case {
        Some(case) => View::of(case, context)?.provenance(None),
        None => Provenance {
            engine: stamp::ENGINE,
            features: stamp::FEATURES.to_vec(),
            ..Provenance::default()
        },
    };
    Ok(Finding {
        lens: done.by,
        question: done.about.to_owned(),
        headline: done.headline,
        status: Status::Answered,
        account: Vec::new(),
        tables: done.tables,
        charts: Vec::new(),
        notes: done.notes.into_iter().map(Text::plain).collect(),
        provenance,
    })
}
