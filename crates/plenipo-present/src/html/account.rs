//! The blocks of an account as markup.

use std::collections::BTreeSet;

use plenipo::finding::Finding;
use plenipo::finding::block::{Block, Item, Mark, Text};
use plenipo::finding::chart::Chart;
use plenipo::finding::provenance::SourceLine;
use plenipo::finding::table::Table;
use plenipo::finding::value::{Reference, Target};
use plenipo_record::case::id::Kind;

use super::write::Markup;
use super::{Door, grid, table};
use crate::cite::Sources;
use crate::spoken;
use crate::svg;
use crate::terminal::paint::{Ink, Is, Run};
use crate::terminal::{figure, marks};
use crate::words;

/// The class of an item's mark.
pub(super) fn class(mark: Mark) -> &'static str {
    match mark {
        Mark::Plain => "plain",
        Mark::Stop => "stop",
        Mark::Maybe => "maybe",
        Mark::Fine => "fine",
        Mark::Unknown => "unknown",
        Mark::Added => "added",
        Mark::Removed => "removed",
    }
}

/// Tables of a chart with no more rows than these are printed with it.
const SHORT: usize = 12;

/// A part of a source's line that is no longer than this may be its day: `2025-11-21 (inferred)`.
const DAY_MAX: usize = 21;

