//! A question as a mixed-integer programme, and the solver.

use highs::{Col, HighsModelStatus, HighsSolutionStatus, RowProblem, Sense};

use crate::frontier::{Joint, JointTerm, Never};

/// Totals are brought to this range: coefficients and tolerances are of one size then.
pub(super) const RANGE: f64 = 1000.0;

/// How far the solver may miss a bound.
const TOLERANCE: f64 = 1e-8;

/// Combinations of tables written down at most.
const CELLS_MAX: usize = 500_000;

/// A question as rows and columns.
pub(super) struct Model {
    problem: RowProblem,
    columns: Vec<Col>,
    /// For each player what each column is worth, in programme units.
    worth: Vec<Vec<f64>>,
    /// For each player the units that every outcome has.
    base: Vec<i64>,
    /// Programme units in a unit, one a player.
    factors: Vec<f64>,
    /// For each variable its options, and the columns that choose them; none where one is left.
    options: Vec<(Vec<usize>, Vec<usize>)>,
    /// Whether what is left of every outcome is forbidden.
    impossible: bool,
}

/// What the solver says of a programme.
pub(super) enum Answer {
    /// An outcome, the best but for the gap allowed.
    Found(Vec<usize>),
    /// No outcome fulfils the bounds.
    Empty,
    /// It was stopped, perhaps with an outcome.
    Stopped(Option<Vec<usize>>),
}

impl Model {
    /// The columns and rows of a question whose variables have the options `domains` left; none
    /// when it is too large to write down. A player with a step has utilities that are multiples of
    /// it.
    pub(super) fn new(
        question: &Joint,
        domains: &[Vec<usize>],
        factors: &[f64],
        steps: &[Option<f64>],
    ) -> Option<Self> {
        let mut model = Self {
            problem: RowProblem::new(),
            columns: Vec::new(),
            worth: vec![Vec::new(); factors.len()],
            base: vec![0; factors.len()],
            factors: factors.to_vec(),
            options: Vec::new(),
            impossible: false,
        };
        for domain in domains {
            let chosen = if domain.len() > 1 {
                let chosen: Vec<usize> = domain.iter().map(|_| model.column(true)).collect();
                let row: Vec<(usize, f64)> = chosen.iter().map(|column| (*column, 1.0)).collect();
                model.row(1.0, 1.0, &row);
                chosen
            } else {
                Vec::new()
            };
            model.options.push((domain.clone(), chosen));
        }
        let mut cells = 0_usize;
        for term in &question.terms {
            let open = term.scope().iter().map(|&var| domains[var].len());
            if matches!(term, JointTerm::Table { .. }) {
                let size = open.fold(1_usize, usize::saturating_mul);
                cells = cells.saturating_add(size);
            }
            if cells > CELLS_MAX {
                return None;
            }
            model.term(question, term, steps);
        }
        for never in &question.never {
            let open = never.scope.iter().map(|&var| domains[var].len());
            cells = cells.saturating_add(open.fold(1_usize, usize::saturating_mul));
            if cells > CELLS_MAX {
                return None;
            }
            model.forbid(question, never);
        }
        Some(model)
    }

    /// No outcome has all options of a forbidden combination: of their columns one at least is not chosen.
    fn forbid(&mut self, question: &Joint, never: &Never) {
        let mut choice: Vec<usize> = self.options.iter().map(|(options, _)| options[0]).collect();
        let mut at = vec![0; never.scope.len()];
        loop {
            for (&var, &at) in never.scope.iter().zip(&at) {
                choice[var] = self.options[var].0[at];
            }
            if never.forbids(&choice, &question.n_options) {
                // A variable of which one option is left has it in every outcome.
                let open = never.scope.iter().zip(&at);
                let open =
                    open.filter_map(|(&var, &at)| Some((*self.options[var].1.get(at)?, 1.0)));
                let open: Vec<(usize, f64)> = open.collect();
                match open.len() {
                    0 => self.impossible = true,
                    n => self.row(f64::NEG_INFINITY, n as f64 - 1.0, &open),
                }
            }
            let next = (0..at.len())
                .rev()
                .find(|&place| at[place] + 1 < self.options[never.scope[place]].0.len());
            let Some(place) = next else { return };
            at[place] += 1;
            at[place + 1..].fill(0);
        }
    }

