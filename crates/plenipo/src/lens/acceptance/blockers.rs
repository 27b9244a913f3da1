//! What stops a party: crossed lines, lines that may be crossed, then pivotal issues.

use super::assess::{Assessment, Figures, reaches};
use super::model::{End, Model};
use crate::case::Case;
use crate::case::contents::Content;
use crate::case::id::Ix;
use crate::case::issue::{Issue, OptionSet};
use crate::case::lines::{Stated, Verdict};
use crate::case::{describe, records};

/// Something that stops a party, or may.
pub(super) struct Blocker {
    /// The line's or issue's name.
    pub(super) name: String,
    pub(super) kind: Kind,
    /// Place of the line among the model's.
    pub(super) line: Option<usize>,
    /// Issues concerned.
    pub(super) issues: Vec<Ix<Issue>>,
    /// Of the rejecting samples, the share in which it stands in the way.
    pub(super) share_binding: Option<f64>,
    /// Of the rejecting samples, the share in which nothing else does.
    pub(super) share_only: Option<f64>,
}

/// The kind of a blocker, in the order they are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Line,
    LineMaybe,
    Issue,
}

impl Kind {
    pub(super) fn word(self) -> &'static str {
        match self {
            Kind::Line => "line",
            Kind::LineMaybe => "line-maybe",
            Kind::Issue => "issue",
        }
    }
}

/// The name of the line's record, as tables show it.
pub(super) fn line_name(case: &records::Records, stated: Stated) -> String {
    match stated {
        Stated::RedLine(ix) => match &case.red_lines[ix.get()].thread {
            Some(thread) => thread.clone(),
            None => describe::name(case, ix),
        },
        Stated::Claim(ix, _) => describe::name(case, ix),
    }
}

/// What stops the party of `model` in the draft of `assessment`.
pub(super) fn blockers(
    case: &Case,
    contents: &[Content],
    model: &Model,
    assessment: &Assessment,
    figures: &Figures,
) -> Vec<Blocker> {
    let mut blockers = lines(case, contents, model, assessment);
    match figures.worth.as_deref().zip(model.level(End::Central)) {
        Some((worth, level)) => {
            weigh(case, contents, model, figures, worth, level, &mut blockers);
        }
        None => weigh_at_word(model, &mut blockers),
    }
    blockers.sort_by_key(|it| it.kind);
    blockers
}

fn lines(
    case: &Case,
    contents: &[Content],
    model: &Model,
    assessment: &Assessment,
) -> Vec<Blocker> {
    let each = model.lines.iter().zip(&assessment.verdicts).enumerate();
    let stopping = each.filter_map(|(place, (line, verdict))| {
        let kind = match verdict {
            Verdict::Crossed => Kind::Line,
            Verdict::MayBeCrossed | Verdict::Unclear => Kind::LineMaybe,
            Verdict::Respected => return None,
        };
        let on = line.rules_out.iter().chain(&line.unclear).map(|(issue, _)| *issue);
        let mut issues: Vec<Ix<Issue>> =
            on.filter(|it| line.judge_on(*it, contents) == *verdict).collect();
        issues.sort_unstable();
        issues.dedup();
        Some(Blocker {
            name: line_name(case, line.stated),
            kind,
            line: Some(place),
            issues,
            share_binding: None,
            share_only: None,
        })
    });
    stopping.collect()
}

/// Without figures, a line at its word still binds in every sample there could be.
fn weigh_at_word(model: &Model, blockers: &mut [Blocker]) {
    let at_word = |it: &Blocker| {
        it.kind == Kind::Line && it.line.is_some_and(|line| !model.firmness_stated(line))
    };
    let count = blockers.iter().filter(|it| at_word(it)).count();
    for blocker in blockers.iter_mut().filter(|it| at_word(it)) {
        blocker.share_binding = Some(1.0);
        // With a second line at its word neither stands alone; with only one it is not known
        // whether the worth would do.
        blocker.share_only = (count > 1).then_some(0.0);
    }
}

