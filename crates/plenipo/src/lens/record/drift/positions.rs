//! What a party wanted and how much it cared at one time against what it said of both later.

use plenipo_record::case::Case;
use plenipo_record::case::describe::Names;
use plenipo_record::case::held::{on_order, on_salience};
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::Issue;
use plenipo_record::case::order::Order;
use plenipo_record::case::party::Party;
use plenipo_record::case::position::{Position, Salience};

use super::{Drift, is_said};
use crate::lens::record::matrix;

/// Positions on one issue that differ, and what was said of how much it or a group matters.
///
/// A position may speak of the order, of the salience, or of both. Each is set against the last that
/// spoke of the same, so that saying how much one cares takes nothing back of what one wants.
pub(super) fn positions(case: &Case, party: Ix<Party>, all: &mut Vec<Drift>) {
    let mut of_party: Vec<&Position> =
        case.positions.iter().filter(|it| it.party == party && is_said(&it.meta)).collect();
    // In canonical order the undated come last; here they are the oldest.
    of_party.sort_by_key(|it| it.date);
    for place in (0..case.issues.len()).map(Ix::new) {
        let of_issue: Vec<&Position> =
            of_party.iter().copied().filter(|it| it.issue == Some(place)).collect();
        let issue = case.issue(place);
        let mut found: Vec<(&Position, &Position, Vec<String>)> = Vec::new();
        for (before, after) in pairs(&of_issue, on_order) {
            let change = match (is_one_order(issue, before, after), before.ended, after.ended) {
                (_, false, true) => format!("no longer holds its position on {}", issue.title),
                (_, true, true) | (true, false, false) => continue,
                _ => format!("another position on {}", issue.title),
            };
            found.push((before, after, vec![change]));
        }
        for (before, after, change) in salience(&of_issue, &issue.title) {
            let is_same = |it: &&mut (&Position, &Position, Vec<String>)| {
                std::ptr::eq(it.0, before) && std::ptr::eq(it.1, after)
            };
            match found.iter_mut().find(is_same) {
                // With the position goes what was said of how much it matters.
                Some(_) if after.ended => {}
                Some(it) => it.2.push(change),
                None => found.push((before, after, vec![change])),
            }
        }
        all.extend(
            found.into_iter().map(|(a, b, change)| drift(case, party, (a, b), change.join("; "))),
        );
    }
    let mut groups: Vec<&str> = of_party.iter().filter_map(|it| it.group.as_deref()).collect();
    groups.sort_unstable();
    groups.dedup();
    for group in groups {
        let of_group: Vec<&Position> =
            of_party.iter().copied().filter(|it| it.group.as_deref() == Some(group)).collect();
        let changes = salience(&of_group, group);
        all.extend(changes.into_iter().map(|(a, b, change)| drift(case, party, (a, b), change)));
    }
}

/// Each position that speaks of the matter with the last before it that does: with each of them, where they are
/// several of one day.
fn pairs<'p>(
    of: &[&'p Position],
    speaks: fn(&Position) -> bool,
) -> Vec<(&'p Position, &'p Position)> {
    let of: Vec<&Position> = of.iter().copied().filter(|it| speaks(it)).collect();
    let mut pairs = Vec::new();
    for after in &of {
        let before = || of.iter().filter(|it| it.date < after.date);
        let day = before().map(|it| it.date).max();
        pairs.extend(before().filter(|it| Some(it.date) == day).map(|it| (*it, *after)));
    }
    pairs
}

/// Whether both say the same of the options, in whatever form: `k > l` is one order as a ranking and as
/// a single comparison.
fn is_one_order(issue: &Issue, a: &Position, b: &Position) -> bool {
    let said =
        a.indifferent == b.indifferent && a.acceptable == b.acceptable && a.values == b.values;
    let (x, y) = (Order::of(issue, a), Order::of(issue, b));
    said && match (x, y) {
        (Ok(x), Ok(y)) => x == y,
        // What goes round in a circle is compared as it was said.
        _ => (a.ideal, &a.ranking, &a.prefers) == (b.ideal, &b.ranking, &b.prefers),
    }
}

/// What was said otherwise than before of how much `what` matters.
fn salience<'p>(of: &[&'p Position], what: &str) -> Vec<(&'p Position, &'p Position, String)> {
    let word = |it: &Position| it.salience.map(shown).unwrap_or_default();
    let each = pairs(of, on_salience).into_iter().filter_map(|(before, after)| {
        let change = match (before.ended, after.ended) {
            (false, true) => format!("no longer says how much {what} matters to it"),
            (true, true) => return None,
            (true, false) => format!("says again how much {what} matters to it: {}", word(after)),
            _ if before.salience == after.salience => return None,
            _ => format!("another salience of {what}: {}, before {}", word(after), word(before)),
        };
        Some((before, after, change))
    });
    each.collect()
}

/// `critical`, `0.3`, `0.2–0.4`.
fn shown(salience: Salience) -> String {
    match salience {
        Salience::Class(class) => class.word().to_owned(),
        Salience::Share(range) if range.is_exact() => range.low.to_string(),
        Salience::Share(range) => format!("{}–{}", range.low, range.high),
    }
}

fn drift(
    case: &Case,
    party: Ix<Party>,
    (before, after): (&Position, &Position),
    change: String,
) -> Drift {
    Drift {
        party,
        from: before.date,
        to: after.date,
        before: matrix::position(case, before, Names::Texts),
        after: matrix::position(case, after, Names::Texts),
        change,
    }
}
