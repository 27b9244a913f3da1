//! Which of a party's positions stand: of each issue, and of each group, the latest that says something.

use std::collections::BTreeMap;

use super::id::Ix;
use super::issue::Issue;
use super::order::Order;
use super::party::Party;
use super::position::Position;
use super::records::Records;

/// The positions of one party that it still holds, found in one pass over the record.
///
/// What is said of the order of options and what is said of the salience stand each for itself: a later
/// position that speaks of one of them leaves the other as it was. A position that is marked as ended ends
/// what it speaks of; one that was replaced before does not come back. Where several of the latest day say
/// different things, which of them holds is not known, and nothing is read from any; but one of an assumption set
/// goes before those on record.
#[derive(Debug, Clone)]
pub struct Held<'a> {
    records: &'a Records,
    /// Of what is spoken of, the positions of the latest day that speak of it, in canonical order.
    latest: BTreeMap<HeldMatter<'a>, Vec<Ix<Position>>>,
}

/// What a position speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeldMatter<'a> {
    /// The order of an issue's options.
    Order(Ix<Issue>),
    /// How much the party cares for an issue.
    Salience(Ix<Issue>),
    /// How much it cares for a group as a whole.
    Group(&'a str),
}

/// Positions of one party and one day, or of none, that say different things of one matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie<'a> {
    /// What they speak of.
    pub of: HeldMatter<'a>,
    /// The positions, in canonical order.
    pub positions: Vec<Ix<Position>>,
}

impl Tie<'_> {
    /// What they speak of, in words: `what it wants on Quota`.
    pub fn in_words(&self, records: &Records) -> String {
        match self.of {
            HeldMatter::Order(issue) => format!("what it wants on {}", records.issue(issue).title),
            HeldMatter::Salience(issue) => {
                format!("how much it cares for {}", records.issue(issue).title)
            }
            HeldMatter::Group(name) => format!("how much it cares for {name}"),
        }
    }
}

impl<'a> Held<'a> {
    /// Those of `party`.
    pub fn of(records: &'a Records, party: Ix<Party>) -> Held<'a> {
        let mut latest: BTreeMap<HeldMatter<'a>, Vec<Ix<Position>>> = BTreeMap::new();
        let own = records.positions.iter().enumerate().filter(|(_, it)| it.party == party);
        for (place, it) in own {
            for of in spoken_of(it) {
                let list = latest.entry(of).or_default();
                let from = |it: &Position| it.meta.counts_from(it.date);
                let day = list.first().map(|first| from(&records.positions[first.get()]));
                match day {
                    Some(day) if from(it) < day => continue,
                    Some(day) if from(it) > day => list.clear(),
                    _ => {}
                }
                list.push(Ix::new(place));
            }
        }
        // Who asks what would be, asks it of what is on record of the same day.
        let supposed = |it: &Ix<Position>| records.positions[it.get()].meta.assumption.is_some();
        for list in latest.values_mut().filter(|it| it.iter().any(supposed)) {
            list.retain(supposed);
        }
        Held { records, latest }
    }

    /// The one from which its order of the options of `issue` is read.
    pub fn order(&self, issue: Ix<Issue>) -> Option<&'a Position> {
        let ix = self.still(HeldMatter::Order(issue))?;
        self.records.positions.get(ix.get())
    }

    /// Whether `position` is among the latest that speak of the order of the options of `issue`.
    pub fn is_latest(&self, issue: Ix<Issue>, position: Ix<Position>) -> bool {
        self.latest.get(&HeldMatter::Order(issue)).is_some_and(|it| it.contains(&position))
    }

    /// The one that says how much it cares for `issue`.
    pub fn salience(&self, issue: Ix<Issue>) -> Option<Ix<Position>> {
        self.still(HeldMatter::Salience(issue))
    }

    /// The one that says how much it cares for the group of this name as a whole.
    pub fn of_group(&self, name: &str) -> Option<Ix<Position>> {
        self.still(HeldMatter::Group(name))
    }

    /// Where it is not known which of several positions holds.
    pub fn ties(&self) -> Vec<Tie<'a>> {
        let tied = self.latest.iter().filter(|(of, list)| self.fullest(**of, list).is_none());
        tied.map(|(of, positions)| Tie { of: *of, positions: positions.clone() }).collect()
    }

    /// Whether a position of the party is among the latest of anything that it speaks of, or speaks of nothing
    /// that another could replace.
    pub fn stands(&self, position: Ix<Position>) -> bool {
        let of = spoken_of(&self.records.positions[position.get()]);
        let latest =
            |it: &HeldMatter<'_>| self.latest.get(it).is_some_and(|it| it.contains(&position));
        of.is_empty() || of.iter().any(latest)
    }

    fn still(&self, of: HeldMatter<'_>) -> Option<Ix<Position>> {
        let found = self.fullest(of, self.latest.get(&of)?)?;
        Some(found).filter(|it| !self.records.positions[it.get()].ended)
    }

    /// Of positions of one day, the one that says all that the others say of the matter; none where there is
    /// no such one.
    fn fullest(&self, of: HeldMatter<'_>, list: &[Ix<Position>]) -> Option<Ix<Position>> {
        if let [alone] = list {
            return Some(*alone);
        }
        let at = |it: &Ix<Position>| &self.records.positions[it.get()];
        let covers = |a: &Ix<Position>, b: &Ix<Position>| match of {
            HeldMatter::Order(issue) => has_all(self.records.issue(issue), at(a), at(b)),
            _ => (at(a).salience, at(a).ended) == (at(b).salience, at(b).ended),
        };
        // Of those that say the same, the last in canonical order.
        list.iter().rev().find(|it| list.iter().all(|other| covers(it, other))).copied()
    }
}

/// What a position speaks of.
fn spoken_of(it: &Position) -> Vec<HeldMatter<'_>> {
    let mut of = Vec::new();
    if let Some(issue) = it.issue {
        of.extend(on_order(it).then_some(HeldMatter::Order(issue)));
        of.extend(on_salience(it).then_some(HeldMatter::Salience(issue)));
    }
    let group = it.group.as_deref().filter(|_| on_salience(it));
    of.extend(group.map(HeldMatter::Group));
    of
}

/// Whether `a` says of the options of `issue` all that `b` says, in whatever form.
fn has_all(issue: &Issue, a: &Position, b: &Position) -> bool {
    if (a.ended, a.indifferent) != (b.ended, b.indifferent) {
        return false;
    }
    let (Ok(x), Ok(y)) = (Order::of(issue, a), Order::of(issue, b)) else {
        // What goes round in a circle is compared as it was said.
        return (a.ideal, &a.ranking, &a.prefers) == (b.ideal, &b.ranking, &b.prefers);
    };
    let pairs = x.pairs();
    y.pairs().iter().all(|it| pairs.contains(it))
        && issue.all().iter().all(|it| y.equal(it).within(x.equal(it)))
        && b.values.iter().all(|it| a.values.contains(it))
}

/// Whether the position says something of the order of options.
pub fn says_order(position: &Position) -> bool {
    position.indifferent
        || position.ideal.is_some()
        || !position.ranking.is_empty()
        || !position.prefers.is_empty()
        || !position.acceptable.is_empty()
        || !position.values.is_empty()
}

/// Whether it says something of the order, or ends what was said of it.
pub fn on_order(position: &Position) -> bool {
    says_order(position) || position.ended && position.salience.is_none()
}

/// Whether it says something of the salience, or ends what was said of it.
pub fn on_salience(position: &Position) -> bool {
    position.salience.is_some() || position.ended && !says_order(position)
}
