//! The last thing that happens to text before a terminal: nothing in it is obeyed but our own colours.
//!
//! Presenters make safe what they quote, where they know how wide it is. This is the net below them, and
//! all there is for words that no presenter makes: names of files, errors, notes.

use crate::clean;

/// `text` with nothing in it that a terminal would obey or hide but line breaks.
pub fn plain(text: &str) -> String {
    clean(text, false)
}

/// `text` in one line, with nothing in it that a terminal would obey or hide: for words from elsewhere
/// within a line of ours, which they could otherwise pass for another of.
pub fn line(text: &str) -> String {
    let words: Vec<&str> = text.split(clean::is_space).filter(|it| !it.is_empty()).collect();
    plain(&words.join(" "))
}

/// `text` in which a presenter has put colours: they stay, nothing else does.
pub fn painted(text: &str) -> String {
    clean(text, true)
}

fn clean(text: &str, colours: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        rest = match c {
            '\n' => {
                out.push('\n');
                after
            }
            '\r' if after.starts_with('\n') => after,
            '\t' => {
                out.push_str("    ");
                after
            }
            '\u{1b}' if colours && colour(after).is_some() => {
                let (code, behind) = after.split_at(colour(after).unwrap_or(0));
                out.push(c);
                out.push_str(code);
                behind
            }
            _ => {
                out.push(clean::on_terminal(before, c));
                after
            }
        };
        before = Some(c);
    }
    out
}

/// How many bytes of `text` are what follows an escape that sets colours: `[`, figures, `m`.
fn colour(text: &str) -> Option<usize> {
    let figures = text.strip_prefix('[')?;
    let end = figures.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    figures[end..].starts_with('m').then_some(end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_line_breaks_pass_and_colours_where_they_are_ours() {
        let text = "a\u{1b}[1;31mred\u{1b}[0m\r\n\tb\rc\u{1b}]0;title\u{7}\u{1b}[2J\u{9b}3mé\u{200b}\u{1b}[";
        let kept = "a�[1;31mred�[0m\n    b�c�]0;title��[2J�3mé��[";
        assert_eq!(plain(text), kept);
        let kept = kept.replacen("�[1;31m", "\u{1b}[1;31m", 1).replacen("�[0m", "\u{1b}[0m", 1);
        assert_eq!(painted(text), kept);
        assert_eq!(painted("\u{1b}[31"), "�[31");
        assert_eq!(line("a\u{2028}b\r\nwrote c\t\u{7}"), "a b wrote c �");
    }
}
