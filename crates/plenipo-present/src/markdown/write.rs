//! A finding as Markdown: CommonMark, with tables as most readers of it take them.
//!
//! Text from a dossier is escaped: it can start no heading, link, list or element of its own.

use std::collections::BTreeSet;

use plenipo::finding::Finding;
use plenipo::finding::block::{Block, Item, Text};
use plenipo::finding::chart::Chart;
use plenipo::finding::table::Table;

use crate::cite::Sources;
use crate::clean;
use crate::html::table::pivoted;
use crate::terminal::paint::{Ink, Is, Run};
use crate::terminal::{figure, marks, table};
use crate::words;

/// `finding` as Markdown.
pub fn finding(finding: &Finding) -> String {
    let from = &finding.provenance;
    let sources = Sources::new(&from.sources);
    let mut writer =
        Writer { out: String::new(), finding, sources, cited: BTreeSet::new(), listing: false };
    if let Some(sets) = words::assumption_sets(from) {
        let sets = escaped(&clean::line(&sets));
        writer
            .out
            .push_str(&format!("**{sets}**. What follows supposes things nobody has stated.\n\n"));
    }
    writer.out.push_str(&format!("# {}\n\n", escaped(&clean::line(words::headline(finding)))));
    writer.out.push_str(&format!("{}\n", escaped(&clean::line(&words::read_how(from)))));
    writer.account();
    writer.out
}

struct Writer<'a> {
    out: String,
    finding: &'a Finding,
    sources: Sources<'a>,
    cited: BTreeSet<usize>,
    /// Whether a list is open.
    listing: bool,
}

