//! Mixed-integer programming: as an oracle for our own searches, and as a way to a frontier.
//!
//! The programmes of the oracle are written here, not by the engine: they share no code with what
//! they are compared with.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use highs::{Col, HighsModelStatus, RowProblem, Sense};
use plenipo_maths::bargain::{BargainSettings, Bargaining, bargain, bargain_listed};
use plenipo_maths::frontier::{
    Additive, Frontier, FrontierSettings, Joint, JointFrontier, JointLimits, JointTerm, Never,
    frontier, frontier_joint,
};
use plenipo_maths::programme::{
    ProgrammeSettings, Programmed, frontier_programmed, least_programmed,
};
use plenipo_maths::random::{Stream, StreamKey};
use plenipo_maths::work::Work;

/// A random question; utilities are whole numbers.
struct Instance {
    n_players: usize,
    /// `[variable][option][player]`
    utilities: Vec<Vec<Vec<f64>>>,
    /// Two variables each; `[combination][player]`.
    pairs: Vec<(usize, usize, Vec<Vec<f64>>)>,
    vetoes: Vec<(usize, usize)>,
    reservations: Vec<f64>,
}

impl Instance {
    fn new(stream: &mut Stream, n_players: usize, n_variables: usize, n_pairs: usize) -> Self {
        let row = |stream: &mut Stream, most: usize| -> Vec<f64> {
            (0..n_players).map(|_| stream.below(most) as f64).collect()
        };
        let utilities: Vec<Vec<Vec<f64>>> = (0..n_variables)
            .map(|_| (0..2 + stream.below(3)).map(|_| row(stream, 100)).collect())
            .collect();
        // Along a band, so that elimination is exact as well.
        let pairs = (0..n_pairs)
            .map(|_| {
                let a = stream.below(n_variables - 2);
                let b = a + 1 + stream.below(2);
                let cells = utilities[a].len() * utilities[b].len();
                let row = |stream: &mut Stream| {
                    row(stream, 80).into_iter().map(|value| value - 40.0).collect()
                };
                (a, b, (0..cells).map(|_| row(stream)).collect())
            })
            .collect();
        let mut vetoes = Vec::new();
        for (variable, options) in utilities.iter().enumerate() {
            if options.len() > 2 && stream.below(2) == 0 {
                vetoes.push((variable, stream.below(options.len())));
            }
        }
        let mut instance = Self { n_players, utilities, pairs, vetoes, reservations: Vec::new() };
        // Of what each could have alone, some share: now and then there is no agreement.
        instance.reservations = (0..n_players)
            .map(|player| {
                let best = instance.best_alone(player);
                (best * (0.6 + 0.4 * stream.uniform())).floor()
            })
            .collect();
        instance
    }

    fn best_alone(&self, player: usize) -> f64 {
        let mut weights = vec![0.0; self.n_players];
        weights[player] = 1.0;
        self.oracle().sum(&weights, &[]).expect("something is left")
    }

    fn allowed(&self, variable: usize, option: usize) -> bool {
        !self.vetoes.contains(&(variable, option))
    }

    fn additive(&self) -> Additive {
        assert!(self.pairs.is_empty());
        Additive::new(self.n_players, &self.utilities).unwrap().without(&self.vetoes).unwrap()
    }

    fn joint(&self) -> Joint {
        let mut terms: Vec<JointTerm> = self
            .utilities
            .iter()
            .enumerate()
            .map(|(at, rows)| JointTerm::Table { scope: vec![at], utilities: rows.concat() })
            .collect();
        for (a, b, utilities) in &self.pairs {
            terms.push(JointTerm::Table { scope: vec![*a, *b], utilities: utilities.concat() });
        }
        let n_options = self.utilities.iter().map(Vec::len).collect();
        Joint::new(self.n_players, n_options, terms).unwrap().without(&self.vetoes).unwrap()
    }

