//! What the record fixes of a party's values.

use crate::case::id::Ix;
use crate::case::issue::{Issue, OptionSet};
use crate::case::order::Order;
use crate::case::party::Party;
use crate::case::position::{Position, Salience, SalienceClass};
use crate::case::records::Records;
use crate::maths::simplex::{WeightOrder, WeightSpec};
use crate::maths::spec::Interval;
use crate::maths::value::ValueSpec;

/// What the record fixes of one party's values.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// The party.
    pub party: Ix<Party>,
    /// What is known of its values, issue by issue.
    pub values: Vec<ValueSpec>,
    /// Issues on which its order of options is known at least in part.
    pub known: Vec<bool>,
    /// Groups of issues; an issue outside every group is a group of its own.
    pub groups: Vec<Group>,
    /// What is known of the groups' weights; they sum to 1.
    pub group_weights: WeightSpec,
}

/// Issues that share out one weight.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Its name; the issue's title where it is an issue of its own.
    pub name: String,
    /// Its issues.
    pub issues: Vec<Ix<Issue>>,
    /// What is known of their shares of the group's weight; they sum to 1.
    pub weights: WeightSpec,
}

impl Profile {
    /// What `records` fix of the values of `party`.
    ///
    /// Of several positions on one issue the latest that says something of the order counts, and
    /// the latest that says something of the salience. Where that one is marked as ended nothing
    /// is known: what came before it was already replaced.
    pub fn of(records: &Records, party: Ix<Party>) -> Profile {
        let mut values = Vec::with_capacity(records.issues.len());
        let mut known = Vec::with_capacity(records.issues.len());
        for (place, issue) in records.issues.iter().enumerate() {
            let spec = held(records, party, Ix::new(place)).and_then(|it| value_spec(issue, it));
            known.push(spec.is_some());
            values.push(spec.unwrap_or(ValueSpec::Free { n: issue.options.len() }));
        }
        let groups = groups(records, party);
        let salience: Vec<Option<Salience>> = groups
            .iter()
            .map(|group| match group.issues.as_slice() {
                [alone] if records.issue(*alone).group.is_none() => {
                    salience_of(records, party, *alone)
                }
                _ => salience_of_group(records, party, &group.name),
            })
            .collect();
        let mut group_weights = weight_spec(&salience);
        for (place, group) in groups.iter().enumerate() {
            // A group whose every issue is without weight has none itself.
            if group.weights.none.len() == group.issues.len()
                && !group_weights.none.contains(&place)
            {
                group_weights = without(group_weights, place);
            }
        }
        Profile { party, values, known, groups, group_weights }
    }

    /// Of the issues in `issues`, on how many the order of options is known.
    pub fn covered(&self, issues: impl Iterator<Item = usize>) -> usize {
        issues.filter(|it| self.known[*it]).count()
    }
}

/// The position of `party` from which its order of the options of `issue` is read, if it still holds
/// one: the latest that says something of the order.
pub fn held(records: &Records, party: Ix<Party>, issue: Ix<Issue>) -> Option<&Position> {
    latest(records, party, |it| it.issue == Some(issue) && on_order(it))
}

/// The latest position of `party` that `of` asks for, if it is still held.
fn latest(
    records: &Records,
    party: Ix<Party>,
    of: impl Fn(&Position) -> bool,
) -> Option<&Position> {
    // Canonical order is by date, undated last; an undated one counts as the oldest.
    let each = records.positions.iter().filter(|it| it.party == party && of(it));
    let latest = each.enumerate().max_by_key(|(place, it)| (it.date, *place)).map(|(_, it)| it);
    latest.filter(|it| !it.ended)
}

/// Whether it says something of the order, or ends what was said of it.
fn on_order(position: &Position) -> bool {
    says_order(position) || position.ended && position.salience.is_none()
}

/// Whether it says something of the salience, or ends what was said of it.
fn on_salience(position: &Position) -> bool {
    position.salience.is_some() || position.ended && !says_order(position)
}

fn says_order(position: &Position) -> bool {
    position.indifferent
        || position.ideal.is_some()
        || !position.ranking.is_empty()
        || !position.prefers.is_empty()
        || !position.acceptable.is_empty()
        || !position.values.is_empty()
}

