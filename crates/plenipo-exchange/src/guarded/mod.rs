//! Readers of what is not trusted, each with one set of bounds: the parts of a [`zip`] archive, the elements
//! of [`xml`], the rows of [`csv`] and the [`text`] in bytes. What they refuse is data; whoever asked words
//! it for people.

/// Most rows of a table, empty ones too.
pub(crate) const ROWS_MAX: usize = 50_000;

/// Most cells of a row.
pub(crate) const COLUMNS_MAX: usize = 200;

/// Most cells of a file of tables, with the empty ones before another of their row: each takes room.
pub(crate) const CELLS_MAX: usize = 2_000_000;

/// Most text in the cells of a file of tables, in bytes: one text may be that of many cells.
pub(crate) const TEXT_MAX: usize = 64 << 20;

pub(crate) mod csv;
pub(crate) mod other;
pub(crate) mod text;
pub(crate) mod xml;
pub(crate) mod zip;
