//! What gains are counted from: no agreement, in normal totals and in utilities.

use super::goal::{Aim, Goal};
use super::space::utilities;
use crate::frontier::{Scale, times_power};

/// Reservation values, disagreement point and scales of a question.
#[derive(Clone, Debug)]
pub(super) struct Ground<'a> {
    scales: &'a [Scale],
    /// Normal; minus infinity where there is none.
    reservations: Vec<f64>,
    /// Reservation values raised to the least totals; normal.
    disagreement: Vec<f64>,
    rounding: f64,
}

impl<'a> Ground<'a> {
    /// `reservations` are utilities, `least` and `rounding` normal.
    pub(super) fn new(
        scales: &'a [Scale],
        reservations: &[f64],
        least: &[f64],
        rounding: f64,
    ) -> Self {
        let normal = |(scale, r): (&Scale, &f64)| scale.normal(*r);
        let reservations: Vec<f64> = scales.iter().zip(reservations).map(normal).collect();
        let disagreement = reservations.iter().zip(least).map(|(r, least)| r.max(*least)).collect();
        Self { scales, reservations, disagreement, rounding }
    }

    pub(super) fn goal(&self, aim: Aim, floors: &[f64]) -> Goal {
        Goal {
            aim,
            disagreement: self.disagreement.clone(),
            floors: floors.to_vec(),
            rounding: self.rounding,
        }
    }

    /// What normal totals are multiplied with to be utilities, as powers of two.
    pub(super) fn powers(&self) -> Vec<Option<i32>> {
        self.scales.iter().map(|scale| Some(scale.log2_of_normal())).collect()
    }

    /// Whether all players have the same scale.
    pub(super) fn alike(&self) -> bool {
        self.scales.windows(2).all(|pair| pair[0] == pair[1])
    }

    /// The least totals of rational outcomes: a total may miss its reservation value by no more
    /// than rounding.
    pub(super) fn floors(&self) -> Vec<f64> {
        self.reservations.iter().map(|r| r - self.rounding).collect()
    }

    /// From the disagreement point to the best of each player, for those who can gain more than
    /// rounding; none where nobody can.
    pub(super) fn ranges(&self, ideal: &[f64]) -> Option<Vec<Option<f64>>> {
        let each = ideal.iter().zip(&self.disagreement);
        let ranges: Vec<Option<f64>> =
            each.map(|(m, d)| Some(m - d).filter(|it| *it > 2.0 * self.rounding)).collect();
        ranges.iter().any(Option::is_some).then_some(ranges)
    }

    /// The smallest gain of a total, in units of utility.
    pub(super) fn smallest_gain(&self, total: Option<&[f64]>) -> f64 {
        let Some(total) = total else { return f64::NEG_INFINITY };
        let each = total.iter().zip(&self.disagreement).zip(self.scales);
        each.map(|((u, d), scale)| scale.of_normal(u - d)).fold(f64::INFINITY, f64::min)
    }

    /// A product of normal gains as one of utilities; not a number where no float holds it.
    pub(super) fn product(&self, normal: f64) -> f64 {
        let power = self.scales.iter().map(|scale| scale.log2_of_normal()).sum();
        let product = times_power(normal, power);
        let held = normal == 0.0 || !normal.is_finite() || product.is_normal();
        if held { product } else { f64::NAN }
    }

    pub(super) fn disagreement_in_utilities(&self) -> Vec<f64> {
        utilities(self.scales, &self.disagreement)
    }
}
