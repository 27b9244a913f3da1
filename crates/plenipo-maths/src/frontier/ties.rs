//! Every outcome that is worth what one point of a frontier is worth.
//!
//! A frontier keeps one outcome a point. The others are found by eliminating once more, with all that is
//! known of the point: a partial sum that cannot reach it any more goes, and one that another betters by
//! more than rounding goes too, since what betters a part of an outcome of the point would better the point.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::eliminate::plan;
use super::joint::{Joint, JointLimits, JointTerm, Never};
use super::layers::plus;
use crate::work::{Ended, Work};

/// Outcomes that are worth the same, up to the rounding of the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ties {
    /// The outcomes, in the order of their options.
    pub outcomes: Vec<Vec<usize>>,
    /// Whether there are more than were asked for.
    pub more: bool,
}

/// How a partial sum came about.
#[derive(Clone, Copy)]
enum Origin {
    Nothing,
    /// The variable, its class of options, and what it was added to.
    Set(usize, usize, usize),
    Sum(usize, usize),
    /// Two ways to the same sum.
    Either(usize, usize),
}

#[derive(Clone, Copy)]
struct Part<const P: usize> {
    units: [i64; P],
    origin: usize,
}

struct Message<const P: usize> {
    scope: Vec<usize>,
    cells: Vec<Vec<Part<P>>>,
}

/// The outcomes worth at least `target` to every player, in units and up to rounding; at most
/// `outcomes_max` of them.
///
/// `target` is a point of the question's frontier, or one cut at caps (then `is_cut`: outcomes that a cap
/// makes equal are bettered before it). `None` where the limits or the work do not reach.
///
/// # Errors
/// [`Ended::Stopped`] when it was asked to stop.
pub fn ties(
    question: &Joint,
    target: &[i64],
    is_cut: bool,
    outcomes_max: usize,
    limits: &JointLimits,
    work: &mut Work<'_>,
) -> Result<Option<Ties>, Ended> {
    // Padded with zeros to the next size compiled, which changes no comparison.
    let search = match question.n_players() {
        0..=2 => search::<2>,
        3 => search::<3>,
        4 => search::<4>,
        5..=8 => search::<8>,
        _ => search::<32>,
    };
    match search(question, target, is_cut, outcomes_max, limits, work) {
        Ok(found) => Ok(found),
        Err(Ended::Spent) => Ok(None),
        Err(Ended::Stopped) => Err(Ended::Stopped),
    }
}

/// What the steps share.
struct Search<'q, const P: usize> {
    question: &'q Joint,
    /// One option for each class.
    domains: Vec<Vec<usize>>,
    /// What a total must have.
    floor: [i64; P],
    is_cut: bool,
    points_max: usize,
    origins: Vec<Origin>,
}

