//! The account of a finding: what a person reads, from top to bottom.

use jiff::civil::Date;

use super::hint::Hint;
use super::value::{Meant, Reference};
use plenipo_record::case::describe::{Footing, Graded};
use plenipo_record::case::id::Kind;
use plenipo_record::case::meta::DateIs;

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
    /// Items by row and column.
    Grid(BlockGrid),
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

/// Items that stand in rows and columns where there is room for that; [`BlockGrid::blocks`] are the same below each
/// other.
#[derive(Debug, Clone, PartialEq)]
pub struct BlockGrid {
    /// What the rows are: `issue`.
    pub corner: String,
    /// The names of the columns.
    pub heads: Vec<String>,
    /// The rows; those of one group follow each other.
    pub rows: Vec<BlockGridRow>,
}

/// A row of a [`BlockGrid`].
#[derive(Debug, Clone, PartialEq)]
pub struct BlockGridRow {
    /// What it is grouped under, where the grid is cut into groups.
    pub group: Option<String>,
    /// Its name.
    pub name: String,
    /// What stands in it, one list a column. An item's words do not say whose column it is in.
    pub cells: Vec<Vec<BlockGridItem>>,
    /// The options that it is about, in words; none where it is about none.
    pub options: Vec<String>,
    /// How each column stands to each of these options: one list a column, empty where nothing is said. The items
    /// say the same in words.
    pub boxes: Vec<Vec<OptionStand>>,
}

/// How somebody stands to an option, as a box shows it. Boxes are never added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OptionStand {
    /// A line rules it out.
    RuledOut,
    /// A line may rule it out: under a condition, or by words that leave it unclear.
    MayBeRuledOut,
    /// It is what is wanted.
    Wanted,
    /// It is called acceptable.
    Acceptable,
    /// Its place in an order, 1 is best.
    Place(usize),
    /// It is said not to matter.
    Indifferent,
    /// Something else is said of it: a worth, or that it is better than one other.
    Otherwise,
    /// Nothing is said of it.
    Unsaid,
}

impl OptionStand {
    /// In words.
    pub fn words(self) -> String {
        match self {
            OptionStand::RuledOut => "ruled out".to_owned(),
            OptionStand::MayBeRuledOut => "may be ruled out".to_owned(),
            OptionStand::Wanted => "wanted".to_owned(),
            OptionStand::Acceptable => "acceptable".to_owned(),
            OptionStand::Place(n) => format!("place {n} in its order"),
            OptionStand::Indifferent => "does not matter".to_owned(),
            OptionStand::Otherwise => "something else is said of it".to_owned(),
            OptionStand::Unsaid => "nothing said".to_owned(),
        }
    }
}

/// An item of a [`BlockGrid`].
#[derive(Debug, Clone, PartialEq)]
pub struct BlockGridItem {
    /// The item as it stands in its column.
    pub item: Item,
    /// What comes between the name of its column and its words, where the name has to be said: `: `.
    pub link: &'static str,
    /// Whether that name is said in stronger words.
    pub strong: bool,
}

impl BlockGrid {
    /// The grid as headings and items, each item with the name of its column before it.
    pub fn blocks(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut group = None;
        for row in &self.rows {
            if group != row.group.as_ref() {
                group = row.group.as_ref();
                blocks.extend(group.map(|it| Block::heading(1, it.clone())));
            }
            blocks.push(Block::heading(2, row.name.clone()));
            for (head, cell) in self.heads.iter().zip(&row.cells) {
                blocks.extend(cell.iter().map(|it| Block::Item(it.beside(head))));
            }
        }
        blocks
    }
}

