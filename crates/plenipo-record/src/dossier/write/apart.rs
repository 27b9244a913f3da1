//! A draft as a file of its own, with remarks for whoever reads it through.

use crate::case::draft::Draft;
use crate::case::id::{Ix, Kind, RecordRef};
use crate::case::records::Records;

use super::parts::Pen;
use super::records;
use super::value::Val;

/// Remarks are broken at this width.
const WIDTH_MAX: usize = 110;

/// The text of a file with one draft of `records`: each point under a header of its own. `opening`
/// stands above it all and `beside[n]` below the keys of point *n*, as comments.
pub fn draft_apart(
    records: &Records,
    draft: Ix<Draft>,
    opening: &[String],
    beside: &[Vec<String>],
) -> String {
    let mut text = String::new();
    opening.iter().for_each(|it| comment(it, &mut text));
    let mut keys = records::keys(&Pen::new(records), RecordRef::new(Kind::Draft, draft.get()));
    let points = match keys.take("points") {
        Some(Val::List(points)) => points,
        _ => Vec::new(),
    };
    text.push_str("[[draft]]\n");
    keys.lines(&mut text);
    for (place, point) in points.iter().enumerate() {
        text.push_str("\n[[draft.points]]\n");
        if let Val::Table(keys) = point {
            keys.lines(&mut text);
        }
        beside.get(place).into_iter().flatten().for_each(|it| comment(it, &mut text));
    }
    text
}

/// `words` as comments: whatever they hold, they stay behind the sign of one.
pub fn comment(words: &str, out: &mut String) {
    for line in words.split(['\n', '\r']) {
        // What is there to be taken over as it stands stays in one line.
        let whole = line.contains(" = ");
        let mut width = 0;
        for word in line.split_whitespace() {
            let letters = word.chars().count();
            if width == 0 || (width + 1 + letters > WIDTH_MAX && !whole) {
                out.push_str(if width == 0 { "#" } else { "\n#" });
                width = 1;
            }
            out.push(' ');
            // Controls a comment may not hold, and what would turn the reading direction.
            let safe = |c: char| match c {
                c if c.is_control() => '\u{fffd}',
                '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
                c => c,
            };
            out.extend(word.chars().map(safe));
            width += 1 + letters;
        }
        if width > 0 {
            out.push('\n');
        }
    }
}