fn search<const P: usize>(
    question: &Joint,
    target: &[i64],
    is_cut: bool,
    outcomes_max: usize,
    limits: &JointLimits,
    work: &mut Work<'_>,
) -> Result<Option<Ties>, Ended> {
    let classes = classes(question, work)?;
    let domains: Vec<Vec<usize>> =
        classes.iter().map(|own| own.iter().map(|members| members[0]).collect()).collect();
    let plan = plan(question, &domains);
    if plan.cells > limits.cells_max {
        return Ok(None);
    }
    let rounding = question.rounding_units();
    let mut search = Search {
        question,
        domains,
        floor: std::array::from_fn(|player| target.get(player).map_or(0, |it| it - rounding)),
        is_cut,
        points_max: limits.points_max,
        origins: vec![Origin::Nothing],
    };
    let mut waiting: Vec<&JointTerm> = question.terms.iter().collect();
    let mut forbidding: Vec<&Never> = question.never.iter().collect();
    let mut messages: Vec<Message<P>> = Vec::new();
    for &variable in &plan.order {
        let (terms, rest): (Vec<&JointTerm>, Vec<&JointTerm>) =
            waiting.into_iter().partition(|it| it.scope().contains(&variable));
        waiting = rest;
        let (never, rest): (Vec<&Never>, Vec<&Never>) =
            forbidding.into_iter().partition(|it| it.scope.contains(&variable));
        forbidding = rest;
        let (joined, others): (Vec<Message<P>>, Vec<Message<P>>) =
            messages.into_iter().partition(|it| it.scope.contains(&variable));
        messages = others;
        let rest = search.most_of(&waiting, &messages);
        let Some(message) = search.message(variable, &terms, &never, &joined, &rest, work)? else {
            return Ok(None);
        };
        messages.push(message);
    }
    let mut parts = vec![Part { units: [0; P], origin: 0 }];
    for term in waiting {
        search.add(&mut parts, term, &vec![0; question.n_options.len()]);
    }
    for (at, message) in messages.iter().enumerate() {
        let rest = search.most_of(&[], &messages[at + 1..]);
        let Some(sum) = search.sum(&parts, &message.cells[0], work)? else { return Ok(None) };
        parts = search.kept(sum, &rest, work)?;
    }
    let mut outcomes = Vec::new();
    let mut more = false;
    for part in &parts {
        let mut choice = vec![0; question.n_options.len()];
        more |=
            search.expand(vec![part.origin], &mut choice, &classes, outcomes_max, &mut outcomes);
    }
    outcomes.sort_unstable();
    Ok(Some(Ties { outcomes, more }))
}

