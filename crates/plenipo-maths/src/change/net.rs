//! Which states items may still be in: narrowed by what is forbidden, and searched depth first.
//!
//! A combination is forbidden: it names items and states of each, and not all of them may be in those
//! states at once. Once all items of a combination but one can only be in its states, the last one has to
//! leave them (unit propagation). What is left is split in two again and again, so that every set of
//! changes lies in exactly one part: no set is met twice.

use std::collections::BTreeSet;

use super::Change;
use super::clear::{Combination, Puzzle, States, Violations};
use super::work::{SearchWork, Stop};

/// The state of an item that is as it is.
pub(super) const AS_IT_IS: States = 1;

/// What looking at one item of a combination counts for, in steps of [`SearchWork`]: as long as the other
/// search takes for as many samples.
const LOOK: u64 = 24;

/// The states of one item on the way to here, and what is forbidden.
pub(super) struct Net {
    /// The states each item may still be in.
    domain: Vec<States>,
    /// What is forbidden, and not yet out of reach.
    forbidden: Vec<Combination>,
    /// Items of which the caller is asked beside.
    watched: Vec<bool>,
    /// What asking counts for.
    asking: u64,
    /// For each item, the combinations it is in.
    on: Vec<Vec<usize>>,
    trail: Vec<(usize, States)>,
    queue: Vec<usize>,
}

/// A set of changes for each way to choose one state of each of these items.
pub(super) type Part = Vec<(usize, States)>;

/// One way to go on: the last of `turns` taken so far leaves the states; those before it stay.
struct Frame {
    mark: usize,
    /// Items with the states to leave.
    turns: Vec<(usize, States)>,
    next: usize,
    /// Whether there is a last way on which all of them stay.
    or_stay: bool,
}

/// What is to be done about the states at hand.
enum Found {
    /// Nothing below here is small enough.
    Nothing,
    /// These are to leave the states, one of them at least; or, if `true`, none.
    Branch(Vec<(usize, States)>, bool),
    /// Nothing forbidden is there, whichever states the items that change take.
    Solved(Part),
}

impl Net {
    /// `choices[i]` choices of item `i`, and what is forbidden. `None` where that cannot be kept to.
    pub(super) fn new(puzzle: Puzzle<'_>, work: &mut SearchWork<'_>) -> Result<Option<Net>, Stop> {
        let Puzzle { choices, forbidden, watched, asking } = puzzle;
        let all = |n: &usize| if *n >= 127 { States::MAX } else { (1 << (n + 1)) - 1 };
        let mut net = Net {
            domain: choices.iter().map(all).collect(),
            forbidden: Vec::new(),
            watched: vec![false; choices.len()],
            asking,
            on: vec![Vec::new(); choices.len()],
            trail: Vec::new(),
            queue: Vec::new(),
        };
        watched.iter().for_each(|it| net.watched[*it] = true);
        let mut all = Vec::new();
        for combination in forbidden {
            work.take(LOOK * combination.len() as u64)?;
            match combination.as_slice() {
                [] => return Ok(None),
                // What is forbidden whatever the rest is needs no place of its own.
                [(item, states)] => net.domain[*item] &= !states,
                _ => all.push(combination.clone()),
            }
        }
        all.sort_unstable();
        all.dedup();
        net.forbidden = all;
        for (place, combination) in net.forbidden.iter().enumerate() {
            combination.iter().for_each(|(item, _)| net.on[*item].push(place));
        }
        net.queue = (0..choices.len()).collect();
        if net.domain.contains(&0) || !net.settle(work)? {
            return Ok(None);
        }
        net.forget();
        Ok(Some(net))
    }

    /// Drops combinations that can no longer come about, and items that are in the states of one anyway.
    fn forget(&mut self) {
        let domain = &self.domain;
        let left = std::mem::take(&mut self.forbidden).into_iter().filter_map(|mut it| {
            let gone = it.iter().any(|(item, states)| domain[*item] & states == 0);
            it.retain(|(item, states)| domain[*item] & !states != 0);
            it.iter_mut().for_each(|(item, states)| *states &= domain[*item]);
            (!gone).then_some(it)
        });
        self.forbidden = left.collect();
        self.forbidden.sort_unstable();
        self.forbidden.dedup();
        self.on.iter_mut().for_each(Vec::clear);
        for (place, combination) in self.forbidden.iter().enumerate() {
            combination.iter().for_each(|(item, _)| self.on[*item].push(place));
        }
        self.trail.clear();
    }

