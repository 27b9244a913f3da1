//! What a solution maximises: values, ties, and comparisons without rounding.
//!
//! Totals here are *normal*: units of the question times [`NORMAL`], so that every player's are of
//! ordinary size whatever the size of his utilities, and whole numbers when divided by it.

use std::cmp::Ordering;

use crate::frontier::{NORMAL, times_power};

/// What to maximise.
#[derive(Clone, Debug)]
pub(super) enum Aim {
    /// `min 2^s·(u − d)` over the players with a power: the smallest gain, in units of utility.
    SmallestGain {
        /// `s`, one a player; none leaves the player out.
        powers: Vec<Option<i32>>,
    },
    /// `min (u − d) / range` over the players with a range.
    SmallestRatio {
        /// Normal, above 0, one a player; none leaves the player out.
        ranges: Vec<Option<f64>>,
    },
    /// `Π (u − d)` over all players.
    Product,
    /// `Σ 2^s·u` over the players with a power: the sum, in units of utility.
    Sum {
        /// `s`, one a player; none leaves the player out.
        powers: Vec<Option<i32>>,
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
    /// Normal totals closer together than this are equal, for every player.
    pub(super) rounding: f64,
}

/// Which totals are of interest beside the best one known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Those as good, up to rounding.
    Ties,
    /// Only those that are better by more than rounding.
    Better,
}

/// The best total known.
#[derive(Clone, Debug)]
pub(super) struct Best {
    pub(super) total: Vec<f64>,
    pub(super) value: f64,
    /// How far below the value, a product or a smallest gain or ratio, may truly be: by the rounding
    /// of the players it comes from.
    pub(super) off: f64,
}

impl Goal {
    /// Whether no floor is missed.
    pub(super) fn allows(&self, total: &[f64]) -> bool {
        total.iter().zip(&self.floors).all(|(value, floor)| value >= floor)
    }

    /// The gains as they add up.
    fn summed<'a>(&'a self, total: &'a [f64]) -> impl Iterator<Item = f64> + 'a {
        total.iter().zip(&self.disagreement).map(|(value, d)| value - d)
    }

    /// The gains; those that rounding does not tell from none are none. What is left of rounding
    /// would else decide: over a narrow range it is a large ratio, and no product with it is 0.
    fn gains<'a>(&'a self, total: &'a [f64]) -> impl Iterator<Item = f64> + 'a {
        self.summed(total).map(|gain| if gain.abs() <= self.rounding { 0.0 } else { gain })
    }

    /// What the smallest gain or ratio is the smallest of, and how far each may be off: a whole gain
    /// and none are exact, however narrow the range.
    pub(super) fn measured(&self, total: &[f64]) -> Vec<(f64, f64)> {
        let off = |gain: f64| if gain == 0.0 { 0.0 } else { self.rounding };
        match &self.aim {
            Aim::SmallestGain { powers } | Aim::Sum { powers } => self
                .gains(total)
                .zip(powers)
                .filter_map(|(gain, power)| {
                    power.map(|it| (times_power(gain, it), times_power(off(gain), it)))
                })
                .collect(),
            Aim::SmallestRatio { ranges } => self
                .gains(total)
                .zip(ranges)
                .filter_map(|(gain, range)| {
                    range.map(|it| match (gain - it).abs() <= self.rounding {
                        true => (1.0, 0.0),
                        false => (gain / it, off(gain) / it),
                    })
                })
                .collect(),
            Aim::Product => self.gains(total).map(|gain| (gain, off(gain))).collect(),
        }
    }

    /// What the gain of each player is multiplied with, for a smallest gain or ratio; 0 leaves the
    /// player out.
    pub(super) fn factors(&self) -> Vec<f64> {
        match &self.aim {
            Aim::SmallestGain { powers } | Aim::Sum { powers } => {
                powers.iter().map(|it| it.map_or(0.0, |it| times_power(1.0, it))).collect()
            }
            Aim::SmallestRatio { ranges } => {
                ranges.iter().map(|it| it.map_or(0.0, |it| 1.0 / it)).collect()
            }
            Aim::Product => vec![1.0; self.floors.len()],
        }
    }

    /// The same goal with another aim.
    pub(super) fn with(&self, aim: Aim) -> Goal {
        Goal { aim, ..self.clone() }
    }

    /// A smallest gain in normal totals as one of utilities, where all players have one power.
    pub(super) fn in_utilities(&self, normal: f64) -> f64 {
        match &self.aim {
            Aim::SmallestGain { powers } => {
                times_power(normal, powers.iter().flatten().copied().next().unwrap_or(0))
            }
            _ => normal,
        }
    }