/// What the position says of the issue's values; `None` when it orders nothing.
fn value_spec(issue: &Issue, position: &Position) -> Option<ValueSpec> {
    let n = issue.options.len();
    if position.indifferent {
        return Some(ValueSpec::Indifferent { n });
    }
    let order = Order::of(issue, position).ok()?;
    let above: Vec<(usize, usize)> =
        order.pairs().into_iter().map(|(better, worse)| (better.get(), worse.get())).collect();
    let mut equal = Vec::new();
    for option in (0..n).map(crate::case::issue::OptionIx::new) {
        let tied = order.equal(option).iter().filter(|it| *it > option);
        equal.extend(tied.map(|it| (option.get(), it.get())));
    }
    if !position.values.is_empty() {
        let mut intervals = vec![Interval::UNIT; n];
        for (option, range) in &position.values {
            intervals[option.get()] = Interval::new(range.low, range.high);
        }
        return Some(ValueSpec::Intervals { intervals, above, equal });
    }
    if above.is_empty() && equal.is_empty() {
        // One option only, or an acceptable set of all: nothing is ordered.
        return (n == 1).then_some(ValueSpec::Indifferent { n });
    }
    let peak_alone = position.ranking.is_empty()
        && position.prefers.is_empty()
        && position.acceptable.is_empty();
    if let Some(peak) = position.ideal.filter(|_| issue.ordered && peak_alone) {
        return Some(ValueSpec::SinglePeaked { n, peak: peak.get() });
    }
    let named = position.ranking.iter().fold(OptionSet::EMPTY, |all, class| all.or(*class));
    if named == issue.all() && position.ideal.is_none() && position.prefers.is_empty() {
        let tier = |class: &OptionSet| class.iter().map(|it| it.get()).collect();
        return Some(ValueSpec::Ranking { tiers: position.ranking.iter().map(tier).collect() });
    }
    Some(ValueSpec::Order { n, above, equal })
}

/// The record's groups, in canonical order, with what is known of their inner weights.
fn groups(records: &Records, party: Ix<Party>) -> Vec<Group> {
    let mut groups: Vec<(Option<&str>, Vec<Ix<Issue>>)> = Vec::new();
    for (place, issue) in records.issues.iter().enumerate() {
        let name = issue.group.as_deref();
        let same = groups.iter_mut().find(|(it, _)| name.is_some() && *it == name);
        match same {
            Some((_, issues)) => issues.push(Ix::new(place)),
            None => groups.push((name, vec![Ix::new(place)])),
        }
    }
    let group = |(name, issues): (Option<&str>, Vec<Ix<Issue>>)| {
        let alone = |it: &Ix<Issue>| records.issue(*it).title.clone();
        let weights = match name {
            // Its salience is the group's.
            None => WeightSpec::free(1),
            Some(_) => {
                let salience: Vec<Option<Salience>> =
                    issues.iter().map(|it| salience_of(records, party, *it)).collect();
                weight_spec(&salience)
            }
        };
        let name = name.map_or_else(|| issues.iter().map(alone).collect(), str::to_owned);
        Group { name, issues, weights }
    };
    groups.into_iter().map(group).collect()
}

fn salience_of(records: &Records, party: Ix<Party>, issue: Ix<Issue>) -> Option<Salience> {
    latest(records, party, |it| it.issue == Some(issue) && on_salience(it))?.salience
}

fn salience_of_group(records: &Records, party: Ix<Party>, group: &str) -> Option<Salience> {
    let of = |it: &Position| it.group.as_deref() == Some(group) && on_salience(it);
    latest(records, party, of)?.salience
}

/// Words of salience are an order of classes; stated shares are intervals.
fn weight_spec(salience: &[Option<Salience>]) -> WeightSpec {
    let mut spec = WeightSpec::free(salience.len());
    let mut classes: Vec<(SalienceClass, Vec<usize>)> = Vec::new();
    for (item, salience) in salience.iter().enumerate() {
        match salience {
            None => {}
            Some(Salience::Class(SalienceClass::None)) => spec.none.push(item),
            Some(Salience::Class(class)) => match classes.iter_mut().find(|(it, _)| it == class) {
                Some((_, items)) => items.push(item),
                None => classes.push((*class, vec![item])),
            },
            Some(Salience::Share(range)) => {
                if spec.boxes.is_empty() {
                    spec.boxes = vec![Interval::UNIT; spec.n];
                }
                spec.boxes[item] = Interval::new(range.low, range.high);
            }
        }
    }
    classes.sort_by_key(|it| std::cmp::Reverse(it.0));
    if classes.len() > 1 {
        spec.order = WeightOrder::Classes(classes.into_iter().map(|(_, items)| items).collect());
    }
    spec
}

/// The same weights with `item` at 0.
fn without(mut spec: WeightSpec, item: usize) -> WeightSpec {
    if let WeightOrder::Classes(classes) = &mut spec.order {
        classes.iter_mut().for_each(|class| class.retain(|it| *it != item));
        classes.retain(|class| !class.is_empty());
        if classes.len() < 2 {
            spec.order = WeightOrder::Free;
        }
    }
    spec.none.push(item);
    spec.none.sort_unstable();
    spec
}