    /// The programme: a column for every option allowed, and for every combination of a pair.
    fn oracle(&self) -> Oracle {
        let mut problem = RowProblem::new();
        let mut worth: Vec<(Col, Vec<f64>)> = Vec::new();
        let mut columns: Vec<Vec<Option<Col>>> = Vec::new();
        for (variable, options) in self.utilities.iter().enumerate() {
            let chosen: Vec<Option<Col>> = (0..options.len())
                .map(|option| {
                    self.allowed(variable, option)
                        .then(|| problem.add_integer_column(0.0, 0.0..=1.0))
                })
                .collect();
            let row: Vec<(Col, f64)> = chosen.iter().flatten().map(|&it| (it, 1.0)).collect();
            problem.add_row(1.0..=1.0, &row);
            let given = chosen.iter().zip(options).filter_map(|(it, u)| Some(((*it)?, u.clone())));
            worth.extend(given);
            columns.push(chosen);
        }
        for (a, b, utilities) in &self.pairs {
            let n_b = self.utilities[*b].len();
            for (at, value) in utilities.iter().enumerate() {
                let (Some(x), Some(y)) = (columns[*a][at / n_b], columns[*b][at % n_b]) else {
                    continue;
                };
                let both = problem.add_integer_column(0.0, 0.0..=1.0);
                problem.add_row(..=0.0, [(both, 1.0), (x, -1.0)]);
                problem.add_row(..=0.0, [(both, 1.0), (y, -1.0)]);
                problem.add_row(-1.0.., [(both, 1.0), (x, -1.0), (y, -1.0)]);
                worth.push((both, value.clone()));
            }
        }
        Oracle { problem, worth }
    }
}

struct Oracle {
    problem: RowProblem,
    worth: Vec<(Col, Vec<f64>)>,
}

impl Oracle {
    fn total(&self, player: usize) -> Vec<(Col, f64)> {
        self.worth.iter().map(|(column, u)| (*column, u[player])).collect()
    }

    fn bounded(&self, floors: &[f64]) -> RowProblem {
        let mut problem = self.problem.clone();
        for (player, floor) in floors.iter().enumerate() {
            problem.add_row(floor - 1e-4.., self.total(player));
        }
        problem
    }

    /// The greatest weighted sum at which nobody falls below his floor; none when there is none.
    fn sum(&self, weights: &[f64], floors: &[f64]) -> Option<f64> {
        let mut problem = self.bounded(floors);
        for (column, u) in &self.worth {
            let value = u.iter().zip(weights).map(|(u, w)| u * w).sum();
            problem.change_column_cost(*column, value);
        }
        solve(problem)
    }

    /// The greatest smallest share of gain `factor · (u − d)`.
    fn max_min(&self, factors: &[f64], d: &[f64], floors: &[f64]) -> Option<f64> {
        let mut problem = self.bounded(floors);
        let least = problem.add_column(1.0, -1e6..1e6);
        for player in 0..d.len() {
            let mut row: Vec<(Col, f64)> =
                self.total(player).into_iter().map(|(it, u)| (it, u * factors[player])).collect();
            row.push((least, -1.0));
            problem.add_row(factors[player] * d[player].., &row);
        }
        solve(problem)
    }
}

fn solve(problem: RowProblem) -> Option<f64> {
    let mut model = problem.optimise(Sense::Maximise);
    model.set_option("mip_rel_gap", 0.0);
    model.set_option("mip_abs_gap", 1e-7);
    model.set_option("mip_feasibility_tolerance", 1e-9);
    model.set_option("parallel", "off");
    let solved = model.solve();
    match solved.status() {
        HighsModelStatus::Optimal => Some(solved.objective_value()),
        HighsModelStatus::Infeasible => None,
        other => panic!("{other:?}"),
    }
}

fn near(ours: f64, theirs: Option<f64>) -> bool {
    theirs.is_some_and(|theirs| (ours - theirs).abs() < 1e-5)
}

/// Every optimum of ours is the solver's; returns whether there was an agreement.
fn same_optima(instance: &Instance, bargaining: &Bargaining, least: &[f64]) -> bool {
    let n = instance.n_players;
    let (oracle, ones) = (instance.oracle(), vec![1.0; n]);
    let r = &instance.reservations;
    let d: Vec<f64> = r.iter().zip(least).map(|(r, least)| r.max(*least)).collect();
    let fair = oracle.max_min(&ones, &d, &[]);
    match bargaining {
        Bargaining::NoAgreement { smallest_gain, .. } => {
            assert!(near(*smallest_gain, fair), "{smallest_gain} {fair:?}");
            assert_eq!(oracle.sum(&ones, r), None);
            false
        }
        Bargaining::Agreement(solutions) => {
            let egalitarian = solutions.egalitarian.value;
            assert!(near(egalitarian, fair), "{egalitarian} {fair:?}");
            let (most, theirs) = (solutions.utilitarian.value, oracle.sum(&ones, r));
            assert!(near(most, theirs), "{most} {theirs:?}");
            for player in 0..n {
                let mut alone = vec![0.0; n];
                alone[player] = 1.0;
                let theirs = oracle.sum(&alone, r);
                assert!(near(solutions.ideal[player], theirs), "ideal {theirs:?}");
            }
            let gains: Vec<f64> = solutions.ideal.iter().zip(&d).map(|(m, d)| m - d).collect();
            if let Some(it) = &solutions.kalai_smorodinsky
                && gains.iter().all(|gain| *gain > 0.5)
            {
                let factors: Vec<f64> = gains.iter().map(|gain| 1.0 / gain).collect();
                let theirs = oracle.max_min(&factors, &d, r);
                assert!(near(it.value, theirs), "{} {theirs:?}", it.value);
            }
            true
        }
        Bargaining::Undecided { .. } => panic!("it is small"),
    }
}

