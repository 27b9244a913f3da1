//! Paragraphs and runs of words, their properties in the order that the format's schema asks for.
//!
//! Word refuses files whose properties stand in another order, so nothing else writes them.

use plenipo::finding::table::EditKind;

use super::xml::Xml;

/// What is quieter than the rest: dark enough to read on paper.
const QUIET: &str = "555555";
const LINK: &str = "0A4C9B";

/// Who is named as the author of tracked changes.
const AUTHOR: &str = "plenipo";

/// How a run looks.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) quiet: bool,
    pub(super) link: bool,
    /// In half points; the document's own where it is not given.
    pub(super) size: Option<u8>,
}

impl Look {
    pub(super) const PLAIN: Look =
        Look { bold: false, italic: false, quiet: false, link: false, size: None };
    pub(super) const BOLD: Look = Look { bold: true, ..Look::PLAIN };
    pub(super) const ITALIC: Look = Look { italic: true, ..Look::PLAIN };
    pub(super) const QUIET: Look = Look { quiet: true, size: Some(18), ..Look::PLAIN };
    /// The words of a table.
    pub(super) const CELL: Look = Look { size: Some(17), ..Look::PLAIN };

    pub(super) fn linked(self) -> Look {
        Look { link: true, ..self }
    }
}

/// How a paragraph stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Stand<'a> {
    pub(super) style: Option<&'a str>,
    pub(super) keep_next: bool,
    pub(super) page_before: bool,
    /// The list it is an item of.
    pub(super) list: Option<usize>,
    /// Space after it, in twentieths of a point.
    pub(super) after: Option<u16>,
    pub(super) right: bool,
}

/// Opens a paragraph; `first` are the words that say in which direction it reads.
pub(super) fn open(out: &mut Xml, stand: Stand<'_>, first: &str) {
    let Stand { style, keep_next, page_before, list, after, right } = stand;
    out.open("w:p", &[]);
    out.open("w:pPr", &[]);
    if let Some(style) = style {
        out.value("w:pStyle", style);
    }
    if keep_next {
        out.empty("w:keepNext", &[]);
    }
    if page_before {
        out.empty("w:pageBreakBefore", &[]);
    }
    if let Some(list) = list {
        out.open("w:numPr", &[]);
        out.value("w:ilvl", "0");
        out.value("w:numId", &list.to_string());
        out.close("w:numPr");
    }
    if first.chars().find(|c| c.is_alphabetic()).is_some_and(is_right_to_left) {
        out.empty("w:bidi", &[]);
    }
    if let Some(after) = after {
        out.empty("w:spacing", &[("w:after", &after.to_string())]);
    }
    if right {
        out.value("w:jc", "right");
    }
    out.close("w:pPr");
}

/// Closes a paragraph.
pub(super) fn close(out: &mut Xml) {
    out.close("w:p");
}

/// A run of words in one flow.
pub(super) fn run(out: &mut Xml, words: &str, look: Look) {
    stretch(out, &[words], look, "w:t");
}

/// A line break of its own.
pub(super) fn line_break(out: &mut Xml) {
    out.open("w:r", &[]);
    out.empty("w:br", &[]);
    out.close("w:r");
}

/// A stretch of an edited text: put in and taken out as a word processor tracks it, to be accepted
/// or refused there. `id` is the change's own, `day` the one it is dated.
pub(super) fn edit(out: &mut Xml, is: EditKind, words: &str, look: Look, id: usize, day: &str) {
    if words.is_empty() {
        return;
    }
    let lines: Vec<&str> = words.split('\n').collect();
    let name = match is {
        EditKind::Same => return stretch(out, &lines, look, "w:t"),
        EditKind::Inserted => "w:ins",
        EditKind::Deleted => "w:del",
    };
    let (id, at) = (id.to_string(), format!("{day}T00:00:00Z"));
    let mut attributes = vec![("w:id", id.as_str()), ("w:author", AUTHOR)];
    if !day.is_empty() {
        attributes.push(("w:date", &at));
    }
    out.open(name, &attributes);
    stretch(out, &lines, look, if is == EditKind::Deleted { "w:delText" } else { "w:t" });
    out.close(name);
}

fn stretch(out: &mut Xml, lines: &[&str], look: Look, name: &str) {
    out.open("w:r", &[]);
    properties(out, lines.iter().any(|it| it.chars().any(is_right_to_left)), look);
    for (place, line) in lines.iter().enumerate() {
        if place > 0 {
            out.empty("w:br", &[]);
        }
        if !line.is_empty() {
            out.open(name, &[("xml:space", "preserve")]);
            out.words(line);
            out.close(name);
        }
    }
    out.close("w:r");
}

fn properties(out: &mut Xml, right_to_left: bool, look: Look) {
    let Look { bold, italic, quiet, link, size } = look;
    if !(bold || italic || quiet || link || size.is_some() || right_to_left) {
        return;
    }
    out.open("w:rPr", &[]);
    if bold {
        out.empty("w:b", &[]);
        out.empty("w:bCs", &[]);
    }
    if italic {
        out.empty("w:i", &[]);
        out.empty("w:iCs", &[]);
    }
    if link || quiet {
        out.value("w:color", if link { LINK } else { QUIET });
    }
    if let Some(size) = size {
        out.value("w:sz", &size.to_string());
        out.value("w:szCs", &size.to_string());
    }
    if right_to_left {
        out.empty("w:rtl", &[]);
    }
    out.close("w:rPr");
}

/// Whether `c` is a letter of a script that runs from right to left.
fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}
