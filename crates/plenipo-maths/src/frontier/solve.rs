//! The dynamic programme: order of the criteria, pruning, memory, and the step that fits the
//! number of players.

use super::error::FrontierReached;
use super::kd::{MaximaTree, kd_order, sorting_steps};
use super::layers::{Entry, Layer};
use super::reduce::Row;
use super::result::Choices;
use super::thin::{drop_noise, thin};
use super::{Additive, Frontier, FrontierError, Scale, many, three, two};
use crate::work::{Ended, Work};

/// An epsilon is spent after the last so many criteria: late, so that early steps stay exact, but
/// early enough to keep the last ones small.
const EPSILON_STEPS: usize = 4;

/// What is spent of it when so many criteria are left, this one included: half of it after the
/// last one, since that decides how many points there are, then a quarter, and two eighths.
fn epsilon_share(epsilon_units: i64, left: usize) -> i64 {
    if left > EPSILON_STEPS { 0 } else { epsilon_units >> left.min(EPSILON_STEPS - 1) }
}

/// What to compute, and how far to go.
#[derive(Clone, Debug)]
pub struct FrontierSettings {
    /// Least utility of each player, in the unit of the question; outcomes below are left out.
    /// Empty: none.
    pub reservations: Vec<f64>,
    /// Additive error allowed, in units of utility; 0 asks for the exact frontier.
    pub epsilon: f64,
    /// Whether to drop points that only the rounding of the input keeps undominated.
    pub drop_noise: bool,
    /// Memory the computation may hold, in bytes.
    pub bytes_max: u64,
    /// Whether to keep the options behind the points; without them there is more room and speed.
    pub choices: bool,
}

impl Default for FrontierSettings {
    /// Exact, no reservations, every point kept with its options, 1 GB.
    fn default() -> Self {
        Self {
            reservations: Vec::new(),
            epsilon: 0.0,
            drop_noise: false,
            bytes_max: 1_000_000_000,
            choices: true,
        }
    }
}

/// The Pareto frontier of an additive question.
///
/// ```
/// use plenipo_maths::frontier::{Additive, FrontierSettings, frontier};
///
/// // Two criteria; the second option of each is better for the second player.
/// let utilities = [
///     vec![vec![3.0, 0.0], vec![0.0, 1.0]],
///     vec![vec![1.0, 0.0], vec![0.0, 3.0]],
/// ];
/// let question = Additive::new(2, &utilities)?;
/// let all = frontier(&question, &FrontierSettings::default())?;
/// let points: Vec<_> = (0..all.len()).map(|point| all.utilities(point)).collect();
/// assert_eq!(points, [[4.0, 0.0], [3.0, 3.0], [0.0, 4.0]]);
/// assert_eq!(all.choice(1), [0, 1]);
/// # Ok::<(), plenipo_maths::frontier::FrontierError>(())
/// ```
///
/// # Errors
/// [`FrontierError::Shape`] and [`FrontierError::Number`] for unusable settings,
/// [`FrontierError::Memory`] when the frontier outgrows `bytes_max`.
pub fn frontier(
    question: &Additive,
    settings: &FrontierSettings,
) -> Result<Frontier, FrontierError> {
    frontier_within(question, settings, &mut Work::endless())
}

/// [`frontier`] within a budget of work.
///
/// # Errors
/// As there, and [`FrontierError::Work`] when the budget is spent, [`FrontierError::Stopped`] when
/// it was asked to stop.
pub fn frontier_within(
    question: &Additive,
    settings: &FrontierSettings,
    work: &mut Work<'_>,
) -> Result<Frontier, FrontierError> {
    check(question, settings)?;
    // Two and three players have steps of their own; otherwise the vectors are padded with zeros
    // to the next size compiled, which changes no comparison.
    match question.n_players() {
        0..=2 => run(question, settings, work, |front, step, limit, work| {
            limit.of_copies(front.len(), step.options.len())?;
            limit.spend(front.len(), step.options.len(), work)?;
            Ok(two::step(front, &step.options, &step.floor))
        }),
        3 => run(question, settings, work, |front, step, limit, work| {
            limit.of_copies(front.len(), step.options.len())?;
            limit.spend(front.len(), step.options.len(), work)?;
            Ok(three::step(front, &step.options, &step.floor))
        }),
        4 => run(question, settings, work, step_many::<4>),
        5 => run(question, settings, work, step_many::<5>),
        6 => run(question, settings, work, step_many::<6>),
        7..=8 => run(question, settings, work, step_many::<8>),
        9..=12 => run(question, settings, work, step_many::<12>),
        13..=20 => run(question, settings, work, step_many::<20>),
        _ => run(question, settings, work, step_many::<32>),
    }
}

