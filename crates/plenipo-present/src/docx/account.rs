//! The blocks of an account as the text of a DOCX file.

use std::collections::BTreeSet;

use plenipo::finding::Finding;
use plenipo::finding::block::{Block, Item, Mark, Text};
use plenipo::finding::chart::Chart;
use plenipo::finding::table::EditKind;

use super::page::{self, Page, Stretch};
use super::run::{self, Look, Stand};
use super::xml::Xml;
use super::{link, package, style};
use crate::cite::Sources;
use crate::html::table::pivoted;
use crate::terminal::paint::{Ink, Is, Run};
use crate::terminal::{figure, marks};
use crate::words;

/// The text of the file being written.
pub(super) struct Writer<'a> {
    finding: &'a Finding,
    stretches: Vec<Stretch>,
    sources: Sources<'a>,
    cited: BTreeSet<usize>,
    /// Addresses outside that were linked to.
    links: Vec<String>,
    /// The day that tracked changes are dated; empty where the answer has none.
    day: String,
    n_edits: usize,
    /// Whether the next heading begins a page.
    breaks: bool,
    /// Whether the sources have had their bookmarks.
    marked: bool,
}

/// The whole answer as the text of a file, and the addresses outside that it refers to.
pub(super) fn write(finding: &Finding) -> (Xml, Vec<String>) {
    let mut writer = Writer {
        finding,
        stretches: vec![Stretch::default()],
        sources: Sources::new(&finding.provenance.sources),
        cited: BTreeSet::new(),
        links: Vec::new(),
        day: finding.provenance.as_of.map(|day| day.to_string()).unwrap_or_default(),
        n_edits: 0,
        breaks: false,
        marked: false,
    };
    writer.whole();
    (page::body(writer.stretches), writer.links)
}

