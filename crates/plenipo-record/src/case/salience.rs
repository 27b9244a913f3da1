//! How much a party is said to care: which of its positions count, what has a weight of its own to
//! it, and where what is said cannot all hold or says nothing.
//!
//! Preferences are drawn from this and `check` warns by it, so that both know one rule.

use std::collections::HashMap;

use super::chance::Range;
use super::held::Held;
use super::id::Ix;
use super::issue::Issue;
use super::party::Party;
use super::position::{Position, Salience, SalienceClass};
use super::records::Records;

/// A share is read as typed to this many decimals at least: who writes 0.3 means 30 %.
const DECIMALS_MIN: u32 = 2;

/// Shares computed elsewhere and cut after so many digits are off by no more than this.
const ROUNDING: f64 = 1e-9;

/// Sums of decimal fractions are off by less than this where they are meant exactly.
const EXACTLY: f64 = 1e-13;

/// What is said of the salience of something, and where.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StatedSalience {
    /// What is said.
    pub salience: Salience,
    /// The position that says it.
    pub position: Ix<Position>,
}

/// What has a weight of its own to a party: an issue, or a group that weighs as one.
#[derive(Debug, Clone, PartialEq)]
pub struct Matter<'a> {
    /// The group, where it is one that weighs as one.
    pub group: Option<&'a str>,
    /// Its issues.
    pub issues: Vec<Ix<Issue>>,
    /// What is said of the group as a whole.
    pub of_group: Option<StatedSalience>,
    /// What is said of each of its issues.
    pub inside: Vec<Option<StatedSalience>>,
}

/// What of a party's salience cannot all hold, or comes to nothing.
#[derive(Debug, Clone, PartialEq)]
pub enum SalienceClash {
    /// Shares that can never sum to 1.
    Shares {
        /// The group whose weight they share out; the whole where absent.
        within: Option<String>,
        /// What they come to: the least where that is above 1, else the most.
        sum: f64,
    },
    /// Shares that sum to 1 and leave nothing for what is said to have some weight.
    NothingLeft {
        /// What would weigh something.
        of: Vec<String>,
    },
    /// A group is said to weigh something, and each of its issues to weigh nothing.
    EmptyGroup {
        /// The group.
        group: String,
    },
    /// A group is said to weigh nothing, and issues of it to weigh something.
    WeightlessGroup {
        /// The group.
        group: String,
        /// These issues.
        of: Vec<String>,
    },
    /// Different things are said of a group and of the one issue in it.
    Twice {
        /// The group.
        group: String,
    },
}

/// Whether it is no weight at all: the word `none`, or a share of 0.
pub fn is_weightless(salience: Salience) -> bool {
    match salience {
        Salience::Class(class) => class == SalienceClass::None,
        Salience::Share(range) => range.high <= 0.0,
    }
}

/// What has a weight of its own to `party`, in canonical order.
pub fn matters(records: &Records, party: Ix<Party>) -> Vec<Matter<'_>> {
    matters_held(records, &Held::of(records, party))
}

/// What has a weight of its own to the party that holds these, in canonical order. A group is a heading and
/// weighs nothing itself, unless the dossier declares it one matter or the party said how much it cares for
/// it as a whole.
pub fn matters_held<'a>(records: &'a Records, held: &Held<'_>) -> Vec<Matter<'a>> {
    let said = |position: Ix<Position>| {
        let salience = records.positions[position.get()].salience?;
        Some(StatedSalience { salience, position })
    };
    let of_group = |name: &str| held.of_group(name).and_then(said);
    let one_matter = |name: &str| records.dossier.one_matter.iter().any(|it| it == name);
    let mut matters: Vec<Matter<'_>> = Vec::new();
    // Where each group that weighs as one stands.
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (place, issue) in records.issues.iter().enumerate() {
        let ix = Ix::new(place);
        let own = held.salience(ix).and_then(said);
        let group = issue.group.as_deref();
        if let Some(same) = group.and_then(|it| places.get(it)) {
            matters[*same].issues.push(ix);
            matters[*same].inside.push(own);
            continue;
        }
        let whole = group.map(|it| (it, of_group(it)));
        let as_one = whole.filter(|(name, said)| said.is_some() || one_matter(name));
        places.extend(as_one.map(|it| (it.0, matters.len())));
        matters.push(Matter {
            group: as_one.map(|it| it.0),
            issues: vec![ix],
            of_group: as_one.and_then(|it| it.1),
            inside: vec![own],
        });
    }
    matters
}

/// Issues that cannot weigh with `party`: it gives them no weight, or other shares leave none.
pub fn weightless(records: &Records, party: Ix<Party>) -> Vec<bool> {
    weightless_of(records, &matters(records, party))
}

