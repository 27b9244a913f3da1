//! Bucket elimination with one frontier for each assignment of a separator.

use std::cmp::Reverse;

use super::joint::{Joint, JointFrontier, JointLimits, JointTerm, Never, Obstacle};
use super::kd::{MaximaTree, kd_order, sorting_steps};
use super::layers::{Entry, plus};
use super::result::Choices;
use super::shrink::shrink;
use super::solve::Refused;
use super::thin::drop_noise;
use super::three::Staircase;
use super::{Frontier, scale::rounding_units};
use crate::work::{Ended, Work};

/// Steps of work that an assignment takes beside its points.
const CELL_STEPS: u64 = 40;

/// How a point came about: a variable was set, or two points were added.
#[derive(Clone, Copy, Debug)]
enum Origin {
    Nothing,
    /// The variable, its option, and what it was added to.
    Set(u32, u32, u32),
    Sum(u32, u32),
}

/// For each assignment of the variables in the scope a frontier of what has been eliminated.
struct Message<const P: usize> {
    scope: Vec<usize>,
    cells: Vec<Vec<Point<P>>>,
}

#[derive(Clone, Copy)]
struct Point<const P: usize> {
    units: [i64; P],
    /// Index into the origins.
    origin: u32,
}

/// The frontier, or what stood in the way.
///
/// # Errors
/// [`Ended::Stopped`] when it was asked to stop.
pub(super) fn eliminate<const P: usize>(
    question: &Joint,
    limits: &JointLimits,
    work: &mut Work<'_>,
) -> Result<JointFrontier, Ended> {
    let domains = shrink(question, work)?;
    let plan = plan(question, &domains);
    let refuse = |why: Obstacle| {
        Ok(JointFrontier::NotConverged {
            width: plan.width,
            cells: plan.cells,
            most: question.most(),
            why,
        })
    };
    if plan.cells > limits.cells_max {
        return refuse(Obstacle::Cells);
    }
    match by_plan::<P>(question, limits, &domains, &plan, work) {
        Ok(front) => Ok(JointFrontier::Exact(front)),
        Err(Refused::Memory) => refuse(Obstacle::Memory),
        Err(Refused::Ended(Ended::Spent)) => refuse(Obstacle::Work),
        Err(Refused::Ended(Ended::Stopped)) => Err(Ended::Stopped),
    }
}

fn by_plan<const P: usize>(
    question: &Joint,
    limits: &JointLimits,
    domains: &[Vec<usize>],
    plan: &Plan,
    work: &mut Work<'_>,
) -> Result<Frontier, Refused> {
    let mut origins = vec![Origin::Nothing];
    let mut messages: Vec<Message<P>> = Vec::new();
    let mut waiting: Vec<&JointTerm> = question.terms.iter().collect();
    let mut forbidding: Vec<&Never> = question.never.iter().collect();
    let mut n_points = 0;
    for &variable in &plan.order {
        let (terms, rest): (Vec<&JointTerm>, Vec<&JointTerm>) =
            waiting.into_iter().partition(|term| term.scope().contains(&variable));
        waiting = rest;
        let (never, rest): (Vec<&Never>, Vec<&Never>) =
            forbidding.into_iter().partition(|it| it.scope.contains(&variable));
        forbidding = rest;
        let (joined, others): (Vec<Message<P>>, Vec<Message<P>>) =
            messages.into_iter().partition(|message| message.scope.contains(&variable));
        messages = others;
        n_points -= joined.iter().flat_map(|message| &message.cells).map(Vec::len).sum::<usize>();
        let free = limits.points_max.saturating_sub(n_points);
        let origins_max = limits.points_max.saturating_mul(4).min(u32::MAX as usize);
        let bucket = Bucket { question, domains, variable, terms, never, joined, origins_max };
        let message = bucket.message(&mut origins, free, work)?;
        n_points += message.cells.iter().map(Vec::len).sum::<usize>();
        messages.push(message);
    }
    // Only messages without variables are left, and terms that never had any.
    // The largest first: the others are then added to it few points at a time, where two middling ones would make
    // every pair of theirs.
    messages.sort_by_key(|message| Reverse(message.cells[0].len()));
    let mut front = vec![Point { units: [0; P], origin: 0 }];
    for message in &messages {
        front = sum(&front, &message.cells[0], &mut origins, limits.points_max, work)?;
    }
    for term in waiting {
        add(&mut front, &padded(question, term, &vec![0; question.n_options.len()]));
    }
    for (player, &level) in limits.reservations.iter().enumerate() {
        let floor = question.scales[player].units_at_least(level, question.terms.len());
        front.retain(|point| point.units[player] >= floor);
    }
    if limits.drop_noise {
        front = without_noise(&front, question.rounding_units(), work)?;
    }
    Ok(answer(question, front, &origins))
}

