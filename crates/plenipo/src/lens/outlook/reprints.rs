//! Reprints: what rests on one and the same report counts once.

use plenipo_record::case::Case;
use plenipo_record::case::id::Ix;
use plenipo_record::case::meta::Meta;
use plenipo_record::case::source::Source;

/// Whether one of two records rests on nothing but reprints of what the other rests on: no source in
/// common, but every source of one is, at its origin, a source of the other. Two items of the very
/// same source are two items.
pub(super) fn reprint(case: &Case, a: &Meta, b: &Meta) -> bool {
    let sources = |it: &Meta| it.sources.iter().map(|it| it.source).collect::<Vec<_>>();
    let (a, b) = (sources(a), sources(b));
    if a.is_empty() || b.is_empty() || a.iter().any(|it| b.contains(it)) {
        return false;
    }
    let origins = |of: &[Ix<Source>]| of.iter().map(|it| origin(case, *it)).collect::<Vec<_>>();
    let (a, b) = (origins(&a), origins(&b));
    a.iter().all(|it| b.contains(it)) || b.iter().all(|it| a.contains(it))
}

/// Where a source was taken from in the end.
fn origin(case: &Case, source: Ix<Source>) -> Ix<Source> {
    let mut at = source;
    // A chain of reprints is no longer than the list; a circle ends there too.
    for _ in 0..case.sources.len() {
        match case.source(at).syndicated_from {
            Some(from) => at = from,
            None => break,
        }
    }
    at
}