/// Writes blocks, and keeps in mind what they referred to.
pub(super) struct Writer<'a> {
    pub(super) out: Markup,
    finding: &'a Finding,
    sources: &'a Sources<'a>,
    door: Option<&'a dyn Door>,
    cited: BTreeSet<usize>,
    /// Anchors already given: a page may have each only once.
    given: BTreeSet<String>,
    /// Whether words are as they are on record: nothing in them is told otherwise.
    literal: bool,
    /// Whether what the page has beside the account is still to come.
    beside: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        finding: &'a Finding,
        sources: &'a Sources<'a>,
        door: Option<&'a dyn Door>,
    ) -> Writer<'a> {
        let (cited, given) = (BTreeSet::new(), BTreeSet::new());
        let (literal, beside) = (false, true);
        Writer { out: Markup::default(), finding, sources, door, cited, given, literal, beside }
    }

    /// Whether the page is one of many, which lead to one another.
    pub(super) fn is_among_others(&self) -> bool {
        self.door.is_some()
    }

    /// Places of the sources that were named so far.
    pub(super) fn cited(&self) -> &BTreeSet<usize> {
        &self.cited
    }

    pub(super) fn blocks(&mut self, blocks: &[&Block]) {
        let mut listing = false;
        for block in blocks {
            let item = matches!(block, Block::Item(_));
            if item && !listing {
                self.out.open("ul", &[]);
            } else if !item && listing {
                self.out.close_line("ul");
            }
            listing = item;
            self.block(block);
        }
        if listing {
            self.out.close_line("ul");
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            // Headings are the sections' own; page breaks have made the sheets.
            Block::Heading { .. } | Block::Up | Block::PageBreak => {}
            Block::Para(text) => {
                self.out.open("p", &[]);
                self.text(text);
                self.out.close_line("p");
                if std::mem::take(&mut self.beside)
                    && let Some(door) = self.door
                {
                    self.out.append(&Markup::made(door.beside().to_owned()));
                }
            }
            Block::Item(item) => self.item(item),
            Block::Grid(grid) => grid::grid(self, grid),
            Block::Table(id) => {
                if let Some(it) = self.finding.table(id) {
                    self.table(it, true);
                }
            }
            Block::Chart(id) => {
                if let Some(chart) = self.finding.charts.iter().find(|it| it.id == *id) {
                    self.chart(chart);
                }
            }
            Block::Sources => {
                let all: Vec<usize> = (0..self.finding.provenance.sources.len()).collect();
                self.sources(&all);
            }
        }
    }

    pub(super) fn item(&mut self, item: &Item) {
        self.out.open("li", &[("class", class(item.mark))]);
        let word = marks::word(item.mark);
        if !word.is_empty() {
            let attributes = [("class", "mark"), ("role", "img"), ("aria-label", word)];
            self.out.element("span", &attributes, marks::sign(item.mark));
            self.out.text(" ");
        }
        self.text(&item.text);
        for under in item.under.iter().filter(|it| !it.flat().trim().is_empty()) {
            self.out.open("div", &[("class", "under")]);
            self.text(under);
            self.out.close("div");
        }
        self.out.close_line("li");
    }

    /// Words with their marks.
    pub(super) fn text(&mut self, text: &Text) {
        self.runs(&figure::text(text));
    }

    /// What stands in a cell, where words are as they are on record; what refers to what is said elsewhere in the row,
    /// `said`, keeps its id.
    pub(super) fn cell(&mut self, runs: &[Run], said: &[String]) {
        let before = std::mem::replace(&mut self.literal, true);
        let named = |run: &Run| self.named(run).filter(|it| !said.contains(it));
        let named: Vec<Option<String>> = runs.iter().map(named).collect();
        self.inked(runs, &named);
        self.literal = before;
    }

    /// Inked words; what lies side by side in one ink is one element.
    pub(super) fn runs(&mut self, runs: &[Run]) {
        // Where words were put in or taken out, every letter is the text's own.
        let is_redline = runs.iter().any(|it| matches!(it.ink, Ink::Added | Ink::Removed));
        let before = self.literal;
        self.literal |= is_redline;
        let named = |at: usize, run: &Run| {
            let name = self.named(run)?;
            // Whose name is told with it keeps its id.
            let next = runs.get(at + 1).map_or("", |it| it.text.as_str());
            (!next.contains(&name)).then_some(name)
        };
        let named: Vec<Option<String>> =
            runs.iter().enumerate().map(|(at, run)| named(at, run)).collect();
        self.inked(runs, &named);
        self.literal = before;
    }

    /// What people call what a run refers to, where the run is its id alone.
    fn named(&self, run: &Run) -> Option<String> {
        match &run.is {
            Is::Ref(to) if run.text == to.to_string() => self.door?.name(to),
            _ => None,
        }
    }

    fn inked(&mut self, runs: &[Run], named: &[Option<String>]) {
        let mut nth = 0;
        for of_ink in runs.chunk_by(|a, b| a.ink == b.ink && a.ink == Ink::Quiet) {
            let Some(ink) = of_ink.first().map(|it| it.ink) else { continue };
            let element = match ink {
                Ink::Strong => Some(("strong", None)),
                Ink::Quote => Some(("span", Some("quote"))),
                Ink::Quiet => Some(("span", Some("quiet"))),
                Ink::Added => Some(("ins", None)),
                Ink::Removed => Some(("del", None)),
                _ => None,
            };
            if let Some((name, class)) = element {
                let class: Vec<(&str, &str)> = class.map(|it| ("class", it)).into_iter().collect();
                self.out.open(name, &class);
            }
            for run in of_ink {
                self.run(run, named.get(nth).and_then(Option::as_deref));
                nth += 1;
            }
            if let Some((name, _)) = element {
                self.out.close(name);
            }
        }
    }

    /// One run: a reference to a source as a link, a day in one piece, lines apart; `name` is what people call what
    /// it refers to.
    fn run(&mut self, run: &Run, name: Option<&str>) {
        match &run.is {
            Is::Source(id) if let Some(place) = self.sources.names(id) => {
                self.cited.insert(place);
                let href = format!("#{}", self.anchor(place));
                if self.door.is_none() {
                    let attributes = [("class", "source"), ("href", href.as_str())];
                    return self.out.element("a", &attributes, &run.text);
                }
                self.out.open("span", &[("class", "src")]);
                self.out.element("a", &[("class", "source"), ("href", &href)], &run.text);
                self.out.open("span", &[("class", "pop")]);
                if let Some(line) = self.finding.provenance.sources.get(place) {
                    self.source(line);
                }
                self.out.close("span");
                self.out.close("span");
            }
            Is::Tried(id) if let Some(to) = self.leads(id) => {
                self.out.element("a", &[("class", "door"), ("href", &to)], &run.text);
            }
            Is::Day => self.out.element("time", &[], &spoken::when(&run.text)),
            // A mark that stands for a source: what it is, is told beside it as beside a citation.
            Is::Ref(to)
                if to.to == Kind::Source.into()
                    && let Some(place) = self.sources.names(&to.id)
                    && let Some(href) = self.door.and_then(|it| it.to(to)) =>
            {
                let finding = self.finding;
                let line = finding.provenance.sources.get(place);
                let label = line.map_or_else(|| to.id.clone(), SourceLine::name);
                let label = format!("{}: source {label}", run.text);
                self.out.open("span", &[("class", "src")]);
                let attributes = [("class", "to"), ("href", href.as_str()), ("aria-label", &label)];
                self.out.element("a", &attributes, &run.text);
                self.out.open("span", &[("class", "pop")]);
                if let Some(line) = line {
                    self.source(line);
                }
                self.out.close("span");
                self.out.close("span");
            }
            Is::Ref(to) if let Some(href) = self.door.and_then(|it| it.to(to)) => {
                let mut attributes = vec![("class", "to"), ("href", href.as_str())];
                if name.is_some() {
                    attributes.push(("data-id", &run.text));
                }
                self.out.element("a", &attributes, name.unwrap_or(&run.text));
            }
            Is::Typed(hint) if let Some(it) = self.door.and_then(|it| it.hint(hint)) => {
                self.out.element("a", &[("class", "does"), ("href", &it.to)], &it.words);
            }
            Is::Typed(_) => self.out.element("code", &[], run.text.trim_matches('`')),
            _ if self.literal || run.ink == Ink::Quote => self.out.text(&run.text),
            _ => self.out.text(&spoken::days(&run.text)),
        }
    }

    /// Where a draft to try out is opened.
    fn leads(&self, tried: &str) -> Option<String> {
        self.door?.to(&Reference { to: Target::Tried, of: None, id: tried.to_owned() })
    }

    fn anchor(&self, place: usize) -> String {
        let lines = &self.finding.provenance.sources;
        format!("source-{}", lines.get(place).map_or("", |it| it.id.as_str()))
    }

    /// The sources at these places, each with its anchor.
    pub(super) fn sources(&mut self, places: &[usize]) {
        self.out.open("ul", &[("class", "sources")]);
        let finding = self.finding;
        for place in places {
            let Some(line) = finding.provenance.sources.get(*place) else { continue };
            let anchor = self.anchor(*place);
            if self.sources.names(&line.id) == Some(*place) && self.given.insert(anchor.clone()) {
                self.out.open("li", &[("id", &anchor)]);
            } else {
                self.out.open("li", &[]);
            }
            self.source(line);
            self.out.close_line("li");
        }
        self.out.close_line("ul");
    }

    fn source(&mut self, line: &SourceLine) {
        self.out.element("strong", &[], &line.name());
        for part in &line.parts {
            // A title may have a day in it that is its own.
            let spoken = part.len() <= DAY_MAX;
            let part = if spoken { spoken::when(part) } else { part.clone() };
            self.out.text(&format!(" · {part}"));
        }
        if let Some(address) = &line.address {
            self.out.text(" · ");
            match words::followed(address) {
                true => {
                    let attributes = [("href", address.as_str()), ("rel", "noreferrer")];
                    self.out.element("a", &attributes, address);
                }
                false => self.out.element("span", &[("class", "address")], address),
            }
        }
        if let Some(of) = &line.reprint_of {
            self.out.text(&format!(" · reprint of {of}"));
        }
        let to = Reference { to: Kind::Source.into(), of: None, id: line.id.clone() };
        if let Some(href) = self.door.and_then(|it| it.to(&to)) {
            self.out.text(" · ");
            self.out.element("a", &[("class", "entry"), ("href", &href)], "in the record");
        }
    }

    /// A chart with its data as a table, folded away: what is drawn is read first. Where nothing could be
    /// drawn the table is all there is, and stands open.
    pub(super) fn chart(&mut self, chart: &Chart) {
        let Some(data) = self.finding.table(chart.table) else { return };
        let drawing = svg::markup(chart, data, self.door);
        let is_drawn = drawing.is_some();
        self.out.open("figure", &[]);
        if let Some(door) = self.door {
            self.out.append(&Markup::made(door.above(chart)));
        }
        match drawing {
            Some(drawing) => {
                let frame = [("class", "scroll"), ("tabindex", "0"), ("role", "region")];
                let frame = frame.into_iter().chain([("aria-label", chart.title.as_str())]);
                self.out.open("div", &frame.collect::<Vec<_>>());
                self.out.append(&drawing);
                self.out.close("div");
            }
            None => self.out.element("p", &[("class", "unknown")], "Nothing to draw is known."),
        }
        self.out.element("figcaption", &[], &spoken::days(&chart.description));
        self.out.close_line("figure");
        let pivoted = table::pivoted(chart, data);
        let shown = pivoted.as_ref().unwrap_or(data);
        if !is_drawn {
            return self.table(shown, pivoted.is_none());
        }
        let class = if shown.rows.len() <= SHORT { "figures short" } else { "figures" };
        self.out.open("details", &[("class", class)]);
        let rows = match shown.rows.len() {
            1 => "1 row".to_owned(),
            n => format!("{n} rows"),
        };
        self.out.open("summary", &[]);
        self.out.text("The figures of this chart ");
        self.out.element("span", &[("class", "quiet")], &format!("({rows})"));
        self.out.close("summary");
        self.table(shown, pivoted.is_none());
        self.out.close_line("details");
    }

    /// A table; `anchored` where other parts of the page may lead to it.
    pub(super) fn table(&mut self, table: &Table, anchored: bool) {
        let anchor = format!("table-{}", table.id);
        let anchor = (anchored && self.given.insert(anchor.clone())).then_some(anchor);
        table::table(self, table, anchor.as_deref());
    }
}
