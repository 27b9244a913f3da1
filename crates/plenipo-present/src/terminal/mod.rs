//! A finding as text for a terminal, a pipe or a mail.
//!
//! What a reader needs first comes first: assumption sets, then the headline, then what it rests
//! on. Nothing depends on colour: every mark has a sign of its own, named in a line of signs below
//! the account. Text from the dossier cannot command the terminal: escape sequences in it are
//! shown, not obeyed.
//!
//! ```
//! use plenipo::finding::Finding;
//! use plenipo_present::terminal::{self, TerminalStyle};
//!
//! fn print_plain(finding: &Finding) -> String {
//!     terminal::finding(finding, &TerminalStyle { width: 72, colour: false })
//! }
//! ```

pub(crate) mod figure;
pub(crate) mod grid;
mod marks;
pub(crate) mod page;
pub(crate) mod paint;
mod table;
pub(crate) mod wrap;

use plenipo::finding::Finding;
use plenipo::finding::block::{Block, Item, Span, Style, Text};
use plenipo::finding::provenance::Provenance;
use plenipo::finding::table::{Cell, Table};

use figure::grouped;
use marks::Marks;
use page::Page;
use paint::{Ink, Run};

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
    for block in &finding.account {
        self::block(&mut page, &mut marks, finding, block);
    }
    if finding.account.is_empty() {
        for it in &finding.tables {
            table(&mut page, &mut marks, it);
        }
    }
    notes(&mut page, finding);
    if let Some(legend) = marks.legend() {
        page.gap();
        page.para(&legend);
    }
    page.gap();
    page.para(&[Run::new(Ink::Quiet, rests_on(&finding.provenance))]);
    page.finish()
}

/// Several findings as one text, in their order.
pub fn report(findings: &[Finding], style: &TerminalStyle) -> String {
    let pages: Vec<String> = findings.iter().map(|it| finding(it, style)).collect();
    pages.join("\n")
}

fn head(page: &mut Page, finding: &Finding) {
    let from = &finding.provenance;
    if !from.assumptions.is_empty() {
        let sets = if from.assumptions.len() == 1 { "ASSUMPTION SET" } else { "ASSUMPTION SETS" };
        let names = from.assumptions.join(", ");
        page.para(&[
            Run::new(Ink::Alert, format!("{sets}: {names}")),
            Run::new(Ink::Plain, ". What follows supposes things nobody has stated."),
        ]);
        page.gap();
    }
    let headline = if finding.headline.is_empty() { &finding.question } else { &finding.headline };
    page.para(&[Run::new(Ink::Strong, headline)]);
    page.para(&[Run::new(Ink::Quiet, read_how(from))]);
}

/// On which day, by whose eyes, and how much of it was supposed.
fn read_how(from: &Provenance) -> String {
    let day = from.as_of.map_or("undated".to_owned(), |day| format!("as of {day}"));
    let viewer = from.viewer.as_deref().unwrap_or("the keeper");
    let records = grouped(&from.records.to_string());
    let noun = if from.records == 1 { "record" } else { "records" };
    let assumed = if from.assumed == 0 {
        "none assumed".to_owned()
    } else {
        format!("{} assumed", grouped(&from.assumed.to_string()))
    };
    format!("{day}, for {viewer}, {records} {noun}, {assumed}")
}

/// Enough to compute it again.
fn rests_on(from: &Provenance) -> String {
    let mut parts = Vec::new();
    if !from.dossier.is_empty() {
        parts.push(from.dossier.clone());
    }
    if !from.hash.is_empty() {
        parts.push(format!("record {}", from.hash.chars().take(12).collect::<String>()));
    }
    if !from.disclosure.is_empty() {
        parts.push(format!("disclosure {}", from.disclosure));
    }
    if let Some(samples) = from.samples {
        parts.push(format!("seed {}", from.seed));
        parts.push(format!("{} samples", grouped(&samples.to_string())));
    }
    parts.push(from.engine.to_owned());
    parts.join(" · ")
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
            }
        }
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

fn runs(text: &Text) -> Vec<Run> {
    text.0
        .iter()
        .map(|Span { style, text }| match style {
            Style::Plain => Run::new(Ink::Plain, text),
            Style::Strong => Run::new(Ink::Strong, text),
            Style::Quote => Run::new(Ink::Quote, format!("“{}”", text.trim())),
            Style::Quiet => Run::new(Ink::Quiet, text),
        })
        .collect()
}

fn table(page: &mut Page, marks: &mut Marks, table: &Table) {
    page.gap_unless_heading();
    if !table.caption.is_empty() {
        page.para(&[Run::new(Ink::Strong, &table.caption)]);
    }
    if let Some(units) = table::units(table) {
        page.para(&[Run::new(Ink::Quiet, units)]);
    }
    if table.rows.is_empty() || table.columns.is_empty() {
        page.para(&[Run::new(Ink::Quiet, "none")]);
    } else {
        if table.rows.iter().flatten().any(|cell| matches!(cell, Cell::Unknown)) {
            marks.met_unknown_cell();
        }
        page.lines(grid::lay(&table::grid(table), page.width()));
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
        page.hanging(&first, 4, &[Run::new(Ink::Plain, note)]);
    }
}
