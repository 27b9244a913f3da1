//! Two texts beside each other, passage by passage, as brackets inside a sentence need them.

use super::wording::edits;
use crate::finding::table::EditKind;

/// A passage of two texts beside each other.
pub(super) enum Passage {
    /// Words of both.
    Same(String),
    /// Words of either, and whether a space follows.
    Differs { a: String, b: String, space: bool },
}

/// Two texts passage by passage. No bracket begins with the mark that ends what stands before it: then the
/// last word before it is part of what differs.
pub(super) fn passages(a: &str, b: &str) -> Vec<Passage> {
    let mut all: Vec<Passage> = Vec::new();
    for edit in edits(a, b) {
        let blank = edit.text.trim().is_empty();
        match (edit.is, all.last_mut()) {
            (EditKind::Same, _) => all.push(Passage::Same(edit.text)),
            (EditKind::Deleted, Some(Passage::Differs { a, space, .. })) => {
                *space |= edit.text.ends_with(char::is_whitespace);
                a.push_str(&edit.text);
            }
            (EditKind::Inserted, Some(Passage::Differs { b, space, .. })) => {
                *space |= edit.text.ends_with(char::is_whitespace);
                b.push_str(&edit.text);
            }
            (_, Some(Passage::Same(text))) if blank => text.push_str(&edit.text),
            (is, _) => {
                let space = edit.text.ends_with(char::is_whitespace);
                let (a, b) = match is {
                    EditKind::Deleted => (edit.text, String::new()),
                    _ => (String::new(), edit.text),
                };
                all.push(Passage::Differs { a, b, space });
            }
        }
    }
    let is_mark =
        |text: &str| text.trim_start().starts_with(['.', ',', ';', ':', '!', '?', ')', '…']);
    for at in 1..all.len() {
        let (before, rest) = all.split_at_mut(at);
        if let (Some(Passage::Same(same)), Passage::Differs { a, b, .. }) =
            (before.last_mut(), &mut rest[0])
            && (is_mark(a) || is_mark(b))
        {
            let cut = same
                .trim_end()
                .rfind(char::is_whitespace)
                .map_or(0, |it| it + same[it..].chars().next().map_or(1, char::len_utf8));
            let word = same.split_off(cut);
            for text in [a, b] {
                *text = format!("{word}{text}");
            }
        }
    }
    all
}
