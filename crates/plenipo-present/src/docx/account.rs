//! The blocks of an account as parts of a DOCX file.

use std::collections::BTreeSet;

use docx_rs::{
    AlignmentType, BreakType, Docx, Hyperlink, HyperlinkType, LineSpacing, Paragraph, Run, Shading,
    ShdType, Table, TableCell, TableRow, WidthType,
};
use plenipo::finding::Finding;
use plenipo::finding::block::{Block, Item, Mark, Style, Text};
use plenipo::finding::chart::Chart;
use plenipo::finding::table;

use super::style;
use crate::cite::{Piece, Sources};
use crate::clean;
use crate::html::table::pivoted;
use crate::terminal::figure::UNKNOWN;
use crate::terminal::marks;
use crate::terminal::paint::Ink;
use crate::terminal::table::{grid, units};
use crate::words;

/// What is quieter than the rest: dark enough to read on paper.
const QUIET: &str = "555555";
const LINK: &str = "0A4C9B";

struct Writer<'a> {
    docx: Docx,
    finding: &'a Finding,
    sources: Sources<'a>,
    cited: BTreeSet<usize>,
    /// Whether the next heading begins a page.
    breaks: bool,
    /// Whether the sources have had their bookmarks.
    marked: bool,
}

/// `docx` with the whole answer in it.
pub(super) fn write(docx: Docx, finding: &Finding) -> Docx {
    let sources = Sources::new(&finding.provenance.sources);
    let cited = BTreeSet::new();
    let mut writer = Writer { docx, finding, sources, cited, breaks: false, marked: false };
    writer.whole();
    writer.docx
}