    /// Takes out choices that others do as well as: wherever the other is forbidden, so are they.
    /// `as_it_is` says whether staying as it is may stand for a choice.
    pub(super) fn dominate(
        &mut self,
        as_it_is: bool,
        work: &mut SearchWork<'_>,
    ) -> Result<(), Stop> {
        for item in 0..self.domain.len() {
            let domain = self.domain[item];
            if self.watched[item] || domain.count_ones() < 2 {
                continue;
            }
            work.take(LOOK * u64::from(domain.count_ones()) * (1 + self.on[item].len() as u64))?;
            let mut by = [domain; 128];
            for place in &self.on[item] {
                let states = states_of(&self.forbidden[*place], item);
                // Only what is free where this one is free can stand for it.
                of(domain & !states).for_each(|it| by[it] &= !states);
            }
            let standing_in = if as_it_is { domain } else { domain & !AS_IT_IS };
            let mut kept = domain;
            for state in of(domain & !AS_IT_IS) {
                let others = by[state] & standing_in & kept & !(1 << state);
                // Of those that are alike the first stays.
                let better = of(others).any(|it| it < state || by[it] >> state & 1 == 0);
                if better {
                    kept &= !(1 << state);
                }
            }
            self.domain[item] = kept;
        }
        self.forget();
        self.queue = (0..self.domain.len()).collect();
        // A choice that stands for others is forbidden only where they are: something is left.
        let settled = self.settle(work)?;
        debug_assert!(settled);
        self.forget();
        Ok(())
    }

    /// Items that have to do with each other, directly or through others; those that need not change and
    /// are in nothing forbidden are in none.
    pub(super) fn components(&self) -> Vec<Component> {
        let mut root: Vec<usize> = (0..self.domain.len()).collect();
        let join = |root: &mut Vec<usize>, a: usize, b: usize| {
            let (a, b) = (find(root, a), find(root, b));
            root[a.max(b)] = a.min(b);
        };
        for combination in &self.forbidden {
            for pair in combination.windows(2) {
                join(&mut root, pair[0].0, pair[1].0);
            }
        }
        let watched: Vec<usize> = (0..root.len()).filter(|it| self.watched[*it]).collect();
        watched.windows(2).for_each(|it| join(&mut root, it[0], it[1]));
        let mut components: Vec<Component> = Vec::new();
        let mut place = vec![usize::MAX; root.len()];
        for item in 0..root.len() {
            let alone = self.on[item].is_empty() && !self.watched[item];
            if alone && self.domain[item] & AS_IT_IS != 0 {
                continue;
            }
            let first = find(&mut root, item);
            if place[first] == usize::MAX {
                place[first] = components.len();
                components.push(Component::default());
            }
            components[place[first]].items.push(item);
            components[place[first]].watched |= self.watched[item];
        }
        for (number, combination) in self.forbidden.iter().enumerate() {
            let first = combination.first().map_or(0, |it| find(&mut root, it.0));
            components[place[first]].forbidden.push(number);
        }
        components
    }

    fn narrow(&mut self, item: usize, to: States) -> bool {
        let before = self.domain[item];
        let after = before & to;
        if after != before {
            self.trail.push((item, before));
            self.domain[item] = after;
            self.queue.push(item);
        }
        after != 0
    }

    fn undo(&mut self, mark: usize) {
        while self.trail.len() > mark {
            if let Some((item, before)) = self.trail.pop() {
                self.domain[item] = before;
            }
        }
        self.queue.clear();
    }

