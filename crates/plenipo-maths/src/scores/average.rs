//! The loss of a view that was revised, averaged over time.

use super::loss::{Pair, brier};

/// A view as of some day, until the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// The day it was stated, counted from the first day of the horizon; may lie before it.
    pub day: i64,
    /// The probability that was stated.
    pub stated: f64,
}

/// A loss averaged over the days of a horizon.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimeAverage {
    /// The mean daily Brier score over the days that count.
    pub brier: f64,
    /// The days that count: from the first statement, else the first day, to the last of the horizon.
    pub days: u32,
}

/// The Brier score of `steps` averaged over a horizon of `days` days, fixed beforehand.
///
/// Day by day the newest statement stands, of several on one day the last of the list. From the day it
/// is settled (`settled`, counted like the days of the steps) there is nothing left to lose and every
/// day counts with zero. The days still count: an average that ended with the event would reward those
/// who keep a high figure standing, since the days on which they were wrong fall away with the event.
/// Days before the first statement do not count, since nothing was said on them.
///
/// `None` where no day counts.
#[must_use]
pub fn time_average(
    steps: &[Step],
    days: u32,
    settled: Option<i64>,
    happened: bool,
) -> Option<TimeAverage> {
    let mut order: Vec<&Step> = steps.iter().collect();
    order.sort_by_key(|it| it.day);
    let end = i64::from(days);
    let first = order.first()?.day.max(0);
    let stop = settled.unwrap_or(end).clamp(0, end);
    let mut sum = 0.0;
    for (place, step) in order.iter().enumerate() {
        let next = order.get(place + 1).map_or(stop, |it| it.day.min(stop));
        let stands = next - step.day.max(0);
        if stands > 0 {
            sum += stands as f64 * brier(Pair { stated: step.stated, happened });
        }
    }
    let counted = u32::try_from(end - first).ok().filter(|it| *it > 0)?;
    Some(TimeAverage { brier: sum / f64::from(counted), days: counted })
}
