//! The step of a player's utilities: what they are all multiples of.

/// Numbers may be off a multiple by so many units: the rounding of the input.
const OFF_MAX: f64 = 4.0;

/// Below this share of the greatest number, and below so many units, a step is not told from noise.
const SHARE_MIN: f64 = 1.0 / 1_048_576.0;
const UNITS_MIN: f64 = 1024.0;

/// The greatest common divisor of whole numbers that are each off by some units at most; none
/// where it is too small to be told.
pub(super) fn step(values: &[i64]) -> Option<f64> {
    let most = values.iter().map(|value| value.abs()).max().filter(|most| *most > 0)? as f64;
    let noise = (most * SHARE_MIN).max(UNITS_MIN);
    let mut step = most;
    for value in values {
        // Euclid's algorithm; what is left over within the noise is nothing.
        let (mut a, mut b) = (step, value.abs() as f64);
        if a < b {
            (a, b) = (b, a);
        }
        while b > noise {
            let rest = a - b * libm::floor(a / b);
            // Just below a multiple is a multiple too.
            (a, b) = (b, rest.min(b - rest));
        }
        if a <= noise {
            return None;
        }
        // The greatest number says best how long a step is.
        step = most / libm::rint(most / a);
    }
    let off = |value: &i64| {
        let value = *value as f64;
        (value - step * libm::rint(value / step)).abs()
    };
    values.iter().all(|value| off(value) <= OFF_MAX).then_some(step)
}
