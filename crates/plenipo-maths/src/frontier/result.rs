//! The answer: the points of a frontier and the options behind them.

use super::Scale;
use super::layers::{Layer, trace};
use super::reduce::{Row, undominated};

/// An exact Pareto frontier (or one within a guaranteed epsilon): every combination of utilities
/// that no outcome improves for one player without loss to another. Outcomes with equal utilities
/// share one point.
///
/// For two and three players points descend by the first player; for more the order is fixed but
/// has no meaning (see [`Frontier::order`]).
#[derive(Clone, Debug)]
pub struct Frontier {
    pub(super) n_players: usize,
    /// One a player.
    pub(super) scales: Vec<Scale>,
    /// Flat: `n_players` units a point.
    pub(super) units: Vec<i64>,
    pub(super) choices: Choices,
    pub(super) rounding_units: i64,
    /// In units of utility.
    pub(super) epsilon: f64,
    pub(super) gap: f64,
}

/// Where the options behind the points are found.
#[derive(Clone, Debug)]
pub(super) enum Choices {
    /// By following back-pointers.
    Traced {
        n_criteria: usize,
        /// Indices into the last layer: points may have been dropped after it.
        last: Vec<u32>,
        layers: Vec<Layer>,
    },
    /// Written out, one list a point.
    Listed(Vec<Box<[u32]>>),
    /// Not kept.
    Forgotten,
}

impl Frontier {
    /// Points that were found one by one, each with the options behind it.
    #[cfg(feature = "highs")]
    pub(crate) fn listed(
        question: &super::Joint,
        points: Vec<(Vec<i64>, Vec<usize>)>,
        epsilon: f64,
    ) -> Self {
        let choice = |choice: &[usize]| choice.iter().map(|&option| option as u32).collect();
        Self {
            n_players: question.n_players(),
            scales: question.scales().to_vec(),
            units: points.iter().flat_map(|point| point.0.iter().copied()).collect(),
            choices: Choices::Listed(points.iter().map(|point| choice(&point.1)).collect()),
            rounding_units: super::scale::rounding_units(question.terms.len()),
            epsilon,
            gap: epsilon,
        }
    }

    /// The frontier of the same outcomes where no total of a player counts for more than `caps`
    /// says: every outcome is matched or beaten by a point before the cut, and so it is after it.
    /// Totals that only rounding keeps below a cap are at it.
    ///
    /// `caps` has one entry a player, infinite where nothing is cut off.
    #[must_use]
    pub fn capped(self, caps: &[f64]) -> Self {
        let ends: Vec<Option<i64>> = (0..self.n_players)
            .map(|player| caps.get(player).filter(|cap| cap.is_finite()))
            .zip(&self.scales)
            .map(|(cap, scale)| cap.map(|&cap| scale.units(cap)))
            .collect();
        let cut = |(&units, end): (&i64, &Option<i64>)| match end {
            Some(end) if units.saturating_add(self.rounding_units) >= *end => *end,
            _ => units,
        };
        let rows: Vec<Row> = (0..self.len())
            .map(|at| Row {
                option: at as u32,
                units: self.units(at).iter().zip(&ends).map(cut).collect(),
            })
            .collect();
        if rows.iter().enumerate().all(|(at, row)| *row.units == *self.units(at)) {
            return self;
        }
        let mut kept = undominated(&rows, self.n_players);
        kept.sort_by(|a, b| b.units.cmp(&a.units).then(a.option.cmp(&b.option)));
        let choice = |row: &Row| {
            let choice = self.choice(row.option as usize);
            choice.into_iter().map(|option| option as u32).collect()
        };
        Self {
            units: kept.iter().flat_map(|row| row.units.iter().copied()).collect(),
            choices: Choices::Listed(kept.iter().map(choice).collect()),
            ..self
        }
    }

    /// Number of points.
    #[must_use]
    pub fn len(&self) -> usize {
        self.units.len() / self.n_players
    }

    /// About how many bytes it takes, with what says which options are behind its points.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let choices = match &self.choices {
            Choices::Traced { last, layers, .. } => {
                4 * last.len() + layers.iter().map(|it| it.bytes() as usize).sum::<usize>()
            }
            Choices::Listed(listed) => listed.iter().map(|it| 16 + 4 * it.len()).sum(),
            Choices::Forgotten => 0,
        };
        8 * self.units.len() + choices
    }

    /// Whether no outcome reaches every reservation.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// Number of players.
    #[must_use]
    pub fn n_players(&self) -> usize {
        self.n_players
    }

    /// Units of each player's integers in [`Frontier::units`].
    #[must_use]
    pub fn scales(&self) -> &[Scale] {
        &self.scales
    }

    /// The units of point `index`, one entry a player.
    ///
    /// # Panics
    /// When `index` is not below [`Frontier::len`].
    #[must_use]
    pub fn units(&self, index: usize) -> &[i64] {
        &self.units[index * self.n_players..(index + 1) * self.n_players]
    }

    /// The utilities of point `index`, one entry a player.
    ///
    /// # Panics
    /// When `index` is not below [`Frontier::len`].
    #[must_use]
    pub fn utilities(&self, index: usize) -> Vec<f64> {
        self.units(index)
            .iter()
            .zip(&self.scales)
            .map(|(&units, scale)| scale.utility(units))
            .collect()
    }

    /// An outcome behind point `index`: the option of every criterion, in the numbering of the
    /// question. Empty where the choices were not kept
    /// ([`FrontierSettings::choices`](super::FrontierSettings::choices)).
    ///
    /// # Panics
    /// When `index` is not below [`Frontier::len`].
    #[must_use]
    pub fn choice(&self, index: usize) -> Vec<usize> {
        match &self.choices {
            Choices::Traced { n_criteria, last, layers } => {
                trace(layers, *n_criteria, last[index] as usize)
            }
            Choices::Listed(listed) => {
                listed[index].iter().map(|&option| option as usize).collect()
            }
            Choices::Forgotten => Vec::new(),
        }
    }

    /// The indices of all points, by descending utility of the first player, then of the second,
    /// and so on: the order to show them in.
    #[must_use]
    pub fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.len()).collect();
        order.sort_unstable_by(|&a, &b| self.units(b).cmp(self.units(a)));
        order
    }

    /// The rounding of one total, in units: what lies closer together than this is equal.
    #[must_use]
    pub fn rounding_units(&self) -> i64 {
        self.rounding_units
    }

    /// The epsilon guaranteed: for every outcome some point is worth at least as much less this,
    /// for every player. 0 when the frontier is exact.
    #[must_use]
    pub fn epsilon(&self) -> f64 {
        self.epsilon
    }

    /// The greatest shortfall that dropping points can have caused, as observed: at most
    /// [`Frontier::epsilon`], usually much less.
    #[must_use]
    pub fn gap(&self) -> f64 {
        self.gap
    }
}
