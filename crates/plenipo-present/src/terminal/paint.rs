//! Words with an ink, and what an ink is in a terminal.

use plenipo::finding::hint::Hint;
use plenipo::finding::value::Reference;

/// What a stretch of words is, for showing. Colour only ever repeats what a sign or word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    Plain,
    Strong,
    Quote,
    Quiet,
    Heading,
    Alert,
    Stop,
    Maybe,
    Fine,
    Unknown,
    Added,
    Removed,
    Code,
}

impl Ink {
    /// Parameters of the escape sequence that turns it on. Only the eight basic colours are used:
    /// they follow the reader's own theme.
    fn code(self) -> &'static str {
        match self {
            Ink::Plain => "",
            Ink::Strong => "1",
            Ink::Quote => "3",
            Ink::Quiet => "2",
            Ink::Heading => "1",
            Ink::Alert => "1;33",
            Ink::Stop => "31",
            Ink::Maybe => "33",
            Ink::Fine => "32",
            Ink::Unknown => "36",
            Ink::Added => "32",
            Ink::Removed => "31",
            Ink::Code => "36",
        }
    }
}

/// A stretch of words of one ink.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) ink: Ink,
    pub(crate) text: String,
    pub(crate) is: Is,
}

/// What a stretch of words stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Is {
    /// Only words.
    Words,
    /// The sign for what is unknown.
    Unknown,
    /// A day.
    Day,
    /// The source of this id.
    Source(String),
    /// Another thing of the record.
    Ref(Reference),
    /// A draft to try out, by what it says.
    Tried(String),
    /// What could be typed, between backticks.
    Typed(Hint),
}

impl Run {
    pub(crate) fn new(ink: Ink, text: impl Into<String>) -> Run {
        Run { ink, text: text.into(), is: Is::Words }
    }

    /// The sign for what is unknown.
    pub(crate) fn unknown() -> Run {
        Run { ink: Ink::Quiet, text: UNKNOWN.to_owned(), is: Is::Unknown }
    }

    /// The same words, standing for something.
    pub(crate) fn that_is(self, is: Is) -> Run {
        Run { is, ..self }
    }

    /// Whether it is the sign for what is unknown.
    pub(crate) fn is_unknown(&self) -> bool {
        self.is == Is::Unknown
    }
}

/// The sign for what is unknown.
pub(crate) const UNKNOWN: &str = "–";

/// Runs that stand on one line.
pub(crate) type Line = Vec<Run>;

/// Writes `line` and a line break, without spaces at its end.
pub(crate) fn put(out: &mut String, line: &[Run], colour: bool) {
    // The last run with anything in it, and how much of it counts.
    let Some(last) = line.iter().rposition(|run| !run.text.trim_end_matches(' ').is_empty()) else {
        out.push('\n');
        return;
    };
    for (i, run) in line[..=last].iter().enumerate() {
        let text = if i == last { run.text.trim_end_matches(' ') } else { &run.text };
        let code = run.ink.code();
        if colour && !code.is_empty() && !text.is_empty() {
            out.push_str("\x1b[");
            out.push_str(code);
            out.push('m');
            out.push_str(text);
            out.push_str("\x1b[0m");
        } else {
            out.push_str(text);
        }
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_at_the_end_go_even_between_runs() {
        let line = [Run::new(Ink::Strong, "a "), Run::new(Ink::Plain, "  ")];
        let mut out = String::new();
        put(&mut out, &line, false);
        put(&mut out, &line, true);
        put(&mut out, &[Run::new(Ink::Plain, "   ")], true);
        assert_eq!(out, "a\n\x1b[1ma\x1b[0m\n\n");
    }
}
