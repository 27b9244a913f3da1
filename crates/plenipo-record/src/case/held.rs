//! Which of a party's positions stand: of each issue, and of each group, the latest that says something.

use std::collections::HashMap;

use super::id::Ix;
use super::issue::Issue;
use super::party::Party;
use super::position::Position;
use super::records::Records;

/// The positions of one party that it still holds, found in one pass over the record.
///
/// What is said of the order of options and what is said of the salience stand each for itself: a later
/// position that speaks of one of them leaves the other as it was. A position that is marked as ended ends
/// what it speaks of; one that was replaced before does not come back.
#[derive(Debug, Clone)]
pub struct Held<'a> {
    records: &'a Records,
    order: Vec<Option<Ix<Position>>>,
    salience: Vec<Option<Ix<Position>>>,
    of_group: HashMap<&'a str, Ix<Position>>,
}

impl<'a> Held<'a> {
    /// Those of `party`.
    pub fn of(records: &'a Records, party: Ix<Party>) -> Held<'a> {
        let none = || vec![None; records.issues.len()];
        let mut held = Held { records, order: none(), salience: none(), of_group: HashMap::new() };
        let own = records.positions.iter().enumerate().filter(|(_, it)| it.party == party);
        for (place, it) in own {
            let this = Ix::new(place);
            // Canonical order is by date, undated last; an undated one counts as the oldest.
            let later = |other: Ix<Position>| {
                let before = &records.positions[other.get()];
                (it.date, place) > (before.date, other.get())
            };
            if let Some(issue) = it.issue {
                if on_order(it)
                    && let Some(slot) = held.order.get_mut(issue.get())
                    && slot.is_none_or(later)
                {
                    *slot = Some(this);
                }
                if on_salience(it)
                    && let Some(slot) = held.salience.get_mut(issue.get())
                    && slot.is_none_or(later)
                {
                    *slot = Some(this);
                }
            }
            if let Some(group) = it.group.as_deref()
                && on_salience(it)
                && held.of_group.get(group).is_none_or(|other| later(*other))
            {
                held.of_group.insert(group, this);
            }
        }
        held
    }

    /// The one from which its order of the options of `issue` is read.
    pub fn order(&self, issue: Ix<Issue>) -> Option<&'a Position> {
        let ix = self.still(*self.order.get(issue.get())?)?;
        self.records.positions.get(ix.get())
    }

    /// The one that says how much it cares for `issue`.
    pub fn salience(&self, issue: Ix<Issue>) -> Option<Ix<Position>> {
        self.still(*self.salience.get(issue.get())?)
    }

    /// The one that says how much it cares for the group of this name as a whole.
    pub fn of_group(&self, name: &str) -> Option<Ix<Position>> {
        self.still(self.of_group.get(name).copied())
    }

    fn still(&self, ix: Option<Ix<Position>>) -> Option<Ix<Position>> {
        ix.filter(|it| !self.records.positions[it.get()].ended)
    }
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
