//! The styles of a DOCX file, as far as they say that a paragraph is a heading or stands in a list.

use std::collections::BTreeMap;

use super::PaperError;
use super::xml::{Met, value, walk};

/// A style.
#[derive(Debug, Clone, Default)]
struct Style {
    based_on: Option<String>,
    heading: bool,
    /// Whether lines of a list of contents have it.
    contents: bool,
    list: Option<String>,
    level: Option<usize>,
}

/// The styles of a file by their ids.
#[derive(Debug, Clone, Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

/// The most styles that one may be based on in turn.
const CHAIN_MAX: usize = 16;

impl Styles {
    pub(super) fn read(text: &str) -> Result<Styles, PaperError> {
        let mut styles = BTreeMap::new();
        let mut open: Option<(String, Style)> = None;
        walk(text, "styles.xml", &mut |met| match met {
            Met::Open("style", true, attributes) => {
                open = value(attributes, "styleId").map(|id| (id.to_owned(), Style::default()));
            }
            Met::Close("style", true) => styles.extend(open.take()),
            Met::Open(name, true, attributes) => {
                let Some((_, style)) = &mut open else { return };
                let value = value(attributes, "val");
                match name {
                    "basedOn" => style.based_on = value.map(str::to_owned),
                    "name" => {
                        let name = value.unwrap_or("").to_lowercase();
                        style.heading = name.starts_with("heading") || name == "title";
                        let level = name.strip_prefix("toc ").unwrap_or("");
                        style.contents = level.parse::<u8>().is_ok();
                    }
                    "outlineLvl" => style.heading = true,
                    "numId" => style.list = value.map(str::to_owned),
                    "ilvl" => style.level = value.and_then(|it| it.parse().ok()),
                    _ => {}
                }
            }
            _ => {}
        })?;
        Ok(Styles(styles))
    }

    fn chain<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Style> {
        let mut next = Some(id);
        std::iter::from_fn(move || {
            let style = self.0.get(next?)?;
            next = style.based_on.as_deref();
            Some(style)
        })
        .take(CHAIN_MAX)
    }

    /// Whether paragraphs of this style are headings.
    pub(super) fn is_heading(&self, id: &str) -> bool {
        self.chain(id).any(|it| it.heading)
    }

    /// Whether lines of a list of contents are of this style (`toc 1` and the like).
    pub(super) fn is_contents(&self, id: &str) -> bool {
        self.chain(id).any(|it| it.contents)
    }

    /// This style, and those that it is based on in turn.
    pub(super) fn ids<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a str> {
        let based = self.chain(id).filter_map(|it| it.based_on.as_deref());
        std::iter::once(id).chain(based)
    }

    /// The list of paragraphs of this style, and their level in it.
    pub(super) fn list(&self, id: &str) -> Option<(String, usize)> {
        let list = self.chain(id).find_map(|it| it.list.clone())?;
        let level = self.chain(id).find_map(|it| it.level).unwrap_or(0);
        Some((list, level))
    }
}