/// Random probes find nothing outside a frontier: weighted sums, levels that all must reach, and
/// what lies just above its points.
fn nothing_outside(instance: &Instance, all: &Frontier, stream: &mut Stream, probes: usize) {
    let (n, oracle) = (instance.n_players, instance.oracle());
    let points: Vec<Vec<f64>> = (0..all.len()).map(|at| all.utilities(at)).collect();
    let most = |weights: &[f64], floors: &[f64]| {
        let reaches = |u: &&Vec<f64>| u.iter().zip(floors).all(|(u, floor)| u >= floor);
        let sum = |u: &Vec<f64>| u.iter().zip(weights).map(|(u, w)| u * w).sum::<f64>();
        points.iter().filter(reaches).map(sum).max_by(f64::total_cmp)
    };
    for _ in 0..probes {
        let weights: Vec<f64> = (0..n).map(|_| 0.01 + stream.uniform()).collect();
        let (ours, theirs) = (most(&weights, &[]).unwrap(), oracle.sum(&weights, &[]));
        assert!(near(ours, theirs), "{ours} {theirs:?}");
        // Between two of its points.
        let (a, b) = (&points[stream.below(points.len())], &points[stream.below(points.len())]);
        let share = stream.uniform();
        let floors: Vec<f64> =
            a.iter().zip(b).map(|(a, b)| (a.min(*b) + share * (a - b).abs()).floor()).collect();
        let (ours, theirs) = (most(&weights, &floors), oracle.sum(&weights, &floors));
        match ours {
            Some(ours) => assert!(near(ours, theirs), "{ours} {theirs:?}"),
            None => assert_eq!(theirs, None, "{floors:?}"),
        }
        // Nothing betters a point.
        let theirs = oracle.sum(&vec![1.0; n], a);
        assert!(near(a.iter().sum(), theirs), "{a:?} {theirs:?}");
    }
}

fn least(instance: &Instance) -> Vec<f64> {
    (0..instance.n_players)
        .map(|player| {
            let mut weights = vec![0.0; instance.n_players];
            weights[player] = -1.0;
            -instance.oracle().sum(&weights, &[]).expect("something is left")
        })
        .collect()
}

#[test]
fn additive_searches_find_what_the_solver_finds() {
    let key = StreamKey::new(4).with(b"additive");
    let mut agreed = 0;
    for at in 0..24 {
        let stream = &mut key.stream(at);
        let n_players = 2 + at as usize % 3;
        let n_variables = [20, 16, 12][n_players - 2] - stream.below(3);
        let instance = Instance::new(stream, n_players, n_variables, 0);
        let question = instance.additive();
        let reservations = instance.reservations.clone();
        let settings = BargainSettings { reservations, ..Default::default() };
        let bargaining = bargain(&question, &settings).unwrap();
        agreed += usize::from(same_optima(&instance, &bargaining, &least(&instance)));
        let all = frontier(&question, &FrontierSettings::default()).unwrap();
        nothing_outside(&instance, &all, stream, 6);
    }
    assert!((4..=20).contains(&agreed), "{agreed} of 24 agree: both cases must be tried");
}

#[test]
fn dependent_searches_find_what_the_solver_finds() {
    let key = StreamKey::new(4).with(b"dependent");
    let mut agreed = 0;
    for at in 0..12 {
        let stream = &mut key.stream(at);
        let n_players = 2 + at as usize % 3;
        let n_variables = [16, 12, 8][n_players - 2];
        let instance = Instance::new(stream, n_players, n_variables, 8);
        let question = instance.joint();
        let JointFrontier::Exact(all) = frontier_joint(&question, &JointLimits::default()).unwrap()
        else {
            panic!("a band is narrow")
        };
        let least = least(&instance);
        let ours = question.least(&JointLimits::default(), &mut Work::endless());
        assert!(ours.iter().zip(&least).all(|(a, b)| near(*a, Some(*b))), "{ours:?} {least:?}");
        let reservations = instance.reservations.clone();
        let settings = BargainSettings { reservations, ..Default::default() };
        let bargaining = bargain_listed(&all, &least, &settings).unwrap();
        agreed += usize::from(same_optima(&instance, &bargaining, &least));
        nothing_outside(&instance, &all, stream, 4);
    }
    assert!((2..=10).contains(&agreed), "{agreed} of 12 agree: both cases must be tried");
}

