//! Tables with typed columns.

use jiff::civil::Date;

use super::block::Mark;
use super::value::{Reference, Target};
use plenipo_record::case::chance::Chance;
use plenipo_record::case::describe::{self, Footing};
use plenipo_record::case::id::{Ix, Kind as RecordKind, RecordRef};
use plenipo_record::case::issue::{Issue, OptionSet};
use plenipo_record::case::meta::DateIs;
use plenipo_record::case::records::{Record, Records};
use plenipo_record::case::tried::Tried;

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its name, stable for programs.
    pub id: &'static str,
    /// What it shows.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, one cell a column.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without rows.
    pub fn new(id: &'static str, caption: impl Into<String>, columns: Vec<Column>) -> Table {
        Table { id, caption: caption.into(), columns, rows: Vec::new() }
    }

    /// Adds a row. Its length is the number of columns.
    pub fn push(&mut self, row: Vec<Cell>) {
        debug_assert_eq!(row.len(), self.columns.len(), "table {}", self.id);
        self.rows.push(row);
    }

    /// The place of the column called `id`.
    pub fn column(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }

    /// The cell of `row` in the column called `id`.
    pub fn cell(&self, row: usize, id: &str) -> Option<&Cell> {
        self.rows.get(row)?.get(self.column(id)?)
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its name, stable for programs.
    pub id: String,
    /// Its heading for people.
    pub label: String,
    /// What its cells are.
    pub kind: ColumnKind,
    /// Their unit, where they have one.
    pub unit: Option<&'static str>,
}

impl Column {
    /// A column without a unit, its heading the name with spaces.
    pub fn new(id: impl Into<String>, kind: ColumnKind) -> Column {
        let id = id.into();
        Column { label: id.replace('_', " "), id, kind, unit: None }
    }

    /// The same column with another heading.
    pub fn label(mut self, label: impl Into<String>) -> Column {
        self.label = label.into();
        self
    }

    /// The same column with a unit.
    pub fn unit(mut self, unit: &'static str) -> Column {
        self.unit = Some(unit);
        self
    }
}

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// A probability in `[0, 1]`.
    Probability,
    /// A share in `[0, 1]` of something named by the unit.
    Share,
    /// A utility, as a share of the party's best deal.
    Utility,
    /// A number.
    Number,
    /// A day.
    Date,
    /// A day with how exactly it is known.
    Day,
    /// A reference to a record; words where that record has no id.
    Id,
    /// Several things, in order.
    List,
    /// A range of numbers.
    Range,
    /// A state: a word of a fixed set, with what it means for an agreement.
    State,
    /// What a record stands on: basis, sources with their grades, assumption set.
    Footing,
    /// Words.
    Text,
    /// Words with insertions and deletions.
    Edits,
    /// A whole number.
    Count,
}

impl ColumnKind {
    /// Every kind with its word in JSON.
    pub const ALL: [(ColumnKind, &'static str); 14] = [
        (ColumnKind::Probability, "probability"),
        (ColumnKind::Share, "share"),
        (ColumnKind::Utility, "utility"),
        (ColumnKind::Number, "number"),
        (ColumnKind::Count, "count"),
        (ColumnKind::Range, "range"),
        (ColumnKind::Date, "date"),
        (ColumnKind::Day, "day"),
        (ColumnKind::Id, "id"),
        (ColumnKind::List, "list"),
        (ColumnKind::State, "state"),
        (ColumnKind::Footing, "footing"),
        (ColumnKind::Text, "text"),
        (ColumnKind::Edits, "edits"),
    ];

    /// Its word in JSON.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }

    /// Whether its cells are figures.
    pub fn is_figure(self) -> bool {
        matches!(
            self,
            ColumnKind::Probability
                | ColumnKind::Share
                | ColumnKind::Utility
                | ColumnKind::Number
                | ColumnKind::Count
        )
    }
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Unknown. Never zero.
    Unknown,
    /// A number.
    Number(f64),
    /// A whole number.
    Count(u64),
    /// A day.
    Date(Date),
    /// A day with how exactly it is known.
    Day {
        /// The day; of a month its first, unless another is on record.
        date: Date,
        /// How exactly.
        is: DateIs,
    },
    /// A name or words.
    Text(String),
    /// Words with insertions and deletions.
    Edits(Vec<Edit>),
    /// A thing of the record.
    Ref(Reference),
    /// Several things, in order; none of them a list.
    List(Vec<Cell>),
    /// A range of numbers; an end that is missing is unknown.
    Range {
        /// Its lower end.
        low: Option<f64>,
        /// Its upper end.
        high: Option<f64>,
    },
    /// A state: a word of a fixed set, with what it means for an agreement.
    State {
        /// The word.
        word: String,
        /// What it means.
        mark: Mark,
    },
    /// What a record stands on.
    Footing(Footing),
}

impl Cell {
    /// A text cell.
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }

