//! What a solution maximises, and the linear bound that goes with it.

use super::space::dot;

/// What to maximise.
#[derive(Clone, Debug)]
pub(super) enum Aim {
    /// `min s·(u − d)` over the players with `s > 0`.
    MaxMin {
        /// Factor of each player; 0 leaves the player out.
        factors: Vec<f64>,
    },
    /// `Π (u − d)` over all players.
    Product,
    /// `Σ w·u`.
    Sum {
        /// Weight of each player.
        weights: Vec<f64>,
    },
}

/// An aim with its disagreement point and the least totals allowed.
#[derive(Clone, Debug)]
pub(super) struct Goal {
    pub(super) aim: Aim,
    /// `d`, one a player.
    pub(super) disagreement: Vec<f64>,
    /// Least total of each player; minus infinity where there is none.
    pub(super) floors: Vec<f64>,
    /// Totals closer together than this are equal.
    pub(super) rounding: f64,
}

impl Goal {
    /// Whether no floor is missed.
    pub(super) fn allows(&self, total: &[f64]) -> bool {
        total.iter().zip(&self.floors).all(|(value, floor)| value >= floor)
    }

    /// The value of a total, whether allowed or not. With totals that no outcome exceeds it is a
    /// bound, since no aim falls when a player gains.
    pub(super) fn value(&self, total: &[f64]) -> f64 {
        let gains = total.iter().zip(&self.disagreement).map(|(value, d)| value - d);
        match &self.aim {
            Aim::MaxMin { factors } => gains
                .zip(factors)
                .filter(|(_, factor)| **factor > 0.0)
                .map(|(gain, factor)| gain * factor)
                .fold(f64::INFINITY, f64::min),
            Aim::Product => gains.map(|gain| gain.max(0.0)).product(),
            Aim::Sum { weights } => dot(weights, total),
        }
    }

    /// How far below `best` a value still counts as equal to it.
    pub(super) fn tolerance(&self, best: f64, total: &[f64]) -> f64 {
        match &self.aim {
            Aim::MaxMin { factors } => self.rounding * factors.iter().copied().fold(0.0, f64::max),
            Aim::Product => {
                let gains = total.iter().zip(&self.disagreement).map(|(value, d)| value - d);
                let share = gains.map(|gain| self.rounding / gain.max(self.rounding)).sum::<f64>();
                best * (share + 1e-14)
            }
            Aim::Sum { weights } => {
                self.rounding * weights.iter().map(|weight| weight.abs()).sum::<f64>()
            }
        }
    }
}
