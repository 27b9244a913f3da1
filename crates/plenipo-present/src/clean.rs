//! Text from a dossier made safe to show.
//!
//! A dossier quotes papers and people its keeper does not trust. Escape sequences in them could
//! repaint a terminal, and direction overrides could make words read in another order than they
//! stand in the file; both are shown as `�` instead. On a terminal, so is what cannot be seen at all:
//! a page or a word processor sets marks of direction and soft hyphens as their writers meant them, a
//! terminal mostly does not, and what cannot be seen there may be anything.

/// Whether `c` could change more of a terminal than the cell it stands in. Line breaks and tabs
/// count: callers fold white space first.
pub(crate) fn is_unsafe(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether nothing of `c` can be seen: marks of direction, letters without width, tags, fillers.
pub(crate) fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0d}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// `c` as a terminal is given it, after `before`.
pub(crate) fn on_terminal(before: Option<char>, c: char) -> char {
    let shapes = match c {
        // Between letters that join, these two are spelling; so is the second between pictures.
        '\u{200c}' => before.is_some_and(joins),
        '\u{200d}' => before.is_some_and(|it| joins(it) || is_picture(it)),
        _ => false,
    };
    if !shapes && (is_unsafe(c) || is_unseen(c)) { '\u{fffd}' } else { c }
}

/// Whether a letter is of a script whose letters join: from Arabic to Khmer and Mongolian.
fn joins(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{109f}' | '\u{1780}'..='\u{17b3}' | '\u{17b6}'..='\u{17ff}'
        | '\u{1820}'..='\u{18af}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

fn is_picture(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// White space that a presenter may fold or break at; a no-break space is none.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// `text` in one line: runs of white space become one space, unsafe characters `�`.
pub(crate) fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(is_space).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(word.chars().map(|c| if is_unsafe(c) { '\u{fffd}' } else { c }));
    }
    line
}

/// `text` with every space a plain one, and unsafe characters and those that XML forbids `�`; for
/// stretches of words that others follow.
pub(crate) fn flow(text: &str) -> String {
    let safe = |c: char| match c {
        c if is_space(c) => ' ',
        c if is_unsafe(c) || matches!(c, '\u{fffe}' | '\u{ffff}') => '\u{fffd}',
        c => c,
    };
    text.chars().map(safe).collect()
}

/// `text` with its spaces kept, tabs as four of them and what is unsafe on a terminal `�`; for code.
pub(crate) fn verbatim(text: &str) -> String {
    let mut before = None;
    let mut shown = |c| on_terminal(before.replace(c), c);
    text.replace('\t', "    ").chars().map(&mut shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_overrides_are_shown_not_obeyed() {
        assert_eq!(line("a \u{1b}[31mred\u{9b}2J\n\n b\u{202e}c"), "a �[31mred�2J b�c");
        assert_eq!(verbatim("a\tb\u{7f}"), "a    b�");
    }

    #[test]
    fn what_cannot_be_seen_is_shown_and_what_joins_letters_stays() {
        for c in [
            '\u{200b}',
            '\u{200c}',
            '\u{200d}',
            '\u{200f}',
            '\u{61c}',
            '\u{ad}',
            '\u{feff}',
            '\u{2060}',
            '\u{e0041}',
            '\u{2028}',
            '\u{3164}',
        ] {
            assert_eq!(verbatim(&format!("a{c}b")), "a�b", "{c:?}");
        }
        for words in ["می\u{200c}خواهم", "👩\u{200d}🌾", "क्\u{200d}ष", "❤\u{fe0f}"]
        {
            assert_eq!(verbatim(words), words);
        }
    }

    #[test]
    fn no_break_spaces_stay() {
        assert_eq!(line("800\u{a0}000  men\t"), "800\u{a0}000 men");
    }
}