    /// Takes from every item the states that it cannot be in; `false` where nothing is left to one.
    fn settle(&mut self, work: &mut SearchWork<'_>) -> Result<bool, Stop> {
        while let Some(item) = self.queue.pop() {
            for turn in 0..self.on[item].len() {
                let combination = &self.forbidden[self.on[item][turn]];
                work.take(LOOK * combination.len() as u64)?;
                let mut last = None;
                let mut open = 0;
                for (item, states) in combination {
                    if self.domain[*item] & states == 0 {
                        open = 2;
                        break;
                    }
                    if self.domain[*item] & !states != 0 {
                        open += 1;
                        last = Some((*item, *states));
                    }
                }
                match (open, last) {
                    (0, _) => return Ok(false),
                    (1, Some((item, states))) if !self.narrow(item, !states) => return Ok(false),
                    _ => {}
                }
            }
        }
        Ok(true)
    }

    fn must(&self, item: usize) -> bool {
        self.domain[item] & AS_IT_IS == 0
    }

    /// How many items of the component have to change.
    pub(super) fn forced(&self, component: &Component) -> usize {
        component.items.iter().filter(|it| self.must(**it)).count()
    }

    /// Goes through every part of the component in which at most `most` items change and nothing forbidden
    /// is there. `each` is given the part, and `false` ends the search.
    pub(super) fn search(
        &mut self,
        component: &Component,
        most: usize,
        work: &mut SearchWork<'_>,
        violations: &mut dyn FnMut(&[Change]) -> Violations,
        each: &mut dyn FnMut(Part) -> bool,
    ) -> Result<(), Stop> {
        let start = self.trail.len();
        let ended = self.go_through(component, most, work, violations, each);
        self.undo(start);
        ended
    }

    fn go_through(
        &mut self,
        component: &Component,
        most: usize,
        work: &mut SearchWork<'_>,
        violations: &mut dyn FnMut(&[Change]) -> Violations,
        each: &mut dyn FnMut(Part) -> bool,
    ) -> Result<(), Stop> {
        // Not by recursion: there may be as many turns as items.
        let mut stack: Vec<Frame> = Vec::new();
        loop {
            match self.look(component, most, work, violations)? {
                Found::Nothing => {}
                Found::Solved(part) => {
                    if !each(part) {
                        return Ok(());
                    }
                }
                Found::Branch(turns, or_stay) => {
                    stack.push(Frame { mark: self.trail.len(), turns, next: 0, or_stay });
                }
            }
            // On to the next way of the innermost turn that has one.
            loop {
                let Some(frame) = stack.last_mut() else { return Ok(()) };
                let (mark, turn) = (frame.mark, frame.next);
                frame.next += 1;
                self.undo(mark);
                if turn >= frame.turns.len() + usize::from(frame.or_stay) {
                    stack.pop();
                    continue;
                }
                let leaves = frame.turns.get(turn).copied();
                let mut fine = true;
                for (item, states) in &frame.turns[..turn.min(frame.turns.len())] {
                    fine &= self.narrow(*item, *states);
                }
                if let Some((item, states)) = leaves {
                    fine &= self.narrow(item, !states);
                }
                if fine && self.settle(work)? {
                    break;
                }
                self.undo(mark);
            }
        }
    }

    /// What is to be done about the states at hand, if at most `most` items may change.
    fn look(
        &self,
        component: &Component,
        most: usize,
        work: &mut SearchWork<'_>,
        violations: &mut dyn FnMut(&[Change]) -> Violations,
    ) -> Result<Found, Stop> {
        let must = self.forced(component);
        work.take(LOOK * component.items.len() as u64)?;
        if must > most {
            return Ok(Found::Nothing);
        }
        // Combinations that come about unless one more item changes, and one of which it depends on the
        // states that changing items take.
        let mut calling: Vec<Vec<(usize, States)>> = Vec::new();
        let mut pending = None;
        for place in &component.forbidden {
            let combination = &self.forbidden[*place];
            work.take(LOOK * combination.len() as u64)?;
            let mut open = Vec::new();
            let mut partly = None;
            let escapes = combination.iter().any(|(item, states)| {
                let domain = self.domain[*item];
                if domain & AS_IT_IS != 0 {
                    if domain & !states != 0 && states & AS_IT_IS != 0 {
                        open.push((*item, *states));
                    }
                    return states & AS_IT_IS == 0;
                }
                if domain & !states != 0 {
                    partly = partly.or(Some((*item, *states)));
                }
                domain & states == 0
            });
            match (escapes, partly) {
                (true, _) => {}
                (false, None) => calling.push(open),
                (false, Some(part)) => pending = pending.or(Some(part)),
            }
        }
        // Stable: of equally small ones the first.
        calling.sort_by_key(Vec::len);
        let left = most - must;
        let too_many = |calling: &[Vec<(usize, States)>]| {
            calling.first().is_some_and(Vec::is_empty) || apart(calling) > left
        };
        if too_many(&calling) {
            return Ok(Found::Nothing);
        }
        if component.watched {
            calling.extend(self.ask(component, work, violations)?);
            calling.sort_by_key(Vec::len);
            if too_many(&calling) {
                return Ok(Found::Nothing);
            }
        }
        if !calling.is_empty() {
            return Ok(Found::Branch(calling.swap_remove(0), false));
        }
        if let Some(part) = pending {
            return Ok(Found::Branch(vec![part], true));
        }
        // What was read anew was read for one state of each.
        let several = |it: &&usize| self.watched[**it] && self.must(**it) && !self.decided(**it);
        if let Some(item) = component.items.iter().find(several) {
            let first = self.domain[*item] & self.domain[*item].wrapping_neg();
            return Ok(Found::Branch(vec![(*item, !first)], true));
        }
        let part = component.items.iter().filter(|it| self.must(**it));
        Ok(Found::Solved(part.map(|it| (*it, self.domain[*it])).collect()))
    }

