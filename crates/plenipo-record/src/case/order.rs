//! What a position says about the order of an issue's options.

use super::issue::{Issue, OptionIx, OptionSet};
use super::position::Position;

/// A partial order of an issue's options, closed under transitivity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// For each option, those known to be better.
    better: Vec<OptionSet>,
    /// For each option, those known to be exactly as good (itself included).
    equal: Vec<OptionSet>,
}

/// Why no order is as a position says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderClash {
    /// Each of two different options would have to be better than the other.
    Circle(OptionIx, OptionIx),
    /// Of two options said to be equally good one would have to be better.
    Tied(OptionIx, OptionIx),
    /// The option would have to be better than itself.
    Itself(OptionIx),
}

impl Order {
    /// What `position` says of the options of `issue`.
    ///
    ///
    /// A ranking orders the options it names; those it leaves out stay open. An ideal is better
    /// than, or as good as, every other option, and is taken as better. Acceptable options are
    /// better than all others. On an ordered scale the ideal also orders each side of it: farther
    /// is worse (single-peaked preference, Black 1948).
    ///
    /// # Errors
    /// A [`OrderClash`] where what it says goes round in a circle.
    pub fn of(issue: &Issue, position: &Position) -> Result<Order, OrderClash> {
        let n = issue.options.len();
        let mut order = Order {
            better: vec![OptionSet::EMPTY; n],
            equal: (0..n).map(|it| OptionSet::one(OptionIx::new(it))).collect(),
        };
        for class in &position.ranking {
            for option in class.iter() {
                order.equal[option.get()] = order.equal[option.get()].or(*class);
            }
        }
        for pair in position.ranking.windows(2) {
            order.all_better(pair[0], pair[1]);
        }
        if let Some(ideal) = position.ideal {
            let tied = order.equal[ideal.get()];
            order.all_better(tied, issue.all().without(tied));
            if issue.ordered {
                for far in 0..n {
                    let near = match far.cmp(&ideal.get()) {
                        std::cmp::Ordering::Less => far + 1,
                        std::cmp::Ordering::Equal => continue,
                        std::cmp::Ordering::Greater => far - 1,
                    };
                    let (near, far) = (OptionIx::new(near), OptionIx::new(far));
                    if !order.equal[far.get()].contains(near) {
                        order.better[far.get()].insert(near);
                    }
                }
            }
        }
        if !position.acceptable.is_empty() {
            order.all_better(position.acceptable, issue.all().without(position.acceptable));
        }
        for (better, worse) in &position.prefers {
            order.better[worse.get()].insert(*better);
        }
        order.close()
    }

    /// Whether it orders any two options.
    pub fn says_something(&self) -> bool {
        self.better.iter().any(|it| !it.is_empty()) || self.equal.iter().any(|it| it.len() > 1)
    }

    /// Pairs (better, worse), transitively closed.
    pub fn pairs(&self) -> Vec<(OptionIx, OptionIx)> {
        let worse = self.better.iter().enumerate();
        worse
            .flat_map(|(worse, set)| set.iter().map(move |it| (it, OptionIx::new(worse))))
            .collect()
    }

    /// Options exactly as good as `option`, itself included.
    pub fn equal(&self, option: OptionIx) -> OptionSet {
        self.equal[option.get()]
    }

    fn all_better(&mut self, better: OptionSet, worse: OptionSet) {
        for option in worse.iter() {
            self.better[option.get()] = self.better[option.get()].or(better);
        }
    }

    fn close(mut self) -> Result<Order, OrderClash> {
        let n = self.better.len();
        // Options as good as each other share what is better than any of them, and being better
        // than one of them is being better than all.
        loop {
            let before = self.better.clone();
            for option in 0..n {
                let mut better = OptionSet::EMPTY;
                for tied in self.equal[option].iter() {
                    better = better.or(self.better[tied.get()]);
                }
                for it in better.iter() {
                    better = better.or(self.better[it.get()]).or(self.equal[it.get()]);
                }
                self.better[option] = better;
            }
            if self.better == before {
                break;
            }
        }
        match (0..n).map(OptionIx::new).find_map(|option| self.clash(option)) {
            Some(clash) => Err(clash),
            None => Ok(self),
        }
    }

    /// The circle that `option` is part of, once everything that follows is written down.
    fn clash(&self, option: OptionIx) -> Option<OrderClash> {
        if !self.better[option.get()].contains(option) {
            return None;
        }
        let equal = self.equal[option.get()];
        let mut others = self.better[option.get()].without(equal).iter();
        let mutual = others.find(|it| self.better[it.get()].contains(option));
        let tied = || equal.iter().find(|it| *it != option);
        Some(match (mutual, tied()) {
            (Some(other), _) => OrderClash::Circle(option, other),
            (None, Some(other)) => OrderClash::Tied(option, other),
            (None, None) => OrderClash::Itself(option),
        })
    }
}
