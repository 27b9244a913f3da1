//! The text of a DOCX file: paragraphs with the numbers of their lists, tables, tracked changes.

use std::collections::BTreeSet;

use super::lists::Lists;
use super::package::Package;
use super::styles::Styles;
use super::xml::{Met, is_on, value, walk};
use super::{Line, PaperError, Part, Table, Words};

/// A paragraph being read.
#[derive(Default)]
struct Paragraph {
    now: String,
    before: String,
    style: Option<String>,
    list: Option<String>,
    level: Option<usize>,
    outline: bool,
    /// Whether its end is struck out, or was put in.
    end: Option<Change>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    In,
    Out,
}

struct Body {
    parts: Vec<Part>,
    lists: Lists,
    styles: Styles,
    /// Paragraphs open, one inside the other where a text box stands in one.
    open: Vec<Paragraph>,
    /// Tables open: the table, its row, its cell.
    tables: Vec<(Table, Vec<Words>, Vec<Words>)>,
    /// Of each table open, whether its row and its cell are struck out.
    struck: Vec<(bool, bool)>,
    /// Whether the properties of a row are being read, whose changes are the row's.
    in_row_properties: bool,
    /// Tracked changes open.
    changes: Vec<Change>,
    /// Elements whose content is not read, how many deep.
    skipped: usize,
    /// Whether words are being read.
    words: bool,
    /// What leads over from a paragraph whose end was struck out.
    lead: Words,
    in_paragraph_mark: bool,
    in_run: bool,
    authors: BTreeSet<String>,
    changed: bool,
    hidden: bool,
    pictures: bool,
    symbols: bool,
    notes: bool,
    comments: bool,
    /// Lines of lists of contents, which are set aside.
    contents: usize,
}

/// The parts of the document, and remarks on what was set aside.
pub(super) fn parts(package: &Package, remarks: &mut Vec<String>) -> Result<Vec<Part>, PaperError> {
    let lists = package.numbering.as_deref().map_or(Ok(Lists::default()), Lists::read)?;
    let styles = package.styles.as_deref().map_or(Ok(Styles::default()), Styles::read)?;
    let mut body = Body {
        parts: Vec::new(),
        lists,
        styles,
        open: Vec::new(),
        tables: Vec::new(),
        struck: Vec::new(),
        in_row_properties: false,
        changes: Vec::new(),
        skipped: 0,
        words: false,
        lead: Words::default(),
        in_paragraph_mark: false,
        in_run: false,
        authors: BTreeSet::new(),
        changed: false,
        hidden: false,
        pictures: false,
        symbols: false,
        notes: false,
        comments: false,
        contents: 0,
    };
    walk(&package.document, "document.xml", &mut |met| body.meet(met))?;
    body.finish();
    body.remark(package, remarks);
    if body.parts.is_empty() {
        return Err(PaperError::new("there is no text in this document"));
    }
    Ok(body.parts)
}

impl Body {
    fn meet(&mut self, met: Met<'_>) {
        match met {
            // A text box is there twice, for newer and for older programs.
            Met::Open("Fallback", false, _) => self.skipped += 1,
            Met::Close("Fallback", false) => self.skipped = self.skipped.saturating_sub(1),
            // What the properties were before a tracked change (ECMA-376 Part 1, 17.13.5) is not what is.
            Met::Open(name, true, _) if name.ends_with("PrChange") => self.skipped += 1,
            Met::Close(name, true) if name.ends_with("PrChange") => {
                self.skipped = self.skipped.saturating_sub(1);
            }
            Met::Open("t", false, _) if self.skipped == 0 => self.words = true,
            Met::Close("t", false) => self.words = false,
            _ if self.skipped > 0 => {}
            Met::Open(name, true, attributes) => self.open(name, attributes),
            Met::Close(name, true) => self.close(name),
            Met::Words(words) if self.words => self.add(words),
            _ => {}
        }
    }