    fn column(&mut self, whole: bool) -> usize {
        let bounds = 0.0..=1.0;
        let column = if whole {
            self.problem.add_integer_column(0.0, bounds)
        } else {
            self.problem.add_column(0.0, bounds)
        };
        self.columns.push(column);
        for worth in &mut self.worth {
            worth.push(0.0);
        }
        self.columns.len() - 1
    }

    fn row(&mut self, least: f64, most: f64, factors: &[(usize, f64)]) {
        let factors: Vec<(Col, f64)> =
            factors.iter().map(|(column, factor)| (self.columns[*column], *factor)).collect();
        self.problem.add_row(least..=most, &factors);
    }

    /// Adds what choosing a column is worth.
    fn earn(&mut self, column: usize, units: &[i64], steps: &[Option<f64>]) {
        for (player, &units) in units.iter().enumerate() {
            let exact = match steps[player] {
                Some(step) => libm::rint(units as f64 / step) * step,
                None => units as f64,
            };
            self.worth[player][column] += exact * self.factors[player];
        }
    }

    fn term(&mut self, question: &Joint, term: &JointTerm, steps: &[Option<f64>]) {
        let units = |row: &[f64]| -> Vec<i64> {
            row.iter().zip(question.scales()).map(|(value, scale)| scale.units(*value)).collect()
        };
        match term {
            JointTerm::Table { scope, utilities } => {
                let mut at = vec![0; scope.len()];
                let open: Vec<usize> = (0..scope.len())
                    .filter(|&place| self.options[scope[place]].0.len() > 1)
                    .collect();
                // For each open variable and option the combinations with it.
                let mut with: Vec<Vec<Vec<(usize, f64)>>> = open
                    .iter()
                    .map(|&place| vec![Vec::new(); self.options[scope[place]].0.len()])
                    .collect();
                loop {
                    let index = scope.iter().zip(&at).fold(0, |index, (&var, &at)| {
                        index * question.n_options[var] + self.options[var].0[at]
                    });
                    let n_players = question.n_players();
                    let units = units(&utilities[index * n_players..][..n_players]);
                    match open.as_slice() {
                        [] => add(&mut self.base, &units),
                        [place] => {
                            let column = self.options[scope[*place]].1[at[*place]];
                            self.earn(column, &units, steps);
                        }
                        _ => {
                            let column = self.column(false);
                            self.earn(column, &units, steps);
                            for (with, &place) in with.iter_mut().zip(&open) {
                                with[at[place]].push((column, 1.0));
                            }
                        }
                    }
                    let next = (0..at.len())
                        .rev()
                        .find(|&place| at[place] + 1 < self.options[scope[place]].0.len());
                    let Some(place) = next else { break };
                    at[place] += 1;
                    at[place + 1..].fill(0);
                }
                if open.len() < 2 {
                    return;
                }
                for (with, &place) in with.into_iter().zip(&open) {
                    for (at, mut row) in with.into_iter().enumerate() {
                        row.push((self.options[scope[place]].1[at], -1.0));
                        self.row(0.0, 0.0, &row);
                    }
                }
            }
            JointTerm::Box { scope, ranges, utilities } => {
                let units = units(utilities);
                let mut sides: Vec<Vec<(usize, f64)>> = Vec::new();
                for (&var, range) in scope.iter().zip(ranges) {
                    let (domain, chosen) = &self.options[var];
                    let within = |option: &usize| (range.0..=range.1).contains(option);
                    if !domain.iter().any(within) {
                        return;
                    }
                    if !domain.iter().all(within) {
                        let side = domain.iter().zip(chosen).filter(|(option, _)| within(option));
                        sides.push(side.map(|(_, column)| (*column, -1.0)).collect());
                    }
                }
                match sides.as_slice() {
                    [] => add(&mut self.base, &units),
                    [side] => {
                        for (column, _) in side {
                            self.earn(*column, &units, steps);
                        }
                    }
                    _ => {
                        let inside = self.column(false);
                        self.earn(inside, &units, steps);
                        if units.iter().any(|value| *value > 0) {
                            for side in &sides {
                                let mut row = side.clone();
                                row.push((inside, 1.0));
                                self.row(f64::NEG_INFINITY, 0.0, &row);
                            }
                        }
                        if units.iter().any(|value| *value < 0) {
                            let mut row: Vec<(usize, f64)> = Vec::new();
                            for (column, factor) in sides.iter().flatten() {
                                match row.iter_mut().find(|it| it.0 == *column) {
                                    Some(it) => it.1 += factor,
                                    None => row.push((*column, *factor)),
                                }
                            }
                            row.push((inside, 1.0));
                            self.row(1.0 - sides.len() as f64, f64::INFINITY, &row);
                        }
                    }
                }
            }
        }
    }

