//! A finding as text for a terminal, a pipe or a mail.
//!
//! What a reader needs first comes first: assumption sets, then the headline, then what it rests
//! on. Nothing depends on colour: every mark has a sign of its own, named in a line of signs below
//! the account. Text from the dossier cannot command the terminal: escape sequences in it are
//! shown, not obeyed. Whatever else is written to a terminal goes through [`plain`] or [`painted`].
//!
//! ```
//! use plenipo::finding::Finding;
//! use plenipo_present::terminal::{self, TerminalStyle};
//!
//! fn print_plain(finding: &Finding) -> String {
//!     terminal::finding(finding, &TerminalStyle { width: 72, colour: false })
//! }
//! ```

mod door;
pub(crate) mod figure;
pub(crate) mod grid;
pub(crate) mod marks;
pub(crate) mod page;
pub(crate) mod paint;
pub(crate) mod table;
pub(crate) mod wrap;

pub use door::{line, painted, plain};

use plenipo::finding::Finding;
use plenipo::finding::block::{Block, Item, Mark, Text};
use plenipo::finding::chart::ChartKind;
use plenipo::finding::table::{Cell, Table};

use marks::Marks;
use page::Page;
use paint::{Ink, Run};

use crate::html::table::pivoted;
use crate::words;

/// How a terminal is to be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TerminalStyle {
    /// Its width in columns; narrower than [`WIDTH_MIN`] counts as that.
    pub width: usize,
    /// Whether to colour.
    pub colour: bool,
}

/// The least width written for.
pub const WIDTH_MIN: usize = 24;

impl Default for TerminalStyle {
    fn default() -> TerminalStyle {
        TerminalStyle { width: 80, colour: false }
    }
}

/// `finding` as text. No line is wider than the style's width, save by a single word that is.
pub fn finding(finding: &Finding, style: &TerminalStyle) -> String {
    let mut page = Page::new(style);
    let mut marks = Marks::default();
    head(&mut page, finding);
    for block in &words::account(finding) {
        self::block(&mut page, &mut marks, finding, block);
    }
    if finding.account.is_empty() {
        // Nobody asked for these one by one: what is empty says nothing the headline does not.
        for it in finding.tables.iter().filter(|it| !it.rows.is_empty()) {
            table(&mut page, &mut marks, it);
        }
    }
    notes(&mut page, finding);
    if let Some(legend) = marks.legend() {
        page.gap();
        page.para(&legend);
    }
    page.gap();
    page.para(&[Run::new(Ink::Quiet, words::rests_on(&finding.provenance))]);
    page.finish()
}

/// Several findings as one text, in their order.
pub fn report(findings: &[Finding], style: &TerminalStyle) -> String {
    let pages: Vec<String> = findings.iter().map(|it| finding(it, style)).collect();
    pages.join("\n")
}

fn head(page: &mut Page, finding: &Finding) {
    let from = &finding.provenance;
    if let Some(sets) = words::assumption_sets(from) {
        page.para(&[
            Run::new(Ink::Alert, sets),
            Run::new(Ink::Plain, ". What follows supposes things nobody has stated."),
        ]);
        page.gap();
    }
    page.para(&[Run::new(Ink::Strong, words::headline(finding))]);
    page.para(&[Run::new(Ink::Quiet, words::read_how(from))]);
}

fn block(page: &mut Page, marks: &mut Marks, finding: &Finding, block: &Block) {
    match block {
        Block::Heading { depth, text } => page.heading(*depth, text),
        Block::Para(text) => {
            page.gap_unless_heading();
            page.para(&runs(text));
        }
        Block::Item(item) => self::item(page, marks, item),
        Block::Table(id) => match finding.table(id) {
            Some(it) => table(page, marks, it),
            None => page.para(&[Run::new(Ink::Quiet, format!("(no table {id})"))]),
        },
        Block::Chart(id) => {
            if let Some(chart) = finding.charts.iter().find(|chart| chart.id == *id) {
                page.gap_unless_heading();
                page.para(&[
                    Run::new(
                        Ink::Strong,
                        format!("Chart: {}. ", chart.title.trim_end_matches('.')),
                    ),
                    Run::new(Ink::Quiet, &chart.description),
                ]);
                // A ring of names and arrows between texts cannot be drawn here: they are told in rows and
                // columns.
                let drawn =
                    matches!(chart.kind, ChartKind::Channels { .. } | ChartKind::Lineage { .. });
                let data = finding.table(chart.table).filter(|_| drawn);
                if let Some(it) = data.and_then(|data| pivoted(chart, data)) {
                    table(page, marks, &it);
                }
            }
        }
        Block::Sources => {
            for source in &finding.provenance.sources {
                let name = source.name();
                let text = Text::default().strong(name).and(format!(" · {}", source.flat()));
                item(page, marks, &Item { mark: Mark::Plain, text, under: Vec::new() });
            }
        }
        // Grids were laid out as items.
        Block::Up | Block::Grid(_) => {}
        Block::PageBreak => page.gap(),
    }
}

fn item(page: &mut Page, marks: &mut Marks, item: &Item) {
    page.gap_unless_item();
    let (sign, ink) = marks.sign(item.mark);
    let first = [Run::new(Ink::Plain, "  "), Run::new(ink, sign), Run::new(Ink::Plain, " ")];
    page.hanging(&first, 4, &runs(&item.text));
    for under in item.under.iter().filter(|it| !it.flat().trim().is_empty()) {
        page.hanging(&[Run::new(Ink::Plain, "    ")], 4, &runs(under));
    }
    page.ended_item();
}

/// Words with the signs of what was put in and taken out.
fn runs(text: &Text) -> Vec<Run> {
    figure::signed(figure::text(text))
}

fn table(page: &mut Page, marks: &mut Marks, table: &Table) {
    page.gap_unless_heading();
    if !table.caption.is_empty() {
        page.para(&[Run::new(Ink::Strong, &table.caption)]);
    }
    if let Some(units) = table::units(table).filter(|_| !table.rows.is_empty()) {
        page.para(&[Run::new(Ink::Quiet, units)]);
    }
    if table.rows.is_empty() || table.columns.is_empty() {
        page.para(&[Run::new(Ink::Quiet, "none")]);
    } else {
        if table.rows.iter().flatten().any(|cell| matches!(cell, Cell::Unknown)) {
            marks.met_unknown_cell();
        }
        page.lines(grid::lay(&table::grid(table).signed(), page.width()));
    }
    page.ended_table();
}

fn notes(page: &mut Page, finding: &Finding) {
    if finding.notes.is_empty() {
        return;
    }
    page.heading(2, "Notes");
    for note in &finding.notes {
        let first = [Run::new(Ink::Plain, "  • ")];
        page.hanging(&first, 4, &runs(note));
    }
}
