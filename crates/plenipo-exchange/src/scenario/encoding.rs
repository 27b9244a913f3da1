//! From the bytes of a file to text: the one door through which scenarios come in.
//!
//! A file is read as its byte order mark says, or as its XML declaration says, or as UTF-16 where
//! every other byte at its start is 0, and as UTF-8 otherwise. A byte that cannot be read is an error
//! with its place, never a letter made up. Text that can be written composed and decomposed is
//! composed (Unicode NFC), so that the same name in two files is one name.

use std::borrow::Cow;

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use plenipo_record::case::composed::composed;

use plenipo_record::scenario::ScenarioError;

/// How far into a file its declaration may reach.
const DECLARATION_MAX: usize = 400;

/// The text of a file.
///
/// # Errors
/// A [`ScenarioError`] without a file: an encoding that is not known, a byte that cannot be read.
pub(super) fn text_of(bytes: &[u8]) -> Result<String, ScenarioError> {
    if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return Err(ScenarioError::new("the file is in UTF-32").hint("save it as UTF-8"));
    }
    let (encoding, bytes) = match (Encoding::for_bom(bytes), bytes) {
        (Some((encoding, length)), _) => (encoding, &bytes[length..]),
        (None, [0, 1..=255, ..]) => (UTF_16BE, bytes),
        (None, [1..=255, 0, ..]) => (UTF_16LE, bytes),
        _ => (declared(bytes)?, bytes),
    };
    let text = decoded(encoding, bytes)?;
    Ok(match composed(&text) {
        Cow::Owned(text) => text,
        Cow::Borrowed(_) => text,
    })
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, ScenarioError> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = String::with_capacity(room.unwrap_or(bytes.len()));
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    let bad = match result {
        DecoderResult::InputEmpty => return Ok(text),
        DecoderResult::Malformed(bad, after) => usize::from(bad) + usize::from(after),
        DecoderResult::OutputFull => 0,
    };
    let line = 1 + text.matches('\n').count();
    Err(ScenarioError::new(format!(
        "byte {} of the file cannot be read as {}",
        read.saturating_sub(bad) + 1,
        encoding.name()
    ))
    .at(line)
    .hint(
        "save it as UTF-8, or begin it with what it is in, as in \
         <?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>",
    ))
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
        None => Err(ScenarioError::new(format!("the encoding `{label}` is not known"))
            .at(1)
            .hint("UTF-8, UTF-16, ISO-8859-1 and windows-1252 are, and the others of the web")),
    }
}