fn units(all: &Frontier) -> Vec<Vec<i64>> {
    all.order().into_iter().map(|at| all.units(at).to_vec()).collect()
}

fn programmed(question: &Joint, settings: &ProgrammeSettings) -> Frontier {
    match frontier_programmed(question, settings).unwrap() {
        Programmed::Frontier(all) => *all,
        other => panic!("{other:?}"),
    }
}

#[test]
fn programmed_frontiers_are_those_of_elimination() {
    let key = StreamKey::new(4).with(b"frontier");
    for at in 0..8 {
        let stream = &mut key.stream(at);
        let n_players = 1 + at as usize % 4;
        let n_variables = [12, 8, 5, 4][n_players - 1];
        let mut instance = Instance::new(stream, n_players, n_variables, 5);
        // Shares of something odd: no step is a whole number of units.
        let odd = 1.0 / (700.0 + stream.below(1000) as f64);
        let rows = instance.utilities.iter_mut().flatten();
        for value in rows.chain(instance.pairs.iter_mut().flat_map(|it| &mut it.2)).flatten() {
            *value *= odd;
        }
        let question = instance.joint();
        let limits = JointLimits::default();
        let JointFrontier::Exact(exact) = frontier_joint(&question, &limits).unwrap() else {
            panic!("a band is narrow")
        };
        let ours = programmed(&question, &ProgrammeSettings::default());
        assert_eq!(ours.epsilon(), 0.0, "a step was found");
        let (ours, exact) = (units(&ours), units(&exact));
        // What only rounding separates is one point.
        let same = |a: &[i64], b: &[i64]| a.iter().zip(b).all(|(a, b)| (a - b).abs() <= 64);
        for point in &ours {
            assert!(exact.iter().any(|it| same(it, point)), "{at}: {point:?}");
        }
        for point in &exact {
            let matched = |it: &Vec<i64>| it.iter().zip(point).all(|(a, b)| *a >= b - 64);
            assert!(ours.iter().any(matched), "{at}: {point:?} is missing");
        }

        let reservations: Vec<f64> = instance.reservations.iter().map(|r| r * odd).collect();
        let limits = JointLimits { reservations: reservations.clone(), ..limits };
        let JointFrontier::Exact(exact) = frontier_joint(&question, &limits).unwrap() else {
            panic!("a band is narrow")
        };
        let settings = ProgrammeSettings { reservations, ..Default::default() };
        let ours = programmed(&question, &settings);
        assert_eq!(ours.is_empty(), exact.is_empty());
        for point in units(&exact) {
            assert!(units(&ours).iter().any(|it| same(it, &point)), "{at}: {point:?} is missing");
        }
    }
}

/// Boxes that are worth something to one player and cost another, and numbers without a step.
fn rough(stream: &mut Stream, n_players: usize, n_variables: usize, n_boxes: usize) -> Joint {
    let terms = (0..n_boxes)
        .map(|_| {
            let mut scope: Vec<usize> = (0..n_variables).collect();
            stream.shuffle(&mut scope);
            scope.truncate(1 + stream.below(3));
            let ranges = scope
                .iter()
                .map(|_| {
                    let first = stream.below(4);
                    (first, first + stream.below(4 - first))
                })
                .collect();
            let utilities = (0..n_players).map(|_| stream.uniform() - 0.3).collect();
            JointTerm::Box { scope, ranges, utilities }
        })
        .collect();
    Joint::new(n_players, vec![4; n_variables], terms).unwrap()
}

#[test]
fn without_a_step_nothing_is_better_by_more_than_epsilon() {
    let key = StreamKey::new(4).with(b"rough");
    for at in 0..9 {
        let stream = &mut key.stream(at);
        let n_players = 1 + at as usize % 3;
        let question = rough(stream, n_players, 6, 14);
        let JointFrontier::Exact(exact) =
            frontier_joint(&question, &JointLimits::default()).unwrap()
        else {
            panic!("it is small")
        };
        let ours = programmed(&question, &ProgrammeSettings::default());
        assert!(ours.epsilon() > 0.0 && ours.epsilon() < 1e-4, "{}", ours.epsilon());
        within(&ours, &exact);
        for point in 0..ours.len() {
            assert_eq!(question.total_units(&ours.choice(point)).unwrap(), ours.units(point));
        }
    }
}

