//! XML as a tree of elements with attributes: all that scenario files use.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::ScenarioError;
use super::error::finite;

/// Elements nested deeper than this are refused.
const DEPTH_MAX: usize = 32;
/// Elements a file may have.
const ELEMENTS_MAX: usize = 2_000_000;

/// An element; text between elements is ignored.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Element>,
}

impl Element {
    /// Reads a document. Document types are refused altogether: they are what entity bombs are
    /// made of, and no scenario has one.
    pub(super) fn parse(text: &str) -> Result<Self, ScenarioError> {
        let mut reader = Reader::from_str(text);
        let mut open: Vec<Element> = vec![Element::default()];
        let mut n_elements = 0;
        loop {
            let event = reader.read_event().map_err(|error| {
                let line = 1 + text
                    .as_bytes()
                    .iter()
                    .take(usize::try_from(reader.error_position()).unwrap_or(0))
                    .filter(|byte| **byte == b'\n')
                    .count();
                ScenarioError::new(format!("not valid XML, line {line}: {error}"))
            })?;
            match event {
                Event::Start(start) => {
                    n_elements += 1;
                    if open.len() > DEPTH_MAX {
                        return Err(ScenarioError::new(format!(
                            "elements are nested deeper than {DEPTH_MAX}"
                        )));
                    }
                    open.push(element(&start)?);
                }
                Event::Empty(start) => {
                    n_elements += 1;
                    let child = element(&start)?;
                    if let Some(parent) = open.last_mut() {
                        parent.children.push(child);
                    }
                }
                Event::End(_) => {
                    // The reader has checked that it closes what is open.
                    if let Some(child) = open.pop()
                        && let Some(parent) = open.last_mut()
                    {
                        parent.children.push(child);
                    }
                }
                Event::DocType(_) => {
                    return Err(ScenarioError::new("the file has a document type declaration")
                        .hint("scenario files need none; remove the <!DOCTYPE …> part"));
                }
                Event::Eof => break,
                _ => {}
            }
            if n_elements > ELEMENTS_MAX {
                return Err(ScenarioError::new(format!("more than {ELEMENTS_MAX} elements")));
            }
        }
        if open.len() != 1 {
            let name = open.last().map_or("", |element| element.name.as_str());
            return Err(ScenarioError::new(format!("the file ends inside <{name}>")));
        }
        let mut root = open.remove(0);
        match root.children.len() {
            1 => Ok(root.children.remove(0)),
            0 => Err(ScenarioError::new("the file has no elements")),
            _ => Err(ScenarioError::new("the file has more than one root element")),
        }
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|entry| entry.0 == name).map(|entry| entry.1.as_str())
    }

    pub(super) fn need(&self, name: &str) -> Result<&str, ScenarioError> {
        self.attribute(name)
            .ok_or_else(|| ScenarioError::new(format!("<{}> has no `{name}`", self.name)))
    }

    pub(super) fn number(&self, name: &str) -> Result<f64, ScenarioError> {
        let text = self.need(name)?;
        let what = format!("`{name}` of <{}>", self.name);
        let value = text.trim().parse().map_err(|_| {
            ScenarioError::new(format!("{what}: expected a number, found `{}`", clip(text)))
        })?;
        finite(&what, value)
    }

    pub(super) fn integer(&self, name: &str) -> Result<i64, ScenarioError> {
        let text = self.need(name)?;
        text.trim().parse().map_err(|_| {
            ScenarioError::new(format!(
                "`{name}` of <{}>: expected an integer, found `{}`",
                self.name,
                clip(text)
            ))
        })
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

/// The beginning of a text, for a message.
fn clip(text: &str) -> String {
    text.chars().take(40).collect()
}

fn element(start: &BytesStart<'_>) -> Result<Element, ScenarioError> {
    let name = start.name().0.to_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let invalid =
            |error: &dyn std::fmt::Display| ScenarioError::new(format!("in <{name}>: {error}"));
        let attribute = attribute.map_err(|error| invalid(&error))?;
        let value =
            attribute.normalized_value(XmlVersion::default()).map_err(|error| invalid(&error))?;
        attributes.push((attribute.key.0.to_owned(), value.into_owned()));
    }
    Ok(Element { name, attributes, children: Vec::new() })
}