/// The same, where it is known what has a weight of its own.
pub fn weightless_of(records: &Records, matters: &[Matter<'_>]) -> Vec<bool> {
    let salience: Vec<Option<Salience>> = matters.iter().map(Matter::salience).collect();
    let none = weigh_nothing(&salience);
    let mut weightless = vec![false; records.issues.len()];
    for (matter, none) in matters.iter().zip(none) {
        let inside: Vec<Option<Salience>> =
            matter.inside.iter().map(|it| it.map(|it| it.salience)).collect();
        let within = if inside.len() > 1 { weigh_nothing(&inside) } else { vec![false] };
        for (issue, nothing) in matter.issues.iter().zip(within) {
            weightless[issue.get()] = none || nothing;
        }
    }
    weightless
}

/// Which of things that share out one weight have none of it: what is said to weigh nothing, and the
/// silent ones where the shares stated for others come to the whole.
fn weigh_nothing(salience: &[Option<Salience>]) -> Vec<bool> {
    let spent = is_spent(salience);
    let nothing = |it: &Option<Salience>| match it {
        Some(it) if is_weightless(*it) => true,
        Some(Salience::Share(_)) => false,
        _ => spent,
    };
    salience.iter().map(nothing).collect()
}

impl Matter<'_> {
    /// What is said of it: of the issue, where it is one, before what is said of the group.
    fn said(&self) -> Option<StatedSalience> {
        match self.inside.as_slice() {
            [alone] => alone.or(self.of_group),
            _ => self.of_group,
        }
    }

    /// How much the party cares for it. A group of one issue is that issue: what is said of the
    /// issue goes before what is said of the group. A group of which every issue is without weight
    /// has none, whatever is said of the group.
    pub fn salience(&self) -> Option<Salience> {
        if self.is_empty() {
            return Some(Salience::Class(SalienceClass::None));
        }
        self.said().map(|it| it.salience)
    }

    /// Whether it is a group of which every issue is said to weigh nothing.
    fn is_empty(&self) -> bool {
        let weightless =
            |it: &Option<StatedSalience>| it.is_some_and(|it| is_weightless(it.salience));
        self.issues.len() > 1 && self.inside.iter().all(weightless)
    }

    /// Its name: the group's, or the title of the one issue it is.
    pub fn name(&self, records: &Records) -> String {
        match (self.group, self.issues.as_slice()) {
            (Some(group), [_, _, ..]) => group.to_owned(),
            (_, issues) => issues.iter().map(|it| records.issue(*it).title.clone()).collect(),
        }
    }
}

/// By how much these shares may miss a sum of 1 and still be meant to sum to it: half of the last
/// digit that each is typed with.
pub fn tolerance(shares: impl Iterator<Item = f64>) -> f64 {
    let half = |it: f64| 0.5 * 0.1f64.powi(i32::try_from(decimals(it)).unwrap_or(i32::MAX));
    shares.filter(|it| *it > 0.0).map(half).sum::<f64>() + ROUNDING
}

/// With how many decimals a number is typed; zeros at its end do not count.
fn decimals(number: f64) -> u32 {
    let typed = number.to_string();
    let after = typed.split_once('.').map_or(0, |(_, it)| it.len());
    u32::try_from(after).unwrap_or(u32::MAX).max(DECIMALS_MIN)
}

/// How stated shares stand to a sum of 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Sum {
    /// They can sum to 1 as they are.
    Fits,
    /// Their least sum, above 1 by no more than comes of the digits typed.
    JustAbove(f64),
    /// Their greatest sum, below 1 by no more than that.
    JustBelow(f64),
    /// They cannot sum to 1: their least sum where that is above it, else their greatest.
    Never(f64),
}

/// How the shares of `items` stand to a sum of 1. What says no share may have any.
pub fn sum(items: &[Option<Salience>]) -> Sum {
    let range = |it: &Option<Salience>| match it {
        Some(it) if is_weightless(*it) => Range::exactly(0.0),
        Some(Salience::Share(range)) => *range,
        _ => Range { low: 0.0, high: 1.0 },
    };
    let ranges = || items.iter().map(range);
    let stated = || items.iter().filter(|it| matches!(it, Some(Salience::Share(_))));
    let (low, high): (f64, f64) =
        ranges().fold((0.0, 0.0), |sum, it| (sum.0 + it.low, sum.1 + it.high));
    // No weight on anything is indifference.
    let none = items.iter().all(|it| it.is_some_and(is_weightless));
    if none || stated().next().is_none() || low <= 1.0 + EXACTLY && high >= 1.0 - EXACTLY {
        Sum::Fits
    } else if low > 1.0 {
        let near = low - 1.0 <= tolerance(stated().map(|it| range(it).low));
        if near { Sum::JustAbove(low) } else { Sum::Never(low) }
    } else {
        let near = 1.0 - high <= tolerance(stated().map(|it| range(it).high));
        if near { Sum::JustBelow(high) } else { Sum::Never(high) }
    }
}

