//! SMAA-2: how often each alternative takes each rank, and which weights speak for it.
//!
//! Lahdelma and Salminen, "SMAA-2: stochastic multicriteria acceptability analysis for group
//! decision making", Operations Research 49(3), 2001. In sample `s` alternative `a` is worth
//! `u_a = Σ_c w_c · x_ac`. Its *rank acceptability* for rank `r` is the share of samples in which
//! it has that rank; its *central weight* is the mean of the weights of the samples in which it is
//! first; its *confidence factor* is the share of samples in which it would be first if all had
//! its central weight and only the partial values varied.
//!
//! # Ties
//! Worths that differ by less than 10⁻¹² of the greatest are equal: the same sum comes out with other last digits when
//! its terms are added in another order. Alternatives tied over ranks `r .. r + t` get `1/t` of each of them in that
//! sample, and a tied first counts `1/t` in the central weight and the confidence factor: rows and columns of the
//! rank acceptabilities then always sum to 1 and equal alternatives get equal figures.
//!
//! # Example: two alternatives, each best on one criterion
//!
//! ```
//! use plenipo_maths::smaa::{SmaaSamples, analyse};
//!
//! // One row a criterion, and an alternative on a criterion; one column a sample.
//! let weights = [0.2, 0.6, 0.7, 0.8, 0.4, 0.3];
//! let values = [1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0];
//! let samples = SmaaSamples::new(2, 2, 3, &weights, &values)?;
//! let result = analyse(&samples)?;
//! assert_eq!(result.rank_acceptability(0, 0), 2.0 / 3.0);
//! assert_eq!(result.central_weights[1].as_deref(), Some(&[0.2, 0.8][..]));
//! assert_eq!(result.confidence_factors[0], Some(1.0));
//! # Ok::<(), plenipo_maths::smaa::SmaaError>(())
//! ```

mod confidence;
mod ranks;

use std::fmt;

use rayon::prelude::*;

use super::random::CHUNK;
use super::row::Row;
use confidence::Fixed;
use ranks::Part;

/// Why an analysis cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SmaaError {
    /// There are no alternatives, no criteria or no samples.
    Nothing,
    /// A table has not the length that the counts call for.
    Length {
        /// The length called for.
        expected: usize,
        /// The length given.
        found: usize,
    },
    /// An alternative's worth is not a finite number in some sample.
    NotFinite,
}

impl fmt::Display for SmaaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => write!(f, "there is nothing to rank"),
            Self::Length { expected, found } => {
                write!(f, "a table of {expected} numbers was expected, not {found}")
            }
            Self::NotFinite => write!(f, "an alternative's worth is not a finite number"),
        }
    }
}

impl std::error::Error for SmaaError {}

/// Joint samples of weights and partial values.
#[derive(Clone, Debug)]
pub struct SmaaSamples<'a> {
    n_alternatives: usize,
    n_criteria: usize,
    n_samples: usize,
    /// One row a criterion.
    weights: Vec<&'a [f64]>,
    /// One row an alternative on a criterion, alternative by alternative.
    values: Vec<Row<'a>>,
}

impl<'a> SmaaSamples<'a> {
    /// Samples whose `weights` hold criterion `c` at `[c · n_samples ..]` and whose `values` hold
    /// alternative `a` on criterion `c` at `[(a · n_criteria + c) · n_samples ..]`.
    ///
    /// # Errors
    /// A count of zero, or a table of another length.
    pub fn new(
        n_alternatives: usize,
        n_criteria: usize,
        n_samples: usize,
        weights: &'a [f64],
        values: &'a [f64],
    ) -> Result<Self, SmaaError> {
        if n_alternatives == 0 || n_criteria == 0 || n_samples == 0 {
            return Err(SmaaError::Nothing);
        }
        let expected = n_criteria.saturating_mul(n_samples);
        if weights.len() != expected {
            return Err(SmaaError::Length { expected, found: weights.len() });
        }
        let expected = expected.saturating_mul(n_alternatives);
        if values.len() != expected {
            return Err(SmaaError::Length { expected, found: values.len() });
        }
        let weights = weights.chunks_exact(n_samples).collect();
        let values = values.chunks_exact(n_samples).map(Row::Each).collect();
        Ok(Self { n_alternatives, n_criteria, n_samples, weights, values })
    }

