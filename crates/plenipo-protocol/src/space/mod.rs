//! What can be agreed: issues with options, each party's utility in whole units, and texts ruled out.
//!
//! Utilities are integers, scaled for each party on its own, so that what is reckoned step by step
//! ([`StandingText`]) equals what is reckoned afresh, to the last digit, and no sum drifts.

mod menu;
mod rules;
mod spec;
mod text;

pub use menu::{LISTED_MAX, Menu};
pub use spec::{Forbidden, SpaceError, SpaceSpec, Together, Utility};
pub use text::StandingText;

use plenipo_maths::frontier::Scale;
use rules::Rules;

/// A checked space. Parties and issues are numbered as in the [`SpaceSpec`] it was made of.
#[derive(Clone, Debug)]
pub struct Space {
    options: Vec<u32>,
    /// Slot of each issue's first option, and the number of slots at the end.
    first: Vec<usize>,
    n_parties: usize,
    /// Units of each option: `[slot · n_parties + party]`.
    worth: Vec<i64>,
    /// What two issues are worth together, by issue.
    pairs: Vec<Vec<PairRow>>,
    /// What depends on issues together in any other way.
    terms: Vec<UnitTerm>,
    /// The terms that an issue has a part in.
    terms_of: Vec<Vec<u32>>,
    constants: Vec<i64>,
    caps: Vec<i64>,
    reservations: Vec<i64>,
    scales: Vec<Scale>,
    rules: Rules,
}

/// What the options of another issue are worth to a party beside each option of this one:
/// `units[mine · others + other]`.
#[derive(Clone, Debug)]
struct PairRow {
    party: usize,
    other: usize,
    units: Vec<i64>,
}

#[derive(Clone, Debug)]
struct UnitTerm {
    party: usize,
    scope: Vec<usize>,
    /// Options of each issue, or a first and a last.
    extent: Vec<(u32, u32)>,
    /// One a combination, or the one of the range.
    units: Vec<i64>,
    table: bool,
}

impl UnitTerm {
    fn units(&self, chosen: &[u32]) -> i64 {
        if self.table {
            let at =
                self.scope.iter().zip(&self.extent).fold(0, |at, (&issue, extent)| {
                    at * extent.1 as usize + chosen[issue] as usize
                });
            return self.units[at];
        }
        let mut parts = self.scope.iter().zip(&self.extent);
        let inside = parts.all(|(&it, extent)| (extent.0..=extent.1).contains(&chosen[it]));
        if inside { self.units[0] } else { 0 }
    }
}

impl Space {
    /// The space of `spec`.
    ///
    /// # Errors
    /// [`SpaceError`] where lists do not fit together, numbers are not finite, or lines leave nothing.
    pub fn new(spec: &SpaceSpec) -> Result<Self, SpaceError> {
        check(spec)?;
        let n_parties = spec.parties.len();
        let options: Vec<u32> = spec.options.iter().map(|&it| it as u32).collect();
        let mut first = vec![0];
        for &n in &spec.options {
            first.push(first[first.len() - 1] + n);
        }
        let slots = first[options.len()];
        let mut space = Self {
            rules: Rules::new(&spec.options, &first, &spec.lines)?,
            worth: vec![0; slots * n_parties],
            pairs: vec![Vec::new(); options.len()],
            terms: Vec::new(),
            terms_of: vec![Vec::new(); options.len()],
            constants: Vec::new(),
            caps: Vec::new(),
            reservations: Vec::new(),
            scales: Vec::new(),
            options,
            first,
            n_parties,
        };
        for (party, utility) in spec.parties.iter().enumerate() {
            space.add_party(party, utility);
        }
        Ok(space)
    }

    fn add_party(&mut self, party: usize, utility: &Utility) {
        let scale = Scale::for_total(largest(utility));
        for (issue, table) in utility.tables.iter().enumerate() {
            for (option, &value) in table.iter().enumerate() {
                self.worth[(self.first[issue] + option) * self.n_parties + party] =
                    scale.units(value);
            }
        }
        let mut parts = utility.tables.len() + 1;
        for together in &utility.together {
            parts += 1;
            let units: Vec<i64> = together.values().iter().map(|&it| scale.units(it)).collect();
            self.add_together(party, together, units);
        }
        self.constants.push(scale.units(utility.constant));
        self.caps.push(utility.cap.map_or(i64::MAX, |cap| scale.units(cap)));
        // What rounding took of the sum is not held against it.
        self.reservations
            .push(utility.reservation.map_or(i64::MIN, |it| scale.units_at_least(it, parts)));
        self.scales.push(scale);
    }

