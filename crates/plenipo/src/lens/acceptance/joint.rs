//! The draft under the dossier's agreement rule, over joint samples.

use super::assess::{Assessment, Figures};
use super::completion::{completions, fixed};
use super::model::{End, Model};
use crate::case::Case;
use crate::case::contents::Content;
use crate::case::draft::Draft;
use crate::case::id::Ix;
use crate::case::party::Party;
use crate::case::process::Agreement;

/// The joint answer for one draft.
pub(super) struct Joint {
    pub(super) draft: Ix<Draft>,
    pub(super) status: &'static str,
    pub(super) low: Option<f64>,
    pub(super) central: Option<f64>,
    pub(super) high: Option<f64>,
    /// Parties that stop it.
    pub(super) stops: Vec<Ix<Party>>,
}

/// What the agreement rule asks for, in places of models.
struct Rule {
    all: Vec<usize>,
    of: Vec<usize>,
    at_least: usize,
}

impl Rule {
    fn new(agreement: &Agreement, models: &[Model]) -> Rule {
        let places = |parties: &[Ix<Party>]| -> Vec<usize> {
            parties.iter().filter_map(|it| models.iter().position(|m| m.party == *it)).collect()
        };
        let (all, of) = (places(&agreement.all), places(&agreement.of));
        if all.is_empty() && of.is_empty() {
            return Rule { all: (0..models.len()).collect(), of, at_least: 0 };
        }
        Rule { all, of, at_least: agreement.at_least as usize }
    }

    /// The share of samples in which enough parties accept; `None` where a party whose word is
    /// needed has no figure and nobody else decides.
    fn share(&self, accepts: &[Option<Vec<bool>>], n_samples: usize) -> Option<f64> {
        let never = |place: &usize| {
            accepts[*place].as_ref().is_some_and(|it| !it.iter().any(|accept| *accept))
        };
        let willing = self.of.iter().filter(|it| !never(it)).count();
        if self.all.iter().any(never) || willing < self.at_least {
            return Some(0.0);
        }
        let needed: Vec<&Vec<bool>> =
            self.all.iter().map(|it| accepts[*it].as_ref()).collect::<Option<_>>()?;
        let counted: Vec<&Vec<bool>> =
            self.of.iter().map(|it| accepts[*it].as_ref()).collect::<Option<_>>()?;
        let agreed = (0..n_samples).filter(|sample| {
            needed.iter().all(|it| it[*sample])
                && counted.iter().filter(|it| it[*sample]).count() >= self.at_least
        });
        Some(agreed.count() as f64 / n_samples.max(1) as f64)
    }
}

pub(super) fn joint(
    case: &Case,
    contents: &[Content],
    models: &[Model],
    assessments: &[&Assessment],
    figures: &[&Figures],
    n_samples: usize,
) -> Joint {
    let rule = Rule::new(&case.dossier.agreement, models);
    let known = figures.iter().all(|it| it.options.is_some());
    let at = |end: End| -> Option<f64> {
        let accepts: Vec<Option<Vec<bool>>> = models
            .iter()
            .zip(figures)
            .map(|(model, it)| {
                model.accepts(it.worth.as_deref(), &model.crossed(contents, end), end, n_samples)
            })
            .collect();
        rule.share(&accepts, n_samples)
    };
    let (low, central, high) = if known {
        let decided = assessments.iter().all(|it| it.accept.central.is_some());
        let central = at(End::Central);
        (at(End::Low), central.filter(|it| decided || *it == 0.0), at(End::High))
    } else {
        let (low, high) = open(case, contents, models, &rule, n_samples);
        (low, None, high)
    };
    let stops: Vec<Ix<Party>> = models
        .iter()
        .zip(assessments)
        // A party whose own text crosses its own line has said two things; which holds is open.
        .filter(|(_, it)| matches!(it.status.word(), "refused" | "blocked"))
        .map(|(model, _)| model.party)
        .collect();
    let places = |word: &str| -> Vec<usize> {
        (0..models.len()).filter(|it| assessments[*it].status.word() == word).collect()
    };
    let accepted = places("accepted");
    let stopped: Vec<usize> =
        (0..models.len()).filter(|it| stops.contains(&models[*it].party)).collect();
    let status = if rule.all.iter().all(|it| accepted.contains(it))
        && rule.of.iter().filter(|it| accepted.contains(it)).count() >= rule.at_least
    {
        "accepted"
    } else if rule.all.iter().any(|it| stopped.contains(it))
        || rule.of.iter().filter(|it| !stopped.contains(it)).count() < rule.at_least
    {
        "stopped"
    } else if low.is_some() && high.is_some() {
        "open"
    } else {
        "undetermined"
    };
    let draft = assessments.first().map_or(Ix::new(0), |it| it.draft);
    Joint { draft, status, low, central, high, stops }
}

/// The ends over one and the same completion for all parties: what would suit one may be just what
/// another cannot take.
fn open(
    case: &Case,
    contents: &[Content],
    models: &[Model],
    rule: &Rule,
    n_samples: usize,
) -> (Option<f64>, Option<f64>) {
    let Some(all) = completions(contents, &case.issues) else {
        // Too many to go through: only what holds in all of them is said.
        let accepts: Vec<Option<Vec<bool>>> = models
            .iter()
            .map(|model| {
                let crossed = model.crossed(contents, End::Central);
                model.accepts(None, &crossed, End::Central, n_samples)
            })
            .collect();
        return (rule.share(&accepts, n_samples).filter(|it| *it == 0.0), None);
    };
    let mut ends = [Some(f64::INFINITY), Some(f64::NEG_INFINITY)];
    for options in all {
        let content = fixed(&options, contents);
        for (end, keep) in [End::Low, End::High].into_iter().zip(&mut ends) {
            let accepts: Vec<Option<Vec<bool>>> = models
                .iter()
                .map(|model| {
                    let covered = model.samples.as_ref().filter(|_| model.covers(contents));
                    let worth = covered.map(|it| it.worth(&options));
                    let crossed = model.crossed(&content, end);
                    model.accepts(worth.as_deref(), &crossed, end, n_samples)
                })
                .collect();
            let share = rule.share(&accepts, n_samples);
            *keep = match (*keep, share) {
                (Some(kept), Some(it)) if end == End::Low => Some(kept.min(it)),
                (Some(kept), Some(it)) => Some(kept.max(it)),
                _ => None,
            };
        }
    }
    (ends[0], ends[1])
}