    /// Samples given as rows of `n_samples` numbers, wherever they lie: one row of `weights` a
    /// criterion; one row of `values` an alternative on a criterion, alternative by alternative.
    ///
    /// # Errors
    /// A count of zero, or a table or row of another length.
    pub fn of_rows(
        n_alternatives: usize,
        n_samples: usize,
        weights: Vec<&'a [f64]>,
        values: Vec<Row<'a>>,
    ) -> Result<Self, SmaaError> {
        let n_criteria = weights.len();
        if n_alternatives == 0 || n_criteria == 0 || n_samples == 0 {
            return Err(SmaaError::Nothing);
        }
        let expected = n_criteria.saturating_mul(n_alternatives);
        if values.len() != expected {
            return Err(SmaaError::Length { expected, found: values.len() });
        }
        let lengths = values.iter().filter_map(|it| match it {
            Row::Same(_) => None,
            Row::Each(row) => Some(row.len()),
        });
        let mut lengths = weights.iter().map(|row| row.len()).chain(lengths);
        if let Some(found) = lengths.find(|it| *it != n_samples) {
            return Err(SmaaError::Length { expected: n_samples, found });
        }
        Ok(Self { n_alternatives, n_criteria, n_samples, weights, values })
    }

    fn weight(&self, criterion: usize, chunk: Chunk) -> &'a [f64] {
        &self.weights[criterion][chunk.begin..chunk.end]
    }

    fn value(&self, alternative: usize, criterion: usize, chunk: Chunk) -> Row<'a> {
        self.values[alternative * self.n_criteria + criterion].part(chunk.begin, chunk.end)
    }
}

/// The result of an analysis.
#[derive(Clone, Debug, PartialEq)]
pub struct Smaa {
    /// How many alternatives there are.
    pub n_alternatives: usize,
    /// How many ranks are counted, from the best down: all, or the first alone.
    pub n_ranks: usize,
    /// Alternative `a`'s share of rank `r` at `[a · n_ranks + r]`; rank 0 is best.
    pub rank_acceptabilities: Vec<f64>,
    /// Each alternative's central weight, one number a criterion; `None` if it is never first.
    pub central_weights: Vec<Option<Vec<f64>>>,
    /// Each alternative's confidence factor in `[0, 1]`; `None` if it is never first, or if the first rank alone is
    /// counted.
    pub confidence_factors: Vec<Option<f64>>,
}

impl Smaa {
    /// The share of samples in which `alternative` has `rank` (0 is best).
    ///
    /// # Panics
    /// If either is not below the number of alternatives or of ranks counted.
    #[must_use]
    pub fn rank_acceptability(&self, alternative: usize, rank: usize) -> f64 {
        self.rank_acceptabilities[alternative * self.n_ranks..][..self.n_ranks][rank]
    }
}

/// Rank acceptabilities, central weights and confidence factors of `samples`.
///
/// # Errors
/// An alternative's worth that is not finite.
pub fn analyse(samples: &SmaaSamples<'_>) -> Result<Smaa, SmaaError> {
    let found = of_ranks(samples, samples.n_alternatives)?;
    let confidence_factors = confidence::factors(samples, &found.central_weights);
    Ok(Smaa { confidence_factors, ..found })
}

/// The acceptabilities of the first rank, and the central weights: what of an analysis takes no more than one pass
/// over the alternatives, for a great many of them.
///
/// # Errors
/// An alternative's worth that is not finite.
pub fn analyse_firsts(samples: &SmaaSamples<'_>) -> Result<Smaa, SmaaError> {
    of_ranks(samples, 1)
}

/// The acceptabilities of the best `n_ranks` ranks (all, or the first), and the central weights.
fn of_ranks(samples: &SmaaSamples<'_>, n_ranks: usize) -> Result<Smaa, SmaaError> {
    let (n, n_criteria) = (samples.n_alternatives, samples.n_criteria);
    let parts: Vec<Part> = chunks(samples.n_samples)
        .into_par_iter()
        .map(|chunk| {
            let mut worth = vec![0.0; n * chunk.len()];
            add_worth(samples, chunk, &mut worth);
            let mut part = Part::new(n, n_criteria, n_ranks);
            part.count(&worth, chunk.len());
            part.add_weights(samples, chunk);
            part
        })
        .collect();
    let mut total = Part::new(n, n_criteria, n_ranks);
    parts.iter().for_each(|part| total.add(part));
    if !total.finite {
        return Err(SmaaError::NotFinite);
    }
    let central_weights: Vec<Option<Vec<f64>>> = (0..n)
        .map(|alternative| {
            let firsts = total.ranks[alternative * n_ranks];
            let sums = &total.first_weights[alternative * n_criteria..][..n_criteria];
            (firsts > 0.0).then(|| sums.iter().map(|sum| sum / firsts).collect())
        })
        .collect();
    let rank_acceptabilities = total.shares(samples.n_samples);
    let confidence_factors = vec![None; n];
    Ok(Smaa {
        n_alternatives: n,
        n_ranks,
        rank_acceptabilities,
        central_weights,
        confidence_factors,
    })
}

