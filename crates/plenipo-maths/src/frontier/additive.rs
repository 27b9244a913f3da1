//! The question: one option for each criterion, utilities summed.

use super::reduce::{Row, undominated};
use super::scale::{is_lost, rounding_units};
use super::{FrontierError, PLAYERS_MAX, Scale};

/// Criteria with options, and what each option is worth to each player; a choice takes one option
/// of every criterion and is worth the sum.
///
/// Vetoed options are deleted here, before anything looks at dominance: an option that is
/// dominated only by vetoed ones must stay.
#[derive(Clone, Debug)]
pub struct Additive {
    n_players: usize,
    /// One a player.
    scales: Vec<Scale>,
    /// Players and criteria whose differences are too small beside others to be told apart.
    lost: Vec<(usize, usize)>,
    /// For each criterion the options not vetoed.
    criteria: Vec<Vec<Row>>,
    /// For each criterion how many options it had.
    n_options: Vec<usize>,
}

impl Additive {
    /// From `utilities[criterion][option][player]`, in any unit.
    ///
    /// # Errors
    /// [`FrontierError::Players`], [`FrontierError::Shape`] when a row does not have one entry a
    /// player, [`FrontierError::Number`] for NaN, infinities and unusable magnitudes,
    /// [`FrontierError::NothingLeft`] for a criterion without options.
    pub fn new(n_players: usize, utilities: &[Vec<Vec<f64>>]) -> Result<Self, FrontierError> {
        if n_players == 0 || n_players > PLAYERS_MAX {
            return Err(FrontierError::Players { given: n_players });
        }
        let mut totals = vec![0.0; n_players];
        for (criterion, options) in utilities.iter().enumerate() {
            if options.is_empty() {
                return Err(FrontierError::NothingLeft { criterion });
            }
            let mut greatest = vec![0.0_f64; n_players];
            for (option, row) in options.iter().enumerate() {
                if row.len() != n_players {
                    return Err(FrontierError::Shape {
                        what: "utilities of an option",
                        expected: n_players,
                        given: row.len(),
                    });
                }
                for (player, &value) in row.iter().enumerate() {
                    if !value.is_finite() {
                        let what = format!(
                            "the utility of option {option} of criterion {criterion} to player \
                             {player}"
                        );
                        return Err(FrontierError::Number { what, value });
                    }
                    greatest[player] = greatest[player].max(value.abs());
                }
            }
            for (total, greatest) in totals.iter_mut().zip(greatest) {
                *total += greatest;
            }
        }
        let scales = scales(&totals)?;
        let mut lost = Vec::new();
        let mut criteria = Vec::with_capacity(utilities.len());
        for (criterion, options) in utilities.iter().enumerate() {
            for player in 0..n_players {
                let values = options.iter().map(|row| row[player]).collect();
                if is_lost(values, scales[player], utilities.len()) {
                    lost.push((player, criterion));
                }
            }
            criteria.push(
                options
                    .iter()
                    .enumerate()
                    .map(|(option, row)| Row {
                        option: option as u32,
                        units: row
                            .iter()
                            .zip(&scales)
                            .map(|(&value, scale)| scale.units(value))
                            .collect(),
                    })
                    .collect::<Vec<_>>(),
            );
        }
        let n_options = criteria.iter().map(Vec::len).collect();
        Ok(Self { n_players, scales, lost, criteria, n_options })
    }

    /// The same question without some options, given as `(criterion, option)` in the numbering of
    /// [`Additive::new`]; vetoing an option twice is harmless.
    ///
    /// # Errors
    /// [`FrontierError::Index`] for an option that never existed, [`FrontierError::NothingLeft`]
    /// when a criterion loses its last one.
    pub fn without(mut self, vetoes: &[(usize, usize)]) -> Result<Self, FrontierError> {
        for &(criterion, option) in vetoes {
            let available = self.n_options.len();
            let Some(&n_options) = self.n_options.get(criterion) else {
                return Err(FrontierError::Index {
                    what: "criterion",
                    given: criterion,
                    available,
                });
            };
            if option >= n_options {
                return Err(FrontierError::Index {
                    what: "option",
                    given: option,
                    available: n_options,
                });
            }
            self.criteria[criterion].retain(|row| row.option as usize != option);
            if self.criteria[criterion].is_empty() {
                return Err(FrontierError::NothingLeft { criterion });
            }
        }
        Ok(self)
    }