impl Writer<'_> {
    fn whole(&mut self) {
        let finding = self.finding;
        let from = &finding.provenance;
        if let Some(sets) = words::assumption_sets(from) {
            let alert = run(&sets).bold();
            let rest = run(". What follows supposes things nobody has stated.");
            self.put(Paragraph::new().add_run(alert).add_run(rest));
        }
        // The title is the one heading of the first level.
        let title = run(words::headline(finding));
        self.put(Paragraph::new().style("Heading1").add_run(title));
        self.quiet(&words::read_how(from));
        let signs = words::marks(finding).into_iter();
        let signs: Vec<String> =
            signs.map(|it| format!("{} {}", marks::sign(it), marks::word(it))).collect();
        if !signs.is_empty() {
            self.quiet(&format!("Signs: {}", signs.join(", ")));
        }
        let mut last = 1;
        for block in &finding.account {
            if let Block::Heading { depth, text } = block {
                last = words::level(*depth, last);
                self.heading(last, text);
            } else {
                self.block(block);
            }
        }
        if finding.account.is_empty() {
            finding.tables.iter().for_each(|it| self.table(it));
        }
        for chart in words::unplaced(finding) {
            self.heading(2, &chart.title);
            self.chart(chart);
        }
        if !finding.notes.is_empty() {
            self.heading(2, "Notes");
            for note in &finding.notes {
                let paragraph = self.words(style::item(Mark::Plain), note, |run| run);
                self.put(paragraph);
            }
        }
        if !words::lists_sources(finding) && !self.cited.is_empty() {
            self.heading(2, "Sources");
            let cited: Vec<usize> = self.cited.iter().copied().collect();
            self.list(&cited);
        }
        self.quiet(&words::rests_on(from));
    }

    fn put(&mut self, paragraph: Paragraph) {
        self.docx = std::mem::take(&mut self.docx).add_paragraph(paragraph);
    }

    fn quiet(&mut self, text: &str) {
        self.put(Paragraph::new().add_run(run(text).size(18).color(QUIET)));
    }

    fn heading(&mut self, level: usize, text: &str) {
        let style = format!("Heading{}", level.min(4));
        let breaks = std::mem::take(&mut self.breaks);
        let paragraph = Paragraph::new().style(&style).keep_next(true).add_run(run(text));
        self.put(if breaks { paragraph.page_break_before(true) } else { paragraph });
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { .. } | Block::Up => {}
            Block::Para(text) => {
                let spaced = Paragraph::new().line_spacing(LineSpacing::new().after(80));
                let paragraph = self.text(spaced, text);
                self.put(paragraph);
            }
            Block::Item(item) => self.item(item),
            Block::Table(id) => {
                if let Some(it) = self.finding.table(id) {
                    self.table(it);
                }
            }
            Block::Chart(id) => {
                if let Some(chart) = self.finding.charts.iter().find(|it| it.id == *id) {
                    self.chart(chart);
                }
            }
            Block::Sources => {
                let all: Vec<usize> = (0..self.finding.provenance.sources.len()).collect();
                self.list(&all);
            }
            Block::PageBreak => self.breaks = true,
        }
    }

    fn item(&mut self, item: &Item) {
        let mut paragraph = self.text(style::item(item.mark), &item.text);
        for under in item.under.iter().filter(|it| !it.flat().trim().is_empty()) {
            paragraph = paragraph.add_run(Run::new().add_break(BreakType::TextWrapping));
            paragraph = self.text(paragraph, under);
        }
        self.put(paragraph);
    }

    fn text(&mut self, mut paragraph: Paragraph, text: &Text) -> Paragraph {
        for span in &text.0 {
            paragraph = match span.style {
                Style::Plain => self.words(paragraph, &span.text, |run| run),
                Style::Strong => self.words(paragraph, &span.text, Run::bold),
                Style::Quote => {
                    let quoted = format!("“{}”", span.text.trim());
                    self.words(paragraph, &quoted, Run::italic)
                }
                Style::Quiet => self.words(paragraph, &span.text, |run| run.size(18).color(QUIET)),
            };
        }
        paragraph
    }

    /// Words of one style, references to sources made links.
    fn words(&mut self, mut paragraph: Paragraph, text: &str, style: fn(Run) -> Run) -> Paragraph {
        for piece in self.sources.pieces(text) {
            paragraph = match piece {
                Piece::Words(words) => paragraph.add_run(style(run(words))),
                Piece::Source(place, words) => {
                    self.cited.insert(place);
                    let link = Hyperlink::new(bookmark(place), HyperlinkType::Anchor);
                    paragraph.add_hyperlink(link.add_run(style(run(words)).color(LINK)))
                }
            };
        }
        paragraph
    }

    fn list(&mut self, places: &[usize]) {
        let finding = self.finding;
        let first = !std::mem::replace(&mut self.marked, true);
        for place in places {
            let Some(line) = finding.provenance.sources.get(*place) else { continue };
            let name = run(&format!("{} {}", line.id, line.letter)).bold();
            let mut paragraph = style::item(Mark::Plain);
            paragraph = if first {
                paragraph
                    .add_bookmark_start(place + 1, bookmark(*place))
                    .add_run(name)
                    .add_bookmark_end(place + 1)
            } else {
                paragraph.add_run(name)
            };
            for part in &line.parts {
                paragraph = paragraph.add_run(run(&format!(" · {part}")));
            }
            if let Some(address) = &line.address {
                paragraph = paragraph.add_run(run(" · "));
                paragraph = if words::followed(address) {
                    let link = Hyperlink::new(address.clone(), HyperlinkType::External);
                    paragraph.add_hyperlink(link.add_run(run(address).color(LINK)))
                } else {
                    paragraph.add_run(run(address))
                };
            }
            if let Some(of) = &line.reprint_of {
                paragraph = paragraph.add_run(run(&format!(" · reprint of {of}")));
            }
            self.put(paragraph);
        }
    }

    fn chart(&mut self, chart: &Chart) {
        self.quiet(&chart.description);
        if let Some(data) = self.finding.table(chart.table) {
            self.table(pivoted(chart, data).as_ref().unwrap_or(data));
        }
    }

    fn table(&mut self, of: &table::Table) {
        if !of.caption.is_empty() {
            let mut caption = Paragraph::new().keep_next(true).add_run(run(&of.caption).bold());
            if let Some(units) = units(of) {
                caption = caption.add_run(run(&format!(" ({units})")).color(QUIET));
            }
            self.put(caption);
        }
        let grid = grid(of);
        if grid.rows.is_empty() || grid.heads.is_empty() {
            return self.quiet("none");
        }
        let heads = grid.heads.iter().map(|head| {
            let paragraph = Paragraph::new().add_run(run(&head.label).bold().size(17));
            let shade = Shading::new().shd_type(ShdType::Clear).fill("E8E8E8");
            TableCell::new().add_paragraph(aligned(paragraph, head.figures)).shading(shade)
        });
        let mut rows = vec![TableRow::new(heads.collect()).cant_split()];
        for row in &grid.rows {
            let mut cells = Vec::new();
            for (cell, head) in row.iter().zip(&grid.heads) {
                let mut paragraph = Paragraph::new();
                for part in cell {
                    if part.ink == Ink::Quiet && part.text == UNKNOWN {
                        paragraph = paragraph.add_run(run("unknown").italic().size(17));
                        continue;
                    }
                    for (place, line) in part.text.lines().enumerate() {
                        if place > 0 {
                            let broken = Run::new().add_break(BreakType::TextWrapping);
                            paragraph = paragraph.add_run(broken);
                        }
                        paragraph = self.words(paragraph, line, |run| run.size(17));
                    }
                }
                cells.push(TableCell::new().add_paragraph(aligned(paragraph, head.figures)));
            }
            rows.push(TableRow::new(cells).cant_split());
        }
        // In fiftieths of a percent: the whole width of the page.
        let table = Table::new(rows).width(5000, WidthType::Pct);
        self.docx = std::mem::take(&mut self.docx).add_table(table);
        self.put(Paragraph::new());
    }
}

fn aligned(paragraph: Paragraph, figures: bool) -> Paragraph {
    if figures { paragraph.align(AlignmentType::Right) } else { paragraph }
}

/// A run of words, made safe.
fn run(text: &str) -> Run {
    Run::new().add_text(clean::flow(text))
}

/// The bookmark of the source at `place`: word processors take letters, digits and `_` only.
fn bookmark(place: usize) -> String {
    format!("source_{place}")
}