/// Why a step was not taken.
#[derive(Clone, Copy, Debug)]
pub(super) enum Refused {
    /// Its points would not fit.
    Memory,
    /// The work is spent, or it was asked to stop.
    Ended(Ended),
}

/// Memory left for one step, and what a point costs.
struct Limit {
    bytes_free: u64,
    bytes_entry: u64,
}

/// Steps of work for a copy of a point that is merged into others.
const COPY_STEPS: u64 = 8;

impl Limit {
    /// Refuses a step all of whose points would not fit at once.
    fn of_copies(&self, n_points: usize, n_options: usize) -> Result<(), Refused> {
        let bytes = (n_points as u64).saturating_mul(n_options as u64 * self.bytes_entry);
        let fits = bytes <= self.bytes_free && n_points <= u32::MAX as usize;
        if fits { Ok(()) } else { Err(Refused::Memory) }
    }

    /// Takes the work of merging them from the budget.
    fn spend(&self, n_points: usize, n_options: usize, work: &mut Work<'_>) -> Result<(), Refused> {
        let copies = n_points as u64 * n_options as u64;
        work.spend(copies * COPY_STEPS).map_err(Refused::Ended)
    }
}

fn step_many<const P: usize>(
    front: &[Entry<P>],
    step: &Step<P>,
    limit: &Limit,
    work: &mut Work<'_>,
) -> Result<Vec<Entry<P>>, Refused> {
    let tree = MaximaTree::new(front);
    // The points kept exist twice while they are put together.
    let bytes_free = limit.bytes_free.saturating_sub(tree.bytes());
    let points_max = (bytes_free / (2 * limit.bytes_entry)).min(u64::from(u32::MAX));
    let mut next = many::step(front, &tree, &step.options, &step.floor, points_max, work)?;
    if !step.is_last {
        work.spend(sorting_steps::<P>(next.len())).map_err(Refused::Ended)?;
        kd_order(&mut next);
    }
    Ok(next)
}

fn check(question: &Additive, settings: &FrontierSettings) -> Result<(), FrontierError> {
    let given = settings.reservations.len();
    if given != 0 && given != question.n_players() {
        return Err(FrontierError::Shape {
            what: "reservation values",
            expected: question.n_players(),
            given,
        });
    }
    if let Some(&value) = settings.reservations.iter().find(|value| value.is_nan()) {
        return Err(FrontierError::Number { what: "a reservation value".to_owned(), value });
    }
    if !(settings.epsilon >= 0.0 && settings.epsilon.is_finite()) {
        return Err(FrontierError::Number { what: "epsilon".to_owned(), value: settings.epsilon });
    }
    Ok(())
}

/// One criterion, ready for its step.
struct Step<const P: usize> {
    criterion: usize,
    options: Vec<[i64; P]>,
    numbers: Vec<u32>,
    /// What partial sums must have after this step, to reach the reservations still.
    floor: [i64; P],
    is_last: bool,
}

/// The steps in order, and what the empty sum must have.
fn steps<const P: usize>(
    question: &Additive,
    settings: &FrontierSettings,
) -> (Vec<Step<P>>, [i64; P]) {
    let mut steps: Vec<Step<P>> = question
        .undominated()
        .into_iter()
        .enumerate()
        .map(|(criterion, rows)| Step {
            criterion,
            options: rows.iter().map(padded).collect(),
            numbers: rows.iter().map(|row| row.option).collect(),
            floor: [i64::MIN; P],
            is_last: false,
        })
        .collect();
    // First the criteria with most to gain or lose in sum: the copies that the later ones make of
    // the frontier lie close together, so that most of each is dominated. (Measured against the
    // sum of ranges: a tenth fewer points over all steps.)
    steps.sort_by_key(|step| (std::cmp::Reverse(stake(&step.options)), step.criterion));
    let mut floor = [i64::MIN; P];
    for (player, &level) in settings.reservations.iter().enumerate() {
        floor[player] = question.scales()[player].units_at_least(level, question.n_criteria());
    }
    for step in steps.iter_mut().rev() {
        step.floor = floor;
        for player in 0..settings.reservations.len() {
            let most = step.options.iter().map(|option| option[player]).max().unwrap_or(0);
            floor[player] -= most;
        }
    }
    if let Some(last) = steps.last_mut() {
        last.is_last = true;
    }
    (steps, floor)
}

