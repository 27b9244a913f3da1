//! Texts as words, in any script.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// `text` cut at its word boundaries (Unicode Standard Annex #29): words, figures, spaces and marks,
/// nothing lost. Joined again they are the text.
pub fn pieces(text: &str) -> Vec<&str> {
    text.split_word_bounds().collect()
}

/// `text` as it is compared for sameness: composed, typographic marks and spaces made plain.
///
/// Two texts that are equal in this form differ in nothing that a reader would call wording.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.nfkc() {
        let c = match c {
            '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{2032}' => '\'',
            '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => '"',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            // Marks of direction, soft hyphens and joiners are not words.
            '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}' => continue,
            c => c,
        };
        if c.is_whitespace() {
            space = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut space) {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// The stems of `text`: its words in small letters, without marks above or below letters, without
/// the endings of their language as far as the script tells it. Scripts that put no space between
/// words give pairs of neighbouring characters instead.
pub fn stems(text: &str) -> Vec<String> {
    Stemmers::default().stems(text)
}

/// Pairs of neighbours in `run`; the character itself where it stands alone.
fn flush(run: &mut Vec<char>, stems: &mut Vec<String>) {
    match run.as_slice() {
        [] => {}
        [alone] => stems.push(alone.to_string()),
        more => stems.extend(more.windows(2).map(|pair| pair.iter().collect())),
    }
    run.clear();
}

/// Whether the script of `c` puts no space between words.
fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c),
        0x0e00..=0x0eff // Thai, Lao
        | 0x1000..=0x109f // Myanmar
        | 0x1780..=0x17ff // Khmer
        | 0x3005..=0x3007 | 0x3040..=0x30ff // Japanese syllables
        | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff) // Han
}

/// The value of a decimal digit of any script.
pub fn digit(c: char) -> Option<u8> {
    /// Zeros of the scripts whose digits are in use today; nine others follow each.
    const ZEROS: [u32; 19] = [
        0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66,
        0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0xff10,
    ];
    let code = u32::from(c);
    let zero = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code))?;
    Some((code - zero) as u8)
}

/// One stemmer a script; the commonest language of the script stands for all of it. A stem is only
/// ever compared with a stem of the same script, so another language's words lose nothing but the
/// endings they happen to share.
pub(super) struct Stemmers {
    latin: Stemmer,
    cyrillic: Stemmer,
    greek: Stemmer,
    arabic: Stemmer,
    /// Words met before: a draft says the same few hundred over and over.
    known: HashMap<String, String>,
}

impl Default for Stemmers {
    fn default() -> Stemmers {
        Stemmers {
            latin: Stemmer::create(Algorithm::English),
            cyrillic: Stemmer::create(Algorithm::Russian),
            greek: Stemmer::create(Algorithm::Greek),
            arabic: Stemmer::create(Algorithm::Arabic),
            known: HashMap::new(),
        }
    }
}

impl Stemmers {
    /// See [`stems`].
    pub(super) fn stems(&mut self, text: &str) -> Vec<String> {
        let bare: String = if text.is_ascii() {
            text.to_ascii_lowercase()
        } else {
            plain(text)
                .nfkd()
                .filter(|it| !is_combining_mark(*it))
                .flat_map(char::to_lowercase)
                .nfc()
                .map(|c| digit(c).map_or(c, |digit| char::from(b'0' + digit)))
                .collect()
        };
        let mut stems = Vec::new();
        let mut run: Vec<char> = Vec::new();
        for piece in bare.split_word_bounds() {
            let mut chars = piece.chars();
            let first = chars.next();
            if let Some(c) = first.filter(|c| chars.next().is_none() && is_unspaced(*c)) {
                run.push(c);
                continue;
            }
            flush(&mut run, &mut stems);
            if piece.chars().any(char::is_alphanumeric) {
                stems.push(self.stem(piece));
            }
        }
        flush(&mut run, &mut stems);
        stems
    }

    fn stem(&mut self, word: &str) -> String {
        if let Some(stem) = self.known.get(word) {
            return stem.clone();
        }
        let first = word.chars().find(|it| it.is_alphabetic()).map_or(0, u32::from);
        let stemmer = match first {
            0x41..=0x24f | 0x1e00..=0x1eff => &self.latin,
            0x370..=0x3ff => &self.greek,
            0x400..=0x52f => &self.cyrillic,
            0x600..=0x6ff => &self.arabic,
            _ => return word.to_owned(),
        };
        let stem = stemmer.stem(word).into_owned();
        self.known.insert(word.to_owned(), stem.clone());
        stem
    }
}