/// The points that are there by more than rounding.
fn without_noise<const P: usize>(
    front: &[Point<P>],
    rounding: i64,
    work: &mut Work<'_>,
) -> Result<Vec<Point<P>>, Refused> {
    let mut entries: Vec<Entry<P>> = (0..)
        .zip(front)
        .map(|(parent, point)| Entry { units: point.units, parent, option: 0 })
        .collect();
    work.spend(drop_noise(&mut entries, rounding)).map_err(Refused::Ended)?;
    Ok(entries.iter().map(|entry| front[entry.parent as usize]).collect())
}

fn answer<const P: usize>(
    question: &Joint,
    mut front: Vec<Point<P>>,
    origins: &[Origin],
) -> Frontier {
    front.sort_unstable_by_key(|point| Reverse(point.units));
    let n_players = question.n_players;
    let choices = front
        .iter()
        .map(|point| {
            let mut choice = vec![0; question.n_options.len()];
            let mut pending = vec![point.origin];
            while let Some(origin) = pending.pop() {
                match origins[origin as usize] {
                    Origin::Nothing => {}
                    Origin::Set(variable, option, before) => {
                        choice[variable as usize] = option;
                        pending.push(before);
                    }
                    Origin::Sum(a, b) => pending.extend([a, b]),
                }
            }
            choice.into_boxed_slice()
        })
        .collect();
    Frontier {
        n_players,
        scales: question.scales.clone(),
        units: front.iter().flat_map(|point| point.units[..n_players].to_vec()).collect(),
        choices: Choices::Listed(choices),
        rounding_units: rounding_units(question.terms.len()),
        epsilon: 0.0,
        gap: 0.0,
    }
}

/// The order of elimination and what it costs.
pub(super) struct Plan {
    pub(super) order: Vec<usize>,
    width: usize,
    pub(super) cells: f64,
}

/// Always the variable whose separator has fewest assignments.
pub(super) fn plan(question: &Joint, domains: &[Vec<usize>]) -> Plan {
    let n = domains.len();
    let mut neighbours = vec![vec![false; n]; n];
    let scopes = question.terms.iter().map(JointTerm::scope);
    for scope in scopes.chain(question.never.iter().map(|it| it.scope.as_slice())) {
        // What a variable with one option left is worth is known beforehand.
        let scope: Vec<usize> =
            scope.iter().copied().filter(|&var| domains[var].len() > 1).collect();
        for &a in &scope {
            for &b in &scope {
                neighbours[a][b] |= a != b;
            }
        }
    }
    let mut plan = Plan { order: Vec::new(), width: 0, cells: 1.0 };
    let mut left: Vec<usize> = (0..n).collect();
    while !left.is_empty() {
        let cells = |var: usize| -> f64 {
            let open = left.iter().filter(|&&other| neighbours[var][other]);
            open.map(|&other| domains[other].len() as f64).product()
        };
        let mut best = (f64::INFINITY, 0);
        for (place, &var) in left.iter().enumerate() {
            let cells = cells(var);
            if cells < best.0 {
                best = (cells, place);
            }
        }
        let variable = left.remove(best.1);
        let scope: Vec<usize> =
            left.iter().copied().filter(|&other| neighbours[variable][other]).collect();
        plan.width = plan.width.max(scope.len());
        plan.cells = plan.cells.max(best.0);
        for &a in &scope {
            for &b in &scope {
                neighbours[a][b] |= a != b;
            }
        }
        plan.order.push(variable);
    }
    plan
}

