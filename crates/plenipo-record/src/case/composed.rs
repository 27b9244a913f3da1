//! One text, one way to write it.
//!
//! `é` can be one letter or an `e` and an accent; people see one text, and so must everything that
//! compares. Text is composed (Unicode NFC) at the doors where it comes in: values of a dossier's files
//! as they are read, scenarios, cells of spreadsheets and questions from elsewhere before they are
//! compared with the record, and what somebody asks for. The bytes of files stay as they are, and so
//! do the seals of a ledger, which are over bytes.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// `text`, composed.
#[must_use]
pub fn composed(text: &str) -> Cow<'_, str> {
    // Most text is ASCII, or composed already.
    if text.is_ascii() || is_nfc(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// Bytes of text, composed; other bytes as they are.
#[must_use]
pub fn composed_bytes(bytes: &[u8]) -> Cow<'_, [u8]> {
    match std::str::from_utf8(bytes).map(composed) {
        Ok(Cow::Owned(text)) => Cow::Owned(text.into_bytes()),
        _ => Cow::Borrowed(bytes),
    }
}
