//! Utilities as integers, so that comparisons are exact.

/// The largest total in integer units: sums stay exact in an `f64`, with room for differences.
const TOTAL_MAX_LOG2: i32 = 51;
/// Totals of ordinary size and smaller ones get so many bits: more would only resolve the noise of
/// the last digit of the input.
const TOTAL_LOG2: i32 = 48;

/// Units are multiplied by this to be numbers of ordinary size, the same for every player.
pub(crate) const NORMAL: f64 = 1.0 / ((1_u64 << TOTAL_LOG2) as f64);

/// How many integer units one player's unit of utility has: a power of two.
///
/// Every player has a scale of its own, so that one whose utilities are counted in billions beside
/// one whose utilities are counted in billionths is resolved as well as the other: a player's total
/// has 2^48 units or more, whatever its size. A unit of 1e-6 of a total would be too coarse: it
/// merges distinct points of real frontiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// Units in one unit of utility are two to this power.
    exponent: i32,
}

impl Scale {
    /// The scale for utilities whose total, over all criteria, is at most `total_max` in absolute
    /// value; it must be finite.
    #[must_use]
    pub fn for_total(total_max: f64) -> Self {
        if total_max <= 0.0 || total_max.is_nan() {
            return Self { exponent: TOTAL_LOG2 };
        }
        let total_log2 = libm::ceil(libm::log2(total_max)) as i32;
        // Totals up to 8 have 2^48 units in one, as long as they are no smaller than 1.
        let bits = TOTAL_LOG2 + total_log2.clamp(0, TOTAL_MAX_LOG2 - TOTAL_LOG2);
        Self { exponent: bits - total_log2 }
    }

    /// The nearest integer number of units.
    #[must_use]
    pub fn units(self, utility: f64) -> i64 {
        let exact = times_power(utility, self.exponent);
        // Adding and taking away 3/2 of 2^52 rounds what lies below 2^51 to the nearest whole number,
        // ties to even, as `rint` does, in two operations.
        const ROUNDER: f64 = 6_755_399_441_055_744.0;
        if exact.abs() < ROUNDER / 3.0 {
            return (exact + ROUNDER - ROUNDER) as i64;
        }
        // A float beyond the integers becomes the last one: no wrap.
        libm::rint(exact) as i64
    }

    /// The utility of so many units.
    #[must_use]
    pub fn utility(self, units: i64) -> f64 {
        times_power(units as f64, -self.exponent)
    }

    /// A number in this scale as one of ordinary size ([`NORMAL`] times its units, rounded to whole
    /// units); infinities stay.
    pub(crate) fn normal(self, utility: f64) -> f64 {
        libm::rint(times_power(utility, self.exponent)) * NORMAL
    }

    /// The inverse of [`Scale::normal`].
    pub(crate) fn of_normal(self, normal: f64) -> f64 {
        times_power(normal, TOTAL_LOG2 - self.exponent)
    }

    /// The power of two that numbers of ordinary size are multiplied with to be utilities.
    pub(crate) fn log2_of_normal(self) -> i32 {
        TOTAL_LOG2 - self.exponent
    }

    /// The units a total must reach to count as "at least `level`", when it is the sum of
    /// `n_terms` rounded terms: the level less the most that rounding can have taken away.
    #[must_use]
    pub fn units_at_least(self, level: f64, n_terms: usize) -> i64 {
        // A reservation far outside the range of utilities must not wrap.
        let bound = libm::scalbn(1.0, TOTAL_MAX_LOG2 + 2);
        let units = libm::rint(times_power(level, self.exponent)).clamp(-bound, bound) as i64;
        units - rounding_units(n_terms)
    }
}

/// `value · 2^exponent`. Exact unless the result leaves the normal numbers.
pub(crate) fn times_power(value: f64, exponent: i32) -> f64 {
    if (-1000..=1000).contains(&exponent) {
        // The bits of a power of two within the normal numbers.
        value * f64::from_bits(((1023 + exponent) as u64) << 52)
    } else {
        libm::scalbn(value, exponent)
    }
}

/// The most, in units, by which the sum of `n_terms` rounded terms may differ from the truth: half
/// a unit a term, and as much again for the last digit of the terms themselves.
#[must_use]
pub(super) fn rounding_units(n_terms: usize) -> i64 {
    i64::try_from(n_terms).unwrap_or(i64::MAX / 4).saturating_add(1)
}

/// Differences smaller than this share of the numbers they are between are noise.
const NOISE: f64 = 1.0 / ((1_u64 << 40) as f64);

/// Whether some of `values`, the worth of the options of one criterion to one player, differ by
/// more than noise and are not told apart in units: beside others of that player they are too small.
pub(super) fn is_lost(mut values: Vec<f64>, scale: Scale, n_terms: usize) -> bool {
    let most = values.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
    values.sort_by(f64::total_cmp);
    let told = 2 * rounding_units(n_terms);
    values.windows(2).any(|pair| {
        pair[1] - pair[0] > most * NOISE && scale.units(pair[1]) - scale.units(pair[0]) < told
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_whole_number_is_that_of_rint() {
        let one = Scale { exponent: 0 };
        let edge = libm::scalbn(1.0, 51);
        let mut values =
            vec![0.5, 1.5, 2.5, 0.499_999_999_999_999_94, 1e18, edge, edge - 0.5, edge - 1.5];
        values.extend((0..2_000).map(|it| libm::scalbn(1.0 / (f64::from(it) + 0.7), it % 60)));
        for value in values.iter().flat_map(|it| [*it, -it]) {
            assert_eq!(one.units(value), libm::rint(value) as i64, "{value}");
        }
    }
}
