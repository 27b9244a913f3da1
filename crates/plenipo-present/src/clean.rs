//! Text from a dossier made safe to show.
//!
//! A dossier quotes papers and people its keeper does not trust. Escape sequences in them could
//! repaint a terminal, and direction overrides could make words read in another order than they
//! stand in the file; both are shown as `�` instead.

/// Whether `c` could change more of a terminal than the cell it stands in. Line breaks and tabs
/// count: callers fold white space first.
pub(crate) fn is_unsafe(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
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

/// `text` with its spaces kept, tabs as four of them and unsafe characters `�`; for code.
pub(crate) fn verbatim(text: &str) -> String {
    text.replace('\t', "    ").chars().map(|c| if is_unsafe(c) { '\u{fffd}' } else { c }).collect()
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
    fn no_break_spaces_stay() {
        assert_eq!(line("800\u{a0}000  men\t"), "800\u{a0}000 men");
    }
}
