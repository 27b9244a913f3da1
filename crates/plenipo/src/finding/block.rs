//! The account of a finding: what a person reads, from top to bottom.

/// A block of an account.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading; depth 1 is the largest below the finding's own title.
    Heading {
        /// 1 to 3.
        depth: u8,
        /// The words.
        text: String,
    },
    /// A paragraph.
    Para(Text),
    /// A list item.
    Item(Item),
    /// A table of the finding, by its id.
    Table(&'static str),
    /// A chart of the finding, by its id.
    Chart(&'static str),
    /// The list of the sources that [`Provenance`](super::provenance::Provenance) names, each where
    /// references to it lead.
    Sources,
    /// The end of the part below the last heading: what follows belongs to the heading above that.
    Up,
    /// A place where print may begin a new page.
    PageBreak,
}

impl Block {
    /// A heading.
    pub fn heading(depth: u8, text: impl Into<String>) -> Block {
        Block::Heading { depth, text: text.into() }
    }

    /// A paragraph of plain words.
    pub fn para(text: impl Into<String>) -> Block {
        Block::Para(Text::plain(text))
    }

    /// A list item of plain words.
    pub fn item(text: impl Into<String>) -> Block {
        Block::Item(Item { mark: Mark::Plain, text: Text::plain(text), under: Vec::new() })
    }
}

/// A list item, with lines that belong under it.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What kind of item it is, so that a presenter can show it without colour alone.
    pub mark: Mark,
    /// Its words.
    pub text: Text,
    /// Lines under it: quotation, source, remark.
    pub under: Vec<Text>,
}

/// The mark of a list item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// None.
    Plain,
    /// Something that stops an agreement.
    Stop,
    /// Something that may stop it.
    Maybe,
    /// Something that is fine.
    Fine,
    /// Something unknown.
    Unknown,
    /// Something added.
    Added,
    /// Something taken out.
    Removed,
}

/// Words, some of them marked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Text(pub Vec<Span>);

impl Text {
    /// Unmarked words.
    pub fn plain(text: impl Into<String>) -> Text {
        Text(vec![Span { style: Style::Plain, text: text.into() }])
    }

    /// Adds unmarked words.
    pub fn and(mut self, text: impl Into<String>) -> Text {
        self.0.push(Span { style: Style::Plain, text: text.into() });
        self
    }

    /// Adds strong words.
    pub fn strong(mut self, text: impl Into<String>) -> Text {
        self.0.push(Span { style: Style::Strong, text: text.into() });
        self
    }

    /// Adds words quoted from the record.
    pub fn quote(mut self, text: impl Into<String>) -> Text {
        self.0.push(Span { style: Style::Quote, text: text.into() });
        self
    }

    /// Adds quieter words: sources, grades.
    pub fn quiet(mut self, text: impl Into<String>) -> Text {
        self.0.push(Span { style: Style::Quiet, text: text.into() });
        self
    }

    /// Adds words that were put in.
    pub fn inserted(mut self, text: impl Into<String>) -> Text {
        self.0.push(Span { style: Style::Inserted, text: text.into() });
        self
    }

    /// Adds words that were taken out.
    pub fn deleted(mut self, text: impl Into<String>) -> Text {
        self.0.push(Span { style: Style::Deleted, text: text.into() });
        self
    }

    /// Adds other words with their marks.
    pub fn then(mut self, text: Text) -> Text {
        self.0.extend(text.0);
        self
    }

    /// The words without their marks; quotations in quotation marks, edits as `{+put in+}` and
    /// `[-taken out-]`.
    pub fn flat(&self) -> String {
        let mut flat = String::new();
        for span in &self.0 {
            match span.style {
                Style::Quote => {
                    flat.push('“');
                    flat.push_str(&span.text);
                    flat.push('”');
                }
                Style::Inserted => {
                    flat.push_str("{+");
                    flat.push_str(&span.text);
                    flat.push_str("+}");
                }
                Style::Deleted => {
                    flat.push_str("[-");
                    flat.push_str(&span.text);
                    flat.push_str("-]");
                }
                _ => flat.push_str(&span.text),
            }
        }
        flat
    }
}

/// A stretch of words of one style.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// How it is marked.
    pub style: Style,
    /// The words.
    pub text: String,
}

/// How words are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Not at all.
    Plain,
    /// Strong.
    Strong,
    /// Quoted from the record.
    Quote,
    /// Quieter.
    Quiet,
    /// Put in by an edit.
    Inserted,
    /// Taken out by an edit.
    Deleted,
}