    /// Asks the caller what is violated beside: for each violation that stays whichever states the items
    /// take that change anyway, the items that could end it by changing.
    fn ask(
        &self,
        component: &Component,
        work: &mut SearchWork<'_>,
        violations: &mut dyn FnMut(&[Change]) -> Violations,
    ) -> Result<Vec<Vec<(usize, States)>>, Stop> {
        work.take(self.asking)?;
        let changed = component.items.iter().filter(|it| self.must(**it));
        let changes: Vec<Change> = changed.map(|it| (*it, first_of(self.domain[*it]))).collect();
        let mut scopes = violations(&changes);
        scopes.retain(|it| it.iter().all(|it| !self.must(*it) || self.decided(*it)));
        let open = |mut scope: Vec<usize>| {
            scope.retain(|it| !self.must(*it) && self.domain[*it] != AS_IT_IS);
            scope.sort_unstable();
            scope.dedup();
            scope.into_iter().map(|it| (it, AS_IT_IS)).collect()
        };
        Ok(scopes.into_iter().map(open).collect())
    }

    /// Whether an item can be in one state only.
    fn decided(&self, item: usize) -> bool {
        self.domain[item].is_power_of_two()
    }
}

/// Items that have to do with each other.
#[derive(Debug, Default)]
pub(super) struct Component {
    pub(super) items: Vec<usize>,
    /// Places of the combinations over them.
    pub(super) forbidden: Vec<usize>,
    /// Whether the caller is asked of them beside.
    watched: bool,
}

fn find(root: &mut [usize], item: usize) -> usize {
    let mut at = item;
    while root[at] != at {
        root[at] = root[root[at]];
        at = root[at];
    }
    at
}

fn states_of(combination: &Combination, item: usize) -> States {
    combination.iter().find(|it| it.0 == item).map_or(0, |it| it.1)
}

/// The states in a set, lowest first.
fn of(states: States) -> impl Iterator<Item = usize> {
    let mut left = states;
    std::iter::from_fn(move || {
        let first = left.trailing_zeros() as usize;
        (left != 0).then(|| {
            left &= left - 1;
            first
        })
    })
}

/// The choices in a set of states, without staying as it is.
pub(super) fn choices_of(states: States) -> impl Iterator<Item = usize> {
    of(states & !AS_IT_IS).map(|it| it - 1)
}

fn first_of(states: States) -> usize {
    choices_of(states).next().unwrap_or(0)
}

/// How many scopes share no item with each other, counted greedily: a lower bound on the changes needed.
fn apart(scopes: &[Vec<(usize, States)>]) -> usize {
    let mut taken = BTreeSet::new();
    let mut count = 0;
    for scope in scopes {
        if !scope.iter().any(|it| taken.contains(&it.0)) {
            taken.extend(scope.iter().map(|it| it.0));
            count += 1;
        }
    }
    count
}