/// Shares over the rejecting samples.
fn weigh(
    case: &Case,
    contents: &[Content],
    model: &Model,
    figures: &Figures,
    worth: &[f64],
    level: &[f64],
    blockers: &mut Vec<Blocker>,
) {
    let (Some(samples), Some(options)) = (&model.samples, &figures.options) else { return };
    let crossed: Vec<usize> =
        blockers.iter().filter(|it| it.kind == Kind::Line).filter_map(|it| it.line).collect();
    let n_samples = worth.len();
    // Which crossed lines bind in each sample, one bit a line (more than 64 are not told apart).
    let mut binding = vec![0u64; n_samples];
    for (bit, line) in crossed.iter().take(64).enumerate() {
        for (sample, mask) in binding.iter_mut().enumerate() {
            *mask |= u64::from(model.binds(*line, sample, End::Central)) << bit;
        }
    }
    let short: Vec<bool> = worth.iter().zip(level).map(|(u, r)| !reaches(*u, *r)).collect();
    let rejecting: Vec<usize> =
        (0..n_samples).filter(|it| short[*it] || binding[*it] != 0).collect();
    if rejecting.is_empty() {
        return;
    }
    let all = rejecting.len() as f64;
    for blocker in blockers.iter_mut().filter(|it| it.kind == Kind::Line) {
        let Some(bit) = crossed.iter().position(|it| Some(*it) == blocker.line) else { continue };
        let bit = 1u64 << bit.min(63);
        let bound = rejecting.iter().filter(|it| binding[**it] & bit != 0).count();
        let only = rejecting.iter().filter(|it| binding[**it] == bit && !short[**it]).count();
        blocker.share_binding = Some(bound as f64 / all);
        blocker.share_only = Some(only as f64 / all);
    }
    // How many single issues would turn each sample, and which one did last.
    let mut turned_by = vec![0u32; n_samples];
    let mut last = vec![0u32; n_samples];
    let mut counts = vec![0usize; case.issues.len()];
    for (i, issue) in case.issues.iter().enumerate() {
        let own = lines_on(model, &crossed, contents, Ix::new(i));
        let weight = samples.weight(i);
        let held = samples.value(i, options[i]);
        for sample in &rejecting {
            let sample = *sample;
            let gain = weight[sample] * (1.0 - held[sample]);
            if !reaches(worth[sample] + gain, level[sample]) {
                continue;
            }
            if binding[sample] != 0 {
                let best = best_options(samples, i, issue, sample);
                let stays = own.iter().fold(binding[sample], |left, (bit, ruled_out)| {
                    if best.without(*ruled_out).is_empty() { left } else { left & !(1 << bit) }
                });
                if stays != 0 {
                    continue;
                }
            }
            turned_by[sample] += 1;
            last[sample] = i as u32;
            counts[i] += 1;
        }
    }
    for (i, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let only = rejecting.iter().filter(|it| turned_by[**it] == 1 && last[**it] == i as u32);
        blockers.push(Blocker {
            name: case.issue_id(Ix::new(i)).to_owned(),
            kind: Kind::Issue,
            line: None,
            issues: vec![Ix::new(i)],
            share_binding: Some(*count as f64 / all),
            share_only: Some(only.count() as f64 / all),
        });
    }
    blockers.sort_by(|a, b| {
        a.kind.cmp(&b.kind).then_with(|| match a.kind {
            Kind::Issue => {
                b.share_binding.unwrap_or(0.0).total_cmp(&a.share_binding.unwrap_or(0.0))
            }
            _ => std::cmp::Ordering::Equal,
        })
    });
}

/// Of the crossed lines, those that this issue alone crosses: bit and options ruled out on it.
fn lines_on(
    model: &Model,
    crossed: &[usize],
    contents: &[Content],
    issue: Ix<Issue>,
) -> Vec<(usize, OptionSet)> {
    let each = crossed.iter().take(64).enumerate().filter_map(|(bit, line)| {
        let line = &model.lines[*line];
        let mut on = line
            .rules_out
            .iter()
            .filter(|(it, _)| line.judge_on(*it, contents) == Verdict::Crossed)
            .map(|(it, _)| *it);
        let alone = on.next() == Some(issue) && on.next().is_none();
        alone.then(|| (bit, line.rules_out_on(issue)))
    });
    each.collect()
}

/// The options the party values most in a sample.
fn best_options(
    samples: &crate::preference::samples::Samples,
    i: usize,
    issue: &Issue,
    sample: usize,
) -> OptionSet {
    issue.all().iter().filter(|it| samples.value(i, *it)[sample] >= 1.0).collect()
}
