//! Pivotal issues: on which one change alone would turn what a party rejects. Which of them a change
//! takes away, and which it makes.

use super::AmendAnswer;
use super::effects::Effect;
use super::figures::Figure;
use super::worth::Outcome;
use crate::finding::figure;
use plenipo_record::case::amended::Amendment;

/// The least share of a party's rejecting samples in which an issue is pivotal, for it to count here.
const SHARE_MIN: f64 = 0.05;

/// A party for which the issue of a change was or became pivotal.
pub(super) struct Pivot {
    label: String,
    share: f64,
}

impl Pivot {
    /// The blocker in few words, with its share.
    pub(super) fn words(&self) -> String {
        format!("pivotal for {} ({} of what it rejects)", self.label, figure::chance(self.share))
    }
}

/// The parties for which the issue of `change` was pivotal in the draft and is no longer after the set;
/// nothing where either is not known. The share is that before.
pub(super) fn removed(answer: &AmendAnswer<'_>, effect: &Effect, change: Amendment) -> Vec<Pivot> {
    turned(answer, effect, change, |before, after| {
        (before >= SHARE_MIN && after < SHARE_MIN).then_some(before)
    })
}

/// The parties for which the issue of `change` was not pivotal and is after the set. The share is that
/// after.
pub(super) fn created(answer: &AmendAnswer<'_>, effect: &Effect, change: Amendment) -> Vec<Pivot> {
    turned(answer, effect, change, |before, after| {
        (before < SHARE_MIN && after >= SHARE_MIN).then_some(after)
    })
}

fn turned(
    answer: &AmendAnswer<'_>,
    effect: &Effect,
    change: Amendment,
    told: impl Fn(f64, f64) -> Option<f64>,
) -> Vec<Pivot> {
    let Ok(worth) = &answer.worth else { return Vec::new() };
    let Outcome::Sets { sets, .. } = &worth.outcome else { return Vec::new() };
    let Some((_, after)) = sets.iter().find(|(set, _)| *set == effect.changes) else {
        return Vec::new();
    };
    let share = |it: &Figure| -> Option<f64> {
        let issues = it.pivotal.as_ref()?;
        let own = issues.iter().find(|(issue, _)| *issue == change.issue);
        Some(own.map_or(0.0, |(_, share)| *share))
    };
    let each = worth.before.iter().zip(after).filter_map(|(before, after)| {
        let share = told(share(before)?, share(after)?)?;
        Some(Pivot { label: answer.base.case.party(before.party).label().to_owned(), share })
    });
    each.collect()
}
