//! What it means that a draft is not known to cross a line: a text that somebody read keeps to it, a report of a text
//! does not show that, and what is left to the principals does not touch it.

use plenipo_record::case::contents::{Content, How};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::lines::Line;
use plenipo_record::case::meta::Basis;

/// A line that a draft is not known to cross.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::lens) enum Uncrossed {
    /// The text keeps to it.
    ByTheText,
    /// Only reports of the text, or the record keeper's own conclusion, say so.
    ByReport,
    /// The text says nothing on it: it leaves it to the principals, or no more than that is known.
    NotTouched,
}

impl Uncrossed {
    pub(in crate::lens) fn word(self) -> &'static str {
        match self {
            Uncrossed::ByTheText => "respected",
            Uncrossed::ByReport => "respected, by report",
            Uncrossed::NotTouched => "not touched",
        }
    }
}

/// How `draft`, of this content, is not known to cross `line`.
pub(in crate::lens) fn uncrossed(draft: &Draft, line: &Line, contents: &[Content]) -> Uncrossed {
    let on = || {
        let all = line.rules_out.iter().chain(&line.unclear);
        all.map(|(issue, _)| &contents[issue.get()])
    };
    let says = |it: &&Content| !matches!(it.how, How::LeftOpen | How::Unknown);
    if !on().any(|it| says(&it)) {
        return Uncrossed::NotTouched;
    }
    let concluded = |it: &Content| {
        let point = |place: &usize| draft.points.get(*place).map(|it| it.meta.basis);
        let bases = || it.points.iter().filter_map(point);
        bases().count() > 0 && bases().all(|it| it == Basis::Inferred)
    };
    let left_open = on().any(|it| it.how == How::LeftOpen);
    match draft.is_read() && !on().any(concluded) && !left_open {
        true => Uncrossed::ByTheText,
        false if left_open => Uncrossed::NotTouched,
        false => Uncrossed::ByReport,
    }
}
