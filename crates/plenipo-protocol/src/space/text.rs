//! A whole text with its worth to every party, kept while single issues change.

use plenipo_maths::random::Stream;

use super::{Space, SpaceError};

/// Draws of a text that respects every line, at most: those that rule out combinations may leave few.
const DRAWS_MAX: usize = 10_000;

/// A text: one option of every issue, with each party's units.
///
/// What an option would be worth beside the rest of the text stands ready (`beside`), so that a proposal
/// costs a few additions, whatever the number of pairs; only a change that is made costs more.
#[derive(Clone, Debug)]
pub struct StandingText<'a> {
    space: &'a Space,
    chosen: Vec<u32>,
    /// Units before caps.
    raw: Vec<i64>,
    /// Worth of each option beside the rest of the text, laid out as the space's; empty without pairs.
    beside: Vec<i64>,
}

impl<'a> StandingText<'a> {
    /// The text that sets every issue to the option given.
    ///
    /// # Panics
    /// When `chosen` has not one option of every issue.
    #[must_use]
    pub fn new(space: &'a Space, chosen: &[u32]) -> Self {
        let mut text = Self { space, chosen: Vec::new(), raw: Vec::new(), beside: Vec::new() };
        text.set(chosen);
        text
    }

    /// Sets every issue anew; keeps the memory.
    ///
    /// # Panics
    /// When `chosen` has not one option of every issue.
    pub fn set(&mut self, chosen: &[u32]) {
        let space = self.space;
        assert_eq!(chosen.len(), space.n_issues(), "one option of every issue");
        self.chosen.clear();
        self.chosen.extend_from_slice(chosen);
        self.raw.clear();
        self.raw.extend((0..space.n_parties).map(|party| space.raw(party, chosen)));
        if space.pairs.iter().all(Vec::is_empty) {
            return;
        }
        self.beside.clear();
        self.beside.extend_from_slice(&space.worth);
        for issue in 0..chosen.len() {
            self.shift_neighbours(issue, None, chosen[issue]);
        }
    }

    /// Adds to the worth of every other issue's options what they gain when `issue` goes from one option to
    /// another.
    fn shift_neighbours(&mut self, issue: usize, from: Option<u32>, to: u32) {
        let space = self.space;
        for pair in &space.pairs[issue] {
            let width = space.options[pair.other] as usize;
            let row = |option: u32| &pair.units[option as usize * width..][..width];
            let after = row(to);
            let first = space.first[pair.other] * space.n_parties + pair.party;
            let slots = self.beside[first..].iter_mut().step_by(space.n_parties);
            match from {
                Some(from) => {
                    for ((slot, after), before) in slots.zip(after).zip(row(from)) {
                        *slot += after - before;
                    }
                }
                None => {
                    for (slot, after) in slots.zip(after) {
                        *slot += after;
                    }
                }
            }
        }
    }

    /// A text drawn uniformly from those that respect every line.
    ///
    /// # Errors
    /// [`SpaceError::NoText`] when none was found in ten thousand draws.
    pub fn drawn(space: &'a Space, stream: &mut Stream) -> Result<Self, SpaceError> {
        let mut chosen = vec![0; space.n_issues()];
        draw_into(space, stream, &mut chosen)?;
        Ok(Self::new(space, &chosen))
    }

    /// The space it is a text of.
    #[must_use]
    pub fn space(&self) -> &'a Space {
        self.space
    }

    /// The option of every issue.
    #[must_use]
    pub fn chosen(&self) -> &[u32] {
        &self.chosen
    }

    /// Units of one party.
    #[must_use]
    #[inline]
    pub fn units(&self, party: usize) -> i64 {
        self.raw[party].min(self.space.caps[party])
    }

    /// Whether no line would rule the text out with `issue` set to `option`.
    #[must_use]
    #[inline]
    pub fn permits_change(&self, issue: usize, option: u32) -> bool {
        self.space.rules.permits_change(&self.space.first, &self.chosen, issue, option)
    }

    /// Units of each party with `issue` set to `option`, written into `after`.
    #[inline]
    pub fn after(&self, issue: usize, option: u32, after: &mut [i64]) {
        let space = self.space;
        let n = space.n_parties;
        let worth = if self.beside.is_empty() { &space.worth } else { &self.beside };
        let at = |option: u32| (space.first[issue] + option as usize) * n;
        let (then, now) = (&worth[at(option)..][..n], &worth[at(self.chosen[issue])..][..n]);
        for (((after, raw), then), now) in after.iter_mut().zip(&self.raw).zip(then).zip(now) {
            *after = raw + then - now;
        }
        if !space.terms_of[issue].is_empty() {
            self.after_terms(issue, option, after);
        }
        for (after, &cap) in after.iter_mut().zip(&space.caps) {
            *after = (*after).min(cap);
        }
    }

    fn after_terms(&self, issue: usize, option: u32, after: &mut [i64]) {
        let mut chosen = self.chosen.clone();
        chosen[issue] = option;
        for &term in &self.space.terms_of[issue] {
            let term = &self.space.terms[term as usize];
            after[term.party] += term.units(&chosen) - term.units(&self.chosen);
        }
    }

    /// Sets `issue` to `option`.
    pub fn change(&mut self, issue: usize, option: u32) {
        let space = self.space;
        let from = self.chosen[issue];
        if from == option {
            return;
        }
        let worth = if self.beside.is_empty() { &space.worth } else { &self.beside };
        let at = |option: u32| (space.first[issue] + option as usize) * space.n_parties;
        for (party, raw) in self.raw.iter_mut().enumerate() {
            *raw += worth[at(option) + party] - worth[at(from) + party];
        }
        for &term in &space.terms_of[issue] {
            let term = &space.terms[term as usize];
            self.raw[term.party] -= term.units(&self.chosen);
        }
        self.chosen[issue] = option;
        for &term in &space.terms_of[issue] {
            let term = &space.terms[term as usize];
            self.raw[term.party] += term.units(&self.chosen);
        }
        if !self.beside.is_empty() {
            self.shift_neighbours(issue, Some(from), option);
        }
    }
}

/// Draws an open option of every issue, again until no line rules the text out.
pub(crate) fn draw_into(
    space: &Space,
    stream: &mut Stream,
    chosen: &mut [u32],
) -> Result<(), SpaceError> {
    for _ in 0..DRAWS_MAX {
        for (issue, chosen) in chosen.iter_mut().enumerate() {
            let open = &space.rules.open[space.first[issue]..space.first[issue + 1]];
            let n_open = open.iter().filter(|&&it| it).count();
            let at = stream.below(n_open);
            let option = open.iter().enumerate().filter(|it| *it.1).nth(at);
            *chosen = option.map_or(0, |it| it.0 as u32);
        }
        if space.rules.together.is_empty() || space.permits(chosen) {
            return Ok(());
        }
    }
    Err(SpaceError::NoText)
}
