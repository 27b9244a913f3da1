//! XML of a file that is not trusted, event by event.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::PaperError;

/// Elements nested deeper than this are refused.
const DEPTH_MAX: usize = 256;

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
    let broken = |what: String| {
        PaperError::new(format!("this DOCX file is damaged: {part}: {what}"))
            .hint("open it in a word processor and save it again")
    };
    let mut reader = Reader::from_str(text);
    let mut depth = 0_usize;
    let mut prefix: Option<String> = None;
    loop {
        let event = reader.read_event().map_err(|error| broken(error.to_string()))?;
        match event {
            Event::Start(start) => {
                depth += 1;
                if depth > DEPTH_MAX {
                    return Err(broken("it nests too deeply".to_owned()));
                }
                open(&start, &mut prefix, met).map_err(broken)?;
            }
            Event::Empty(start) => {
                open(&start, &mut prefix, met).map_err(broken)?;
                let (of, name) = local(start.name().0);
                met(Met::Close(name, Some(of) == prefix.as_deref()));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                let (of, name) = local(end.name().0);
                met(Met::Close(name, Some(of) == prefix.as_deref()));
            }
            Event::Text(words) => met(Met::Words(&words.xml_content(XmlVersion::default()))),
            Event::CData(words) => met(Met::Words(&words)),
            Event::GeneralRef(reference) => {
                let mut letter = [0; 4];
                let word = match &*reference {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "apos" => "'",
                    other => match character(other) {
                        Some(c) => c.encode_utf8(&mut letter),
                        None => return Err(broken("it refers to an entity".to_owned())),
                    },
                };
                met(Met::Words(word));
            }
            Event::DocType(_) => {
                return Err(broken("it has a document type, which no DOCX file has".to_owned()));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if depth > 0 {
        return Err(broken("it ends too early".to_owned()));
    }
    Ok(())
}

/// `#1234` or `#x4d2` as a character.
fn character(reference: &str) -> Option<char> {
    let digits = reference.strip_prefix('#')?;
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    char::from_u32(number).filter(|c| *c != '\0')
}

fn open(
    start: &BytesStart<'_>,
    prefix: &mut Option<String>,
    met: &mut dyn FnMut(Met<'_>),
) -> Result<(), String> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value =
            attribute.normalized_value(XmlVersion::default()).map_err(|error| error.to_string())?;
        let key = attribute.key.0;
        if prefix.is_none() && key.starts_with("xmlns") && is_wanted(&value) {
            *prefix = Some(key.strip_prefix("xmlns:").unwrap_or("").to_owned());
        }
        attributes.push((local(key).1.to_owned(), value.into_owned()));
    }
    let (of, name) = local(start.name().0);
    met(Met::Open(name, Some(of) == prefix.as_deref(), &attributes));
    Ok(())
}

fn is_wanted(space: &str) -> bool {
    space.contains("wordprocessingml") && space.ends_with("/main")
}

/// Prefix and name.
fn local(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}

/// The attribute called `name`.
pub(super) fn value<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// Whether a switch is on: `<w:vanish/>`, not `<w:vanish w:val="0"/>`.
pub(super) fn is_on(attributes: &[(String, String)]) -> bool {
    !matches!(value(attributes, "val"), Some("0" | "false" | "off"))
}