impl<const P: usize> Search<'_, P> {
    /// What terms and messages still to come are worth to each player at most.
    fn most_of(&self, terms: &[&JointTerm], messages: &[Message<P>]) -> [i64; P] {
        let units = |player: usize, value: f64| self.question.scales()[player].units(value);
        std::array::from_fn(|player| {
            if player >= self.question.n_players() {
                return 0;
            }
            let term = |term: &&JointTerm| match term {
                JointTerm::Table { utilities, .. } => {
                    let own = utilities.iter().skip(player).step_by(self.question.n_players());
                    own.map(|it| units(player, *it)).max().unwrap_or(0)
                }
                JointTerm::Box { utilities, .. } => units(player, utilities[player]).max(0),
            };
            let message = |it: &Message<P>| {
                let parts = it.cells.iter().flatten();
                parts.map(|part| part.units[player]).max().unwrap_or(0)
            };
            terms.iter().map(term).sum::<i64>() + messages.iter().map(message).sum::<i64>()
        })
    }

    fn message(
        &mut self,
        variable: usize,
        terms: &[&JointTerm],
        never: &[&Never],
        joined: &[Message<P>],
        rest: &[i64; P],
        work: &mut Work<'_>,
    ) -> Result<Option<Message<P>>, Ended> {
        let scopes = terms.iter().flat_map(|it| it.scope());
        let scopes = scopes.chain(never.iter().flat_map(|it| &it.scope));
        let scopes = scopes.chain(joined.iter().flat_map(|it| &it.scope)).copied();
        let mut scope: Vec<usize> =
            scopes.filter(|it| *it != variable && self.domains[*it].len() > 1).collect();
        scope.sort_unstable();
        scope.dedup();
        let mut choice: Vec<usize> = self.domains.iter().map(|domain| domain[0]).collect();
        let mut at = vec![0; scope.len()];
        let (mut cells, mut n_parts) = (Vec::new(), 0);
        loop {
            for (&other, &at) in scope.iter().zip(&at) {
                choice[other] = self.domains[other][at];
            }
            let mut all = Vec::new();
            for class in 0..self.domains[variable].len() {
                choice[variable] = self.domains[variable][class];
                work.spend((terms.len() * P + never.len() + 8) as u64)?;
                if never.iter().any(|it| it.forbids(&choice, &self.question.n_options)) {
                    continue;
                }
                let mut parts = vec![Part { units: [0; P], origin: 0 }];
                for message in joined {
                    let cell = &message.cells[self.cell_of(message, &choice)];
                    let Some(sum) = self.sum(&parts, cell, work)? else { return Ok(None) };
                    parts = sum;
                }
                for term in terms {
                    self.add(&mut parts, term, &choice);
                }
                for mut part in parts {
                    self.origins.push(Origin::Set(variable, class, part.origin));
                    part.origin = self.origins.len() - 1;
                    all.push(part);
                }
            }
            let cell = self.kept(all, rest, work)?;
            n_parts += cell.len();
            if n_parts > self.points_max || self.origins.len() > 4 * self.points_max {
                return Ok(None);
            }
            cells.push(cell);
            let next = (0..at.len()).rev().find(|&it| at[it] + 1 < self.domains[scope[it]].len());
            let Some(place) = next else { return Ok(Some(Message { scope, cells })) };
            at[place] += 1;
            at[place + 1..].fill(0);
        }
    }

    fn cell_of(&self, message: &Message<P>, choice: &[usize]) -> usize {
        let digit = |var: usize| {
            self.domains[var].iter().position(|option| *option == choice[var]).unwrap_or(0)
        };
        message.scope.iter().fold(0, |index, &var| index * self.domains[var].len() + digit(var))
    }

    fn add(&self, parts: &mut [Part<P>], term: &JointTerm, choice: &[usize]) {
        let question = self.question;
        let worth = term.at(choice, &question.n_options, question.n_players()).unwrap_or(&[]);
        for part in parts {
            for ((sum, value), scale) in part.units.iter_mut().zip(worth).zip(question.scales()) {
                *sum += scale.units(*value);
            }
        }
    }

    /// All sums of a part of `a` and one of `b`; `None` where there would be too many.
    fn sum(
        &mut self,
        a: &[Part<P>],
        b: &[Part<P>],
        work: &mut Work<'_>,
    ) -> Result<Option<Vec<Part<P>>>, Ended> {
        let n = a.len().saturating_mul(b.len());
        if n > self.points_max || self.origins.len() + n > 4 * self.points_max {
            return Ok(None);
        }
        work.spend((n * (P + 4)) as u64)?;
        let mut sums = Vec::with_capacity(n);
        for x in a {
            for y in b {
                let units = plus(&x.units, &y.units);
                let origin = match (x.origin, y.origin) {
                    (0, other) | (other, 0) => other,
                    (x, y) => {
                        self.origins.push(Origin::Sum(x, y));
                        self.origins.len() - 1
                    }
                };
                sums.push(Part { units, origin });
            }
        }
        Ok(Some(sums))
    }

    /// The parts that may still come to the floor, equal ones as one, without those that another betters by
    /// more than rounding.
    fn kept(
        &mut self,
        mut parts: Vec<Part<P>>,
        rest: &[i64; P],
        work: &mut Work<'_>,
    ) -> Result<Vec<Part<P>>, Ended> {
        let floor = &self.floor;
        parts.retain(|part| (0..P).all(|it| part.units[it] + rest[it] >= floor[it]));
        parts.sort_by(|a, b| (Reverse(&a.units), a.origin).cmp(&(Reverse(&b.units), b.origin)));
        let mut merged: Vec<Part<P>> = Vec::with_capacity(parts.len());
        for part in parts {
            match merged.last_mut().filter(|last| last.units == part.units) {
                Some(last) => {
                    self.origins.push(Origin::Either(last.origin, part.origin));
                    last.origin = self.origins.len() - 1;
                }
                None => merged.push(part),
            }
        }
        if self.is_cut {
            return Ok(merged);
        }
        // What betters a part is before it in this order, and where something betters that, so does it this part:
        // those that stay are enough to ask.
        let rounding = self.question.rounding_units();
        let mut kept: Vec<Part<P>> = Vec::new();
        for part in merged {
            work.spend(1 + kept.len() as u64)?;
            let betters = |other: &Part<P>| {
                let (other, own) = (&other.units, &part.units);
                (0..P).all(|it| other[it] >= own[it])
                    && (0..P).any(|it| other[it] > own[it] + rounding)
            };
            if !kept.iter().any(betters) {
                kept.push(part);
            }
        }
        Ok(kept)
    }

    /// Writes down the outcomes behind `pending`; whether there were more than `most`.
    fn expand(
        &self,
        mut pending: Vec<usize>,
        choice: &mut [usize],
        classes: &[Vec<Vec<usize>>],
        most: usize,
        outcomes: &mut Vec<Vec<usize>>,
    ) -> bool {
        while let Some(origin) = pending.pop() {
            match self.origins[origin] {
                Origin::Nothing => {}
                Origin::Set(variable, class, before) => {
                    choice[variable] = class;
                    pending.push(before);
                }
                Origin::Sum(a, b) => pending.extend([a, b]),
                Origin::Either(a, b) => {
                    // The first of them may itself be one of many: only the other one is gone into.
                    let mut other = pending.clone();
                    other.push(b);
                    if self.expand(other, &mut choice.to_vec(), classes, most, outcomes) {
                        return true;
                    }
                    pending.push(a);
                }
            }
        }
        // Every member of every class.
        let members: Vec<&[usize]> =
            classes.iter().zip(choice.iter()).map(|(own, class)| own[*class].as_slice()).collect();
        let mut at = vec![0; members.len()];
        loop {
            if outcomes.len() >= most {
                return true;
            }
            outcomes.push(members.iter().zip(&at).map(|(own, at)| own[*at]).collect());
            let next = (0..at.len()).rev().find(|&it| at[it] + 1 < members[it].len());
            let Some(place) = next else { return false };
            at[place] += 1;
            at[place + 1..].fill(0);
        }
    }
}