/// The rank acceptabilities when every sample has the given `weights` (one a criterion) and only
/// the partial values vary; laid out as in [`Smaa::rank_acceptabilities`].
///
/// # Errors
/// Another number of weights than criteria, or an alternative's worth that is not finite.
pub fn rank_acceptabilities_at(
    weights: &[f64],
    samples: &SmaaSamples<'_>,
) -> Result<Vec<f64>, SmaaError> {
    if weights.len() != samples.n_criteria {
        let expected = samples.n_criteria;
        return Err(SmaaError::Length { expected, found: weights.len() });
    }
    let n = samples.n_alternatives;
    count_all(n, samples.n_samples, |chunk, worth| {
        for (alternative, row) in worth.chunks_exact_mut(chunk.len()).enumerate() {
            Fixed::new(samples, chunk, weights, alternative).fill(row);
        }
    })
}

/// The rank acceptabilities of alternatives whose worth is already known: alternative `a` is worth
/// `worth[a · n_samples + s]` in sample `s`. Laid out as in [`Smaa::rank_acceptabilities`].
///
/// # Errors
/// A count of zero, a table of another length, or a worth that is not finite.
pub fn rank_acceptabilities(
    n_alternatives: usize,
    n_samples: usize,
    worth: &[f64],
) -> Result<Vec<f64>, SmaaError> {
    if n_alternatives == 0 || n_samples == 0 {
        return Err(SmaaError::Nothing);
    }
    let expected = n_alternatives.saturating_mul(n_samples);
    if worth.len() != expected {
        return Err(SmaaError::Length { expected, found: worth.len() });
    }
    count_all(n_alternatives, n_samples, |chunk, into| {
        for (row, from) in into.chunks_exact_mut(chunk.len()).zip(worth.chunks_exact(n_samples)) {
            row.copy_from_slice(&from[chunk.begin..chunk.end]);
        }
    })
}

/// A stretch of samples.
#[derive(Clone, Copy, Debug)]
struct Chunk {
    begin: usize,
    end: usize,
}

impl Chunk {
    fn len(self) -> usize {
        self.end - self.begin
    }
}

/// Fixed stretches, so that sums come out the same at any thread count.
fn chunks(n_samples: usize) -> Vec<Chunk> {
    (0..n_samples)
        .step_by(CHUNK)
        .map(|begin| Chunk { begin, end: (begin + CHUNK).min(n_samples) })
        .collect()
}

fn count_all(
    n_alternatives: usize,
    n_samples: usize,
    fill: impl Fn(Chunk, &mut [f64]) + Sync,
) -> Result<Vec<f64>, SmaaError> {
    let parts: Vec<Part> = chunks(n_samples)
        .into_par_iter()
        .map(|chunk| {
            let mut worth = vec![0.0; n_alternatives * chunk.len()];
            fill(chunk, &mut worth);
            let mut part = Part::new(n_alternatives, 0, n_alternatives);
            part.count(&worth, chunk.len());
            part
        })
        .collect();
    let mut total = Part::new(n_alternatives, 0, n_alternatives);
    parts.iter().for_each(|part| total.add(part));
    if total.finite { Ok(total.shares(n_samples)) } else { Err(SmaaError::NotFinite) }
}

/// Adds every alternative's worth in `chunk` to `worth`, one row an alternative, with each sample's
/// own weights. Criteria are added in order, so the sums have one value.
fn add_worth(samples: &SmaaSamples<'_>, chunk: Chunk, worth: &mut [f64]) {
    for (alternative, row) in worth.chunks_exact_mut(chunk.len()).enumerate() {
        for criterion in 0..samples.n_criteria {
            let values = samples.value(alternative, criterion, chunk);
            values.add_to(row, samples.weight(criterion, chunk));
        }
    }
}
