//! The tree that the points of a draft form: what stands under what, and a stable path of each point.

use plenipo_record::case::draft::Draft;

/// The points above the one at `place`, nearest first.
pub(in crate::lens) fn above(draft: &Draft, place: usize) -> Vec<usize> {
    let mut all: Vec<usize> = Vec::new();
    let mut at = place;
    while let Some(under) = draft.points.get(at).and_then(|it| it.under.as_ref()) {
        let found = draft.points.iter().position(|it| it.number.as_ref() == Some(under));
        // Points never stand under each other in a circle; the check makes it certain that this ends.
        let Some(next) = found.filter(|it| *it != place && !all.contains(it)) else { break };
        all.push(next);
        at = next;
    }
    all
}

/// Where a point stands: its number as printed, with those above it unless it already begins with them:
/// `15(2)(a)`, `Annex II › 3`. A point without a number is told by its place: `(4)`.
pub(in crate::lens) fn path(draft: &Draft, place: usize) -> String {
    let own = draft.points.get(place).and_then(|it| it.number.clone());
    let own = own.unwrap_or_else(|| format!("({})", place + 1));
    let Some(parent) = above(draft, place).first().copied() else { return own };
    let number = draft.points[parent].number.as_deref().unwrap_or_default();
    let over = path(draft, parent);
    match own.starts_with(number) || own.starts_with(&over) {
        true => own,
        false => format!("{over} › {own}"),
    }
}

/// What stands before a point in a list, so that it is seen under what it stands.
pub(in crate::lens) fn indent(draft: &Draft, place: usize) -> String {
    "\u{a0}\u{a0}\u{a0}".repeat(above(draft, place).len())
}
