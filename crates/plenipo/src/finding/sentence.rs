//! Where the first sentence of a headline ends.

/// Titles that end in a full stop and no sentence; words of one or two letters (`Dr.`, `St.`, initials) are
/// taken for such without being listed.
const TITLES: [&str; 9] = ["Mrs", "Gen", "Sen", "Gov", "Rep", "Prof", "Col", "Rev", "Hon"];

/// `text` cut behind its first sentence. In doubt it is not cut: a title that says more than it need is
/// better than one that stops in the middle of a name.
pub(super) fn first(text: &str) -> (&str, &str) {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '“' | '‹' | '«' => depth += 1,
            ')' | ']' | '”' | '›' | '»' => depth = depth.saturating_sub(1),
            '.' | '?' | '!' if depth == 0 => {
                let (said, rest) = text.split_at(at + c.len_utf8());
                let Some(next) = rest.strip_prefix(' ') else { continue };
                let begins = next.chars().next().is_some_and(|it| it.is_uppercase() || it == '“');
                if begins && !(c == '.' && is_short(&text[..at])) {
                    return (said, next.trim_start());
                }
            }
            _ => {}
        }
    }
    (text, "")
}

/// Whether the last word of `before` is one that is shortened with a full stop.
fn is_short(before: &str) -> bool {
    let word = before.rsplit([' ', '.', '(', '“']).next().unwrap_or_default();
    let letters = word.chars().all(char::is_alphabetic);
    letters && (word.chars().count() <= 2 || TITLES.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_is_cut_behind_its_first_sentence_and_nowhere_else() {
        let cut = |text| first(text);
        assert_eq!(cut("It is open. One line stands."), ("It is open.", "One line stands."));
        assert_eq!(cut("Is it open? Yes."), ("Is it open?", "Yes."));
        assert_eq!(cut("a is blocked; b is open."), ("a is blocked; b is open.", ""));
        for whole in [
            "Dr. Lisk and J. R. Venn met Mrs. Quill on 2.5 points in the U.S. Senate.",
            "Only what contains “No. Never.” is told (see No. 3. And so on).",
            "version 1. of it",
            "",
        ] {
            assert_eq!(cut(whole), (whole, ""));
        }
    }
}
