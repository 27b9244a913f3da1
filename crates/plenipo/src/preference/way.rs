//! Which way a change goes for a party, by what is recorded of its order of options: the one rule of every
//! lens that says so.

use plenipo_record::case::held::Held;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{Issue, OptionIx, OptionSet};
use plenipo_record::case::order::Order;
use plenipo_record::case::party::Party;
use plenipo_record::case::position::Position;
use plenipo_record::case::records::Records;

/// Which way a change goes for a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// It holds what comes to be better.
    Better,
    /// It holds it worse.
    Worse,
    /// It holds both alike.
    Alike,
    /// Its order does not tell the two apart.
    Unknown,
}

/// Which way it goes for `party` that a text has one of `after` on `issue` where another has one of `before`;
/// `None` where it holds no position that orders any options of the issue.
///
/// Every option of one side is asked about against every other of the other, and where they do not all go one
/// way nothing is said. Nor is it where a side has no option.
pub fn way(
    records: &Records,
    party: Ix<Party>,
    issue: Ix<Issue>,
    before: OptionSet,
    after: OptionSet,
) -> Option<Way> {
    let position = Held::of(records, party).order(issue)?;
    let order = Order::of(records.issue(issue), position).ok();
    let says = order.as_ref().is_some_and(Order::says_something);
    if !says && !position.indifferent && position.values.is_empty() {
        return None;
    }
    let (mut better, mut worse, mut alike) = (false, false, false);
    for a in before.iter() {
        for b in after.iter().filter(|b| *b != a) {
            match between(position, order.as_ref(), a, b) {
                Way::Better => better = true,
                Way::Worse => worse = true,
                Way::Alike => alike = true,
                Way::Unknown => return Some(Way::Unknown),
            }
        }
    }
    Some(match (better, worse, alike) {
        (true, false, _) => Way::Better,
        (false, true, _) => Way::Worse,
        (false, false, true) => Way::Alike,
        _ => Way::Unknown,
    })
}

/// Which way one option is to another: indifference first, then stated values, then the order.
fn between(position: &Position, order: Option<&Order>, before: OptionIx, after: OptionIx) -> Way {
    if position.indifferent {
        return Way::Alike;
    }
    if let Some(way) = by_values(position, before, after) {
        return way;
    }
    let Some(order) = order else { return Way::Unknown };
    let pairs = order.pairs();
    if pairs.contains(&(after, before)) {
        Way::Better
    } else if pairs.contains(&(before, after)) {
        Way::Worse
    } else if order.equal(before).contains(after) {
        Way::Alike
    } else {
        Way::Unknown
    }
}

/// By stated values, where their ranges do not overlap or are one and the same number.
fn by_values(position: &Position, before: OptionIx, after: OptionIx) -> Option<Way> {
    let of = |option| position.values.iter().find(|(it, _)| *it == option).map(|(_, it)| *it);
    let (before, after) = (of(before)?, of(after)?);
    if after.low > before.high {
        Some(Way::Better)
    } else if after.high < before.low {
        Some(Way::Worse)
    } else if before.is_exact() && after.is_exact() {
        Some(Way::Alike)
    } else {
        None
    }
}
