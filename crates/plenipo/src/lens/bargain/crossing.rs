//! Which drafts and solutions cross lines that the answer does not count, told together by what they cross.

use super::picture::{Picture, SolutionKind};
use plenipo_record::case::Case;
use plenipo_record::case::contents::{Content, contents};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{Issue, OptionIx, OptionSet};

/// What several drafts and solutions cross, with those that do.
pub(super) type Crossing = (String, Vec<String>);

/// `crosses` says of a draft on record, or of a package, with its content, what it crosses; `left` are the options that
/// the solutions choose among.
pub(super) fn crossing(
    case: &Case,
    drafts: &[Ix<Draft>],
    solved: Option<(&Picture, &[OptionSet])>,
    crosses: impl Fn(Option<Ix<Draft>>, &[Content]) -> Option<String>,
) -> Vec<Crossing> {
    let mut told: Vec<Crossing> = Vec::new();
    let mut tell = |crosses: Option<String>, what: String| {
        let Some(crosses) = crosses else { return };
        match told.iter_mut().find(|it| it.0 == crosses) {
            Some((_, all)) => all.push(what),
            None => told.push((crosses, vec![what])),
        }
    };
    for ix in drafts {
        let contents = contents(case, case.draft(*ix));
        tell(crosses(Some(*ix), &contents), format!("the draft {}", case.draft(*ix).id()));
    }
    let Some((picture, left)) = solved else { return told };
    for kind in SolutionKind::ALL {
        let each = picture.ties(kind).iter();
        let each: Vec<Option<String>> =
            each.map(|it| crosses(None, &package(case, (picture, left), &it.choice))).collect();
        let label = kind.label();
        let first = each.iter().flatten().next().cloned();
        match each.iter().all(Option::is_some) {
            true => tell(first, format!("the {label} solution")),
            false => tell(first, format!("some ties for the {label} solution")),
        }
    }
    told
}

/// The content of what a solution chooses.
fn package(
    case: &Case,
    (picture, left): (&Picture, &[OptionSet]),
    choice: &[usize],
) -> Vec<Content> {
    let option = |(issue, it): (usize, &Issue)| match picture.idle[issue] {
        // Where nobody's order tells what is chosen, any option left may be.
        true => Content::one_of(left[issue]),
        false => {
            let option = left[issue].iter().nth(choice[issue]);
            Content::one_of(option.map_or(it.all(), |it: OptionIx| OptionSet::one(it)))
        }
    };
    case.issues.iter().enumerate().map(option).collect()
}

/// `the draft d and the Nash solution cross`.
pub(super) fn who(what: &[String]) -> String {
    let verb = if what.len() == 1 { "crosses" } else { "cross" };
    format!("{} {verb}", plenipo_record::case::describe::listed(what))
}