    /// The outcome with the greatest sum of totals, in programme units, among those worth `least`
    /// units to every player (where given); with it what no such outcome exceeds. It may be worse
    /// than the best by `gap`.
    pub(super) fn solve(&self, least: &[Option<i64>], gap: f64, seconds: f64) -> (Answer, f64) {
        if self.impossible {
            return (Answer::Empty, f64::NEG_INFINITY);
        }
        let base_of = |player: usize| self.base[player] as f64 * self.factors[player];
        let base: f64 = (0..self.base.len()).map(base_of).sum();
        if self.columns.is_empty() {
            let reaches = |(base, least): (&i64, &Option<i64>)| least.is_none_or(|it| *base >= it);
            let alone = self.base.iter().zip(least).all(reaches);
            let answer = if alone { Answer::Found(self.choice(&[])) } else { Answer::Empty };
            return (answer, base);
        }
        let mut problem = self.problem.clone();
        for (place, column) in self.columns.iter().enumerate() {
            let sum = self.worth.iter().map(|worth| worth[place]).sum();
            problem.change_column_cost(*column, sum);
        }
        for (player, least) in least.iter().enumerate() {
            let Some(least) = least else { continue };
            let bound = (least - self.base[player]) as f64 * self.factors[player];
            let worth = self.columns.iter().copied().zip(self.worth[player].iter().copied());
            let worth: Vec<(Col, f64)> = worth.filter(|(_, worth)| *worth != 0.0).collect();
            problem.add_row(bound.., &worth);
        }
        let nothing = (Answer::Stopped(None), f64::INFINITY);
        let Ok(mut model) = problem.try_optimise(Sense::Maximise) else { return nothing };
        let set = [
            ("time_limit", seconds),
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", gap),
            ("mip_feasibility_tolerance", TOLERANCE),
            ("primal_feasibility_tolerance", TOLERANCE),
            ("dual_feasibility_tolerance", TOLERANCE),
        ];
        let set = set.into_iter().all(|(name, value)| model.try_set_option(name, value).is_ok());
        if !set || model.try_set_option("parallel", "off").is_err() {
            return nothing;
        }
        let Ok(solved) = model.try_solve() else { return nothing };
        let bound =
            solved.double_info_value(c"mip_dual_bound").map_or(f64::INFINITY, |it| it + base);
        let found = || {
            let has = solved.primal_solution_status() == HighsSolutionStatus::Feasible;
            has.then(|| self.choice(solved.get_solution().columns()))
        };
        match solved.status() {
            HighsModelStatus::Optimal => match found() {
                Some(choice) => (Answer::Found(choice), bound),
                None => nothing,
            },
            // Every column is bounded.
            HighsModelStatus::Infeasible | HighsModelStatus::UnboundedOrInfeasible => {
                (Answer::Empty, f64::NEG_INFINITY)
            }
            HighsModelStatus::ReachedTimeLimit => (Answer::Stopped(found()), bound),
            _ => nothing,
        }
    }

    /// The option of every variable, from the values of the columns.
    fn choice(&self, values: &[f64]) -> Vec<usize> {
        let chosen = |(options, columns): &(Vec<usize>, Vec<usize>)| {
            let mut best = (0.5, options[0]);
            for (option, column) in options.iter().zip(columns) {
                if values[*column] > best.0 {
                    best = (values[*column], *option);
                }
            }
            best.1
        };
        self.options.iter().map(chosen).collect()
    }
}

fn add(sum: &mut [i64], units: &[i64]) {
    for (sum, units) in sum.iter_mut().zip(units) {
        *sum += units;
    }
}