impl Writer<'_> {
    fn whole(&mut self) {
        let finding = self.finding;
        let from = &finding.provenance;
        if let Some(sets) = words::assumption_sets(from) {
            let out = self.filled();
            run::open(out, Stand::default(), &sets);
            run::run(out, &sets, Look::BOLD);
            let rest = ". What follows supposes things nobody has stated.";
            run::run(out, rest, Look::PLAIN);
            run::close(out);
        }
        // The title is the one heading of the first level.
        let title = words::headline(finding);
        let out = self.out();
        run::open(out, Stand { style: Some("Heading1"), ..Stand::default() }, title);
        run::run(out, title, Look::PLAIN);
        run::close(out);
        self.quiet(&words::read_how(from));
        let signs = words::marks(finding).into_iter();
        let signs: Vec<String> =
            signs.map(|it| format!("{} {}", marks::sign(it), marks::word(it))).collect();
        if !signs.is_empty() {
            self.quiet(&format!("Signs: {}", signs.join(", ")));
        }
        let mut last = 1;
        for block in &words::account(finding) {
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
                self.paragraph(style::item(Mark::Plain), &note.flat(), |writer, out| {
                    writer.text(out, note);
                });
            }
        }
        if !words::lists_sources(finding) && !self.cited.is_empty() {
            self.heading(2, "Sources");
            let cited: Vec<usize> = self.cited.iter().copied().collect();
            self.list(&cited);
        }
        self.quiet(&words::rests_on(from));
    }

    /// Where to write.
    fn out(&mut self) -> &mut Xml {
        if self.stretches.is_empty() {
            self.stretches.push(Stretch::default());
        }
        let last = self.stretches.len() - 1;
        &mut self.stretches[last].xml
    }

    /// Where to write what is more than a heading.
    pub(super) fn filled(&mut self) -> &mut Xml {
        if let Some(last) = self.stretches.last_mut() {
            last.filled = true;
        }
        self.out()
    }

    /// How the paper lies here.
    pub(super) fn page(&self) -> Page {
        self.stretches.last().map_or(Page::Upright, |it| it.page)
    }

    /// Lays the paper for everything below the last heading.
    pub(super) fn turn(&mut self, page: Page) {
        if let Some(last) = self.stretches.last_mut() {
            last.page = page;
        }
    }

    fn paragraph(
        &mut self,
        stand: Stand<'_>,
        first: &str,
        inside: impl FnOnce(&mut Self, &mut Xml),
    ) {
        let mut out = Xml::default();
        run::open(&mut out, stand, first);
        inside(self, &mut out);
        run::close(&mut out);
        self.filled().raw(&out);
    }

    /// A quiet line.
    pub(super) fn quiet(&mut self, text: &str) {
        let out = self.filled();
        run::open(out, Stand::default(), text);
        run::run(out, text, Look::QUIET);
        run::close(out);
    }

    fn heading(&mut self, level: usize, text: &str) {
        let style = format!("Heading{}", level.min(4));
        let page_before = std::mem::take(&mut self.breaks);
        self.stretches.push(Stretch::default());
        let stand = Stand { style: Some(&style), keep_next: true, page_before, ..Stand::default() };
        let out = self.out();
        run::open(out, stand, text);
        run::run(out, text, Look::PLAIN);
        run::close(out);
    }

    fn block(&mut self, block: &Block) {
        match block {
            // Grids were laid out as items.
            Block::Heading { .. } | Block::Up | Block::Grid(_) => {}
            Block::Para(text) => {
                let spaced = Stand { after: Some(80), ..Stand::default() };
                self.paragraph(spaced, &text.flat(), |writer, out| writer.text(out, text));
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
        self.paragraph(style::item(item.mark), &item.text.flat(), |writer, out| {
            writer.text(out, &item.text);
            for under in item.under.iter().filter(|it| !it.flat().trim().is_empty()) {
                run::line_break(out);
                writer.text(out, under);
            }
        });
    }

    fn text(&mut self, out: &mut Xml, text: &Text) {
        for run in figure::text(text) {
            let look = match run.ink {
                Ink::Strong => Look::BOLD,
                Ink::Quote => Look::ITALIC,
                Ink::Quiet => Look::QUIET,
                _ => Look::PLAIN,
            };
            self.run(out, &run, look);
        }
    }

    /// A run: a reference to a source as a link, edits as changes to accept or to refuse.
    pub(super) fn run(&mut self, out: &mut Xml, run: &Run, look: Look) {
        let source = match &run.is {
            Is::Source(id) => self.sources.names(id),
            _ => None,
        };
        match (run.ink, source) {
            (Ink::Added, _) => self.edit(out, EditKind::Inserted, &run.text, look),
            (Ink::Removed, _) => self.edit(out, EditKind::Deleted, &run.text, look),
            (_, Some(place)) => {
                self.cited.insert(place);
                out.open("w:hyperlink", &[("w:anchor", &bookmark(place))]);
                run::run(out, &run.text, look.linked());
                out.close("w:hyperlink");
            }
            (_, None) => run::run(out, &run.text, look),
        }
    }

    /// Words put in or taken out, as a change to accept or to refuse.
    pub(super) fn edit(&mut self, out: &mut Xml, is: EditKind, words: &str, look: Look) {
        self.n_edits += 1;
        run::edit(out, is, words, look, self.n_edits, &self.day);
    }

    fn list(&mut self, places: &[usize]) {
        let finding = self.finding;
        let first = !std::mem::replace(&mut self.marked, true);
        for place in places {
            let Some(line) = finding.provenance.sources.get(*place) else { continue };
            let name = line.name();
            let address = line.address.as_deref().map(|it| (it, link::target(it)));
            let links = &mut self.links;
            let mut out = Xml::default();
            run::open(&mut out, style::item(Mark::Plain), &name);
            let id = place.to_string();
            if first {
                let start = [("w:id", id.as_str()), ("w:name", &bookmark(*place))];
                out.empty("w:bookmarkStart", &start);
            }
            run::run(&mut out, &name, Look::BOLD);
            if first {
                out.empty("w:bookmarkEnd", &[("w:id", &id)]);
            }
            for part in &line.parts {
                run::run(&mut out, &format!(" · {part}"), Look::PLAIN);
            }
            if let Some((address, target)) = address {
                run::run(&mut out, " · ", Look::PLAIN);
                if let Some(target) = target {
                    out.open("w:hyperlink", &[("r:id", &package::link(links.len()))]);
                    run::run(&mut out, address, Look::PLAIN.linked());
                    out.close("w:hyperlink");
                    links.push(target);
                } else {
                    run::run(&mut out, address, Look::PLAIN);
                }
            }
            if let Some(of) = &line.reprint_of {
                run::run(&mut out, &format!(" · reprint of {of}"), Look::PLAIN);
            }
            run::close(&mut out);
            self.filled().raw(&out);
        }
    }

    fn chart(&mut self, chart: &Chart) {
        self.quiet(&chart.description);
        if let Some(data) = self.finding.table(chart.table) {
            self.table(pivoted(chart, data).as_ref().unwrap_or(data));
        }
    }
}

/// The bookmark of the source at `place`: word processors take letters, digits and `_` only.
fn bookmark(place: usize) -> String {
    format!("source_{place}")
}