/// Whether the shares stated for some of `items` come to the whole, so that nothing is left for the
/// others.
pub fn is_spent(items: &[Option<Salience>]) -> bool {
    let low = |it: &Option<Salience>| match it {
        Some(Salience::Share(range)) => range.low,
        _ => 0.0,
    };
    let low: f64 = items.iter().map(low).sum();
    low >= 1.0 - EXACTLY || matches!(sum(items), Sum::JustAbove(_))
}

/// A sum of shares in as many decimals as it takes.
pub fn written(sum: f64) -> String {
    let written = format!("{sum:.9}");
    written.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What of the salience of `party` cannot all hold or comes to nothing, each with the positions that
/// say it.
pub fn clashes(records: &Records, party: Ix<Party>) -> Vec<(SalienceClash, Vec<Ix<Position>>)> {
    let matters = matters(records, party);
    let mut found = Vec::new();
    let title = |it: &Ix<Issue>| records.issue(*it).title.clone();
    let whole: Vec<Item> = matters
        .iter()
        .map(|it| Item { name: it.name(records), salience: it.salience(), said: it.said() })
        .collect();
    shares(None, &whole, &mut found);
    for matter in matters.iter().filter(|it| it.group.is_some()) {
        let group = matter.group.unwrap_or_default().to_owned();
        if let [Some(own)] = matter.inside.as_slice() {
            let other = matter.of_group.filter(|it| it.salience != own.salience);
            found.extend(
                other.map(|it| (SalienceClash::Twice { group }, vec![it.position, own.position])),
            );
            continue;
        }
        let inside: Vec<Item> = matter
            .issues
            .iter()
            .zip(&matter.inside)
            .map(|(issue, said)| Item {
                name: title(issue),
                salience: said.map(|it| it.salience),
                said: *said,
            })
            .collect();
        if matter.is_empty() {
            let weighs = matter.of_group.filter(|it| !is_weightless(it.salience));
            found.extend(weighs.map(|it| (SalienceClash::EmptyGroup { group }, vec![it.position])));
            continue;
        }
        if matter.of_group.is_some_and(|it| is_weightless(it.salience)) {
            let weigh: Vec<&Item> = inside.iter().filter(|it| it.weighs()).collect();
            if !weigh.is_empty() {
                let of = weigh.iter().map(|it| it.name.clone()).collect();
                let said = weigh.iter().filter_map(|it| it.said).chain(matter.of_group);
                let positions = said.map(|it| it.position).collect();
                found.push((SalienceClash::WeightlessGroup { group, of }, positions));
            }
            continue;
        }
        shares(Some(&group), &inside, &mut found);
    }
    found
}

/// Something that weighs, beside others.
struct Item {
    name: String,
    salience: Option<Salience>,
    said: Option<StatedSalience>,
}

impl Item {
    fn is_share(&self) -> bool {
        matches!(self.salience, Some(Salience::Share(_)))
    }

    /// Whether it is said to weigh something.
    fn weighs(&self) -> bool {
        self.salience.is_some_and(|it| !is_weightless(it))
    }
}

/// Where shares among `items`, which share out one weight, cannot hold or leave nothing.
fn shares(
    within: Option<&str>,
    items: &[Item],
    found: &mut Vec<(SalienceClash, Vec<Ix<Position>>)>,
) {
    let positions = || {
        let stated = items.iter().filter(|it| it.is_share());
        stated.filter_map(|it| it.said).map(|it| it.position).collect::<Vec<_>>()
    };
    let all: Vec<Option<Salience>> = items.iter().map(|it| it.salience).collect();
    match sum(&all) {
        Sum::Never(sum) => {
            let within = within.map(str::to_owned);
            found.push((SalienceClash::Shares { within, sum }, positions()));
        }
        Sum::JustBelow(_) => {}
        fits @ (Sum::Fits | Sum::JustAbove(_)) => {
            let least = |it: &Item| match it.salience {
                Some(Salience::Share(range)) => range.low,
                _ => 0.0,
            };
            let full = fits != Sum::Fits || items.iter().map(least).sum::<f64>() >= 1.0 - ROUNDING;
            let word = |it: &&Item| it.weighs() && !it.is_share();
            let of: Vec<String> = items.iter().filter(word).map(|it| it.name.clone()).collect();
            if full && !of.is_empty() {
                found.push((SalienceClash::NothingLeft { of }, positions()));
            }
        }
    }
}
