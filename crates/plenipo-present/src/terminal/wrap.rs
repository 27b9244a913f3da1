//! Breaking inked words into lines.

use textwrap::WordSeparator;
use textwrap::core::{Fragment, Word, display_width};
use textwrap::wrap_algorithms::wrap_first_fit;

use super::paint::{Ink, Line, Run};
use crate::clean;

/// What becomes of a word longer than a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LongWord {
    /// It stays whole and sticks out: an address must survive copying.
    Keep,
    /// It is cut: a table's columns must not move.
    Cut,
}

/// Breaks `runs` into lines of at most `width` columns; white space is folded first, so that a
/// line break in a dossier is a space here. No words make no line.
pub(crate) fn wrap(runs: &[Run], width: usize, long: LongWord) -> Vec<Line> {
    let words = Folded::new(runs);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut start = 0;
    for word in WordSeparator::AsciiSpace.find_words(&words.text) {
        match long {
            LongWord::Cut if word.width > width => {
                for part in word.break_apart(width.max(1)) {
                    start = push(&mut pieces, start, &part);
                }
            }
            // A figure and its sign are one word.
            _ if word.word.starts_with('%') && ends_in_digit(&words.text[..start]) => {
                start = join(&mut pieces, start, &word);
            }
            _ => start = push(&mut pieces, start, &word),
        }
    }
    wrap_first_fit(&pieces, &[width as f64])
        .into_iter()
        .filter_map(|line| Some(words.cut(line.first()?.start, line.last()?.end)))
        .collect()
}

/// The columns that `runs` take on one line.
pub(crate) fn width(runs: &[Run]) -> usize {
    display_width(&Folded::new(runs).text)
}

/// The columns that the longest word of `runs` takes.
pub(crate) fn longest_word(runs: &[Run]) -> usize {
    Folded::new(runs).text.split(' ').map(display_width).max().unwrap_or(0)
}

/// Words of several runs as one text with single spaces.
struct Folded {
    text: String,
    /// Where each run ends in the text.
    ends: Vec<(usize, Ink)>,
}

impl Folded {
    fn new(runs: &[Run]) -> Folded {
        let mut text = String::new();
        let mut ends = Vec::new();
        let mut space = false;
        let mut before = None;
        for run in runs {
            for c in run.text.chars() {
                if clean::is_space(c) {
                    space = !text.is_empty();
                    continue;
                }
                if std::mem::take(&mut space) {
                    text.push(' ');
                }
                text.push(clean::on_terminal(before.replace(c), c));
            }
            ends.push((text.len(), run.ink));
        }
        Folded { text, ends }
    }

    /// The bytes from `start` to `end`, with their inks.
    fn cut(&self, start: usize, end: usize) -> Line {
        let mut line = Line::new();
        let mut from = start;
        for &(until, ink) in &self.ends {
            let until = until.min(end);
            if until > from {
                line.push(Run::new(ink, &self.text[from..until]));
                from = until;
            }
        }
        line
    }
}

/// A word, or a part of one, by its place in the text.
#[derive(Debug)]
struct Piece {
    start: usize,
    end: usize,
    width: usize,
    space: usize,
}

fn push(pieces: &mut Vec<Piece>, start: usize, word: &Word<'_>) -> usize {
    let end = start + word.word.len();
    let space = word.whitespace.len();
    pieces.push(Piece { start, end, width: word.width, space });
    end + space
}

/// Whether the text ends with a figure and a space.
fn ends_in_digit(before: &str) -> bool {
    before.trim_end_matches(' ').ends_with(|c: char| c.is_ascii_digit())
}

/// The same with a word that is not to be parted from the one before it.
fn join(pieces: &mut Vec<Piece>, start: usize, word: &Word<'_>) -> usize {
    let Some(last) = pieces.last_mut() else { return push(pieces, start, word) };
    last.end = start + word.word.len();
    last.width += last.space + word.width;
    last.space = word.whitespace.len();
    last.end + last.space
}

impl Fragment for Piece {
    fn width(&self) -> f64 {
        self.width as f64
    }

    fn whitespace_width(&self) -> f64 {
        self.space as f64
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(lines: &[Line]) -> Vec<String> {
        lines.iter().map(|line| line.iter().map(|run| run.text.as_str()).collect()).collect()
    }

    #[test]
    fn inks_survive_the_break() {
        let runs = [
            Run::new(Ink::Plain, "They said "),
            Run::new(Ink::Quote, "never again\nshall we"),
            Run::new(Ink::Plain, "."),
        ];
        let lines = wrap(&runs, 12, LongWord::Keep);
        assert_eq!(flat(&lines), ["They said", "never again", "shall we."]);
        assert_eq!(lines[1][0].ink, Ink::Quote);
        assert_eq!(lines[2].len(), 2);
    }

    #[test]
    fn a_figure_is_not_parted_from_its_sign() {
        let runs = [Run::new(Ink::Plain, "no 59 % yes 41 % in all")];
        assert_eq!(flat(&wrap(&runs, 8, LongWord::Keep)), ["no 59 %", "yes 41 %", "in all"]);
        assert_eq!(
            flat(&wrap(&runs, 5, LongWord::Keep)),
            ["no", "59 %", "yes", "41 %", "in", "all"]
        );
    }

    #[test]
    fn an_address_stays_whole_in_a_text_and_is_cut_in_a_cell() {
        let runs = [Run::new(Ink::Plain, "see https://example.org/a/long/address now")];
        assert_eq!(
            flat(&wrap(&runs, 10, LongWord::Keep)),
            ["see", "https://example.org/a/long/address", "now"],
        );
        assert!(flat(&wrap(&runs, 10, LongWord::Cut)).iter().all(|line| line.len() <= 10));
    }

    #[test]
    fn wide_letters_count_twice() {
        let runs = [Run::new(Ink::Plain, "谈判 谈判 谈判")];
        assert_eq!(flat(&wrap(&runs, 9, LongWord::Keep)), ["谈判 谈判", "谈判"]);
    }

    #[test]
    fn nothing_makes_no_line() {
        assert!(wrap(&[Run::new(Ink::Plain, " \n ")], 10, LongWord::Keep).is_empty());
    }
}