impl Writer<'_> {
    fn account(&mut self) {
        let finding = self.finding;
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
                let note = self.text(note);
                self.line(&format!("- {}", note.trim()), true);
            }
        }
        if !words::lists_sources(finding) && !self.cited.is_empty() {
            self.heading(2, "Sources");
            let cited: Vec<usize> = self.cited.iter().copied().collect();
            self.list(&cited);
        }
        let signs: Vec<String> = words::marks(finding)
            .into_iter()
            .map(|mark| format!("{} {}", escaped(marks::sign(mark)), marks::word(mark)))
            .collect();
        if !signs.is_empty() {
            self.line(&format!("Signs: {}", signs.join(", ")), false);
        }
        let rests_on = escaped(&clean::line(&words::rests_on(&finding.provenance)));
        self.line(&rests_on, false);
    }

    /// A line; items of one list stand together, everything else apart.
    fn line(&mut self, line: &str, item: bool) {
        if !(item && self.listing) {
            self.out.push('\n');
        }
        self.listing = item;
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn heading(&mut self, level: usize, text: &str) {
        let hashes = "#".repeat(level.min(6));
        self.line(&format!("{hashes} {}", escaped(&clean::line(text))), false);
    }

    fn block(&mut self, block: &Block) {
        match block {
            // Grids were laid out as items.
            Block::Heading { .. } | Block::Up | Block::Grid(_) => {}
            Block::Para(text) => {
                let text = self.text(text);
                self.line(text.trim(), false);
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
            Block::PageBreak => self.line("---", false),
        }
    }

    fn item(&mut self, item: &Item) {
        let sign = match marks::word(item.mark) {
            "" => String::new(),
            _ => format!("{} ", escaped(marks::sign(item.mark))),
        };
        let text = self.text(&item.text);
        self.line(&format!("- {sign}{}", text.trim()), true);
        for under in item.under.iter().filter(|it| !it.flat().trim().is_empty()) {
            let text = self.text(under);
            self.line(&format!("  - {}", text.trim()), true);
        }
    }

    fn text(&mut self, text: &Text) -> String {
        let mut out = String::new();
        for run in figure::signed(figure::text(text)) {
            match run.ink {
                Ink::Strong if run.text.trim().is_empty() => out.push_str(&run.text),
                Ink::Strong => {
                    let space = run.text.ends_with(char::is_whitespace);
                    let words = self.run(&Run { text: run.text.trim().to_owned(), ..run });
                    out.push_str(&format!("**{words}**"));
                    if space {
                        out.push(' ');
                    }
                }
                _ => out.push_str(&self.run(&run)),
            }
        }
        out
    }

    /// A run escaped, a reference to a source made a link.
    fn run(&mut self, run: &Run) -> String {
        let words = clean::flow(&run.text);
        // Between two backticks nothing is markup.
        if matches!(run.is, Is::Typed(_)) && words.matches('`').count() == 2 {
            return words;
        }
        let words = escaped(&words);
        let Is::Source(id) = &run.is else { return words };
        match self.sources.names(id) {
            Some(place) => {
                self.cited.insert(place);
                format!("[{words}](#source-{id})")
            }
            None => words,
        }
    }

    fn list(&mut self, places: &[usize]) {
        let finding = self.finding;
        for place in places {
            let Some(line) = finding.provenance.sources.get(*place) else { continue };
            let mut text = String::from("- ");
            if self.sources.names(&line.id) == Some(*place) {
                text.push_str(&format!("<a id=\"source-{}\"></a>", line.id));
            }
            text.push_str(&format!("**{}**", escaped(&clean::line(&line.name()))));
            for part in &line.parts {
                text.push_str(&format!(" · {}", escaped(&clean::line(part))));
            }
            match &line.address {
                Some(address) if words::followed(address) => {
                    text.push_str(&format!(" · <{address}>"))
                }
                Some(address) => text.push_str(&format!(" · {}", escaped(&clean::line(address)))),
                None => {}
            }
            if let Some(of) = &line.reprint_of {
                text.push_str(&format!(" · reprint of {}", escaped(&clean::line(of))));
            }
            self.line(&text, true);
        }
    }

    fn chart(&mut self, chart: &Chart) {
        self.line(&escaped(&clean::line(&chart.description)), false);
        if let Some(data) = self.finding.table(chart.table) {
            self.table(pivoted(chart, data).as_ref().unwrap_or(data));
        }
    }

    fn table(&mut self, of: &Table) {
        if !of.caption.is_empty() {
            let caption = escaped(&clean::line(&of.caption));
            let units = table::units(of).map_or(String::new(), |it| format!(" ({})", escaped(&it)));
            self.line(&format!("**{caption}**{units}"), false);
        }
        let grid = table::grid(of).signed();
        if grid.rows.is_empty() || grid.heads.is_empty() {
            return self.line("none", false);
        }
        let mut heads = String::from("|");
        let mut rule = String::from("|");
        for head in &grid.heads {
            heads.push_str(&format!(" {} |", escaped(&clean::line(&head.label))));
            rule.push_str(if head.figures { "---:|" } else { "---|" });
        }
        let mut text = format!("{heads}\n{rule}");
        for row in &grid.rows {
            text.push_str("\n|");
            for cell in row {
                let mut said = String::new();
                for run in cell {
                    if run.is_unknown() {
                        said.push_str("unknown");
                        continue;
                    }
                    let line = |it: &str| Run { text: it.to_owned(), ..run.clone() };
                    let lines: Vec<String> =
                        run.text.lines().map(|it| self.run(&line(it))).collect();
                    said.push_str(&lines.join("<br>"));
                }
                text.push_str(&format!(" {} |", said.trim()));
            }
        }
        self.line(&text, false);
    }
}

/// `text`, in one line, with everything escaped that could be read as Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut start = true;
    for c in text.chars() {
        let anywhere = matches!(
            c,
            '\\' | '`'
                | '*'
                | '_'
                | '{'
                | '}'
                | '['
                | ']'
                | '<'
                | '>'
                | '#'
                | '|'
                | '~'
                | '&'
                | '!'
        );
        // `-`, `+`, `=` make lists and headings only at the start of a line; `1.` and `1)` too.
        let at_start = start && matches!(c, '-' | '+' | '=');
        let numbered =
            matches!(c, '.' | ')') && !out.is_empty() && out.bytes().all(|it| it.is_ascii_digit());
        if anywhere || at_start || numbered {
            out.push('\\');
        }
        start &= c == ' ';
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn words_stay_words() {
        let shown = ["# a", "- b", "1. c", "<script>", "[x](y) *z*", "a-b 1.5"].map(escaped);
        let expected =
            ["\\# a", "\\- b", "1\\. c", "\\<script\\>", "\\[x\\](y) \\*z\\*", "a-b 1.5"];
        assert_eq!(shown, expected);
    }
}
