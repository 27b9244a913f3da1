//! Markdown as text for a terminal: headings, paragraphs, lists, tables, code.
//!
//! For the pages that `plenipo explain` shows. Lines of Rust code that rustdoc hides (`# …`) are
//! left out; links keep their words only, since the pages link among themselves.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::terminal::TerminalStyle;
use crate::terminal::grid::{self, Grid, Head};
use crate::terminal::page::Page;
use crate::terminal::paint::{Ink, Run};

/// `source` as text.
pub fn text(source: &str, style: &TerminalStyle) -> String {
    let mut writer = Writer {
        page: Page::new(style),
        runs: Vec::new(),
        ink: Ink::Plain,
        lists: Vec::new(),
        first: None,
        code: None,
        table: None,
        heads: 0,
    };
    for event in Parser::new_ext(source, Options::ENABLE_TABLES) {
        writer.take(event);
    }
    writer.page.finish()
}

struct Writer {
    page: Page,
    /// Words of the block being read.
    runs: Vec<Run>,
    ink: Ink,
    /// The open lists; a number where one is numbered.
    lists: Vec<Option<u64>>,
    /// What the next paragraph begins with, where it begins a list item.
    first: Option<String>,
    /// Whether the open block of code is Rust.
    code: Option<bool>,
    table: Option<Grid>,
    /// How many heads of the table have been read.
    heads: usize,
}

impl Writer {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.open(tag),
            Event::End(tag) => self.close(tag),
            Event::Text(text) => match self.code {
                Some(rust) => self.code(&text, rust),
                None => self.runs.push(Run::new(self.ink, &*text)),
            },
            Event::Code(text) => self.runs.push(Run::new(Ink::Code, &*text)),
            Event::SoftBreak | Event::HardBreak => self.runs.push(Run::new(self.ink, " ")),
            Event::Rule => self.page.gap(),
            _ => {}
        }
    }

    fn open(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Strong => self.ink = Ink::Strong,
            Tag::Emphasis => self.ink = Ink::Quote,
            Tag::List(number) => {
                self.end_block();
                if self.lists.is_empty() {
                    self.page.gap_unless_heading();
                }
                self.lists.push(number);
            }
            Tag::Item => {
                self.first = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "• ".to_owned(),
                });
            }
            Tag::CodeBlock(kind) => {
                self.end_block();
                self.page.gap_unless_heading();
                self.code = Some(match kind {
                    CodeBlockKind::Fenced(language) => {
                        language.is_empty() || language.starts_with("rust")
                    }
                    CodeBlockKind::Indented => true,
                });
            }
            Tag::Table(columns) => {
                self.page.gap_unless_heading();
                let head = |_| Head { label: String::new(), figures: false };
                self.heads = 0;
                self.table = Some(Grid { heads: columns.iter().map(head).collect(), rows: vec![] });
            }
            Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                let text: String = self.runs.drain(..).map(|run| run.text).collect();
                let depth = match level {
                    HeadingLevel::H1 => 1,
                    HeadingLevel::H2 => 2,
                    _ => 3,
                };
                self.page.heading(depth, &text);
            }
            TagEnd::Paragraph => {
                if self.lists.is_empty() {
                    self.page.gap_unless_heading();
                }
                self.end_block();
            }
            TagEnd::Item => self.end_block(),
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::Strong | TagEnd::Emphasis => self.ink = Ink::Plain,
            TagEnd::CodeBlock => self.code = None,
            TagEnd::TableCell => self.cell(),
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.page.lines(grid::lay(&table, self.page.width()));
                }
            }
            _ => {}
        }
    }

    /// Writes the words gathered so far, as a paragraph or as one of a list.
    fn end_block(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        if runs.is_empty() {
            return;
        }
        if self.lists.is_empty() {
            self.page.para(&runs);
            return;
        }
        let indent = "  ".repeat(self.lists.len());
        let first = match self.first.take() {
            Some(sign) => format!("{indent}{sign}"),
            None => format!("{indent}  "),
        };
        let hang = indent.len() + 2;
        self.page.hanging(&[Run::new(Ink::Plain, first)], hang, &runs);
    }

    fn code(&mut self, text: &str, rust: bool) {
        for line in text.lines() {
            let hidden = rust && (line == "#" || line.starts_with("# "));
            if !hidden {
                self.page.code(line);
            }
        }
    }

    fn cell(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        let Some(table) = &mut self.table else { return };
        match table.rows.last_mut() {
            Some(row) => row.push(runs),
            None => {
                if let Some(head) = table.heads.get_mut(self.heads) {
                    head.label = runs.into_iter().map(|run| run.text).collect();
                }
                self.heads += 1;
            }
        }
    }
}