/// For every point of the exact frontier one of `ours` is worth at least as much less epsilon.
fn within(ours: &Frontier, exact: &Frontier) {
    let epsilon = ours.epsilon() + 1e-12;
    for at in 0..exact.len() {
        let point = exact.utilities(at);
        let close =
            |at: usize| ours.utilities(at).iter().zip(&point).all(|(a, b)| a + epsilon >= *b);
        assert!((0..ours.len()).any(close), "{point:?} is beyond {epsilon}");
    }
}

/// A second goes by whenever somebody looks.
fn ticking() -> Duration {
    static SECONDS: AtomicU64 = AtomicU64::new(0);
    Duration::from_secs(SECONDS.fetch_add(1, Ordering::Relaxed))
}

#[test]
fn a_search_stopped_early_says_what_can_be_missing() {
    let question = rough(&mut StreamKey::new(4).with(b"stopped").stream(0), 2, 8, 30);
    let JointFrontier::Exact(exact) = frontier_joint(&question, &JointLimits::default()).unwrap()
    else {
        panic!("it is small")
    };
    let mut gaps = Vec::new();
    for seconds_max in [0.5, 1.5, 4.5, 9.5] {
        let since = ticking() + Duration::from_secs(1);
        let clock = Some(ticking as fn() -> Duration);
        let settings = ProgrammeSettings { seconds_max, clock, since, ..Default::default() };
        let Programmed::Stopped(stopped) = frontier_programmed(&question, &settings).unwrap()
        else {
            panic!("there was no time for {} points", exact.len())
        };
        let found = stopped.found.expect("the first programme had time");
        within(&found, &exact);
        gaps.push(found.epsilon());
    }
    assert!(gaps.is_sorted_by(|a, b| a >= b) && gaps[3] < gaps[0], "{gaps:?}");
    let settings = ProgrammeSettings { seconds_max: 0.0, ..Default::default() };
    let Programmed::Stopped(stopped) = frontier_programmed(&question, &settings).unwrap() else {
        panic!("there was no time")
    };
    assert!(stopped.found.is_none());
}

/// A combination of two variables next to each other in three cannot come about.
fn forbidding(stream: &mut Stream, question: Joint, sizes: &[usize]) -> Joint {
    let never = (0..sizes.len() - 1).map(|first| {
        let n = sizes[first] * sizes[first + 1];
        let combinations = (0..n).map(|_| stream.below(3) == 0).collect();
        Never { scope: vec![first, first + 1], combinations }
    });
    question.forbidding(never.collect()).unwrap()
}

#[test]
fn forbidden_combinations_are_in_no_programme() {
    let key = StreamKey::new(6).with(b"never");
    let mut nothing = 0;
    for at in 0..12 {
        let stream = &mut key.stream(at);
        let n_players = 1 + at as usize % 3;
        let n_variables = [10, 7, 5][n_players - 1];
        let instance = Instance::new(stream, n_players, n_variables, 3);
        let sizes: Vec<usize> = instance.utilities.iter().map(Vec::len).collect();
        let question = forbidding(stream, instance.joint(), &sizes);
        let JointFrontier::Exact(exact) =
            frontier_joint(&question, &JointLimits::default()).unwrap()
        else {
            panic!("a band is narrow")
        };
        let ours = programmed(&question, &ProgrammeSettings::default());
        assert_eq!(units(&ours), units(&exact), "{at}");
        for point in 0..ours.len() {
            assert!(question.permits(&ours.choice(point)), "{at}");
        }
        let known = vec![-1e6; n_players];
        let least = least_programmed(&question, known, &ProgrammeSettings::default());
        if exact.is_empty() {
            nothing += 1;
        } else {
            let own = question.least(&JointLimits::default(), &mut Work::endless());
            assert!(least.iter().zip(&own).all(|(a, b)| near(*a, Some(*b))), "{least:?} {own:?}");
        }
    }
    assert!(nothing < 12);
    // Nothing is left at all.
    let terms = vec![JointTerm::Table { scope: vec![0], utilities: vec![1.0, 2.0] }];
    let question = Joint::new(1, vec![2], terms).unwrap();
    let all = vec![Never { scope: vec![0], combinations: vec![true, true] }];
    let question = question.forbidding(all).unwrap();
    assert!(programmed(&question, &ProgrammeSettings::default()).is_empty());
}
