//! Signs that nobody sees and that change what is seen: control characters, and those that turn the
//! direction of the words around them.

use super::{Part, Words};

/// Whether `c` is such a sign; the marks that right-to-left scripts need are none.
fn is_unseen(c: char) -> bool {
    let breaks = matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}');
    (c.is_control() && !breaks) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// With fewer control characters than this, a text is one whatever it is made of.
const CONTROLS_MIN: usize = 3;

/// One control character in so many is no slip.
const CONTROLS_EVERY: usize = 8;

/// The first control character of what cannot be meant as text, read as it is: there is a NUL in it, which
/// no text has, or there are many others. So begin the bytes of other encodings (UTF-16 without a mark is
/// often sound UTF-8) and files that are none of text.
pub(super) fn no_text(text: &str) -> Option<char> {
    let is_control = |it: &char| it.is_control() && is_unseen(*it);
    let many = || {
        let controls = text.chars().filter(is_control).count();
        controls >= CONTROLS_MIN && controls * CONTROLS_EVERY > text.chars().count()
    };
    if text.contains('\0') {
        return Some('\0');
    }
    text.chars().find(is_control).filter(|_| many())
}

/// Takes such signs out of `text`, and counts them.
pub(super) fn remove(text: &mut String, removed: &mut usize) {
    text.retain(|c| {
        let unseen = is_unseen(c);
        *removed += usize::from(unseen);
        !unseen
    });
}

/// Takes such signs out of every word of `part`, and counts them.
pub(super) fn remove_from(part: &mut Part, removed: &mut usize) {
    let mut words = |it: &mut Words| {
        remove(&mut it.now, removed);
        it.before.iter_mut().for_each(|it| remove(it, removed));
    };
    match part {
        Part::Line(line) => words(&mut line.words),
        Part::Table(table) => table.rows.iter_mut().flatten().for_each(words),
    }
}

/// What there is to say of `removed` signs.
pub(super) fn remark(removed: usize) -> Option<String> {
    let (count, were) = match removed {
        0 => return None,
        1 => ("1 control character".to_owned(), "was"),
        many => (format!("{many} control characters"), "were"),
    };
    Some(format!("{count} that cannot be seen {were} removed"))
}
