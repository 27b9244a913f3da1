//! What an acceptance of single points does to lines: it sets aside, for this text only, a line that the text crosses by
//! those points alone.

use super::assess::drawn_before;
use super::word::accepts;
use crate::lens::drafts::tree::Tree;
use plenipo_record::case::Case;
use plenipo_record::case::contents::Content;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::lines::{Line, Verdict};
use plenipo_record::case::position::Answer;

/// Whether `replies`, the party's standing answers to points of `draft`, accept every point by which a text of this
/// content crosses `line`, each given after the line was drawn.
pub(super) fn sets_aside(
    case: &Case,
    (draft, contents): (&Draft, &[Content]),
    replies: &[Ix<Answer>],
    line: &Line,
) -> bool {
    let later = |ix: &&Ix<Answer>| {
        let it = &case.answers[ix.get()];
        accepts(it, contents) && drawn_before(case, &[**ix], line)
    };
    let accepted: Vec<&Answer> =
        replies.iter().filter(later).map(|ix| &case.answers[ix.get()]).collect();
    if accepted.is_empty() || line.judge(contents) != Verdict::Crossed {
        return false;
    }
    let (on, tree) = (line.judged_on(contents), Tree::of(draft));
    // A text that crosses a line by what it does not say crosses it by no point.
    let spoken =
        |it: &[usize]| !it.is_empty() && it.iter().all(|it| covered(&tree, *it, &accepted));
    !on.is_empty() && on.iter().all(|it| spoken(&contents[it.get()].points))
}

/// Whether one of the answers is to the point at that place, or to one that it stands under.
fn covered(tree: &Tree<'_>, place: usize, answers: &[&Answer]) -> bool {
    let mut up = std::iter::once(place).chain(tree.above(place));
    up.any(|at| {
        let number = tree.draft.points[at].number.as_ref();
        number.is_some_and(|it| answers.iter().any(|answer| answer.points.contains(it)))
    })
}
