//! The words of a cell: what delegations write in a column instead of a text.

use plenipo_maths::align::words::plain;
use plenipo_record::case::draft::Relation;

/// What a cell says when it is not a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellWords {
    /// The point is struck out: `deleted`.
    Deleted,
    /// The text of the first column stands: `[no change]`.
    NoChange,
    /// The text of the column before stands: `idem`.
    Idem,
    /// The text of another column stands, by its name: `as COM`.
    As(String),
    /// It went into other points, by number: `merged with 21`.
    MergedWith(Vec<String>),
    /// It stands elsewhere, by number: `moved to 11`.
    MovedTo(Vec<String>),
    /// It cannot be accepted.
    NotAcceptable,
    /// It can be accepted if changed.
    AcceptableWithModifications,
    /// It is still to be talked of.
    ToBeDiscussed,
}

/// What `cell` says, where it is of the vocabulary; `None` where it is a text, or empty.
///
/// Brackets, full stops and capitals make no difference. A cell that says more than this is a text:
/// nobody's words are taken for a mark.
pub fn read(cell: &str) -> Option<CellWords> {
    let flat = plain(cell);
    let bare = flat.trim_matches(|c: char| "[](){}.:;- ".contains(c)).to_lowercase();
    let said = match bare.as_str() {
        "deleted"
        | "delete"
        | "point deleted"
        | "[deleted"
        | "struck out"
        | "no text"
        | "intentionally left blank"
        | "supprimé"
        | "исключено"
        | "вилучено" => CellWords::Deleted,
        "no change" | "no changes" | "unchanged" | "without change" | "sans changement" => {
            CellWords::NoChange
        }
        "idem" | "ditto" | "same" | "same text" => CellWords::Idem,
        "not acceptable" => CellWords::NotAcceptable,
        "acceptable with modifications" | "acceptable with modification" => {
            CellWords::AcceptableWithModifications
        }
        "to be discussed"
        | "need to be further discussed"
        | "needs to be further discussed"
        | "to be discussed further" => CellWords::ToBeDiscussed,
        _ => return longer(&bare),
    };
    Some(said)
}

/// `as COM`, `merged with 21a and 21b`, `moved to 11 below`.
fn longer(bare: &str) -> Option<CellWords> {
    if let Some(rest) = after(bare, &["merged with ", "merged into ", "merged in "]) {
        return Some(CellWords::MergedWith(numbers(rest)?));
    }
    if let Some(rest) = after(bare, &["moved to ", "transferred to ", "now "]) {
        return Some(CellWords::MovedTo(numbers(rest)?));
    }
    let name = bare.strip_prefix("as ")?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-');
    is_name.then(|| CellWords::As(name.to_owned()))
}

fn after<'a>(text: &'a str, openings: &[&str]) -> Option<&'a str> {
    openings.iter().find_map(|it| text.strip_prefix(it))
}

/// Numbers of points: `21a, 21b and 22`, `recital 21`, `points 3-5`. Nothing else may be there.
fn numbers(text: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || c == ',' || c == ';') {
        match word {
            "" | "and" | "point" | "points" | "recital" | "recitals" | "article" | "art."
            | "para" | "paragraph" | "below" | "above" | "into" => {}
            word if word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 12 => {
                found.push(word.trim_end_matches('.').to_owned());
            }
            _ => return None,
        }
    }
    (!found.is_empty()).then_some(found)
}

/// What a point whose whole text is of the vocabulary says of the point of the same number.
pub(super) fn alone(text: &str) -> Option<Relation> {
    match read(text)? {
        CellWords::Deleted => Some(Relation::Dropped),
        CellWords::NoChange | CellWords::Idem => Some(Relation::Kept),
        _ => None,
    }
}