    /// Number of players.
    #[must_use]
    pub fn n_players(&self) -> usize {
        self.n_players
    }

    /// Number of criteria.
    #[must_use]
    pub fn n_criteria(&self) -> usize {
        self.criteria.len()
    }

    /// Units of the utility of each player as integers.
    #[must_use]
    pub fn scales(&self) -> &[Scale] {
        &self.scales
    }

    /// Players and criteria on which options differ that are not told apart here: the player's
    /// other numbers are so much larger that sums would lose them.
    #[must_use]
    pub fn lost(&self) -> &[(usize, usize)] {
        &self.lost
    }

    /// The rounding of one total, in units: what lies closer together than this is equal.
    #[must_use]
    pub fn rounding_units(&self) -> i64 {
        rounding_units(self.criteria.len())
    }

    /// Number of outcomes left after vetoes (a product that may exceed any integer).
    #[must_use]
    pub fn outcomes(&self) -> f64 {
        self.criteria.iter().map(|rows| rows.len() as f64).product()
    }

    /// Smallest and greatest total of each player over all outcomes, in units.
    #[must_use]
    pub fn range_units(&self) -> Vec<(i64, i64)> {
        (0..self.n_players)
            .map(|player| {
                let mut range = (0, 0);
                for rows in &self.criteria {
                    let values = rows.iter().map(|row| row.units[player]);
                    range.0 += values.clone().min().unwrap_or(0);
                    range.1 += values.max().unwrap_or(0);
                }
                range
            })
            .collect()
    }

    /// The total of each player, in units, for one option of every criterion.
    ///
    /// # Errors
    /// [`FrontierError::Shape`] and [`FrontierError::Index`], the latter also for vetoed options.
    pub fn total_units(&self, choice: &[usize]) -> Result<Vec<i64>, FrontierError> {
        if choice.len() != self.criteria.len() {
            return Err(FrontierError::Shape {
                what: "options chosen",
                expected: self.criteria.len(),
                given: choice.len(),
            });
        }
        let mut total = vec![0; self.n_players];
        for (rows, &option) in self.criteria.iter().zip(choice) {
            let Some(row) = rows.iter().find(|row| row.option as usize == option) else {
                return Err(FrontierError::Index {
                    what: "option",
                    given: option,
                    available: rows.len(),
                });
            };
            for (sum, value) in total.iter_mut().zip(&row.units) {
                *sum += value;
            }
        }
        Ok(total)
    }

    /// For each criterion how many options it had before vetoes.
    pub(super) fn n_options(&self) -> &[usize] {
        &self.n_options
    }

    /// For each criterion the options left, as rows.
    pub(crate) fn rows(&self) -> &[Vec<Row>] {
        &self.criteria
    }

    /// For each criterion the options no other one matches or beats for every player.
    pub(super) fn undominated(&self) -> Vec<Vec<Row>> {
        self.criteria.iter().map(|rows| undominated(rows, self.n_players)).collect()
    }
}

/// The scale of each player whose greatest totals are `totals`.
///
/// # Errors
/// [`FrontierError::Number`] for a total that is beyond all numbers.
pub(super) fn scales(totals: &[f64]) -> Result<Vec<Scale>, FrontierError> {
    let scale = |(player, &total): (usize, &f64)| {
        if total.is_finite() {
            return Ok(Scale::for_total(total));
        }
        let what = format!("the total of all utilities of player {player}");
        Err(FrontierError::Number { what, value: total })
    };
    totals.iter().enumerate().map(scale).collect()
}
