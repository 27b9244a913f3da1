//! Cruxes: the smallest parts of one view that, put into another, turn where a draft stands.

use std::collections::HashMap;

use super::answer::{Crux, ViewStatus};
use super::held::{Ground, Held};
use crate::preference::reservation::Worth;
use plenipo_record::case::contents::Content;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::party::Party;

/// The most blocks that are swapped together.
pub(super) const BLOCKS_MAX: usize = 3;

/// What is swapped between two views as one, of one party.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SwapBlock {
    /// The values of one group's issues, with their weights inside the group.
    Group(String),
    /// The weights of all groups together.
    Weights,
    /// What no deal comes to, where both views anchor it to a draft or an outcome.
    NoDeal,
    /// The lines.
    Lines,
    /// Everything, with a value of no deal that is a number: such a number means something only beside its own values and
    /// weights.
    All,
}

impl SwapBlock {
    /// In words.
    pub fn words(&self) -> String {
        match self {
            SwapBlock::Group(name) => format!("what it holds on {name}"),
            SwapBlock::Weights => "how it weighs the groups".to_owned(),
            SwapBlock::NoDeal => "what no deal comes to".to_owned(),
            SwapBlock::Lines => "its lines".to_owned(),
            SwapBlock::All => "all its values, weights and the worth of no deal".to_owned(),
        }
    }
}

/// The blocks in which the views differ on one party.
fn blocks(a: &Held, b: &Held) -> Vec<SwapBlock> {
    let mut found = Vec::new();
    if a.lines != b.lines {
        found.push(SwapBlock::Lines);
    }
    let same_groups = a.profile.groups.len() == b.profile.groups.len()
        && a.profile.groups.iter().zip(&b.profile.groups).all(|(a, b)| a.issues == b.issues);
    let anchored =
        |it: &Held| it.no_deal.as_ref().is_none_or(|it| matches!(it.worth, Worth::Options(_)));
    let worth = |it: &Held| it.no_deal.as_ref().map(|it| it.worth.clone());
    let no_deal = worth(a) != worth(b);
    let mut values = Vec::new();
    if same_groups {
        for (place, group) in a.profile.groups.iter().enumerate() {
            let differs = group.weights != b.profile.groups[place].weights
                || group
                    .issues
                    .iter()
                    .any(|it| a.profile.values[it.get()] != b.profile.values[it.get()]);
            if differs {
                values.push(SwapBlock::Group(group.name.clone()));
            }
        }
        if a.profile.group_weights != b.profile.group_weights {
            values.push(SwapBlock::Weights);
        }
    } else if a.profile != b.profile {
        found.push(SwapBlock::All);
        return found;
    }
    match (no_deal, anchored(a) && anchored(b), values.is_empty()) {
        (true, true, _) => values.push(SwapBlock::NoDeal),
        (true, false, true) => values.push(SwapBlock::All),
        _ => {}
    }
    found.extend(values);
    found
}

/// What the view of `a` holds with these blocks of `b`.
fn swapped(a: &Held, b: &Held, of: &[&SwapBlock], all: &[SwapBlock]) -> Held {
    let mut held = a.clone();
    for block in of {
        match block {
            SwapBlock::Lines => held.lines = b.lines.clone(),
            SwapBlock::NoDeal => held.no_deal = b.no_deal.clone(),
            SwapBlock::Weights => held.profile.group_weights = b.profile.group_weights.clone(),
            SwapBlock::All => (held.profile, held.no_deal) = (b.profile.clone(), b.no_deal.clone()),
            SwapBlock::Group(name) => {
                let place = b.profile.groups.iter().position(|it| it.name == *name);
                let Some(place) = place else { continue };
                held.profile.groups[place] = b.profile.groups[place].clone();
                for issue in &b.profile.groups[place].issues {
                    let at = issue.get();
                    held.profile.values[at] = b.profile.values[at].clone();
                    held.profile.known[at] = b.profile.known[at];
                    held.profile.weightless[at] = b.profile.weightless[at];
                }
            }
        }
    }
    // A number for no deal goes with all values and weights, or stays.
    let values = |it: &&SwapBlock| matches!(it, SwapBlock::Group(_) | SwapBlock::Weights);
    if all.iter().any(|it| values(&it)) && all.iter().filter(values).all(|it| of.contains(&it)) {
        let anchored = all.contains(&SwapBlock::NoDeal);
        if !anchored {
            held.no_deal = b.no_deal.clone();
        }
        held.profile.weightless = b.profile.weightless.clone();
    }
    held
}