    /// The value of a total, whether allowed or not, up to the rounding of an `f64`; a product is
    /// one of normal gains. With totals that no outcome exceeds it is a bound, since no aim falls
    /// when a player gains.
    pub(super) fn value(&self, total: &[f64]) -> f64 {
        match &self.aim {
            Aim::SmallestGain { powers } => self
                .gains(total)
                .zip(powers)
                .filter_map(|(gain, power)| power.map(|power| times_power(gain, power)))
                .fold(f64::INFINITY, f64::min),
            Aim::SmallestRatio { ranges } => self
                .gains(total)
                .zip(ranges)
                .filter_map(|(gain, range)| range.map(|range| gain / range))
                .fold(f64::INFINITY, f64::min),
            Aim::Product => self.gains(total).map(|gain| gain.max(0.0)).product(),
            Aim::Sum { powers } => {
                let each = total.iter().zip(powers);
                each.filter_map(|(u, power)| power.map(|power| times_power(*u, power))).sum()
            }
        }
    }

    /// A total as the best one known.
    pub(super) fn best(&self, total: &[f64]) -> Best {
        let value = self.value(total);
        let off = match self.aim {
            Aim::Product => {
                let shares = self.gains(total).map(|gain| self.rounding / gain.max(self.rounding));
                value * (shares.sum::<f64>() + 1e-14)
            }
            Aim::SmallestGain { .. } | Aim::SmallestRatio { .. } => {
                let least = self.measured(total).into_iter().map(|(value, off)| value - off);
                (value - least.fold(value, f64::min)).max(0.0)
            }
            Aim::Sum { .. } => 0.0,
        };
        Best { total: total.to_vec(), value, off }
    }

    /// Whether `total`, or something no better than it, is of interest beside the best one known.
    /// Whoever gains stays of interest.
    pub(super) fn is_wanted(&self, total: &[f64], best: &Best, wanted: Wanted) -> bool {
        let slack = match wanted {
            Wanted::Ties => self.rounding,
            Wanted::Better => -self.rounding,
        };
        // Each player may miss the smallest gain by his own rounding, and that gain itself is known
        // up to the rounding of whose it is.
        let least = best.value - best.off;
        let reaches = |value: f64| {
            if wanted == Wanted::Ties { value >= least } else { value > best.value }
        };
        let forgiven = || self.summed(total).map(|gain| gain + slack);
        match &self.aim {
            Aim::SmallestGain { powers } => forgiven()
                .zip(powers)
                .all(|(gain, power)| power.is_none_or(|power| reaches(times_power(gain, power)))),
            Aim::SmallestRatio { ranges } => forgiven()
                .zip(ranges)
                .all(|(gain, range)| range.is_none_or(|range| reaches(gain / range))),
            Aim::Product => match wanted {
                Wanted::Ties => self.value(total) >= best.value - best.off,
                Wanted::Better => self.value(total) > best.value + best.off,
            },
            // What a player gains or loses within rounding is forgiven, and what he gains or loses
            // beyond it counts without: a player whose utilities are huge does not drown another by
            // his rounding where he has the same.
            Aim::Sum { powers } => {
                let change = |(u, best): (&f64, &f64)| {
                    let change = u - best;
                    match wanted {
                        Wanted::Ties if change < 0.0 => (change + slack).min(0.0),
                        Wanted::Better if change > 0.0 => (change + slack).max(0.0),
                        _ => change,
                    }
                };
                let sign = sign_of(total.iter().zip(&best.total).map(change), powers);
                if wanted == Wanted::Ties { sign.is_ge() } else { sign.is_gt() }
            }
        }
    }

    /// Which of two totals is better, without any rounding.
    pub(super) fn compare(&self, a: &[f64], b: &[f64]) -> Ordering {
        match &self.aim {
            // Multiplying by powers of two and taking the least one round nothing.
            Aim::SmallestGain { .. } => self.value(a).total_cmp(&self.value(b)),
            Aim::SmallestRatio { ranges } => {
                let least = |total: &[f64]| {
                    self.gains(total)
                        .zip(ranges)
                        .filter_map(|(gain, range)| range.map(|it| (whole(gain), whole(it))))
                        .min_by(|a, b| ratios(*a, *b))
                };
                match (least(a), least(b)) {
                    (Some(a), Some(b)) => ratios(a, b),
                    _ => Ordering::Equal,
                }
            }
            Aim::Product => {
                let factors = |total: &[f64]| -> Vec<u128> {
                    self.gains(total).map(|gain| whole(gain.max(0.0)) as u128).collect()
                };
                product(&factors(a)).cmp(&product(&factors(b)))
            }
            Aim::Sum { powers } => sign_of(a.iter().zip(b).map(|(a, b)| a - b), powers),
        }
    }
}

