//! XML as it is written here: elements, attributes and words, all of them made safe.

use crate::clean;

/// XML being written.
#[derive(Debug, Default)]
pub(super) struct Xml(String);

impl Xml {
    /// A part of the file, with its declaration.
    pub(super) fn part() -> Xml {
        Xml("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned())
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.0.push('>');
    }

    /// Closes an element.
    pub(super) fn close(&mut self, name: &str) {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.0.push_str("/>");
    }

    /// An element with one value, as most properties are.
    pub(super) fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// Words.
    pub(super) fn words(&mut self, words: &str) {
        escape(&mut self.0, words);
    }

    /// Markup that was written elsewhere.
    pub(super) fn raw(&mut self, other: &Xml) {
        self.0.push_str(&other.0);
    }

    /// Whether anything was written.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The markup as bytes.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(name);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            escape(&mut self.0, value);
            self.0.push('"');
        }
    }
}

fn escape(out: &mut String, words: &str) {
    for c in clean::flow(words).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}
