//! From the bytes of a file to text: the one door through which scenarios come in.
//!
//! A file is read as its bytes show it is, or as its XML declaration says. Text that can be written composed
//! and decomposed is composed (Unicode NFC), so that the same name in two files is one name.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use plenipo_record::case::composed::composed;
use plenipo_record::scenario::ScenarioError;

use crate::guarded::text::{TextFault, decoded};

/// How far into a file its declaration may reach.
const DECLARATION_MAX: usize = 400;

/// The text of a file.
///
/// # Errors
/// A [`ScenarioError`] without a file: an encoding that is not known, a byte that cannot be read.
pub(super) fn text_of(bytes: &[u8]) -> Result<String, ScenarioError> {
    let text = decoded(bytes, || declared(bytes).map_err(Refused::Said)).map_err(worded)?;
    Ok(match composed(&text) {
        Cow::Owned(text) => text,
        Cow::Borrowed(_) => text,
    })
}

enum Refused {
    Bytes(TextFault),
    Said(ScenarioError),
}

impl From<TextFault> for Refused {
    fn from(fault: TextFault) -> Refused {
        Refused::Bytes(fault)
    }
}

/// Why a file is not read, for people.
fn worded(refused: Refused) -> ScenarioError {
    match refused {
        Refused::Said(error) => error,
        Refused::Bytes(TextFault::Utf32) => {
            ScenarioError::new("the file is in UTF-32").hint("save it as UTF-8")
        }
        Refused::Bytes(TextFault::Malformed { byte, line, encoding }) => {
            ScenarioError::new(format!("byte {byte} of the file cannot be read as {encoding}"))
                .at(line)
                .hint(
                    "save it as UTF-8, or state its encoding at the start, as in <?xml \
                     version=\"1.0\" encoding=\"ISO-8859-1\"?>",
                )
        }
    }
}

/// What the XML declaration says, if there is one; UTF-8 otherwise.
fn declared(bytes: &[u8]) -> Result<&'static Encoding, ScenarioError> {
    let start = bytes.trim_ascii_start();
    let start = &start[..start.len().min(DECLARATION_MAX)];
    if !start.starts_with(b"<?xml") {
        return Ok(UTF_8);
    }
    let end = start.windows(2).position(|pair| pair == b"?>").unwrap_or(start.len());
    let declaration = String::from_utf8_lossy(&start[..end]);
    let Some((_, said)) = declaration.split_once("encoding") else { return Ok(UTF_8) };
    let said = said.trim_start().trim_start_matches('=').trim_start();
    let label = said.split(['"', '\'']).nth(1).unwrap_or_default();
    match Encoding::for_label(label.as_bytes()) {
        // The declaration could not be read here if it were; programs that write UTF-8 say so.
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => Ok(UTF_8),
        Some(_) if label.to_ascii_lowercase().contains("ascii") => Ok(UTF_8),
        Some(encoding) => Ok(encoding),
        None => Err(ScenarioError::new(format!("the encoding `{label}` is not known")).at(1).hint(
            "UTF-8, UTF-16, ISO-8859-1, windows-1252 and the other encodings of the web are",
        )),
    }
}