fn padded<const P: usize>(row: &Row) -> [i64; P] {
    std::array::from_fn(|player| row.units.get(player).copied().unwrap_or(0))
}

/// The range, over the options, of what all players get together.
fn stake<const P: usize>(options: &[[i64; P]]) -> i64 {
    let sums = options.iter().map(|option| option.iter().sum::<i64>());
    sums.clone().max().unwrap_or(0) - sums.min().unwrap_or(0)
}

fn run<const P: usize>(
    question: &Additive,
    settings: &FrontierSettings,
    work: &mut Work<'_>,
    combine: impl Fn(&[Entry<P>], &Step<P>, &Limit, &mut Work<'_>) -> Result<Vec<Entry<P>>, Refused>,
) -> Result<Frontier, FrontierError> {
    let (steps, floor) = steps::<P>(question, settings);
    let n_steps = steps.len();
    let scales = question.scales();
    // Nobody's totals differ by as much as this.
    let most = 1_i64 << 53;
    let epsilon_units: [i64; P] = std::array::from_fn(|player| {
        scales.get(player).map_or(0, |scale| scale.units(settings.epsilon).min(most))
    });
    let bytes_entry = size_of::<Entry<P>>() as u64;
    let mut gap_units = [0; P];
    let mut layers: Vec<Layer> = Vec::with_capacity(n_steps);
    let mut bytes_layers = 0;
    let mut front = Vec::new();
    if floor.iter().all(|&units| units <= 0) {
        front.push(Entry { units: [0; P], parent: 0, option: 0 });
    }
    for (done, step) in steps.iter().enumerate() {
        let reached =
            FrontierReached { criteria_done: done, criteria: n_steps, points: front.len() };
        let bytes_held = bytes_layers + front.len() as u64 * bytes_entry;
        let bytes_free = settings.bytes_max.saturating_sub(bytes_held);
        let limit = Limit { bytes_free, bytes_entry };
        let mut next = combine(&front, step, &limit, work).map_err(|why| match why {
            Refused::Memory => FrontierError::Memory { bytes_max: settings.bytes_max, reached },
            Refused::Ended(why) => FrontierError::ended(why, reached),
        })?;
        let widths = epsilon_units.map(|units| epsilon_share(units, n_steps - done));
        let gap = thin(&mut next, &widths);
        for (sum, gap) in gap_units.iter_mut().zip(gap) {
            *sum += gap;
        }
        if settings.choices {
            let layer = Layer::of(step.criterion, &next, &step.numbers);
            bytes_layers += layer.bytes();
            layers.push(layer);
        }
        front = next;
    }
    for (index, entry) in front.iter_mut().enumerate() {
        entry.parent = index as u32;
    }
    if settings.drop_noise {
        let reached =
            FrontierReached { criteria_done: n_steps, criteria: n_steps, points: front.len() };
        let steps = drop_noise(&mut front, question.rounding_units());
        work.spend(steps).map_err(|why| FrontierError::ended(why, reached))?;
    }
    let n_players = question.n_players();
    let mut units = Vec::with_capacity(front.len() * n_players);
    for entry in &front {
        units.extend_from_slice(&entry.units[..n_players]);
    }
    let utility = |(scale, units): (&Scale, i64)| scale.utility(units);
    let gap = scales.iter().zip(gap_units).map(utility).fold(0.0, f64::max);
    let choices = if settings.choices {
        Choices::Traced {
            n_criteria: question.n_criteria(),
            last: front.iter().map(|entry| entry.parent).collect(),
            layers,
        }
    } else {
        Choices::Forgotten
    };
    Ok(Frontier {
        n_players,
        scales: scales.to_vec(),
        units,
        choices,
        rounding_units: question.rounding_units(),
        epsilon: settings.epsilon,
        gap,
    })
}
