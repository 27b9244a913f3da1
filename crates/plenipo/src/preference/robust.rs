//! What holds for every preference that the record allows, and what for some: necessary and possible preference
//! (Greco, Mousseau and Słowiński 2008, *European Journal of Operational Research* 191(2), 416–436, section 3).
//!
//! Draft `x` is *necessarily* at least as good as `y` where `U(x) − U(y) ≥ 0` for all weights and values that the
//! record allows, *possibly* where that is so for some. Nothing is sampled: weights are not negative, and what is
//! known of one issue's values says nothing of another's, so that the least difference is found issue by issue, then
//! within each group, then over the groups ([`plenipo_maths::extremes`]). What a draft may contain on one issue is
//! taken to come out without regard to the others, and to what another text leaves open; where rules tie issues to
//! each other the ends may be wider than they need be, never narrower.

use super::profile::Profile;
use super::reservation::{Reservation, Worth};
use super::samples::Contradiction;
use plenipo_maths::extremes::values::ValueExtremes;
use plenipo_maths::extremes::weights::weighted;
use plenipo_maths::simplex::WeightSpec;
use plenipo_maths::spec::Interval;
use plenipo_record::case::issue::OptionSet;

/// What rounding may take from a difference that is 0.
const ROUNDING: f64 = 1e-9;

/// All preferences that a profile allows.
#[derive(Debug, Clone)]
pub struct Robust<'a> {
    profile: &'a Profile,
    values: Vec<ValueExtremes>,
}

/// How one text compares with another, or with no deal, over all preferences that the record allows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RobustComparison {
    /// The least that it is worth more, as a share of the party's best deal; below 0 where it may be worth less.
    pub least: f64,
    /// The greatest that it is worth more.
    pub greatest: f64,
}

impl RobustComparison {
    /// Whether it is at least as good under every preference allowed.
    pub fn necessarily(self) -> bool {
        self.least >= -ROUNDING
    }

    /// Whether it is at least as good under some preference allowed.
    pub fn possibly(self) -> bool {
        self.greatest >= -ROUNDING
    }

    /// The same comparison from the other side.
    #[must_use]
    pub fn turned(self) -> RobustComparison {
        RobustComparison { least: -self.greatest, greatest: -self.least }
    }
}

impl<'a> Robust<'a> {
    /// All preferences that `profile` allows.
    ///
    /// # Errors
    /// A [`Contradiction`] where it allows none.
    pub fn of(profile: &'a Profile) -> Result<Robust<'a>, Contradiction> {
        if let Some(contradiction) = profile.contradiction() {
            return Err(contradiction);
        }
        let each = profile.values.iter();
        let values = each.map(ValueExtremes::of).collect::<Result<Vec<_>, _>>();
        Ok(Robust { profile, values: values.map_err(|why| Contradiction { of: None, why })? })
    }

    /// How a text that may have `a[issue]` on each issue compares with one that may have `b[issue]`.
    ///
    /// # Errors
    /// A [`Contradiction`] where what is possible to the samplers cannot be reckoned with here.
    pub fn compared(
        &self,
        a: &[OptionSet],
        b: &[OptionSet],
    ) -> Result<RobustComparison, Contradiction> {
        let each = self.values.iter().zip(a.iter().zip(b));
        let each = each.map(|(values, (a, b))| {
            let pairs = a.iter().flat_map(|it| b.iter().map(move |other| (it, other)));
            hull(pairs.map(|(a, b)| values.difference(a.get(), b.get())))
        });
        let it = self.sum(each)?;
        Ok(RobustComparison { least: it.lo, greatest: it.hi })
    }

    /// What a text that may have `a[issue]` on each issue is worth, as a share of the party's best deal.
    ///
    /// # Errors
    /// As [`Robust::compared`].
    pub fn worth(&self, a: &[OptionSet]) -> Result<Interval, Contradiction> {
        let each = self.values.iter().zip(a);
        self.sum(each.map(|(values, a)| hull(a.iter().map(|it| values.value(it.get())))))
    }

    /// How such a text compares with no deal.
    ///
    /// # Errors
    /// As [`Robust::compared`].
    pub fn against(
        &self,
        a: &[OptionSet],
        no_deal: &Reservation,
    ) -> Result<RobustComparison, Contradiction> {
        match &no_deal.worth {
            Worth::Options(options) => {
                let options: Vec<OptionSet> =
                    options.iter().map(|it| OptionSet::one(*it)).collect();
                self.compared(a, &options)
            }
            Worth::Level(range) => {
                let worth = self.worth(a)?;
                Ok(RobustComparison {
                    least: worth.lo - range.high,
                    greatest: worth.hi - range.low,
                })
            }
        }
    }

    fn sum(
        &self,
        each: impl Iterator<Item = Result<Interval, Contradiction>>,
    ) -> Result<Interval, Contradiction> {
        let each = each.collect::<Result<Vec<Interval>, _>>()?;
        let within = self.profile.groups.iter().map(|group| {
            let of: Vec<Interval> = group.issues.iter().map(|it| each[it.get()]).collect();
            // Of no weight there is nothing to share out.
            if group.weights.none.len() == of.len() && of.len() > 1 {
                return Ok(Interval::fixed(0.0));
            }
            ends(&group.weights, &of, Some(&group.name))
        });
        let within = within.collect::<Result<Vec<Interval>, _>>()?;
        ends(&self.profile.group_weights, &within, None)
    }
}

/// The least over weights of the least of each, and the greatest over weights of the greatest of each.
fn ends(
    spec: &WeightSpec,
    of: &[Interval],
    name: Option<&String>,
) -> Result<Interval, Contradiction> {
    let end = |of: fn(&Interval) -> f64, all: &[Interval]| {
        weighted(spec, &all.iter().map(of).collect::<Vec<f64>>())
    };
    let contradiction = |why| Contradiction { of: name.cloned(), why };
    let low = end(|it| it.lo, of).map_err(contradiction)?.lo;
    let high = end(|it| it.hi, of).map_err(contradiction)?.hi;
    Ok(Interval::new(low, high))
}

/// The least interval that holds them all; nothing of an issue on which nothing may stand.
fn hull(
    all: impl Iterator<Item = Result<Interval, plenipo_maths::spec::SpecError>>,
) -> Result<Interval, Contradiction> {
    let all = all.collect::<Result<Vec<Interval>, _>>();
    let all = all.map_err(|why| Contradiction { of: None, why })?;
    let hull = all.into_iter().reduce(|a, b| Interval::new(a.lo.min(b.lo), a.hi.max(b.hi)));
    Ok(hull.unwrap_or(Interval::fixed(0.0)))
}