/// Everything that depends on the variable to eliminate.
struct Bucket<'a, const P: usize> {
    question: &'a Joint,
    domains: &'a [Vec<usize>],
    variable: usize,
    terms: Vec<&'a JointTerm>,
    never: Vec<&'a Never>,
    joined: Vec<Message<P>>,
    origins_max: usize,
}

impl<const P: usize> Bucket<'_, P> {
    /// The frontier over the variable's options, for each assignment of the others.
    ///
    /// # Errors
    /// [`Refused`] when it would have more than `points_max` points, or the work is spent.
    fn message(
        &self,
        origins: &mut Vec<Origin>,
        points_max: usize,
        work: &mut Work<'_>,
    ) -> Result<Message<P>, Refused> {
        let mut scope: Vec<usize> = self
            .terms
            .iter()
            .flat_map(|term| term.scope())
            .chain(self.never.iter().flat_map(|it| &it.scope))
            .chain(self.joined.iter().flat_map(|message| &message.scope))
            .copied()
            .filter(|&other| other != self.variable && self.domains[other].len() > 1)
            .collect();
        scope.sort_unstable();
        scope.dedup();
        let mut choice: Vec<usize> = self.domains.iter().map(|domain| domain[0]).collect();
        let mut at = vec![0; scope.len()];
        let mut cells = Vec::new();
        let mut n_points = 0;
        loop {
            for (&other, &at) in scope.iter().zip(&at) {
                choice[other] = self.domains[other][at];
            }
            let cell = self.cell(&mut choice, origins, points_max - n_points, work)?;
            n_points += cell.len();
            cells.push(cell);
            let next =
                (0..at.len()).rev().find(|&place| at[place] + 1 < self.domains[scope[place]].len());
            let Some(place) = next else { return Ok(Message { scope, cells }) };
            at[place] += 1;
            at[place + 1..].fill(0);
        }
    }

    fn cell(
        &self,
        choice: &mut [usize],
        origins: &mut Vec<Origin>,
        points_max: usize,
        work: &mut Work<'_>,
    ) -> Result<Vec<Point<P>>, Refused> {
        let mut all = Vec::new();
        for &option in &self.domains[self.variable] {
            choice[self.variable] = option;
            if self.never.iter().any(|it| it.forbids(choice, &self.question.n_options)) {
                continue;
            }
            let mut front = vec![Point { units: [0; P], origin: 0 }];
            let at = |message| Message::at(message, choice, self.domains);
            let mut joined: Vec<&[Point<P>]> = self.joined.iter().map(at).collect();
            joined.sort_by_key(|cell| Reverse(cell.len()));
            for cell in joined {
                front = sum(&front, cell, origins, points_max, work)?;
            }
            for term in &self.terms {
                add(&mut front, &padded(self.question, term, choice));
            }
            work.spend((front.len() * self.terms.len() * P) as u64 + CELL_STEPS)
                .map_err(Refused::Ended)?;
            all.extend(front.iter().map(|point| (*point, option as u32)));
        }
        let kept = keep_undominated(all, |(point, _)| point.units, work)?;
        if kept.len() > points_max || origins.len() + kept.len() > self.origins_max {
            return Err(Refused::Memory);
        }
        Ok(kept
            .into_iter()
            .map(|(point, option)| {
                origins.push(Origin::Set(self.variable as u32, option, point.origin));
                Point { units: point.units, origin: origins.len() as u32 - 1 }
            })
            .collect())
    }
}

impl<const P: usize> Message<P> {
    fn at(&self, choice: &[usize], domains: &[Vec<usize>]) -> &[Point<P>] {
        let digit = |var: usize| domains[var].iter().position(|&o| o == choice[var]).unwrap_or(0);
        let index =
            self.scope.iter().fold(0, |index, &var| index * domains[var].len() + digit(var));
        &self.cells[index]
    }
}

