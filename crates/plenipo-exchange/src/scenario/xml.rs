//! XML as a tree of elements with attributes and lines: all that scenario files use.

use std::borrow::Cow;

use crate::guarded::xml::{self, DEPTH_MAX, Manner, Met, What, XmlFault};
use plenipo_record::case::composed::composed;
use plenipo_record::scenario::ScenarioError;
use plenipo_record::scenario::finite;

/// Elements a file may have.
const ELEMENTS_MAX: usize = 2_000_000;

/// An element; text between elements is ignored.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    /// The line it begins on, counted from 1.
    pub(super) line: usize,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Element>,
}

/// Lines of places in a text, asked for in order.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, place: usize) -> usize {
        let passed = self.text.as_bytes().get(self.at..place).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count();
        self.at = self.at.max(place);
        self.line
    }
}

impl Element {
    /// Reads a document. Document types that declare something are refused altogether: they are
    /// what entity bombs are made of, and no scenario has one.
    ///
    /// An `&` that begins no entity stands for itself, as it does for the tools of the format.
    pub(super) fn parse(text: &str) -> Result<Self, ScenarioError> {
        let mut lines = Lines { text, at: 0, line: 1 };
        let mut open: Vec<Element> = vec![Element::default()];
        let mut n_elements = 0;
        let read = xml::walk(text, Manner::Lenient, Stop::Fault, |met| {
            match met {
                Met::Open(element) => {
                    n_elements += 1;
                    if n_elements > ELEMENTS_MAX {
                        return Err(Stop::Many);
                    }
                    let mut attributes = element.attributes().map_err(Stop::Fault)?;
                    for (_, value) in &mut attributes {
                        // Letters written by their numbers were not composed with the text of the file.
                        if let Cow::Owned(whole) = composed(value) {
                            *value = whole;
                        }
                    }
                    let (prefix, name) = element.name();
                    let name = if prefix.is_empty() {
                        name.to_owned()
                    } else {
                        format!("{prefix}:{name}")
                    };
                    let line = lines.of(element.at);
                    open.push(Element { name, line, attributes, children: Vec::new() });
                }
                Met::Close(..) => {
                    // The reader has checked that it closes what is open.
                    if let Some(child) = open.pop()
                        && let Some(parent) = open.last_mut()
                    {
                        parent.children.push(child);
                    }
                }
                Met::Words(_) => {}
            }
            Ok(())
        });
        match read {
            Ok(()) => {}
            Err(Stop::Many) => {
                return Err(ScenarioError::new(format!("more than {ELEMENTS_MAX} elements")));
            }
            Err(Stop::Fault(XmlFault { what: What::EndsEarly, .. })) => {
                let (name, line) = open.last().map_or(("", 1), |it| (it.name.as_str(), it.line));
                return Err(ScenarioError::new(format!(
                    "the file ends inside <{name}>, which begins here"
                ))
                .at(line));
            }
            Err(Stop::Fault(fault)) => {
                let line = Lines { text, at: 0, line: 1 }.of(fault.at);
                return Err(worded(fault.what).at(line));
            }
        }
        let mut root = open.remove(0);
        match root.children.len() {
            1 => Ok(root.children.remove(0)),
            0 => Err(ScenarioError::new("the file has no elements")),
            _ => Err(ScenarioError::new("the file has more than one root element")
                .at(root.children[1].line)),
        }
    }

    /// What is wrong with this element.
    pub(super) fn wrong(&self, message: impl Into<String>) -> ScenarioError {
        ScenarioError::new(message).at(self.line)
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|entry| entry.0 == name).map(|entry| entry.1.as_str())
    }

    pub(super) fn need(&self, name: &str) -> Result<&str, ScenarioError> {
        self.attribute(name).ok_or_else(|| self.wrong(format!("<{}> has no `{name}`", self.name)))
    }

    pub(super) fn number(&self, name: &str) -> Result<f64, ScenarioError> {
        let text = self.need(name)?;
        let what = format!("`{name}` of <{}>", self.name);
        let value = text.trim().parse().map_err(|_| {
            self.wrong(format!("{what}: expected a number, found `{}`", clip(text)))
        })?;
        finite(&what, value).map_err(|error| error.at(self.line))
    }

    pub(super) fn integer(&self, name: &str) -> Result<i64, ScenarioError> {
        let text = self.need(name)?;
        text.trim().parse().map_err(|_| {
            self.wrong(format!(
                "`{name}` of <{}>: expected an integer, found `{}`",
                self.name,
                clip(text)
            ))
        })
    }

    /// The children of this name, in document order.
    pub(super) fn children<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// Every element of this name, at any depth, in document order.
    pub(super) fn all<'a>(&'a self, name: &str) -> Vec<&'a Element> {
        let mut found = Vec::new();
        let mut pending = vec![self];
        while let Some(element) = pending.pop() {
            if element.name == name {
                found.push(element);
            }
            pending.extend(element.children.iter().rev());
        }
        found
    }
}

/// The name of the root element of a text that begins like XML, whatever comes before it there:
/// declarations, comments, a document type. None where the text ends before it, or is no XML.
pub(super) fn root_name(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    loop {
        rest = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.split_once("-->")?.1
        } else if let Some(declared) = rest.strip_prefix("<?") {
            declared.split_once("?>")?.1
        } else if rest.starts_with("<!") {
            after_declaration(rest)?
        } else {
            let name = rest.strip_prefix('<')?;
            let end = name.find(|c: char| c.is_whitespace() || c == '>' || c == '/')?;
            return Some(&name[..end]);
        }
        .trim_start();
    }
}

/// What comes after a `<!…>`, in which others may be nested.
fn after_declaration(text: &str) -> Option<&str> {
    let mut open = 0_usize;
    for (at, letter) in text.char_indices() {
        match letter {
            '<' => open += 1,
            '>' if open == 1 => return text.get(at + 1..),
            '>' => open = open.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// The beginning of a text, for a message.
fn clip(text: &str) -> String {
    text.chars().take(40).collect()
}

/// Why reading stops.
enum Stop {
    Fault(XmlFault),
    Many,
}

/// What is wrong, for people.
fn worded(what: What) -> ScenarioError {
    match what {
        What::Broken(what) => ScenarioError::new(format!("not valid XML: {what}")),
        What::Deep => ScenarioError::new(format!("elements are nested deeper than {DEPTH_MAX}")),
        What::DocType => {
            ScenarioError::new("the file has a document type declaration with entities")
                .hint("scenario files need none; remove the <!DOCTYPE …> part")
        }
        What::Entity(name) => ScenarioError::new(format!("the entity `&{name};` is not known")),
        What::EndsEarly => ScenarioError::new("the file ends too early"),
    }
}
