//! What the record fixes of a party's values.

use super::samples::Contradiction;
use plenipo_maths::simplex::{WeightOrder, WeightSpec};
use plenipo_maths::spec::Interval;
use plenipo_maths::value::ValueSpec;
use plenipo_record::case::held::Held;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{Issue, OptionSet};
use plenipo_record::case::order::Order;
use plenipo_record::case::party::Party;
use plenipo_record::case::position::{Position, Salience, SalienceClass};
use plenipo_record::case::records::Records;
use plenipo_record::case::salience::{self, Matter, Sum, is_weightless, matters, matters_held};

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
    /// Issues that cannot weigh: the party gives them no weight, or other shares leave none. A party to
    /// which nothing weighs is indifferent, and to it none is marked.
    pub weightless: Vec<bool>,
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
    /// is known: what came before it was already replaced. Nor is it where several of one day say
    /// different things.
    pub fn of(records: &Records, party: Ix<Party>) -> Profile {
        let mut values = Vec::with_capacity(records.issues.len());
        let mut known = Vec::with_capacity(records.issues.len());
        let held = Held::of(records, party);
        for (place, issue) in records.issues.iter().enumerate() {
            let spec = held.order(Ix::new(place)).and_then(|it| value_spec(issue, it));
            known.push(spec.is_some());
            values.push(spec.unwrap_or(ValueSpec::Free { n: issue.options.len() }));
        }
        let mut groups = Vec::new();
        let mut saliences = Vec::new();
        let matters = matters_held(records, &held);
        let weighs_nothing = salience::weightless_of(records, &matters);
        for matter in matters {
            saliences.push(matter.salience());
            groups.push(group(records, matter));
        }
        let group_weights = weight_spec(&saliences);
        let weightless = vec![false; values.len()];
        let mut profile = Profile { party, values, known, weightless, groups, group_weights };
        profile.settle_weightless();
        profile.mark_weightless(weighs_nothing);
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

    /// Marks what weighs nothing by its own salience, and what nothing is left for by that of others.
    fn mark_weightless(&mut self, weightless: Vec<bool>) {
        // To whom nothing weighs, everything is the best.
        if !weightless.iter().all(|it| *it) {
            self.weightless = weightless;
        }
    }

    /// What of the weights cannot all hold, which is why nothing can be drawn from the profile.
    pub fn contradiction(&self) -> Option<Contradiction> {
        if let Err(why) = self.group_weights.validate() {
            return Some(Contradiction { of: None, why });
        }
        // Of no weight there is nothing to share out.
        let shares_out = |(place, group): &(usize, &Group)| {
            group.issues.len() > 1
                && !self.group_weights.none.contains(place)
                && group.weights.none.len() < group.issues.len()
        };
        self.groups.iter().enumerate().filter(shares_out).find_map(|(_, group)| {
            let why = group.weights.validate().err()?;
            Some(Contradiction { of: Some(group.name.clone()), why })
        })
    }

    /// Whether it makes a difference to the party what a draft says on the issue.
    pub fn turns_on(&self, issue: usize) -> bool {
        !self.weightless[issue] && !matches!(self.values[issue], ValueSpec::Indifferent { .. })
    }

    /// Of the issues in `issues`, on how many the order of options is known.
    pub fn covered(&self, issues: impl Iterator<Item = usize>) -> usize {
        issues.filter(|it| self.known[*it]).count()
    }
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
    for option in (0..n).map(plenipo_record::case::issue::OptionIx::new) {
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

/// What is known of the weights of a matter's issues.
fn group(records: &Records, matter: Matter<'_>) -> Group {
    let inside: Vec<Option<Salience>> =
        matter.inside.iter().map(|it| it.map(|it| it.salience)).collect();
    let weights = match inside.len() {
        // It has the whole of its own weight.
        1 => WeightSpec::free(1),
        _ => weight_spec(&inside),
    };
    Group { name: matter.name(records), issues: matter.issues, weights }
}

/// Issues or groups whose weights are told apart by salience only in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneSided {
    /// How much the party cares for these is on record.
    pub stated: Vec<String>,
    /// Nothing is on record of these.
    pub silent: Vec<String>,
    /// How many are on record as weighing nothing.
    pub weightless: usize,
}

/// Where salience is on record for some issues and groups of `party` and not for others they weigh
/// against: no order follows between the two.
pub fn one_sided(records: &Records, party: Ix<Party>) -> Vec<OneSided> {
    let matters = matters(records, party);
    let title = |it: &Ix<Issue>| records.issue(*it).title.clone();
    let outside = matters.iter().map(|it| (it.name(records), it.salience()));
    let mut levels: Vec<Vec<(String, Option<Salience>)>> = vec![outside.collect()];
    for it in matters.iter().filter(|it| it.issues.len() > 1) {
        let inside = it.inside.iter().map(|it| it.map(|it| it.salience));
        levels.push(it.issues.iter().map(title).zip(inside).collect());
    }
    let mut found = Vec::new();
    for level in levels {
        // Where stated shares come to the whole, the silent ones weigh nothing, and that is an order.
        if salience::is_spent(&level.iter().map(|it| it.1).collect::<Vec<_>>()) {
            continue;
        }
        let weightless = level.iter().filter(|it| it.1.is_some_and(is_weightless)).count();
        // Whatever a silent one weighs, it is no less than what weighs nothing.
        let weighs = level.into_iter().filter(|(_, it)| !it.is_some_and(is_weightless));
        let (stated, silent): (Vec<_>, Vec<_>) = weighs.partition(|(_, it)| it.is_some());
        let names = |of: Vec<(String, Option<Salience>)>| of.into_iter().map(|it| it.0).collect();
        if !stated.is_empty() && !silent.is_empty() {
            found.push(OneSided { stated: names(stated), silent: names(silent), weightless });
        }
    }
    found
}

/// Words of salience are an order of classes; stated shares are intervals.
fn weight_spec(salience: &[Option<Salience>]) -> WeightSpec {
    let mut spec = WeightSpec::free(salience.len());
    let mut classes: Vec<(SalienceClass, Vec<usize>)> = Vec::new();
    for (item, salience) in salience.iter().enumerate() {
        match salience {
            None => {}
            Some(none) if is_weightless(*none) => spec.none.push(item),
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
    as_typed(&mut spec, salience);
    spec
}

/// Stretches stated shares so that they can sum to 1, where they miss it by no more than what comes
/// of the digits they are typed with. What misses it by more stays as it is, a contradiction.
fn as_typed(spec: &mut WeightSpec, stated: &[Option<Salience>]) {
    if spec.boxes.is_empty() {
        return;
    }
    for it in &spec.none {
        spec.boxes[*it] = Interval::fixed(0.0);
    }
    // Where one end is tight every weight stands at it, whatever the other end is.
    match salience::sum(stated) {
        Sum::JustAbove(low) => spec.boxes.iter_mut().for_each(|it| {
            it.lo /= low;
            it.hi = it.hi.max(it.lo);
        }),
        Sum::JustBelow(high) => {
            spec.boxes.iter_mut().for_each(|it| it.hi = (it.hi / high).min(1.0))
        }
        Sum::Fits | Sum::Never(_) => {}
    }
}
