//! Keepers' readings of what goes with what: they take nothing away, and say which drafts and solutions go against
//! them.

use super::picture::{Picture, SolutionKind};
use plenipo_record::case::Case;
use plenipo_record::case::contents::contents;
use plenipo_record::case::describe::{self, listed};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::forbidden::{Broken, Clause, warned, warnings};
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::OptionSet;

/// Whether what a solution chooses goes against a reading.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Goes {
    Against,
    /// Of several choices that are worth the same, some do.
    Partly,
    With,
}

/// A note for each reading that one of `drafts` or a solution of `picture` goes against; `left` are the options that
/// the solutions choose among.
pub(super) fn notes(
    case: &Case,
    drafts: &[Ix<Draft>],
    solved: Option<(&Picture, &[OptionSet])>,
) -> Vec<String> {
    let clauses = warnings(case);
    if clauses.is_empty() {
        return Vec::new();
    }
    let texts: Vec<(Ix<Draft>, Broken)> =
        drafts.iter().map(|ix| (*ix, warned(case, &contents(case, case.draft(*ix))))).collect();
    let mut notes = Vec::new();
    for place in 0..case.rules.len() {
        let of: Vec<&Clause> = clauses.iter().filter(|it| it.rule.get() == place).collect();
        let mut against: Vec<String> = Vec::new();
        for (draft, warned) in &texts {
            if warned.each.iter().chain(&warned.together).any(|it| it.get() == place) {
                against.push(format!("the draft {}", case.draft(*draft).id()));
            }
        }
        for kind in SolutionKind::ALL.into_iter().filter(|_| !of.is_empty()) {
            let goes = solved.map_or(Goes::With, |(picture, left)| goes(picture, left, kind, &of));
            let label = kind.label();
            match goes {
                Goes::Against => against.push(format!("the {label} solution")),
                Goes::Partly => against.push(format!("some ties for the {label} solution")),
                Goes::With => {}
            }
        }
        if !against.is_empty() {
            notes.push(format!(
                "a record keeper's reading warns, and takes nothing away: by {} the parts of these do not go together: \
                 {}",
                describe::rule_named(case, Ix::new(place)),
                listed(&against)
            ));
        }
    }
    notes
}

fn goes(picture: &Picture, left: &[OptionSet], kind: SolutionKind, of: &[&Clause]) -> Goes {
    let ties = picture.ties(kind);
    let breaks = |choice: &[usize]| {
        of.iter().any(|clause| {
            clause.sets.iter().all(|(issue, set)| {
                let issue = issue.get();
                // Where nobody's order tells what is chosen, any option left may be.
                match picture.idle[issue] {
                    true => left[issue].within(*set),
                    false => {
                        left[issue].iter().nth(choice[issue]).is_some_and(|it| set.contains(it))
                    }
                }
            })
        })
    };
    match ties.iter().filter(|it| breaks(&it.choice)).count() {
        0 => Goes::With,
        n if n == ties.len() => Goes::Against,
        _ => Goes::Partly,
    }
}
