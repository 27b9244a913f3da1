//! How parties read one point of a text differently, where its words allow it: constructive ambiguity.

use plenipo_record::case::Case;
use plenipo_record::case::describe;
use plenipo_record::case::draft::{Point, PointReading};

/// How a party reads a point: `East reads Toll: half (“a token”)`.
pub(in crate::lens) fn reading(case: &Case, it: &PointReading) -> String {
    let name = case.party(it.party).label();
    let words = it.words.as_ref().map(|it| describe::quoted(case, it));
    match (it.settles.is_empty(), words) {
        (true, None) => format!("{name} reads it in its own way"),
        (true, Some(words)) => format!("{name} reads it as {words}"),
        (false, words) => {
            let settles = describe::issue_option_texts(case, &it.settles);
            let words = words.map(|it| format!(" ({it})")).unwrap_or_default();
            format!("{name} reads {settles}{words}")
        }
    }
}

/// Whether parties read the point differently: it settles one thing to one of them and another to the other, or what it
/// settles is not on record and their words differ.
pub(in crate::lens) fn is_ambiguous(point: &Point) -> bool {
    point.readings.windows(2).any(|pair| {
        let [one, other] = pair else { return false };
        let silent = one.settles.is_empty() && other.settles.is_empty();
        one.settles != other.settles || silent && one.words != other.words
    })
}

/// Every party's reading of a point: `read differently: East reads …; West reads …`.
pub(in crate::lens) fn readings(case: &Case, point: &Point) -> Option<String> {
    let each: Vec<String> = point.readings.iter().map(|it| reading(case, it)).collect();
    let how = if is_ambiguous(point) { "read differently: " } else { "" };
    (!each.is_empty()).then(|| format!("{how}{}", each.join("; ")))
}
