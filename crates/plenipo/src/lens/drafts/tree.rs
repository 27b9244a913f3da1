//! The tree that the points of a draft form: what stands under what, and a stable path of each point.

use std::collections::HashMap;

use plenipo_record::case::draft::Draft;

/// How many levels are shown by indenting: beyond them a line would have no room for its words.
const INDENTS_MAX: usize = 8;

/// The points of a draft, each with the one that it stands under.
pub(in crate::lens) struct Tree<'d> {
    pub(in crate::lens) draft: &'d Draft,
    parents: Vec<Option<usize>>,
}

impl<'d> Tree<'d> {
    pub(in crate::lens) fn of(draft: &'d Draft) -> Tree<'d> {
        let mut numbered: HashMap<&str, usize> = HashMap::new();
        for (place, point) in draft.points.iter().enumerate() {
            if let Some(number) = &point.number {
                numbered.entry(number).or_insert(place);
            }
        }
        let parent = |place: &Option<String>| numbered.get(place.as_deref()?).copied();
        let parents = draft.points.iter().map(|it| parent(&it.under)).collect();
        Tree { draft, parents }
    }

    /// The points above the one at `place`, nearest first.
    pub(in crate::lens) fn above(&self, place: usize) -> Vec<usize> {
        let next = |at: &usize| self.parents.get(*at).copied().flatten();
        // Points never stand under each other in a circle, which the check makes certain; a bound costs nothing.
        std::iter::successors(next(&place), next).take(self.parents.len()).collect()
    }

    /// Where a point stands: its number as printed, with those above it unless it already begins with them:
    /// `15(2)(a)`, `Annex II › 3`. A point without a number is told by its place: `(4)`.
    pub(in crate::lens) fn path(&self, place: usize) -> String {
        let number =
            |place: usize| self.draft.points.get(place).and_then(|it| it.number.as_deref());
        let printed =
            |place: usize| number(place).map_or_else(|| format!("({})", place + 1), str::to_owned);
        let mut all = self.above(place);
        all.reverse();
        all.push(place);
        let mut path = String::new();
        let mut parent = None;
        for place in all {
            let own = printed(place);
            path = match parent {
                None => own,
                Some(over) if own.starts_with(number(over).unwrap_or_default()) => own,
                Some(_) if own.starts_with(&path) => own,
                Some(_) => format!("{path} › {own}"),
            };
            parent = Some(place);
        }
        path
    }

    /// What stands before a point in a list, so that it is seen under what it stands.
    pub(in crate::lens) fn indent(&self, place: usize) -> String {
        "\u{a0}\u{a0}\u{a0}".repeat(self.above(place).len().min(INDENTS_MAX))
    }
}
