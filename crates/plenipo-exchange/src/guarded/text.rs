//! From the bytes of a file to text: by its byte order mark, as UTF-16 where every other byte of its first
//! line is 0, and as UTF-8 otherwise. A byte that cannot be read is a fault with its place, never a letter
//! made up.

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Why bytes are not read as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TextFault {
    /// They are UTF-32.
    Utf32,
    /// A byte cannot be read.
    Malformed {
        /// Which, counted from 1.
        byte: usize,
        /// The line that it is in, counted from 1.
        line: usize,
        /// What the text was read as.
        encoding: &'static str,
    },
}

/// The text in `bytes`, without its byte order mark. Where neither a mark nor the bytes say what they are,
/// `otherwise` does.
///
/// # Errors
/// A [`TextFault`], or whatever `otherwise` finds wrong.
pub(crate) fn decoded<E: From<TextFault>>(
    bytes: &[u8],
    otherwise: impl FnOnce() -> Result<&'static Encoding, E>,
) -> Result<String, E> {
    if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return Err(TextFault::Utf32.into());
    }
    let (encoding, mark) = match (Encoding::for_bom(bytes), utf16(bytes)) {
        (Some((encoding, length)), _) => (encoding, length),
        (None, Some(encoding)) => (encoding, 0),
        (None, None) => (otherwise()?, 0),
    };
    Ok(read(encoding, &bytes[mark..], mark)?)
}

/// The text in bytes of which nothing but themselves says what they are.
///
/// # Errors
/// A [`TextFault`].
pub(crate) fn plain(bytes: &[u8]) -> Result<String, TextFault> {
    decoded(bytes, || Ok(UTF_8))
}

/// UTF-16 without its mark. As long as the letters are English it is sound UTF-8 as well, with letters that
/// no text has.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0, 1..=255, ..] => return Some(UTF_16BE),
        [1..=255, 0, ..] => return Some(UTF_16LE),
        _ => {}
    }
    let line = bytes.split(|it| matches!(it, b'\n' | b'\r')).next().unwrap_or_default();
    let nothing = |first: usize| line.iter().skip(first).step_by(2).filter(|it| **it == 0).count();
    let (even, odd) = (nothing(0), nothing(1));
    // Letters of other scripts, or a column or two of a table, may have no such byte.
    let found = even.max(odd) >= 4 && even.max(odd) * 3 >= line.len();
    found.then_some(if even > odd { UTF_16BE } else { UTF_16LE })
}

fn read(encoding: &'static Encoding, bytes: &[u8], mark: usize) -> Result<String, TextFault> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = String::with_capacity(room.unwrap_or(bytes.len()));
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    let bad = match result {
        DecoderResult::InputEmpty => return Ok(text),
        DecoderResult::Malformed(bad, after) => usize::from(bad) + usize::from(after),
        DecoderResult::OutputFull => 0,
    };
    Err(TextFault::Malformed {
        byte: mark + read.saturating_sub(bad) + 1,
        line: 1 + text.matches('\n').count(),
        encoding: encoding.name(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16_of(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn text_is_read_as_it_says_or_shows_it_is() {
        let text = "naïve,б\nrow";
        for order in [u16::to_le_bytes, u16::to_be_bytes] {
            let marked = utf16_of(&format!("\u{feff}{text}"), order);
            assert_eq!(plain(&marked).as_deref(), Ok(text));
            assert_eq!(plain(&utf16_of(text, order)).as_deref(), Ok(text));
            // The first letter need not be English.
            let quoted = "“id”,question,criteria\n";
            assert_eq!(plain(&utf16_of(quoted, order)).as_deref(), Ok(quoted));
        }
        assert_eq!(plain(text.as_bytes()).as_deref(), Ok(text));
        assert_eq!(plain(format!("\u{feff}{text}").as_bytes()).as_deref(), Ok(text));
        assert_eq!(plain(b"").as_deref(), Ok(""));
    }

    #[test]
    fn a_byte_that_cannot_be_read_is_told_with_its_place() {
        let bad = |bytes: &[u8]| plain(bytes).expect_err("no text");
        let malformed = |byte, line, encoding| TextFault::Malformed { byte, line, encoding };
        assert_eq!(bad(b"a\nb\xffc"), malformed(4, 2, "UTF-8"));
        assert_eq!(bad(b"\xef\xbb\xbfa\nb\xffc"), malformed(7, 2, "UTF-8"));
        assert_eq!(bad(b"\xff\xfea\0\n\0\x00\xd8b\0"), malformed(7, 2, "UTF-16LE"));
        assert_eq!(bad(b"\xff\xfe\0\0a\0\0\0"), TextFault::Utf32);
        assert_eq!(bad(b"\xff\xfea"), malformed(3, 1, "UTF-16LE"));
    }
}
