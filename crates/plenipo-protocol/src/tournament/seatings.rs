//! Who sits where.

/// Every way to seat `n_parties` of `n_strategies`, as lists of strategies by seat, at most `most` of them; none where
/// there are more. Each company of strategies once, with `rotate` in all its rotations that differ; one strategy
/// may sit in several seats if `with_itself` says so.
pub(super) fn seatings(
    n_strategies: usize,
    n_parties: usize,
    with_itself: bool,
    rotate: bool,
    most: usize,
) -> Option<Vec<Vec<usize>>> {
    let mut all = Vec::new();
    let mut company = Vec::with_capacity(n_parties);
    let fits = add(&mut all, &mut company, n_strategies, n_parties, with_itself, rotate, most);
    fits.then_some(all)
}

fn add(
    all: &mut Vec<Vec<usize>>,
    company: &mut Vec<usize>,
    n_strategies: usize,
    n_parties: usize,
    with_itself: bool,
    rotate: bool,
    most: usize,
) -> bool {
    if company.len() == n_parties {
        let before = all.len();
        for turn in 0..if rotate { n_parties } else { 1 } {
            let mut seated = company.clone();
            seated.rotate_left(turn);
            if !all[before..].contains(&seated) {
                all.push(seated);
            }
        }
        return all.len() <= most;
    }
    let from = company.last().map_or(0, |&last| last + usize::from(!with_itself));
    for strategy in from..n_strategies {
        company.push(strategy);
        let fits = add(all, company, n_strategies, n_parties, with_itself, rotate, most);
        company.pop();
        if !fits {
            return false;
        }
    }
    true
}