/// For each variable its options in classes that make no difference whatever the others are.
fn classes(question: &Joint, work: &mut Work<'_>) -> Result<Vec<Vec<Vec<usize>>>, Ended> {
    let mut all = Vec::with_capacity(question.allowed.len());
    for (variable, options) in question.allowed.iter().enumerate() {
        let n_options = question.n_options[variable];
        let mut by_kind: BTreeMap<Vec<u64>, Vec<usize>> = BTreeMap::new();
        for &option in options {
            let mut kind: Vec<u64> = Vec::new();
            let mut rows =
                |scope: &[usize], each: usize, bits: &dyn Fn(usize) -> u64, size: usize| {
                    let after = scope.iter().rev().take_while(|other| **other != variable);
                    let stride = after.map(|&it| question.n_options[it]).product::<usize>() * each;
                    for block in 0..size / (stride * n_options) {
                        let start = (block * n_options + option) * stride;
                        kind.extend((start..start + stride).map(bits));
                    }
                };
            for term in question.terms.iter().filter(|it| it.scope().contains(&variable)) {
                match term {
                    JointTerm::Table { scope, utilities } => {
                        let bits = |at: usize| utilities[at].to_bits();
                        rows(scope, question.n_players(), &bits, utilities.len());
                    }
                    JointTerm::Box { scope, ranges, .. } => {
                        let own = scope.iter().zip(ranges).find(|(it, _)| **it == variable);
                        let inside = own.is_some_and(|(_, it)| (it.0..=it.1).contains(&option));
                        rows(&[variable], 1, &|_| u64::from(inside), n_options);
                    }
                }
            }
            for it in question.never.iter().filter(|it| it.scope.contains(&variable)) {
                rows(&it.scope, 1, &|at| u64::from(it.combinations[at]), it.combinations.len());
            }
            work.spend(kind.len() as u64 + 1)?;
            by_kind.entry(kind).or_default().push(option);
        }
        let mut own: Vec<Vec<usize>> = by_kind.into_values().collect();
        own.sort_unstable();
        all.push(own);
    }
    Ok(all)
}