impl BlockGridItem {
    fn beside(&self, head: &str) -> Item {
        let Item { mark, text, under } = self.item.clone();
        let name = match self.strong {
            true => Text::default().strong(head).and(self.link),
            false => Text::plain(format!("{head}{}", self.link)),
        };
        Item { mark, text: name.then(text), under }
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

impl Mark {
    /// Every mark with its word in JSON.
    pub const ALL: [(Mark, &'static str); 7] = [
        (Mark::Plain, "plain"),
        (Mark::Stop, "stop"),
        (Mark::Maybe, "maybe"),
        (Mark::Fine, "fine"),
        (Mark::Unknown, "unknown"),
        (Mark::Added, "added"),
        (Mark::Removed, "removed"),
    ];

    /// Its word in JSON.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(mark, _)| *mark == self).map_or("", |(_, word)| word)
    }
}

/// Words, some of them marked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text(pub Vec<Span>);

impl Text {
    /// Unmarked words.
    pub fn plain(text: impl Into<String>) -> Text {
        Text(vec![Span::new(Style::Plain, text)])
    }

    /// Adds unmarked words.
    pub fn and(mut self, text: impl Into<String>) -> Text {
        self.0.push(Span::new(Style::Plain, text));
        self
    }

    /// Adds strong words.
    pub fn strong(mut self, text: impl Into<String>) -> Text {
        self.0.push(Span::new(Style::Strong, text));
        self
    }

    /// Adds words quoted from the record.
    pub fn quote(mut self, text: impl Into<String>) -> Text {
        self.0.push(Span::new(Style::Quote, text));
        self
    }

    /// Adds quieter words: sources, grades.
    pub fn quiet(mut self, text: impl Into<String>) -> Text {
        self.0.push(Span::new(Style::Quiet, text));
        self
    }

    /// Adds words that were put in.
    pub fn inserted(mut self, text: impl Into<String>) -> Text {
        self.0.push(Span::new(Style::Inserted, text));
        self
    }

    /// Adds words that were taken out.
    pub fn deleted(mut self, text: impl Into<String>) -> Text {
        self.0.push(Span::new(Style::Deleted, text));
        self
    }

    /// Adds a day, written as exactly as it is known.
    pub fn day(mut self, date: Date, is: DateIs) -> Text {
        self.0.push(Span::day(Style::Plain, date, is));
        self
    }

    /// The same, strong.
    pub fn strong_day(mut self, date: Date, is: DateIs) -> Text {
        self.0.push(Span::day(Style::Strong, date, is));
        self
    }

    /// Adds what something stands on: its basis, its sources with their grades, its assumption set.
    pub fn standing_on(mut self, footing: &Footing) -> Text {
        self.0.push(Span::new(Style::Plain, footing.basis.word()));
        if !footing.sources.is_empty() {
            self = self.and(", ").sources(&footing.sources);
        }
        match &footing.assumption {
            Some(set) => self.and(format!(", assumption set {set}")),
            None => self,
        }
    }

    /// Adds sources with their grades.
    pub fn sources(mut self, sources: &[Graded]) -> Text {
        for (place, source) in sources.iter().enumerate() {
            if place > 0 {
                self = self.and(", ");
            }
            self.0.push(Span {
                style: Style::Plain,
                text: source.to_string(),
                meant: Some(Meant::Source(source.clone())),
            });
        }
        self
    }

    /// Adds something that the reader could do.
    pub fn hint(mut self, hint: impl Into<Hint>) -> Text {
        let hint = hint.into();
        let text = hint.to_string();
        self.0.push(Span { style: Style::Plain, text, meant: Some(Meant::Hint(hint)) });
        self
    }

    /// Adds words that stand for a thing of the record.
    pub fn referring(mut self, style: Style, words: impl Into<String>, to: Reference) -> Text {
        self.0.push(Span { style, text: words.into(), meant: Some(Meant::Ref(to)) });
        self
    }

    /// Adds the id of a record of that kind, strong.
    pub fn strong_id(self, kind: Kind, id: &str) -> Text {
        let to = Reference { to: kind.into(), of: None, id: id.to_owned() };
        self.referring(Style::Strong, id, to)
    }

    /// The same words, those without a mark quieter.
    pub fn quietly(mut self) -> Text {
        for span in self.0.iter_mut().filter(|it| it.style == Style::Plain) {
            span.style = Style::Quiet;
        }
        self
    }

    /// Several texts in one, with `between` between them.
    pub fn joined(texts: impl IntoIterator<Item = Text>, between: &str) -> Text {
        texts.into_iter().enumerate().fold(Text::default(), |all, (place, text)| match place {
            0 => text,
            _ => all.and(between).then(text),
        })
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// How it is marked.
    pub style: Style,
    /// The words.
    pub text: String,
    /// What they stand for, where that is more than words.
    pub meant: Option<Meant>,
}

impl Span {
    /// Words that are only words.
    pub fn new(style: Style, text: impl Into<String>) -> Span {
        Span { style, text: text.into(), meant: None }
    }

    /// A day, written as exactly as it is known.
    pub fn day(style: Style, date: Date, is: DateIs) -> Span {
        Span { style, text: is.show(date), meant: Some(Meant::Day(date, is)) }
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        Text::plain(text)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        Text::plain(text)
    }
}

impl From<Footing> for Text {
    fn from(footing: Footing) -> Text {
        Text::default().standing_on(&footing)
    }
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
