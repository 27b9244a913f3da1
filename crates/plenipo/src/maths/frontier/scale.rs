//! Utilities as integers, so that comparisons are exact.

use super::FrontierError;

/// The largest total in integer units: sums stay exact in an `f64`, with room for differences.
const UNITS_MAX_LOG2: i32 = 51;
/// Finer units than this would only resolve the noise of the last digit of the input.
const UNITS_PER_ONE_MAX_LOG2: i32 = 48;

/// How many integer units one unit of utility has: a power of two.
///
/// Utilities of ordinary size (totals up to 8) get 2^48 units; the scale falls only for totals so
/// large that sums would leave the 53 bits in which an `f64` is exact. A unit of 1e-6 would be too
/// coarse: it merges distinct points of real frontiers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    units_per_one: f64,
}

impl Scale {
    /// The scale for utilities whose total, over all criteria, is at most `total_max` in absolute
    /// value.
    ///
    /// # Errors
    /// [`FrontierError::Number`] when the total is not finite.
    pub fn for_total(total_max: f64) -> Result<Self, FrontierError> {
        if !total_max.is_finite() {
            return Err(FrontierError::Number {
                what: "the total of all utilities",
                value: total_max,
            });
        }
        let total_log2 = if total_max > 0.0 { libm::ceil(libm::log2(total_max)) as i32 } else { 0 };
        let exponent = (UNITS_MAX_LOG2 - total_log2).min(UNITS_PER_ONE_MAX_LOG2);
        let units_per_one = libm::scalbn(1.0, exponent);
        if !units_per_one.is_normal() {
            return Err(FrontierError::Number {
                what: "the total of all utilities",
                value: total_max,
            });
        }
        Ok(Self { units_per_one })
    }

    /// Units in one unit of utility.
    #[must_use]
    pub fn units_per_one(self) -> f64 {
        self.units_per_one
    }

    /// The nearest integer number of units.
    #[must_use]
    pub fn units(self, utility: f64) -> i64 {
        libm::rint(utility * self.units_per_one) as i64
    }

    /// The utility of so many units.
    #[must_use]
    pub fn utility(self, units: i64) -> f64 {
        units as f64 / self.units_per_one
    }

    /// The units a total must reach to count as "at least `level`", when it is the sum of
    /// `n_terms` rounded terms: the level less the most that rounding can have taken away.
    #[must_use]
    pub fn units_at_least(self, level: f64, n_terms: usize) -> i64 {
        // A reservation far outside the range of utilities must not wrap.
        let bound = libm::scalbn(1.0, UNITS_MAX_LOG2 + 2);
        let units = libm::rint((level * self.units_per_one).clamp(-bound, bound)) as i64;
        units - rounding_units(n_terms)
    }
}

/// The most, in units, by which the sum of `n_terms` rounded terms may differ from the truth: half
/// a unit a term, and as much again for the last digit of the terms themselves.
#[must_use]
pub(super) fn rounding_units(n_terms: usize) -> i64 {
    i64::try_from(n_terms).unwrap_or(i64::MAX / 4).saturating_add(1)
}
