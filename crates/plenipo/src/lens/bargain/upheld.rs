//! The other end for single drafts and solutions: which of them cross a line that a later word apparently overtook, if it
//! still stands.

use super::crossing::{crossing, who};
use super::picture::Picture;
use crate::lens::acceptance::assess::is_set_aside;
use plenipo_record::case::Case;
use plenipo_record::case::contents::Content;
use plenipo_record::case::describe::{self, listed};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::OptionSet;
use plenipo_record::case::lines::{Line, Verdict};

/// A note for each.
pub(super) fn notes(
    case: &Case,
    drafts: &[Ix<Draft>],
    solved: Option<(&Picture, &[OptionSet])>,
) -> Vec<String> {
    let lines = case.vetoes();
    let overtaken: Vec<(&Line, Line)> =
        (lines.iter().filter(|it| !it.overtaken.is_empty())).map(|it| (it, it.upheld())).collect();
    if overtaken.is_empty() {
        return Vec::new();
    }
    let crosses = |draft: Option<Ix<Draft>>, contents: &[Content]| {
        // Of a draft that its party has accepted since it is settled.
        let settled = |line: &Line| draft.is_some_and(|it| is_set_aside(case, it, line));
        let only_if_it_stands = |(now, upheld): &&(&Line, Line)| {
            upheld.judge(contents) == Verdict::Crossed
                && now.judge(contents) != Verdict::Crossed
                && !settled(now)
        };
        let named = overtaken.iter().filter(only_if_it_stands).map(|(line, _)| {
            let whose = case.party(line.party).label();
            format!("{whose}'s {}", describe::line_named(case, line.stated))
        });
        let named: Vec<String> = named.collect();
        (!named.is_empty()).then(|| listed(&named))
    };
    let note = |(lines, what): (String, Vec<String>)| {
        format!("if what a later word apparently overtook still stands, {} {lines}", who(&what))
    };
    crossing(case, drafts, solved, crosses).into_iter().map(note).collect()
}