    /// A text cell, unknown if there is none.
    pub fn maybe_text(text: Option<impl Into<String>>) -> Cell {
        text.map_or(Cell::Unknown, |it| Cell::Text(it.into()))
    }

    /// A number, unknown if there is none.
    pub fn maybe(number: Option<f64>) -> Cell {
        number.map_or(Cell::Unknown, Cell::Number)
    }

    /// A day, unknown if there is none.
    pub fn maybe_date(date: Option<Date>) -> Cell {
        date.map_or(Cell::Unknown, Cell::Date)
    }

    /// A day with how exactly it is known, unknown if there is none.
    pub fn day(date: Option<Date>, is: DateIs) -> Cell {
        date.map_or(Cell::Unknown, |date| Cell::Day { date, is })
    }

    /// A whole number.
    pub fn count(count: usize) -> Cell {
        Cell::Count(count as u64)
    }

    /// What has the id `id`.
    pub fn to(target: impl Into<Target>, id: impl Into<String>) -> Cell {
        Cell::Ref(Reference { to: target.into(), of: None, id: id.into() })
    }

    /// What has the id, unknown if there is none.
    pub fn maybe_to(target: impl Into<Target>, id: Option<impl Into<String>>) -> Cell {
        id.map_or(Cell::Unknown, |id| Cell::to(target, id))
    }

    /// The party of that id.
    pub fn party(id: impl Into<String>) -> Cell {
        Cell::to(RecordKind::Party, id)
    }

    /// The draft of that id.
    pub fn draft(id: impl Into<String>) -> Cell {
        Cell::to(RecordKind::Draft, id)
    }

    /// The issue of that id.
    pub fn issue(id: impl Into<String>) -> Cell {
        Cell::to(RecordKind::Issue, id)
    }

    /// The option of that id, in a row that names its issue.
    pub fn option(id: impl Into<String>) -> Cell {
        Cell::to(Target::Option, id)
    }

    /// A draft to try out.
    pub fn tried(tried: &Tried) -> Cell {
        Cell::to(Target::Tried, tried.to_string())
    }

    /// The point `id` of the draft `of`.
    pub fn point_of(of: impl Into<String>, id: impl Into<String>) -> Cell {
        Cell::Ref(Reference { to: Target::Point, of: Some(of.into()), id: id.into() })
    }

    /// The options in `set`, in a row that names their issue.
    pub fn options(issue: &Issue, set: OptionSet) -> impl Iterator<Item = Cell> {
        set.iter().map(|it| Cell::option(issue.options[it.get()].id.as_str()))
    }

    /// The options in `set`, each with its issue.
    pub fn options_of(
        records: &Records,
        issue: Ix<Issue>,
        set: OptionSet,
    ) -> impl Iterator<Item = Cell> {
        Cell::options(records.issue(issue), set).map(move |cell| match cell {
            Cell::Ref(to) => {
                Cell::Ref(Reference { of: Some(records.issue_id(issue).to_owned()), ..to })
            }
            other => other,
        })
    }

    /// A record, in a line of what it says where it has no id.
    pub fn of(records: &Records, record: RecordRef) -> Cell {
        match records.id(record) {
            Some(id) => Cell::to(record.kind, id),
            None => Cell::Text(describe::in_one_line(records, record)),
        }
    }

    /// The record at `place`; by its kind and day where it has no id.
    pub fn record<T: Record>(records: &Records, place: usize) -> Cell {
        match records.id(RecordRef::new(T::KIND, place)) {
            Some(id) => Cell::to(T::KIND, id),
            None => Cell::Text(describe::name(records, Ix::<T>::new(place))),
        }
    }

    /// Several things; none is known to be there where there are none.
    pub fn list(cells: impl IntoIterator<Item = Cell>) -> Cell {
        Cell::List(cells.into_iter().collect())
    }

    /// Several things; unknown where there are none.
    pub fn maybe_list(cells: impl IntoIterator<Item = Cell>) -> Cell {
        let cells: Vec<Cell> = cells.into_iter().collect();
        if cells.is_empty() { Cell::Unknown } else { Cell::List(cells) }
    }

    /// A range; unknown where neither end is known.
    pub fn range(low: Option<f64>, high: Option<f64>) -> Cell {
        if low.is_none() && high.is_none() { Cell::Unknown } else { Cell::Range { low, high } }
    }

    /// A chance as its author stated it: a range, or a word that was not made a number.
    pub fn chance(chance: Option<Chance>) -> Cell {
        match chance {
            None => Cell::Unknown,
            Some(Chance::Word(word)) => Cell::text(word.text),
            Some(stated) => {
                let range = stated.range();
                Cell::range(Some(range.low), Some(range.high))
            }
        }
    }

