//! The chance that something happens by a day, as time passes and it has not happened.
//!
//! A *clock* `H` counts what brings the chance about: months, or meetings. Between two days the
//! clock moves by a *span*. At a constant *rate* `a` a unit of the clock, the chance that it happens
//! within a span `Δ` is `1 − e^(−aΔ)`; against a rate `b` of the chance being lost for good it is
//! `a/(a+b) · (1 − e^(−(a+b)Δ))` (two competing exponential risks).

/// The chance that is left of `base` when only the part `left` of the `whole` span remains and it
/// has not happened: `1 − (1 − base)^(left/whole)`.
///
/// `base` in `[0, 1)`, `left` in `[0, whole]`, `whole > 0`.
///
/// ```
/// use plenipo_maths::hazard::left_of;
///
/// // 0.9 over twelve months is 0.684 after six months without it.
/// assert_eq!(format!("{:.3}", left_of(0.9, 6.0, 12.0)), "0.684");
/// assert_eq!(left_of(0.9, 12.0, 12.0), 0.9);
/// assert_eq!(left_of(0.9, 0.0, 12.0), 0.0);
/// ```
#[must_use]
pub fn left_of(base: f64, left: f64, whole: f64) -> f64 {
    if left == whole {
        // Not even rounding may move a chance before time has passed.
        return base;
    }
    -libm::expm1(libm::log1p(-base) * (left / whole))
}

/// The constant rate at which a chance `chance` in `[0, 1)` builds up over `span > 0`:
/// `−ln(1 − chance)/span`.
///
/// ```
/// use plenipo_maths::hazard::rate_of;
///
/// assert!((rate_of(0.5, 2.0) - std::f64::consts::LN_2 / 2.0).abs() < 1e-15);
/// ```
#[must_use]
pub fn rate_of(chance: f64, span: f64) -> f64 {
    -libm::log1p(-chance) / span
}

/// The chance after evidence that is `ratio` times as likely if it happens as if it does not:
/// the odds are multiplied by `ratio > 0` (Bayes).
///
/// ```
/// use plenipo_maths::hazard::after_evidence;
///
/// assert_eq!(after_evidence(0.5, 3.0), 0.75);
/// assert_eq!(after_evidence(0.3, 1.0), 0.3);
/// ```
#[must_use]
pub fn after_evidence(chance: f64, ratio: f64) -> f64 {
    if ratio == 1.0 {
        return chance;
    }
    chance * ratio / (chance * ratio + (1.0 - chance))
}

/// Two constant rates, a unit of the clock: of it happening, and of the chance being lost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rates {
    /// That it happens, `a ≥ 0`.
    pub happens: f64,
    /// That it can happen no longer, `b ≥ 0`.
    pub lost: f64,
}

impl Rates {
    /// The rates under which it happens within `span > 0` with chance `base` in `(0, 1)`, while the
    /// chance is lost at the rate `lost ≥ 0`.
    ///
    /// Without loss this is [`rate_of`]. Otherwise `a` solves `a/(a+b)·(1 − e^(−(a+b)Δ)) = base`, of
    /// which the left side rises from 0 to 1 with `a`: there is exactly one.
    ///
    /// ```
    /// use plenipo_maths::hazard::Rates;
    ///
    /// let rates = Rates::for_base(0.4, 0.1, 6.0);
    /// assert!((rates.within(6.0) - 0.4).abs() < 1e-12);
    /// // Against a loss it takes a higher rate to the same base.
    /// assert!(rates.happens > Rates::for_base(0.4, 0.0, 6.0).happens);
    /// ```
    #[must_use]
    pub fn for_base(base: f64, lost: f64, span: f64) -> Rates {
        let alone = rate_of(base, span);
        if lost == 0.0 {
            return Rates { happens: alone, lost };
        }
        let short = |happens: f64| Rates { happens, lost }.within(span) < base;
        let (mut low, mut high) = (alone, 2.0 * alone);
        while short(high) && high.is_finite() {
            (low, high) = (high, 2.0 * high);
        }
        loop {
            let middle = low + (high - low) / 2.0;
            if middle <= low || middle >= high {
                return Rates { happens: high, lost };
            }
            if short(middle) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    /// The chance that it happens within `span ≥ 0`: `a/(a+b) · (1 − e^(−(a+b)·span))`.
    #[must_use]
    pub fn within(self, span: f64) -> f64 {
        self.share(self.happens, span)
    }

    /// The chance that it can happen no longer before `span ≥ 0` is over.
    #[must_use]
    pub fn lost_within(self, span: f64) -> f64 {
        self.share(self.lost, span)
    }

    /// The chance that within `span ≥ 0` neither comes to pass.
    #[must_use]
    pub fn neither_within(self, span: f64) -> f64 {
        libm::exp(-(self.happens + self.lost) * span)
    }

    /// The same with `factor ≥ 0` times the rate of it happening.
    #[must_use]
    pub fn times(self, factor: f64) -> Rates {
        Rates { happens: self.happens * factor, ..self }
    }

    fn share(self, of: f64, span: f64) -> f64 {
        let both = self.happens + self.lost;
        if both == 0.0 {
            return 0.0;
        }
        of / both * -libm::expm1(-both * span)
    }
}