    fn open(&mut self, name: &str, attributes: &[(String, String)]) {
        let val = || value(attributes, "val").map(str::to_owned);
        match name {
            "p" => self.open.push(Paragraph::default()),
            "tbl" => {
                self.end_lead();
                self.tables.push(Default::default());
                self.struck.push((false, false));
            }
            "tr" => {
                self.tables.last_mut().into_iter().for_each(|it| it.1.clear());
                self.struck.last_mut().into_iter().for_each(|it| *it = (false, false));
            }
            "tc" => {
                self.tables.last_mut().into_iter().for_each(|it| it.2.clear());
                self.struck.last_mut().into_iter().for_each(|it| it.1 = false);
            }
            "trPr" => self.in_row_properties = true,
            "cellDel" => {
                self.note_change(attributes);
                self.struck.last_mut().into_iter().for_each(|it| it.1 = true);
            }
            "tblDescription" => {
                if let Some(table) = self.tables.last_mut() {
                    table.0.description = val().unwrap_or_default();
                }
            }
            "rPr" => self.in_paragraph_mark = !self.in_run,
            "r" => self.in_run = true,
            "ins" | "moveTo" => self.change(Change::In, attributes),
            "del" | "moveFrom" => self.change(Change::Out, attributes),
            "t" | "delText" => self.words = true,
            "tab" if self.in_run => self.add(" "),
            "br" | "cr" => self.add("\n"),
            "noBreakHyphen" => self.add("-"),
            "sym" => {
                self.symbols = true;
                self.add("\u{fffd}");
            }
            "footnoteReference" | "endnoteReference" => self.notes = true,
            "commentReference" => self.comments = true,
            "drawing" | "pict" | "object" => self.pictures = true,
            "vanish" => self.hidden |= self.in_run && is_on(attributes),
            _ => {
                let Some(paragraph) = self.open.last_mut() else { return };
                match name {
                    "pStyle" => paragraph.style = val(),
                    "numId" => paragraph.list = val(),
                    "ilvl" => paragraph.level = val().and_then(|it| it.parse().ok()),
                    "outlineLvl" => paragraph.outline = val().is_some_and(|it| it != "9"),
                    _ => {}
                }
            }
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "trPr" => self.in_row_properties = false,
            "tc" => {
                self.end_lead();
                if let Some((_, row, cell)) = self.tables.last_mut() {
                    row.push(joined(cell, "\n"));
                    cell.clear();
                }
            }
            "tr" => {
                if let Some((table, row, _)) = self.tables.last_mut() {
                    table.rows.push(std::mem::take(row));
                }
            }
            "tbl" => self.end_table(),
            "rPr" => self.in_paragraph_mark = false,
            "r" => self.in_run = false,
            "ins" | "moveTo" | "del" | "moveFrom"
                if !self.in_paragraph_mark && !self.in_row_properties =>
            {
                self.changes.pop();
            }
            "t" | "delText" => self.words = false,
            _ => {}
        }
    }

    fn change(&mut self, is: Change, attributes: &[(String, String)]) {
        self.note_change(attributes);
        if self.in_row_properties {
            if let Some(struck) = self.struck.last_mut().filter(|_| is == Change::Out) {
                struck.0 = true;
            }
        } else if self.in_paragraph_mark {
            if let Some(paragraph) = self.open.last_mut() {
                paragraph.end = Some(is);
            }
        } else {
            self.changes.push(is);
        }
    }

    fn note_change(&mut self, attributes: &[(String, String)]) {
        self.changed = true;
        self.authors.extend(value(attributes, "author").map(str::to_owned));
    }

    /// Whether what is being read stands in a row or a cell that is struck out.
    fn is_struck(&self) -> bool {
        self.struck.iter().any(|(row, cell)| *row || *cell)
    }

    /// A paragraph whose end is struck out reads on in the next, but not across the border of a cell or table.
    fn end_lead(&mut self) {
        let lead = std::mem::take(&mut self.lead);
        let struck = self.is_struck();
        let now = if struck { String::new() } else { lead.now };
        let words = words(now, lead.before.unwrap_or_default());
        if words.now.trim().is_empty() && words.before.is_none() {
            return;
        }
        match self.tables.last_mut() {
            Some((_, _, cell)) => cell.push(words),
            None => self.parts.push(Part::Line(Line { words, ..Line::default() })),
        }
    }