    /// A state.
    pub fn state(word: impl Into<String>, mark: Mark) -> Cell {
        Cell::State { word: word.into(), mark }
    }

    /// The words, where it is words: of a reference its id, of a state its word.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Cell::Text(text) | Cell::State { word: text, .. } => Some(text),
            Cell::Ref(to) => Some(&to.id),
            _ => None,
        }
    }

    /// The number, where it is one.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Cell::Number(number) => Some(*number),
            Cell::Count(count) => Some(*count as f64),
            _ => None,
        }
    }

    /// The cell as a person reads it, numbers in full; nothing where it is unknown. The parts of a list
    /// are divided by commas, by semicolons where one of them is words, and each has a line of its own where
    /// one holds a semicolon.
    pub fn in_words(&self) -> Option<String> {
        Some(match self {
            Cell::Unknown => return None,
            Cell::Number(number) => number.to_string(),
            Cell::Count(count) => count.to_string(),
            Cell::Date(day) => day.to_string(),
            Cell::Day { date, is } => is.show(*date),
            Cell::Text(text) | Cell::State { word: text, .. } => text.clone(),
            Cell::Ref(to) => to.to_string(),
            Cell::Edits(edits) => edits.iter().map(Edit::marked).collect(),
            Cell::List(cells) => {
                let parts = cells.iter().enumerate();
                parts.map(|(place, it)| Cell::part(cells, place, it)).collect()
            }
            Cell::Range { low, high } => {
                let end = |it: &Option<f64>| it.map_or("?".to_owned(), |it| it.to_string());
                if low == high { end(low) } else { format!("{}–{}", end(low), end(high)) }
            }
            Cell::Footing(footing) => footing.to_string(),
        })
    }

    /// The part of a list at `place` in words, after what divides it from the part before: what belongs to
    /// one issue is told after one naming of it, `forces: six, seven; land: all`.
    fn part(cells: &[Cell], place: usize, it: &Cell) -> String {
        let (words, before) = (it.in_words().unwrap_or_default(), place.checked_sub(1));
        let Some(before) = before.and_then(|at| cells.get(at)) else { return words };
        match (before, it) {
            (Cell::Ref(last), Cell::Ref(to)) if to.of.is_some() && to.to != Target::Point => {
                match last.of == to.of {
                    true => format!(", {}", to.id),
                    false => format!("; {words}"),
                }
            }
            _ => format!("{}{words}", Cell::between(cells)),
        }
    }

    /// What stands between the parts of a list when it is read.
    pub fn between(cells: &[Cell]) -> &'static str {
        let weight = |it: &Cell| match it {
            Cell::Text(text) if text.contains([';', '\n']) => 2,
            Cell::Text(_) => 1,
            Cell::Ref(to) => u8::from(to.of.is_some() && to.to != Target::Point),
            Cell::Footing(_) => 1,
            _ => 0,
        };
        match cells.iter().map(weight).max() {
            None | Some(0) => ", ",
            Some(1) => "; ",
            Some(_) => "\n",
        }
    }
}

impl From<Footing> for Cell {
    fn from(footing: Footing) -> Cell {
        Cell::Footing(footing)
    }
}

/// A stretch of an edited text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What became of it.
    pub is: EditKind,
    /// The words.
    pub text: String,
}

impl Edit {
    /// The words with the signs of an edit around them, outer spaces outside: `{+put in+}`,
    /// `[-taken out-]`.
    pub fn marked(&self) -> String {
        match self.is {
            EditKind::Same => self.text.clone(),
            EditKind::Inserted => marked("{+", &self.text, "+}"),
            EditKind::Deleted => marked("[-", &self.text, "-]"),
        }
    }
}

/// `text` between two signs, its outer spaces left outside them.
fn marked(open: &str, text: &str, close: &str) -> String {
    let inner = text.trim();
    if inner.is_empty() {
        return format!("{open}{text}{close}");
    }
    let lead = &text[..text.len() - text.trim_start().len()];
    let tail = &text[text.trim_end().len()..];
    format!("{lead}{open}{inner}{close}{tail}")
}

/// What became of a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditKind {
    /// It stayed.
    Same,
    /// It was put in.
    Inserted,
    /// It was taken out.
    Deleted,
}

impl EditKind {
    /// Every kind with its word in JSON.
    pub const ALL: [(EditKind, &'static str); 3] = [
        (EditKind::Same, "same"),
        (EditKind::Inserted, "inserted"),
        (EditKind::Deleted, "deleted"),
    ];

    /// Its word in JSON.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }
}
