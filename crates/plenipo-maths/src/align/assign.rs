//! One-to-one assignment of greatest total worth, in which anybody may stay alone.

/// A possible pair: a row, a column, and what the two together are worth (above 0).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// The row.
    pub row: usize,
    /// The column.
    pub column: usize,
    /// The worth.
    pub worth: i64,
}

/// The column of each row in an assignment whose total worth is greatest; `None` where the row stays
/// alone, which is worth 0. Edges of no worth are never used.
///
/// The Hungarian method (Kuhn 1955, in the form with potentials and shortest augmenting paths), run
/// on each connected part of the edges by itself: parts have nothing to say to each other, and texts
/// that resemble nothing but their own forerunner make parts of two. A column "nobody" is not needed
/// beside it: a pair worth 0 is that.
pub fn assign(rows: usize, columns: usize, edges: &[Edge]) -> Vec<Option<usize>> {
    let mut parts = Parts::new(rows + columns);
    let edges: Vec<Edge> = edges
        .iter()
        .copied()
        .filter(|it| it.worth > 0 && it.row < rows && it.column < columns)
        .collect();
    for edge in &edges {
        parts.join(edge.row, rows + edge.column);
    }
    let mut by_part: Vec<Vec<Edge>> = vec![Vec::new(); rows + columns];
    for edge in edges {
        by_part[parts.root(edge.row)].push(edge);
    }
    let mut assigned = vec![None; rows];
    for part in by_part.iter().filter(|it| !it.is_empty()) {
        let places = |of: fn(&Edge) -> usize| {
            let mut all: Vec<usize> = part.iter().map(of).collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        let (of_rows, of_columns) = (places(|it| it.row), places(|it| it.column));
        // The method needs a column for every row.
        let turned = of_rows.len() > of_columns.len();
        let (short, long) = if turned { (&of_columns, &of_rows) } else { (&of_rows, &of_columns) };
        let mut worth = vec![0; short.len() * long.len()];
        for edge in part {
            let (x, y) = if turned { (edge.column, edge.row) } else { (edge.row, edge.column) };
            if let (Ok(x), Ok(y)) = (short.binary_search(&x), long.binary_search(&y)) {
                let cell = &mut worth[x * long.len() + y];
                *cell = edge.worth.max(*cell);
            }
        }
        for (x, y) in dense(short.len(), long.len(), &worth).into_iter().enumerate() {
            if worth[x * long.len() + y] > 0 {
                let (row, column) = if turned { (long[y], short[x]) } else { (short[x], long[y]) };
                assigned[row] = Some(column);
            }
        }
    }
    assigned
}

/// The column of each of `n` rows in a best full assignment, `n <= m`.
fn dense(n: usize, m: usize, worth: &[i64]) -> Vec<usize> {
    // Rows and columns are counted from 1; column 0 is where an augmenting path begins.
    let mut of_row = vec![0_i64; n + 1];
    let mut of_column = vec![0_i64; m + 1];
    let mut row_of = vec![0_usize; m + 1];
    let mut from = vec![0_usize; m + 1];
    for row in 1..=n {
        row_of[0] = row;
        let mut at = 0;
        let mut least = vec![i64::MAX; m + 1];
        let mut done = vec![false; m + 1];
        loop {
            done[at] = true;
            let row = row_of[at];
            let (mut step, mut next) = (i64::MAX, 0);
            for column in 1..=m {
                if done[column] {
                    continue;
                }
                let cost = -worth[(row - 1) * m + column - 1] - of_row[row] - of_column[column];
                if cost < least[column] {
                    least[column] = cost;
                    from[column] = at;
                }
                if least[column] < step {
                    step = least[column];
                    next = column;
                }
            }
            for column in 0..=m {
                if done[column] {
                    of_row[row_of[column]] += step;
                    of_column[column] -= step;
                } else {
                    least[column] = least[column].saturating_sub(step);
                }
            }
            at = next;
            if row_of[at] == 0 {
                break;
            }
        }
        while at != 0 {
            let before = from[at];
            row_of[at] = row_of[before];
            at = before;
        }
    }
    let mut columns = vec![0; n];
    for column in 1..=m {
        if row_of[column] > 0 {
            columns[row_of[column] - 1] = column - 1;
        }
    }
    columns
}

/// Connected parts.
struct Parts(Vec<usize>);

impl Parts {
    fn new(n: usize) -> Parts {
        Parts((0..n).collect())
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}