    fn add(&mut self, words: &str) {
        let Some(paragraph) = self.open.last_mut() else { return };
        // What was put in and then struck out is in neither text.
        if !self.changes.contains(&Change::Out) {
            paragraph.now.push_str(words);
        }
        if !self.changes.contains(&Change::In) {
            paragraph.before.push_str(words);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(it) = self.open.pop() else { return };
        let lead = std::mem::take(&mut self.lead);
        let (now, before) = (lead.now + &it.now, lead.before.unwrap_or_default() + &it.before);
        if it.end == Some(Change::Out) {
            // With the change accepted it reads on in the next paragraph.
            let before = if before.is_empty() { before } else { before + "\n" };
            self.lead = Words { now, before: Some(before) };
            return;
        }
        let struck = self.is_struck();
        let words = words(if struck { String::new() } else { now }, before);
        let style = it.style.as_deref();
        if style.is_some_and(|it| self.styles.is_contents(it)) {
            self.contents += 1;
            return;
        }
        let (list, level) = self.list_of(&it);
        // A paragraph without words takes a number of its list, too.
        let shown = list.as_deref().filter(|_| !struck).and_then(|it| self.lists.next(it, level));
        if words.now.trim().is_empty() && words.before.is_none() {
            // A cell may be its number and nothing else.
            if let (Some((_, _, cell)), Some(shown)) = (self.tables.last_mut(), shown) {
                cell.push(Words { now: shown, before: None });
            }
            return;
        }
        let with = |text: &str| match &shown {
            Some(shown) if !shown.is_empty() => format!("{shown} {text}"),
            _ => text.to_owned(),
        };
        let words = match words.now.trim().is_empty() {
            true => words,
            false => Words { now: with(&words.now), before: words.before.as_deref().map(with) },
        };
        if let Some((_, _, cell)) = self.tables.last_mut() {
            cell.push(words);
            return;
        }
        let numbered = shown.as_deref().is_some_and(|it| !it.trim().is_empty() && it != "•");
        let heading = it.outline || style.is_some_and(|it| self.styles.is_heading(it));
        let depth = if list.is_some() { level } else { 0 };
        self.parts.push(Part::Line(Line { words, depth, heading: heading && !numbered }));
    }

    /// The list of a paragraph and its level in it: its own, or else that of its style.
    fn list_of(&self, it: &Paragraph) -> (Option<String>, usize) {
        let style = it.style.as_deref();
        let linked = |list: &str| {
            let mut styles = style.into_iter().flat_map(|it| self.styles.ids(it));
            styles.find_map(|style| self.lists.level_of(list, style))
        };
        match &it.list {
            // The list called 0 is none: it takes a paragraph out of its style's list (17.9.18).
            Some(list) if list == "0" => (None, 0),
            Some(list) => {
                (Some(list.clone()), it.level.unwrap_or_else(|| linked(list).unwrap_or(0)))
            }
            None => match style.and_then(|it| self.styles.list(it)) {
                Some((list, _)) if list == "0" => (None, 0),
                Some((list, level)) => {
                    let level = it.level.or_else(|| linked(&list)).unwrap_or(level);
                    (Some(list), level)
                }
                None => (None, 0),
            },
        }
    }

    fn end_table(&mut self) {
        self.struck.pop();
        let Some((table, _, _)) = self.tables.pop() else { return };
        match self.tables.last_mut() {
            // A table in a table is lines of its cell.
            Some((_, _, cell)) => {
                cell.extend(table.rows.iter().map(|row| joined(row, " | ")));
            }
            None if table.rows.is_empty() => {}
            None => self.parts.push(Part::Table(table)),
        }
    }

    fn finish(&mut self) {
        self.end_lead();
    }

    fn remark(&self, package: &Package, remarks: &mut Vec<String>) {
        if self.changed {
            let authors: Vec<&str> = self.authors.iter().map(String::as_str).take(5).collect();
            let by = match authors.as_slice() {
                [] => String::new(),
                names => format!(" (by {})", names.join(", ")),
            };
            remarks.push(format!(
                "the file has tracked changes{by}: they are treated as accepted; how it read \
                 before is kept in comments"
            ));
        }
        if self.contents > 0 {
            let lines =
                if self.contents == 1 { "1 line" } else { &format!("{} lines", self.contents) };
            remarks.push(format!("a list of contents ({lines}) was set aside"));
        }
        for (is, words) in [
            (package.margins, "headers and footers are not read"),
            (self.notes, "footnotes and endnotes are not read: look at the file for them"),
            (self.comments, "comments in the margin are not read"),
            (self.pictures, "pictures and drawings are not read, only the words in them"),
            (self.symbols, "characters in symbol fonts are shown as \u{fffd}"),
            (self.hidden, "the file has hidden text: it is read like the rest"),
        ] {
            if is {
                remarks.push(words.to_owned());
            }
        }
    }
}

fn words(now: String, before: String) -> Words {
    let before = Some(before).filter(|it| it.trim() != now.trim() && !it.trim().is_empty());
    // What was put in where nothing was has a reading before, too: nothing.
    Words { now, before }
}

/// Several stretches of words as one.
fn joined(all: &[Words], between: &str) -> Words {
    let now = |it: &Words| it.now.clone();
    let before = |it: &Words| it.before.clone().unwrap_or_else(|| it.now.clone());
    let join = |of: &dyn Fn(&Words) -> String| {
        all.iter().map(of).filter(|it| !it.trim().is_empty()).collect::<Vec<_>>().join(between)
    };
    words(join(&now), join(&before))
}
