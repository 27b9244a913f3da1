//! Words of a text by Unicode's boundaries, and what stands between them.

use unicode_segmentation::UnicodeSegmentation;

/// A word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundWord {
    /// In small letters, with plain apostrophes and without invisible characters.
    pub text: String,
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What stands between it and the word before.
    pub gap: WordGap,
}

/// What stands between two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordGap {
    /// Nothing but space, or a single hyphen: the words may be one phrase.
    Joined,
    /// Signs that end no clause, e.g. quotation marks.
    Loose,
    /// A sign that ends a clause, or the text's beginning.
    Clause,
}

/// The words of `text`, by the boundaries of Unicode Standard Annex 29.
pub fn words(text: &str) -> Vec<FoundWord> {
    let mut words = Vec::new();
    let mut end = None;
    for (start, word) in text.unicode_word_indices() {
        let gap = end.map_or(WordGap::Clause, |end| gap(&text[end..start]));
        words.push(FoundWord { text: plain(word), start, end: start + word.len(), gap });
        end = Some(start + word.len());
    }
    words
}

/// A word as it is compared.
fn plain(word: &str) -> String {
    let letters = word.chars().filter(|it| !is_invisible(*it)).flat_map(char::to_lowercase);
    letters.map(|it| if matches!(it, '’' | '‘' | 'ʼ') { '\'' } else { it }).collect()
}

/// Characters that may stand inside a word and are not seen.
pub(crate) fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn gap(between: &str) -> WordGap {
    let hyphen = |it: char| matches!(it, '-' | '\u{2010}' | '\u{2011}');
    let mut signs = between.chars().filter(|it| !is_invisible(*it));
    let spaced = between.chars().any(char::is_whitespace);
    match (signs.next(), signs.next()) {
        (Some(sign), None) if hyphen(sign) => return WordGap::Joined,
        _ => {}
    }
    let mut gap = WordGap::Joined;
    for sign in between.chars().filter(|it| !is_invisible(*it)) {
        if matches!(
            sign,
            ',' | ';' | ':' | '.' | '!' | '?' | '/' | '(' | ')' | '[' | ']' | '–' | '—' | '…'
        ) || matches!(sign, '。' | '、' | '，' | '；' | '：')
            || spaced && hyphen(sign)
        {
            return WordGap::Clause;
        }
        if !sign.is_whitespace() {
            gap = WordGap::Loose;
        }
    }
    gap
}
