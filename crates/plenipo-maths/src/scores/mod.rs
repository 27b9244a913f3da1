//! How good stated probabilities were, once it is known what came of them.
//!
//! A pair of a probability and an outcome has a loss: [`brier()`] or [`log_loss`]. Both are proper: who
//! states what they hold to be true expects to lose least. Many pairs together have a
//! [`decomposition`](Decomposition) into what can be learned from them and a
//! [calibration table](calibration()). A view that was revised is judged by its
//! [time average](time_average) over a horizon fixed beforehand.
//!
//! Sources: Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review
//! 78(1), 1950; Murphy, "A new vector partition of the probability score", Journal of Applied
//! Meteorology 12(4), 1973; Stephenson, Coelho and Jolliffe, "Two extra components in the Brier score
//! decomposition", Weather and Forecasting 23(4), 2008; Gneiting and Raftery, "Strictly proper scoring
//! rules, prediction, and estimation", Journal of the American Statistical Association 102(477), 2007.

mod average;
mod decompose;
mod loss;

pub use average::{Step, TimeAverage, time_average};
pub use decompose::{Bin, Cut, Decomposition, calibration, decompose};
pub use loss::{LOG_CLIP, Pair, brier, log_loss, mean_brier, mean_log_loss};
