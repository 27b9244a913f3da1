//! XML, event by event.
//!
//! Entities are letters or nothing: a document type that declares some is refused, since that is what bombs
//! are made of.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// Elements nested deeper than this are refused.
pub(crate) const DEPTH_MAX: usize = 256;

/// Letters the name of an entity may have.
const ENTITY_MAX: usize = 32;

/// How strictly a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// As XML is defined, and without any document type.
    Strict,
    /// As files written by hand need it: an `&` that begins no entity stands for itself, and a document type
    /// that declares nothing is passed over.
    Lenient,
}

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct XmlFault {
    /// The byte at which it was noticed.
    pub(crate) at: usize,
    pub(crate) what: What,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    /// It is no XML, in the words of the reader.
    Broken(String),
    /// An element is nested deeper than [`DEPTH_MAX`].
    Deep,
    /// There is a document type (one with declarations, for [`Manner::Lenient`]).
    DocType,
    /// An entity that is not known is used.
    Entity(String),
    /// The text ends within an element.
    EndsEarly,
}

/// What is met on the way through a text.
pub(crate) enum Met<'a> {
    /// An element opens.
    Open(&'a Element<'a>),
    /// An element closes: its prefix and its name.
    Close(&'a str, &'a str),
    /// Words.
    Words(&'a str),
}

/// An element that opens.
pub(crate) struct Element<'a> {
    start: BytesStart<'a>,
    /// The byte at which it begins.
    pub(crate) at: usize,
    manner: Manner,
}

impl Element<'_> {
    /// Its prefix, empty where there is none, and its name.
    pub(crate) fn name(&self) -> (&str, &str) {
        local(self.start.name().0)
    }

    /// Its attributes, each by its whole name.
    ///
    /// # Errors
    /// [`What::Broken`] and [`What::Entity`].
    pub(crate) fn attributes(&self) -> Result<Vec<(String, String)>, XmlFault> {
        let fault = |what| XmlFault { at: self.at, what };
        self.start
            .attributes()
            .map(|attribute| {
                let attribute = attribute.map_err(|it| fault(What::Broken(it.to_string())))?;
                let value = unescaped(&attribute.value, self.manner).map_err(fault)?;
                Ok((attribute.key.0.to_owned(), value))
            })
            .collect()
    }

    /// The value of the attribute called `name`, whatever its prefix; one that cannot be read is none.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes().flatten();
        let found = attributes.find(|it| it.key.local_name().as_ref() == name)?;
        unescaped(&found.value, self.manner).ok()
    }
}

/// Walks through `text`, an element without content opening and closing.
///
/// # Errors
/// An [`XmlFault`] as whoever asked words it, and whatever `met` finds wrong.
pub(crate) fn walk<E>(
    text: &str,
    manner: Manner,
    worded: impl Fn(XmlFault) -> E,
    mut met: impl FnMut(Met<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = manner == Manner::Lenient;
    let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(text.len());
    let mut depth = 0_usize;
    loop {
        let at = place(reader.buffer_position());
        let fault = |what| worded(XmlFault { at, what });
        let event = reader.read_event().map_err(|error| {
            let at = place(reader.error_position());
            worded(XmlFault { at, what: What::Broken(error.to_string()) })
        })?;
        match event {
            Event::Start(start) => {
                depth += 1;
                if depth > DEPTH_MAX {
                    return Err(fault(What::Deep));
                }
                met(Met::Open(&Element { start, at, manner }))?;
            }
            Event::Empty(start) => {
                let element = Element { start, at, manner };
                met(Met::Open(&element))?;
                let (prefix, name) = element.name();
                met(Met::Close(prefix, name))?;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                let (prefix, name) = local(end.name().0);
                met(Met::Close(prefix, name))?;
            }
            Event::Text(words) => met(Met::Words(&words.xml10_content()))?,
            Event::CData(words) => met(Met::Words(&words.xml10_content()))?,
            Event::GeneralRef(reference) => match letter(&reference) {
                Some(letter) => met(Met::Words(letter.encode_utf8(&mut [0; 4])))?,
                None => return Err(fault(What::Entity(reference.to_string()))),
            },
            Event::DocType(kind) if manner == Manner::Strict || kind.contains('[') => {
                return Err(fault(What::DocType));
            }
            Event::Eof if depth > 0 => return Err(fault(What::EndsEarly)),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Prefix and name.
pub(crate) fn local(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}

/// The letter that an entity stands for, by its name between `&` and `;`.
fn letter(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => numbered(name)?,
    })
}

/// The letter that a reference such as `#1234` or `#x4d2` names by its number.
fn numbered(name: &str) -> Option<char> {
    let number = name.strip_prefix('#')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|letter| *letter != '\0')
}

/// The text of an attribute: entities as the letters they stand for, white space that is none of them as a
/// space.
fn unescaped(raw: &str, manner: Manner) -> Result<String, What> {
    let raw = raw.replace("\r\n", " ").replace(['\t', '\n', '\r'], " ");
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw.as_str();
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match rest.split_once(';').filter(|(name, _)| is_entity(name)) {
            Some((name, after)) => {
                text.push(letter(name).ok_or_else(|| What::Entity(name.to_owned()))?);
                rest = after;
            }
            None if manner == Manner::Lenient => text.push('&'),
            None => return Err(What::Broken("an `&` that begins no entity".to_owned())),
        }
    }
    text.push_str(rest);
    Ok(text)
}

fn is_entity(name: &str) -> bool {
    let name = name.strip_prefix('#').unwrap_or(name);
    (1..=ENTITY_MAX).contains(&name.len()) && name.bytes().all(|it| it.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, manner: Manner) -> Result<String, What> {
        let mut said = String::new();
        walk(
            text,
            manner,
            |fault| fault.what,
            |met| {
                said.push_str(&match met {
                    Met::Open(element) => {
                        format!(
                            "<{}{:?}",
                            element.name().1,
                            element.attributes().map_err(|it| it.what)?
                        )
                    }
                    Met::Close(_, name) => format!("/{name}"),
                    Met::Words(words) => words.to_owned(),
                });
                Ok(())
            },
        )?;
        Ok(said)
    }

    #[test]
    fn elements_words_and_entities_are_met_in_order() {
        let text = "<a:x b='1 &lt;\r\n2&#10;'>one &amp; &#x41;<y/></a:x>";
        let met = r#"<x[("b", "1 < 2\n")]one & A<y[]/y/x"#;
        assert_eq!(told(text, Manner::Strict).as_deref(), Ok(met));
        assert_eq!(told(text, Manner::Lenient).as_deref(), Ok(met));
    }

    #[test]
    fn what_is_not_trusted_is_refused() {
        let deep = "<a>".repeat(DEPTH_MAX + 1);
        assert_eq!(told(&deep, Manner::Strict), Err(What::Deep));
        assert_eq!(told("<a>", Manner::Strict), Err(What::EndsEarly));
        assert_eq!(told("<a>&b;</a>", Manner::Strict), Err(What::Entity("b".to_owned())));
        let bomb = "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>";
        assert_eq!(told(bomb, Manner::Lenient), Err(What::DocType));
        assert_eq!(told("<!DOCTYPE a><a/>", Manner::Strict), Err(What::DocType));
        assert!(told("<!DOCTYPE a><a/>", Manner::Lenient).is_ok());
        assert!(matches!(told("<a b='x & y'/>", Manner::Strict), Err(What::Broken(_))));
        assert!(told("<a b='x & y'/>", Manner::Lenient).is_ok());
    }
}
