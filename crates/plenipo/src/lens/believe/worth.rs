//! What no deal may be worth for a text to be worth no less, in a share of the weightings that the record allows.

use super::grounds::Grounds;
use crate::lens::acceptance::completion::Completions;
use crate::lens::acceptance::model::least_needed;
use crate::preference::samples::Samples;
use plenipo_maths::row::Row;
use plenipo_record::case::contents::Content;
use plenipo_record::case::forbidden::{Clause, clauses};

/// A party of which values enough are on record.
pub(super) struct Weighing<'g> {
    grounds: &'g Grounds<'g>,
    samples: &'g Samples,
    rules: Vec<Clause>,
    /// The worth of no deal, sample by sample, at the high and at the low end of what is on record.
    levels: Option<[Vec<f64>; 2]>,
    /// In how many samples it must be so.
    needed: usize,
}

impl<'g> Weighing<'g> {
    /// `None` where too few values are on record.
    pub(super) fn of(grounds: &'g Grounds<'g>) -> Option<Weighing<'g>> {
        let model = &grounds.model;
        let samples = model.samples.as_ref().filter(|_| model.covers(grounds.contents))?;
        let reservation = model.reservation.as_ref();
        let levels = reservation.map(|it| [true, false].map(|high| it.at_end(samples, high)));
        let n = samples.n_samples();
        let needed = (grounds.target * n as f64).ceil() as usize;
        let needed = needed.clamp(1, n.max(1));
        Some(Weighing { grounds, samples, rules: clauses(grounds.case), levels, needed })
    }

    /// Calls `each` with the worth of every completion, sample by sample; with the least and the greatest of each sample
    /// where there are too many completions.
    fn completed(&self, contents: &[Content], least: bool, mut each: impl FnMut(&[f64])) {
        let case = self.grounds.case;
        match Completions::of(contents, &case.issues, &self.rules) {
            Some(all) => all.worth(self.samples, |_, worth| each(worth)),
            None => each(&self.outer(contents, least)),
        }
    }

    fn outer(&self, contents: &[Content], least: bool) -> Vec<f64> {
        let mut worth = vec![0.0; self.samples.n_samples()];
        for (place, (content, issue)) in contents.iter().zip(&self.grounds.case.issues).enumerate()
        {
            let set = content.completions(issue);
            let rows: Vec<Row<'_>> = set.iter().map(|it| self.samples.value(place, it)).collect();
            for (sample, weight) in self.samples.weight(place).iter().enumerate() {
                let values = rows.iter().map(|it| it.get(sample));
                let end = match least {
                    true => values.fold(f64::INFINITY, f64::min),
                    false => values.fold(f64::NEG_INFINITY, f64::max),
                };
                worth[sample] += weight * end;
            }
        }
        worth
    }

    /// Whether a text of this content is worth no less than no deal, at its most favourable on record, in as many samples as
    /// are needed, whatever it comes to.
    pub(super) fn is_enough(&self, contents: &[Content]) -> bool {
        let Some([high, _]) = self.levels.as_ref().filter(|_| self.covers(contents)) else {
            return false;
        };
        let mut enough = true;
        self.completed(contents, true, |worth| {
            let reach =
                worth.iter().zip(high).filter(|(worth, level)| **worth >= least_needed(**level));
            enough &= reach.count() >= self.needed;
        });
        enough
    }

    /// The most that no deal may be worth for a text of this content to be worth no less in as many samples as are needed.
    /// `None` where too few values are on record for a text that says as much.
    pub(super) fn at_most(&self, contents: &[Content]) -> Option<f64> {
        if !self.covers(contents) {
            return None;
        }
        let mut least = f64::INFINITY;
        self.completed(contents, true, |worth| {
            let mut sorted = worth.to_vec();
            sorted.sort_by(|a, b| b.total_cmp(a));
            least = least.min(sorted[self.needed - 1]);
        });
        Some(least)
    }

    /// Whether values are on record for enough of what a text of this content settles.
    fn covers(&self, contents: &[Content]) -> bool {
        self.grounds.model.covers(contents)
    }

    /// Whether a text of this content is worth less than no deal, at its least favourable on record, in as many samples.
    pub(super) fn is_too_little(&self, contents: &[Content]) -> bool {
        let Some([_, low]) = &self.levels else { return false };
        let mut less = true;
        self.completed(contents, false, |worth| {
            let below =
                worth.iter().zip(low).filter(|(worth, level)| **worth < least_needed(**level));
            less &= below.count() >= self.needed;
        });
        less
    }

    /// What no deal must be worth more than for a text of this content to be worth less in as many samples.
    pub(super) fn above(&self, contents: &[Content]) -> f64 {
        let mut most = f64::NEG_INFINITY;
        self.completed(contents, false, |worth| {
            let mut sorted = worth.to_vec();
            sorted.sort_by(f64::total_cmp);
            most = most.max(sorted[self.needed - 1]);
        });
        most
    }
}
