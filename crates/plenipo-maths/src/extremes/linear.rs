//! Small linear programmes: a dense tableau in two phases, with Bland's rule, which ends on every input
//! (Bland 1977, *Mathematics of Operations Research* 2(2), 103–107).

/// Numbers nearer to 0 than this count as 0.
const ZERO: f64 = 1e-11;

/// More than this left of the first phase means that nothing satisfies the rows.
const FEASIBLE: f64 = 1e-9;

/// Rows over variables that are at least 0.
#[derive(Clone, Debug, Default)]
pub struct Linear {
    n: usize,
    rows: Vec<(Vec<f64>, f64)>,
}

/// What came of a linear programme.
#[derive(Clone, Debug, PartialEq)]
pub enum Optimum {
    /// The greatest value, and variables that reach it.
    At(f64, Vec<f64>),
    /// It has none: it can be as great as one likes.
    Unbounded,
    /// Nothing satisfies all rows.
    Infeasible,
}

impl Linear {
    /// No row yet over `n` variables.
    #[must_use]
    pub fn new(n: usize) -> Self {
        Self { n, rows: Vec::new() }
    }

    /// One row more: the sum of these variables, each times its number, is at most `most`.
    ///
    /// # Panics
    /// Where a variable is named that there is not.
    pub fn at_most(&mut self, sum: &[(usize, f64)], most: f64) {
        let mut row = vec![0.0; self.n];
        sum.iter().for_each(|(it, by)| row[*it] += by);
        self.rows.push((row, most));
    }

    /// One row more: that sum is at least `least`.
    ///
    /// # Panics
    /// As [`Linear::at_most`].
    pub fn at_least(&mut self, sum: &[(usize, f64)], least: f64) {
        let turned: Vec<(usize, f64)> = sum.iter().map(|(it, by)| (*it, -by)).collect();
        self.at_most(&turned, -least);
    }

    /// Two rows more: that sum is `exactly` so much.
    ///
    /// # Panics
    /// As [`Linear::at_most`].
    pub fn equals(&mut self, sum: &[(usize, f64)], exactly: f64) {
        self.at_most(sum, exactly);
        self.at_least(sum, exactly);
    }

    /// The greatest that `sum` can be.
    ///
    /// # Panics
    /// As [`Linear::at_most`].
    #[must_use]
    pub fn greatest(&self, sum: &[(usize, f64)]) -> Optimum {
        let mut tableau = Tableau::new(self.n, &self.rows);
        if !tableau.find_feasible() {
            return Optimum::Infeasible;
        }
        let mut goal = vec![0.0; self.n];
        sum.iter().for_each(|(it, by)| goal[*it] += by);
        if !tableau.improve(&goal) {
            return Optimum::Unbounded;
        }
        let point = tableau.point();
        Optimum::At(sum.iter().map(|(it, by)| point[*it] * by).sum(), point)
    }
}

/// The rows solved for their basic variables: first the given ones, then one slack a row, then one artificial a row
/// that begins below 0.
struct Tableau {
    n: usize,
    /// Variables that may enter the basis.
    open: usize,
    artificial: usize,
    rows: Vec<Vec<f64>>,
    right: Vec<f64>,
    basis: Vec<usize>,
}

impl Tableau {
    fn new(n: usize, given: &[(Vec<f64>, f64)]) -> Self {
        let slack = given.len();
        let below = given.iter().filter(|it| it.1 < 0.0).count();
        let width = n + slack + below;
        let (mut rows, mut right, mut basis) = (Vec::new(), Vec::new(), Vec::new());
        let mut next = n + slack;
        for (place, (row, most)) in given.iter().enumerate() {
            let mut full = vec![0.0; width];
            let sign = if *most < 0.0 { -1.0 } else { 1.0 };
            full.iter_mut().zip(row).for_each(|(to, by)| *to = sign * by);
            full[n + place] = sign;
            if sign < 0.0 {
                full[next] = 1.0;
                basis.push(next);
                next += 1;
            } else {
                basis.push(n + place);
            }
            rows.push(full);
            right.push(sign * most);
        }
        Self { n, open: width, artificial: n + slack, rows, right, basis }
    }

    /// First phase: drives the artificial variables out.
    fn find_feasible(&mut self) -> bool {
        let width = self.open;
        if width == self.artificial {
            return true;
        }
        let mut goal = vec![0.0; width];
        goal[self.artificial..].fill(-1.0);
        self.improve(&goal);
        let artificial = self.artificial;
        let left = |(basic, right): (&usize, &f64)| if *basic >= artificial { *right } else { 0.0 };
        if self.basis.iter().zip(&self.right).map(left).sum::<f64>() > FEASIBLE {
            return false;
        }
        // Those that stay in the basis at 0 are exchanged for others, or their rows say nothing.
        let mut place = 0;
        while place < self.rows.len() {
            if self.basis[place] < self.artificial {
                place += 1;
                continue;
            }
            match (0..self.artificial).find(|it| self.rows[place][*it].abs() > ZERO) {
                Some(column) => {
                    self.pivot(place, column);
                    place += 1;
                }
                None => {
                    self.rows.swap_remove(place);
                    self.right.swap_remove(place);
                    self.basis.swap_remove(place);
                }
            }
        }
        self.open = self.artificial;
        true
    }

    /// Second phase; `false` where there is no bound. `goal` may leave out the last variables.
    fn improve(&mut self, goal: &[f64]) -> bool {
        let worth = |it: usize| goal.get(it).copied().unwrap_or(0.0);
        loop {
            let gain = |column: usize| {
                let basic = self.basis.iter().zip(&self.rows);
                worth(column) - basic.map(|(it, row)| worth(*it) * row[column]).sum::<f64>()
            };
            // Bland: of those that help the first enters, of those that bound it the first leaves.
            let Some(column) = (0..self.open).find(|it| gain(*it) > ZERO) else { return true };
            let ratio = |place: usize| {
                let by = self.rows[place][column];
                (by > ZERO).then(|| self.right[place] / by)
            };
            let bound = (0..self.rows.len()).filter_map(ratio).fold(f64::INFINITY, f64::min);
            let bounding = (0..self.rows.len())
                .filter(|it| ratio(*it).is_some_and(|it| it <= bound + ZERO))
                .min_by_key(|it| self.basis[*it]);
            match bounding {
                None => return false,
                Some(place) => self.pivot(place, column),
            }
        }
    }

    fn pivot(&mut self, place: usize, column: usize) {
        let by = self.rows[place][column];
        self.rows[place].iter_mut().for_each(|it| *it /= by);
        self.right[place] /= by;
        let (row, right) = (self.rows[place].clone(), self.right[place]);
        for other in (0..self.rows.len()).filter(|it| *it != place) {
            let by = self.rows[other][column];
            if by == 0.0 {
                continue;
            }
            self.rows[other].iter_mut().zip(&row).for_each(|(it, from)| *it -= by * from);
            self.rows[other][column] = 0.0;
            self.right[other] = (self.right[other] - by * right).max(0.0);
        }
        self.basis[place] = column;
    }

    fn point(&self) -> Vec<f64> {
        let mut point = vec![0.0; self.n];
        for (basic, right) in self.basis.iter().zip(&self.right) {
            if let Some(it) = point.get_mut(*basic) {
                *it = *right;
            }
        }
        point
    }
}
