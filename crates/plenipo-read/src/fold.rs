//! Words compared: small letters, without signs, articles and what carries no meaning by itself.

use std::collections::BTreeSet;

/// Words that carry no meaning by themselves.
const EMPTY: [&str; 62] = [
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "by", "with", "and", "or", "that",
    "this", "these", "those", "its", "their", "his", "her", "it", "they", "he", "she", "as",
    "from", "be", "is", "are", "was", "were", "been", "has", "have", "had", "will", "would",
    "which", "who", "whom", "whose", "any", "some", "all", "own", "s", "there", "than", "then",
    "so", "not", "no", "do", "does", "did", "into", "about", "such", "but", "mr", "ms",
];

/// The words of `text` that carry meaning, folded: small letters, plain letters for accented ones.
pub fn content(text: &str) -> BTreeSet<String> {
    let all: BTreeSet<String> = plain(text).collect();
    let full: BTreeSet<String> =
        all.iter().filter(|it| !EMPTY.contains(&it.as_str())).cloned().collect();
    // Of words that carry none, as `both`, all count.
    if full.is_empty() { all } else { full }
}

/// All words of `text`, folded.
pub fn plain(text: &str) -> impl Iterator<Item = String> + '_ {
    use unicode_normalization::UnicodeNormalization;
    let words = text.split(|it: char| !it.is_alphanumeric());
    words.filter(|it| !it.is_empty()).map(|word| {
        if word.is_ascii() {
            return word.to_ascii_lowercase();
        }
        let bare = word.nfd().filter(|it| !matches!(it, '\u{300}'..='\u{36f}'));
        bare.flat_map(char::to_lowercase).map(|it| if it == 'ı' { 'i' } else { it }).collect()
    })
}

/// Whether two phrases say one thing: the words of one that carry meaning are all among those of the other, and
/// there are any.
pub fn contained(a: &str, b: &str) -> bool {
    let (a, b) = (content(a), content(b));
    !a.is_empty() && !b.is_empty() && (a.is_subset(&b) || b.is_subset(&a))
}
