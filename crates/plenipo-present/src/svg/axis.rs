//! Axes: from values to places, and the values worth writing beside them.

/// Values from `low` to `high` on places from `from` to `to`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Axis {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl Axis {
    /// An axis over `values` with round ends; `None` where none is a number.
    pub(super) fn over(values: &[f64], from: f64, to: f64) -> Option<Axis> {
        let finite = || values.iter().copied().filter(|it| it.is_finite());
        let (low, high) = (finite().reduce(f64::min)?, finite().reduce(f64::max)?);
        // One value alone stands in the middle.
        let slack = if low == high { (low.abs() * 0.1).max(0.5) } else { 0.0 };
        let (low, high) = (low - slack, high + slack);
        let step = step(high - low);
        if !step.is_finite() || step <= 0.0 {
            return None;
        }
        Some(Axis { low: (low / step).floor() * step, high: (high / step).ceil() * step, from, to })
    }

    /// An axis from `low` to `high`.
    pub(super) fn fixed(low: f64, high: f64, from: f64, to: f64) -> Axis {
        Axis { low, high, from, to }
    }

    /// Its lower end.
    pub(super) fn low(&self) -> f64 {
        self.low
    }

    /// Its upper end.
    pub(super) fn high(&self) -> f64 {
        self.high
    }

    /// From its lower to its upper end.
    pub(super) fn span(&self) -> f64 {
        self.high - self.low
    }

    /// Where `value` stands.
    pub(super) fn place(&self, value: f64) -> f64 {
        self.from + (value - self.low) / (self.high - self.low) * (self.to - self.from)
    }

    /// Values to write beside the axis, each with its words.
    pub(super) fn ticks(&self) -> Vec<(f64, String)> {
        let step = step(self.high - self.low);
        let count = ((self.high - self.low) / step).round().clamp(1.0, 20.0) as usize;
        let places = (-step.log10().floor()).clamp(0.0, 9.0) as usize;
        let value = |it: usize| self.low + step * it as f64;
        // Adding zero turns -0 into 0.
        (0..=count).map(|it| (value(it), format!("{:.places$}", value(it) + 0.0))).collect()
    }
}

/// A round step that cuts `span` into about five.
pub(super) fn step(span: f64) -> f64 {
    let rough = span / 5.0;
    let power = 10f64.powf(rough.log10().floor());
    let round = [1.0, 2.0, 5.0].into_iter().find(|it| it * power >= rough * 0.999);
    round.unwrap_or(10.0) * power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_have_round_ends() {
        let axis = Axis::over(&[0.03, 0.97, f64::NAN], 0.0, 100.0).expect("an axis");
        let words: Vec<String> = axis.ticks().into_iter().map(|it| it.1).collect();
        assert_eq!(words, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
        assert_eq!(axis.place(0.5), 50.0);
        assert!(Axis::over(&[], 0.0, 1.0).is_none());
        assert!(Axis::over(&[7.0], 0.0, 1.0).expect("one").place(7.0) > 0.1);
    }
}
