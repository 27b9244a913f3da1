//! A text that says one thing in one way only, so that it can be hashed and compared: keys and values one a
//! line, in the order they are put, what is absent left out.
//!
//! A value is a text with its length before it, a bare word or figure, or a group in braces. No text can
//! pass for the end of a field, so that two texts are the same only where all that was put is the same.
//! What is absent is not written: whoever adds a key later leaves every text without it as it is.

use std::fmt::Write as _;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

/// A canonical text that is being written.
#[derive(Default)]
pub struct Canon {
    out: String,
    hash: Sha256,
    /// Whether texts are left out.
    wordless: bool,
}

/// How many bytes are gathered before they are hashed.
const CHUNK: usize = 1 << 16;

impl Canon {
    fn key(&mut self, key: &str) {
        self.out.push_str(key);
        self.out.push(' ');
    }

    /// One in which no text is written: what is left of it stays the same when words change.
    pub fn without_words() -> Canon {
        Canon { wordless: true, ..Canon::default() }
    }

    /// A text.
    pub fn text(&mut self, key: &str, text: &str) {
        if self.wordless {
            return;
        }
        self.key(key);
        // Writing into a text cannot fail.
        let _ = write!(self.out, "{}:", text.len());
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// A word of a closed list, an id, or anything else that has no line end.
    pub fn word(&mut self, key: &str, word: &str) {
        self.key(key);
        self.out.push_str(word);
        self.out.push('\n');
    }

    /// Two words that are one name.
    pub fn pair(&mut self, key: &str, of: &str, word: &str) {
        self.key(key);
        self.out.push_str(of);
        self.out.push(' ');
        self.out.push_str(word);
        self.out.push('\n');
    }

    /// A day.
    pub fn day(&mut self, key: &str, day: Date) {
        self.key(key);
        let _ = writeln!(self.out, "{:04}-{:02}-{:02}", day.year(), day.month(), day.day());
    }

    /// A figure, as the shortest decimal that reads back as itself.
    pub fn number(&mut self, key: &str, number: f64) {
        self.key(key);
        // Nought has no sign.
        let _ = writeln!(self.out, "{}", number + 0.0);
    }

    /// A whole number.
    pub fn whole(&mut self, key: &str, number: i64) {
        self.key(key);
        let _ = writeln!(self.out, "{number}");
    }

    /// How many of something, or which, counted from 0.
    pub fn count(&mut self, key: &str, number: usize) {
        self.key(key);
        let _ = writeln!(self.out, "{number}");
    }

    /// Several fields together; written even where there are none.
    pub fn open(&mut self, key: &str) {
        self.key(key);
        self.out.push_str("{\n");
    }

    /// The end of a group.
    pub fn close(&mut self) {
        self.out.push_str("}\n");
    }

    /// Passes on what was written to the hash, where it is much.
    pub fn settle(&mut self) {
        if self.out.len() >= CHUNK {
            self.hash.update(self.out.as_bytes());
            self.out.clear();
        }
    }

    /// The text, as far as it has not been hashed.
    pub fn bytes(self) -> Vec<u8> {
        self.out.into_bytes()
    }

    /// The SHA-256 of all that was written, in hexadecimal.
    pub fn hash(mut self) -> String {
        self.hash.update(self.out.as_bytes());
        self.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
