//! How many drafts keep every line, those that tie issues together included: exact logic, before any
//! number.

use std::collections::BTreeMap;

use super::zone::{Together, Zone};
use plenipo_maths::change::clear::{Combination, Puzzle, possible, state};
use plenipo_maths::change::work;
use plenipo_maths::frontier::{Never, permitted};
use plenipo_maths::work::{Ended, Work};
use plenipo_record::case::issue::OptionSet;

/// Assignments of issues that are held at once for counting.
const CELLS_MAX: f64 = 2e6;

/// Steps of work that one combination takes to be written down.
const PREPARING: u64 = 16;

/// How many drafts keep every line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// So many.
    Drafts(u128),
    /// Some do; how many is not counted.
    Some,
    /// Whether any does is not known: the issues are tied together too closely.
    Unknown,
}

/// The combinations that conditional lines forbid, once for all lines on the same issues; places are those
/// of the options left.
///
/// # Errors
/// [`Ended`] where the work does not reach.
pub(super) fn never(zone: &Zone, work: &mut Work<'_>) -> Result<Vec<Never>, Ended> {
    let left = &zone.left;
    let mut by_scope: BTreeMap<Vec<usize>, Vec<&Together>> = BTreeMap::new();
    for line in &zone.joint {
        let mut scope: Vec<usize> = line.scope.iter().map(|it| it.get()).collect();
        scope.sort_unstable();
        by_scope.entry(scope).or_default().push(line);
    }
    let cells = by_scope.keys().map(|scope| {
        let sizes = scope.iter().map(|issue| left[*issue].len() as u64);
        sizes.fold(PREPARING, u64::saturating_mul)
    });
    work.spend(cells.fold(0, u64::saturating_add))?;
    let combinations = |scope: &[usize], lines: &[&Together]| {
        let mut combinations = vec![false; scope.iter().map(|it| left[*it].len()).product()];
        for line in lines {
            // Places in the table of the combinations that cross the line.
            let mut crossed = vec![0];
            for issue in scope {
                let size = left[*issue].len();
                let at = places(left, *issue, line);
                let further = |before: &usize| at.iter().map(|at| before * size + at).collect();
                crossed = crossed.iter().flat_map(|it| -> Vec<usize> { further(it) }).collect();
            }
            crossed.into_iter().for_each(|place| combinations[place] = true);
        }
        combinations
    };
    let never = by_scope.iter().map(|(scope, lines)| Never {
        scope: scope.clone(),
        combinations: combinations(scope, lines),
    });
    Ok(never.collect())
}

/// The places, among the options left on `issue`, of those that cross `line` together with others.
fn places(left: &[OptionSet], issue: usize, line: &Together) -> Vec<usize> {
    let own = line.scope.iter().zip(&line.crossing).filter(|(it, _)| it.get() == issue);
    let crossing: Vec<&OptionSet> = own.map(|(_, set)| set).collect();
    let options = left[issue].iter().enumerate();
    let crosses = options.filter(|(_, option)| crossing.iter().all(|set| set.contains(*option)));
    crosses.map(|(at, _)| at).collect()
}

/// Counts the drafts that keep every line, or finds out whether there is one.
///
/// # Errors
/// [`Ended::Stopped`] when it was asked to stop.
pub(super) fn kept(zone: &Zone, never: &[Never], work: &mut Work<'_>) -> Result<Kept, Ended> {
    let sizes: Vec<usize> = zone.left.iter().map(|it| it.len()).collect();
    let eighth = work.left() / 8;
    let counted = work.part(eighth, |work| permitted(&sizes, never, CELLS_MAX, work));
    if let Some(counted) = counted {
        return Ok(Kept::Drafts(counted));
    }
    // Every issue has to have one of its options; no combination that crosses a line may come about.
    let scopes = zone.joint.iter().flat_map(|line| &line.scope).map(|it| it.get());
    let mut tied: Vec<usize> = scopes.collect();
    tied.sort_unstable();
    tied.dedup();
    let mut choices = vec![0; sizes.len()];
    let mut forbidden: Vec<Combination> = Vec::new();
    for issue in &tied {
        choices[*issue] = sizes[*issue];
        forbidden.push(vec![(*issue, state(None))]);
    }
    for line in &zone.joint {
        let mut combination = Combination::new();
        for issue in line.scope.iter().map(|it| it.get()) {
            let states = places(&zone.left, issue, line);
            let states = states.into_iter().fold(0, |all, at| all | state(Some(at)));
            if combination.iter().all(|(it, _)| *it != issue) {
                combination.push((issue, states));
            }
        }
        forbidden.push(combination);
    }
    let puzzle = Puzzle { choices: &choices, forbidden: &forbidden, watched: &[], asking: 0 };
    let allowed = work.left() / 8;
    let mut go_on = |_: f64| true;
    let mut own = work::SearchWork::new(allowed, &mut go_on);
    let found = possible(puzzle, &mut own, |_| Vec::new());
    let taken = own.taken().min(allowed);
    // What was taken is part of the whole; being asked to stop shows there.
    match work.spend(taken) {
        Err(Ended::Stopped) => return Err(Ended::Stopped),
        Err(Ended::Spent) | Ok(()) => {}
    }
    Ok(match found {
        Some(false) => Kept::Drafts(0),
        Some(true) => Kept::Some,
        None => Kept::Unknown,
    })
}
