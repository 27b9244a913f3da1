//! Sorted uniform numbers, many samples at once.

use super::chunks::pair_mut;
use super::random::Stream;

/// Up to this many numbers are sorted by comparing and exchanging whole rows; above, the spacings
/// of a Poisson process are cheaper.
const EXCHANGED_MAX: usize = 6;

/// Fills the rows listed in `which`, highest first, with as many independent uniforms on `(0, 1)`,
/// sorted within every sample.
pub(crate) fn fill_sorted(stream: &mut Stream, rows: &mut [&mut [f64]], which: &[usize]) {
    if which.len() <= EXCHANGED_MAX {
        for &row in which {
            stream.fill_uniform(rows[row]);
        }
        for placed in 1..which.len() {
            for place in (0..placed).rev() {
                let (higher, lower) = pair_mut(rows, which[place], which[place + 1]);
                for (higher, lower) in higher.iter_mut().zip(lower) {
                    let (a, b) = (*higher, *lower);
                    *higher = if a > b { a } else { b };
                    *lower = if a > b { b } else { a };
                }
            }
        }
        return;
    }
    // The first m of m + 1 arrival times of a Poisson process, as shares of the last, are the
    // order statistics of m uniforms (Devroye, Non-Uniform Random Variate Generation, V.3.1).
    stream.fill_exponential(rows[which[which.len() - 1]]);
    for place in (1..which.len()).rev() {
        let (earlier, later) = pair_mut(rows, which[place], which[place - 1]);
        stream.fill_exponential(later);
        for (later, &earlier) in later.iter_mut().zip(&*earlier) {
            *later += earlier;
        }
    }
    let mut scale = vec![0.0; rows[which[0]].len()];
    stream.fill_exponential(&mut scale);
    for (scale, &last) in scale.iter_mut().zip(&*rows[which[0]]) {
        *scale = 1.0 / (*scale + last);
    }
    for &row in which {
        for (time, &scale) in rows[row].iter_mut().zip(&scale) {
            // Multiplying by a rounded reciprocal may overshoot 1 by an ulp.
            let share = *time * scale;
            *time = if share < 1.0 { share } else { 1.0 };
        }
    }
}
