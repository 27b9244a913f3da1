//! The XML of a DOCX file: elements of word processing and others.

use super::PaperError;
use crate::guarded::xml::{self, Element, Manner, What, XmlFault, local};

/// What is met on the way through a document.
pub(super) enum Met<'a> {
    /// An element opens: its name without the prefix, whether it is of the wanted namespace.
    Open(&'a str, bool, &'a [(String, String)]),
    /// It closes.
    Close(&'a str, bool),
    /// Words.
    Words(&'a str),
}

/// Walks through `text`, an element without content opening and closing. Wanted is the namespace of
/// word processing, strict or not; `part` is what to call the document in errors.
pub(super) fn walk(text: &str, part: &str, met: &mut dyn FnMut(Met<'_>)) -> Result<(), PaperError> {
    let worded = |fault: XmlFault| {
        let what = match fault.what {
            What::Broken(what) => what,
            What::Deep => "it nests too deeply".to_owned(),
            What::DocType => "it declares a document type, which no DOCX file does".to_owned(),
            What::Entity(_) => "it refers to an entity".to_owned(),
            What::EndsEarly => "it ends too early".to_owned(),
        };
        PaperError::new(format!("this DOCX file is damaged: {part}: {what}"))
            .hint("open it in a word processor and save it again")
    };
    let mut prefix: Option<String> = None;
    xml::walk(text, Manner::Strict, worded, |it| {
        match it {
            xml::Met::Open(element) => open(element, &mut prefix, met).map_err(worded)?,
            xml::Met::Close(of, name) => met(Met::Close(name, Some(of) == prefix.as_deref())),
            xml::Met::Words(words) => met(Met::Words(words)),
        }
        Ok(())
    })
}

fn open(
    element: &Element<'_>,
    prefix: &mut Option<String>,
    met: &mut dyn FnMut(Met<'_>),
) -> Result<(), XmlFault> {
    let mut attributes = element.attributes()?;
    for (key, value) in &mut attributes {
        if prefix.is_none() && key.starts_with("xmlns") && is_wanted(value) {
            *prefix = Some(key.strip_prefix("xmlns:").unwrap_or("").to_owned());
        }
        *key = local(key).1.to_owned();
    }
    let (of, name) = element.name();
    met(Met::Open(name, Some(of) == prefix.as_deref(), &attributes));
    Ok(())
}

fn is_wanted(space: &str) -> bool {
    space.contains("wordprocessingml") && space.ends_with("/main")
}

/// The attribute called `name`.
pub(super) fn value<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// Whether a switch is on: `<w:vanish/>`, not `<w:vanish w:val="0"/>`.
pub(super) fn is_on(attributes: &[(String, String)]) -> bool {
    !matches!(value(attributes, "val"), Some("0" | "false" | "off"))
}
