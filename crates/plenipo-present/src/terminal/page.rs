//! A text that grows line by line, and the air between its parts.

use super::paint::{self, Ink, Line, Run};
use super::wrap::{self, LongWord, wrap};
use super::{TerminalStyle, WIDTH_MIN};
use crate::clean;

/// What the last lines were, which decides whether the next need air above them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Gap,
    Heading,
    Lines,
    Item,
    Table,
}

/// A text that grows line by line.
#[derive(Debug)]
pub(crate) struct Page {
    out: String,
    width: usize,
    colour: bool,
    last: Last,
}

impl Page {
    pub(crate) fn new(style: &TerminalStyle) -> Page {
        Page {
            out: String::new(),
            width: style.width.max(WIDTH_MIN),
            colour: style.colour,
            last: Last::Nothing,
        }
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    pub(crate) fn finish(self) -> String {
        self.out
    }

    /// An empty line, unless there is one or nothing is above.
    pub(crate) fn gap(&mut self) {
        if !matches!(self.last, Last::Nothing | Last::Gap) {
            self.out.push('\n');
            self.last = Last::Gap;
        }
    }

    pub(crate) fn gap_unless_heading(&mut self) {
        if self.last != Last::Heading {
            self.gap();
        }
    }

    /// Items stand close to each other and to the paragraph that leads to them.
    pub(crate) fn gap_unless_item(&mut self) {
        if self.last == Last::Table {
            self.gap();
        }
    }

    pub(crate) fn ended_item(&mut self) {
        self.last = Last::Item;
    }

    pub(crate) fn ended_table(&mut self) {
        self.last = Last::Table;
    }

    pub(crate) fn heading(&mut self, depth: u8, text: &str) {
        self.gap();
        let lines = wrap(&[Run::new(Ink::Heading, text)], self.width, LongWord::Keep);
        if lines.is_empty() {
            return;
        }
        let widest = lines.iter().map(|line| wrap::width(line)).max().unwrap_or(0);
        self.lines(lines);
        // Without colour, a line below is what tells a heading from a sentence.
        let rule = match depth {
            0 | 1 => Some("═"),
            2 => Some("─"),
            _ => None,
        };
        if let Some(rule) = rule {
            let rule = rule.repeat(widest.min(self.width));
            self.lines(vec![vec![Run::new(Ink::Quiet, rule)]]);
        }
        self.last = Last::Heading;
    }

    /// Runs broken into lines.
    pub(crate) fn para(&mut self, runs: &[Run]) {
        let lines = wrap(runs, self.width, LongWord::Keep);
        self.lines(lines);
    }

    /// `first` and then runs, whose further lines begin `indent` columns in.
    pub(crate) fn hanging(&mut self, first: &[Run], indent: usize, runs: &[Run]) {
        let room = self.width.saturating_sub(indent).max(1);
        let lines = wrap(runs, room, LongWord::Keep);
        if lines.is_empty() {
            self.lines(vec![first.to_vec()]);
        }
        for (i, line) in lines.into_iter().enumerate() {
            let mut whole: Line = if i == 0 {
                first.to_vec()
            } else {
                vec![Run::new(Ink::Plain, " ".repeat(indent))]
            };
            whole.extend(line);
            self.lines(vec![whole]);
        }
    }

    /// A line of code, as it stands.
    pub(crate) fn code(&mut self, text: &str) {
        self.lines(vec![vec![Run::new(Ink::Code, format!("    {}", clean::verbatim(text)))]]);
    }

    /// Lines already broken.
    pub(crate) fn lines(&mut self, lines: Vec<Line>) {
        for line in lines {
            paint::put(&mut self.out, &line, self.colour);
            self.last = Last::Lines;
        }
    }
}
