//! References to sources, found in words.
//!
//! An answer names a source in one form only, its id and the grade of the citation: `gazette B2`
//! (`case/describe.rs` of the engine writes it). Which ids there are, the finding's provenance says;
//! nothing else is taken for a reference.

use std::collections::BTreeMap;

use plenipo::finding::provenance::SourceLine;

/// The sources that words may refer to.
pub(crate) struct Sources<'a> {
    by_id: BTreeMap<&'a str, usize>,
}

/// A stretch of words.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// Words that refer to nothing.
    Words(&'a str),
    /// Words that name the source at this place of the list.
    Source(usize, &'a str),
}

impl<'a> Sources<'a> {
    pub(crate) fn new(lines: &'a [SourceLine]) -> Sources<'a> {
        let mut by_id = BTreeMap::new();
        for (place, line) in lines.iter().enumerate() {
            if !line.id.is_empty() && id_at(&line.id) == line.id.len() {
                by_id.entry(line.id.as_str()).or_insert(place);
            }
        }
        Sources { by_id }
    }

    /// The place of the source called `id`, if words can refer to it.
    pub(crate) fn names(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// `text` cut where it names a source.
    pub(crate) fn pieces<'t>(&self, text: &'t str) -> Vec<Piece<'t>> {
        let mut pieces = Vec::new();
        let mut done = 0;
        let mut at = 0;
        while at < text.len() {
            let word = id_at(&text[at..]);
            if word == 0 {
                at += text[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            }
            let end = at + word;
            if let (Some(place), Some(grade)) =
                (self.by_id.get(&text[at..end]), grade(&text[end..]))
            {
                if done < at {
                    pieces.push(Piece::Words(&text[done..at]));
                }
                pieces.push(Piece::Source(*place, &text[at..end + grade]));
                done = end + grade;
                at = done;
            } else {
                at = end;
            }
        }
        if done < text.len() {
            pieces.push(Piece::Words(&text[done..]));
        }
        pieces
    }
}

/// Length of the run of characters of an id at the start of `text`.
fn id_at(text: &str) -> usize {
    text.bytes().take_while(|it| it.is_ascii_alphanumeric() || *it == b'-').count()
}

/// Length of ` D3` at the start of `text`: a letter or dash, a digit or dash, then no letter more.
fn grade(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(' ')?;
    let mut chars = rest.chars();
    let letter = chars.next().filter(|c| matches!(c, 'A'..='F' | '–'))?;
    let digit = chars.next().filter(|c| matches!(c, '1'..='6' | '–'))?;
    let more = chars.next().is_some_and(char::is_alphanumeric);
    (!more).then_some(1 + letter.len_utf8() + digit.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_id_with_a_grade_is_a_reference() {
        let lines =
            ["rbc-28", "report"].map(|id| SourceLine { id: id.into(), ..Default::default() });
        let sources = Sources::new(&lines);
        let pieces = sources.pieces("reported, rbc-28 D3, report –6] report by E3, xrbc-28 D3 é");
        let expected = [
            Piece::Words("reported, "),
            Piece::Source(0, "rbc-28 D3"),
            Piece::Words(", "),
            Piece::Source(1, "report –6"),
            Piece::Words("] report by E3, xrbc-28 D3 é"),
        ];
        assert_eq!(pieces, expected);
        assert_eq!(sources.pieces(""), []);
    }
}