/// The sign of a sum of normal numbers in units of utility: at once where floating point can tell.
fn sign_of(values: impl Iterator<Item = f64> + Clone, powers: &[Option<i32>]) -> Ordering {
    let most = powers.iter().flatten().copied().max().unwrap_or(0);
    let each = values.zip(powers).filter_map(|(value, power)| Some((value, (*power)?)));
    let (mut sum, mut size) = (0.0, 0.0);
    for (value, power) in each.clone() {
        let value = times_power(value, power - most);
        sum += value;
        size += value.abs();
    }
    // A sum of at most 32 numbers is off by less than this.
    if sum.abs() > size * 1e-14 + f64::MIN_POSITIVE {
        return if sum > 0.0 { Ordering::Greater } else { Ordering::Less };
    }
    sign(each.map(|(value, power)| (whole(value), power)))
}

/// The units in a normal number. Beyond 2^62 units, where no total is but a gain over a remote
/// alternative may be, the last one.
fn whole(normal: f64) -> i128 {
    let most = (1_i64 << 62) as f64;
    (normal / NORMAL).clamp(-most, most) as i128
}

/// `a.0 / a.1` against `b.0 / b.1`, the second ones above 0: below 2^63 each, so that products fit.
fn ratios(a: (i128, i128), b: (i128, i128)) -> Ordering {
    (a.0 * b.1).cmp(&(b.0 * a.1))
}

/// A product in words of 64 bits, most significant first and none in front that are zero, so that
/// products compare by length and then word by word.
fn product(factors: &[u128]) -> (usize, Vec<u64>) {
    let mut words: Vec<u64> = vec![1];
    for factor in factors {
        let mut carry = 0_u128;
        for word in &mut words {
            // A word times at most 2^62, and a carry below 2^63, stay below 2^127.
            let sum = u128::from(*word) * factor + carry;
            *word = sum as u64;
            carry = sum >> 64;
        }
        if carry > 0 {
            words.push(carry as u64);
        }
    }
    while words.last() == Some(&0) {
        words.pop();
    }
    words.reverse();
    (words.len(), words)
}

/// The sign of `Σ n·2^s`, whatever the powers, of at most 32 whole numbers below 2^63.
fn sign(terms: impl Iterator<Item = (i128, i32)>) -> Ordering {
    let mut terms: Vec<(i128, i32)> = terms.filter(|term| term.0 != 0).collect();
    terms.sort_by_key(|term| std::cmp::Reverse(term.1));
    let mut sum = 0_i128;
    let mut at = terms.first().map_or(0, |term| term.1);
    for (number, power) in terms {
        let lower = (at - power).unsigned_abs();
        // Everything still to come is below 2^69 of this power: it cannot turn so large a sum.
        if sum != 0 && (lower >= 100 || sum.unsigned_abs().leading_zeros() < 28 + lower) {
            break;
        }
        // Below 2^100 after the shift: no bit is lost.
        sum = if sum == 0 { 0 } else { sum << lower };
        sum += number;
        at = power;
    }
    sum.cmp(&0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_any_size_have_the_right_sign() {
        let of = |terms: &[(i128, i32)]| sign(terms.iter().copied());
        assert_eq!(of(&[]), Ordering::Equal);
        assert_eq!(of(&[(1, 60), (-(1 << 60), 0)]), Ordering::Equal);
        assert_eq!(of(&[(1, 60), (-(1 << 60) - 1, 0)]), Ordering::Less);
        assert_eq!(of(&[(-1, -1074), (1, 2000)]), Ordering::Greater);
        assert_eq!(of(&[(1, 40), (-1, 40), (-1, -900)]), Ordering::Less);
        let many: Vec<(i128, i32)> = (0..31).map(|_| (-(1 << 62), 0)).collect();
        let with = |first: i128| of(&[&[(first, 32)], many.as_slice()].concat());
        assert_eq!(with((31 << 30) + 1), Ordering::Greater);
        assert_eq!(with(31 << 30), Ordering::Equal);
        assert_eq!(with((31 << 30) - 1), Ordering::Less);
    }

    #[test]
    fn products_compare_beyond_every_float() {
        let big = (1_u128 << 62) - 1;
        let square = big * big;
        assert_eq!(product(&[big, big]).1, [(square >> 64) as u64, square as u64]);
        let a = vec![big; 32];
        let mut b = a.clone();
        b[31] -= 1;
        assert!(product(&a) > product(&b));
        assert!(product(&[0, big]) < product(&[1]));
        assert_eq!(product(&[3, 5, 7]), product(&[105]));
    }
}
