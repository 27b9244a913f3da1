//! Tables with typed columns.

use jiff::civil::Date;

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
    pub kind: Kind,
    /// Their unit, where they have one.
    pub unit: Option<&'static str>,
}

impl Column {
    /// A column without a unit, its heading the name with spaces.
    pub fn new(id: impl Into<String>, kind: Kind) -> Column {
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
pub enum Kind {
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
    /// A name of a record.
    Id,
    /// Words.
    Text,
    /// Words with insertions and deletions.
    Edits,
    /// A whole number.
    Count,
}

impl Kind {
    /// Its word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Probability => "probability",
            Kind::Share => "share",
            Kind::Utility => "utility",
            Kind::Number => "number",
            Kind::Date => "date",
            Kind::Id => "id",
            Kind::Text => "text",
            Kind::Edits => "edits",
            Kind::Count => "count",
        }
    }

    /// Whether its cells are figures.
    pub fn is_figure(self) -> bool {
        matches!(self, Kind::Probability | Kind::Share | Kind::Utility | Kind::Number | Kind::Count)
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
    /// A name or words.
    Text(String),
    /// Words with insertions and deletions.
    Edits(Vec<Edit>),
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

    /// A whole number.
    pub fn count(count: usize) -> Cell {
        Cell::Count(count as u64)
    }

    /// The words, where it is words.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Cell::Text(text) => Some(text),
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
}

/// A stretch of an edited text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What became of it.
    pub is: EditKind,
    /// The words.
    pub text: String,
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
