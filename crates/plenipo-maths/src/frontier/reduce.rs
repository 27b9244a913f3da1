//! Dropping options that another one matches or beats for every player.

/// One option and what it is worth to each player.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// The number of the option as given.
    pub(crate) option: u32,
    /// Units, one entry a player.
    pub(crate) units: Box<[i64]>,
}

/// Whether `a` is at least `b` for every player.
pub(crate) fn at_least(a: &[i64], b: &[i64]) -> bool {
    a.iter().zip(b).all(|(x, y)| x >= y)
}

/// The rows no other row matches or beats; of equal rows the first stays.
///
/// Two players are swept in sorted order, so that thousands of options (an integer range) are
/// cheap; otherwise every row is compared with those kept, greatest total first.
pub(crate) fn undominated(rows: &[Row], n_players: usize) -> Vec<Row> {
    let mut order: Vec<&Row> = rows.iter().collect();
    // A row can only be dominated by one with a greater total, or by an equal one.
    order.sort_by(|a, b| {
        let total = |row: &Row| row.units.iter().map(|&unit| i128::from(unit)).sum::<i128>();
        let key = |row: &Row| if n_players == 2 { i128::from(row.units[0]) } else { total(row) };
        key(b).cmp(&key(a)).then_with(|| b.units.cmp(&a.units)).then(a.option.cmp(&b.option))
    });
    let mut kept: Vec<&Row> = Vec::new();
    for row in order {
        let dominated = if n_players == 2 {
            kept.last().is_some_and(|last| at_least(&last.units, &row.units))
        } else {
            kept.iter().any(|other| at_least(&other.units, &row.units))
        };
        if !dominated {
            kept.push(row);
        }
    }
    kept.sort_by_key(|row| row.option);
    kept.into_iter().cloned().collect()
}
