//! What an acceptance of single points does to lines: it sets aside, for this text only, a line that the text crosses by
//! those points alone.

use super::assess::drawn_before;
use super::word::accepts;
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
    let on = line.judged_on(contents);
    // A text that crosses a line by what it does not say crosses it by no point.
    let spoken =
        |it: &[usize]| !it.is_empty() && it.iter().all(|it| covered(draft, *it, &accepted));
    !on.is_empty() && on.iter().all(|it| spoken(&contents[it.get()].points))
}

/// Whether one of the answers is to the point at that place, or to one that it stands under.
fn covered(draft: &Draft, place: usize, answers: &[&Answer]) -> bool {
    let mut at = draft.points.get(place);
    // No chain is longer than there are points.
    for _ in 0..=draft.points.len() {
        let Some(point) = at else { return false };
        let Some(number) = &point.number else { return false };
        if answers.iter().any(|it| it.points.contains(number)) {
            return true;
        }
        let above =
            |under: &String| draft.points.iter().find(|it| it.number.as_ref() == Some(under));
        at = point.under.as_ref().and_then(above);
    }
    false
}
