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
    /// Issues on which its order of options is known at least in part, or makes no difference
    /// because the party gives the issue no weight.
    pub known: Vec<bool>,
    /// What has a weight of its own: an issue, or a group that weighs as one.
    pub groups: Vec<Group>,
    /// What is known of these weights; they sum to 1.
    pub group_weights: WeightSpec,
}

/// Issues that share out one weight.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Its name; the issue's title where it is one issue.
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
        let mut groups = Vec::new();
        let mut salience = Vec::new();
        for matter in matters(records, party) {
            salience.push(matter.salience(records, party));
            groups.push(matter.group(records, party));
        }
        let mut group_weights = weight_spec(&salience);
        for (place, group) in groups.iter().enumerate() {
            // A group whose every issue is without weight has none itself.
            if group.weights.none.len() == group.issues.len()
                && !group_weights.none.contains(&place)
            {
                group_weights = without(group_weights, place);
            }
        }
        let mut profile = Profile { party, values, known, groups, group_weights };
        profile.settle_weightless();
        profile
    }

    /// Issues without weight need no order: any option will do there. A party that gives no weight
    /// to anything is indifferent, and every outcome is the best to it.
    fn settle_weightless(&mut self) {
        let mut weightless = vec![false; self.values.len()];
        for (place, group) in self.groups.iter().enumerate() {
            for (at, issue) in group.issues.iter().enumerate() {
                weightless[issue.get()] =
                    self.group_weights.none.contains(&place) || group.weights.none.contains(&at);
            }
        }
        let indifferent = weightless.iter().all(|it| *it);
        for (issue, _) in weightless.iter().enumerate().filter(|(_, it)| **it) {
            if indifferent || !self.known[issue] {
                self.values[issue] = ValueSpec::Indifferent { n: self.values[issue].len() };
                self.known[issue] = true;
            }
        }
        if indifferent {
            // All options are worth the same, so that it does not matter what the weights are.
            self.group_weights = WeightSpec::free(self.groups.len());
            for group in &mut self.groups {
                group.weights = WeightSpec::free(group.issues.len());
            }
        }
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

/// What has a weight of its own to a party.
struct Matter<'a> {
    /// The group, where it is one that weighs as one.
    group: Option<&'a str>,
    /// Its issues.
    issues: Vec<Ix<Issue>>,
}

/// What has a weight of its own to `party`, in canonical order. A group is a heading and weighs
/// nothing itself, unless the dossier declares it one matter or the party said how much it cares for
/// it as a whole.
fn matters(records: &Records, party: Ix<Party>) -> Vec<Matter<'_>> {
    let mut matters: Vec<Matter<'_>> = Vec::new();
    let as_one = |name: &&str| {
        records.dossier.one_matter.iter().any(|it| it == name)
            || salience_of_group(records, party, name).is_some()
    };
    for (place, issue) in records.issues.iter().enumerate() {
        let group = issue.group.as_deref().filter(as_one);
        match matters.iter_mut().find(|it| group.is_some() && it.group == group) {
            Some(same) => same.issues.push(Ix::new(place)),
            None => matters.push(Matter { group, issues: vec![Ix::new(place)] }),
        }
    }
    matters
}

impl Matter<'_> {
    /// How much the party cares for it. A group of one issue is that issue: what is said of the
    /// issue goes before what is said of the group.
    fn salience(&self, records: &Records, party: Ix<Party>) -> Option<Salience> {
        let own = match self.issues.as_slice() {
            [alone] => salience_of(records, party, *alone),
            _ => None,
        };
        own.or_else(|| salience_of_group(records, party, self.group?))
    }

    /// How much it cares for each of its issues.
    fn inside(&self, records: &Records, party: Ix<Party>) -> Vec<Option<Salience>> {
        self.issues.iter().map(|it| salience_of(records, party, *it)).collect()
    }

    fn name(&self, records: &Records) -> String {
        match (self.group, self.issues.as_slice()) {
            (Some(group), [_, _, ..]) => group.to_owned(),
            (_, issues) => issues.iter().map(|it| records.issue(*it).title.clone()).collect(),
        }
    }

    fn group(self, records: &Records, party: Ix<Party>) -> Group {
        let weights = match self.issues.len() {
            // It has the whole of its own weight.
            1 => WeightSpec::free(1),
            _ => weight_spec(&self.inside(records, party)),
        };
        Group { name: self.name(records), issues: self.issues, weights }
    }
}

/// Issues or groups whose weights are told apart by salience only in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneSided {
    /// How much the party cares for these is on record.
    pub stated: Vec<String>,
    /// Nothing is on record of these.
    pub silent: Vec<String>,
}

/// Where salience is on record for some issues and groups of `party` and not for others they weigh
/// against: no order follows between the two.
pub fn one_sided(records: &Records, party: Ix<Party>) -> Vec<OneSided> {
    let matters = matters(records, party);
    let title = |it: &Ix<Issue>| records.issue(*it).title.clone();
    let outside = matters.iter().map(|it| (it.name(records), it.salience(records, party)));
    let mut levels: Vec<Vec<(String, Option<Salience>)>> = vec![outside.collect()];
    for it in matters.iter().filter(|it| it.issues.len() > 1) {
        let inside = it.inside(records, party);
        levels.push(it.issues.iter().map(title).zip(inside).collect());
    }
    let none = Some(Salience::Class(SalienceClass::None));
    let mut found = Vec::new();
    for level in levels {
        // Whatever a silent one weighs, it is no less than what weighs nothing.
        let weighs = level.into_iter().filter(|(_, it)| *it != none);
        let (stated, silent): (Vec<_>, Vec<_>) = weighs.partition(|(_, it)| it.is_some());
        let names = |of: Vec<(String, Option<Salience>)>| of.into_iter().map(|it| it.0).collect();
        if !stated.is_empty() && !silent.is_empty() {
            found.push(OneSided { stated: names(stated), silent: names(silent) });
        }
    }
    found
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
            // A share of 0 is no weight, as the word is.
            Some(Salience::Share(range)) if range.high <= 0.0 => spec.none.push(item),
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
    as_typed(&mut spec);
    spec
}

/// How far from 1 a sum of shares may be for the digits they are typed with: 0.333 three times.
const TYPED: f64 = 0.005;

/// Stretches stated shares so that they can sum to 1, where they miss it by no more than what comes
/// of the digits they are typed with. What misses it by more stays as it is, a contradiction.
fn as_typed(spec: &mut WeightSpec) {
    if spec.boxes.is_empty() {
        return;
    }
    for it in &spec.none {
        spec.boxes[*it] = Interval::fixed(0.0);
    }
    let low: f64 = spec.boxes.iter().map(|it| it.lo).sum();
    let high: f64 = spec.boxes.iter().map(|it| it.hi).sum();
    // Sums of decimal fractions are off by less than this even where they are meant exactly.
    let off = |sum: f64| (sum - 1.0).abs() <= TYPED + 1e-9;
    if low > 1.0 && off(low) {
        for it in &mut spec.boxes {
            it.lo /= low;
            it.hi = if high - low <= 1e-12 { it.lo } else { it.hi.max(it.lo) };
        }
    } else if high < 1.0 && off(high) {
        for it in &mut spec.boxes {
            it.hi = (it.hi / high).min(1.0);
            it.lo = if high - low <= 1e-12 { it.hi } else { it.lo };
        }
    }
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
