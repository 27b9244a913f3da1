//! Laying a table out in a width.
//!
//! A layout of our own, because two things matter here that table crates leave to chance: figures
//! are never broken, and a table too wide for its columns to be read becomes one block a row
//! instead of columns three letters wide.

use super::figure;
use super::paint::{Ink, Line, Run};
use super::wrap::{LongWord, longest_word, width, wrap};

/// Space between columns.
pub(crate) const GAP: usize = 2;

/// A column of words is not made narrower than this: below it, reading is spelling.
const WORDS_MIN: usize = 12;

/// A table ready to be laid out.
pub(crate) struct Grid {
    pub(crate) heads: Vec<Head>,
    pub(crate) rows: Vec<Vec<Vec<Run>>>,
}

impl Grid {
    /// The same with the signs of edits, where ink is not enough.
    pub(crate) fn signed(mut self) -> Grid {
        for cell in self.rows.iter_mut().flatten() {
            *cell = figure::signed(std::mem::take(cell));
        }
        self
    }
}

/// The head of a column.
pub(crate) struct Head {
    pub(crate) label: String,
    /// Figures: set to the right and never broken.
    pub(crate) figures: bool,
}

/// The lines of `grid` in `room` columns.
pub(crate) fn lay(grid: &Grid, room: usize) -> Vec<Line> {
    match share(grid, room) {
        Some(widths) => columns(grid, &widths),
        None => blocks(grid, room),
    }
}

/// A width for each column, or `None` where they do not fit.
pub(crate) fn share(grid: &Grid, room: usize) -> Option<Vec<usize>> {
    let room = room.checked_sub(GAP * grid.heads.len().saturating_sub(1))?;
    let mut least = Vec::new();
    let mut wanted = Vec::new();
    for (i, head) in grid.heads.iter().enumerate() {
        let label = [Run::new(Ink::Plain, head.label.clone())];
        let cells = || grid.rows.iter().filter_map(|row| row.get(i));
        let widest = cells().map(|cell| width(cell)).max().unwrap_or(0);
        let word = cells().map(|cell| longest_word(cell)).max().unwrap_or(0);
        let head_word = longest_word(&label);
        let want = widest.max(if head.figures { head_word } else { width(&label) }).max(1);
        wanted.push(want);
        least.push(if head.figures {
            // A figure is one word; only the range behind it may go below it.
            want.min(word.max(head_word))
        } else {
            // Words up to 20 columns stay whole; longer ones are addresses and may be cut.
            want.min(word.min(20).max(head_word).max(WORDS_MIN))
        });
    }
    if least.iter().sum::<usize>() > room {
        return None;
    }
    // The highest level at which every column may have what it wants up to the level.
    let at = |level: usize| -> Vec<usize> {
        wanted.iter().zip(&least).map(|(want, least)| (*want).min(level.max(*least))).collect()
    };
    let (mut low, mut high) = (0, wanted.iter().copied().max().unwrap_or(0));
    while low < high {
        let middle = (low + high).div_ceil(2);
        if at(middle).iter().sum::<usize>() <= room { low = middle } else { high = middle - 1 }
    }
    Some(at(low))
}

fn columns(grid: &Grid, widths: &[usize]) -> Vec<Line> {
    let heads: Vec<Vec<Line>> = grid
        .heads
        .iter()
        .zip(widths)
        .map(|(head, width)| {
            wrap(&[Run::new(Ink::Strong, head.label.clone())], *width, LongWord::Cut)
        })
        .collect();
    let mut lines = side_by_side(grid, widths, &heads, true);
    let rule = |width: &usize| Run::new(Ink::Quiet, "─".repeat(*width));
    lines.push(join(widths.iter().map(|width| vec![rule(width)])));
    let rows: Vec<Vec<Vec<Line>>> = grid
        .rows
        .iter()
        .map(|row| {
            row.iter().zip(widths).map(|(cell, width)| wrap(cell, *width, LongWord::Cut)).collect()
        })
        .collect();
    // Rows of several lines run into each other without air between them.
    let airy = rows.iter().flatten().any(|cell| cell.len() > 2);
    let mut first = true;
    for row in &rows {
        let row = side_by_side(grid, widths, row, false);
        // A row without words takes no air either.
        if row.is_empty() {
            continue;
        }
        if airy && !first {
            lines.push(Line::new());
        }
        first = false;
        lines.extend(row);
    }
    lines
}

/// Wrapped cells of one row as lines; at the bottom of the row where `low`, for heads.
fn side_by_side(grid: &Grid, widths: &[usize], cells: &[Vec<Line>], low: bool) -> Vec<Line> {
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    (0..height)
        .map(|at| {
            join(cells.iter().zip(widths).zip(&grid.heads).map(|((cell, room), head)| {
                let at = if low { (at + cell.len()).checked_sub(height) } else { Some(at) };
                let line = at.and_then(|at| cell.get(at)).cloned().unwrap_or_default();
                let pad = Run::new(Ink::Plain, " ".repeat(room.saturating_sub(width(&line))));
                if head.figures {
                    std::iter::once(pad).chain(line).collect()
                } else {
                    line.into_iter().chain([pad]).collect()
                }
            }))
        })
        .collect()
}

fn join(cells: impl Iterator<Item = Line>) -> Line {
    let mut line = Line::new();
    for (i, cell) in cells.enumerate() {
        if i > 0 {
            line.push(Run::new(Ink::Plain, " ".repeat(GAP)));
        }
        line.extend(cell);
    }
    line
}

/// One block a row: the label of each column, then its cell.
fn blocks(grid: &Grid, room: usize) -> Vec<Line> {
    let widest = grid.heads.iter().map(|head| width(&[Run::new(Ink::Plain, &*head.label)])).max();
    let labels = widest.unwrap_or(0).min(room / 3).max(1);
    let values = room.saturating_sub(labels + GAP).max(1);
    let mut lines = Vec::new();
    for (i, row) in grid.rows.iter().enumerate() {
        if i > 0 {
            lines.push(Line::new());
        }
        for (head, cell) in grid.heads.iter().zip(row) {
            let label = wrap(&[Run::new(Ink::Quiet, &*head.label)], labels, LongWord::Cut);
            let unknown = !cell.is_empty() && cell.iter().all(Run::is_unknown);
            let value = if unknown {
                vec![vec![Run::new(Ink::Quiet, "unknown")]]
            } else {
                wrap(cell, values, LongWord::Cut)
            };
            for at in 0..label.len().max(value.len()) {
                let mut line = label.get(at).cloned().unwrap_or_default();
                let pad = labels.saturating_sub(width(&line)) + GAP;
                line.push(Run::new(Ink::Plain, " ".repeat(pad)));
                line.extend(value.get(at).cloned().unwrap_or_default());
                lines.push(line);
            }
        }
    }
    lines
}