    fn add_together(&mut self, party: usize, together: &Together, units: Vec<i64>) {
        let scope = together.scope().to_vec();
        if let (Together::Table { .. }, &[a, b]) = (together, scope.as_slice()) {
            let (rows, columns) = (self.options[a] as usize, self.options[b] as usize);
            let turned = (0..columns)
                .flat_map(|column| (0..rows).map(move |row| (row, column)))
                .map(|(row, column)| units[row * columns + column])
                .collect();
            self.pairs[a].push(PairRow { party, other: b, units });
            self.pairs[b].push(PairRow { party, other: a, units: turned });
            return;
        }
        let extent = match together {
            Together::Table { .. } => scope.iter().map(|&it| (0, self.options[it])).collect(),
            Together::Range { ranges, .. } => {
                ranges.iter().map(|it| (it.0 as u32, it.1 as u32)).collect()
            }
        };
        for &issue in &scope {
            self.terms_of[issue].push(self.terms.len() as u32);
        }
        let table = matches!(together, Together::Table { .. });
        self.terms.push(UnitTerm { party, scope, extent, units, table });
    }

    /// Number of issues.
    #[must_use]
    pub fn n_issues(&self) -> usize {
        self.options.len()
    }

    /// Number of parties.
    #[must_use]
    pub fn n_parties(&self) -> usize {
        self.n_parties
    }

    /// Number of options of an issue.
    #[must_use]
    pub fn n_options(&self, issue: usize) -> u32 {
        self.options[issue]
    }

    /// Number of texts, those that lines rule out included; rounded beyond 2⁵³.
    #[must_use]
    pub fn n_texts(&self) -> f64 {
        self.options.iter().map(|&it| f64::from(it)).product()
    }

    /// The units of a whole text for one party, reckoned afresh.
    ///
    /// # Panics
    /// When `chosen` has not one option of every issue.
    #[must_use]
    pub fn units(&self, party: usize, chosen: &[u32]) -> i64 {
        assert_eq!(chosen.len(), self.options.len(), "one option of every issue");
        self.raw(party, chosen).min(self.caps[party])
    }

    fn raw(&self, party: usize, chosen: &[u32]) -> i64 {
        let mut total = self.constants[party];
        for (issue, &option) in chosen.iter().enumerate() {
            total += self.worth[(self.first[issue] + option as usize) * self.n_parties + party];
            for pair in self.pairs[issue].iter().filter(|it| it.party == party && it.other > issue)
            {
                let width = self.options[pair.other] as usize;
                total += pair.units[option as usize * width + chosen[pair.other] as usize];
            }
        }
        let own = self.terms.iter().filter(|it| it.party == party);
        total + own.map(|it| it.units(chosen)).sum::<i64>()
    }

    /// The utility of so many units of a party.
    #[must_use]
    pub fn utility(&self, party: usize, units: i64) -> f64 {
        self.scales[party].utility(units)
    }

    /// The units a party needs to prefer a text to none; [`i64::MIN`] when it has no reservation value.
    #[must_use]
    pub fn reservation(&self, party: usize) -> i64 {
        self.reservations[party]
    }

    /// Whether no line rules the text out.
    #[must_use]
    pub fn permits(&self, chosen: &[u32]) -> bool {
        self.rules.permits(&self.first, chosen)
    }

    /// Whether no line rules an option out by itself.
    #[must_use]
    pub fn is_open(&self, issue: usize, option: u32) -> bool {
        self.rules.open[self.first[issue] + option as usize]
    }

    /// Whether each party's utility is a plain sum over issues, and lines rule out single options only.
    #[must_use]
    pub fn is_separable(&self) -> bool {
        self.terms.is_empty()
            && self.pairs.iter().all(Vec::is_empty)
            && self.rules.together.is_empty()
            && self.caps.iter().all(|&it| it == i64::MAX)
    }

    /// Bounds on a party's units over all texts without options that are ruled out: the ends themselves where the
    /// space [is separable](Self::is_separable).
    pub(crate) fn bounds(&self, party: usize) -> (i64, i64) {
        let ends = |all: &mut dyn Iterator<Item = i64>| {
            all.fold((i64::MAX, i64::MIN), |ends, it| (ends.0.min(it), ends.1.max(it)))
        };
        let mut sum = (self.constants[party], self.constants[party]);
        let mut add = |part: (i64, i64)| sum = (sum.0 + part.0, sum.1 + part.1);
        for issue in 0..self.n_issues() {
            let open = (self.first[issue]..self.first[issue + 1]).filter(|&it| self.rules.open[it]);
            add(ends(&mut open.map(|slot| self.worth[slot * self.n_parties + party])));
            let pairs = self.pairs[issue].iter();
            for pair in pairs.filter(|it| it.party == party && it.other > issue) {
                add(ends(&mut pair.units.iter().copied()));
            }
        }
        for term in self.terms.iter().filter(|it| it.party == party) {
            let outside = (!term.table).then_some(0);
            add(ends(&mut term.units.iter().copied().chain(outside)));
        }
        (sum.0.min(self.caps[party]), sum.1.min(self.caps[party]))
    }