/// What a term is worth in units, padded; nothing outside its box.
fn padded<const P: usize>(question: &Joint, term: &JointTerm, choice: &[usize]) -> [i64; P] {
    let utilities = term.at(choice, &question.n_options, question.n_players).unwrap_or(&[]);
    std::array::from_fn(|player| {
        utilities.get(player).map_or(0, |&u| question.scales[player].units(u))
    })
}

fn add<const P: usize>(front: &mut [Point<P>], units: &[i64; P]) {
    for point in front {
        for player in 0..P {
            point.units[player] += units[player];
        }
    }
}

/// The frontier of all sums of a point of `a` and one of `b`.
fn sum<const P: usize>(
    a: &[Point<P>],
    b: &[Point<P>],
    origins: &mut Vec<Origin>,
    points_max: usize,
    work: &mut Work<'_>,
) -> Result<Vec<Point<P>>, Refused> {
    // The points that share their origin with one of the sides need no new one.
    let lone = |front: &[Point<P>]| front.len() == 1 && front[0].origin == 0;
    let plus = |x: &Point<P>, y: &Point<P>| plus(&x.units, &y.units);
    work.spend((a.len() + b.len()) as u64).map_err(Refused::Ended)?;
    if lone(a) {
        return Ok(b.iter().map(|y| Point { units: plus(&a[0], y), origin: y.origin }).collect());
    }
    if lone(b) {
        return Ok(a.iter().map(|x| Point { units: plus(x, &b[0]), origin: x.origin }).collect());
    }
    if a.len().saturating_mul(b.len()) > points_max {
        return Err(Refused::Memory);
    }
    // Both sides are in order, so that the sort finds one sorted copy of the longer for each point of the shorter.
    let (a, b) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let pairs: Vec<([i64; P], u32, u32)> =
        a.iter().flat_map(|x| b.iter().map(move |y| (plus(x, y), x.origin, y.origin))).collect();
    let kept = keep_undominated(pairs, |pair| pair.0, work)?;
    if origins.len() + kept.len() > u32::MAX as usize {
        return Err(Refused::Memory);
    }
    let point = |(units, x, y): ([i64; P], u32, u32)| {
        origins.push(Origin::Sum(x, y));
        Point { units, origin: origins.len() as u32 - 1 }
    };
    Ok(kept.into_iter().map(point).collect())
}

/// The items whose vectors no other matches or beats; of equal vectors the first.
fn keep_undominated<T: Copy, const P: usize>(
    mut items: Vec<T>,
    units: impl Fn(&T) -> [i64; P],
    work: &mut Work<'_>,
) -> Result<Vec<T>, Refused> {
    let mut steps = sorting_steps::<P>(items.len());
    items.sort_by_key(|item| Reverse(units(item)));
    items.dedup_by(|b, a| units(a) == units(b));
    if P == 2 {
        let mut best = i64::MIN;
        items.retain(|item| {
            let better = units(item)[1] > best;
            best = best.max(units(item)[1]);
            better
        });
        work.spend(steps).map_err(Refused::Ended)?;
        return Ok(items);
    }
    if P == 3 {
        // In this order a point is dominated exactly where an earlier one has as much for the second and the third.
        let pair = |item: &T| (units(item)[1], units(item)[2]);
        let seconds = || items.iter().map(|item| pair(item).0);
        let mut staircase = match seconds().min().zip(seconds().max()) {
            Some((low, high)) => Staircase::new(low, high, items.len()),
            None => return Ok(items),
        };
        items.retain(|item| {
            let (second, third) = pair(item);
            staircase.admits(second, third)
        });
        work.spend(steps).map_err(Refused::Ended)?;
        return Ok(items);
    }
    if items.len() < 2 {
        work.spend(steps).map_err(Refused::Ended)?;
        return Ok(items);
    }
    let mut points: Vec<Entry<P>> =
        items.iter().map(|item| Entry { units: units(item), parent: 0, option: 0 }).collect();
    kd_order(&mut points);
    let tree = MaximaTree::new(&points);
    items.retain(|item| {
        let own = units(item);
        tree.find(&points, &own, |_, other| *other != own, &mut steps).is_none()
    });
    work.spend(steps).map_err(Refused::Ended)?;
    Ok(items)
}
