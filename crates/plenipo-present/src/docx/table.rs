//! Tables of a DOCX file: heads repeated on every page, widths that fit what is in them.

use plenipo::finding::table::Table;

use super::account::Writer;
use super::page::Page;
use super::run::{self, Look, Stand};
use super::xml::Xml;
use crate::terminal::grid::{self, Grid, Head};
use crate::terminal::paint::{Ink, Run};
use crate::terminal::table::{grid, units};
use crate::terminal::wrap;

/// A column of words takes this many letters of a row before it counts as narrow enough.
const WORDS_ENOUGH: usize = 36;

/// A row with less than this in every cell is kept on one page.
const KEPT_TOGETHER: usize = 400;

impl Writer<'_> {
    /// `of` with its caption.
    pub(super) fn table(&mut self, of: &Table) {
        if !of.caption.is_empty() {
            let out = self.filled();
            let stand = Stand { keep_next: true, after: Some(40), ..Stand::default() };
            run::open(out, stand, &of.caption);
            run::run(out, &of.caption, Look::BOLD);
            if let Some(units) = units(of) {
                run::run(out, &format!(" ({units})"), Look { size: None, ..Look::QUIET });
            }
            run::close(out);
        }
        let grid = grid(of);
        if grid.rows.is_empty() || grid.heads.is_empty() {
            return self.quiet("none");
        }
        self.filled();
        let page = if is_wide(&grid) { Page::Wide } else { self.page() };
        self.turn(page);
        let widths = widths(&grid, page);
        let mut out = Xml::default();
        out.open("w:tbl", &[]);
        properties(&mut out, of, page);
        out.open("w:tblGrid", &[]);
        for width in &widths {
            out.empty("w:gridCol", &[("w:w", &width.to_string())]);
        }
        out.close("w:tblGrid");
        head(&mut out, &grid.heads, &widths);
        for row in &grid.rows {
            let long = |cell: &Vec<Run>| wrap::width(cell) >= KEPT_TOGETHER;
            out.open("w:tr", &[]);
            if !row.iter().any(long) {
                out.open("w:trPr", &[]);
                out.empty("w:cantSplit", &[]);
                out.close("w:trPr");
            }
            for ((cell, head), width) in row.iter().zip(&grid.heads).zip(&widths) {
                open_cell(&mut out, *width, None);
                self.cell(&mut out, cell, head);
                out.close("w:tc");
            }
            out.close("w:tr");
        }
        out.close("w:tbl");
        // Two tables without a paragraph between them would be one.
        run::open(&mut out, Stand { after: Some(0), ..Stand::default() }, "");
        run::close(&mut out);
        self.filled().raw(&out);
    }

    fn cell(&mut self, out: &mut Xml, cell: &[Run], head: &Head) {
        let first: String = cell.iter().map(|run| run.text.as_str()).collect();
        run::open(out, Stand { right: head.figures, ..Stand::default() }, &first);
        for part in cell {
            if part.is_unknown() {
                run::run(out, "unknown", Look { italic: true, ..Look::CELL });
                continue;
            }
            // Edits keep their lines in one change.
            let whole = matches!(part.ink, Ink::Added | Ink::Removed);
            let lines: Vec<&str> = match whole {
                true => vec![&part.text],
                false => part.text.split('\n').collect(),
            };
            for (place, line) in lines.into_iter().enumerate() {
                if place > 0 {
                    run::line_break(out);
                }
                self.run(out, &Run { text: line.to_owned(), ..part.clone() }, Look::CELL);
            }
        }
        run::close(out);
    }
}

/// Whether a table needs the paper on its side.
fn is_wide(grid: &Grid) -> bool {
    let needed = |(place, head): (usize, &Head)| {
        let cells = grid.rows.iter().filter_map(|row| row.get(place));
        let widest = cells.map(|cell| wrap::width(cell)).max().unwrap_or(0);
        let enough = match head.figures {
            true => widest,
            false if is_blank(grid, place) => WORDS_ENOUGH,
            false => widest.min(WORDS_ENOUGH),
        };
        enough.max(4) + grid::GAP
    };
    let needed: usize = grid.heads.iter().enumerate().map(needed).sum();
    needed > Page::Upright.letters() * 5 / 4
}

/// Whether a column is there to be written in: nothing is in it yet.
fn is_blank(grid: &Grid, place: usize) -> bool {
    let empty = |cell: &Vec<Run>| cell.iter().all(|run| run.text.trim().is_empty());
    let figures = grid.heads.get(place).is_some_and(|it| it.figures);
    !figures && grid.rows.iter().filter_map(|row| row.get(place)).all(empty)
}

/// The widths of the columns, in twentieths of a point; together the room of the page.
fn widths(grid: &Grid, page: Page) -> Vec<usize> {
    let letters = page.letters().saturating_sub(grid.heads.len());
    let shares = grid::share(grid, letters).unwrap_or_else(|| vec![1; grid.heads.len()]);
    // Fonts differ: what is short (a day, a number, a name) must not be broken by a wide one.
    let roomy = |it: usize| it + grid::GAP + if it <= 12 { 3 } else { 0 };
    let shares: Vec<usize> = shares.into_iter().map(roomy).collect();
    let most = shares.iter().copied().max().unwrap_or(0);
    let with_room = |(place, it)| if is_blank(grid, place) { most } else { it };
    let shares: Vec<usize> = shares.into_iter().enumerate().map(with_room).collect();
    let all: usize = shares.iter().sum::<usize>().max(1);
    let mut widths: Vec<usize> = shares.iter().map(|it| it * page.room() / all).collect();
    let left = page.room() - widths.iter().sum::<usize>();
    if let Some(last) = widths.last_mut() {
        *last += left;
    }
    widths
}

fn properties(out: &mut Xml, of: &Table, page: Page) {
    out.open("w:tblPr", &[]);
    out.value("w:tblStyle", "TableGrid");
    out.empty("w:tblW", &[("w:w", &page.room().to_string()), ("w:type", "dxa")]);
    out.empty("w:tblLayout", &[("w:type", "fixed")]);
    // For screen readers; also how a table is known again when the file comes back.
    let title = if of.caption.is_empty() { of.id } else { of.caption.as_str() };
    out.value("w:tblCaption", title);
    let ids: Vec<&str> = of.columns.iter().map(|it| it.id.as_str()).collect();
    out.value("w:tblDescription", &format!("plenipo {}: {}", of.id, ids.join(" ")));
    out.close("w:tblPr");
}

fn head(out: &mut Xml, heads: &[Head], widths: &[usize]) {
    out.open("w:tr", &[]);
    out.open("w:trPr", &[]);
    out.empty("w:cantSplit", &[]);
    out.empty("w:tblHeader", &[]);
    out.close("w:trPr");
    for (head, width) in heads.iter().zip(widths) {
        open_cell(out, *width, Some("E8E8E8"));
        run::open(out, Stand { right: head.figures, ..Stand::default() }, &head.label);
        run::run(out, &head.label, Look { bold: true, ..Look::CELL });
        run::close(out);
        out.close("w:tc");
    }
    out.close("w:tr");
}

fn open_cell(out: &mut Xml, width: usize, shade: Option<&str>) {
    out.open("w:tc", &[]);
    out.open("w:tcPr", &[]);
    out.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
    if let Some(shade) = shade {
        out.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", shade)]);
    }
    out.close("w:tcPr");
}