    /// Appends a party's units of all texts, the last issue changing fastest; `false`, and nothing, where they are more
    /// than a sum over issues.
    fn add_sums(&self, party: usize, units: &mut Vec<i64>) -> bool {
        let alone = |it: &PairRow| it.party != party;
        let plain = self.pairs.iter().flatten().all(alone)
            && self.terms.iter().all(|it| it.party != party)
            && self.caps[party] == i64::MAX;
        if !plain {
            return false;
        }
        let start = units.len();
        units.push(self.constants[party]);
        for issue in 0..self.n_issues() {
            let options: Vec<i64> = (self.first[issue]..self.first[issue + 1])
                .map(|slot| self.worth[slot * self.n_parties + party])
                .collect();
            // From the last sum down, so that none is written over before it was used.
            let before = units.len() - start;
            units.resize(start + before * options.len(), 0);
            for at in (0..before).rev() {
                let sum = units[start + at];
                let row = &mut units[start + at * options.len()..][..options.len()];
                for (unit, option) in row.iter_mut().zip(&options) {
                    *unit = sum + option;
                }
            }
        }
        true
    }

    /// What changing one issue adds to each party's units, where issues are separable.
    pub(crate) fn step(&self, party: usize, issue: usize, from: u32, to: u32) -> i64 {
        let at = |option: u32| (self.first[issue] + option as usize) * self.n_parties + party;
        self.worth[at(to)] - self.worth[at(from)]
    }
}

/// No sum of the party's numbers is larger than this, whatever is chosen.
fn largest(utility: &Utility) -> f64 {
    let most = |values: &[f64]| values.iter().map(|it| it.abs()).fold(0.0, f64::max);
    let tables: f64 = utility.tables.iter().map(|it| most(it)).sum();
    let together: f64 = utility.together.iter().map(|it| most(it.values())).sum();
    tables + together + utility.constant.abs()
}

fn check(spec: &SpaceSpec) -> Result<(), SpaceError> {
    if spec.options.is_empty() {
        return Err(SpaceError::NoOptions { issue: None });
    }
    if let Some(issue) = spec.options.iter().position(|&it| it == 0) {
        return Err(SpaceError::NoOptions { issue: Some(issue) });
    }
    if spec.parties.is_empty() {
        return Err(SpaceError::NoParty);
    }
    for (party, utility) in spec.parties.iter().enumerate() {
        let shape = |what: &str| SpaceError::Shape { party: Some(party), what: what.to_owned() };
        let fits = utility.tables.len() == spec.options.len()
            && utility.tables.iter().zip(&spec.options).all(|(table, &n)| table.len() == n);
        if !fits {
            return Err(shape("its options are not those of the issues"));
        }
        for together in &utility.together {
            let mut scope = together.scope().to_vec();
            scope.sort_unstable();
            scope.dedup();
            let known = scope.last().is_some_and(|&it| it < spec.options.len());
            if !known || scope.len() != together.scope().len() {
                return Err(shape("a part depends on issues that are not there, or on one twice"));
            }
            let fits = match together {
                Together::Table { scope, values } => {
                    let sizes = scope.iter().map(|&it| spec.options[it]);
                    sizes.fold(1_usize, usize::saturating_mul) == values.len()
                }
                Together::Range { scope, ranges, .. } => {
                    let ends = |(&it, range): (&usize, &(usize, usize))| range.1 < spec.options[it];
                    scope.len() == ranges.len() && scope.iter().zip(ranges).all(ends)
                }
            };
            if !fits {
                return Err(shape("a part that depends on several issues does not fit them"));
            }
        }
        let parts = utility.together.iter().flat_map(|it| it.values());
        let others = [Some(utility.constant), utility.cap, utility.reservation];
        let mut all = utility.tables.iter().flatten().chain(parts).copied();
        let finite = all.all(f64::is_finite) && others.into_iter().flatten().all(f64::is_finite);
        if !finite || !largest(utility).is_finite() {
            return Err(SpaceError::Number { party });
        }
    }
    Ok(())
}