/// The inclusion-minimal swaps of blocks of `to` into `from`, by place, that turn where `draft` stands.
pub(super) fn cruxes(
    ground: &Ground<'_>,
    (draft, contents): (Ix<Draft>, &[Content]),
    (from, a): (usize, &[Held]),
    (to, b): (usize, &[Held]),
) -> Vec<Crux> {
    let each: Vec<Vec<SwapBlock>> = a.iter().zip(b).map(|(a, b)| blocks(a, b)).collect();
    let flat: Vec<(usize, usize)> = each
        .iter()
        .enumerate()
        .flat_map(|(party, of)| (0..of.len()).map(move |block| (party, block)))
        .collect();
    let mut known: HashMap<(usize, Vec<usize>), ViewStatus> = HashMap::new();
    let mut joint = |of: &[usize]| {
        let statuses: Vec<ViewStatus> = (0..a.len())
            .map(|party| {
                let own: Vec<usize> =
                    of.iter().filter(|it| flat[**it].0 == party).map(|it| flat[*it].1).collect();
                *known.entry((party, own.clone())).or_insert_with(|| {
                    let blocks: Vec<&SwapBlock> = own.iter().map(|it| &each[party][*it]).collect();
                    let held = swapped(&a[party], &b[party], &blocks, &each[party]);
                    ground.status(&held, contents).0
                })
            })
            .collect();
        ViewStatus::together(statuses.into_iter())
    };
    let before = joint(&[]);
    let mut found: Vec<(Vec<usize>, ViewStatus)> = Vec::new();
    for size in 1..=BLOCKS_MAX.min(flat.len()) {
        for set in subsets(flat.len(), size) {
            if found.iter().any(|(it, _)| it.iter().all(|it| set.contains(it))) {
                continue;
            }
            let after = joint(&set);
            if after != before {
                found.push((set, after));
            }
        }
    }
    let crux = |(set, after): (Vec<usize>, ViewStatus)| {
        let blocks =
            set.iter().map(|it| (a[flat[*it].0].party, each[flat[*it].0][flat[*it].1].clone()));
        let blocks: Vec<(Ix<Party>, SwapBlock)> = blocks.collect();
        Crux { draft, from, to, blocks, turns: (before, after) }
    };
    found.into_iter().map(crux).collect()
}

/// All subsets of `0..n` of that size, in order.
fn subsets(n: usize, size: usize) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..size {
        let longer = |set: &Vec<usize>| {
            let first = set.last().map_or(0, |it| it + 1);
            let set = set.clone();
            (first..n).map(move |it| [set.as_slice(), &[it]].concat()).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preference::profile::{Group, Profile};
    use crate::preference::reservation::Reservation;
    use plenipo_maths::simplex::WeightSpec;
    use plenipo_maths::value::ValueSpec;
    use plenipo_record::case::chance::Range;

    /// Two groups of one issue each; which option is best on each, which group weighs more, and the level of no deal.
    fn held(best: [usize; 2], first: usize, level: f64) -> Held {
        let ranked = |best: usize| ValueSpec::Ranking { tiers: vec![vec![best], vec![1 - best]] };
        let group = |place: usize| Group {
            name: format!("group {place}"),
            issues: vec![Ix::new(place)],
            weights: WeightSpec::free(1),
        };
        let profile = Profile {
            party: Ix::new(0),
            values: best.map(ranked).to_vec(),
            known: vec![true; 2],
            weightless: vec![false; 2],
            groups: (0..2).map(group).collect(),
            group_weights: WeightSpec::ranking(&[first, 1 - first]),
        };
        let range = Range { low: level, high: level };
        let no_deal = Reservation {
            alternative: Ix::new(0),
            with: Vec::new(),
            of_another: false,
            worth: Worth::Level(range),
        };
        Held { party: Ix::new(0), profile, no_deal: Some(no_deal), lines: Vec::new() }
    }

    #[test]
    fn blocks_are_where_two_views_differ() {
        let a = held([0, 0], 0, 0.5);
        assert_eq!(blocks(&a, &a), []);
        assert_eq!(blocks(&a, &held([0, 1], 0, 0.5)), [SwapBlock::Group("group 1".to_owned())]);
        assert_eq!(blocks(&a, &held([0, 0], 1, 0.5)), [SwapBlock::Weights]);
        // A number by itself has nothing to go with but everything.
        assert_eq!(blocks(&a, &held([0, 0], 0, 0.9)), [SwapBlock::All]);
    }

    #[test]
    fn a_number_for_no_deal_moves_with_everything_or_not_at_all() {
        let (a, b) = (held([0, 0], 0, 0.1), held([0, 1], 1, 0.9));
        let all = blocks(&a, &b);
        let weights = swapped(&a, &b, &[&SwapBlock::Weights], &all);
        assert_eq!(weights.no_deal, a.no_deal);
        let whole: Vec<&SwapBlock> = all.iter().collect();
        assert_eq!(swapped(&a, &b, &whole, &all).no_deal, b.no_deal);
    }

    #[test]
    fn swapping_every_block_gives_the_other_view_and_none_its_own() {
        let views = [
            held([0, 0], 0, 0.1),
            held([0, 1], 1, 0.9),
            held([1, 0], 0, 0.1),
            held([1, 1], 1, 0.1),
        ];
        for (a, b) in views.iter().flat_map(|a| views.iter().map(move |b| (a, b))) {
            let all = blocks(a, b);
            let whole: Vec<&SwapBlock> = all.iter().collect();
            assert!(swapped(a, b, &whole, &all) == *b, "{all:?}");
            assert!(swapped(a, b, &[], &all) == *a);
        }
    }

    #[test]
    fn subsets_come_once_each() {
        assert_eq!(subsets(3, 2), [vec![0, 1], vec![0, 2], vec![1, 2]]);
        assert_eq!(subsets(2, 3).len(), 0);
    }
}
