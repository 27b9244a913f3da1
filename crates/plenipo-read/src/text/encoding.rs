//! Bytes as text: by a mark at their beginning, by what the page declares, by what they look like.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{ArticleError, error};

/// The text of `bytes`, with a note where it could not be read without loss, or where what was declared is wrong.
///
/// # Errors
/// Bytes that are no text.
pub(super) fn text(
    bytes: &[u8],
    declared: Option<&'static Encoding>,
) -> Result<(String, Option<String>), ArticleError> {
    let marked = Encoding::for_bom(bytes).map(|it| it.0);
    let utf16 = marked.is_some_and(|it| it == UTF_16LE || it == UTF_16BE);
    if !utf16 && is_binary(bytes) {
        return Err(error(
            "this is not a text file",
            "read an article saved as text, Markdown, HTML or a Word document (.docx)",
        ));
    }
    if let Some(encoding) = marked {
        let (text, _, lossy) = encoding.decode(bytes);
        return Ok((text.into_owned(), lossy.then(|| lost(encoding))));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let note = declared.filter(|it| *it != UTF_8 && !bytes.is_ascii());
        let note = note.map(|it| {
            format!(
                "the page says that it is written in {}; it is UTF-8, and was read so",
                it.name()
            )
        });
        return Ok((text.to_owned(), note));
    }
    let sniffed = || {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        // The first half a MiB tells.
        detector.feed(&bytes[..bytes.len().min(1 << 19)], true);
        detector.guess(None, Utf8Detection::Deny)
    };
    if let Some(encoding) = declared.filter(|it| *it != UTF_8) {
        let (text, _, lossy) = encoding.decode(bytes);
        if !lossy {
            return Ok((text.into_owned(), None));
        }
    }
    let encoding = sniffed();
    let (text, _, lossy) = encoding.decode(bytes);
    let note = if lossy {
        lost(encoding)
    } else {
        format!(
            "it is not UTF-8; it was read as {}: look whether accented letters are right",
            encoding.name()
        )
    };
    Ok((text.into_owned(), Some(note)))
}

fn lost(encoding: &'static Encoding) -> String {
    format!(
        "some of its letters could not be read as {} and stand as \u{fffd}: save it as UTF-8",
        encoding.name()
    )
}

/// Whether the bytes are no text: zeros, or many controls.
fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1 << 16)];
    let controls =
        head.iter().filter(|it| **it < 9 || (14..32).contains(*it) && **it != 27).count();
    head.contains(&0) || controls * 50 > head.len()
}
