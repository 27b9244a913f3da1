//! Writing markup. What comes from a finding can only become text or the value of an attribute:
//! names of elements and attributes are literals of this program, and everything else is escaped.

use crate::clean;

/// Markup under construction.
#[derive(Debug, Default)]
pub(crate) struct Markup(String);

impl Markup {
    /// Opens an element.
    pub(crate) fn open(&mut self, name: &'static str, attributes: &[(&'static str, &str)]) {
        self.start(name, attributes);
        self.0.push('>');
    }

    /// An element without content.
    pub(crate) fn empty(&mut self, name: &'static str, attributes: &[(&'static str, &str)]) {
        self.start(name, attributes);
        self.0.push_str("/>");
    }

    fn start(&mut self, name: &'static str, attributes: &[(&'static str, &str)]) {
        self.0.push('<');
        self.0.push_str(name);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            self.text(value);
            self.0.push('"');
        }
    }

    /// Closes an element.
    pub(crate) fn close(&mut self, name: &'static str) {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    /// Closes an element that ends a line of the file.
    pub(crate) fn close_line(&mut self, name: &'static str) {
        self.close(name);
        self.0.push('\n');
    }

    /// An element that holds only words.
    pub(crate) fn element(
        &mut self,
        name: &'static str,
        attributes: &[(&'static str, &str)],
        text: &str,
    ) {
        self.open(name, attributes);
        self.text(text);
        self.close(name);
    }

    /// Words. Characters that could turn the order of reading or that markup forbids become `�`.
    pub(crate) fn text(&mut self, text: &str) {
        for c in clean::flow(text).chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                c => self.0.push(c),
            }
        }
    }

    /// Markup made elsewhere.
    pub(crate) fn append(&mut self, other: &Markup) {
        self.0.push_str(&other.0);
    }

    /// Markup of a page's own, as it is.
    pub(crate) fn made(markup: String) -> Markup {
        Markup(markup)
    }

    /// The markup.
    pub(crate) fn finish(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cannot_become_markup() {
        let mut it = Markup::default();
        it.element("a", &[("href", "\"><script>")], "</a>&\u{202e}'");
        let expected = "<a href=\"&quot;&gt;&lt;script&gt;\">&lt;/a&gt;&amp;\u{fffd}&#39;</a>";
        assert_eq!(it.finish(), expected);
    }
}
