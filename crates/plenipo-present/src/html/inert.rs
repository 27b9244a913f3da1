//! The last thing that happens to markup before a browser: nothing in it turns the order of reading.
//!
//! Presenters make safe what they quote, where they write it. This is the net below them, for pages that others make
//! around answers.

use crate::clean;

/// `markup` with `�` in the place of every control character and of every mark that turns the order in which letters are
/// read; line breaks and tabs stay.
pub fn inert(markup: String) -> String {
    let at = match markup.char_indices().find(|it| !is_inert(it.1)) {
        Some((at, _)) => at,
        None => return markup,
    };
    let (sound, rest) = markup.split_at(at);
    let rest = rest.chars().map(|c| if is_inert(c) { c } else { '\u{fffd}' });
    sound.chars().chain(rest).collect()
}

/// Whether a page only shows `c`, and obeys nothing of it.
pub fn is_inert(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t') || !clean::is_unsafe(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_words_is_shown_and_the_rest_stays_as_it_is() {
        let sound = "<p>a\tb\r\n\u{200f}\u{a0}\u{200d}é</p>";
        assert_eq!(inert(sound.to_owned()), sound);
        for c in ['\u{202e}', '\u{2066}', '\u{2069}', '\u{0}', '\u{7f}', '\u{85}', '\u{1b}'] {
            assert_eq!(inert(format!("é<p>{c}a{c}</p>")), "é<p>�a�</p>", "{c:?}");
        }
    }
}
